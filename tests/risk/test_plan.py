"""Plans: the best there is, never worse than before, no more than the minutes, and none where help comes first."""

import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.risk import Profile, assess, offers, plan, what_if
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.reach import counted, reach

from .cases import CONTENT, profiles

GOLDEN = Path(__file__).parent / "golden"
FIXES = CONTENT.fixes
MINUTES = {fix.id: fix.minutes_per_week(CONTENT.exercises) for fix in FIXES.values()}
MINIMUM = [fix.id for fix in FIXES.values() if fix.always]
TARGETS = sorted({target.question for fix in FIXES.values() for target in fix.targets} | {"longest_run_30d_km"})
PEOPLE = CONTENT.people.values()


def profile_of(person):
    return Profile.from_answers(person.answers, CONTENT)


def person_plan(person, minutes=60, **settings):
    return plan(profile_of(person), CONTENT, minutes, red_flags=person.red_flags, **settings)


def added(found):
    return [one.fix for one in found.chosen if one.fix not in MINIMUM]


def random_profile(random):
    """Someone who can change a good deal: most of what the fixes aim at is answered, by lot."""
    answers = {}
    for name in TARGETS:
        question = CONTENT.questions[name]
        if random.random() < 0.9:
            options = [option.id for option in question.options]
            ends = {"walk_min_week": (0, 200), "cadence_spm": (150, 185), "next_long_run_km": (0, 30)}
            low, high = ends.get(name, (question.min, question.max))
            answers[name] = random.choice(options) if options else random.uniform(low, high)
    return Profile(answers)


def after(profile, names, belief):
    """The profile with every answer changed that counts when all these fixes are done."""
    model = risk_model(CONTENT, belief)
    steps = counted(reach(FIXES[name], profile, model) for name in names)
    return Profile(
        {**profile.answers, **{name: goal for step in steps.values() for name, goal in step.changes.items()}}
    )


def feasible(names, minutes):
    return sum(MINUTES[name] for name in names) <= minutes and not any(
        other in names for name in names for other in FIXES[name].conflicts
    )


@pytest.mark.parametrize("seed", range(200))
def test_equals_trying_every_set_of_fixes(seed):
    """The other way round: every set's answers are changed and assessed like anybody's."""
    random = Random(seed)
    profile, minutes, belief = random_profile(random), random.choice([0, 10, 30, 60, 90, 160, 400]), random.random()
    model = risk_model(CONTENT, belief)
    useful = [name for name, fix in FIXES.items() if not fix.always and reach(fix, profile, model).steps]
    few = random.sample(useful, min(5, len(useful)))  # every set of five; the whole is tried in the next test
    content = _only([*MINIMUM, *few])
    best = min(
        assess(after(profile, [*MINIMUM, *names], belief), CONTENT, belief).per_100.mean
        for size in range(len(few) + 1)
        for names in combinations(few, size)
        if feasible(names, minutes)
    )
    found = plan(profile, content, minutes, belief)
    assert found.after_per_100.mean == pytest.approx(best, abs=1e-7)
    assert feasible(added(found), minutes)


@pytest.mark.parametrize("seed", range(6))
def test_equals_trying_every_set_of_all_fixes(seed):
    random = Random(1000 + seed)
    profile, minutes = random_profile(random), random.choice([30, 60, 100])
    model = risk_model(CONTENT)
    useful = [name for name, fix in FIXES.items() if not fix.always and reach(fix, profile, model).steps]
    best = min(
        assess(after(profile, [*MINIMUM, *names], 0.5), CONTENT).per_100.mean
        for size in range(len(useful) + 1)
        for names in combinations(useful, size)
        if feasible(names, minutes)
    )
    assert plan(profile, CONTENT, minutes).after_per_100.mean == pytest.approx(best, abs=1e-7)


class _only:
    """The content with these fixes alone."""

    def __init__(self, names):
        self.fixes = {
            name: evolve(fix, conflicts=tuple(other for other in fix.conflicts if other in names))
            for name, fix in FIXES.items()
            if name in names
        }

    def __getattr__(self, name):
        return getattr(CONTENT, name)


@given(profiles(), st.floats(0, 300), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=60, deadline=None)
def test_a_plan_keeps_its_word(profile, minutes, belief):
    found = plan(profile, CONTENT, minutes, belief)
    chosen = [one.fix for one in found.chosen]
    assert found.after_per_100.mean <= found.before_per_100.mean + 1e-9
    assert found.minutes == sum(one.minutes for one in found.chosen) <= minutes
    assert feasible(chosen, minutes)
    assert chosen[: len(MINIMUM)] == MINIMUM
    assert not any(FIXES[name].never for name in chosen)
    assert {*chosen, *(left.fix for left in found.left)} == set(FIXES)
    assert sum(one.fall_per_100 for one in found.chosen) == pytest.approx(found.fall_per_100.mean, abs=1e-9)
    assert all(one.fall_per_100 > 0 for one in found.chosen if one.fix not in MINIMUM)
    assert found.fall_per_100.low <= found.fall_per_100.mean <= found.fall_per_100.high
    assert found.sure is None or 0.5 <= found.sure <= 1
    assert all(CONTENT.questions[name].changeable for one in found.chosen for name in one.changes)
    json.dumps(found.to_dict(), allow_nan=False)


