"""The ground as a spring in series with the leg, and published points for slopes.

    1/k_total = 1/k_leg + 1/k_ground;  the body drops by F/k_total

**The leg adapts**: runners stiffen it on soft ground so that k_total stays: 1/k_leg = 1/k_leg0 + 1/k_ground0 - 1/k_ground.
**The leg does not adapt** (our derivation): a mass lands on the spring k_total as fast as before. With landing speed v and
s = v √(k_total/m)/g its peak is 1 + √(1 + s²) body weights and its contact lasts 2 √(m/k_total) (π - atan s).
**Slopes**: no small model reproduced the data, so `slope_peaks` draws straight lines to the published points.

Sources: Ferris, Liang and Farley 1999 (Journal of Biomechanics: six runners, 3 m/s); Gottschall and Kram 2005
(doi 10.1016/j.jbiomech.2004.04.023: ten runners, 3 m/s).
Leaves out: damping (sand, grass), uneven ground, muscles, and how the body swings over the foot.
Fails: for the soft ground the formula asks for a leg of 11.6 kN/m, where 10.7 was measured.
"""

from __future__ import annotations

from math import atan, pi, sqrt

from attrs import frozen

from ._numerics import in_range

SURFACES_KN_M = (1, 100_000)
LEGS_KN_M = (1, 100)
MAX_SLOPE_DEG = 9.0


@frozen
class Contact:
    """One contact on a surface; the two ratios are against the contact on the reference surface."""

    peak_force_bw: float
    body_drop_ratio: float
    contact_time_ratio: float


@frozen
class SlopePeaks:
    """Peaks of the ground force as multiples of level running. None: nothing was published, or (impact uphill) none is left."""

    impact: float | None
    braking: float | None
    propulsive: float | None
    active: float


@frozen
class MeasuredLeg:
    """Leg stiffness on a surface."""

    surface_kn_m: float
    leg_kn_m: float


# Six runners at 3 m/s (Ferris 1999).
FIRM = MeasuredLeg(533, 7.6)
SOFT = MeasuredLeg(21.3, 10.7)
# Ten runners, 3 m/s, 9° either way (Gottschall and Kram 2005).
DOWNHILL = SlopePeaks(1.54, 1.73, None, 1.0)
UPHILL = SlopePeaks(None, None, 1.75, 1.0)


def total_stiffness_kn_m(leg_kn_m: float, surface_kn_m: float) -> float:
    """Stiffness of leg and ground together.

    Parameters
    ----------
    leg_kn_m : float
        Stiffness of the leg; 1 to 100. [kN/m]
    surface_kn_m : float
        Stiffness of the ground; 1 to 100 000. [kN/m]

    Returns
    -------
    float
        [kN/m]

    Raises
    ------
    ValueError
        An argument out of its range.
    """
    in_range("leg_kn_m", leg_kn_m, *LEGS_KN_M, "kN/m")
    in_range("surface_kn_m", surface_kn_m, *SURFACES_KN_M, "kN/m")
    return _in_series(leg_kn_m, surface_kn_m)


def leg_stiffness_kn_m(
    surface_kn_m: float,
    reference_surface_kn_m: float = FIRM.surface_kn_m,
    reference_leg_kn_m: float = FIRM.leg_kn_m,
) -> float:
    """Stiffness that a leg takes on so that leg and ground together stay as on the reference surface.

    Parameters
    ----------
    surface_kn_m : float
        Stiffness of the new ground; 1 to 100 000. [kN/m]
    reference_surface_kn_m : float
        Stiffness of the ground that the leg is known on; Ferris 1999 when left out. [kN/m]
    reference_leg_kn_m : float
        Stiffness of the leg there; 1 to 100. [kN/m]

    Returns
    -------
    float
        [kN/m], after Ferris, Liang and Farley 1999, Journal of Biomechanics.

    Raises
    ------
    ValueError
        An argument out of its range, or ground so soft that no leg can make up for it.
    """
    _check_grounds(surface_kn_m, reference_surface_kn_m, reference_leg_kn_m)
    kept_kn_m = _in_series(reference_leg_kn_m, reference_surface_kn_m)
    if surface_kn_m <= kept_kn_m:
        raise ValueError(
            f"surface_kn_m must be more than {kept_kn_m:.3g} kN/m, which leg and ground make together, got {surface_kn_m:g}"
        )
    return 1 / (1 / kept_kn_m - 1 / surface_kn_m)


