"""An eye on the reading of one file: it tells how far it is, and ends it when told to or when it takes too long."""

from __future__ import annotations

import time
from collections.abc import Callable

from .records import ReadFault

MAX_SECONDS = 10.0
STOPPED = "The reading was stopped before its end."

Progress = Callable[[float], object]
Cancelled = Callable[[], bool]


class Watch:
    """Readers call `at` often, with their place in the file."""

    def __init__(
        self,
        size: int,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        seconds: float = MAX_SECONDS,
    ) -> None:
        self._size = max(size, 1)
        self._progress = progress
        self._cancelled = cancelled
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def at(self, place: int) -> None:
        """Tell the share read; a ReadFault where the reading has to end here."""
        if self._cancelled is not None and self._cancelled():
            raise ReadFault("cancelled", STOPPED)
        if time.monotonic() > self._end:
            raise ReadFault("slow", f"Reading it took longer than {self._seconds:g} seconds, so it was left out.")
        if self._progress is not None:
            self._progress(min(place / self._size, 1.0))
