"""The diary's picture: its words agree with its numbers, and plotly.py takes the drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.figures.diary import NO_POINTS, SERIES, Point, after_bad_ones, build, finding
from lbt_widgets.risk.study.ups_and_downs import LEAST, RECENT

from .pictures import accepted, trace

DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
SETTLED = [6, 5, 7, 6, 6, 5, 6, 7]


def points(values):
    return [Point(day, value) for day, value in zip(DAYS, values, strict=False)]


@pytest.mark.parametrize("values", [[], [3], SETTLED, [*SETTLED, 5, 6, 5, 6], [*SETTLED, 2, 1, 2, 2], [0] * 30])
def test_the_drawing_is_sound(values):
    accepted(build(points(values), "end"))


@pytest.mark.parametrize("series", SERIES)
def test_the_title_says_which_numbers(series):
    assert SERIES[series] in build(points([1]), series).title


def test_words_for_each_length():
    assert finding([]) == NO_POINTS
    assert finding([3]).startswith("1 number so far. From 8 on")
    assert "between 3.3 and 8.7" in finding(SETTLED)  # 6 ± 2.66, since the mean gap is 1
    wobble, fall = finding([*SETTLED, 5, 6, 5, 6]), finding([*SETTLED, 2, 1, 2, 2])
    assert "5.5 on average, the 8 before 6.0" in wobble and "nothing but chance" in wobble
    assert "lower by more than that" in fall and "cannot tell" in fall
    assert "higher by more than that" in finding([*[4 - value % 2 for value in SETTLED], 9, 9, 10, 9])


def test_the_band_leaves_the_last_out_once_they_are_compared():
    few, many = build(points(SETTLED), "end"), build(points([*SETTLED, 2, 1, 2, 2]), "end")
    assert trace(many, "mean")["y"] == [6, 6]
    for picture, recent in ((few, 0), (many, RECENT)):
        assert len(trace(picture, "each number")["y"]) == LEAST
        assert len(trace(picture, f"the last {RECENT}")["y"]) == recent


def test_the_readers_own_regression_to_the_mean():
    assert after_bad_ones([2, 8, 2, 1, 9, 1, 0, 1, 0, 8]).endswith("2 of these 2 had a lower one next.")
    assert after_bad_ones(SETTLED[:4]) == ""
    assert after_bad_ones([3] * 20) == ""


def test_a_point_is_on_the_scale():
    with pytest.raises(ValueError, match="tightness"):
        Point("2026-01-01", 11)


@given(st.lists(st.integers(0, 10), max_size=40))
def test_every_number_stands_in_the_table_and_the_band_on_the_scale(values):
    picture = build(points(values), "week")
    assert [int(row[1]) for row in picture.table.rows] == values
    drawn = [value for one in picture.spec["data"] for value in one["y"] if value is not None]
    assert all(0 <= value <= 10 for value in drawn)
