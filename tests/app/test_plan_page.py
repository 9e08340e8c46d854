"""What-if and plan as a reader uses them, in Chromium."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from lbt_widgets.figures import plan_sum
from lbt_widgets.figures import what_if as pictures
from lbt_widgets.risk import Profile, plan, what_if
from lbt_widgets.widgets import Answers, ProfileModel, WhatIfView
from lbt_widgets.widgets.model_card import TITLE
from lbt_widgets.widgets.plan_form import PlanForm

from .accessible import faults
from .conftest import DASHBOARD, long_but, wait_for
from .dashboard_page import CONTENT, READY, answer, field, figure, finding, open_all, show_person
from .script_page import show

TIRED, PLANK = (CONTENT.questions[name].text for name in ("tired", "plank_s"))
BEFORE_AFTER, WORTH = "Before and after, of 100 runners", "What more time would bring"
MINUTES = "Minutes a week that you have for it"
WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: false });
0"""


def try_change(page: Page, name: str) -> None:
    page.get_by_label("What would you like to change?").select_option(name)
    page.get_by_role("button", name="Try a change").click()


def make_plan(page: Page) -> None:
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("heading", name="What it adds up to")).to_be_visible()


def person_profile(name: str) -> Profile:
    return Profile.from_answers(CONTENT.people[name].answers, CONTENT)


def shown_person(page: Page, name: str) -> None:
    show_person(page, name)
    expect(page.get_by_role("button", name="Back to my own answers").first).to_be_visible()


def test_only_what_is_answered_can_be_moved(profile: Page) -> None:
    chooser = profile.get_by_label("What would you like to change?")
    expect(profile.get_by_text("There is nothing to change yet")).to_be_visible()
    expect(chooser).to_be_hidden()  # a list of what cannot be chosen helps nobody
    answer(profile, "tired", "worn_out")
    expect(profile.get_by_text("There is nothing to change yet")).to_have_count(0)
    expect(chooser.locator("option:not([disabled])")).to_have_text([TIRED])
    expect(chooser.locator("optgroup").last).to_have_attribute("label", "Not answered yet")
    try_change(profile, "tired")
    expect(profile.get_by_role("button", name=f"Take back: {TIRED}")).to_be_visible()


def test_two_changes_by_keyboard_equal_the_model(profile: Page) -> None:
    shown_person(profile, "big-jump-beginner")
    profile.get_by_label("What would you like to change?").select_option("plank_s")
    profile.get_by_label("What would you like to change?").focus()
    profile.keyboard.press("Tab")
    profile.keyboard.press("Enter")
    slider = profile.get_by_role("slider", name=PLANK)
    expect(slider).to_be_focused()
    expect(finding(profile, BEFORE_AFTER)).to_have_text(pictures.NOTHING_CHANGED)
    for _ in range(2):
        profile.keyboard.press("PageUp")
    one = what_if(person_profile("big-jump-beginner"), {"plank_s": 60}, CONTENT)
    expect(finding(profile, BEFORE_AFTER)).to_have_text(pictures.sentence(one))
    expect(profile.get_by_text("“Core strength, three times a week” trains it.")).to_be_visible()
    try_change(profile, "tired")
    profile.locator(".lbt-changes").get_by_label(TIRED, exact=True).select_option("worn_out")
    both = what_if(person_profile("big-jump-beginner"), {"plank_s": 60, "tired": "worn_out"}, CONTENT)
    expect(finding(profile, BEFORE_AFTER)).to_have_text(pictures.sentence(both))
    expect(profile.get_by_text("assumes that changing it works as the association suggests").first).to_be_visible()
    rows = figure(profile, BEFORE_AFTER).locator("tbody tr").all_text_contents()
    assert rows == ["".join(row) for row in pictures.picture(both).table.rows]
    expect(profile.locator(".lbt-what-if [role=status]")).to_have_text(pictures.change(both.change_per_100))
    profile.get_by_role("button", name=f"Take back: {PLANK}").press("Enter")
    expect(profile.locator(".lbt-changes").get_by_label(TIRED, exact=True)).to_be_focused()
    profile.get_by_role("button", name=f"Take back: {TIRED}").press("Enter")
    expect(figure(profile, BEFORE_AFTER)).to_have_count(0)
    expect(profile.get_by_label("What would you like to change?")).to_be_focused()


def test_what_nobody_moved_is_not_sent_as_a_change(page: Page) -> None:
    """Sent as a value, it would stay behind when the answer itself is given anew."""
    answers = Answers(CONTENT)
    answers.raw = dict(CONTENT.people["big-jump-beginner"].answers)
    controls = WhatIfView(ProfileModel(answers)).controls
    controls.set_state({"asked": {"number": 1, "values": {"strength_sessions_week": None, "tired": None}}})
    show(page, controls, "what_if.css")
    tired = page.get_by_label(TIRED, exact=True)
    for now, sent in (("worn_out", "worn_out"), (answers.values["tired"], None)):
        tired.select_option(now)
        wait_for(lambda sent=sent: page.evaluate("model.get('asked').values.tired") == sent)
        assert page.evaluate("model.get('asked').values.strength_sessions_week") is None


def test_what_was_read_out_of_a_change_goes_with_the_person_it_was_of(page: Page) -> None:
    answers = Answers(CONTENT)
    answers.raw = dict(CONTENT.people["big-jump-beginner"].answers)
    controls = WhatIfView(ProfileModel(answers)).controls
    controls.set_state({"asked": {"number": 1, "values": {"tired": None}}})
    show(page, controls, "what_if.css")
    page.get_by_label(TIRED, exact=True).select_option("worn_out")
    wait_for(lambda: page.evaluate("model.get('asked').values.tired") == "worn_out")
    page.evaluate(
        "model.set('shown', { ...model.get('shown'), number: model.get('asked').number, outcome: 'About 8 more.' })"
    )
    said = page.get_by_role("status")
    expect(said).to_have_text("About 8 more.")
    page.evaluate("model.set('shown', { ...model.get('shown'), questions: [], outcome: '' })")
    expect(said).to_have_text("")


def test_what_was_read_out_of_a_plan_goes_with_it(page: Page) -> None:
    show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
    page.evaluate("model.set('made', true)")
    page.get_by_label("Sun").check()
    said, news = page.locator("p[role=status]"), "text => model.set('news', { number: Math.random(), text })"
    for told in ("It takes 18 minutes.", ""):
        page.evaluate(news, told)
        expect(said).to_have_text(told)


def test_a_change_in_the_readers_own_units(profile: Page) -> None:
    answer(profile, "longest_run_30d_km", 10)
    answer(profile, "next_long_run_km", 16)
    try_change(profile, "next_long_run_km")
    typed = profile.locator(".lbt-changes").get_by_label("type a number")
    typed.fill("12.1")
    typed.press("Enter")
    answers = Profile({"longest_run_30d_km": 10.0, "next_long_run_km": 16.0})
    expected = pictures.sentence(what_if(answers, {"next_long_run_km": 12.1}, CONTENT))
    expect(finding(profile, BEFORE_AFTER)).to_have_text(expected)
    profile.get_by_label("Imperial (miles, lb, in, ft)").check()
    expect(typed).to_have_value("7.52")
    expect(profile.get_by_text("Your answer: 9.94 mi")).to_be_visible()
    expect(finding(profile, BEFORE_AFTER)).to_have_text(expected)  # only shown otherwise, never changed
    typed.fill("400")
    typed.press("Enter")
    expect(profile.get_by_text("The value stays at 7.52 mi")).to_be_visible()
    expect(finding(profile, BEFORE_AFTER)).to_have_text(expected)


@pytest.mark.parametrize("name", long_but(["worn-out-marathoner", "new-to-hills", "nothing-wrong"], "new-to-hills"))
def test_the_plan_on_the_page_is_the_models(profile: Page, name: str) -> None:
    shown_person(profile, name)
    make_plan(profile)
    found = plan(person_profile(name), CONTENT, 60)
    for sentence in plan_sum.sentences(found, CONTENT):
        expect(profile.get_by_text(sentence, exact=True)).to_be_visible()
    cards = profile.locator(".lbt-fix")
    expect(cards).to_have_count(len(found.chosen))
    for card, one in zip(cards.all(), found.chosen, strict=True):
        expect(card.get_by_role("heading")).to_have_text(CONTENT.fixes[one.fix].name)
    profile.get_by_text("What was left out, and why").click()
    rows = profile.get_by_role("table", name="What is not in the plan, and why").get_by_role("row")
    expect(rows).to_have_count(len(found.left) + 1)


def test_profile_and_sum_lead_to_how_they_are_worked_out(profile: Page) -> None:
    answer(profile, "tired", "worn_out")
    make_plan(profile)
    links = profile.get_by_role("link", name="How this is worked out")
    expect(links).to_have_count(2)  # at the range, and at the sum
    for link in links.all():  # the second leads where the address is already
        link.click()
        expect(profile.get_by_role("button", name=TITLE)).to_be_focused()
        expect(profile.get_by_role("button", name=TITLE)).to_be_in_viewport()
        expect(profile.get_by_role("heading", name="Every assumption")).to_be_visible()
        profile.get_by_role("button", name=TITLE).click()  # closed again
    profile.get_by_role("link", name="your plan", exact=True).click()
    expect(profile.get_by_role("heading", name="6. Your plan")).to_be_focused()


