"""The dashboard in another language: what it says, and how much of it is English still."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from ipywidgets import Widget

from lbt_widgets.content import load
from lbt_widgets.widgets import Dashboard
from lbt_widgets.words import speaking

LEFT_IN_ENGLISH = 0
"""Sentences of the dashboard that are not translated yet: this may only fall."""
SENTENCE = re.compile(r"[^<>|]{12,}")


def said(language: str) -> set[str]:
    """What the dashboard of a runner with answers tells a page, in pieces of text of three words or more."""
    with speaking(language):
        content = load()
        dashboard = Dashboard(content)
        dashboard.safety.none_true = dashboard.safety.done = True
        person = content.people["worn-out-marathoner"]
        dashboard.answers.set_person(person.answers, person.name)
        states = [
            one.get_state() for one in Widget.widgets.values() if one.get_state().get("_view_module") == "anywidget"
        ]
    Widget.close_all()
    return {
        piece.strip()
        for state in states
        for text in _texts(state)
        for piece in SENTENCE.findall(text)
        if piece.count(" ") > 2
    }


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


@pytest.fixture(scope="module")
def left() -> set[str]:
    return said("en") & said("es")


def test_no_more_english_is_left_than_was(left: set[str]) -> None:
    """What is translated is taken off the number, and nothing new comes in unseen."""
    assert len(left) == LEFT_IN_ENGLISH, json.dumps(sorted(left), indent=1)


def test_both_languages_tell_the_same_numbers() -> None:
    """The widgets of one page in each language: the drawings have the same values."""
    drawn = {}
    for language in ("en", "es"):
        with speaking(language):
            dashboard = Dashboard(load())
            dashboard.safety.none_true = dashboard.safety.done = True
            drawn[language] = [trace["x"] for trace in dashboard.profile.causes.drawing["data"]]
    assert drawn["en"] == drawn["es"]
