"""`lbt plan`: the best use of some minutes a week, without a screen."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import click

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.figures import plan as words
from lbt_widgets.figures import plan_sum
from lbt_widgets.report import plan_ics
from lbt_widgets.risk import AnswerError, Calendar, Plan, calendar
from lbt_widgets.risk import plan as make_plan

from .output import text_table, write
from .profile_command import BEFORE_YOU_READ, advice_lines, whose
from .weeks_options import WEEKDAYS, days_option, weekdays


@click.command()
@click.option("--answers", "file", metavar="FILE", help="The answers (JSON; - reads standard input).")
@click.option("--person", help="An example runner of the workbook in place of a file.")
@click.option("--minutes", default=60.0, show_default=True, help="Minutes a week that you have for it.")
@click.option("--red-flag", "red_flags", multiple=True, metavar="ID", help="A warning sign that is true (repeatable).")
@click.option("--belief", default=0.5, show_default=True, help="0: only what good studies show; 1: the article's word.")
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day; then the weeks are written too. A calendar starts today if it is left out.",
)
@days_option
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True)
@click.option("-o", "--output", help="Write to this file.")
def plan(
    file: str | None,
    person: str | None,
    minutes: float,
    red_flags: tuple[str, ...],
    belief: float,
    start: datetime | None,
    days: str,
    form: str,
    output: str | None,
) -> None:
    """What to change, within some minutes a week; with --format ics its weeks, for a calendar."""
    content = _content.load()
    first_day = start.date() if start else date.today() if form == "ics" else None
    try:
        profile, flags = whose(file, person, content)
        found = make_plan(profile, content, minutes, belief, red_flags=[*flags, *red_flags])
        weeks = calendar(found, content, first_day or date.today(), weekdays(days))
        made = _made(form, found, weeks, content, dated=first_day is not None)
    except AnswerError as error:
        raise click.ClickException("\n".join(error.faults)) from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    write(made, output)


def _made(form: str, found: Plan, weeks: Calendar, content: Content, dated: bool) -> str | bytes:
    """`dated`: the weeks are written too; without a first day only how much of the plan they hold is told."""
    if form == "json":
        return _json(found, weeks if dated else None)
    if form == "text":
        return _text(found, weeks, content, dated)
    if found.advice and found.stopped:
        raise ValueError("\n".join([*advice_lines(found.advice), "No plan is made while this is true."]))
    return plan_ics(found, weeks, content, datetime.now(UTC))


def _json(found: Plan, weeks: Calendar | None) -> str:
    plain = {"read_first": BEFORE_YOU_READ, **found.to_dict()}
    if weeks:
        plain["calendar"] = weeks.to_dict()
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _text(found: Plan, weeks: Calendar, content: Content, dated: bool) -> str:
    advice = advice_lines(found.advice) if found.advice else []
    if found.stopped:
        return "\n".join([*advice, "No plan is made while this is true."])
    later = words.once_looked_at(found.waiting, content)
    return "\n\n".join(
        [
            "\n".join(filter(None, [*advice, later, BEFORE_YOU_READ])),
            "\n".join(plan_sum.sentences(found, content, weeks=weeks)),
            text_table(words.chosen_table(found, content)),
            text_table(words.left_table(found, content)),
            *([_weeks_text(weeks, content)] if dated else []),
        ]
    )


def _weeks_text(weeks: Calendar, content: Content) -> str:
    lines = []
    for week in weeks.weeks:
        new = ", ".join(content.fixes[name].name for name in week.starts)
        lines.append(f"Week {week.number}, {week.minutes} minutes{f'; new: {new}' if new else ''}")
        for session in week.sessions:
            works = "; ".join(f"{content.exercises[work.exercise].name}: {work.dose}" for work in session.works)
            lines.append(f"  {_day(session.day)}, {session.minutes} minutes. {works}")
    checks = ", ".join(_day(recheck.day) for recheck in weeks.rechecks)
    again = [f"Answer the questions again on {checks}."] if checks else []
    stop = [words.stop_line(rule, content) for rule in weeks.stop_rules]
    return "\n".join([*lines, *again, *stop, weeks.advice])


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"
