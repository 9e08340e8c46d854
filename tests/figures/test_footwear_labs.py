"""The pictures of footwear: the wrong sign, what was measured, and what is only told."""

import pytest

from lbt_widgets.figures import footwear as pictures
from lbt_widgets.mechanics import footwear as models

from .pictures import accepted, cell, points, trace


def shoe(hardness, shows=2):
    return pictures.soft_or_hard(models.impact_peak(hardness), hardness, 0.6, shows)


def test_the_model_is_beside_the_runners_with_the_opposite_sign():
    picture = shoe(1.0)
    accepted(picture)
    model = points(picture, "passive model, landing at 0.6 m/s")
    runners = points(picture, "93 runners measured")
    assert model[0][1] < model[-1][1]
    assert runners == [(0.0, 1.70), (0.5, 1.64), (1.0, 1.54)]
    assert trace(picture, "93 runners measured")["error_y"]["array"] == [0.03, 0.03, 0.03]
    assert points(picture, "your settings") == [(1.0, pytest.approx(910 / pictures.WEIGHT_N, rel=0.005))]
    assert "1.70 in the soft shoe and 1.54 in the hard one" in picture.sentence


def test_what_the_paper_prints_is_shown_and_not_reached():
    (printed,) = points(shoe(1.0, 0), "printed in the model's paper")
    assert printed == (1.0, 1353 / pictures.WEIGHT_N)
    assert models.impact_force(1.0).impact_peak_n < 0.7 * 1353


def test_the_papers_peak_is_shown_only_at_its_own_speed():
    faster = pictures.soft_or_hard(models.impact_peak(1.0, 1.0), 1.0, 1.0, 0)
    assert "printed in the model's paper" not in [one["name"] for one in faster.spec["data"]]


def test_the_story_comes_in_three_steps():
    columns = [shoe(0.0, shows).table.columns for shows in (0, 1, 2)]
    assert [len(one) for one in columns] == [2, 3, 4]
    assert "93 runners" not in shoe(0.0, 0).sentence
    assert "injured" not in shoe(0.0, 1).sentence
    told = "13 were injured in the softer shoe of the trial and 18 in the harder one, 1.4 times as many"
    assert told in shoe(0.0, 2).sentence
    assert shoe(0.0, 2).sentence.endswith(
        "the hazard ratio, which counts how soon as well as how many, is 1.52 (1.07 to 2.16)."
    )


def test_the_trial_has_its_own_axis():
    picture = shoe(0.0, 2)
    assert points(picture, "injured in the trial") == [(0.0, 12.6), (1.0, 17.6)]
    assert trace(picture, "injured in the trial")["yaxis"] == "y2"
    ratios = trace(picture, "hazard ratio, 95 % interval")
    assert ratios["y"] == [1.52, 1.80, 1.23]
    assert [y + up for y, up in zip(ratios["y"], ratios["error_y"]["array"], strict=True)] == [2.16, 2.98, 2.03]
    low = [y - down for y, down in zip(ratios["y"], ratios["error_y"]["arrayminus"], strict=True)]
    assert low == pytest.approx([1.07, 1.09, 0.75])
    assert (
        cell(picture, "Hazard ratio, hard against soft: heavier runners", "Injured in the trial")
        == "1.23 (0.75 to 2.03)"
    )
    domains = [picture.spec["layout"][axis]["domain"] for axis in ("yaxis3", "yaxis2", "yaxis")]
    assert [end for domain in domains for end in domain] == sorted(end for domain in domains for end in domain)


def test_between_the_papers_two_shoes_the_line_is_interpolated_and_says_so():
    between, paper = shoe(0.5, 0), shoe(0.0, 0)
    assert trace(between, "in between, interpolated")["line"]["dash"] == "dot"
    assert [x for x, _ in points(between, "passive model, landing at 0.6 m/s")] == [0, 1]
    assert "by our interpolation" in between.sentence
    assert "interpolation" not in paper.sentence


def test_worn_shoes_show_the_curve_and_both_tellings():
    picture = pictures.worn_shoes(600)
    accepted(picture)
    now = 100 * models.cushioning_retained(600)
    assert points(picture, "your settings") == [(600, now)]
    assert f"After 600 km in this pair {now:.0f} %" in picture.sentence
    assert points(picture, "machine, told in a forum")[-1] == (pytest.approx(804.7, abs=0.1), 60)
    assert (800.0, 70.0) in points(picture, "told in a blog")
    assert points(picture, "worn by people, the same forum") == [(pytest.approx(804.7, abs=0.1), 80)]


def test_the_curve_is_solid_only_where_something_is_told():
    picture = pictures.worn_shoes(60)
    solid = [one for one in picture.spec["data"] if one["mode"] == "lines" and one["line"]["dash"] == "solid"]
    assert (solid[0]["x"][0], solid[0]["x"][-1]) == (pytest.approx(80.5, abs=0.1), pytest.approx(804.7, abs=0.1))
    assert len([one for one in picture.spec["data"] if one["mode"] == "lines"]) == 3


def test_where_no_point_was_told_the_sentence_says_so():
    assert "extrapolated" in pictures.worn_shoes(60).sentence
    assert "extrapolated" not in pictures.worn_shoes(600).sentence


def test_a_new_shoe_has_all_of_its_cushioning_and_80_km_before_it():
    sentence = pictures.worn_shoes(0).sentence
    assert sentence.endswith("100 % of its cushioning is left; after the first 80 km it is 75 %.")
    assert "it was 75 %" in pictures.worn_shoes(600).sentence


def test_the_cushioning_is_drawn_from_nothing_to_all():
    assert pictures.worn_shoes(60).spec["layout"]["yaxis"]["range"] == [0, 105]


@pytest.mark.parametrize(("miles", "percent"), models.WORN)
def test_the_curve_passes_the_told_points(miles, percent):
    assert 100 * models.cushioning_retained(miles * models.MILE_KM) == pytest.approx(percent, abs=1)
