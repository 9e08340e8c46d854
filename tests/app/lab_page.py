"""A chapter's page and the labs on it, as a reader finds them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters

CONTENT = load()
READY = "html[data-ready]"
CHAPTERS = chapters(CONTENT)


def opened(page: Page, address: str, chapter: str, query: str = "") -> Page:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/{CHAPTERS[chapter].page}{query}")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".lbt-lab .main-svg").first).to_be_visible()
    return page


def the_lab(page: Page, name: str) -> Locator:
    title = page.get_by_role("heading", name=CONTENT.labs[name].title, exact=True)
    return page.locator(".lbt-lab.jupyter-widgets").filter(has=title)


def guess(lab: Locator, value: str) -> None:
    lab.locator(".lbt-guess input").fill(value)
    lab.locator(".lbt-guess button").click()


def run(lab: Locator, value: str) -> None:
    """Guess, and read the answer before anything is moved, as a reader does."""
    guess(lab, value)
    expect(lab.locator(".lbt-compared", has_text="You guessed")).to_be_visible()  # the live region says it, too
