"""The card of a claim: what is said and what studies say side by side, how sure that is, the numbers, the sources."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Claim

from ._claim_html import claim_card_html
from ._grades import grade_html
from .live import Prose


def claim_card(claim_id: str, content: Content | None = None) -> Prose:
    """One card to put beside any text.

    Raises
    ------
    ValueError
        Where there is no such claim.
    """
    content = content or _content.load()
    claim = _claim(claim_id, content)
    return Prose(
        html=f'<div class="lbt-card">{_heading(claim)}{claim_card_html(claim, content)}</div>',
        tag="article",
        label=claim.statement,
    )


def claim_cards(*claim_ids: str, content: Content | None = None) -> Prose:
    """Cards for those who want more, each folded below its claim and its marks.

    Raises
    ------
    ValueError
        Where there is no such claim.
    """
    content = content or _content.load()
    claims = [_claim(name, content) for name in claim_ids]
    return Prose(html="".join(_folded(claim, content) for claim in claims), tag="section", label="More claims")


def _claim(claim_id: str, content: Content) -> Claim:
    claim = content.claims.get(claim_id)
    if claim is None:
        raise ValueError(f"there is no claim {claim_id!r}")
    return claim


def _heading(claim: Claim) -> str:
    return f"<h3>{escape(claim.statement)}</h3>"


def _folded(claim: Claim, content: Content) -> str:
    summary = f'{_heading(claim)}<span class="lbt-grade">{grade_html(claim)}</span>'
    body = f'<div class="lbt-card">{claim_card_html(claim, content)}</div>'
    return f'<details class="lbt-item"><summary>{summary}</summary>{body}</details>'
