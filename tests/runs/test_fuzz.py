"""Thousands of damaged files: each gives runs or one sentence; never a traceback, a hang, or a full memory."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
from math import isfinite
from pathlib import Path

import pytest
from attrs import asdict
from fitdecode.utils import compute_crc

from lbt_widgets.content import load
from lbt_widgets.runs import ReadFault, RunSummary, answers, history, read

from . import made
from .test_files import zipped
from .test_tables import CZECH_RUN, ENGLISH_RUN, GARMIN_RUN

FILES = 2000
MAX_SECONDS = 10
MAX_MB = 300
WALL = {**made.STEADY, **made.DYNAMICS}
SEEDS = {
    "run.fit": made.fit([WALL] * 12, [{}, {"after_s": 6}], pod=[{0: 250, 1: 84, 2: 230, 3: 8.5}] * 12),
    "run.gpx": made.gpx(8),
    "run.tcx": made.tcx(8),
    "strava.csv": made.strava(made.STRAVA_ENGLISH, ENGLISH_RUN, ENGLISH_RUN),
    "strava_czech.csv": made.strava(made.STRAVA_CZECH, CZECH_RUN),
    "garmin.csv": made.garmin(GARMIN_RUN, GARMIN_RUN),
    "run.fit.gz": gzip.compress(made.fit([WALL] * 5)),
    "runs.zip": zipped({"a.fit": made.fit([WALL] * 5), "b.gpx": made.gpx(3)}),
}
TOKENS = [
    b"\0",
    b"\xff" * 4,
    b"<",
    b">",
    b"&",
    b'"',
    b",",
    b"\n",
    b"-1",
    b"1e308",
    b"nan",
    b"99999999999",
    b"<!DOCTYPE a>",
    b"]]>",
]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, flipped, grown or doubled, a few times over."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(6):
            case 0:
                del changed[at:]
            case 1 if changed:
                changed[at % len(changed)] ^= 1 << chance.randrange(8)
            case 2 if changed:
                changed[at % len(changed)] = chance.randrange(256)
            case 3:
                changed[at:at] = chance.randbytes(chance.randint(1, 40))
            case 4:
                changed[at:at] = chance.choice(TOKENS)
            case _:
                length = chance.randint(1, 60)
                changed[at:at] = changed[max(0, at - length) : at] * chance.randint(1, 20)
    return bytes(changed)


def with_a_right_checksum(data: bytes) -> bytes:
    """So that damage inside a FIT file is not found by its checksum alone."""
    if len(data) < 20:
        return data
    body = bytearray(data[:-2])
    body[0], body[4:8] = 12, (len(body) - 12).to_bytes(4, "little")  # fit-tool writes a header of 12 bytes
    return bytes(body) + compute_crc(bytes(body)).to_bytes(2, "little")


def examine(data: bytes, name: str) -> bool:
    """Read it, and use what comes; whether there was a run."""
    began = time.monotonic()
    try:
        runs = read(data, name)
    except ReadFault as fault:
        assert str(fault).endswith("."), str(fault)
        assert "\n" not in str(fault)
        return False
    finally:
        assert time.monotonic() - began < MAX_SECONDS
    assert runs
    assert all(isinstance(run, RunSummary) for run in runs)
    for run in runs:
        assert all(isfinite(one.value) and one.value > 0 for one in run.metrics().values())
        assert all(one.coverage is None or 0 < one.coverage <= 1 for one in run.metrics().values())
    told = [asdict(history(runs)), [asdict(one) for one in answers(runs, load())]]
    assert json.dumps(told, default=str)
    return True


def fuzz(seeds: dict[str, bytes], files: int, seed: int) -> int:
    chance = random.Random(seed)
    names = list(seeds)
    read_well = 0
    for count in range(files):
        name = names[count % len(names)]
        data = damaged(seeds[name], chance)
        if name.endswith(".fit") and chance.random() < 0.7:
            data = with_a_right_checksum(data)
        read_well += examine(data, name)
    return read_well


def peak_mb() -> float:
    """Of this process; on Windows nobody asks."""
    resource = pytest.importorskip("resource")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def test_damaged_files():
    before = peak_mb()
    read_well = fuzz(SEEDS, FILES, seed=8)
    assert 0.1 * FILES < read_well < 0.9 * FILES  # the damage is neither harmless nor total
    assert peak_mb() - before < MAX_MB


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_more_damaged_files(seed):
    fuzz(SEEDS, FILES, 100 + seed)


@pytest.mark.long
@pytest.mark.skipif(not os.environ.get("LBT_RUNS"), reason="LBT_RUNS names no folder of sample runs")
def test_damaged_real_files():
    folder = Path(os.environ["LBT_RUNS"])
    seeds = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".fit", ".gpx", ".tcx")}
    fuzz(seeds, 300, seed=8)


# Files of 20 MB, each made in a process of its own so that its memory is known.
LARGE = {
    "long track": "made.gpx(83_000)",
    "bare points": "b'<gpx><trk><trkseg>' + b'<trkpt lat=\"1\" lon=\"1\"/>' * 199_000 + b'</trkseg></trk></gpx>'",
    "long tcx": "made.tcx(60_000)",
    "wide table": "made.garmin(*[{**GARMIN_RUN, 'Title': '一' * 280}] * 19_000)",
    "empty lines": "b'Activity Type,Date,Distance,Time\\n' + b'\\n' * 19_000_000",
    "commas": "b'Activity Type,Date,Distance,Time\\n' + (b',' * 190_000 + b'\\n') * 100",
    "names without end": "b'<gpx>' + b''.join(b'<a xmlns:b%d=\"%d\"/>' % (i, i) for i in range(600_000)) + b'</gpx>'",
    "small fit records": "made.fit([{'heart_rate': 150}] * 3000) * 700",
    "many small files": "zipped({f'{i}.gpx': b'<gpx/>' for i in range(60_000)})",
}
IN_A_PROCESS = """
import resource
import fitdecode, gpxpy.gpx
from lbt_widgets.runs import ReadFault, read
from tests.runs import made
from tests.runs.test_files import zipped
from tests.runs.test_tables import GARMIN_RUN
data = {make}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(data, "{name}")
except ReadFault as fault:
    assert str(fault).endswith("."), str(fault)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as Unix tells it")
@pytest.mark.parametrize("what", LARGE)
def test_no_large_file_fills_the_memory(what):
    name = "list.csv" if what in ("wide table", "empty lines", "commas") else "run"
    code = IN_A_PROCESS.format(make=LARGE[what], name=name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) / 1e3 < MAX_MB
