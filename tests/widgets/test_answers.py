"""The reader's answers as state: typed values in, checked values, errors and a profile out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.widgets.answers import GENERAL, MAX_ENTRIES, Answers

from .conftest import PLANK, SHOES, WEEKLY


@pytest.fixture
def answers(content):
    return Answers(content)


def test_nothing_is_answered_at_first(answers):
    assert (answers.raw, answers.values, answers.errors) == ({}, {}, {})
    assert answers.profile.answers == {}


def test_typed_answers_become_values_and_a_profile(answers):
    answers.raw = {"plank_s": {"value": "45,5", "unit": None}, "shoe_models": {"value": "one", "unit": None}}
    assert answers.values == {"plank_s": 45.5, "shoe_models": "one"}
    assert answers.profile.answers == answers.values
    assert answers.errors == {}


def test_a_unit_is_converted_and_the_typed_text_stays(answers):
    answers.raw = {"weekly_km": {"value": "10", "unit": "mi"}}
    assert answers.values["weekly_km"] == pytest.approx(16.09344)
    assert answers.raw["weekly_km"] == {"value": "10", "unit": "mi"}


def test_a_fault_never_loses_the_other_answers(answers):
    answers.raw = {"plank_s": "soon", "weekly_km": 30}
    assert answers.values == {"weekly_km": 30.0}
    assert answers.profile.answers == {"weekly_km": 30.0}
    assert answers.raw["plank_s"]["value"] == "soon"
    assert "0 to 600 s" in answers.errors["plank_s"] and "plank_s" not in answers.errors["plank_s"]


def test_an_error_goes_when_it_is_mended(answers):
    answers.raw = {"plank_s": 6000}
    answers.raw = {"plank_s": 60}
    assert answers.errors == {}


@pytest.mark.parametrize("empty", [None, "", "  ", {"value": None}, {"value": "", "unit": "s"}])
def test_empty_is_unknown_not_zero(answers, empty):
    answers.raw = {"plank_s": empty}
    assert answers.values == {} and answers.errors == {} and answers.raw == {}


def test_an_unknown_question_is_left_out_with_an_error(answers):
    answers.raw = {"shoe_size": 42, "plank_s": 45}
    assert answers.values == {"plank_s": 45.0}
    assert "shoe_size" in answers.errors
    assert "shoe_size" not in answers.raw


@pytest.mark.parametrize("hostile", [None, "plank_s", [1], 3, {str(n): n for n in range(MAX_ENTRIES + 1)}])
def test_what_cannot_be_answers_leaves_the_last_ones_standing(answers, hostile):
    answers.raw = {"plank_s": 45}
    answers.raw = hostile
    assert list(answers.errors) == [GENERAL]
    assert answers.values == {"plank_s": 45.0}


@pytest.mark.parametrize(
    "hostile",
    [
        True,
        [1],
        {"value": 1, "unit": 7},
        {"value": [1]},
        {"value": 1, "script": "x"},
        math.nan,
        math.inf,
        10**400,
        "9" * 10**6,
    ],
)
def test_a_hostile_value_is_one_error(answers, hostile):
    answers.raw = {"plank_s": hostile, "weekly_km": 30}
    assert set(answers.errors) == {"plank_s"}
    assert len(answers.errors["plank_s"]) < 200
    assert answers.values == {"weekly_km": 30.0}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)
IDS = st.sampled_from(["plank_s", "weekly_km", "shoe_models", "other"])


@given(raw=JSON | st.dictionaries(IDS, JSON | st.fixed_dictionaries({"value": JSON, "unit": JSON})))
def test_nothing_from_a_browser_raises(raw):
    from types import SimpleNamespace

    answers = Answers(SimpleNamespace(questions={question.id: question for question in (PLANK, WEEKLY, SHOES)}))
    answers.raw = raw
    assert answers.profile.answers == answers.values
    assert all(isinstance(text, str) and text for text in answers.errors.values())
    again = dict(answers.raw)
    answers.raw = again
    assert answers.raw == again  # what it keeps is already in its own shape


def test_an_example_runner_replaces_and_clear_forgets(answers):
    answers.raw = {"plank_s": 45}
    answers.set_person({"weekly_km": 30}, "Sam")
    assert answers.values == {"weekly_km": 30.0} and answers.person == "Sam"
    answers.clear()
    assert answers.values == {} and answers.person == ""


def test_what_the_browser_kept_fills_gaps_only(answers):
    answers.raw = {"plank_s": 45}
    answers.restore({"plank_s": 1, "weekly_km": {"value": "20", "unit": "km"}})
    assert answers.values == {"plank_s": 45.0, "weekly_km": 20.0}


def test_what_the_browser_kept_never_mixes_with_an_example(answers):
    answers.set_person({"plank_s": 45}, "Sam")
    answers.restore({"weekly_km": 20})
    assert answers.values == {"plank_s": 45.0}


def test_values_profile_and_errors_agree_whenever_somebody_looks(answers):
    seen = []
    answers.observe(lambda _: seen.append((dict(answers.values), dict(answers.profile.answers))), ["values", "profile"])
    answers.raw = {"plank_s": 45}
    assert seen and all(values == profile for values, profile in seen)


def test_two_readers_share_nothing(content):
    one, other = Answers(content), Answers(content)
    one.raw = {"plank_s": 45}
    assert other.raw == {} and other.values == {}
