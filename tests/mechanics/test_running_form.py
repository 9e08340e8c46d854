"""The three models of a step: published rows, identities, what fails, and the sentence of every error."""

from math import asin, cos, hypot, pi, sin

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from lbt_widgets.mechanics import running_form
from lbt_widgets.mechanics._numerics import first_and_main_peak
from lbt_widgets.mechanics.running_form import (
    MEASURED_REAR_FOOT,
    MEASURED_STIFFNESS,
    MEASURED_STRIDES,
    STRIDES,
    cadence_change,
    spring_mass,
    stride_length_force,
    stride_parameters,
    two_mass_force,
)

RUNNER = {"mass_kg": 70, "contact_time_s": 0.25, "flight_time_s": 0.11}
STEPS = {
    "mass_kg": st.floats(45, 105),
    "contact_time_s": st.floats(0.15, 0.32),
    "flight_time_s": st.floats(0.03, 0.18),
}
SHORT, LONG = (stride_length_force(stride_change=measured.stride_change) for measured in MEASURED_STRIDES)
SHORT_MEASURED, LONG_MEASURED = MEASURED_STRIDES
EULER = (
    0.01  # "ours" below came from the authors' own Euler steps of 0.1 ms, which end up to 0.6 % from the exact curve
)


def impulse(time_s, force):
    return np.trapezoid(force, time_s)


# Spring–mass


def test_morin_2005_treadmill_means():
    # Mean peak force 1.91 kN, leg compression 0.20 m and displacement 0.05 m, as printed (rounded, hence 5 %). A runner
    # of 70 kg with a leg of 0.9275 m who has all three: tf/tc = 1910/(70 · 9.81 · π/2) - 1, tc² from Δy, v from ΔL.
    step = spring_mass(70, 5.610, 0.18026, 0.13893, 0.9275)
    assert step.peak_force_n == pytest.approx(1910, rel=1e-3)
    assert step.leg_compression_m == pytest.approx(0.20, rel=1e-3)
    assert step.vertical_displacement_m == pytest.approx(0.05, rel=1e-3)
    assert step.leg_stiffness_kn_m == pytest.approx(9.75, rel=0.05)
    assert step.vertical_stiffness_kn_m == pytest.approx(37.74, rel=0.05)


@pytest.mark.parametrize(
    ("quantity", "low_by"),
    [("peak_force_kn", 0.069), ("leg_stiffness_kn_m", 0.061), ("vertical_stiffness_kn_m", -0.001)],
)
def test_morin_2005_falls_short_of_the_force_plate(quantity, low_by):
    found = next(row for row in MEASURED_STIFFNESS if row.quantity == quantity)
    assert 1 - found.model / found.plate == pytest.approx(low_by, abs=0.0015)


def test_spring_mass_worked_by_hand():
    # 70 · 9.81 · π/2 · 1.44 = 1553; 1553 · 0.0625/(70 π²) - 9.81 · 0.0625/8 = 0.0639; 0.9275 - √(0.9275² - 0.41625²) = 0.0986
    step = spring_mass(**RUNNER, speed_m_s=3.33, leg_length_m=0.9275)
    assert step.peak_force_n == pytest.approx(1553, rel=1e-3)
    assert step.vertical_displacement_m == pytest.approx(0.0639, rel=1e-3)
    assert step.leg_compression_m == pytest.approx(0.1625, rel=1e-3)
    assert step.vertical_stiffness_kn_m == pytest.approx(24.3, rel=1e-3)
    assert step.leg_stiffness_kn_m == pytest.approx(9.56, rel=1e-3)


def test_young_runners_step_rate_and_duty():
    # Journal of Experimental Biology, table of contact and flight times: 271 and 112 ms, steps of 99.5 cm; stride rate
    # 1.31 Hz (a stride is two steps), duty factor 35.5 %.
    step = spring_mass(70, 2.60, 0.271, 0.112, 0.92)
    assert step.step_rate_hz / 2 == pytest.approx(1.31, rel=0.01)
    assert step.duty_factor == pytest.approx(0.355, rel=0.01)
    assert 0.995 * step.step_rate_hz == pytest.approx(2.60, rel=0.01)


