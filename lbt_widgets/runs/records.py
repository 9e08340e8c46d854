"""What a file of a run gives: a frozen summary without positions, or a fault in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import inf
from typing import Any, Literal

from attrs import frozen

Fault = Literal["cancelled", "damaged", "not_a_run", "refused", "slow", "too_large", "unknown"]

ONE_LEG_AT_MOST = 120.0
"""Twice as many steps a minute would be a sprint: a mean above this counts both legs already."""

UNITS: Mapping[str, str] = {
    "distance_m": "m",
    "moving_time_s": "s",
    "elapsed_time_s": "s",
    "cadence_spm": "steps/min",
    "heart_rate_bpm": "beats/min",
    "vertical_oscillation_mm": "mm",
    "stance_time_ms": "ms",
    "stance_time_balance_percent": "%",
    "vertical_ratio_percent": "%",
    "step_length_mm": "mm",
    "power_w": "W",
    "ascent_m": "m",
}
"""Every metric of a run, and its unit as a reader sees it."""

# Beyond these a file is broken, not a runner fast: the value counts as not measured. Assumptions of ours, all wide.
MOST: Mapping[str, float] = {
    "distance_m": 1_000_000,
    "moving_time_s": 1_000_000,
    "elapsed_time_s": 10_000_000,
    "cadence_spm": 300,
    "heart_rate_bpm": 260,
    "vertical_oscillation_mm": 500,
    "stance_time_ms": 2_000,
    "stance_time_balance_percent": 99,
    "vertical_ratio_percent": 99,
    "step_length_mm": 5_000,
    "power_w": 3_000,
    "ascent_m": 30_000,
}
YEARS = range(1990, 2100)


class ReadFault(ValueError):
    """A file that gives no run; its text is one sentence that names no file, `kind` says which sort of fault it is."""

    def __init__(self, kind: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


@frozen
class Metric:
    """One value of a run.

    `source_field`: what it is called in the file. `coverage`: the share of the run's records that carry it; None where
    the device or the service worked it out over the run and does not say from how much.
    """

    value: float
    unit: str
    source_field: str
    coverage: float | None = None


@frozen
class RunSummary:
    """One run. What was not measured is None; zero never is a measurement.

    `start` has a zone (UTC, or the device's own where the file tells) or none, where the file gives a wall clock
    without a zone; None where it gives no date. `device` is what the file names: the device, or no more than its maker,
    or in GPX the app that wrote it. `moving_time_s` is the time by the device's own clock, without pauses;
    `elapsed_time_s` goes from the first to the last point. Balance is the share of the left foot by convention; no file
    says so. `doubts`: what had to be assumed, one sentence each.
    """

    file: str
    sport: str
    start: datetime | None = None
    device: str | None = None
    distance_m: Metric | None = None
    moving_time_s: Metric | None = None
    elapsed_time_s: Metric | None = None
    cadence_spm: Metric | None = None
    heart_rate_bpm: Metric | None = None
    vertical_oscillation_mm: Metric | None = None
    stance_time_ms: Metric | None = None
    stance_time_balance_percent: Metric | None = None
    vertical_ratio_percent: Metric | None = None
    step_length_mm: Metric | None = None
    power_w: Metric | None = None
    ascent_m: Metric | None = None
    doubts: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        file: str,
        metrics: Mapping[str, Metric],
        start: datetime | None = None,
        device: str | None = None,
        doubts: tuple[str, ...] = (),
    ) -> RunSummary:
        """A run of these metrics, by name."""
        named: dict[str, Any] = dict(metrics)
        return cls(file, "running", start, device, doubts=doubts, **named)

    def metrics(self) -> dict[str, Metric]:
        """What was measured, by name."""
        found = {name: getattr(self, name) for name in UNITS}
        return {name: metric for name, metric in found.items() if metric is not None}


def metric(
    name: str, value: object, source_field: str, coverage: float | None = None, *, both_legs: bool = False
) -> dict[str, Metric]:
    """The value by its name, or nothing where it was not measured. One leg's cadence is doubled.

    `both_legs`: it is known that the steps of both are counted, so that a walk between is no single leg.
    """
    if not measured(value):
        return {}
    assert isinstance(value, (int, float))
    if name == "cadence_spm" and value <= ONE_LEG_AT_MOST and not both_legs:
        value *= 2
    return {name: Metric(float(value), UNITS[name], source_field, coverage)} if value <= MOST[name] else {}


def measured(value: object) -> bool:
    """Whether it is a number that can be a measurement: finite and above zero."""
    return isinstance(value, (int, float)) and 0 < value < inf
