"""What differs between two drawings, as little as a page needs to be sent.

A slider mostly moves a few arrays; the rest of a drawing, its axes, names and notes, stays as it was.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

Change = list[Any]
"""`[path, value]`: the keys and indices that lead to a place, and what stands there now; None where nothing does."""

BINARY_FROM = 50
"""Numbers in a row from which 4 bytes each are less than their digits."""

COORDINATES = {"x", "y", "z", "array", "arrayminus"}
"""Where a trace says what is drawn where; the last two are those of its error bars."""


def changes(old: Any, new: Any) -> list[Change]:
    """The places where two drawings of plain JSON differ.

    Parameters
    ----------
    old, new : dict, list or plain value
        A key that is gone counts as None, which Plotly reads as "not set".
    """
    return [[list(path), value] for path, value in _walk(old, new, ())]


def places(drawing: Any) -> int:
    """How many values a drawing has; a row of plain values counts as one."""
    if isinstance(drawing, dict):
        return sum(map(places, drawing.values()))
    if isinstance(drawing, list) and any(isinstance(item, (dict, list)) for item in drawing):
        return sum(map(places, drawing))
    return 1


def packed(path: Sequence[str | int], value: Any) -> Any:
    """A long row of places as 32-bit floats, which is finer than a screen; anything else, which may be read, as it is."""
    if path[-1] in COORDINATES and isinstance(value, list) and len(value) >= BINARY_FROM and _are_numbers(value):
        return {"float32": array("f", value).tobytes()}
    return value


def _walk(old: Any, new: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from _walk(old.get(key), new.get(key), (*path, key))
    elif (
        isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and _has_parts(old) and _has_parts(new)
    ):
        for index, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from _walk(was, now, (*path, index))
    elif old != new:
        yield path, new


def _are_numbers(row: list[Any]) -> bool:
    return all(type(item) in (int, float) for item in row)


def _has_parts(row: list[Any]) -> bool:
    """Traces or notes, not the numbers of one."""
    return any(isinstance(item, dict) for item in row)
