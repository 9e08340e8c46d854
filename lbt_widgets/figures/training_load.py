"""Pictures of training load: one long run, a spine that shrinks, sums over weeks, and a life of so many loads."""

from __future__ import annotations

from math import inf
from typing import Any

from lbt_widgets.content.places import place_of_finding
from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.training_load import (
    MEASURED_BY_PACE_MM,
    MEASURED_SHRINKAGE_MM,
    SPIKES,
    ULTIMATE_N,
    Spike,
    ewma,
    fatigue_life_cycles,
    rolling_ratio,
    session_spike,
    spinal_shrinkage_mm,
)
from lbt_widgets.runs import SPIKE_CLAIM

from .colours import GREY, PURPLE
from .lab import around, curve, here, layout, measured, model_curves
from .picture import NOWHERE, Picture, Table
from .words import counted, rounded, signed, whole

FURTHEST_KM = 42.0
LONGEST_RUN_MIN, MEASURED_MIN, MEASURED_PACES = 120.0, 30.0, (0.70, 1.00)
OTHER_RUNNERS_MM = ((30.0, 5.27), (60.0, 7.51))
"""Rodacki 2024: fifteen other runners at 10 km/h. Minutes → mm."""

BEFORE_DAYS, MOST_DAYS, SHORT_DAYS, LONG_DAYS = 56, 28, 7, 28
USUAL_KM_PER_DAY, LONG_RUN_SHARE = 10.0, 4.0
"""Before the change; and with one long run a week, that day's part of seven, in days' worth."""

MOST_RATIOS = (0.0, 3.0)
"""What all settings come to."""

LOADS_PERCENT = (10.0, 60.0)


def session_spike_rates(longest_km: float, planned_km: float, guess: float | None = None) -> Picture:
    """The published rate ratio of a run against its length, for the longest run of the month before."""
    ends_km = [(max(0.0, _km(one.above, longest_km)), min(FURTHEST_KM, _km(one.up_to, longest_km))) for one in SPIKES]
    shown = [(spike, ends) for spike, ends in zip(SPIKES, ends_km, strict=True) if ends[0] < ends[1]]
    now = session_spike(planned_km / longest_km - 1)
    rates = [spike.rate_ratio for spike, _ in shown]
    return Picture(
        title="Injuries after one long run",
        sentence=(
            f"{planned_km:.3g} km {_against(planned_km, longest_km)} the longest run of the 30 days before. {_times(now)}"
        ),
        spec={
            "data": [
                curve(
                    "published classes",
                    [km for _, ends in shown for km in ends],
                    [rate for rate in rates for _ in range(2)],
                ),
                measured(
                    "with 95 % interval",
                    [sum(ends) / 2 for _, ends in shown],
                    rates,
                    [spike.high - spike.rate_ratio for spike, _ in shown],
                    [spike.rate_ratio - spike.low for spike, _ in shown],
                ),
                here(planned_km, now.rate_ratio, "your run"),
            ],
            "layout": layout(
                "length of your run, km", "injuries, times as many", guess, x_range=(0, FURTHEST_KM + 1), y_range=(0, 4)
            ),
        },
        table=Table(
            ("Longer than the month's longest by", "Injuries, times as many", "95 % interval"),
            tuple((class_words(one), f"{one.rate_ratio:.2f}", interval_words(one)) for one in SPIKES),
        ),
    )


def _km(change: float, longest_km: float) -> float:
    return change if change in (inf, -inf) else longest_km * (1 + change)


def _against(planned_km: float, longest_km: float) -> str:
    percent = round(100 * (planned_km / longest_km - 1))
    if percent == 0:
        return "is as long as"
    return f"is {abs(percent)} % {'longer' if percent > 0 else 'shorter'} than"


def _times(spike: Spike) -> str:
    if spike.above == -inf:
        return "Runs up to a tenth longer, or shorter, are what the others are compared with."
    return (
        f"Such runs went with {spike.rate_ratio:.2f} times the overuse injuries ({spike.low:.2f} to {spike.high:.2f})."
    )


