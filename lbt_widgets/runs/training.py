"""Runs as a history: weeks, the longest run, each run against the month before it, and the gaps.

A run is compared with the longest of the 30 days before it, as in Frandsen and colleagues 2025: the published rate
ratios (`mechanics.training_load`) are steps, for injuries anywhere and not for the back. The moving averages stand
beside it as arithmetic; what is not proven about their ratio is in the claim `ACWR_CLAIM`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from attrs import frozen

from lbt_widgets.mechanics.training_load import Spike, ewma_by_day, session_spike

from .records import RunSummary

BEFORE = timedelta(days=30)
ACUTE_DAYS, CHRONIC_DAYS = 7, 28
WEEK, FOUR_WEEKS = timedelta(weeks=1), timedelta(weeks=4)
LOOK_BACK = timedelta(days=365)
"""For the averages: what is older weighs nothing in them."""
GAP_DAYS = 7
"""An assumption of ours: a week or more without a run is shown."""
ACWR_CLAIM, SPIKE_CLAIM = "training_load.acwr", "training_load.sudden_increase"

SAME_START = timedelta(minutes=2)
SAME_DISTANCE = 0.05
SAME_TIME = 0.01
"""Two recordings of one run: assumptions of ours, as devices measure the same run a little differently."""
ZONES = timedelta(hours=14)
QUARTER = timedelta(minutes=15)
MAX_CHANGE = 20.0


@frozen
class Week:
    """From Monday to Sunday. `time_s` is moving time. A week without a run is there too, with zeros."""

    monday: date
    runs: int
    distance_m: float
    time_s: float


@frozen
class Session:
    """A run against the longest of the 30 days before it.

    `ratio` 1.2: a fifth longer. `spike` is its published class with the rate ratio; both None where there was no run in
    those days. `whole`: the files reach back over all of those days, so no longer run can be missing from them.
    """

    run: RunSummary
    longest_before_m: float | None
    ratio: float | None
    spike: Spike | None
    whole: bool


@frozen
class Averages:
    """Moving averages of the daily distance as they stand on the last day, and their ratio. Not a risk."""

    acute_km_a_day: float
    chronic_km_a_day: float

    @property
    def ratio(self) -> float | None:
        return self.acute_km_a_day / self.chronic_km_a_day if self.chronic_km_a_day else None


@frozen
class Gap:
    """Days without a run, the first and the last of them."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@frozen
class History:
    """What a list of runs tells of the training.

    `today`: the day it is seen from. `longest`: of the 30 days up to then. `weekly_m`: the mean of the four weeks up to
    then, None where the files begin after the first of them. `without_date`: runs that could not be placed.
    `duplicates`: the same run in another file, left out.
    """

    today: date | None = None
    weeks: tuple[Week, ...] = ()
    sessions: tuple[Session, ...] = ()
    longest: RunSummary | None = None
    weekly_m: float | None = None
    averages: Averages | None = None
    gaps: tuple[Gap, ...] = ()
    without_date: tuple[RunSummary, ...] = ()
    duplicates: tuple[RunSummary, ...] = ()

    @property
    def whole_month(self) -> bool:
        """Whether the files reach back over the 30 days up to `today`, so that no run of those days need be missing."""
        if not self.sessions or self.today is None:
            return False
        return self.today - _day(self.sessions[0].run) >= BEFORE - timedelta(days=1)

    @property
    def whole_weeks(self) -> bool:
        """Whether the files reach back over all of the four weeks of `weekly_m`."""
        if not self.sessions or self.today is None:
            return False
        return self.today - _day(self.sessions[0].run) >= FOUR_WEEKS - timedelta(days=1)


def history(summaries: Sequence[RunSummary], today: date | None = None) -> History:
    """The training that the runs show.

    Parameters
    ----------
    summaries : sequence of RunSummary
        In any order; the same run may be in several files.
    today : date, optional
        The day to look back from; that of the newest run when left out. Later runs are left out.
    """
    kept, duplicates = unique(summaries)
    dated = sorted((run for run in kept if run.start), key=clock)
    without_date = tuple(run for run in kept if not run.start)
    today = today or (_day(dated[-1]) if dated else None)
    runs = [run for run in dated if today and _day(run) <= today]
    if not runs or today is None:
        return History(today, without_date=without_date, duplicates=duplicates)
    first = _day(runs[0])
    recent = [run for run in runs if today - _day(run) < BEFORE and run.distance_m]
    last_weeks_m = sum(_distance_m(run) for run in runs if today - _day(run) < FOUR_WEEKS)
    return History(
        today,
        weeks=_weeks(runs, today),
        sessions=_sessions(runs),
        longest=max(recent, key=_distance_m, default=None),
        weekly_m=last_weeks_m / 4 if today - first >= FOUR_WEEKS - WEEK else None,
        averages=_averages(runs, today),
        gaps=tuple(_gaps(runs, today)),
        without_date=without_date,
        duplicates=duplicates,
    )


