"""Reading a recorded run beside the time that fitdecode alone takes for the same file, which is made here.

An hour with a record a second, the watch's running dynamics and a pod's fields. Rounds alternate, so that a busy moment
meets both. Writes bench/results/runs.json and the table into docs/performance.md; --quick only prints.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import fitdecode
from report import machine, table, write

from lbt_widgets.runs import read

sys.path.append(str(Path(__file__).parents[1]))  # the tests' maker of files is not installed
from tests.runs import made

ROUNDS = 7
SECONDS = 3600
GOAL = 1.2
SECTION = """## Recorded runs

`python bench/runs.py`, {machine}, medians of {rounds} rounds on a made FIT file of {records} records, {size:.0f} kB.

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


def decode(data: bytes) -> None:
    for _frame in fitdecode.FitReader(data):
        pass


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    data = an_hour()
    rounds = [(seconds(lambda: decode(data)), seconds(lambda: read(data, "made.fit"))) for _ in range(ROUNDS)]
    alone, whole = (median(column) for column in zip(*rounds, strict=True))
    ratio = median(ours / theirs for theirs, ours in rounds)
    results = [
        ("fitdecode alone", f"{alone:.2f} s", ""),
        ("a run's summary", f"{whole:.2f} s", ""),
        ("how many times as long", f"{ratio:.2f}", f"{GOAL}"),
    ]
    found = table(("what", "processor time", "goal"), results)
    print(found)
    if "--quick" not in sys.argv:
        section = SECTION.format(machine=machine(), rounds=ROUNDS, records=SECONDS, size=len(data) / 1000, table=found)
        write("runs", [{"what": what, "median": taken, "goal": goal} for what, taken, goal in results], section)


if __name__ == "__main__":
    main()