@given(profiles(), st.floats(0, 200), st.floats(0, 200))
@settings(max_examples=40, deadline=None)
def test_more_minutes_never_bring_less(profile, one, other):
    less, more = (plan(profile, CONTENT, minutes).fall_per_100.mean for minutes in sorted([one, other]))
    assert less <= more + 1e-9


@given(profiles(), st.floats(0, 400), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=40, deadline=None)
def test_the_offers_are_every_plan_there_is(profile, minutes, belief):
    """Of any minutes the plan brings what the last offer within them does."""
    found = offers(profile, CONTENT, belief)
    assert found[0].minutes == 0
    assert [one.minutes for one in found] == sorted({one.minutes for one in found})
    within = [one for one in found if one.minutes <= minutes][-1]
    expected = plan(profile, CONTENT, minutes, belief)
    assert within.fall_per_100 == pytest.approx(expected.fall_per_100.mean, abs=1e-7)
    if within.minutes == expected.minutes:
        assert set(within.fixes) == {one.fix for one in expected.chosen}


def test_the_next_hour_is_the_plan_with_an_hour_more():
    for person in PEOPLE:
        if not person.red_flags:
            now, later = person_plan(person, 60), person_plan(person, 120)
            assert now.next_hour.fall_per_100 == pytest.approx(later.fall_per_100.mean - now.fall_per_100.mean)
            assert set(now.next_hour.fixes) == {one.fix for one in later.chosen}


def test_a_trial_takes_the_place_of_the_association_and_counts_once():
    """Weak legs and no exercise: the fall is that of exercise in trials, not of exercise and of stronger legs."""
    profile = Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak", "single_leg_bridge_s": 20.0})
    found = plan(profile, CONTENT, 600)
    by_trial = what_if(profile, {"strength_sessions_week": "two_plus"}, CONTENT)
    assert added(found) == ["leg_strength"]
    assert found.chosen[-1].basis == "trial"
    assert found.fall_per_100.mean == pytest.approx(-by_trial.change_per_100.mean)
    assert found.fall_per_100.low == pytest.approx(-by_trial.change_per_100.high)


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
    assert why["downhill_in_steps"] == ("no_figure", ())
    assert why["shoe_rotation"] == ("there", ())
    assert why["hamstring_stretch"] == ("never", ())
    short = {left.fix: left for left in plan(profile, CONTENT, 20).left}
    assert short["walk_an_hour"].why == "time"
    assert short["walk_an_hour"].alone_per_100 > 0


@pytest.mark.parametrize("flag", [flag for flag in CONTENT.safety.flags if flag.action in ("emergency", "urgent")])
def test_no_plan_where_help_comes_first(flag):
    found = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60, red_flags=[flag.id])
    assert (found.stopped, found.advice.id, found.chosen, found.fall_per_100) == (True, flag.action, (), None)
    json.dumps(found.to_dict())


def test_a_routine_sign_stands_beside_the_plan():
    found = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60, red_flags=["leg_pain.one_side"])
    assert (found.stopped, found.advice.id) == (False, "routine")
    assert added(found) == ["leg_strength"]


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


@pytest.mark.parametrize("name", ["big-jump-beginner", "worn-out-marathoner", "sore-before-sleeps-badly"])
def test_legs_are_trained_where_nobody_trains_them(name):
    assert "leg_strength" in added(person_plan(CONTENT.people[name]))


@pytest.mark.parametrize("name", ["big-jump-beginner", "new-to-hills"])
def test_a_jump_in_one_run_is_capped(name):
    found = person_plan(CONTENT.people[name], 0)
    rules = next(one for one in found.chosen if one.fix == "load_rules")
    longest = CONTENT.people[name].answers["longest_run_30d_km"]
    assert rules.changes == {"next_long_run_km": pytest.approx(1.1 * longest)}
    assert rules.fall_per_100 > 1


def outcome(found):
    """A plan as the golden files keep it."""
    if found.stopped:
        return {"stopped": found.advice.id}
    return {
        "minutes": found.minutes,
        "before_per_100": [round(value, 1) for value in found.before_per_100],
        "after_per_100": [round(value, 1) for value in found.after_per_100],
        "fall_per_100": [round(value, 1) for value in found.fall_per_100],
        "sure": found.sure and round(found.sure, 2),
        "next_hour": {"fall_per_100": round(found.next_hour.fall_per_100, 1), "fixes": list(found.next_hour.fixes)},
        "chosen": {
            one.fix: {
                "minutes": one.minutes,
                "fall_per_100": round(one.fall_per_100, 1),
                "basis": one.basis,
                "changes": {
                    name: goal if isinstance(goal, str) else round(goal, 1) for name, goal in one.changes.items()
                },
            }
            for one in found.chosen
        },
        "left": {left.fix: f"{left.why}, {left.alone_per_100:.1f} by itself" for left in found.left},
    }


def golden(person):
    return GOLDEN / f"plan_{person.id}.json"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_golden_plan(person):
    """After a wanted change `python -m tests.risk.test_plan` writes the files anew; tell the move in CHANGELOG."""
    assert outcome(person_plan(person)) == json.loads(golden(person).read_text("utf-8"))


if __name__ == "__main__":
    for one in PEOPLE:
        golden(one).write_text(json.dumps(outcome(person_plan(one)), indent=1) + "\n", "utf-8")
