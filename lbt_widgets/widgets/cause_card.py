"""The card of a cause: its question, a two-minute answer, and a verdict for each of its parts, with a link to its claim."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Claim
from lbt_widgets.content.records import Cause
from lbt_widgets.words import ENGLISH, _, speaking

from ._grades import certainty_html, verdict_html
from ._links import claim_link
from ._sources import reference_html
from ._tables import table_html
from .live import Html


def cause_cards(content: Content | None = None) -> Html:
    """All cards, folded, in the order of the chapters; the background last."""
    content = (content or _content.load()).english
    ordered = sorted(content.causes.values(), key=lambda cause: (not cause.number, cause.number))
    with speaking(ENGLISH):
        cards = "".join(cause_card_html(cause, content) for cause in ordered)
    return Html(html=f'<div lang="en">{cards}</div>', tag="section", label=_("The causes"))


def cause_card_html(cause: Cause, content: Content) -> str:
    """One card as a native `details` element."""
    title = f"{cause.number}. {cause.title}" if cause.number else cause.title
    return (
        f"<details><summary><h3>{escape(title)}: {escape(cause.question)}</h3></summary>"
        f"{cause.answer_html}{_verdicts(cause, content)}{_sources(cause, content)}</details>"
    )


def _verdicts(cause: Cause, content: Content) -> str:
    head = ("Part", "The claim", "Verdict", "How sure", "In short")
    claims = ((facet, content.claims[facet.claim]) for facet in cause.facets)
    rows = (
        (
            facet.title,
            claim_link(claim.id, claim.statement),
            verdict_html(claim.verdict),
            certainty_html(claim.certainty),
            in_short(claim),
        )
        for facet, claim in claims
    )
    return table_html(f"{cause.title}: what studies make of each part", head, rows)


def in_short(claim: Claim) -> str:
    """What studies make of a claim, and the doubt about it where there is one."""
    return f"{claim.summary} {claim.doubt}" if claim.doubt else claim.summary


def _sources(cause: Cause, content: Content) -> str:
    claimed = (source for facet in cause.facets for source in content.claims[facet.claim].sources)
    lines = "".join(
        f"<li>{reference_html(source, content)}</li>" for source in dict.fromkeys([*cause.sources, *claimed])
    )
    return f'<details><summary>Sources of this card</summary><ul class="lbt-sources">{lines}</ul></details>'
