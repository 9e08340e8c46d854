"""The HTML of a claim's card, and of what stands alone where a link to the evidence cannot lead: see static/beside.js."""

from __future__ import annotations

from html import escape

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Claim, Finding, Statement
from lbt_widgets.content.places import FINDING
from lbt_widgets.figures.words import CERTAINTY_MEANS, IN_WORDS, STEP, VERDICT_MEANS, counted, figure_of
from lbt_widgets.words import ENGLISH

from ._grades import certainty_html, verdict_html
from ._links import CLAIM, SOURCE
from ._sources import reference_html, source_link
from ._tables import table_html
from ._tips import with_tips

NOT_IN_ARTICLE = "<p>The article does not say this. It is here because it matters for backs.</p>"
NOT_HERE = "<p>This is not in the evidence, or no longer. Look for it there by a word of it.</p>"


def evidence_html(key: str, name: str, content: Content) -> str:
    """What a link `#claim=…` or `#source=…` leads to, by itself: the whole card, or the source with our doubt.

    The evidence is in English alone, and a page in another language is told so.
    """
    return f'<div class="lbt-card" lang="{ENGLISH}">{_alone(key, name, content)}</div>'


def _alone(key: str, name: str, content: Content) -> str:
    if key == CLAIM and name in content.claims:
        claim = content.claims[name]
        return f"<h2>{escape(claim.statement)}</h2>{claim_card_html(claim, content, heading=3, opened=True)}"
    if key == SOURCE and name in content.sources:
        return f"<p>{reference_html(name, content, full=True)}</p>"
    return NOT_HERE


def claim_card_html(claim: Claim, content: Content, *, heading: int = 4, opened: bool = False) -> str:
    """A card without its heading, which is the claim's statement; `heading` is the level of those within.

    Opened, the way to every source is before who comes by a link from a number; beside a text it would be in the way.
    """
    sides = _article_says(claim, content, heading) + with_tips(_studies_say(claim, heading), content.terms)
    return f'<div class="lbt-sides">{sides}</div>{_findings(claim, content, opened)}{_sources(claim, content, opened)}'


def _article_says(claim: Claim, content: Content, heading: int) -> str:
    said = [statement for statement in content.article.values() if statement.claim == claim.id]
    lines = "".join(f"<li>{escape(one.says)} {step_html(one, content)}</li>" for one in said)
    return f"<div><h{heading}>The article says</h{heading}>{f'<ul>{lines}</ul>' if said else NOT_IN_ARTICLE}</div>"


def _studies_say(claim: Claim, heading: int) -> str:
    return (
        f"<div><h{heading}>Studies say</h{heading}>"
        f"<p><strong>{verdict_html(claim.verdict)}.</strong> {VERDICT_MEANS[claim.verdict]}<br>"
        f"<strong>{certainty_html(claim.certainty)}.</strong> {CERTAINTY_MEANS[claim.certainty]}</p>"
        f"<p>{escape(claim.summary)}</p>{_notes(claim)}</div>"
    )


def _notes(claim: Claim) -> str:
    notes = (("Keep in mind", claim.keep_in_mind), ("Our doubt", claim.doubt))
    return "".join(f'<p class="lbt-note"><strong>{name}:</strong> {escape(text)}</p>' for name, text in notes if text)


def _findings(claim: Claim, content: Content, opened: bool) -> str:
    if not claim.findings:
        return ""
    head = ("What was looked at", "Result", "People", "Source")
    rows = (_row(finding, content) for finding in claim.findings)
    parts = [f"{FINDING}={finding.id}" for finding in claim.findings]
    table = table_html("What each study found", head, rows, parts)
    return _fold(f"{counted(len(claim.findings), 'finding')} behind this", table, opened)


def _row(finding: Finding, content: Content) -> tuple[str, ...]:
    doubts = ["Worked out by us from what is printed." if finding.derived else "", finding.doubt or ""]
    what = " ".join(filter(None, [finding.what.rstrip(".") + ".", *doubts]))
    return what, figure_of(finding) or IN_WORDS, _people(finding, content), source_link(finding.source, content)


def _people(finding: Finding, content: Content) -> str:
    return content.sources[finding.source].population or ("runners" if finding.runners else "other people")


def _sources(claim: Claim, content: Content, opened: bool) -> str:
    if not claim.sources:
        return ""
    lines = "".join(f"<li>{reference_html(source, content, full=True)}</li>" for source in claim.sources)
    summary = f"{counted(len(claim.sources), 'source')}, and how much of each we read"
    told = {finding.source for finding in claim.findings}
    needed = not told.issuperset(claim.sources)  # else the findings above lead to each of them
    return _fold(summary, f'<ul class="lbt-sources">{lines}</ul>', opened and needed)


def _fold(summary: str, inside: str, opened: bool) -> str:
    return f"<details{' open' if opened else ''}><summary>{summary}</summary>{inside}</details>"


def step_html(statement: Statement, content: Content) -> str:
    """What is known of this one thing that the article says, with its sources; "" where its claim's verdict fits it."""
    if not statement.step:
        return ""
    sources = dict.fromkeys(content.findings[name].source for name in statement.findings)
    links = ", ".join(source_link(source, content) for source in sources)
    return f'<span class="lbt-step">{STEP[statement.step]}{f" ({links})" if links else ""}.</span>'
