"""Told apart and put together again: the same drawing, in Python and as the page's own script does it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.widgets._changes import BINARY_FROM, changes, packed, places

PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=3)
DRAWINGS = st.recursive(
    PLAIN | st.lists(PLAIN, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)


def put_together(old: Any, found: list[list[Any]]) -> Any:
    drawing = copy.deepcopy(old)
    for path, value in found:
        place = drawing
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
    return drawing


def without_nothing(value: Any) -> Any:
    """Plotly reads None as "not set"."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


@given(st.fixed_dictionaries({"data": DRAWINGS, "layout": DRAWINGS}), st.fixed_dictionaries({"data": DRAWINGS}))
def test_the_changes_lead_from_one_drawing_to_the_other(old: Any, new: Any) -> None:
    assert without_nothing(put_together(old, changes(old, new))) == without_nothing(new)
    assert changes(old, old) == []


def test_only_the_places_that_differ_are_named() -> None:
    old = {"data": [{"x": [1, 2], "y": [3, 4]}, {"y": [5]}], "layout": {"title": "a", "annotations": [{"x": 1}]}}
    new = {"data": [{"x": [1, 2], "y": [3, 5]}, {"y": [5]}], "layout": {"annotations": [{"x": 2}, {"x": 3}]}}
    assert changes(old, new) == [
        [["data", 0, "y"], [3, 5]],
        [["layout", "title"], None],
        [["layout", "annotations"], [{"x": 2}, {"x": 3}]],
    ]


@pytest.mark.parametrize(("drawing", "count"), [({}, 0), ({"a": [1, 2, 3]}, 1), ({"a": [{"b": 1}, {"c": [2]}]}, 2)])
def test_a_row_of_numbers_is_one_place(drawing: Any, count: int) -> None:
    assert places(drawing) == count


def test_only_long_rows_of_numbers_are_packed() -> None:
    long = [0.5] * BINARY_FROM
    for place in (["data", 0, "x"], ["data", 0, "error_y", "array"]):
        assert len(packed(place, long)["float32"]) == 4 * BINARY_FROM
    for plain in (long[1:], [*long, None], [*long, "x"], [*long, True], "text", {"a": long}, None):
        assert packed(["data", 0, "x"], plain) is plain


@pytest.mark.parametrize(
    "path",
    [["data", 0, "customdata"], ["data", 0, "text"], ["layout", "xaxis", "tickvals"], ["data", 0, "marker", "size"]],
)
def test_numbers_that_are_read_keep_all_their_digits(path: list[str | int]) -> None:
    numbers = [0.3] * BINARY_FROM
    assert packed(path, numbers) is numbers
