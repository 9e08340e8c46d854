"""Answers as people and programs give them: one sentence a fault, all faults at once."""

import math

import pytest

from lbt_widgets.risk import AnswerError, Profile, safety

from .cases import CONTENT


def test_every_fault_is_told_at_once():
    with pytest.raises(AnswerError) as fault:
        Profile.from_answers({"plank": 45, "plank_s": math.nan, "mass_kg": "heavy", "weekly_km": 30}, CONTENT)
    assert len(fault.value.faults) == 3
    assert "did you mean plank_s?" in fault.value.faults[0]
    assert isinstance(fault.value, ValueError)


def test_unknown_answers_are_left_out():
    assert Profile.from_answers({"plank_s": None, "tired": "", "weekly_km": 30}, CONTENT).answers == {"weekly_km": 30.0}


@pytest.mark.parametrize("answers", [[1, 2], "plank_s", None, 3])
def test_not_an_object(answers):
    with pytest.raises(AnswerError, match="object of question ids"):
        Profile.from_answers(answers, CONTENT)


def test_too_many():
    with pytest.raises(AnswerError, match="at most"):
        Profile.from_answers({f"x{i}": 1 for i in range(2000)}, CONTENT)


def test_keys_that_are_no_text():
    with pytest.raises(AnswerError, match="no such question"):
        Profile.from_answers({3: 1}, CONTENT)


@pytest.mark.parametrize(
    ("ticked", "action"),
    [
        ([], None),
        (["ordinary"], "self_care"),
        (["ordinary", "not_settling.6weeks"], "routine"),
        (["not_settling.6weeks", "weight_loss"], "urgent"),
        (["weight_loss", "ces.bladder", "ordinary"], "emergency"),
        ({"ces.bladder": False, "weight_loss": True}, "urgent"),
    ],
)
def test_the_highest_action_decides(ticked, action):
    assert safety(ticked, CONTENT) == action


def test_an_unknown_flag_is_an_error():
    with pytest.raises(ValueError, match="not one of the red flags"):
        safety(["ces.blader"], CONTENT)
