"""The chapters in order: what there is to read, try and answer in each."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from . import Content
from .pages import pages

OTHER_CHAPTERS = {"reading_evidence": 11}
"""Chapters that are not about a cause, and their numbers."""


@frozen
class Chapter:
    """A page to work through. `id`: its cause's, or one of `OTHER_CHAPTERS`."""

    id: str
    number: int
    title: str

    @property
    def page(self) -> str:
        """The notebook's name."""
        return f"{_name(self.number, self.id)}.ipynb"

    @property
    def minutes(self) -> int:
        """How long it takes, as its page says."""
        return pages()[_name(self.number, self.id)].minutes


def chapters(content: Content) -> dict[str, Chapter]:
    """All chapters by id, in order; the background is none."""
    of_causes = [Chapter(cause.id, cause.number, cause.title) for cause in content.causes.values() if cause.number]
    others = [Chapter(name, number, pages()[_name(number, name)].title) for name, number in OTHER_CHAPTERS.items()]
    return {chapter.id: chapter for chapter in (*of_causes, *others)}


def to_do(content: Content) -> list[dict[str, Any]]:
    """The chapters with their labs and questions, for a script that knows which of them are done."""
    return [
        {
            "number": one.number,
            "id": one.id,
            "title": one.title,
            "page": one.page,
            "minutes": one.minutes,
            "labs": [lab.id for lab in content.labs.values() if lab.chapter == one.id],
            "quiz": [item.id for item in content.quizzes.values() if item.chapter == one.id],
        }
        for one in chapters(content).values()
    ]


def _name(number: int, name: str) -> str:
    return f"{number:02}_{name}"
