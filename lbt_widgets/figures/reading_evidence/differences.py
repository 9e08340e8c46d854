"""Differences between two groups, of 100, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lbt_widgets.risk.study.two_by_two import Estimate


def differences(
    name: str,
    found: Sequence[Estimate],
    rows: Sequence[int],
    colour: str,
    symbol: str,
    size: int,
    across: bool = False,
    **bars: Any,
) -> dict[str, Any]:
    """A point and a bar for each: upwards over its row, or `across` beside it. `bars`: how plotly draws the intervals."""
    axis, other = ("x", "y") if across else ("y", "x")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        axis: [tenths_of_100(one.value) for one in found],
        other: list(rows),
        f"error_{axis}": {
            "type": "data",
            "symmetric": False,
            "array": [tenths_of_100(one.high - one.value) for one in found],
            "arrayminus": [tenths_of_100(one.value - one.low) for one in found],
            "color": colour,
            **bars,
        },
        "marker": {"symbol": symbol, "size": size, "color": colour},
        "hoverinfo": "skip",
    }


def tenths_of_100(share: float) -> float:
    """With no more digits than can be seen: they travel to the page at each move."""
    return round(100 * share, 1)
