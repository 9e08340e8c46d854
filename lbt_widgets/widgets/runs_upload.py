"""Run files from the reader's own disk: they come in pieces, are read a little at a time, and leave only summaries.

The browser sends one file after the other and waits for an answer to each piece, so that neither the socket nor the
kernel's memory ever holds more than one file. Reading is pure Python and would keep the kernel from everything else: so
it pauses, and a pause is where it can be stopped.
"""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any

import traitlets as t
from attrs import frozen

from lbt_widgets.runs import FileFault, RunSummary, read_in_steps
from lbt_widgets.runs.archives import MAX_BYTES, MAX_FILES
from lbt_widgets.words import ENGLISH

from . import _static
from ._page_widget import PageWidget
from .guard import SENTENCE, guarded, log

PIECE_BYTES = 240_000
"""The server counts a message by its 64 kB: this is four of them, with its head."""
MAX_RUNS = 10_000
MAX_NAME, MAX_KEY = 120, 40
MAX_FAULTS = 200
SLICE_S = 0.03
TELL_EVERY_S = 0.25
MAX_SECONDS = 60.0
"""For each recording: longer than without a page, as the kernel does other things meanwhile and the reader can stop it."""

NOT_A_PIECE = "It did not arrive as it should have: give it again."
BUSY = "Another file is being read: give this one again after it."
TOO_LARGE = f"It is larger than {MAX_BYTES // 1_000_000} MB, which no recording of a run is."
TOO_LARGE_ZIP = (
    f"It is larger than {MAX_BYTES // 1_000_000} MB: unpack it, and give activities.csv and the newest runs."
)
TOO_MANY = f"Only {MAX_FILES} files are read at a time; give the rest after these."
ENOUGH_RUNS = f"There are {MAX_RUNS} runs here already, so no more of them were taken."


@frozen
class Piece:
    """A part of a file: `key` tells the file from others of the same name, `at` says where in it the bytes belong."""

    key: str
    name: str
    size: int
    at: int
    data: bytes


class Arrival:
    """A file on its way."""

    def __init__(self, first: Piece) -> None:
        self.key, self.name, self.size = first.key, first.name, first.size
        self.share = 0.0
        self._bytes = io.BytesIO()
        self._digest = sha256()

    def add(self, piece: Piece) -> None:
        """ValueError where the piece is not the next one."""
        fits = (piece.key, piece.size, piece.at) == (self.key, self.size, self._bytes.tell())
        if not fits or piece.at + len(piece.data) > self.size or not (piece.data or self.whole):
            raise ValueError(NOT_A_PIECE)
        self._bytes.write(piece.data)
        self._digest.update(piece.data)

    @property
    def whole(self) -> bool:
        return self._bytes.tell() == self.size

    @property
    def digest(self) -> bytes:
        return self._digest.digest()

    def note(self, share: float) -> None:
        """How much of it is read."""
        self.share = share

    def take(self) -> bytes:
        """The bytes, once; they are not kept here."""
        data, self._bytes = self._bytes.getvalue(), io.BytesIO()
        return data


