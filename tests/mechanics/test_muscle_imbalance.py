"""The hip's passive curve and the tilt that balances it: rows of our evaluation of Riener and Edrich (1999)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lbt_widgets.mechanics._numerics import root
from lbt_widgets.mechanics.muscle_imbalance import hip_moment_nm, pelvic_tilt_deg

shortening = st.floats(0, 20)
knee = st.floats(0, 90)


@pytest.mark.parametrize(
    ("hip_deg", "knee_deg", "moment_nm"),
    [
        (0, 0, 8.58),
        (-15, 20, 18.99),
        (30, 0, -1.01),
        (60, 0, -15.69),
        (80, 0, -35.75),
        (80, 60, -3.21),
        (90, 0, -51.38),
    ],
)
def test_the_curve_of_riener_and_edrich_1999(hip_deg, knee_deg, moment_nm):
    assert hip_moment_nm(hip_deg, knee_deg) == pytest.approx(moment_nm, abs=0.01)


@pytest.mark.parametrize(("knee_deg", "hip_deg"), [(0, 26.8), (60, 69.1)])
def test_where_a_relaxed_hip_rests(knee_deg, hip_deg):
    assert root(lambda hip: hip_moment_nm(hip, knee_deg), 0, 100) == pytest.approx(hip_deg, abs=0.1)


@pytest.mark.parametrize(("short_deg", "tilt_deg"), [(0, 11.6), (5, 13.5), (10, 15.7)])
def test_at_push_off_short_hip_flexors_tip_the_pelvis_forward(short_deg, tilt_deg):
    assert pelvic_tilt_deg(-25, 20, hip_flexor_short_deg=short_deg) == pytest.approx(tilt_deg, abs=0.1)


@pytest.mark.parametrize(("short_deg", "tilt_deg"), [(0, 11.6), (10, 11.4), (20, 11.1)])
def test_at_push_off_short_hamstrings_hardly_move_it(short_deg, tilt_deg):
    assert pelvic_tilt_deg(-25, 20, hamstring_short_deg=short_deg) == pytest.approx(tilt_deg, abs=0.1)


@pytest.mark.parametrize(("short_deg", "tilt_deg"), [(0, -1.6), (10, -3.6), (20, -6.0)])
def test_before_landing_short_hamstrings_tip_it_backward_against_the_article(short_deg, tilt_deg):
    assert pelvic_tilt_deg(50, 20, hamstring_short_deg=short_deg) == pytest.approx(tilt_deg, abs=0.1)


@given(st.floats(-30, 50), st.floats(1, 10))
def test_less_extension_left_goes_with_more_tilt(thigh_deg, further_deg):
    """Schache 2000 and the hip-pelvis study of 2009, as a direction: the further back the thigh, the more tilt."""
    assert pelvic_tilt_deg(thigh_deg, 20) < pelvic_tilt_deg(thigh_deg - further_deg, 20)


@given(st.floats(-30, 60), knee, shortening, shortening)
def test_hip_and_spring_balance(thigh_deg, knee_deg, flexor_deg, hamstring_deg):
    tilt = pelvic_tilt_deg(thigh_deg, knee_deg, flexor_deg, hamstring_deg, 1.5)
    assert hip_moment_nm(thigh_deg + tilt, knee_deg, flexor_deg, hamstring_deg) == pytest.approx(1.5 * tilt, abs=1e-4)


@given(st.floats(-30, 60), knee, st.floats(0.5, 2.9))
def test_a_stiffer_back_tips_less_and_carries_more(thigh_deg, knee_deg, stiffness):
    soft = pelvic_tilt_deg(thigh_deg, knee_deg, lumbar_stiffness_nm_per_deg=stiffness)
    stiff = pelvic_tilt_deg(thigh_deg, knee_deg, lumbar_stiffness_nm_per_deg=stiffness + 0.1)
    assert abs(stiff) <= abs(soft) + 1e-6
    assert abs(stiff) * (stiffness + 0.1) >= abs(soft) * stiffness - 1e-6


def test_a_straight_leg_costs_and_a_bent_knee_is_nearly_free():
    assert hip_moment_nm(80, 0) < 10 * hip_moment_nm(80, 60) < 0


@given(st.floats(-40, 80), st.floats(0, 120), st.floats(0, 30), st.floats(0, 30), st.floats(0, 30), st.floats(0.5, 10))
def test_the_articles_claim_that_short_hamstrings_tip_the_pelvis_forward_is_not_reached(
    thigh_deg, knee_deg, flexor_deg, one_deg, other_deg, stiffness
):
    """Over everything that is allowed, which also shows that a tilt is always found."""
    loose, short = sorted((one_deg, other_deg))
    before = pelvic_tilt_deg(thigh_deg, knee_deg, flexor_deg, loose, stiffness)
    assert pelvic_tilt_deg(thigh_deg, knee_deg, flexor_deg, short, stiffness) <= before + 1e-6


@given(st.floats(-40, 80), st.floats(0, 120), st.floats(0, 30), st.floats(0, 30))
def test_short_hip_flexors_never_tip_it_backward(thigh_deg, knee_deg, one_deg, other_deg):
    """Schache 2000: less extension of the hip goes with more forward tilt."""
    long, short = sorted((one_deg, other_deg))
    assert pelvic_tilt_deg(thigh_deg, knee_deg, short) >= pelvic_tilt_deg(thigh_deg, knee_deg, long) - 1e-6


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((141, 0), "hip_deg"),
        ((0, 121), "knee_deg"),
        ((0, 0, 31), "hip_flexor_short_deg"),
        ((0, 0, 0, -1), "hamstring_short_deg"),
    ],
)
def test_out_of_range_names_what(arguments, name):
    with pytest.raises(ValueError, match=f"^{name} must be .* degrees, got"):
        hip_moment_nm(*arguments)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: pelvic_tilt_deg(81, 0), "thigh_deg must be -40 to 80 degrees, got 81"),
        (lambda: pelvic_tilt_deg(0, 121), "knee_deg must be 0 to 120 degrees, got 121"),
        (lambda: pelvic_tilt_deg(0, 0, lumbar_stiffness_nm_per_deg=0.4), "must be 0.5 to 10 N·m per degree, got 0.4"),
    ],
)
def test_out_of_range_is_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
