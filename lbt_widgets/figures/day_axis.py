"""An axis of days: by itself it would name hours or parts of a second where the days are few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

FEW_DAYS = 4
"""Between the first and the last: up to here each day has its name, on a phone too."""
DAY_MS = timedelta(days=1).total_seconds() * 1000


def day_axis(days: Sequence[date]) -> dict[str, Any]:
    """What a date axis over these days needs, which stand in their order; few of them with a day of room."""
    named = {"type": "date", "tickformat": "%-d %b\n%Y"}  # the year once, below the first day of it
    if not days or (days[-1] - days[0]).days > FEW_DAYS:
        return named
    ends = (days[0] - timedelta(days=1), days[-1] + timedelta(days=2))
    return {**named, "range": [day.isoformat() for day in ends], "dtick": DAY_MS}
