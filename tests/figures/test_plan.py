"""A plan in words: its true size, its assumptions beside it, and the numbers of the plan itself."""

import re
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content import load
from lbt_widgets.figures.plan import (
    aims,
    chosen_table,
    fewer,
    goals,
    is_counted,
    left_table,
    once_looked_at,
    own_test,
    rests_on,
    why_left,
    worth,
)
from lbt_widgets.figures.plan_sum import (
    GENTLE,
    MORE_THAN_TRIALS,
    NOT_WHOLE,
    NOTHING,
    TOO_SHORT,
    by_minutes,
    gentle,
    more_time,
    news,
    sentences,
)
from lbt_widgets.figures.trials import ASSUMES, HALF, PART
from lbt_widgets.figures.words import label_of
from lbt_widgets.risk import Profile, calendar, offers, plan
from lbt_widgets.risk.plan import NextHour
from tests.risk.cases import profiles

CONTENT = load()


def of(name, minutes=60):
    person = CONTENT.people[name]
    return plan(Profile.from_answers(person.answers, CONTENT), CONTENT, minutes, red_flags=person.red_flags)


def test_what_trials_found_stands_first_and_the_rest_apart():
    found = of("big-jump-beginner")
    first, *rest = sentences(found, CONTENT)
    tried = found.trial_per_100
    size = f"Going by trials: {fewer(tried.mean)} of 100 fewer with low-back pain in a year"
    assert first == f"{size} (in 8 of 10 such cases from {-tried.low:.0f} more to {tried.high:.0f} fewer)."
    (other,) = [one for one in rest if ASSUMES in one]
    assert "only goes with less pain" in other and f"{fewer(found.associated_per_100.mean)} of 100" in other
    assert "50 % of it is counted (assumption)" in other
    words = " ".join(rest)
    assert (
        f"all of it together, and not the trials alone, means in 8 of 10 such cases from {found.fall_per_100.low:.0f} to"
        in words
    )
    assert f"in the middle {found.before_per_100.mean:.0f}" in words
    assert f"{found.minutes} minutes of the 60" in words
    assert "has not been checked on real runners" in words


def test_two_ranges_are_told_apart_and_one_is_not():
    both, trials = of("big-jump-beginner"), plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60)
    assert MORE_THAN_TRIALS in " ".join(sentences(both, CONTENT))
    assert MORE_THAN_TRIALS not in " ".join(sentences(trials, CONTENT))


def test_it_is_said_why_something_takes_the_place_of_another():
    found = of("new-to-hills")
    (hips,) = (one for one in found.chosen if one.fix == "hip_strength")
    words = "In place of “Leg strength, twice a week”, since your own test stands out: Single-leg bridge."
    assert own_test(hips, CONTENT).startswith(words)
    assert words in " ".join(cell for row in chosen_table(found, CONTENT).rows for cell in row)
    assert not any(own_test(one, CONTENT) for one in of("worn-out-marathoner").chosen if one.fix == "leg_strength")


def test_beside_the_number_stands_how_much_of_the_plan_the_ticked_days_hold():
    found = of("worn-out-marathoner", 600)
    few, enough = (calendar(found, CONTENT, date(2026, 11, 23), days) for days in ([7], range(1, 8)))
    held = found.minutes - few.missing_minutes
    words = f"the days that you ticked hold only {held} of its {found.minutes} minutes a week"
    assert 0 < held < 60 < found.minutes
    assert words in sentences(found, CONTENT, weeks=few)[0] and words in news(found, few, CONTENT)
    assert sentences(found, CONTENT, weeks=enough) == sentences(found, CONTENT)


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


def test_a_size_that_is_less_than_the_trials_found_says_why():
    """A ratio of 0.65 would be some 26 fewer of 74; the plan says about 4, since the figure is shrunk."""
    assert NOT_WHOLE in sentences(of("big-jump-beginner"), CONTENT)
    untried = plan(Profile({"shoe_models": "one"}), CONTENT, 60)
    assert NOT_WHOLE not in sentences(untried, CONTENT)


