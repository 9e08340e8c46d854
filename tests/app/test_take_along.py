"""What a reader takes along, in Chromium: the report on paper, in a tab and as a file, the calendar, and bad files."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import icalendar
import nbformat
import pytest
from attrs import evolve
from playwright.sync_api import Download, Page, expect
from pypdf import PageObject, PdfReader

from lbt_widgets.content import load
from lbt_widgets.figures import profile as pictures
from lbt_widgets.report import report_html
from lbt_widgets.words import speaking

from ..report.people import CONTENT, DAY, ROUTINE, STOPPED, WELL, at_their_worst, much_to_change, taken
from .accessible import faults
from .conftest import DASHBOARD, long_but, serving, wait_for
from .quiz_page import READY

TITLE = "Lower back and running: a risk profile"
PRINT, SAVE, CALENDAR = "Report to print or save as PDF", "Save the report (HTML)", "Plan for your calendar (.ics)"
CODE = """from datetime import date

from lbt_widgets import content, risk
from lbt_widgets.report import Taken
from lbt_widgets.widgets import TakeAlong

book = content.load()
profile = risk.Profile.from_answers(book.people["worn-out-marathoner"].answers, book)
plan = risk.plan(profile, book, 60)
weeks = risk.calendar(plan, book, date(2026, 11, 30))
taken = Taken(profile, risk.assess(profile, book), (), plan, weeks, safety_asked=True)
TakeAlong(lambda: taken, book)"""


# The smallest letters [px], those of the page and of its signs, and whether each sign begins a line.
PRINTED = """() => {
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const shown = [...document.querySelectorAll("main *")].filter((one) => one.getClientRects().length);
    const told = shown.filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()));
    const signs = [...document.querySelectorAll(".signs li")];
    const lines = signs.every((one) => getComputedStyle(one).display === "list-item");
    return [Math.min(...told.map(size)), size(document.body), Math.min(...signs.map(size)), lines && signs.length > 0];
}"""


def shown_report(page: Page, folder: Path, who, minutes: float = 60) -> None:
    path = folder / f"{who.id}.html"
    path.write_text(report_html(taken(who, minutes=minutes), CONTENT, DAY), "utf-8")
    page.goto(path.as_uri())


MARGIN_TOP_PT, MARGIN_BOTTOM_PT = (millimetres / 25.4 * 72 for millimetres in (7, 10))
FOOT_PT = 20  # what stands below is the page's foot
CAPITAL_PT, DESCENDER_PT = 6, 1.5  # of the smallest letters there are, 9 pt


def heights_pt(page: PageObject) -> list[float]:
    """Where the lines of a page stand, from its lower edge; without its foot."""
    found: list[float] = []

    def hear(text, matrix, text_matrix, _font, _size) -> None:
        if text.strip():
            found.append(matrix[1] * text_matrix[4] + matrix[3] * text_matrix[5] + matrix[5])

    page.extract_text(visitor_text=hear)
    return [height for height in found if height > FOOT_PT]


@pytest.mark.parametrize("name", long_but([one.id for one in WELL], "worn-out-marathoner", "new-to-hills"))
def test_no_line_is_cut_where_a_page_ends(page: Page, tmp_path: Path, name: str) -> None:
    """A cut line is drawn on both pages, a part of it each time beyond what the page shows."""
    shown_report(page, tmp_path, CONTENT.people[name])
    for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        heights = heights_pt(one)
        assert min(heights) > MARGIN_BOTTOM_PT + DESCENDER_PT
        assert max(heights) < float(one.mediabox.height) - MARGIN_TOP_PT - CAPITAL_PT


@pytest.mark.parametrize("who", [*WELL, *STOPPED], ids=lambda one: one.id)
def test_a_report_with_its_plan_is_one_or_two_pages_of_a4(page: Page, tmp_path: Path, who) -> None:
    shown_report(page, tmp_path, who)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= 2
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    text = " ".join(" ".join(one.extract_text().split()) for one in pages)
    assert "Made on 23 November 2026" in text
    assert "page 1 of" in text
    assert "Ctrl + P" not in text  # that is for the screen
    if who in WELL:
        assert pictures.dots(taken(who).result).sentence in text
        assert "doi.org/" in text


@pytest.mark.parametrize("who", [WELL[0], much_to_change()], ids=lambda one: one.id)
def test_nothing_on_paper_is_small_and_each_sign_has_a_line(page: Page, tmp_path: Path, who) -> None:
    shown_report(page, tmp_path, who)
    page.emulate_media(media="print")
    smallest, body, signs, lines = page.evaluate(PRINTED)
    assert smallest >= 12  # 9 pt
    assert signs == body
    assert lines
    beside_the_page = re.findall(r"content: .*; font: (\d+)pt", page.content())
    assert [int(size) >= 9 for size in beside_the_page] == [True, True]


def test_the_signs_of_questions_that_nobody_asked_are_there_once(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_html(evolve(taken(WELL[1]), safety_asked=False, person=""), CONTENT, DAY), "utf-8")
    page.goto(path.as_uri())
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 2
    assert page.locator(".signs").count() == 2  # for now and for soon
    expect(page.get_by_text("if one of its signs comes up: they stand at the top.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("flags", [ROUTINE[:1], ROUTINE])
def test_the_longest_report_is_two_pages(page: Page, tmp_path: Path, language: str, flags: tuple[str, ...]) -> None:
    with speaking(language):
        content = load()
        found = taken(at_their_worst(), content, minutes=600, red_flags=flags)
        path = tmp_path / "report.html"
        path.write_text(report_html(found, content, DAY), "utf-8")
    page.goto(path.as_uri())
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 2


@pytest.mark.parametrize(
    "name", long_but([one.id for one in [*WELL, *STOPPED]], "worn-out-marathoner", "short-of-time")
)
def test_a_report_is_read_by_everybody_and_on_a_phone(page: Page, tmp_path: Path, name: str) -> None:
    shown_report(page, tmp_path, CONTENT.people[name])
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []


@pytest.fixture(scope="module")
def plan_address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The workbook with a page on which a plan is to be taken along."""
    home = tmp_path_factory.mktemp("workbook")
    shutil.copytree(root / "lbt_widgets", home / "lbt_widgets", ignore=shutil.ignore_patterns("_data", "__pycache__"))
    shutil.copytree(root / "content", home / "content")
    shutil.copytree(root / "notebooks", home / "notebooks")
    cells = [nbformat.v4.new_markdown_cell("# A plan\n\n## Take it along"), nbformat.v4.new_code_cell(CODE)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), home / "notebooks" / "plan.ipynb")
    path = os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")])
    with serving(cwd=home, env={**os.environ, "PYTHONPATH": path}) as (_, address):
        yield address


