"""A plan in words: its true size, its assumptions beside it, and the numbers of the plan itself."""

import plotly.graph_objects as go
import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.figures.plan import (
    aims,
    ask_first,
    by_minutes,
    chosen_table,
    fewer,
    left_table,
    sentences,
    why_left,
)
from lbt_widgets.figures.trials import ASSUMES
from lbt_widgets.risk import Profile, offers, plan

CONTENT = load()


def of(name, minutes=60):
    person = CONTENT.people[name]
    return plan(Profile.from_answers(person.answers, CONTENT), CONTENT, minutes, red_flags=person.red_flags)


def test_the_sentences_hold_the_plans_numbers():
    found = of("big-jump-beginner")
    words = " ".join(sentences(found, CONTENT))
    assert f"{found.fall_per_100.mean:.0f} fewer of 100" in words
    assert f"from {found.fall_per_100.low:.1f} to {found.fall_per_100.high:.1f}" in words
    assert f"{100 * found.sure:.0f} of 100" in words
    assert f"{found.minutes} minutes of the 60" in words
    assert f"{found.next_hour.fall_per_100:.1f} fewer of 100 besides" in words
    assert "has not been checked on real runners" in words


def test_what_no_trial_showed_is_called_so():
    found = of("big-jump-beginner")
    rows = {row[0]: row for row in chosen_table(found, CONTENT).rows}
    for one in found.chosen:
        assert (ASSUMES in rows[CONTENT.fixes[one.fix].name][3]) == (one.basis == "association")
    tried = sum(one.fall_per_100 for one in found.chosen if one.basis == "trial")
    assert f"{tried:.1f} rest on trials" in " ".join(sentences(found, CONTENT))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"shoe_models": "one"}, "None of this rests on a trial"),
        ({"strength_sessions_week": "none"}, "All of this rests on trials"),
    ],
)
def test_what_all_of_it_rests_on(answers, words):
    assert sentences(plan(Profile(answers), CONTENT, 60), CONTENT)[1].startswith(words)


@pytest.mark.parametrize(("minutes", "walked"), [(60, 0.0), (60, 90.0), (150, 0.0)])
def test_part_of_a_trial_is_an_assumption_and_who_was_tested_is_said(minutes, walked):
    found = plan(Profile({"walk_min_week": walked}), CONTENT, minutes)
    one = next(one for one in found.chosen if one.basis == "trial")
    in_part = one.fix == "walk_an_hour"
    told, (row,) = (
        sentences(found, CONTENT)[1],
        [row for row in chosen_table(found, CONTENT).rows if "trials" in row[3]],
    )
    assert in_part == (minutes == 60)
    assert told.startswith("All of this rests on trials.")
    for words in (told, row[3]):
        assert "guided walking plan against nothing" in words
        assert "701 adults who had just recovered from back pain" in words
        assert ("is taken as half" in words and "(assumption)" in words) == in_part


def test_leg_strength_is_no_trial_of_legs():
    found = plan(Profile({"strength_sessions_week": "none", "thigh_front_strength": "weak"}), CONTENT, 60)
    row = next(row for row in chosen_table(found, CONTENT).rows if row[0] == CONTENT.fixes["leg_strength"].name)
    assert row[3].startswith("trials of exercise programme against none, in adults")


def test_the_picture_begins_at_its_first_offer():
    """Where even that takes more than the minutes there are."""
    person = Profile.from_answers(CONTENT.people["worn-out-marathoner"].answers, CONTENT)
    found = [evolve(one, minutes=one.minutes + 5) for one in offers(person, CONTENT)]
    sentence = by_minutes(found, plan(person, CONTENT, 0), CONTENT).sentence
    assert f"bring {found[0].fall_per_100:.1f} fewer of 100" in sentence
    assert f"With {found[-1].minutes} minutes it would be" in sentence


def test_a_band_that_reaches_below_nothing_says_more():
    found = plan(Profile({"shoe_models": "one"}), CONTENT, 0)
    assert found.fall_per_100.low < 0
    assert f"from {-found.fall_per_100.low:.1f} more to" in sentences(found, CONTENT)[0]


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


@pytest.mark.parametrize(("value", "words"), [(0, "–"), (0.04, "–"), (2.94, "2.9"), (-0.3, "−0.3")])
def test_fewer(value, words):
    assert fewer(value) == words


def test_what_a_fix_aims_at_begins_at_todays_answer():
    person = CONTENT.people["big-jump-beginner"]
    rules = next(one for one in of(person.id).chosen if one.fix == "load_rules")
    asked = CONTENT.questions["next_long_run_km"].text
    assert aims(rules, person.answers, CONTENT) == {"next_long_run_km": f"{asked} 9 km → 4.9 km"}
    assert aims(rules, person.answers, CONTENT, "imperial") == {"next_long_run_km": f"{asked} 5.6 mi → 3 mi"}


def test_who_said_nothing_is_told_what_to_answer_first():
    asked = ask_first(plan(Profile({}), CONTENT, 60), CONTENT)
    assert CONTENT.questions["strength_sessions_week"].text in asked
    assert len(asked) == len(set(asked))
    assert ask_first(of("nothing-wrong"), CONTENT) == []


@pytest.mark.parametrize("minutes", [0, 20, 60, 600])
def test_each_offer_is_a_bar_and_a_row_of_the_table(minutes):
    person = CONTENT.people["worn-out-marathoner"]
    profile = Profile.from_answers(person.answers, CONTENT)
    found = offers(profile, CONTENT)
    picture = by_minutes(found, plan(profile, CONTENT, minutes), CONTENT)
    go.Figure(picture.spec)
    within, beyond = picture.spec["data"]
    assert [a + b for a, b in zip(within["x"], beyond["x"], strict=True)] == [one.fall_per_100 for one in found]
    assert [bool(value) for value in within["x"]] == [one.minutes <= minutes for one in found]
    assert [row[:2] for row in picture.table.rows] == [(str(one.minutes), fewer(one.fall_per_100)) for one in found]
    mine = [one for one in found if one.minutes <= minutes][-1]
    assert f"bring {mine.fall_per_100:.1f} fewer of 100" in picture.sentence


def test_nothing_that_could_be_counted_is_said_of_the_picture_too():
    profile = Profile({})
    picture = by_minutes(offers(profile, CONTENT), plan(profile, CONTENT, 60), CONTENT)
    assert picture.sentence == "Nothing here can be counted yet, however much time there is."
