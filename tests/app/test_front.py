"""The front page: instant, for everybody, with or without a script; and what it shows of one's progress."""

from __future__ import annotations

import json
import re
from typing import Literal

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from lbt_widgets.app.front import front_page
from lbt_widgets.app.site import Site
from lbt_widgets.content import load
from lbt_widgets.content.chapters import to_do
from lbt_widgets.content.pages import DASHBOARD, pages

from .accessible import faults
from .conftest import serving
from .quiz_page import kept_result
from .test_app import READY
from .visitor import Visitor

LESSONS = to_do(load())
NUMBERED = [page for page in pages().values() if page.number]
BUTTON = "Find out what stands out for you"


def keep(page: Page, address: str, progress: object) -> None:
    """Put progress into the browser, and open the front page."""
    page.goto(f"{address}/teaching/")
    page.evaluate("(text) => localStorage.setItem('lbt-progress', text)", json.dumps(progress))
    page.goto(address)


def test_it_starts_no_kernel() -> None:
    with serving() as (server, address):
        reader = Visitor(address)
        for path in ("/", "/", "/teaching/", "/nothing-here"):
            reader.ask(path)
        parents = psutil.Process(server.pid).children()
        assert [child for parent in parents for child in parent.children()] == []


@pytest.mark.long
def test_a_full_class_still_gets_it() -> None:
    with serving("--students", "1") as (_, address):
        statuses = [Visitor(address).ask(f"/voila/render/{DASHBOARD}.ipynb")[0] for _ in range(5)]
        assert 503 in statuses
        assert Visitor(address).ask("/")[0] == Visitor(address).ask("/", "HEAD")[0] == 200


def test_from_elsewhere_the_class_code_comes_first() -> None:
    with serving("--class-code", "AB2-CD3") as (_, address):
        one, elsewhere = Visitor(address), {"X-Forwarded-For": "203.0.113.5"}
        status, _, headers = one.ask("/", **elsewhere)
        assert (status, headers["Location"].split("?")[0]) == (302, "/login")
        assert one.ask("/login?code=AB2CD3", **elsewhere)[2]["Location"] == "/"
        assert BUTTON in one.ask("/", **elsewhere)[1]


def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    one = Visitor(address)
    _, _, headers = one.ask("/")
    status, body, _ = one.ask("/", **{"If-None-Match": headers["Etag"]})
    assert (status, body) == (304, "")


def test_titles_minutes_and_the_safety_line_are_the_notebooks_own() -> None:
    text = re.sub(r"\s+", " ", front_page(Site()))
    for page in NUMBERED:
        assert f">{page.title}</a></h3> <p>{page.about}</p>".replace("'", "&#39;") in text, page.name
        assert f"about {page.minutes} minutes" in text
    assert f"About {pages()[DASHBOARD].minutes} minutes" in text
    assert "call your local emergency number now" in text
    assert text.count("It is not a diagnosis") == 1


def test_without_a_script_all_but_the_progress_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name=BUTTON)).to_have_attribute("href", f"/voila/render/{DASHBOARD}.ipynb")
    for one in NUMBERED:
        expect(page.get_by_role("main").get_by_role("link", name=one.title).first).to_be_visible()
    expect(page.get_by_text("Numbness where you would sit on a saddle")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_text("Contents", exact=True).click()
    expect(page.get_by_role("navigation").get_by_role("link", name="When to get help")).to_be_visible()
    page.close()
    context.close()


def test_a_newcomer_is_shown_the_first_lesson(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("0 of 9 lessons read")).to_be_visible()
    expect(page.locator(".next-words")).to_have_text(
        "Next: chapter 1, Muscle imbalance (about 38 minutes). Or begin with the one that you blame most.".replace(
            "38", str(LESSONS[0]["minutes"])
        )
    )


def test_it_knows_how_far_one_is_and_leads_on(page: Page, address: str) -> None:
    done, begun = LESSONS[0], LESSONS[1]
    keep(page, address, {"read": [done["id"]], "tried": [done["labs"][0], begun["labs"][0]], "quiz": {}})
    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=NUMBERED[0].title)).last
    expect(card).to_contain_text(f"read · 1 of {len(done['labs'])} labs tried")
    expect(page.get_by_role("progressbar", name="Lessons read")).to_have_attribute("value", "1")
    expect(page.get_by_text("1 of 9 lessons read")).to_be_visible()
    words = page.locator(".next-words")
    expect(words).to_contain_text("Next: go on with chapter 2, Core weakness: reading to the end")
    expect(words.get_by_role("link", name="your own profile")).to_have_attribute(
        "href", f"voila/render/{DASHBOARD}.ipynb"
    )
    other = page.context.new_page()
    other.goto(address)
    other.evaluate("localStorage.removeItem('lbt-progress')")
    expect(page.get_by_text("0 of 9 lessons read")).to_be_visible()  # another tab has forgotten everything
    other.close()
    page.locator(".next-words").get_by_role("link").click()
    page.wait_for_url(f"{address}/voila/render/{LESSONS[0]['page']}")