def test_the_plan_by_keyboard_and_what_stands_in_it(profile: Page) -> None:
    shown_person(profile, "worn-out-marathoner")
    profile.get_by_role("slider", name=MINUTES).focus()
    profile.keyboard.press("PageUp")
    for _ in range(40):
        profile.keyboard.press("Tab")
        if profile.evaluate("document.activeElement.textContent === 'Make my plan'"):
            break
    profile.keyboard.press("Enter")
    expect(profile.get_by_text("Your plan stands below")).to_be_focused()
    expect(profile.get_by_role("heading", name="This week")).to_be_in_viewport()
    found = plan(person_profile("worn-out-marathoner"), CONTENT, 110)
    expect(profile.get_by_text(plan_sum.sentences(found, CONTENT)[0], exact=True)).to_be_visible()
    squat = profile.locator("details.lbt-exercise").filter(has_text="Split squat")
    squat.locator("summary").press("Enter")
    expect(squat.get_by_text(re.compile("Back pain climbs during the set"))).to_be_visible()
    week = profile.locator("details.lbt-week").nth(3)  # he rests before he trains
    week.locator("summary").press("Enter")
    expect(week.get_by_role("row")).not_to_have_count(0)
    week.get_by_role("link", name="Split squat").first.press("Enter")
    expect(squat.locator("summary")).to_be_focused()  # its dose, and whose it is, stand below
    profile.get_by_role("slider", name=MINUTES).press("ArrowLeft")
    expect(profile.locator(".lbt-plan-form [role=status]")).to_contain_text("of the 105 that you have in a week")
    expect(week).to_have_attribute("open", "")  # what was open stays open
    expect(squat).to_have_attribute("open", "")


def test_wrong_choices_are_sentences_and_nothing_is_lost(profile: Page) -> None:
    shown_person(profile, "new-to-hills")
    make_plan(profile)
    before = profile.get_by_text(re.compile("^It takes")).inner_text()
    minutes = profile.get_by_label(f"{MINUTES}: type a number")
    for wrong in ("soon", "601", "-5"):
        minutes.fill(wrong)
        minutes.press("Enter")
        expect(profile.get_by_text("Please type a number from 0 to 600 minutes. The value stays at 60")).to_be_visible()
        expect(minutes).to_have_attribute("aria-invalid", "true")
    start = profile.get_by_label("First day")
    start.fill("")
    start.blur()
    expect(profile.get_by_text("Please give a day of this century.")).to_be_visible()
    assert profile.get_by_text(re.compile("^It takes")).inner_text() == before
    assert faults(profile) == []
    minutes.fill("90")
    minutes.press("Enter")
    expect(profile.get_by_text("of the 90 that you have")).to_be_visible()
    expect(minutes).not_to_have_attribute("aria-invalid", "true")


def test_the_choices_come_back_and_outlast_an_answer(profile: Page) -> None:
    minutes = profile.get_by_label(f"{MINUTES}: type a number")
    minutes.fill("45")
    minutes.press("Enter")
    profile.get_by_label("First day").fill("2026-12-07")
    profile.get_by_role("checkbox", name="Sun").check()
    open_all(profile)
    answer(profile, "strength_sessions_week", "none")
    expect(minutes).to_have_value("45")
    expected = {"minutes": 45, "start": "2026-12-07", "days": [7]}
    assert json.loads(profile.evaluate("localStorage.getItem('lbt-answers')"))["plan"] == expected
    profile.reload()
    profile.wait_for_selector(READY, state="attached")
    profile.get_by_label("None of these is true for me").check()
    profile.get_by_role("button", name="Continue").click()
    expect(minutes).to_have_value("45")
    expect(profile.get_by_role("checkbox", name="Sun")).to_be_checked()
    expect(profile.get_by_role("checkbox", name="Mon")).not_to_be_checked()
    make_plan(profile)
    expect(profile.get_by_text(re.compile("Week 1 of .*Mon 7 Dec to Sun 13 Dec"))).to_be_visible()
    profile.get_by_role("button", name="Forget my answers").first.click()
    profile.get_by_role("button", name="Yes, forget them").click()
    assert profile.evaluate("localStorage.getItem('lbt-answers')") is None
    expect(minutes).to_have_value("60")
    expect(profile.get_by_role("button", name="Make my plan"), "the next person has asked for none").to_be_visible()


