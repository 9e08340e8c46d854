"""What the tests of the labs' pictures share."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from lbt_widgets.figures.picture import Picture

DIAMOND_LIKE = {"diamond", "square", "triangle-up", "x"}


def trace(picture: Picture, name: str) -> dict[str, Any]:
    """The one trace of this name."""
    found = [one for one in picture.spec["data"] if one["name"] == name]
    assert len(found) == 1, [one["name"] for one in picture.spec["data"]]
    return found[0]


def points(picture: Picture, name: str) -> list[tuple[float, float]]:
    """x and y of a trace."""
    one = trace(picture, name)
    return list(zip(one["x"], one["y"], strict=True))


def cell(picture: Picture, row: str, column: str) -> str:
    """A cell of the table."""
    place = picture.table.columns.index(column)
    return next(cells[place] for cells in picture.table.rows if cells[0] == row)


def accepted(picture: Picture) -> None:
    """plotly.py's validators are the oracle."""
    go.Figure(picture.spec)
    assert picture.sentence.endswith(".")
    published = [one for one in picture.spec["data"] if one["mode"] == "markers" and one["name"] != "your settings"]
    assert all(one["marker"]["symbol"].removesuffix("-open") in DIAMOND_LIKE | {"circle"} for one in published)
