"""Plain data ⇄ records, strictly: no unknown key, no number where a text belongs."""

from __future__ import annotations

from typing import Any

from cattrs import Converter
from cattrs.preconf.json import make_converter


def _exactly(kind: type, *also: type) -> Any:
    def structure(value: object, _: type) -> Any:
        if isinstance(value, bool) is not (kind is bool) or not isinstance(value, (kind, *also)):
            raise ValueError(f"must be {kind.__name__}, got {type(value).__name__} {str(value)[:60]!r}")
        return kind(value)

    return structure


def _number_or_text(value: object, _: Any) -> float | str:
    if isinstance(value, str):
        return value
    return _exactly(float, int)(value, float)  # type: ignore[no-any-return]


def make(detailed: bool) -> Converter:
    """A strict converter; `detailed` collects every fault with its path, at some cost in speed."""
    made = make_converter(forbid_extra_keys=True, detailed_validation=detailed)
    made.register_structure_hook(str, _exactly(str))
    made.register_structure_hook(int, _exactly(int))
    made.register_structure_hook(float, _exactly(float, int))
    made.register_structure_hook(bool, _exactly(bool))
    made.register_structure_hook(float | str, _number_or_text)
    return made


converter = make(detailed=True)
