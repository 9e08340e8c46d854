"""The labs as a reader uses them, in Chromium."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.content.labs import OTHER_CHAPTERS

CONTENT = load()
READY = "html[data-ready]"
LAB = CONTENT.labs["spring_mass"]
NUMBERS = {cause.id: cause.number for cause in CONTENT.causes.values() if cause.id != "background"} | OTHER_CHAPTERS
CHAPTERS = {chapter: f"{number:02}_{chapter}" for chapter, number in NUMBERS.items()}


def opened(page: Page, address: str, chapter: str, query: str = "") -> Page:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/{CHAPTERS[chapter]}.ipynb{query}")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".lbt-lab .main-svg").first).to_be_visible()
    return page


def the_lab(page: Page, name: str = LAB.id) -> Locator:
    title = page.get_by_role("heading", name=CONTENT.labs[name].title, exact=True)
    return page.locator(".lbt-lab.jupyter-widgets").filter(has=title)


def guess(lab: Locator, value: str) -> None:
    lab.locator(".lbt-guess input").fill(value)
    lab.locator(".lbt-guess button").click()


def run(lab: Locator, value: str) -> None:
    """Guess, and read the answer before anything is moved, as a reader does."""
    guess(lab, value)
    expect(lab.get_by_text("You guessed")).to_be_visible()


@pytest.fixture
def lab(page: Page, address: str) -> Locator:
    return the_lab(opened(page, address, LAB.chapter))


def test_nothing_moves_before_a_guess_which_then_stands_beside_the_model(lab: Locator) -> None:
    cadence = lab.get_by_role("slider", name="Cadence")
    expect(cadence).to_be_disabled()
    expect(lab.get_by_text(LAB.discover[0])).to_be_hidden()
    expect(lab.get_by_text("What this shows")).to_have_count(0)
    guess(lab, "2.4")
    expect(lab.get_by_text("You guessed 2.4 × body weight; the model says 2.15 × body weight")).to_be_visible()
    expect(lab.get_by_text("your guess 2.4")).to_be_visible()
    expect(cadence).to_be_enabled()
    expect(cadence).to_have_value("175")
    expect(lab.get_by_text("What this shows")).to_be_visible()


def test_a_guess_out_of_range_is_asked_for_again(lab: Locator) -> None:
    guess(lab, "40")
    expect(lab.get_by_text("Please type a guess from 1 to 4 × body weight")).to_be_visible()
    expect(lab.locator(".lbt-guess input")).to_be_focused()
    expect(lab.get_by_role("slider", name="Cadence")).to_be_disabled()


def test_a_key_moves_slider_picture_and_runner(lab: Locator, page: Page) -> None:
    run(lab, "2")
    sentence, runner = lab.locator(".lbt-sentence"), lab.locator(".lbt-runner svg")
    expect(sentence).to_contain_text("2.15 times")
    lab.get_by_role("slider", name="Cadence").press("PageUp")
    expect(sentence).to_contain_text("2.04 times")  # π/2 × (60 / 185) / 0.25
    expect(runner).to_have_accessible_name(re.compile("185 steps a minute"))


def test_settings_that_do_not_go_together_say_why(lab: Locator) -> None:
    run(lab, "2")
    for name, value in (("Cadence: type a number", "200"), ("Foot on the ground at each step: type a number", "300")):
        lab.get_by_label(name).fill(value)
        lab.get_by_label(name).press("Enter")
    expect(lab.get_by_role("alert")).to_contain_text("leaves no time in the air")
    lab.get_by_role("button", name="All back to the start").click()
    expect(lab.get_by_role("alert")).to_have_count(0)


def test_a_teachers_link_sets_the_sliders(page: Page, address: str) -> None:
    preset = LAB.presets[0]
    lab = the_lab(opened(page, address, LAB.chapter, f"?preset={LAB.id}.{preset.id}"))
    expect(lab.get_by_role("slider", name="Cadence")).to_have_value(f"{preset.settings['cadence_spm']:g}")
    run(lab, "2")
    lab.get_by_role("button", name=f"All back to your link: {preset.label}").click()
    expect(lab.get_by_role("slider", name="Cadence")).to_have_value(f"{preset.settings['cadence_spm']:g}")
    expect(lab.locator(".lbt-sentence")).to_contain_text("2.05 times")  # π/2 × (60 / 184) / 0.25


def test_another_class_is_drawn_by_a_button_that_opens_after_the_guess(page: Page, address: str) -> None:
    lab = the_lab(opened(page, address, "reading_evidence"), "cohort")
    again = lab.get_by_role("button", name="Draw another class")
    expect(again).to_be_disabled()
    run(lab, "50")
    lab.get_by_label("30", exact=True).check()
    expect(lab.locator(".lbt-sentence")).to_contain_text("Draw 1, 30 runners")
    again.press("Enter")
    expect(lab.locator(".lbt-sentence")).to_contain_text("Draw 2, 30 runners")
    lab.get_by_label("Number of the draw: type a number").fill("999")
    lab.get_by_label("Number of the draw: type a number").press("Enter")
    again.click()
    expect(lab.locator(".lbt-sentence")).to_contain_text("Draw 1, 30 runners")
    lab.get_by_role("button", name="The made-up class", exact=True).click()
    expect(lab.locator(".lbt-sentence")).to_contain_text("The made-up class of 30")


def test_the_runner_stands_until_it_is_started(lab: Locator) -> None:
    leg, button = lab.locator(".lbt-nearLeg"), lab.locator(".lbt-runner button")
    before = leg.get_attribute("d") or ""
    expect(leg).to_have_attribute("d", before)
    button.click()
    expect(leg).not_to_have_attribute("d", before)
    expect(button).to_have_text("Stop the runner")
    button.click()
    expect(button).to_have_text("Start the runner")


def test_where_motion_is_unwelcome_a_press_shows_the_next_moment(lab: Locator, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    leg, button = lab.locator(".lbt-nearLeg"), lab.locator(".lbt-runner button")
    expect(button).to_have_text("Next moment of the stride")
    before = leg.get_attribute("d") or ""
    button.click()
    after = leg.get_attribute("d") or ""
    assert after != before
    expect(leg).to_have_attribute("d", after)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_after_the_guesses_fits_and_axe_finds_nothing_serious(
    page: Page, address: str, chapter: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    opened(page, address, chapter)
    names = [one.id for one in CONTENT.labs.values() if one.chapter == chapter]
    assert names
    for name in names:
        one = the_lab(page, name)
        run(one, f"{CONTENT.labs[name].prediction.max:g}")
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
