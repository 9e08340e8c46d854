"""How a day is written, once for the whole workbook and in English whatever language the machine speaks."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday(day: date) -> str:
    """ "Monday"."""
    return WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    """ "8 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """ "Mon 23 Nov"."""
    return f"{weekday(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"
