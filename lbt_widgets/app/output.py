"""Where a command's text goes."""

from __future__ import annotations

from pathlib import Path

import click


def write(text: str, output: str | None) -> None:
    """To the file `output`, or to the screen; a file that cannot be written is a sentence, not a traceback."""
    if output is None:
        click.echo(text)
        return
    try:
        Path(output).write_text(text + "\n", "utf-8")
    except OSError as error:
        raise click.ClickException(f"--output: {output} cannot be written ({error.strerror}).") from None
