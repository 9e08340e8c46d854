"""The band of a row of numbers: worked by hand, against simulation, and what must hold of any row."""

from math import sqrt
from random import Random
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.risk.study.ups_and_downs import (
    LEAST,
    RECENT,
    ROUNDING_SD,
    SD_PER_GAP,
    after_high,
    change,
    comes_in_spells,
    next_look,
    rises,
    running_means,
    usual,
)

rows = st.lists(st.integers(0, 10), min_size=LEAST, max_size=60)
long_rows = st.lists(st.integers(0, 10), min_size=LEAST + RECENT, max_size=60)


def normal_row(random: Random, count: int) -> list[float]:
    return [random.gauss(4, 2) for _ in range(count)]


def rounded_row(random: Random, count: int) -> list[int]:
    return [min(10, max(0, round(value))) for value in normal_row(random, count)]


def test_a_row_worked_by_hand():
    # Gaps 2, 2, 1, 3, 2, 0, 4: mean 2, times √π / 2 = 0.8862 is 1.7725; 3 of them are 5.3174.
    found = usual([3, 5, 3, 4, 1, 3, 3, 7])
    assert found.mean == 3.625
    assert found.sd == pytest.approx(1.7725, abs=1e-4)
    assert found.high == pytest.approx(3.625 + 5.3174, abs=1e-3)
    assert found.low == pytest.approx(3.625 - 5.3174, abs=1e-3)


def test_the_constant_of_an_individuals_chart():
    assert pytest.approx(2.66, abs=0.002) == 3 * SD_PER_GAP
    random = Random(1)
    found = [usual(normal_row(random, 200)).sd for _ in range(200)]
    assert sum(found) / len(found) == pytest.approx(2, rel=0.02)  # the spread that the row was made with


@pytest.mark.parametrize(("count", "off"), [(LEAST, 1 / 3), (20, 1 / 5)])
def test_how_far_off_a_short_rows_width_is_by_chance(count, off):
    random = Random(2)
    widths = [usual(normal_row(random, count)).sd / 2 for _ in range(3000)]
    assert pstdev(widths) == pytest.approx(off, abs=0.02)


def spells(random: Random, count: int, alike: float) -> list[int]:
    """A diary in which nothing changes; `alike`: the correlation of a number with the one before."""
    level, row = random.gauss(0, 1), []
    for _ in range(count):
        row.append(min(10, max(0, round(4 + 2 * level))))
        level = alike * level + sqrt(1 - alike**2) * random.gauss(0, 1)
    return row


def alarms(alike: float, count: int, years: int = 500) -> float:
    """In how many of 100 years that a reader looks after every new number a change is called, though there is none."""
    random = Random(3)
    rows = [spells(random, count, alike) for _ in range(years)]
    first = LEAST + RECENT
    called = [any(change(row[:upto]).is_more for upto in range(first, count + 1)) for row in rows]
    return 100 * sum(called) / years


@pytest.mark.parametrize(("alike", "of_a_hundred"), [(0, 1), (0.3, 5), (0.5, 15)])
def test_how_often_a_year_of_looking_brings_a_false_change(alike, of_a_hundred):
    assert alarms(alike, 52) == pytest.approx(of_a_hundred, abs=3)


@pytest.mark.parametrize(("alike", "of_a_hundred"), [(0, 1), (0.3, 8), (0.5, 27)])
def test_how_often_it_does_with_three_numbers_a_week(alike, of_a_hundred):
    assert alarms(alike, 156, years=250) == pytest.approx(of_a_hundred, abs=5)


def test_between_two_looks_nothing_moves():
    row = [6, 5, 7, 6, 6, 5, 6, 7, 2, 1, 2, 2]
    assert [next_look(count) for count in (0, 8, 11, 12, 15, 16)] == [12, 12, 12, 16, 16, 20]
    for new in ([9], [9, 9], [9, 9, 9]):
        assert change([*row, *new]) == change(row)
    assert change([*row, 9, 9, 9, 9]).recent_mean == 9


def test_a_drift_a_step_and_spells_are_told_from_ups_and_downs():
    assert comes_in_spells([8, 8, 7, 6, 5, 4, 3, 2])
    assert comes_in_spells([6, 5, 6, 5, 6, 2, 1, 2, 1, 2])
    assert not comes_in_spells([6, 5, 7, 6, 6, 5, 6, 7])
    assert not comes_in_spells([3] * 20)
    random = Random(5)
    found = [comes_in_spells(rounded_row(random, 20)) for _ in range(4000)]
    assert sum(found) / len(found) == pytest.approx(0.05, abs=0.015)
    found = [comes_in_spells(spells(random, 40, 0.5)) for _ in range(500)]
    assert sum(found) / len(found) > 0.8


