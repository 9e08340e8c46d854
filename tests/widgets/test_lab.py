"""Every lab keeps the same promises; found by itself, so that a new one is held to them too."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape
from itertools import product

import pytest
import traitlets as t
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.check_labs import ASSUMPTION, MADE_UP
from lbt_widgets.content.places import CITED
from lbt_widgets.figures.dots import GIVEN_PERSON, PERSON
from lbt_widgets.figures.guess import allowed, compared
from lbt_widgets.figures.pose import describe
from lbt_widgets.figures.words import NO_NUMBER, rounded
from lbt_widgets.widgets import Lab, LabModel
from lbt_widgets.widgets._sources import reference, source_link
from lbt_widgets.widgets.lab import inside_html
from lbt_widgets.widgets.labs import run_of

CONTENT = load()
NUMBERS = r"(?<![\d.])\d+(?:[\u202f ]\d{3})*(?:\.\d+)?"
LABS = list(CONTENT.labs.values())
each_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)


def middle(low: float, high: float) -> float:
    return (low + high) / 2


def parted(traces):
    """The dots of people, and all else."""
    people = [trace for trace in traces if trace.get("meta") in (PERSON, GIVEN_PERSON)]
    return people, [trace for trace in traces if trace not in people]


@pytest.fixture
def model_of():
    return lambda lab: LabModel(lab, run_of(lab))


@each_lab
def test_it_opens_before_a_guess_with_a_picture_that_says_what_it_shows(lab, model_of):
    outcome = model_of(lab).outcome
    assert outcome.picture.sentence.endswith(".")
    assert outcome.picture.table.rows
    assert lab.prediction.min <= outcome.value <= lab.prediction.max


def test_no_lab_changes_the_picture_of_another():
    """What they share is handed out anew: each is drawn before and after all the others."""

    def drawn(labs):
        return {lab.id: repr(run_of(lab)(lab.start, None).picture) for lab in labs}

    assert drawn(LABS) == drawn(reversed(LABS))


def ends_of(lab):
    """Settings with every slider at one of its ends, where the model takes them."""
    for ends in product(*((control.min, control.max) for control in lab.controls)):
        with suppress(ValueError):
            settings = dict(zip(lab.start, ends, strict=True))
            run_of(lab)(settings, None)
            yield settings


@pytest.mark.parametrize("lab_id", ["confounding", "ground_spring", "holding_time", "lean_and_load"])
def test_its_axes_stand_still_while_its_sliders_move(lab_id):
    lab = CONTENT.labs[lab_id]
    pictures = [run_of(lab)(settings, None).picture for settings in (lab.start, *ends_of(lab))]
    assert len({str(one.spec["layout"]["yaxis"]["range"]) for one in pictures}) == 1


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
    ends = [(one.min, middle(one.min, one.max), one.max) for one in lab.controls]
    stops = [range(len(one.options)) if one.options else end for one, end in zip(lab.controls, ends, strict=True)]
    if lab.id == "cohort":
        stops[0] = range(5)  # 100 000 runners take seconds a time, and say no other words than 1000
    for values in product(*stops):
        model.settings = dict(zip(lab.start, values, strict=True))
        told = model.fault
        assert not CODE_WORD.search(told), told
        assert not told or re.search(r"\d", told), told
        assert not CODE_WORD.search(model.outcome.picture.sentence), model.outcome.picture.sentence


def test_steps_quicker_than_running_say_how_long_they_must_be(model_of):
    lab = CONTENT.labs["landing_force"]
    model = model_of(lab)
    model.settings = {**lab.start, "contact_time_ms": 150, "flight_time_ms": 30}
    assert "a step of 180 ms would be 333 steps a minute" in model.fault
    model.settings = {**lab.start, "contact_time_ms": 150, "flight_time_ms": 100}  # the 250 ms that it names
    assert not model.fault


@pytest.mark.parametrize(
    ("guess", "value", "unit", "end"),
    [
        (130, 130.34, "%", "130 %; the model says 130 %. That is the same."),
        (400, 154, "%", "154 %. Your guess is about 250 points higher."),
        (33, 62.5, "%", "You guessed 33 %; the model says 62.5 %. Your guess is about 30 points lower."),
        (
            66667,
            6994.16,
            "loads",
            "You guessed 66\u202f667 loads; the model says 6990 loads. Your guess is about 60\u202f000 loads higher.",
        ),
        (1, 6994.16, "loads", "You guessed 1 load; the model says 6990 loads. Your guess is about 7000 loads lower."),
        (10, 11.087, "°", "You guessed 10°; the model says 11.1°. Your guess is 1.1° lower."),
        (1.5, 0.9071, "× body weight", "the model says 0.91 × body weight. Your guess is 0.59 body weights higher."),
        (-2.5, 3.21, "N·m", "You guessed −2.5 N·m; the model says 3.21 N·m. Your guess is about 5.7 N·m lower."),
        (50, 1.12, "of 100", "You guessed 50 of 100; the model says 1.12 of 100. Your guess is about 49 higher."),
        (5.25, 1.64, "times", "You guessed 5.25 times; the model says 1.64 times. Your guess is about 3.6 higher."),
        (1.5, 1.2, "times the usual", "the model says 1.2 times the usual. Your guess is 0.3 higher."),
    ],
)
def test_the_comparison_is_the_difference_of_what_it_shows(guess, value, unit, end):
    lab = CONTENT.labs["landing_force"]
    assert compared(guess, value, evolve(lab, prediction=evolve(lab.prediction, unit=unit))).endswith(end)


@pytest.mark.parametrize(
    ("lab", "said"),
    [("cohort", "0 to 100"), ("spring_mass", "1 to 4 × body weight"), ("fatigue_life", "1 to 200\u202f000 loads")],
)
def test_what_may_be_guessed_is_said_once(lab, said):
    assert allowed(CONTENT.labs[lab].prediction) == said


@each_lab
def test_no_difference_of_a_guess_sounds_like_a_factor(lab):
    assert not re.search(r"(times|of 100) (higher|lower)", compared(lab.prediction.max, 0.3, lab))


def test_what_a_study_measured_is_not_called_a_model():
    assert "; the study says 20 %" in compared(10, 20, CONTENT.labs["slopes"])


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
    people, others = parted(shown.plot.drawing["data"])
    assert len({json.dumps(trace["marker"]) for trace in people if trace.get("meta") == PERSON}) <= 1  # all alike
    assert not any(trace["showlegend"] for trace in people if trace.get("meta") == PERSON)
    for trace in others:
        assert trace.get("meta") == "here" or (trace["opacity"], trace["showlegend"]) == (0, False)
    assert not re.search(r"\d hurt|dots", json.dumps(shown.plot.drawing["layout"]["annotations"]))
    shown.guess.set_state({"guess": {"number": 1, "value": lab.prediction.min}})
    assert shown.plot.table["rows"]
    assert all("opacity" not in trace or trace["opacity"] for trace in shown.plot.drawing["data"])


@each_lab
def test_nothing_gives_the_answer_away_before_the_guess_by_whatever_link(lab):
    """Dot, runner, "look inside" and what is read out, with the sliders at the start and at every preset."""
    asked = run_of(lab)({**lab.start, **lab.prediction.move}, None)
    answers = {rounded(asked.value, digits) for digits in (3, 4)}
    questions = set(re.findall(NUMBERS, f"{lab.question} {lab.prediction.question}"))
    settings = {str(f"{value:g}") for one in lab.controls for value in (one.min, one.max, one.start)}
    for start in (lab.start, *({**lab.start, **preset.settings} for preset in lab.presets)):
        shown = Lab(lab.id)
        shown.controls.set_state({"settings": start})
        visible = [trace for trace in parted(shown.plot.drawing["data"])[1] if trace.get("opacity") != 0]
        assert asked.value not in [y for trace in visible for y in trace["y"]]
        assert not visible or start == lab.start
        if shown.runner:
            assert shown.runner.words == describe(run_of(lab)(lab.start, None).pose)
        inside = re.sub("<[^>]+>", " ", shown.inside.html.split("Sources")[0])
        said = [inside, shown.plot.sentence, shown.controls.news, shown.runner.words if shown.runner else ""]
        assert not answers & set(re.findall(NUMBERS, " ".join(said))) - questions - settings
        assert not any(f">{escape(one.name)}</th>" in shown.inside.html for one in lab.parameters)
        shown.guess.set_state({"guess": {"number": 1, "value": lab.prediction.min}})
        assert all(escape(one.value) in shown.inside.html for one in lab.parameters)
        if shown.runner:
            assert shown.runner.words == describe(asked.pose)


@pytest.mark.parametrize("lab", [lab for lab in LABS if run_of(lab)(lab.start, None).pose], ids=lambda lab: lab.id)
def test_a_link_to_the_question_itself_leaves_the_runner_at_the_start(lab):
    shown = Lab(lab.id)
    shown.controls.set_state({"settings": {**lab.start, **lab.prediction.move}})
    assert shown.runner.words == describe(run_of(lab)(lab.start, None).pose)


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
    first, settings = lab.controls[0], shown.model.settings
    moved = first.max if settings[first.id] == first.min else first.min
    shown.controls.set_state({"settings": settings | {first.id: moved}})
    assert shown.controls.news == (shown.controls.fault or shown.plot.sentence)
    assert shown.guess.comparison == compared  # what stands above the picture stays: the page does not jump


@each_lab
def test_every_number_of_a_lab_has_its_source_inside_it(lab):
    """Two clicks from any number: "Look inside", then the source, or what it says of where it cannot be found."""
    html = inside_html(lab, CONTENT, 4)
    rows = (*lab.controls, *lab.parameters)
    based = {one.basis for one in rows if not one.basis.startswith(ASSUMPTION)}
    based |= {name for one in rows for name in one.rests_on}
    assert based <= set(lab.sources), "list these among the lab's sources"
    for name in lab.sources:
        found = reference(name, CONTENT)
        assert f'href="{found["url"]}"' in html
        assert outside(name) or NO_NUMBER in found["text"]
    if any(re.search(r"\d", text) for text in texts(lab)):
        assert any(map(outside, lab.sources)), "no source of this lab can be followed"


@each_lab
def test_the_numbers_of_its_question_say_where_they_are_from_before_the_guess(lab):
    shown = Lab(lab.id).guess.given_html
    for name in CITED.findall(lab.prediction.given):
        assert source_link(name, CONTENT) in shown
    assert "<a " in shown or MADE_UP in shown


def outside(source_id):
    """Whether the study itself can be followed; the others stand in full, here and in the list of sources."""
    return reference(source_id, CONTENT)["url"].startswith("https://")


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
    assert model.outcome.picture.spec is outcome.picture.spec


def test_an_unknown_lab_names_those_that_there_are():
    with pytest.raises(ValueError, match=LABS[0].id):
        Lab("no_such_lab")


def test_a_choice_is_told_in_words_and_has_no_paper():
    html = inside_html(CONTENT.labs["holding_time"], CONTENT, 4)
    assert "the back; the shoulder. At first: the back" in html
    shoe = inside_html(CONTENT.labs["soft_or_hard"], CONTENT, 4)
    assert "0 (the soft shoe) to 1 (the hard shoe), at first 1 (the hard shoe)" in shoe
    rests = inside_html(CONTENT.labs["pelvic_tilt"], CONTENT, 4)
    assert "(rests on <a" in rests
