"""The red-flag page: shown before any score, kept nowhere."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

import traitlets as t

from lbt_widgets.content import Content
from lbt_widgets.content.records import AccuracyFigure
from lbt_widgets.figures.words import number
from lbt_widgets.risk.safety import safety, stopping_advice
from lbt_widgets.words import N_, _

from . import _static
from ._page_widget import PageWidget
from ._sources import reference
from .answers import STORAGE_KEY
from .guard import guarded

NOT_ANSWERED = N_(
    "Please tick each warning sign that is true for you, or “None of these is true for me”, before you go on."
)


class SafetyCheck(PageWidget):
    """Safety questions to tick, and what a tick asks for.

    Parameters
    ----------
    content : Content
    heading : int
        The level of its headings, 2 to 5.

    Attributes
    ----------
    ticked : tuple of str
        Ids of the ticked red flags, in the content's order.
    none_true : bool
        "None of these is true for me", which rules out every warning sign but not the ordinary aches.
    done : bool
        The reader has answered and gone on. True is refused while nothing is answered.
    """

    _esm = _static.module("store.js", "safety_check.js")
    _css = _static.style("safety_check.css")
    from_browser: ClassVar = {"ticked": "_check_ticked", "none_true": "_check_bool", "done": "_check_bool"}

    intro = t.Unicode(read_only=True).tag(sync=True)
    flags = t.List(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5).tag(sync=True)
    storage_key = t.Unicode(STORAGE_KEY, help="Where answers of last time are, to say so; ticks are never kept").tag(
        sync=True
    )
    ticked = t.Tuple().tag(sync=True)
    none_true = t.Bool(False).tag(sync=True)
    done = t.Bool(False).tag(sync=True)
    fault = t.Unicode(read_only=True).tag(sync=True)
    result = t.Dict(read_only=True).tag(sync=True)

    def __init__(self, content: Content, heading: int = 3) -> None:
        self.content = content
        self.set_trait("intro", content.safety.intro)
        self.set_trait("flags", [[flag.id, flag.ask, flag.action != "self_care"] for flag in content.safety.flags])
        super().__init__(heading=heading)

    @property
    def action(self) -> str | None:
        """The highest action that the ticked flags ask for."""
        return safety(self.ticked, self.content)

    @property
    def allows_score(self) -> bool:
        """Whether the questions are answered, and no ticked flag forbids a score."""
        return self.done and self._answered and stopping_advice(self.ticked, self.content) is None

    @property
    def _answered(self) -> bool:
        """An ordinary ache that is ticked says nothing of the warning signs."""
        return self.none_true or bool(self.warnings)

    @property
    def warnings(self) -> list[str]:
        """The ticked ones that are more than an ordinary ache."""
        return [name for name, _ask, warning in self.flags if warning and name in self.ticked]

    @t.validate("ticked")
    def _in_order(self, proposal: Any) -> tuple[str, ...]:
        try:
            return self._check_ticked(proposal["value"])
        except ValueError as fault:
            raise t.TraitError(str(fault)) from None

    @t.observe("ticked")
    @guarded
    def _decide(self, _change: Any) -> None:
        self._settle()

    @t.observe("none_true", "done")
    @guarded
    def _settle(self, _change: Any = None) -> None:
        """Going on needs an answer; then the result is shown."""
        if self.none_true and self.warnings:
            self.none_true = False  # a tick is the safer of two answers that contradict each other
        if self.done and not self._answered:
            self.done = False
            self.set_trait("fault", _(NOT_ANSWERED))
            return
        if self._answered:
            self.set_trait("fault", "")
        self.set_trait("result", self._result() if self.done else {})

    def _result(self) -> dict[str, Any]:
        safety_page = self.content.safety
        advice = next((advice for advice in safety_page.actions if advice.id == self.action), None)
        ticked = [flag for flag in safety_page.flags if flag.id in self.ticked]
        return {
            "action": self.action or "",
            "title": advice.title if advice else _("None of these warning signs is true for you"),
            "how_soon": advice.how_soon if advice else "",
            "advice": advice.advice if advice else _("You can go on. Come back here if anything changes."),
            "whys": [
                {"ask": flag.ask, "why": flag.why, "source": reference(flag.source, self.content)} for flag in ticked
            ],
            "accuracy": safety_page.accuracy,
            "sources": [reference(name, self.content) for name in safety_page.accuracy_sources],
            "figures": [
                {"sentences": [accuracy_sentence(figure) for figure in group], "source": reference(name, self.content)}
                for name, group in groupby(safety_page.accuracy_figures, key=lambda figure: figure.source)
            ],
        }

    def _check_ticked(self, value: Any) -> tuple[str, ...]:
        order = [flag.id for flag in self.content.safety.flags]
        if not isinstance(value, (list, tuple)) or len(value) > len(order):
            raise ValueError("ticked must be a list of red flags")
        if not all(isinstance(name, str) and name in order for name in value):
            raise ValueError("ticked holds something that is not one of the red flags")
        return tuple(name for name in order if name in value)

    def _check_bool(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value


def accuracy_sentence(figure: AccuracyFigure) -> str:
    """ "Of 1172 people with new back pain, 0.9 % had a serious cause.", or a chance where nobody counted people."""
    percent = f"{number(figure.percent)} %"
    if figure.ci95:
        low, high = map(number, figure.ci95)
        percent = _("{percent} (from {low} to {high} %)").format(percent=percent, low=low, high=high)
    if figure.chance_of:
        words = _("In {people}, the chance of {what} was {percent}.")
        return words.format(people=figure.of, what=figure.chance_of, percent=percent)
    return _("Of {people}, {percent} had {what}.").format(people=figure.of, percent=percent, what=figure.had)