@pytest.mark.parametrize("kept", ["'soon'", "{minutes: -5, start: '<b>', days: [9, 'x']}", "[1]", "{days: 7}"])
def test_a_spoilt_store_is_left_aside(dashboard: Page, address: str, kept: str) -> None:
    dashboard.evaluate(f"localStorage.setItem('lbt-answers', JSON.stringify({{ answers: {{}}, plan: {kept} }}))")
    dashboard.reload()
    dashboard.wait_for_selector(READY, state="attached")
    dashboard.get_by_label("None of these is true for me").check()
    dashboard.get_by_role("button", name="Continue").click()
    expect(dashboard.get_by_label(f"{MINUTES}: type a number")).to_have_value("60")
    expect(dashboard.get_by_label("First day")).to_have_value(re.compile(r"^20\d\d-\d\d-\d\d$"))
    make_plan(dashboard)


def test_a_stopping_sign_takes_the_plan_away_and_a_routine_one_adds_a_note(profile: Page) -> None:
    shown_person(profile, "new-to-hills")
    profile.get_by_role("button", name="Back to my own answers").first.click()
    make_plan(profile)
    for flag, visible in (("ces.bladder", False), ("not_settling.6weeks", True)):
        ask = next(one.ask for one in CONTENT.safety.flags if one.id == flag)
        profile.get_by_role("button", name="Change my answers").click()
        for box in profile.locator(".lbt-safety input:checked").all():
            box.uncheck()
        profile.get_by_label(ask).check()
        profile.get_by_role("button", name="Continue").click()
        expect(profile.get_by_role("heading", name="6. Your plan")).to_have_count(int(visible))
    expect(profile.locator(".lbt-beware")).to_be_visible()


def test_a_slider_moves_the_pictures_quickly_and_nothing_jumps(profile: Page) -> None:
    shown_person(profile, "worn-out-marathoner")
    try_change(profile, "plank_s")
    make_plan(profile)
    slider = profile.get_by_role("slider", name=PLANK)
    slider.focus()
    change = (
        figure(profile, BEFORE_AFTER).locator("tbody tr").last
    )  # as fine as the drawing; words are in whole runners
    profile.evaluate(WATCH_SHIFTS)
    for _ in range(5):
        before = change.text_content()
        slider.press("PageUp")
        wait_for(lambda before=before: change.text_content() != before, 3)
    assert profile.evaluate("window.shift") < 0.1


@pytest.mark.parametrize("page_of", long_but(["1440 dark", "360 light", "320 dark"], "320 dark"))
def test_what_if_and_plan_fit_and_axe_finds_nothing(page: Page, address: str, page_of: str) -> None:
    width, scheme = page_of.split()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": int(width), "height": 900})
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    shown_person(page, "sore-before-sleeps-badly")
    for name in ("side_bend", "plank_s"):
        try_change(page, name)
        expect(page.get_by_role("button", name=f"Take back: {CONTENT.questions[name].text}")).to_be_visible()
    make_plan(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    expect(page.get_by_role("table", name=WORTH)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= int(width)
    assert faults(page) == []


def test_what_the_plan_cannot_weigh_leads_to_its_question(profile: Page) -> None:
    form = profile.locator(".lbt-plan-form")
    form.get_by_role("button", name="Walking").press("Enter")
    expect(field(profile, "walk_min_week")).to_be_focused()
    answer(profile, "walk_min_week", 200)
    expect(form.get_by_role("button", name="Walking")).to_have_count(0)
    form.get_by_role("button", name="Sleep").press("Enter")
    expect(field(profile, "sleep_quality").get_by_label("Don't know / rather not say")).to_be_focused()


def test_without_a_tick_any_day_will_do(profile: Page) -> None:
    def days() -> list[int]:
        return json.loads(profile.evaluate("localStorage.getItem('lbt-answers')"))["plan"]["days"]

    boxes = profile.get_by_role("group", name="Days on which you can train (none ticked: any day)").get_by_role(
        "checkbox"
    )
    assert [box.is_checked() for box in boxes.all()] == [False] * 7
    for name, kept in (("Tue", [2]), ("Thu", [2, 4]), ("Sat", [2, 4, 6])):
        profile.get_by_role("checkbox", name=name).check()
        assert days() == kept
    for box in boxes.all():
        box.check()
    make_plan(profile)
    assert [box.is_checked() for box in boxes.all()] == [True] * 7
    for box in boxes.all():
        box.uncheck()
    assert days() == [1, 2, 3, 4, 5, 6, 7]


def test_a_server_that_is_gone_is_told_at_the_button(profile: Page) -> None:
    profile.context.set_offline(True)
    profile.get_by_role("button", name="Make my plan").click()
    expect(profile.locator(".lbt-go").get_by_text("No answer has come for 3 seconds.")).to_be_visible()
    profile.context.set_offline(False)


def test_today_is_marked_on_the_readers_own_clock(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2027-03-10T12:00:00")
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("First day")).to_have_value(date(2027, 3, 10).isoformat())
