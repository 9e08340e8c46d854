"""Leg and ground as springs in series, the two switches, and the published slopes."""

import numpy as np
import pytest
from attrs import astuple
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from lbt_widgets.mechanics.surface import (
    fixed_leg,
    leg_stiffness_kn_m,
    slope_peaks,
    total_stiffness_kn_m,
)

GROUND = st.floats(20, 1000)


# Ferris, Liang and Farley 1999, six runners at 3 m/s: legs of 7.6 kN/m on ground of 533 kN/m, 10.7 on 21.3.


def test_ferris_1999_leg_on_soft_ground():
    # 1/7.6 + 1/533 - 1/21.3 = 0.086507 → 11.56 kN/m, where 10.7 was measured.
    found = leg_stiffness_kn_m(21.3)
    assert found == pytest.approx(11.56, rel=1e-3)
    assert found == pytest.approx(10.7, rel=0.10)
    assert found > 1.05 * 10.7  # the formula asks for more than the runners did


def test_ferris_1999_leg_and_ground_together_hardly_change():
    firm, soft = total_stiffness_kn_m(7.6, 533), total_stiffness_kn_m(10.7, 21.3)
    assert firm == pytest.approx(7.49, rel=5e-3)
    assert soft == pytest.approx(7.12, rel=5e-3)
    assert 1 - soft / firm == pytest.approx(0.05, abs=0.005)


def test_ferris_1999_a_leg_that_comes_from_soft_ground_loses_29_percent():
    """From the soft ground's leg of 10.7 the formula finds the firm one's: near the measured 7.6."""
    firm = leg_stiffness_kn_m(533, reference_surface_kn_m=21.3, reference_leg_kn_m=10.7)
    assert firm / 10.7 - 1 == pytest.approx(7.6 / 10.7 - 1, abs=0.05)
    assert pytest.approx(-0.29, abs=0.01) == 7.6 / 10.7 - 1


def test_hard_ground_is_all_alike():
    # Above some 200 kN/m the ground takes less than 5 % off leg and ground together, for a leg of 10 kN/m.
    assert 1 - total_stiffness_kn_m(10, 200) / 10 < 0.05
    assert 1 - total_stiffness_kn_m(10, 180) / 10 > 0.05


@given(GROUND, st.floats(6, 17))
def test_a_leg_that_adapts_keeps_the_whole(surface_kn_m, leg_kn_m):
    adapted = leg_stiffness_kn_m(surface_kn_m, 533, leg_kn_m)
    assert total_stiffness_kn_m(adapted, surface_kn_m) == pytest.approx(total_stiffness_kn_m(leg_kn_m, 533))
    assert leg_stiffness_kn_m(533, surface_kn_m, adapted) == pytest.approx(leg_kn_m)


@given(st.floats(20, 900), st.floats(1.05, 5), st.floats(2, 4))
def test_a_leg_that_does_not_adapt_drops_and_stays_longer_on_softer_ground(surface_kn_m, harder, peak_force_bw):
    soft, hard = (fixed_leg(ground, peak_force_bw=peak_force_bw) for ground in (surface_kn_m, surface_kn_m * harder))
    assert soft.body_drop_ratio > hard.body_drop_ratio
    assert soft.contact_time_ratio > hard.contact_time_ratio
    assert soft.peak_force_bw <= hard.peak_force_bw


@given(st.floats(20, 1000), st.floats(6, 17), st.floats(2, 4))
def test_on_the_ground_that_it_knows_nothing_changes(surface_kn_m, leg_kn_m, peak_force_bw):
    found = fixed_leg(surface_kn_m, surface_kn_m, leg_kn_m, peak_force_bw)
    assert astuple(found) == pytest.approx((peak_force_bw, 1, 1))


@pytest.mark.parametrize("surface_kn_m", [21.3, 60, 533])
def test_the_landing_is_what_the_reference_solver_finds(surface_kn_m):
    """A mass that lands with a given speed on the spring, on the reference ground and on another."""

    def land(stiffness_n_m, speed):
        def slope(_, state):
            return state[1], 9.81 - stiffness_n_m / 70 * state[0]

        def take_off(_, state):
            return state[0]

        take_off.terminal, take_off.direction = True, -1
        found = solve_ivp(slope, (0, 3), [0, speed], events=take_off, rtol=1e-9, atol=1e-12, max_step=0.001)
        return found.t[-1], stiffness_n_m * np.max(found.y[0])

    reference, total = (1000 * total_stiffness_kn_m(7.6, ground) for ground in (533, surface_kn_m))
    speed = 9.81 * ((1.5**2 - 1) * 70 / reference) ** 0.5  # makes 2.5 body weights on the reference
    (before_s, before_n), (after_s, after_n) = land(reference, speed), land(total, speed)
    landed = fixed_leg(surface_kn_m)
    assert before_n == pytest.approx(2.5 * 70 * 9.81, rel=1e-4)
    assert landed.peak_force_bw == pytest.approx(after_n / (70 * 9.81), rel=1e-4)
    assert landed.contact_time_ratio == pytest.approx(after_s / before_s, rel=1e-4)
    assert landed.body_drop_ratio == pytest.approx((after_n / total) / (before_n / reference), rel=1e-4)


def test_gottschall_2005_downhill():
    assert astuple(slope_peaks(-9)) == pytest.approx((1.54, 1.73, None, 1))


def test_gottschall_2005_uphill():
    assert astuple(slope_peaks(9)) == pytest.approx((None, None, 1.75, 1))  # no impact peak is left


@given(st.floats(0.1, 9))
def test_uphill_is_not_downhill_mirrored(slope_deg):
    up, down = slope_peaks(slope_deg), slope_peaks(-slope_deg)
    assert down.impact == pytest.approx(1 + 0.54 * slope_deg / 9)
    assert up.impact is None
    assert up.propulsive == pytest.approx(1 + 0.75 * slope_deg / 9)
    assert up.active == down.active == 1


def test_level_is_no_change():
    assert slope_peaks(0) == slope_peaks(-0.0)
    assert astuple(slope_peaks(0)) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: total_stiffness_kn_m(0, 100), "leg_kn_m must be 1 to 100 kN/m, got 0"),
        (lambda: total_stiffness_kn_m(7, 0.5), "surface_kn_m must be 1 to 100000 kN/m, got 0.5"),
        (lambda: leg_stiffness_kn_m(-1), "surface_kn_m must be 1 to 100000 kN/m, got -1"),
        (lambda: leg_stiffness_kn_m(50, float("inf")), "reference_surface_kn_m must be 1 to 100000 kN/m, got inf"),
        (lambda: leg_stiffness_kn_m(50, 533, 0.5), "reference_leg_kn_m must be 1 to 100 kN/m, got 0.5"),
        (
            lambda: leg_stiffness_kn_m(6),
            "surface_kn_m must be more than 7.49 kN/m, which leg and ground make together, got 6",
        ),
        (lambda: fixed_leg(0.5), "surface_kn_m must be 1 to 100000 kN/m, got 0.5"),
        (lambda: fixed_leg(50, 0.5), "reference_surface_kn_m must be 1 to 100000 kN/m, got 0.5"),
        (lambda: fixed_leg(50, 533, 200), "reference_leg_kn_m must be 1 to 100 kN/m, got 200"),
        (lambda: fixed_leg(50, peak_force_bw=5), "peak_force_bw must be 2 to 4 body weights, got 5"),
        (lambda: slope_peaks(10), "slope_deg must be -9 to 9 degrees, got 10"),
    ],
)
def test_out_of_range(call, sentence):
    with pytest.raises(ValueError) as fault:
        call()
    assert str(fault.value) == sentence
