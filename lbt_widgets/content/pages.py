"""The workbook's pages in order, each as its own first cell tells of it: title, what it is about, minutes."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise

from attrs import frozen

from lbt_widgets import _resources
from lbt_widgets.words import _, language

DASHBOARD, START = "dashboard", "00_start_here"
TRANSLATED = (DASHBOARD, START)
"""The pages whose widgets speak the reader's language; the lessons are in English alone."""
MINUTES = re.compile(r"[Aa]bout (\d+) minutes")


@frozen
class Page:
    """A notebook. `number`: of its chapter; the start page has 0, the dashboard none."""

    name: str
    number: int | None
    title: str
    about: str
    minutes: int

    @property
    def where(self) -> str:
        """Where a reader is: "Chapter 3 of 11"."""
        if self.number:
            last = max(page.number or 0 for page in pages().values())
            return _("Chapter {number} of {last}").format(number=self.number, last=last)
        return _("Start page") if self.number == 0 else _("Your own profile")


def pages() -> dict[str, Page]:
    """All of them by name: the start page, the chapters, the dashboard. What else lies in the folder is none of them."""
    return _pages(language())


@cache
def _pages(_language: str) -> dict[str, Page]:
    numbered = sorted(path.stem for path in _resources.notebooks_dir().glob("[0-9][0-9]_*.ipynb"))
    return {name: _read(name) for name in (*numbered, DASHBOARD)}


def beside(name: str) -> tuple[Page | None, Page | None]:
    """The pages before and after this one; of the dashboard, which is no chapter, there are none."""
    numbered = [page for page in pages().values() if page.number is not None]
    before = {after.name: one for one, after in pairwise(numbered)}
    after = {one.name: after for one, after in pairwise(numbered)}
    return before.get(name), after.get(name)


def cells(name: str, tag: str) -> list[str]:
    """The text of a page's cells that have this tag."""
    return ["".join(cell["source"]) for cell in _cells(name) if tag in cell["metadata"].get("tags", ())]


def prose(name: str) -> list[str]:
    """The text of each of a page's cells that is no code."""
    return ["".join(cell["source"]) for cell in _cells(name) if cell["cell_type"] == "markdown"]


def _read(name: str) -> Page:
    title, rest = "".join(_cells(name)[0]["source"]).split("\n", 1)
    found = MINUTES.search(rest)
    if found is None:
        raise ValueError(f"{name}: its title cell must say how long it takes: “About 20 minutes.”")
    number = re.match(r"\d+", name)
    about = rest[: found.start()].strip()
    return Page(name, int(number[0]) if number else None, _(title.removeprefix("# ")), _(about), int(found[1]))


@cache
def _cells(name: str) -> list[dict]:  # type: ignore[type-arg]
    path = _resources.notebooks_dir() / f"{name}.ipynb"
    return list(json.loads(path.read_text("utf-8"))["cells"])
