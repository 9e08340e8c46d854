"""What a reader keeps in a file, opens again, hands in and forgets, in Chromium."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lbt_widgets.content.hand_in import COLUMNS

from .accessible import faults
from .quiz_page import choose, finish, kept_result, next_question, opened, quiz, quiz_address  # noqa: F401


def save(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(".lbt-keep").get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_file_goes_on_in_a_fresh_browser(
    quiz: Locator, page: Page, browser: Browser, quiz_address: str, tmp_path: Path
) -> None:
    choose(quiz, "Her watch.", sure="Half sure")
    expect(quiz.get_by_text("A watch has no pelvis.")).to_be_visible()
    page.evaluate('localStorage.setItem(\'lbt-answers\', \'{"answers": {"plank_s": {"value": "45", "unit": null}}}\')')
    saved = save(page, "Save to a file", tmp_path)
    whole = json.loads(saved.read_text("utf-8"))
    assert whole["answers"] == {"plank_s": {"value": "45", "unit": None}}
    assert whole["quiz"]["cold_start"]["sure"] == "half"

    whole["quiz"]["asked_in_older_days"] = whole["quiz"]["cold_start"]
    whole["quiz"]["<img src=x onerror=alert(1)>"] = whole["quiz"]["cold_start"]
    saved.write_text(json.dumps(whole), "utf-8")
    fresh = browser.new_context()
    other = fresh.new_page()
    quiz = opened(other, quiz_address)
    other.get_by_label("Open a file that you saved").set_input_files(saved)
    keep = other.locator(".lbt-keep")
    expect(keep.get_by_text("Taken over: 1 answer and 1 quiz result.")).to_be_visible()
    expect(keep.get_by_text("not known to this version of the workbook: asked_in_older_days.")).to_be_visible()
    expect(keep.get_by_text("Left out, because it could not be read: <img src=x onerror=alert(1)>.")).to_be_visible()
    expect(keep.locator("img")).to_have_count(0)
    assert "asked_in_older_days" in save(other, "Save to a file", tmp_path).read_text("utf-8")  # nothing is lost
    quiz = opened(other, quiz_address)
    expect(quiz.get_by_text("Which two warm a muscle?")).to_be_visible()
    expect(other.get_by_text("1 of 4 questions answered")).to_be_visible()
    other.close()
    fresh.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no json", "it cannot be read as JSON"),
        ("[1]", "there are no answers in it"),
        ("{}", "no answers and no results"),
        ('{"name": "somebody", "age": 3}', "Nothing in this file is known to the workbook"),
        ('{"workbook": "lbt", "version": 2, "answers": {"plank_s": 45}}', "from a newer version of the workbook"),
        ('[{"item": "cold_start", "first_answer": "Her watch."}]', "This is the file to hand in"),
        ("\ufeffchapter,number,question,first answer\r\n", "This is the file to hand in"),
        (
            '{"quiz": {"cold_start": {"chapter": 4, "kind": "single", "first": [77], "first_right": false, "sure": "sure",'
            ' "last": [77], "last_right": false, "tries": 1, "seen": 1}}}',
            "no answers and no results",
        ),
        ('{"workbook": "lbt", "answers": 3}', "must be questions with values"),
        ('{"workbook": "lbt", "read": [["warm_up"]], "tried": [{}, null, 3]}', "no answers and no results"),
        ("x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_a_sentence(quiz: Locator, page: Page, tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    page.get_by_label("Open a file that you saved").set_input_files(path)
    expect(page.locator(".lbt-keep").get_by_role("alert")).to_contain_text(sentence)


def test_an_older_file_of_answers_alone_still_opens(quiz: Locator, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text('{"plank_s": 45, "shoe_cushioning": "soft"}', "utf-8")
    page.get_by_label("Open a file that you saved").set_input_files(path)
    expect(page.get_by_text("Taken over: 2 answers and 0 quiz results.")).to_be_visible()


def test_opening_a_file_asks_before_it_replaces_what_is_there(quiz: Locator, page: Page, tmp_path: Path) -> None:
    page.evaluate('localStorage.setItem(\'lbt-answers\', \'{"answers": {"plank_s": {"value": "45", "unit": null}}}\')')
    path = tmp_path / "answers.json"
    path.write_text('{"plank_s": 60}', "utf-8")
    chooser = page.get_by_label("Open a file that you saved")
    keep = page.locator(".lbt-keep")
    kept = "JSON.parse(localStorage.getItem('lbt-answers')).answers.plank_s.value"
    chooser.set_input_files(path)
    expect(keep.get_by_role("button", name="Replace")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(keep.get_by_text("Nothing was changed.")).to_be_visible()
    expect(chooser).to_be_focused()
    assert page.evaluate(kept) == "45"
    chooser.set_input_files(path)
    keep.get_by_role("button", name="Replace").press("Enter")
    expect(keep.get_by_text("Taken over: 1 answer and 0 quiz results.")).to_be_visible()
    assert page.evaluate(kept) == 60


def test_a_file_is_chosen_with_a_button_of_the_workbooks_own_by_keyboard(quiz: Locator, page: Page) -> None:
    with page.expect_file_chooser():  # asked for first of all: Playwright does not wait until the browser listens
        page.locator(".lbt-keep").get_by_role("button", name="Save to a file").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_label("Open a file that you saved")).to_be_focused()
        expect(page.locator(".lbt-open")).to_have_css("outline-style", "solid")
        page.keyboard.press("Enter")


def test_results_to_hand_in_hold_no_name_and_no_time(quiz: Locator, page: Page, tmp_path: Path) -> None:
    choose(quiz, "Her watch.", sure="Half sure")
    quiz.get_by_role("button", name="Try again").click()
    choose(quiz, "Her muscles.", sure=None)
    next_question(quiz)
    choose(quiz, "Walking.", "Jogging.")
    expect(quiz.get_by_text("Walking does.")).to_be_visible()
    rows = list(csv.DictReader(save(page, "Results as CSV", tmp_path).read_text("utf-8-sig").splitlines()))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["item"], row["first answer"], row["tries"]) for row in rows] == [
        ("cold_start", "Her watch.", "2"),
        ("two_of_four", "Walking. | Jogging.", "1"),
    ]
    expect(page.locator(".lbt-keep").get_by_text("Saved as lbt-quiz.csv.")).to_be_visible()
    found = json.loads(save(page, "Results as JSON", tmp_path).read_text("utf-8"))
    assert [one["right_answer"] for one in found] == ["Her muscles.", "Walking. | Jogging."]


def test_forgetting_empties_the_quiz_and_the_progress(quiz: Locator, page: Page) -> None:
    choose(quiz, "Her watch.")
    expect(page.get_by_text("1 of 4 questions answered")).to_be_visible()
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    expect(page.get_by_text("0 of 4 questions answered")).to_be_visible()
    assert page.evaluate("localStorage.getItem('lbt-answers')") is None
    assert '"cold_start"' not in str(page.evaluate("localStorage.getItem('lbt-progress')"))


def leave_all(quiz: Locator) -> None:
    for _ in range(4):
        quiz.get_by_role("button", name="Leave it for later").click()


def test_a_file_opened_after_forgetting_is_in_place_in_every_tab(
    quiz: Locator, page: Page, quiz_address: str, tmp_path: Path
) -> None:
    choose(quiz, "Her muscles.")
    next_question(quiz)
    finish(quiz)
    right = "At the first try 4 of 4 were right."
    expect(quiz.get_by_text(right)).to_be_visible()
    saved = save(page, "Save to a file", tmp_path)
    second = page.context.new_page()
    tabs = {page: quiz, second: opened(second, quiz_address)}
    expect(tabs[second].get_by_text(right)).to_be_visible()

    second.get_by_role("button", name="Forget everything").click()
    second.get_by_role("button", name="Yes, forget it all").click()
    for shown in tabs.values():
        expect(shown.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
        expect(shown.get_by_text(right)).to_have_count(0)
    second.get_by_label("Open a file that you saved").set_input_files(saved)
    for tab, shown in tabs.items():
        expect(tab.get_by_text("4 of 4 questions answered")).to_be_visible()
        tab.bring_to_front()
        leave_all(shown)
        expect(shown.get_by_text(right)).to_be_visible()


def test_of_a_file_and_a_browser_the_result_with_more_tries_counts(quiz: Locator, page: Page, tmp_path: Path) -> None:
    keep = page.locator(".lbt-keep")
    for tries, stands, taken in ((2, 2, 1), (1, 2, 0), (3, 3, 1)):
        path = tmp_path / f"{tries}.json"
        path.write_text(json.dumps({"quiz": {"cold_start": kept_result(chapter=4, tries=tries)}}), "utf-8")
        page.get_by_label("Open a file that you saved").set_input_files(path)
        if tries != 2:
            expect(keep.get_by_text("the result with more tries stays;")).to_be_visible()
            keep.get_by_role("button", name="Replace").click()
        expect(keep.get_by_text(f"Taken over: 0 answers and {taken} quiz result")).to_be_visible()
        expect(keep.get_by_text("Yours stayed, with as many tries or more: 1 quiz result.")).to_have_count(1 - taken)
        assert page.evaluate("JSON.parse(localStorage.getItem('lbt-progress')).quiz.cold_start.tries") == stands