def test_spring_mass_is_near_a_mass_that_swings_over_a_spring():
    """The planar spring–mass model with Morin's leg: the same picture, not the same model (4 to 5 % longer in contact)."""
    leg_m, speed, step = 0.9275, 3.33, spring_mass(**RUNNER, speed_m_s=3.33, leg_length_m=0.9275)
    stiffness = 1000 * step.leg_stiffness_kn_m / 70
    angle = asin(speed * 0.25 / 2 / leg_m)

    def swing(_, state):
        x, y, vx, vy = state
        length = hypot(x, y)
        push = stiffness * (leg_m - length) / length
        return vx, vy, push * x, push * y - 9.81

    def take_off(_, state):
        return hypot(state[0], state[1]) - leg_m

    take_off.terminal, take_off.direction = True, 1
    start = (-leg_m * sin(angle), leg_m * cos(angle), speed, -9.81 * 0.11 / 2)
    swung = solve_ivp(swing, (0, 1), start, events=take_off, rtol=1e-9, atol=1e-10, max_step=0.001)
    lengths = np.hypot(swung.y[0], swung.y[1])
    assert swung.t[-1] / 0.25 == pytest.approx(1.045, abs=0.01)
    assert 70 * stiffness * (leg_m - lengths.min()) / step.peak_force_n == pytest.approx(1.03, abs=0.015)
    assert (swung.y[1][0] - swung.y[1].min()) / step.vertical_displacement_m == pytest.approx(1.07, abs=0.025)


@given(**STEPS)
def test_the_sine_has_the_impulse_of_gravity(mass_kg, contact_time_s, flight_time_s):
    step = spring_mass(mass_kg, 3, contact_time_s, flight_time_s, 0.93)
    assert step.peak_force_n * 2 / pi * contact_time_s == pytest.approx(
        mass_kg * 9.81 * (contact_time_s + flight_time_s)
    )


@given(**STEPS, speed_m_s=st.floats(2.5, 5.5))
def test_stiffness_is_force_over_path(mass_kg, contact_time_s, flight_time_s, speed_m_s):
    step = spring_mass(mass_kg, speed_m_s, contact_time_s, flight_time_s, 0.93)
    assert 0 < step.vertical_displacement_m < step.leg_compression_m
    assert step.vertical_stiffness_kn_m > step.leg_stiffness_kn_m > 0
    assert step.leg_stiffness_kn_m * step.leg_compression_m == pytest.approx(step.peak_force_n / 1000)


@given(**STEPS)
def test_more_flight_is_more_bounce(mass_kg, contact_time_s, flight_time_s):
    less, more = (
        spring_mass(mass_kg, 3, contact_time_s, flight, 0.93) for flight in (flight_time_s, flight_time_s + 0.01)
    )
    assert more.vertical_displacement_m > less.vertical_displacement_m
    assert more.peak_force_n > less.peak_force_n


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mass_kg": 20}, "mass_kg must be 30 to 200 kg, got 20"),
        ({"contact_time_s": 0.7}, "contact_time_s must be 0.08 to 0.5 s, got 0.7"),
        ({"flight_time_s": -0.1}, "flight_time_s must be 0 to 0.4 s, got -0.1"),
        ({"speed_m_s": float("nan")}, "speed_m_s must be 0.5 to 12 m/s, got nan"),
        ({"leg_length_m": 90}, "leg_length_m must be 0.5 to 1.3 m, got 90"),
        ({"speed_m_s": 8}, "speed_m_s × contact_time_s must be 0 to 1.8 m, twice the leg, got 2"),
    ],
)
def test_spring_mass_out_of_range(change, sentence):
    with pytest.raises(ValueError) as fault:
        spring_mass(**{**RUNNER, "speed_m_s": 3, "leg_length_m": 0.9, **change})
    assert str(fault.value) == sentence


# Two masses


def test_two_mass_worked_by_hand():
    # 70 · 9.81 · 0.36 = 247.2; 2 · 5.6 · (1.5 + 9.81 · 0.025) = 19.5; both bumps together peak first at 27.7 ms.
    force = two_mass_force(**RUNNER)
    assert force.impulse_n_s == pytest.approx(247.2, rel=5e-3)
    assert force.impact_impulse_n_s == pytest.approx(19.5, rel=5e-3)
    assert force.main_impulse_n_s == pytest.approx(227.7, rel=5e-3)
    early = [(f, t) for t, f in zip(force.time_s, force.force_n, strict=True) if t < 0.04]
    assert max(early)[0] == pytest.approx(998, rel=5e-3)
    assert max(early)[1] == pytest.approx(0.0277, abs=0.0005)  # samples are 0.5 ms apart
    main = max(zip(force.force_n, force.time_s, strict=True))
    assert main[0] == pytest.approx(1821, rel=5e-3)
    assert main[1] / 0.25 == pytest.approx(0.47, rel=5e-3)


