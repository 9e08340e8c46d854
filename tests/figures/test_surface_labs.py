"""The pictures of the ground: a leg that tunes itself, and published slopes."""

import pytest

from lbt_widgets.figures import surface as pictures

from .pictures import accepted, cell, points, trace

SOFT_MM = pictures.PRESS_N / 21.3  # Ferris 1999


def test_a_leg_that_tunes_itself_is_near_the_measured_one():
    picture = pictures.ground_spring(SOFT_MM, 7.6, True)
    accepted(picture)
    assert points(picture, "your leg") == [(SOFT_MM, pytest.approx(11.56, rel=1e-3))]
    assert points(picture, "leg, measured in six runners") == [
        (pytest.approx(2.44, abs=0.01), 7.6),
        (pytest.approx(61.03, abs=0.01), 10.7),
    ]
    assert "a spring of 11.6 kN/m" in picture.sentence
    assert "together make 7.5 kN/m, against 7.5" in picture.sentence


def test_without_tuning_the_leg_stays_and_the_whole_gets_softer():
    picture = pictures.ground_spring(SOFT_MM, 7.6, False)
    assert set(trace(picture, "leg")["y"]) == {7.6}
    together = trace(picture, "leg and ground together")["y"]
    assert together == sorted(together, reverse=True)
    assert together[-1] == pytest.approx(1 / (1 / 7.6 + 1 / 21.3))


def test_firm_ground_takes_less_than_a_twentieth_off_a_leg_of_10():
    """The explanation says it of ground that gives 6.5 mm: 200 kN/m."""
    picture = pictures.ground_spring(6.5, 10, False)
    together = float(cell(picture, "6.5 mm", "Together").split()[0])
    assert 9.5 < together < 10


def test_beyond_the_two_surfaces_the_line_is_dashed():
    dashes = [
        one["line"]["dash"] for one in pictures.ground_spring(10, 7.6, True).spec["data"] if one["mode"] == "lines"
    ]
    assert dashes == ["solid", "dash", "dash", "dashdot", "dash", "dash"]


@pytest.mark.parametrize(
    ("force", "points_found"),
    [
        (0, [(-9.0, 154), (0.0, 100)]),
        (1, [(-9.0, 173), (0.0, 100)]),
        (2, [(0.0, 100), (9.0, 175)]),
        (3, [(-9.0, 100), (0.0, 100), (9.0, 100)]),
    ],
)
def test_slopes_show_what_gottschall_published_and_no_more(force, points_found):
    picture = pictures.slopes(-4.5, force)
    accepted(picture)
    found = points(picture, "measured in ten runners at 3 m/s")
    assert found == [(deg, pytest.approx(percent)) for deg, percent in points_found]


def test_a_slope_between_points_is_on_the_straight_line():
    picture = pictures.slopes(-4.5, 0)
    assert points(picture, "your settings") == [(-4.5, pytest.approx(127))]
    assert "4.5 degrees downhill the first impact is 127 %" in picture.sentence


def test_where_nothing_was_published_it_says_so_and_draws_nothing():
    up, down = pictures.slopes(5, 0), pictures.slopes(-5, 2)
    assert "no first impact at all" in up.sentence
    assert "Nothing was published" in down.sentence
    top = pictures.slopes(9, 0)
    assert points(top, "your settings") == points(top, "no first impact at all") == [(9, 0)]
    for picture in (up, down):
        assert "nothing<br>published" in str(picture.spec["layout"]["annotations"])
        assert "your settings" not in [one["name"] for one in picture.spec["data"]]
    assert cell(up, "9 degrees uphill", "First impact") == "gone"
    assert cell(up, "9 degrees downhill", "Push-off force") == "not published"


def test_a_leg_stiffer_than_any_that_was_measured_says_so():
    assert (
        "the six runners who were measured had 7.6 on the firm ground and 10.7 on the soft one"
        in pictures.ground_spring(65, 17, True).sentence
    )
    assert "six runners" not in pictures.ground_spring(2.5, 7.6, True).sentence


def test_a_guess_of_the_first_impact_stands_beside_no_other_force():
    guesses = [len(pictures.slopes(-9, force, guess=140).spec["layout"]["shapes"]) for force in range(4)]
    assert guesses == [1, 0, 0, 0]


def test_the_four_forces_share_one_axis():
    """So that a main peak which stays as it is looks flat beside a braking force that grows."""
    assert {tuple(pictures.slopes(-9, force).spec["layout"]["yaxis"]["range"]) for force in range(4)} == {(-12, 200)}


def test_no_line_of_the_grid_runs_through_the_word_that_nothing_was_published():
    axes = pictures.slopes(0, pictures.IMPACT).spec["layout"]
    (word,) = axes["annotations"]
    assert axes["xaxis"]["tickvals"] == [-9, 0, 9] and word["x"] == 4.5
    assert word["y"] % 50 == 25  # half way between two lines of the grid
