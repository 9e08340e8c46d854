"""The force under one running step, in two models: from a watch's numbers to the first jolt.

**Spring–mass**: one mass on one spring whose force is half a sine wave; tc contact, tf flight, v speed, L leg.

    F = m g π/2 (tf/tc + 1);  Δy = F tc²/(m π²) - g tc²/8;  ΔL = L - √(L² - (v tc/2)²) + Δy;  k_vert = F/Δy;  k_leg = F/ΔL

**Two masses**: the lower leg's collision and the rest of the body, each a bell A/2 [1 + cos(π (t - B)/C)] for |t - B| ≤ C.
Both together have the impulse m g (tc + tf), the first has 2 m1 (Δv1 + g Δt1) with m1 = 0.08 m, and lasts 2 Δt1; the second
fills the contact and is highest at 47 % of it.

Sources: Morin and colleagues 2005 (doi 10.1123/jab.21.2.167); Clark, Ryan and Weyand 2017 (Journal of Experimental Biology
220(2):247; R² 0.95 over 500 steps of 42 runners at 3.0 to 11.1 m/s; its constants were read in a public implementation).
A third model, of longer and shorter strides, is in `stride_length`.
Leaves out: trunk, spine and arms; forces forwards and sideways; slopes, on which the first model is not valid (Meyer and
colleagues 2023, doi 10.1055/a-2044-4805). And the force on the ground is not the load inside: over speeds and slopes the
first peak did not follow the load on the shin bone (Matijevich and colleagues 2019, doi 10.1371/journal.pone.0210000).
Fails: the leg's stiffness is 6 % off force plates in the mean, 10 % at 3.33 m/s.
"""

from __future__ import annotations

from math import ceil, cos, pi, sqrt

from attrs import frozen

from ._numerics import G_M_S2, in_range

SPRING_MASS_MEASURED_M_S = (3.33, 6.67)  # speeds of the check against force plates (Morin 2005)

# Clark 2017: share of body mass that stops at the collision; when in the contact the rest pushes hardest.
LOWER_MASS = 0.08
MAIN_PEAK_AT = 0.47

STEP_S = 0.0005


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
class MeasuredPeak:
    """A peak of the vertical force, its standard deviation, and when it came."""

    time_s: float
    force_bw: float
    sd_bw: float


@frozen
class MeasuredStep:
    """What force plates measured of a step, as means over runners."""

    speed_m_s: float
    contact_time_s: float
    impact: MeasuredPeak
    active: MeasuredPeak


# Rear-foot strikers (Cavanagh and Lafortune 1980).
REAR_FOOT = MeasuredStep(4.5, 0.188, MeasuredPeak(0.023, 2.2, 0.4), MeasuredPeak(0.083, 2.8, 0.3))


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
        Hip to ground; 0.5 to 1.3. [m]

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
