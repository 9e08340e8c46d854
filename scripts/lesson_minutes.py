"""Print how long each page takes, as its title should say.

One rule for every page: all that stands open is read at a slow pace, and there is time to think and to do. The times are
assumptions for a reader of 12; no class has been timed. What is folded, and small tests of one's own body, come on top
for those who want them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from attrs import frozen
from notebook_run import code_of, widgets_of
from reading_level import plain, said

from lbt_widgets import _resources
from lbt_widgets.content import Content, load
from lbt_widgets.content.records import Question
from lbt_widgets.risk import opening_questions
from lbt_widgets.widgets.live import Html

WORDS_A_MINUTE = 130
GUESS_MIN = 1 / 2  # a lab's guess, and its run
DISCOVER_MIN = 1  # each thing that a lab lets one find out
ANSWER_MIN = 1 / 4  # each question about oneself
RESULT_MIN = 3  # to look at one's own profile
ITEM_MIN = 1 / 2  # to think about a question of a quiz

FOLDED = re.compile(
    r"<details\b[^>]*>(<summary>(?:(?!</summary>).)*</summary>)(?:(?!<details\b).)*?</details>", re.DOTALL
)
TIP = re.compile(r'<span class="lbt-tip".*?</span>', re.DOTALL)


@frozen
class Minutes:
    """What a page takes, by what is done there."""

    read: float
    labs: float
    own: float
    quiz: float

    @property
    def total(self) -> float:
        return self.read + self.labs + self.own + self.quiz


def minutes(path: Path, content: Content) -> Minutes:
    """Of one notebook. What it shows beside its own text is found out by running it."""
    cells = nbformat.read(path, as_version=4).cells
    told = [cell.source for cell in cells if cell.cell_type == "markdown"]
    shown = [open_text(html) for html in _shown(code_of(path))]
    chapter = path.stem.partition("_")[2]
    own = dashboard(content) if path.stem == "dashboard" else form(_of(chapter, content))
    return Minutes(reading(*told, *shown), labs(chapter, content), own, quiz(chapter, content))


def reading(*texts: str) -> float:
    return sum(len(plain(text).split()) for text in texts) / WORDS_A_MINUTE


def labs(chapter: str, content: Content) -> float:
    own = [lab for lab in content.labs.values() if lab.chapter == chapter]
    read = reading(
        *(text for lab in own for text in (lab.question, lab.prediction.question, lab.explain, *lab.discover))
    )
    return read + sum(GUESS_MIN + DISCOVER_MIN * len(lab.discover) for lab in own)


def form(questions: Iterable[Question]) -> float:
    return sum(reading(one.text, *(option.label for option in one.options)) + ANSWER_MIN for one in questions)


def dashboard(content: Content) -> float:
    """Its safety questions, the first questions, and the profile; the rest of the questions is for later."""
    first = [content.questions[name] for name in opening_questions(content)]
    return reading(*(flag.ask for flag in content.safety.flags)) + form(first) + RESULT_MIN


def quiz(chapter: str, content: Content) -> float:
    """The chapter's own questions, read with one reply to each."""
    items = [item for item in content.quizzes.values() if item.chapter == chapter]
    replies = sum(reading(*item.replies) / len(item.replies) for item in items)
    asked = sum(reading(*said(item)) - reading(*item.replies) for item in items)
    return asked + replies + ITEM_MIN * len(items)


def _of(chapter: str, content: Content) -> list[Question]:
    return [question for question in content.questions.values() if question.cause == chapter]


def _shown(code: Iterable[str]) -> Iterator[str]:
    """The HTML of every widget that the cells make."""
    made = widgets_of(code)
    yield from (widget.html for widget in made if isinstance(widget, Html))
    for widget in made:
        widget.close()


def open_text(html: str) -> str:
    """What is to be read without opening anything: of what is folded its first line, and no words explained."""
    found = len(html)
    while found:  # from the inside out
        html, found = FOLDED.subn(r"\1", html)
    return TIP.sub("", html)


def main() -> None:
    content = load()
    for path in sorted(_resources.notebooks_dir().glob("*.ipynb")):
        one = minutes(path, content)
        parts = ", ".join(f"{part} {getattr(one, part):.0f}" for part in ("read", "labs", "own", "quiz"))
        print(f"{one.total:4.0f}  {path.stem}: {parts}")


if __name__ == "__main__":
    main()
