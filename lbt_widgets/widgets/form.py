"""A whole form in one widget: questions with their why, unknown allowed, errors beside the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import traitlets as t
from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.places import claim_of
from lbt_widgets.content.records import Norm, Question, SelfTest
from lbt_widgets.content.units import FACTORS, imperial, in_words
from lbt_widgets.figures.words import number, span
from lbt_widgets.words import _

from . import _static
from ._grades import grade_parts
from ._links import claim_address
from ._page_widget import PageWidget
from ._sources import reference, short_name
from .answers import GENERAL, MAX_ENTRIES, STORAGE_KEY, Answers
from .guard import guarded

TOOLS = ("sound.js", "step_rate.js", "reach.js", "self_test.js")


@frozen
class FormSection:
    """A part of a form. `collapsible` ones fold away and show how many of their questions are answered."""

    id: str
    title: str
    question_ids: tuple[str, ...]
    intro: str = ""
    open: bool = True
    collapsible: bool = False


class Form(PageWidget):
    """Questions on the page, in step with `answers`.

    Parameters
    ----------
    answers : Answers
        Shared: any number of forms and other views may follow the same one.
    sections : Sequence[FormSection]
    show_unit_switch : bool
        Offer kilometres or miles, where a question has such a unit; every form of a page follows the choice.
    heading : int
        The level of the sections' headings, 2 to 5.
    show_forget : bool
        Offer to forget the answers: all of the page's, so one form of a page is enough.
    storage_key : str
        Where the reader's browser keeps the answers; the same for every page. Empty: nothing is kept.

    Raises
    ------
    ValueError
        Where a section names a question that the content does not have.
    """

    _esm = _static.module("store.js", "progress_store.js", "forget.js", "field.js", "form.js")
    _css = _static.style("form.css")
    from_browser: ClassVar = {"typed": "_check_typed", "restored": "_check_restored"}

    sections = t.List(read_only=True).tag(sync=True)
    show_unit_switch = t.Bool(True, read_only=True).tag(sync=True)
    show_forget = t.Bool(True, read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5, read_only=True).tag(sync=True)
    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    person = t.Unicode(read_only=True).tag(sync=True)

    # The browser numbers what it sends and drops older replies, so that a reply never undoes what was typed since.
    typed = t.Dict({"number": 0, "answers": {}}).tag(sync=True, echo_update=False)
    shown = t.Dict(read_only=True).tag(sync=True)
    restored = t.Dict().tag(sync=True, echo_update=False)

    _following = False

    def __init__(
        self,
        answers: Answers,
        sections: Sequence[FormSection],
        show_unit_switch: bool = True,
        heading: int = 3,
        show_forget: bool = True,
        storage_key: str = STORAGE_KEY,
    ) -> None:
        self.answers = answers
        self._own = tuple(dict.fromkeys(name for section in sections for name in section.question_ids))
        missing = [name for name in self._own if name not in answers.content.questions]
        if missing:
            raise ValueError(f"there is no question {', '.join(missing)}")
        made = [_section(section, answers.content) for section in sections]
        some_imperial = any(question["units"][1:] for section in made for question in section["questions"])
        self.set_trait("sections", made)
        self.set_trait("show_unit_switch", show_unit_switch and some_imperial)
        self.set_trait("heading", heading)
        self.set_trait("show_forget", show_forget)
        self.set_trait("storage_key", storage_key)
        self._show_answers()
        super().__init__()
        answers.observe(self._follow, ["raw", "errors", "person"])
        self._following = True
        self.on_msg(self._take_message)

    def close(self) -> None:
        """Leave the page; the answers stay."""
        if self._following:
            self._following = False
            self.answers.unobserve(self._follow, ["raw", "errors", "person"])
        super().close()

    @guarded
    def _follow(self, _change: Any) -> None:
        self._show_answers()

    def _show_answers(self) -> None:
        """Give the page its questions' answers and errors."""
        raw, errors = self.answers.raw, self.answers.errors
        self.set_trait("person", self.answers.person)
        self.set_trait(
            "shown",
            {
                "number": self.typed["number"],
                "answers": {name: self._as_field(name, raw[name]) for name in self._own if name in raw},
                "errors": {name: errors[name] for name in (*self._own, GENERAL) if name in errors},
            },
        )

    def _as_field(self, name: str, entry: dict[str, Any]) -> dict[str, Any]:
        """The entry in a unit that its field can show: a file may have brought metres for kilometres."""
        question = self.answers.content.questions[name]
        if entry["unit"] in (None, question.unit, imperial(question.unit)) or name not in self.answers.values:
            return entry
        return {"value": self.answers.values[name], "unit": question.unit}

    @t.observe("typed")
    @guarded
    def _take_typed(self, _change: Any) -> None:
        """The page's answers replace this form's own; what other forms ask stays."""
        others = {name: entry for name, entry in self.answers.raw.items() if name not in self._own}
        with self.hold_sync():  # one reply: answers and errors that belong together
            self.answers.raw = {**others, **self.typed["answers"]}
            self._show_answers()

    @t.observe("restored")
    @guarded
    def _take_restored(self, _change: Any) -> None:
        self.answers.restore(self.restored)

    @guarded
    def _take_message(self, _widget: Any, content: Any, _buffers: Any) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind == "forget":
            self.answers.clear()
        elif kind == "own":
            self.answers.set_own(_bounded(content.get("answers")))
        elif kind == "tools":  # a page asks once, when the first of its self-tests is opened
            self.send(
                {
                    "kind": "tools",
                    "script": _static.spoken(_static.module(*TOOLS)),
                    "style": _static.style("self_test.css"),
                }
            )

    def _check_typed(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "answers"}:
            raise ValueError("not a set of typed answers")
        number = value["number"]
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 10**9:
            raise ValueError("not a message number")
        return {"number": number, "answers": _bounded(value["answers"])}

    def _check_restored(self, value: Any) -> dict[str, Any]:
        return _bounded(value)


