"""The teacher pages: made from the content, complete, and every link of theirs leads somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import nbformat
import pytest

from lbt_widgets import _resources
from lbt_widgets.content import load
from lbt_widgets.content.check_handbook import CLAIM_LINK, NUMBER
from lbt_widgets.content.teaching import PLAN_MINUTES

CONTENT = load()
ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "teaching_pages.py"))
FILES: dict[str, str] = SCRIPT["files"](CONTENT)
PAGES = {name: text for name, text in FILES.items() if name.endswith(".md")}
START_PAGE = "00_start_here"  # it leads to the lessons, and is none
MARKDOWN_LINK = re.compile(r"\]\(([^)#]*)(#[^)]*)?\)")
PRESET_LINK = re.compile(r"`…/voila/render/(\w+)\.ipynb\?preset=([\w.]+)`")


def test_the_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text("utf-8") for path in SCRIPT["FOLDER"].iterdir()}
    assert written.keys() == FILES.keys(), "run scripts/teaching_pages.py"
    stale = [name for name, text in FILES.items() if written[name] != text]
    assert stale == [], "run scripts/teaching_pages.py"


def test_every_notebook_but_the_first_has_a_teacher_page() -> None:
    notebooks = {path.stem for path in _resources.notebooks_dir().glob("*.ipynb")} - {START_PAGE}
    assert notebooks == set(CONTENT.teaching)


@pytest.mark.parametrize("name", PAGES)
def test_its_links_lead_somewhere(name: str) -> None:
    for target, _ in MARKDOWN_LINK.findall(PAGES[name]):
        assert (SCRIPT["FOLDER"] / target).is_file(), target
    assert set(CLAIM_LINK.findall(PAGES[name])) <= set(CONTENT.claims)


def test_every_preset_stands_once_on_the_page_of_the_notebook_that_shows_its_lab() -> None:
    listed = [(page, preset) for text in PAGES.values() for page, preset in PRESET_LINK.findall(text)]
    assert sorted(preset for _, preset in listed) == sorted(
        f"{lab.id}.{preset.id}" for lab in CONTENT.labs.values() for preset in lab.presets
    )
    for page, preset in listed:
        notebook = nbformat.read(_resources.notebooks_dir() / f"{page}.ipynb", as_version=4)
        assert any(f'Lab("{preset.partition(".")[0]}")' in cell.source for cell in notebook.cells)


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_page_names_its_plans_and_every_part_of_its_cause(page) -> None:
    text = FILES[f"{page.id}.md"]
    assert all(f"### {minutes} minutes" in text for minutes in PLAN_MINUTES)
    cause = CONTENT.causes.get(page.chapter)
    for facet in cause.facets if cause else ():
        assert CONTENT.claims[facet.claim].statement in text


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_the_answers_about_a_drawing_are_read_off_its_table(page) -> None:
    table = " ".join(line for line in FILES[f"{page.id}_worksheet.md"].splitlines() if line.startswith("|"))
    for one in page.plot.questions:
        assert set(NUMBER.findall(one.expect)) <= set(NUMBER.findall(f"{table} {one.ask}")), one.expect


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_worksheet_gives_nothing_away(page) -> None:
    sheet, answers = FILES[f"{page.id}_worksheet.md"], FILES[f"{page.id}_answers.md"]
    for name in page.quiz:
        item = CONTENT.quizzes[name]
        assert item.question in sheet
        assert item.question in answers
        assert all(reply not in sheet for reply in item.replies)
        assert all(option.text in sheet and option.reply in answers for option in item.options)
    assert "drawn.svg" not in sheet
    assert "☒" not in sheet


def test_guesses_are_answered_by_the_model() -> None:
    answers = FILES["01_muscle_imbalance_answers.md"]
    assert "3.21 N·m" in answers
    assert "11.1°" in answers
