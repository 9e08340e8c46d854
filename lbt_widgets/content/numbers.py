"""The numbers in a text, and those that nothing stands behind: one rule for every part of `lbt check`.

A number counts by its value: 0.50 is 0.5, and 38,050 is 38 050. What is said in words ("a third") is left to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, cast

from attrs import asdict, has

NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,\u202f]\d+)*")
PARTS_THOUSANDS = re.compile(r"[,\u202f](?=\d{3})")


def numbers(value: object) -> set[Decimal]:
    """Every number in a text, or in the texts and figures of a record, or of several; without its sign."""
    if isinstance(value, str):
        return {Decimal(PARTS_THOUSANDS.sub("", found)).normalize() for found in NUMBER.findall(value)}
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, (int, float, Decimal)):
        return {abs(Decimal(str(value))).normalize()}
    if has(type(value)):
        value = asdict(cast("Any", value))
    inner = value.values() if isinstance(value, dict) else cast("Iterable[object]", value)
    return set().union(*map(numbers, inner))


def unknown(said: object, *known: object) -> Iterator[str]:
    """The numbers of `said`, from the least, that nothing in `known` has."""
    if found := numbers(said):  # most texts have none, and the known may be a page's whole evidence
        yield from (f"{number:f}" for number in sorted(found - numbers(known)))
