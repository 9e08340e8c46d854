"""The self-tests' tools in Chromium, with a clock of the test's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.widgets import _static
from lbt_widgets.widgets.answers import Answers
from lbt_widgets.widgets.form import TOOLS, Form, FormSection

from .accessible import faults
from .quiz_page import READY
from .script_page import show

CONTENT = load()
NOON = datetime.datetime(2026, 3, 1, 12)
Open = Callable[[str], Locator]


@pytest.fixture
def open_tool(page: Page) -> Open:
    """A form of one question alone on a page: open its tool, and stop the clock."""

    def open_it(question_id: str) -> Locator:
        form = Form(Answers(CONTENT), [FormSection("one", "One", (question_id,))])
        page.clock.install(time=NOON)
        show(page, form, "form.css", {"tools": tools_message()})
        press(page, question_id)
        page.clock.pause_at(NOON + datetime.timedelta(minutes=5))
        return page.get_by_role("dialog")

    return open_it


def tools_message() -> dict[str, str]:
    return {"kind": "tools", "script": _static.module(*TOOLS), "style": _static.style("self_test.css")}


def press(page: Page, question_id: str) -> None:
    row = page.locator(".lbt-question").filter(has=field(page, question_id))
    row.locator(".lbt-opens").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def field(page: Page, question_id: str) -> Locator:
    return page.get_by_label(CONTENT.questions[question_id].text, exact=True)


def digits(tool: Locator) -> Locator:
    return tool.locator(".lbt-digits")


def said(tool: Locator) -> Locator:
    return tool.get_by_role("status")


def hold(page: Page, tool: Locator, seconds: float) -> None:
    tool.get_by_role("button", name="Start").click()
    page.clock.run_for(3000 + 1000 * seconds)


def test_a_hold_by_keyboard_alone_goes_into_the_field(page: Page, open_tool: Open) -> None:
    tool = open_tool("plank_s")
    expect(tool.get_by_text(CONTENT.questions["plank_s"].test.stop)).to_be_visible()
    tool.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect(digits(tool)).to_have_text("3")
    page.clock.run_for(2000)
    expect(digits(tool)).to_have_text("1")
    page.clock.run_for(1000 + 47_300)
    expect(digits(tool)).to_have_text("47")
    page.keyboard.press("Space")  # on the button, which must not start again
    expect(said(tool)).to_have_text("This try: 47 seconds.")
    expect(tool.get_by_role("button", name="Start again")).to_be_focused()
    page.clock.run_for(1000)
    hold(page, tool, 30)
    page.keyboard.press("x")
    expect(said(tool)).to_have_text("This try: 30 seconds. Best so far: 47 seconds.")
    page.clock.run_for(1000)
    page.get_by_role("button", name="Use 47 seconds").press("Enter")
    expect(tool).to_have_count(0)
    expect(field(page, "plank_s")).to_have_value("47")
    expect(field(page, "plank_s")).to_be_focused()
    expect(page.get_by_text("1 of 1 answered")).to_be_visible()
    kept = page.evaluate("JSON.parse(localStorage.getItem('lbt-answers')).answers")
    assert kept == {"plank_s": {"value": "47", "unit": "s"}}


def test_a_page_that_slept_has_lost_nothing_and_the_test_ends_at_its_most(page: Page, open_tool: Open) -> None:
    tool = open_tool("extensor_hold_s")
    tool.get_by_role("button", name="Start").click()
    page.clock.fast_forward(3000 + 61_000)  # as a lid that is closed and opened: each timer ticks once at most
    expect(digits(tool)).to_have_text("61")
    page.clock.fast_forward(3_600_000)
    expect(said(tool)).to_have_text("This try: 240 seconds.")
    expect(tool.get_by_role("button", name="Use 240 seconds")).to_be_visible()


def test_a_tap_anywhere_stops_it_and_presses_nothing(page: Page, open_tool: Open) -> None:
    tool = open_tool("plank_s")
    hold(page, tool, 20)
    tool.get_by_role("button", name="Close").click()
    expect(said(tool)).to_have_text("This try: 20 seconds.")
    page.clock.run_for(1000)
    hold(page, tool, 25)
    page.keyboard.press("Escape")
    expect(said(tool)).to_contain_text("This try: 25 seconds.")
    page.clock.run_for(1000)
    tool.get_by_role("button", name="Start again").click()
    page.clock.run_for(1500)
    digits(tool).click()
    expect(said(tool)).to_have_text("Stopped before the start.")
    page.clock.run_for(1000)
    tool.get_by_role("button", name="Close").click()
    expect(tool).to_have_count(0)
    expect(page.locator(".lbt-opens").first).to_be_focused()
    expect(field(page, "plank_s")).to_have_value("")


def test_it_is_said_at_the_start_and_every_ten_seconds(page: Page, open_tool: Open) -> None:
    tool = open_tool("plank_s")
    said(tool).evaluate(
        "one => { globalThis.heard = []; new MutationObserver(() => heard.push(one.textContent))"
        ".observe(one, { childList: true, characterData: true, subtree: true }); }"
    )
    hold(page, tool, 31)
    assert page.evaluate("heard") == ["Go.", "10 seconds", "20 seconds", "30 seconds"]


def test_both_sides_are_asked_and_their_mean_is_taken(page: Page, open_tool: Open) -> None:
    tool = open_tool("single_leg_bridge_s")
    hold(page, tool, 40)
    page.keyboard.press("x")
    expect(tool.get_by_text("Now the other side: right. Rest first.")).to_be_visible()
    expect(tool.get_by_label("Right", exact=True)).to_be_checked()
    page.clock.run_for(1000)
    hold(page, tool, 44)
    page.keyboard.press("x")
    page.clock.run_for(1000)
    expect(tool.get_by_text("Left 40, right 44: the average is 42 seconds.")).to_be_visible()
    tool.get_by_role("button", name="Use 42 seconds").click()
    expect(field(page, "single_leg_bridge_s")).to_have_value("42")


def test_the_lower_count_of_both_legs_is_taken(page: Page, open_tool: Open) -> None:
    tool = open_tool("hamstring_bridge_reps")
    for side, count in (("Left", 12), ("Right", 9)):
        tool.get_by_label(side, exact=True).check()
        tool.get_by_role("button", name="Count one").focus()
        for _ in range(count + 1):
            page.keyboard.press("Space")
        tool.get_by_role("button", name="Take one off").click()
        expect(digits(tool)).to_have_text(str(count))
        tool.get_by_role("button", name="That is all").click()
        expect(said(tool)).to_have_text(f"This try: {count}.")
    tool.get_by_role("button", name="Use 9 repetitions").click()
    expect(field(page, "hamstring_bridge_reps")).to_have_value("9")


def test_steps_are_tapped_and_a_missed_one_does_no_harm(page: Page, open_tool: Open) -> None:
    tool = open_tool("cadence_spm")
    button = tool.get_by_role("button", name="Tap with your steps")
    button.focus()
    for tap in range(50):
        page.keyboard.press("Space")
        page.clock.run_for(750 if tap == 20 else 375)  # 160 steps a minute
    tool.get_by_role("button", name="Stop").click()
    expect(said(tool)).to_contain_text("160 steps a minute; half of the steps came at")
    expect(said(tool)).to_contain_text("1 gap of a missed or double tap left out.")
    tool.get_by_role("button", name="Use 160 steps/min").click()
    expect(field(page, "cadence_spm")).to_have_value("160")


def test_few_taps_are_too_few_and_a_pause_ends_them(page: Page, open_tool: Open) -> None:
    tool = open_tool("cadence_spm")
    tool.get_by_role("button", name="Tap with your steps").click()
    page.clock.run_for(500)
    tool.get_by_role("button", name="Tap with your steps").click()
    page.clock.run_for(4000)
    expect(said(tool)).to_contain_text("too short")
    expect(tool.get_by_role("button", name=re.compile("^Use"))).to_have_count(0)


def test_a_reach_has_its_picture_and_the_best_try_counts(page: Page, open_tool: Open) -> None:
    tool = open_tool("sit_reach_cm")
    expect(tool.get_by_role("img", name=re.compile("soles flat against a box"))).to_be_visible()
    page.clock.resume()  # axe waits for timers
    assert faults(page) == []
    tool.get_by_label("How far, in cm?").fill("far")
    tool.get_by_role("button", name="Keep this try").click()
    expect(tool.get_by_role("alert")).to_contain_text("Please type a number from 0 to 40.")
    tool.get_by_label("short of them").check()
    for typed in ("8", "5,5"):
        tool.get_by_label("How far, in cm?").fill(typed)
        tool.get_by_label("How far, in cm?").press("Enter")
    expect(said(tool)).to_have_text("This try: −5.5 cm. Best so far: −5.5 cm.")
    tool.get_by_role("button", name="Use −5.5 cm").click()
    expect(field(page, "sit_reach_cm")).to_have_value("-5.5")


def test_a_mistyped_reach_never_counts_or_can_be_taken_back(page: Page, open_tool: Open) -> None:
    tool = open_tool("sit_reach_cm")
    typed, use = tool.get_by_label("How far, in cm?"), tool.get_by_role("button", name=re.compile("^Use"))
    for slip in ("200", "1e2", "1e3", "41"):
        typed.fill(slip)
        typed.press("Enter")
        expect(tool.get_by_role("alert")).to_contain_text("Please type a number from 0 to 40.")
        expect(use).to_have_count(0)
    for slip in ("7", "35"):
        typed.fill(slip)
        typed.press("Enter")
    expect(use).to_have_text("Use 35 cm")
    tool.get_by_role("button", name="Close").click()
    press(page, "sit_reach_cm")
    back = tool.get_by_role("button", name="Take the last try back")
    back.press("Enter")
    expect(use).to_have_text("Use 7 cm")
    expect(said(tool)).to_have_text("The last try is taken back.")
    back.press("Enter")
    expect(use).to_have_count(0)
    expect(back).to_have_count(0)
    expect(typed).to_be_focused()


def test_forgetting_forgets_the_best_try_too(page: Page, open_tool: Open) -> None:
    tool = open_tool("plank_s")
    hold(page, tool, 20)
    page.keyboard.press("Escape")
    expect(tool.get_by_role("button", name="Use 20")).to_be_visible()
    page.clock.run_for(1000)  # until then the rest of the key press is swallowed
    tool.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Forget my answers").click()
    page.get_by_role("button", name="Yes, forget them").click()
    press(page, "plank_s")
    expect(tool.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(tool.get_by_role("button", name=re.compile("^Use"))).to_have_count(0)


def test_on_its_page_the_tools_come_once_and_the_result_is_in_the_profile(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(str(frame))))
    page.goto(f"{address}/voila/render/01_muscle_imbalance.ipynb")
    page.wait_for_selector(READY, state="attached")
    bar = page.get_by_text("Too little about muscle imbalance is answered yet")
    expect(bar).to_be_visible()
    for _ in range(2):
        press(page, "hamstring_bridge_reps")
        tool = page.get_by_role("dialog")
        for side in ("Left", "Right"):
            tool.get_by_label(side, exact=True).check()
            tool.get_by_role("button", name="Count one").click()
            tool.get_by_role("button", name="That is all").click()
        tool.get_by_role("button", name="Use 1 repetition").click()
    expect(bar).to_have_count(0)
    assert sum('"tools"' in frame for frame in asked) == 1


def test_a_tool_that_does_not_come_is_told_and_may_come_later(page: Page) -> None:
    form = Form(Answers(CONTENT), [FormSection("one", "One", ("plank_s",))])
    page.clock.install(time=NOON)
    show(page, form, "form.css")
    page.locator(".lbt-opens").click()
    page.clock.run_for(8000)
    expect(page.get_by_text("The tool did not come")).to_be_visible()
    page.evaluate("answer => (model.send = () => queueMicrotask(() => told(answer)))", tools_message())
    page.evaluate("const on = model.on; model.on = (name, hear) => { globalThis.told = hear; on(name, hear); }")
    press(page, "plank_s")


@pytest.mark.parametrize("question", ["plank_s", "hamstring_bridge_reps", "cadence_spm"])
def test_on_a_narrow_screen_axe_finds_nothing(page: Page, open_tool: Open, question: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    tool = open_tool(question)
    assert tool.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert tool.evaluate(
        "one => [...one.querySelectorAll('button')].filter(b => b.offsetHeight).every(b => b.offsetHeight >= 44 && b.offsetWidth >= 44)"
    )
    page.clock.resume()  # axe waits for timers
    assert faults(page) == []


RHYTHM = [350 * tap for tap in range(60)]


@pytest.mark.parametrize(
    ("taps", "feet", "rate", "left_out"),
    [
        (RHYTHM, 1, 60_000 / 350, 0),
        (RHYTHM, 2, 120_000 / 350, 0),
        ([tap for tap in RHYTHM if tap not in (3500, 7000, 10_500)], 1, 60_000 / 350, 3),
        (sorted([*RHYTHM, 3600, 7120]), 1, 60_000 / 350, 4),  # a double tap leaves two wrong gaps
        ([tap + (tap % 3) * 10 for tap in RHYTHM], 1, 60_000 / 350, 0),
        (RHYTHM[:20], 1, None, 0),
        ([], 1, None, 0),
        ([0, 20_000], 1, None, 0),
    ],
)
def test_step_rate(page: Page, taps: list[int], feet: int, rate: float | None, left_out: int) -> None:
    script = _static.module(*TOOLS).replace("export default { open,", "export default { open, stepRate,")
    found: dict[str, Any] | None = page.evaluate(
        """async ([script, taps, feet]) => {
          const { default: made } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
          return made.stepRate(taps, feet);
        }""",
        [script, taps, feet],
    )
    if rate is None:
        assert found is None
        return
    assert found["rate"] == pytest.approx(rate, rel=0.01)
    assert found["low"] <= found["rate"] * 1.001 and found["high"] >= found["rate"] * 0.999
    assert found["leftOut"] == left_out
