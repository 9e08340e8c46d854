"""Every control of every lab, by keyboard, mouse, touch and typing, on a page as wide as a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lbt_widgets.content.labs import Control
from lbt_widgets.content.labs import Lab as Record
from lbt_widgets.figures.words import number, whole
from lbt_widgets.widgets import LabModel
from lbt_widgets.widgets.labs import run_of

from .conftest import long_but
from .lab_page import CHAPTERS, CONTENT, opened, run, the_lab

TARGETS = "button, summary, input:not([type=radio]), .lbt-choice, .lbt-links a"
TARGET_PX = 44


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    yield page
    page.close()
    context.close()


class Walk:
    """One lab on the page beside the same lab without a screen: after each step both must say the same."""

    def __init__(self, page: Page, record: Record) -> None:
        self.page, self.record = page, record
        self.shown = the_lab(page, record.id)
        self.model = LabModel(record, run_of(record))

    def guess(self) -> None:
        value = self.record.prediction.max
        run(self.shown, f"{value:g}")
        self.model.predict(value)
        self.expect_same()

    def expect_same(self) -> None:
        """The picture's sentence and its values; where settings do not go together, why not."""
        expect(self.shown.locator(".lbt-sentence")).to_have_text(self.model.outcome.picture.sentence)
        expect(self.shown.locator(".lbt-lab-controls .lbt-unfit")).to_have_text(self.model.fault)

    def set(self, control: Control, value: float) -> None:
        self.model.settings = {**self.model.settings, control.id: value}
        self.expect_same()

    def every_way(self, control: Control) -> None:
        if control.options:
            self.choose(control)
            return
        slider = self.shown.get_by_role("slider", name=control.label, exact=True)
        self.press_keys(control, slider)
        self.drag_and_tap(control, slider)
        self.type_numbers(control)
        self.shown.get_by_role("button", name=f"Back to {_number(control.start)}").and_(
            self.shown.get_by_role("button", name=f": {control.label}")
        ).click()
        self.set(control, control.start)

    def choose(self, control: Control) -> None:
        choice = self.shown.get_by_role("group", name=control.label)
        for value, words in reversed([*enumerate(control.options)]):
            choice.get_by_text(words, exact=True).tap()
            self.set(control, value)
        choice.get_by_role("radio").first.press("ArrowDown")
        self.set(control, 1)

    def press_keys(self, control: Control, slider: Locator) -> None:
        slider.press("Home")
        self.set(control, control.min)
        slider.press("PageUp")
        assert float(slider.input_value()) == pytest.approx(min(control.max, control.min + 10 * control.step))
        slider.press("End")
        self.set(control, control.max)
        slider.press("ArrowLeft")
        assert float(slider.input_value()) == pytest.approx(_stepped(control, control.max) - control.step)

    def drag_and_tap(self, control: Control, slider: Locator) -> None:
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] * 0.7, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * 0.3, y, steps=4)
        self.page.mouse.up()
        self.set(control, self.read_near(control, slider, 0.3))
        self.page.touchscreen.tap(box["x"] + box["width"] * 0.6, y)
        self.read_near(control, slider, 0.6)

    def read_near(self, control: Control, slider: Locator, part: float) -> float:
        """Where the slider stands now: near that part of its range, and on a step."""
        value = float(slider.input_value())
        reach = control.max - control.min
        assert value == pytest.approx(control.min + part * reach, abs=0.05 * reach + control.step)
        assert value == pytest.approx(_stepped(control, value))
        return value

    def type_numbers(self, control: Control) -> None:
        typed = self.shown.get_by_label(f"{control.label}: type a number")
        typed.fill(f"{control.max + control.step:g}")
        typed.press("Enter")
        expect(typed).to_have_attribute("aria-invalid", "true")
        expect(self.shown.get_by_text(f"Please type a number from {_number(control.min)} to")).to_be_visible()
        typed.fill(_number(control.min))
        typed.press("Enter")
        expect(typed).not_to_have_attribute("aria-invalid", "true")
        self.set(control, control.min)


def _number(value: float) -> str:
    return number(value) if abs(value) < 1000 else whole(value)


def _stepped(control: Control, value: float) -> float:
    return min(control.max, control.min + round((value - control.min) / control.step) * control.step)


@pytest.mark.parametrize("chapter", long_but(CHAPTERS, "warm_up"))
def test_every_control_moves_the_picture_or_says_why_not(phone: Page, address: str, chapter: str) -> None:
    opened(phone, address, chapter)
    for record in (one for one in CONTENT.labs.values() if one.chapter == chapter):
        walk = Walk(phone, record)
        for one in walk.shown.get_by_role("slider").all() + walk.shown.get_by_role("radio").all():
            expect(one).to_be_disabled()
        walk.guess()
        for control in record.controls:
            walk.every_way(control)
        for preset in record.presets:
            walk.shown.get_by_role("button", name=preset.label, exact=True).tap()
            walk.model.settings = {**record.start, **preset.settings}
            walk.expect_same()
        walk.shown.get_by_role("button", name="All back to the start").tap()
        walk.model.reset()
        walk.expect_same()
        for control in (one for one in record.controls if not one.options):
            expect(walk.shown.get_by_role("slider", name=control.label, exact=True)).to_have_value(f"{control.start:g}")
        for summary in walk.shown.locator("summary").all():
            summary.tap()
        small = [_told(one) for one in walk.shown.locator(TARGETS).all() if one.is_visible() and _too_small(one)]
        assert small == []


def _too_small(one: Locator) -> bool:
    box = one.bounding_box()
    return box is None or min(box["width"], box["height"]) < TARGET_PX - 0.5


def _told(one: Locator) -> str:
    return str(one.evaluate("one => one.outerHTML.slice(0, 120)"))
