"""Before and after in words and dots: the model's own numbers, at their true size, and what each change rests on."""

import plotly.graph_objects as go
import pytest

from lbt_widgets.content import load
from lbt_widgets.figures.plan import ASSUMES
from lbt_widgets.figures.what_if import NOTHING_CHANGED, TRIED, basis, change, picture, sentence
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
    assert f"{-mean:.1f} fewer of 100" in sentence(found)
    last = picture(found).table.rows[-1]
    assert last[1:] == tuple(f"{end:+.1f}".replace("-", "−") for end in (low, mean, high))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Range(-9.1, -3.6, 1.9), "3.6 fewer of 100 (from 1.9 more to 9.1 fewer)."),
        (Range(-1.2, -0.4, -0.1), "0.4 fewer of 100, a small change (from 0.1 to 1.2 fewer)."),
        (Range(0.9, 2.7, 4.6), "2.7 more of 100 (from 0.9 to 4.6 more)."),
        (Range(-1.0, 0.01, 1.0), "no change that can be counted (from 1.0 more to 1.0 fewer)."),
    ],
)
def test_a_change_is_told_at_its_size_and_with_its_sign(found, words):
    assert change(found).endswith(words)


def test_nothing_changed_is_said():
    assert picture(of({}), changed=False).sentence == NOTHING_CHANGED


@pytest.mark.parametrize(
    ("name", "to", "words", "claim"),
    [
        ("tired", "worn_out", ASSUMES, "training_load.tiredness"),
        ("strength_sessions_week", "two_plus", TRIED, "core_weakness.strengthening_helps"),
        ("plank_s", 60, "“Core strength, three times a week” moves this answer", "core_weakness.strengthening_helps"),
        ("plank_s", 41, "No published figure", "core_weakness.extensor_endurance"),
        ("walk_min_week", 20, TRIED, "training_load.walking"),
    ],
)
def test_each_change_says_what_it_rests_on(name, to, words, claim):
    text, place = basis(name, of({name: to}), CONTENT)
    assert words in text
    assert place.split("&")[0] == claim


def test_every_change_says_what_it_rests_on():
    """What no trial showed is called so, and nothing else is."""
    for question in CONTENT.questions.values():
        if question.changeable:
            text, place = basis(question.id, of({}), CONTENT)
            assert text.endswith(".")
            assert not place or place.split("&")[0] in CONTENT.claims
            effects = [one for one in CONTENT.effects.values() if question.id in one.scales]
            designs = [CONTENT.sources[one.source].design for effect in effects for one in effect.figures.values()]
            if designs:
                assert (ASSUMES in text) == any("randomised" not in design for design in designs)
