"""A plan in words: its true size, its assumptions beside it, and the numbers of the plan itself."""

import re

import pytest

from lbt_widgets.content import load
from lbt_widgets.figures.plan import (
    GENTLE,
    aims,
    by_minutes,
    chosen_table,
    fewer,
    gentle,
    goals,
    is_counted,
    left_table,
    more_time,
    rests_on,
    sentences,
    why_left,
    worth,
)
from lbt_widgets.figures.trials import ASSUMES, PART
from lbt_widgets.figures.words import label_of
from lbt_widgets.risk import Profile, offers, plan

CONTENT = load()


def of(name, minutes=60):
    person = CONTENT.people[name]
    return plan(Profile.from_answers(person.answers, CONTENT), CONTENT, minutes, red_flags=person.red_flags)


def test_what_trials_found_stands_first_and_the_rest_apart():
    found = of("big-jump-beginner")
    first, *rest = sentences(found, CONTENT)
    tried = found.trial_per_100
    size = f"Going by trials: {fewer(tried.mean)} of 100 fewer with low-back pain in a year"
    assert first == f"{size} (from {-tried.low:.0f} more to {tried.high:.0f} fewer)."
    (other,) = [one for one in rest if ASSUMES in one]
    assert "only goes with less pain" in other and f"{fewer(found.associated_per_100.mean)} of 100" in other
    assert "50 % of it is counted (assumption)" in other
    words = " ".join(rest)
    assert f"in the middle {found.before_per_100.mean:.0f}" in words
    assert f"{found.minutes} minutes of the 60" in words
    assert "has not been checked on real runners" in words


@pytest.mark.parametrize(
    "person", [one for one in CONTENT.people.values() if not one.red_flags], ids=lambda one: one.id
)
def test_no_number_is_finer_than_anybody_can_measure(person):
    profile = Profile.from_answers(person.answers, CONTENT)
    found = plan(profile, CONTENT, 60)
    told = [*sentences(found, CONTENT), *(worth(one) for one in found.chosen)]
    table = by_minutes(offers(profile, CONTENT), CONTENT)
    told += [cell for row in table.rows for cell in row] if table else []
    goals = [line.split(" → ")[-1] for one in found.chosen for line in aims(one, person.answers, CONTENT).values()]
    assert not [one for one in told if re.search(r"\d\.\d", one)]
    assert not [one for one in goals if re.search(r"\d\d\.\d|\d\.\d\d", one)]


def test_the_sum_of_all_is_no_headline():
    found = of("worn-out-marathoner")
    assert f"about {found.fall_per_100.mean:.0f} " not in " ".join(sentences(found, CONTENT))


def test_what_no_trial_showed_is_called_so():
    found = of("big-jump-beginner")
    rows = {row[0]: row for row in chosen_table(found, CONTENT).rows}
    for one in found.chosen:
        assert (ASSUMES in rows[CONTENT.fixes[one.fix].name][3]) == (one.basis == "association")
        if is_counted(one):
            assert worth(one).startswith("goes with") == (one.basis == "association")


def test_where_no_trial_tested_any_of_it_that_stands_first():
    told = sentences(plan(Profile({"shoe_models": "one"}), CONTENT, 60), CONTENT)
    assert told[0] == "No part of this plan that is counted was tested in a trial."


def test_where_all_rests_on_trials_that_is_said():
    told = sentences(plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60), CONTENT)
    assert told[0].startswith("Going by trials: about")
    assert "All that is counted rests on trials." in told


@pytest.mark.parametrize(("minutes", "walked"), [(60, 0.0), (60, 90.0), (150, 0.0)])
def test_part_of_a_trial_is_an_assumption_and_who_was_tested_is_said(minutes, walked):
    found = plan(Profile({"walk_min_week": walked}), CONTENT, minutes)
    one = next(one for one in found.chosen if one.basis == "trial")
    assert (one.fix == "walk_an_hour") == (minutes == 60)
    told = sentences(found, CONTENT)[1]
    assert "guided walking plan against nothing" in told
    assert "701 adults who had just recovered from back pain" in told
    for words in (told, rests_on(one, CONTENT)):
        assert (PART in words) == (minutes == 60)


