"""A reader who thinks in miles finds them beside a lab's own units and in forms, on pages that were open before too."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from lbt_widgets.content import load
from lbt_widgets.widgets.answers import STORAGE_KEY, Answers
from lbt_widgets.widgets.form import Form, FormSection
from lbt_widgets.widgets.lab import LabControls, LabGuess

from .script_page import show

CONTENT = load()
CHOOSE = """([key, units]) => {
  localStorage.setItem(key, JSON.stringify({ units }));
  window.dispatchEvent(new CustomEvent("lbt-units", { detail: units }));
}"""


def test_a_form_that_is_open_in_another_tab_follows_the_units(page: Page) -> None:
    form = Form(Answers(CONTENT), [FormSection("one", "One", ("longest_run_30d_km",))])
    show(page, form, "form.css")
    unit = page.locator(".lbt-unit")
    expect(unit).to_have_text("km")
    other = page.context.new_page()
    show(other, LabControls(CONTENT.labs["spring_mass"]), "range.css")
    other.evaluate(CHOOSE, [STORAGE_KEY, "imperial"])
    expect(unit).to_have_text("mi")
    expect(page.get_by_label("Imperial")).to_be_checked()


def test_a_slider_says_the_other_unit_as_soon_as_it_is_chosen(page: Page) -> None:
    show(page, LabControls(CONTENT.labs["spring_mass"]), "range.css")
    said, slider = (
        page.locator(".lbt-range", has_text="Speed").locator("output"),
        page.get_by_role("slider", name="Speed"),
    )
    expect(said).to_have_text("12 km/h")
    page.evaluate(CHOOSE, [STORAGE_KEY, "imperial"])
    expect(said).to_have_text("12 km/h, 7.5 mph")
    expect(slider).to_have_attribute("aria-valuetext", "12 km/h, 7.5 mph")
    expect(page.get_by_label("Speed: type a number")).to_have_value("12")

    other = page.context.new_page()
    show(other, LabGuess(CONTENT.labs["spine_shrinkage"], CONTENT), "guess.css")
    allowed = other.locator(".lbt-guess .lbt-row .lbt-hint")
    expect(allowed).to_have_text("0 to 30 mm (0 to 1.2 in)")
    page.evaluate(CHOOSE, [STORAGE_KEY, "metric"])
    expect(allowed).to_have_text("0 to 30 mm")
    expect(said).to_have_text("12 km/h")
