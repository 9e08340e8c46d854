"""The red-flag page: no way past it unanswered, and the highest action of what is ticked."""

from __future__ import annotations

import pytest
import traitlets as t

from lbt_widgets.content import load
from lbt_widgets.widgets.safety_check import NOT_ANSWERED, SafetyCheck


@pytest.fixture
def check(content):
    return SafetyCheck(content)


def test_the_accuracy_is_told_with_its_range_and_source(check):
    check.set_state({"ticked": ["saddle"], "done": True})
    [group] = check.result["figures"]
    assert group["sentences"] == [
        "Of 90 people, 80.4 % had a sign.",
        "In a few, the chance of a fracture was 11 % (from 8 to 16 %).",
    ]
    assert group["source"]["url"] == "https://doi.org/10.1000/plank"


def test_going_on_needs_an_answer(check):
    check.set_state({"done": True})
    assert not check.done
    assert check.fault == NOT_ANSWERED


def test_an_ordinary_ache_says_nothing_of_the_warning_signs():
    check = SafetyCheck(load())
    ache = next(name for name, _ask, warning in check.flags if not warning)
    check.set_state({"ticked": [ache], "done": True})
    assert not check.done and not check.allows_score
    assert check.fault == NOT_ANSWERED
    check.set_state({"ticked": [ache], "none_true": True, "done": True})
    assert check.done and check.allows_score and check.action == "self_care"


def test_the_page_is_told_that_it_did_not_go_on(content, sent):
    check = SafetyCheck(content)
    sent.clear()
    check.set_state({"ticked": [], "none_true": False, "done": True})
    states = [message["state"] for message in sent if message["method"] == "update"]
    assert any(state.get("done") is False for state in states)


def test_none_of_these_goes_on(check):
    check.set_state({"ticked": [], "none_true": True, "done": True})
    assert check.done and check.action is None and check.allows_score
    assert check.result["action"] == ""
    assert check.fault == ""


def test_the_highest_action_wins_with_every_why(check):
    check.set_state({"ticked": ["six_weeks", "saddle"], "none_true": False, "done": True})
    assert check.ticked == ("saddle", "six_weeks")
    assert check.action == "emergency" and not check.allows_score
    assert check.result["title"] == "emergency title"
    assert [why["ask"] for why in check.result["whys"]] == ["Numb where you sit?", "Six weeks?"]


def test_a_routine_flag_does_not_stop_the_score(check):
    check.ticked = ("six_weeks",)
    check.done = True
    assert check.action == "routine" and check.allows_score


def test_a_tick_wins_over_none_of_these(check):
    check.set_state({"ticked": ["fever"], "none_true": True, "done": True})
    assert not check.none_true and check.action == "urgent" and check.done


def test_none_of_these_cannot_hide_a_tick_later(check):
    check.ticked = ("fever",)
    check.set_state({"none_true": True})
    assert not check.none_true and check.action == "urgent"


def test_unticking_after_going_on_goes_back(check):
    check.set_state({"ticked": ["fever"], "done": True})
    check.set_state({"ticked": []})
    assert not check.done and check.action is None and check.result == {}


def test_changing_answers_keeps_the_ticks(check):
    check.set_state({"ticked": ["fever"], "done": True})
    check.set_state({"done": False})
    assert check.ticked == ("fever",) and check.result == {}


@pytest.mark.parametrize("hostile", [None, "saddle", ["nothing"], [1], [["saddle"]], ["saddle"] * 99, {"saddle": True}])
def test_hostile_ticks_are_refused(check, hostile):
    check.set_state({"ticked": ["fever"], "done": True})
    check.set_state({"ticked": hostile})
    assert check.ticked == ("fever",) and check.done and check.action == "urgent"


@pytest.mark.parametrize("hostile", [1, "true", None, []])
def test_hostile_switches_are_refused(check, hostile):
    check.set_state({"done": hostile, "none_true": hostile})
    assert check.done is False and check.none_true is False


def test_the_browser_cannot_write_the_result(check):
    check.set_state({"ticked": ["saddle"], "done": True})
    check.set_state({"result": {}, "action": None, "flags": [], "intro": ""})
    assert check.action == "emergency" and check.result["title"] == "emergency title" and check.intro


def test_python_is_told_of_a_flag_that_is_not_there(check):
    with pytest.raises(t.TraitError, match="red flags"):
        check.ticked = ("nothing",)
