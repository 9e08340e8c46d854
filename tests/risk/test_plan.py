"""Plans: the best there is, never worse than before, no more than the minutes, and none where help comes first."""

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.risk import Profile, calendar, offers, plan, what_if
from lbt_widgets.runs.form import ANSWERED

from .cases import CONTENT, ContentWith, profiles
from .test_plan_by_hand import AS_GOOD, MINIMUM, feasible

GOLDEN = Path(__file__).parent / "golden"
FIXES = CONTENT.fixes
PEOPLE = CONTENT.people.values()


def profile_of(person):
    return Profile.from_answers(person.answers, CONTENT)


def person_plan(person, minutes=60, **settings):
    return plan(profile_of(person), CONTENT, minutes, red_flags=person.red_flags, **settings)


def added(found):
    return [one.fix for one in found.chosen if one.fix not in MINIMUM]


@given(profiles(), st.floats(0, 300), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=60, deadline=None)
def test_a_plan_keeps_its_word(profile, minutes, belief):
    found = plan(profile, CONTENT, minutes, belief)
    chosen = [one.fix for one in found.chosen]
    assert found.after_per_100.mean <= found.before_per_100.mean + 1e-9
    assert found.minutes == sum(one.minutes for one in found.chosen) <= minutes
    assert feasible(chosen, minutes)
    assert {name for name in MINIMUM if FIXES[name].always} <= set(chosen)
    assert not any(FIXES[name].never for name in chosen)
    assert {*chosen, *(left.fix for left in found.left)} == set(FIXES)
    assert all(one.fall_per_100 > 0 for one in found.chosen if one.fix not in MINIMUM)
    assert found.fall_per_100.low <= found.fall_per_100.mean <= found.fall_per_100.high
    assert found.sure is None or 0.5 <= found.sure <= 1
    assert all(CONTENT.questions[name].changeable for one in found.chosen for name in one.changes)
    json.dumps(found.to_dict(), allow_nan=False)


@given(profiles(), st.floats(0, 300))
@settings(max_examples=40, deadline=None)
def test_what_was_tried_is_kept_apart_and_comes_first(profile, minutes):
    found = plan(profile, CONTENT, minutes)
    basis = [one.basis for one in found.chosen]
    assert "trial" not in basis[basis.count("trial") :]
    for kind, part in (("trial", found.trial_per_100), ("association", found.associated_per_100)):
        assert sum(one.fall_per_100 for one in found.chosen if one.basis == kind) == pytest.approx(part.mean, abs=1e-9)
        assert part.low <= part.mean <= part.high
    assert found.trial_per_100.mean + found.associated_per_100.mean == pytest.approx(found.fall_per_100.mean)


def test_an_association_counts_in_part():
    """Half of the step, where the whole is what what-if shows."""
    profile = Profile({"shoe_models": "one"})
    whole = -what_if(profile, {"shoe_models": "several"}, CONTENT).change_per_100.mean
    found = plan(profile, CONTENT, 0)
    assert found.trial_per_100.mean == 0
    assert 0.4 * whole < found.fall_per_100.mean < 0.6 * whole


@given(profiles(), st.floats(0, 200), st.floats(0, 200))
@settings(max_examples=40, deadline=None)
def test_more_minutes_bring_no_less_of_what_was_tried(profile, one, other):
    less, more = (plan(profile, CONTENT, minutes).trial_per_100.mean for minutes in sorted([one, other]))
    assert less <= more + AS_GOOD + 1e-9


def test_a_minute_more_does_not_drop_strength_for_next_to_nothing():
    """An hour of walking brings half a runner of 100 more than two short sessions of exercise, and takes an hour."""
    person = CONTENT.people["new-to-hills"]
    for minutes in (18, 59, 60, 77, 78, 200):
        assert {"leg_strength", "hip_strength"} & set(added(person_plan(person, minutes)))
    assert "walk_an_hour" in added(person_plan(person, 82))


