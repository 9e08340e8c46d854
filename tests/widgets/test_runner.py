"""The drawn runner stands on legs that are long enough, at every end of every lab's sliders."""

from __future__ import annotations

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
    assert 0 <= pose.ground_sink_m <= pose.sink_m


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
