"""Muscle imbalance: the hip's passive pull against a spring in the lower back.

The moment that relaxed muscles and ligaments put on the hip is the curve of Riener and Edrich (1999), read from a public
implementation of it:

    M(h, k) = exp(1.4655 − 0.0034·k − 0.0750·h) − exp(1.3403 − 0.0226·k + 0.0305·h) + 8.072    [N·m]

with hip flexion h and knee flexion k in degrees; M > 0 flexes the hip. The first term is the front of the hip, the second
the hamstrings and other extensors. That the pelvis tips until this moment and a lumbar spring balance is our coupling,
not theirs, with an assumed stiffness K:

    M(thigh + tilt, k) = K·tilt

A short hip flexor moves only the first term along h, a short hamstring only the second. It leaves out active muscle, the
other leg and how people differ: its directions can be trusted, its degrees cannot. Tilt went with hip extension in 14 elite
athletes while they ran, and a clinical flexibility test went with neither (Schache 2000): this is a picture of movement,
not of a bench test.
"""

from __future__ import annotations

from math import exp

from ._numerics import in_range, root

FRONT = (1.4655, -0.0034, -0.0750)  # exponent: constant, per degree of knee, per degree of hip (Riener and Edrich 1999)
BACK = (1.3403, -0.0226, 0.0305)
OFFSET_NM = 8.072
TILT_RANGE_DEG = (-60.0, 80.0)  # wide enough for every allowed input (tested)


def hip_moment_nm(
    hip_deg: float, knee_deg: float, hip_flexor_short_deg: float = 0, hamstring_short_deg: float = 0
) -> float:
    """Passive moment about the hip; positive flexes it. [N·m]

    Parameters
    ----------
    hip_deg : float
        Hip flexion, −60 to 140. [deg]
    knee_deg : float
        Knee flexion, 0 to 120. [deg]
    hip_flexor_short_deg, hamstring_short_deg : float
        How much earlier in the movement the front and the back pull, 0 to 30. [deg]

    Returns
    -------
    float
        [N·m], after Riener and Edrich (1999).

    Raises
    ------
    ValueError
        Out of those ranges.
    """
    in_range("hip_deg", hip_deg, -60, 140, "degrees")
    in_range("knee_deg", knee_deg, 0, 120, "degrees")
    in_range("hip_flexor_short_deg", hip_flexor_short_deg, 0, 30, "degrees")
    in_range("hamstring_short_deg", hamstring_short_deg, 0, 30, "degrees")
    return _moment_nm(hip_deg, knee_deg, hip_flexor_short_deg, hamstring_short_deg)


def pelvic_tilt_deg(
    thigh_deg: float,
    knee_deg: float,
    hip_flexor_short_deg: float = 0,
    hamstring_short_deg: float = 0,
    lumbar_stiffness_nm_per_deg: float = 1.5,
) -> float:
    """How far the pelvis tips forward of where the lumbar spring rests, until hip and spring balance. [deg]

    Parameters
    ----------
    thigh_deg : float
        Thigh ahead of the vertical, −40 to 80; negative is behind. [deg]
    knee_deg, hip_flexor_short_deg, hamstring_short_deg : float
        As in `hip_moment_nm`.
    lumbar_stiffness_nm_per_deg : float
        0.5 to 10; no study gives it in this form. [N·m/deg]

    Returns
    -------
    float
        Backward negative. [deg]

    Raises
    ------
    ValueError
        Out of those ranges.
    """
    in_range("thigh_deg", thigh_deg, -40, 80, "degrees")
    in_range("lumbar_stiffness_nm_per_deg", lumbar_stiffness_nm_per_deg, 0.5, 10, "N·m per degree")
    hip_moment_nm(0, knee_deg, hip_flexor_short_deg, hamstring_short_deg)  # for its checks

    def imbalance_nm(tilt_deg: float) -> float:
        pull_nm = _moment_nm(thigh_deg + tilt_deg, knee_deg, hip_flexor_short_deg, hamstring_short_deg)
        return pull_nm - lumbar_stiffness_nm_per_deg * tilt_deg

    return root(imbalance_nm, *TILT_RANGE_DEG)


def _moment_nm(hip_deg: float, knee_deg: float, flexor_deg: float, hamstring_deg: float) -> float:
    front = exp(FRONT[0] + FRONT[1] * knee_deg + FRONT[2] * (hip_deg - flexor_deg))
    back = exp(BACK[0] + BACK[1] * knee_deg + BACK[2] * (hip_deg + hamstring_deg))
    return front - back + OFFSET_NM
