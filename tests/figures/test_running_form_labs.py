"""The pictures of running form show the models' numbers and the papers' points."""

import pytest

from lbt_widgets.content import load
from lbt_widgets.figures import running_form as pictures
from lbt_widgets.mechanics import running_form as models
from lbt_widgets.mechanics import stride_length as strides
from lbt_widgets.widgets.labs import run_of

from .pictures import accepted, cell, points, trace

# The worked example of Morin 2005's equations: 70 kg, 3.33 m/s, 250 and 110 ms, leg 0.9275 m.
EXAMPLE = {"mass_kg": 70, "leg_length_m": 0.9275, "speed_m_s": 3.33, "contact_time_s": 0.25, "flight_time_s": 0.11}
LANDING = {
    "mass_kg": 70,
    "contact_time_s": 0.25,
    "flight_time_s": 0.11,
    "impact_time_s": 0.025,
    "impact_velocity_change_m_s": 1.5,
}
WEIGHT_N = 70 * 9.81


def spring(**settings):
    return pictures.spring_mass(models.spring_mass(**settings), **settings)


def landing(**changed):
    settings = LANDING | changed
    return pictures.landing_force(models.two_mass_force(**settings), 70, settings["impact_time_s"])


def test_the_springs_picture_shows_the_model_and_the_force_plates():
    picture = spring(**EXAMPLE)
    accepted(picture)
    (here,) = points(picture, "your settings")
    assert here == (250, pytest.approx(1553 / WEIGHT_N, rel=1e-3))
    line = dict(points(picture, "model, 167 steps a minute"))
    assert line[180.0] == pytest.approx(3.1416 / 2 * 0.36 / 0.18, rel=1e-3)  # weight × π/2 × step / contact
    assert (188.0, 2.8) in points(picture, "measured, at other cadences")
    assert trace(picture, "measured, at other cadences")["error_y"]["array"][0] == 0.3
    assert "2.26 times your weight" in picture.sentence
    assert "64 mm" in picture.sentence
    assert "9.6 kN/m" in picture.sentence
    assert cell(picture, "Leg as a spring", "How much") == "9.56 kN/m"


def test_the_spring_is_dashed_at_speeds_at_which_nobody_compared_it():
    slow = spring(**{**EXAMPLE, "speed_m_s": 2.5})
    assert {one["line"]["dash"] for one in slow.spec["data"] if one["mode"] == "lines"} == {"dash"}
    tested = spring(**EXAMPLE)
    assert {one["line"]["dash"] for one in tested.spec["data"] if one["mode"] == "lines"} == {"solid"}


def test_the_spring_fits_the_long_strides_and_not_the_short_ones():
    """Derrick 2000: 2.92 and 2.44 BW; step time = 2.85 m / 2 × (1 ± 0.2) / 3.83 m/s."""
    for one, fits in zip(strides.MEASURED_STRIDES, (False, True), strict=True):
        step_s = 2.85 / 2 * (1 + one.stride_change) / 3.83
        run = models.spring_mass(76, 3.83, one.contact_time_s, step_s - one.contact_time_s, 0.9275)
        peak_bw = run.peak_force_n / (76 * 9.81)
        assert (abs(peak_bw / one.active_peak_bw - 1) < 0.03) is fits
        assert fits or peak_bw < one.active_peak_bw


def test_the_landing_shows_both_peaks_and_those_that_were_measured():
    picture = landing()
    accepted(picture)
    run = models.two_mass_force(**LANDING)
    whole = trace(picture, "whole force, extrapolated")
    assert whole["line"]["dash"] == "dash"
    assert whole["y"] == pytest.approx([force / WEIGHT_N for force in run.force_n])
    assert points(picture, "measured, heel first at 4.5 m/s") == [(23.0, 2.2), (83.0, 2.8)]
    assert "2.65 times body weight" in picture.sentence
    assert f"quick peak of {998 / WEIGHT_N:.2f} comes at 28 ms" in picture.sentence
    assert "body weight times 360 ms" in picture.sentence


def test_a_soft_landing_melts_the_first_peak_and_keeps_the_area():
    soft = landing(impact_time_s=0.05)
    assert "melted" in soft.sentence
    assert cell(soft, "First peak", "Model") == "none of its own"
    assert cell(soft, "Whole push", "Model") == cell(landing(), "Whole push", "Model") == "247 N·s"


def test_the_strides_picture_shows_model_beside_measurement():
    now = strides.stride_length_force(stride_change=-0.2)
    picture = pictures.stride_length(now, -0.2)
    accepted(picture)
    assert points(picture, "your first peak") == [(-20, now.impact_peak_bw)]
    assert points(picture, "first peak, model")[0] == (-20, now.impact_peak_bw)
    first, main = (trace(picture, name) for name in ("first peak, measured in ten men", "main peak, measured"))
    assert (first["y"], main["y"]) == ([1.59, 2.39], [2.44, 2.92])
    assert first["marker"]["symbol"] != main["marker"]["symbol"]
    assert "20 % shorter, so 25 % more steps" in picture.sentence
    assert cell(picture, "−20 %", "First, measured") == "1.59"
    assert cell(picture, "as preferred", "First, measured") == "–"


def test_the_first_peaks_are_shown_20_to_25_percent_low():
    for one in strides.MEASURED_STRIDES:
        peak_bw = strides.stride_length_force(stride_change=one.stride_change).impact_peak_bw
        assert 0.75 <= peak_bw / one.impact_peak_bw <= 0.80


def test_a_hard_slap_has_its_first_peak_as_the_highest_and_says_so():
    slap = landing(impact_time_s=0.015, impact_velocity_change_m_s=2.5)
    assert "That is the first, quick peak; the main one of" in slap.sentence
    assert float(cell(slap, "First peak", "Model").split()[0]) > float(cell(slap, "Main peak", "Model").split()[0])


@pytest.mark.parametrize("impact_ms", range(10, 51, 5))
@pytest.mark.parametrize("speed_m_s", [0.5, 1.5, 2.5, 3.5])
def test_the_sentence_names_the_peaks_of_the_line(impact_ms, speed_m_s):
    picture = landing(impact_time_s=impact_ms / 1000, impact_velocity_change_m_s=speed_m_s)
    force = picture.spec["data"][0]["y"]
    tops = [one for before, one, after in zip(force, force[1:], force[2:], strict=False) if before < one >= after]
    assert f"The highest force is {max(tops):.2f} times" in picture.sentence
    assert ("melted" in picture.sentence) == (len(tops) == 1)
    if len(tops) > 1:
        assert f"of {min(tops):.2f} comes at" in picture.sentence
        assert ("That is the first" in picture.sentence) == (tops[0] > tops[-1])


def test_a_foot_that_comes_down_faster_is_named_and_both_its_peaks_are_marked():
    lab = load().labs["stride_length"]
    stamped, as_fitted = (
        run_of(lab)({"stride_change_percent": 0, "faster_landing_m_s": faster}, None).picture for faster in (0.4, 0)
    )
    assert "and a foot that comes down 0.4 m/s faster than fits them, the first peak is 1.58" in stamped.sentence
    assert "comes down" not in as_fitted.sentence
    ((_, main),) = points(stamped, "your main peak")
    assert f"the main one {main:.2f}" in stamped.sentence
