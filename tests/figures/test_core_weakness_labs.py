"""The pictures of trunk muscles: the model, the pooled times with their spread, and the one study of deep muscles."""

from __future__ import annotations

from math import inf

import plotly.graph_objects as go
import pytest

from lbt_widgets.content import load
from lbt_widgets.figures import core_weakness as pictures
from lbt_widgets.mechanics.core_weakness import endurance_time_s
from lbt_widgets.widgets.labs import run_of

LAB = load().labs["holding_time"]


def traces(picture):
    return {trace.get("name"): trace for trace in picture.spec["data"]}


def test_plotly_accepts_them():
    go.Figure(pictures.holding_time(40, "trunk", guess=300).spec)
    go.Figure(pictures.load_sharing(50, 80, guess=130).spec)


def test_a_quarter_more_strength_buys_almost_half_the_time_again():
    before, after = (
        run_of(LAB)({"load_percent": 40.0, "strength_percent": s, "joint": 0.0}, None) for s in (100.0, 125.0)
    )
    assert before.value == pytest.approx(215, rel=0.01)
    assert after.value / before.value == pytest.approx(1.47, abs=0.02)
    assert "At 32 % of its strength the back holds 316 seconds" in after.picture.sentence


def test_the_model_of_the_back_stays_within_the_band_where_the_text_says_so():
    band = traces(pictures.holding_time(40, "trunk"))["± 29 %"]
    half = len(band["x"]) // 2
    for at, least, most in zip(band["x"][:half], band["y"][:half], reversed(band["y"][half:]), strict=True):
        if 20 <= at <= 80:
            assert least <= endurance_time_s(at / 100) <= most, at


def test_the_published_times_are_in_the_picture_with_their_spread():
    picture = pictures.holding_time(50, "trunk")
    law = traces(picture)["194 publications"]
    assert law["y"][law["x"].index(50)] == pytest.approx(109, rel=0.01)
    assert "194 publications together say 109 s (78 to 141)" in picture.sentence
    assert picture.table.rows[0][2] == "876 s (622 to 1130)"


@pytest.mark.parametrize(("load", "strength"), [(5.0, 125.0), (12.0, 150.0), (95.0, 100.0)])
def test_what_nobody_measured_is_not_told_as_found(load, strength):
    """It goes by the share of the strength that the hold takes, not by what the slider of the load says."""
    outcome = run_of(LAB)({"load_percent": load, "strength_percent": strength, "joint": 0.0}, None)
    assert LAB.controls[0].is_beyond(outcome.counts_as["load_percent"])
    assert "publications" not in outcome.picture.sentence


def test_a_heavy_load_on_great_strength_was_measured():
    outcome = run_of(LAB)({"load_percent": 95.0, "strength_percent": 150.0, "joint": 0.0}, None)
    assert "194 publications together say" in outcome.picture.sentence
    assert not LAB.controls[0].is_beyond(outcome.counts_as["load_percent"]), "the slider alone does not know the share"


def test_the_pooled_times_are_dashed_beyond_what_was_published_and_have_no_band_there():
    known = traces(pictures.holding_time(40, "trunk"))
    assert (known["194 publications"]["x"][0], known["194 publications"]["x"][-1]) == (10, 90)
    assert known["194 publications, extrapolated"]["line"]["dash"] == "dash"
    assert max(known["± 29 %"]["x"]) == 90


def test_long_times_are_told_in_minutes():
    assert "the back holds 24 minutes in the model" in pictures.holding_time(13, "trunk").sentence
    assert "194 publications together say 39 minutes (28 to 50)" in pictures.holding_time(13, "trunk").sentence


def test_times_in_one_sentence_have_one_unit_which_the_axis_has_too():
    mixed = pictures.holding_time(18, "trunk")
    assert "holds 13 minutes in the model; 194 publications together say 19 minutes" in mixed.sentence
    axis = mixed.spec["layout"]["yaxis"]
    assert axis["range"][1] > 19 * 60
    assert axis["ticktext"][:2] == ["0", "300<br>5 min"]  # beside the other axis's 0


def test_beyond_what_was_published_the_model_is_dashed():
    known = traces(pictures.holding_time(40, "trunk"))
    assert (known["model"]["x"][0], known["model"]["x"][-1], known["model"]["line"]["dash"]) == (10, 90, "solid")
    beyond = known["model, extrapolated"]
    assert (beyond["x"][0], beyond["x"][-1], beyond["line"]["dash"]) == (90, 95, "dash")
    assert beyond["y"][-1] == pytest.approx(endurance_time_s(0.95))


def test_a_light_load_is_held_for_ever():
    outcome = run_of(LAB)({"load_percent": 8.0, "strength_percent": 100.0, "joint": 0.0}, None)
    assert outcome.value == inf
    assert "never tires" in outcome.picture.sentence
    assert "your settings" not in traces(outcome.picture)
    go.Figure(outcome.picture.spec)


