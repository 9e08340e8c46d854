"""What the labs' pictures share: one look for the model, the paper's points, where the sliders stand, and the guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10
from textwrap import wrap
from typing import Any

from attrs import evolve

from lbt_widgets.content.labs import Control
from lbt_widgets.content.unbroken import unbroken

from .colours import BLUE, GREEN, ORANGE, WHITE
from .picture import Picture
from .words import number, span, with_unit

HEIGHT_PX = 440
HERE, GUESS = "here", "your guess"
"""Marks the point of the sliders, which may be seen before the guess where a question has told it."""
GUESS_DASH = "longdash"
"""Of no curve: a guess must not be taken for one."""
LEGEND = {
    "orientation": "h",
    "x": 0,
    "y": 1.02,
    "yanchor": "bottom",  # above: there it grows into the margin
    "font": {"size": 13},
}
EXTRAPOLATED = ", extrapolated"
ABOVE, BELOW = ", above the picture", ", below the picture"
OPEN_PX = 2.5
"""How thick a hollow mark is drawn: in the plain line of plotly it is lost on a dark page."""
NEAR_TOP = 0.97
"""Where a mark stands that points out of the picture."""
LEGEND_LETTERS = 26
"""What lets two names stand side by side above a picture of usual width."""
X_TITLE_LETTERS, Y_TITLE_LETTERS = 36, 28
"""What fits beside an axis on a page of 320 px."""


def curve(name: str, x: Sequence[float], y: Sequence[float], colour: str = BLUE, dash: str = "solid") -> dict[str, Any]:
    """A line of the model. `dash`: "dash" beyond what was published."""
    line = {"color": colour, "width": 3, "dash": dash}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": line,
        "hoverinfo": "skip",
    }


def model_curves(
    name: str,
    model: Callable[[float], float],
    ends: tuple[float, float],
    published: tuple[float, float] | None,
    colour: str = BLUE,
    known_dash: str = "solid",
) -> list[dict[str, Any]]:
    """The model from end to end: solid (or `known_dash`) where `published` reaches (None: nowhere), dashed beyond."""
    low, high = ends
    first, last = published or (high, high)
    first, last = min(max(first, low), high), max(min(last, high), low)
    parts = [(first, last, known_dash), (low, first, "dash"), (last, high, "dash")]
    made: list[dict[str, Any]] = []
    for start, end, dash in parts:
        if start < end:
            x = steps(start, end)
            label = name if dash == known_dash else f"{name}{EXTRAPOLATED}"
            named_before = any(one["name"] == label for one in made)  # both dashed parts are one thing
            made.append(curve(label, x, [model(one) for one in x], colour, dash) | {"showlegend": not named_before})
    return made


def here(
    x: float,
    y: float,
    name: str = "your settings",
    symbol: str = "circle",
    top: float | None = None,
    asked: bool = True,
) -> dict[str, Any]:
    """Where the sliders stand; with the picture's `top`, what lies higher points out of it and says so.

    `asked`: the lab's question is about it, and so tells where it starts.
    """
    if top is not None and y > top:
        y, name, symbol = NEAR_TOP * top, f"{name}{ABOVE}", "triangle-up"
    marker = {"symbol": symbol, "size": 14, "color": ORANGE, "line": {"color": WHITE, "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "marker": marker,
        "hoverinfo": "skip",
    } | ({"meta": HERE} if asked else {})


def published_range(control: Control) -> str:
    """ "12 to 24 km/h", of a slider of which a range was published."""
    assert control.published is not None
    return with_unit(span(control.published), control.unit)


def what_was_published(control: Control) -> str:
    """For a sentence: "“Speed”, 12 to 24 km/h was published", or the lab's own words."""
    return control.beyond or f"“{control.label}”, {published_range(control)} was published"


def measured(
    name: str,
    x: Sequence[float],
    y: Sequence[float],
    spread: Sequence[float] | None = None,
    below: Sequence[float] | None = None,
    symbol: str = "diamond",
) -> dict[str, Any]:
    """Published points, told apart from the model by shape.

    `spread`: ± in the unit of y; where the way down is another, `below` says how far. Zero shows no bar.
    """
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(x),
        "y": list(y),
        "marker": {"symbol": symbol, "size": 11, "color": GREEN},
        "hoverinfo": "skip",
    }
    if symbol.endswith("-open"):
        trace["marker"]["line"] = {"width": OPEN_PX}
    if spread is not None:
        trace["error_y"] = {
            "type": "data",
            "array": list(spread),
            "color": GREEN,
            "thickness": 2,
            "width": 6,
        }
    if spread is not None and below is not None:
        trace["error_y"] |= {"symmetric": False, "arrayminus": list(below)}
    return trace


def around(points: dict[str, Any]) -> dict[str, Any]:
    """Open and large, so that none hides among smaller points of nearly the same height."""
    return points | {"marker": points["marker"] | {"size": 22}}