def test_where_every_figure_counts_as_printed_nothing_is_said_to_count_less():
    untrained = Profile({"strength_sessions_week": "none"})
    assert NOT_WHOLE not in sentences(plan(untrained, CONTENT, 60, belief=1), CONTENT)
    assert NOT_WHOLE in sentences(plan(untrained, CONTENT, 60, belief=0.9), CONTENT)


def test_paper_and_command_line_have_no_slider():
    assert "slider" not in " ".join(sentences(of("big-jump-beginner"), CONTENT))


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


def test_what_is_not_counted_has_no_grade():
    found = plan(Profile({"downhill_m_week": 900.0, "shoe_models": "one"}), CONTENT, 0)
    grades = {row[0]: row[4] for row in chosen_table(found, CONTENT).rows}
    assert grades["Downhill in small steps"] == grades["Keep moving, and keep running"] == "not counted"
    assert grades["Two pairs of shoes in turn"].startswith("●")


def test_what_waits_is_marked_without_a_calendar_too():
    signed = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60, red_flags=["leg_pain.one_side"])
    legs = "Leg strength, twice a week"
    assert once_looked_at(signed.waiting, CONTENT) == f"Only once the warning sign has been looked at: {legs}."
    assert [row[0] for row in chosen_table(signed, CONTENT).rows if "not yet" in row[0]] == [
        f"{legs} (not yet: warning sign)"
    ]
    assert once_looked_at((), CONTENT) == ""


def test_where_no_trial_tested_any_of_it_that_stands_first():
    told = sentences(plan(Profile({"shoe_models": "one"}), CONTENT, 60), CONTENT)
    assert told[0] == "No part of this plan that is counted was tested in a trial."
    assert told[1].startswith("What is counted only goes with less pain: ")


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
    assert "guided walking plan with a little teaching against nothing" in told
    assert "701 adults who had just recovered from back pain" in told
    assert (HALF.format(change=CONTENT.fixes[one.fix].name) in told) == (minutes == 60)
    assert (PART in rests_on(one, CONTENT)) == (minutes == 60)


def test_trials_of_something_like_it_are_called_so():
    """Leg strength rests on trials of exercise of many kinds, and not of legs."""
    found = plan(Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak"}), CONTENT, 60)
    (legs,) = [one for one in found.chosen if one.fix == "leg_strength"]
    assert rests_on(legs, CONTENT).startswith("Trials of exercise programmes of many kinds")
    assert "That is like “Leg strength, twice a week”, not the same." in sentences(found, CONTENT)[1]


def test_who_does_already_what_was_tried_is_not_told_that_it_rests_on_trials():
    found = plan(Profile({"strength_sessions_week": "two_plus", "thigh_front_strength": "weak"}), CONTENT, 60)
    (legs,) = [one for one in found.chosen if one.fix == "leg_strength"]
    assert rests_on(legs, CONTENT).startswith("You do already what trials tested, so no trial counts here.")


@pytest.mark.parametrize("episodes", ["0", "3+"])
def test_who_never_was_sore_is_told_that_the_trial_had_nobody_like_them(episodes):
    found = plan(Profile({"walk_min_week": 0.0, "previous_episodes": episodes}), CONTENT, 150)
    (walks,) = [one for one in found.chosen if one.basis == "trial"]
    for told in (sentences(found, CONTENT)[1], rests_on(walks, CONTENT)):
        assert ("the people of the walking trial had just got over one. So 50 % of what was found" in told) == (
            episodes == "0"
        )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "The trial counted any injury"),
        ({"strength_sessions_week": "none"}, "One of these trials counted any injury"),
    ],
)
def test_the_headline_says_where_a_trial_did_not_count_backs(answers, words):
    found = plan(Profile({"shoe_cushioning": "hard", **answers}), CONTENT, 60)
    assert f"{words}, which is taken for the back here (assumption)." in sentences(found, CONTENT)[0]
    without = plan(Profile({"strength_sessions_week": "none"}), CONTENT, 60)
    assert "any injury" not in sentences(without, CONTENT)[0]


def test_numbers_of_what_waits_for_a_sign_to_be_looked_at_say_so():
    answers = Profile({"strength_sessions_week": "none"})
    signed = plan(answers, CONTENT, 60, red_flags=["leg_pain.one_side"])
    assert sentences(signed, CONTENT)[0].startswith(
        "All numbers are those once everything has begun; a part waits until"
    )
    assert "waits" not in " ".join(sentences(plan(answers, CONTENT, 60), CONTENT))


