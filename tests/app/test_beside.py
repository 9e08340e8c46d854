"""A link to the evidence in JupyterLab, where that page does not run by itself: its card opens over this one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from lbt_widgets.content import load
from lbt_widgets.widgets._claim_html import evidence_html
from lbt_widgets.widgets.live import Prose

from .accessible import faults
from .script_page import show
from .test_lab import lab, run_all  # noqa: F401

CLAIM = "footwear.cushioning"
FINDING = load().claims[CLAIM].findings[0].id
NO_ADDRESS = "theisen2014midsole"  # one of its sources, which stands nowhere but in the list here
LINK = f'<p><a href="09_evidence.ipynb#claim={CLAIM}&amp;finding={FINDING}">so many</a></p>'


@pytest.fixture
def opened(page: Page) -> Page:
    """The page of one text, in a notebook of JupyterLab, as far as the script can tell."""
    content = load()
    cards = {
        name: {"kind": "evidence", "name": name, "html": evidence_html(key, name, content)}
        for key, name in (("claim", CLAIM), ("source", NO_ADDRESS))
    }
    show(page, Prose(html=LINK), "evidence.css", cards)
    page.evaluate("document.querySelector('main').classList.add('jp-NotebookPanel')")
    return page


def test_the_card_opens_over_the_page_at_the_finding_and_closes(opened: Page) -> None:
    opened.get_by_role("link", name="so many").press("Enter")
    dialog = opened.get_by_role("dialog", name="From the evidence")
    expect(dialog.get_by_role("heading", name=load().claims[CLAIM].statement)).to_be_visible()
    expect(dialog.locator(f"[data-part='finding={FINDING}']")).to_be_focused()
    assert dialog.get_by_role("link").first.get_attribute("href").startswith("https://")  # the study: the second step
    expect(dialog.locator(".lbt-card")).to_have_attribute("lang", "en")  # the buttons speak the reader's language
    levels = [
        int(name[1]) for name in dialog.locator("h2, h3, h4").evaluate_all("all => all.map((one) => one.tagName)")
    ]
    assert levels[0] == 2 and all(below <= above + 1 for above, below in pairwise(levels))
    assert faults(opened) == []
    opened.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opened.get_by_role("link", name="so many")).to_be_focused()


def test_a_link_within_the_card_stays_in_the_window_and_the_way_back_leads_to_it(opened: Page) -> None:
    opened.get_by_role("link", name="so many").press("Enter")
    dialog = opened.get_by_role("dialog", name="From the evidence")
    back = dialog.get_by_role("button", name="Back")
    expect(back).to_be_hidden()
    study = dialog.locator(f"a[href$='#source={NO_ADDRESS}']").first
    study.press("Enter")
    expect(dialog).to_contain_text(load().sources[NO_ADDRESS].title)
    expect(dialog.get_by_role("heading", name=load().claims[CLAIM].statement)).to_be_hidden()
    assert dialog.evaluate("dialog => dialog.matches(':modal')")
    back.press("Enter")
    expect(dialog.get_by_role("heading", name=load().claims[CLAIM].statement)).to_be_visible()
    expect(study).to_be_focused()
    expect(back).to_be_hidden()
    study.press("Enter")
    opened.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opened.get_by_role("link", name="so many")).to_be_focused()
    opened.get_by_role("link", name="so many").press("Enter")  # opened anew it has nothing to go back to
    expect(dialog.get_by_role("heading", name=load().claims[CLAIM].statement)).to_be_visible()
    expect(back).to_be_hidden()


def test_elsewhere_the_link_leads_to_the_evidence(opened: Page) -> None:
    opened.evaluate("document.querySelector('main').classList.remove('jp-NotebookPanel')")
    with opened.expect_popup():
        opened.get_by_role("link", name="so many").click()
    expect(opened.get_by_role("dialog")).to_have_count(0)


def test_a_text_that_is_gone_is_asked_no_more(opened: Page) -> None:
    assert opened.evaluate("leave() ?? model.heard()") == 0
    with opened.expect_popup():  # nothing here has the card
        opened.evaluate("""() => {
          const link = document.createElement("a");
          Object.assign(link, { href: "09_evidence.ipynb#claim=footwear.cushioning", target: "_blank" });
          document.querySelector("main").append(link);
          link.click();
        }""")


def test_a_kernel_that_refuses_the_question_is_said_too(opened: Page) -> None:
    opened.evaluate("() => { model.send = () => { throw new Error('the line is cut'); }; }")
    opened.get_by_role("link", name="so many").click()
    expect(opened.get_by_role("dialog")).to_contain_text("No answer has come for 3 seconds")


@pytest.mark.long
def test_a_number_in_a_text_leads_to_its_source_in_two_steps(page: Page, lab: str) -> None:  # noqa: F811
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "01_muscle_imbalance")
    expect(page.locator(".lbt-chapter-end")).to_be_attached(timeout=60_000)
    page.locator(".jp-MarkdownOutput").get_by_role("link", name="weaker thigh fronts").click()
    dialog = page.get_by_role("dialog", name="From the evidence")
    expect(dialog.get_by_role("heading", name="Studies say")).to_be_visible()
    assert dialog.locator("a[href^='https://']").count() > 0
