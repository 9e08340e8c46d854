"""Running form: three nested models of the force under the foot.

1. `spring_mass`: one mass on a spring with a sine-shaped force (Morin 2005, DOI 10.1123/jab.21.2.167). Against force plates
   on a treadmill the vertical stiffness was 0.12 % off, the leg's 6 % (worst 9.8 % at 3.33 m/s). Level ground only: on slopes
   the method was found not valid (Meyer 2023, DOI 10.1055/a-2044-4805).
2. `two_mass_force`: the lower leg's collision added to the rest of the body (Clark 2017; R² 0.95 over 500 steps). The impulse
   is fixed by gravity; form only reshapes it. A public implementation writes the mean force as m·g·(tc + ta/tc) and puts a
   change of acceleration in the impact: both are wrong, and the impulse would not be weight times time.
3. `stride_length_force`: two masses, two springs, one damper, fitted to ten men at 3.83 m/s (Derrick 2000). Its absolute
   impact peaks come out 20 to 25 % low with the first stretch that the paper does not print. The paper prints the force with
   +K2·P2; with positions positive up it is −K2·P2.

All are of the force on the ground, which is not the load inside the body (Matijevich 2019, DOI 10.1371/journal.pone.0210000).
"""

from __future__ import annotations

from math import cos, pi, sqrt

from attrs import frozen

from ._numerics import State, in_range, rk4

G_M_S2 = 9.81

# Clark 2017
LOWER_MASS = 0.08
"""Share of body mass that stops at the collision."""
MAIN_PEAK_AT = 0.47
"""Of contact time."""
WAVE_POINTS = 201

# Derrick 2000: change of stride length → upper and lower stiffness [kN/m], lower stretch [mm], velocities [m/s]
STRIDES = (
    (-0.20, 52.6, 83.9, 5.0, -0.44, -0.63),
    (-0.10, 42.4, 78.2, 6.1, -0.55, -0.65),
    (0.00, 34.1, 78.4, 7.4, -0.73, -0.66),
    (0.10, 29.5, 91.1, 8.6, -0.85, -0.85),
    (0.20, 25.8, 100.7, 9.9, -1.00, -1.04),
)
UPPER_SHARE, LOWER_SHARE = 0.8, 0.2
DAMPING_RATIO = 0.35
FORCE_SCALE = 1.10
STEP_S = 0.0002
LONGEST_S, SHORTEST_S = 0.5, 0.05
IMPACT_BEFORE_S = 0.08
"""The first peak is looked for before this, the active one after it: the measured ones lie well apart."""


@frozen
class SpringMass:
    """A runner as a mass on a spring."""

    peak_force_n: float
    vertical_displacement_m: float
    leg_compression_m: float
    vertical_stiffness_kn_m: float
    leg_stiffness_kn_m: float
    step_rate_hz: float
    duty_factor: float


@frozen
class TwoMassForce:
    """Vertical force over one contact; the impulses are of the whole, the collision and the rest."""

    time_s: tuple[float, ...]
    force_n: tuple[float, ...]
    impact_force_n: tuple[float, ...]
    main_force_n: tuple[float, ...]
    impulse_n_s: float
    impact_impulse_n_s: float
    main_impulse_n_s: float


@frozen
class StrideForce:
    """Vertical force over one contact, in body weights (BW)."""

    time_s: tuple[float, ...]
    force_bw: tuple[float, ...]
    impact_peak_bw: float
    active_peak_bw: float
    contact_time_s: float
    impulse_n_s: float


@frozen
class MeasuredStride:
    """What Derrick 2000 measured at a change of stride length."""

    stride_change: float
    impact_peak_bw: float
    active_peak_bw: float
    contact_time_s: float
    impulse_n_s: float


MEASURED_STRIDES = (
    MeasuredStride(-0.20, 1.59, 2.44, 0.228, 238.7),
    MeasuredStride(0.20, 2.39, 2.92, 0.243, 331.6),
)


