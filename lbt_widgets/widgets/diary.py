"""A diary of tightness: kept in the reader's browser, drawn here."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, ClassVar

import traitlets as t
from ipywidgets import VBox

from lbt_widgets.content.units import KM_IN_MILE
from lbt_widgets.figures import diary as pictures
from lbt_widgets.figures.diary import SERIES, Point
from lbt_widgets.risk.study.ups_and_downs import CHANGE_SD, LEAST, RECENT

from . import _static
from ._page_widget import PageWidget
from .answers import STORAGE_KEY
from .guard import guarded
from .live import Html, Live
from .plot import Plot

MAX_ENTRIES = 800
# Id → what is chosen, for each kind of entry.
DONE = {
    "run": {
        "easy": "Easy run",
        "long": "Long run",
        "fast": "Fast or hard run",
        "hills": "Hills or trail",
        "race": "Race",
        "run_walk": "Running and walking",
    },
    "week": {
        "usual": "A week like others",
        "more": "More running than usual",
        "less": "Less running than usual",
        "none": "No running",
    },
}
WHAT_IT_MEANS = (
    "<p><strong>A bad week is most often followed by a better one, whatever you did.</strong> People change something "
    "when it is worst, and then it gets better by itself. So what you tried looks better than it is. This is called "
    "regression to the mean; <a href='11_reading_evidence.ipynb#A-bad-week'>try it out with made-up runners</a>.</p>"
)
HOW_IT_IS_WORKED_OUT = (
    "<details><summary>How the band is worked out</summary>"
    "<p>The band is that of an individuals chart: the mean, and on each side 3 standard deviations. One standard "
    "deviation is the mean gap between neighbours (the moving range) times √π / 2, so the band is the mean ± 2.66 mean "
    "gaps. It is never taken as less than rounding to whole numbers makes it. This is our own calculation, for numbers "
    "spread like a bell that do not depend on each other; that it is 3 is a habit of such charts, and our choice.</p>"
    f"<p>It needs {LEAST} numbers (our choice). With {LEAST} its width may well be off by a third, by chance alone; with "
    f"20 by a fifth.</p>"
    f"<p>With {LEAST + RECENT} numbers, the newest {RECENT} stay out of it and are held against all before. The next look "
    f"comes {RECENT} numbers later, not sooner: who looks each time will find a change where there is none. Two means are "
    f"called different where they lie more than {CHANGE_SD} standard deviations of their difference apart, and more than one "
    "step, which rounding alone can make. The standard deviation is then that of the gaps or that of the numbers, "
    "whichever is larger.</p>"
    "<p>Sore days come in spells, so chance alone makes larger changes than it would of numbers that are all independent. "
    "We tried it out with made-up years in which nothing changes. With one number a week, a change was called by mistake in "
    "about 1 year of 100 where no number is like the one before. It was 5 of 100 where they are a little alike (a "
    "correlation of 0.3), and 15 where they are much alike (0.5). With three numbers a week it was about 1, 8 and 27. "
    "So doubt a change that is only just more than chance.</p></details>"
)
LOOK_AT_SIGNS = (
    "<p><strong>A very high number, or a rise? Go through <a href='10_when_to_get_help.ipynb'>the warning signs</a> once.</strong> "
    "This is no alarm: the diary cannot tell what a number comes from.</p>"
)


class DiaryBook(PageWidget):
    """The entries: to add, change and delete. Of all that stands in them Python hears the numbers and days of one row.

    Attributes
    ----------
    row : dict
        `series`: one of `figures.diary.SERIES`; `points`: [day, tightness] pairs, in their order in time.
    """

    _esm = _static.module("store.js", "diary_store.js", "forget.js", "diary_form.js", "diary_list.js", "diary.js")
    _css = _static.style("diary.css")
    from_browser: ClassVar = {"row": "_check_row"}

    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    series = t.Dict(SERIES, read_only=True).tag(sync=True)
    done = t.Dict(DONE, read_only=True).tag(sync=True)
    km_in_mile = t.Float(KM_IN_MILE, read_only=True).tag(sync=True)
    row = t.Dict({"series": "end", "points": []}).tag(sync=True, echo_update=False)

    @property
    def points(self) -> list[Point]:
        return [Point(day, tightness) for day, tightness in self.row["points"]]

    def _check_row(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"series", "points"} or value["series"] not in SERIES:
            raise ValueError("not a row of the diary")
        points = value["points"]
        if not isinstance(points, list) or len(points) > MAX_ENTRIES:
            raise ValueError(f"a row must be a list of at most {MAX_ENTRIES} points")
        return {"series": value["series"], "points": [_checked(point) for point in points]}


def _checked(point: Any) -> list[Any]:
    day, tightness = point
    if type(day) is not str or type(tightness) is not int:
        raise ValueError("not a day and a number")
    Point(date.fromisoformat(day).isoformat(), tightness)
    return [day, tightness]


class Diary(VBox):
    """The diary, its picture, and what to make of it. The picture comes with the first entry."""

    def __init__(self) -> None:
        self.alert = Live(urgent=True)
        self.book = DiaryBook()
        self.meaning = Html(html=meaning_html([]))
        self.plot: Plot | None = None
        super().__init__([self.alert, self.book, self.meaning])
        self.book.observe(self._show, "row")

    @guarded
    def _show(self, _change: Any) -> None:
        points = self.book.points
        picture = pictures.build(points, self.book.row["series"])
        if self.plot:
            self.plot.show(picture)
        elif points:
            self.plot = Plot(picture, heading=3, height_px=picture.spec["layout"]["height"])
            self.children = (self.alert, self.book, self.plot, self.meaning)
        self.meaning.html = meaning_html([point.tightness for point in points])


def meaning_html(values: list[int]) -> str:
    """What to make of the numbers: when to look further, the reader's own bad ones, and how the band comes about."""
    first = LOOK_AT_SIGNS if pictures.asks_for_a_check(values) else ""
    own = pictures.after_bad_ones(values)
    return first + WHAT_IT_MEANS + (f"<p>{escape(own)}</p>" if own else "") + HOW_IT_IS_WORKED_OUT
