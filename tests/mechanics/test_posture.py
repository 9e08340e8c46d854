"""Pelvic geometry, one back muscle, one disc: against the published classes and one man's pressures."""

from __future__ import annotations

from math import atan, cos, degrees, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.mechanics.posture import (
    CLASS_MIDDLES_DEG,
    FACTORS,
    G_M_S2,
    LADDER,
    LEANING_ARM_M,
    MASS_ABOVE_PELVIS,
    NIGHT_MPA,
    UPRIGHT_ARM_M,
    alignment,
    back_force_n,
    disc_pressure_mpa,
    endplate_shares,
    tipped,
)

MPA = {one.posture: one.pressure_mpa for one in LADDER}


@pytest.mark.parametrize(
    ("incidence_deg", "tilt_deg", "lordosis_deg"), [(40, 8, 53), (52, 12, 61), (64, 16, 70), (35, 4, 53), (80, 24, 75)]
)
def test_the_published_classes_of_pelvic_incidence(incidence_deg, tilt_deg, lordosis_deg):
    found = alignment(incidence_deg)
    assert (found.pelvic_tilt_deg, found.lordosis_deg) == (tilt_deg, lordosis_deg)


@given(st.floats(20, 100), st.booleans())
def test_incidence_is_tilt_and_slope(incidence_deg, smooth):
    found = alignment(incidence_deg, smooth)
    assert found.pelvic_tilt_deg + found.sacral_slope_deg == pytest.approx(incidence_deg)


@pytest.mark.parametrize(("last_deg", "first_deg"), [(37, 38), (47, 48), (57, 58), (67, 68), (77, 78)])
def test_a_class_begins_at_its_first_whole_degree(last_deg, first_deg):
    assert alignment(last_deg + 0.9).pelvic_tilt_deg == alignment(last_deg).pelvic_tilt_deg
    assert alignment(first_deg).pelvic_tilt_deg == alignment(last_deg).pelvic_tilt_deg + 4


@pytest.mark.parametrize("middle_deg", CLASS_MIDDLES_DEG)
def test_the_smoothed_line_meets_the_steps_in_their_middles(middle_deg):
    assert alignment(middle_deg, smooth=True) == alignment(middle_deg)


@given(st.floats(20, 99))
def test_the_smoothed_line_has_no_steps(incidence_deg):
    one, next_ = alignment(incidence_deg, smooth=True), alignment(incidence_deg + 0.1, smooth=True)
    assert abs(next_.lordosis_deg - one.lordosis_deg) < 0.2


def test_force_and_pressure_of_wilke_1999():
    # 0.50 MPa × 1800 mm² / k is 600 N for k = 1.5 and 692 N for k = 1.3; within 1 N, which is k / 1800 MPa
    assert disc_pressure_mpa(600, 1.5) == pytest.approx(0.50, abs=1.5 / 1800)
    assert disc_pressure_mpa(692, 1.3) == pytest.approx(0.50, abs=1.3 / 1800)


def test_the_factor_of_dreischarf_2013_makes_a_band():
    assert [disc_pressure_mpa(600, factor) for factor in FACTORS] == pytest.approx([0.433, 0.5], abs=0.001)


@pytest.mark.parametrize(("lean_deg", "force_n", "pressure_mpa"), [(0, 600, 0.50), (30, 1318, 1.10)])
def test_the_lever_arm_is_calibrated_to_wilke_1999(lean_deg, force_n, pressure_mpa):
    assert back_force_n(70, lean_deg) == pytest.approx(force_n, rel=0.01)
    assert disc_pressure_mpa(back_force_n(70, lean_deg)) == pytest.approx(pressure_mpa, rel=0.01)


@pytest.mark.parametrize(("lean_deg", "force_n"), [(0, 1500), (5, 1842)])
def test_in_running_the_load_factor_multiplies(lean_deg, force_n):
    assert back_force_n(70, lean_deg, load_factor=2.5) == pytest.approx(force_n, rel=0.01)


def test_the_lean_of_teng_and_powers_2015s_two_groups():
    weight_n = 70 * 9.81
    assert back_force_n(70, 3.6, 2.5) / weight_n == pytest.approx(2.55, rel=0.01)
    assert back_force_n(70, 10.8, 2.5) / weight_n == pytest.approx(3.24, rel=0.01)


