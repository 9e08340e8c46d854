"""Load over time: how the spine shrinks in a run, sudden long runs, moving averages, and a rule for dead tissue.

**Shrinkage**: a spring and a damper side by side (Kelvin–Voigt), loaded during the run: s = s∞ (1 - exp(-t/τ)). τ and s∞
follow from 3.26 mm in the first 15 minutes and 2.12 mm in the next 15 (34.9 min, 9.3 mm); with pace s∞ grows as its
power 2.3. Whole-spine height, not one disc.
**Sudden long run**: rate ratios of injury in steps, as published; no curve is drawn through them.
**Moving averages**: each day a grows by λ (load - a), λ = 2/(days + 1). Arithmetic, not a model of a body.
**Fatigue life**: N = 902 416 exp(-0.162 p), p the load in per cent of what breaks the spine of the dead at once.

Sources: Garbutt and colleagues 1990 (doi 10.1249/00005768-199012000-00006); Frandsen and colleagues 2025
(doi 10.1136/bjsports-2024-109380: 5205 runners, 588 071 sessions, 35 % injured); Williams 2017 (doi
10.1136/bjsports-2016-096589); Gallagher 2017 (LiFFT, doi 10.1016/j.apergo.2017.04.016, read in a public implementation).
Leaves out: recovery, sleep, strength, and whatever else makes the same load bearable for one and too much for another.
Fails: shrinkage was the same with and without back pain. The long-run ratios are for all injuries, not the back; in the
same runners the weekly acute:chronic ratio went *the other way*. Fatigue life cannot hold for the living: a marathon's
steps at 2 kN would use it up, yet long-term runners' discs were larger and held more water (Belavy 2017). Dead tissue does
not heal, and damage is not proportional to load × count (Edwards 2018, doi 10.1249/JES.0000000000000163).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp, inf, log

from attrs import frozen

from ._numerics import in_range

# 14 marathon runners (Garbutt 1990): minutes → mean of the paces [mm], and part of marathon pace → after 30 minutes [mm].
MEASURED_SHRINKAGE_MM = ((15.0, 3.26), (30.0, 3.26 + 2.12))
MEASURED_BY_PACE_MM = ((0.70, 3.37), (0.85, 5.10), (1.00, 7.69))
TAU_MIN = 15 / log(3.26 / 2.12)  # shrinkages of two equal spans of time have the ratio exp(span/τ)
MEAN_FINAL_MM = 3.26 / (1 - 2.12 / 3.26)
FULL_PACE_FINAL_MM = 7.69 / (1 - exp(-30 / TAU_MIN))
PACE_EXPONENT = 2.3  # our fit to the three paces

CYCLES_AT_NO_LOAD, DECAY_PER_PERCENT = 902_416.0, 0.162  # Gallagher 2017
ULTIMATE_N = 10_000.0  # 100 % of that rule


@frozen
class Spike:
    """A class of runs by how much longer they are than the longest of the 30 days before, and its rate ratio of injury.

    `finding`: the finding with the ratio, by its name in the content; "" for the class that the others are compared with.
    """

    above: float
    up_to: float
    rate_ratio: float
    low: float
    high: float
    finding: str = ""


JUMPS = "training_load.sudden_increase.frandsen2025session"
# With 95 % intervals; the first class is the reference (Frandsen 2025).
SPIKES = (
    Spike(-inf, 0.10, 1.0, 1.0, 1.0),
    Spike(0.10, 0.30, 1.64, 1.31, 2.05, f"{JUMPS}_1"),
    Spike(0.30, 1.00, 1.52, 1.16, 2.00, f"{JUMPS}_2"),
    Spike(1.00, inf, 2.28, 1.50, 3.48, f"{JUMPS}_3"),
)


def spinal_shrinkage_mm(minutes: float, pace_fraction: float | None = None) -> float:
    """Loss of spinal height after running for a while.

    Parameters
    ----------
    minutes : float
        Time run, measured to 30; 0 to 300. [min]
    pace_fraction : float, optional
        Speed as a part of the runner's own marathon speed, measured from 0.7 to 1; 0.3 to 1.3. The mean of the paces when
        left out. [fraction]

    Returns
    -------
    float
        [mm], our curve through figures of Garbutt and colleagues 1990, doi 10.1249/00005768-199012000-00006.

    Raises
    ------
    ValueError
        An argument out of its range.
    """
    in_range("minutes", minutes, 0, 300, "min")
    final_mm = MEAN_FINAL_MM
    if pace_fraction is not None:
        final_mm = FULL_PACE_FINAL_MM * in_range("pace_fraction", pace_fraction, 0.3, 1.3) ** PACE_EXPONENT
    return final_mm * (1 - exp(-minutes / TAU_MIN))


def session_spike(change: float) -> Spike:
    """The published class of a run against the longest run of the 30 days before.

    Parameters
    ----------
    change : float
        How much longer the run is, 0.2 for a fifth; -1 to 20. [fraction]

    Returns
    -------
    Spike
        Of Frandsen and colleagues 2025, doi 10.1136/bjsports-2024-109380: all injuries, not the back.

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    rounded = round(in_range("change", change, -1, 20), 9)  # 1.1 - 1 is a little more than 0.1, and meant as 0.1
    return next(spike for spike in SPIKES if rounded <= spike.up_to)