def test_a_fix_keeps_the_place_that_ones_own_test_gives_it():
    """Legs as long as hips do not fit; then hips, however many minutes there are, and it is said why."""
    person = CONTENT.people["new-to-hills"]
    for minutes, expected in [
        (17, set()),
        (18, {"leg_strength"}),
        (21, {"leg_strength"}),
        *((minutes, {"hip_strength"}) for minutes in (22, 60, 78, 81, 82, 168, 171, 172, 600)),
    ]:
        found = person_plan(person, minutes)
        assert {"leg_strength", "hip_strength"} & set(added(found)) == expected, minutes
    (hips,) = (one for one in found.chosen if one.fix == "hip_strength")
    assert hips.own_tests == ("single_leg_bridge_s",)


def test_where_both_own_tests_stand_out_the_shorter_stays():
    profile = Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak", "single_leg_bridge_s": 5.0})
    for minutes in (18, 22, 600):
        assert added(plan(profile, CONTENT, minutes)) == ["leg_strength"]


@given(profiles(), st.floats(0, 400), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=40, deadline=None)
def test_the_offers_are_every_plan_there_is(profile, minutes, belief):
    """Of any minutes the plan is the last offer within them."""
    found = offers(profile, CONTENT, belief)
    assert found[0].minutes == 0
    assert [one.minutes for one in found] == sorted({one.minutes for one in found})
    within = [one for one in found if one.minutes <= minutes][-1]
    expected = plan(profile, CONTENT, minutes, belief)
    assert within.fixes == tuple(one.fix for one in expected.chosen)
    assert within.fall_per_100 == pytest.approx(expected.fall_per_100.mean, abs=1e-7)
    assert within.trial_per_100 == pytest.approx(expected.trial_per_100.mean, abs=1e-7)


def test_the_next_hour_is_the_plan_with_an_hour_more():
    for person in PEOPLE:
        if not person.red_flags:
            now, later = person_plan(person, 60), person_plan(person, 120)
            assert now.next_hour.fall_per_100 == pytest.approx(later.fall_per_100.mean - now.fall_per_100.mean)
            assert now.next_hour.trial_per_100 == pytest.approx(later.trial_per_100.mean - now.trial_per_100.mean)
            assert set(now.next_hour.fixes) == {one.fix for one in later.chosen}


def test_a_trial_takes_the_place_of_the_association_and_counts_once():
    """Weak legs and no exercise: the fall is that of exercise in trials, not of exercise and of stronger legs."""
    profile = Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak", "single_leg_bridge_s": 20.0})
    found = plan(profile, CONTENT, 600)
    by_trial = what_if(profile, {"strength_sessions_week": "two_plus"}, CONTENT)
    assert added(found) == ["leg_strength"]
    assert found.chosen[0].basis == "trial"
    assert found.fall_per_100.mean == pytest.approx(-by_trial.change_per_100.mean)
    assert found.fall_per_100.low == pytest.approx(-by_trial.change_per_100.high)


@pytest.mark.parametrize("episodes", [None, "0", "1-2", "3+"])
def test_a_trial_in_people_who_had_been_sore_counts_in_part_for_who_never_was(episodes):
    """The walking of the trial kept pain from coming back; whether it keeps it from coming at all nobody tested."""
    walks = {"walk_min_week": 0.0} | ({"previous_episodes": episodes} if episodes else {})
    (one,) = [one for one in plan(Profile(walks), CONTENT, 150).chosen if one.basis == "trial"]
    whole = -what_if(Profile(walks), {"walk_min_week": 150.0}, CONTENT).change_per_100.mean
    assert one.unlike == (episodes == "0")
    if one.unlike:
        assert 0.4 * whole < one.fall_per_100 < 0.6 * whole
    else:
        assert one.fall_per_100 == pytest.approx(whole)


def test_who_exercises_already_is_left_with_the_association():
    found = plan(Profile({"strength_sessions_week": "two_plus", "thigh_front_strength": "weak"}), CONTENT, 60)
    assert [(one.fix, one.basis) for one in found.chosen[-1:]] == [("leg_strength", "association")]


