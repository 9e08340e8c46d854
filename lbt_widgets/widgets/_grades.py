"""Verdict and certainty on a page: a shape for the eye beside the word that says the same to everybody."""

from __future__ import annotations

from lbt_widgets.content.evidence import Certainty, Claim, Verdict
from lbt_widgets.figures.words import CERTAINTY, VERDICT, VERDICT_SHAPE, certainty
from lbt_widgets.words import _

from ._tables import Markup


def verdict_html(found: Verdict) -> Markup:
    """ "✗ contradicted"."""
    return _shaped(*_verdict(found))


def certainty_html(level: Certainty) -> Markup:
    """ "●●○○ low certainty"."""
    return _shaped(*_certainty(level))


def grade_html(claim: Claim) -> Markup:
    """ "✗ contradicted, ●●○○ low certainty"."""
    return Markup(f"{verdict_html(claim.verdict)}, {certainty_html(claim.certainty)}")


def grade_parts(claim: Claim) -> list[tuple[str, str]]:
    """The same for a script, which makes its own elements: verdict and certainty, each as shape and words."""
    return [_verdict(claim.verdict), _certainty(claim.certainty)]


def _verdict(found: Verdict) -> tuple[str, str]:
    return VERDICT_SHAPE[found], _(VERDICT[found])


def _certainty(level: Certainty) -> tuple[str, str]:
    return CERTAINTY[level][0], certainty(level)


def _shaped(shape: str, words: str) -> Markup:
    """A screen reader would read out every dot, so it is given the words alone."""
    return Markup(f'<span aria-hidden="true">{shape}</span>\u00a0{words}')
