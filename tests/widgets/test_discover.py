"""What a lab asks to be found out can be found with its own controls: the answers that are numbers."""

from __future__ import annotations

from math import inf, isfinite

import pytest

from lbt_widgets.content import load
from lbt_widgets.widgets.labs import run_of

LABS = load().labs


def outcome(lab: str, **settings):
    """Settings that a reader can set; the rest as at the start."""
    record = LABS[lab]
    return run_of(record)(record.check({**record.start, **settings}), None)


def value(lab: str, **settings) -> float:
    return outcome(lab, **settings).value


def highest_day(name: str, **settings) -> int:
    line = next(one for one in outcome("load_ratio", **settings).picture.spec["data"] if one["name"] == name)
    return max(zip(line["y"], line["x"], strict=True), key=lambda point: (round(point[0], 9), -point[1]))[1]


def used(**settings) -> str:
    return outcome("fatigue_life", **settings).picture.sentence


def rise_of(line: str) -> float:
    """From short strides to long ones, as a share."""
    drawn = next(one["y"] for one in outcome("stride_length").picture.spec["data"] if one["name"] == line)
    return drawn[-1] / drawn[0]


FOUND = {
    # core weakness
    "holding_time.0": lambda: (
        value("holding_time", load_percent=26.5) == pytest.approx(2 * value("holding_time"), rel=0.02)
    ),
    "holding_time.1": lambda: (
        (isfinite(value("holding_time", load_percent=10)), value("holding_time", load_percent=8)) == (True, inf)
    ),
    "holding_time.2": lambda: value("holding_time", joint=1) < value("holding_time", joint=0),
    "work_and_rest.0": lambda: (
        "After 140 seconds" in outcome("work_and_rest", rest_s=0, bouts=30).picture.sentence
        and "After 413 seconds" in outcome("work_and_rest", rest_s=5, bouts=30).picture.sentence
    ),
    "work_and_rest.1": lambda: (
        value("work_and_rest", rest_s=20) > 5 + value("work_and_rest", work_s=5, rest_s=5, bouts=24)
    ),
    "work_and_rest.2": lambda: (
        value("work_and_rest", load_percent=5) - value("work_and_rest", load_percent=5, rest_s=0) < 4
    ),
    "load_sharing.0": lambda: (
        value("load_sharing", deep_loss_percent=100, work_percent=69) == pytest.approx(100, abs=0.5)
    ),
    "load_sharing.1": lambda: (
        value("load_sharing", deep_loss_percent=50) - 100
        > 1.9 * (value("load_sharing", deep_loss_percent=100) - value("load_sharing", deep_loss_percent=50))
    ),
    # footwear
    "soft_or_hard.1": lambda: (
        value("soft_or_hard") - value("soft_or_hard", hardness=0) == pytest.approx(0.33, abs=0.005)
        and "93 runners had 1.70 in the soft shoe and 1.54" in outcome("soft_or_hard", shows=1).picture.sentence
    ),
    "soft_or_hard.2": lambda: (
        value("soft_or_hard", hardness=0, touchdown_speed_m_s=0.83) == pytest.approx(value("soft_or_hard"), abs=0.01)
    ),
    "worn_shoes.2": lambda: value("worn_shoes", weeks=26, pairs=1) - value("worn_shoes", weeks=26) > 3,
    # muscle imbalance
    "hip_moment.0": lambda: (
        value("hip_moment", hip_deg=26.8, knee_deg=0) == pytest.approx(0, abs=0.1)
        and value("hip_moment", hip_deg=69.1, knee_deg=60) == pytest.approx(0, abs=0.1)
    ),
    "hip_moment.1": lambda: (
        value("hip_moment", knee_deg=30, hamstring_short_deg=15)
        == pytest.approx(value("hip_moment", knee_deg=10), rel=0.02)
    ),
    "hip_moment.2": lambda: (
        value("hip_moment", hip_deg=-15) < 0
        and abs(value("hip_moment", hip_deg=-15, hamstring_short_deg=20) - value("hip_moment", hip_deg=-15)) < 2.5
    ),
    "pelvic_tilt.1": lambda: (
        value("pelvic_tilt", thigh_deg=50, hamstring_short_deg=20) < value("pelvic_tilt", thigh_deg=50)
    ),
    "pelvic_tilt.2": lambda: (
        3 * value("pelvic_tilt", lumbar_stiffness_nm_per_deg=3)
        > 0.5 * value("pelvic_tilt", lumbar_stiffness_nm_per_deg=0.5)
    ),
    # posture
    "pelvic_shape.0": lambda: (
        (value("pelvic_shape", pelvic_incidence_deg=32), value("pelvic_shape", pelvic_incidence_deg=73)) == (50, 75)
    ),
    "pelvic_shape.2": lambda: (
        value("pelvic_shape", pelvic_incidence_deg=48) < value("pelvic_shape", pelvic_incidence_deg=47)
    ),
    "lean_and_load.0": lambda: value("lean_and_load", lean_deg=13.6) > value("lean_and_load", mass_kg=80),
    "lean_and_load.1": lambda: (
        value("lean_and_load", lean_deg=41.2, load_factor=1)
        == pytest.approx(value("lean_and_load", lean_deg=0), abs=0.01)
    ),
    # running form
    "spring_mass.0": lambda: value("spring_mass", contact_time_ms=300) < 0.9 * value("spring_mass"),
    "spring_mass.1": lambda: (
        value("spring_mass", speed_km_h=15) == value("spring_mass")
        and outcome("spring_mass", speed_km_h=15).picture.sentence != outcome("spring_mass").picture.sentence
    ),
    "landing_force.0": lambda: (
        "melted" in outcome("landing_force", impact_time_ms=50).picture.sentence
        and "That is the first"
        in outcome("landing_force", impact_time_ms=10, impact_velocity_change_m_s=2.5).picture.sentence
    ),
    "landing_force.1": lambda: value("landing_force", contact_time_ms=300) < value("landing_force"),
    "landing_force.2": lambda: (
        "body weight times 280 ms" in outcome("landing_force", flight_time_ms=30).picture.sentence
    ),
    "stride_length.0": lambda: (
        value("stride_length", faster_landing_m_s=0.78)
        == pytest.approx(value("stride_length", stride_change_percent=20), abs=0.01)
    ),
    "stride_length.1": lambda: rise_of("first peak, model") > rise_of("main peak, model"),
    "stride_length.2": lambda: 1.25 * value("stride_length", stride_change_percent=-20) > value("stride_length"),
    # surface
    "ground_spring.0": lambda: (
        value("ground_spring", give_mm=3, adapts=1) - value("ground_spring", give_mm=1, adapts=1) < 0.1
    ),
    "ground_spring.1": lambda: value("ground_spring", give_mm=61, adapts=0) == 7.6,
    "ground_spring.2": lambda: (
        value("ground_spring", give_mm=30, leg_kn_m=17, adapts=1) / 17
        > value("ground_spring", give_mm=30, leg_kn_m=6, adapts=1) / 6
    ),
    "slopes.0": lambda: value("slopes", slope_deg=9, force=2) == pytest.approx(175),
    "slopes.1": lambda: {value("slopes", slope_deg=deg, force=3) for deg in (-9, 0, 9)} == {100},
    "slopes.2": lambda: value("slopes", slope_deg=-4.5) == pytest.approx(127),
    # training load
    "session_spike.0": lambda: (
        value("session_spike", longest_km=10, planned_km=13.1) < value("session_spike", longest_km=10, planned_km=12.9)
    ),
    "session_spike.1": lambda: (
        value("session_spike", longest_km=30, planned_km=35) > value("session_spike", longest_km=10, planned_km=15)
    ),
    "session_spike.2": lambda: value("session_spike", planned_km=30) < 2 < value("session_spike", planned_km=30.5),
    "spine_shrinkage.0": lambda: (
        value("spine_shrinkage", minutes=60, pace_percent=70) < value("spine_shrinkage", minutes=20, pace_percent=100)
    ),
    "spine_shrinkage.1": lambda: (
        value("spine_shrinkage", minutes=23) == pytest.approx(value("spine_shrinkage", minutes=120) / 2, rel=0.01)
    ),
    "spine_shrinkage.2": lambda: (
        [value("spine_shrinkage", minutes=one, pace_percent=85) for one in (30, 60)]
        == pytest.approx([5.27, 7.51], abs=0.05)
    ),
    "load_ratio.0": lambda: (
        [highest_day(one) for one in ("fading mean", "rolling month", "rolling month without the last week")]
        == [6, 7, 7]
    ),
    "load_ratio.1": lambda: highest_day("fading mean", change_percent=0, long_run=1) % 7 == 0,
    "load_ratio.2": lambda: value("load_ratio", days=28) == pytest.approx(1.05, abs=0.05),
    "fatigue_life.0": lambda: "100 % of them" in used(run_km=42.2),
    "fatigue_life.1": lambda: "has 8330 steps: 101 % of them" in used(load_percent=29),
    "fatigue_life.2": lambda: value("fatigue_life", load_percent=10) > 2 * value("fatigue_life", load_percent=20),
    # warm-up
    "heat_and_stiffness.0": lambda: value("heat_and_stiffness", jog_min=3) == pytest.approx(1, abs=0.1),
    "heat_and_stiffness.1": lambda: (
        value("heat_and_stiffness", tau_heat_min=2) == pytest.approx(value("heat_and_stiffness", tau_heat_min=10))
    ),
    "heat_and_stiffness.2": lambda: (
        value("heat_and_stiffness", wait_min=30, tau_cool_min=53) == pytest.approx(2 * 1.7 / 3, abs=0.01)
    ),
    # reading evidence
    "odds_ratio_to_risk.0": lambda: (
        value("odds_ratio_to_risk", base_per_100=0.5) == pytest.approx(0.5 * 3.18, rel=0.02)
    ),
    "odds_ratio_to_risk.1": lambda: (
        value("odds_ratio_to_risk", odds_ratio=3, base_per_100=1)
        < value("odds_ratio_to_risk", odds_ratio=1.5, base_per_100=10)
    ),
    "odds_ratio_to_risk.2": lambda: LABS["odds_ratio_to_risk"].controls[1].max > 3.18,
    "chance.0": lambda: value("chance", each=100) < 80 <= value("chance", each=440),
    "chance.1": lambda: 0 < value("chance", with_per_100=22.6) <= 12,
    "same_p.0": lambda: value("same_p", large=14_800) == pytest.approx(1, abs=0.02),
    "confounding.0": lambda: value("confounding", wear_beginners=20) == pytest.approx(0, abs=0.1),
    "confounding.1": lambda: (
        value("confounding", odds_ratio=0.7, wear_beginners=70, wear_experienced=10, times_as_often=3) > 0
    ),
    "confounding.2": lambda: value("confounding", times_as_often=3.3) == pytest.approx(10, abs=0.1),
    "regression_to_the_mean.1": lambda: value("regression_to_the_mean", reliability=1) >= 7,
    "regression_to_the_mean.2": lambda: value("regression_to_the_mean", mean=6, buys_at=4) > 5.5,
    "screening.0": lambda: value("screening", specificity=91.8) == pytest.approx(10, abs=0.1),
    "screening.1": lambda: value("screening", per_1000=300) > 30,
}


@pytest.mark.parametrize("question", FOUND)
def test_it_can_be_found_with_the_labs_controls(question):
    assert FOUND[question](), LABS[question.split(".")[0]].discover[int(question.split(".")[1])]


def test_every_lab_has_questions_with_such_an_answer():
    asked = {name: sum(one.startswith(f"{name}.") for one in FOUND) for name in LABS}
    assert {name for name, count in asked.items() if not count} <= {"cohort"}, "its answers are drawn by lot"


def test_the_faster_lower_leg_explains_about_a_quarter_of_the_first_peaks_rise():
    """The lab says so where it tells what fails; 0.4 m/s is what strides 20 % longer bring (0.38)."""
    at_first, longer, stamping = (
        value("stride_length", **settings)
        for settings in ({}, {"stride_change_percent": 20}, {"faster_landing_m_s": 0.38})
    )
    assert (stamping - at_first) / (longer - at_first) == pytest.approx(0.25, abs=0.02)
    assert f"{value('stride_length', faster_landing_m_s=0.4):.2f}" in LABS["stride_length"].explain
    assert f"{longer:.2f}" in LABS["stride_length"].explain
