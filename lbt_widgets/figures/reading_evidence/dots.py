"""Two groups of up to 100 dots side by side, and how their numbers are said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from lbt_widgets.figures.colours import GREY, ORANGE
from lbt_widgets.figures.lab import HERE
from lbt_widgets.figures.words import rounded
from lbt_widgets.risk.study.two_by_two import Estimate

HURT: dict[str, Any] = {"symbol": "circle", "color": ORANGE}
PERHAPS: dict[str, Any] = {
    "symbol": "circle-dot",
    "color": "rgba(179,89,0,0.3)",
    "line": {"color": ORANGE, "width": 2},
}
WELL: dict[str, Any] = {"symbol": "circle-open", "color": GREY, "line": {"color": GREY, "width": 1.5}}
DOT_PX = 11
COLUMNS = 10
GAP = 0.04
"""Half of what lies between the two groups, of the width."""


@frozen
class Group:
    """Up to 100 people: so many dots of each kind (name, count, marker). `given`: the question tells of it anyway."""

    label: str
    kinds: tuple[tuple[str, int, dict[str, Any]], ...]
    given: bool = False


def pair(left: Group, right: Group) -> list[dict[str, Any]]:
    """The dots of both; the same kind is named once."""
    traces: list[dict[str, Any]] = []
    for axis, group in (("", left), ("2", right)):
        start = 0
        for name, count, marker in group.kinds:
            named_before = any(one["name"] == name and one["showlegend"] for one in traces)
            trace = _dots(name, start, count, marker) | {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
            traces.append(trace | {"showlegend": not named_before} | ({"meta": HERE} if group.given else {}))
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
            for group, end in zip((left, right), ends, strict=True)
        ],
    }


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Words at a place of the drawing, 0 to 1 both ways."""
    place = {"xref": "paper", "yref": "paper", "x": x, "y": y, "showarrow": False}
    return place | {"text": text, "font": {"size": 13}} | more


def guess_note(guess: float | None, unit: str, y: float = 0.0, **more: Any) -> list[dict[str, Any]]:
    """The guess in words, where no axis holds it."""
    if guess is None:
        return []
    return [note(f"your guess {rounded(guess, 4)} {unit}", y=y, **{"x": 1, "xanchor": "right"} | more)]


def legend(y: float) -> dict[str, Any]:
    return {"orientation": "h", "x": 0, "y": y, "yanchor": "top"}


def of_100(share: float) -> int:
    """Dots of 100 for a share from 0 to 1."""
    return round(100 * share)


def more_of_100(difference: float) -> str:
    """A difference of risks (−1 to 1) in words: "25 more of 100", "4 fewer of 100", "no difference"."""
    size = abs(100 * difference)
    if size < 0.05:
        return "no difference"
    return f"{rounded(size, 2)} {'more' if difference > 0 else 'fewer'} of 100"


def interval(found: Estimate, times: float = 1.0, digits: int = 3) -> str:
    """The ends of an interval: "2.11 to 4.79"."""
    return f"{rounded(times * found.low, digits)} to {rounded(times * found.high, digits)}"


def _dots(name: str, start: int, count: int, marker: dict[str, Any]) -> dict[str, Any]:
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
