"""Print how hard each part of the workbook is to read, the hardest first.

The measure is the Flesch–Kincaid grade: 6.0 is the sixth year of school, at the age of 11 to 12. It counts letters and
stops, not ideas, so it finds long sentences and long words and nothing else. A test holds every part to `TARGET`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from textstat import textstat

from lbt_widgets import _resources
from lbt_widgets.content import Content, load
from lbt_widgets.content.quizzes import Item

TARGET = 7.0  # what a reader of 12 can follow
EXCEPTIONS: dict[str, str] = {}  # part → why it may be harder


def grades(content: Content) -> dict[str, float]:
    """The grade of each part: a notebook's own words, a cause's card, a lab, or a collection."""
    return {name: grade(text) for name, text in parts(content)}


def grade(text: str) -> float:
    """The Flesch–Kincaid grade of plain text, Markdown or HTML."""
    return float(textstat.flesch_kincaid_grade(plain(text)))


def parts(content: Content) -> Iterator[tuple[str, str]]:
    """Each part's name and text."""
    for path in sorted(_resources.notebooks_dir().glob("**/*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        yield path.stem, _joined("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    for path in sorted(_resources.teaching_dir().glob("*_worksheet.md")):
        yield path.stem, without_tables(path.read_text("utf-8"))
    for cause in content.causes.values():
        yield f"card of {cause.id}", cause.answer_html
    for name in dict.fromkeys(item.chapter for item in content.quizzes.values()):
        items = [item for item in content.quizzes.values() if item.chapter == name]
        yield f"quiz of {name}", _joined(text for item in items for text in said(item))
    for lab in content.labs.values():
        yield f"lab {lab.id}", _joined([lab.question, lab.prediction.question, lab.explain, *lab.discover, lab.fails])
    questions = content.questions.values()
    tests = [question.test for question in questions if question.test]
    yield "questions", _joined(question.text for question in questions)
    yield "why we ask", _joined(question.why for question in questions)
    yield "self-tests", _joined(text for test in tests for text in (test.how, test.stop or "", test.reliability))
    yield "claims in short", _joined(claim.summary for claim in content.claims.values())
    yield "claims, what to keep", _joined(claim.keep_in_mind for claim in content.claims.values())
    yield "common questions", _joined(text for one in content.faq.values() for text in (one.question, one.answer))
    yield "words explained", _joined(text for term in content.glossary.values() for text in (term.plain, term.why))
    yield "exercises", _joined(one.steps_html for one in content.exercises.values())
    yield "exercises, when to stop", _joined(one.stop_if for one in content.exercises.values())
    fixes = content.fixes.values()
    yield "what to change", _joined(text for fix in fixes for text in (fix.what, fix.never, fix.cost, fix.not_for))
    yield "warning signs", _joined(text for flag in content.safety.flags for text in (flag.ask, flag.why))
    yield "what to do about them", _joined(action.advice for action in content.safety.actions)
    yield "example runners", _joined(person.story for person in content.people.values())


def plain(text: str) -> str:
    """Words and stops alone: no tags, no marks, no addresses; every paragraph, heading and list item ends in a stop."""
    text = re.sub(r"</?(p|li|h\d|ul|ol|div|td|th|tr)\b[^>]*>", "\n\n", text)
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s*(#+|[-*]|\d+\.)\s+", "\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"[*_`]", "", text)
    paragraphs = (" ".join(one.split()) for one in re.split(r"\n\s*\n", text))
    return " ".join(one if one[-1] in ".?!:" else f"{one}." for one in paragraphs if one)


def said(item: Item) -> tuple[str, ...]:
    """All that a question shows, asked and answered."""
    return item.case, item.question, *(option.text for option in item.options), *item.replies, item.explain


def without_tables(text: str) -> str:
    """Markdown without its tables and pictures: what they say is measured elsewhere, or is numbers."""
    return re.sub(r"^(\|.*|!\[.*|___)$", "", text, flags=re.MULTILINE)


def _joined(texts: Iterable[Any]) -> str:
    return "\n\n".join(text for text in texts if text)


def main() -> None:
    for name, found in sorted(grades(load()).items(), key=lambda one: -one[1]):
        print(f"{found:5.1f}  {name}{'  (above the target)' if found > TARGET else ''}")


if __name__ == "__main__":
    main()
