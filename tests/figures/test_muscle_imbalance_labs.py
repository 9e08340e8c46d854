"""The pictures of the hip say what the curve of Riener and Edrich says."""

from __future__ import annotations

from itertools import product

import plotly.graph_objects as go
import pytest

from lbt_widgets.figures import muscle_imbalance as pictures
from lbt_widgets.mechanics.muscle_imbalance import hip_moment_nm, pelvic_tilt_deg

TILT = {"thigh_deg": -25.0, "hip_flexor_short_deg": 0.0, "hamstring_short_deg": 0.0, "lumbar_stiffness_nm_per_deg": 1.5}


def tilt(**changed):
    settings = TILT | changed
    return pictures.pelvic_tilt(pelvic_tilt_deg(knee_deg=20.0, **settings), **settings, knee_deg=20.0)


def test_plotly_accepts_them():
    go.Figure(pictures.hip_moment(80, 60, 10, guess=12).spec)
    go.Figure(pictures.pelvic_tilt(11.6, **TILT, knee_deg=20.0, guess=12).spec)


def test_bending_the_knee_frees_a_bent_hip():
    picture = pictures.hip_moment(80, 60, 0)
    straight, yours, here = picture.spec["data"]
    at = straight["x"].index(80)
    assert straight["y"][at] == pytest.approx(35.75, abs=0.01)
    assert yours["y"][at] == here["y"][0] == pytest.approx(3.21, abs=0.01)
    assert "pull the thigh back with 3.2 N·m" in picture.sentence
    assert "with a straight knee they pull it back with 35.7 N·m" in picture.sentence


def test_hardly_any_pull_is_not_told_as_a_weight():
    assert "3.6 kg hung" in pictures.hip_moment(80, 0, 0).sentence
    assert "kg" not in pictures.hip_moment(69, 60, 0).sentence


def test_with_a_bent_knee_a_little_pull_is_left():
    """The lab says "nearly slack": bending the hip further, or shorter hamstrings, bring some of it back."""
    at_80, at_90, shorter = (pictures.pull_back_nm(hip, 60, short) for hip, short in ((80, 0), (90, 0), (80, 20)))
    assert 0 < at_80 < at_90
    assert at_80 < shorter < pictures.pull_back_nm(80, 0, 0)


def test_the_lines_are_the_curve_itself():
    straight, yours, _ = pictures.hip_moment(0, 45, 7).spec["data"]
    assert straight["y"] == [-hip_moment_nm(hip, 0, 0, 7) for hip in straight["x"]]
    assert yours["y"] == [-hip_moment_nm(hip, 45, 0, 7) for hip in yours["x"]]


@pytest.mark.parametrize(("knee_deg", "columns"), [(0, 3), (45, 4), (60, 3)])
def test_the_table_has_no_column_twice(knee_deg, columns):
    names = pictures.hip_moment(80, knee_deg, 0).table.columns
    assert len(names) == len(set(names)) == columns


def test_behind_the_body_the_pull_is_forward():
    assert "hip bent by −15°" in pictures.hip_moment(-15, 20, 0).sentence
    assert "pull the thigh forward with 19.0 N·m" in pictures.hip_moment(-15, 20, 0).sentence


def test_at_push_off_hip_flexors_tip_the_pelvis_and_hamstrings_hardly_do():
    picture = tilt()
    hamstrings, flexors, here, other = picture.spec["data"]
    assert hamstrings["y"][0] == flexors["y"][0] == here["y"][0] == other["y"][0] == pytest.approx(11.6, abs=0.05)
    assert hamstrings["y"][-1] == pytest.approx(11.1, abs=0.05)
    assert flexors["y"][-1] == pytest.approx(15.7, abs=0.05)
    assert "tips 11.6° forward" in picture.sentence
    assert "From 0 to 20° shorter, the hamstrings move it by −0.6° in all" in picture.sentence
    assert "from 0 to 10°, the muscles at the front of the hip move it by +4.0°" in picture.sentence


def test_muscles_that_do_nothing_are_not_told_to_move_it_by_nought():
    assert "±" not in "".join(
        tilt(thigh_deg=float(thigh), lumbar_stiffness_nm_per_deg=3.0).sentence for thigh in range(-30, 61, 5)
    )


def test_a_straight_knee_is_drawn_and_told_once():
    picture = pictures.hip_moment(80, 0, 0)
    assert [one["name"] for one in picture.spec["data"]] == ["straight knee, extrapolated", "your settings"]
    assert "straight knee" not in picture.sentence


def test_the_axis_of_the_tilt_holds_every_setting():
    low, high = pictures.TILTS_DEG
    for thigh, flexor, hamstring, stiffness in product((-30, 0, 30, 60), (0, 10), (0, 20), (0.5, 3)):
        assert low < pelvic_tilt_deg(thigh, 20, flexor, hamstring, stiffness) < high


def test_before_landing_short_hamstrings_tip_it_backward():
    picture = tilt(thigh_deg=50.0, hamstring_short_deg=20.0)
    assert "tips 6.0° backward" in picture.sentence
    assert picture.spec["data"][2]["y"][0] == pytest.approx(pelvic_tilt_deg(50, 20, 0, 20))


def test_a_stiffer_back_tips_less_and_carries_more():
    soft, stiff = tilt(lumbar_stiffness_nm_per_deg=0.5), tilt(lumbar_stiffness_nm_per_deg=3.0)
    assert soft.spec["data"][2]["y"][0] > stiff.spec["data"][2]["y"][0]
    loads = [float(one.sentence.split("with ")[1].split(" N·m")[0]) for one in (soft, stiff)]
    assert loads[0] < loads[1]


def test_both_points_move_along_their_lines():
    hamstrings, flexors, here, other = tilt(hamstring_short_deg=10.0, hip_flexor_short_deg=5.0).spec["data"]
    assert hamstrings["y"][hamstrings["x"].index(here["x"][0])] == pytest.approx(here["y"][0])
    assert flexors["y"][flexors["x"].index(other["x"][0])] == pytest.approx(other["y"][0])


def test_neither_of_two_points_at_the_same_place_hides_the_other():
    data = pictures.pelvic_tilt(0, 0, 0, 0, 1.5, 0).spec["data"]
    hamstrings, flexors = (one["marker"] for one in data if one["mode"] == "markers")
    assert flexors["symbol"].endswith("-open")
    assert flexors["size"] > hamstrings["size"]


def test_shorter_hamstrings_are_named():
    assert "the knee by 0° and the hamstrings 20° shorter, the relaxed" in pictures.hip_moment(80, 0, 20).sentence
    assert "hamstrings" not in pictures.hip_moment(80, 0, 0).sentence