def test_what_is_not_known_is_asked_and_not_counted():
    found = plan(Profile({"thigh_front_strength": "weak"}), CONTENT, 600)
    assert added(found) == []
    why = {left.fix: left for left in found.left}
    assert why["leg_strength"].why == "unknown"
    assert "strength_sessions_week" in why["leg_strength"].about
    assert (found.sure, found.fall_per_100.mean) == (None, 0)


def test_why_a_fix_is_left():
    profile = Profile(
        {"strength_sessions_week": "none", "walk_min_week": 30.0, "downhill_m_week": 900.0, "shoe_models": "several"}
    )
    why = {left.fix: (left.why, left.about) for left in plan(profile, CONTENT, 100).left}
    assert why["hip_strength"] == ("covered", ("leg_strength",))
    assert why["walk_most_days"] == ("conflict", ("walk_an_hour",))
    assert why["shoe_rotation"] == ("there", ())
    assert why["hamstring_stretch"] == ("never", ())
    short = {left.fix: left for left in plan(profile, CONTENT, 20).left}
    assert short["walk_an_hour"].why == "time"
    assert short["walk_an_hour"].alone_per_100 > 0
    bends = plan(Profile({"side_bend": "stiff"}), CONTENT, 60, base_rate=0.02)
    assert {left.fix: left.why for left in bends.left}["side_bending"] == "too_little"


def test_what_nobody_measured_is_left_unless_it_is_sensible():
    hills = Profile({"downhill_m_week": 900.0})
    (advice,) = [one for one in plan(hills, CONTENT, 0).chosen if one.fix == "downhill_in_steps"]
    assert (advice.basis, advice.fall_per_100, advice.changes) == (None, 0, {"downhill_m_week": 450})
    assert "downhill_in_steps" not in [one.fix for one in plan(Profile({"downhill_m_week": 300.0}), CONTENT, 0).chosen]
    content = ContentWith(fixes=evolve(FIXES["downhill_in_steps"], sensible=False))
    (left,) = [left for left in plan(hills, content, 60).left if left.fix == "downhill_in_steps"]
    assert (left.why, left.about) == ("no_figure", ())


@pytest.mark.parametrize("flag", [flag for flag in CONTENT.safety.flags if flag.action in ("emergency", "urgent")])
def test_no_plan_where_help_comes_first(flag):
    found = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60, red_flags=[flag.id])
    assert (found.stopped, found.advice.id, found.chosen, found.fall_per_100) == (True, flag.action, (), None)
    json.dumps(found.to_dict())


def test_exercises_wait_until_a_routine_sign_has_been_looked_at():
    answers = {"strength_sessions_week": "none", "sleep_quality": "poor", "cadence_spm": 150.0}
    found = plan(Profile(answers), CONTENT, 60, red_flags=["leg_pain.one_side"])
    assert (found.stopped, found.look_first, found.advice.id) == (False, True, "routine")
    assert {one.fix: one.waits for one in found.chosen} == {
        "leg_strength": True,
        "keep_moving": False,
        "load_rules": False,
        "step_rate": True,
        "sleep": False,
    }
    sore = plan(Profile(answers), CONTENT, 60, red_flags=["ordinary"])
    assert (sore.look_first, any(one.waits for one in sore.chosen)) == (False, False)


