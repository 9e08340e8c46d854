"""Pictures of the ground: a leg that tunes itself to what it stands on, and forces on slopes."""

from __future__ import annotations

from typing import Any

from lbt_widgets.mechanics.surface import (
    FIRM,
    MAX_SLOPE_DEG,
    SOFT,
    SlopePeaks,
    leg_stiffness_kn_m,
    slope_peaks,
    total_stiffness_kn_m,
)

from .colours import BLUE, PURPLE
from .lab import curve, here, layout, measured, model_curves
from .picture import Picture, Table

PRESS_N = 1300.0
"""The load under which a ground's "give" is told: between the 1278 and 1333 N of the two surfaces of Ferris 1999."""
LEAST_GIVE_MM, MOST_GIVE_MM = 1.0, 65.0
PUBLISHED_GIVE_MM = (PRESS_N / FIRM.surface_kn_m, PRESS_N / SOFT.surface_kn_m)
TOP_KN_M = 31.0
"""The picture's top, nearly three times what was measured: a stiffer leg points out of the picture."""
MEASURED_LEGS_KN_M = (FIRM.leg_kn_m, SOFT.leg_kn_m)
"""On the two surfaces of `PUBLISHED_GIVE_MM`."""

FORCES = ("first impact", "braking force", "push-off force", "main peak")
"""The peaks on a slope, in the order of `SlopePeaks`."""
IMPACT = 0
NOTHING_AT_PERCENT = 75.0


def surface_kn_m(give_mm: float) -> float:
    """The stiffness of a ground that gives so far under `PRESS_N`."""
    return PRESS_N / give_mm


def leg_on(give_mm: float, leg_kn_m: float, adapts: bool) -> float:
    """The leg on this ground; `leg_kn_m` is the same leg on firm ground. [kN/m]"""
    return leg_stiffness_kn_m(surface_kn_m(give_mm), FIRM.surface_kn_m, leg_kn_m) if adapts else leg_kn_m


def ground_spring(give_mm: float, leg_kn_m: float, adapts: bool, guess: float | None = None) -> Picture:
    """Leg, and leg and ground together, against how far the ground gives."""

    def leg(give: float) -> float:
        return leg_on(give, leg_kn_m, adapts)

    def together(give: float) -> float:
        return total_stiffness_kn_m(leg(give), surface_kn_m(give))

    ends = (LEAST_GIVE_MM, MOST_GIVE_MM)
    return Picture(
        title="The leg as a spring, from firm to soft ground",
        sentence=(
            f"On ground that gives {give_mm:.3g} mm the leg works like a spring of {leg(give_mm):.1f} kN/m; leg and ground "
            f"together make {together(give_mm):.1f} kN/m, against {total_stiffness_kn_m(leg_kn_m, FIRM.surface_kn_m):.1f} on firm ground"
            f"{_beyond_measured(leg(give_mm))}."
        ),
        spec={
            "data": [
                *model_curves("leg", leg, ends, PUBLISHED_GIVE_MM),
                *model_curves("leg and ground together", together, ends, PUBLISHED_GIVE_MM, PURPLE, "dashdot"),
                measured("leg, measured in six runners", PUBLISHED_GIVE_MM, MEASURED_LEGS_KN_M),
                here(give_mm, leg(give_mm), "your leg", top=TOP_KN_M),
            ],
            "layout": layout(
                f"how far the ground gives under a press of {PRESS_N:.0f} N, mm",
                "stiffness, kN/m",
                guess,
                x_range=(-2, MOST_GIVE_MM + 2),
                y_range=(0, TOP_KN_M),
            ),
        },
        table=Table(
            ("Ground gives", "Ground", "Leg, model", "Leg, measured", "Together"),
            tuple(
                (
                    f"{give:.3g} mm",
                    f"{surface_kn_m(give):.4g} kN/m",
                    f"{leg(give):.1f} kN/m",
                    _measured_leg(give),
                    f"{together(give):.2f} kN/m",
                )
                for give in (PUBLISHED_GIVE_MM[0], 6.5, 20.0, 40.0, PUBLISHED_GIVE_MM[1])
            ),
        ),
    )


