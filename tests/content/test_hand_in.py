"""What is handed in: readable alone, in the pages' order, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest

from lbt_widgets.content import Content, load
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.hand_in import COLUMNS, rows, to_csv, to_json
from lbt_widgets.content.quizzes import Item, Option
from lbt_widgets.content.results import Result
from lbt_widgets.widgets import _static


def result(
    kind: str = "single", first: tuple[float, ...] = (2,), last: tuple[float, ...] = (0,), **more: Any
) -> Result:
    given = {"first_right": False, "sure": "half", "last_right": True, "tries": 2, "seen": 1, **more}
    return Result(chapter=4, kind=kind, first=first, last=last, **given)


def table(results: dict[str, Result], content: Content) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(results, content).removeprefix("\ufeff"), newline="")))


def test_a_row_can_be_read_alone(quiz_content) -> None:
    [row] = table({"cold_start": result()}, quiz_content)
    assert row == {
        "chapter": "4", "number": "1", "question": "Ada, 41, runs off at once on a cold morning. What is cold at first?",
        "first answer": "Her watch.", "confidence": "half sure", "first right": "no", "tries": "2",
        "last answer": "Her muscles.", "last right": "yes", "right answer": "Her muscles.", "unit": "",
        "kind": "single", "item": "cold_start",
    }  # fmt: skip


def test_each_kind_of_answer_is_told_in_words(quiz_content) -> None:
    shown = quiz_content.quizzes["in_order"].shown
    given = {
        "in_order": result("order", (0, 1, 2, 3), (3, 2, 1, 0)),
        "two_of_four": result("multiple", (0, 1), (0, 2)),
        "how_many": result("numeric", (20.5,), (12.0,)),
    }
    found = {row["item"]: row for row in rows(given, quiz_content)}
    assert list(found) == ["two_of_four", "how_many", "in_order"]  # as on the page
    assert found["in_order"]["first answer"] == " > ".join(option.text for option in shown)
    assert found["in_order"]["right answer"] == "Ice. > Rain. > Tea. > Fire."
    assert (found["two_of_four"]["first answer"], found["two_of_four"]["right answer"]) == (
        "Walking. | Waiting.",
        "Walking. | Jogging.",
    )
    number = found["how_many"]
    assert [number[name] for name in ("first answer", "last answer", "right answer", "unit")] == [
        20.5,
        12,
        12,
        "minutes",
    ]


def test_chapters_follow_each_other_by_number(quiz_content) -> None:
    both = {"cold_start": result(), "old_one": result()}
    assert [row["chapter"] for row in rows(both, quiz_content)] == [1, 4]


def test_an_option_that_is_gone_is_said(quiz_content) -> None:
    [row] = rows({"cold_start": result(first=(7,))}, quiz_content)
    assert row["first answer"] == "(no longer an option)"


@pytest.mark.parametrize("text", ["=1+1", "+3 steps", "-3 steps", "@home", "\tx"])
def test_no_text_is_read_as_a_formula_and_a_number_stays_one(quiz_content, text) -> None:
    options = (Option(text, "No."), Option("B", "Yes.", right=True))
    odd = Item("odd", "single", "Which?", "So.", options=options, chapter="warm_up")
    cold = Item("cold", "numeric", "How cold?", "So.", answer=-3, tolerance=1, unit="°C", chapter="warm_up")
    known = SimpleNamespace(quizzes={"odd": odd, "cold": cold}, causes=quiz_content.causes)
    found = table({"odd": result(first=(0,)), "cold": result("numeric", (-3.5,), (-3.0,))}, known)
    assert found[0]["first answer"] == f"'{text}"
    assert [found[1][name] for name in ("first answer", "right answer")] == ["-3.5", "-3"]


def test_as_objects_it_holds_the_same(quiz_content) -> None:
    [told] = json.loads(to_json({"cold_start": result()}, quiz_content))
    assert list(told) == [name.replace(" ", "_") for name in COLUMNS]
    assert (told["first_right"], told["last_right"], told["tries"]) == (False, True, 2)


def test_every_question_can_be_handed_in() -> None:
    content = load()
    whole = {item.id: result(item.kind, (0,), (0,)) for item in content.quizzes.values()}
    found = table(whole, content)
    numbers = {chapter.number for chapter in chapters(content).values()}
    assert len(found) == len(content.quizzes)
    assert {int(row["chapter"]) for row in found} == numbers
    assert all(row["right answer"] and len(row) == len(COLUMNS) for row in found)


def test_the_page_knows_the_file_to_hand_in_by_its_beginning() -> None:
    begins = re.search(r'startsWith\("(chapter.*?)"\)', _static.module("progress_store.js", "kept_file.js", "keep.js"))
    assert begins and begins[1] == ",".join(COLUMNS[:3]) + ","
    assert to_csv({}, load()).startswith(f"\ufeff{begins[1]}")
    assert {"item", "first_answer"} <= {name.replace(" ", "_") for name in COLUMNS}
