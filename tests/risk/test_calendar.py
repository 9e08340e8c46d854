"""The weeks of a plan: within the minutes, on the days, and on or back by rule."""

import json
import re
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content.handbook import Dose
from lbt_widgets.risk import Plan, Profile, calendar, plan
from lbt_widgets.risk.calendar import EVERY_DAY, dose_in_week

from .cases import CONTENT, ContentWith, profiles

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
    """After what takes no time and what rests."""
    weeks = calendar(BEGINNER, CONTENT, START).weeks
    assert sorted(fix for week in weeks for fix in week.starts) == sorted(one.fix for one in BEGINNER.chosen)
    assert weeks[0].starts == ("keep_moving", "load_rules", "sleep")
    assert all(len(week.starts) <= 1 for week in weeks[1:7])
    assert weeks[1].starts == ("leg_strength",)  # what a trial tested comes first


@given(profiles(), st.floats(0, 250), st.sampled_from([(), ("leg_pain.one_side",)]))
@settings(max_examples=60, deadline=None)
def test_rest_comes_before_load(profile, minutes, flags):
    """Sleep and an easier week begin at once, and until they have had their weeks nothing begins that adds load."""
    found = plan(profile, CONTENT, minutes, red_flags=flags)
    begins = {fix: week.number for week in calendar(found, CONTENT, START).weeks for fix in week.starts}
    fixes = [CONTENT.fixes[name] for name in begins]
    rests = [fix for fix in fixes if fix.before_load]
    assert all(begins[fix.id] == 1 for fix in rests)
    easy = max((fix.before_load.value for fix in rests), default=0)
    assert all(begins[fix.id] > easy for fix in fixes if fix.adds_load(CONTENT.exercises))
    if profile.answers.get("tired") == "worn_out":
        assert begins["recovery"] == 1 and easy >= 2


@given(profiles(), st.floats(0, 250))
@settings(max_examples=40, deadline=None)
def test_what_waits_has_no_days(profile, minutes):
    found = plan(profile, CONTENT, minutes, red_flags=["not_settling.6weeks"])
    weeks = calendar(found, CONTENT, START)
    assert weeks.sign_advice.startswith("Book a routine appointment")
    assert weeks.waiting == tuple(
        one.fix for one in found.chosen if CONTENT.fixes[one.fix].adds_load(CONTENT.exercises)
    )
    begun = {fix for week in weeks.weeks for fix in week.starts}
    assert begun == {one.fix for one in found.chosen} - set(weeks.waiting)
    works = [work for week in weeks.weeks for work in (*week.with_runs, *(w for s in week.sessions for w in s.works))]
    assert all("warning sign" not in CONTENT.exercises[work.exercise].not_for for work in works)


def test_the_same_session_holds_what_is_done_equally_often():
    week = calendar(BEGINNER, CONTENT, START, [1, 2, 4, 6]).weeks[3]
    strength = [session for session in week.sessions if any(work.fix == "leg_strength" for work in session.works)]
    assert [session.day.isoweekday() for session in strength] == [4, 1]  # three days apart, and four
    for session in strength:
        assert {"squat_to_step_down", "split_squat"} <= {work.exercise for work in session.works}


def test_too_few_days_are_said():
    assert calendar(BEGINNER, CONTENT, START, EVERY_DAY).short_of_days == ()
    few = calendar(BEGINNER, CONTENT, START, [1, 3])
    assert few.short_of_days == ("progressive_walking",)


@pytest.mark.parametrize("days", [[7], [1, 3], [1, 2, 3, 4], EVERY_DAY])
def test_what_the_days_do_not_hold_is_counted_in_minutes_of_the_full_plan(days):
    """Walking is 12 minutes on five days, strength 9 on two."""
    held = min(5, len(days)) * 12 + min(2, len(days)) * 9
    assert BEGINNER.minutes == 78
    assert calendar(BEGINNER, CONTENT, START, days).missing_minutes == 78 - held


def test_what_takes_no_time_goes_with_the_runs():
    first = calendar(BEGINNER, CONTENT, START).weeks[0]
    assert {work.exercise for work in first.with_runs} == {"session_cap_rule"}
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


def test_an_exercise_gets_harder_from_stage_to_stage_and_never_beyond_its_card():
    """Four weeks from the least to the full dose, then the next way of the card with the least dose again."""
    chosen = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60)
    weeks = calendar(chosen, CONTENT, START, weeks=12).weeks
    doses = [work.dose for week in weeks for work in week.sessions[0].works if work.exercise == "split_squat"]
    reps = [int(re.search(r"3 sets of (\d+), about 4 seconds each, on each side", dose)[1]) for dose in doses]
    ways = [dose.partition("the harder way (")[2].partition(")")[0] for dose in doses]
    full = "If not, as before: 3 sets of 8, about 4 seconds each, on each side"
    assert reps == [6, 7, 7, 8] * 3
    first, second = (f"{way[0].lower()}{way[1:]}" for way in CONTENT.exercises["split_squat"].progressions[:2])
    assert ways == [""] * 4 + [first] * 4 + [second] * 4
    assert all(dose.endswith(full) for dose in doses[4:])


def test_the_last_harder_way_stays_at_the_full_dose():
    bends = plan(Profile({"side_bend": "stiff", "previous_episodes": "3+"}), CONTENT, 60)
    full = "2 sets of 8, about 4 seconds each, on each side"
    exercise = evolve(CONTENT.exercises["side_bends"], progressions=("Go on",))
    content = ContentWith(exercises=exercise)
    doses = [week.sessions[0].works[0].dose for week in calendar(bends, content, START, weeks=12).weeks]
    assert doses[8:] == [f"If all went well, the harder way (go on): {full}. If not, as before: {full}"] * 4


def test_walking_reaches_what_the_plan_promises():
    walks = plan(Profile({"walk_min_week": 30.0}), CONTENT, 60)
    weeks = calendar(walks, CONTENT, START).weeks
    assert [week.minutes for week in weeks[:4]] == [50, 55, 60, 60]
    assert weeks[-1].minutes == walks.minutes == 60


def test_who_is_to_book_an_appointment_is_not_told_to_wait_six_weeks_for_it():
    answers = Profile({"strength_sessions_week": "none"})
    start = date(2026, 11, 23)
    plain, signed = (
        calendar(plan(answers, CONTENT, 60, red_flags=flags), CONTENT, start) for flags in ([], ["leg_pain.one_side"])
    )
    assert "Book an appointment if" in plain.advice
    assert "appointment" not in signed.advice and "stop a run" in signed.advice


def test_each_exercise_has_its_own_stop_rule_and_advice_is_none():
    found = calendar(BEGINNER, CONTENT, START)
    told = {name: rule.stop_if for rule in found.stop_rules for name in rule.exercises}
    assert told == {ladder.exercise: CONTENT.exercises[ladder.exercise].stop_if for ladder in found.ladders}
    assert len({rule.stop_if for rule in found.stop_rules}) == len(found.stop_rules)
    assert found.advice not in told.values()


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
    walker = Profile({"strength_sessions_week": "none", "walk_min_week": 0.0})
    assert len(calendar(plan(walker, CONTENT, 90), CONTENT, START).weeks) == 12
    assert len(calendar(plan(walker, CONTENT, 90, red_flags=["leg_pain.one_side"]), CONTENT, START).weeks) == 8


def test_a_stopped_plan_has_no_weeks():
    stopped = plan(Profile({}), CONTENT, 60, red_flags=["ces.bladder"])
    found = calendar(stopped, CONTENT, START)
    assert (found.weeks, found.ladders, found.rechecks, found.stop_rules) == ((), (), (), ())
    assert "emergency" in found.advice


@pytest.mark.parametrize(
    ("settings", "words"), [({"days": [0]}, "from 1"), ({"weeks": 7}, "from 8 to 12"), ({"weeks": 13}, "from 8 to 12")]
)
def test_bad_settings_are_sentences(settings, words):
    with pytest.raises(ValueError, match=words):
        calendar(Plan(60, 0.5, "x"), CONTENT, START, **settings)
