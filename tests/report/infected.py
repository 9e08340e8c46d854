"""Content in which every text that could be shown carries markup, and a line of its own."""

from __future__ import annotations

from typing import Any

from attrs import evolve, fields, has

from .people import CONTENT

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;\"'\r\nATTENDEE:mailto:x@example.org"
SHOWN = {
    *("advice", "ask", "authors", "doi", "evidence", "how_soon", "journal", "label", "name", "not_for", "note"),
    *("pmid", "progressions", "regressions", "stop_if", "text", "title", "unit", "what", "why"),
}


def infected(value: Any, shown: bool = False) -> Any:
    """A record with markup in each of its texts that are shown, in its parts too."""
    if isinstance(value, str):
        return value + MARKUP if shown else value
    if isinstance(value, tuple):
        return tuple(infected(one, shown) for one in value)
    if not has(type(value)):
        return value
    return evolve(
        value, **{one.name: infected(getattr(value, one.name), one.name in SHOWN) for one in fields(type(value))}
    )


class InfectedContent:
    """The workbook's content, with markup wherever a report, a plan or a calendar takes a text from."""

    def __init__(self) -> None:
        names = ("causes", "effects", "exercises", "fixes", "questions", "sources", "people")
        self.many = {name: {key: infected(one) for key, one in getattr(CONTENT, name).items()} for name in names}
        self.safety = infected(CONTENT.safety)

    def __getattr__(self, name: str) -> Any:
        return self.many[name] if name in self.many else getattr(CONTENT, name)
