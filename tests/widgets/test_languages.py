"""The dashboard in another language: what it says, and that all else is marked as English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipywidgets import Widget

from lbt_widgets.content import load
from lbt_widgets.figures.words import author_year
from lbt_widgets.widgets import Dashboard
from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.words import ENGLISH, speaking

TAG = re.compile(r"<[^>]*>")
IN_ENGLISH = re.compile(r'<div lang="en">.*?</div>', re.DOTALL)
WORDS = re.compile(r"[a-z]{2,} (?:[a-z]{2,} )?[a-z]{2,}")
"""A run of plain words: no name, unit or address."""


def told(language: str) -> set[str]:
    """What the dashboard of a runner with answers and a plan tells a page, in pieces of more than a word or two."""
    with speaking(language):
        content = load()
        dashboard = Dashboard(content)
        dashboard.safety.none_true = dashboard.safety.done = True
        person = content.people["worn-out-marathoner"]
        dashboard.answers.set_person(person.answers, person.name)
        dashboard.what_if.model.changes = {"sleep_quality": "poor", "walk_min_week": 150}
        dashboard.plan.form.set_state({"choices": {**dashboard.plan.form.choices, "minutes": 120}})
        dashboard.plan._make()
        dashboard.watch.button.opened = True
        states = [one.get_state() for one in _all(dashboard) if isinstance(one, PageWidget) and one.lang != ENGLISH]
    pieces = (
        piece.strip() for state in states for text in _texts(state) for piece in TAG.split(IN_ENGLISH.sub("", text))
    )
    return {piece for piece in pieces if WORDS.search(piece)}


def _all(widget: Widget) -> Iterator[Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)


def in_english_by_intent() -> str:
    """What a page says with `lang="en"`, or as a name: claims and sources."""
    content = load()
    sources = (f"{author_year(one)} {one.authors} {one.title} {one.journal}" for one in content.sources.values())
    return " ".join([*(one.statement for one in content.claims.values()), *sources])


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not str(name).startswith("_"):
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def test_no_english_is_left_that_is_not_marked_as_such() -> None:
    intended = in_english_by_intent()
    left = sorted(one for one in told("en") & told("es") if one not in intended)
    assert not left, "\n".join(left)


def test_both_languages_tell_the_same_numbers() -> None:
    """The widgets of one page in each language: the drawings have the same values."""
    drawn = {}
    for language in ("en", "es"):
        with speaking(language):
            dashboard = Dashboard(load())
            dashboard.safety.none_true = dashboard.safety.done = True
            drawn[language] = [trace["x"] for trace in dashboard.profile.causes.drawing["data"]]
    assert drawn["en"] == drawn["es"]
