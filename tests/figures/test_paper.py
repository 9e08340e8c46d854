"""Graph paper: round numbers on its axes, nothing drawn for the student, everything at its place for the teacher."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.figures.paper import HandPlot, svg, ticks

LINE = HandPlot("minutes", "mm", ("0", "30", "60"), ((0.0,), (7.5,), (10.0,)), (0, 30, 60))
BARS = HandPlot("runner", "of 100", ("Amara & co", "Priya"), ((1.0, 10.0), (6.0, 58.0)))
SVG = "{http://www.w3.org/2000/svg}"


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_reach_both_ends_evenly(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert found[0] <= low + width * 1e-6
    assert found[-1] >= low + width * (1 - 1e-6)
    assert 2 <= len(found) <= 9
    steps = [b - a for a, b in pairwise(found)]
    assert max(steps) == pytest.approx(min(steps))


def test_ticks_are_round() -> None:
    assert ticks(0, 100) == [0, 20, 40, 60, 80, 100]
    assert ticks(-2.35, 35.7) == [-10, 0, 10, 20, 30, 40]


@pytest.mark.parametrize(("high", "squares"), [(100, 4), (50, 5), (5, 5)])  # numbers 20, 10 and 1 apart
def test_a_small_square_is_a_round_number(high: float, squares: int) -> None:
    plot = HandPlot("minutes", "mm", ("0", "60"), ((0.0,), (float(high),)), (0, 60))
    flat = [line for line in svg(plot, drawn=False).split("<path ") if 'class="fine"' in line and "H" in line]
    assert len(flat) == (len(plot.upward) - 1) * (squares - 1)


def test_a_line_may_begin_above_zero_and_bars_may_not() -> None:
    values = ((1.88,), (2.69,))
    assert HandPlot("x", "y", ("a", "b"), values, (0, 1)).upward == pytest.approx([1.8, 2, 2.2, 2.4, 2.6, 2.8])
    assert HandPlot("x", "y", ("a", "b"), values).upward[0] == 0


def test_there_is_room_to_draw_on() -> None:
    plot = HandPlot("minutes", "mm", ("0", "75"), ((0.0,), (11.8,)), (0, 75), to=120)
    assert plot.upward[-1] > 12.9
    assert ">120<" in svg(plot, drawn=False)


@pytest.mark.parametrize("plot", [LINE, BARS])
def test_the_student_gets_empty_paper(plot: HandPlot) -> None:
    assert 'class="drawn"' not in svg(plot, drawn=False)
    assert 'class="point"' not in svg(plot, drawn=False)
    assert ElementTree.fromstring(svg(plot, drawn=False)).tag == f"{SVG}svg"


def test_points_stand_where_the_numbers_say() -> None:
    circles = ElementTree.fromstring(svg(LINE, drawn=True)).findall(f"{SVG}circle")
    x, y = ([float(one.attrib[name]) for one in circles] for name in ("cx", "cy"))
    assert x[1] - x[0] == pytest.approx(x[2] - x[1])
    assert (y[0] - y[1]) / (y[0] - y[2]) == pytest.approx(0.75, abs=0.01)  # upwards on a page is towards 0


def test_a_span_goes_from_its_low_end_to_its_high_end() -> None:
    root = ElementTree.fromstring(svg(BARS, drawn=True))
    first, second = (float(one.attrib["height"]) for one in root.findall(f"{SVG}rect[@class='drawn']"))
    assert second / first == pytest.approx(52 / 9, abs=0.05)
    assert {"A", "B"} <= {text.text for text in root.iter(f"{SVG}text")}
