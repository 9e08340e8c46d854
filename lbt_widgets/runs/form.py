"""What runs would set in the form. Nothing is set here: the person accepts each value, corrects it or leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import floor

from attrs import evolve, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.answers import describe_allowed
from lbt_widgets.content.days import long_day
from lbt_widgets.content.records import Question

from .records import Metric, RunSummary
from .training import BEFORE, History, history

DEVICES_DISAGREE = (
    "Watches and pods disagree with each other: compare these numbers with your own past from the same device, "
    "not with somebody else's."
)
AS_FAR_AS = "That is as far as these files reach: they begin less than 30 days before, so a longer run may be missing."
WEEKS_AS_FAR_AS = "The first of these runs is less than four weeks before the last, so a run may be missing."
NO_DISTANCE = "The newest runs lack a date or a distance."
LITTLE = 0.5
"""An assumption of ours: a mean over less than half of the run's records is said to be so."""

# Question → the metric whose middle run answers it.
FROM_METRIC = {"cadence_spm": "cadence_spm", "vertical_ratio_pct": "vertical_ratio_percent"}
ANSWERED = ("longest_run_30d_km", "weekly_km", *FROM_METRIC)
"""The questions that runs can answer."""


@frozen
class Suggestion:
    """A value for one question, and where it comes from.

    `fits`: the form would take it; else `sentence` says what is allowed. `sure`: what the form asks about is what the
    files show; else `sentence` says what may be missing, and a page offers the value without a tick. `runs`: those that
    the value is worked out from.
    """

    question: str
    value: float
    unit: str
    file: str
    field: str
    coverage: float | None
    sentence: str
    fits: bool = True
    sure: bool = True
    runs: tuple[RunSummary, ...] = ()


@frozen
class Unanswered:
    """A question that runs can answer and these do not, and why."""

    question: str
    sentence: str


def answers(
    summaries: Sequence[RunSummary], content: Content, today: date | None = None, asked: date | None = None
) -> tuple[Suggestion, ...]:
    """What the runs of the 30 days up to `today` would set in the form; up to the newest run when left out.

    Runs without a date count only where no run has one. `asked`: the day on which the form is filled in, where that
    matters: runs that end long before it are of another month than the form asks about.
    """
    past = history(summaries, today)
    found = [_longest(_month_asked_about(past, summaries, asked), content), _weekly(past, content)]
    found += [_middle(_newest(past), past, question, content) for question in FROM_METRIC]
    doubt = _other_month(past, asked)
    return tuple(_doubted(one, doubt) for one in found if one is not None)


def unanswered(summaries: Sequence[RunSummary], asked: date | None = None) -> tuple[Unanswered, ...]:
    """What the runs leave open, so that nobody waits for it. `asked`: as for `answers`, or the two would not fit."""
    if not summaries:
        return ()
    past = history(summaries)
    why: dict[str, str] = {}
    if _month_asked_about(past, summaries, asked).longest is None:
        why["longest_run_30d_km"] = NO_DISTANCE
    if past.longest is not None and past.weekly_m is None:
        why["weekly_km"] = _too_few_days(past)
    elif not past.weekly_m:
        why["weekly_km"] = NO_DISTANCE
    for question, metric in FROM_METRIC.items():
        if not any(getattr(run, metric) for run in _newest(past)):
            why[question] = "The newest runs do not tell it: not every watch measures it."
    return tuple(Unanswered(question, sentence) for question, sentence in why.items())


def _too_few_days(past: History) -> str:
    first, last = (long_day(_day(past.sessions[at].run)) for at in (0, -1))
    reach = f"go from {first} to {last}" if first != last else f"are of one day, {last}"
    return f"This needs runs that reach into four weeks, and these {reach}."


def _newest(past: History) -> Sequence[RunSummary]:
    """Those of the last 30 days; without a date they count only where no run has one."""
    if not past.sessions or past.today is None:
        return past.without_date
    return [one.run for one in past.sessions if past.today - _day(one.run) < BEFORE]


