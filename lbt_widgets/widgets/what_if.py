"""What if: answers to try, one or several at once, and 100 runners before and after."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import Any, ClassVar

import traitlets as t
from ipywidgets import VBox

from lbt_widgets.content import Content
from lbt_widgets.content.answers import read_answer
from lbt_widgets.figures import what_if as pictures
from lbt_widgets.figures.plan import association_share
from lbt_widgets.figures.words import certainty_short
from lbt_widgets.risk import WhatIf, what_if
from lbt_widgets.words import N_, _

from . import _static
from ._links import claim_address, plan_link
from ._page_widget import PageWidget
from .answers import STORAGE_KEY
from .form import units_shown
from .guard import guarded
from .live import Html, Live
from .plot import Plot
from .profile_view import ProfileModel

INTRO = N_(
    "Change an answer, or several, and see what that could bring. <strong>It is a sum, not a promise:</strong> most answers only go "
    "with pain, and nobody has shown that changing them helps. What nobody can change, such as age or earlier pain, is not here."
)
LESS_IN_A_PLAN = N_(
    "Of what only goes with less pain, {plan} counts {share} (assumption): such a change is smaller there than here."
)
NOTHING_YET = N_("There is nothing to change yet: answer some of the first questions, and they can be moved here.")


class WhatIfModel(t.HasTraits):
    """The state of the view without a screen: changed answers in, a `WhatIf` out.

    Attributes
    ----------
    changes : dict
        Question → the answer to try, in the question's own unit; None: as it is today, whatever that is by then. It goes
        once the question is left empty, and counts for nothing while its answer has a fault.
    result : WhatIf or None
        None while nothing is being tried.
    """

    changes = t.Dict()
    result = t.Instance(WhatIf, allow_none=True, read_only=True)

    def __init__(self, profile: ProfileModel) -> None:
        self.profile = profile
        self.answers = profile.answers
        self.content = profile.answers.content
        super().__init__()
        self.profile.observe(self._try, "result")
        self.answers.observe(self._forget, ["person", "raw"])

    @property
    def answered(self) -> tuple[str, ...]:
        """The questions that can be moved, in the order of the content."""
        return tuple(
            question.id
            for question in self.content.questions.values()
            if question.changeable and question.id in self.answers.values
        )

    @property
    def moved(self) -> dict[str, float | str]:
        """The changes that differ from the answers of today."""
        values = self.answers.values
        changes = self.changes.items()
        return {name: to for name, to in changes if to is not None and name in values and to != values[name]}

    @t.validate("changes")
    def _check(self, proposal: Any) -> dict[str, float | str | None]:
        return checked(proposal["value"], self.content)

    @t.observe("changes")
    def _try(self, _change: Any = None) -> None:
        profile = self.profile
        found = None
        if any(name in self.answers.values for name in self.changes):
            base_rate = profile.base_rate_per_100 / 100
            found = what_if(self.answers.profile, self.moved, self.content, profile.belief, base_rate)
        self.set_trait("result", found)

    def _forget(self, change: Any) -> None:
        """Changes belong to one person's answers: a change goes with its answer, but not for a fault in it."""
        given = self.answers.raw if change["name"] == "raw" else ()
        self.changes = {name: to for name, to in self.changes.items() if name in given}


def checked(changes: Mapping[str, Any], content: Content) -> dict[str, float | str | None]:
    """Changes that can be: of questions that can be changed, each with an answer that it allows or None, not yet moved.

    Raises
    ------
    ValueError
    """
    found: dict[str, float | str | None] = {}
    for name, to in changes.items():
        question = content.questions.get(name)
        if question is None or not question.changeable:
            raise ValueError(f"{str(name)[:60]!r} is nothing that can be changed.")
        value = None if to is None else read_answer(question, to)
        if value is None and to is not None:
            raise ValueError(f"{name}: a change needs an answer.")
        found[name] = value
    return found


