"""Common questions, words and exercises: enough of them, plain, and with doses that add up."""

import re
from statistics import mean

import pytest

from lbt_widgets.content import load
from lbt_widgets.content.handbook import Dose

CONTENT = load()
MOST_WORDS_IN_A_SENTENCE = 40


def test_size_of_the_handbook():
    assert sum(item.article for item in CONTENT.faq.values()) == 6
    assert len(CONTENT.faq) >= 16
    assert len(CONTENT.glossary) >= 60
    assert len(CONTENT.exercises) >= 24


def test_every_cause_has_an_exercise():
    assert {cause for exercise in CONTENT.exercises.values() for cause in exercise.causes} == set(CONTENT.causes)


@pytest.mark.parametrize("exercise", CONTENT.exercises.values(), ids=lambda exercise: exercise.id)
def test_an_exercise_can_be_done_and_stopped(exercise):
    assert exercise.steps_html.startswith("<ol>")
    assert exercise.stop_if.endswith(".")
    assert exercise.dose.basis_note


def sentences(text):
    return [part.split() for part in re.split(r"(?<=[.?!;:])\s+", text) if part.strip()]


TEXTS = {
    "faq": [item.answer for item in CONTENT.faq.values()],
    "glossary": [f"{term.plain} {term.why}" for term in CONTENT.glossary.values()],
    "exercises": [f"{e.purpose} {e.evidence} {e.stop_if} {e.not_for}" for e in CONTENT.exercises.values()],
}


@pytest.mark.parametrize("name", TEXTS)
def test_sentences_are_short(name):
    lengths = [len(words) for text in TEXTS[name] for words in sentences(text)]
    assert mean(lengths) <= 16
    assert max(lengths) <= MOST_WORDS_IN_A_SENTENCE


@pytest.mark.parametrize(
    ("dose", "session", "week", "words"),
    [
        # 3 × (10 × 4 s × 2 sides + 30 s) = 330 s, 5.5 min, so 6; on 3 days 18
        (
            {"sets": (2, 3), "reps": (8, 10), "seconds": (4, 4), "each_side": True, "days_per_week": (2, 3)},
            6,
            18,
            "2 to 3 sets of 8 to 10, about 4 seconds each, on each side, 2 to 3 days a week.",
        ),
        # 3 × (60 s + 30 s) = 270 s, 4.5 min, so 5; on 3 days 15
        (
            {"sets": (3, 3), "seconds": (10, 60), "days_per_week": (3, 3), "weeks": (8, 8)},
            5,
            15,
            "3 holds of 10 to 60 seconds, 3 days a week for 8 weeks.",
        ),
        ({"minutes": (10, 30), "days_per_week": (5, 5)}, 30, 150, "10 to 30 minutes, 5 days a week."),
        ({"minutes": (1, 1), "days_per_week": (3, 3), "weeks": (1, 1)}, 1, 3, "1 minute, 3 days a week for 1 week."),
        ({"minutes": (0, 0), "days_per_week": (1, 1)}, 0, 0, "No extra time, 1 day a week."),
        ({"minutes": (0, 0), "days_per_week": None}, 0, 0, "No extra time, at each run."),
    ],
)
def test_minutes_add_up_and_the_dose_is_said_in_words(dose, session, week, words):
    made = Dose(**dose, basis="pragmatic", basis_note="A choice.")
    assert (made.minutes_per_session, made.minutes_per_week) == (session, week)
    assert made.in_words == words


def test_the_accuracy_of_warning_signs_is_as_published():
    figures = {(figure.percent, figure.ci95, figure.source) for figure in CONTENT.safety.accuracy_figures}
    assert {
        (80.4, None, "henschke2009serious"),
        (0.9, None, "henschke2009serious"),
        (11.0, (8.0, 16.0), "downie2013redflags"),
        (33.0, (10.0, 67.0), "downie2013redflags"),
        (55.0, None, "yusuf2019infection"),
    } <= figures
