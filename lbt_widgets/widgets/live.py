"""Words on the page: one line that is read out when it changes, and the content's own HTML."""

from __future__ import annotations

import traitlets as t

from . import _static
from ._page_widget import PageWidget


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

    Attributes
    ----------
    html : str
    tag : str
        The element around it.
    label : str
        Its accessible name, for a `section` or a `nav`.
    """

    _esm = _static.module("html.js", "html_view.js")
    _css = _static.style()

    html = t.Unicode().tag(sync=True)
    tag = t.Enum(["div", "section", "article", "aside", "nav", "header", "footer"], "div").tag(sync=True)
    label = t.Unicode().tag(sync=True)


class Prose(Html):
    """HTML with claim cards in it, or with words that explain themselves."""

    _css = _static.style("evidence.css")
