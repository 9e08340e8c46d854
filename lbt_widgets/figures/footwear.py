"""Pictures of footwear: a passive landing beside measured runners, and how cushioning wears."""

from __future__ import annotations

from math import isclose
from typing import Any

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.footwear import (
    CLAIMED_PEAK_N,
    FURTHEST_KM,
    INJURED_HARD_PERCENT,
    INJURED_SOFT_PERCENT,
    INJURY_RATIOS,
    MASSES_KG,
    MEASURED_IMPACTS,
    MILE_KM,
    WORN,
    WORN_BY_PEOPLE,
    FirstPeak,
    InjuryRatio,
    cushioning_retained,
    impact_peak,
)

from .colours import BLUE, GREY
from .lab import HEIGHT_PX, axis_title, curve, here, layout, measured, model_curves
from .picture import Picture, Table

WEIGHT_N = sum(MASSES_KG) * G_M_S2
PAPER_SPEED_M_S = 0.6
PAPERS_SHOES = (0.0, 1.0)
"""Hardness of the two that the model's paper has; what lies between is our interpolation."""
MEASURED_AT = (0.0, 0.5, 1.0)
"""Where the measured soft, medium and hard shoe stand on the model's scale, which is another: an assumption."""
MEASURE = "the hazard ratio, which counts how soon as well as how many,"
"""What the trial printed; it is not the ratio of the two counts."""
RUNNERS, INJURED = 1, 2
"""From which step of `shows` on the measured runners and the trial are in the picture."""

MACHINE_KM = tuple((miles * MILE_KM, percent) for miles, percent in WORN)
PEOPLE_KM = ((WORN_BY_PEOPLE[0] * MILE_KM, WORN_BY_PEOPLE[1]),)
BLOG_KM = ((240.0, 80.0), (800.0, 70.0))
"""The same test, told in a blog."""
EARLY_KM = 80.0
BEYOND_TOLD = " No point was told of this distance: the curve is extrapolated."


def soft_or_hard(
    now: FirstPeak, hardness: float, touchdown_speed_m_s: float, shows: int, guess: float | None = None
) -> Picture:
    """The first peak against the shoe's hardness: the model, then measured runners, then who was injured."""
    peak_bw = now.force_n / WEIGHT_N
    peaks_bw = {one: impact_peak(one, touchdown_speed_m_s).force_n / WEIGHT_N for one in MEASURED_AT}
    landing = f"landing at {touchdown_speed_m_s:.2g} m/s"
    data = [
        _papers_shoes(f"passive model, {landing}", [peaks_bw[one] for one in PAPERS_SHOES]),
        curve("in between, interpolated", MEASURED_AT, list(peaks_bw.values()), dash="dot"),
        here(hardness, peak_bw),
    ]
    if isclose(touchdown_speed_m_s, PAPER_SPEED_M_S):  # for another the paper prints no such peak
        data.append(measured("printed in the model's paper", [1.0], [CLAIMED_PEAK_N / WEIGHT_N], symbol="x"))
    if shows >= RUNNERS:
        peaks, spread = zip(*((one.impact_peak_bw, one.standard_error_bw) for one in MEASURED_IMPACTS), strict=True)
        data.append(measured("93 runners measured", MEASURED_AT, peaks, spread))
    if shows >= INJURED:
        data += _trial()
    return Picture(
        title="The first peak, in soft and hard shoes",
        sentence=_shoe_sentence(peak_bw, now.time_s, hardness, shows),
        spec={"data": data, "layout": _shoe_layout(shows, guess)},
        table=_shoe_table(shows),
    )


def _papers_shoes(name: str, peaks_bw: list[float]) -> dict[str, Any]:
    marks = curve(name, PAPERS_SHOES, peaks_bw)
    return {**marks, "mode": "markers", "marker": {"symbol": "circle", "size": 11, "color": BLUE}}


def _trial() -> list[dict[str, Any]]:
    """Who was injured, on axes of its own, and below it how much more often in the hard shoe, with intervals."""
    rates = [INJURED_SOFT_PERCENT, INJURED_HARD_PERCENT]
    ratios = measured(
        "hazard ratio, 95 % interval",
        [],
        [one.ratio for one in INJURY_RATIOS],
        [one.high - one.ratio for one in INJURY_RATIOS],
        [one.ratio - one.low for one in INJURY_RATIOS],
        symbol="triangle-up",
    )
    return [
        measured("injured in the trial", PAPERS_SHOES, rates, symbol="square") | {"yaxis": "y2"},
        ratios | {"x": [one.runners.replace(" ", "<br>") for one in INJURY_RATIOS], "xaxis": "x3", "yaxis": "y3"},
    ]


