"""What is packed: gzip, and zips such as Strava's whole export. Bounded, as a few kilobytes can unpack to gigabytes."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from .records import ReadFault

MAX_BYTES = 20_000_000
MAX_FILES = 200
MAX_RATIO = 200
"""Unpacked over packed; what is small when unpacked is never refused for it."""
SMALL = 1_000_000
MAX_DIRECTORY = 4_000_000
"""Of a zip's list of files, which is read as a whole."""
LISTS = 5

RECORDINGS = re.compile(r"\.(fit|gpx|tcx)(\.gz)?$", re.IGNORECASE)
ZIP_BEGINS, ZIP_ENDS, ZIP64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_BOMB = "Unpacked it would be far larger than any recording of a run, so it is not read."
_DAMAGED = "The packed file is damaged or cut off: export or download it again."


def is_zip(begin: bytes) -> bool:
    return begin.startswith((ZIP_BEGINS, ZIP_ENDS))


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


def members(file: IO[bytes]) -> tuple[dict[str, Callable[[], bytes]], int]:
    """The recordings and lists in a zip, by name, each to be opened when its turn comes; and how many were too many."""
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReadFault("damaged", _DAMAGED) from None
    chosen, left_out = _chosen(archive)
    if not chosen:
        raise ReadFault("unknown", "There is no recording of a run and no list of activities in it.")
    return {member.filename: _opener(archive, member) for member in chosen}, left_out


def _check_unpacked(size: int, packed: int) -> None:
    if size > MAX_BYTES or (size > SMALL and size > MAX_RATIO * packed):
        raise ReadFault("refused", _BOMB)


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a zip whose list of files alone would fill the memory; zipfile reads it as a whole."""
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - 70_000))
    tail = file.read(70_000)
    at = tail.rfind(ZIP_ENDS)
    if at < 0 or len(tail) < at + 22:
        raise ReadFault("damaged", _DAMAGED)
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if length > MAX_DIRECTORY or tail[:at][-20:].startswith(ZIP64):
        raise ReadFault("refused", "It holds far more files than any archive of runs.")


def _chosen(archive: zipfile.ZipFile) -> tuple[list[zipfile.ZipInfo], int]:
    """The list of activities first, then the newest recordings; and how many recordings are too many."""
    files = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
    lists = [one for one in files if PurePosixPath(one.filename).name.lower() == "activities.csv"][:LISTS]
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
        if is_zip(data):
            raise ReadFault("refused", "It is a zip within a zip, which is not opened.")
        return data

    return open_it