def _month_asked_about(past: History, summaries: Sequence[RunSummary], asked: date | None) -> History:
    """As seen from the day of asking, where the newest run is of the 30 days up to then: an older one may be longer."""
    if past.today is None or asked is None or not past.today < asked < past.today + BEFORE:
        return past
    return history(summaries, asked)


def _other_month(past: History, asked: date | None) -> str:
    """Why the runs may be of another time than the form asks about; "" where they are of that month."""
    if past.today is None:
        return "The file does not say when that was."
    if asked and asked - past.today >= BEFORE:
        return f"These runs end on {long_day(past.today)}; the form asks about the last 30 days."
    return ""


def _doubted(one: Suggestion, doubt: str) -> Suggestion:
    return evolve(one, sentence=f"{one.sentence} {doubt}", sure=False) if doubt else one


def _longest(past: History, content: Content) -> Suggestion | None:
    run = past.longest
    if run is None or run.distance_m is None:
        return None
    sentence = f"The longest run {_span(past)}, on {long_day(_day(run))}."
    found = _suggestion(
        content.questions["longest_run_30d_km"], run.distance_m.value / 1000, [run], run.distance_m, sentence
    )
    return found if past.whole_month else _doubted(found, AS_FAR_AS)


def _weekly(past: History, content: Content) -> Suggestion | None:
    if not past.weekly_m or past.today is None:
        return None
    start = past.today - timedelta(days=27)
    runs = [one.run for one in past.sessions if _day(one.run) >= start]
    sentence = f"The distance of all runs from {long_day(start)} to {long_day(past.today)}, divided by four weeks."
    assert runs[-1].distance_m is not None
    found = _suggestion(content.questions["weekly_km"], past.weekly_m / 1000, runs, runs[-1].distance_m, sentence)
    return found if past.whole_weeks else _doubted(found, WEEKS_AS_FAR_AS)


def _middle(runs: Sequence[RunSummary], past: History, question: str, content: Content) -> Suggestion | None:
    """The middle one of the runs, a run that there was: so it has a file, a field and a coverage."""
    told = [(metric, run) for run in runs if (metric := getattr(run, FROM_METRIC[question])) is not None]
    if not told:
        return None
    metric, run = sorted(told, key=lambda one: one[0].value)[(len(told) - 1) // 2]
    which = f"The middle one of {len(told)} runs" if len(told) > 1 else "The only run"
    when = _span(past) if run.start else "in files without a date"
    sentence = f"{which} {when} that has it. The form asks about a steady run: correct it if these were not."
    return _suggestion(content.questions[question], metric.value, [run], metric, sentence)


def _suggestion(
    question: Question, value: float, runs: Sequence[RunSummary], metric: Metric, sentence: str
) -> Suggestion:
    """`metric`: that of the last of the runs, which the value is said to be from."""
    run, more_files = runs[-1], len({one.file for one in runs}) - 1
    assert question.unit is not None and question.min is not None and question.max is not None
    rounded = _to_step(value, question.step or 0.1)
    fits = question.min <= rounded <= question.max
    said = [sentence, *run.doubts]
    if metric.coverage is not None and metric.coverage < LITTLE:
        said.append(f"Only {metric.coverage:.0%} of that run's records have it.")
    if not fits:
        said.append(f"The form takes {describe_allowed(question)}, so this is not offered.")
    file = f"{run.file} and {more_files} more" if more_files else run.file
    return Suggestion(
        question.id,
        rounded,
        question.unit,
        file,
        metric.source_field,
        metric.coverage,
        " ".join(said),
        fits,
        runs=tuple(runs),
    )


def _to_step(value: float, step: float) -> float:
    return round(floor(value / step + 0.5) * step, 6)


def _span(past: History) -> str:
    assert past.today is not None
    return f"in the 30 days up to {long_day(past.today)}"


def _day(run: RunSummary) -> date:
    assert run.start is not None
    return run.start.date()
