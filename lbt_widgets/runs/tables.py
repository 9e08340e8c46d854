"""Tables in CSV, and the numbers, times and dates that services write into them in many languages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from .records import YEARS, ReadFault
from .sports import is_running
from .watch import Watch

MAX_ROWS = 20_000
LONGEST_LINE = 200_000
LONGEST_CELL = 40
OTHERS_NAMED = 5
EVERY = 200
"""Rows between two looks at the clock."""

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d?):(\d\d)(?::(\d\d))?")
_POINTS = re.compile(r"(\d\d?)\. ?(\d\d?)\. ?(\d{4}),? (\d\d?):(\d\d)(?::(\d\d))?")
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}),? (\d\d?):(\d\d)(?::(\d\d))?( [AP]M)?", re.IGNORECASE)
_ENGLISH = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d\d?), (\d{4}),? (\d\d?):(\d\d)(?::(\d\d))?( [AP]M)?", re.IGNORECASE)
_BRITISH = re.compile(r"(\d\d?) ([A-Z][a-z]{2})[a-z]* (\d{4}),? (\d\d?):(\d\d)(?::(\d\d))?( [AP]M)?", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")


def rows(data: bytes, watch: Watch) -> Iterator[list[str]]:
    """The rows of a table, the head first; one at a time, as a reader keeps only a few of their cells."""
    lines = io.TextIOWrapper(io.BytesIO(data), _encoding(data), newline="")
    try:
        head = lines.readline(LONGEST_LINE)
        lines.seek(0)
        delimiter = max(",;\t", key=head.count)
        for count, row in enumerate(csv.reader(_bounded(lines), delimiter=delimiter)):
            if not count % EVERY:
                watch.at(lines.buffer.tell())
            if count > MAX_ROWS:
                raise ReadFault("too_large", f"It has more than {MAX_ROWS:,} rows.")
            yield [cell.strip() for cell in row]
    except (csv.Error, UnicodeError):
        raise ReadFault("damaged", "The file is damaged: it is no whole table in CSV. Export it again.") from None


def running(table: Iterable[Sequence[str]], columns: Mapping[str, int]) -> list[dict[str, str]]:
    """The rows whose `sport` is running, as the cells of `columns`; a ReadFault that names the other words."""
    found: list[dict[str, str]] = []
    others: set[str] = set()
    for row in table:
        cells = {key: row[at][:LONGEST_CELL] if at < len(row) else "" for key, at in columns.items()}
        if is_running(cells["sport"]):
            found.append(cells)
        elif len(others) < OTHERS_NAMED:
            others.add(cells["sport"])
    if not found:
        words = ", ".join(sorted(others - {""})) or "nothing"
        raise ReadFault("not_a_run", f"None of its activities is a run; it calls them: {words}.")
    return found


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    while line := lines.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise ReadFault("refused", "One of its lines is too long for a list of activities.")
        yield line


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def number(text: str) -> float | None:
    """A number with a decimal point or comma; three digits after each comma are thousands. None for `--` and the like."""
    plain = text.replace(" ", "").replace("\xa0", "").replace("\u202f", "").replace("'", "")
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def seconds(text: str) -> float | None:
    """A time such as 00:45:03 or 45:03.5, or plain seconds."""
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return number(text)
    hours, minutes, rest = clock.groups(default="0")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest.replace(",", "."))


def dates(texts: Sequence[str]) -> list[datetime | None]:
    """The dates of a column, without a zone.

    A column of 3/4/2026 is read with the order that gives all its dates, the day first where both do.
    """
    plain = [" ".join(text.split()) for text in texts]
    american = any((found := _SLASHES.fullmatch(text)) and (int(found[2]) > 12 or found[7]) for text in plain)
    return [_date(text, american) for text in plain]


def _date(text: str, american: bool) -> datetime | None:
    if found := _ISO.match(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _POINTS.fullmatch(text):
        day, month, year = found[1], found[2], found[3]
    elif found := _SLASHES.fullmatch(text):
        day, month, year = (found[2], found[1], found[3]) if american else (found[1], found[2], found[3])
    elif found := _ENGLISH.fullmatch(text):
        month, day, year = _month(found[1]), found[2], found[3]
    elif found := _BRITISH.fullmatch(text):
        day, month, year = found[1], _month(found[2]), found[3]
    else:
        return None
    half = (found[7] or "").strip().upper() if found.re.groups == 7 else ""
    hour = int(found[4]) % 12 + 12 * (half == "PM") if half else int(found[4])
    if int(year) not in YEARS:
        return None
    try:
        return datetime(int(year), int(month), int(day), hour, int(found[5]), int(found[6] or 0))
    except ValueError:
        return None


def _month(name: str) -> str:
    return str(_MONTHS.index(name.lower()) + 1) if name.lower() in _MONTHS else "0"


def in_utc(date: datetime | None) -> datetime | None:
    return date.replace(tzinfo=UTC) if date else None
