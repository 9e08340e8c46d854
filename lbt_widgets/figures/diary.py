"""A diary's numbers as a picture: each one, a running mean, how far they go up and down by themselves, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen
from attrs.validators import ge, le

from lbt_widgets.risk.study.ups_and_downs import (
    LEAST,
    RECENT,
    AfterHigh,
    Change,
    Usual,
    after_high,
    change,
    running_means,
    usual,
)

from .bars import BLUE, GREY, ORANGE
from .picture import Picture, Table
from .words import counted, fixed

LOWEST, HIGHEST = 0, 10
SERIES = {
    "end": "at the end of a run",
    "ten": "after ten minutes of a run",
    "before": "before a run",
    "week": "over a week",
}
BAND = "rgba(127,135,144,0.18)"
NO_POINTS = "No entries yet. Your first one makes the first point."


@frozen
class Point:
    """One number of the diary. `day`: as "2026-03-01"."""

    day: str
    tightness: int = field(validator=[ge(LOWEST), le(HIGHEST)])


def build(points: Sequence[Point], series: str) -> Picture:
    """The picture of one row of numbers, in their order in time."""
    values = [point.tightness for point in points]
    return Picture(
        title=f"Tightness {SERIES[series]}",
        sentence=finding(values),
        spec={"data": _traces(points, values), "layout": _layout()},
        table=_table(points, values),
    )


def finding(values: Sequence[int]) -> str:
    """In words: whether the last numbers differ by more than the usual up and down."""
    if not values:
        return NO_POINTS
    found, band = change(values), usual(values)
    if found:
        return _compared(found)
    if band:
        return (
            f"By themselves your numbers go up and down {_between(band)}. One number inside that says little. "
            f"From {LEAST + RECENT} entries on, this compares the last {RECENT} with those before."
        )
    return (
        f"{counted(len(values), 'number')} so far. "
        f"From {LEAST} on, the picture shows how far your numbers go up and down by themselves."
    )


def _compared(found: Change) -> str:
    means = f"{fixed(found.recent_mean, 1)} on average, the {found.before.count} before {fixed(found.before.mean, 1)}"
    apart = f"Means like these differ by up to {fixed(found.noise, 1)} by the usual up and down alone"
    if not found.is_more:
        return f"Your last {RECENT} numbers were {means}. {apart}, so this may well be nothing but chance."
    way = "lower" if found.difference < 0 else "higher"
    return (
        f"Your last {RECENT} numbers were {means}. {apart}: they are {way} by more than that. "
        "What made the difference, the numbers cannot tell."
    )


def _between(band: Usual) -> str:
    low, high = _on_scale(band)
    return f"between {fixed(low, 1)} and {fixed(high, 1)}"


def after_bad_ones(values: Sequence[int]) -> str:
    """The reader's own regression to the mean, in a sentence; "" where there is not enough for one."""
    found: AfterHigh | None = after_high(values)
    if found is None or found.high < 2:
        return ""
    return (
        f"In your own numbers: {found.high} stood well above your mean with another after them, and "
        f"{found.lower_next if found.lower_next else 'none'} of these {found.high} had a lower one next."
    )


def _traces(points: Sequence[Point], values: Sequence[int]) -> list[dict[str, Any]]:
    days = [point.day for point in points]
    compared = change(values)
    settled = compared.before if compared else usual(values)
    split = len(values) - RECENT if compared else len(values)
    return [
        *_band(days, settled),
        {
            "type": "scatter",
            "mode": "lines",
            "name": f"mean of {RECENT} in a row",
            "x": days,
            "y": list(running_means(values)),
            "line": {"color": BLUE, "width": 3},
            "hoverinfo": "skip",
        },
        _dots("each number", days[:split], values[:split], {"symbol": "circle", "size": 9, "color": BLUE}),
        _dots(f"the last {RECENT}", days[split:], values[split:], {"symbol": "diamond", "size": 12, "color": ORANGE}),
    ]


def _band(days: Sequence[str], found: Usual | None) -> list[dict[str, Any]]:
    """The mean and the band around it, from the first day to the last; empty lines while there is none."""
    ends = [days[0], days[-1]] if found else []
    low, high = _on_scale(found) if found else (LOWEST, HIGHEST)
    edge = {"type": "scatter", "mode": "lines", "x": ends, "line": {"width": 0}, "hoverinfo": "skip"}
    mean = {"color": GREY, "width": 2, "dash": "dot"}
    return [
        edge | {"name": "lower end", "y": [low for _ in ends], "showlegend": False},
        edge | {"name": "usual up and down", "y": [high for _ in ends], "fill": "tonexty", "fillcolor": BAND},
        edge | {"name": "mean", "y": [found.mean if found else LOWEST for _ in ends], "line": mean},
    ]


def _on_scale(found: Usual) -> tuple[float, float]:
    return max(found.low, LOWEST), min(found.high, HIGHEST)


def _dots(name: str, days: Sequence[str], values: Sequence[int], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(days),
        "y": list(values),
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "x+y",
    }


def _layout() -> dict[str, Any]:
    return {
        "height": 380,
        "margin": {"l": 48, "r": 16, "t": 16, "b": 120},
        "xaxis": {"type": "date", "fixedrange": True},
        "yaxis": {
            "title": {"text": "tightness<br>0 none, 10 worst"},
            "range": [LOWEST - 0.4, HIGHEST + 0.4],
            "tickvals": list(range(LOWEST, HIGHEST + 1, 2)),
            "fixedrange": True,
        },
        "legend": {"orientation": "h", "y": -0.2, "x": 0, "yanchor": "top"},
    }


def _table(points: Sequence[Point], values: Sequence[int]) -> Table:
    means = ("" if mean is None else fixed(mean, 1) for mean in running_means(values))
    rows = tuple((point.day, str(point.tightness), mean) for point, mean in zip(points, means, strict=True))
    return Table(("Day", "Tightness, 0 to 10", f"Mean of {RECENT} in a row"), rows)