def spring_mass(
    mass_kg: float, speed_m_s: float, contact_time_s: float, flight_time_s: float, leg_length_m: float
) -> SpringMass:
    """Stiffness from what a watch measures (Morin 2005).

    Parameters
    ----------
    mass_kg : float
        30 to 200.
    speed_m_s : float
        1 to 12.
    contact_time_s : float
        0.08 to 0.5.
    flight_time_s : float
        0.01 to 0.4.
    leg_length_m : float
        0.5 to 1.3; about 0.53 of body height.

    Raises
    ------
    ValueError
        Out of range, or where the leg is too short for the way that the foot goes back on the ground.
    """
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    in_range("speed_m_s", speed_m_s, 1, 12, "m/s")
    _check_times(contact_time_s, flight_time_s)
    in_range("leg_length_m", leg_length_m, 0.5, 1.3, "m")
    half_way_m = speed_m_s * contact_time_s / 2
    if half_way_m >= leg_length_m:
        raise ValueError(
            f"speed_m_s × contact_time_s must be less than {2 * leg_length_m:g} m, twice the leg, got {2 * half_way_m:g} m"
        )
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
    """The force as two bells: the lower leg's collision and the rest of the body (Clark 2017).

    Parameters
    ----------
    mass_kg, contact_time_s, flight_time_s : float
        As in `spring_mass`.
    impact_time_s : float
        Half of the collision, 0.005 to 0.08 and at most half of the contact. [s]
    impact_velocity_change_m_s : float
        By which the lower leg is slowed, 0 to 6. [m/s]

    Raises
    ------
    ValueError
        Out of range, or where the collision alone would take more than the whole impulse.
    """
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    _check_times(contact_time_s, flight_time_s)
    in_range("impact_time_s", impact_time_s, 0.005, min(0.08, contact_time_s / 2), "s")
    in_range("impact_velocity_change_m_s", impact_velocity_change_m_s, 0, 6, "m/s")
    total_n_s = mass_kg * G_M_S2 * (contact_time_s + flight_time_s)
    lower_kg = LOWER_MASS * mass_kg
    impact_n_s = 2 * lower_kg * (impact_velocity_change_m_s + G_M_S2 * impact_time_s)
    if impact_n_s >= total_n_s:
        raise ValueError(f"the collision takes {impact_n_s:.0f} N·s of {total_n_s:.0f} N·s; make it softer or shorter")
    main_n_s = total_n_s - impact_n_s
    main_peak_s = MAIN_PEAK_AT * contact_time_s
    times = tuple(contact_time_s * i / (WAVE_POINTS - 1) for i in range(WAVE_POINTS))
    impact = tuple(_bell(t, impact_n_s / impact_time_s, impact_time_s, impact_time_s, impact_time_s) for t in times)
    trail_s = contact_time_s - main_peak_s
    main = tuple(_bell(t, 2 * main_n_s / contact_time_s, main_peak_s, main_peak_s, trail_s) for t in times)
    force = tuple(a + b for a, b in zip(impact, main, strict=True))
    return TwoMassForce(times, force, impact, main, total_n_s, impact_n_s, main_n_s)


