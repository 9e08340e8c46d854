"""The chapters in order, each with its page and the minutes that the page's own title promises."""

from __future__ import annotations

import json
import re
from functools import cache

from attrs import frozen

from lbt_widgets import _resources

from . import Content

OTHER_CHAPTERS = {"reading_evidence": 11}
"""Chapters that are not about a cause, and their numbers."""

MINUTES = re.compile(r"[Aa]bout (\d+) minutes")


@frozen
class Chapter:
    """A page to work through. `id`: its cause's, or one of `OTHER_CHAPTERS`."""

    id: str
    number: int
    title: str

    @property
    def page(self) -> str:
        """The notebook's name."""
        return _page(self.number, self.id)

    @property
    def minutes(self) -> int:
        """How long it takes, as its page says."""
        found = MINUTES.search(_title_cell(self.page))
        if found is None:
            raise ValueError(f"{self.page}: its title cell must say how long it takes: “About 20 minutes.”")
        return int(found[1])


def chapters(content: Content) -> dict[str, Chapter]:
    """All chapters by id, in order; the background is none."""
    of_causes = [Chapter(cause.id, cause.number, cause.title) for cause in content.causes.values() if cause.number]
    others = [Chapter(name, number, _heading(_page(number, name))) for name, number in OTHER_CHAPTERS.items()]
    return {chapter.id: chapter for chapter in (*of_causes, *others)}


def _page(number: int, name: str) -> str:
    return f"{number:02}_{name}.ipynb"


def _heading(page: str) -> str:
    return _title_cell(page).splitlines()[0].removeprefix("# ")


@cache
def _title_cell(page: str) -> str:
    notebook = json.loads((_resources.notebooks_dir() / page).read_text("utf-8"))
    return "".join(notebook["cells"][0]["source"])
