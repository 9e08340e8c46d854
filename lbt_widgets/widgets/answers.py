"""What the reader has answered, without a screen: typed values in, checked values and a profile out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import traitlets as t

from lbt_widgets.content import Content
from lbt_widgets.content.answers import read_answer, shown
from lbt_widgets.content.records import Question
from lbt_widgets.risk.profile import Profile
from lbt_widgets.words import _

MAX_ENTRIES = 500
MAX_TEXT = 100
GENERAL = ""
"""The key in `errors` of what belongs to no question."""

STORAGE_KEY = "lbt-answers"
"""Where the reader's browser keeps the answers, the same for every page."""

Entry = dict[str, Any]


class _AsGiven(t.Any):
    """Any value reaches the check, None too."""

    allow_none = False


class Answers(t.HasTraits):
    """One reader's answers, shared by every form and view of a page.

    Parameters
    ----------
    content : Content

    Attributes
    ----------
    raw : dict
        Question id → {"value": str | number, "unit": str | None}, as typed. Anything may be assigned, a browser's
        message too: it is brought into this shape, and what cannot be is an error, never an exception.
    values : dict
        Question id → number in the question's unit, or option id. Unknown answers are not there.
    errors : dict
        Question id → one sentence; "" → a sentence about the answers as a whole.
    profile : Profile
        Made from the valid answers: a fault in one never loses the others.
    person : str
        Whose answers these are: "" for the reader's own, else an example runner's name.
    red_flags : tuple of str
        The example runner's warning signs. The reader's own are never kept with the answers.
    """

    raw = _AsGiven()
    values = t.Dict(read_only=True)
    errors = t.Dict(read_only=True)
    profile = t.Instance(Profile, read_only=True)
    person = t.Unicode("")
    red_flags = t.Tuple()

    def __init__(self, content: Content) -> None:
        self.content = content
        self._standing: dict[str, Entry] = {}
        super().__init__()
        self.set_trait("profile", Profile())
        self.raw = {}

    def set_person(
        self, answers: Mapping[str, Any], name: str = "an example runner", red_flags: tuple[str, ...] = ()
    ) -> None:
        """Show an example runner's answers in place of the reader's own."""
        self.person, self.red_flags = name, red_flags
        self.raw = dict(answers)

    def set_own(self, raw: object) -> None:
        """The reader's own answers, as the browser or a file kept them."""
        self.person, self.red_flags = "", ()
        self.raw = raw

    def restore(self, stored: object) -> None:
        """Take over what the browser kept from last time, where nothing has been answered since."""
        if self.person or not isinstance(stored, Mapping):
            return
        self.raw = {**stored, **self.raw}

    def clear(self) -> None:
        """Forget every answer."""
        self.set_own({})

    @t.validate("raw")
    def _read(self, proposal: Any) -> dict[str, Entry]:
        """Check everything anew. What cannot be answers at all leaves the last answers standing, with one error."""
        fault = _shape_fault(proposal["value"])
        if fault:
            self.set_trait("errors", {GENERAL: fault})
            return self._standing
        raw, values, errors = {}, {}, {}
        for name, given in proposal["value"].items():
            question = self.content.questions.get(name) if isinstance(name, str) else None
            if question is None:
                errors[shown(name)] = _("{name} is not a question of this workbook, so it was left out.").format(
                    name=shown(name)
                )
                continue
            entry = _entry(given)
            if entry is None:
                errors[name] = _("This answer could not be read, so it was left out.")
                continue
            if entry["value"] is None or str(entry["value"]).strip() == "":
                continue
            raw[name] = entry
            try:
                value = read_answer(question, entry)
            except ValueError as error:
                errors[name] = fault_sentence(question, str(error))
                continue
            if value is not None:
                values[name] = value
        self._standing = raw
        with self.hold_trait_notifications():
            self.set_trait("values", values)
            self.set_trait("errors", errors)
            self.set_trait("profile", Profile.from_answers(values, self.content))
        return raw


def _shape_fault(raw: object) -> str | None:
    if not isinstance(raw, Mapping):
        return _("The answers could not be read: they must be questions with values.")
    if len(raw) > MAX_ENTRIES:
        return _("The answers could not be read: there are {n} of them, and at most {most} are taken.").format(
            n=len(raw), most=MAX_ENTRIES
        )
    return None


def _entry(given: object) -> Entry | None:
    """One answer in our shape, or None. Sizes are bounded here; whether it makes sense is the question's matter."""
    value, unit = given, None
    if isinstance(given, Mapping):
        if not set(given) <= {"value", "unit"}:
            return None
        value, unit = given.get("value"), given.get("unit")
    if isinstance(value, bool) or not isinstance(value, (str, int, float, type(None))):
        return None
    if not isinstance(unit, (str, type(None))):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)  # NaN is never equal to itself, and JSON has no word for it
    if isinstance(value, int) and abs(value) > 10**15:
        value = f"{float(value):g}" if abs(value) < 10**300 else _("too big a number")
    if isinstance(value, str):
        value = value[:MAX_TEXT]
    return {"value": value, "unit": unit[:MAX_TEXT] if unit else None}


def fault_sentence(question: Question, fault: str) -> str:
    """The fault without the question's id: it stands beside its field."""
    text = fault.removeprefix(f"{question.id}: ")
    return text[:1].upper() + text[1:]
