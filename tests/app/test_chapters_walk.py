"""Each chapter from top to bottom, as a reader works through it, with the world outside cut off.

A guess in every lab, one answer about oneself, every question of the quiz, and the chapter's end. Each test prints what
the machine took of a reader's time: `pytest -m long tests/app/test_chapters_walk.py`.
"""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content.quizzes import Item

from .lab_page import CHAPTERS, CONTENT, opened, run, the_lab
from .quiz_page import choose, send, sort
from .test_lab import lab, run_all  # noqa: F401

pytestmark = pytest.mark.long
ELSEWHERE = re.compile(r"^\w+://(?!127\.0\.0\.1|localhost)")


@pytest.fixture
def cut_off(page: Page) -> Page:
    """A page that reaches this machine alone."""
    page.context.route(ELSEWHERE, lambda route: route.abort())
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.set_default_timeout(60_000)
    return page


class Walk:
    """One reader's way through one chapter, and the seconds that each part of it took."""

    def __init__(self, page: Page, chapter: str) -> None:
        self.page, self.chapter = page, chapter
        self.labs = [one.id for one in CONTENT.labs.values() if one.chapter == chapter]
        self.items = [one for one in CONTENT.quizzes.values() if one.chapter == chapter]
        self.took_s: dict[str, float] = {}
        self.failures: list[str] = []
        page.on("pageerror", lambda error: self.failures.append(str(error)))

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.took_s[part] = time.perf_counter() - start

    def to_the_end(self) -> None:
        with self.timed("labs"):
            for name in self.labs:
                shown = the_lab(self.page, name)
                run(shown, f"{CONTENT.labs[name].prediction.max:g}")
                expect(shown.get_by_text("What this shows")).to_be_visible()
        if self.chapter in CONTENT.causes:
            with self.timed("own answer"):
                self.answer_one()
        with self.timed("quiz"):
            self.do_the_quiz()
        with self.timed("end"):
            self.page.get_by_role("button", name="I have read this chapter").click()
            expect(self.page.get_by_text("This browser keeps that you have read this chapter.")).to_be_visible()
        self.look_back()

    def answer_one(self) -> None:
        """The last question about oneself, which needs no other to count; its bar follows."""
        question = [one for one in CONTENT.questions.values() if one.cause == self.chapter][-1]
        beside = self.page.locator(".lbt-beside")
        form = beside.locator(".lbt-form")
        before = beside.locator(".lbt-sentence").inner_text()
        if question.kind == "choice":
            form.get_by_role("group", name=question.text).get_by_role("radio").first.check()
        else:
            field = form.get_by_label(question.text, exact=True)
            field.fill(f"{question.max:g}")
            field.blur()
        expect(form.get_by_text(re.compile("^1 of \\d+ answered"))).to_be_visible()
        expect(beside.locator(".lbt-sentence")).not_to_have_text(before)

    def do_the_quiz(self) -> None:
        quiz = self.page.locator(".lbt-quiz")
        for place, item in enumerate(self.items, 1):
            expect(quiz.get_by_role("heading", name=f"Question {place} of {len(self.items)}")).to_be_visible()
            answer(quiz, item)
            told = quiz.get_by_role("status").filter(has_text="Right")
            expect(told).to_contain_text(
                item.right or next(one.reply for one in item.options if one.right or item.kind == "order")
            )
            last = place == len(self.items)
            quiz.get_by_role("button", name="See how it went" if last else "Next question").click()
        expect(quiz.get_by_text("Nothing is left: all are right now.")).to_be_visible()

    def look_back(self) -> None:
        """What the browser keeps of it, and that nothing broke on the way."""
        kept = json.loads(self.page.evaluate("localStorage.getItem('lbt-progress')"))
        assert (kept["read"], sorted(kept["tried"])) == ([self.chapter], sorted(self.labs))
        assert all(kept["quiz"][item.id]["first_right"] for item in self.items)
        assert self.failures == []
        expect(self.page.get_by_text("Error displaying widget")).to_have_count(0)
        expect(self.page.get_by_text("Traceback")).to_have_count(0)

    def __str__(self) -> str:
        parts = ", ".join(f"{part} {seconds:.1f} s" for part, seconds in self.took_s.items())
        return f"{self.chapter}: {parts}; {sum(self.took_s.values()):.1f} s in all"


def answer(quiz: Locator, item: Item) -> None:
    if item.kind == "order":
        sort(quiz, *(option.text for option in item.options))
        send(quiz)
    elif item.kind == "numeric":
        quiz.get_by_label(item.question).fill(f"{item.answer}")
        send(quiz)
    else:
        choose(quiz, *(option.text for option in item.options if option.right))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_in_voila(cut_off: Page, address: str, chapter: str, capsys: pytest.CaptureFixture[str]) -> None:
    walk = Walk(cut_off, chapter)
    with walk.timed("page"):
        opened(cut_off, address, chapter)
    walk.to_the_end()
    with capsys.disabled():
        print(f"\n{walk}")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_in_jupyterlab(cut_off: Page, lab: str, chapter: str, capsys: pytest.CaptureFixture[str]) -> None:
    walk = Walk(cut_off, chapter)
    with walk.timed("start and run"):
        run_all(cut_off, lab, CHAPTERS[chapter].page.removesuffix(".ipynb"))
        expect(cut_off.locator(".lbt-lab .main-svg").first).to_be_visible(timeout=60_000)
    walk.to_the_end()
    with capsys.disabled():
        print(f"\n{walk} (JupyterLab)")