@pytest.mark.parametrize("person", [one for one in PEOPLE if not one.red_flags], ids=lambda person: person.id)
def test_nothing_goes_on_that_its_own_card_forbids(person):
    found = plan(profile_of(person), CONTENT, 200, red_flags=["not_settling.6weeks"])
    for one in found.chosen:
        cards = [CONTENT.exercises[part.exercise].not_for for part in FIXES[one.fix].parts]
        forbidden = any("warning sign" in text for text in [FIXES[one.fix].not_for, *cards])
        assert one.waits or not forbidden or FIXES[one.fix].always


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"minutes_per_week": -1}, "minutes_per_week must be from 0"),
        ({"minutes_per_week": float("nan")}, "minutes_per_week must be from 0"),
        ({"minutes_per_week": 20_000}, "minutes_per_week must be from 0"),
        ({"minutes_per_week": 60, "belief": 2}, "belief must be from 0 to 1"),
        ({"minutes_per_week": 60, "red_flags": ["ces.blader"]}, "not one of the red flags"),
    ],
)
def test_bad_settings_are_sentences(settings, words):
    with pytest.raises(ValueError, match=words):
        plan(Profile({}), CONTENT, **settings)


# What a physiotherapist would look for in the six.


def test_nobody_stretches_hamstrings_for_the_back():
    for person in PEOPLE:
        for belief in (0.0, 0.5, 1.0):
            assert "hamstring_stretch" not in [one.fix for one in person_plan(person, 600, belief=belief).chosen]


def test_nothing_is_mended_where_nothing_is_wrong():
    assert added(person_plan(CONTENT.people["nothing-wrong"], 600)) == []


def test_a_bone_stress_sign_stops_the_plan():
    assert person_plan(CONTENT.people["short-of-time"]).stopped


@pytest.mark.parametrize("name", ["big-jump-beginner", "sore-before-sleeps-badly"])
def test_legs_are_trained_where_nobody_trains_them(name):
    assert "leg_strength" in added(person_plan(CONTENT.people[name]))


@pytest.mark.parametrize(
    ("answers", "trained"),
    [
        ({"single_leg_bridge_s": 25.0}, "hip_strength"),
        ({"single_leg_bridge_s": 63.0}, "leg_strength"),  # as good as typical
        (
            {"single_leg_bridge_s": 25.0, "thigh_front_strength": "weak"},
            "leg_strength",
        ),  # both stand out: fewer minutes
        ({"plank_s": 20.0}, "leg_strength"),  # which no figure weighs
    ],
)
def test_of_exercise_that_counts_the_same_that_for_the_own_weak_test(answers, trained):
    found = plan(Profile({"strength_sessions_week": "none", **answers}), CONTENT, 60)
    assert added(found) == [trained]
    tested = {name for recheck in calendar(found, CONTENT, date(2026, 11, 23)).rechecks for name in recheck.questions}
    assert ("single_leg_bridge_s" in tested) == (trained == "hip_strength")


def test_who_runs_down_a_lot_runs_down_less():
    assert "downhill_in_steps" in [one.fix for one in person_plan(CONTENT.people["new-to-hills"], 0).chosen]


@pytest.mark.parametrize(("name", "limit"), [("big-jump-beginner", 4.9), ("new-to-hills", 14)])
def test_a_jump_in_one_run_is_capped(name, limit):
    """At a tenth more than the longest run of the month, in numbers that one can measure, and never above it."""
    rules = next(one for one in person_plan(CONTENT.people[name], 0).chosen if one.fix == "load_rules")
    assert rules.changes == {"next_long_run_km": limit}
    assert rules.fall_per_100 > 1


@pytest.mark.parametrize("planned", [{}, {"next_long_run_km": 5.0}])
def test_the_longest_run_alone_says_how_far_the_next_one_may_be(planned):
    """As it is read from a file of runs, which knows no plans."""
    assert "longest_run_30d_km" in ANSWERED
    rules = next(one for one in plan(Profile({"longest_run_30d_km": 17.0, **planned}), CONTENT, 0).chosen if one.limits)
    assert (rules.fix, rules.limits, rules.changes) == ("load_rules", {"next_long_run_km": 18}, {})


@pytest.mark.parametrize(("tired", "most"), [("worn_out", 30), ("sometimes", 33)])
def test_who_is_worn_out_is_told_of_no_more_than_the_longest_run(tired, most):
    found = plan(Profile({"longest_run_30d_km": 30.0, "tired": tired}), CONTENT, 0)
    assert ("recovery" in [one.fix for one in found.chosen]) == (tired == "worn_out")
    assert [one.limits for one in found.chosen if one.limits] == [{"next_long_run_km": most}]


