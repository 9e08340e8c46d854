"""The dashboard as its tests find their way about it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from lbt_widgets.content import load

CONTENT = load()
READY = "html[data-ready]"


def figure(page: Page, title: str) -> Locator:
    return page.get_by_role("figure").filter(has=page.get_by_role("heading", name=title))


def finding(page: Page, title: str) -> Locator:
    return figure(page, title).locator(".lbt-sentence")


def field(page: Page, name: str) -> Locator:
    """The typed field, or the group of choices, of a question."""
    question = CONTENT.questions[name]
    if question.kind == "number":
        return page.get_by_label(question.text, exact=True)
    return page.get_by_role("group", name=question.text, exact=True)


def answer(page: Page, name: str, value: float | str) -> None:
    question = CONTENT.questions[name]
    if question.kind == "number":
        field(page, name).fill(f"{value:g}")
        field(page, name).blur()
    else:
        label = next(option.label for option in question.options if option.id == value)
        field(page, name).get_by_label(label, exact=True).check()


def open_all(page: Page) -> None:
    for summary in page.locator("details.lbt-section > summary").all():
        if not summary.evaluate("summary => summary.parentElement.open"):
            summary.click()


def show_person(page: Page, person_id: str) -> None:
    page.get_by_label("Fill in your own answers, or look at an example runner (made up)").select_option(person_id)
    page.get_by_role("button", name="Show this runner").click()