@pytest.mark.parametrize(("slope_deg", "shear"), [(30, 0.50), (50, 0.77)])
def test_how_a_force_divides_at_the_endplate(slope_deg, shear):
    found = endplate_shares(slope_deg)
    assert found.shear == pytest.approx(shear, abs=0.01)
    assert found.shear**2 + found.axial**2 == pytest.approx(1)


def test_the_ladder_of_wilke_1999_is_there_to_be_shown():
    assert list(MPA.values()) == [0.10, 0.12, 0.30, 0.46, 0.50, 0.83, 1.10, 1.10, 1.70, 2.30]
    assert NIGHT_MPA == (0.10, 0.24)


def test_a_load_held_close_is_calibrated_to_wilke_1999():
    pressure_mpa = disc_pressure_mpa(back_force_n(70, 0, hand_load_kg=20))
    assert pressure_mpa == pytest.approx(MPA["20 kg held close"], rel=0.01)


def test_lifting_with_a_bent_back_is_not_reached():
    """Wilke 1999: 2.3 MPa. The model's load does not swing out, so no lean takes it there."""
    largest_mpa = max(disc_pressure_mpa(back_force_n(70, lean_deg, hand_load_kg=20)) for lean_deg in range(91))
    assert largest_mpa < 2 < MPA["20 kg lifted, back bent"]


def test_further_back_the_muscle_would_have_to_push():
    assert degrees(atan(-UPRIGHT_ARM_M / LEANING_ARM_M)) == pytest.approx(-8.26, abs=0.01)
    trunk_n = MASS_ABOVE_PELVIS * 70 * G_M_S2
    assert back_force_n(70, -8) == pytest.approx(trunk_n * cos(radians(-8)), rel=0.03)


def test_ten_degrees_of_lean_cost_more_than_ten_kilograms():
    assert back_force_n(70, 15) / back_force_n(70, 5) > 1.3
    assert back_force_n(80, 5) / back_force_n(70, 5) < 1.15


@given(st.floats(30, 200), st.floats(-8, 90), st.floats(0.5, 4))
def test_without_a_load_the_force_is_in_body_weights(mass_kg, lean_deg, load_factor):
    of_one_kg = back_force_n(100, lean_deg) / 100
    assert back_force_n(mass_kg, lean_deg, load_factor) == pytest.approx(of_one_kg * mass_kg * load_factor)


@given(st.floats(45, 105), st.floats(0, 44), st.floats(1, 3))
def test_leaning_further_asks_more(mass_kg, lean_deg, load_factor):
    assert back_force_n(mass_kg, lean_deg + 1, load_factor) > back_force_n(mass_kg, lean_deg, load_factor)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: alignment(10), "pelvic_incidence_deg must be 20 to 100 degrees, got 10"),
        (lambda: back_force_n(20, 0), "mass_kg must be 30 to 200 kg, got 20"),
        (lambda: back_force_n(70, -9), "lean_deg must be -8 to 90 degrees, got -9"),
        (lambda: back_force_n(70, 0, 5), "load_factor must be 0.5 to 4, got 5"),
        (lambda: back_force_n(70, 0, 1, 51), "hand_load_kg must be 0 to 50 kg, got 51"),
        (lambda: disc_pressure_mpa(-1), "force_n must be 0 to 20000 N, got -1"),
        (lambda: disc_pressure_mpa(600, 3), "factor must be 1 to 2, got 3"),
        (lambda: disc_pressure_mpa(600, 1.5, 18), "area_mm2 must be 500 to 4000 mm², got 18"),
        (lambda: endplate_shares(91), "sacral_slope_deg must be 0 to 90 degrees, got 91"),
    ],
)
def test_out_of_range_is_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


@pytest.mark.parametrize(("forward_deg", "curve_deg"), [(11.4, 10.8), (-8.7, -9.0)])
def test_the_curve_follows_a_tipped_pelvis_and_the_bone_stays(forward_deg, curve_deg):
    """Levine and Whittle 1996: means of the two ways."""
    expected = alignment(52)
    now = tipped(expected, forward_deg)
    assert now.lordosis_deg - expected.lordosis_deg == pytest.approx(curve_deg)
    assert now.sacral_slope_deg - expected.sacral_slope_deg == pytest.approx(forward_deg)
    assert now.pelvic_tilt_deg + now.sacral_slope_deg == pytest.approx(52)


def test_nobody_tips_by_more_than_30_degrees():
    assert tipped(alignment(52), 0) == alignment(52)
    with pytest.raises(ValueError, match="forward_deg must be -30 to 30"):
        tipped(alignment(52), 31)
