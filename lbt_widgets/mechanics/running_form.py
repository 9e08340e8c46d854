"""The force under one running step, in three nested models: from a watch's numbers to the first jolt.

**Spring–mass**: one mass on one spring whose force is half a sine wave; tc contact, tf flight, v speed, L leg.

    F = m g π/2 (tf/tc + 1);  Δy = F tc²/(m π²) - g tc²/8;  ΔL = L - √(L² - (v tc/2)²) + Δy;  k_vert = F/Δy;  k_leg = F/ΔL

**Two masses**: the lower leg's collision and the rest of the body, each a bell A/2 [1 + cos(π (t - B)/C)] for |t - B| ≤ C.
Both together have the impulse m g (tc + tf), the first has 2 m1 (Δv1 + g Δt1) with m1 = 0.08 m, and lasts 2 Δt1; the second
fills the contact and is highest at 47 % of it.

**Stride length**: two masses, two springs, one damper; positions upwards, P2 > 0 a stretched lower spring.

    P1″ = K1/M1 (P2 - P1) - g;  P2″ = -[K2 P2 + K1 (P2 - P1) + C P2′]/M2 - g;  force = -1.10 (K2 P2 + C P2′)

Sources: Morin and colleagues 2005 (doi 10.1123/jab.21.2.167); Clark, Ryan and Weyand 2017 (Journal of Experimental Biology
220(2):247; R² 0.95 over 500 steps; its constants were read in a public implementation); Derrick, Caldwell and Hamill 2000.
Leaves out: trunk, spine and arms; forces forwards and sideways; slopes, on which the first model is not valid (Meyer and
colleagues 2023, doi 10.1055/a-2044-4805). And the force on the ground is not the load inside: over speeds and slopes the
first peak did not follow the load on the shin bone (Matijevich and colleagues 2019, doi 10.1371/journal.pone.0210000).
Fails: the leg's stiffness is 6 % off force plates in the mean, 10 % at 3.33 m/s. The stride model's first peak is 20 to
25 % low, because the paper does not print where the upper mass starts (`upper_stretch_mm`).
"""

from __future__ import annotations

from math import ceil, cos, pi, sqrt
from typing import NamedTuple

from attrs import frozen

from ._numerics import G_M_S2, State, first_and_main_peak, in_range, rk4

LEG_PER_HEIGHT = 0.53  # leg length as a part of height (Morin 2005)
SPRING_MASS_MEASURED_M_S = (3.33, 6.67)  # speeds of the check against force plates (Morin 2005)
TWO_MASS_MEASURED_M_S = (3.0, 11.1)  # speeds of 42 runners (Clark 2017)

# Clark 2017: share of body mass that stops at the collision; when in the contact the rest pushes hardest.
LOWER_MASS = 0.08
MAIN_PEAK_AT = 0.47

# Derrick 2000: shares of body mass, damping as a part of the critical one, scale of the force.
UPPER_SHARE, LOWER_SHARE = 0.8, 0.2
DAMPING_RATIO = 0.35
FORCE_SCALE = 1.10

STEP_S = 0.0005  # of the samples and of the integration
LONGEST_S, SHORTEST_S = 0.6, 0.05  # the force starts near zero, so no take-off is looked for before the second


class StrideParameters(NamedTuple):
    """Springs, stretch of the lower one, and the speeds of both masses at contact (down is negative)."""

    upper_stiffness_kn_m: float
    lower_stiffness_kn_m: float
    lower_stretch_mm: float
    upper_velocity_m_s: float
    lower_velocity_m_s: float


@frozen
class SpringMass:
    """A step as one mass on one spring; displacement and compression are sizes, so positive."""

    peak_force_n: float
    vertical_displacement_m: float
    leg_compression_m: float
    vertical_stiffness_kn_m: float
    leg_stiffness_kn_m: float
    step_rate_hz: float
    duty_factor: float


@frozen
class TwoMassForce:
    """Vertical force over one contact, shape (n,), and its two parts; impulses of the whole, the collision, the rest."""

    time_s: tuple[float, ...]
    force_n: tuple[float, ...]
    impact_force_n: tuple[float, ...]
    main_force_n: tuple[float, ...]
    impulse_n_s: float
    impact_impulse_n_s: float
    main_impulse_n_s: float


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
class ModelAndPlate:
    """Mean of the spring–mass model beside that of a force plate; the unit ends the quantity's name."""

    quantity: str
    model: float
    plate: float


@frozen
class MeasuredStride:
    """What force plates measured at a change of stride length."""

    stride_change: float
    impact_peak_bw: float
    active_peak_bw: float
    contact_time_s: float
    impulse_n_s: float


@frozen
class MeasuredPeak:
    """A peak of the vertical force, its standard deviation, and when it came."""

    time_s: float
    force_bw: float
    sd_bw: float


# Change of stride length → parameters. Derrick 2000: ten men, 76 ± 12 kg, 3.83 m/s, preferred stride 2.85 m.
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
# Treadmill, means (Morin 2005); and by speed [m/s] the fraction by which the leg's stiffness was off.
MEASURED_STIFFNESS = (
    ModelAndPlate("peak_force_kn", 1.91, 2.05),
    ModelAndPlate("leg_stiffness_kn_m", 9.75, 10.37),
    ModelAndPlate("vertical_stiffness_kn_m", 37.74, 37.70),
)
LEG_STIFFNESS_ERROR = ((3.33, 0.0982), (6.67, 0.0388))
# Rear-foot strikers at 4.5 m/s, stance 188 ms: impact and active peak (Cavanagh and Lafortune 1980).
MEASURED_REAR_FOOT = (MeasuredPeak(0.023, 2.2, 0.4), MeasuredPeak(0.083, 2.8, 0.3))


