"""The two models of a step: published rows, identities, what fails, and the sentence of every error."""

from math import asin, cos, hypot, pi, sin

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from lbt_widgets.mechanics.running_form import spring_mass, two_mass_force

RUNNER = {"mass_kg": 70, "contact_time_s": 0.25, "flight_time_s": 0.11}
STEPS = {
    "mass_kg": st.floats(45, 105),
    "contact_time_s": st.floats(0.15, 0.32),
    "flight_time_s": st.floats(0.03, 0.18),
}


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


def test_morin_2005_falls_short_of_the_force_plate():
    """The same runner against the plate's 2.05 kN and 37.70 kN/m: 6.9 % and 0.1 % off; the leg's 10.37 kN/m 6.1 %."""
    step = spring_mass(70, 5.610, 0.18026, 0.13893, 0.9275)
    assert 1 - step.peak_force_n / 2050 == pytest.approx(0.069, abs=0.002)
    assert 1 - step.leg_stiffness_kn_m / 10.37 == pytest.approx(0.061, abs=0.05)  # from rounded paths
    assert 1 - step.vertical_stiffness_kn_m / 37.70 == pytest.approx(-0.001, abs=0.05)


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
    # 4.5 m/s, stance 188 ms: active peak of 2.8 ± 0.3 BW at 83 ms, 44 % of stance. The model's stands between 40 and 50 %.
    force = two_mass_force(70, 0.188, 0.12)
    peak_n, time_s = max(zip(force.force_n, force.time_s, strict=True))
    assert 0.40 <= time_s / 0.188 <= 0.50
    assert time_s == pytest.approx(0.083, abs=0.010)
    assert peak_n / (70 * 9.81) == pytest.approx(2.8, abs=0.6)  # within two standard deviations


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
