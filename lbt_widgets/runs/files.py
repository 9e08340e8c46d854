"""Run files as people have them: one or many, packed or not, of any kind, some of them broken.

What a file is, its first bytes say, not its name. Everything is bounded, so that no file can fill the memory or take
for ever.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from attrs import field, frozen

from . import fit, garmin, gpx, strava, tables, tcx
from .records import ReadFault, RunSummary
from .watch import MAX_SECONDS, STOPPED, Cancelled, Progress, Watch

MAX_BYTES = 20_000_000
MAX_FILES = 200
MAX_RATIO = 200
"""Unpacked over packed; what is small when unpacked is never refused for it."""
SMALL = 1_000_000
MAX_DIRECTORY = 4_000_000
"""Of a zip's list of files, which is read as a whole."""

RECORDINGS = re.compile(r"\.(fit|gpx|tcx)(\.gz)?$", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(gpx|TrainingCenterDatabase)[\s>]")
_ZIP_ENDS, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_TOO_LARGE = f"It is larger than {MAX_BYTES // 1_000_000} MB"
_BOMB = "Unpacked it would be far larger than any recording of a run, so it is not read."
_DAMAGED = "The packed file is damaged or cut off: export or download it again."

Source = bytes | str | Path


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


def read(
    source: Source,
    name: str | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    max_seconds: float = MAX_SECONDS,
) -> tuple[RunSummary, ...]:
    """The runs of one file: FIT, GPX or TCX, a list in CSV, any of them in gzip, or a zip of them.

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
    if _is_zip(source):
        reading = _read_zip(source, name, progress, cancelled, max_seconds)
        if reading.stopped:
            raise ReadFault("cancelled", STOPPED)
        if not reading.runs:
            first = reading.faults[0]
            raise ReadFault("unknown", f"Nothing in it could be read. {first.file}: {first.sentence}")
        return reading.runs
    data = unpacked(_bytes(source))
    found = _recording(data, name, Watch(len(data), progress, cancelled, max_seconds))
    runs = tuple(run for run in found if run.distance_m or run.moving_time_s)
    if not runs:
        raise ReadFault("not_a_run", "It holds neither a distance nor a time, so nothing was run.")
    return runs


def read_many(
    files: Sequence[tuple[str, Source | Callable[[], bytes]]],
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
    files = files[:MAX_FILES]
    for place, (name, source) in enumerate(files):
        share = _share_of(progress, place, len(files))
        try:
            given = source() if callable(source) else source
            if _is_zip(given):
                inner = _read_zip(given, name, share, cancelled, max_seconds)
                runs += inner.runs
                faults += inner.faults
                if inner.stopped:
                    return Reading(tuple(runs), tuple(faults), stopped=True)
            else:
                runs += read(given, name, progress=share, cancelled=cancelled, max_seconds=max_seconds)
        except ReadFault as fault:
            if fault.kind == "cancelled":
                return Reading(tuple(runs), tuple(faults), stopped=True)
            faults.append(FileFault(name, fault.kind, str(fault)))
        if share:
            share(1.0)
    return Reading(tuple(runs), tuple(faults))


def unpacked(data: bytes) -> bytes:
    """The data, taken out of gzip where they are in it, within bounds."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            found = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise ReadFault("damaged", _DAMAGED) from None
    _check_unpacked(len(found), len(data))
    return found


def _recording(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary]:
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
        raise ReadFault(
            "unknown", "It is no file of runs that can be read here: FIT, GPX, TCX, or a list of activities in CSV."
        )


def _markup(data: bytes, begin: bytes, name: str, watch: Watch) -> Iterator[RunSummary]:
    root = _ROOT.search(begin.replace(b"\0", b""))
    readers = {b"gpx": gpx.read_gpx, b"TrainingCenterDatabase": tcx.read_tcx}
    if root is None:
        if b"<!DOCTYPE" in begin:
            raise ReadFault(
                "refused", "It declares a document type, which no recording of a run needs, so it is not read."
            )
        raise ReadFault("unknown", "It is XML, but neither GPX nor TCX.")
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
    else:
        raise ReadFault(
            "unknown",
            "It is a table, but neither Strava's activities.csv nor Garmin Connect's Activities.csv in English or German.",
        )


def _is_zip(source: Source) -> bool:
    if isinstance(source, bytes):
        return source.startswith((b"PK\x03\x04", _ZIP_ENDS))
    try:
        with Path(source).open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", _ZIP_ENDS)
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


def _check_unpacked(size: int, packed: int) -> None:
    if size > MAX_BYTES or (size > SMALL and size > MAX_RATIO * packed):
        raise ReadFault("refused", _BOMB)


def _share_of(progress: Progress | None, place: int, of: int) -> Progress | None:
    """Progress within one of many files as progress of them all."""
    if progress is None:
        return None
    tell = progress
    return lambda share: tell((place + share) / of)


def _read_zip(
    source: Source, name: str, progress: Progress | None, cancelled: Cancelled | None, max_seconds: float
) -> Reading:
    """The recordings in a zip, and its list of activities. A zip on the disk may be large, as it is not read whole."""
    if isinstance(source, bytes) and len(source) > MAX_BYTES:
        raise ReadFault("too_large", f"{_TOO_LARGE}: unpack it, and give activities.csv and the newest runs.")
    with io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb") as file:
        _check_directory(file)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise ReadFault("damaged", _DAMAGED) from None
        with archive:
            members, left_out = _members(archive)
            if not members:
                raise ReadFault("unknown", "There is no recording of a run and no list of activities in it.")
            inner = [(f"{name}/{member.filename}", _opener(archive, member)) for member in members]
            reading = read_many(inner, progress=progress, cancelled=cancelled, max_seconds=max_seconds)
    if left_out:
        more = FileFault(
            name, "too_large", f"Only the newest {len(members)} files in it were read; {left_out} more were not."
        )
        return Reading(reading.runs, (*reading.faults, more), stopped=reading.stopped)
    return reading


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a zip whose list of files alone would fill the memory; zipfile reads it as a whole."""
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - 70_000))
    tail = file.read(70_000)
    at = tail.rfind(_ZIP_ENDS)
    if at < 0 or len(tail) < at + 22:
        raise ReadFault("damaged", _DAMAGED)
    if int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_DIRECTORY or tail[max(0, at - 20) : at].startswith(
        _ZIP64
    ):
        raise ReadFault("refused", "It holds far more files than any archive of runs.")


def _members(archive: zipfile.ZipFile) -> tuple[list[zipfile.ZipInfo], int]:
    """The list of activities first, then the newest recordings; and how many recordings are too many."""
    files = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
    lists = [one for one in files if PurePosixPath(one.filename).name.lower() == "activities.csv"][:5]
    recordings = sorted((one for one in files if RECORDINGS.search(one.filename)), key=_newest, reverse=True)
    room = MAX_FILES - len(lists)
    return lists + recordings[:room], len(recordings[room:])


def _newest(member: zipfile.ZipInfo) -> tuple[int, str]:
    """Strava numbers recordings as they come in, so the longest and highest number is the newest."""
    digits = re.sub(r"\D", "", PurePosixPath(member.filename).name)
    return len(digits), digits


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def open_it() -> bytes:
        if member.flag_bits & 1:
            raise ReadFault("refused", "It is locked with a password.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadFault("refused", "It is packed in a way that is not read here.")
        try:
            with archive.open(member) as file:
                data = file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise ReadFault("damaged", _DAMAGED) from None
        _check_unpacked(len(data), member.compress_size)
        if _is_zip(data):
            raise ReadFault("refused", "It is a zip within a zip, which is not opened.")
        return data

    return open_it
