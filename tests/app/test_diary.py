"""The diary in Chromium: what is written stays in the browser, and Python hears its numbers alone."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.widgets.diary import DiaryBook

from .accessible import faults
from .quiz_page import READY
from .script_page import show

NOON = datetime.datetime(2026, 3, 15, 12)
MARKUP = "<img src=x onerror=alert(1)> windy"
KEPT = "JSON.parse(localStorage.getItem('lbt-diary'))"
ROW = "model.get('row')"


@pytest.fixture
def diary(page: Page) -> Locator:
    """The book alone on a page, on a day in March."""
    page.clock.install(time=NOON)
    show(page, DiaryBook(), "diary.css")
    return page.locator(".lbt-diary")


def write(diary: Locator, day: str, **numbers: int | str) -> None:
    diary.get_by_label("Day", exact=True).fill(day)
    for label, value in numbers.items():
        diary.get_by_label(label.replace("_", " "), exact=True).fill(str(value))
    diary.get_by_role("button", name="Add to the diary").click()


def keep(page: Page, *entries: dict[str, Any]) -> None:
    page.evaluate("list => localStorage.setItem('lbt-diary', JSON.stringify(list))", list(entries))


def entry(number: int, **changed: Any) -> dict[str, Any]:
    return {"id": f"made{number}", "day": "2026-03-01", "kind": "run", "numbers": {"end": 4}, "edits": 1} | changed


def test_an_entry_is_added_changed_and_deleted(page: Page, diary: Locator) -> None:
    expect(diary.get_by_label("Day", exact=True)).to_have_value("2026-03-15")
    diary.get_by_text("What you did, if you like").click()
    diary.get_by_label("Kind").select_option(label="Long run")
    diary.get_by_label("Distance in km").fill("18,5")
    diary.get_by_label("New shoes").check()
    diary.get_by_role("group", name="Did you do your exercises?").get_by_label("Yes").check()
    diary.get_by_label("A short note").fill(MARKUP)
    write(diary, "2026-03-14", Before_the_run=1, At_the_end=5)
    expect(diary.get_by_role("status")).to_have_text("The entry of 14 Mar 2026 is added.")
    expect(diary.get_by_label("Day", exact=True)).to_be_focused()
    expect(diary.get_by_label("A short note")).to_have_value("")
    kept = page.evaluate(KEPT)[0]
    assert kept["numbers"] == {"before": 1, "end": 5}
    assert (kept["done"], kept["km"], kept["shoes"], kept["exercise"]) == ("long", 18.5, True, True)
    assert page.evaluate(ROW) == {"series": "end", "points": [["2026-03-14", 5]]}  # neither note nor kind

    diary.get_by_text("Your entries (1)").click()
    row = diary.get_by_role("row").nth(1)
    expect(row).to_contain_text("1 before, 5 at the end")
    expect(row).to_contain_text("Long run, 18.5 km, new shoes, exercises: yes")
    expect(row).to_contain_text(MARKUP)
    expect(diary.locator("img")).to_have_count(0)
    row.get_by_role("button", name="Edit").click()
    expect(diary.get_by_role("heading", name="Change the entry of 14 Mar 2026")).to_be_visible()
    expect(diary.get_by_label("Distance in km")).to_have_value("18.5")
    diary.get_by_label("At the end", exact=True).fill("3")
    diary.get_by_role("button", name="Save the change").click()
    assert page.evaluate(ROW)["points"] == [["2026-03-14", 3]]
    assert page.evaluate(KEPT)[0]["edits"] == 2

    row.get_by_role("button", name="Delete").click()
    expect(diary.get_by_role("button", name="Yes, delete it")).to_be_focused()
    diary.get_by_role("button", name="Keep it").click()
    expect(diary.get_by_role("status")).to_have_text("Nothing was deleted.")
    row.get_by_role("button", name="Delete").click()
    diary.get_by_role("button", name="Yes, delete it").click()
    assert page.evaluate("localStorage.getItem('lbt-diary')") is None
    assert page.evaluate(ROW)["points"] == []


@pytest.mark.parametrize(
    ("day", "numbers", "fault"),
    [
        ("", {"At_the_end": 3}, "Choose the day."),
        ("2026-03-16", {"At_the_end": 3}, "This day has not come yet."),
        ("2026-03-01", {}, "Give at least one number from 0 to 10."),
        ("2026-03-01", {"At_the_end": 11}, "At the end: a whole number from 0 to 10."),
        ("2026-03-01", {"At_the_end": "2.5"}, "At the end: a whole number from 0 to 10."),
        ("2026-03-01", {"At_the_end": "-1"}, "At the end: a whole number from 0 to 10."),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_kept(
    page: Page, diary: Locator, day: str, numbers: dict[str, Any], fault: str
) -> None:
    write(diary, day, **numbers)
    expect(diary.get_by_role("alert").filter(has_text=fault)).to_be_visible()
    expect(diary.locator("[aria-invalid]")).to_be_focused()
    assert page.evaluate(KEPT) is None


def test_a_week_is_one_number_and_the_picture_has_one_row(page: Page, diary: Locator) -> None:
    diary.get_by_label("A whole week").check()
    write(diary, "2026-03-08", **{"Over_the_week,_on_the_whole": 6})
    assert page.evaluate(ROW) == {"series": "week", "points": [["2026-03-08", 6]]}
    diary.get_by_label("A run", exact=True).check()
    write(diary, "2026-03-09", Before_the_run=2)
    group = diary.get_by_role("group", name="Which numbers should the picture show?")
    group.get_by_label("Before a run").check()
    assert page.evaluate(ROW) == {"series": "before", "points": [["2026-03-09", 2]]}


def test_a_change_of_one_thing_leaves_the_rest_as_it_was(page: Page, diary: Locator) -> None:
    page.evaluate("localStorage.setItem('lbt-answers', '{\"units\": \"imperial\"}')")
    keep(page, entry(1, km=10, done="from_a_newer_version", shoes=True, exercise=False, note="windy"))
    page.reload()
    page.wait_for_selector(READY, state="attached")
    before = page.evaluate(KEPT)[0]
    diary.get_by_text("Your entries (1)").click()
    diary.get_by_role("button", name="Edit").click()
    diary.get_by_text("What you did, if you like").click()
    expect(diary.get_by_label("Distance in miles")).to_have_value("6.21")
    expect(diary.get_by_label("Kind")).to_have_value("from_a_newer_version")
    diary.get_by_label("At the end", exact=True).fill("5")
    diary.get_by_role("button", name="Save the change").click()
    after = page.evaluate(KEPT)[0]
    assert after == before | {"numbers": {"end": 5}, "edits": 2}
    diary.get_by_role("button", name="Edit").click()
    diary.get_by_label("Distance in miles").fill("5")
    diary.get_by_role("button", name="Save the change").click()
    assert page.evaluate(KEPT)[0]["km"] == 8.047


def test_by_keyboard_alone(page: Page, diary: Locator) -> None:
    diary.get_by_label("Before the run", exact=True).focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(diary.get_by_role("status")).to_contain_text("is added")
    assert page.evaluate(ROW)["points"] == [["2026-03-15", 4]]


def test_what_somebody_else_wrote_is_read_with_care(page: Page, diary: Locator) -> None:
    keep(
        page,
        entry(1, note=MARKUP, done="constructor", km=1e9, shoes="yes"),
        entry(2, numbers={"end": 11}),
        entry(3, day="2026-02-30"),
        entry(4, kind="__proto__"),
        entry(5, id="<b>"),
        entry(1, edits=3, numbers={"end": 7}),
        {"id": 5},
        None,  # type: ignore[arg-type]
    )
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert page.evaluate(ROW)["points"] == [["2026-03-01", 7]]  # of two with one id that which was changed more often
    diary.get_by_text("Your entries (1)").click()
    expect(diary.get_by_role("row")).to_have_count(2)


@pytest.mark.parametrize("text", ["", "{", "3", '{"0": {}}', "null"])
def test_a_broken_store_is_an_empty_diary(page: Page, diary: Locator, text: str) -> None:
    page.evaluate("text => localStorage.setItem('lbt-diary', text)", text)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    write(diary, "2026-03-01", At_the_end=3)
    assert len(page.evaluate(KEPT)) == 1


@pytest.mark.parametrize("width", [320, 1000])
def test_it_fits_and_axe_finds_nothing(page: Page, diary: Locator, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    keep(page, *(entry(number, note="n" * 160, numbers={"before": 1, "end": 4}) for number in range(12)))
    page.reload()
    page.wait_for_selector(READY, state="attached")
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    diary.get_by_role("button", name="Delete").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    diary.get_by_role("button", name="Show all 12").click()
    expect(diary.get_by_role("rowheader")).to_have_count(12)


def test_the_page_draws_keeps_saves_opens_and_forgets(page: Page, address: str, tmp_path: Path) -> None:
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(str(frame))))
    diary = opened(page, address)
    expect(page.get_by_role("figure")).to_have_count(0)
    text, widget = (page.get_by_role("heading", name=name).bounding_box() for name in ("Write it down", "A new entry"))
    assert text["x"] == widget["x"]
    diary.get_by_text("What you did, if you like").click()
    diary.get_by_label("A short note").fill(MARKUP)
    write(diary, "2026-02-01", At_the_end=4)
    figure = page.get_by_role("figure")
    expect(figure).to_contain_text("1 number so far")
    expect(figure.locator(".main-svg").first).to_be_visible()
    assert not any("windy" in frame for frame in frames)

    diary = opened(page, address)  # a reload
    expect(page.get_by_role("figure")).to_contain_text("1 number so far")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save to a file").click()
    saved = tmp_path / "kept.json"
    waiting.value.save_as(saved)
    whole = json.loads(saved.read_text("utf-8"))
    assert whole["diary"][0]["note"] == MARKUP
    whole["diary"].append({"id": "other"})
    saved.write_text(json.dumps(whole), "utf-8")

    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(page.get_by_role("figure")).to_contain_text("No entries yet")
    assert page.evaluate("localStorage.getItem('lbt-diary')") is None
    page.get_by_label("Open a file that you saved").set_input_files(saved)
    expect(page.get_by_text("0 answers, 0 quiz results and 1 of the diary.")).to_be_visible()
    expect(page.get_by_text("Left out, because it could not be read: 1 of the diary.")).to_be_visible()
    expect(page.get_by_role("figure")).to_contain_text("1 number so far")
    diary.get_by_text("Your entries (1)").click()
    expect(diary.get_by_role("row").nth(1)).to_contain_text(MARKUP)
    expect(diary.locator("img")).to_have_count(0)
    assert faults(page) == []


def opened(page: Page, address: str) -> Locator:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/12_diary.ipynb")
    page.wait_for_selector(READY, state="attached")
    return page.locator(".lbt-diary")
