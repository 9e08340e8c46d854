"""What the metronome is told: where it starts, how far it goes, and what the exercise asks for."""

from __future__ import annotations

import re

from lbt_widgets.content import load
from lbt_widgets.widgets.metronome import MORE_PERCENT, QUESTION, Metronome

CONTENT = load()
DRILL = CONTENT.exercises["metronome_cadence_drill"]


def test_it_starts_at_the_published_mean_and_names_its_source() -> None:
    metronome = Metronome()
    assert metronome.start == 171
    assert "Drozda" in metronome.start_source["text"] or metronome.start_source["url"]
    assert metronome.lowest < metronome.start < metronome.highest


def test_it_adds_what_the_exercise_asks_for() -> None:
    assert float(re.search(r"metronome (\d+) to", DRILL.steps_html)[1]) == MORE_PERCENT


def test_it_says_when_to_stop_and_who_should_not() -> None:
    metronome = Metronome()
    assert metronome.stop_if == DRILL.stop_if
    assert metronome.not_for == DRILL.not_for


def test_most_answers_have_a_beat() -> None:
    question = CONTENT.questions[QUESTION]
    mean = next(norm.mean for norm in question.norms if norm.used_for == "all")
    assert Metronome().lowest <= mean * (1 + MORE_PERCENT / 100) <= Metronome().highest
