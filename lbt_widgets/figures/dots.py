"""People as dots: rows of ten, and two groups of up to 100 side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from lbt_widgets.risk import Range
from lbt_widgets.words import _

from .colours import GREY, ORANGE
from .words import whole_dots

HURT: dict[str, Any] = {"symbol": "circle", "color": ORANGE}
LIKELY: dict[str, Any] = {
    "symbol": "circle-x",
    "color": "rgba(179,89,0,0.45)",
    "line": {"color": ORANGE, "width": 2},
}
PERHAPS: dict[str, Any] = {
    "symbol": "circle-dot",
    "color": "rgba(179,89,0,0.3)",
    "line": {"color": ORANGE, "width": 2},
}
WELL: dict[str, Any] = {"symbol": "circle-open", "color": GREY, "line": {"color": GREY, "width": 1.5}}
PERSON, GIVEN_PERSON = "person", "person here"
"""Marks the dots of people, who stand there before a guess as well; the question tells of the given ones."""
DOT_PX = 11
COLUMNS = 10
GAP = 0.04
"""Half of what lies between the two groups, of the width."""

Kind = tuple[str, int, dict[str, Any]]
"""Dots that mean the same: name, count, marker."""


@frozen
class Group:
    """Up to 100 people: so many dots of each kind. `given`: the question tells of it anyway."""

    label: str
    kinds: tuple[Kind, ...]
    given: bool = False


def one_group(kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """The dots of a group by itself; the legend counts them."""
    traces, start = [], 0
    for name, count, marker in kinds:
        traces.append(trace(f"{name} ({count})", start, count, marker))
        start += count
    return traces


def pair(left: Group, right: Group) -> list[dict[str, Any]]:
    """The dots of both; a kind is named once, by the first group that has any of it."""
    traces: list[dict[str, Any]] = []
    for axis, group in (("", left), ("2", right)):
        start = 0
        for name, count, marker in group.kinds:
            named = count > 0 and not any(one["name"] == name and one["showlegend"] for one in traces)
            dots = trace(name, start, count, marker) | {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
            traces.append(dots | {"showlegend": named, "meta": GIVEN_PERSON if group.given else PERSON})
            start += count
    return traces


def pair_axes(left: Group, right: Group, bottom: float = 0.0) -> dict[str, Any]:
    """The axes of both groups, above `bottom` of the drawing's height, with their labels over them."""
    frame: dict[str, Any] = {"zeroline": False, "showgrid": False, "fixedrange": True, "showticklabels": False}
    across = frame | {"range": [-0.6, COLUMNS - 0.4]}
    down = frame | {"range": [COLUMNS - 0.4, -0.6], "domain": [bottom, 1]}
    ends = ([0, 0.5 - GAP], [0.5 + GAP, 1])
    return {
        "xaxis": across | {"domain": ends[0], "anchor": "y"},
        "yaxis": down | {"anchor": "x"},
        "xaxis2": across | {"domain": ends[1], "anchor": "y2"},
        "yaxis2": down | {"anchor": "x2"},
        "annotations": [
            note(group.label, sum(end) / 2, 1.0, xanchor="center", yanchor="bottom", yshift=8)
            | {"name": group.label.partition(":<br>")[0]}  # what it says before a guess
            for group, end in zip((left, right), ends, strict=True)
        ],
    }


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Words at a place of the drawing, 0 to 1 both ways."""
    place = {"xref": "paper", "yref": "paper", "x": x, "y": y, "showarrow": False}
    return place | {"text": text, "font": {"size": 13}} | more


def of_range(found: Range, dot_px: int = DOT_PX) -> tuple[Kind, ...]:
    """A risk per 100 as the kinds of a group: the low end filled, the range ringed, the rest pale and smaller."""
    low, high = whole_dots(found.low), whole_dots(found.high)
    return (
        (_("low end of the range"), low, HURT | {"size": dot_px}),
        (_("more, up to its high end"), high - low, PERHAPS | {"size": dot_px}),
        (_("beyond the range"), 100 - high, WELL | {"size": round(0.73 * dot_px)}),
    )


def legend(y: float) -> dict[str, Any]:
    return {"orientation": "h", "x": 0, "y": y, "yanchor": "top"}


def trace(name: str, start: int, count: int, marker: dict[str, Any]) -> dict[str, Any]:
    """So many dots from a place on, row by row, ten in a row."""
    places: Sequence[int] = range(start, start + count)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [place % COLUMNS for place in places],
        "y": [place // COLUMNS for place in places],
        "marker": {"size": DOT_PX} | marker,
        "hoverinfo": "skip",
    }
