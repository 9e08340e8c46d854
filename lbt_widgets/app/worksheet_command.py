"""`lbt worksheet`: a lesson's worksheet, or its answers, as one file for the printer."""

from __future__ import annotations

import click

from . import teaching
from .output import write

WORKSHEET, ANSWERS = "_worksheet", "_answers"


@click.command()
@click.argument("lesson")
@click.option("--answers", is_flag=True, help="The answers in place of the worksheet.")
@click.option("-o", "--output", help="Write to this file.")
def worksheet(lesson: str, answers: bool, output: str | None) -> None:
    """A lesson's worksheet as HTML: open it in a browser and print it.

    LESSON is a notebook's name or its number: 01_muscle_imbalance, 01, 1.
    """
    lessons = [name.removesuffix(WORKSHEET) for name in teaching.names() if name.endswith(WORKSHEET)]
    wanted = f"{int(lesson):02}" if lesson.isdecimal() else lesson
    found = next((name for name in lessons if wanted in (name, name.partition("_")[0])), None)
    if found is None:
        raise click.ClickException(f"there is no worksheet {lesson!r}; there are {', '.join(lessons)}.")
    write(teaching.sheet(f"{found}{ANSWERS if answers else WORKSHEET}"), output)
