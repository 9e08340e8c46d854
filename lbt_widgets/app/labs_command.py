"""`lbt labs`: the labs, the papers behind them, and the settings that a link can open."""

from __future__ import annotations

import json
import shutil
from textwrap import fill

import click
from attrs import asdict

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.figures.words import author_year

INDENT = "   "


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def labs(form: str) -> None:
    """The labs by cause, with their papers and the links that open them with their sliders set."""
    content = _content.load()
    if form == "json":
        click.echo(json.dumps([asdict(lab) for lab in content.labs.values()], ensure_ascii=False, indent=1))
    else:
        click.echo(text(content, shutil.get_terminal_size().columns))


def text(content: Content, width: int) -> str:
    """The list, in lines of at most `width` letters but for a link, which stays whole."""
    lines = []
    for cause in content.causes.values():
        page = f"{cause.number:02}_{cause.id}.ipynb"
        for lab in (one for one in content.labs.values() if one.cause == cause.id):
            papers = "; ".join(author_year(content.sources[source]) for source in lab.sources)
            links = [f"{page}?preset={lab.id}.{preset.id}  {preset.label}" for preset in lab.presets]
            lines.append(_wrapped(f"{cause.number}  {lab.id}: {lab.title}", width))
            lines += [_wrapped(f"{INDENT}{line}", width) for line in (papers, *links)]
    return "\n".join(lines)


def _wrapped(line: str, width: int) -> str:
    return fill(line, width, subsequent_indent=2 * INDENT, break_long_words=False, break_on_hyphens=False)
