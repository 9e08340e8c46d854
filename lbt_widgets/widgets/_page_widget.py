"""The base of our anywidgets: strict settings, and a browser that may change only what a widget names."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget
import traitlets as t
from ipywidgets import Layout

from . import _static
from .guard import log

MAX_MESSAGE_KEYS = 50


class PageWidget(anywidget.AnyWidget):
    """An anywidget whose state from the browser is checked like any other input.

    A subclass lists in `from_browser` the traits that a page may set, each with a check: a callable that returns
    the value to take or raises ValueError. Everything else that a page sends is dropped, and what was refused is
    answered with the state that stands.
    """

    from_browser: ClassVar[dict[str, str]] = {}
    """Trait name → name of the method that checks it."""

    _layout: ClassVar[Layout | None] = None
    _carriers: ClassVar[dict[str, PageWidget]] = {}
    _css = ""

    lang = t.Unicode("", help="The language of its words, where that is not the page's").tag(sync=True)
    problem = t.Unicode("", help="One sentence about a failure, shown with role=alert").tag(sync=True)

    def __init__(self, **settings: Any) -> None:
        unknown = sorted(set(settings) - set(self.trait_names()))
        if unknown:
            raise TypeError(f"{type(self).__name__} has no setting {', '.join(unknown)}")
        self._leave_to_the_first()
        super().__init__(**settings)

    def _leave_to_the_first(self) -> None:
        """A page keeps every style sheet and script that it was given, so each is sent once."""
        theme, script = _static.style("tokens.css", "theme.css"), _static.spoken(type(self)._esm)
        self._css = "".join(sheet for sheet in (theme, self._css) if self._carries(sheet))
        self._esm = _static.lent(script) if self._carries(script) else _static.borrowed(script)

    def _carries(self, text: str) -> bool:
        first = self._carriers.get(text)
        if first is None or first.comm is None:  # none yet, or closed with everything else
            self._carriers[text] = self
        return self._carriers[text] is self

    @t.default("layout")
    def _shared_layout(self) -> Layout:
        """One for all of them: they are styled by their own sheets, and each layout more is a message and a model."""
        if PageWidget._layout is None or PageWidget._layout.comm is None:  # none yet, or closed with everything else
            PageWidget._layout = Layout()
        return PageWidget._layout

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the browser sent: only known traits, each checked."""
        taken, refused = {}, []
        for name, value in list(sync_data.items())[:MAX_MESSAGE_KEYS]:
            if name not in self.from_browser:
                continue
            try:
                taken[name] = getattr(self, self.from_browser[name])(value)
            except (ValueError, TypeError, ArithmeticError) as fault:
                log.info("%s refused %s from the browser: %s", type(self).__name__, name, fault)
                refused.append(name)
        if taken:
            super().set_state(taken)
        if refused:
            self.send_state(refused)