def spring_mass(
    mass_kg: float, speed_m_s: float, contact_time_s: float, flight_time_s: float, leg_length_m: float
) -> SpringMass:
    """Force, bounce and stiffness of a step on level ground, from what a watch and a tape measure can tell.

    Parameters
    ----------
    mass_kg : float
        Body mass; 30 to 200. [kg]
    speed_m_s : float
        Running speed; 0.5 to 12. [m/s]
    contact_time_s : float
        One foot on the ground; 0.08 to 0.5. [s]
    flight_time_s : float
        No foot on the ground; 0 to 0.4. [s]
    leg_length_m : float
        Hip to ground, about `LEG_PER_HEIGHT` × height; 0.5 to 1.3. [m]

    Returns
    -------
    SpringMass
        After Morin and colleagues 2005, doi 10.1123/jab.21.2.167.

    Raises
    ------
    ValueError
        An argument out of its range, or more ground covered in a contact than the leg could span.
    """
    _check_step(mass_kg, contact_time_s, flight_time_s)
    in_range("speed_m_s", speed_m_s, 0.5, 12, "m/s")
    in_range("leg_length_m", leg_length_m, 0.5, 1.3, "m")
    in_range("speed_m_s × contact_time_s", speed_m_s * contact_time_s, 0, 2 * leg_length_m, "m, twice the leg")
    half_way_m = speed_m_s * contact_time_s / 2
    force_n = mass_kg * G_M_S2 * pi / 2 * (flight_time_s / contact_time_s + 1)
    sink_m = force_n * contact_time_s**2 / (mass_kg * pi**2) - G_M_S2 * contact_time_s**2 / 8
    compression_m = leg_length_m - sqrt(leg_length_m**2 - half_way_m**2) + sink_m
    step_s = contact_time_s + flight_time_s
    return SpringMass(
        peak_force_n=force_n,
        vertical_displacement_m=sink_m,
        leg_compression_m=compression_m,
        vertical_stiffness_kn_m=force_n / sink_m / 1000,
        leg_stiffness_kn_m=force_n / compression_m / 1000,
        step_rate_hz=1 / step_s,
        duty_factor=contact_time_s / (2 * step_s),
    )


def two_mass_force(
    mass_kg: float,
    contact_time_s: float,
    flight_time_s: float,
    impact_time_s: float = 0.025,
    impact_velocity_change_m_s: float = 1.5,
) -> TwoMassForce:
    """Vertical force of one contact as two bells: gravity alone sets the impulse, and form only its shape.

    Parameters
    ----------
    mass_kg, contact_time_s, flight_time_s : float
        As in `spring_mass`. [kg, s, s]
    impact_time_s : float
        Half of the collision, Δt1; 0.005 to half of the contact. [s]
    impact_velocity_change_m_s : float
        Speed that the lower leg loses in it, Δv1; 0 to 4, so that the rest keeps an impulse. [m/s]

    Returns
    -------
    TwoMassForce
        After Clark, Ryan and Weyand 2017, Journal of Experimental Biology 220(2):247.

    Raises
    ------
    ValueError
        An argument out of its range.
    """
    _check_step(mass_kg, contact_time_s, flight_time_s)
    in_range("impact_time_s", impact_time_s, 0.005, contact_time_s / 2, "s")
    in_range("impact_velocity_change_m_s", impact_velocity_change_m_s, 0, 4, "m/s")
    total_n_s = mass_kg * G_M_S2 * (contact_time_s + flight_time_s)
    impact_n_s = 2 * LOWER_MASS * mass_kg * (impact_velocity_change_m_s + G_M_S2 * impact_time_s)
    main_n_s = total_n_s - impact_n_s
    top_s = MAIN_PEAK_AT * contact_time_s
    times = _samples(impact_time_s, contact_time_s)
    impact = tuple(_bell(t, impact_n_s / impact_time_s, impact_time_s, impact_time_s) for t in times)
    main = tuple(_bell(t, 2 * main_n_s / contact_time_s, top_s, contact_time_s - top_s) for t in times)
    force = tuple(a + b for a, b in zip(impact, main, strict=True))
    return TwoMassForce(times, force, impact, main, total_n_s, impact_n_s, main_n_s)


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
    mass_kg: float = 76,
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


def _check_step(mass_kg: float, contact_time_s: float, flight_time_s: float) -> None:
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    in_range("contact_time_s", contact_time_s, 0.08, 0.5, "s")
    in_range("flight_time_s", flight_time_s, 0, 0.4, "s")


def _bell(time_s: float, height: float, rise_s: float, fall_s: float) -> float:
    """A raised cosine from time 0: up for `rise_s`, down for `fall_s`."""
    after_top_s = time_s - rise_s
    half_s = fall_s if after_top_s > 0 else rise_s
    return height / 2 * (1 + cos(pi * after_top_s / half_s)) if after_top_s < half_s else 0.0


def _samples(impact_time_s: float, contact_time_s: float) -> tuple[float, ...]:
    """Times whose step divides the collision, so that the samples have the curve's impulse to one in a million."""
    step_s = impact_time_s / round(impact_time_s / STEP_S)
    count = ceil(contact_time_s / step_s - 1e-6)
    return (*(i * step_s for i in range(count)), contact_time_s)


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
