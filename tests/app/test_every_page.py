"""Every page by keyboard from end to end, and with twice the text: what each page must do, whatever is on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import long_but
from .dashboard_page import open_all, show_person
from .lab_page import opened, run, the_lab
from .test_app import PAGES, READY

RENDERED = [f"/voila/render/{name}" for name in PAGES]
OWN = ["/", "/teaching/", *(f"/teaching/{name}.html" for name in ("05_running_form", "05_running_form_worksheet"))]
ALL = [*OWN, *RENDERED]
SHORT = [*OWN, "/voila/render/12_diary.ipynb"]
MOST_STOPS = 1500

# What Tab should come to, in the order of the document; of radio buttons only the one that stands for its group.
STOPS = """
window.stops = [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex='-1'])")]
  .filter((one) => !one.matches(":disabled") && one.tabIndex >= 0 && !one.closest("[inert]"))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => one.matches("summary") === false || one === one.parentElement.querySelector(":scope > summary"))
  .filter((one, at, all) => {
    if (one.type !== "radio") return true;
    const group = all.filter((other) => other.type === "radio" && other.name === one.name && other.form === one.form);
    return one === (group.find((other) => other.checked) ?? group[0]);
  });
window.stops.map((one) => one.outerHTML.slice(0, 120));
"""
TO_THE_TOP = "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
# Where the focus is, whether a ring shows it, and whether something lies over all of it (WCAG 2.2, 2.4.7 and 2.4.11).
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const ring = (element, part) => {
    const style = getComputedStyle(element, part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const around = [one, one.parentElement, one.closest("label"), one.nextElementSibling].filter(Boolean);
  const seen = getComputedStyle(one).clipPath === "none" ? one : one.labels[0]; // a file's field is hidden, its label not
  const box = seen.getClientRects()[0]; // of a link, its first line
  const near = (share, from, size) => from + share * size;
  const on_top = [0.1, 0.5, 0.9].some((across) => [0.1, 0.5, 0.9].some((down) => {
    const found = document.elementFromPoint(near(across, box.x, box.width), near(down, box.y, box.height));
    return found && [one, ...(one.labels ?? [])].some((shown) => shown.contains(found));
  }));
  return {
    at: window.stops.indexOf(one),
    html: one.outerHTML.slice(0, 160),
    ring: around.some((element) => ring(element)) || ring(one, "::after") || ring(one, "::before"),
    on_top,
  };
}"""
# Text that its own box cuts off: nothing scrolls it into sight.
CUT = """
[...document.querySelectorAll("main *, header *")].filter((one) => {
  if (!one.checkVisibility({ visibilityProperty: true }) || !one.textContent.trim()) return false;
  if (one.closest("svg, .lbt-drawing, [aria-hidden=true]")) return false;
  const style = getComputedStyle(one);
  if (style.clipPath !== "none") return false; // for a screen reader alone
  const across = ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
  const down = ["hidden", "clip"].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
  return (across || down) && one.clientWidth > 1 && one.clientHeight > 1;
}).map((one) => one.outerHTML.slice(0, 160));
"""
# A part that scrolls sideways by itself; only a table or a drawing may (WCAG 1.4.10), and there it is meant.
SIDEWAYS = """
[...document.querySelectorAll("main *")].filter((one) => {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const drawn = one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 1;
  return scrolls && drawn && one.scrollWidth > one.clientWidth + 1 && !one.matches(".lbt-scroll, table, p:has(> img)");
}).map((one) => one.outerHTML.slice(0, 160));
"""
# A paragraph whose lines are too long to be read easily: wider than tokens.css says (42rem), and what a panel adds.
LONG = """
[...document.querySelectorAll("main p")].filter((one) => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 47 * rem;
}).map((one) => one.outerHTML.slice(0, 160));
"""


