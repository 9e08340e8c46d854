"""Surface: the ground as a spring in series with the leg's.

    1/k_total = 1/k_leg + 1/k_surface

Runners change the leg so that the total, and with it the path of the body, hardly changes (Ferris 1999, six runners at
3 m/s). Above about 200 kN/m the ground takes less than 5 % off a leg of 10 kN/m, so asphalt against concrete is nearly
nothing here, as it was inside the shoe of 47 runners (Tessutti 2012, DOI 10.1080/02640414.2012.713975).

Slopes: no small model reproduced the data; `slope_peaks` interpolates published points (Gottschall and Kram 2005,
DOI 10.1016/j.jbiomech.2004.04.023). Uneven ground is not in here.
"""

from __future__ import annotations

from attrs import frozen

from ._numerics import in_range

SURFACES_KN_M = (1.0, 100_000.0)
LEGS_KN_M = (1.0, 100.0)
MAX_SLOPE_DEG = 9.0


@frozen
class MeasuredLeg:
    """Leg stiffness on two surfaces (Ferris 1999). [kN/m]"""

    surface_kn_m: float
    leg_kn_m: float


MEASURED_LEGS = (MeasuredLeg(533, 7.6), MeasuredLeg(21.3, 10.7))


@frozen
class SlopePeaks:
    """Peaks of the ground force as multiples of level running at 3 m/s; impact None: there was none."""

    impact: float | None
    braking: float | None
    propulsive: float | None
    active: float


PRESSURE_ON_GRASS_PERCENT = {"heel": (9.3, 16.6), "forefoot": (4.7, 12.3)}
"""How much lower than on asphalt and concrete, least and most (Tessutti 2012)."""


def total_stiffness_kn_m(leg_kn_m: float, surface_kn_m: float) -> float:
    """Leg and ground in series. [kN/m] Leg 1 to 100, surface 1 to 100 000."""
    in_range("leg_kn_m", leg_kn_m, *LEGS_KN_M, "kN/m")
    in_range("surface_kn_m", surface_kn_m, *SURFACES_KN_M, "kN/m")
    return 1 / (1 / leg_kn_m + 1 / surface_kn_m)


def leg_stiffness_kn_m(
    surface_kn_m: float, reference_surface_kn_m: float = 533, reference_leg_kn_m: float = 7.6
) -> float:
    """The leg that keeps the total of another surface, where the leg adapts wholly. [kN/m]

    Raises
    ------
    ValueError
        Out of range, or where the surface is too soft for any leg to do so.
    """
    total = total_stiffness_kn_m(reference_leg_kn_m, reference_surface_kn_m)
    in_range("surface_kn_m", surface_kn_m, *SURFACES_KN_M, "kN/m")
    if surface_kn_m <= total:
        raise ValueError(f"surface_kn_m must be more than {total:.3g} kN/m, or no leg can keep the total, got {surface_kn_m:g}")
    return 1 / (1 / total - 1 / surface_kn_m)


def surface_sink_m(force_n: float, surface_kn_m: float) -> float:
    """How far the ground gives way. [m] Force 0 to 10 000 N."""
    in_range("force_n", force_n, 0, 10_000, "N")
    return force_n / 1000 / in_range("surface_kn_m", surface_kn_m, *SURFACES_KN_M, "kN/m")


def slope_peaks(slope_deg: float) -> SlopePeaks:
    """Published peaks at −9, 0 and +9 degrees, straight lines between; None where nothing was published.

    Raises
    ------
    ValueError
        Beyond 9 degrees either way.
    """
    steep = in_range("slope_deg", slope_deg, -MAX_SLOPE_DEG, MAX_SLOPE_DEG, "degrees") / MAX_SLOPE_DEG
    if steep <= 0:
        return SlopePeaks(impact=1 - 0.54 * steep, braking=1 - 0.73 * steep, propulsive=1 if steep == 0 else None, active=1)
    return SlopePeaks(impact=None, braking=None, propulsive=1 + 0.75 * steep, active=1)