def test_the_minutes_that_wait_for_a_sign_are_apart():
    answers = Profile({"strength_sessions_week": "none", "walk_min_week": 0.0})
    signed = plan(answers, CONTENT, 240, red_flags=["leg_pain.one_side"])
    waiting = sum(one.minutes for one in signed.chosen if one.waits)
    assert 0 < waiting == signed.minutes
    told = f"Of these none may begin now, {waiting} only once your warning sign has been looked at."
    assert told in " ".join(sentences(signed, CONTENT))
    assert told in news(signed, calendar(signed, CONTENT, date(2026, 11, 23)), CONTENT)
    assert "may begin now" not in " ".join(sentences(plan(answers, CONTENT, 240), CONTENT))


def test_what_grows_beyond_the_weeks_shown_says_so():
    answers = Profile({"strength_sessions_week": "none", "walk_min_week": 0.0})
    long, short = (plan(answers, CONTENT, minutes) for minutes in (240, 60))
    assert max(week.minutes for week in calendar(long, CONTENT, date(2026, 11, 23)).weeks) < long.minutes
    assert "on five days” grows to it over 26 weeks" in " ".join(sentences(long, CONTENT))
    assert "grows to it" not in " ".join(sentences(short, CONTENT))


def test_a_band_that_reaches_below_nothing_says_more():
    found = plan(Profile({"shoe_models": "one"}), CONTENT, 0)
    assert found.fall_per_100.low < -0.5
    assert f"from {-found.fall_per_100.low:.0f} more to" in " ".join(sentences(found, CONTENT))


def test_nothing_to_change_is_said_plainly():
    words = sentences(of("nothing-wrong"), CONTENT)
    assert words[0].startswith("Nothing that can be changed stands out")
    assert "bring nothing that can be counted" in words[-1]


@pytest.mark.parametrize("minutes", [0, 10])
@pytest.mark.parametrize("others", [{}, {"side_bend": "free", "sleep_quality": "well"}])
def test_little_time_is_not_told_as_nothing_to_change(minutes, others):
    found = plan(Profile({"strength_sessions_week": "none", **others}), CONTENT, minutes)
    first, *_others, last = sentences(found, CONTENT)
    assert first == TOO_SHORT
    assert "With one more hour a week this would come in: Leg strength, twice a week" in last


@given(profiles(), st.integers(0, 30))
@settings(max_examples=20, deadline=None)
def test_nothing_is_called_nothing_while_an_hour_would_bring_something(profile, minutes):
    first, *_others, last = sentences(plan(profile, CONTENT, minutes), CONTENT)
    assert first != NOTHING or "Going by trials" not in last


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
    left = {one.fix: one for one in plan(Profile({}), CONTENT, 60).left}
    assert why_left(left["sleep"], CONTENT) == "Not known yet: Sleep. Answer this first."


def test_where_a_trial_waits_for_an_answer_that_one_alone_is_asked():
    left = {one.fix: one for one in plan(Profile({"side_bridge_s": 20.0}), CONTENT, 60).left}
    assert why_left(left["core_strength"], CONTENT) == "Not known yet: Planned exercise. Answer this first."


def test_several_unknown_answers_are_named_in_short():
    left = {one.fix: one for one in plan(Profile({"strength_sessions_week": "two_plus"}), CONTENT, 60).left}
    assert re.fullmatch(
        r"Not known yet: [^?]+ and [^?]+\. Answer these first\.", why_left(left["core_strength"], CONTENT)
    )


def test_two_that_rule_each_other_out_are_said_so():
    left = {one.fix: one for one in plan(Profile({"walk_min_week": 0.0}), CONTENT, 60).left}
    assert why_left(left["walk_most_days"], CONTENT) == "This and An hour more of walking a week rule each other out."


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "–"), (0.04, "–"), (-0.3, "–"), (0.6, "less than 1"), (0.99, "less than 1"), (2.94, "about 3")],
)
def test_fewer(value, words):
    assert fewer(value) == words


