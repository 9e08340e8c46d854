"""Footwear: four masses that land on a soft or a hard shoe, and why their answer has the wrong sign.

**Landing.** m1, m2 hard and soft parts of the leg that lands, m3, m4 of the rest of the body; x downwards, 0 at touchdown.

    m1 x1″ = m1 g - F - k1 (x1 - x3) - k2 (x1 - x2) - c1 (x1′ - x3′) - c2 (x1′ - x2′)
    m2 x2″ = m2 g + k2 (x1 - x2) - k3 (x2 - x3) + c2 (x1′ - x2′)
    m3 x3″ = m3 g + k1 (x1 - x3) + k3 (x2 - x3) - (k4 + k5)(x3 - x4) + c1 (x1′ - x3′) - c4 (x3′ - x4′)
    m4 x4″ = m4 g + (k4 + k5)(x3 - x4) + c4 (x3′ - x4′)
    F = A [a x1^b + c x1^d x1′] while x1 > 0: heel pad and shoe; the shoe's hardness sets b and d

**Wear.** Part of the new shoe's shock absorption after x miles: 1 - 0.304 (1 - exp(-x/32)) - 0.00019 x.

Sources: Liu and Nigg 2000, as restated by Nikooyan and Zadpoor 2011 (doi 10.1177/0954411911424210). Wear: our curve
through reported figures of a test of 1985 (Cook), which was read second-hand; another retelling gives other figures.
Leaves out: muscles, and a runner who lands differently in another shoe; take-off (only the first 250 ms are meant); arch
support, pronation and heel drop, for which no small model could be defended.
Fails: the passive body lands softer in the softer shoe. Measured runners landed harder in it (Baltich 2015), and yet were
injured less in it (Malisoux 2020): the first peak is not the road by which shoes act. And the paper's own 1353 N at 23 ms
does not follow from its equations, which give 910 N at 8.7 ms; a second group called that simulation incorrect too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

from attrs import frozen

from ._numerics import G_M_S2, Slope, State, first_and_main_peak, first_peak, in_range, rk4

# Liu and Nigg 2000. Masses: hard and soft part of the leg that lands, hard and soft part of the rest.
MASSES_KG = (6.15, 6.0, 12.58, 50.34)
K1, K2, K3, K4, K5 = 6000.0, 6000.0, 10_000.0, 10_000.0, 18_000.0  # N/m
C1, C2, C4 = 300.0, 650.0, 1900.0  # kg/s
SOLE, SOLE_A, SOLE_C = 2.0, 1.0e6, 2.0e4  # A, a, c; SI units
SOFT, HARD = (1.56, 0.73), (1.38, 0.75)  # b, d

MASS_LIMITS_KG = ((2, 12), (2, 12), (5, 20), (35, 70))
STEP_S = 0.0005
DURATION_S = 0.25
IMPACT_BY_S = 0.06
"""After the first peak of every allowed landing, and before the main one of the published masses (tested)."""
MILE_KM = 1.609344
# Our curve of wear: what goes early, within about so many miles, and what each mile takes after that.
EARLY_LOSS, EARLY_MILES, LOSS_PER_MILE = 0.304, 32.0, 1.9e-4
FURTHEST_KM = 1500.0
"""Where the curve of wear ends."""


@frozen
class Impact:
    """Force under a shoe, shape (n,); `impact_peak_n` is the first peak, `active_peak_n` the highest after it.

    Where the first melts into the rise to the second (soft shoe, slow landing), its shoulder counts.
    """

    time_s: tuple[float, ...]
    force_n: tuple[float, ...]
    impact_peak_n: float
    impact_time_s: float
    active_peak_n: float
    active_time_s: float


@frozen
class FirstPeak:
    """The first peak under a shoe, or its shoulder."""

    time_s: float
    force_n: float


@frozen
class MeasuredImpact:
    """Impact peak of runners in a shoe, in body weights (BW), and its standard error."""

    shoe: str
    impact_peak_bw: float
    standard_error_bw: float


@frozen
class InjuryRatio:
    """Sub-hazard ratio of injury, hard against soft shoe, with its 95 % interval."""

    runners: str
    ratio: float
    low: float
    high: float


# What Liu and Nigg 2000 print for the hard shoe, and nobody gets from their equations.
CLAIMED_PEAK_N = 1353.0
# 93 runners at 3.33 m/s (Baltich, Maurer and Nigg 2015, doi 10.1371/journal.pone.0125196).
MEASURED_IMPACTS = (
    MeasuredImpact("soft", 1.70, 0.03),
    MeasuredImpact("medium", 1.64, 0.03),
    MeasuredImpact("hard", 1.54, 0.03),
)
# 848 runners, drawn by lot to a soft or a hard shoe (Malisoux and colleagues 2020, doi 10.1177/0363546519892578).
INJURED_SOFT_PERCENT, INJURED_HARD_PERCENT = 12.6, 17.6
INJURY_RATIOS = (
    InjuryRatio("all runners", 1.52, 1.07, 2.16),
    InjuryRatio("lighter runners", 1.80, 1.09, 2.98),
    InjuryRatio("heavier runners", 1.23, 0.75, 2.03),
)
# Miles → shock absorption left [%], on a machine and on people's feet: Cook 1985 as a forum reports it, so "reported".
WORN = ((50.0, 75.0), (150.0, 67.0), (500.0, 60.0))
WORN_BY_PEOPLE = (500.0, 80.0)


def impact_force(hardness: float, touchdown_speed_m_s: float = 0.6, masses_kg: Sequence[float] | None = None) -> Impact:
    """Ground force of a passive body that lands on a shoe.

    Parameters
    ----------
    hardness : float
        0 for the paper's soft shoe, 1 for its hard one; straight lines between their exponents are our choice. [1]
    touchdown_speed_m_s : float
        Speed downwards of all four masses; 0.1 to 1.5. [m/s]
    masses_kg : Sequence[float], optional
        m1 to m4, each within `MASS_LIMITS_KG`; `MASSES_KG` when left out. [kg]

    Returns
    -------
    Impact
        After Liu and Nigg 2000, whose own printed result is not this one.

    Raises
    ------
    ValueError
        An argument out of its range, or a body so heavy that its second peak comes later.
    """
    masses = MASSES_KG if masses_kg is None else _checked(masses_kg)
    times, forces = _landing(hardness, touchdown_speed_m_s, masses, DURATION_S)
    peaks = first_and_main_peak(times, forces)
    if peaks is None:
        raise ValueError(
            f"masses_kg and touchdown_speed_m_s must give two peaks within {DURATION_S:g} s, and these do not"
        )
    (impact_s, impact_n), (active_s, active_n) = peaks
    return Impact(times, forces, impact_n, impact_s, active_n, active_s)


def impact_peak(hardness: float, touchdown_speed_m_s: float = 0.6) -> FirstPeak:
    """The first peak of `impact_force` alone, in a quarter of the time: for a picture of many shoes.

    Parameters
    ----------
    hardness, touchdown_speed_m_s : float
        As in `impact_force`.

    Returns
    -------
    FirstPeak

    Raises
    ------
    ValueError
        An argument out of its range.
    """
    peak = first_peak(*_landing(hardness, touchdown_speed_m_s, MASSES_KG, IMPACT_BY_S))
    assert peak is not None  # for these masses there is one (tested)
    return FirstPeak(*peak)


def cushioning_retained(distance_km: float) -> float:
    """Part of a new shoe's shock absorption that is left, as a test machine is reported to have found it.

    Parameters
    ----------
    distance_km : float
        Distance run in the shoe, reported to 805; 0 to `FURTHEST_KM`. [km]

    Returns
    -------
    float
        1 for a new shoe; our curve through figures of Cook 1985, read second-hand. On people's feet shoes kept more.
        [fraction]

    Raises
    ------
    ValueError
        The argument out of its range.
    """
    miles = in_range("distance_km", distance_km, 0, FURTHEST_KM, "km") / MILE_KM
    return 1 - EARLY_LOSS * (1 - exp(-miles / EARLY_MILES)) - LOSS_PER_MILE * miles


def _checked(masses_kg: Sequence[float]) -> tuple[float, ...]:
    if len(masses_kg) != len(MASSES_KG):
        raise ValueError(f"masses_kg must hold {len(MASSES_KG)} masses, got {len(masses_kg)}")
    numbered = enumerate(zip(masses_kg, MASS_LIMITS_KG, strict=True), 1)
    return tuple(in_range(f"mass {number} of masses_kg", mass, *limits, "kg") for number, (mass, limits) in numbered)


def _landing(
    hardness: float, speed_m_s: float, masses: Sequence[float], duration_s: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Times [s] and ground forces [N] from touchdown on."""
    in_range("hardness", hardness, 0, 1)
    in_range("touchdown_speed_m_s", speed_m_s, 0.1, 1.5, "m/s")
    b, d = (soft + hardness * (hard - soft) for soft, hard in zip(SOFT, HARD, strict=True))

    def shoe_n(x: float, v: float) -> float:
        return SOLE * (SOLE_A * x**b + SOLE_C * x**d * v) if x > 0 else 0.0

    start = (0.0,) * 4 + (speed_m_s,) * 4
    times, states = rk4(_slope(masses, shoe_n), start, STEP_S, round(duration_s / STEP_S))
    return times, tuple(shoe_n(state[0], state[4]) for state in states)


def _slope(masses: Sequence[float], shoe_n: Callable[[float, float], float]) -> Slope:
    """Rates of the state (x1 … x4, v1 … v4); it runs 2000 times a landing, hence short names and no look-ups."""
    m1, m2, m3, m4 = masses
    k45, g = K4 + K5, G_M_S2

    def slope(_: float, state: State) -> State:
        x1, x2, x3, x4, v1, v2, v3, v4 = state
        leg_n = K1 * (x1 - x3) + C1 * (v1 - v3)
        leg_wobble_n = K2 * (x1 - x2) + C2 * (v1 - v2)
        between_n = K3 * (x2 - x3)
        body_wobble_n = k45 * (x3 - x4) + C4 * (v3 - v4)
        a1 = g - (shoe_n(x1, v1) + leg_n + leg_wobble_n) / m1
        a2 = g + (leg_wobble_n - between_n) / m2
        a3 = g + (leg_n + between_n - body_wobble_n) / m3
        return v1, v2, v3, v4, a1, a2, a3, g + body_wobble_n / m4

    return slope