def _bounded(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MAX_ENTRIES:
        raise ValueError(f"answers must be at most {MAX_ENTRIES} questions with values")
    return value


def _section(section: FormSection, content: Content) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "intro": section.intro,
        "open": section.open,
        "collapsible": section.collapsible,
        "questions": [question_spec(content.questions[name], content) for name in section.question_ids],
    }


def question_spec(question: Question, content: Content) -> dict[str, Any]:
    """A question as `field.js` shows it."""
    test = question.test
    tested = test.sources if test else ()
    sources = list(dict.fromkeys([*tested, *(norm.source for norm in question.norms)]))
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "why": question.why,
        "claim": _claim(question, content),
        "min": question.min,
        "max": question.max,
        "step": question.step,
        "units": units_shown(question.unit),
        "options": [[option.id, option.label] for option in question.options],
        "test": _test(test) if test else None,
        "tested": [sources.index(name) for name in tested],
        "norms": [[norm_sentence(norm, question.unit), sources.index(norm.source)] for norm in question.norms],
        "sources": [reference(name, content) | {"short": short_name(name, content)} for name in sources],
        "feeds_none": question.feeds_none or "",
    }


def _test(test: SelfTest) -> dict[str, str]:
    return {
        "name": test.name,
        "how": test.how,
        "stop": test.stop or "",
        "reliability": test.reliability,
        "tool": test.tool or "",
        "sides": test.sides or "",
    }


def _claim(question: Question, content: Content) -> dict[str, Any]:
    """What the answer is about, how true that is, and where its card is, with the source of each number in `why`."""
    claim = content.claims[claim_of(question, content)]
    return {"text": claim.statement, "url": claim_address(claim.id), "grade": grade_parts(claim)}


def units_shown(unit: str | None) -> list[dict[str, Any]]:
    """The metric unit, then the imperial one if there is one: what to send, what to show, how much of ours it is."""
    if unit is None:
        return []
    other = imperial(unit)
    units = [{"unit": unit, "label": in_words(unit), "factor": 1.0}]
    if other:
        units.append({"unit": other, "label": other, "factor": FACTORS[unit][other]})
    return units


def norm_sentence(norm: Norm, unit: str | None) -> str:
    """A published comparison value as a sentence."""
    word = in_words(unit or "")
    parts = []
    if norm.mean is not None:
        parts.append(_("average {value}").format(value=f"{number(norm.mean)} {word}".rstrip()))
    if norm.sd is not None:
        parts.append(_("typical distance from it {value} (standard deviation)").format(value=number(norm.sd)))
    if norm.low is not None and norm.high is not None:
        parts.append(f"{span((norm.low, norm.high))} {word}".rstrip())
    elif norm.low is not None:
        parts.append(_("at least {value}").format(value=f"{number(norm.low)} {word}".rstrip()))
    elif norm.high is not None:
        parts.append(_("at most {value}").format(value=f"{number(norm.high)} {word}".rstrip()))
    if norm.cutoff:
        parts.append(norm.cutoff.rstrip("."))
    sentence = f"{norm.group[:1].upper()}{norm.group[1:]}: {', '.join(parts)}."
    return f"{sentence} {norm.note}" if norm.note else sentence