def fixed_leg(
    surface_kn_m: float,
    reference_surface_kn_m: float = FIRM.surface_kn_m,
    leg_kn_m: float = FIRM.leg_kn_m,
    peak_force_bw: float = 2.5,
) -> Contact:
    """The switch "leg does not adapt": on softer ground the body drops deeper and stays down longer.

    The body lands as fast as on the reference surface, on one vertical spring.

    Parameters
    ----------
    surface_kn_m, reference_surface_kn_m : float
        As in `leg_stiffness_kn_m`. [kN/m]
    leg_kn_m : float
        Stiffness of the leg on both; 1 to 100. [kN/m]
    peak_force_bw : float
        Peak force on the reference surface, an assumption; 2 to 4 (a body that is only let go makes 2). [body weights]

    Returns
    -------
    Contact
        A derivation of ours, not a published model.

    Raises
    ------
    ValueError
        An argument out of its range.
    """
    _check_grounds(surface_kn_m, reference_surface_kn_m, leg_kn_m)
    in_range("peak_force_bw", peak_force_bw, 2, 4, "body weights")
    stiffness_ratio = _in_series(leg_kn_m, surface_kn_m) / _in_series(leg_kn_m, reference_surface_kn_m)
    landing = sqrt((peak_force_bw - 1) ** 2 - 1)  # landing speed · √(stiffness/mass)/g, from the peak that it makes
    softer = landing * sqrt(stiffness_ratio)
    peak_bw = 1 + sqrt(1 + softer**2)
    return Contact(
        peak_force_bw=peak_bw,
        body_drop_ratio=peak_bw / peak_force_bw / stiffness_ratio,
        contact_time_ratio=(pi - atan(softer)) / (pi - atan(landing)) / sqrt(stiffness_ratio),
    )


def slope_peaks(slope_deg: float) -> SlopePeaks:
    """Peaks of the ground force on a slope: straight lines from level to the published points at 9°, and no model.

    Uphill is not downhill mirrored: at 9° the impact peak is gone, and how it fades before was not published, so it is None.

    Parameters
    ----------
    slope_deg : float
        Uphill positive; -9 to 9. [degrees]

    Returns
    -------
    SlopePeaks
        After Gottschall and Kram 2005, doi 10.1016/j.jbiomech.2004.04.023.

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    steep = in_range("slope_deg", slope_deg, -MAX_SLOPE_DEG, MAX_SLOPE_DEG, "degrees") / MAX_SLOPE_DEG
    if steep == 0:
        return SlopePeaks(1.0, 1.0, 1.0, 1.0)
    end = UPHILL if steep > 0 else DOWNHILL
    published = (end.impact, end.braking, end.propulsive)
    impact, braking, propulsive = (None if peak is None else 1 + abs(steep) * (peak - 1) for peak in published)
    return SlopePeaks(impact, braking, propulsive, end.active)


def _check_grounds(surface_kn_m: float, reference_surface_kn_m: float, reference_leg_kn_m: float) -> None:
    in_range("surface_kn_m", surface_kn_m, *SURFACES_KN_M, "kN/m")
    in_range("reference_surface_kn_m", reference_surface_kn_m, *SURFACES_KN_M, "kN/m")
    in_range("reference_leg_kn_m", reference_leg_kn_m, *LEGS_KN_M, "kN/m")


def _in_series(leg_kn_m: float, surface_kn_m: float) -> float:
    return 1 / (1 / leg_kn_m + 1 / surface_kn_m)
