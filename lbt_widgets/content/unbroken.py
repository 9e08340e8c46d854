"""Numbers that no line breaks apart."""

from __future__ import annotations

import re
from typing import Any

THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")  # as `figures.words.whole` parts them
BESIDE_NUMBER = re.compile(r"(?<=\d) (?=%|(?:N·m|°C|kg|g|km|mm|cm|m|min|ms|s|h|N|kN|MPa)\b)|(?<=±) (?=\d)")


def unbroken(value: Any) -> Any:
    """The same with 100 000, 19 % and ± 9 held together, so that no line breaks inside a number or beside it."""
    if isinstance(value, dict):
        return {key: unbroken(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [unbroken(inner) for inner in value]
    return BESIDE_NUMBER.sub("\u00a0", THOUSANDS.sub("\u202f", value)) if isinstance(value, str) else value