class RunsUpload(PageWidget):
    """A place for run files, with progress, a stop at any moment, and a sentence for each file that fails.

    Attributes
    ----------
    runs : tuple of RunSummary
        All that was read since the page was opened; set when a batch of files is through. Never sent to the browser.
    """

    _esm = _static.module("forget.js", "runs_upload.js")
    _css = _static.style("file_button.css", "runs_upload.css")

    lang = t.Unicode(ENGLISH, help="It is not translated yet", read_only=True).tag(sync=True)
    max_files = t.Int(MAX_FILES, read_only=True).tag(sync=True)
    max_bytes = t.Int(MAX_BYTES, read_only=True).tag(sync=True)
    piece_bytes = t.Int(PIECE_BYTES, read_only=True).tag(sync=True)
    too_large = t.Unicode(TOO_LARGE, read_only=True).tag(sync=True)
    too_large_zip = t.Unicode(TOO_LARGE_ZIP, read_only=True).tag(sync=True)
    too_many = t.Unicode(TOO_MANY, read_only=True).tag(sync=True)
    runs = t.Tuple(read_only=True)

    def __init__(self) -> None:
        super().__init__()
        self._arrival: Arrival | None = None
        self._reading: asyncio.Task[None] | None = None
        self._found: list[RunSummary] = []
        self._files = 0
        self._names: dict[bytes, str] = {}
        self.on_msg(self._take_message)

    def close(self) -> None:
        """Leave the page; a reading ends with it."""
        self._stop()
        super().close()

    @guarded
    def _take_message(self, _widget: Any, content: Any, buffers: Any) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind == "piece":
            self._take_piece(content, buffers)
        elif kind == "stop":
            self._stop()
        elif kind == "end":
            self._end()
        elif kind == "forget":
            self._forget()

    def _take_piece(self, content: dict[str, Any], buffers: Any) -> None:
        try:
            piece = read_piece(content, buffers)
        except ValueError as fault:
            log.info("a piece of a run file was refused: %s", fault)
            return  # nobody knows which file to answer for
        try:
            arrival = self._arrival_of(piece)
            arrival.add(piece)
        except ValueError as fault:
            self._arrival = None
            self._done(piece.key, 0, [FileFault(piece.name, "refused", str(fault))])
            return
        if arrival.whole:
            self._arrival = None
            self._reading = asyncio.get_running_loop().create_task(self._read(arrival))
        else:
            self.send({"kind": "more", "file": piece.key})

    def _arrival_of(self, piece: Piece) -> Arrival:
        if self._reading is not None:
            raise ValueError(BUSY)
        if piece.at == 0:
            self._files += 1
            if self._files > MAX_FILES:
                raise ValueError(TOO_MANY)
            self._arrival = Arrival(piece)
        if self._arrival is None:
            raise ValueError(NOT_A_PIECE)
        return self._arrival

    async def _read(self, arrival: Arrival) -> None:
        before, faults = len(self._found), []
        try:
            faults = await self._read_in_slices(arrival)
        except asyncio.CancelledError:
            log.info("the reading of a run file was stopped")  # what it had found stays, and is told of
        except Exception:
            log.exception("reading a run file failed")
            faults = [FileFault(arrival.name, "unknown", SENTENCE)]
        finally:
            if self._reading is asyncio.current_task():  # a stopped one may end after the next has begun
                self._reading = None
        self._done(arrival.key, len(self._found) - before, faults)

    async def _read_in_slices(self, arrival: Arrival) -> list[FileFault]:
        """Read while everything else of the page goes on; what is found stays found when this is cancelled."""
        if arrival.digest in self._names:
            same = f"It is the same file as {self._names[arrival.digest]}, so it counts once."
            return [FileFault(arrival.name, "twice", same)]
        faults: list[FileFault] = []
        paused = told = time.monotonic()
        steps = read_in_steps(arrival.take(), arrival.name, progress=arrival.note, max_seconds=MAX_SECONDS)
        with closing(steps):
            for step in steps:
                if isinstance(step, FileFault):
                    faults.append(step)
                elif step is not None and len(self.runs) + len(self._found) >= MAX_RUNS:
                    faults.append(FileFault(arrival.name, "too_large", ENOUGH_RUNS))
                    break
                elif step is not None:
                    self._found.append(step)
                now = time.monotonic()
                if now - told > TELL_EVERY_S:
                    self.send({"kind": "read", "file": arrival.key, "share": arrival.share})
                    told = now
                if now - paused > SLICE_S:
                    await asyncio.sleep(0)
                    paused = time.monotonic()
        self._names[arrival.digest] = arrival.name
        return faults

    def _done(self, key: str, runs: int, faults: Sequence[FileFault]) -> None:
        told = [[fault.file, fault.sentence] for fault in faults[:MAX_FAULTS]]
        self.send({"kind": "done", "file": key, "runs": runs, "faults": told})

    def _stop(self) -> None:
        self._arrival = None
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _end(self) -> None:
        """All files of a batch were given."""
        self._files = 0
        if self._found:
            found, self._found = self._found, []
            self.set_trait("runs", (*self.runs, *found))

    def _forget(self) -> None:
        self._stop()
        self._found, self._files, self._names = [], 0, {}
        self.set_trait("runs", ())


def read_piece(content: dict[str, Any], buffers: Any) -> Piece:
    """A browser's message as a piece; ValueError where it is none."""
    key, name, size, at = (content.get(part) for part in ("file", "name", "size", "at"))
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY or not isinstance(name, str):
        raise ValueError("no file is named")
    if type(size) is not int or type(at) is not int or not 0 <= at <= size <= MAX_BYTES:
        raise ValueError("no place in a file")
    if not isinstance(buffers, list) or len(buffers) > 1 or sum(map(len, buffers)) > MAX_BYTES:
        raise ValueError("not one buffer")
    plain = "".join(letter for letter in name[:MAX_NAME] if letter.isprintable())
    return Piece(key, plain or "a file without a name", size, at, bytes(buffers[0]) if buffers else b"")