def _shoe_sentence(peak_bw: float, time_s: float, hardness: float, shows: int) -> str:
    soft, hard = MEASURED_IMPACTS[0].impact_peak_bw, MEASURED_IMPACTS[-1].impact_peak_bw
    shoe = "" if hardness in PAPERS_SHOES else "In a shoe between its two, by our interpolation, the"
    said = [
        f"{shoe or 'The'} passive model's first peak is {peak_bw:.2f} times body weight, "
        f"{1000 * time_s:.0f} ms after landing"
    ]
    if shows >= RUNNERS:
        said.append(f"93 runners had {soft:.2f} in the soft shoe and {hard:.2f} in the hard one, the other way round")
    if shows >= INJURED:
        said.append(
            f"of 100 runners {INJURED_SOFT_PERCENT:.0f} were injured in the softer shoe of the trial and "
            f"{INJURED_HARD_PERCENT:.0f} in the harder one, {INJURED_HARD_PERCENT / INJURED_SOFT_PERCENT:.1f} times as many; "
            f"{MEASURE} is {_interval(INJURY_RATIOS[0])}"
        )
    return "; ".join(said) + "."


def _shoe_layout(shows: int, guess: float | None) -> dict[str, Any]:
    made = layout(
        "the shoe, from soft (0) to hard (1)", "peak, times body weight", guess, x_range=(-0.08, 1.08), y_range=(0, 2.4)
    )
    if shows >= INJURED:
        made["height"] = HEIGHT_PX + 300
        made["yaxis"]["domain"] = [0.56, 1]
        made["xaxis"]["anchor"] = "y2"
        made["yaxis2"] = {"title": axis_title("injured of 100", 12), "domain": [0.36, 0.5], "range": [0, 25]}
        made["xaxis3"] = {"anchor": "y3", "type": "category", "fixedrange": True}
        made["yaxis3"] = {
            "title": axis_title("hazard ratio", 12),
            "anchor": "x3",
            "domain": [0, 0.2],
            "range": [0, 3.2],
        }
        for axis in ("yaxis2", "yaxis3"):
            made[axis]["fixedrange"] = True
        equal = {"type": "line", "xref": "x3 domain", "yref": "y3", "x0": 0, "x1": 1, "y0": 1, "y1": 1}
        made["shapes"] = [*made["shapes"], {**equal, "line": {"color": GREY, "width": 1}}]
    return made


def _interval(one: InjuryRatio) -> str:
    return f"{one.ratio:.2f} ({one.low:.2f} to {one.high:.2f})"


def _shoe_table(shows: int) -> Table:
    rows = [
        (
            one.shoe,
            f"{impact_peak(at, PAPER_SPEED_M_S).force_n / WEIGHT_N:.2f}",
            f"{one.impact_peak_bw:.2f} ± {one.standard_error_bw:.2f}",
            injured,
        )
        for one, at, injured in zip(
            MEASURED_IMPACTS,
            MEASURED_AT,
            (f"{INJURED_SOFT_PERCENT:.1f} of 100", "–", f"{INJURED_HARD_PERCENT:.1f} of 100"),
            strict=True,
        )
    ]
    if shows >= INJURED:
        rows += [(f"Hazard ratio, hard against soft: {one.runners}", "–", "–", _interval(one)) for one in INJURY_RATIOS]
    columns = (
        "Shoe",
        f"First peak at {PAPER_SPEED_M_S} m/s, model",
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
    first_km, last_km = MACHINE_KM[0][0], MACHINE_KM[-1][0]
    told = [
        ("machine, told in a forum", MACHINE_KM),
        ("worn by people, the same forum", PEOPLE_KM),
        ("told in a blog", BLOG_KM),
    ]
    symbols = ("diamond", "square", "x")
    axes = layout("distance in this pair, km", "cushioning left, %", guess, x_range=(-30, FURTHEST_KM))
    axes["yaxis"]["range"] = [0, 105]
    return Picture(
        title="How much of the cushioning is left",
        sentence=(
            f"After {distance_km:.0f} km in this pair {now:.0f} % of its cushioning is left; after the first "
            f"{EARLY_KM:.0f} km it {'was' if distance_km > EARLY_KM else 'is'} {left_percent(EARLY_KM):.0f} %."
            f"{'' if first_km <= distance_km <= last_km or not distance_km else BEYOND_TOLD}"
        ),
        spec={
            "data": [
                *model_curves("our curve", left_percent, (0, FURTHEST_KM), (first_km, last_km), BLUE),
                *(
                    measured(name, *zip(*points, strict=True), symbol=symbol)
                    for (name, points), symbol in zip(told, symbols, strict=True)
                ),
                here(distance_km, now),
            ],
            "layout": axes,
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
