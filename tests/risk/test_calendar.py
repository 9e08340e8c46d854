"""The weeks of a plan: within the minutes, on the days, and on or back by rule."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content.handbook import Dose
from lbt_widgets.risk import Plan, Profile, calendar, plan
from lbt_widgets.risk.calendar import EVERY_DAY, dose_in_week

from .cases import CONTENT, profiles

START = date(2026, 11, 25)  # a Wednesday
BEGINNER = plan(Profile.from_answers(CONTENT.people["big-jump-beginner"].answers, CONTENT), CONTENT, 120)


@given(profiles(), st.floats(0, 250), st.sets(st.sampled_from(EVERY_DAY)), st.integers(8, 12))
@settings(max_examples=60, deadline=None)
def test_every_week_keeps_to_minutes_and_days(profile, minutes, days, length):
    found = calendar(plan(profile, CONTENT, minutes), CONTENT, START, days, length)
    assert [week.number for week in found.weeks] == list(range(1, length + 1))
    for week in found.weeks:
        assert week.minutes <= minutes
        assert {session.day.isoweekday() for session in week.sessions} <= days
        dates = sorted([*week.rest_days, *(session.day for session in week.sessions)])
        assert dates == [START + timedelta(days=7 * (week.number - 1) + offset) for offset in range(7)]
        assert all(session.minutes > 0 for session in week.sessions)
    json.dumps(found.to_dict())


def test_one_new_thing_a_week():
    begun = [week.starts for week in calendar(BEGINNER, CONTENT, START).weeks]
    chosen = [one.fix for one in BEGINNER.chosen]
    assert [fix for starts in begun for fix in starts] == chosen
    assert [len(starts) for starts in begun[:4]] == [3, 1, 1, 1]  # the minimum of two beside the first


def test_the_same_session_holds_what_is_done_equally_often():
    week = calendar(BEGINNER, CONTENT, START, [1, 2, 4, 6]).weeks[3]
    strength = [session for session in week.sessions if any(work.fix == "leg_strength" for work in session.works)]
    assert [session.day.isoweekday() for session in strength] == [4, 1]  # three days apart, and four
    for session in strength:
        assert {"squat_to_step_down", "split_squat"} <= {work.exercise for work in session.works}


def test_too_few_days_are_said():
    assert calendar(BEGINNER, CONTENT, START, EVERY_DAY).short_of_days == ()
    assert calendar(BEGINNER, CONTENT, START, [1, 3]).short_of_days == ("progressive_walking",)


def test_what_takes_no_time_goes_with_the_runs():
    first = calendar(BEGINNER, CONTENT, START).weeks[0]
    assert {work.exercise for work in first.with_runs} == {"session_cap_rule", "metronome_cadence_drill"}
    assert first.sessions == ()
    assert len(first.rest_days) == 7


def test_a_dose_grows_from_its_least_to_its_full():
    dose = Dose((3, 3), "pragmatic", "by us", sets=(2, 3), reps=(5, 12), seconds=(4, 4))
    # reps 5 + 7·(week − 1)/7, sets from 2 to 3 at the half
    amounts = [(dose_in_week(dose, week, 8).sets[0], dose_in_week(dose, week, 8).reps[0]) for week in range(1, 10)]
    assert amounts == [(2, 5), (2, 6), (2, 7), (2, 8), (3, 9), (3, 10), (3, 11), (3, 12), (3, 12)]


def test_a_dose_with_weeks_of_its_own_takes_those():
    dose = Dose((5, 5), "trial", "a trial", minutes=(10, 30), weeks=(26, 26))
    assert dose_in_week(dose, 1, 8).minutes == (10, 10)
    assert dose_in_week(dose, 12, 12).minutes == (19, 19)  # 10 + 20·11/25 = 18.8
    assert dose_in_week(dose, 26, 12).minutes == (30, 30)


def test_a_ladder_goes_from_the_easiest_to_the_hardest():
    for ladder in calendar(BEGINNER, CONTENT, START).ladders:
        exercise = CONTENT.exercises[ladder.exercise]
        assert ladder.steps[ladder.start :] == (exercise.name, *exercise.progressions)
        assert ladder.steps[ladder.start - 1] == CONTENT.exercises[ladder.exercise].regressions[0]
        assert ladder.stop_if


def test_the_tests_come_back_every_four_weeks():
    rechecks = calendar(BEGINNER, CONTENT, START, weeks=10).rechecks
    assert [recheck.day for recheck in rechecks] == [START + timedelta(weeks=week) for week in (4, 8, 10)]
    assert "cadence_spm" in rechecks[0].questions
    assert "thigh_front_strength" not in rechecks[0].questions  # she did not answer it


def test_as_long_as_the_slowest_fix_needs():
    assert len(calendar(BEGINNER, CONTENT, START).weeks) == 12
    assert len(calendar(plan(Profile({}), CONTENT, 60), CONTENT, START).weeks) == 8


def test_a_stopped_plan_has_no_weeks():
    stopped = plan(Profile({}), CONTENT, 60, red_flags=["ces.bladder"])
    found = calendar(stopped, CONTENT, START)
    assert (found.weeks, found.ladders, found.rechecks) == ((), (), ())
    assert "emergency" in found.stop_rule


@pytest.mark.parametrize(
    ("settings", "words"), [({"days": [0]}, "from 1"), ({"weeks": 7}, "from 8 to 12"), ({"weeks": 13}, "from 8 to 12")]
)
def test_bad_settings_are_sentences(settings, words):
    with pytest.raises(ValueError, match=words):
        calendar(Plan(60, 0.5, "x"), CONTENT, START, **settings)
