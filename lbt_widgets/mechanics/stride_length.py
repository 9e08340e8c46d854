"""The force under a longer and a shorter stride at the same speed: two masses, two springs, one damper.

Positions upwards, P2 > 0 a stretched lower spring:

    P1″ = K1/M1 (P2 - P1) - g;  P2″ = -[K2 P2 + K1 (P2 - P1) + C P2′]/M2 - g;  force = -1.10 (K2 P2 + C P2′)

Source: Derrick, Caldwell and Hamill 2000: ten men, 76 ± 12 kg.
Leaves out: trunk, spine and arms; forces forwards and sideways; time in the air.
Fails: the first peak is 20 to 25 % low, because the paper does not print where the upper mass starts
(`upper_stretch_mm`).
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from attrs import frozen

from ._numerics import G_M_S2, State, first_and_main_peak, in_range, rk4

# Shares of body mass, damping as a part of the critical one, scale of the force.
UPPER_SHARE, LOWER_SHARE = 0.8, 0.2
DAMPING_RATIO = 0.35
FORCE_SCALE = 1.10

STEP_S = 0.001
LONGEST_S, SHORTEST_S = 0.6, 0.05  # the force starts near zero, so no take-off is looked for before the second


@frozen
class Preferred:
    """Means of the men at the stride that they preferred; two steps make a stride."""

    mass_kg: float
    speed_m_s: float
    stride_m: float


class StrideParameters(NamedTuple):
    """Springs, stretch of the lower one, and the speeds of both masses at contact (down is negative)."""

    upper_stiffness_kn_m: float
    lower_stiffness_kn_m: float
    lower_stretch_mm: float
    upper_velocity_m_s: float
    lower_velocity_m_s: float


@frozen
class StrideForce:
    """Vertical force over one contact, shape (n,), in body weights (BW).

    Where the first peak melts into the rise to the second (a gentle landing, a heavy runner), its shoulder counts.
    """

    time_s: tuple[float, ...]
    force_bw: tuple[float, ...]
    impact_peak_bw: float
    active_peak_bw: float
    contact_time_s: float
    impulse_n_s: float


@frozen
class MeasuredStride:
    """What force plates measured at a change of stride length."""

    stride_change: float
    impact_peak_bw: float
    active_peak_bw: float
    contact_time_s: float
    impulse_n_s: float


PREFERRED = Preferred(mass_kg=76.0, speed_m_s=3.83, stride_m=2.85)
# Change of stride length → parameters.
STRIDES = (
    (-0.2, StrideParameters(52.6, 83.9, 5.0, -0.44, -0.63)),
    (-0.1, StrideParameters(42.4, 78.2, 6.1, -0.55, -0.65)),
    (0.0, StrideParameters(34.1, 78.4, 7.4, -0.73, -0.66)),
    (0.1, StrideParameters(29.5, 91.1, 8.6, -0.85, -0.85)),
    (0.2, StrideParameters(25.8, 100.7, 9.9, -1.00, -1.04)),
)
STRIDE_LIMITS = {
    "upper_stiffness_kn_m": (10, 120, "kN/m"),
    "lower_stiffness_kn_m": (40, 200, "kN/m"),
    "lower_stretch_mm": (0, 20, "mm"),
    "upper_velocity_m_s": (-2, -0.3, "m/s"),
    "lower_velocity_m_s": (-4, 0, "m/s"),
}
MEASURED_STRIDES = (
    MeasuredStride(-0.2, 1.59, 2.44, 0.228, 238.7),
    MeasuredStride(0.2, 2.39, 2.92, 0.243, 331.6),
)


def stride_parameters(stride_change: float) -> StrideParameters:
    """Parameters of the stride model.

    Parameters
    ----------
    stride_change : float
        Change of stride length at the same speed, 0.1 for a tenth longer; -0.2 to 0.2. [fraction]

    Returns
    -------
    StrideParameters
        On straight lines between the five of Derrick, Caldwell and Hamill 2000.

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    in_range("stride_change", stride_change, STRIDES[0][0], STRIDES[-1][0])
    after = next(i for i in range(1, len(STRIDES)) if stride_change <= STRIDES[i][0])
    (low, shorter), (high, longer) = STRIDES[after - 1 : after + 1]
    share = (stride_change - low) / (high - low)
    return StrideParameters(*(a + share * (b - a) for a, b in zip(shorter, longer, strict=True)))


def cadence_change(stride_change: float) -> float:
    """Change of steps a minute that keeps the speed when the stride changes by -0.5 to 1. [fractions]"""
    return 1 / (1 + in_range("stride_change", stride_change, -0.5, 1)) - 1


