"""The quiz by its script alone: what a reader is told of a round before it begins."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from lbt_widgets.content import load
from lbt_widgets.widgets import Quiz

from .quiz_page import kept_result
from .script_page import show

CONTENT = load()


def test_a_round_says_how_many_questions_are_from_other_chapters(page: Page) -> None:
    """The start page led to two of this chapter, and “Question 1 of 4” stood there without a word of the others."""
    own = [item.id for item in CONTENT.quizzes.values() if item.chapter == "footwear"]
    others = [item.id for item in CONTENT.quizzes.values() if item.chapter == "posture"][:2]
    right = {"last_right": True, "first_right": True}
    kept = {name: kept_result() | (right if place >= 2 else {}) for place, name in enumerate(own)}
    kept |= {name: kept_result() for name in others}
    quiz = Quiz("footwear")
    quiz._take_message(quiz, {"kind": "kept", "results": kept}, [])
    show(page, quiz, "quiz.css")
    page.evaluate("kept => localStorage.setItem('lbt-progress', kept)", json.dumps({"quiz": kept}))
    show(page, quiz, "quiz.css")
    expect(page.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    told = page.get_by_text("First 2 of this chapter, then 2 from other chapters.")
    expect(told).to_be_visible()
    page.get_by_role("button", name="Leave it for later").click()
    expect(page.get_by_role("heading", name="Question 2 of 4")).to_be_visible()
    expect(told).to_have_count(0)
