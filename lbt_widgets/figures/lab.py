"""What the labs' pictures share: one look for the model, the paper's points, where the sliders stand, and the guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BLUE, ORANGE, GREEN, GREY, PURPLE = (
    "#2b7bba",
    "#b35900",
    "#2f7d4f",
    "#7f8790",
    "#8a63c4",
)  # 3:1 or better on white and on the dark page
HEIGHT_PX = 400


def curve(
    name: str, x: Sequence[float], y: Sequence[float | None], colour: str = BLUE, dash: str = "solid"
) -> dict[str, Any]:
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


def here(x: float, y: float, name: str = "your settings") -> dict[str, Any]:
    """Where the sliders stand."""
    marker = {"symbol": "circle", "size": 14, "color": ORANGE, "line": {"color": "#ffffff", "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [x],
        "y": [y],
        "marker": marker,
        "hoverinfo": "skip",
    }


def measured(
    name: str, x: Sequence[float], y: Sequence[float], spread: Sequence[float] | None = None
) -> dict[str, Any]:
    """Published points with their spread (± in the unit of y), told apart from the model by shape."""
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(x),
        "y": list(y),
        "marker": {"symbol": "diamond", "size": 11, "color": GREEN},
        "hoverinfo": "skip",
    }
    if spread is not None:
        trace["error_y"] = {"type": "data", "array": list(spread), "color": GREEN, "thickness": 2, "width": 6}
    return trace


def layout(x_title: str, y_title: str, guess: float | None = None, **more: Any) -> dict[str, Any]:
    """Axes with their units, and the reader's guess as a line across the picture, on the vertical axis."""
    made: dict[str, Any] = {
        "height": HEIGHT_PX,
        "margin": {"l": 64, "r": 16, "t": 24, "b": 110},
        "xaxis": {"title": {"text": x_title}, "fixedrange": True},
        "yaxis": {"title": {"text": y_title}, "fixedrange": True},
        "legend": {"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top"},
        "shapes": [],
        "annotations": [],
    }
    if guess is not None:
        level = {"xref": "paper", "x0": 0, "x1": 1, "y0": guess, "y1": guess}
        made["shapes"] = [{"type": "line", **level, "line": {"color": GREY, "width": 2, "dash": "dot"}}]
        word = {"xref": "paper", "x": 1, "y": guess, "xanchor": "right", "yanchor": "bottom", "showarrow": False}
        made["annotations"] = [{**word, "text": f"your guess {guess:.4g}"}]
    return {**made, **more}


def steps(low: float, high: float, count: int = 41) -> list[float]:
    """`count` numbers from low to high."""
    return [low + (high - low) * i / (count - 1) for i in range(count)]


def within(
    name: str, x: Sequence[float], y: Sequence[float], published: tuple[float, float], colour: str = BLUE
) -> list[dict[str, Any]]:
    """A line of the model, dashed beyond what was published. `x` needs both ends of `published` to have no gap there."""
    low, high = published
    inside = [value if low <= at <= high else None for at, value in zip(x, y, strict=True)]
    beyond = [value if at <= low or at >= high else None for at, value in zip(x, y, strict=True)]
    dashed = curve(f"{name}, extrapolated", x, beyond, colour, "dash")
    return [curve(name, x, inside, colour), {**dashed, "showlegend": False}]


def band(
    name: str, x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str = BLUE
) -> list[dict[str, Any]]:
    """What lies between two lines."""
    red, green, blue = bytes.fromhex(colour[1:])
    edge = {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "line": {"color": colour, "width": 1},
        "hoverinfo": "skip",
    }
    fill = {"fill": "tonexty", "fillcolor": f"rgba({red}, {green}, {blue}, 0.2)"}
    return [{**edge, "y": list(low), "showlegend": False}, {**edge, "y": list(high), "name": name, **fill}]
