"""Every page by keyboard from end to end, and with twice the text: what each page must do, whatever is on it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import long_but
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


def open_page(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    if path in RENDERED:
        page.wait_for_selector(READY, state="attached")
    page.wait_for_load_state("networkidle")


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


@pytest.mark.parametrize("path", long_but(ALL, *SHORT))
def test_the_keyboard_comes_to_everything_once_in_order_and_in_sight(page: Page, address: str, path: str) -> None:
    open_page(page, address, path)
    wanted = page.evaluate(STOPS)
    walked = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        if walked and walked[-1]["at"] == focus["at"]:  # a date has parts, and a button with a ring of the browser's own
            continue
        walked.append(focus)
    assert [one["html"] for one in walked if not one["ring"]] == [], "no ring shows the focus"
    assert [one["html"] for one in walked if not one["on_top"]] == [], "something lies over it"
    assert [one["html"] for one in walked if one["at"] < 0] == [], "what is no control takes the focus"
    assert [wanted[one["at"]] for one in walked] == wanted


@pytest.mark.parametrize("path", long_but(ALL, *SHORT))
def test_twice_the_text_and_a_narrow_screen_lose_nothing(page: Page, address: str, path: str) -> None:
    """WCAG 1.4.4 and 1.4.10, with all that is folded open: the page as it comes is looked at in test_app.py."""
    page.set_viewport_size({"width": 1280, "height": 900})
    open_page(page, address, path)
    open_everything(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate(CUT) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
    for width in (640, 320):  # as at a zoom of 200 and 400 %
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT) == []
