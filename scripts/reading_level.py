"""Print how hard each text of the workbook is to read, the hardest first, and write docs/reading_level.md.

The measure is the Flesch–Kincaid grade: 6.0 is the sixth year of school, at the age of 11 to 12. It counts letters and
stops, not ideas, so it finds long sentences and long words and nothing else. A test holds every text to `TARGET`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from textstat import textstat

from lbt_widgets import _resources
from lbt_widgets.content import Content, load
from lbt_widgets.content.quizzes import Item

PAGE = Path(__file__).parents[1] / "docs" / "reading_level.md"
TARGET = 7.0  # what a reader of 12 to 13 can follow: the seventh year of school
MIN_WORDS = 25
"""A shorter text is measured with the others of its part only: in 24 words one of three syllables in the place of a
short one moves the grade by 11.8 × 2 / 24, a whole year of school."""

A_LIST = "A list of links without a sentence: the formula takes it for one long sentence."
EXCEPTIONS = {  # name of a text → why it may be harder
    "10_when_to_get_help: On this page": A_LIST,
    "11_reading_evidence: On this page": A_LIST,
}
INTRO = f"""# How hard the workbook is to read

Made by `scripts/reading_level.py`: run it again when a text becomes an exception, or is none any more.

What a reader of 12 to 13 can follow: these texts keep to a Flesch–Kincaid grade of {TARGET:g}, the seventh year of school.
They are the parts of a lesson, a card, a claim, a common question, a word explained, a question of the form and why it is asked, a
self-test, a question of a quiz, a text of a lab, an exercise, what to change, a warning sign, an example runner, and what
a worksheet says outside its tables. So does each kind of them as a whole. A text of less than
{MIN_WORDS} words is measured as a part of its kind only: there, one long word in the place of a short one moves the grade
by a whole year of school, and the number means nothing.

Not measured: what the program puts together while a page runs, as the words on buttons and beside them, the sentences about
a picture, the profile, the plan and the report; and what is for those who check or teach: the lines of a study's figures,
the doubts about sources, the labs' equations and the teacher pages.

The formula counts letters and stops, not ideas. It finds long sentences and long words, and nothing else.

## Exceptions

"""


@frozen
class Measured:
    """The grade of one text; or of all those of a part together, which the part's name alone stands for."""

    name: str
    words: int
    grade: float


def measured(content: Content) -> Iterator[Measured]:
    """Every part as a whole, and each of its texts that is long enough."""
    for part, texts in parts(content):
        yield _measure(part, _joined(texts.values()))
        alone = (_measure(f"{part}: {name}", text) for name, text in texts.items() if text and len(texts) > 1)
        yield from (one for one in alone if one.words >= MIN_WORDS)


def too_hard(found: Iterable[Measured]) -> list[Measured]:
    """What is above the target, in the order given."""
    return [one for one in found if one.grade > TARGET]


def page(found: Iterable[Measured]) -> str:
    """The document: the rule, and each exception with its reason."""
    rows = [f"| {one.name} | {one.grade:.0f} | {EXCEPTIONS.get(one.name, '')} |" for one in too_hard(found)]
    return INTRO + "\n".join(["| text | grade | why it may be |", "| --- | --- | --- |", *rows]) + "\n"


def _measure(name: str, text: str) -> Measured:
    return Measured(name, len(plain(text).split()), grade(text))


def grade(text: str) -> float:
    """The Flesch–Kincaid grade of plain text, Markdown or HTML."""
    return float(textstat.flesch_kincaid_grade(plain(text)))


def parts(content: Content) -> Iterator[tuple[str, dict[str, str]]]:
    """Each part's name, and its texts by name: what a reader meets in one piece."""
    for path in sorted(_resources.notebooks_dir().glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        yield path.stem, {_begin(text): text for text in told}
    sheets = sorted(_resources.teaching_dir().glob("*_worksheet.md"))
    yield "worksheets", {path.stem: without_tables(path.read_text("utf-8")) for path in sheets}
    yield "cards", {cause.id: cause.answer_html for cause in content.causes.values()}
    for name in dict.fromkeys(item.chapter for item in content.quizzes.values()):
        items = [item for item in content.quizzes.values() if item.chapter == name]
        yield f"quiz of {name}", {item.id: _joined(said(item)) for item in items}
    for lab in content.labs.values():
        told_by = {"question": lab.question, "guess": lab.prediction.question, "explanation": lab.explain}
        more = {"find out": _joined(lab.discover), "leaves out": lab.leaves_out, "fails": lab.fails or ""}
        yield f"lab {lab.id}", told_by | more
    questions = content.questions
    yield "questions", {name: one.text for name, one in questions.items()}
    yield "why we ask", {name: one.why for name, one in questions.items()}
    tests = {name: one.test for name, one in questions.items() if one.test}
    yield "self-tests", {name: _joined([test.how, test.stop or "", test.reliability]) for name, test in tests.items()}
    yield "claims", {name: one.statement for name, one in content.claims.items()}
    yield "claims, in short", {name: one.summary for name, one in content.claims.items()}
    yield "claims, what to keep", {name: one.keep_in_mind or "" for name, one in content.claims.items()}
    yield "common questions", {name: _joined([one.question, one.answer]) for name, one in content.faq.items()}
    yield "words explained", {name: _joined([term.plain, term.why]) for name, term in content.glossary.items()}
    yield "exercises", {name: one.steps_html for name, one in content.exercises.items()}
    yield "exercises, when to stop", {name: one.stop_if for name, one in content.exercises.items()}
    fixes = content.fixes.items()
    yield "what to change", {name: _joined([fix.what, fix.never, fix.cost, fix.not_for]) for name, fix in fixes}
    yield "warning signs", {flag.id: _joined([flag.ask, flag.why]) for flag in content.safety.flags}
    yield "what to do about them", {action.id: action.advice for action in content.safety.actions}
    yield "example runners", {name: person.story for name, person in content.people.items()}


def _begin(text: str) -> str:
    """The heading of a notebook's cell, or how its text begins."""
    return plain(text.partition("\n")[0]).partition(":")[0].rstrip(".?")


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
    found = list(measured(load()))
    for one in sorted(found, key=lambda one: -one.grade):
        print(f"{one.grade:5.1f} {one.words:5} words  {one.name}{'  (above the target)' if one.grade > TARGET else ''}")
    PAGE.write_text(page(found), "utf-8")


if __name__ == "__main__":
    main()
