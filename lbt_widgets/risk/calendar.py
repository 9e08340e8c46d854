"""A plan spread over weeks: what to do on which day, when to go on or back, and when to test again. Plain data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import cattrs
from attrs import evolve, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.handbook import Dose, Exercise
from lbt_widgets.content.wording import lower_first
from lbt_widgets.words import _

from .plan import Chosen, Plan

SHORTEST, LONGEST = 8, 12  # weeks
RECHECK_EVERY = 4  # weeks; an assumption: soon enough to see a change, and late enough for one
IN_A_ROW = 2  # sessions at the full dose before an exercise gets harder (assumption)
STAGE = 4  # weeks; an assumption: from one recheck to the next a dose grows, then the next way begins
EVERY_DAY = tuple(range(1, 8))


@frozen
class Work:
    """One exercise on one day: the dose in words, with the harder way that has its turn by then, and its minutes."""

    fix: str
    exercise: str
    dose: str
    minutes: int


@frozen
class Session:
    day: date
    works: tuple[Work, ...]

    @property
    def minutes(self) -> int:
        return sum(work.minutes for work in self.works)


@frozen
class Week:
    """Seven days from `first_day`. `starts`: the fixes that begin in it. `rest_days`: those without a session.

    `with_runs`: what takes no time of its own, on the days of the week that one runs.
    """

    number: int
    first_day: date
    starts: tuple[str, ...]
    with_runs: tuple[Work, ...]
    sessions: tuple[Session, ...]
    rest_days: tuple[date, ...]

    @property
    def minutes(self) -> int:
        return sum(session.minutes for session in self.sessions)


@frozen
class Ladder:
    """How an exercise gets easier or harder: a step down where `stop_if` came true, one up after `IN_A_ROW` good ones.

    `steps` go from the easiest to the hardest; one begins at `start`, the exercise as it is described.
    """

    exercise: str
    steps: tuple[str, ...]
    start: int
    stop_if: str
    not_for: str


@frozen
class StopRule:
    """When to stop, as it is said of these exercises."""

    stop_if: str
    exercises: tuple[str, ...]


@frozen
class Recheck:
    """The day on which to answer these questions again."""

    day: date
    questions: tuple[str, ...]


@frozen
class Calendar:
    """The weeks of a plan. `short_of_days`: exercises for which the person has too few days, so that they come less often;
    `missing_minutes`: how much of a week of the full plan is lost by that.

    `stop_rules`: when to stop each exercise of these weeks, every wording once. `advice`: the workbook's advice for every
    run, which is no sign to stop an exercise; where the plan is stopped, what to do instead. `sign_advice`: what to
    do about a warning sign before the fixes of `waiting` begin, which have no days yet; "" where there is none.
    """

    weeks: tuple[Week, ...]
    ladders: tuple[Ladder, ...]
    rechecks: tuple[Recheck, ...]
    short_of_days: tuple[str, ...]
    advice: str
    stop_rules: tuple[StopRule, ...] = ()
    sign_advice: str = ""
    missing_minutes: int = 0
    waiting: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data, ready for JSON; dates in ISO form."""
        plain: dict[str, Any] = _converter.unstructure(self)
        return plain


_converter = cattrs.Converter()
_converter.register_unstructure_hook(date, date.isoformat)


@frozen
class _Job:
    """An exercise of the plan, and the weekdays on which it is done from one week on: none where it takes no time."""

    fix: str
    exercise: Exercise
    dose: Dose
    first_week: int
    weekdays: tuple[int, ...]