def test_what_rises():
    assert rises([2, 2, 3, 4, 5, 6, 7, 8])
    assert rises([2, 1, 2, 3, 2, 1, 2, 3, 7, 8, 7, 8])
    assert not rises([8, 7, 6, 5, 4, 3, 2, 2])
    assert not rises([6, 5, 7, 6, 6, 5, 6, 7, 2, 1, 2, 2])
    assert not rises([6, 5, 7, 6, 6, 5, 6, 7])
    assert not rises([])


def test_one_step_hardly_widens_the_band():
    random = Random(4)
    still = normal_row(random, 40)
    stepped = [value + (6 if place >= 20 else 0) for place, value in enumerate(still)]
    assert usual(stepped).sd < 1.2 * usual(still).sd
    assert pstdev(stepped) > 1.5 * pstdev(still)


def test_a_true_change_is_called_one_and_a_wobble_is_not():
    before = [6, 5, 7, 6, 6, 5, 6, 7]
    assert change([*before, 2, 1, 2, 2]).is_more
    assert not change([*before, 5, 6, 5, 6]).is_more
    found = change([*before, 2, 1, 2, 2])
    assert found.before == usual(before)
    assert found.difference == 1.75 - 6
    assert found.noise == pytest.approx(4 * found.before.sd * sqrt(1 / 4 + 1 / 8))


def test_a_band_is_never_narrower_than_rounding_makes_it():
    assert usual([0] * LEAST).sd == ROUNDING_SD


@given(st.integers(0, 9), st.lists(st.booleans(), min_size=LEAST + RECENT, max_size=60))
def test_rounding_alone_is_never_called_a_change(level, ups):
    # Whatever stays within a hair of a half is written down as one number or the next, in any order.
    assert not change([level + up for up in ups]).is_more
    assert not change([level] * LEAST + [level + 1] * RECENT).is_more


@pytest.mark.parametrize("count", [0, 1, LEAST - 1])
def test_a_short_row_has_no_band(count):
    assert usual([3] * count) is None
    assert change([3] * (count + RECENT)) is None
    assert after_high([3] * count) is None


def test_running_means_begin_when_there_are_enough():
    assert running_means([1, 2, 3, 6, 9]) == (None, None, None, 3, 5)
    assert running_means([]) == ()
    assert running_means([1]) == (None,)


def test_what_came_after_the_high_ones():
    # Mean 3.2, sd √π/2 · 34/9 = 3.35: high is 6.55 and more; 8 → 2, 9 → 1, 7 → 8.
    found = after_high([2, 8, 2, 1, 9, 1, 0, 1, 0, 8])
    assert (found.high, found.lower_next) == (2, 2)  # the last has nothing after it


@given(rows)
def test_the_band_is_the_same_backwards_and_holds_its_mean(row):
    found, backwards = usual(row), usual(row[::-1])
    assert found.sd == pytest.approx(backwards.sd)
    assert found.low < found.mean < found.high
    assert found.count == len(row)


@given(rows, st.integers(1, 5))
def test_the_band_moves_and_grows_with_the_numbers(row, by):
    found, moved, grown = usual(row), usual([value + by for value in row]), usual([value * by for value in row])
    assert (moved.mean, moved.sd) == pytest.approx((found.mean + by, found.sd))
    assert grown.sd == pytest.approx(max(ROUNDING_SD, by * SD_PER_GAP * mean_gap(row)))


def mean_gap(row):
    return sum(abs(row[place + 1] - row[place]) for place in range(len(row) - 1)) / (len(row) - 1)


@given(long_rows)
def test_a_change_upside_down_is_the_same_change_the_other_way(row):
    found, turned = change(row), change([10 - value for value in row])
    assert turned.difference == pytest.approx(-found.difference)
    assert turned.noise == pytest.approx(found.noise)


@given(st.lists(st.integers(0, 10), max_size=60))
def test_there_are_never_more_lower_ones_than_high_ones(row):
    found = after_high(row)
    assert found is None or 0 <= found.lower_next <= found.high < len(row)
