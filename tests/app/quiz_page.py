"""A page with a quiz, and what a reader does on it: for the tests of quizzes and of the files they are kept in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import serving

READY = "html[data-ready]"
CODE = """from lbt_widgets.widgets import ChapterEnd, Keep, Progress, Quiz

Quiz("warm_up")"""


@pytest.fixture(scope="module")
def quiz_address(root: Path, quiz_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The workbook with two small quizzes, and with a page that shows one of them."""
    home = tmp_path_factory.mktemp("workbook")
    shutil.copytree(root / "lbt_widgets", home / "lbt_widgets", ignore=shutil.ignore_patterns("_data", "__pycache__"))
    shutil.copytree(quiz_folder, home / "content")
    shutil.copytree(root / "notebooks", home / "notebooks")
    cells = [nbformat.v4.new_markdown_cell("# A quiz\n\n## Questions")]
    cells += [nbformat.v4.new_code_cell(source) for source in (CODE, "Keep()", "Progress()", 'ChapterEnd("warm_up")')]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), home / "notebooks" / "quiz.ipynb")
    with serving(cwd=home, env={**os.environ, "PYTHONPATH": str(home)}) as (_, address):
        yield address


def opened(page: Page, address: str) -> Locator:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/quiz.ipynb")
    page.wait_for_selector(READY, state="attached")
    quiz = page.locator(".lbt-quiz")
    expect(quiz.get_by_role("heading").first).to_be_visible()
    return quiz


@pytest.fixture
def quiz(page: Page, quiz_address: str) -> Locator:
    return opened(page, quiz_address)


def kept_result(chapter: int = 1, tries: int = 1) -> dict[str, Any]:
    """A question that was missed, as the browser keeps it."""
    return {"chapter": chapter, "kind": "single", "first": [0], "first_right": False, "sure": "sure", "last": [0],
            "last_right": False, "tries": tries, "seen": 1}  # fmt: skip


def keep_results(page: Page, **results: dict[str, Any]) -> None:
    """Put them into the browser, beside what it keeps."""
    page.evaluate(
        "more => { const kept = JSON.parse(localStorage.getItem('lbt-progress') ?? '{}');"
        " localStorage.setItem('lbt-progress', JSON.stringify({ ...kept, quiz: { ...kept.quiz, ...more } })); }",
        results,
    )


def send(quiz: Locator, sure: str | None = "Sure") -> None:
    """`sure`: None at another try, which does not ask."""
    if sure:
        quiz.get_by_label(sure, exact=True).check()
    quiz.get_by_role("button", name="Answer").click()


def choose(quiz: Locator, *labels: str, sure: str | None = "Sure") -> None:
    for label in labels:
        quiz.get_by_label(label, exact=True).check()
    send(quiz, sure)


def next_question(quiz: Locator) -> None:
    quiz.get_by_role("button", name="Next question").click()


def sort(quiz: Locator, *texts: str) -> None:
    for place, text in enumerate(texts):
        quiz.get_by_label(f"Place of: {text}", exact=True).select_option(
            index=place
        )  # Playwright's value fits a label as well, and they are one apart


def finish(quiz: Locator) -> None:
    """Every question but the first, as a reader who mends nothing."""
    choose(quiz, "Walking.", "Jogging.", sure="Half sure")
    next_question(quiz)
    quiz.get_by_label("How many minutes?").fill("12")
    send(quiz, "A guess")
    next_question(quiz)
    sort(quiz, "Ice.", "Rain.", "Tea.", "Fire.")
    send(quiz)
    quiz.get_by_role("button", name="See how it went").click()