class WhatIfControls(PageWidget):
    """The answers to try: a list to choose from, a control for each that is chosen, and what it rests on.

    Parameters
    ----------
    model : WhatIfModel
    storage_key : str
        Where the reader's browser keeps the units.
    """

    _esm = _static.module("store.js", "range.js", "what_if.js")
    _css = _static.style("range.css", "what_if.css")
    from_browser: ClassVar = {"asked": "_check_asked"}

    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    questions = t.List(read_only=True).tag(sync=True)
    known = t.Dict(read_only=True).tag(sync=True)
    # The browser numbers what it asks, so that a reply never undoes what was moved since. None: as it is today.
    asked = t.Dict({"number": 0, "values": {}}).tag(sync=True, echo_update=False)
    shown = t.Dict(read_only=True).tag(sync=True)

    def __init__(self, model: WhatIfModel) -> None:
        self.model = model
        self.content = model.content
        self.set_trait("questions", _by_cause(self.content))
        self._tell()
        super().__init__()
        model.profile.observe(self._follow, "result")
        model.observe(self._follow, ["changes", "result"])

    @guarded
    def _follow(self, _change: Any) -> None:
        self._tell()

    def _tell(self) -> None:
        model = self.model
        self.set_trait("known", {"answered": list(model.answered), "first": _first(model)})
        names = [name for name in model.changes if name in model.answers.values]
        self.set_trait(
            "shown",
            {
                "number": self.asked["number"],
                "questions": [self._question(name) for name in names],
                "outcome": pictures.change(model.result.change_per_100) if model.result and model.moved else "",
            },
        )

    def _question(self, name: str) -> dict[str, Any]:
        question = self.content.questions[name]
        asked = (name, self.model.answers.profile, self.model.moved, self.content)
        words, place = pictures.basis(*asked)
        grade = pictures.certainty(*asked)
        return {
            "id": name,
            "text": question.text,
            "min": question.min,
            "max": question.max,
            "step": question.step,
            "units": units_shown(question.unit),
            "options": [[option.id, option.label] for option in question.options],
            "now": self.model.answers.values[name],
            "value": self.model.moved.get(name, self.model.answers.values[name]),
            "basis": words,
            "url": claim_address(place) if place else "",
            "link": _("How sure: {grade}").format(grade=certainty_short(grade)) if grade else _("What is known of it"),
        }

    @t.observe("asked")
    @guarded
    def _take(self, _change: Any) -> None:
        with self.hold_sync():
            self.model.changes = self.asked["values"]
            self._tell()

    def _check_asked(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "values"} or not isinstance(value["values"], dict):
            raise ValueError("not a set of changes")
        number = value["number"]
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 10**9:
            raise ValueError("not a message number")
        checked(value["values"], self.content)
        return value


def _by_cause(content: Content) -> list[Any]:
    """The questions that can be changed, in groups: cause and [id, text] each."""
    questions = [question for question in content.questions.values() if question.changeable]
    return [
        [content.causes[cause].title, [[question.id, question.text] for question in group]]
        for cause, group in groupby(questions, key=lambda question: question.cause)
    ]


def _first(model: WhatIfModel) -> str:
    """What the list stands on at first: of the answers that can be moved the one that adds most."""
    ordered = sorted(model.profile.result.contributions, key=lambda one: -one.per_100)
    can = model.answered
    return next((name for one in ordered for name in one.answers if name in can), "")


class WhatIfView(VBox):
    """Answers to try beside what they would bring; follows a profile.

    Parameters
    ----------
    profile : ProfileModel
    title : str
        Its heading.
    """

    def __init__(self, profile: ProfileModel, title: str = "") -> None:
        self.model = WhatIfModel(profile)
        self.title = title or _("What if?")
        self.alert = Live(urgent=True)
        self.intro = Html(html=self._intro_html())
        self.controls = WhatIfControls(self.model)
        self.plot: Plot | None = None
        super().__init__([self.intro, self.alert, self.controls])
        self.add_class("lbt-beside")
        profile.observe(self._show_intro, "result")
        self.model.observe(self._show, "result")

    def _intro_html(self) -> str:
        empty = "" if self.model.answered else f"<p>{_(NOTHING_YET)}</p>"
        less = _(LESS_IN_A_PLAN).format(plan=plan_link(_("your plan")), share=association_share(self.model.content))
        return f"<h2>{escape(self.title)}</h2><p>{_(INTRO)}</p><p>{less}</p>{empty}"

    @guarded
    def _show_intro(self, _change: Any) -> None:
        self.intro.html = self._intro_html()

    @guarded
    def _show(self, _change: Any) -> None:
        """The picture is made when it is first needed, and leaves when nothing is tried."""
        found = self.model.result
        if found is None:
            self.children = self.children[:3]
            return
        picture = pictures.picture(found, changed=bool(self.model.moved))
        if self.plot is None:
            self.plot = Plot(picture)
            self.plot.height_px = self.plot.drawing["layout"]["height"]
        self.plot.show(picture)
        self.children = (*self.children[:3], self.plot)
