"""Garmin Connect's `Activities.csv`, in English or German: what the watch worked out over each run.

`--` and 0 mean that nothing was measured. Cadence counts both legs: stride length × cadence × time is the distance.
Vertical oscillation is in centimetres, stride length in metres. The unit of the distance is not in the file: it is read
from stride length × steps, else taken as kilometres. Dates are a wall clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from .records import Metric, ReadFault, RunSummary, measured, metric
from .tables import dates, number, running, seconds

M_IN_KM, M_IN_MILE = 1000.0, 1609.344
UNKNOWN_DATES = "Its dates are written in a way that is not known here: set Garmin Connect to English and export again."
KM_ASSUMED = "The file gives the distance without its unit; it was read as kilometres."

NAMES = {
    "sport": ("Activity Type", "Aktivitätstyp"),
    "date": ("Date", "Datum"),
    "distance": ("Distance", "Distanz"),
    "timer": ("Time", "Zeit"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit"),
    "heart_rate": ("Avg HR", "Ø Herzfrequenz", "Ø HF"),
    "cadence": ("Avg Run Cadence", "Ø Schrittfrequenz (Laufen)"),
    "stride": ("Avg Stride Length", "Ø Schrittlänge"),
    "vertical_ratio": ("Avg Vertical Ratio", "Durchschnittliches vertikales Verhältnis", "Ø vertikales Verhältnis"),
    "oscillation": ("Avg Vertical Oscillation", "Ø vertikale Bewegung"),
    "stance": ("Avg Ground Contact Time", "Ø Bodenkontaktzeit"),
    "balance": ("Avg GCT Balance", "Ø GCT Balance", "Ø Bodenkontaktzeit-Balance"),
    "power": ("Avg Power", "Ø Leistung"),
    "ascent": ("Total Ascent", "Anstieg gesamt", "Positiver Höhenunterschied"),
}
_LEFT = re.compile(r"(\d+(?:[.,]\d+)?) ?% ?[LG]")

# Ours → (the column, how much of our unit one of its is).
PLAIN = {
    "heart_rate_bpm": ("heart_rate", 1),
    "cadence_spm": ("cadence", 1),
    "step_length_mm": ("stride", 1000),
    "vertical_ratio_percent": ("vertical_ratio", 1),
    "vertical_oscillation_mm": ("oscillation", 10),
    "stance_time_ms": ("stance", 1),
    "power_w": ("power", 1),
    "ascent_m": ("ascent", 1),
}

Cells = Mapping[str, str]


def is_garmin(head: Sequence[str]) -> bool:
    return {"sport", "date", "distance", "timer"} <= set(_columns(head))


def read_garmin(head: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Iterator[RunSummary]:
    """The runs of the list."""
    columns = _columns(head)
    runs = running(rows, columns)
    starts = dates([cells["date"] for cells in runs])
    if not any(starts):
        raise ReadFault("unknown", UNKNOWN_DATES)
    unit_m = _unit_m(runs)
    called = {key: head[at] for key, at in columns.items()}
    for cells, start in zip(runs, starts, strict=True):
        doubts = () if unit_m else (KM_ASSUMED,)
        yield RunSummary.of(name, _metrics(cells, called, unit_m or M_IN_KM), start, doubts=doubts)


def _columns(head: Sequence[str]) -> dict[str, int]:
    return {key: head.index(name) for key, names in NAMES.items() for name in names if name in head}


def _metrics(cells: Cells, called: Cells, unit_m: float) -> dict[str, Metric]:
    distance = number(cells["distance"])
    found = {
        **metric("distance_m", distance and distance * unit_m, called["distance"]),
        **metric("moving_time_s", seconds(cells["timer"]), called["timer"]),
        **metric("elapsed_time_s", seconds(cells.get("elapsed", "")), called.get("elapsed", "")),
    }
    for ours, (key, factor) in PLAIN.items():
        value = number(cells.get(key, ""))
        found |= metric(ours, value and value * factor, called.get(key, ""), both_legs=True)
    balance = cells.get("balance", "")
    left = _LEFT.search(balance)
    share = number(left[1] if left else balance)
    return found | metric("stance_time_balance_percent", share, called.get("balance", ""))


def _unit_m(runs: Sequence[Cells]) -> float | None:
    """Metres in one unit of distance, where stride length × steps tells it."""
    told = []
    for cells in runs:
        parts = [number(cells.get(key, "")) for key in ("stride", "cadence", "distance")] + [seconds(cells["timer"])]
        if all(measured(part) for part in parts):
            stride_m, steps_a_minute, distance, timer_s = (part or 0.0 for part in parts)
            told.append(stride_m * steps_a_minute * timer_s / 60 / distance)
    middle = median(told) if told else 0.0
    return next((unit for unit in (M_IN_KM, M_IN_MILE) if abs(middle / unit - 1) < 0.15), None)
