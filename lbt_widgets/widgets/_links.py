"""Where a link to a claim or a term leads: the page of all the evidence, which opens it."""

from __future__ import annotations

from html import escape

from ._tables import Markup, inner_html

EVIDENCE_PAGE = "09_evidence.ipynb"
CLAIM, TERM = "claim", "term"


def claim_address(claim_id: str = "") -> str:
    """Where the card of a claim is; without an id what stands before it."""
    return _address(CLAIM, claim_id)


def claim_link(claim_id: str, text: str) -> Markup:
    """A link to the card of a claim."""
    return _link(CLAIM, claim_id, text)


def term_link(term_id: str, text: str) -> Markup:
    """A link to a word of the glossary."""
    return _link(TERM, term_id, text)


def _link(key: str, name: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(_address(key, name))}">{inner_html(text)}</a>')


def _address(key: str, name: str) -> str:
    return f"{EVIDENCE_PAGE}#{key}={name}"