def class_words(spike: Spike) -> str:
    """How much longer than the month's longest: "10 to 30 %"."""
    if spike.above == -inf:
        return f"up to {100 * spike.up_to:.0f} %, or shorter"
    if spike.up_to == inf:
        return f"more than {100 * spike.above:.0f} %"
    return f"{100 * spike.above:.0f} to {100 * spike.up_to:.0f} %"


def rate_place(spike: Spike | None) -> str:
    """Where a class's rate stands in the evidence; for the class that the others are compared with all of them."""
    if spike is None:
        return NOWHERE
    return place_of_finding(spike.finding) if spike.finding else SPIKE_CLAIM


def interval_words(spike: Spike) -> str:
    """ "1.31 to 2.05"; the reference has none."""
    return "compared with" if spike.above == -inf else f"{spike.low:.2f} to {spike.high:.2f}"


def spine_shrinkage(minutes: float, pace_fraction: float, guess: float | None = None) -> Picture:
    """How much shorter the spine gets against the minutes of running, at a share of marathon pace."""

    def shrunk_mm(after_min: float) -> float:
        return spinal_shrinkage_mm(after_min, pace_fraction)

    low, high = MEASURED_PACES
    (half_min, half_mm), _ = MEASURED_SHRINKAGE_MM  # the second is the mean of the points that are drawn there
    now = shrunk_mm(minutes)
    return Picture(
        title="How much shorter the spine gets",
        sentence=(
            f"After {minutes:.0f} minutes at {100 * pace_fraction:.0f} % of marathon pace the spine is {now:.1f} mm shorter"
            f"{f'; {shrunk_mm(minutes / 2):.1f} mm of that came in the first half' if minutes else ''}."
        ),
        spec={
            "data": [
                *model_curves(
                    f"model, {100 * pace_fraction:.0f} % of pace",
                    shrunk_mm,
                    (0, LONGEST_RUN_MIN),
                    (0, MEASURED_MIN) if low <= pace_fraction <= high else None,
                ),
                _measured_paces(),
                measured("mean of the three paces", [half_min], [half_mm], symbol="square"),
                around(
                    measured(
                        "fifteen other runners, 10 km/h",
                        *zip(*OTHER_RUNNERS_MM, strict=True),
                        symbol="triangle-up-open",
                    )
                ),
                here(minutes, now),
            ],
            "layout": layout(
                "minutes of running",
                "spine shorter by, mm",
                guess,
                x_range=(-3, LONGEST_RUN_MIN + 3),
                y_range=(-0.6, 18),
            ),
        },
        table=Table(
            ("Run", "Model", "Measured"),
            (
                *(
                    (
                        f"30 min at {100 * pace:.0f} % of marathon pace",
                        f"{spinal_shrinkage_mm(30, pace):.2f} mm",
                        f"{mm:.2f} mm",
                    )
                    for pace, mm in MEASURED_BY_PACE_MM
                ),
                *(
                    (
                        f"{after_min:.0f} min, mean of the paces",
                        f"{spinal_shrinkage_mm(after_min):.2f} mm",
                        f"{mm:.2f} mm",
                    )
                    for after_min, mm in MEASURED_SHRINKAGE_MM
                ),
                *(
                    (f"{after_min:.0f} min, other runners at 10 km/h", "pace not comparable", f"{mm:.2f} mm")
                    for after_min, mm in OTHER_RUNNERS_MM
                ),
            ),
        ),
    )


def _measured_paces() -> dict[str, Any]:
    """A point for each pace with its name, since they stand close to other runners' at the same minute."""
    marks = measured(
        "measured at 70, 85 and 100 %", [MEASURED_MIN] * len(MEASURED_BY_PACE_MM), [mm for _, mm in MEASURED_BY_PACE_MM]
    )
    names = [f"{100 * pace:.0f} %" for pace, _ in MEASURED_BY_PACE_MM]
    return marks | {"mode": "markers+text", "text": names, "textposition": "bottom right", "textfont": {"size": 12}}


