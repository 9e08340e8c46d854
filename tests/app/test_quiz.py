"""A quiz as a reader does it, in Chromium: by keyboard, over a reload, in a fresh browser, and for handing in."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters

from .conftest import serving

CHAPTERS = [*chapters(load()).values()]
LABS = [lab.id for lab in load().labs.values() if lab.chapter == "warm_up"]
READY = "html[data-ready]"
CODE = """from lbt_widgets.widgets import ChapterEnd, Keep, Progress, Quiz

Quiz("warm_up")"""
SECRETS = ("Muscles warm up", "Walking does", "Work makes heat", "too long a walk", "Fire burns")


@pytest.fixture(scope="module")
def quiz_address(root: Path, quiz_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The workbook with two small quizzes, and with a page that shows one of them."""
    home = tmp_path_factory.mktemp("workbook")
    shutil.copytree(root / "lbt_widgets", home / "lbt_widgets", ignore=shutil.ignore_patterns("_data", "__pycache__"))
    shutil.copytree(quiz_folder, home / "content")
    shutil.copytree(root / "notebooks", home / "notebooks")
    cells = [nbformat.v4.new_markdown_cell("# A quiz\n\n## Questions")]
    cells += [nbformat.v4.new_code_cell(source) for source in (CODE, "Keep()", "Progress()", 'ChapterEnd("warm_up")')]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), home / "notebooks" / "quiz.ipynb")
    with serving(cwd=home, env={**os.environ, "PYTHONPATH": str(home)}) as (_, address):
        yield address


def opened(page: Page, address: str) -> Locator:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/quiz.ipynb")
    page.wait_for_selector(READY, state="attached")
    quiz = page.locator(".lbt-quiz")
    expect(quiz.get_by_role("heading").first).to_be_visible()
    return quiz


@pytest.fixture
def quiz(page: Page, quiz_address: str) -> Locator:
    return opened(page, quiz_address)


def serious(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}]


def send(quiz: Locator, sure: str = "Sure") -> None:
    quiz.get_by_label(sure, exact=True).check()
    quiz.get_by_role("button", name="Answer").click()


def choose(quiz: Locator, *labels: str, sure: str = "Sure") -> None:
    for label in labels:
        quiz.get_by_label(label, exact=True).check()
    send(quiz, sure)


def next_question(quiz: Locator) -> None:
    quiz.get_by_role("button", name="Next question").click()


def sort(quiz: Locator, *texts: str) -> None:
    for place, text in enumerate(texts):
        quiz.get_by_label(f"Place of: {text}").select_option(value=str(place))  # a bare text would fit a label too


def finish(quiz: Locator) -> None:
    """Every question but the first, as a reader who mends nothing."""
    choose(quiz, "Walking.", "Jogging.", sure="Half sure")
    next_question(quiz)
    quiz.get_by_label("How many minutes?").fill("12")
    send(quiz, "A guess")
    next_question(quiz)
    sort(quiz, "Ice.", "Rain.", "Tea.", "Fire.")
    send(quiz)
    quiz.get_by_role("button", name="See how it went").click()


