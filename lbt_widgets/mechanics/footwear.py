"""Footwear: a passive body of four wobbling masses lands in a soft or a hard shoe.

The equations of Liu and Nigg (2000) as printed, positions positive down, all masses moving down together at touchdown:
three springs and dampers within the body, and a shoe of force 2·(a·x^b + c·x^d·v^e). **The paper reports an impact peak of
1353 N at 23 ms for the hard shoe; its own equations give 910 N at 8.7 ms**, and a second group reported the original
simulation to be incorrect (Nikooyan and Zadpoor 2011, DOI 10.1177/0954411911424210). Nothing here is tuned to 1353 N.

The model has the wrong sign against runners: in 93 of them the softest shoe gave the *highest* impact peak (Baltich 2015);
and yet fewer runners in the softer shoe were injured (Malisoux 2020, DOI 10.1177/0363546519892578). No take-off: 250 ms only.
"""

from __future__ import annotations

from math import exp

from attrs import frozen

from ._numerics import State, in_range, rk4

G_M_S2 = 9.81
MASSES_KG = (6.15, 6.0, 12.58, 50.34)
K1, K2, K3, K4, K5 = 6000.0, 6000.0, 10_000.0, 10_000.0, 18_000.0  # N/m
C1, C2, C4 = 300.0, 650.0, 1900.0  # kg/s
SOLE, SOLE_A, SOLE_C = 2.0, 1.0e6, 2.0e4
SOFT, HARD = (1.56, 0.73), (1.38, 0.75)
"""Exponents b and d of the shoe; between them the slider interpolates, which is our choice."""
STEP_S = 0.0005
DURATION_S = 0.25
MILE_KM = 1.609344


@frozen
class Impact:
    """Force under a shoe. `impact_peak_n` is the first peak, `active_peak_n` the highest after it."""

    time_s: tuple[float, ...]
    force_n: tuple[float, ...]
    impact_peak_n: float
    impact_time_s: float
    active_peak_n: float
    active_time_s: float


@frozen
class MeasuredImpact:
    """Impact peak of 93 runners at 3.33 m/s (Baltich 2015). Body weights (BW) and their standard error."""

    shoe: str
    impact_peak_bw: float
    standard_error_bw: float


MEASURED_IMPACTS = (
    MeasuredImpact("soft", 1.70, 0.03),
    MeasuredImpact("medium", 1.64, 0.03),
    MeasuredImpact("hard", 1.54, 0.03),
)
CLAIMED_PEAK_N, CLAIMED_TIME_S = 1353.0, 0.023
"""What Liu and Nigg print for the hard shoe and nobody gets from their equations."""


@frozen
class Trial:
    """848 runners drawn by lot to a softer or a harder shoe (Malisoux 2020)."""

    soft_n_mm: float
    hard_n_mm: float
    injured_soft_percent: float
    injured_hard_percent: float
    ratio: float
    ratio_low: float
    ratio_high: float


TRIAL = Trial(61.3, 94.9, 12.6, 17.6, 1.52, 1.07, 2.16)
WORN = ((50.0, 75.0), (150.0, 67.0), (500.0, 60.0))
"""Miles on a machine → shock absorption left [%], as reported of Cook 1985 (second-hand)."""


def impact_force(
    hardness: float,
    touchdown_speed_m_s: float = 0.6,
    masses_kg: tuple[float, float, float, float] | None = None,
) -> Impact:
    """The force of a passive landing.

    Parameters
    ----------
    hardness : float
        0 soft to 1 hard.
    touchdown_speed_m_s : float
        0.1 to 1.5. [m/s]
    masses_kg : tuple of 4 floats, optional
        Stiff and wobbling part of the leg, stiff and wobbling part of the rest; each 1 to 100. [kg]

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("hardness", hardness, 0, 1)
    in_range("touchdown_speed_m_s", touchdown_speed_m_s, 0.1, 1.5, "m/s")
    masses = masses_kg or MASSES_KG
    for number, mass_kg in enumerate(masses, 1):
        in_range(f"mass {number} of masses_kg", mass_kg, 1, 100, "kg")
    b, d = (soft + hardness * (hard - soft) for soft, hard in zip(SOFT, HARD, strict=True))

    def shoe_n(x: float, v: float) -> float:
        return SOLE * (SOLE_A * x**b + SOLE_C * x**d * v) if x > 0 else 0.0

    start = (0.0,) * 4 + (touchdown_speed_m_s,) * 4
    times, states = rk4(_slope(masses, shoe_n), start, STEP_S, round(DURATION_S / STEP_S))
    forces = [shoe_n(state[0], state[4]) for state in states]
    first = next(i for i in range(1, len(forces) - 1) if forces[i] > forces[i + 1])
    valley = next((i for i in range(first, len(forces) - 1) if forces[i] < forces[i + 1]), first)
    active = max(range(valley, len(forces)), key=forces.__getitem__)
    return Impact(times, tuple(forces), forces[first], times[first], forces[active], times[active])


def cushioning_retained(distance_km: float) -> float:
    """Share of a new shoe's shock absorption left after a distance on a machine, 0 to 1500 km; reported second-hand.

    A curve of ours through the three reported points; shoes that people wore kept about 80 % at 800 km.
    """
    miles = in_range("distance_km", distance_km, 0, 1500, "km") / MILE_KM
    return 1 - 0.304 * (1 - exp(-miles / 32)) - 1.9e-4 * miles


def _slope(masses: tuple[float, float, float, float], shoe_n):  # type: ignore[no-untyped-def]
    m1, m2, m3, m4 = masses

    def slope(_time_s: float, state: State) -> State:
        x1, x2, x3, x4, v1, v2, v3, v4 = state
        leg_n = K1 * (x1 - x3) + C1 * (v1 - v3)
        leg_wobble_n = K2 * (x1 - x2) + C2 * (v1 - v2)
        between_n = K3 * (x2 - x3)
        body_wobble_n = (K4 + K5) * (x3 - x4) + C4 * (v3 - v4)
        return (
            v1,
            v2,
            v3,
            v4,
            G_M_S2 - (shoe_n(x1, v1) + leg_n + leg_wobble_n) / m1,
            G_M_S2 + (leg_wobble_n - between_n) / m2,
            G_M_S2 + (leg_n + between_n - body_wobble_n) / m3,
            G_M_S2 + body_wobble_n / m4,
        )

    return slope
