"""Pictures of footwear: a passive landing beside measured runners, and how cushioning wears."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.footwear import (
    CLAIMED_PEAK_N,
    MASSES_KG,
    MEASURED_IMPACTS,
    MILE_KM,
    TRIAL,
    WORN,
    WORN_BY_PEOPLE,
    Impact,
    cushioning_retained,
    impact_force,
)

from .lab import BLUE, HEIGHT_PX, axis_title, curve, here, layout, measured, model_curves
from .picture import Picture, Table

WEIGHT_N = sum(MASSES_KG) * G_M_S2
PAPER_SPEED_M_S = 0.6
HARDNESSES = (0.0, 0.25, 0.5, 0.75, 1.0)
MEASURED_AT = (0.0, 0.5, 1.0)
"""Where the measured soft, medium and hard shoe stand on the model's scale, which is another: an assumption."""
RUNNERS, INJURED = 1, 2
"""From which step of `shows` on the measured runners and the trial are in the picture."""

MACHINE_KM = tuple((miles * MILE_KM, percent) for miles, percent in WORN)
PEOPLE_KM = ((WORN_BY_PEOPLE[0] * MILE_KM, WORN_BY_PEOPLE[1]),)
BLOG_KM = ((240.0, 80.0), (800.0, 70.0))
"""The same test, told in a blog."""
FURTHEST_KM = 1500.0


@lru_cache(maxsize=16 * len(HARDNESSES))
def _peak_bw(hardness: float, touchdown_speed_m_s: float) -> float:
    """The model's first peak; a line of them stays the same while the hardness moves. [body weights]"""
    return impact_force(hardness, touchdown_speed_m_s).impact_peak_n / WEIGHT_N


def soft_or_hard(
    now: Impact, hardness: float, touchdown_speed_m_s: float, shows: int, guess: float | None = None
) -> Picture:
    """The first peak against the shoe's hardness: the model, then measured runners, then who was injured."""
    peak_bw = now.impact_peak_n / WEIGHT_N
    peaks_bw = [_peak_bw(one, touchdown_speed_m_s) for one in HARDNESSES]
    data = [
        curve(f"passive model, landing at {touchdown_speed_m_s:.2g} m/s", HARDNESSES, peaks_bw),
        measured("printed in the model's paper", [1.0], [CLAIMED_PEAK_N / WEIGHT_N], symbol="x"),
        here(hardness, peak_bw),
    ]
    if shows >= RUNNERS:
        peaks, spread = zip(*((one.impact_peak_bw, one.standard_error_bw) for one in MEASURED_IMPACTS), strict=True)
        data.append(measured("93 runners measured", MEASURED_AT, peaks, spread))
    if shows >= INJURED:
        rates = [TRIAL.injured_soft_percent, TRIAL.injured_hard_percent]
        data.append(measured("injured in the trial", [0.0, 1.0], rates, symbol="square") | {"yaxis": "y2"})
    return Picture(
        title="The first peak, in soft and hard shoes",
        sentence=_shoe_sentence(peak_bw, now.impact_time_s, shows),
        spec={"data": data, "layout": _shoe_layout(shows, guess)},
        table=_shoe_table(shows),
    )


def _shoe_sentence(peak_bw: float, time_s: float, shows: int) -> str:
    soft, hard = MEASURED_IMPACTS[0].impact_peak_bw, MEASURED_IMPACTS[-1].impact_peak_bw
    said = [f"The passive model's first peak is {peak_bw:.2f} times body weight, {1000 * time_s:.0f} ms after landing"]
    if shows >= RUNNERS:
        said.append(f"93 runners had {soft:.2f} in the soft shoe and {hard:.2f} in the hard one, the other way round")
    if shows >= INJURED:
        said.append(
            f"of 100 runners {TRIAL.injured_soft_percent:.0f} were injured in the softer shoe of the trial and "
            f"{TRIAL.injured_hard_percent:.0f} in the harder one"
        )
    return "; ".join(said) + "."


def _shoe_layout(shows: int, guess: float | None) -> dict[str, Any]:
    made = layout("the shoe, from soft (0) to hard (1)", "first peak, times body weight", guess, x_range=(-0.08, 1.08))
    made["yaxis"]["rangemode"] = "tozero"
    if shows >= INJURED:
        made["height"] = HEIGHT_PX + 160
        made["yaxis"]["domain"] = [0.42, 1]
        made["xaxis"]["anchor"] = "y2"
        made["yaxis2"] = {
            "title": axis_title("injured of 100", 20),
            "domain": [0, 0.3],
            "range": [0, 25],
            "fixedrange": True,
        }
    return made


def _shoe_table(shows: int) -> Table:
    rows = [
        (
            one.shoe,
            f"{_peak_bw(at, PAPER_SPEED_M_S):.2f}",
            f"{one.impact_peak_bw:.2f} ± {one.standard_error_bw:.2f}",
            injured,
        )
        for one, at, injured in zip(
            MEASURED_IMPACTS,
            MEASURED_AT,
            (f"{TRIAL.injured_soft_percent:.1f} of 100", "–", f"{TRIAL.injured_hard_percent:.1f} of 100"),
            strict=True,
        )
    ]
    columns = (
        "Shoe",
        "First peak at 0.6 m/s, model",
        "First peak, measured (± standard error)",
        "Injured in the trial",
    )
    kept = 2 + shows
    return Table(columns[:kept], tuple(row[:kept] for row in rows))


def worn_shoes(distance_km: float, guess: float | None = None) -> Picture:
    """The share of a new shoe's cushioning left against the distance that it has gone."""

    def left_percent(km: float) -> float:
        return 100 * cushioning_retained(km)

    now = left_percent(distance_km)
    told = [
        ("machine, told in a forum", MACHINE_KM),
        ("worn by people, the same forum", PEOPLE_KM),
        ("told in a blog", BLOG_KM),
    ]
    symbols = ("diamond", "square", "x")
    return Picture(
        title="How much of the cushioning is left",
        sentence=(
            f"After {distance_km:.0f} km in this pair {now:.0f} % of its cushioning is left; after the first 80 km it was "
            f"{left_percent(80):.0f} %."
        ),
        spec={
            "data": [
                *model_curves("our curve", left_percent, (0, FURTHEST_KM), (MACHINE_KM[0][0], MACHINE_KM[-1][0]), BLUE),
                *(
                    measured(name, *zip(*points, strict=True), symbol=symbol)
                    for (name, points), symbol in zip(told, symbols, strict=True)
                ),
                here(distance_km, now),
            ],
            "layout": layout("distance in this pair, km", "cushioning left, %", guess, x_range=(-30, FURTHEST_KM)),
        },
        table=Table(
            ("Distance", "Our curve", "Told by"),
            tuple(
                (f"{km:.0f} km", f"{left_percent(km):.0f} %", f"{name}: {percent:.0f} %")
                for name, points in told
                for km, percent in points
            ),
        ),
    )