def _beyond_measured(leg_kn_m: float) -> str:
    firm, soft = MEASURED_LEGS_KN_M
    told = f"; the six runners who were measured had {firm:g} on the firm ground and {soft:g} on the soft one"
    return told if leg_kn_m > max(firm, soft) else ""


def _measured_leg(give_mm: float) -> str:
    found = dict(zip(PUBLISHED_GIVE_MM, MEASURED_LEGS_KN_M, strict=True))
    return f"{found[give_mm]} kN/m" if give_mm in found else "–"


def peak_percent(peaks: SlopePeaks, force: int) -> float | None:
    """One of `FORCES` as a share of level running. [%] None where nothing was published."""
    share = (peaks.impact, peaks.braking, peaks.propulsive, peaks.active)[force]
    return None if share is None else 100 * share


def slopes(slope_deg: float, force: int, guess: float | None = None) -> Picture:
    """One published force against the slope, with straight lines between the points."""
    now = peak_percent(slope_peaks(slope_deg), force)
    points = [(deg, peak_percent(slope_peaks(deg), force)) for deg in (-MAX_SLOPE_DEG, 0.0, MAX_SLOPE_DEG)]
    known = [(deg, percent) for deg, percent in points if percent is not None]
    degrees, percents = zip(*known, strict=True)
    gone = [measured("no first impact at all", [MAX_SLOPE_DEG], [0], symbol="x")] if force == IMPACT else []
    stands = 0.0 if force == IMPACT and slope_deg == MAX_SLOPE_DEG else now
    axes = layout(
        "slope, degrees (minus is downhill)",
        f"{FORCES[force]}, % of level",
        guess if force == IMPACT else None,  # it was asked of no other force
        x_range=(-MAX_SLOPE_DEG - 1, MAX_SLOPE_DEG + 1),
        y_range=(-12, 200),
    )
    axes["xaxis"]["tickvals"] = [deg for deg, _ in points]
    axes["annotations"] += [_nothing(deg) for deg, percent in points if percent is None]
    return Picture(
        title=f"Hills: {FORCES[force]}",
        sentence=_slope_sentence(slope_deg, force, now),
        spec={
            "data": [
                curve("straight line between the points", degrees, percents, BLUE, "dot"),
                measured("measured in ten runners at 3 m/s", degrees, percents),
                *gone,
                *([] if stands is None else [here(slope_deg, stands)]),
            ],
            "layout": axes,
        },
        table=Table(
            ("Slope", *(name.capitalize() for name in FORCES)),
            tuple(
                (_slope_words(deg).capitalize(), *(_cell(slope_peaks(deg), one) for one in range(len(FORCES))))
                for deg in (-MAX_SLOPE_DEG, 0.0, MAX_SLOPE_DEG)
            ),
        ),
    )


def _nothing(deg: float) -> dict[str, Any]:
    """Why this half of the picture has no line; between the lines of the grid."""
    return {"x": deg / 2, "y": NOTHING_AT_PERCENT, "showarrow": False, "text": "nothing<br>published"}


def _slope_sentence(slope_deg: float, force: int, percent: float | None) -> str:
    where = _slope_words(slope_deg)
    if slope_deg == 0:
        return f"On level ground the {FORCES[force]} is 100 %: the others are compared with it."
    if percent is not None:
        return f"{where.capitalize()} the {FORCES[force]} is {percent:.0f} % of what it is on level ground."
    if force == IMPACT:
        return (
            "Going up 9 degrees there was no first impact at all; between that and level ground nothing was published."
        )
    return f"Nothing was published on the {FORCES[force]} {where}."


def _slope_words(deg: float) -> str:
    if deg == 0:
        return "on level ground"
    return f"{abs(deg):g} degrees {'uphill' if deg > 0 else 'downhill'}"


def _cell(peaks: SlopePeaks, force: int) -> str:
    percent = peak_percent(peaks, force)
    if percent is None:
        return "gone" if force == IMPACT else "not published"
    return f"{percent:.0f} %"
