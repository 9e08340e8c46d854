"""Longer and shorter strides: Derrick 2000's rows, what fails, and the sentence of every error."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from lbt_widgets.mechanics import stride_length
from lbt_widgets.mechanics._numerics import first_and_main_peak
from lbt_widgets.mechanics.stride_length import (
    MEASURED_STRIDES,
    STRIDES,
    cadence_change,
    stride_length_force,
    stride_parameters,
)

SHORT, LONG = (stride_length_force(stride_change=measured.stride_change) for measured in MEASURED_STRIDES)
SHORT_MEASURED, LONG_MEASURED = MEASURED_STRIDES
EULER = (
    0.01  # "ours" below came from the authors' own Euler steps of 0.1 ms, which end up to 0.6 % from the exact curve
)


def test_derrick_2000_damping_at_the_preferred_stride():
    # Nikooyan and Zadpoor 2011, table 2: 0.76 kN·s/m.
    assert stride_length._damping_n_s_m(78_400, 0.2 * 76) == pytest.approx(760, rel=0.01)


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
    times, forces = stride_length._integrate(76, stride_parameters(-0.2), upper_stretch_mm=-5.0)
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
    # Gottschall and Kram 2005 measured +54 % at -9°; the collision speed V2 must be 2.7 times as high for that.
    level = stride_length_force()
    faster = stride_length_force(lower_velocity_m_s=2.7 * stride_parameters(0).lower_velocity_m_s)
    assert faster.impact_peak_bw / level.impact_peak_bw == pytest.approx(1.54, abs=0.02)


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
    monkeypatch.setattr(stride_length, "STEP_S", stride_length.STEP_S / 2)
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
    assert np.trapezoid(force.force_bw, force.time_s) * mass_kg * 9.81 == pytest.approx(force.impulse_n_s)


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