@given(**STEPS, impact_time_s=st.floats(0.005, 0.05), impact_velocity_change_m_s=st.floats(0, 4))
@example(
    mass_kg=70, contact_time_s=0.15, flight_time_s=0.03, impact_time_s=0.00523, impact_velocity_change_m_s=4
)  # a sharp collision, which samples at a fixed step would miss by some millionths
def test_the_samples_have_the_impulse_of_gravity(impact_time_s, **step):
    assume(2 * impact_time_s <= step["contact_time_s"])
    force = two_mass_force(impact_time_s=impact_time_s, **step)
    of_gravity = step["mass_kg"] * 9.81 * (step["contact_time_s"] + step["flight_time_s"])
    assert impulse(force.time_s, force.force_n) == pytest.approx(of_gravity, rel=1e-6)
    assert force.impact_impulse_n_s + force.main_impulse_n_s == pytest.approx(force.impulse_n_s)
    assert force.main_impulse_n_s > 0
    assert min(force.force_n) >= 0
    assert force.force_n[0] == pytest.approx(0, abs=1e-9)
    assert force.force_n[-1] == pytest.approx(0, abs=1e-9)


def test_a_public_copy_of_the_two_mass_model_breaks_the_impulse():
    # It writes the mean force as m g (tc + ta/tc), whose impulse over the contact is not m g (tc + ta).
    force = two_mass_force(**RUNNER)
    of_the_copy = 70 * 9.81 * (0.25 + 0.11 / 0.25) * 0.25
    assert impulse(force.time_s, force.force_n) != pytest.approx(of_the_copy, rel=0.3)


def test_cavanagh_1980_rear_foot_strikers_peak_in_mid_stance():
    # 4.5 m/s, stance 188 ms: active peak at 83 ms, 44 % of stance. The model's stands between 40 and 50 %.
    measured = MEASURED_REAR_FOOT[1].time_s / 0.188
    assert measured == pytest.approx(0.44, abs=0.005)
    force = two_mass_force(70, 0.188, 0.12)
    _, time_s = max(zip(force.force_n, force.time_s, strict=True))
    assert 0.40 <= time_s / 0.188 <= 0.50


def test_no_loss_of_speed_leaves_one_bump():
    force = two_mass_force(**RUNNER, impact_velocity_change_m_s=0)
    assert force.impact_impulse_n_s == pytest.approx(2 * 0.08 * 70 * 9.81 * 0.025)
    rising = [force.force_n[i + 1] > force.force_n[i] for i in range(len(force.force_n) - 1)]
    assert rising == sorted(rising, reverse=True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mass_kg": 300}, "mass_kg must be 30 to 200 kg, got 300"),
        ({"contact_time_s": 0.05}, "contact_time_s must be 0.08 to 0.5 s, got 0.05"),
        ({"flight_time_s": 0.6}, "flight_time_s must be 0 to 0.4 s, got 0.6"),
        ({"impact_time_s": 0.13}, "impact_time_s must be 0.005 to 0.125 s, got 0.13"),
        ({"impact_velocity_change_m_s": 6}, "impact_velocity_change_m_s must be 0 to 4 m/s, got 6"),
    ],
)
def test_two_mass_out_of_range(change, sentence):
    with pytest.raises(ValueError) as fault:
        two_mass_force(**{**RUNNER, **change})
    assert str(fault.value) == sentence


# Stride length


def test_derrick_2000_damping_at_the_preferred_stride():
    # Nikooyan and Zadpoor 2011, table 2: 0.76 kN·s/m.
    assert running_form._damping_n_s_m(78_400, 0.2 * 76) == pytest.approx(760, rel=0.01)


