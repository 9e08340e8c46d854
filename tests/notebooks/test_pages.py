"""Every page, lesson or not: what it begins and ends with, its minutes, its weight, and links that lead somewhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from ipywidgets import Widget
from lesson_minutes import Minutes, minutes, reading
from notebook_run import widgets_of

from lbt_widgets.app import teaching
from lbt_widgets.content import load
from lbt_widgets.content.unbroken import unbroken

from .pages import PAGES, cells, code, text, told

CONTENT = load()
START, DASHBOARD = "00_start_here", "dashboard"

MOST_BYTES = 500_000
MINUTES_OFF, LEAST_OFF_MIN = 0.1, 1.5
TAGS = {"title", "objectives", "minutes", "explanation", "lab", "questions", "self-check", "takeaways", "safety", "sources"}
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")

each = pytest.mark.parametrize("name", PAGES)
each_but_the_dashboard = pytest.mark.parametrize("name", [name for name in PAGES if name != DASHBOARD])


@each
def test_each_of_its_cells_says_what_it_is(name: str) -> None:
    assert all(len(cell.metadata.tags) == 1 and cell.metadata.tags[0] in TAGS for cell in cells(name))


@each_but_the_dashboard
def test_it_says_what_it_is_for_and_ends_with_what_to_do(name: str) -> None:
    tags = list(dict.fromkeys(cell.metadata.tags[0] for cell in cells(name)))
    assert tags[:2] == ["title", "objectives"]
    assert tags[tags.index("takeaways") :] in (["takeaways", "safety"], ["takeaways", "safety", "sources"])
    assert len(re.findall(r"^- ", told(name, "objectives")[0], re.MULTILINE)) in (3, 4)
    assert "\n".join(told(name, "takeaways")).lower().count("one thing to try") == 1


@each
def test_it_is_no_diagnosis_and_says_where_help_is(name: str) -> None:
    said = "\n".join(told(name, "title" if name == DASHBOARD else "safety"))
    assert "It is not a diagnosis." in said
    assert name == "10_when_to_get_help" or "(10_when_to_get_help.ipynb)" in said


@each
def test_it_leads_to_its_teacher_page(name: str) -> None:
    """In JupyterLab by the notebook's own link; the app takes the same link to the page that it serves."""
    page = "README" if name in (START, "12_diary") else name  # the two are no lessons
    assert f"(../docs/teaching/{page}.md)" in text(name)
    assert page in teaching.names()


@each
def test_no_line_breaks_between_a_number_and_its_unit(name: str) -> None:
    """As in the texts of `content/`, where the compiler sees to it."""
    assert text(name) == unbroken(text(name))


@pytest.fixture(scope="module")
def counted() -> dict[str, Minutes]:
    return {name: minutes(path, CONTENT) for name, path in PAGES.items()}


def nearly(wanted: float) -> Any:
    return pytest.approx(wanted, rel=MINUTES_OFF, abs=LEAST_OFF_MIN)


@each
def test_its_title_says_the_minutes_that_it_takes(name: str, counted: dict[str, Minutes]) -> None:
    (title,) = told(name, "title")
    found = counted[name]
    assert int(re.search(r"About (\d+) minutes", title)[1]) == nearly(found.total), found
    parts = {
        r"(\d+) to read": found.read,
        r"(\d+) for the (?:\w+ )?labs?\b": found.labs,
        r"(\d+) for (?:your own answers and )?the quiz": found.own + found.quiz,
    }
    for words, wanted in parts.items():
        said = re.search(words, title)
        assert said or not found.quiz, "a chapter says its parts"
        assert said is None or int(said[1]) == nearly(wanted), found


def test_the_start_page_says_how_long_its_cards_take_and_what_comes_on_top() -> None:
    (title,) = told(START, "title")
    assert int(re.search(r"(\d+) more for the answers on all cards", title)[1]) == nearly(cards())
    (said,) = told(START, "minutes")
    assert "small tests of your own body" in said
    assert "come on top" in said


def test_the_start_page_says_how_long_all_of_it_takes(counted: dict[str, Minutes]) -> None:
    (said,) = told(START, "minutes")
    least, most = map(int, re.search(r"takes (\d+) to (\d+) hours", said).groups())
    assert least <= (sum(one.total for one in counted.values()) + cards()) / 60 <= most


def test_the_way_of_two_hours_takes_no_longer(counted: dict[str, Minutes]) -> None:
    """With the longest chapter in full, and of the other seven what to take along."""
    (said,) = told(START, "minutes")
    lines = re.findall(r"^\d\. .*?(\d+)(?: to (\d+))? minutes\.$", said, re.MULTILINE)
    chapters = [name for name in PAGES if name.partition("_")[2] in CONTENT.causes]
    ends = sorted(reading(*told(name, "takeaways")) for name in chapters)
    wanted = [
        (counted[START].total + cards(),) * 2,
        (min(counted[name].total for name in chapters), max(counted[name].total for name in chapters)),
        (sum(ends[1:]),) * 2,
        (counted[DASHBOARD].total,) * 2,
        (counted["10_when_to_get_help"].total,) * 2,
    ]
    found = [(int(least), int(most or least)) for least, most in lines]
    assert [one for pair in found for one in pair] == [nearly(one) for pair in wanted for one in pair]
    assert sum(most for _, most in found) <= 120
    assert sum(most for _, most in wanted) <= 120


def cards() -> float:
    """The answers of all cards, opened."""
    return sum(reading(cause.answer_html) for cause in CONTENT.causes.values())


@each
def test_its_widgets_are_light(name: str) -> None:
    """What the kernel sends before anybody has touched anything; plotly.js is a file and comes once."""
    Widget.close_all()  # a style sheet that another page has brought would not be counted
    made = widgets_of(code(name))
    assert 0 < sum(len(json.dumps(widget.get_state(), default=str)) for widget in made) < MOST_BYTES


@each
def test_a_link_leads_somewhere(name: str) -> None:
    """The page is there, and so is what the address names on it."""
    for words, address in LINK.findall(text(name)):
        assert words.strip()
        page, _, fragment = address.partition("#")
        if page.startswith("../docs/"):  # the app leads there too, see app/teaching.py
            assert (PAGES[name].parent / page).is_file(), address
        elif "://" not in address:
            assert leads_somewhere(page.removesuffix(".ipynb") or name, fragment), address


def leads_somewhere(page: str, fragment: str) -> bool:
    assert page in PAGES
    key, _, item = fragment.partition("=")
    if not item:
        headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
        return not fragment or fragment in {heading.replace(" ", "-") for heading in headings}
    known = {"claim": CONTENT.claims, "term": CONTENT.glossary, "cause": CONTENT.causes}
    item, _, finding = item.partition("&finding=")
    there = not finding or f"{item}.{finding}" in CONTENT.findings
    return page == "09_evidence" and item in known.get(key, ()) and there
