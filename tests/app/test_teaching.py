"""Teacher pages in the app, without a kernel, and worksheets from the command, on two printed pages."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from lbt_widgets.app import teaching
from lbt_widgets.app.site import Site
from lbt_widgets.content import load
from lbt_widgets.figures.words import found_by

from .accessible import faults
from .conftest import Command, serving
from .visitor import Visitor

STUDIES = {quote(found_by(one)[1], safe=":/") for one in load().sources.values()}
WORKSHEETS = [name for name in teaching.names() if name.endswith("_worksheet")]


@pytest.mark.parametrize("name", WORKSHEETS)
def test_a_worksheet_is_two_printed_pages_and_the_drawing_is_on_the_second(browser: Browser, name: str) -> None:
    page = browser.new_page()
    page.set_content(teaching.sheet(name))
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="print")
    breaks = page.locator("h2").evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
    cut = page.locator("table").evaluate_all(
        "all => all.some(one => one.getBoundingClientRect().right >= innerWidth - 0.5)"
    )
    page.close()
    assert not cut, "the line at the right edge of a table"
    assert len(pages) == 2
    assert breaks == ["auto", "page", "auto"]


@pytest.mark.parametrize("name", [name for name in teaching.names() if name.endswith(("_worksheet", "_answers"))])
def test_a_sheet_needs_no_other_file(name: str) -> None:
    sheet = teaching.sheet(name)
    assert "<a " not in sheet
    assert "<script" not in sheet
    assert all(source.startswith("data:") for source in re.findall(r'(?:src|href)="([^"]*)"', sheet))


def test_a_teacher_goes_from_the_first_page_to_a_lesson_and_its_lab(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/docs/teaching/README.md")  # what the notebook's link becomes here
    assert page.url == f"{address}/teaching/README.html"
    page.get_by_role("row", name="weak muscles").get_by_role("link", name="lesson 1", exact=True).click()
    page.wait_for_selector("h1:has-text('For teachers: Do tight')")
    link = page.get_by_role("link", name="preset=pelvic_tilt.late_swing")
    assert link.get_attribute("href") == "../voila/render/01_muscle_imbalance.ipynb?preset=pelvic_tilt.late_swing"
    page.get_by_role("link", name="worksheet").click()
    page.wait_for_selector("main.worksheet")
    assert page.locator("main img").evaluate("one => one.naturalWidth") == 640


def test_an_address_for_the_class_is_whole_and_nothing_internal_is_told() -> None:
    shown = teaching.found_at("http://192.0.2.7:8866", "04_warm_up", Site(files_url="/s", base_url="/lbt/"))
    assert ">http://192.0.2.7:8866/lbt/voila/render/04_warm_up.ipynb?preset=heat_and_stiffness." in shown
    assert "press “All back to your link”" in shown and teaching.OPENED_BY in shown
    assert [one for one in ("…/", "scripts/", "<code>warm_up.", "<code>heat_and") if one in shown] == []
    assert "&lt;b&gt;" in teaching.found_at("http://<b>", "04_warm_up", Site())
    assert "Deploy (the file <code>docs/deploy.md</code> in the workbook's folder)" in teaching.page("README", Site())


def test_the_day_before_can_be_done_from_the_page_alone() -> None:
    before = teaching.page("README", Site()).partition("<h2>A day before")[2].partition("<h2>")[0]
    assert "docs/" not in before
    said = re.sub("<[^>]*>", "", before)
    assert all(one in said for one in ("8866", "type .venv/bin/lbt", "--answers -o answers.html", "print as they are"))
    assert '<span class="whole">--students</span> 30' in before  # an option is not broken after its dashes


def test_no_word_breaks_in_the_list_of_lessons_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + "/teaching/")
    lines = "links => links.map(link => (range => (range.selectNodeContents(link), range.getClientRects().length))(new Range()))"
    for words in ("lesson", "worksheet", "answers"):
        broken = page.get_by_role("cell").get_by_role("link", name=words).evaluate_all(lines)
        assert len(broken) == 12 and max(broken) <= 2  # the word, and below it the number
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_word_breaks_at_the_head_of_a_table_on_a_phone_and_a_box_has_no_bullet(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + "/teaching/07_surface.html")
    heads = page.get_by_role("columnheader", name="min", exact=True)
    lines = (
        "all => all.map(one => (range => (range.selectNodeContents(one), range.getClientRects().length))(new Range()))"
    )
    assert heads.evaluate_all(lines) == [1, 1, 1]
    page.goto(address + "/teaching/07_surface_worksheet.html")
    boxes = page.get_by_role("listitem").filter(has_text="☐")
    styles = boxes.evaluate_all("all => all.map(one => getComputedStyle(one).listStyleType)")
    assert styles and set(styles) == {"none"}


def test_no_verdict_breaks_within_a_word(browser: Browser) -> None:
    lines = (
        "all => all.map(one => (range => (range.selectNodeContents(one), range.getClientRects().length))(new Range()))"
    )
    page = browser.new_page(viewport={"width": 1180, "height": 800})
    page.set_content(teaching.page("06_footwear", Site(files_url="/s")))
    broken = page.get_by_role("link", name="contradicted").evaluate_all(lines)
    page.close()
    assert broken and max(broken) <= 2  # the mark, and below it the word


def test_a_lesson_ends_with_the_way_to_its_teacher_page(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/09_evidence.ipynb")
    page.wait_for_selector("html[data-ready]", state="attached")  # the link moves while the page grows
    page.get_by_role("link", name="For teachers").click()
    page.wait_for_selector("h1:has-text('For teachers: The evidence')")


def test_a_printed_page_says_which_it_is(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(teaching.sheet("05_running_form_worksheet"))
    boxes = page.evaluate(
        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).find(one => one instanceof CSSPageRule).cssText"
    )
    page.close()
    assert "Does the way you run tire your back?" in boxes
    assert "counter(page)" in boxes


def test_every_page_fits_a_phone(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    wide = {}
    for name in teaching.names():
        page.set_content(teaching.page(name, Site(files_url="/s")))
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {name: width for name, width in wide.items() if width > 320} == {}


@pytest.mark.parametrize("name", ["README", "01_muscle_imbalance", "07_surface_worksheet", "07_surface_answers"])
def test_axe_finds_nothing(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/teaching/{name}.html")
    assert faults(page) == []


def test_every_link_in_the_app_leads_to_a_page(address: str) -> None:
    visitor = Visitor(address)
    for name in teaching.names():
        main = teaching.page(name, Site(files_url="/s")).partition("<main")[2]
        for target in re.findall(r'href="(?!data:)([^"]*)"', main):
            assert target in STUDIES or re.fullmatch(r"(\w+\.html|\.\./voila/render/\w+\.ipynb([?#].*)?)", target), (
                target
            )
            if target.endswith(".html"):
                assert target.removesuffix(".html") in teaching.names()
    assert visitor.ask("/teaching/")[0] == 200
    assert visitor.ask("/teaching")[2]["Location"] == "/teaching/"
    assert visitor.ask("/teaching/nothing.html")[0] == 404
    assert visitor.ask("/teaching/../content.json")[0] == 404


def test_from_elsewhere_the_class_code_comes_first() -> None:
    with serving("--class-code", "AB2-CD3") as (_, address):
        one = Visitor(address)
        elsewhere = {"X-Forwarded-For": "203.0.113.5"}
        status, _, headers = one.ask("/teaching/dashboard.html", **elsewhere)
        assert (status, headers["Location"].split("?")[0]) == (302, "/login")
        given = one.ask("/login?code=AB2CD3&next=/teaching/dashboard.html", **elsewhere)
        assert given[2]["Location"] == "/teaching/dashboard.html"
        assert one.ask("/teaching/dashboard.html", **elsewhere)[0] == 200


@pytest.mark.parametrize("lesson", ["1", "01", "01_muscle_imbalance"])
def test_the_command_writes_a_worksheet(lbt: Command, lesson: str) -> None:
    code, out, _ = lbt("worksheet", lesson)
    assert code == 0
    assert "<h1>Do tight or weak muscles tighten your back?</h1>" in out


def test_the_command_writes_the_answers(lbt: Command) -> None:
    code, out, _ = lbt("worksheet", "dashboard", "--answers")
    assert code == 0
    assert "<h1>Answers: Your back and your running</h1>" in out


def test_a_lesson_that_is_not_there_is_a_sentence(lbt: Command) -> None:
    code, _, err = lbt("worksheet", "99")
    assert code == 2
    assert "lbt: there is no worksheet '99'; there are 01_muscle_imbalance" in err
