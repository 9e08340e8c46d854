"""A diary's numbers as a picture: each one, a running mean, how far they go up and down by themselves, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor
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
    comes_in_spells,
    next_look,
    rises,
    running_means,
    usual,
)

from .bars import BLUE, GREY, ORANGE
from .day_axis import day_axis
from .picture import Picture, Table
from .words import counted, fixed

LOWEST, HIGHEST = 0, 10
VERY_HIGH = 8
"""From here on, on the scale to 10, a look at the warning signs is offered (our choice)."""
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
        spec={"data": _traces(points, values), "layout": _layout([date.fromisoformat(point.day) for point in points])},
        table=_table(points, values),
    )


def finding(values: Sequence[int]) -> str:
    """In words: whether the last numbers differ by more than the usual up and down."""
    if not values:
        return NO_POINTS
    found, band = change(values), usual(values)
    if found:
        return _compared(found, len(values))
    if band:
        look = f"With {LEAST + RECENT} numbers, the newest {RECENT} are held against the {LEAST} before."
        return f"{_inside(band, values)} {look}"
    return (
        f"{counted(len(values), 'number')} so far. "
        f"From {LEAST} on, the picture shows how far your numbers go up and down by themselves."
    )


def _compared(found: Change, count: int) -> str:
    first, last = found.before.count + 1, found.before.count + RECENT
    means = (
        f"Your numbers {first} to {last} were {fixed(found.recent_mean, 1)} on average, "
        f"the {found.before.count} before {fixed(found.before.mean, 1)}."
    )
    following = f"The next look comes with number {next_look(count)}."
    noise = fixed(found.noise, 1)
    if not found.is_more:
        return f"{means} Without any change they may well lie up to {noise} apart, so this may be nothing but chance. {following}"
    way = "lower" if found.difference < 0 else "higher"
    return (
        f"{means} They are {way} by more than the {noise} that chance alone would seldom pass. "
        f"What made the difference, the numbers cannot tell. {following}"
    )


def _inside(band: Usual, values: Sequence[float]) -> str:
    """The band, and how many lie outside; of numbers that drift it tells nothing."""
    low, high = _on_scale(band)
    outside = sum(not band.low <= value <= band.high for value in values)
    beyond = f"{outside} of your {len(values)} lie outside."
    if comes_in_spells(values):
        return f"Your numbers drift, or come in spells: neighbours are much alike. The band tells little then: {beyond}"
    if (low, high) == (LOWEST, HIGHEST):
        return "Your numbers go up and down so much that their band is the whole scale: none can stand out yet."
    stay = f"If nothing changes, most of your numbers stay from {ceil(low)} to {floor(high)}."
    return f"{stay} {beyond if outside else 'One number inside that says little.'}"


def after_bad_ones(values: Sequence[int]) -> str:
    """The reader's own regression to the mean, in a sentence.

    "" where there are too few numbers for one, or where they changed or drifted: then it was not that alone.
    """
    found: AfterHigh | None = after_high(values)
    compared = change(values)
    if found is None or found.high < 2 or comes_in_spells(values) or (compared and compared.is_more):
        return ""
    return (
        f"In your own numbers: {found.high} stood well above your mean with another after them, and "
        f"{found.lower_next if found.lower_next else 'none'} of these {found.high} had a lower one next."
    )


def asks_for_a_check(values: Sequence[int]) -> bool:
    """Whether the warning signs are worth a look: the newest number is very high, or the last ones rise."""
    return bool(values) and (values[-1] >= VERY_HIGH or rises(values))


def _traces(points: Sequence[Point], values: Sequence[int]) -> list[dict[str, Any]]:
    days = [point.day for point in points]
    compared = change(values)
    settled = compared.before if compared else usual(values)
    looked_at = slice(settled.count, settled.count + RECENT) if compared and settled else slice(0, 0)
    others = [at for at in range(len(values)) if not looked_at.start <= at < looked_at.stop]
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
        _dots("each number", [points[at] for at in others], {"symbol": "circle", "size": 9, "color": BLUE}),
        _dots(f"the {RECENT} compared", points[looked_at], {"symbol": "diamond", "size": 12, "color": ORANGE}),
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


def _dots(name: str, points: Sequence[Point], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [point.day for point in points],
        "y": [point.tightness for point in points],
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "x+y",
    }


def _layout(days: Sequence[date]) -> dict[str, Any]:
    return {
        "height": 380,
        "margin": {"l": 48, "r": 16, "t": 16, "b": 120},
        "xaxis": {"fixedrange": True, **day_axis(days)},
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
