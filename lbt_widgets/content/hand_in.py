"""The quiz results as a file to hand in: a row for each question that was answered, in words, in the pages' order.

It has no name and no time. Unlike a page before its answers it tells what is right: each row was answered.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from . import Content
from .chapters import Chapter, chapters
from .quizzes import Item, Kind
from .results import Result, Results

Cell = str | float | bool
Row = dict[str, Cell]

COLUMNS = (
    "chapter", "number", "question", "first answer", "confidence", "first right", "tries", "last answer", "last right",
    "right answer", "unit", "kind", "item",
)  # fmt: skip
CONFIDENCE = {"sure": "sure", "half": "half sure", "guess": "a guess"}
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""At its beginning it tells a spreadsheet that a file is UTF-8."""


def to_csv(results: Results, content: Content) -> str:
    """A table for a spreadsheet: no text in it is read as a formula, and numbers stay numbers."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in row.values()] for row in rows(results, content))
    return MARK + table.getvalue()


def to_json(results: Results, content: Content) -> str:
    """The same rows as objects."""
    named = [{name.replace(" ", "_"): cell for name, cell in row.items()} for row in rows(results, content)]
    return json.dumps(named, ensure_ascii=False, indent=1)


def rows(results: Results, content: Content) -> list[Row]:
    """By `COLUMNS`. `number` is a question's place in its chapter's quiz."""
    found = []
    for chapter in chapters(content).values():
        asked = [item for item in content.quizzes.values() if item.chapter == chapter.id]
        for number, item in enumerate(asked, 1):
            if item.id in results:
                found.append(_row(chapter, number, item, results[item.id]))
    return found


def _row(chapter: Chapter, number: int, item: Item, result: Result) -> Row:
    cells = (
        chapter.number, number, f"{item.case} {item.question}".strip(), _words(item, result.kind, result.first),
        CONFIDENCE[result.sure], result.first_right, result.tries, _words(item, result.kind, result.last),
        result.last_right, _words(item, item.kind, _right(item)), item.unit, item.kind, item.id,
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def _right(item: Item) -> list[float]:
    """The right answer in the form that `mark` takes."""
    if item.answer is not None:
        return [item.answer]
    meant = item.options if item.kind == "order" else [option for option in item.options if option.right]
    return [item.shown.index(option) for option in meant]


def _words(item: Item, kind: Kind, answer: Sequence[float]) -> Cell:
    """An answer as the page showed it: the options' texts in the order given, or the number."""
    if kind == "numeric":
        return int(answer[0]) if answer[0] == int(answer[0]) else answer[0]
    texts = [item.shown[int(place)].text if place < len(item.shown) else "(no longer an option)" for place in answer]
    return (" > " if kind == "order" else " | ").join(texts)


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell
