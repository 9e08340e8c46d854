"""Before and after in words and dots: the model's own numbers, at their true size, and what each change rests on."""

import plotly.graph_objects as go
import pytest

from lbt_widgets.content import load
from lbt_widgets.figures.trials import ASSUMES, PART, of_trials
from lbt_widgets.figures.what_if import (
    COUNTED_ONCE,
    NO_FIGURE,
    NOTHING_CHANGED,
    SAME,
    TRIED,
    TURNED,
    basis,
    change,
    picture,
    sentence,
)
from lbt_widgets.figures.words import band, whole_dots
from lbt_widgets.risk import Profile, Range, what_if

CONTENT = load()
PRIYA = Profile.from_answers(CONTENT.people["big-jump-beginner"].answers, CONTENT)


def of(changes, profile=PRIYA):
    return what_if(profile, changes, CONTENT)


def dots(found, axis):
    return [
        len(one["x"]) for one in picture(found).spec["data"] if one.get("xaxis") == axis and one["mode"] == "markers"
    ]


def test_the_dots_are_those_of_both_assessments():
    found = of({"next_long_run_km": 4.5, "tired": "worn_out"})
    for axis, result in (("x", found.before), ("x2", found.after)):
        low, high = whole_dots(result.per_100.low), whole_dots(result.per_100.high)
        assert dots(found, axis) == [low, high - low, 100 - high]
    go.Figure(picture(found).spec)


def test_the_sentence_and_the_table_hold_the_models_numbers():
    found = of({"next_long_run_km": 4.5})
    assert band(found.before.per_100) in sentence(found)
    assert band(found.after.per_100) in sentence(found)
    low, mean, high = found.change_per_100
    assert f"about {-mean:.0f} fewer of 100" in sentence(found)
    last = picture(found).table.rows[-1]
    assert last[1:] == tuple(f"{end:+.1f}".replace("-", "−") for end in (low, mean, high))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Range(-9.1, -3.6, 1.9), "about 4 fewer of 100 (from 2 more to 9 fewer)."),
        (Range(-1.2, -0.4, -0.1), "less than 1 fewer of 100, a small change (from 0 to 1 fewer)."),
        (Range(0.9, 2.7, 4.6), "about 3 more of 100 (from 1 to 5 more)."),
        (Range(0.1, 0.7, 1.6), "less than 1 more of 100, a small change (from 0 to 2 more)."),
        (Range(-1.0, 0.01, 1.0), "no change that can be counted (from 1 more to 1 fewer)."),
        (Range(-0.1, 0.0, 0.1), "no change that can be counted (less than 1 either way)."),
    ],
)
def test_a_change_is_told_at_its_size_and_with_its_sign(found, words):
    assert change(found).endswith(words)


def test_nothing_changed_is_said():
    assert picture(of({}), changed=False).sentence == NOTHING_CHANGED


def told(name, now, to, **others):
    profile = Profile({name: now, **others})
    return basis(name, profile, {name: to}, CONTENT)


@pytest.mark.parametrize(
    ("name", "now", "to", "claim"),
    [
        ("strength_sessions_week", "none", "two_plus", "core_weakness.strengthening_helps"),
        ("walk_min_week", 0.0, 150.0, "training_load.walking"),
        ("shoe_cushioning", "hard", "soft", "footwear.cushioning"),
    ],
)
def test_a_change_like_the_one_that_was_tried_is_called_so(name, now, to, claim):
    text, place = told(name, now, to)
    figure = next(iter(next(one for one in CONTENT.effects.values() if name in one.scales).figures.values()))
    assert text.startswith(TRIED)
    assert all(part in text for part in (figure.contrast, figure.population, figure.outcome))
    assert not any(part in text for part in (PART, TURNED, SAME, ASSUMES))
    assert place.split("&")[0] == claim


@pytest.mark.parametrize(
    ("name", "now", "to", "assumed"),
    [
        ("shoe_cushioning", "hard", "medium", {PART}),
        ("strength_sessions_week", "none", "one", {PART}),
        ("walk_min_week", 30.0, 60.0, {PART}),
        ("walk_min_week", 70.0, 150.0, {PART}),
        ("strength_sessions_week", "two_plus", "none", {TURNED}),
        ("walk_min_week", 150.0, 0.0, {TURNED}),
        ("strength_sessions_week", "one", "none", {PART, TURNED}),
        ("walk_min_week", 70.0, 140.0, {SAME}),
    ],
)
def test_where_no_trial_went_that_way_it_is_an_assumption(name, now, to, assumed):
    text, _ = told(name, now, to)
    assert {part for part in (PART, TURNED, SAME) if part in text} == assumed


def test_half_is_what_a_part_of_a_trial_counts():
    steps = {
        level.x
        for effect in CONTENT.effects.values()
        if of_trials(effect)
        for scale in effect.scales.values()
        for level in scale.levels
        if level.figure
    }
    assert steps == {0.5, 1.0}


def test_a_change_that_nobody_tried_says_so_and_what_to_try():
    weak = {"strength_sessions_week": "none"}
    asked = CONTENT.questions["strength_sessions_week"].text
    assert told("tired", "fresh", "worn_out")[0] == f"No trial of changing it: this {ASSUMES}."
    text, place = told("plank_s", 40.0, 60.0, **weak)
    assert text.startswith(NO_FIGURE)
    assert "“Core strength, three times a week” trains it." in text
    assert text.endswith(f"change: {asked}")
    assert place.split("&")[0] == "core_weakness.extensor_endurance"
    assert told("plank_s", 40.0, 60.0)[0] == NO_FIGURE


def test_what_the_trial_of_another_change_holds_adds_nothing():
    changes = {"plank_s": 60.0, "strength_sessions_week": "two_plus"}
    profile = Profile({"plank_s": 40.0, "strength_sessions_week": "none"})
    text, place = basis("plank_s", profile, changes, CONTENT)
    assert text == f"“Core strength, three times a week” trains this too. {COUNTED_ONCE}"
    assert place.split("&")[0] == "core_weakness.strengthening_helps"
    assert basis("strength_sessions_week", profile, changes, CONTENT)[0].startswith(TRIED)


def test_every_change_says_what_it_rests_on():
    """What no trial showed is called so, and nothing else is: these sources alone let chance decide."""
    trials = {
        *("steffens2016prevention", "pocovi2024walkback", "chuter2014insoles"),
        *("malisoux2020cushion", "malisoux2016control", "malisoux2016drop"),
    }
    for question in CONTENT.questions.values():
        if question.changeable:
            text, place = basis(question.id, PRIYA, {}, CONTENT)
            assert text.endswith((".", "?"))
            assert not place or place.split("&")[0] in CONTENT.claims
            effects = [one for one in CONTENT.effects.values() if question.id in one.scales]
            sources = {one.source for effect in effects for one in effect.figures.values()}
            if sources:
                assert (TRIED in text) == (sources <= trials)
                assert (ASSUMES in text) == (not sources <= trials)