def session_spike_rate_ratio(change: float) -> float:
    """Published rate ratio of injury of a run against the longest run of the 30 days before.

    Parameters
    ----------
    change : float
        As in `session_spike`. [fraction]

    Returns
    -------
    float
        1 up to a tenth longer, which is the reference. [rate ratio]

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    return session_spike(change).rate_ratio


def ewma(loads: Sequence[float], days: int) -> float:
    """Exponentially weighted moving average as it stands after the last day; it starts from the first load.

    Parameters
    ----------
    loads : Sequence[float]
        One for each day, the oldest first, in any unit (km, minutes …); 0 to 1 000 000 each.
    days : int
        N of the weight 2/(N + 1): 7 for the acute load, 28 for the chronic; 1 to 365. [days]

    Returns
    -------
    float
        [unit of the loads], after Williams and colleagues 2017, doi 10.1136/bjsports-2016-096589.

    Raises
    ------
    ValueError
        An argument out of its range, or no loads.
    """
    return ewma_by_day(loads, days)[-1]


def ewma_by_day(loads: Sequence[float], days: int) -> tuple[float, ...]:
    """The average of `ewma` as it stands after each day; the same parameters, unit and source."""
    _check(loads)
    weight = 2 / (in_range("days", days, 1, 365, "days") + 1)
    return tuple(accumulate(loads, lambda mean, load: mean + weight * (load - mean)))


def rolling_ratio(loads: Sequence[float], short_days: int = 7, long_days: int = 28, coupled: bool = True) -> float:
    """Mean of the last days over that of a longer time, as arithmetic to look at and not as a risk.

    Parameters
    ----------
    loads : Sequence[float]
        As in `ewma`, of at least the days that are needed.
    short_days, long_days : int
        Lengths of both; 1 to `long_days`, and 1 to 365. [days]
    coupled : bool
        Whether the long time ends with the short one and contains it, or ends before it.

    Returns
    -------
    float
        1 for a steady load. [ratio]

    Raises
    ------
    ValueError
        An argument out of its range, too few loads, or a long time without any load.
    """
    _check(loads)
    in_range("long_days", long_days, 1, 365, "days")
    in_range("short_days", short_days, 1, long_days, "days")
    end = len(loads) if coupled else len(loads) - short_days
    if end < long_days:
        raise ValueError(f"loads must have {len(loads) - end + long_days} days or more, got {len(loads)}")
    long_mean = sum(loads[end - long_days : end]) / long_days
    if not long_mean:
        raise ValueError(f"loads must have some load in the {long_days} days compared with, got none")
    return sum(loads[-short_days:]) / short_days / long_mean


def fatigue_life_cycles(load_percent: float) -> float:
    """Cycles to failure of dead spinal segments. It cannot hold for the living.

    Parameters
    ----------
    load_percent : float
        Peak load in per cent of the load that breaks the segment at once (10 kN); 0 to 100. [%]

    Returns
    -------
    float
        [cycles], after Gallagher and colleagues 2017, doi 10.1016/j.apergo.2017.04.016.

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    return CYCLES_AT_NO_LOAD * exp(-DECAY_PER_PERCENT * in_range("load_percent", load_percent, 0, 100, "%"))


def _check(loads: Sequence[float]) -> None:
    if not len(loads):
        raise ValueError("loads must have at least one day, got none")
    for day, load in enumerate(loads, 1):
        in_range(f"day {day} of loads", load, 0, 1e6)
