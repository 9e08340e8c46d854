"""Every lab keeps the same promises; found by itself, so that a new one is held to them too."""

from __future__ import annotations

import re
from html import escape
from itertools import product

import pytest
import traitlets as t

from lbt_widgets.content import load
from lbt_widgets.content.check_labs import ASSUMPTION
from lbt_widgets.widgets import Lab, LabModel
from lbt_widgets.widgets._sources import NO_NUMBER, reference
from lbt_widgets.widgets.lab import inside_html
from lbt_widgets.widgets.labs import run_of

CONTENT = load()
LABS = list(CONTENT.labs.values())
each_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)


def middle(low: float, high: float) -> float:
    return (low + high) / 2


@pytest.fixture
def model_of():
    return lambda lab: LabModel(lab, run_of(lab))


@each_lab
def test_it_opens_before_a_guess_with_a_picture_that_says_what_it_shows(lab, model_of):
    outcome = model_of(lab).outcome
    assert outcome.picture.sentence.endswith(".")
    assert outcome.picture.table.rows
    assert lab.prediction.min <= outcome.value <= lab.prediction.max


@each_lab
def test_the_guess_runs_the_model_where_its_question_asked_and_stays_in_the_picture(lab, model_of):
    model = model_of(lab)
    guess = middle(lab.prediction.min, lab.prediction.max)
    assert not model.comparison
    model.predict(guess)
    assert lab.prediction.move.items() <= model.settings.items()
    assert model.comparison.startswith("You guessed ")
    assert lab.prediction.min <= model.outcome.value <= lab.prediction.max
    assert "your guess" in str(model.outcome.picture.spec)
    model.reset()
    assert model.settings == lab.start
    assert "your guess" in str(model.outcome.picture.spec)


@each_lab
def test_every_slider_goes_to_both_its_ends_and_changes_something(lab, model_of):
    model = model_of(lab)
    for control in lab.controls:
        seen = set()
        for value in (control.min, control.start, control.max, middle(control.min, control.max)):
            if not control.options or value == round(value):
                model.settings = {**lab.start, control.id: value}
                seen.add(str(model.outcome))
                assert not model.fault, (control.id, value)
        assert len(seen) > 1, control.id


CODE_WORD = re.compile(r"\w_\w|\(\)|\bmust be\b|Error|None|nan|\[|\{")


@each_lab
def test_settings_that_do_not_go_together_are_told_in_a_readers_words(lab, model_of):
    model = model_of(lab)
    stops = [
        range(len(one.options)) if one.options else (one.min, middle(one.min, one.max), one.max) for one in lab.controls
    ]
    for values in product(*stops):
        model.settings = dict(zip(lab.start, values, strict=True))
        told = model.fault
        assert not CODE_WORD.search(told), told
        assert not told or re.search(r"\d", told), told
        assert not CODE_WORD.search(model.outcome.picture.sentence), model.outcome.picture.sentence


def test_the_shortest_stride_says_how_gentle_a_landing_it_bears(model_of):
    model = model_of(CONTENT.labs["stride_length"])
    model.settings = {"stride_change_percent": -20, "faster_landing_m_s": -0.4}
    assert "take a stride of −18 % or longer, or a lower leg from −0.25 m/s upwards" in model.fault
    for stride, landing in ((-18, -0.4), (-20, -0.25)):  # both ways out that it names
        model.settings = {"stride_change_percent": stride, "faster_landing_m_s": landing}
        assert not model.fault


@each_lab
def test_a_preset_fits(lab, model_of):
    model = model_of(lab)
    for preset in lab.presets:
        model.settings = {**lab.start, **preset.settings}
        assert not model.fault


@each_lab
def test_two_of_a_lab_share_nothing(lab):
    one, other = Lab(lab.id), Lab(lab.id)
    before = other.model.trait_values()
    one.guess.set_state({"guess": {"number": 1, "value": middle(lab.prediction.min, lab.prediction.max)}})
    assert one.model.guess is not None
    assert other.model.trait_values() == before