@pytest.mark.parametrize(("force", "measured", "ours"), [(LONG, LONG_MEASURED, 337.1), (SHORT, SHORT_MEASURED, 238.8)])
def test_derrick_2000_impulse(force, measured, ours):
    assert force.impulse_n_s == pytest.approx(ours, rel=EULER)
    assert force.impulse_n_s == pytest.approx(measured.impulse_n_s, rel=0.03)


@pytest.mark.parametrize(("force", "measured", "ours"), [(LONG, LONG_MEASURED, 3.08), (SHORT, SHORT_MEASURED, 2.46)])
def test_derrick_2000_active_peak(force, measured, ours):
    assert force.active_peak_bw == pytest.approx(ours, rel=EULER)
    assert force.active_peak_bw == pytest.approx(measured.active_peak_bw, rel=0.06)


@pytest.mark.parametrize(("force", "measured", "ours"), [(LONG, LONG_MEASURED, 0.233), (SHORT, SHORT_MEASURED, 0.226)])
def test_derrick_2000_stance(force, measured, ours):
    assert force.contact_time_s == pytest.approx(ours, rel=EULER)
    assert force.contact_time_s == pytest.approx(measured.contact_time_s, rel=0.05)


def test_derrick_2000_ratio_of_impact_peaks():
    measured = SHORT_MEASURED.impact_peak_bw / LONG_MEASURED.impact_peak_bw
    assert measured == pytest.approx(0.67, abs=0.005)
    assert SHORT.impact_peak_bw / LONG.impact_peak_bw == pytest.approx(0.63, rel=EULER)
    assert SHORT.impact_peak_bw / LONG.impact_peak_bw == pytest.approx(measured, abs=0.05)


@pytest.mark.parametrize(("force", "measured", "ours"), [(LONG, LONG_MEASURED, 1.90), (SHORT, SHORT_MEASURED, 1.20)])
def test_derrick_2000_impact_peaks_are_not_reached(force, measured, ours):
    assert force.impact_peak_bw == pytest.approx(ours, rel=EULER)
    assert 0.20 <= 1 - force.impact_peak_bw / measured.impact_peak_bw <= 0.25


def test_derrick_2000_another_start_mends_the_impact_and_spoils_the_take_off():
    # P1(0) = -P2: 2.31 and 1.54 BW, near the measured 2.39 and 1.59, but the short stride never leaves the ground.
    long = stride_length_force(stride_change=0.2, upper_stretch_mm=-9.9)
    assert long.impact_peak_bw == pytest.approx(2.31, rel=EULER)
    times, forces = running_form._integrate(76, stride_parameters(-0.2), upper_stretch_mm=-5.0)
    (_, first_n), _ = first_and_main_peak(times, forces)
    assert first_n / (76 * 9.81) == pytest.approx(1.54, rel=EULER)
    assert min(force for time, force in zip(times, forces, strict=True) if time > 0.05) > 0
    with pytest.raises(ValueError, match=r"must keep the foot down for 0\.05 to 0\.6 s"):
        stride_length_force(stride_change=-0.2, upper_stretch_mm=-5.0)


@pytest.mark.parametrize("change", [-0.2, 0.0, 0.2])
def test_the_force_is_near_zero_at_contact(change):
    assert stride_length_force(stride_change=change).force_bw[0] == pytest.approx(0, abs=0.15)


def test_a_longer_stride_raises_both_peaks_and_softens_the_leg():
    forces = [stride_length_force(stride_change=change) for change in (-0.2, -0.1, 0, 0.1, 0.2)]
    for name in ("impact_peak_bw", "active_peak_bw", "impulse_n_s"):
        values = [getattr(force, name) for force in forces]
        assert values == sorted(values)
    stiffness = [fit.upper_stiffness_kn_m for _, fit in STRIDES]
    assert stiffness == sorted(stiffness, reverse=True)


def test_a_first_peak_that_melts_into_the_second_leaves_its_shoulder():
    """A gentler lower leg: no first top is left, and its height goes on without a jump."""
    speeds = [-0.66 + 0.01 * i for i in range(30)]
    forces = [stride_length_force(lower_velocity_m_s=speed) for speed in speeds]
    tops = [
        sum(a < b >= c for a, b, c in zip(f.force_bw, f.force_bw[1:], f.force_bw[2:], strict=False)) for f in forces
    ]
    assert (tops[0], tops[-1]) == (2, 1)
    heights = [force.impact_peak_bw for force in forces]
    assert max(abs(np.diff(heights))) < 0.02