def test_what_a_fix_aims_at_begins_at_todays_answer_and_is_short():
    person = CONTENT.people["big-jump-beginner"]
    rules = next(one for one in of(person.id).chosen if one.fix == "load_rules")
    assert aims(rules, person.answers, CONTENT) == {"next_long_run_km": "Longest run this week: 9 km → at most 4.9 km"}
    imperial = {"next_long_run_km": "Longest run this week: 5.6 mi → at most 3 mi"}
    assert aims(rules, person.answers, CONTENT, "imperial") == imperial


@pytest.mark.parametrize("person", ["big-jump-beginner", "worn-out-marathoner", "new-to-hills", "nothing-wrong"])
def test_a_limit_is_never_told_as_an_aim(person):
    answers = CONTENT.people[person].answers
    rules = next(one for one in of(person).chosen if one.fix == "load_rules")
    assert "at most" in aims(rules, answers, CONTENT)["next_long_run_km"]
    assert goals(rules, CONTENT)["next_long_run_km"].startswith("Longest run this week: at most ")


def test_who_keeps_to_a_rule_is_told_how_far_it_goes():
    person = CONTENT.people["nothing-wrong"]
    rules = next(one for one in of(person.id).chosen if one.fix == "load_rules")
    most = f"Longest run this week: at most {rules.limits['next_long_run_km']:.0f} km"
    assert aims(rules, person.answers, CONTENT) == goals(rules, CONTENT) == {"next_long_run_km": most}


@pytest.mark.parametrize(("system", "km"), [("metric", 1), ("imperial", 1.609344)])
@pytest.mark.parametrize("planned", [0.0, 100.0])
def test_in_no_unit_is_anybody_told_to_go_beyond_a_rule(system, km, planned):
    """Whoever keeps to it and whoever does not are both told how far it goes."""
    for tenths in range(10, 500):
        longest = tenths / 10
        answers = {"longest_run_30d_km": longest, "next_long_run_km": planned}
        rules = next(one for one in plan(Profile(answers), CONTENT, 0).chosen if one.fix == "load_rules")
        for told in (aims(rules, answers, CONTENT, system), goals(rules, CONTENT, system)):
            *_, aim = re.findall(r"[\d.]+", told["next_long_run_km"])
            assert float(aim) * km <= 1.1 * longest + 1e-9


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


@pytest.mark.parametrize(
    ("answers", "minutes", "words"),
    [
        (
            {"walk_min_week": 0.0},
            95,
            "this would come in: Half an hour of walking on five days. This would go out: An hour more of walking a week. "
            "Going by trials: about",
        ),
        (
            {"strength_sessions_week": "none"},
            0,
            "this would come in: Leg strength, twice a week. Going by trials: about",
        ),
        (
            {"side_bend": "stiff"},
            0,
            "this would come in: Bend to the side. No trial tells what that brings. What only goes with less pain: about 3 "
            "of 100 fewer besides, counted in part.",
        ),
    ],
)
def test_one_more_hour_says_what_comes_in_what_goes_out_and_its_size(answers, minutes, words):
    *_, last = sentences(plan(Profile({"shoe_models": "one", **answers}), CONTENT, minutes), CONTENT)
    assert f"With one more hour a week {words}" in last


def test_what_an_hour_of_trials_puts_out_is_said():
    """What was tested takes the time of what only goes with less pain."""
    found = plan(Profile({"shoe_models": "one"}), CONTENT, 60)
    lost = evolve(found, next_hour=NextHour(-1.0, 2.0, ("leg_strength",)))
    words = "Going by trials: about 2 of 100 fewer besides. For that, what only goes with less pain counts for less: by about 3 of 100."
    assert words in sentences(lost, CONTENT)[-1]


def test_what_takes_no_time_is_not_praised_as_the_use_of_an_hour():
    profile = Profile({"sleep_quality": "poor"})
    found = plan(profile, CONTENT, 60)
    assert found.minutes == 0
    told = " ".join([*sentences(found, CONTENT), more_time(offers(profile, CONTENT), found)])
    assert "It takes 0 minutes of the 60" in told
    assert "One more hour a week would bring nothing that can be counted." in told
    assert "Your time is enough for all that can be counted." in told
