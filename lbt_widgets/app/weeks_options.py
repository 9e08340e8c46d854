"""What `lbt plan` and `lbt profile` ask about the weeks of a plan: the first day, and the days to train on."""

from __future__ import annotations

import click

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

days_option = click.option(
    "--days", default=",".join(WEEKDAYS), show_default=True, help="Weekdays on which you can train."
)


def weekdays(days: str) -> list[int]:
    """ "mon,wed" as 1 (Monday) to 7 (Sunday).

    Raises
    ------
    ValueError
    """
    names = [name.strip().lower() for name in days.split(",")]
    for name in names:
        if name not in WEEKDAYS:
            raise ValueError(f"--days: must be some of {', '.join(WEEKDAYS)}, got {name[:40]!r}.")
    return [WEEKDAYS.index(name) + 1 for name in names]