def stride_length_force(
    mass_kg: float = 76,
    stride_change: float = 0.0,
    upper_stiffness_kn_m: float | None = None,
    lower_stiffness_kn_m: float | None = None,
    lower_stretch_mm: float | None = None,
    upper_velocity_m_s: float | None = None,
    lower_velocity_m_s: float | None = None,
) -> StrideForce:
    """The force of a step that is longer or shorter than preferred, at 3.83 m/s (Derrick 2000).

    Parameters
    ----------
    mass_kg : float
        30 to 200; the stiffnesses are of men of 76 ± 12 kg.
    stride_change : float
        Of the preferred stride, −0.2 to 0.2; the parameters are interpolated between the five measured ones.
    upper_stiffness_kn_m, lower_stiffness_kn_m, lower_stretch_mm, upper_velocity_m_s, lower_velocity_m_s : float, optional
        In place of the interpolated ones.

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("mass_kg", mass_kg, 30, 200, "kg")
    fitted = stride_parameters(stride_change)
    given = (upper_stiffness_kn_m, lower_stiffness_kn_m, lower_stretch_mm, upper_velocity_m_s, lower_velocity_m_s)
    k1, k2, stretch, v1, v2 = (own if own is not None else fit for own, fit in zip(given, fitted, strict=True))
    in_range("upper_stiffness_kn_m", k1, 5, 200, "kN/m")
    in_range("lower_stiffness_kn_m", k2, 5, 400, "kN/m")
    in_range("lower_stretch_mm", stretch, 0, 30, "mm")
    in_range("upper_velocity_m_s", v1, -4, 0, "m/s")
    in_range("lower_velocity_m_s", v2, -4, 0, "m/s")
    return _contact(mass_kg, 1000 * k1, 1000 * k2, stretch / 1000, v1, v2)


def stride_parameters(stride_change: float) -> tuple[float, float, float, float, float]:
    """Upper and lower stiffness [kN/m], lower stretch [mm], upper and lower velocity [m/s] for a stride change."""
    in_range("stride_change", stride_change, STRIDES[0][0], STRIDES[-1][0])
    for low, high in zip(STRIDES, STRIDES[1:], strict=False):
        if stride_change <= high[0]:
            share = (stride_change - low[0]) / (high[0] - low[0])
            k1, k2, stretch, v1, v2 = (a + share * (b - a) for a, b in zip(low[1:], high[1:], strict=True))
            return k1, k2, stretch, v1, v2
    raise AssertionError("in_range has checked it")


def cadence_change(stride_change: float) -> float:
    """Change of cadence at the same speed, as a share: a shorter stride needs more of them."""
    return 1 / (1 + in_range("stride_change", stride_change, -0.5, 1)) - 1


def damping_n_s_m(lower_stiffness_n_m: float, lower_mass_kg: float) -> float:
    """The damper of Derrick's model. [N·s/m]"""
    return 2 * DAMPING_RATIO * sqrt(lower_stiffness_n_m * lower_mass_kg)


def _contact(mass_kg: float, k1: float, k2: float, stretch_m: float, v1: float, v2: float) -> StrideForce:
    upper_kg, lower_kg = UPPER_SHARE * mass_kg, LOWER_SHARE * mass_kg
    damping = damping_n_s_m(k2, lower_kg)
    by_upper, by_lower, down, g = k1 / upper_kg, k1 / lower_kg, k2 / lower_kg, G_M_S2
    braking = damping / lower_kg

    def slope(_time_s: float, state: State) -> State:
        upper, lower, upper_v, lower_v = state
        gap = lower - upper
        return upper_v, lower_v, by_upper * gap - g, -down * lower - by_lower * gap - braking * lower_v - g

    def force_n(state: State) -> float:
        return FORCE_SCALE * (-k2 * state[1] - damping * state[3])

    def stands(time_s: float, state: State) -> bool:
        return time_s < SHORTEST_S or force_n(state) > 0

    times, states = rk4(slope, (0.0, stretch_m, v1, v2), STEP_S, round(LONGEST_S / STEP_S), stands)
    forces = [force_n(state) for state in states]
    weight_n = mass_kg * G_M_S2
    impact_n = _first_peak([f for t, f in zip(times, forces, strict=True) if t < IMPACT_BEFORE_S])
    active_n = max(f for t, f in zip(times, forces, strict=True) if t >= IMPACT_BEFORE_S)
    return StrideForce(
        time_s=times,
        force_bw=tuple(f / weight_n for f in forces),
        impact_peak_bw=impact_n / weight_n,
        active_peak_bw=active_n / weight_n,
        contact_time_s=times[-1],
        impulse_n_s=STEP_S * sum((a + b) / 2 for a, b in zip(forces, forces[1:], strict=False)),
    )


def _first_peak(values: list[float]) -> float:
    """The first value that is higher than the next; the last where they only rise."""
    return next((a for a, b in zip(values, values[1:], strict=False) if a > b and a > 0), values[-1])


def _bell(time_s: float, height: float, peak_s: float, lead_s: float, trail_s: float) -> float:
    """A raised cosine about `peak_s`, wide by `lead_s` before and `trail_s` after it."""
    away_s = time_s - peak_s
    width_s = lead_s if away_s < 0 else trail_s
    return 0.0 if abs(away_s) > width_s else height / 2 * (1 + cos(pi * away_s / width_s))


def _check_times(contact_time_s: float, flight_time_s: float) -> None:
    in_range("contact_time_s", contact_time_s, 0.08, 0.5, "s")
    in_range("flight_time_s", flight_time_s, 0.01, 0.4, "s")
