"""Common questions, each with its answer and the claims that the answer rests on."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.handbook import Faq

from ._grades import grade_html
from ._links import claim_link
from ._tips import with_tips
from .live import Prose


def faq(content: Content | None = None) -> Prose:
    """All common questions, folded, the article's own six first."""
    content = content or _content.load()
    html = "".join(question_html(item, content) for item in content.faq.values())
    return Prose(html=html, tag="section", label="Common questions")


def question_html(item: Faq, content: Content) -> str:
    """One question as a native `details` element."""
    paragraphs = "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in item.answer.split("\n\n"))
    return (
        f"<details><summary><h3>{escape(item.question)}</h3></summary>"
        f"{with_tips(paragraphs, content.terms)}<h4>What this rests on</h4><ul>{_claims(item, content)}</ul></details>"
    )


def _claims(item: Faq, content: Content) -> str:
    claims = (content.claims[name] for name in item.claims)
    return "".join(f"<li>{claim_link(claim.id, claim.statement)} {grade_html(claim)}</li>" for claim in claims)
