"""What the page is told of the chapters; what is done of them the browser alone knows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from lbt_widgets._resources import notebooks_dir
from lbt_widgets.content import load
from lbt_widgets.widgets import _static
from lbt_widgets.widgets.progress import DASHBOARD, START_PAGE, ChapterEnd, Keep, Progress
from lbt_widgets.widgets.quiz import Quiz

ID = re.compile(re.search(r"const ID = /(.*)/;", _static.module("progress_store.js", "progress.js"))[1])


def test_every_chapter_with_what_there_is_to_do(quiz_content) -> None:
    chapters = Progress(quiz_content).chapters
    assert [one["number"] for one in chapters] == [*range(1, len(quiz_content.causes)), 11]
    warm_up = next(one for one in chapters if one["id"] == "warm_up")
    assert warm_up["page"] == "04_warm_up.ipynb"
    assert warm_up["minutes"] > 0
    assert warm_up["labs"] == [lab.id for lab in quiz_content.labs.values() if lab.chapter == "warm_up"]
    assert warm_up["quiz"] == ["cold_start", "two_of_four", "how_many", "in_order"]


def test_the_pages_that_are_linked_exist() -> None:
    assert all((notebooks_dir() / page).exists() for page in (START_PAGE, DASHBOARD))


def test_the_end_of_a_chapter_names_it(quiz_content) -> None:
    end = ChapterEnd("warm_up", quiz_content)
    assert (end.chapter, end.number) == ("warm_up", 4)


@pytest.mark.parametrize("cause", ["background", "weather"])
def test_what_is_no_chapter_has_no_end(quiz_content, cause) -> None:
    with pytest.raises(ValueError, match=cause):
        ChapterEnd(cause, quiz_content)


KEPT = {
    "chapter": 4, "kind": "single", "first": [2], "first_right": False, "sure": "sure", "last": [2], "last_right": False,
    "tries": 1, "seen": 1,
}  # fmt: skip


def test_a_page_asks_for_the_file_to_hand_in(quiz_content, monkeypatch) -> None:
    sent = []
    for widget in (Keep(quiz_content), Quiz("warm_up", quiz_content)):
        monkeypatch.setattr(widget, "send", lambda told, buffers: sent.append((told, buffers)))
        for form in ("csv", "json"):
            told = {"kind": "hand_in", "form": form, "results": {"cold_start": KEPT, "gone_since": KEPT}}
            widget._handle_custom_msg(told, [])
    assert [told["name"] for told, _ in sent] == ["lbt-quiz.csv", "lbt-quiz.json"] * 2
    assert all(b"What is cold at first?" in text and b"gone_since" not in text for _, [text] in sent)


@pytest.mark.parametrize(
    "hostile",
    [None, [], {}, {"kind": "hand_in"}, {"kind": "hand_in", "form": "exe", "results": {}},
     {"kind": "hand_in", "form": ["csv"], "results": {}}, {"kind": "hand_in", "form": "csv", "results": [1]}],
)  # fmt: skip
def test_a_message_that_asks_for_no_file_gets_none(quiz_content, monkeypatch, hostile) -> None:
    keep, sent = Keep(quiz_content), []
    monkeypatch.setattr(keep, "send", lambda *told: sent.append(told))
    keep._handle_custom_msg(hostile, [])
    assert (sent, keep.problem) == ([], "")


def test_what_a_page_holds_to_hand_in_gives_no_key(quiz_content) -> None:
    shown = str({name: value for name, value in Keep(quiz_content).get_state().items() if not name.startswith("_")})
    assert "Her muscles." not in shown


def test_every_id_that_a_browser_keeps_is_one_that_it_takes_back(quiz_content) -> None:
    known = Keep(quiz_content).known
    assert {"plank_s", "cold_start", "hip_moment", "warm_up"} <= set(known)
    assert [name for name in known if not ID.fullmatch(name)] == []


def checked(answers: object, sent: list[dict[str, Any]]) -> list[list[str]] | None:
    Keep()._handle_custom_msg({"kind": "check", "number": 7, "answers": answers}, [])
    told = [message["content"] for message in sent if message.get("method") == "custom"]
    assert {one["number"] for one in told} <= {7}, "a page cannot tell which file the report is of"
    return told[-1]["unusable"] if told else None


def test_answers_of_a_file_are_checked_as_the_form_does(sent) -> None:
    ((asked, fault),) = checked(
        {"weekly_km": {"value": 40, "unit": "km"}, "cadence_spm": {"value": 999, "unit": None}}, sent
    )
    assert asked == load().questions["cadence_spm"].text
    assert "999" in fault and "230" in fault
    assert checked({"weekly_km": {"value": 40, "unit": "km"}}, sent) == []


@pytest.mark.parametrize("given", [None, 3, [], "x"])
def test_what_are_no_answers_is_one_sentence(sent, given) -> None:
    ((asked, fault),) = checked(given, sent)
    assert asked == "" and fault.startswith("The answers could not be read")


def test_what_happens_to_answers_is_said_in_one_sentence_everywhere() -> None:
    said = re.search(r'const KEPT_HERE = t\("(.*)"\);', _static.module("progress_store.js", "quiz.js"))
    assert said
    assert "KEPT_HERE" in _static.module("progress_store.js", "form.js").partition("function render")[2]
    assert said[1] in (notebooks_dir() / DASHBOARD).read_text("utf-8")
