"""`lbt runs`: what watch and phone recorded, without a screen."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click
from attrs import asdict

from lbt_widgets import content as _content
from lbt_widgets import runs as recorded
from lbt_widgets.content import Content
from lbt_widgets.figures.words import VERDICT, covered
from lbt_widgets.runs.records import UNITS, RunSummary
from lbt_widgets.runs.training import ACUTE_DAYS, CHRONIC_DAYS, History, Session

from .output import write

NOTHING_READ = 1
WEEKS_SHOWN = 12
RUNS_SHOWN = 20
NO_DATE = "no date in it"
NO_POSITIONS = "Positions were dropped at reading: none is in what follows."


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("-o", "--output", help="Write to this file.")
@click.pass_context
def runs(context: click.Context, files: tuple[str, ...], form: str, output: str | None) -> None:
    """Recorded runs: their values, the training they show, and what they would set in the form.

    FILE: FIT, GPX, TCX, Strava's activities.csv or Garmin Connect's Activities.csv, any of them in gzip, or a zip of
    them, such as Strava's whole export.
    """
    reading = _read(files)
    for fault in reading.faults:
        click.echo(f"lbt: {fault.file}: {fault.sentence}", err=True)
    if not reading.runs:
        context.exit(NOTHING_READ)
    content = _content.load()
    say = {"text": _text, "json": _json, "csv": _csv}[form]
    write(say(reading.runs, content), output)


def _read(files: Sequence[str]) -> recorded.Reading:
    """With a progress bar on a terminal."""
    named = [(file, file) for file in files]
    if not sys.stderr.isatty():
        return recorded.read_many(named)
    with click.progressbar(length=1000, label="Reading", file=sys.stderr) as bar:
        return recorded.read_many(named, progress=lambda share: _move(bar, share))


def _move(bar: Any, share: float) -> None:
    bar.update(int(1000 * share) - bar.pos)


def _json(found: Sequence[RunSummary], content: Content) -> str:
    history = recorded.history(found)
    plain = {
        "runs": [asdict(run) for run in found],
        "history": asdict(history),
        "answers": [_plain(one) for one in recorded.answers(found, content, asked=date.today())],
        "keep_in_mind": _keep_in_mind(content),
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, default=lambda moment: moment.isoformat())


def _plain(one: recorded.Suggestion) -> dict[str, Any]:
    """Its runs are told by themselves."""
    return asdict(one, filter=lambda attribute, _: attribute.name != "runs")


def _csv(found: Sequence[RunSummary], _content: Content) -> str:
    """One row a run: each value, and beside it what share of the run it covers."""
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(["file", "start", *(column for name in UNITS for column in (name, f"{name}_coverage"))])
    for run in found:
        metrics = run.metrics()
        cells = [cell for name in UNITS for cell in _cells(metrics.get(name))]
        table.writerow([run.file, run.start.isoformat() if run.start else "", *cells])
    return lines.getvalue().rstrip("\n")


def _cells(metric: recorded.Metric | None) -> tuple[str, str]:
    if metric is None:
        return "", ""
    return f"{metric.value:.6g}", "" if metric.coverage is None else f"{metric.coverage:.3f}"


def _text(found: Sequence[RunSummary], content: Content) -> str:
    history = recorded.history(found)
    once = [run for run in found if run not in history.duplicates]
    shown = sorted(once, key=_when)[-RUNS_SHOWN:]
    blocks = [NO_POSITIONS, *("\n".join(_run_lines(run)) for run in shown)]
    if len(once) > len(shown):
        blocks.append(f"These are the newest; all {len(once)} are in --format csv.")
    blocks.append("\n".join(_history_lines(history)))
    blocks.append("\n".join(_answer_lines(found, content)))
    blocks.append("\n".join(_keep_in_mind(content)))
    return "\n\n".join(block for block in blocks if block)


def _run_lines(run: RunSummary) -> Iterator[str]:
    yield f"{run.file}: {_when(run)}{f', {run.device}' if run.device else ''}"
    for name, metric in run.metrics().items():
        label = name.rpartition("_")[0].replace("_", " ")
        share = "" if metric.coverage is None else f", {covered(metric.coverage)} of the records"
        yield f"  {label}: {metric.value:.5g} {metric.unit}  ({metric.source_field}{share})"
    yield from (f"  {doubt}" for doubt in run.doubts)


def _when(run: RunSummary) -> str:
    return f"{run.start:%Y-%m-%d %H:%M}" if run.start else NO_DATE


def _history_lines(history: History) -> Iterator[str]:
    if not history.weeks:
        yield "None of the runs has a date, so no weeks can be shown."
        return
    shown = history.weeks[-WEEKS_SHOWN:]
    yield f"Weeks up to {history.today}:"
    for week in shown:
        yield f"  {week.monday}  {week.distance_m / 1000:6.1f} km  {week.time_s / 3600:5.1f} h  {_count(week.runs)}"
    if len(history.weeks) > len(shown):
        yield f"  Earlier weeks, {len(history.weeks) - len(shown)} of them, are in --format json."
    recent = [one for one in history.sessions if one.run.start and one.run.start.date() >= shown[0].monday]
    yield from (_jump(one) for one in recent if one.spike and one.spike.rate_ratio > 1)
    gaps = [gap for gap in history.gaps if gap.last >= shown[0].monday]
    yield from (f"  No run from {gap.first} to {gap.last} ({gap.days} days)." for gap in gaps)
    if history.averages:
        averages = history.averages
        yield (
            f"Moving averages of the daily distance: {averages.acute_km_a_day:.2f} km ({ACUTE_DAYS} days), "
            f"{averages.chronic_km_a_day:.2f} km ({CHRONIC_DAYS} days)."
        )
    if history.duplicates:
        yield f"{_count(len(history.duplicates))} in two files: counted once."
    if history.without_date:
        yield f"{_count(len(history.without_date))} without a date: not in these weeks."


def _count(runs: int) -> str:
    return f"{runs} run" if runs == 1 else f"{runs} runs"


def _jump(session: Session) -> str:
    spike = session.spike
    assert spike is not None and session.ratio is not None
    may_be = "" if session.whole else " The files do not reach back 30 days before it, so a longer run may be missing."
    return (
        f"  {_when(session.run)}: {session.ratio:.2f} × the longest run of the 30 days before. Such runs went with "
        f"{spike.rate_ratio:g} times the rate of injuries anywhere ({spike.low:g} to {spike.high:g}).{may_be}"
    )


def _answer_lines(found: Sequence[RunSummary], content: Content) -> Iterator[str]:
    today = date.today()
    suggestions = recorded.answers(found, content, asked=today)
    if suggestions:
        yield "What these runs would set in the form, for you to accept or correct:"
    for one in suggestions:
        sign = "=" if one.fits else "≠"
        yield f"  {one.question} {sign} {one.value:g} {one.unit}  ({one.file}: {one.field})"
        yield f"    {one.sentence}"
    for missing in recorded.unanswered(found, asked=today):
        yield f"  {missing.question} is left open. {missing.sentence}"


def _keep_in_mind(content: Content) -> list[str]:
    """What is proven of such jumps and what is not of the averages' ratio, in the claims' own words."""
    claims = [content.claims[claim] for claim in (recorded.SPIKE_CLAIM, recorded.ACWR_CLAIM)]
    told = [f"“{claim.statement}” ({VERDICT[claim.verdict]}): {claim.summary}" for claim in claims]
    return [" ".join(text.split()) for text in (*told, recorded.DEVICES_DISAGREE)]
