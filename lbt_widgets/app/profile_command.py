"""`lbt profile` and `lbt questions`: the risk profile without a screen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.answers import describe_allowed
from lbt_widgets.content.records import ActionAdvice
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.picture import Picture
from lbt_widgets.report import Taken, report_html
from lbt_widgets.risk import AnswerError, Profile, advice_on, assess, calendar
from lbt_widgets.risk import plan as make_plan

from .answers_file import read_profile
from .output import text_table, write
from .weeks_options import days_option, weekdays

BEFORE_YOU_READ = (
    "This adds up published figures; nobody has checked the sum on real runners. It is for learning and is not a "
    "diagnosis. Warning signs come first: `lbt questions --red-flags` lists them."
)


@click.command()
@click.argument("file", required=False)
@click.option("--person", help="An example runner of the workbook in place of a file.")
@click.option("--red-flag", "red_flags", multiple=True, metavar="ID", help="A warning sign that is true (repeatable).")
@click.option("--belief", default=0.5, show_default=True, help="0: only what good studies show; 1: the article's word.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--minutes", type=float, help="With --format html: minutes a week for a plan in the report.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="With --format html: the report's date, if not today."
)
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --minutes: the first day; then the report has the weeks too.",
)
@days_option
@click.option("-o", "--output", help="Write to this file.")
def profile(
    file: str | None,
    person: str | None,
    red_flags: tuple[str, ...],
    belief: float,
    form: str,
    minutes: float | None,
    day: datetime | None,
    start: datetime | None,
    days: str,
    output: str | None,
) -> None:
    """The risk profile of the answers in FILE (JSON; - reads standard input).

    As HTML it is the report of two pages at most that the dashboard gives too, to print or to keep.
    """
    content = _content.load()
    try:
        if form != "html" and (minutes is not None or day):
            raise ValueError("--minutes and --date belong to --format html; `lbt plan` writes a plan as text.")
        if start and minutes is None:
            raise ValueError("--start needs --minutes: without them there is no plan to spread over weeks.")
        answers, flags = whose(file, person, content)
        ticked = (*flags, *red_flags)
        if form == "html":
            found = None if minutes is None else make_plan(answers, content, minutes, belief, red_flags=ticked)
            weeks = calendar(found, content, start.date(), weekdays(days)) if found and start else None
            name = content.people[person].name if person else ""
            # Of an example runner the signs are known; nobody asked whose file this is.
            result = assess(answers, content, belief)
            taken = Taken(answers, result, ticked, found, weeks, name, safety_asked=person is not None)
            text = report_html(taken, content, day.date() if day else date.today())
        else:
            text = _without_pictures(answers, content, belief, form, ticked)
    except AnswerError as error:
        raise click.ClickException("\n".join(error.faults)) from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    write(text, output)


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--red-flags", is_flag=True, help="The warning signs instead.")
def questions(form: str, red_flags: bool) -> None:
    """Ids, units and ranges of everything that can be answered."""
    content = _content.load()
    rows = _red_flag_rows(content) if red_flags else _question_rows(content)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(f"{row['id']}\t{row['allowed']}\t{row['text']}" for row in rows))


def whose(file: str | None, person: str | None, content: Content) -> tuple[Profile, Sequence[str]]:
    """The answers of a file or an example runner, and the red flags that this runner has."""
    if (file is None) == (person is None):
        raise AnswerError(["Give either a file of answers (- for standard input) or --person."])
    if person is None:
        assert file is not None
        return read_profile(file, content), ()
    if person not in content.people:
        raise AnswerError([f"--person: must be one of {', '.join(content.people)}, got {person}."])
    found = content.people[person]
    return Profile.from_answers(found.answers, content), found.red_flags


def advice_lines(advice: ActionAdvice) -> list[str]:
    """What to do about a warning sign, and how soon."""
    return [advice.title, f"How soon: {advice.how_soon}", advice.advice]


def _without_pictures(answers: Profile, content: Content, belief: float, form: str, red_flags: tuple[str, ...]) -> str:
    """As text or JSON; a red flag that stops the score takes its place."""
    advice = advice_on(red_flags, content)
    if advice and advice.stops_score:
        return _stop_text(advice, form)
    return _result_text(answers, content, belief, form, advice)


def _stop_text(advice: ActionAdvice, form: str) -> str:
    if form == "json":
        return json.dumps({"action": advice.id, "how_soon": advice.how_soon, "advice": advice.advice}, indent=1)
    return "\n".join([*advice_lines(advice), "No score is given while this is true."])


def _result_text(answers: Profile, content: Content, belief: float, form: str, advice: ActionAdvice | None) -> str:
    result = assess(answers, content, belief)
    if form == "json":
        plain = {"action": advice.id if advice else None, "read_first": BEFORE_YOU_READ, **result.to_dict()}
        return json.dumps(plain, ensure_ascii=False, indent=1)
    first = [*(advice_lines(advice) if advice else []), BEFORE_YOU_READ]
    found = [pictures.causes(result, content), pictures.dots(result), pictures.contributions(result, content)]
    return "\n\n".join(["\n".join(first), *map(_picture_text, found)])


def _picture_text(picture: Picture) -> str:
    return f"{picture.title}\n{picture.sentence}\n\n{text_table(picture.table)}"


def _question_rows(content: Content) -> list[dict[str, Any]]:
    return [
        {
            "id": question.id,
            "cause": question.cause,
            "kind": question.kind,
            "unit": question.unit,
            "min": question.min,
            "max": question.max,
            "options": [option.id for option in question.options],
            "allowed": describe_allowed(question),
            "text": question.text,
        }
        for question in content.questions.values()
    ]


def _red_flag_rows(content: Content) -> list[dict[str, Any]]:
    return [{"id": flag.id, "allowed": flag.action, "text": flag.ask} for flag in content.safety.flags]
