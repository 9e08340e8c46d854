"""A quiz as a reader does it, in Chromium: by keyboard, over a reload, in a fresh browser, and for handing in."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters

from .accessible import faults
from .quiz_page import (  # noqa: F401
    READY,
    choose,
    finish,
    keep_results,
    kept_result,
    next_question,
    opened,
    quiz,
    quiz_address,
    send,
)

CHAPTERS = [*chapters(load()).values()]
LABS = [lab.id for lab in load().labs.values() if lab.chapter == "warm_up"]
SECRETS = ("Muscles warm up", "Walking does", "Work makes heat", "too long a walk", "Fire burns")


def test_a_wrong_answer_by_keyboard_is_told_why_and_shown_the_right_one(quiz: Locator, page: Page) -> None:
    assert faults(page) == []
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
    expect(quiz.locator(".lbt-more")).to_contain_text("The right answer:✓ Her muscles. Muscles warm up")
    expect(quiz.get_by_text("muscles are.")).to_be_visible()
    expect(quiz.get_by_role("button", name="Try again")).to_have_count(0)  # nothing is left to try
    assert quiz.get_by_role("link").first.get_attribute("href") == (
        "09_evidence.ipynb#claim=muscle_imbalance.hamstrings_tight"
    )
    assert faults(page) == []


def test_a_wrong_answer_is_tried_again_before_the_right_one_is_told(quiz: Locator, page: Page) -> None:
    choose(quiz, "Her watch.")
    quiz.get_by_role("button", name="Try again").press("Enter")
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_focused()
    expect(quiz.get_by_text("How sure are you?")).to_have_count(0)  # the first try alone is compared with it
    choose(quiz, "Her muscles.", sure=None)
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()
    expect(quiz.get_by_text("muscles are.")).to_be_visible()
    expect(quiz.get_by_role("status").filter(has_text="Right.")).to_contain_text("Muscles warm up within minutes.")
    assert faults(page) == []


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


def test_what_was_answered_in_another_chapter_comes_back_and_says_from_where(
    quiz: Locator, page: Page, quiz_address: str
) -> None:
    expect(quiz.get_by_role("heading", name="Question 1 of 4")).to_be_visible()
    keep_results(page, old_two=kept_result())
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
    keep_results(page, old_two=kept_result())
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading", name="Question 1 of 1")).to_be_visible()
    expect(quiz.get_by_text(f"From chapter 1, {CHAPTERS[0].title}")).to_be_visible()
    choose(quiz, "The one after.", sure=None)
    quiz.get_by_role("button", name="See how it went").click()
    expect(quiz.get_by_text("At the first try 4 of 4 were right.")).to_be_visible()
    expect(quiz.get_by_text("From other chapters, 1 of 1 was right when last answered.")).to_be_visible()


def test_an_order_by_keyboard_alone(quiz: Locator, page: Page) -> None:
    for _ in range(3):
        quiz.get_by_role("button", name="Leave it for later").press("Enter")
    rows = quiz.locator("ol li .lbt-text")
    expect(rows).to_have_count(4)
    assert faults(page) == []
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
    expect(quiz.get_by_role("status").filter(has_text="2 of 4 are in their place")).to_contain_text("burns you.")
    assert "steams" not in quiz.inner_text()
    quiz.get_by_role("button", name="Try again").click()
    expect(rows).to_have_text(["Rain.", "Ice.", "Tea.", "Fire."])  # goes on from there
    assert faults(page) == []


def test_a_number_out_of_range_names_range_and_unit(quiz: Locator) -> None:
    for _ in range(2):
        quiz.get_by_role("button", name="Leave it for later").click()
    for typed, said in (
        ("much", "Give a number from 0 to 100 minutes."),
        ("1,111", "1,111 can be read in two ways: write 1111 or 1.111."),
        ("120", "Give a number from 0 to 100 minutes. You gave 120."),
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
    assert faults(page) == []
    text = quiz.inner_text()
    assert "Of 1 that you were half sure of, 1 was right." in text
    assert "Of 1 that you guessed, 1 was right." in text
    assert "Missed: “Ada, 41, runs off at once on a …” What is cold at first?" in text
    quiz.get_by_role("button", name="Do th").click()
    choose(quiz, "Her muscles.", sure=None)
    expect(quiz.get_by_role("status").filter(has_text="Right.")).to_be_visible()


def test_a_reload_keeps_results_and_goes_on_where_it_was(quiz: Locator, page: Page, quiz_address: str) -> None:
    choose(quiz, "Her watch.")
    expect(quiz.get_by_text("A watch has no pelvis.")).to_be_visible()
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_text("Which two warm a muscle?")).to_be_visible()
    finish(quiz)
    expect(quiz.get_by_text("Missed: “Ada, 41")).to_be_visible()
    keep_results(page, old_two=kept_result())
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading")).to_have_text("Question 1 of 2")
    expect(quiz.get_by_text("To do again: you missed it last time.")).to_be_visible()
    choose(quiz, "Her muscles.", sure=None)  # its own comes before another chapter's
    next_question(quiz)
    expect(quiz.get_by_text("From chapter 1")).to_be_visible()
    keep_results(page, old_two={**kept_result(tries=2), "last_right": True})
    quiz = opened(page, quiz_address)
    expect(quiz.get_by_role("heading", name="How it went")).to_be_visible()
    expect(quiz.get_by_text("At the first try")).to_be_visible()


def test_the_progress_shows_what_is_read_and_what_is_next(quiz: Locator, page: Page) -> None:
    shown = page.get_by_role("navigation", name="Chapters")
    expect(
        shown.get_by_text(f"Next: chapter 1, {CHAPTERS[0].title} (about {CHAPTERS[0].minutes} minutes)")
    ).to_be_visible()
    page.locator(".lbt-chapter-end").scroll_into_view_if_needed()
    fourth = shown.get_by_role("listitem").nth(3)
    expect(fourth).to_contain_text("not read yet")  # seen is not read
    page.get_by_role("button", name="I have read this chapter").click()
    expect(page.get_by_text("This browser keeps that you have read this chapter.")).to_be_visible()
    expect(fourth).to_contain_text(f"about {CHAPTERS[3].minutes} minutes · read · 0 of {len(LABS)} lab")
    expect(fourth).to_contain_text("0 of 4 questions answered")
    expect(shown.get_by_role("listitem").first).to_contain_text("not read yet")
    assert faults(page) == []


def test_what_was_skipped_is_listed_apart_and_holds_nobody_up(quiz: Locator, page: Page, quiz_address: str) -> None:
    kept = {"read": [CHAPTERS[0].id], "quiz": {"old_one": kept_result()}}
    page.evaluate("kept => localStorage.setItem('lbt-progress', JSON.stringify(kept))", kept)
    opened(page, quiz_address)
    shown = page.get_by_role("navigation", name="Chapters")
    expect(shown.get_by_text(f"Next: chapter 2, {CHAPTERS[1].title}")).to_be_visible()
    expect(shown.locator(".lbt-left li")).to_contain_text(f"chapter 1, {CHAPTERS[0].title}:")
    expect(shown.locator(".lbt-left li")).to_contain_text("2 questions, 1 to do again")
    expect(shown.get_by_text("1 of 3 questions answered, 1 to do again")).to_be_visible()


def test_a_guess_in_a_lab_counts_as_tried(page: Page, quiz: Locator, quiz_address: str) -> None:
    page.goto(f"{quiz_address}/voila/render/04_warm_up.ipynb")
    page.wait_for_selector(READY, state="attached")
    page.locator(".lbt-guess input").first.fill("1")
    page.locator(".lbt-guess button").first.click()
    expect(page.locator(".lbt-compared", has_text="You guessed")).to_be_visible()
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


def test_the_first_results_of_another_tab_change_no_question_that_is_seen(
    quiz: Locator, page: Page, quiz_address: str
) -> None:
    heading = quiz.get_by_role("heading")
    expect(heading).to_have_text("Question 1 of 4")
    quiz.get_by_label("Her watch.").check()
    other = opened(page.context.new_page(), quiz_address)
    keep_results(other.page, old_two=kept_result())
    quiz.get_by_role("button", name="Leave it for later").click()
    expect(heading).to_have_text("Question 2 of 4")
    choose(quiz, "Walking.", "Jogging.")
    expect(quiz.get_by_text("Walking does.")).to_be_visible()  # Python has heard of both tabs by now
    next_question(quiz)
    expect(heading).to_have_text("Question 3 of 4")


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


class SlowLine:
    """What the server says is held back while `holds`, and comes once it is let go."""

    def __init__(self, page: Page) -> None:
        self.holds = False
        self._late: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket("**/channels*", self._relay)

    def _relay(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(server.send)
        server.on_message(lambda message: self._late.append((line, message)) if self.holds else line.send(message))

    def let_go(self) -> None:
        self.holds = False
        for line, message in self._late:
            line.send(message)


SILENT = "No answer has come for 3 seconds"
LEAVE_AT_ONCE = """quiz => {
    const buttons = [...quiz.querySelectorAll("form .lbt-buttons button")];
    const focus = document.activeElement.textContent;
    buttons[1].click();
    return { parts: quiz.querySelector("form > fieldset").disabled, buttons: buttons.map(one => one.ariaDisabled), focus,
             heading: quiz.querySelector("h3").textContent };
}"""


@pytest.fixture
def line(page: Page) -> SlowLine:
    return SlowLine(page)


def test_a_late_reply_is_kept_and_never_stands_under_another_question(
    line: SlowLine, quiz: Locator, page: Page
) -> None:
    line.holds = True
    quiz.get_by_label("Her watch.").check()
    quiz.get_by_label("Sure", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    held = quiz.evaluate(LEAVE_AT_ONCE)
    assert held == {"parts": True, "buttons": ["true", "true"], "focus": "Answer", "heading": "Question 1 of 4"}
    expect(quiz.get_by_text(SILENT)).to_be_visible()
    leave = quiz.get_by_role("button", name="Leave it for later")
    leave.click()
    expect(quiz.get_by_role("heading")).to_have_text("Question 2 of 4")
    line.let_go()
    expect(page.get_by_text("1 of 4 questions answered")).to_be_visible()
    expect(quiz.get_by_text("A watch has no pelvis.")).to_have_count(0)
    expect(quiz.get_by_label("Walking.")).to_be_enabled()
    expect(quiz.get_by_text(SILENT)).to_have_count(0)


def test_a_late_reply_to_the_question_on_the_page_is_shown(line: SlowLine, quiz: Locator) -> None:
    line.holds = True
    choose(quiz, "Her watch.")
    expect(quiz.get_by_text(SILENT)).to_be_visible()
    expect(quiz.get_by_label("Her muscles.")).to_be_enabled()
    line.let_go()
    expect(quiz.get_by_text("A watch has no pelvis.")).to_be_visible()
    expect(quiz.get_by_text(SILENT)).to_have_count(0)


def test_a_late_reply_to_what_was_forgotten_brings_nothing_back(line: SlowLine, quiz: Locator, page: Page) -> None:
    line.holds = True
    choose(quiz, "Her watch.")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget it all").click()
    expect(quiz.get_by_label("Her watch.")).to_be_enabled()
    line.let_go()
    choose(quiz, "Her muscles.")
    expect(quiz.get_by_text("Muscles warm up within minutes.")).to_be_visible()
    kept = page.evaluate("JSON.parse(localStorage.getItem('lbt-progress')).quiz.cold_start")
    assert (kept["tries"], kept["first_right"]) == (1, True)


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


def test_a_question_leads_to_its_lab_on_the_page_and_an_address_from_elsewhere_too(page: Page, address: str) -> None:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/07_surface.ipynb#lab-slopes")
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", name="Which is harder on you, up or down?")).to_be_in_viewport()
    quiz = page.locator(".lbt-quiz")
    quiz.get_by_role("button", name="Leave it for later").click()  # the first is about a sensor
    choose(quiz, "It works as the same spring as before, so the mat's gain is all his.")
    expect(quiz.get_by_role("link", name="Ferris DP 1999")).to_have_attribute("target", "_blank")
    quiz.get_by_role("link", name="Does soft ground spare you?").press("Enter")
    expect(page.get_by_role("heading", name="Does soft ground spare you?")).to_be_in_viewport()