@pytest.fixture
def plan_page(page: Page, plan_address: str) -> Page:
    page.goto(f"{plan_address}/voila/render/plan.ipynb")
    page.wait_for_selector(READY, state="attached")
    return page


@pytest.fixture
def dashboard(page: Page, address: str) -> Page:
    page.set_default_timeout(30_000)
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name=PRINT)).to_be_visible()
    return page


def pressed(page: Page, button: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).press("Enter")
    return waiting.value


def test_the_plan_goes_into_a_calendar(plan_page: Page, tmp_path: Path) -> None:
    saved = pressed(plan_page, CALENDAR)
    assert saved.suggested_filename == "lbt-plan.ics"
    expect(plan_page.get_by_text("Saved as lbt-plan.ics.")).to_be_visible()
    saved.save_as(tmp_path / "plan.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert str(events[0].start) == "2026-11-30"
    assert any("Split squat: 3 sets of 8" in event.description for event in events)
    assert faults(plan_page) == []


def test_the_report_opens_in_a_tab_by_keyboard_and_prints(plan_page: Page) -> None:
    with plan_page.context.expect_page() as waiting:
        plan_page.get_by_role("button", name=PRINT).press("Enter")
    tab = waiting.value
    expect(tab.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(tab.get_by_role("heading", name="Your plan")).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.cards')).columnCount") == "2"  # its style is let in
    assert len(PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages) == 2
    tab.locator("a[href='#source-2']").first.click()  # a number leads to its line of the list
    expect(tab.locator(".sources li").nth(1).locator(":target")).to_be_in_viewport()
    expect(plan_page.get_by_text("The report is open in a new tab.")).to_be_visible()


def test_where_no_tab_may_open_the_report_is_saved(plan_page: Page) -> None:
    plan_page.evaluate("window.open = () => null")
    assert pressed(plan_page, PRINT).suggested_filename.startswith("lbt-report-20")
    expect(plan_page.get_by_text("No tab could show the report, so it was saved as a file")).to_be_visible()


def test_a_lost_line_is_said_on_the_page_and_no_empty_tab_stays(plan_page: Page) -> None:
    plan_page.context.set_offline(True)
    with plan_page.context.expect_page() as waiting:
        plan_page.get_by_role("button", name=PRINT).click()
    tab = waiting.value
    expect(plan_page.get_by_text("No answer has come for 3 seconds.")).to_be_visible()
    wait_for(tab.is_closed)
    plan_page.context.set_offline(False)


def test_the_dashboards_report_is_of_what_stands_on_it(dashboard: Page, tmp_path: Path) -> None:
    person = CONTENT.people["new-to-hills"]
    dashboard.get_by_label("Fill in your own answers, or look at an example runner (made up)").select_option(person.id)
    dashboard.get_by_role("button", name="Show this runner").click()
    sentence = pictures.dots(taken(person).result).sentence
    expect(dashboard.locator(".lbt-sentence").get_by_text(sentence)).to_be_visible()
    today = dashboard.evaluate("new Intl.DateTimeFormat('sv').format(new Date())")
    saved = pressed(dashboard, SAVE)
    assert saved.suggested_filename == f"lbt-report-{today}.html"
    saved.save_as(tmp_path / "report.html")
    html = (tmp_path / "report.html").read_text("utf-8")
    assert sentence in html
    assert "of Tomás, a made-up example runner" in html


def test_the_calendar_says_that_it_waits_for_a_plan(dashboard: Page) -> None:
    button = dashboard.get_by_role("button", name=CALENDAR)
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(
        "There is no plan yet. Make one first, then it can go into your calendar."
    )
    button.press("Enter")
    expect(dashboard.get_by_role("status").filter(has_text="There is no plan yet.")).to_be_visible()
    assert faults(dashboard) == []
    dashboard.get_by_role("button", name="Make my plan").click()
    expect(button).to_be_enabled()
    assert pressed(dashboard, CALENDAR).suggested_filename == "lbt-plan.ics"


def test_a_file_with_script_in_it_is_read_and_runs_nothing(dashboard: Page, tmp_path: Path) -> None:
    markup = "<img src=x onerror=\"document.title='run'\">"
    entry = {"value": "45", "unit": None}
    file = {
        "workbook": "lbt",
        "version": 1,
        "answers": {
            "plank_s": entry,
            "sleep_quality": {"value": markup, "unit": None},
            "weekly_km": {"value": markup, "unit": markup},
            "asked_in_older_days": {"value": markup, "unit": None},
            markup: entry,
        },
    }
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(file), "utf-8")
    dashboard.get_by_label("Open a file that you saved").set_input_files(path)
    keep = dashboard.locator(".lbt-keep")
    expect(keep.get_by_text("not known to this version of the workbook: asked_in_older_days.")).to_be_visible()
    expect(keep.get_by_text(f"Left out, because it could not be read: {markup[:40]}….")).to_be_visible()
    plank = dashboard.get_by_label(CONTENT.questions["plank_s"].text, exact=True)
    expect(plank).to_have_value("45")
    pressed(dashboard, SAVE).save_as(tmp_path / "report.html")
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "Trunk holds" in report and "<img" not in report and "onerror" not in report
    pressed(dashboard, "Save to a file").save_as(tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_text("utf-8"))["answers"]["asked_in_older_days"]["value"] == markup
    expect(dashboard.locator("main img[src='x']")).to_have_count(0)
    assert dashboard.title() != "run"


BAD_FILES = {
    '{"workbook": "lbt", "version": 1, "answers": {"plank_s": {"val': "it cannot be read as JSON",
    '{"type": "FeatureCollection", "features": 3}': "Nothing in this file is known to the workbook",
    '{"workbook": "lbt", "version": 2, "answers": {"plank_s": 45}}': "from a newer version of the workbook",
    " " * 30_000_000: "larger than 1 MB",
}


def test_a_bad_file_is_a_sentence_and_nothing_is_lost(dashboard: Page, tmp_path: Path) -> None:
    """Truncated, from another program, from a newer version, and of 30 MB."""
    typed = dashboard.get_by_label(CONTENT.questions["single_leg_bridge_s"].text, exact=True)
    typed.fill("50")
    typed.blur()
    path = tmp_path / "bad.json"
    for text, sentence in BAD_FILES.items():
        path.write_text(text, "utf-8")
        dashboard.get_by_label("Open a file that you saved").set_input_files(path)
        expect(dashboard.locator(".lbt-keep").get_by_role("alert").filter(has_text=sentence)).to_be_visible()
        expect(typed).to_have_value("50")
    assert "50" in str(dashboard.evaluate("localStorage.getItem('lbt-answers')"))