@each_lab
def test_the_answer_is_not_on_the_screen_before_the_guess(lab):
    shown = Lab(lab.id)
    assert shown.plot.sentence == "The answer is drawn after your guess."
    assert shown.plot.table["rows"] == []
    for trace in shown.plot.drawing["data"]:
        assert trace.get("meta") == "here" or (trace["opacity"], trace["showlegend"]) == (0, False)
    shown.guess.set_state({"guess": {"number": 1, "value": lab.prediction.min}})
    assert shown.plot.table["rows"]
    assert all("opacity" not in trace or trace["opacity"] for trace in shown.plot.drawing["data"])


@each_lab
def test_the_explanation_comes_after_the_guess(lab):
    shown = Lab(lab.id)
    assert not shown.after.html
    shown.guess.set_state({"guess": {"number": 1, "value": lab.prediction.min}})
    assert "What this shows" in shown.after.html
    assert all(escape(question) in shown.after.html for question in lab.discover)


@each_lab
def test_the_sliders_open_with_the_guess_and_the_news_is_told_once(lab):
    shown = Lab(lab.id)
    assert not shown.controls.unlocked
    shown.guess.set_state({"guess": {"number": 1, "value": lab.prediction.min}})
    assert shown.controls.unlocked
    assert shown.controls.news == f"{shown.guess.comparison} {shown.plot.sentence}"
    compared = shown.guess.comparison
    shown.controls.set_state({"settings": lab.start})
    assert shown.controls.news == shown.plot.sentence
    assert shown.guess.comparison == compared  # what stands above the picture stays: the page does not jump


@each_lab
def test_every_number_of_a_lab_has_its_source_inside_it(lab):
    """Two clicks from any number: "Look inside", then the source, or what it says of where it cannot be found."""
    html = inside_html(lab, CONTENT, 4)
    based = {one.basis for one in (*lab.controls, *lab.parameters) if not one.basis.startswith(ASSUMPTION)}
    assert based <= set(lab.sources), "list these among the lab's sources"
    for name in lab.sources:
        found = reference(name, CONTENT)
        assert f'href="{found["url"]}"' in html if found["url"] else escape(found["text"]) in html
        assert found["url"] or NO_NUMBER in found["text"]
    if any(re.search(r"\d", text) for text in texts(lab)):
        assert any(reference(name, CONTENT)["url"] for name in lab.sources), "no source of this lab can be followed"


def texts(lab):
    """What a lab tells besides its own settings and parameters."""
    return lab.question, lab.prediction.question, lab.explain, lab.fails or "", lab.leaves_out, *lab.discover


@each_lab
def test_the_browsers_wrong_settings_are_refused(lab):
    shown = Lab(lab.id)
    first = lab.controls[0]
    for wrong in ({}, {**lab.start, first.id: first.max + 1}, {**lab.start, "other": 1}, {**lab.start, first.id: "2"}):
        shown.controls.set_state({"settings": wrong})
        assert shown.model.settings == lab.start
    for wrong in (None, {"number": 1, "value": lab.prediction.max + 1}, {"number": 1, "value": "2"}, {"number": 1}):
        shown.guess.set_state({"guess": wrong})
        assert shown.model.guess is None


@each_lab
def test_settings_out_of_range_name_the_slider(lab, model_of):
    first = lab.controls[0]
    with pytest.raises(t.TraitError, match="must be"):
        model_of(lab).settings = {**lab.start, first.id: first.max + 1}


def test_settings_that_do_not_go_together_keep_the_picture_and_say_why():
    lab = LABS[0]
    outcome = run_of(lab)(lab.start, None)

    def run(settings, guess):
        if settings != lab.start:
            raise ValueError("the leg is too short.")
        return outcome

    model = LabModel(lab, run)
    first = lab.controls[0]
    model.settings = {**lab.start, first.id: first.min if first.start == first.max else first.max}
    assert "the leg is too short" in model.fault
    assert model.outcome is outcome


def test_an_unknown_lab_names_those_that_there_are():
    with pytest.raises(ValueError, match=LABS[0].id):
        Lab("no_such_lab")
