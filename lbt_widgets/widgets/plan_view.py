"""Your plan: the best use of some minutes a week, made when asked for and in step with the answers from then on."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import traitlets as t
from ipywidgets import VBox

from lbt_widgets.figures import plan as words
from lbt_widgets.figures import plan_sum
from lbt_widgets.figures.words import label_of
from lbt_widgets.risk import Calendar, Plan, calendar, offers, plan, unweighed
from lbt_widgets.risk.calendar import EVERY_DAY
from lbt_widgets.words import N_, _

from . import _plan_html as parts
from . import _static
from ._links import PLAN, more_link
from .guard import guarded
from .live import Html, Live
from .plan_form import MOST_MINUTES, USUAL_MINUTES, PlanForm
from .profile_view import ProfileModel

INTRO = N_(
    "Say how much time you have. The plan takes first what trials tested, then what only goes with less pain, each at "
    "its true size, which is often small. {more} make a better plan."
)


class PlanModel(t.HasTraits):
    """The state of the view without a screen: a profile and some choices in, a plan and its weeks out.

    Nothing is worked out before `make()`; from then on the plan follows the profile and the choices.

    Attributes
    ----------
    minutes : float
        That the person has in a week.
    start, today : date
    days : tuple of int
        The weekdays on which the person can train, 1 (Monday) to 7 (Sunday).
    red_flags : tuple of str
        The ticked ones. One that stops the score leaves a plan that holds only the advice, and no weeks.
    units : str
        Those that the reader has chosen, which change nothing but how answers are told.
    plan : Plan or None
    weeks : Calendar or None
    offers : tuple of Offer
        What each amount of time would bring.
    shown : tuple
        All that a view shows of it, set last: it changes once for whatever was chosen or answered.
    """

    minutes = t.Float(USUAL_MINUTES, min=0, max=MOST_MINUTES)
    start = t.Instance(date)
    today = t.Instance(date)
    days = t.Tuple(EVERY_DAY)
    red_flags = t.Tuple()
    units = t.Enum(["metric", "imperial"], "metric")
    plan = t.Instance(Plan, allow_none=True, read_only=True)
    weeks = t.Instance(Calendar, allow_none=True, read_only=True)
    offers = t.Tuple(read_only=True)
    shown = t.Tuple(read_only=True)

    def __init__(self, profile: ProfileModel, **settings: Any) -> None:
        self.profile = profile
        self.answers = profile.answers
        self.content = profile.answers.content
        self._wanted = False
        super().__init__(**{"start": date.today(), "today": date.today()} | settings)
        profile.observe(self._reckon, "result")
        self.observe(self._reckon, ["minutes", "red_flags"])
        self.observe(self._spread, ["start", "days"])
        self.observe(self._settle, ["plan", "weeks", "offers", "today", "units"])

    def make(self) -> None:
        """Make the plan, and keep it in step from now on."""
        self._wanted = True
        self._reckon()

    def forget(self) -> None:
        """No plan any more, until one is asked for."""
        self._wanted = False
        with self.hold_trait_notifications():
            self.set_trait("plan", None)
            self.set_trait("weeks", None)
            self.set_trait("offers", ())

    @t.validate("days")
    def _some_days(self, proposal: Any) -> tuple[int, ...]:
        days = tuple(sorted(set(proposal["value"])))
        if not days or not set(days) <= set(EVERY_DAY):
            raise t.TraitError(f"days must be one or more of 1 (Monday) to 7 (Sunday), got {proposal['value']}.")
        return days

    def _reckon(self, change: Any = None) -> None:
        if not self._wanted:
            return
        profile, base_rate = self.answers.profile, self.profile.base_rate_per_100 / 100
        settings = (profile, self.content)
        found = plan(*settings, self.minutes, self.profile.belief, base_rate, self.red_flags)
        with self.hold_trait_notifications():
            if found.stopped:
                self.set_trait("offers", ())
            elif not self.offers or change is None or change["name"] != "minutes":
                self.set_trait("offers", offers(*settings, self.profile.belief, base_rate))
            self.set_trait("plan", found)
            self._spread()

    def _spread(self, _change: Any = None) -> None:
        if self.plan is not None:
            stopped = self.plan.stopped
            self.set_trait("weeks", None if stopped else calendar(self.plan, self.content, self.start, self.days))

    def _settle(self, _change: Any) -> None:
        self.set_trait("shown", (self.plan, self.weeks, self.offers, self.today, self.units) if self.plan else ())


class PlanHtml(Html):
    """A part of the plan."""

    _css = _static.style("plan.css")


class PlanView(VBox):
    """The choices, and once it is asked for the plan; follows a profile.

    Parameters
    ----------
    profile : ProfileModel
    title : str
        Its heading.
    """

    def __init__(self, profile: ProfileModel, title: str = "") -> None:
        self.model = PlanModel(profile)
        self.content = self.model.content
        self.alert = Live(urgent=True)
        self.form = PlanForm(self._make, self._forget)
        intro = _(INTRO).format(more=more_link(_("More answers")))
        super().__init__(
            [
                Html(html=f"<h2 id='{PLAN}' tabindex='-1'>{escape(title or _('Your plan'))}</h2><p>{intro}</p>"),
                self.alert,
                self.form,
            ]
        )
        self._before = self.children
        self.form.observe(self._take_choices, "choices")
        self.model.answers.observe(self._ask, "profile")
        self._ask()

    @guarded
    def _ask(self, _change: Any = None) -> None:
        """Name what the plan cannot weigh yet."""
        questions = [self.content.questions[name] for name in unweighed(self.model.answers.profile, self.content)]
        self.form.unanswered = [[one.id, label_of(one, self.content)] for one in questions]

    def _make(self) -> None:
        """The parts are built now, and not for those who never ask."""
        if self.model.plan:
            return
        self.week, self.sum, self.worth, self.cards, self.weeks = (PlanHtml() for _part in range(5))
        self.model.observe(self._show, "shown")
        self.model.make()
        self.form.made = True
        self._read_out()

    def _forget(self) -> None:
        self.model.unobserve(self._show, "shown")
        self.model.forget()
        self.form.tell("")
        self.children = self._before
        self.form.made = False

    @guarded
    def _take_choices(self, change: Any) -> None:
        chosen, model = change["new"], self.model
        with model.hold_trait_notifications():
            model.minutes, model.days, model.units = chosen["minutes"], tuple(chosen["days"]), chosen["units"]
            model.start, model.today = (date.fromisoformat(chosen[name]) for name in ("start", "today"))
        self._read_out()

    def _read_out(self) -> None:
        """What came of a choice. Of what was answered elsewhere on the page the profile speaks, and two would talk at once."""
        plan, weeks = self.model.plan, self.model.weeks
        if plan and weeks:
            self.form.tell(plan_sum.news(plan, weeks, self.content))

    @guarded
    def _show(self, _change: Any) -> None:
        self.form.tell("")  # whatever was read out before was of another plan
        found, weeks, content = self.model.plan, self.model.weeks, self.content
        assert found
        note = parts.advice_html(found.advice) if found.advice and (found.stopped or found.look_first) else ""
        if weeks is None:
            self.week.html = note
            self.children = (*self._before, self.week)
            return
        answers, units = self.model.answers.values, self.model.units
        aims = {one.fix: words.aims(one, answers, content, units) for one in found.chosen}
        self.week.html = note + parts.week_html(weeks, aims, self.model.today, content)
        self.sum.html = parts.sum_html(found, weeks, answers, content)
        self.worth.html = parts.worth_html(self.model.offers, found, content)
        self.cards.html = parts.cards_html(found, aims, content) + parts.left_html(found, content)
        self.weeks.html = parts.weeks_html(weeks, content)
        self.children = (*self._before, self.week, self.sum, self.worth, self.cards, self.weeks)