def test_a_downhill_impact_needs_a_much_faster_lower_leg():
    # Gottschall and Kram 2005 measured +54 % at -9°; the collision speed V2 must be 2.5 times as high for +45 %.
    level = stride_length_force()
    faster = stride_length_force(lower_velocity_m_s=2.5 * stride_parameters(0).lower_velocity_m_s)
    assert faster.impact_peak_bw / level.impact_peak_bw == pytest.approx(1.45, abs=0.02)


def test_the_stride_model_is_what_the_reference_solver_finds():
    mass, (k1, k2), zeta = 76, (34_100, 78_400), 0.35
    upper, lower = 0.8 * mass, 0.2 * mass
    c = 2 * zeta * (k2 * lower) ** 0.5

    def slope(_, state):
        p, v = np.array(state[:2]), np.array(state[2:])
        stiffness = np.array([[k1, -k1], [-k1, k1 + k2]])
        pull = -stiffness @ p - np.array([0, c * v[1]])
        return [*v, *(pull / [upper, lower] - 9.81)]

    force = stride_length_force()
    inside = np.array(force.time_s[:-1])
    exact = solve_ivp(slope, (0, 0.3), [0, 0.0074, -0.73, -0.66], t_eval=inside, rtol=1e-10, atol=1e-12).y
    expected = -1.10 * (k2 * exact[1] + c * exact[3]) / (mass * 9.81)
    assert np.allclose(force.force_bw[:-1], expected, atol=1e-5)


def test_half_the_step_changes_nothing(monkeypatch):
    monkeypatch.setattr(running_form, "STEP_S", running_form.STEP_S / 2)
    finer = stride_length_force(stride_change=0.2)
    for name in ("impact_peak_bw", "active_peak_bw", "contact_time_s", "impulse_n_s"):
        assert getattr(finer, name) == pytest.approx(getattr(LONG, name), rel=1e-3)


@given(st.floats(-0.2, 0.2), st.floats(45, 85))
@settings(deadline=None)
def test_the_force_stays_a_force(change, mass_kg):
    force = stride_length_force(mass_kg, change)
    assert len(force.time_s) == len(force.force_bw)
    assert force.force_bw[-1] == 0
    assert force.time_s[-1] == force.contact_time_s
    assert 1 < force.impact_peak_bw < force.active_peak_bw < 4
    assert impulse(force.time_s, force.force_bw) * mass_kg * 9.81 == pytest.approx(force.impulse_n_s)


@pytest.mark.parametrize(("change", "published"), STRIDES)
def test_published_parameters_come_back(change, published):
    assert stride_parameters(change) == pytest.approx(published)


def test_parameters_lie_on_straight_lines_between():
    assert stride_parameters(0.05).upper_stiffness_kn_m == pytest.approx((34.1 + 29.5) / 2)


@given(st.floats(-0.2, 0.2))
def test_cadence_and_stride_keep_the_speed(change):
    assert (1 + change) * (1 + cadence_change(change)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"mass_kg": 5}, "mass_kg must be 30 to 200 kg, got 5"),
        ({"stride_change": 0.3}, "stride_change must be -0.2 to 0.2, got 0.3"),
        ({"upper_stiffness_kn_m": 5}, "upper_stiffness_kn_m must be 10 to 120 kN/m, got 5"),
        ({"lower_stiffness_kn_m": 500}, "lower_stiffness_kn_m must be 40 to 200 kN/m, got 500"),
        ({"lower_stretch_mm": -1}, "lower_stretch_mm must be 0 to 20 mm, got -1"),
        ({"upper_velocity_m_s": 1}, "upper_velocity_m_s must be -2 to -0.3 m/s, got 1"),
        ({"lower_velocity_m_s": -5}, "lower_velocity_m_s must be -4 to 0 m/s, got -5"),
        ({"upper_stretch_mm": 30}, "upper_stretch_mm must be -20 to 20 mm, got 30"),
    ],
)
def test_stride_length_out_of_range(arguments, sentence):
    with pytest.raises(ValueError) as fault:
        stride_length_force(**arguments)
    assert str(fault.value) == sentence


def test_cadence_change_out_of_range():
    with pytest.raises(ValueError, match=r"stride_change must be -0\.5 to 1, got 2"):
        cadence_change(2)
