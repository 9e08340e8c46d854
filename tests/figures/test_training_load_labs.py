"""The pictures of training load: classes stay steps, models stay beside what was measured."""

import pytest

from lbt_widgets.figures import training_load as pictures
from lbt_widgets.mechanics import training_load as models

from .pictures import accepted, cell, points, trace


def test_the_spike_is_a_step_function_with_its_intervals():
    picture = pictures.session_spike_rates(15, 18)
    accepted(picture)
    assert points(picture, "your run") == [(18, 1.64)]
    line = points(picture, "published classes")
    assert {rate for _, rate in line} == {1, 1.64, 1.52, 2.28}
    assert (16.5, 1) in [(pytest.approx(km), rate) for km, rate in line]
    bars = trace(picture, "with 95 % interval")["error_y"]
    assert bars["array"] == pytest.approx([0, 0.41, 0.48, 1.20])
    assert bars["arrayminus"] == pytest.approx([0, 0.33, 0.36, 0.78])
    assert "20 % longer than" in picture.sentence
    assert "1.64 times the overuse injuries (1.31 to 2.05)" in picture.sentence


def test_a_tenth_longer_is_still_what_others_are_compared_with():
    assert "compared with" in pictures.session_spike_rates(10, 11).sentence  # 11/10 − 1 is a hair over 0.1 in floats
    assert "is as long as" in pictures.session_spike_rates(10, 10).sentence
    assert "30 % shorter" in pictures.session_spike_rates(10, 7).sentence


def test_classes_beyond_the_axis_are_left_out_of_the_picture_and_stay_in_the_table():
    picture = pictures.session_spike_rates(40, 20)
    assert max(trace(picture, "published classes")["x"]) <= pictures.FURTHEST_KM
    assert cell(picture, "more than 100 %", "Injuries, times as many") == "2.28"


def test_the_spine_is_beside_both_studies():
    picture = pictures.spine_shrinkage(30, 1.0)
    accepted(picture)
    assert points(picture, "your settings") == [(30, pytest.approx(7.69, abs=0.01))]
    assert points(picture, "measured at 70, 85 and 100 %") == [(30, 3.37), (30, 5.10), (30, 7.69)]
    assert points(picture, "mean of the three paces") == [(15, 3.26)]  # and at 30 the three themselves
    assert points(picture, "fifteen other runners, 10 km/h") == [(30, 5.27), (60, 7.51)]
    first_half_mm = models.spinal_shrinkage_mm(15, 1.0)
    assert f"7.7 mm shorter; {first_half_mm:.1f} mm of that came in the first half" in picture.sentence
    assert cell(picture, "30 min at 85 % of marathon pace", "Model") == "5.29 mm"
    assert pictures.spine_shrinkage(0, 1.0).sentence.endswith("the spine is 0.0 mm shorter.")


@pytest.mark.parametrize(("pace", "dashes"), [(1.0, ["solid", "dash"]), (0.6, ["dash"]), (1.1, ["dash"])])
def test_the_spines_line_is_dashed_beyond_30_minutes_and_beyond_the_paces(pace, dashes):
    drawn = pictures.spine_shrinkage(30, pace).spec["data"]
    assert [one["line"]["dash"] for one in drawn if one["mode"] == "lines"] == dashes


def test_the_other_runners_stand_around_what_they_share_a_place_with():
    drawn = pictures.spine_shrinkage(30, 1.0)
    sizes = {one["name"]: one["marker"]["size"] for one in drawn.spec["data"] if one["mode"] == "markers"}
    others = sizes.pop("fifteen other runners, 10 km/h")
    assert others > max(size for name, size in sizes.items() if name != "your settings")
    assert trace(drawn, "fifteen other runners, 10 km/h")["marker"]["symbol"].endswith("open")


def test_one_week_makes_three_ratios():
    """Worked example: 56 days at 10, then 7 at 15."""
    picture = pictures.load_ratio(0.5, 7, long_run=False)
    accepted(picture)
    assert "says 1.20, the rolling month 1.33" in picture.sentence
    assert "leaves the last week out 1.50" in picture.sentence
    assert cell(picture, "7", "Fading mean") == "1.20"
    assert points(picture, "fading mean")[0] == (0, pytest.approx(1))


def test_the_long_run_leaves_the_weeks_sum_alone():
    even, long_run = pictures.daily_km(0, 0, False), pictures.daily_km(0, 0, True)
    assert sum(even[:7]) == pytest.approx(sum(long_run[:7])) == 70
    assert len(even) == len(long_run) == 56
    assert max(long_run) == 40


def test_with_a_long_run_a_week_only_the_fading_mean_dances():
    picture = pictures.load_ratio(0, 7, long_run=True)
    assert {round(ratio, 9) for _, ratio in points(picture, "rolling month")} == {1.0}
    fading = [ratio for _, ratio in points(picture, "fading mean")]
    assert max(fading) - min(fading) > 0.3


def test_fatigue_uses_up_a_spine_in_a_marathon():
    picture = pictures.fatigue_life(20, 42.2, 1.2)
    accepted(picture)
    assert points(picture, "your settings") == [(20, pytest.approx(35_342, rel=1e-3))]
    assert trace(picture, "steps of your run")["y"] == [pytest.approx(35_167, rel=1e-3)] * 2
    assert "2.0 kN, like the weight of 200 kg" in picture.sentence
    assert "100 % of them" in picture.sentence
    assert picture.spec["layout"]["yaxis"]["type"] == "log"


def test_the_guess_stands_where_it_was_guessed_on_a_logarithmic_axis():
    layout = pictures.fatigue_life(20, 42.2, 1.2, guess=1000).spec["layout"]
    assert layout["shapes"][0]["y0"] == 1000  # plotly takes a shape's value as it is
    assert layout["shapes"][0]["name"] == "your guess 1000"


def test_a_few_loads_are_whole_ones():
    assert "bears about 54 loads" in pictures.fatigue_life(60, 42.2, 1.2).sentence


def test_how_much_of_a_life_is_used_is_said_in_words():
    assert "less than 1 % of them" in pictures.fatigue_life(10, 1, 1.2).sentence
    assert "times as many" in pictures.fatigue_life(60, 42.2, 1.2).sentence
