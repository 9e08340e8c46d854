"""A drawing with its words and its numbers; plotly.js reaches a page once, however many plots it has."""

from __future__ import annotations

import math
import time
from typing import Any, ClassVar

import traitlets as t
from attrs import asdict

from lbt_widgets.content.unbroken import unbroken
from lbt_widgets.figures.picture import Picture

from . import _static
from ._changes import changes, packed, places
from ._page_widget import PageWidget
from .guard import guarded

# A page asks once; a kernel that is asked without end answers no more than this often.
SECONDS_BETWEEN_COPIES = 1.0


class Plot(PageWidget):
    """A `Picture` on the page: heading, finding, drawing, values as a table.

    `drawing` is what is drawn now, as plain JSON; `spec` and `changes` are how the page is told of it.

    Parameters
    ----------
    picture : Picture
    heading : int
        The level of the title's heading, 2 to 6.
    height_px : int
        Height of the drawing. [px]
    leads_to : str
        Where a point and its row of the table lead, in words ("the source"); "" where they lead nowhere.
    leads_at : str
        What makes a key an address when it stands before it.
    leads_near : int
        How many of the first rows lead there from under the drawing too.
    """

    _esm = _static.module("plot.js")
    _css = _static.style("plot.css")

    title = t.Unicode().tag(sync=True)
    sentence = t.Unicode().tag(sync=True)
    spec = t.Dict(help="A drawing sent as a whole").tag(sync=True)
    changes = t.List(help="Where the drawing of now differs from `spec`, as [path, value]").tag(sync=True)
    table = t.Dict().tag(sync=True)
    heading = t.Int(3, min=2, max=6).tag(sync=True)
    height_px = t.Int(340, min=120).tag(sync=True)
    plotly_file = t.Unicode(read_only=True).tag(sync=True)
    leads_to = t.Unicode().tag(sync=True)
    leads_at = t.Unicode().tag(sync=True)
    leads_near = t.Int(0, min=0).tag(sync=True)

    _last_copy: ClassVar[float] = -math.inf

    def __init__(self, picture: Picture, **settings: Any) -> None:
        self.drawing = _plain(picture.spec)
        super().__init__(spec=self.drawing, **_words_of(picture), **settings)
        self.on_msg(self._answer_page)

    def show(self, picture: Picture) -> None:
        """Draw another picture in place; only what differs is sent."""
        with self.hold_sync():
            for name, value in _words_of(picture).items():
                if getattr(self, name) != value:
                    setattr(self, name, value)
            self._draw(_plain(picture.spec))

    def figure(self) -> Any:
        """This drawing as a `plotly.graph_objects.Figure`, to go on with in a notebook.

        Raises
        ------
        ImportError
            Where plotly.py is not installed; the message says how to get it.
        """
        try:
            from plotly.graph_objects import Figure  # big, and no page needs it
        except ImportError:
            raise ImportError("Plot.figure() needs plotly.py: install it with `pip install plotly`.") from None
        return Figure(self.drawing)

    @t.default("plotly_file")
    def _name_of_script(self) -> str:
        return _static.plotly()["file"]

    def _draw(self, drawing: dict[str, Any]) -> None:
        """Send the places that changed; the whole where that is most of it.

        What changed is told from `spec`, not from the drawing before, so that a page which missed a step or comes
        back later has all of it.
        """
        if drawing == self.drawing:
            return
        self.drawing = drawing
        found = changes(self.spec, drawing)
        if 2 * len(found) > places(drawing):
            self.spec, self.changes = drawing, []
        else:
            self.changes = [[path, packed(path, value)] for path, value in found]

    @guarded
    def _answer_page(self, _widget: Any, content: Any, _buffers: Any) -> None:
        """Send plotly.js itself to a page that found no static file (VS Code, Colab, a static site)."""
        if not isinstance(content, dict) or content.get("kind") != "plotly":
            return
        now = time.monotonic()
        if now - Plot._last_copy < SECONDS_BETWEEN_COPIES:
            return
        Plot._last_copy = now
        self.send({"kind": "plotly", "file": self.plotly_file}, [_static.plotly_gzip()])


def _words_of(picture: Picture) -> dict[str, Any]:
    return {
        "title": picture.title,
        "sentence": unbroken(picture.sentence),
        "table": unbroken(_plain(asdict(picture.table))),
    }


def _plain(value: Any) -> Any:
    """A copy as JSON that every browser reads: lists for tuples, null for NaN and infinity."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
