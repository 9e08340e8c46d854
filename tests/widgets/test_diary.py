"""The diary in Python: it hears days and numbers, refuses the rest, and draws what it heard."""

from __future__ import annotations

import re

import pytest

from lbt_widgets.figures.diary import SERIES
from lbt_widgets.widgets.diary import DONE, MAX_ENTRIES, Diary, DiaryBook

STORE = DiaryBook._esm


def row(*points: object, series: str = "end") -> dict:
    return {"row": {"series": series, "points": [list(point) for point in points]}}


def test_the_picture_comes_with_the_first_entry() -> None:
    diary = Diary()
    assert diary.plot is None
    diary.book.set_state(row(("2026-03-01", 4)))
    assert diary.plot in diary.children
    assert diary.plot.sentence.startswith("1 number so far")
    diary.book.set_state(row(("2026-03-01", 4), ("2026-03-08", 6), series="week"))
    assert "over a week" in diary.plot.title
    diary.book.set_state(row())
    assert diary.plot.sentence.startswith("No entries yet")


def test_the_readers_own_bad_weeks_are_told() -> None:
    diary = Diary()
    assert "regression to the mean" in diary.meaning.html
    assert "In your own numbers" not in diary.meaning.html
    values = [2, 8, 2, 1, 9, 1, 0, 1, 0, 8]
    diary.book.set_state(row(*((f"2026-03-{day + 1:02}", value) for day, value in enumerate(values))))
    assert "2 of these 2 had a lower one next" in diary.meaning.html


def test_a_very_high_number_leads_to_the_warning_signs() -> None:
    diary = Diary()
    signs = "10_when_to_get_help.ipynb"
    diary.book.set_state(row(("2026-03-01", 9)))
    assert signs in diary.meaning.html
    diary.book.set_state(row(("2026-03-01", 9), ("2026-03-08", 4)))
    assert signs not in diary.meaning.html


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        [],
        {"series": "end"},
        {"series": "end", "points": {}},
        {"series": "end", "points": [["2026-03-01"]]},
        {"series": "end", "points": [["2026-03-01", 4, 5]]},
        {"series": "end", "points": [["2026-03-01", 11]]},
        {"series": "end", "points": [["2026-03-01", True]]},
        {"series": "end", "points": [["2026-03-01", "4"]]},
        {"series": "end", "points": [["2026-02-30", 4]]},
        {"series": "end", "points": [["<img>", 4]]},
        {"series": "end", "points": [4]},
        {"series": "other", "points": []},
        {"series": ["end"], "points": []},
        {"series": "end", "points": [], "note": "mine"},
        {"series": "end", "points": [["2026-03-01", 4]] * (MAX_ENTRIES + 1)},
    ],
)
def test_a_hostile_row_changes_nothing(hostile: object) -> None:
    diary = Diary()
    diary.book.set_state(row(("2026-03-01", 4)))
    diary.book.set_state({"row": hostile})
    assert [(point.day, point.tightness) for point in diary.book.points] == [("2026-03-01", 4)]


def test_browser_and_python_agree() -> None:
    constants = dict(re.findall(r"^const (MAX_\w+) = (\d+);", STORE, re.MULTILINE))
    assert int(constants["MAX_DIARY"]) == MAX_ENTRIES
    numbers = set(re.findall(r'"(\w+)"', re.search(r"NUMBERS_OF = (.*);", STORE)[1]))
    assert numbers == set(SERIES)
    assert all(re.fullmatch(r"[a-z_]{1,20}", name) for choices in DONE.values() for name in choices)


def test_the_page_cannot_write_what_python_says() -> None:
    book = DiaryBook()
    book.set_state({"done": {}, "series": {}, "storage_key": "other", "problem": "x"})
    assert (book.done, book.series, book.problem) == (DONE, SERIES, "")