def test_a_wrong_answer_by_keyboard_is_told_why_and_shown_the_right_one(quiz: Locator, page: Page) -> None:
    assert serious(page) == []
    quiz.get_by_role("radio", name="Her muscles.").focus()
    page.keyboard.press("ArrowDown")
    expect(quiz.get_by_role("radio", name="Her bones <b>alone</b>.")).to_be_checked()  # text, not markup
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(quiz.get_by_role("radio", name="Sure", exact=True)).to_be_checked()
    page.keyboard.press("Enter")
    told = quiz.get_by_role("status").filter(has_text="Not quite.")
    expect(told).to_contain_text("Many believe this of bones.")
    assert "Muscles warm up" not in quiz.inner_text() and "muscles are." not in quiz.inner_text()
    expect(quiz.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(quiz.locator(".lbt-more")).to_be_focused()
    expect(quiz.locator(".lbt-more")).to_contain_text("The right answer:Her muscles.")
    expect(quiz.get_by_text("muscles are.")).to_be_visible()
    expect(quiz.get_by_role("button", name="Try again")).to_have_count(0)  # nothing is left to try
    assert quiz.get_by_role("link").first.get_attribute("href") == (
        "09_evidence.ipynb#claim=muscle_imbalance.hamstrings_tight"
    )
    assert serious(page) == []


def test_a_wrong_answer_is_tried_again_before_the_right_one_is_told(quiz: Locator, page: Page) -> None:
    choose(quiz, "Her watch.")
    quiz.get_by_role("button", name="Try again").press("Enter")
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_focused()
    choose(quiz, "Her muscles.")
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()
    expect(quiz.get_by_text("muscles are.")).to_be_visible()
    expect(quiz.get_by_role("status").filter(has_text="Right.")).to_contain_text("Muscles warm up within minutes.")
    assert serious(page) == []


def test_an_answer_needs_a_choice_and_how_sure_one_is(quiz: Locator) -> None:
    quiz.get_by_role("button", name="Answer").click()
    expect(quiz.get_by_role("alert")).to_have_text("Give an answer, and say how sure you are.")
    expect(quiz.get_by_role("radio", name="Her muscles.")).to_be_focused()
    quiz.get_by_label("Her watch.").check()
    quiz.get_by_role("button", name="Answer").click()
    expect(quiz.get_by_role("alert")).to_contain_text("Say how sure you are, too")
    expect(quiz.get_by_role("radio", name="Sure", exact=True)).to_be_focused()


def test_being_sure_of_nothing_is_no_answer(quiz: Locator) -> None:
    send(quiz)
    expect(quiz.get_by_role("alert")).to_contain_text("Choose an answer first.")


def test_what_was_answered_in_an_earlier_chapter_comes_back_and_says_from_where(
    quiz: Locator, page: Page, quiz_address: str
) -> None:
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    result = {"chapter": 1, "kind": "single", "first": [0], "first_right": False, "sure": "sure", "last": [0],
              "last_right": False, "tries": 1, "seen": 1}  # fmt: skip
    page.evaluate("kept => localStorage.setItem('lbt-progress', JSON.stringify(kept))", {"quiz": {"old_two": result}})
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading", name="Question 1 of 5")).to_be_visible()
    for _ in range(4):
        quiz.get_by_role("button", name="Leave it for later").click()
    lab = load().labs["hip_moment"].title
    expect(quiz.get_by_text(f"From chapter 1, {CHAPTERS[0].title} (the lab “{lab}”)")).to_be_visible()


def test_one_still_missed_comes_back_after_the_chapters_own_are_done(
    quiz: Locator, page: Page, quiz_address: str
) -> None:
    choose(quiz, "Her muscles.")
    next_question(quiz)
    finish(quiz)
    expect(quiz.get_by_text("At the first try 4 of 4 were right.")).to_be_visible()
    missed = {"chapter": 1, "kind": "single", "first": [0], "first_right": False, "sure": "sure", "last": [0],
              "last_right": False, "tries": 1, "seen": 1}  # fmt: skip
    page.evaluate(
        "one => { const kept = JSON.parse(localStorage.getItem('lbt-progress')); kept.quiz.old_two = one;"
        " localStorage.setItem('lbt-progress', JSON.stringify(kept)); }",
        missed,
    )
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    expect(quiz.get_by_text(f"From chapter 1, {CHAPTERS[0].title}")).to_be_visible()
    choose(quiz, "The one after.")
    quiz.get_by_role("button", name="See how it went").click()
    expect(quiz.get_by_text("At the first try 4 of 4 were right.")).to_be_visible()
    expect(quiz.get_by_text("From earlier chapters, 1 of 1 was right when last answered.")).to_be_visible()


def test_an_order_by_keyboard_alone(quiz: Locator, page: Page) -> None:
    for _ in range(3):
        quiz.get_by_role("button", name="Leave it for later").press("Enter")
    rows = quiz.locator("ol li .lbt-text")
    expect(rows).to_have_count(4)
    assert serious(page) == []
    for text in ("Fire.", "Tea.", "Rain.", "Ice."):
        for _ in range(3):
            quiz.get_by_role("button", name=f"Up: {text}").press("Enter")
            expect(quiz.get_by_role("button", name=f"Up: {text}")).to_be_focused()
    expect(rows).to_have_text(["Ice.", "Rain.", "Tea.", "Fire."])
    expect(quiz.get_by_text("Ice.: now at place 1 of 4.")).to_be_attached()
    expect(quiz.get_by_role("button", name="Up: Ice.")).to_be_disabled()
    expect(quiz.get_by_role("button", name="Down: Ice.")).to_be_enabled()
    expect(quiz.get_by_role("button", name="Down: Fire.")).to_be_disabled()
    quiz.get_by_role("button", name="Down: Ice.").press("Enter")
    send(quiz)
    expect(quiz.get_by_role("status").filter(has_text="2 of 4 stand in their place")).to_contain_text("Tea steams.")
    assert serious(page) == []


def test_a_number_out_of_range_names_range_and_unit(quiz: Locator) -> None:
    for _ in range(2):
        quiz.get_by_role("button", name="Leave it for later").click()
    for typed, said in (
        ("much", "Type a number from 0 to 100 (minutes)."),
        ("120", "must be 0 to 100 (minutes), got 120"),
    ):
        quiz.get_by_label("How many minutes?").fill(typed)
        send(quiz)
        expect(quiz.get_by_role("alert")).to_contain_text(said)
    quiz.get_by_label("How many minutes?").fill("20,5")
    send(quiz)
    expect(quiz.get_by_role("status").filter(has_text="too high")).to_contain_text("too long a walk")


def test_at_the_end_first_tries_how_sure_and_what_to_do_again(quiz: Locator, page: Page) -> None:
    choose(quiz, "Her watch.")
    next_question(quiz)
    finish(quiz)
    expect(quiz.get_by_role("heading", name="How it went")).to_be_focused()
    assert serious(page) == []
    text = quiz.inner_text()
    assert "Of 1 that you were half sure of, 1 was right." in text
    assert "Of 1 that you guessed, 1 was right." in text
    assert "Missed: “Ada, 41, runs off at once on a …” What is cold at first?" in text
    quiz.get_by_role("button", name="Do th").click()
    choose(quiz, "Her muscles.")
    expect(quiz.get_by_role("status").filter(has_text="Right.")).to_be_visible()


def test_a_reload_keeps_results_and_goes_on_where_it_was(quiz: Locator, page: Page, quiz_address: str) -> None:
    choose(quiz, "Her watch.")
    expect(quiz.get_by_text("A watch has no pelvis.")).to_be_visible()
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_text("Which two warm a muscle?")).to_be_visible()
    finish(quiz)
    expect(quiz.get_by_text("Missed: “Ada, 41")).to_be_visible()
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading", name="How it went")).to_be_visible()
    expect(quiz.get_by_text("At the first try")).to_be_visible()


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
    expect(keep.get_by_text("Now in place: 1 answer and 1 quiz result.")).to_be_visible()
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
        ("\ufeffitem,chapter,kind,first answer\r\n", "This is the file to hand in"),
        (
            '{"quiz": {"cold_start": {"chapter": 4, "kind": "single", "first": [77], "first_right": false, "sure": "sure",'
            ' "last": [77], "last_right": false, "tries": 1, "seen": 1}}}',
            "no answers and no results",
        ),
        ('{"workbook": "lbt", "answers": 3}', "must be questions with values"),
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
    expect(page.get_by_text("Now in place: 2 answers and 0 quiz results.")).to_be_visible()


