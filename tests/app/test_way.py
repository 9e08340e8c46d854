"""The way through the workbook: the bar on every page, pages that do not jump, and a way on where one fails."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lbt_widgets import _resources
from lbt_widgets.app import teaching
from lbt_widgets.app.site import STYLES, Link, Site, templates
from lbt_widgets.content.pages import DASHBOARD, START, pages

from .conftest import DASHBOARD as DASHBOARD_PATH
from .conftest import serving
from .test_app import READY

SITE = Site("/lbt/", "/lbt/s/1")
CHAPTERS = [page for page in pages().values() if page.number is not None]
# Before any script of the page: how far things moved by themselves.
WATCH_SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def bar(page: Page):
    return page.get_by_role("navigation", name="Workbook")


def test_the_bar_says_where_one_is_and_what_comes_before_and_after() -> None:
    for before, page, after in zip(CHAPTERS, CHAPTERS[1:], CHAPTERS[2:], strict=False):
        place = SITE.place(page.name)
        assert place.where == f"Chapter {page.number} of {CHAPTERS[-1].number}"
        assert place.before == Link(f"/lbt/voila/render/{before.name}.ipynb", before.title)
        assert place.after == Link(f"/lbt/voila/render/{after.name}.ipynb", after.title)
    assert SITE.place(CHAPTERS[-1].name).after is SITE.place(START).before is None
    assert SITE.place(DASHBOARD).where == "Your own profile"
    assert SITE.place("somebody's own") == SITE.place("")


def test_a_teacher_goes_from_lesson_to_lesson_on_the_same_kind_of_page() -> None:
    place = SITE.place_for_teachers("03_posture_answers")
    assert place.where == "Chapter 3, for teachers"
    assert place.before and place.before.address == "/lbt/teaching/02_core_weakness_answers.html"
    first = SITE.place_for_teachers("01_muscle_imbalance_worksheet").before
    assert first and first.address == "/lbt/teaching/"
    assert SITE.place_for_teachers("README").after == Link(
        "/lbt/teaching/01_muscle_imbalance.html", f"for teachers: {pages()['01_muscle_imbalance'].title}"
    )


def test_the_contents_name_every_page_once_and_this_one() -> None:
    made = str(templates().get_template("bar.html").module.bar(SITE, SITE.place("03_posture")))
    found = re.findall(r'href="/lbt/voila/render/(\w+)\.ipynb"( aria-current="page")?>', made)
    assert [name for name, _ in found] == [DASHBOARD, *(page.name for page in CHAPTERS)]
    assert [name for name, current in found if current] == ["03_posture"]


def test_a_reader_goes_through_the_lessons_by_the_bar(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/03_posture.ipynb")
    expect(bar(page)).to_contain_text("Chapter 3 of")
    bar(page).get_by_role("link", name=f"Next: {pages()['04_warm_up'].title}").click()
    page.wait_for_url("**/04_warm_up.ipynb")
    bar(page).get_by_role("link", name=f"Before: {pages()['03_posture'].title}").click()
    page.wait_for_url("**/03_posture.ipynb")
    bar(page).get_by_role("link", name=SITE.title, exact=True).click()
    page.wait_for_url(f"{address}/")


@pytest.mark.parametrize("width", [320, 1440])
def test_the_bar_is_used_by_keyboard_and_by_a_finger(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}/voila/render/03_posture.ipynb", wait_until="commit")
    summary = bar(page).get_by_text("Contents", exact=True)
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(bar(page).get_by_role("link", name="Your own profile")).to_be_focused()
    for part in bar(page).locator("a:visible, summary").all():
        box = part.bounding_box()
        assert box and box["width"] >= 44 and box["height"] >= 44, part.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(bar(page).locator("[aria-current=page]")).to_have_text(re.compile(pages()["03_posture"].title))


def test_a_sheet_is_printed_without_the_bar(page: Page, address: str) -> None:
    page.goto(f"{address}/teaching/01_muscle_imbalance_worksheet.html")
    expect(bar(page)).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(bar(page)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["/", DASHBOARD_PATH, "/voila/render/04_warm_up.ipynb", "/teaching/"])
def test_nothing_jumps_while_a_page_loads(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH_SHIFT)
    shifts = []
    for _visit in range(2):  # a jump of the page's own comes each time, one of a busy machine does not
        page.goto(address + path)
        if "render" in path:
            page.wait_for_selector(READY, state="attached")
        page.wait_for_load_state("networkidle")
        shifts.append(page.evaluate("window.shift"))
    assert min(shifts) < 0.1


def test_the_font_comes_from_here_and_once(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".woff2") else None)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.check('700 16px \"Atkinson Hyperlegible Next\"')")
    page.goto(f"{address}/teaching/")
    page.wait_for_load_state("networkidle")
    assert len(set(asked)) == 1
    assert asked[0].startswith(f"{address}/s/")


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/nothing-here", "There is no page here"), ("/voila/render/absent.ipynb", "There is no page here")],
)
def test_a_page_that_is_not_there_has_a_way_home(page: Page, address: str, path: str, heading: str) -> None:
    page.goto(address + path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_role("main").get_by_role("link", name="To the front page").click()
    page.wait_for_url(f"{address}/")


@pytest.mark.long
def test_a_full_class_has_a_way_home(page: Page) -> None:
    with serving("--students", "1") as (_, address):
        for _ in range(6):
            page.request.get(address + DASHBOARD_PATH)
        page.goto(address + DASHBOARD_PATH)
        expect(page.get_by_role("heading", level=1)).to_have_text("The class is full")
        page.get_by_role("link", name="To the front page").click()
        page.wait_for_url(f"{address}/")


def test_a_part_that_fails_says_so_and_starts_again_with_the_answers(page: Page, tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    shutil.copytree(_resources.notebooks_dir(), notebooks)
    broken = notebooks / f"{DASHBOARD}.ipynb"
    notebook = json.loads(broken.read_text("utf-8"))
    fault = {
        "cell_type": "code",
        "id": "fault",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": ["1 / 0"],
    }
    broken.write_text(json.dumps({**notebook, "cells": [*notebook["cells"], fault]}), "utf-8")
    elsewhere = (
        f"import pathlib, lbt_widgets._resources as r; r.notebooks_dir = lambda: pathlib.Path({str(notebooks)!r})"
    )
    with serving(first=elsewhere) as (_, address):
        page.goto(address + DASHBOARD_PATH)
        page.wait_for_selector(READY, state="attached")
        said = page.get_by_role("alert").filter(has_text="This part of the page did not work")
        expect(said).to_contain_text("Your answers are kept in this browser")
        expect(page.get_by_text("ZeroDivisionError")).to_have_count(0)
        page.get_by_label("None of these is true for me").check()  # the rest works
        broken.write_text(json.dumps(notebook), "utf-8")
        with page.expect_navigation():
            said.get_by_role("button", name="Start again").click()
        page.wait_for_selector(READY, state="attached")
        expect(page.get_by_role("button", name="Start again")).to_have_count(0)


def test_every_step_of_a_teachers_way_is_a_page_that_is_there() -> None:
    for name in teaching.names():
        place = SITE.place_for_teachers(name)
        steps = [step.address.rpartition("/")[2].removesuffix(".html") for step in (place.before, place.after) if step]
        assert {step or teaching.INDEX for step in steps} <= set(teaching.names()), name
    assert SITE.place_for_teachers("11_reading_evidence").before


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(("named", "dark"), [("true", False), ("false", True), (None, None)])
def test_widgets_follow_the_theme_that_is_named_and_else_the_system(browser: Browser, system, named, dark) -> None:
    """JupyterLab and Voilà name theirs at the body; the page around, JupyterLab's too, is left alone."""
    page = browser.new_page(color_scheme=system)
    sheet = "".join((STYLES / name).read_text("utf-8") for name in ("tokens.css", "theme.css"))
    theme = f' data-jp-theme-light="{named}"' if named else ""
    page.set_content(f"<!DOCTYPE html><style>{sheet}</style><body{theme}><div class=lbt>words</div>")
    colour = page.locator(".lbt").evaluate("one => getComputedStyle(one).color")
    around = page.evaluate("getComputedStyle(document.body).getPropertyValue('--lbt-text')")
    page.close()
    is_dark = system == "dark" if dark is None else dark
    assert colour == ("rgb(236, 239, 242)" if is_dark else "rgb(27, 31, 36)")
    assert around == ""


def test_in_jupyterlab_a_widget_is_no_patch_of_another_dark(page: Page) -> None:
    sheet = "".join((STYLES / name).read_text("utf-8") for name in ("tokens.css", "theme.css"))
    shell = '<div class=jp-LabShell style="--jp-layout-color0: #111111"><div class=lbt>words</div></div>'
    page.set_content(f'<!DOCTYPE html><style>{sheet}</style><body data-jp-theme-light="false">{shell}')
    assert page.locator(".lbt").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(17, 17, 17)"
