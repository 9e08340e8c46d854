"""Words on the page: one line that is read out when it changes, and the content's own HTML."""

from __future__ import annotations

from typing import Any

import traitlets as t

from lbt_widgets import content as _content

from . import _static
from ._claim_html import evidence_html
from ._page_widget import PageWidget
from .guard import guarded


class Live(PageWidget):
    """A line of plain text that screen readers read out when it changes.

    Make one for a page and say results through it: two at once talk over each other.

    Attributes
    ----------
    text : str
        Plain text; never read as HTML.
    hidden : bool
        Only read out, not shown: for news that stand on the page already.
    urgent : bool
        Interrupts (`role=alert`), for failures; otherwise it waits for a pause (`role=status`).
    """

    _esm = _static.module("live.js")
    _css = _static.style()

    text = t.Unicode().tag(sync=True)
    hidden = t.Bool(False).tag(sync=True)
    urgent = t.Bool(False).tag(sync=True)


class Html(PageWidget):
    """HTML that the workbook itself wrote (compiled content, escaped by its maker). Never a reader's text.

    Where its page is in JupyterLab it also hands out what links to the evidence lead to: there that page does not run
    by itself, so the card opens over this one.

    Attributes
    ----------
    html : str
    tag : str
        The element around it.
    label : str
        Its accessible name, for a `section` or a `nav`.
    """

    _esm = _static.module("html.js", "beside.js", "html_view.js")
    _css = _static.style("beside.css")

    html = t.Unicode().tag(sync=True)
    tag = t.Enum(["div", "section", "article", "aside", "nav", "header", "footer"], "div").tag(sync=True)
    label = t.Unicode().tag(sync=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.on_msg(self._show_evidence)

    @guarded
    def _show_evidence(self, _widget: Any, told: Any, _buffers: Any) -> None:
        if not isinstance(told, dict) or told.get("kind") != "evidence":
            return
        key, name = str(told.get("key")), str(told.get("name"))
        self.send({"kind": "evidence", "name": name, "html": evidence_html(key, name, _content.load())})


class Prose(Html):
    """HTML with claim cards in it, or with words that explain themselves."""

    _css = _static.style("beside.css", "evidence.css")