def stride_length_force(
    mass_kg: float = PREFERRED.mass_kg,
    stride_change: float = 0.0,
    upper_stiffness_kn_m: float | None = None,
    lower_stiffness_kn_m: float | None = None,
    lower_stretch_mm: float | None = None,
    upper_velocity_m_s: float | None = None,
    lower_velocity_m_s: float | None = None,
    upper_stretch_mm: float = 0.0,
) -> StrideForce:
    """Vertical force of one contact with a longer or shorter stride at the same speed.

    Parameters
    ----------
    mass_kg : float
        Body mass; 30 to 200. The springs were fitted to men of 76 ± 12. [kg]
    stride_change : float
        As in `stride_parameters`, which gives the next five where they are left out. [fraction]
    upper_stiffness_kn_m, lower_stiffness_kn_m, lower_stretch_mm, upper_velocity_m_s, lower_velocity_m_s : float, optional
        K1, K2, P2, V1 and V2, within `STRIDE_LIMITS`; a speed down is negative. [kN/m, kN/m, mm, m/s, m/s]
    upper_stretch_mm : float
        Where the upper mass starts, P1, which the paper does not print; -20 to 20. At 0 the first peak is too low; at
        minus the lower stretch it is nearly right, but short strides never take off. [mm]

    Returns
    -------
    StrideForce
        After Derrick, Caldwell and Hamill 2000. They print the force with +K2 P2; with positions upwards a pressed spring
        needs -K2 P2, and only then is the force near zero at contact, as they wanted it.

    Raises
    ------
    ValueError
        An argument out of its range, or a foot that these settings do not keep down, or do not let go.
    """
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    in_range("upper_stretch_mm", upper_stretch_mm, -20, 20, "mm")
    given = (upper_stiffness_kn_m, lower_stiffness_kn_m, lower_stretch_mm, upper_velocity_m_s, lower_velocity_m_s)
    chosen = zip(STRIDE_LIMITS.items(), given, stride_parameters(stride_change), strict=True)
    parameters = StrideParameters(
        *(fit if own is None else in_range(name, own, *limits) for (name, limits), own, fit in chosen)
    )
    return _stride_force(mass_kg, *_integrate(mass_kg, parameters, upper_stretch_mm))


def _damping_n_s_m(lower_stiffness_n_m: float, lower_mass_kg: float) -> float:
    return 2 * DAMPING_RATIO * sqrt(lower_stiffness_n_m * lower_mass_kg)


def _integrate(
    mass_kg: float, parameters: StrideParameters, upper_stretch_mm: float
) -> tuple[tuple[float, ...], list[float]]:
    """Times [s] and forces [N] up to the first sample with no force left."""
    k1, k2 = 1000 * parameters.upper_stiffness_kn_m, 1000 * parameters.lower_stiffness_kn_m
    m1, m2 = UPPER_SHARE * mass_kg, LOWER_SHARE * mass_kg
    c, g = _damping_n_s_m(k2, m2), G_M_S2

    def slope(_: float, state: State) -> State:
        p1, p2, v1, v2 = state
        pull_n = k1 * (p2 - p1)
        return v1, v2, pull_n / m1 - g, -(k2 * p2 + pull_n + c * v2) / m2 - g

    def force_n(state: State) -> float:
        return -FORCE_SCALE * (k2 * state[1] + c * state[3])

    def stands(time_s: float, state: State) -> bool:
        return time_s < SHORTEST_S or force_n(state) > 0

    velocities = parameters.upper_velocity_m_s, parameters.lower_velocity_m_s
    start = (upper_stretch_mm / 1000, parameters.lower_stretch_mm / 1000, *velocities)
    times, states = rk4(slope, start, STEP_S, round(LONGEST_S / STEP_S), stands)
    return times, [force_n(state) for state in states]


def _stride_force(mass_kg: float, times: tuple[float, ...], forces: list[float]) -> StrideForce:
    """In body weights, with an end where the force is nothing."""
    peaks = first_and_main_peak(times, forces)
    if peaks is None or not forces[-1] <= 0 < forces[-2]:
        raise ValueError(
            f"mass, springs and speeds must keep the foot down for {SHORTEST_S:g} to {LONGEST_S:g} s, with two peaks of force"
        )
    weight_n = mass_kg * G_M_S2
    (_, first_n), (_, main_n) = peaks
    take_off_s = times[-2] + STEP_S * forces[-2] / (forces[-2] - forces[-1])
    times, forces = (*times[:-1], take_off_s), [*forces[:-1], 0.0]
    samples = zip(times, times[1:], forces, forces[1:], strict=False)
    return StrideForce(
        time_s=times,
        force_bw=tuple(force / weight_n for force in forces),
        impact_peak_bw=first_n / weight_n,
        active_peak_bw=main_n / weight_n,
        contact_time_s=take_off_s,
        impulse_n_s=sum((end - start) * (before + after) / 2 for start, end, before, after in samples),
    )
