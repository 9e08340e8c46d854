"""A part of a page that most readers never open: it is built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import traitlets as t
from ipywidgets import VBox, Widget

from . import _static
from ._page_widget import PageWidget
from .guard import guarded

CLOSED = "lbt-closed"


class FoldButton(PageWidget):
    """A heading whose button opens and closes what stands below it."""

    _esm = _static.module("fold.js")
    _css = _static.style("fold.css")
    from_browser: ClassVar = {"opened": "_check_opened"}

    title = t.Unicode(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5, read_only=True).tag(sync=True)
    anchor = t.Unicode(read_only=True).tag(sync=True)
    opened = t.Bool(False).tag(sync=True)

    def __init__(self, title: str, heading: int = 3, anchor: str = "") -> None:
        self.set_trait("title", title)
        self.set_trait("heading", heading)
        self.set_trait("anchor", anchor)
        super().__init__()

    def _check_opened(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("not open and not closed")
        return value


class Fold(VBox):
    """Closed at first.

    Parameters
    ----------
    title : str
    build : callable
        Makes the widgets inside, once; what is done in them stays when the part is closed.
    heading : int
        The level of its heading, 2 to 5.
    anchor : str
        What a link of the page calls it; to follow the link opens it.
    """

    def __init__(self, title: str, build: Callable[[], Sequence[Widget]], heading: int = 3, anchor: str = "") -> None:
        self._build = build
        self.button = FoldButton(title, heading, anchor)
        super().__init__([self.button])
        self.add_class("lbt-folding")
        self.button.observe(self._follow, "opened")

    @property
    def problem(self) -> str:
        """One sentence about a failure; it stands at the button."""
        return self.button.problem

    @problem.setter
    def problem(self, sentence: str) -> None:
        self.button.problem = sentence

    @guarded
    def _follow(self, _change: Any) -> None:
        if not self.button.opened:
            self.add_class(CLOSED)
            return
        if len(self.children) == 1:
            self.children = (self.button, *self._build())
        self.remove_class(CLOSED)
