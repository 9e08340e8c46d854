"""The landing of four masses on a shoe: our rows, the paper's that is not reached, and what runners did instead."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from lbt_widgets.mechanics import footwear
from lbt_widgets.mechanics.footwear import (
    MASSES_KG,
    MILE_KM,
    cushioning_retained,
    impact_force,
    impact_peak,
)

IN_HARD, IN_SOFT = impact_force(1), impact_force(0)


def with_mass(index, mass_kg):
    masses = list(MASSES_KG)
    masses[index] = mass_kg
    return impact_force(1, masses_kg=masses)


# Liu and Nigg 2000: the rows are what the paper's equations and tables give when they are integrated correctly.


@pytest.mark.parametrize(
    ("force", "impact_n", "impact_s", "active_n", "active_s"),
    [(IN_HARD, 910, 0.0087, 1154, 0.167), (IN_SOFT, 668, 0.0124, 1168, 0.170)],
)
def test_liu_nigg_2000_peaks(force, impact_n, impact_s, active_n, active_s):
    assert force.impact_peak_n == pytest.approx(impact_n, rel=5e-3)
    assert force.impact_time_s == pytest.approx(impact_s, abs=5e-4)
    assert force.active_peak_n == pytest.approx(active_n, rel=5e-3)
    assert force.active_time_s == pytest.approx(active_s, abs=1e-3)  # printed to 1 ms


@pytest.mark.parametrize(("speed", "impact_n"), [(0.2, 377), (0.4, 631), (0.6, 910), (0.8, 1203), (1.0, 1505)])
def test_liu_nigg_2000_touchdown_speed(speed, impact_n):
    assert impact_force(1, speed).impact_peak_n == pytest.approx(impact_n, rel=5e-3)


def test_liu_nigg_2000_hard_part_of_the_leg():
    # m1 = 2.15 to 10.15 kg in steps of 2: the paper's steps are +161 to +172 N.
    peaks = [with_mass(0, mass).impact_peak_n for mass in (2.15, 4.15, 6.15, 8.15, 10.15)]
    assert np.diff(peaks) == pytest.approx([171, 157, 144, 135], rel=5e-3)
    assert min(np.diff(peaks)) > 0


def test_liu_nigg_2000_rest_of_the_body_changes_the_active_peak_alone():
    found = [with_mass(3, mass) for mass in (38.34, 44.34, 50.34, 56.34, 62.34)]
    assert np.ptp([force.impact_peak_n for force in found]) < 1
    assert min(np.diff([force.active_peak_n for force in found])) > 50


def test_liu_nigg_2000_hard_part_of_the_body_hardly_changes_the_impact():
    peaks = [with_mass(2, mass).impact_peak_n for mass in (6.58, 9.58, 12.58, 15.58, 18.58)]
    assert max(abs(np.diff(peaks))) < 5


def test_liu_nigg_2000_hard_shoe_lands_harder_and_faster():
    assert IN_HARD.impact_peak_n > IN_SOFT.impact_peak_n
    assert IN_HARD.impact_peak_n / IN_HARD.impact_time_s > IN_SOFT.impact_peak_n / IN_SOFT.impact_time_s


def test_liu_nigg_2000_printed_1353_n_at_23_ms_are_not_reached():
    assert IN_HARD.impact_peak_n < 0.7 * 1353
    assert IN_HARD.impact_time_s < 0.5 * 0.023
    assert max(IN_HARD.force_n) < 1353


def test_baltich_2015_the_models_sign_is_that_of_no_runner():
    """93 runners at 3.33 m/s had 1.70, 1.64 and 1.54 BW (SE 0.03) in the soft, medium and hard shoe."""
    model = np.array([impact_force(hardness).impact_peak_n for hardness in (0, 0.5, 1)])
    runners = np.array([1.70, 1.64, 1.54])
    assert (np.sign(np.diff(model)) == -np.sign(np.diff(runners))).all()


def test_malisoux_2020_the_models_sign_is_that_of_the_injuries():
    """17.6 % injured in the hard shoe and 12.6 % in the soft: as if by the peak, which in runners goes the other way."""
    more_peak_n, more_injured_percent, more_peak_of_runners_bw = (
        IN_HARD.impact_peak_n - IN_SOFT.impact_peak_n,
        17.6 - 12.6,
        1.54 - 1.70,
    )
    assert np.sign(more_peak_n) == np.sign(more_injured_percent) != np.sign(more_peak_of_runners_bw)


@given(st.floats(0, 1), st.floats(0.1, 1.5))
@settings(max_examples=60, deadline=None)
def test_the_first_peak_alone_is_that_of_the_whole_landing(hardness, speed):
    whole, alone = impact_force(hardness, speed), impact_peak(hardness, speed)
    assert (alone.force_n, alone.time_s) == (whole.impact_peak_n, whole.impact_time_s)


@pytest.mark.parametrize("hardness", [0, 1])
def test_the_landing_is_what_the_reference_solver_finds(hardness):
    """Written anew with matrices, so that a slip in either would show."""
    b, d = ((1.56, 0.73), (1.38, 0.75))[hardness]
    masses = np.array(MASSES_KG)
    k1, k2, k3, k45, c1, c2, c4 = 6e3, 6e3, 10e3, 28e3, 300, 650, 1900
    links = np.array([[1, 0, -1, 0], [1, -1, 0, 0], [0, 1, -1, 0], [0, 0, 1, -1]])
    stiffness = links.T @ np.diag([k1, k2, k3, k45]) @ links
    damping = links.T @ np.diag([c1, c2, 0, c4]) @ links

    def ground(x, v):
        return 2 * (1e6 * x**b + 2e4 * x**d * v) if x > 0 else 0

    def slope(_, state):
        x, v = state[:4], state[4:]
        force = stiffness @ x + damping @ v + np.array([ground(x[0], v[0]), 0, 0, 0])
        return [*v, *(9.81 - force / masses)]

    found = (IN_SOFT, IN_HARD)[hardness]
    exact = solve_ivp(slope, (0, 0.25), [0] * 4 + [0.6] * 4, "LSODA", t_eval=found.time_s, rtol=1e-9, atol=1e-11)
    expected = [ground(x, v) for x, v in zip(exact.y[0], exact.y[4], strict=True)]
    assert max(expected[:60]) == pytest.approx(found.impact_peak_n, rel=1e-3)
    assert np.allclose(found.force_n[4:], expected[4:], rtol=1e-3)


@pytest.mark.parametrize("hardness", [0, 0.5, 1])
def test_half_the_step_changes_no_peak(hardness, monkeypatch):
    coarse = impact_force(hardness)
    monkeypatch.setattr(footwear, "STEP_S", footwear.STEP_S / 2)
    fine = impact_force(hardness)
    for name in ("impact_peak_n", "impact_time_s", "active_peak_n", "active_time_s"):
        assert getattr(fine, name) == pytest.approx(getattr(coarse, name), rel=1e-3)


@given(
    st.floats(0, 1),
    st.floats(0.2, 1.0),  # the paper's sweeps
    st.tuples(st.floats(2.15, 10.15), st.floats(2, 10), st.floats(6.58, 18.58), st.floats(38.34, 62.34)),
)
@example(1.0, 1.0, (8.0, 2.0, 7.0, 39.0))  # a light body, whose main peak comes early
@settings(max_examples=100, deadline=None)
def test_every_published_landing_has_two_peaks(hardness, speed, masses):
    force = impact_force(hardness, speed, masses)
    assert force.time_s[0] == force.force_n[0] == 0
    assert force.time_s[-1] == pytest.approx(0.25)
    assert np.isfinite(force.force_n).all()
    assert 0 < force.impact_time_s < min(0.05, force.active_time_s)
    assert force.impact_peak_n > 0
    assert sum(masses) * 9.81 < force.active_peak_n


@given(st.floats(0, 0.9), st.floats(0.05, 0.1), st.floats(0.4, 1.0))
@settings(max_examples=20, deadline=None)
def test_a_harder_shoe_never_lands_softer(hardness, more, speed):
    assert impact_force(hardness + more, speed).impact_peak_n > impact_force(hardness, speed).impact_peak_n


def test_a_first_peak_that_melts_into_the_second_leaves_its_shoulder():
    """Soft shoe, slow landing: no first top is left, and its height goes on without a jump."""
    forces = [impact_force(0, 0.2 + 0.01 * i) for i in range(41)]
    tops = [sum(a < b >= c for a, b, c in zip(f.force_n, f.force_n[1:], f.force_n[2:], strict=False)) for f in forces]
    assert (tops[0], tops[-1]) == (1, 2)
    heights = [force.impact_peak_n for force in forces]
    assert 0 < min(np.diff(heights)) < max(np.diff(heights)) < 15


# Wear


@pytest.mark.parametrize(("miles", "percent"), [(50, 75), (150, 67), (500, 60)])
def test_cook_1985_as_reported(miles, percent):
    assert 100 * cushioning_retained(miles * MILE_KM) == pytest.approx(percent, abs=0.5)


def test_cook_1985_people_wore_less_off_than_the_machine():
    assert 100 * cushioning_retained(500 * MILE_KM) < 80 - 15


@given(st.floats(0, 1499), st.floats(0.1, 1))
def test_wear_only_takes_away(distance_km, more_km):
    assert cushioning_retained(0) == 1
    assert 0 < cushioning_retained(distance_km + more_km) < cushioning_retained(distance_km)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: impact_force(1.1), "hardness must be 0 to 1, got 1.1"),
        (lambda: impact_force(float("nan")), "hardness must be 0 to 1, got nan"),
        (lambda: impact_force(1, 3), "touchdown_speed_m_s must be 0.1 to 1.5 m/s, got 3"),
        (lambda: impact_force(1, masses_kg=(6, 6, 12)), "masses_kg must hold 4 masses, got 3"),
        (lambda: impact_force(1, masses_kg=(6, 0, 12, 50)), "mass 2 of masses_kg must be 2 to 12 kg, got 0"),
        (
            lambda: impact_force(0, 0.1, (2, 2, 20, 70)),
            "masses_kg and touchdown_speed_m_s must give two peaks within 0.25 s, and these do not",
        ),
        (lambda: cushioning_retained(-1), "distance_km must be 0 to 1500 km, got -1"),
    ],
)
def test_out_of_range(call, sentence):
    with pytest.raises(ValueError) as fault:
        call()
    assert str(fault.value) == sentence