def calendar(
    plan: Plan, content: Content, start: date, days: Collection[int] = EVERY_DAY, weeks: int | None = None
) -> Calendar:
    """The plan's sessions from a first day on.

    What takes no time and is in every plan begins in the first week, and one thing more in each week, so that not too
    much is new at once. Sleep and rest begin in the first week too, and what adds load only when they have had their
    weeks (`Fix.before_load`). What waits for a warning sign to be looked at has no days yet.

    The dose of a trial grows evenly over the weeks of that trial, as does what is timed. Sets grow from the least to the
    full dose over `STAGE` weeks, then the next harder way of the exercise begins with the least dose again: only for
    those who did the full dose `IN_A_ROW` times with no sign to stop, as the ladder says; for others the full dose stays. Exercises that are done equally
    often share their days, as far apart as can be. No week takes more minutes than the plan, since none goes beyond the
    full dose.

    Parameters
    ----------
    plan : Plan
    content : Content
    start : date
        The first day of the first week.
    days : Collection[int]
        The weekdays on which the person can train, 1 (Monday) to 7 (Sunday).
    weeks : int, optional
        8 to 12; as long as the slowest fix needs when left out.

    Raises
    ------
    ValueError
        Days or weeks out of range.
    """
    if not set(days) <= set(EVERY_DAY):
        raise ValueError(f"days must be from 1 (Monday) to 7 (Sunday), got {sorted(set(days) - set(EVERY_DAY))}.")
    number = _length(plan, content) if weeks is None else weeks
    if not SHORTEST <= number <= LONGEST:
        raise ValueError(f"weeks must be from {SHORTEST} to {LONGEST}, got {number}.")
    if plan.stopped:
        advice = plan.advice.advice if plan.advice else ""
        return Calendar(weeks=(), ladders=(), rechecks=(), short_of_days=(), advice=advice)
    begun = [one for one in plan.chosen if not one.waits]
    first_weeks = _first_weeks(begun, content)
    jobs = _jobs(begun, content, first_weeks, tuple(days))
    self_care = next(advice for advice in content.safety.actions if advice.id == "self_care")
    return Calendar(
        weeks=tuple(_week(week, start, jobs, first_weeks, number) for week in range(1, number + 1)),
        ladders=tuple({job.exercise.id: _ladder(job.exercise) for job in jobs}.values()),
        rechecks=_rechecks(begun, content, start, number),
        short_of_days=tuple(job.exercise.id for job in jobs if _missing_days(job)),
        missing_minutes=sum(_missing_days(job) * job.dose.minutes_per_session for job in jobs),
        advice=(plan.look_first and self_care.beside_a_visit) or self_care.advice,
        stop_rules=stop_rules(job.exercise for job in jobs),
        sign_advice=_sign_advice(plan),
        waiting=plan.waiting,
    )


def stop_rules(exercises: Iterable[Exercise]) -> tuple[StopRule, ...]:
    """When to stop these exercises; what many say is said once, with all that say it."""
    found: dict[str, list[str]] = {}
    for exercise in exercises:
        said_by = found.setdefault(exercise.stop_if, [])
        if exercise.id not in said_by:
            said_by.append(exercise.id)
    return tuple(StopRule(rule, tuple(said_by)) for rule, said_by in found.items())


def _sign_advice(plan: Plan) -> str:
    if not plan.look_first or plan.advice is None:
        return ""
    return f"{plan.advice.title}. {plan.advice.how_soon}. {plan.advice.advice}"


def _length(plan: Plan, content: Content) -> int:
    """As long as the slowest fix needs; short where the plan is made anew once a warning sign has been looked at."""
    needed = [] if plan.look_first else [content.fixes[one.fix].weeks for one in plan.chosen]
    return max(SHORTEST, min(LONGEST, max((int(weeks.value) for weeks in needed if weeks), default=SHORTEST)))


def _first_weeks(begun: Sequence[Chosen], content: Content) -> dict[str, int]:
    """Fix → the week in which it begins; one a week, or the last ones begin together in the last that is sure to come."""
    fixes = [content.fixes[one.fix] for one in begun]
    at_once = [fix for fix in fixes if fix.always or fix.sensible or fix.before_load]
    easy = max((int(fix.before_load.value) for fix in at_once if fix.before_load), default=0)
    begin = {fix.id: 1 for fix in at_once}
    queue = [fix for fix in fixes if fix not in at_once]
    week = 2 if easy else 1
    while queue:
        due = [fix for fix in queue if week > easy or not fix.adds_load(content.exercises)]
        for fix in due[:1]:
            begin[fix.id] = min(week, SHORTEST)
            queue.remove(fix)
        week += 1
    return {fix.id: begin[fix.id] for fix in fixes}


def _jobs(begun: Sequence[Chosen], content: Content, first_weeks: dict[str, int], days: tuple[int, ...]) -> list[_Job]:
    jobs = []
    for one in begun:
        for part in content.fixes[one.fix].parts:
            exercise = content.exercises[part.exercise]
            dose = part.dose(exercise)
            weekdays = _spread(part.days, days) if part.days and dose.minutes_per_week else ()
            jobs.append(_Job(one.fix, exercise, dose, first_weeks[one.fix], weekdays))
    return jobs


def _missing_days(job: _Job) -> int:
    """On how many days too few it is done; what takes no time of its own needs none."""
    days = job.dose.days_per_week
    return days[1] - len(job.weekdays) if days and job.dose.minutes_per_week else 0


