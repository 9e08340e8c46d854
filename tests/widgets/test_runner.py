"""The drawn runner stands on legs that are long enough, at every end of every lab's sliders."""

from __future__ import annotations

from math import sqrt

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.figures.pose import Pose, describe
from lbt_widgets.widgets import Runner
from lbt_widgets.widgets.labs import run_of

LABS = load().labs.values()
ENDS = [
    pytest.param(lab, {**lab.start, control.id: value}, id=f"{lab.id}-{control.id}-{value:g}")
    for lab in LABS
    for control in lab.controls
    for value in (control.min, control.max)
]


@pytest.mark.parametrize(("lab", "settings"), ENDS)
def test_the_foot_stays_within_reach(lab, settings):
    try:
        pose = run_of(lab)(settings, None).pose
    except ValueError:
        return  # settings that do not go together show no runner
    if pose is None:
        return
    behind_m = pose.speed_m_s * pose.contact_time_s - pose.foot_ahead_m
    assert max(pose.foot_ahead_m, behind_m) < pose.leg_length_m
    assert min(pose.ground_sink_m, pose.sink_m) >= 0
    at_landing_m = sqrt(pose.leg_length_m**2 - pose.foot_ahead_m**2)
    assert at_landing_m - pose.sink_m + pose.ground_sink_m < pose.leg_length_m  # half way, with the foot below the hips


@pytest.mark.parametrize("leg_kn_m", [6, 7.6, 17])
def test_a_leg_that_tunes_itself_moves_the_body_as_before(leg_kn_m):
    (lab,) = (one for one in LABS if one.id == "ground_spring")
    sinks_m = [
        run_of(lab)({"give_mm": give_mm, "leg_kn_m": leg_kn_m, "adapts": 1}, None).pose.sink_m
        for give_mm in (1, 30, 65)
    ]
    assert sinks_m == [sinks_m[0]] * 3


def test_the_words_follow_the_numbers():
    pose = evolve(Pose(), ground_sink_m=0.02, trunk_lean_deg=-4, pelvic_tilt_deg=-2)
    words = describe(pose)
    assert "167 steps a minute" in words
    assert "42 cm ahead" in words
    assert "the hips sink 64 mm, and the ground gives 20 mm" in words
    assert "leans 4 degrees backward, the front of the pelvis is 2 degrees above level" in words
    runner = Runner(pose)
    assert runner.pose["foot_ahead_m"] == pose.foot_ahead_m
    assert runner.words == words


def test_a_foot_that_would_land_beyond_any_reach_is_told_and_drawn_nearer():
    fast = Pose(contact_time_s=0.25, flight_time_s=0.093, speed_m_s=21 / 3.6)
    assert "lands 73 cm ahead of the hips (drawn at 56, as far as this leg can reach)" in describe(fast)
    assert Runner(fast).pose["foot_ahead_m"] == pytest.approx(0.6 * fast.leg_length_m)
    assert "drawn at" not in describe(Pose())


@pytest.mark.parametrize(
    ("lab", "changed", "words"),
    [
        ("lean_and_load", {"load_factor": 1, "lean_deg": 30}, "standing still. The trunk leans 30 degrees forward"),
        ("lean_and_load", {"load_factor": 2.5}, "167 steps a minute"),
        ("pelvic_tilt", {"thigh_deg": 50}, "the other thigh is 50 degrees in front of straight down"),
        ("pelvic_tilt", {"thigh_deg": -25}, "the other thigh is 25 degrees behind straight down"),
        ("ground_spring", {"give_mm": 2.5}, "and the ground gives 2.5 mm"),
        ("lean_and_load", {"lean_deg": 0.6}, "The trunk leans 1 degree forward"),
        ("ground_spring", {"leg_kn_m": 15.2}, "the hips sink 32 mm"),
        ("landing_force", {"flight_time_ms": 30}, "the hips sink 33 mm"),
        ("landing_force", {"impact_time_ms": 50}, "How hard the foot lands is in the force above"),
        ("pelvic_tilt", {"thigh_deg": -25}, "Untipped, the pelvis is drawn with its front 10 degrees below level"),
        ("pelvic_shape", {"tip_deg": 0}, "a choice for the drawing, not a measured angle"),
    ],
)
def test_the_drawing_follows_what_the_lab_is_about_or_says_that_it_does_not(lab, changed, words):
    record = load().labs[lab]
    pose = run_of(record)({**record.start, **changed}, None).pose
    assert words in describe(pose)
