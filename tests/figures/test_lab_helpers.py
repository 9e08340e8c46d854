"""What all pictures of the labs are drawn with."""

import pytest

from lbt_widgets.figures.colours import ORANGE
from lbt_widgets.figures.lab import LEGEND, curve, guess_in_sight, layout, legend_in_short, measured, model_curves
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import rounded, with_unit


def parts(published):
    return [
        (one["x"][0], one["x"][-1], one["line"]["dash"]) for one in model_curves("m", lambda x: x, (0, 10), published)
    ]


@pytest.mark.parametrize(
    ("published", "drawn"),
    [
        ((2, 6), [(2, 6, "solid"), (0, 2, "dash"), (6, 10, "dash")]),
        ((0, 10), [(0, 10, "solid")]),
        ((-5, 20), [(0, 10, "solid")]),
        ((-5, 4), [(0, 4, "solid"), (4, 10, "dash")]),
        (None, [(0, 10, "dash")]),
    ],
)
def test_a_line_is_solid_where_something_was_published(published, drawn):
    assert parts(published) == drawn


def test_both_dashed_ends_have_one_name_in_the_legend():
    drawn = model_curves("m", lambda x: x, (0, 10), (2, 6))
    assert [one["name"] for one in drawn if one["showlegend"]] == ["m", "m, extrapolated"]


def test_the_spread_may_be_lopsided():
    even, lopsided = measured("p", [1], [2], [0.5]), measured("p", [1], [2], [0.5], [0.1])
    assert "arrayminus" not in even["error_y"]
    assert lopsided["error_y"]["arrayminus"] == [0.1]
    assert lopsided["error_y"]["symmetric"] is False


def test_the_guess_is_a_line_on_the_vertical_axis():
    assert layout("x", "y")["shapes"] == []
    made = layout("x", "y", 2.5)
    (line,) = made["shapes"]
    assert line["y0"] == line["y1"] == 2.5
    assert (line["line"]["dash"], line["line"]["color"]) == ("longdash", ORANGE)
    assert (line["name"], line["showlegend"], made["annotations"]) == ("your guess 2.5", True, [])


@pytest.mark.parametrize(
    ("guess", "at", "told"),
    [
        (15, 15, "your guess 15"),
        (400, 45, "your guess 400, above the picture"),
        (-40, -15, "your guess −40, below the picture"),
    ],
)
def test_a_wild_guess_does_not_press_the_curve_flat(guess, at, told):
    drawn = [curve("m", [0, 1], [0, 10]), measured("p", [1], [20], [10])]
    picture = Picture("t", "s.", {"data": drawn, "layout": layout("x", "y", guess)}, Table(("a",), ()))
    (line,) = guess_in_sight(picture).spec["layout"]["shapes"]
    assert (line["y0"], line["y1"], line["name"]) == (at, at, told)


def test_a_wild_guess_stays_near_on_a_logarithmic_axis_too():
    drawn = {"data": [curve("m", [0, 1], [10, 1000])], "layout": layout("x", "y", 1, log_y=True)}
    (line,) = guess_in_sight(Picture("t", "s.", drawn, Table(("a",), ()))).spec["layout"]["shapes"]
    assert line["y0"] == line["y1"] == 1  # a tenth of the least is in sight
    drawn["layout"] = layout("x", "y", 1e9, log_y=True)
    (line,) = guess_in_sight(Picture("t", "s.", drawn, Table(("a",), ()))).spec["layout"]["shapes"]
    assert line["y0"] == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.9071, 3, "0.907"),
        (2.0, 3, "2"),
        (154.2, 3, "154"),
        (35_342.1, 3, "35\u202f300"),
        (20_000, 4, "20\u202f000"),
        (-0.25, 2, "−0.25"),
        (0, 3, "0"),
        (9.999, 3, "10"),
    ],
)
def test_a_number_is_said_without_an_exponent(value, digits, text):
    assert rounded(value, digits) == text


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("4.7", "mm", "4.7 mm"),
        ("11.1", "°", "11.1°"),
        ("1", "loads", "1 load"),
        ("2", "loads", "2 loads"),
        ("3", "", "3"),
    ],
)
def test_a_number_is_said_with_its_unit(text, unit, said):
    assert with_unit(text, unit) == said


def test_a_guess_that_the_axis_shows_anyway_stays_where_it_is() -> None:
    axes = layout("x", "y", guess=1)
    axes["yaxis"]["rangemode"] = "tozero"
    drawn = {"data": [curve("a", [0, 1], [100, 150])], "layout": axes}
    (line,) = guess_in_sight(Picture("t", "s.", drawn, Table(("a",), ()))).spec["layout"]["shapes"]
    assert (line["y0"], line["name"]) == (1, "your guess 1")


def test_beside_a_flat_line_a_wild_guess_is_not_on_it() -> None:
    drawn = {"data": [curve("m", [0, 1], [1, 1])], "layout": layout("x", "y", guess=9)}
    (line,) = guess_in_sight(Picture("t", "s.", drawn, Table(("a",), ()))).spec["layout"]["shapes"]
    assert line["y0"] == 2


def test_dashes_are_named_once_where_their_lines_are_named() -> None:
    lines = [one for name in "ab" for one in model_curves(name, lambda x: x, (0, 10), (2, 8))]
    alone = model_curves("c", lambda x: x, (0, 10), None)
    drawn = Picture("t", "s.", {"data": [*lines, *alone], "layout": layout("x", "y")}, Table(("a",), ()))
    shown = [one["name"] for one in legend_in_short(drawn).spec["data"] if one["showlegend"]]
    assert shown == ["a", "extrapolated", "b", "c, extrapolated"]


def test_long_names_of_a_legend_are_broken_so_that_two_stand_side_by_side() -> None:
    drawn = {"data": [curve("rolling month without the last week", [0], [0])], "layout": layout("x", "y", guess=16.95)}
    short = legend_in_short(Picture("t", "s.", drawn, Table(("a",), ()))).spec
    assert short["data"][0]["name"] == "rolling month without the<br>last week"
    assert short["layout"]["shapes"][0]["name"] == "your guess 16.95"


def test_no_line_of_a_legend_begins_with_a_unit():
    drawn = {"data": [curve("measured at 70, 85 and 100 %", [0], [0])], "layout": layout("x", "y")}
    short = legend_in_short(Picture("t", "s.", drawn, Table(("a",), ()))).spec
    assert short["data"][0]["name"] == "measured at 70, 85 and<br>100\u00a0%"


def test_a_lab_that_moves_its_legend_moves_no_other():
    first = layout("x", "y")
    first["legend"] |= {"y": -0.16}
    assert layout("x", "y")["legend"]["y"] == LEGEND["y"] > 1


def test_a_hollow_mark_is_drawn_thick_enough_for_a_dark_page():
    assert measured("p", [1], [2], symbol="square-open")["marker"]["line"]["width"] > 2
    assert "line" not in measured("p", [1], [2])["marker"]