def test_trials_of_something_like_it_are_called_so():
    """Leg strength rests on trials of exercise of many kinds, and not of legs."""
    found = plan(Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak"}), CONTENT, 60)
    (legs,) = [one for one in found.chosen if one.fix == "leg_strength"]
    assert legs.tested == "like_it"
    assert rests_on(legs, CONTENT).startswith("Trials of exercise programmes of many kinds")
    assert "That is like “Leg strength, twice a week”, and not just that." in sentences(found, CONTENT)[1]


def test_a_trial_of_just_this_is_not_called_like_it():
    found = plan(Profile({"shoe_cushioning": "hard"}), CONTENT, 0)
    (shoes,) = [one for one in found.chosen if one.basis == "trial"]
    assert shoes.tested == "this"
    assert "not just that" not in " ".join(sentences(found, CONTENT))


def test_numbers_of_what_waits_for_a_sign_to_be_looked_at_say_so():
    answers = Profile({"strength_sessions_week": "none"})
    signed = plan(answers, CONTENT, 60, red_flags=["leg_pain.one_side"])
    assert "a part waits until your warning sign" in " ".join(sentences(signed, CONTENT))
    assert "waits" not in " ".join(sentences(plan(answers, CONTENT, 60), CONTENT))


def test_a_band_that_reaches_below_nothing_says_more():
    found = plan(Profile({"shoe_models": "one"}), CONTENT, 0)
    assert found.fall_per_100.low < -0.5
    assert f"from {-found.fall_per_100.low:.0f} more to" in " ".join(sentences(found, CONTENT))


def test_nothing_to_change_is_said_plainly():
    words = sentences(of("nothing-wrong"), CONTENT)
    assert words[0].startswith("Nothing that can be changed stands out")
    assert "bring nothing that can be counted" in words[-1]


def test_a_stopped_plan_promises_nothing():
    assert sentences(of("short-of-time"), CONTENT) == []
    assert chosen_table(of("short-of-time"), CONTENT).rows == ()


@pytest.mark.parametrize("person", ["nothing-wrong", "worn-out-marathoner", "new-to-hills"])
def test_every_fix_left_out_says_why(person):
    found = of(person)
    rows = left_table(found, CONTENT).rows
    assert [row[0] for row in rows] == [CONTENT.fixes[left.fix].name for left in found.left]
    assert all(row[2].endswith(".") for row in rows)


def test_an_unknown_answer_is_asked_in_its_own_words():
    left = next(one for one in plan(Profile({}), CONTENT, 60).left if one.fix == "sleep")
    assert why_left(left, CONTENT) == "Not known yet: How well do you sleep? Answer it first."


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "–"), (0.04, "–"), (-0.3, "–"), (0.6, "less than 1"), (0.99, "less than 1"), (2.94, "about 3")],
)
def test_fewer(value, words):
    assert fewer(value) == words


def test_what_a_fix_aims_at_begins_at_todays_answer_and_is_short():
    person = CONTENT.people["big-jump-beginner"]
    rules = next(one for one in of(person.id).chosen if one.fix == "load_rules")
    assert aims(rules, person.answers, CONTENT) == {"next_long_run_km": "Longest run this week: 9 km → 4.9 km"}
    imperial = {"next_long_run_km": "Longest run this week: 5.6 mi → 3 mi"}
    assert aims(rules, person.answers, CONTENT, "imperial") == imperial


def test_who_keeps_to_a_rule_is_told_how_far_it_goes():
    person = CONTENT.people["nothing-wrong"]
    rules = next(one for one in of(person.id).chosen if one.fix == "load_rules")
    most = f"Longest run this week: at most {rules.limits['next_long_run_km']:.0f} km"
    assert aims(rules, person.answers, CONTENT) == goals(rules, CONTENT) == {"next_long_run_km": most}


def test_each_answer_that_a_fix_moves_has_a_name_of_its_own():
    moved = {target.question for fix in CONTENT.fixes.values() for target in fix.targets}
    names = {label_of(CONTENT.questions[name], CONTENT) for name in moved}
    assert len(names) == len(moved)
    assert all("?" not in name for name in names)


@pytest.mark.parametrize(
    ("answers", "words"),
    [({}, "not known yet, which is not nothing"), ({"strength_sessions_week": "two_plus"}, "not known yet")],
)
def test_what_is_not_answered_is_not_called_nothing(answers, words):
    assert words in sentences(plan(Profile(answers), CONTENT, 60), CONTENT)[0]


def test_mood_and_worry_have_a_kind_word_where_they_weigh():
    assert gentle({"mood_low": "most_days"}, CONTENT) == gentle({"fear_of_movement": "very"}, CONTENT) == GENTLE
    assert gentle({"mood_low": "rarely"}, CONTENT) == gentle({}, CONTENT) == ""


@pytest.mark.parametrize("minutes", [0, 20, 60, 600])
def test_each_row_of_more_time_is_a_whole_plan(minutes):
    profile = Profile.from_answers(CONTENT.people["worn-out-marathoner"].answers, CONTENT)
    found = offers(profile, CONTENT)
    rows = by_minutes(found, CONTENT).rows
    assert [row[:2] for row in rows] == [(f"from {one.minutes} on", fewer(one.trial_per_100)) for one in found]
    held = set()
    for one, (_, _, other, comes, goes) in zip(found, rows, strict=True):
        assert other == fewer(one.fall_per_100 - one.trial_per_100)
        held = (held | set(comes.split("; "))) - set(goes.split("; ")) - {"–"}
        assert held == {CONTENT.fixes[name].name for name in one.fixes}
    enough = found[-1].minutes <= minutes
    assert more_time(found, plan(profile, CONTENT, minutes)).startswith("Your time is enough") == enough


def test_nothing_is_tabled_where_nothing_can_be_counted():
    found = offers(Profile({}), CONTENT)
    assert by_minutes(found, CONTENT) is None
    assert more_time(found, plan(Profile({}), CONTENT, 60)).startswith("Nothing here can be counted yet")


def test_what_takes_no_time_is_not_praised_as_the_use_of_an_hour():
    profile = Profile({"sleep_quality": "poor"})
    found = plan(profile, CONTENT, 60)
    assert found.minutes == 0
    told = " ".join([*sentences(found, CONTENT), more_time(offers(profile, CONTENT), found)])
    assert "It takes 0 minutes of the 60" in told
    assert "minutes a week bring" not in told
