"""A widget's script alone on a page, with its true state and no kernel: quick, and nothing else can move."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, Route

from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets._static import style

WHERE = "http://127.0.0.1:1/"  # nothing listens there: the test answers
# What a widget sees of its kernel: a state, and a word when it changes. `answers`: what is sent back for a kind of message,
# or for what is asked for by its name.
MODEL = """
globalThis.makeModel = (state, answers = {}) => {
  const heard = {};
  const tell = (name, ...what) => heard[name]?.forEach((hear) => hear(...what));
  return {
    get: (name) => state[name],
    on: (name, what) => (heard[name] ??= new Set()).add(what),
    off: (name, what) => heard[name]?.delete(what),
    send({ kind, name }) {
      const answer = answers[name] ?? answers[kind];
      queueMicrotask(() => answer && tell("msg:custom", answer, []));
    },
    save_changes() {},
    tell,
    set(name, value) { state[name] = value; tell(`change:${name}`); },
    heard: () => Object.values(heard).reduce((sum, some) => sum + some.size, 0),
  };
};
"""


def state_of(widget: PageWidget) -> dict[str, Any]:
    """What the page is told of it."""
    return {name: value for name, value in widget.get_state().items() if not name.startswith("_")}


def show(page: Page, widget: PageWidget, sheet: str, answers: dict[str, Any] | None = None) -> None:
    """Put the widget on an empty page, with the theme and its own sheet; `model` and `leave` are the page's globals."""
    script = f"""{MODEL}
      const {{ default: widget }} = await import("{WHERE}widget.js");
      globalThis.model = makeModel({json.dumps(state_of(widget))}, {json.dumps(answers or {})});
      widget.initialize?.({{ model }});
      globalThis.leave = widget.render({{ model, el: document.querySelector("main") }});
      document.documentElement.dataset.ready = "";"""
    html = (
        f'<!doctype html><html lang="en"><title>A widget</title><meta name="viewport" content="width=device-width">'
        f"<style>{style('tokens.css', 'theme.css')}{style(sheet)}</style><main><h1>A page</h1><h2>A widget</h2></main>"
        f'<script type="module">{script}</script></html>'
    )
    own = type(widget).__mro__[
        1
    ]  # a widget's own class holds traits; the script's text is in the one that it is made of
    parts = {"": ("text/html", html), "widget.js": ("text/javascript", own._esm)}

    def answer(route: Route) -> None:
        kind, body = parts.get(route.request.url.removeprefix(WHERE), ("text/plain", ""))
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    page.route(f"{WHERE}**", answer)
    page.goto(WHERE)
    page.wait_for_selector("html[data-ready]", state="attached")