def test_a_chapter_that_is_begun_comes_before_an_earlier_one(page: Page, address: str) -> None:
    keep(page, address, {"read": [LESSONS[2]["id"]], "tried": [LESSONS[4]["labs"][0]], "quiz": {}})
    words = page.locator(".next-words")
    expect(words).to_contain_text("Next: go on with chapter 5, Running form")
    expect(words.get_by_role("link").first).to_have_attribute("href", f"voila/render/{LESSONS[4]['page']}")


def test_what_was_missed_is_told_and_leads_to_its_quiz(page: Page, address: str) -> None:
    chapter = LESSONS[1]
    quiz = {name: {**kept_result(2), "last_right": at > 1} for at, name in enumerate(chapter["quiz"])}
    keep(page, address, {"read": [chapter["id"]], "tried": chapter["labs"], "quiz": quiz})
    number = len(chapter["quiz"])
    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=NUMBERED[1].title)).last
    expect(card).to_contain_text(f"{number} of {number} questions answered, 2 to do again")
    card.get_by_role("link", name="2 to do again").click()
    page.wait_for_url(f"{address}/voila/render/{chapter['page']}#Try-it-out")
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", name="Try it out")).to_be_in_viewport()


def test_after_the_first_chapter_the_short_way_is_told_too(page: Page, address: str) -> None:
    keep(page, address, {"read": [LESSONS[3]["id"]], "tried": [], "quiz": {}})
    words = page.locator(".next-words")
    expect(words).to_have_text(
        f"Next: chapter 1, Muscle imbalance (about {LESSONS[0]['minutes']} minutes). Short of time? "
        "Read only what to take along from it and from the others, then see your own profile."
    )
    expect(words.get_by_role("link", name="what to take along")).to_have_attribute(
        "href", f"voila/render/{LESSONS[0]['page']}#What-to-take-along"
    )


def test_who_has_read_all_is_led_to_the_profile(page: Page, address: str) -> None:
    keep(page, address, {"read": [one["id"] for one in LESSONS]})
    expect(page.locator(".next-words").get_by_role("link", name="your own profile")).to_have_attribute(
        "href", f"voila/render/{DASHBOARD}.ipynb"
    )


@pytest.mark.parametrize(
    "kept", ["nonsense", '{"read": 3, "quiz": [1], "tried": {"a": 1}}', '"<img src=x onerror=alert(1)>"']
)
def test_what_it_cannot_read_does_no_harm(page: Page, address: str, kept: str) -> None:
    page.goto(f"{address}/teaching/")
    page.evaluate("(text) => localStorage.setItem('lbt-progress', text)", kept)
    page.goto(address)
    expect(page.get_by_text("0 of 9 lessons read")).to_be_visible()
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_storage_that_is_off_leaves_the_page_as_without_a_script(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator(".next-words")).to_contain_text("Next: chapter 1")


def test_the_keyboard_walks_it_in_the_order_of_reading(page: Page, address: str) -> None:
    page.goto(address)
    said = []
    for _ in range(9):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.textContent.trim().split('\\n')[0]"))
    assert said == [
        "Skip to the page's text", Site().title, "EspañolES", "Contents", BUTTON, "When to get help",
        "You run, and your back gets tight", "You want to know how it works", "You teach",
    ]  # fmt: skip
    ring = page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('For teachers')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/teaching/05_running_form.html", "/nothing-here"])
def test_axe_finds_nothing(page: Page, address: str, scheme: Literal["light", "dark"], path: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address + path)
    page.get_by_text("Contents", exact=True).click()
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/", "/teaching/", "/teaching/05_running_form_worksheet.html", "/nothing-here"])
def test_it_fits_a_narrow_screen_and_twice_the_text(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + path)
    page.get_by_text("Contents", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_big_button_leads_to_the_first_question(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=BUTTON).click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", name="1. Safety first")).to_be_visible()
