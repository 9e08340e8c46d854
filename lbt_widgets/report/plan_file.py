"""The plan as a calendar file (iCalendar, RFC 5545): whole days, no times, no names, nobody invited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from lbt_widgets.content import Content
from lbt_widgets.content.fixes import Fix
from lbt_widgets.figures.plan import goals, of_numbers, once_looked_at, outgrows, stop_line
from lbt_widgets.risk import Calendar, Chosen, Plan
from lbt_widgets.risk.calendar import Recheck, Session, Week, Work, stop_rules
from lbt_widgets.words import N_, _, ngettext

from .plan_part import names, self_tests

if TYPE_CHECKING:
    from icalendar import Event

NAME = N_("Back and running: my plan")
MAKER = "-//lbt//workbook on lower-back tightness when running//EN"
BREAK = "\n\n"


def plan_ics(plan: Plan, weeks: Calendar, content: Content, made_at: datetime, units: str = "metric") -> bytes:
    """The sessions, what is new in a week, and the rechecks, each as an event of a whole day.

    The same plan on the same days gives each event the same id, so a calendar that gets the file twice shows each once.

    Parameters
    ----------
    plan : Plan
    weeks : Calendar
        Of that plan.
    content : Content
    made_at : datetime
        With its time zone; every event is stamped with it.
    units : str
        metric or imperial.

    Raises
    ------
    ValueError
        Where a red flag has stopped the plan.
    """
    if plan.stopped or not weeks.weeks:
        raise ValueError("There is no plan to put into a calendar: a warning sign asks for help first.")
    import icalendar  # a quarter of a second, and most pages never need it

    whose = uuid5(NAMESPACE_URL, f"lbt plan {weeks.weeks[0].first_day} {' '.join(one.fix for one in plan.chosen)}")
    aims = {one.fix: _aims(one, content, units) for one in plan.chosen}
    events = _Events(weeks, content, whose, made_at, aims)
    # All that it would fill in by itself (an id by lot, say) is given, so that the same plan makes the same file.
    made = icalendar.Calendar.new(name=_(NAME), prodid=MAKER, uid=whose, subcomponents=list(events.all()))
    return bytes(made.to_ical())


def _aims(one: Chosen, content: Content, units: str) -> list[str]:
    """What to aim for from its first week on: not what it grows to only after the last."""
    return [] if outgrows(content.fixes[one.fix], content) else of_numbers(goals(one, content, units), content)


class _Events:
    """One plan's events, day by day."""

    def __init__(
        self, weeks: Calendar, content: Content, whose: UUID, made_at: datetime, aims: dict[str, list[str]]
    ) -> None:
        self.weeks, self.content, self.whose, self.made_at, self.aims = weeks, content, whose, made_at, aims

    def all(self) -> Iterator[Event]:
        if self.weeks.sign_advice:
            yield self._sign()
        for week in self.weeks.weeks:
            if week.starts:
                yield self._new_in(week)
            yield from (self._session(session, week) for session in week.sessions)
        yield from map(self._recheck, self.weeks.rechecks)

    def _sign(self) -> Event:
        """A warning sign is looked at before the rest of the plan begins."""
        words = BREAK.join(filter(None, [self.weeks.sign_advice, once_looked_at(self.weeks.waiting, self.content)]))
        return self._event("look", self.weeks.weeks[0].first_day, _("First: have the warning sign looked at"), words)

    def _new_in(self, week: Week) -> Event:
        fixes = [self.content.fixes[name] for name in week.starts]
        told = [self._about(fix) for fix in fixes]
        runs = [work for work in week.with_runs if work.fix in week.starts]
        doses = [_("With your runs: {dose}").format(dose=self._dose(work)) for work in runs]
        words = BREAK.join([*told, *doses, *self._stop(runs), self.weeks.advice])
        summary = _("Week {number} of {length}, new: {names}").format(
            number=week.number, length=len(self.weeks.weeks), names=names([fix.name for fix in fixes])
        )
        return self._event("week", week.first_day, summary, words)

    def _about(self, fix: Fix) -> str:
        aims = "".join(f"{aim}. " for aim in self.aims[fix.id])
        return f"{fix.name}. {fix.what} {aims}" + _("Who should not: {who}").format(who=fix.not_for)

    def _session(self, session: Session, week: Week) -> Event:
        done = names([self.content.exercises[work.exercise].name for work in session.works])
        doses = "\n".join(self._dose(work) for work in session.works)
        minutes = ngettext("{n} minute", "{n} minutes", session.minutes)
        words = BREAK.join(
            [
                f"{_('Week {number}.').format(number=week.number)}\n{doses}",
                *self._stop(session.works),
                self.weeks.advice,
            ]
        )
        return self._event("session", session.day, f"{done} ({minutes.format(n=session.minutes)})", words)

    def _recheck(self, recheck: Recheck) -> Event:
        asks = "\n".join(self.content.questions[name].text for name in recheck.questions)
        words = f"{_('Do these tests again and give the new answers to the workbook.')}\n{asks}"
        return self._event(
            "recheck",
            recheck.day,
            _("Test again: {tests}").format(tests=self_tests(recheck.questions, self.content)),
            words,
        )

    def _dose(self, work: Work) -> str:
        exercise = self.content.exercises[work.exercise]
        return f"{exercise.name}: {work.dose}." + (f" {exercise.dose.note}" if exercise.dose.note else "")

    def _stop(self, works: Sequence[Work]) -> list[str]:
        """The sign to stop of these exercises, each wording once."""
        done = stop_rules(self.content.exercises[work.exercise] for work in works)
        return [stop_line(rule, self.content) for rule in done]

    def _event(self, kind: str, day: date, summary: str, words: str) -> Event:
        from icalendar import TRANSP, Event

        return Event.new(
            uid=uuid5(self.whose, f"{kind} {day}"),
            stamp=self.made_at,
            start=day,
            end=day + timedelta(days=1),  # the day after is no longer part of it
            summary=summary,
            description=words,
            transparency=TRANSP.TRANSPARENT,  # one is not busy all day
        )
