"""Days are written in English, whatever language the machine speaks."""

from __future__ import annotations

from datetime import date, timedelta

from lbt_widgets.content.days import long_day, short_day, weekday


def test_a_day_in_words():
    assert long_day(date(2026, 11, 23)) == "23 November 2026"
    assert short_day(date(2026, 11, 23)) == "Mon 23 Nov"
    assert weekday(date(2026, 11, 23)) == "Monday"


def test_every_day_of_a_year_has_words_of_its_own():
    days = [date(2028, 1, 1) + timedelta(days=at) for at in range(366)]
    assert len({long_day(day) for day in days}) == len({short_day(day) for day in days}) == 366
