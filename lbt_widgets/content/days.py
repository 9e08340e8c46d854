"""How a day is written, once for the whole workbook: in the reader's language, whatever the machine speaks."""

from __future__ import annotations

from datetime import date

from lbt_widgets.words import N_, _

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def weekday(day: date) -> str:
    """ "Monday"."""
    return _(WEEKDAYS[day.weekday()])


def long_day(day: date) -> str:
    """ "8 March 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)


def short_day(day: date) -> str:
    """ "Mon 23 Nov"."""
    return f"{weekday(day)[:3]} {day.day} {_(MONTHS[day.month - 1])[:3]}"