def _spread(count: int, days: Sequence[int]) -> tuple[int, ...]:
    """So many of these weekdays, with the shortest gap as long as can be; the earliest of those that are equal."""
    options = list(combinations(sorted(set(days)), min(count, len(set(days)))))
    return max(options, key=_shortest_gap)


def _shortest_gap(days: Sequence[int]) -> int:
    if len(days) < 2:
        return 7
    return min((after - before) % 7 for before, after in zip(days, [*days[1:], days[0]], strict=True))


def _week(number: int, start: date, jobs: Sequence[_Job], first_weeks: dict[str, int], length: int) -> Week:
    first_day = start + timedelta(weeks=number - 1)
    days = [first_day + timedelta(days=offset) for offset in range(7)]
    begun = [job for job in jobs if number >= job.first_week]
    on_day = {day: [job for job in begun if day.isoweekday() in job.weekdays] for day in days}
    return Week(
        number=number,
        first_day=first_day,
        starts=tuple(fix for fix, week in first_weeks.items() if week == number),
        with_runs=tuple(_work(job, number, length) for job in begun if not job.dose.minutes_per_week),
        sessions=tuple(
            Session(day, tuple(_work(job, number, length) for job in on_day[day])) for day in days if on_day[day]
        ),
        rest_days=tuple(day for day in days if not on_day[day]),
    )


def _work(job: _Job, week: int, length: int) -> Work:
    since = week - job.first_week
    if job.dose.sets and job.dose.basis == "pragmatic":
        told, minutes = _in_stage(job, since)
    else:
        dose = dose_in_week(job.dose, since + 1, length - job.first_week + 1)
        told, minutes = dose.session_in_words, dose.minutes_per_session
    return Work(job.fix, job.exercise.id, told, minutes)


def _in_stage(job: _Job, since: int) -> tuple[str, int]:
    """The dose so many weeks after the first, in words, and its minutes.

    From the second stage on it is that of a harder way, and beside it what stays for those for whom it is too early.
    """
    ways = job.exercise.progressions
    stage = min(since // STAGE, len(ways))
    dose = evolve(job.dose, weeks=(STAGE, STAGE))
    now, full = (dose_in_week(dose, week, STAGE) for week in (since - STAGE * stage + 1, STAGE))
    if not stage:
        return now.session_in_words, now.minutes_per_session
    told = _("If all went well, the harder way ({way}): {dose}. If not, as before: {full}").format(
        dose=now.session_in_words, way=lower_first(ways[stage - 1]), full=full.session_in_words
    )
    return told, max(now.minutes_per_session, full.minutes_per_session)


def dose_in_week(dose: Dose, week: int, length: int) -> Dose:
    """The dose of one week: the least in the first, the full in the last of the dose's own weeks (else of `length`)."""
    last = dose.weeks[0] if dose.weeks else length
    share = min(1.0, (week - 1) / (last - 1)) if last > 1 else 1.0
    amounts = {name: getattr(dose, name) for name in ("minutes", "sets", "reps", "seconds")}
    now: dict[str, Any] = {name: _between(pair, share) for name, pair in amounts.items() if pair}
    return evolve(dose, weeks=None, **now)


def _between(pair: tuple[int, int], share: float) -> tuple[int, int]:
    amount = round(pair[0] + share * (pair[1] - pair[0]))
    return amount, amount


def _ladder(exercise: Exercise) -> Ladder:
    """The content lists easier ways from the nearest on, so they are turned round here."""
    steps = (*reversed(exercise.regressions), exercise.name, *exercise.progressions)
    return Ladder(exercise.id, steps, len(exercise.regressions), exercise.stop_if, exercise.not_for)


def _rechecks(chosen: Sequence[Chosen], content: Content, start: date, length: int) -> tuple[Recheck, ...]:
    aimed = [name for one in chosen for name in _tests(content.fixes[one.fix], one, content)]
    questions = tuple(dict.fromkeys(aimed))
    if not questions:
        return ()
    weeks = [*range(RECHECK_EVERY, length, RECHECK_EVERY), length]
    return tuple(Recheck(start + timedelta(weeks=week), questions) for week in weeks)


def _tests(fix: Fix, one: Chosen, content: Content) -> list[str]:
    """The questions of the fix that have a self-test and that it moves in this person."""
    names = [target.question for target in fix.targets if target.question in one.changes]
    return [name for name in names if content.questions[name].test]
