"""Posture: the geometry of the pelvis, and what a leaning trunk asks of the back.

Pelvic incidence is the sum of pelvic tilt and sacral slope; what tilt and lordosis go with it is a published table by
classes (PMC4303780, table 3). The back muscle is one, with a fixed lever arm (a convention that is criticised as such);
its two distances are calibrated to the pressures in the disc of one man of 70 kg (Wilke 1999): 0.50 MPa standing and
1.10 MPa bent forward, taken as 30 degrees.

    F = (W + L)·cos θ + [W·(d·sin θ + e0·cos θ) + L·a] / r,    W = 0.536·m·g·n,    L = load·g·n,    P = k·F / A

It leaves out the other muscles, the pressure in the belly, and a load that swings out as one leans: so lifting 20 kg with a
bent back stays below the 2.3 MPa that were measured.

A generic k was wrong by up to 44 % in a finite-element check (Dreischarf 2013): draw a band. No readable source has a
measured load of the lower back in running, so those values are unvalidated. Higher lordosis went with *more* damping of
shock in 27 adults (Castillo and Lieberman 2018, DOI 10.1242/jeb.177949), against the article.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin

from attrs import frozen

from ._numerics import G_M_S2, in_range

MASS_ABOVE_PELVIS = 0.536
"""Share of body mass: 1 − two legs (0.0145 + 0.0465 + 0.100 each) − pelvis 0.142."""
MUSCLE_ARM_M = 0.05
UPRIGHT_ARM_M, LEANING_ARM_M = 0.0315, 0.217  # e0 and d: calibrated, see above
HAND_ARM_M = 0.134
"""Hand load ahead of the disc: calibrated to 1.1 MPa upright with 20 kg held close (Wilke 1999)."""
DISC_AREA_MM2 = 1800.0  # Dreischarf 2013, as FACTORS
FACTORS = (1.3, 1.5)
"""Published range of k: pressure times area over force."""
LORDOSIS_SPREAD_DEG = 9.0
"""Lordosis minus incidence is −9 to +9 in the clinical rule (DOI 10.1007/s00586-019-05955-w)."""

TIPPED_DEG = ((-8.7, -9.0), (11.4, 10.8))
"""How far people tipped the pelvis, back and forward, and how the curve followed: means (Levine and Whittle 1996, DOI
10.2519/jospt.1996.24.3.130)."""

# upper edge of the class of incidence [deg], pelvic tilt [deg], lordosis minus incidence [deg]
CLASSES = ((38, 4, 18), (48, 8, 13), (58, 12, 9), (68, 16, 6), (78, 20, 2), (float("inf"), 24, -5))
CLASS_MIDDLES_DEG = (33.0, 42.5, 52.5, 62.5, 72.5, 82.5)
"""For the smoothed line; the outer two are an assumption, since their classes are open."""


@frozen
class Alignment:
    """Expected shape of the pelvis and the lower back. [deg]"""

    pelvic_tilt_deg: float
    sacral_slope_deg: float
    lordosis_deg: float


@frozen
class EndplateShares:
    """Parts of a vertical force along and across the sacral endplate, as shares of it."""

    axial: float
    shear: float


@frozen
class Pressure:
    """Disc pressure of one man of 70 kg (Wilke 1999)."""

    posture: str
    pressure_mpa: float


LADDER = (
    Pressure("lying face down", 0.10),
    Pressure("lying on the side", 0.12),
    Pressure("slouching in a chair", 0.30),
    Pressure("sitting", 0.46),
    Pressure("standing", 0.50),
    Pressure("sitting, bent forward", 0.83),
    Pressure("standing, bent forward", 1.10),
    Pressure("20 kg held close", 1.10),
    Pressure("20 kg lifted, knees bent", 1.70),
    Pressure("20 kg lifted, back bent", 2.30),
)
NIGHT_MPA = (0.10, 0.24)
"""Over a night's rest, the same man: evening and morning."""


