"""The card of a cause: its question, a two-minute answer, and a verdict for each of its parts."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.records import Cause
from lbt_widgets.figures.words import VERDICT, certainty

from ._sources import reference_html
from .live import Html


def cause_cards(content: Content | None = None) -> Html:
    """All cards, folded, in the order of the chapters; the background last."""
    content = content or _content.load()
    ordered = sorted(content.causes.values(), key=lambda cause: (not cause.number, cause.number))
    return Html(html="".join(cause_card_html(cause, content) for cause in ordered), tag="section", label="The causes")


def cause_card_html(cause: Cause, content: Content) -> str:
    """One card as a native `details` element."""
    title = f"{cause.number}. {cause.title}" if cause.number else cause.title
    return (
        f"<details><summary><h3>{escape(title)}: {escape(cause.question)}</h3></summary>"
        f"{cause.answer_html}{_verdicts(cause, content)}{_sources(cause, content)}</details>"
    )


def _verdicts(cause: Cause, content: Content) -> str:
    rows = ""
    for facet in cause.facets:
        claim = content.claims[facet.claim]
        rows += (
            f'<tr><th scope="row">{escape(facet.title)}</th><td>{escape(claim.statement)}</td>'
            f"<td>{VERDICT[claim.verdict]}</td><td>{certainty(claim.certainty)}</td><td>{escape(claim.summary)}</td></tr>"
        )
    return (
        f'<div class="lbt-scroll" tabindex="0" role="region" aria-label="Verdicts: {escape(cause.title)}"><table>'
        '<caption>What studies make of each part</caption><thead><tr><th scope="col">Part</th>'
        '<th scope="col">The claim</th><th scope="col">Verdict</th><th scope="col">How sure</th><th scope="col">In short</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _sources(cause: Cause, content: Content) -> str:
    claimed = (source for facet in cause.facets for source in content.claims[facet.claim].sources)
    lines = "".join(
        f"<li>{reference_html(source, content)}</li>" for source in dict.fromkeys([*cause.sources, *claimed])
    )
    return f'<details><summary>Sources of this card</summary><ul class="lbt-sources">{lines}</ul></details>'
