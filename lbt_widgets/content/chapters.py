"""The chapters in order, each with its page and the minutes that the page's own title promises."""

from __future__ import annotations

import json
import re
from functools import cache

from attrs import frozen

from lbt_widgets import _resources

from . import Content
from .records import Cause

MINUTES = re.compile(r"[Aa]bout (\d+) minutes")


@frozen
class Chapter:
    number: int
    cause: str
    title: str
    page: str
    minutes: int


def chapters(content: Content) -> tuple[Chapter, ...]:
    """All chapters; the background is none."""
    return tuple(
        Chapter(cause.number, cause.id, cause.title, page_of(cause), _minutes(page_of(cause)))
        for cause in content.causes.values()
        if cause.number
    )


def page_of(cause: Cause) -> str:
    """The notebook of a cause's chapter."""
    return f"{cause.number:02}_{cause.id}.ipynb"


@cache
def _minutes(page: str) -> int:
    notebook = json.loads((_resources.notebooks_dir() / page).read_text("utf-8"))
    found = MINUTES.search("".join(notebook["cells"][0]["source"]))
    if found is None:
        raise ValueError(f"{page}: its title cell must say how long it takes: “About 20 minutes.”")
    return int(found[1])