def daily_km(change: float, days: int, long_run: bool) -> list[float]:
    """Eight usual weeks, then `days` days with more or less: evenly, or with one long run on every seventh day."""
    usual = [USUAL_KM_PER_DAY * part for part in _week(long_run)]
    return [usual[day % 7] * (1 if day < BEFORE_DAYS else 1 + change) for day in range(BEFORE_DAYS + days)]


def _week(long_run: bool) -> list[float]:
    return [(7 - LONG_RUN_SHARE) / 6] * 6 + [LONG_RUN_SHARE] if long_run else [1.0] * 7


def ewma_ratio(loads: list[float]) -> float:
    """The week's fading mean over the month's."""
    return ewma(loads, SHORT_DAYS) / ewma(loads, LONG_DAYS)


def load_ratio(change: float, days: int, long_run: bool, guess: float | None = None) -> Picture:
    """Three ways to divide this week by the weeks before, day by day after a change of training."""
    after = list(range(MOST_DAYS + 1))
    histories = [daily_km(change, day, long_run) for day in after]
    fading = [ewma_ratio(loads) for loads in histories]
    coupled = [rolling_ratio(loads) for loads in histories]
    uncoupled = [rolling_ratio(loads, coupled=False) for loads in histories]
    return Picture(
        title="One change of training, three ratios",
        sentence=(
            f"{counted(days, 'day')} after a change of {signed(100 * change, 0)} % the fading mean says {fading[days]:.2f}, the rolling "
            f"month {coupled[days]:.2f}, and the rolling month that leaves the last week out {uncoupled[days]:.2f}."
        ),
        spec={
            "data": [
                curve("fading mean", after, fading),
                curve("rolling month", after, coupled, PURPLE, "dashdot"),
                curve("rolling month without the last week", after, uncoupled, GREY, "dot"),
                here(days, fading[days]),
            ],
            "layout": layout(
                "days since the change", "load ratio", guess, x_range=(-0.8, MOST_DAYS + 0.8), y_range=MOST_RATIOS
            ),
        },
        table=Table(
            ("Days since the change", "Fading mean", "Rolling month", "Without the last week"),
            tuple(
                (f"{day}", f"{fading[day]:.2f}", f"{coupled[day]:.2f}", f"{uncoupled[day]:.2f}")
                for day in (0, 3, 7, 14, 21, 28)
            ),
        ),
    )


def fatigue_life(load_percent: float, run_km: float, step_m: float, guess: float | None = None) -> Picture:
    """How many loads a dead spine bears against their size, and how many steps a run has."""
    life, loads = fatigue_life_cycles(load_percent), 1000 * run_km / step_m
    used, force_n = 100 * loads / life, load_percent / 100 * ULTIMATE_N
    return Picture(
        title="How many loads a piece of dead spine bears",
        sentence=(
            f"At {load_percent:.0f} % of its strength ({force_n / 1000:.1f} kN, like the weight of "
            f"{rounded(force_n / G_M_S2, 2)} kg) dead tissue bears about {whole(life) if life < 100 else rounded(life)} loads; a run of {run_km:.3g} km has {rounded(loads)} steps: {_share(used)}."
        ),
        spec={
            "data": [
                *model_curves("loads until it breaks", fatigue_life_cycles, LOADS_PERCENT, LOADS_PERCENT),
                curve("steps of your run", LOADS_PERCENT, [loads, loads], PURPLE, "dashdot"),
                here(load_percent, life),
            ],
            "layout": layout(
                "each load, % of what breaks it at once",
                "number of loads, each line ten times the last",
                guess,
                log_y=True,
                x_range=(8, 62),
                y_range=(0, 5.5),  # powers of ten
            ),
        },
        table=Table(
            ("Each load", "Loads until it breaks", "Used up by your run"),
            tuple(
                (
                    f"{percent} %",
                    rounded(fatigue_life_cycles(percent)),
                    _share(100 * loads / fatigue_life_cycles(percent)),
                )
                for percent in (10, 20, 30, 40, 50)
            ),
        ),
    )


def _share(percent: float) -> str:
    if percent < 1:
        return "less than 1 % of them"
    return f"{percent:.0f} % of them" if percent < 1000 else f"{rounded(percent / 100)} times as many"