def open_page(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    if path in RENDERED:
        page.wait_for_selector(READY, state="attached")
    page.wait_for_load_state("networkidle")


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


def expect_a_walk_to_everything(page: Page) -> None:
    """By Tab to each control once, in the order of the page, each with a ring and with nothing over it."""
    wanted = page.evaluate(STOPS)
    page.evaluate(TO_THE_TOP)
    walked = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        if (
            walked and walked[-1]["at"] == focus["at"]
        ):  # a date has parts, and a button with a ring of the browser's own
            continue
        walked.append(focus)
    assert [one["html"] for one in walked if not one["ring"]] == [], "no ring shows the focus"
    assert [one["html"] for one in walked if not one["on_top"]] == [], "something lies over it"
    assert [one["html"] for one in walked if one["at"] < 0] == [], "what is no control takes the focus"
    assert [wanted[one["at"]] for one in walked] == wanted, "not to each once, in the order of the page"


def expect_nothing_lost(page: Page) -> None:
    """With twice the text (WCAG 1.4.4), and as at a zoom of 200 and 400 % (1.4.10): no text cut off, nothing sideways."""
    for width, text in ((1280, ""), (1280, "200%"), (360, "200%"), (640, ""), (320, "")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
        assert page.evaluate(LONG) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []
        assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("path", long_but(ALL, *SHORT))
def test_the_keyboard_comes_to_everything_once_in_order_and_in_sight(page: Page, address: str, path: str) -> None:
    open_page(page, address, path)
    expect_a_walk_to_everything(page)


@pytest.mark.parametrize("path", long_but(ALL, *SHORT))
def test_twice_the_text_and_a_narrow_screen_lose_nothing(page: Page, address: str, path: str) -> None:
    """With all that is folded open; the page as it comes is looked at in test_app.py."""
    open_page(page, address, path)
    open_everything(page)
    expect_nothing_lost(page)


def test_the_profile_is_walked_and_read_large(profile: Page) -> None:
    show_person(profile, "new-to-hills")
    expect(profile.get_by_role("button", name="Back to my own answers").first).to_be_visible()
    profile.get_by_role("button", name="Make my plan").click()
    expect(profile.get_by_role("heading", name="What it adds up to")).to_be_visible()
    open_all(profile)
    expect_a_walk_to_everything(profile)
    expect_nothing_lost(profile)


def test_a_lab_after_its_guess_is_walked_and_read_large(page: Page, address: str) -> None:
    run(the_lab(opened(page, address, "footwear"), "worn_shoes"), "50")
    expect_a_walk_to_everything(page)
    expect_nothing_lost(page)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("<button style='outline: 1px dotted'>a</button>", "no ring"),
        ("<button>a</button><div style='position: fixed; inset: 0'></div>", "lies over it"),
        ("<button tabindex=2>a</button><button tabindex=1>b</button>", "not to each once"),
    ],
)
def test_a_fault_of_the_keyboard_is_found(page: Page, fault: str, words: str) -> None:
    page.set_content(f"<style>:focus {{ outline: 3px solid }}</style><main>{fault}</main>")
    with pytest.raises(AssertionError, match=words):
        expect_a_walk_to_everything(page)


@pytest.mark.parametrize(
    "style", ["height: 1em; overflow: hidden", "width: 5px; overflow: clip; white-space: nowrap", "width: 2000px"]
)
def test_text_that_is_cut_off_is_found(page: Page, style: str) -> None:
    page.set_content(f"<main><p style='{style}'>Some words<br>and more</p></main>")
    with pytest.raises(AssertionError):
        expect_nothing_lost(page)


def test_a_panel_that_scrolls_sideways_is_found(page: Page) -> None:
    """The page around it is no wider than the window, and nothing is cut off for good."""
    page.set_content("<main><div style='overflow: auto'><div style='width: 90rem'>Some words</div></div></main>")
    with pytest.raises(AssertionError, match="overflow: auto"):
        expect_nothing_lost(page)
