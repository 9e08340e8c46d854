"""A reader of 12 to 13 can follow: each text that is measured keeps to the target, or is listed with a reason."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import reading_level
from reading_level import EXCEPTIONS, PAGE, grade, measured, page, plain, too_hard

from lbt_widgets.content import load

FOUND = list(measured(load()))
EASY = "The leg swings back. The hip stops it. Then the back must bend a little more. It does so at each step that you take."
HARD = "Excessive anterior pelvic inclination necessitates compensatory lumbar hyperextension during propulsion, "
HARD += (
    "particularly in insufficiently conditioned individuals undertaking disproportionate increases of weekly distance, "
)
HARD += "so therapists recommend strengthening."


def test_every_text_keeps_to_the_target_or_is_an_exception() -> None:
    hard = {one.name: round(one.grade, 1) for one in too_hard(FOUND)}
    assert hard.keys() == EXCEPTIONS.keys(), hard


def test_the_document_lists_the_exceptions() -> None:
    assert PAGE.read_text("utf-8") == page(FOUND), "run scripts/reading_level.py"


def test_each_claim_answer_word_question_and_part_is_measured_by_itself() -> None:
    names = {one.name for one in FOUND}
    assert {
        "claims, in short: posture.correction",
        "common questions: rest_days",
        "words explained: cadence",
        "why we ask: camber",
        "quiz of surface: roots_and_stones",
        "lab holding_time: explanation",
        "02_core_weakness: Does a weak core come before the pain",
        "warning signs: trauma.major",
    } <= names


def test_a_hard_text_does_not_hide_among_easy_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {**{f"easy {i}": EASY for i in range(20)}, "hard": HARD, "short": HARD.split(",")[0]}
    monkeypatch.setattr(reading_level, "parts", lambda content: [("made up", texts)])
    assert [one.name for one in too_hard(measured(SimpleNamespace()))] == ["made up: hard"]


def test_the_measure_tells_hard_from_easy() -> None:
    assert grade(EASY) < 3 < 15 < grade(HARD)


def test_marks_and_addresses_are_no_words() -> None:
    assert plain("## Why?\n\n- See [the claim](09_evidence.ipynb#claim=x).\n- *Two*") == "Why? See the claim. Two."
    assert plain("<p>One &amp; <b>two</b></p><p>three</p>") == "One & two. three."
