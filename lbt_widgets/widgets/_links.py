"""Where a link to a claim, a source or a term leads: the page of all the evidence, which opens it."""

from __future__ import annotations

from html import escape

from lbt_widgets.content.places import EVIDENCE_PAGE

from ._tables import Markup, inner_html

CLAIM, SOURCE, TERM = "claim", "source", "term"
MODEL_CARD, MORE, PLAN = "how-it-is-worked-out", "more-questions", "your-plan"  # on the page of the profile itself


def claim_address(place: str = "") -> str:
    """Where the card of a claim is, or one finding in it (`content.places`); without a place what stands before it."""
    return _address(CLAIM, place)


def source_address(source_id: str) -> str:
    """Where the full entry of a source is."""
    return _address(SOURCE, source_id)


def claim_link(place: str, text: str) -> Markup:
    """A link to the card of a claim, or to one finding in it."""
    return _link(claim_address(place), text)


def source_entry_link(source_id: str, text: str) -> Markup:
    """A link to the full entry of a source."""
    return _link(source_address(source_id), text)


def term_link(term_id: str, text: str) -> Markup:
    """A link to a word of the glossary."""
    return _link(_address(TERM, term_id), text)


def model_card_link(text: str) -> Markup:
    """A link to how the result is worked out, on the same page."""
    return _link(f"#{MODEL_CARD}", text)


def more_link(text: str) -> Markup:
    """A link to the questions that are asked cause by cause, on the same page."""
    return _link(f"#{MORE}", text)


def plan_link(text: str) -> Markup:
    """A link to the plan, on the same page."""
    return _link(f"#{PLAN}", text)


def _link(address: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(address)}">{inner_html(text)}</a>')


def _address(key: str, name: str) -> str:
    return f"{EVIDENCE_PAGE}#{key}={name}"
