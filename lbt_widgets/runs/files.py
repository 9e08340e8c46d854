"""Run files as people have them: one or many, packed or not, of any kind, some of them broken.

What a file is, its first bytes say, not its name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from . import fit, garmin, gpx, strava, tables, tcx
from .archives import MAX_BYTES, MAX_FILES, RECORDINGS, is_zip, members, unpacked
from .markup import DOCUMENT_TYPE
from .records import ReadFault, RunSummary
from .watch import MAX_SECONDS, Cancelled, Progress, Watch

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(gpx|TrainingCenterDatabase)[\s>]")
_NO_RUNS = "It is no file of runs that can be read here: FIT, GPX, TCX, or a list of activities in CSV."
_TOO_LARGE = f"It is larger than {MAX_BYTES // 1_000_000} MB"

Source = bytes | str | Path
Given = Source | Callable[[], bytes]


@frozen
class FileFault:
    """A file that gave no run, and why, in one sentence."""

    file: str
    kind: str
    sentence: str


@frozen
class Reading:
    """What many files gave. `stopped`: it was ended before the last of them."""

    runs: tuple[RunSummary, ...] = ()
    faults: tuple[FileFault, ...] = ()
    stopped: bool = field(default=False, kw_only=True)


Step = RunSummary | FileFault | None
"""What a reading has come to: something found, or None where it may be left for a while, or for good."""


def read(
    source: Source,
    name: str | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    max_seconds: float = MAX_SECONDS,
) -> tuple[RunSummary, ...]:
    """The runs of one file: FIT, GPX or TCX, a list in CSV, any of them in gzip, or a zip of them.

    Of a zip, what can be read; `read_many` tells what could not.

    Parameters
    ----------
    source : bytes | str | Path
        The file's bytes, or its path.
    name : str, optional
        What to call it; a path's own name when left out.
    progress : callable, optional
        Told the share read, from 0 to 1.
    cancelled : callable, optional
        Asked often; true ends the reading. An event's `is_set` will do.
    max_seconds : float
        For each recording.

    Returns
    -------
    tuple of RunSummary
        One for a recording, more for a triathlon with two runs or a list.

    Raises
    ------
    ReadFault
        A ValueError with one sentence, when there is no run in it.
    """
    name = name or ("the file" if isinstance(source, bytes) else Path(source).name)
    found = [step for step in _steps(source, name, progress, cancelled, max_seconds) if step]
    runs = tuple(one for one in found if isinstance(one, RunSummary))
    if not runs:
        (first, *_) = (one for one in found if isinstance(one, FileFault))
        raise ReadFault("unknown", f"Nothing in it could be read. {first.file}: {first.sentence}")
    return runs


def read_many(
    files: Sequence[tuple[str, Given]],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    max_seconds: float = MAX_SECONDS,
) -> Reading:
    """The runs of many files; one that fails gives its sentence, and the others go on.

    Parameters
    ----------
    files : sequence of (name, source)
        At most 200; the source may also be a function that gives the bytes when it is the file's turn.
    progress, cancelled, max_seconds
        As in `read`; the progress is that of all files.
    """
    runs: list[RunSummary] = []
    faults = [
        FileFault(name, "too_large", f"It is beyond the {MAX_FILES} files that are read at a time.")
        for name, _ in files[MAX_FILES:]
    ]
    stopped = False
    try:
        for step in _many(files[:MAX_FILES], progress, cancelled, max_seconds):
            if isinstance(step, RunSummary):
                runs.append(step)
            elif step:
                faults.append(step)
    except ReadFault:  # none but that it was cancelled comes out of many
        stopped = True
    return Reading(tuple(runs), tuple(faults), stopped=stopped)


def read_in_steps(
    source: Given,
    name: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    max_seconds: float = MAX_SECONDS,
) -> Iterator[Step]:
    """One file, read a little at each step: for a page that has to stay alive meanwhile.

    Whoever closes the generator ends the reading; a file that fails ends with its fault.

    Raises
    ------
    ReadFault
        When it was cancelled.
    """
    try:
        yield from _steps(source() if callable(source) else source, name, progress, cancelled, max_seconds)
    except ReadFault as fault:
        if fault.kind == "cancelled":
            raise
        yield FileFault(name, fault.kind, str(fault))


def _steps(
    source: Source, name: str, progress: Progress | None, cancelled: Cancelled | None, max_seconds: float
) -> Iterator[Step]:
    if _is_zip(source):
        yield from _zip(source, name, progress, cancelled, max_seconds)
        return
    data = unpacked(_bytes(source))
    nothing = True
    for run in _recording(data, name, Watch(len(data), progress, cancelled, max_seconds)):
        if run is None or run.distance_m or run.moving_time_s:
            nothing = nothing and run is None
            yield run
    if nothing:
        raise ReadFault("not_a_run", "It holds neither a distance nor a time, so nothing was run.")


def _many(
    files: Sequence[tuple[str, Given]], progress: Progress | None, cancelled: Cancelled | None, max_seconds: float
) -> Iterator[Step]:
    for place, (name, source) in enumerate(files):
        share = _share_of(progress, place, len(files))
        yield from read_in_steps(source, name, progress=share, cancelled=cancelled, max_seconds=max_seconds)
        if share:
            share(1.0)


def _zip(
    source: Source, name: str, progress: Progress | None, cancelled: Cancelled | None, max_seconds: float
) -> Iterator[Step]:
    """A zip on the disk may be large, as it is not read whole."""
    if isinstance(source, bytes) and len(source) > MAX_BYTES:
        raise ReadFault("too_large", f"{_TOO_LARGE}: unpack it, and give activities.csv and the newest runs.")
    with io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb") as file:
        found, left_out = members(file)
        inner = [(f"{name}/{member}", opener) for member, opener in found.items()]
        yield from _many(inner, progress, cancelled, max_seconds)
    if left_out:
        more = f"Only the newest {len(inner)} files in it were read; {left_out} more were not."
        yield FileFault(name, "too_large", more)


def _recording(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    if not data.strip(b"\0 \r\n\t"):
        raise ReadFault("damaged", "The file is empty.")
    begin = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[8:12] == b".FIT":
        yield from fit.read_fit(data, name, watch)
    elif begin.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        yield from _markup(data, begin, name, watch)
    elif _may_be_table(begin, name):
        yield from _list(data, name, watch)
    else:
        raise ReadFault("unknown", _NO_RUNS)


def _markup(data: bytes, begin: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    plain = begin.replace(b"\0", b"")  # in UTF-16 too
    root = _ROOT.search(plain)
    if root is None and b"<!DOCTYPE" in plain:
        raise ReadFault("refused", DOCUMENT_TYPE)
    if root is None:
        raise ReadFault("unknown", "It is XML, but neither GPX nor TCX.")
    readers = {b"gpx": gpx.read_gpx, b"TrainingCenterDatabase": tcx.read_tcx}
    yield from readers[root[1]](data, name, watch)


def _may_be_table(begin: bytes, name: str) -> bool:
    named = re.search(r"\.(csv|txt)(\.gz)?$", name, re.IGNORECASE)
    return bool(named) or (b"," in begin.split(b"\n")[0] and b"\0" not in begin and not RECORDINGS.search(name))


def _list(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary]:
    rows = tables.rows(data, watch)
    head = next(rows, [])
    if strava.is_strava(head):
        yield from strava.read_strava(head, rows, name)
    elif garmin.is_garmin(head):
        yield from garmin.read_garmin(head, rows, name)
    elif len(head) < 2 or len(head) != len(next(rows, head)):  # plain text has commas too
        raise ReadFault("unknown", _NO_RUNS)
    else:
        raise ReadFault(
            "unknown",
            "It is a table, but neither Strava's activities.csv nor Garmin Connect's Activities.csv in English or German. "
            "If it is from Garmin Connect, set that to English and export it again.",
        )


def _is_zip(source: Source) -> bool:
    if isinstance(source, bytes):
        return is_zip(source)
    try:
        with Path(source).open("rb") as file:
            return is_zip(file.read(4))
    except OSError:
        return False  # reading it will say why


def _bytes(source: Source) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with Path(source).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise ReadFault("unknown", f"It cannot be opened: {error.strerror or 'no such file'}.") from None
    if len(data) > MAX_BYTES:
        raise ReadFault("too_large", f"{_TOO_LARGE}, which no recording of a run is.")
    return data


def _share_of(progress: Progress | None, place: int, of: int) -> Progress | None:
    """Progress within one of many files as progress of them all."""
    if progress is None:
        return None
    tell = progress
    return lambda share: tell((place + share) / of)
