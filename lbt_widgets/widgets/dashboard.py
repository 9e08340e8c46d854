"""The page a class opens: safety questions, first questions, profile, more questions, what-if, plan, report."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets as t
from ipywidgets import VBox

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.records import ActionAdvice, Person
from lbt_widgets.report import Taken
from lbt_widgets.risk import opening_questions, stopping_advice
from lbt_widgets.words import N_, _, ngettext

from ._links import MODEL_CARD, MORE, more_link
from .answers import Answers
from .fold import Fold
from .form import Form, FormSection
from .guard import guarded
from .live import Html, Live
from .model_card import TITLE, model_card
from .picker import Picker
from .plan_view import PlanView
from .profile_view import ProfileView
from .runs_part import HAVE_A_WATCH, have_a_watch
from .safety_check import SafetyCheck
from .take_along import TakeAlong
from .what_if import WhatIfView

HEADINGS = {
    "safety": N_("1. Safety first"),
    "watch": HAVE_A_WATCH,
    "opening": N_("2. First questions"),
    "profile": N_("3. Your profile"),
    "more": N_("4. More questions, cause by cause"),
    "what_if": N_("5. What if?"),
    "plan": N_("6. Your plan"),
    "take_along": N_("7. Take it along"),
    "model_card": TITLE,
    "next": N_("What comes next?"),
}
"""Of its sections, in their order; all but the first wait for the answers about safety."""

NOT_RUN = N_("What belongs below these headings comes when this cell is run.")

OPENING_INTRO = N_(
    "With these answers a plan can weigh what you could change, and they can move your result most. First comes what you "
    "can answer at once, then what takes a small test or a count. Leave out what you do not know: an unknown answer is "
    "never filled in, it only leaves the result less sure."
)

SO_FAR = N_("It rests on the answers so far. {more} let it say more, and a plan weigh more.")

WHAT_NEXT = N_(
    "<p>One number a week, from 0 to 10, shows whether your back goes its usual up and down or more than that. "
    "<a href='12_diary.ipynb'>Your diary</a> keeps the numbers in this browser and draws them.</p>"
)
"""Part of the rest, and no cell of the notebook: who needs help now is not asked to keep a diary."""


OWN_SIGN_STAYS = N_(
    "You ticked a warning sign, and the advice at the top is still for you. What stands below is now about {name}, a "
    "made-up runner, and leaves your sign out. With your own answers it counts again."
)


class Dashboard(VBox):
    """Safety first; where no warning sign stops it, the forms, the profile and the plan follow.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.

    Attributes
    ----------
    profile : ProfileView
    plan : PlanView
        Both with a `model` that knows no screen; made once the safety questions allow it.
    """

    def __init__(self, content: Content | None = None) -> None:
        self.content = content or _content.load()
        self.answers = Answers(self.content)
        self.alert = Live(urgent=True)
        self.safety = SafetyCheck(self.content, heading=3)
        self._rest: tuple[Any, ...] = ()
        super().__init__([self.alert, _heading("safety"), self.safety])
        self._before = self.children
        self.safety.observe(self._open_or_stop, ["done", "ticked", "none_true"])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """With its headings as Markdown: JupyterLab shows the widget, but reads its table of contents there.

        An entry leads to the heading of that name (`nameForContents` in static/dom.js), else to the dashboard's top.
        Where a saved notebook is shown without its widgets, the Markdown is.
        """
        lines = [_(NOT_RUN), *(f"## {_(one)}" for one in HEADINGS.values())]
        return {**super()._repr_mimebundle_(**kwargs), "text/markdown": "\n\n".join(lines)}

    @guarded
    def _open_or_stop(self, _change: Any) -> None:
        """The score is shown only while the safety questions are answered and none of them stops it."""
        allowed = self.safety.allows_score
        if allowed and not self._rest:
            self._rest = self._build()
        self.children = (*self._before, *self._rest) if allowed else self._before
        if self._rest:
            self._tell_plan()  # last: whatever happens to the plan, no score stays under a warning sign

    def _build(self) -> tuple[Any, ...]:
        opening = opening_questions(self.content)
        title = ngettext("{n} question to begin with", "{n} questions to begin with", len(opening))
        first = FormSection("opening", title.format(n=len(opening)), opening, _(OPENING_INTRO))
        self.people = Picker(
            _("Fill in your own answers, or look at an example runner (made up)"),
            {person.id: f"{person.name}: {person.short}" for person in self.content.people.values()},
            _("Show this runner"),
        )
        self.story, self.whose_signs = Html(), Html()
        self.people.observe(self._show_person, "taken")
        self.watch = have_a_watch(self.answers, heading=2)
        self.first_form = Form(self.answers, [first])
        self.profile = ProfileView(self.answers)
        self.what_if = WhatIfView(self.profile.model, _(HEADINGS["what_if"]))
        self.plan = PlanView(self.profile.model, _(HEADINGS["plan"]))
        t.dlink((self.plan.form, "choices"), (self.profile.model, "units"), lambda choices: choices["units"])
        self.answers.observe(self._tell_plan, ["person", "red_flags"])
        self.take_along = TakeAlong(self._taken, self.content)
        self.plan.model.observe(self.take_along.follow, "weeks")
        more = sections_by_cause(self.content, opening)
        self.more_form = Form(self.answers, more, show_unit_switch=False, show_forget=False)
        return (
            self.watch,
            _heading("opening"),
            self.people,
            self.story,
            self.whose_signs,
            self.first_form,
            _heading("profile", f"<p>{_(SO_FAR).format(more=more_link(_('More answers')))}</p>"),
            self.profile,
            _heading("more", anchor=MORE),
            self.more_form,
            self.what_if,
            self.plan,
            _heading("take_along"),
            self.take_along,
            Fold(_(HEADINGS["model_card"]), lambda: [model_card(self.content)], heading=2, anchor=MODEL_CARD),
            _heading("next", _(WHAT_NEXT)),
        )

    def _taken(self) -> Taken:
        """What stands on the page now, with its warning signs, so that a report never says more than the page."""
        model = self.plan.model
        return Taken(
            self.answers.profile,
            self.profile.model.result,
            tuple(model.red_flags if self.safety.allows_score else self.safety.ticked),
            model.plan,
            model.weeks,
            self.answers.person,
            safety_asked=bool(self.answers.person) or self.safety.allows_score,
            units=self.plan.form.choices["units"],
        )

    @guarded
    def _tell_plan(self, _change: Any = None) -> None:
        """The warning signs of whose answers these are; an example runner with one that stops the score is never shown."""
        answers = self.answers
        self.plan.model.red_flags = answers.red_flags if answers.person else self.safety.ticked
        stays = _(OWN_SIGN_STAYS).format(name=answers.person) if answers.person and self.safety.warnings else ""
        self.whose_signs.html = f"<p><strong>{escape(stays)}</strong></p>" if stays else ""

    @guarded
    def _show_person(self, _change: Any) -> None:
        person = self.content.people[self.people.chosen]
        stop = stopping_advice(person.red_flags, self.content)
        self.story.html = f"<p>{escape(person.story)}</p>" + (no_score_html(person, stop, self.content) if stop else "")
        if stop is None:
            self.answers.set_person(person.answers, person.name, person.red_flags)


def no_score_html(person: Person, advice: ActionAdvice, content: Content) -> str:
    """Why an example runner has no score: the ticked signs, what to do and how soon."""
    asks = "".join(f"<li>{escape(flag.ask)}</li>" for flag in content.safety.flags if flag.id in person.red_flags)
    why = _("{name} ticked a warning sign, so there is no score:").format(name=person.name)
    below = _("What stands below is not about {name}.").format(name=person.name)
    return (
        f"<p><strong>{escape(why)}</strong></p><ul>{asks}</ul>"
        f"<p><strong>{escape(advice.title)}.</strong> {escape(advice.how_soon)}. {escape(advice.advice)}</p>"
        f"<p>{escape(below)}</p>"
    )


def _heading(name: str, below: str = "", anchor: str = "") -> Html:
    place = f" id='{anchor}' tabindex='-1'" if anchor else ""
    return Html(html=f"<h2{place}>{escape(_(HEADINGS[name]))}</h2>{below}")


def sections_by_cause(content: Content, leave_out: tuple[str, ...]) -> list[FormSection]:
    """The questions that are not in `leave_out`, folded away by cause; the gentle ones at the very end."""
    rest = [question for question in content.questions.values() if question.id not in leave_out]
    sections = []
    for cause in (*(c for c in content.causes.values() if c.number), content.causes["background"]):
        own = tuple(q.id for q in rest if q.cause == cause.id and not q.last)
        if own:
            sections.append(FormSection(cause.id, cause.title, own, cause.question, open=False, collapsible=True))
    last = tuple(question.id for question in rest if question.last)
    if last:
        intro = _("Only if you like. Mood and worry matter for backs as much as muscles do, and none of it is a fault.")
        sections.append(FormSection("last", _("Two gentle questions"), last, intro, open=False, collapsible=True))
    return sections
