"""Training load: how a spine shrinks over a run, what a sudden long run goes with, and sums over days.

Shrinkage: s(t) = s∞·(1 − e^(−t/τ)), from 14 marathon runners (1990, DOI 10.1249/00005768-199012000-00006): whole-spine
height, not one disc, and independent of having back pain. Session spike: a published step function of all running injuries,
not of the back (Frandsen 2025, DOI 10.1136/bjsports-2024-109380); it is not smoothed into a curve. EWMA: arithmetic
(Williams 2017, DOI 10.1136/bjsports-2016-096589), shown beside it. Fatigue life: N = 902 416·e^(−0.162·p) for dead tissue
(Gallagher 2017, DOI 10.1016/j.apergo.2017.04.016); living discs of long-term runners were better hydrated and larger
(Belavý 2017): it cannot be true of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from attrs import frozen

from ._numerics import in_range

TAU_MIN = 34.9
MEAN_FINAL_MM, FULL_PACE_30_MIN_MM, PACE_EXPONENT = 9.3, 7.69, 2.3
MEASURED_SHRINKAGE_MM = ((15.0, 3.26), (30.0, 5.38))
"""Minutes → mean of the paces. [mm]"""
MEASURED_BY_PACE_MM = ((0.70, 3.37), (0.85, 5.10), (1.00, 7.69))
"""Share of marathon pace → after 30 minutes. [mm]"""


@frozen
class Spike:
    """A class of the longest run against the longest of the 30 days before, and its rate ratio of injury."""

    above: float
    up_to: float
    rate_ratio: float
    low: float
    high: float


SPIKES = (
    Spike(float("-inf"), 0.10, 1.0, 1.0, 1.0),
    Spike(0.10, 0.30, 1.64, 1.31, 2.05),
    Spike(0.30, 1.00, 1.52, 1.16, 2.00),
    Spike(1.00, float("inf"), 2.28, 1.50, 3.48),
)
"""5205 runners, 588 071 sessions; the first class is the reference (Frandsen 2025)."""
CYCLES_AT_NO_LOAD, CYCLES_PER_PERCENT = 902_416.0, 0.162
ULTIMATE_N = 10_000.0


def spinal_shrinkage_mm(minutes: float, pace_fraction: float | None = None) -> float:
    """How much shorter the spine is after running. [mm]

    Parameters
    ----------
    minutes : float
        0 to 300; measured to 30. [min]
    pace_fraction : float, optional
        Of marathon pace, 0.3 to 1.3, measured 0.7 to 1; None for the mean of the paces.

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("minutes", minutes, 0, 300, "min")
    final_mm = MEAN_FINAL_MM
    if pace_fraction is not None:
        in_range("pace_fraction", pace_fraction, 0.3, 1.3)
        final_mm = FULL_PACE_30_MIN_MM / (1 - exp(-30 / TAU_MIN)) * pace_fraction**PACE_EXPONENT
    return final_mm * (1 - exp(-minutes / TAU_MIN))


def session_spike(change: float) -> Spike:
    """The published class of a run that is longer by this share than the longest of the 30 days before; −1 to 20."""
    in_range("change", change, -1, 20)
    return next(spike for spike in SPIKES if change <= spike.up_to)


def session_spike_rate_ratio(change: float) -> float:
    """The published rate ratio of that class; 1 is the reference."""
    return session_spike(change).rate_ratio


def ewma(loads: Sequence[float], days: int) -> float:
    """Exponentially weighted mean of daily loads, the oldest first, as it stands after the last.

    Parameters
    ----------
    loads : sequence of float
        One for each day, 0 or more; it starts from the first.
    days : int
        1 to 365: the weight of a new day is 2 / (days + 1).

    Raises
    ------
    ValueError
        Out of range, or for no loads.
    """
    _check(loads, days)
    weight = 2 / (days + 1)
    mean = loads[0]
    for load in loads[1:]:
        mean += weight * (load - mean)
    return mean


def rolling_ratio(loads: Sequence[float], short_days: int = 7, long_days: int = 28, coupled: bool = True) -> float:
    """Mean of the last short_days over that of long_days, which contain them (coupled) or come before them."""
    _check(loads, long_days)
    in_range("short_days", short_days, 1, long_days)
    if len(loads) < long_days + (0 if coupled else short_days):
        raise ValueError(f"loads must have {long_days + (0 if coupled else short_days)} days or more, got {len(loads)}")
    base = loads[-long_days:] if coupled else loads[-long_days - short_days : -short_days]
    if not sum(base):
        raise ValueError("the days before must have some load")
    return (sum(loads[-short_days:]) / short_days) / (sum(base) / long_days)


def fatigue_life_cycles(load_percent: float) -> float:
    """Cycles to failure of dead tissue at a load of 1 to 100 % of its strength (Gallagher 2017)."""
    return CYCLES_AT_NO_LOAD * exp(-CYCLES_PER_PERCENT * in_range("load_percent", load_percent, 1, 100, "%"))


def _check(loads: Sequence[float], days: int) -> None:
    in_range("days", days, 1, 365, "days")
    if not loads:
        raise ValueError("loads must have at least one day")
    for load in loads:
        in_range("load", load, 0, 1e6)
