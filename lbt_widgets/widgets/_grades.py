"""Verdict and certainty on a page: a shape for the eye beside the word that says the same to everybody."""

from __future__ import annotations

from lbt_widgets.content.evidence import Certainty, Claim, Verdict
from lbt_widgets.figures.words import CERTAINTY, VERDICT, VERDICT_SHAPE, certainty
from lbt_widgets.words import _

from ._tables import Markup


def verdict_html(found: Verdict) -> Markup:
    """ "✗ contradicted"."""
    return _shaped(VERDICT_SHAPE[found], _(VERDICT[found]))


def certainty_html(level: Certainty) -> Markup:
    """ "●●○○ low certainty"."""
    return _shaped(CERTAINTY[level][0], certainty(level))


def grade_html(claim: Claim) -> Markup:
    """ "✗ contradicted, ●●○○ low certainty"."""
    return Markup(f"{verdict_html(claim.verdict)}, {certainty_html(claim.certainty)}")


def _shaped(shape: str, words: str) -> Markup:
    """A screen reader would read out every dot, so it is given the words alone."""
    return Markup(f'<span aria-hidden="true">{shape}</span> {words}')
