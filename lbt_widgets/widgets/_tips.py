"""Words of the glossary inside a text, each as a button that opens what it means: by mouse, touch and keyboard alike."""

from __future__ import annotations

import re
from html import escape

from lbt_widgets.content.handbook import Term
from lbt_widgets.content.terms import Terms

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
BUTTON = r'<button type="button" class="lbt-term">[^<]*</button><span (?:(?!</span>).)*</span>'
BESIDE = re.compile(rf"(\({BUTTON}[.,;:?!)]*|{BUTTON}[.,;:?!)]+)")
# A button inside one of these would be in the way of it, or be read out with every heading and cell.
LEFT_ALONE = {"a", "button", "summary", "caption", "cite", "th", "h1", "h2", "h3", "h4", "h5", "h6"}


def with_tips(html: str, terms: Terms) -> str:
    """HTML in which the first occurrence of each term explains itself; nothing inside links and headings.

    The button opens the popover beside it; `fillHtml` in static/html.js ties the two together, so that no ids are needed.
    """
    seen: set[str] = set()

    def explained(match: re.Match[str]) -> str:
        term = terms.of(match[0])
        if term.id in seen:
            return match[0]
        seen.add(term.id)
        return f'<button type="button" class="lbt-term">{match[0]}</button>{_tip(term)}'

    depth, parts = 0, []
    for part in TAG.split(html):
        if part.startswith("<"):
            depth += _step(part)
        elif not depth:
            part = terms.pattern.sub(explained, part)
            # A line may break at a button: its full stop would begin the next one, its bracket end the one before.
            part = BESIDE.sub(r'<span class="lbt-kept">\1</span>', part)
        parts.append(part)
    return "".join(parts)


def _step(tag: str) -> int:
    """How much deeper a tag leads into what is left alone."""
    name = NAME.match(tag)
    if not name or name[1].lower() not in LEFT_ALONE:
        return 0
    return -1 if tag.startswith("</") else 1


def _tip(term: Term) -> str:
    unit = f" Unit: {escape(term.unit)}." if term.unit else ""
    return (
        f'<span class="lbt-tip" popover><strong>{escape(term.term)}.</strong> '
        f"{escape(term.plain)} {escape(term.why)}{unit}</span>"
    )