def alignment(pelvic_incidence_deg: float, smooth: bool = False) -> Alignment:
    """Expected tilt, slope and lordosis for a pelvic incidence (PMC4303780, table 3).

    Parameters
    ----------
    pelvic_incidence_deg : float
        20 to 100. [deg]
    smooth : bool
        Straight lines between the classes' middles, ours, in place of the published steps.

    Returns
    -------
    Alignment

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("pelvic_incidence_deg", pelvic_incidence_deg, 20, 100, "degrees")
    tilt, excess = (_between if smooth else _of_class)(pelvic_incidence_deg)
    return Alignment(tilt, pelvic_incidence_deg - tilt, pelvic_incidence_deg + excess)


def tipped(shape: Alignment, forward_deg: float) -> Alignment:
    """The same body with the pelvis tipped on purpose; its incidence is bone and stays.

    Parameters
    ----------
    shape : Alignment
    forward_deg : float
        As in `curve_change_deg`.

    Raises
    ------
    ValueError
        Out of range.
    """
    return Alignment(
        shape.pelvic_tilt_deg - forward_deg,
        shape.sacral_slope_deg + forward_deg,
        shape.lordosis_deg + curve_change_deg(forward_deg),
    )


def curve_change_deg(forward_deg: float) -> float:
    """How far the curve of the lower back follows a pelvis that is tipped. [deg]

    Parameters
    ----------
    forward_deg : float
        −30 to 30; negative is backward. Measured at both of `TIPPED_DEG`; straight lines through 0 are ours. [deg]

    Returns
    -------
    float
        Deeper is positive. After Levine and Whittle 1996, DOI 10.2519/jospt.1996.24.3.130.

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("forward_deg", forward_deg, -30, 30, "degrees")
    tip_deg, curve_deg = TIPPED_DEG[forward_deg > 0]
    return curve_deg / tip_deg * forward_deg


def back_force_n(mass_kg: float, lean_deg: float, load_factor: float = 1, hand_load_kg: float = 0) -> float:
    """Compression at the lowest disc, by one muscle. [N]

    Parameters
    ----------
    mass_kg : float
        30 to 200.
    lean_deg : float
        Trunk forward of upright, −8 (further back, the muscle would have to push) to 90. [deg]
    load_factor : float
        Vertical force over body weight: 1 standing, about 2.5 at the active peak of running; 0.5 to 4.
    hand_load_kg : float
        Held close to the body, 0 to 50.

    Returns
    -------
    float
        [N], calibrated to one man (Wilke 1999).

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    in_range("lean_deg", lean_deg, -8, 90, "degrees")
    in_range("load_factor", load_factor, 0.5, 4)
    in_range("hand_load_kg", hand_load_kg, 0, 50, "kg")
    trunk_n = MASS_ABOVE_PELVIS * mass_kg * G_M_S2 * load_factor
    hand_n = hand_load_kg * G_M_S2 * load_factor
    lean = radians(lean_deg)
    moment_nm = trunk_n * (LEANING_ARM_M * sin(lean) + UPRIGHT_ARM_M * cos(lean)) + hand_n * HAND_ARM_M
    return (trunk_n + hand_n) * cos(lean) + moment_nm / MUSCLE_ARM_M


def disc_pressure_mpa(force_n: float, factor: float = 1.5, area_mm2: float = DISC_AREA_MM2) -> float:
    """Pressure in the disc under a compression. [MPa]

    Parameters
    ----------
    force_n : float
        0 to 20 000.
    factor : float
        k, 1 to 2; one of `FACTORS` as published (Dreischarf 2013).
    area_mm2 : float
        500 to 4000.

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("force_n", force_n, 0, 20_000, "N")
    in_range("factor", factor, 1, 2)
    in_range("area_mm2", area_mm2, 500, 4000, "mm²")
    return factor * force_n / area_mm2


def endplate_shares(sacral_slope_deg: float) -> EndplateShares:
    """How a vertical force divides at a sloping endplate: cos along its axis, sin across.

    Parameters
    ----------
    sacral_slope_deg : float
        0 to 90. [deg]

    Returns
    -------
    EndplateShares

    Raises
    ------
    ValueError
        Out of range.
    """
    slope = radians(in_range("sacral_slope_deg", sacral_slope_deg, 0, 90, "degrees"))
    return EndplateShares(axial=cos(slope), shear=sin(slope))


def _of_class(incidence_deg: float) -> tuple[float, float]:
    return next((tilt, excess) for edge, tilt, excess in CLASSES if incidence_deg < edge)


def _between(incidence_deg: float) -> tuple[float, float]:
    points = list(zip(CLASS_MIDDLES_DEG, CLASSES, strict=True))
    if incidence_deg <= points[0][0]:
        return points[0][1][1:]
    for (low_deg, low), (high_deg, high) in pairwise(points):
        if incidence_deg <= high_deg:
            share = (incidence_deg - low_deg) / (high_deg - low_deg)
            return low[1] + share * (high[1] - low[1]), low[2] + share * (high[2] - low[2])
    return points[-1][1][1:]
