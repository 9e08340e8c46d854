"""A drawn runner whose body follows a lab's numbers; it moves when the reader starts it."""

from __future__ import annotations

from typing import Any

import traitlets as t
from attrs import asdict

from lbt_widgets.figures.pose import Pose, describe

from . import _static
from ._page_widget import PageWidget


class Runner(PageWidget):
    """A side view drawn from a `Pose`, in the browser; still until it is started.

    Parameters
    ----------
    pose : Pose, optional
    """

    _esm = _static.module("runner.js")
    _css = _static.style("runner.css")

    pose = t.Dict(read_only=True).tag(sync=True)
    words = t.Unicode(read_only=True).tag(sync=True)

    def __init__(self, pose: Pose | None = None, **settings: Any) -> None:
        self._take(pose or Pose())
        super().__init__(**settings)

    def show(self, pose: Pose) -> None:
        """Draw another pose in place."""
        with self.hold_sync():
            self._take(pose)

    def _take(self, pose: Pose) -> None:
        self.set_trait("pose", {**asdict(pose), "foot_ahead_m": pose.foot_ahead_m, "ground_way_m": pose.ground_way_m})
        self.set_trait("words", describe(pose))
