"""Opening and forgetting by the script of the file alone: all of it or nothing, and nobody's numbers stay behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.widgets import Answers
from lbt_widgets.widgets.form import Form
from lbt_widgets.widgets.plan_form import PlanForm
from lbt_widgets.widgets.progress import Keep

from .script_page import show

ANSWERS = {"plank_s": {"value": "45", "unit": None}}
PLAN = {"minutes": 90, "start": "2026-03-02", "days": [1, 3, 6]}


@pytest.fixture
def keep(page: Page) -> Locator:
    show(page, Keep(hand_in=False), "keep.css")
    return page.locator(".lbt-keep")


def entries(prefix: str, count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"{prefix}{number:04}", "day": "2026-03-01", "kind": "run", "numbers": {"end": 4}, "edits": 1}
        for number in range(count)
    ]


def put(page: Page, place: str, value: object) -> None:
    page.evaluate("([place, text]) => localStorage.setItem(place, text)", [place, json.dumps(value)])


def kept(page: Page, place: str) -> Any:
    return json.loads(page.evaluate("place => localStorage.getItem(place)", place) or "null")


def open_file(keep: Locator, folder: Path, **parts: object) -> None:
    path = folder / "kept.json"
    path.write_text(json.dumps({"workbook": "lbt", "version": 1, **parts}), "utf-8")
    keep.get_by_label("Open a file that you saved").set_input_files(path)


def saved(page: Page, keep: Locator, folder: Path) -> dict[str, Any]:
    with page.expect_download() as waiting:
        keep.get_by_role("button", name="Save to a file").click()
    path = folder / "saved.json"
    waiting.value.save_as(path)
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_what_was_read_and_tried_is_told_with_what_a_file_brought(page: Page, keep: Locator, tmp_path: Path) -> None:
    open_file(keep, tmp_path, read=["posture", "footwear", "of_tomorrow"], tried=["worn_shoes"])
    words = "Taken over: 0 answers, 0 quiz results, 2 chapters read and 1 lab tried."
    expect(keep.get_by_text(words)).to_be_visible()
    assert kept(page, "lbt-progress")["read"] == ["posture", "footwear", "of_tomorrow"]


def test_a_diary_that_does_not_fit_is_refused_before_anything_is_written(
    page: Page, keep: Locator, tmp_path: Path
) -> None:
    put(page, "lbt-diary", entries("own", 500))
    open_file(keep, tmp_path, answers=ANSWERS, diary=entries("file", 500))
    fault = keep.get_by_role("alert").filter(has_text="The diary holds 800 entries. With this file it would have 1000")
    expect(fault).to_be_visible()
    assert kept(page, "lbt-answers") is None
    assert {one["id"] for one in kept(page, "lbt-diary")} == {one["id"] for one in entries("own", 500)}
    open_file(keep, tmp_path, answers=ANSWERS, diary=entries("own", 500) + entries("file", 300))
    expect(keep.get_by_text("Taken over: 1 answer, 0 quiz results and 800 of the diary.")).to_be_visible()
    assert len(kept(page, "lbt-diary")) == 800


def test_an_entry_of_the_diary_that_stayed_is_not_said_to_be_taken_over(
    page: Page, keep: Locator, tmp_path: Path
) -> None:
    own = [{**one, "note": "mine", "edits": 2} for one in entries("own", 3)]
    put(page, "lbt-diary", own)
    older, as_often, newer = ({**one, "note": "theirs", "edits": at} for at, one in enumerate(own, start=1))
    open_file(keep, tmp_path, diary=[older, as_often, newer, *entries("file", 1)])
    expect(keep.get_by_text("Taken over: 0 answers, 0 quiz results and 2 of the diary.")).to_be_visible()
    expect(keep.get_by_text("Yours stayed, changed as often or more: 2 entries of the diary.")).to_be_visible()
    assert [one.get("note") for one in kept(page, "lbt-diary")] == ["mine", "mine", "theirs", ""]
    open_file(keep, tmp_path, answers=ANSWERS, diary=[older])
    expect(keep.get_by_text("Taken over: 1 answer and 0 quiz results.")).to_be_visible()
    expect(keep.get_by_text("Yours stayed, changed as often or more: 1 entry of the diary.")).to_be_visible()


def test_a_file_alone_with_too_long_a_diary_is_refused_too(page: Page, keep: Locator, tmp_path: Path) -> None:
    open_file(keep, tmp_path, diary=entries("file", 801))
    expect(keep.get_by_role("alert").filter(has_text="it would have 801")).to_be_visible()
    assert kept(page, "lbt-diary") is None


@pytest.mark.parametrize("full", ["lbt-answers", "lbt-progress", "lbt-diary"])
def test_where_the_storage_is_full_all_stays_as_it_was(page: Page, keep: Locator, tmp_path: Path, full: str) -> None:
    put(page, "lbt-answers", {"answers": {}, "units": "imperial"})
    put(page, "lbt-diary", entries("own", 1))
    page.evaluate(
        """full => {
          const put = Storage.prototype.setItem;
          let once = true;
          Storage.prototype.setItem = function (place, text) {
            if (once && place === full) { once = false; throw new DOMException("full", "QuotaExceededError"); }
            put.call(this, place, text);
          };
        }""",
        full,
    )
    open_file(keep, tmp_path, answers=ANSWERS, read=["warm_up"], diary=entries("file", 1))
    expect(keep.get_by_role("alert").filter(has_text="the file cannot be taken over")).to_be_visible()
    assert kept(page, "lbt-answers") == {"answers": {}, "units": "imperial"}
    assert kept(page, "lbt-progress") is None
    assert kept(page, "lbt-diary") == entries("own", 1)


def test_the_plans_choices_go_into_the_file_and_back(page: Page, keep: Locator, tmp_path: Path) -> None:
    put(page, "lbt-answers", {"answers": ANSWERS, "units": "metric", "plan": PLAN})
    whole = saved(page, keep, tmp_path)
    assert whole["plan"] == PLAN
    page.evaluate("localStorage.clear()")
    open_file(keep, tmp_path, **whole)
    expect(keep.get_by_text("Taken over: 1 answer, 0 quiz results and the choices of your plan.")).to_be_visible()
    assert kept(page, "lbt-answers")["plan"] == PLAN


def test_of_a_plan_only_what_is_sound_is_taken(page: Page, keep: Locator, tmp_path: Path) -> None:
    wrong = {"minutes": "<b>", "start": "2026-02-30", "days": [6, 1, 9, "2", 6], "more": 1}
    open_file(keep, tmp_path, answers=ANSWERS, plan=wrong)
    expect(
        keep.get_by_text("could not be read: minutes of the plan, start of the plan, more of the plan.")
    ).to_be_visible()
    assert kept(page, "lbt-answers")["plan"] == {"days": [1, 6]}


def test_a_diary_that_can_be_read_in_part_is_said_to_be_one(page: Page, keep: Locator, tmp_path: Path) -> None:
    whole, part, gone = entries("own", 3)
    part |= {"day": "2026-03-02", "numbers": {"end": 4, "ten": "six"}}
    open_file(keep, tmp_path, diary=[whole, part, gone | {"day": "2026-02-30"}])
    expect(keep.get_by_text("could not be read: 1 of the diary, a part of 2026-03-02 in the diary.")).to_be_visible()
    assert [one["numbers"] for one in kept(page, "lbt-diary")] == [{"end": 4}, {"end": 4}]
    open_file(keep, tmp_path, answers=ANSWERS, diary="mine")
    expect(keep.get_by_text("could not be read: the diary.")).to_be_visible()


def test_an_answer_that_no_form_can_use_is_named(page: Page, tmp_path: Path) -> None:
    unusable = [["How many steps?", "From 120 to 230."]]
    show(page, Keep(hand_in=False), "keep.css", {"check": {"kind": "checked", "number": 1, "unusable": unusable}})
    keep = page.locator(".lbt-keep")
    open_file(keep, tmp_path, answers=ANSWERS)
    expect(keep.get_by_text("1 answer of the file cannot be used until you correct it:")).to_be_visible()
    expect(keep.get_by_role("listitem")).to_have_text("How many steps? From 120 to 230.")
    open_file(keep, tmp_path, answers=ANSWERS)
    keep.get_by_role("button", name="Replace").click()
    expect(keep.get_by_text("Taken over: 1 answer")).to_be_visible()
    expect(keep.get_by_role("listitem"), "the report is of the first file, not of this one").to_have_count(0)


def test_the_form_of_the_plan_follows_a_file_that_is_opened_beside_it(page: Page) -> None:
    show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
    put(page, "lbt-answers", {"answers": {}, "units": "metric", "plan": PLAN})
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: 'lbt-answers' }))")
    expect(page.get_by_label("First day")).to_have_value("2026-03-02")
    for day, ticked in {"Mon": True, "Tue": False, "Sat": True}.items():
        expect(page.get_by_label(day)).to_be_checked(checked=ticked)


@pytest.mark.parametrize("key", ["'lbt-answers'", "null"])  # as another tab of this browser tells it, one or all
def test_nothing_of_a_plan_outlasts_forgetting(page: Page, key: str) -> None:
    show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
    put(page, "lbt-answers", {"answers": {}, "units": "metric", "plan": {**PLAN, "made": True}})
    show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
    minutes = page.get_by_label("Minutes a week that you have for it: type a number")
    expect(minutes).to_have_value("90")
    page.evaluate("model.set('made', true); model.send = ({ kind }) => { globalThis.sent = kind; }; 0")
    page.evaluate(f"localStorage.clear(); dispatchEvent(new StorageEvent('storage', {{ key: {key} }}))")
    expect(minutes).to_have_value("60")
    for day in ("Mon", "Tue", "Sat"):
        expect(page.get_by_label(day)).not_to_be_checked()
    assert page.evaluate("sent") == "forget", "Python still holds a plan"
    page.get_by_label("Sun").set_checked(False)
    plan = kept(page, "lbt-answers")["plan"]
    assert (plan["minutes"], plan["days"], "made" in plan) == (60, [1, 2, 3, 4, 5, 6], False)


def test_a_form_that_forgets_tells_the_rest_of_its_page(page: Page) -> None:
    show(page, Form(Answers(load()), []), "form.css")
    put(page, "lbt-answers", {"answers": ANSWERS, "units": "metric", "plan": PLAN})
    page.evaluate("addEventListener('storage', ({ key }) => { if (key === 'lbt-answers') globalThis.told = true; })")
    page.get_by_role("button", name="Forget my answers").click()
    page.get_by_role("button", name="Yes, forget them").click()
    assert page.evaluate("told")
    assert kept(page, "lbt-answers") is None


def test_who_comes_back_is_told_of_the_plan_that_was_made_before(page: Page) -> None:
    """A plan is not kept, as it follows the answers and the warning signs of today."""
    before = page.get_by_text("You made a plan here before.")
    for _ in range(2):  # the second time with what the first has kept: choices, and no plan
        show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
        expect(before).to_be_hidden()
        page.get_by_label("Sun").set_checked(False)
    page.get_by_role("button", name="Make my plan").click()
    show(page, PlanForm(lambda: None, lambda: None), "plan_form.css")
    expect(before).to_be_visible()
    page.get_by_label("Sat").set_checked(False)
    assert kept(page, "lbt-answers")["plan"]["made"] is True
    page.evaluate("model.set('made', true)")
    expect(before).to_be_hidden()


def test_a_file_without_a_plan_leaves_the_choices_as_they_are(page: Page, keep: Locator, tmp_path: Path) -> None:
    put(page, "lbt-answers", {"answers": {}, "units": "metric", "plan": PLAN})
    open_file(keep, tmp_path, answers=ANSWERS)
    keep.get_by_role("button", name="Replace").click()
    expect(keep.get_by_text("Taken over: 1 answer and 0 quiz results.")).to_be_visible()
    assert kept(page, "lbt-answers")["plan"] == PLAN


def test_forgetting_reaches_the_tries_of_the_self_tests(page: Page, keep: Locator) -> None:
    page.evaluate("globalThis.lbtSelfTests = Promise.resolve({ forget: () => { globalThis.forgot = true; } })")
    keep.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    assert page.evaluate("globalThis.forgot")


def test_what_it_says_of_where_things_are_kept_is_the_one_true_sentence(keep: Locator) -> None:
    expect(keep.get_by_text("the computer that serves this page works with them and stores nothing")).to_be_visible()