def test_the_words_of_the_rule_hold_for_those_who_are_worn_out_too():
    """One text is for all, so wherever it speaks of a tenth it says what holds for them."""
    rules, card = FIXES["load_rules"], CONTENT.exercises["session_cap_rule"]
    (target,) = rules.targets
    for told in (rules.what.split(". ")[0], target.why, card.steps_html):
        assert "tenth" in told and "worn out" in told
    assert all(way.startswith("Once you are rested") for way in card.progressions)


@pytest.mark.parametrize(("tired", "aim"), [("worn_out", 20), ("sometimes", 22)])
def test_who_is_worn_out_is_to_run_no_further_than_the_longest_run(tired, aim):
    """An easier week, and a long run of a tenth more beside it, would contradict each other."""
    found = plan(Profile({"longest_run_30d_km": 20.0, "next_long_run_km": 35.0, "tired": tired}), CONTENT, 0)
    (rules,) = [one for one in found.chosen if one.fix == "load_rules"]
    assert rules.changes == {"next_long_run_km": aim}


def outcome(found):
    """A plan as the golden files keep it."""
    if found.stopped:
        return {"stopped": found.advice.id}
    return {
        "minutes": found.minutes,
        "before_per_100": [round(value, 1) for value in found.before_per_100],
        "after_per_100": [round(value, 1) for value in found.after_per_100],
        "fall_per_100": [round(value, 1) for value in found.fall_per_100],
        "trial_per_100": [round(value, 1) for value in found.trial_per_100],
        "associated_per_100": [round(value, 1) for value in found.associated_per_100],
        "sure": found.sure and round(found.sure, 2),
        "next_hour": {
            "fall_per_100": round(found.next_hour.fall_per_100, 1),
            "trial_per_100": round(found.next_hour.trial_per_100, 1),
            "fixes": list(found.next_hour.fixes),
        },
        "chosen": {
            one.fix: {
                "minutes": one.minutes,
                "fall_per_100": round(one.fall_per_100, 1),
                "basis": one.basis,
                "part": one.part,
                "unlike": one.unlike,
                "waits": one.waits,
                "changes": {
                    name: goal if isinstance(goal, str) else round(goal, 1) for name, goal in one.changes.items()
                },
                "limits": one.limits,
            }
            for one in found.chosen
        },
        "left": {left.fix: f"{left.why}, {left.alone_per_100:.1f} by itself" for left in found.left},
    }


def golden(person):
    return GOLDEN / f"plan_{person.id}.json"


def with_a_sign():
    """The worn-out runner with pain down one leg: what begins now and when, and what waits."""
    person = CONTENT.people["worn-out-marathoner"]
    found = plan(profile_of(person), CONTENT, 60, red_flags=["leg_pain.one_side"])
    weeks = calendar(found, CONTENT, date(2026, 11, 23))
    return {
        "sign_advice": weeks.sign_advice,
        "starts": {str(week.number): list(week.starts) for week in weeks.weeks if week.starts},
        "waiting": list(weeks.waiting),
    }


SIGN = GOLDEN / "plan_with_a_routine_sign.json"


def test_golden_plan_with_a_sign_to_be_looked_at():
    assert with_a_sign() == json.loads(SIGN.read_text("utf-8"))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_golden_plan(person):
    """After a wanted change `python -m tests.risk.test_plan` writes the files anew; tell the move in CHANGELOG."""
    assert outcome(person_plan(person)) == json.loads(golden(person).read_text("utf-8"))


if __name__ == "__main__":
    for one in PEOPLE:
        golden(one).write_text(json.dumps(outcome(person_plan(one)), indent=1) + "\n", "utf-8")
    SIGN.write_text(json.dumps(with_a_sign(), indent=1) + "\n", "utf-8")
