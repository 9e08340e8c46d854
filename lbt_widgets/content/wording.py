"""Small changes to a text of the content, so that it fits into a sentence."""

from __future__ import annotations


def lower_first(text: str) -> str:
    """A sentence as the rest of another one: "Pain rises." → "pain rises."."""
    return text[:1].lower() + text[1:]