def test_what_stands_above_the_top_points_out_of_the_picture():
    high = pictures.holding_time(12, "trunk")
    assert endurance_time_s(0.12) > pictures.TOP_S
    arrow = traces(high)["your settings, above the picture"]
    assert (arrow["x"], arrow["marker"]["symbol"]) == ([12], "triangle-up")
    assert arrow["y"][0] < pictures.TOP_S


def test_a_load_that_never_tires_points_out_of_the_picture():
    picture = pictures.holding_time(5, "trunk")
    arrow = traces(picture)[pictures.NEVER]
    assert (arrow["x"], arrow["marker"]["symbol"]) == ([5], "triangle-up")
    assert arrow["y"][0] < picture.spec["layout"]["yaxis"]["range"][1]


def test_more_load_than_strength_says_so():
    with pytest.raises(ValueError, match="190 % of the strength"):
        run_of(LAB)({"load_percent": 95.0, "strength_percent": 50.0, "joint": 0.0}, None)


def test_the_deep_muscles_study_is_a_point_with_its_spread():
    picture = pictures.load_sharing(100, 100)
    point = traces(picture)["computer study of 8 people:<br>the most, ± usual spread"]
    assert (point["x"], point["y"], point["error_y"]["array"]) == ([100], [145], [10])
    assert traces(picture)["your settings"]["y"] == [pytest.approx(145)]
    assert "pull with 145 % of their usual force; the study's most was 145 % (usual spread" in picture.sentence


def test_half_the_deep_strength_lost_is_two_thirds_of_the_effect():
    assert "pull with 130 %" in pictures.load_sharing(50, 100).sentence


def test_less_work_undoes_the_loss():
    assert traces(pictures.load_sharing(100, 69))["your settings"]["y"][0] == pytest.approx(100, abs=0.1)


def test_what_the_model_does_not_know_is_in_the_table():
    rows = pictures.load_sharing(0, 100).table.rows
    unknown = {row[2] for row in rows if row[1] == "not in it"}
    assert unknown == {f"up to {percent} %, all deep muscles lost" for percent in ("+19", "+15", "−8")}
    assert rows[4][2] == "up to +45 ± 10 %, one deep muscle weakened"


REST = load().labs["work_and_rest"]


def rested(**changed):
    return run_of(REST)(REST.start | changed, None)


def test_the_same_work_without_a_rest_leaves_less():
    """Twelve times 10 s at 50 % with 10 s of rest against four minutes at 25 %: 77 and 59 % are left."""
    with_rests, spread_thin = rested(), run_of(REST)(REST.start | REST.prediction.move, None)
    assert with_rests.value == pytest.approx(77, abs=0.5)
    assert spread_thin.value == pytest.approx(59, abs=0.5)
    assert "with 10 seconds of rest after each, 77 % of your strength is left" in with_rests.picture.sentence
    assert "with no rest, 59 % of your strength is left" in spread_thin.picture.sentence


def test_without_the_quick_recovery_the_rests_bring_nothing():
    slow = traces(rested().picture)["without quick recovery in rest"]
    assert slow["y"][-1] == pytest.approx(59, abs=0.5)
    assert "without quick recovery in rest" not in traces(rested(rest_s=0.0).picture)


def test_a_hold_without_rest_ends_where_the_closed_form_says_beside_194_publications():
    outcome = rested(work_s=60.0, rest_s=0.0, bouts=4.0)
    assert outcome.value == pytest.approx(50)
    assert "After 140 seconds, in bout 3 of 4, no more strength is left than the 50 %" in outcome.picture.sentence
    held = traces(outcome.picture)["194 publications: held so long"]
    assert (held["x"], held["y"]) == ([pytest.approx(109, rel=0.01)], [50])
    assert held["error_x"]["array"] == [pytest.approx(0.29 * held["x"][0])]
    assert outcome.picture.table.rows[2] == ("The same load without a rest", "140 s", "109 s (78 to 141)")
    go.Figure(outcome.picture.spec)


def test_a_load_outside_what_was_published_has_no_point_of_the_publications():
    picture = rested(load_percent=95.0, work_s=60.0, rest_s=0.0).picture
    assert "194 publications: held so long" not in traces(picture)
    assert picture.table.rows[2][2] == "not studied"


@pytest.mark.parametrize(
    ("changed", "dash"), [({}, "dash"), ({"rest_s": 0.0}, "solid"), ({"rest_s": 0.0, "load_percent": 95.0}, "dash")]
)
def test_with_rests_the_line_is_dashed(changed, dash):
    line = rested(**changed).picture.spec["data"][0]
    assert line["line"]["dash"] == dash
    assert line["name"].endswith("extrapolated") == (dash == "dash")
