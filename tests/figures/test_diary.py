"""The diary's picture: its words agree with its numbers, and plotly.py takes the drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.figures.diary import NO_POINTS, SERIES, Point, after_bad_ones, asks_for_a_check, build, finding
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
    assert "from 4 to 8" in finding(SETTLED)  # 6 ± 2.66, since the mean gap is 1
    wobble, fall = finding([*SETTLED, 5, 6, 5, 6]), finding([*SETTLED, 2, 1, 2, 2])
    assert "Your numbers 9 to 12 were 5.5 on average, the 8 before 6.0." in wobble and "nothing but chance" in wobble
    assert "They are lower by more than" in fall and "cannot tell" in fall
    assert "They are higher by more than" in finding([*[4 - value % 2 for value in SETTLED], 9, 9, 10, 9])


def test_a_band_as_wide_as_the_scale_lets_nothing_stand_out():
    assert "the whole scale: none can stand out yet" in finding([3, 8, 3, 8, 4, 7, 3, 8])


def test_a_new_number_waits_for_the_next_look():
    row = [*SETTLED, 2, 1, 2, 2]
    assert finding([*row, 9, 9]) == finding(row)
    assert finding(row).endswith("The next look comes with number 16.")
    waiting = build(points([*row, 9, 8]), "end")
    assert trace(waiting, f"the {RECENT} compared")["y"] == [2, 1, 2, 2]
    assert trace(waiting, "each number")["y"] == [*SETTLED, 9, 8]
    assert trace(waiting, "each number")["x"][-2:] == DAYS[12:14]


def test_no_number_is_said_to_lie_where_it_does_not():
    drift = finding([8, 8, 7, 6, 5, 4, 3, 2])
    assert "4 of your 8 lie outside" in drift and "drift, or come in spells" in drift
    assert "stay from" not in drift
    one_out = finding([5, 5, 5, 6, 5, 5, 6, 5, 9, 5, 5])
    assert "1 of your 11 lie outside" in one_out and "most of your numbers stay from" in one_out
    assert "outside" not in finding(SETTLED)


def test_the_band_leaves_the_last_out_once_they_are_compared():
    few, many = build(points(SETTLED), "end"), build(points([*SETTLED, 2, 1, 2, 2]), "end")
    assert trace(many, "mean")["y"] == [6, 6]
    for picture, recent in ((few, 0), (many, RECENT)):
        assert len(trace(picture, "each number")["y"]) == LEAST
        assert len(trace(picture, f"the {RECENT} compared")["y"]) == recent


def test_the_readers_own_regression_to_the_mean():
    assert after_bad_ones([2, 8, 2, 1, 9, 1, 0, 1, 0, 8]).endswith("2 of these 2 had a lower one next.")
    assert after_bad_ones(SETTLED[:4]) == ""
    assert after_bad_ones([3] * 20) == ""


@pytest.mark.parametrize(
    "values", [[9, 8, 7, 8, 6, 5, 4, 3], [8, 7, 8, 7, 8, 7, 8, 7, 1, 0, 1, 0], [2, 1, 2, 9, 8, 9, 8, 2, 1, 2]]
)
def test_a_decline_is_not_called_regression_to_the_mean(values):
    assert after_bad_ones(values) == ""


@pytest.mark.parametrize(
    ("values", "asks"),
    [([], False), ([8], True), ([8, 3], False), ([7], False), ([2, 2, 3, 4, 5, 6, 7, 7], True), (SETTLED, False)],
)
def test_a_very_high_number_and_a_rise_lead_to_the_warning_signs(values, asks):
    assert asks_for_a_check(values) is asks


def test_a_point_is_on_the_scale():
    with pytest.raises(ValueError, match="tightness"):
        Point("2026-01-01", 11)


@given(st.lists(st.integers(0, 10), max_size=40))
def test_every_number_stands_in_the_table_and_the_band_on_the_scale(values):
    picture = build(points(values), "week")
    assert [int(row[1]) for row in picture.table.rows] == values
    drawn = [value for one in picture.spec["data"] for value in one["y"] if value is not None]
    assert all(0 <= value <= 10 for value in drawn)


def test_few_days_are_named_one_by_one():
    def axis(*days):
        return build([Point(day, 3) for day in days], "end").spec["layout"]["xaxis"]

    one = axis("2026-03-01")
    assert one["range"] == ["2026-02-28", "2026-03-03"]
    assert one["dtick"] == 86_400_000
    assert axis("2026-03-01", "2026-03-05")["range"] == ["2026-02-28", "2026-03-07"]
    assert "range" not in axis("2026-03-01", "2026-03-06")
    assert "range" not in axis()
