"""What a reader takes along: the report, the plan for a calendar, the answers. Made when asked for, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import traitlets as t
from ipywidgets import VBox

from lbt_widgets.content import Content
from lbt_widgets.report import Taken, plan_ics, report_html

from . import _static
from ._page_widget import PageWidget
from .guard import guarded
from .progress import Keep


class Papers(PageWidget):
    """The buttons for the report and the calendar file. Both are made here and saved or opened by the browser.

    Parameters
    ----------
    make : Callable[[], Taken]
        Gives all that is on the page at the moment of the press.
    content : Content

    Attributes
    ----------
    has_plan : bool
        Whether there is a plan for the calendar; `follow` looks again.
    """

    _esm = _static.module("results.js", "take_along.js")
    _css = _static.style("keep.css")

    has_plan = t.Bool(False, read_only=True).tag(sync=True)

    def __init__(self, make: Callable[[], Taken], content: Content) -> None:
        self.make, self.content = make, content
        super().__init__()
        self.on_msg(self._answer)
        self.follow()

    @guarded
    def follow(self, _change: Any = None) -> None:
        """Look again whether there is a plan: for whoever watches it."""
        weeks = self.make().weeks
        self.set_trait("has_plan", weeks is not None and bool(weeks.weeks))

    @guarded
    def _answer(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Send what was asked for; anything else that a page sends is dropped."""
        self.problem = ""  # so that a second failure is told like the first
        kind = message.get("kind") if isinstance(message, dict) else None
        taken = self.make()
        if kind == "report":
            today = _day(message.get("today"))
            made = report_html(taken, self.content, today).encode()
            self.send({"kind": kind, "name": f"lbt-report-{today}.html", "type": "text/html"}, [made])
        elif kind == "calendar" and taken.plan and taken.weeks:
            made = plan_ics(taken.plan, taken.weeks, self.content, datetime.now(UTC), taken.units)
            self.send({"kind": kind, "name": "lbt-plan.ics", "type": "text/calendar"}, [made])


class TakeAlong(VBox):
    """Report, calendar file, and the reader's answers as a file to save and to open again.

    Parameters
    ----------
    make : Callable[[], Taken]
    content : Content
    """

    def __init__(self, make: Callable[[], Taken], content: Content) -> None:
        self.papers = Papers(make, content)
        super().__init__([self.papers, Keep(content, hand_in=False)])

    def follow(self, change: Any = None) -> None:
        """Look again whether there is a plan, as an observer of it."""
        self.papers.follow(change)


def _day(given: object) -> date:
    """The reader's day, which may not be the server's; without one that can be read, the server's."""
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError:
        return date.today()
