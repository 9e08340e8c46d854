"""How a command writes a table, and where its text goes."""

from __future__ import annotations

from pathlib import Path

import click

from lbt_widgets.figures.picture import Table


def write(made: str | bytes, output: str | None) -> None:
    """To the file `output`, or to the screen; a file that cannot be written is a sentence, not a traceback.

    Text ends with a new line; bytes stay as they are.
    """
    if output is None:
        click.echo(made, nl=isinstance(made, str))
        return
    try:
        Path(output).write_bytes(made if isinstance(made, bytes) else f"{made}\n".encode())
    except OSError as error:
        raise click.ClickException(f"--output: {output} cannot be written ({error.strerror}).") from None


def text_table(table: Table) -> str:
    """In columns as wide as their longest cell."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
