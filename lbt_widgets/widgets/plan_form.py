"""What a plan is made of: minutes a week, first day and weekdays, which the reader's browser keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import traitlets as t

from lbt_widgets.risk.calendar import EVERY_DAY

from . import _static
from ._page_widget import PageWidget
from .answers import STORAGE_KEY
from .guard import guarded

USUAL_MINUTES, MOST_MINUTES = 60.0, 600.0
YEARS = range(2000, 2100)


class PlanForm(PageWidget):
    """Minutes, first day, weekdays, and the button that makes a plan.

    Parameters
    ----------
    on_make, on_forget : Callable
        What the button does; what is done once the browser has forgotten that a plan was made.
    storage_key : str
        Where the reader's browser keeps the choices.

    Attributes
    ----------
    choices : dict
        `minutes`; `start` and `today` as ISO days, `today` on the reader's clock; `days`, 1 (Monday) to 7; `units`.
    made : bool
        There is a plan, so the button is gone.
    unanswered : list
        [question, a few words for it]: what the plan cannot weigh yet; each leads to its question on the page.
    news : dict
        `text`: what is read out once a choice rests, "" where what was read out holds no more; `number` counts, so that
        the same words come as an answer too.
    """

    _esm = _static.module("store.js", "range.js", "plan_form.js")
    _css = _static.style("range.css", "plan_form.css")
    from_browser: ClassVar = {"choices": "_check_choices"}

    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    usual = t.Float(USUAL_MINUTES, read_only=True).tag(sync=True)
    most = t.Float(MOST_MINUTES, read_only=True).tag(sync=True)
    choices = t.Dict().tag(sync=True, echo_update=False)
    made = t.Bool(False).tag(sync=True)
    unanswered = t.List().tag(sync=True)
    news = t.Dict({"number": 0, "text": ""}).tag(sync=True)

    def __init__(self, on_make: Callable[[], None], on_forget: Callable[[], None]) -> None:
        self._does = {"make": on_make, "forget": on_forget}
        now = date.today().isoformat()
        first = {"minutes": USUAL_MINUTES, "start": now, "days": list(EVERY_DAY), "today": now, "units": "metric"}
        super().__init__(choices=first)
        self.on_msg(self._take_message)

    @guarded
    def _take_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind in ("make", "forget"):
            self._does[kind]()

    def tell(self, text: str) -> None:
        """Have this read out, if it was the reader who changed something."""
        self.news = {"number": self.news["number"] + 1, "text": text}

    def _check_choices(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"minutes", "start", "days", "today", "units"}:
            raise ValueError("not the choices of a plan")
        minutes, days = value["minutes"], value["days"]
        if isinstance(minutes, bool) or not isinstance(minutes, (int, float)) or not 0 <= minutes <= MOST_MINUTES:
            raise ValueError(f"minutes must be 0 to {MOST_MINUTES:g}")
        if not isinstance(days, list) or not days or any(type(day) is not int for day in days):
            raise ValueError("days must be a list of weekdays")
        if sorted(set(days) & set(EVERY_DAY)) != days:
            raise ValueError("days must be from 1 (Monday) to 7 (Sunday), in order")
        if value["units"] not in ("metric", "imperial"):
            raise ValueError("units must be metric or imperial")
        for name in ("start", "today"):
            if not isinstance(value[name], str) or date.fromisoformat(value[name]).year not in YEARS:
                raise ValueError(f"{name} must be a day of this century")
        return value
