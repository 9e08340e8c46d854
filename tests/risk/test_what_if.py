"""Before and after: exact in the middle, a band of its own, never age or history."""

import pytest
from hypothesis import given, settings

from lbt_widgets.risk import Profile, what_if
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.reach import reach
from lbt_widgets.risk.what_if import compare, stood_for, trained_by

from .cases import CONTENT, profiles

TIRED = Profile({"tired": "worn_out", "sleep_quality": "poor"})


def test_the_change_is_after_minus_before():
    found = what_if(TIRED, {"tired": "fresh"}, CONTENT)
    assert found.change_per_100.mean == pytest.approx(found.after.per_100.mean - found.before.per_100.mean)
    assert found.change_per_100.low <= found.change_per_100.mean <= found.change_per_100.high
    assert found.change_per_100.mean < 0


def test_the_band_is_that_of_the_change_not_of_the_person():
    found = what_if(TIRED, {"tired": "fresh"}, CONTENT)
    width = found.change_per_100.high - found.change_per_100.low
    assert width < found.before.per_100.high - found.before.per_100.low


@pytest.mark.parametrize(("name", "value"), [("age_years", 20), ("previous_episodes", "0")])
def test_nobody_can_change_age_or_history(name, value):
    with pytest.raises(ValueError, match=name):
        what_if(TIRED, {name: value}, CONTENT)


@given(profiles())
@settings(max_examples=50, deadline=None)
def test_no_change_is_no_change(profile):
    found = what_if(profile, {}, CONTENT)
    assert found.change_per_100 == pytest.approx((0, 0, 0), abs=1e-9)


def test_a_bad_change_is_a_sentence():
    with pytest.raises(ValueError, match="plank_s: give a number from 0 to 600 seconds"):
        what_if(TIRED, {"plank_s": -5}, CONTENT)


# A trial in place of the association.

WEAK = Profile({"strength_sessions_week": "none", "plank_s": 40.0, "thigh_front_strength": "weak"})


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"strength_sessions_week": "two_plus"}, {}),
        ({"strength_sessions_week": "two_plus", "plank_s": 41}, {"plank_s": "core_strength"}),
        ({"strength_sessions_week": "two_plus", "plank_s": 30}, {}),
        (
            {"strength_sessions_week": "one", "plank_s": 41, "thigh_front_strength": "strong"},
            {"plank_s": "core_strength", "thigh_front_strength": "leg_strength"},
        ),
        ({"plank_s": 90, "thigh_front_strength": "average"}, {}),
    ],
)
def test_where_what_was_tried_is_moved_its_trial_counts_once(changes, found):
    assert stood_for(WEAK, changes, CONTENT) == found
    rest = {name: to for name, to in changes.items() if name not in found}
    assert what_if(WEAK, changes, CONTENT) == compare(WEAK, WEAK.with_changes(rest, CONTENT), CONTENT)


@pytest.mark.parametrize("now", [40, 59, 82, 82.5])
def test_a_longer_plank_never_earns_a_trial_of_training(now):
    """No step of it brings more than the step before, but for the curve of the sum."""
    profile = Profile({"strength_sessions_week": "none", "plank_s": float(now)})
    tried = what_if(profile, {"strength_sessions_week": "two_plus"}, CONTENT).change_per_100.mean
    assert tried < -2
    for to in (now + 0.5, now + 1, now + 20, 200):
        assert abs(what_if(profile, {"plank_s": to}, CONTENT).change_per_100.mean) < 0.1


@pytest.mark.parametrize(
    "changes",
    [{"plank_s": 83}, {"thigh_front_strength": "average"}, {"walk_min_week": 150}, {"strength_sessions_week": "one"}],
)
def test_no_answer_is_set_that_was_not_asked(changes):
    profile = Profile({**WEAK.answers, "walk_min_week": 0.0})
    asked = profile.with_changes(changes, CONTENT)
    assert what_if(profile, changes, CONTENT) == compare(profile, asked, CONTENT)


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({"strength_sessions_week": "two_plus", "thigh_front_strength": "weak"}, {"thigh_front_strength": "average"}),
        ({"strength_sessions_week": "two_plus"}, {"strength_sessions_week": "none"}),
        ({"strength_sessions_week": "one", "plank_s": 40.0}, {"strength_sessions_week": "none", "plank_s": 90}),
        ({"walk_min_week": 30.0, "tired": "worn_out"}, {"walk_min_week": 150.0, "tired": "fresh"}),
    ],
)
def test_a_trial_of_another_thing_leaves_the_rest_alone(answers, changes):
    assert stood_for(Profile(answers), changes, CONTENT) == {}


@pytest.mark.parametrize(
    ("answers", "question", "fix"),
    [
        (WEAK.answers, "plank_s", "core_strength"),
        (WEAK.answers, "thigh_front_strength", "leg_strength"),
        (WEAK.answers, "strength_sessions_week", None),  # this is what was tried
        (WEAK.answers, "tired", None),
        ({**WEAK.answers, "strength_sessions_week": "two_plus"}, "plank_s", None),  # done already
        ({"plank_s": 40.0}, "plank_s", None),  # who knows what is done already?
    ],
)
def test_what_trains_an_answer_is_known_where_it_can_be_tried(answers, question, fix):
    found = trained_by(question, Profile(answers), CONTENT)
    assert (found.id if found else None) == fix


@given(profiles())
@settings(max_examples=60, deadline=None)
def test_a_tried_fix_counts_as_in_a_plan(profile):
    model = risk_model(CONTENT)
    for fix in CONTENT.fixes.values():
        found = reach(fix, profile, model)
        if found.basis == "trial":
            tried = {fix.trial.question: found.changes[fix.trial.question]}
            assert what_if(profile, found.changes, CONTENT).change_per_100 == pytest.approx(
                compare(profile, profile.with_changes(tried, CONTENT), CONTENT).change_per_100
            )
