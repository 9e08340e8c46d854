"""Before and after: exact in the middle, a band of its own, never age or history."""

import pytest
from hypothesis import given, settings

from lbt_widgets.risk import Profile, what_if
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.reach import reach
from lbt_widgets.risk.what_if import compare, with_trials

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
    with pytest.raises(ValueError, match="plank_s: must be 0 to 600 s"):
        what_if(TIRED, {"plank_s": -5}, CONTENT)


# A trial in place of the association.

WEAK = Profile({"strength_sessions_week": "none", "plank_s": 40.0, "thigh_front_strength": "weak"})
TRIED = what_if(WEAK, {"strength_sessions_week": "two_plus"}, CONTENT).change_per_100


@pytest.mark.parametrize(
    ("changes", "trials"),
    [
        ({"thigh_front_strength": "average"}, {"thigh_front_strength": "leg_strength"}),
        ({"thigh_front_strength": "strong"}, {"thigh_front_strength": "leg_strength"}),
        ({"plank_s": 60}, {"plank_s": "core_strength"}),
        (
            {"strength_sessions_week": "two_plus", "plank_s": 41, "thigh_front_strength": "average"},
            {
                "strength_sessions_week": "leg_strength",
                "plank_s": "core_strength",
                "thigh_front_strength": "leg_strength",
            },
        ),
    ],
)
def test_where_a_fix_was_tried_its_trial_counts_once(changes, trials):
    found = what_if(WEAK, changes, CONTENT)
    assert found.trials == trials
    assert found.change_per_100 == pytest.approx(TRIED)


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({"strength_sessions_week": "none", "plank_s": 40.0}, {"plank_s": 59}),  # less than the fix reaches
        ({"strength_sessions_week": "none", "plank_s": 40.0}, {"plank_s": 30}),
        ({"strength_sessions_week": "two_plus", "thigh_front_strength": "weak"}, {"thigh_front_strength": "average"}),
        ({"strength_sessions_week": "two_plus"}, {"strength_sessions_week": "none"}),
        ({"thigh_front_strength": "weak"}, {"thigh_front_strength": "average"}),  # who knows what is done already?
        ({"strength_sessions_week": "one", "plank_s": 40.0}, {"strength_sessions_week": "none", "plank_s": 90}),
    ],
)
def test_otherwise_the_answers_count_by_what_they_go_with(answers, changes):
    profile = Profile(answers)
    found = what_if(profile, changes, CONTENT)
    assert found == compare(profile, profile.with_changes(changes, CONTENT), CONTENT)


def test_a_trial_of_another_thing_leaves_the_rest_alone():
    profile = Profile({"walk_min_week": 30.0, "tired": "worn_out"})
    counted, trials = with_trials(profile, {"walk_min_week": 150.0, "tired": "fresh"}, CONTENT)
    assert (counted, trials) == ({"walk_min_week": 150.0, "tired": "fresh"}, {"walk_min_week": "walk_an_hour"})


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
