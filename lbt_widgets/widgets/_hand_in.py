"""Sends a page the file to hand in, made of the results that its browser keeps."""

from __future__ import annotations

from typing import Any

from lbt_widgets.content import Content, results
from lbt_widgets.content.hand_in import to_csv, to_json

from ._page_widget import PageWidget

FORMS = {"csv": ("text/csv", to_csv), "json": ("application/json", to_json)}


def hand_in(widget: PageWidget, told: Any, content: Content) -> None:
    """Answer a page's message {kind: "hand_in", form, results}; any other is left alone."""
    if not isinstance(told, dict) or told.get("kind") != "hand_in":
        return
    kept, form = told.get("results"), told.get("form")
    if not isinstance(kept, dict) or not isinstance(form, str) or form not in FORMS:
        return
    media, write = FORMS[form]
    text = write(results.read(kept, content), content)
    widget.send({"kind": "hand_in", "name": f"lbt-quiz.{form}", "type": media}, [text.encode()])
