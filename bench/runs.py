"""Reading a recorded run beside the time that fitdecode alone takes for the same file.

One file is made here: an hour with a record a second, the watch's running dynamics and a pod's fields. With LBT_RUNS,
the whole FIT files of that folder follow, as one row. Rounds alternate, so that a busy moment meets both. Writes bench/results/runs.json and the table into docs/performance.md; --quick only prints.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median

import fitdecode
from report import machine, table, write

from lbt_widgets.runs import ReadFault, read

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' maker of files is not installed
from tests.runs import made

ROUNDS = 7
SECONDS = 3600
GOAL = 1.2
SECTION = """## Recorded runs

`python bench/runs.py`, {machine}; processor time, medians of {rounds} rounds; the goal is {goal} times fitdecode's own.

{table}"""


def an_hour() -> bytes:
    place = {
        "position_lat": 1.5,
        "position_long": 5.0,
        "distance": 1.0,
        "enhanced_speed": 3.0,
        "enhanced_altitude": 10.0,
    }
    record = {**made.STEADY, **made.DYNAMICS, **place}
    return made.fit([record] * SECONDS, pod=[{0: 250, 1: 84, 2: 230, 3: 8.5}] * SECONDS)


def recorded() -> list[bytes]:
    """The FIT files of the folder LBT_RUNS that fitdecode alone reads to their end; none without it."""
    folder = os.environ.get("LBT_RUNS")
    return [data for path in sorted(Path(folder).glob("*.fit")) if whole(data := path.read_bytes())] if folder else []


def whole(data: bytes) -> bool:
    try:
        decode(data)
    except fitdecode.FitError:
        return False
    return True


def decode(data: bytes) -> None:
    for _frame in fitdecode.FitReader(data):
        pass


def ours(data: bytes) -> None:
    with suppress(ReadFault):  # a ride or a walk is read as far as a run is, and then refused
        read(data, "run.fit")


def seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    start = time.process_time()
    for data in files:
        work(data)
    return time.process_time() - start


def measured(what: str, files: list[bytes]) -> tuple[str, ...]:
    rounds = [(seconds(decode, files), seconds(ours, files)) for _ in range(ROUNDS)]
    alone, all_of_it = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(ours / theirs for theirs, ours in rounds)
    size = sum(map(len, files)) / 1000
    return what, f"{size:.0f} kB", f"{alone:.2f} s", f"{all_of_it:.2f} s", f"{ratio:.2f}"


def main() -> None:
    results = [measured("a made hour, a record a second", [an_hour()])]
    if files := recorded():
        results.append(measured(f"{len(files)} recorded files", files))
    columns = ("what", "size", "fitdecode alone", "summaries of the runs", "times as long")
    found = table(columns, results)
    print(found)
    if "--quick" not in sys.argv:
        section = SECTION.format(machine=machine(), rounds=ROUNDS, goal=GOAL, table=found)
        write("runs", [dict(zip(columns, row, strict=True)) for row in results], section)


if __name__ == "__main__":
    main()
