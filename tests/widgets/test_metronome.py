"""What the metronome is told: where it starts, how far it goes, and what the exercise asks for."""

from __future__ import annotations

import re

from lbt_widgets.content import load
from lbt_widgets.risk.reach import reached
from lbt_widgets.widgets.metronome import QUESTION, Metronome

CONTENT = load()
DRILL = CONTENT.exercises["metronome_cadence_drill"]


def test_it_starts_at_the_published_mean_and_names_its_source() -> None:
    metronome = Metronome()
    assert metronome.start == 171
    assert "Drozda" in metronome.start_source["text"] or metronome.start_source["url"]
    assert metronome.lowest < metronome.start < metronome.highest


def test_it_adds_what_the_exercise_and_the_plan_ask_for() -> None:
    metronome = Metronome()
    assert float(re.search(r"metronome (\d+)\s% higher", DRILL.steps_html)[1]) == metronome.more_percent
    (step,) = (one for one in CONTENT.fixes["step_rate"].targets if one.question == metronome.question)
    for own in (150, 158, 162, 165):  # the page rounds halves up
        assert reached(step, {QUESTION: own}) == int(own * (1 + metronome.more_percent / 100) + 0.5)


def test_it_says_when_to_stop_and_who_should_not() -> None:
    metronome = Metronome()
    assert metronome.stop_if == DRILL.stop_if
    assert metronome.not_for == DRILL.not_for


def test_most_answers_have_a_beat() -> None:
    question = CONTENT.questions[QUESTION]
    mean = next(norm.mean for norm in question.norms if norm.used_for == "all")
    metronome = Metronome()
    assert metronome.lowest <= mean * (1 + metronome.more_percent / 100) <= metronome.highest
