"""What recorded runs would answer: each value with where it is from, to correct, to leave out or to take over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets as t

from lbt_widgets.content.answers import read_answer
from lbt_widgets.figures.words import covered
from lbt_widgets.runs import Suggestion, Unanswered
from lbt_widgets.words import ENGLISH

from . import _static
from ._page_widget import PageWidget
from .answers import MAX_ENTRIES, STORAGE_KEY, Answers, fault_sentence
from .form import question_spec
from .guard import guarded

NEEDS_A_NUMBER = "Type a number, or take the tick away."


class RunsOffer(PageWidget):
    """Suggestions beside the reader's own answers; nothing is set before it is taken over.

    Parameters
    ----------
    answers : Answers
    heading : int
        The level of its heading, 2 to 5.
    """

    _esm = _static.module("store.js", "field.js", "runs_offer.js")
    _css = _static.style("form.css", "runs_offer.css")

    lang = t.Unicode(ENGLISH, help="It is not translated yet", read_only=True).tag(sync=True)
    offers = t.List(read_only=True).tag(sync=True)
    now = t.Dict(help="Question → the reader's own answer, where there is one", read_only=True).tag(sync=True)
    person = t.Unicode(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5, read_only=True).tag(sync=True)
    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)

    def __init__(self, answers: Answers, heading: int = 3) -> None:
        self.answers = answers
        self.set_trait("heading", heading)
        self._show_answers()
        super().__init__()
        answers.observe(self._follow, ["raw", "person"])
        self.on_msg(self._take_message)

    def close(self) -> None:
        """Leave the page; the answers stay."""
        if self.comm is not None:
            self.answers.unobserve(self._follow, ["raw", "person"])
        super().close()

    def show(self, suggestions: Sequence[Suggestion], unanswered: Sequence[Unanswered] = ()) -> None:
        """Offer these in place of the last, and say of the others why not."""
        self.set_trait("offers", [*map(self._offer, suggestions), *map(self._no_offer, unanswered)])

    def _no_offer(self, one: Unanswered) -> dict[str, Any]:
        question = self.answers.content.questions[one.question]
        return {"question": {"id": question.id, "text": question.text}, "sentence": one.sentence, "fits": False}

    def _offer(self, one: Suggestion) -> dict[str, Any]:
        return {
            "question": question_spec(self.answers.content.questions[one.question], self.answers.content),
            "value": f"{one.value:g}",
            "unit": one.unit,
            "file": one.file,
            "field": one.field,
            "covers": (
                "The file does not say how much of the run it covers."
                if one.coverage is None
                else f"It covers {covered(one.coverage)} of the run."
            ),
            "sentence": one.sentence,
            "fits": one.fits,
            "sure": one.sure,
        }

    @guarded
    def _follow(self, _change: Any) -> None:
        self._show_answers()

    def _show_answers(self) -> None:
        questions = self.answers.content.questions
        told = {
            name: f"{entry['value']} {entry['unit'] or questions[name].unit or ''}".strip()
            for name, entry in self.answers.raw.items()
        }
        self.set_trait("now", told)
        self.set_trait("person", self.answers.person)

    @guarded
    def _take_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        given = content.get("answers") if kind else None
        if not isinstance(given, dict) or len(given) > MAX_ENTRIES:
            return
        if kind == "own":
            self.answers.set_own(given)
        elif kind == "take":
            self._take(given)

    def _take(self, given: dict[str, Any]) -> None:
        """All of them, or none and why."""
        offered = {offer["question"]["id"] for offer in self.offers if offer["fits"]}
        chosen = {name: entry for name, entry in given.items() if name in offered}
        faults = {name: fault for name, entry in chosen.items() if (fault := self._fault(name, entry))}
        if not faults and not self.answers.person:
            self.answers.raw = {**self.answers.raw, **chosen}
            self.send({"kind": "taken", "ids": list(chosen), "faults": {}})
        else:
            self.send({"kind": "taken", "ids": [], "faults": faults})

    def _fault(self, name: str, entry: Any) -> str:
        """What the form would say to this answer; "" where it takes it."""
        question = self.answers.content.questions[name]
        try:
            return "" if read_answer(question, entry) is not None else NEEDS_A_NUMBER
        except ValueError as fault:
            return fault_sentence(question, str(fault))