def test_opening_a_file_asks_before_it_replaces_what_is_there(quiz: Locator, page: Page, tmp_path: Path) -> None:
    page.evaluate('localStorage.setItem(\'lbt-answers\', \'{"answers": {"plank_s": {"value": "45", "unit": null}}}\')')
    path = tmp_path / "answers.json"
    path.write_text('{"plank_s": 60}', "utf-8")
    chooser = page.get_by_label("Open a file that you saved")
    keep = page.locator(".lbt-keep")
    kept = "JSON.parse(localStorage.getItem('lbt-answers')).answers.plank_s.value"
    chooser.set_input_files(path)
    expect(keep.get_by_role("button", name="Replace")).to_be_focused()
    assert serious(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(keep.get_by_text("Nothing was changed.")).to_be_visible()
    expect(chooser).to_be_focused()
    assert page.evaluate(kept) == "45"
    chooser.set_input_files(path)
    keep.get_by_role("button", name="Replace").press("Enter")
    expect(keep.get_by_text("Now in place: 1 answer and 0 quiz results.")).to_be_visible()
    assert page.evaluate(kept) == 60


def test_a_file_is_chosen_with_a_button_of_the_workbooks_own_by_keyboard(quiz: Locator, page: Page) -> None:
    page.locator(".lbt-keep").get_by_role("button", name="Save to a file").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Open a file that you saved")).to_be_focused()
    assert page.locator(".lbt-open").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    with page.expect_file_chooser():
        page.keyboard.press("Enter")


def test_results_to_hand_in_hold_no_name_and_no_time(quiz: Locator, page: Page, tmp_path: Path) -> None:
    choose(quiz, "Her watch.", sure="Half sure")
    quiz.get_by_role("button", name="Try again").click()
    choose(quiz, "Her muscles.")
    next_question(quiz)
    choose(quiz, "Walking.", "Jogging.")
    expect(quiz.get_by_text("Walking does.")).to_be_visible()
    rows = list(csv.reader(save(page, "Results as CSV", tmp_path).read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["item", "chapter", "kind", "first answer", "first right", "confidence", "last answer", "last right", "tries"],
        ["cold_start", "4", "single", "Her watch.", "false", "half", "Her muscles.", "true", "2"],
        ["two_of_four", "4", "multiple", "Walking.; Jogging.", "true", "sure", "Walking.; Jogging.", "true", "1"],
    ]
    found = json.loads(save(page, "Results as JSON", tmp_path).read_text("utf-8"))
    assert [str(value) for value in found[0].values()][:4] == rows[1][:4]
    assert list(found[0]) == [name.replace(" ", "_") for name in rows[0]]


def test_forgetting_empties_the_quiz_and_the_progress(quiz: Locator, page: Page) -> None:
    choose(quiz, "Her watch.")
    expect(page.get_by_text("1 of 4 questions answered")).to_be_visible()
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    expect(page.get_by_text("0 of 4 questions answered")).to_be_visible()
    assert page.evaluate("localStorage.getItem('lbt-answers')") is None
    assert '"cold_start"' not in str(page.evaluate("localStorage.getItem('lbt-progress')"))


def test_the_progress_shows_what_is_read_and_what_is_next(quiz: Locator, page: Page) -> None:
    shown = page.get_by_role("navigation", name="Chapters")
    expect(
        shown.get_by_text(f"Next: chapter 1, {CHAPTERS[0].title} (about {CHAPTERS[0].minutes} minutes).")
    ).to_be_visible()
    page.locator(".lbt-chapter-end").scroll_into_view_if_needed()
    fourth = shown.get_by_role("listitem").nth(3)
    expect(fourth).to_contain_text("not read yet")  # seen is not read
    page.get_by_role("button", name="I have read this chapter").click()
    expect(page.get_by_text("This browser keeps that you have read this chapter.")).to_be_visible()
    expect(fourth).to_contain_text(f"about {CHAPTERS[3].minutes} minutes · read · 0 of {len(LABS)} lab")
    expect(fourth).to_contain_text("0 of 4 questions answered")
    expect(shown.get_by_role("listitem").first).to_contain_text("not read yet")
    assert serious(page) == []


def test_what_was_skipped_is_listed_apart_and_holds_nobody_up(quiz: Locator, page: Page, quiz_address: str) -> None:
    page.evaluate("kept => localStorage.setItem('lbt-progress', JSON.stringify(kept))", {"read": [CHAPTERS[0].id]})
    opened(page, quiz_address)
    shown = page.get_by_role("navigation", name="Chapters")
    expect(shown.get_by_text(f"Next: chapter 2, {CHAPTERS[1].title}")).to_be_visible()
    expect(shown.locator(".lbt-left li")).to_contain_text(f"chapter 1, {CHAPTERS[0].title}:")
    expect(shown.locator(".lbt-left li")).to_contain_text("3 questions")


def test_a_guess_in_a_lab_counts_as_tried(page: Page, quiz: Locator, quiz_address: str) -> None:
    page.goto(f"{quiz_address}/voila/render/04_warm_up.ipynb")
    page.wait_for_selector(READY, state="attached")
    page.locator(".lbt-guess input").first.fill("1")
    page.locator(".lbt-guess button").first.click()
    expect(page.get_by_text("You guessed")).to_be_visible()
    page.goto(f"{quiz_address}/voila/render/quiz.ipynb")
    expect(page.get_by_text(f"1 of {len(LABS)} lab")).to_be_visible()


def test_without_storage_the_page_says_so_and_works(page: Page, quiz_address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('off'); }")
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_text("your answers last as long as this page")).to_be_visible()
    expect(page.locator(".lbt-chapters").get_by_text("its storage is off or full")).to_be_visible()
    choose(quiz, "Her watch.")
    next_question(quiz)
    expect(quiz.get_by_text("Which two warm a muscle?")).to_be_visible()


def test_two_tabs_share_their_results(quiz: Locator, page: Page, quiz_address: str) -> None:
    other = opened(page.context.new_page(), quiz_address)
    choose(other, "Her watch.")
    expect(other.get_by_text("A watch has no pelvis.")).to_be_visible()
    expect(page.get_by_text("1 of 4 questions answered")).to_be_visible()


def test_nothing_of_the_key_is_in_the_page_before_an_answer(page: Page, quiz_address: str) -> None:
    heard: list[str] = []
    page.on("response", lambda answer: heard.append(answer.text()) if "quiz.ipynb" in answer.url else None)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(_text(frame))))
    quiz = opened(page, quiz_address)
    everything = page.content() + "".join(heard)
    assert "Her watch." in everything and "two_of_four" in everything
    assert [secret for secret in SECRETS if secret in everything] == []
    choose(quiz, "Her muscles.")
    expect(quiz.get_by_text("Muscles warm up within minutes.")).to_be_visible()
    assert any("Muscles warm up" in one for one in heard)  # so the socket was listened to


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")


def test_a_narrow_page_fits(page: Page, quiz_address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    quiz = opened(page, quiz_address)
    for _ in range(3):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        quiz.get_by_role("button", name="Leave it for later").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    low = page.evaluate(
        "[...document.querySelectorAll('.lbt-quiz :is(button, select, label.lbt-choice), .lbt-keep button')]"
        ".map(one => one.getBoundingClientRect().height).filter(height => height && height < 44)"
    )
    assert low == []
