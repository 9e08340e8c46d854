"""Exposure as bars: how much of it a person has, how much is not known, and a typical runner's mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from lbt_widgets.words import _

from .colours import BLUE, GREY, INK, ORANGE, WHITE

FRAME: dict[str, Any] = {"zeroline": False, "showgrid": False, "fixedrange": True}
ROW_PX, MARGIN_PX = 46, 70
AXIS_WORDS_PX = 104
"""What the numbers and three lines of words take below the bars, in a larger font than ours too: JupyterLab has its own."""
LABEL_ROWS = 0.43
"""How far above the middle of its bar a label stands, in rows: clear of the typical runner's diamond."""
UNKNOWN = {
    "color": "rgba(127,135,144,0.15)",
    "line": {"color": GREY, "width": 1},
    "pattern": {"shape": "/", "fgcolor": GREY, "size": 7, "solidity": 0.25},
}
DIAMOND = {"symbol": "diamond-tall", "size": 14, "color": WHITE, "line": {"color": INK, "width": 2}}


@frozen
class Exposure:
    """One bar. `share` and `unknown` of the possible exposure, 0 to 1; `typical` is drawn where it is not None.

    `name` stands above the bar, in bold, and `note` after it.
    """

    name: str
    note: str
    share: float
    unknown: float
    typical: float | None
    stands_out: bool = False


def traces(rows: Sequence[Exposure]) -> list[dict[str, Any]]:
    """Plotly traces for `rows`, the first on top."""
    kinds = (
        (_("your share"), [0 if row.stands_out else row.share for row in rows], {"color": BLUE}),
        (_("your share, stands out"), [row.share if row.stands_out else 0 for row in rows], {"color": ORANGE}),
        (_("not known"), [row.unknown for row in rows], UNKNOWN),
    )
    marked = [(y, 100 * row.typical) for y, row in enumerate(rows) if row.typical is not None]
    typical = {
        "type": "scatter",
        "mode": "markers",
        "name": _("typical runner"),
        "y": [y for y, _share in marked],
        "x": [share for _y, share in marked],
        "marker": DIAMOND,
        "hoverinfo": "skip",
    }
    bars = (bar(name, [100 * share for share in shares], marker) for name, shares, marker in kinds)
    return [*bars, typical, _nothing(rows)]


def _nothing(rows: Sequence[Exposure]) -> dict[str, Any]:
    """A thin mark where what is known comes to 0: without it the bar would look forgotten."""
    zero = [y for y, row in enumerate(rows) if row.share == 0 and row.unknown < 1]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _("your share is 0"),
        "y": zero,
        "x": [0] * len(zero),
        "marker": {"symbol": "line-ns", "size": 10, "line": {"color": BLUE, "width": 3}},
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def bar(name: str, values: Sequence[float], marker: dict[str, Any]) -> dict[str, Any]:
    """One horizontal bar for each value, the first on top."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(range(len(values))),
        "x": list(values),
        "width": 0.36,
        "marker": marker,
        "hoverinfo": "skip",
    }


def label(y: int, text: str, x: float = 0) -> dict[str, Any]:
    """Words above the bar in row `y`; a name beside it would leave the bar no room on a phone."""
    return {
        "x": x,
        "y": y - LABEL_ROWS,
        "xanchor": "left",
        "showarrow": False,
        "align": "left",
        "text": text,
        "font": {"size": 13},
    }


def layout(rows: Sequence[Exposure], axis_words: str) -> dict[str, Any]:
    """The Plotly layout for `traces`, with the names above the bars."""
    height, top, bottom = ROW_PX * len(rows) + MARGIN_PX + 102, 8, 132
    return {
        "barmode": "stack",
        "height": height,
        "margin": {"l": 8, "r": 16, "t": top, "b": bottom},
        "xaxis": {
            "range": [0, 101],
            "tickvals": [0, 25, 50, 75, 100],
            "title": {"text": axis_words, "font": {"size": 13}},
            "fixedrange": True,
        },
        "yaxis": rows_axis(len(rows)),
        "legend": {"orientation": "h", "y": -AXIS_WORDS_PX / (height - top - bottom), "x": 0, "yanchor": "top"},
        "annotations": [
            label(y, f"<b>{'▲ ' if row.stands_out else ''}{row.name}</b> {row.note}") for y, row in enumerate(rows)
        ],
    }


def rows_axis(count: int) -> dict[str, Any]:
    """The vertical axis of `count` rows, with room for the words above the first."""
    return FRAME | {"range": [count - 0.5, -0.75], "showticklabels": False}