def layout(
    x_title: str,
    y_title: str,
    guess: float | None = None,
    log_y: bool = False,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Axes with their units, and the reader's guess as a line across the picture; the legend names it, clear of any line.

    With `x_range` and `y_range` the axes stand still while sliders move, so that what moves is seen to move.
    """
    made: dict[str, Any] = {
        "height": HEIGHT_PX,
        "margin": {"l": 64, "r": 16, "t": 24, "b": 64},
        "xaxis": {"title": axis_title(x_title, X_TITLE_LETTERS), "fixedrange": True},
        "yaxis": {
            "title": axis_title(y_title, Y_TITLE_LETTERS),
            "fixedrange": True,
            "type": "log" if log_y else "linear",
        },
        "legend": {**LEGEND},  # a lab may move its own
        "shapes": [],
        "annotations": [],
    }
    if log_y:
        powers = {"dtick": 1, "exponentformat": "none", "separatethousands": True}  # of ten, and no "100k"
        made["yaxis"] |= powers
        made["separators"] = ".\u202f"
    if x_range is not None:
        made["xaxis"]["range"] = list(x_range)
    if y_range is not None:
        made["yaxis"]["range"] = list(y_range)
    if guess is not None:
        level = {"xref": "paper", "x0": 0, "x1": 1, "y0": guess, "y1": guess}
        line = {"type": "line", **level, "line": {"color": ORANGE, "width": 2, "dash": GUESS_DASH}}
        made["shapes"] = [{**line, "name": f"{GUESS} {number(guess)}", "showlegend": True}]
    return {**made, **more}


def guess_in_sight(picture: Picture) -> Picture:
    """A wild guess stands at the edge of the picture, and says so, rather than press the curve flat."""
    axes = picture.spec["layout"]
    guesses = [one for one in axes.get("shapes", ()) if one.get("name", "").startswith(GUESS)]
    if not guesses:
        return picture
    (line,) = guesses
    log_y = axes["yaxis"].get("type") == "log"
    low, high = axes["yaxis"].get("range") or _room(picture.spec["data"], log_y)
    if axes["yaxis"].get("rangemode") == "tozero":
        low = min(low, 0)
    at = log10(line["y0"]) if log_y else line["y0"]
    if low <= at <= high:
        return picture
    edge, where = (high, ABOVE) if at > high else (low, BELOW)
    level = 10**edge if log_y else edge
    moved = {**line, "y0": level, "y1": level, "name": f"{line['name']}{where}"}
    shapes = [moved if one is line else one for one in axes["shapes"]]
    return evolve(picture, spec={**picture.spec, "layout": {**axes, "shapes": shapes}})


def legend_in_short(picture: Picture) -> Picture:
    """Names short enough to stand side by side; the dashes of all lines have one, where their lines are named themselves."""
    names = {one["name"] for one in picture.spec["data"]}
    named = False
    data = []
    for one in picture.spec["data"]:
        line = one["name"].removesuffix(EXTRAPOLATED)
        if line != one["name"] and line in names:
            one = {**one, "name": "extrapolated", "showlegend": one["showlegend"] and not named}
            named = True
        data.append({**one, "name": _broken(one["name"])})
    axes = picture.spec["layout"]
    shapes = [{**one, "name": _broken(one["name"])} if "name" in one else one for one in axes.get("shapes", ())]
    return evolve(picture, spec={**picture.spec, "data": data, "layout": {**axes, "shapes": shapes}})


def _broken(name: str) -> str:
    return name if "<br>" in name else "<br>".join(wrap(unbroken(name), LEGEND_LETTERS))


def _room(data: Sequence[dict[str, Any]], log_y: bool) -> tuple[float, float]:
    """How far from what is drawn a guess may lie on the first vertical axis: half its height up and down."""
    drawn: list[float] = []
    for one in data:
        if one.get("yaxis", "y") == "y":
            spread = one.get("error_y", {})
            above = spread.get("array") or [0] * len(one["y"])
            below = spread.get("arrayminus") or above
            for y, up, down in zip(one["y"], above, below, strict=True):
                drawn += [y - down, y + up]
    ends = [log10(y) if log_y else y for y in drawn if y > 0 or not log_y]
    half = (max(ends) - min(ends)) / 2 or 1  # of a flat line too
    return min(ends) - half, max(ends) + half


def axis_title(text: str, letters: int) -> dict[str, Any]:
    """The name of an axis, broken into lines that a narrow page can show."""
    return {"text": "<br>".join(wrap(unbroken(text), letters)), "font": {"size": 13}}


def steps(low: float, high: float, count: int = 41) -> list[float]:
    """`count` numbers from low to high."""
    return [low + (high - low) * i / (count - 1) for i in range(count)]


def band(
    name: str, x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str = BLUE
) -> dict[str, Any]:
    """What lies between two lines, as one outline: out along the low one and back along the high one."""
    red, green, blue = bytes.fromhex(colour[1:])
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [*x, *reversed(x)],
        "y": [*low, *reversed(high)],
        "line": {"color": colour, "width": 1},
        "fill": "toself",
        "fillcolor": f"rgba({red}, {green}, {blue}, 0.2)",
        "hoverinfo": "skip",
    }
