"""The labs as a reader uses them, in Chromium."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from .accessible import faults
from .conftest import long_but
from .lab_page import CHAPTERS, CONTENT, guess, opened, run, the_lab

LAB = CONTENT.labs["spring_mass"]


@pytest.fixture
def lab(page: Page, address: str) -> Locator:
    return the_lab(opened(page, address, LAB.chapter), LAB.id)


def test_nothing_moves_before_a_guess_which_then_stands_beside_the_model(lab: Locator) -> None:
    cadence = lab.get_by_role("slider", name="Cadence")
    expect(cadence).to_be_disabled()
    expect(lab.get_by_text(LAB.discover[0])).to_be_hidden()
    expect(lab.get_by_text("What this shows")).to_have_count(0)
    guess(lab, "2.4")
    expect(
        lab.locator(".lbt-compared", has_text="You guessed 2.4 × body weight; the model says 2.15 × body weight")
    ).to_be_visible()
    expect(lab.get_by_text("your guess 2.4")).to_be_visible()
    expect(cadence).to_be_enabled()
    expect(cadence).to_have_value("175")
    expect(lab.get_by_text("What this shows")).to_be_visible()


def test_a_guess_out_of_range_is_asked_for_again(lab: Locator) -> None:
    guess(lab, "40")
    expect(lab.get_by_text("Please type a guess from 1 to 4 × body weight")).to_be_visible()
    expect(lab.locator(".lbt-guess input")).to_be_focused()
    expect(lab.get_by_role("slider", name="Cadence")).to_be_disabled()


@pytest.mark.parametrize("written", ["35 300", "35\u202f300", "35300"])
def test_a_number_is_taken_as_the_page_writes_it(page: Page, address: str, written: str) -> None:
    lab = the_lab(opened(page, address, "training_load"), "fatigue_life")
    guess(lab, written)
    expect(
        lab.locator(".lbt-compared", has_text="You guessed 35\u202f300 loads; the model says 6990 loads")
    ).to_be_visible()


def test_a_number_that_can_be_read_in_two_ways_is_asked_back(page: Page, address: str) -> None:
    lab = the_lab(opened(page, address, "training_load"), "fatigue_life")
    guess(lab, "7,500")
    expect(lab.get_by_text("7,500 can be read in two ways: write 7500 or 7.5.")).to_be_visible()
    expect(lab.locator(".lbt-guess input")).to_be_focused()
    guess(lab, "7,5")
    expect(lab.locator(".lbt-compared", has_text="You guessed 7.5 loads")).to_be_visible()


def test_a_cut_network_is_told_and_taken_back_when_an_answer_comes(lab: Locator, page: Page) -> None:
    run(lab, "2")
    page.context.set_offline(True)
    lab.get_by_role("slider", name="Cadence").press("PageUp")
    silent = lab.get_by_text("No answer has come for 3 seconds")
    expect(silent).to_be_visible()
    page.context.set_offline(False)
    expect(silent).to_have_count(0)


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
    why = lab.get_by_text("leaves no time in the air")
    expect(why.first).to_be_visible()
    contact, speed = (box(lab, lab.get_by_role("slider", name=name)) for name in ("Foot on the ground", "Speed"))
    told = box(lab, lab.locator(".lbt-unfit"))  # between the slider that was moved and the next, over neither
    assert contact["y"] + contact["height"] <= told["y"] < told["y"] + told["height"] <= speed["y"]
    expect(lab.get_by_role("status").filter(has_text="leaves no time in the air")).to_have_count(1)  # once it rests
    expect(lab.get_by_role("alert").filter(has_text="air")).to_have_count(0)
    lab.get_by_role("button", name="All back to the start").click()
    expect(why).to_have_count(0)


def test_a_teachers_link_sets_the_sliders(page: Page, address: str) -> None:
    preset = LAB.presets[0]
    lab = the_lab(opened(page, address, LAB.chapter, f"?preset={LAB.id}.{preset.id}"), LAB.id)
    expect(lab.get_by_role("slider", name="Cadence")).to_have_value(f"{preset.settings['cadence_spm']:g}")
    run(lab, "2")
    lab.get_by_role("button", name=f"All back to your link: {preset.label}").click()
    expect(lab.get_by_role("slider", name="Cadence")).to_have_value(f"{preset.settings['cadence_spm']:g}")
    expect(lab.locator(".lbt-sentence")).to_contain_text("2.05 times")  # π/2 × (60 / 184) / 0.25


def test_a_link_brings_to_its_lab_and_says_what_it_set(page: Page, address: str) -> None:
    last = [one for one in CONTENT.labs.values() if one.chapter == LAB.chapter][-1]
    preset = last.presets[0]
    lab = the_lab(opened(page, address, last.chapter, f"?preset={last.id}.{preset.id}"), last.id)
    expect(lab.get_by_text(f"Your link set this lab to: {preset.label}.")).to_be_in_viewport()
    locked = lab.get_by_role("button", name="All back to your link")
    assert locked.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"


def test_a_link_to_what_a_lab_does_not_have_says_so(page: Page, address: str) -> None:
    lab = the_lab(opened(page, address, LAB.chapter, f"?preset={LAB.id}.no_such"), LAB.id)
    expect(lab.get_by_text("Your link names a start that this lab does not have.")).to_be_in_viewport()
    expect(lab.get_by_role("slider", name="Cadence")).to_have_value("167")


def test_a_link_to_a_lab_of_another_page_says_so_once(page: Page, address: str) -> None:
    opened(page, address, LAB.chapter, "?preset=no_such_lab.start")
    expect(page.get_by_text("Your link names a lab that this page does not have: no_such_lab.start.")).to_have_count(1)
    expect(page.get_by_text("Your link names a lab")).to_be_visible()


def test_after_the_guess_the_link_no_longer_says_where_the_sliders_stand(page: Page, address: str) -> None:
    preset = LAB.presets[0]
    lab = the_lab(opened(page, address, LAB.chapter, f"?preset={LAB.id}.{preset.id}"), LAB.id)
    expect(lab.get_by_text("Your link set this lab to")).to_be_visible()
    run(lab, "2")
    expect(lab.get_by_text("Your link set this lab to")).to_have_count(0)
    expect(lab.get_by_text("The run of your guess has moved the sliders.")).to_be_visible()


def test_after_the_guess_its_button_steps_back(lab: Locator) -> None:
    button = lab.locator(".lbt-guess button")
    expect(button).to_have_class("lbt-main")
    run(lab, "2")
    expect(button).not_to_have_class("lbt-main")


def test_a_link_for_a_class_opens_the_sliders_as_they_stand(lab: Locator, page: Page, address: str) -> None:
    run(lab, "2")
    lab.get_by_role("slider", name="Cadence").press("PageUp")
    lab.get_by_text("Links for a class").click()
    preset = LAB.presets[0]
    fixed = lab.get_by_role("link", name=preset.label)
    expect(fixed).to_have_attribute("href", f"?preset={LAB.id}.{preset.id}")
    now = lab.get_by_role("link", name="The sliders as they stand now")
    expect(now).to_have_attribute("href", "?spring_mass=185,250,12")
    for query, cadence in ((now.get_attribute("href"), "185"), ("?spring_mass=999,250,12", "167")):
        again = the_lab(opened(page, address, LAB.chapter, query or ""), LAB.id)
        expect(again.get_by_role("slider", name="Cadence")).to_have_value(cadence)


def test_the_news_is_read_out_once_and_only_when_the_slider_rests(lab: Locator, page: Page) -> None:
    run(lab, "2")
    status = lab.get_by_role("status").filter(has_text="You press on the ground")
    expect(status).to_contain_text("You guessed 2 × body weight")
    cadence = lab.get_by_role("slider", name="Cadence")
    status.evaluate(
        "one => new MutationObserver(() => one.dataset.told = 1 + Number(one.dataset.told || 0)).observe(one, { childList: true })"
    )
    for _ in range(5):
        cadence.press("ArrowRight")
    expect(lab.locator(".lbt-lab-controls [role=status]")).to_have_attribute("data-told", "1")
    expect(lab.get_by_role("status").filter(has_text="You press on the ground")).to_contain_text("2.09 times")  # at 180


SIZES = {"phone": (360, 740), "projector": (1280, 720), "zoomed": (320, 640)}


@pytest.mark.parametrize(("width", "height"), SIZES.values(), ids=SIZES)
def test_what_is_read_first_stands_first(lab: Locator, page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    places = [box(lab, one) for one in (".lbt-lab-guess", ".lbt-plot", ".lbt-runner", ".lbt-lab-controls")]
    for before, after in pairwise(places):
        below = after["y"] >= before["y"] + before["height"] - 1
        beside = after["x"] >= before["x"] + before["width"] - 1
        assert below or beside


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 720)])
@pytest.mark.parametrize("seen", [".lbt-plot .lbt-drawing", ".lbt-runner svg"])
def test_picture_and_runner_are_seen_while_a_slider_moves(
    lab: Locator, page: Page, seen: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    run(lab, "2")
    narrow = width < 768
    lab.locator(seen).evaluate("(one, block) => one.scrollIntoView({ block })", "start" if narrow else "end")
    for slider in lab.get_by_role("slider").all():
        slider.focus()
        slider.press("ArrowRight")
        drawing, sheet, moved = (box(lab, one) for one in (seen, ".lbt-bench > :last-child", slider))
        bottom = sheet["y"] if narrow else height
        in_sight = min(drawing["y"] + drawing["height"], bottom) - max(0, drawing["y"])
        assert in_sight > 0.85 * min(drawing["height"], height * 0.55)
        assert 0 <= moved["y"] <= height - moved["height"]


@pytest.mark.parametrize("chapter", long_but([one for one in CHAPTERS if one in CONTENT.causes], "surface"))
def test_the_picture_and_all_sliders_of_a_lab_are_in_sight_on_a_projector(
    page: Page, address: str, chapter: str
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    opened(page, address, chapter)
    for name in (one.id for one in CONTENT.labs.values() if one.chapter == chapter):
        one = the_lab(page, name)
        run(one, f"{CONTENT.labs[name].prediction.max:g}")
        column = one.locator(".lbt-bench > :last-child")
        assert column.evaluate("one => one.scrollHeight - one.clientHeight") <= 0  # no box that scrolls in the page
        one.locator(".lbt-bench").evaluate("one => one.scrollIntoView()")
        for seen in (".lbt-sentence", ".lbt-drawing", *one.locator(".lbt-range").all()):
            place = box(one, seen)
            assert 0 <= place["y"] < place["y"] + place["height"] <= 768


def test_a_small_phone_shows_the_whole_picture_above_the_sliders(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    lab = the_lab(opened(page, address, "posture"), "pelvic_shape")  # its legend has the most lines
    run(lab, "70")
    lab.locator(".lbt-drawing").evaluate("one => one.scrollIntoView()")
    picture, legend, sheet = (box(lab, one) for one in (".cartesianlayer", ".legend", ".lbt-bench > :last-child"))
    assert picture["height"] > 280
    assert 0 <= picture["y"] < picture["y"] + picture["height"] <= min(legend["y"], sheet["y"])


# Numbers at an axis, in pixels of the page, that touch each other or a line of the drawing.
RUN_INTO = """
[...document.querySelectorAll(".lbt-drawing")].flatMap((drawing) => {
  const boxes = (what) => [...drawing.querySelectorAll(what)].map((one) => [one.textContent, one.getBoundingClientRect()]);
  const numbers = boxes(".xtick text, .ytick text, .ytitle");
  const lines = boxes(".gridlayer path, .zerolinelayer path, .xlines-above, .ylines-above, .shapelayer path").map(([, line]) => ["a line", line]);
  const meet = (one, other) => one.left < other.right + 1 && other.left < one.right + 1 && one.top < other.bottom && other.top < one.bottom;
  return numbers.flatMap(([text, place], at) =>
    [...numbers.slice(at + 1), ...lines].filter(([, other]) => meet(place, other)).map(([other]) => `${text} and ${other}`));
});
"""


@pytest.mark.parametrize("chapter", long_but([one for one in CHAPTERS if one in CONTENT.causes], "core_weakness"))
def test_on_a_phone_no_line_runs_through_the_numbers_of_an_axis(page: Page, address: str, chapter: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, address, chapter)
    for name in (one.id for one in CONTENT.labs.values() if one.chapter == chapter):
        one = the_lab(page, name)
        run(one, f"{CONTENT.labs[name].prediction.max:g}")
        expect(one.locator(".ytick text").first).to_be_visible()
    assert page.evaluate(RUN_INTO) == []


def test_the_marks_on_the_ground_stand_on_it(lab: Locator, page: Page) -> None:
    """A narrow page is wider for the runner than the drawing: what lies outside of it would be seen."""
    marks, ground = ((one["x"], one["x"] + one["width"]) for one in (box(lab, ".lbt-marks"), box(lab, ".lbt-ground")))
    assert ground[0] <= marks[0] < marks[1] <= ground[1]


def box(lab: Locator, one: str | Locator) -> FloatRect:
    found = (lab.locator(one) if isinstance(one, str) else one).bounding_box()
    assert found is not None
    return found


def test_no_word_of_a_picture_is_run_through_on_a_phone(page: Page, address: str) -> None:
    """Of the one whose points have names: no line in a number at an axis, no other mark in a name."""
    page.set_viewport_size({"width": 360, "height": 740})
    lab = the_lab(opened(page, address, "training_load"), "spine_shrinkage")
    run(lab, "15")
    expect(lab.locator(".textpoint").first).to_be_visible()
    crossed = lab.evaluate("""lab => {
      const boxes = (parts) => [...lab.querySelectorAll(parts)].map((one) => [one, one.getBoundingClientRect()]);
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const found = (words, marks) => boxes(words).flatMap(([word, box]) =>
        boxes(marks).filter(([, other]) => meet(box, other)).map(([mark]) => `${word.textContent}: ${mark.outerHTML}`));
      return [...found(".ytick text, .xtick text", ".crisp"), ...found(".textpoint text", ".point")];
    }""")
    assert crossed == []


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


@pytest.mark.parametrize("chapter", long_but(CHAPTERS, "warm_up"))
def test_every_chapter_with_guesses_and_errors_fits_and_axe_finds_nothing(
    page: Page, address: str, chapter: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    opened(page, address, chapter)
    names = [one.id for one in CONTENT.labs.values() if one.chapter == chapter]
    assert names
    for name in names:
        one = the_lab(page, name)
        run(one, f"{CONTENT.labs[name].prediction.max:g}")
        guess(one, "?")
        typed = one.locator(".lbt-range input[type=text]").first
        typed.fill("?")
        typed.press("Enter")
        expect(one.get_by_text("Please type a")).to_have_count(2)
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
