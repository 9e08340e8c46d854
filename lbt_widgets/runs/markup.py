"""XML read piece by piece, without a tree: little memory, ended at any moment, and nothing hostile gets far.

A document type is refused as soon as it begins, so that no entity is ever defined; depth, names and the length of one
tag are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from math import isfinite
from xml.etree.ElementTree import ParseError, XMLParser

from .records import YEARS, ReadFault
from .watch import Watch

PIECE = 65_536
LONGEST_TAG = 4 * PIECE
MAX_DEPTH = 60
MAX_NAMES = 500
MAX_TEXT = 200
DOCUMENT_TYPE = "It declares a document type, which no recording of a run needs, so it is not read."
BLANKS = b"\xef\xbb\xbf \t\r\n"


class Elements:
    """Told of every element by its local name: prefixes differ from maker to maker. Readers overwrite two methods."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self._names: set[str] = set()
        self._text = ""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; `path` ends with it."""

    def closed(self, name: str, text: str) -> None:
        """An element ends; `path` ends with what holds it. The text is that after its last child."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._names.add(tag)
        self._names.update(attributes)
        if len(self.path) >= MAX_DEPTH or len(self._names) > MAX_NAMES:
            raise ReadFault("refused", "Its elements are too many or too deep for a recording of a run.")
        self.path.append(tag.rpartition("}")[2])
        self._text = ""
        self.opened(self.path[-1], attributes)

    def end(self, _tag: str) -> None:
        self.closed(self.path.pop(), self._text.strip())
        self._text = ""

    def data(self, text: str) -> None:
        if len(self._text) < MAX_TEXT:
            self._text += text[:MAX_TEXT]

    def doctype(self, *_declared: object) -> None:
        raise ReadFault("refused", DOCUMENT_TYPE)

    def close(self) -> None:
        """Nothing is built."""


def parse(data: bytes, elements: Elements, watch: Watch) -> Iterator[None]:
    """Tell `elements` what the document holds, with a pause after each piece; some apps write blanks before it."""
    data = data.lstrip(BLANKS)
    _no_endless_tag(data)
    parser = XMLParser(target=elements)
    try:
        for place in range(0, len(data), PIECE):
            watch.at(place)
            parser.feed(data[place : place + PIECE])
            yield
        parser.close()
    except ReadFault:
        raise
    except (ParseError, LookupError, ValueError):
        raise ReadFault(
            "damaged", "The file is damaged or cut off: it is no whole XML. Save it from the app again."
        ) from None


def _no_endless_tag(data: bytes) -> None:
    """A parser keeps a tag with all its attributes in memory until it ends."""
    place = 0
    while place < len(data) - LONGEST_TAG:
        found = data.rfind(b">", place, place + LONGEST_TAG)
        if found < 0:
            raise ReadFault("refused", "One of its tags is too long for a recording of a run.")
        place = found + 1


def number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) else None


def moment(text: str) -> datetime | None:
    """A time of GPX or TCX: UTC unless it names another zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Mean:
    """A running mean of what was measured, which zero is not."""

    def __init__(self) -> None:
        self.total = 0.0
        self.count = 0

    def add(self, value: float | None) -> None:
        if value is not None and 0 < value < 10_000:
            self.total += value
            self.count += 1

    @property
    def value(self) -> float | None:
        return self.total / self.count if self.count else None
