"""`lbt labs`: the labs, the papers behind them, and the settings that a link can open."""

from __future__ import annotations

import json

import click
from attrs import asdict

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.labs import OTHER_CHAPTERS
from lbt_widgets.figures.words import author_year


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def labs(form: str) -> None:
    """The labs by chapter, with their papers and presets."""
    content = _content.load()
    if form == "json":
        click.echo(json.dumps([asdict(lab) for lab in content.labs.values()], ensure_ascii=False, indent=1))
    else:
        click.echo(_text(content))


def _text(content: Content) -> str:
    lines = []
    numbers = {cause.id: cause.number for cause in content.causes.values()} | OTHER_CHAPTERS
    for lab in sorted(content.labs.values(), key=lambda lab: numbers[lab.chapter]):
        papers = "; ".join(author_year(content.sources[source]) for source in lab.sources)
        lines.append(f"{numbers[lab.chapter]}  {lab.id}: {lab.title}\n   {papers}")
        lines += [f"   ?preset={lab.id}.{preset.id}  {preset.label}" for preset in lab.presets]
    return "\n".join(lines)