def unique(summaries: Sequence[RunSummary]) -> tuple[list[RunSummary], tuple[RunSummary, ...]]:
    """The runs once each, from the file that tells most, and those left out: the same start and distance."""
    kept: list[RunSummary] = []
    duplicates: list[RunSummary] = []
    nearby: dict[date | None, list[RunSummary]] = {}
    for run in sorted(summaries, key=lambda run: len(run.metrics()), reverse=True):
        days = [_day(run) + timedelta(days=shift) for shift in (-1, 0, 1)] if run.start else [None]
        if any(_same(run, other) for day in days for other in nearby.get(day, ())):
            duplicates.append(run)
        else:
            kept.append(run)
            nearby.setdefault(days[len(days) // 2], []).append(run)
    return kept, tuple(duplicates)


def _same(one: RunSummary, other: RunSummary) -> bool:
    if not one.distance_m or not other.distance_m:
        return False
    if one.start is None or other.start is None:
        return one.distance_m.value == other.distance_m.value and one.moving_time_s == other.moving_time_s
    if abs(_distance_m(one) / _distance_m(other) - 1) > SAME_DISTANCE:
        return False
    if bool(one.start.tzinfo) == bool(other.start.tzinfo):
        return abs(one.start - other.start) <= SAME_START
    apart = abs(clock(one) - clock(other))
    if one.start.utcoffset() or other.start.utcoffset():  # one tells its zone, the other is a clock in it
        return apart <= SAME_START
    # UTC and a clock of any zone: a number of quarters of an hour apart, which other runs of that day may be too.
    quarters = min(apart % QUARTER, QUARTER - apart % QUARTER) <= SAME_START
    return apart <= ZONES + SAME_START and quarters and _took_the_same(one, other)


def _took_the_same(one: RunSummary, other: RunSummary) -> bool:
    pairs = ((one.moving_time_s, other.moving_time_s), (one.elapsed_time_s, other.elapsed_time_s))
    return any(mine and theirs and abs(mine.value / theirs.value - 1) <= SAME_TIME for mine, theirs in pairs)


def clock(run: RunSummary) -> datetime:
    """The start by the runner's own clock, as far as the file tells it."""
    assert run.start is not None
    return run.start.replace(tzinfo=None)


def _day(run: RunSummary) -> date:
    return clock(run).date()


def _distance_m(run: RunSummary) -> float:
    return run.distance_m.value if run.distance_m else 0.0


def _weeks(runs: Sequence[RunSummary], today: date) -> tuple[Week, ...]:
    monday = _monday(_day(runs[0]))
    by_week: dict[date, list[RunSummary]] = {}
    for run in runs:
        by_week.setdefault(_monday(_day(run)), []).append(run)
    weeks = []
    while monday <= today:
        of_week = by_week.get(monday, [])
        time_s = sum(run.moving_time_s.value for run in of_week if run.moving_time_s)
        weeks.append(Week(monday, len(of_week), sum(map(_distance_m, of_week)), time_s))
        monday += timedelta(days=7)
    return tuple(weeks)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _sessions(runs: Sequence[RunSummary]) -> tuple[Session, ...]:
    measured = [run for run in runs if run.distance_m]
    sessions, oldest = [], 0
    for place, run in enumerate(measured):
        while clock(run) - clock(measured[oldest]) > BEFORE:
            oldest += 1
        longest_m = max(map(_distance_m, measured[oldest:place]), default=None)
        whole = clock(run) - clock(measured[0]) >= BEFORE
        sessions.append(_session(run, longest_m, whole))
    return tuple(sessions)


def _session(run: RunSummary, longest_m: float | None, whole: bool) -> Session:
    if longest_m is None:
        return Session(run, None, None, None, whole)
    ratio = _distance_m(run) / longest_m
    # Beyond the model's range the class is that of its end.
    return Session(run, longest_m, ratio, session_spike(min(ratio - 1, MAX_CHANGE)), whole)


def _averages(runs: Sequence[RunSummary], today: date) -> Averages | None:
    by_day = _averages_by_day(runs, today)
    return by_day[-1][1] if by_day else None


def averages_by_day(past: History) -> tuple[tuple[date, Averages], ...]:
    """The averages as they stood on each day, from the day on which the files reach back over all of the longer one."""
    runs = [one.run for one in past.sessions]
    return tuple(_averages_by_day(runs, past.today)) if runs and past.today else ()


def _averages_by_day(runs: Sequence[RunSummary], today: date) -> list[tuple[date, Averages]]:
    first = max(_day(runs[0]), today - LOOK_BACK)
    loads_km = [0.0] * ((today - first).days + 1)
    for run in runs:
        if _day(run) >= first:
            loads_km[(_day(run) - first).days] += _distance_m(run) / 1000
    found = map(Averages, ewma_by_day(loads_km, ACUTE_DAYS), ewma_by_day(loads_km, CHRONIC_DAYS))
    days = (first + timedelta(days=day) for day in range(len(loads_km)))
    return list(zip(days, found, strict=True))[CHRONIC_DAYS - 1 :]


def _gaps(runs: Sequence[RunSummary], today: date) -> list[Gap]:
    days = [*(_day(run) for run in runs), today + timedelta(days=1)]
    between = [Gap(one + timedelta(days=1), other - timedelta(days=1)) for one, other in pairwise(days)]
    return [gap for gap in between if gap.days >= GAP_DAYS]
