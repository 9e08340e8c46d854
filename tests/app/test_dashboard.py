"""The dashboard as a reader uses it, in Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content.records import Person
from lbt_widgets.figures import profile as pictures
from lbt_widgets.risk import Profile, assess

from .accessible import faults
from .conftest import DASHBOARD, long_but, wait_for
from .dashboard_page import CONTENT, READY, answer, field, figure, finding, open_all, show_person

CAUSES, DOTS, MOVED = "Your profile, cause by cause", "Of 100 runners with these answers", "What moved the result"


def result_of(person: Person):
    return assess(Profile.from_answers(person.answers, CONTENT), CONTENT)


def test_nothing_but_safety_comes_first(dashboard: Page) -> None:
    expect(dashboard.get_by_role("heading", name="1. Safety first")).to_be_visible()
    expect(dashboard.get_by_role("figure")).to_have_count(0)
    expect(dashboard.get_by_role("checkbox")).to_have_count(len(CONTENT.safety.flags) + 1)


def test_going_on_without_an_answer_is_explained(dashboard: Page) -> None:
    dashboard.get_by_role("button", name="Continue").click()
    expect(dashboard.get_by_role("alert").filter(has_text="Please tick each warning sign that is true")).to_be_visible()
    expect(dashboard.get_by_role("figure")).to_have_count(0)


@pytest.mark.parametrize(
    ("flag", "title"), [("ces.bladder", "Get emergency help now"), ("weight_loss", "See somebody soon")]
)
def test_a_red_flag_stops_the_score(dashboard: Page, flag: str, title: str) -> None:
    ask = next(one.ask for one in CONTENT.safety.flags if one.id == flag)
    dashboard.get_by_label(ask).check()
    dashboard.get_by_role("button", name="Continue").click()
    expect(dashboard.get_by_role("heading", name=title)).to_be_focused()
    expect(dashboard.get_by_role("figure")).to_have_count(0)
    expect(dashboard.get_by_role("heading", name="3. Your profile")).to_have_count(0)
    dashboard.get_by_text("How much a tick tells").click()
    dashboard.get_by_text("All figures, each with its range").click()
    expect(dashboard.get_by_text("the chance of a broken vertebra was 33 % (from 10 to 67 %)")).to_be_visible()
    assert faults(dashboard) == []


@pytest.mark.parametrize("name", long_but(CONTENT.people, "worn-out-marathoner"))
def test_filling_the_form_gives_the_models_numbers(profile: Page, name: str) -> None:
    person = CONTENT.people[name]
    """Typed by hand into the form, the answers of each example runner give what `lbt profile` gives."""
    before = finding(profile, DOTS).inner_text()
    open_all(profile)
    for name, value in person.answers.items():
        answer(profile, name, value)
    expected = result_of(person)
    expect(finding(profile, DOTS)).to_have_text(pictures.dots(expected).sentence)
    expect(finding(profile, CAUSES)).to_have_text(pictures.causes_explained(expected, CONTENT).sentence)
    expect(finding(profile, MOVED)).to_have_text(pictures.contributions(expected, CONTENT).sentence)
    assert finding(profile, DOTS).inner_text() != before
    rows = figure(profile, DOTS).locator("tbody tr").all_text_contents()
    assert rows == ["".join(row) for row in pictures.dots(expected).table.rows]


def test_an_example_runner_fills_the_form(profile: Page) -> None:
    person = CONTENT.people["new-to-hills"]
    show_person(profile, person.id)
    expect(finding(profile, DOTS)).to_have_text(pictures.dots(result_of(person)).sentence)
    expect(field(profile, "cadence_spm")).to_have_value(f"{person.answers['cadence_spm']:g}")
    profile.get_by_role("button", name="Back to my own answers").first.click()
    expect(field(profile, "cadence_spm")).to_have_value("")


def test_a_wrong_entry_explains_itself_and_is_kept(profile: Page) -> None:
    answer(profile, "longest_run_30d_km", 14)
    field(profile, "cadence_spm").fill("1700")
    field(profile, "cadence_spm").blur()
    expect(field(profile, "cadence_spm")).to_have_attribute("aria-invalid", "true")
    expect(profile.get_by_text("Give a number from 120 to 230 steps/min. You gave 1700 steps/min.")).to_be_visible()
    expect(field(profile, "cadence_spm")).to_have_value("1700")
    expect(field(profile, "longest_run_30d_km")).to_have_value("14")
    assert faults(profile) == []
    profile.get_by_role("link", name=CONTENT.questions["cadence_spm"].text).click()
    expect(field(profile, "cadence_spm")).to_be_focused()
    answer(profile, "cadence_spm", 170)
    expect(field(profile, "cadence_spm")).not_to_have_attribute("aria-invalid", "true")


def test_two_tabs_keep_each_others_answers(profile: Page, address: str) -> None:
    other = profile.context.new_page()
    other.goto(address + DASHBOARD)
    other.wait_for_selector(READY, state="attached")
    other.get_by_label("None of these is true for me").check()
    other.get_by_role("button", name="Continue").click()
    answer(other, "longest_run_30d_km", 14)
    answer(profile, "cadence_spm", 172)
    expect(profile.get_by_text("2 of 13 answered")).to_be_visible()
    kept = profile.evaluate("JSON.parse(localStorage.getItem('lbt-answers')).answers")
    assert {name: entry["value"] for name, entry in kept.items()} == {"longest_run_30d_km": "14", "cadence_spm": "172"}
    other.close()


def test_an_ordinary_ache_is_no_warning_sign(dashboard: Page) -> None:
    ache = next(flag.ask for flag in CONTENT.safety.flags if flag.id == "ordinary")
    dashboard.get_by_label("None of these is true for me").check()
    dashboard.get_by_label(ache).check()
    dashboard.get_by_role("button", name="Continue").click()
    expect(dashboard.get_by_role("heading", name="Keep going sensibly")).to_be_visible()
    expect(dashboard.locator(".main-svg").first).to_be_visible()


def test_belief_moves_the_profile(profile: Page) -> None:
    show_person(profile, "worn-out-marathoner")
    drawing = figure(profile, MOVED).locator(".js-plotly-plot")
    seen = set()
    for belief in (0.0, 0.5, 1.0):
        slider = profile.get_by_label("How far do you believe the article?: type a number")
        slider.fill(f"{belief:g}")
        slider.press("Enter")
        expected = assess(Profile.from_answers(CONTENT.people["worn-out-marathoner"].answers, CONTENT), CONTENT, belief)
        expect(finding(profile, DOTS)).to_have_text(pictures.dots(expected).sentence)
        lengths = [float(length) for length in pictures.contributions(expected, CONTENT).spec["data"][0]["x"]]
        wait_for(lambda lengths=lengths: drawing.evaluate("one => one.data[0].x") == pytest.approx(lengths))
        seen.add(tuple(lengths))
    assert len(seen) == 3


def test_the_drawing_has_a_name_and_a_table(profile: Page) -> None:
    answer(profile, "cadence_spm", 172)  # before the first there is none
    drawing = figure(profile, CAUSES).locator(".lbt-drawing")
    expect(drawing).to_have_attribute("aria-label", re.compile(CAUSES))
    figure(profile, CAUSES).get_by_text("Values as a table").click()
    expect(figure(profile, CAUSES).get_by_role("columnheader", name="Evidence")).to_be_visible()
    expect(figure(profile, CAUSES).get_by_role("row")).to_have_count(10)


def test_from_what_moved_the_result_to_a_study_in_two_clicks(profile: Page) -> None:
    answer(profile, "previous_episodes", "3+")
    moved = figure(profile, MOVED)
    expect(moved.locator(".lbt-sentence")).to_contain_text("added most")
    link = moved.locator(".lbt-leads").get_by_role("link", name=CONTENT.effects["previous_episodes"].label)
    assert link.bounding_box()["height"] >= 44
    with profile.context.expect_page() as opened:
        link.press("Enter")
    evidence = opened.value
    evidence.set_default_timeout(30_000)
    evidence.wait_for_url("**/09_evidence.ipynb#claim=background.previous_lbp&finding=machado2017recurrence_1")
    row = evidence.locator("tr:focus")
    expect(row).to_contain_text("odds ratio 3.18")
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("link")).to_have_attribute("href", re.compile(r"^https://(doi\.org|pubmed\.ncbi)"))
    expect(moved.locator(".lbt-leads a").first).to_be_visible()  # nothing of the profile is lost


def in_table(page: Page, effect: str) -> Locator:
    """What leads to the figure of an exposure where what stands behind each bar is told."""
    return page.get_by_role("rowheader").get_by_role("link", name=CONTENT.effects[effect].label)


def test_a_second_number_leads_to_the_same_tab(profile: Page) -> None:
    """A tab for each number would be a kernel for each."""
    answer(profile, "previous_episodes", "3+")
    profile.get_by_text("What stands behind each bar", exact=True).click()
    with profile.context.expect_page() as opened:
        in_table(profile, "previous_episodes").click()
    evidence = opened.value
    evidence.set_default_timeout(30_000)
    expect(evidence.locator("tr:focus")).to_contain_text("odds ratio 3.18")
    in_table(profile, "sleep").click()
    expect(evidence.locator("tr:focus")).to_contain_text("odds ratio 1.52")
    assert len(profile.context.pages) == 2
    evidence.close()


def test_answers_come_back_after_a_reload_and_can_be_forgotten(profile: Page) -> None:
    answer(profile, "cadence_spm", 172)
    expect(profile.get_by_text("1 of 13 answered")).to_be_visible()
    profile.reload()
    profile.wait_for_selector(READY, state="attached")
    expect(profile.get_by_role("figure")).to_have_count(0)  # safety is asked again
    profile.get_by_label("None of these is true for me").check()
    profile.get_by_role("button", name="Continue").click()
    expect(field(profile, "cadence_spm")).to_have_value("172")
    expect(finding(profile, CAUSES)).not_to_contain_text("Nothing is answered")
    profile.get_by_role("button", name="Forget my answers").first.click()
    profile.get_by_role("button", name="Yes, forget them").click()
    expect(field(profile, "cadence_spm")).to_have_value("")
    assert profile.evaluate("Object.values(localStorage).join('')").count("172") == 0


def test_units_switch_everywhere(profile: Page) -> None:
    answer(profile, "longest_run_30d_km", 16)
    profile.get_by_label("Imperial (miles, lb, in, ft)").check()
    expect(field(profile, "longest_run_30d_km")).to_have_value("9.94")
    open_all(profile)
    field(profile, "mass_kg").fill("154")
    field(profile, "mass_kg").blur()
    field(profile, "height_cm").fill("70")
    field(profile, "height_cm").blur()
    profile.get_by_label("Metric (km, kg, cm, m)").check()
    expect(field(profile, "mass_kg")).to_have_value("69.85")
    expect(field(profile, "height_cm")).to_have_value("177.8")


def test_by_keyboard_alone(dashboard: Page) -> None:
    dashboard.get_by_label("None of these is true for me").focus()
    dashboard.keyboard.press("Space")
    for _ in range(1 + sum(flag.action == "self_care" for flag in CONTENT.safety.flags)):
        dashboard.keyboard.press("Tab")
    expect(dashboard.get_by_role("button", name="Continue")).to_be_focused()
    dashboard.keyboard.press("Enter")
    expect(dashboard.locator(".main-svg").first).to_be_visible()
    for _ in range(40):
        dashboard.keyboard.press("Tab")
        if dashboard.evaluate("document.activeElement.matches('input[type=text]')"):
            break
    dashboard.keyboard.type("172")
    dashboard.keyboard.press("Tab")
    expect(dashboard.get_by_text("1 of 13 answered")).to_be_visible()


def test_plotly_reaches_the_page_once(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url) if "plotly" in answer.url else None)
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".lbt-drawing .main-svg").first).to_be_visible()
    show_person(page, "new-to-hills")
    expect(finding(page, CAUSES)).to_contain_text("stand out")
    assert len(fetched) == 1


@pytest.mark.parametrize("width", long_but([1440, 360, 320], 320))
def test_everything_open_fits_and_axe_finds_nothing(profile: Page, width: int) -> None:
    profile.set_viewport_size({"width": width, "height": 900})
    show_person(profile, "sore-before-sleeps-badly")
    expect(finding(profile, CAUSES)).to_contain_text("stand out")
    open_all(profile)
    profile.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    assert profile.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(profile) == []
