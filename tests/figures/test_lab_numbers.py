"""What `content/labs` tells, what the models and pictures compute with, and what the claims cite are the same numbers."""

from __future__ import annotations

import re
from math import isfinite

import pytest

from lbt_widgets.content import load
from lbt_widgets.figures import core_weakness as core_pictures
from lbt_widgets.figures import footwear as footwear_pictures
from lbt_widgets.figures import muscle_imbalance as hip_pictures
from lbt_widgets.figures import posture as posture_pictures
from lbt_widgets.figures import running_form as form_pictures
from lbt_widgets.figures import surface as surface_pictures
from lbt_widgets.figures import training_load as load_pictures
from lbt_widgets.figures import warm_up as warm_pictures
from lbt_widgets.figures.pose import Pose
from lbt_widgets.mechanics import (
    G_M_S2,
    core_weakness,
    footwear,
    muscle_imbalance,
    posture,
    running_form,
    stride_length,
    surface,
    training_load,
    warm_up,
)
from lbt_widgets.mechanics.example import EXAMPLE, LEG_PER_HEIGHT
from lbt_widgets.widgets.labs import run_of
from lbt_widgets.widgets.labs.muscle_imbalance import KNEE_DEG
from lbt_widgets.widgets.labs.training_load import STEP_M

CONTENT = load()
LABS = {name: lab for name, lab in CONTENT.labs.items() if lab.chapter in CONTENT.causes}
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
STRUCTURE = {0.0, 1.0, 2.0}
"""Of any equation: a half, one minus, a square."""


def told(text: str) -> set[float]:
    """The numbers of a text without their signs, "902 416" as one."""
    return {float(one) for one in NUMBER.findall(re.sub(r"(?<=\d)[ \u202f](?=\d{3}\b)", "", text))}


def flat(*groups) -> set[float]:
    """All numbers of nested tuples, without their signs."""
    found: set[float] = set()
    for one in groups:
        found |= flat(*one) if isinstance(one, tuple) else {abs(float(one))}
    return found


def percent(*shares) -> set[float]:
    return {round(100 * abs(share), 6) for share in flat(*shares)}


TRUNK, SHOULDER = core_weakness.RATES_PER_S["trunk"], core_weakness.RATES_PER_S["shoulder"]
LAW, SPREAD = core_weakness.POWER_LAW, core_weakness.POWER_LAW_SPREAD
HIP_CURVE = flat(muscle_imbalance.FRONT, muscle_imbalance.BACK, muscle_imbalance.OFFSET_NM)
TIPS = flat(posture.TIPPED_DEG)
CURVE_PER_DEGREE = {round(curve / tip, 2) for tip, curve in posture.TIPPED_DEG}
RATIOS = [number for one in footwear.INJURY_RATIOS for number in (one.ratio, one.low, one.high)]
SPIKES = [number for one in training_load.SPIKES[1:] for number in (one.rate_ratio, one.low, one.high)]
UPPER_K, LOWER_K, STRETCHES, *SPEEDS = zip(*(parameters for _, parameters in stride_length.STRIDES), strict=True)
ENDS_OF_STRIDES = [end(column) for column in (UPPER_K, LOWER_K, STRETCHES, sum(SPEEDS, ())) for end in (min, max)]
DEEPEST, SECOND, _ = warm_up.SENSORS
CYCLED, ROLLED = warm_up.AFTER_CYCLING[0], warm_up.AFTER_FOAM_ROLLING[0]

# Lab → the code's numbers, in the unit that the lab tells them in; and numbers of its own wording, which nothing computes.
NUMBERS: dict[str, tuple[set[float], set[float]]] = {
    "holding_time": (flat(TRUNK, SHOULDER, LAW["trunk"], LAW["shoulder"]) | percent(SPREAD), {47}),
    "work_and_rest": (
        flat(TRUNK, LAW["trunk"], core_weakness.DRIVE_PER_S, core_weakness.REST_RECOVERY) | percent(SPREAD),
        set(),
    ),
    "load_sharing": (flat(core_weakness.DEEP_TO_SUPERFICIAL), set()),
    "soft_or_hard": (
        flat(footwear.MASSES_KG, footwear.SOFT, footwear.HARD, footwear_pictures.MEASURED_AT, *RATIOS)
        | flat(footwear.C1, footwear.C2, footwear.C4, footwear.SOLE)
        | {k / 1000 for k in (footwear.K1, footwear.K2, footwear.K3, footwear.K4, footwear.K5)}
        | flat(footwear.INJURED_SOFT_PERCENT, footwear.INJURED_HARD_PERCENT),
        {10, 100},  # powers of ten; of 100
    ),
    "worn_shoes": (
        flat(footwear.EARLY_LOSS, footwear.EARLY_MILES, footwear.LOSS_PER_MILE)
        | flat(footwear.WORN, footwear.WORN_BY_PEOPLE, footwear_pictures.BLOG_KM),
        set(),
    ),
    "hip_moment": (HIP_CURVE, set()),
    "pelvic_tilt": (HIP_CURVE | TIPS | flat(KNEE_DEG, Pose().pelvic_tilt_deg), set()),
    "pelvic_shape": (
        {abs(excess) for _, _, excess in posture.CLASSES}
        | {tilt for _, tilt, _ in posture.CLASSES}
        | flat(posture.LORDOSIS_SPREAD_DEG, Pose().pelvic_tilt_deg)
        | TIPS
        | CURVE_PER_DEGREE,
        set(),
    ),
    "lean_and_load": (
        flat(posture.MUSCLE_ARM_M, posture.UPRIGHT_ARM_M, posture.LEANING_ARM_M, posture.MASS_ABOVE_PELVIS)
        | flat(posture.FACTORS, posture.DISC_AREA_MM2, G_M_S2),
        {3.6, 2.8, 10.8, 2.2},  # leans of the two halves of 40 runners
    ),
    "spring_mass": ({EXAMPLE.mass_kg, EXAMPLE.leg_length_m, LEG_PER_HEIGHT}, {8}),
    "landing_force": (
        {EXAMPLE.mass_kg, running_form.LOWER_MASS} | percent(running_form.MAIN_PEAK_AT),
        {42, 3.0, 11.1},
    ),
    "stride_length": (
        flat(stride_length.UPPER_SHARE, stride_length.LOWER_SHARE, stride_length.FORCE_SCALE)
        | flat(stride_length.DAMPING_RATIO, stride_length.PREFERRED.mass_kg, stride_length.PREFERRED.stride_m)
        | flat(stride_length.PREFERRED.speed_m_s, *ENDS_OF_STRIDES),
        set(),
    ),
    "ground_spring": (
        flat(surface.FIRM.surface_kn_m, surface.SOFT.surface_kn_m, surface_pictures.PRESS_N, surface.FIRM.leg_kn_m)
        | {round(1000 * Pose().sink_m)},
        {100, 200, 350},  # kN/m, of the study that is named to compare with
    ),
    "slopes": (
        flat(surface.MAX_SLOPE_DEG)
        | percent(surface.DOWNHILL.impact - 1, surface.DOWNHILL.braking - 1, surface.UPHILL.propulsive - 1),
        set(),
    ),
    "session_spike": (
        flat(*SPIKES) | percent(*(spike.up_to for spike in training_load.SPIKES[:-1])) - {100},
        {30, 100},
    ),
    "spine_shrinkage": (
        {round(training_load.TAU_MIN, 1), round(training_load.FULL_PACE_FINAL_MM, 1), training_load.PACE_EXPONENT}
        | {training_load.MEASURED_SHRINKAGE_MM[0][1], 2.12}
        | {mm for _, mm in training_load.MEASURED_BY_PACE_MM}
        | percent(*(pace for pace, _ in training_load.MEASURED_BY_PACE_MM))
        | flat(load_pictures.OTHER_RUNNERS_MM),
        {15},
    ),
    "load_ratio": (
        flat(load_pictures.SHORT_DAYS, load_pictures.LONG_DAYS, load_pictures.USUAL_KM_PER_DAY)
        | {round(2 / (load_pictures.SHORT_DAYS + 1), 3), round(2 / (load_pictures.LONG_DAYS + 1), 3)}
        | flat(load_pictures.BEFORE_DAYS, load_pictures.USUAL_KM_PER_DAY * load_pictures.LONG_RUN_SHARE),
        {5},  # what is left for each of six days
    ),
    "fatigue_life": (
        {training_load.ULTIMATE_N / 1000, STEP_M, training_load.CYCLES_AT_NO_LOAD, training_load.DECAY_PER_PERCENT},
        set(),
    ),
    "heat_and_stiffness": (
        flat(DEEPEST.rise_after_work_c, DEEPEST.rise_after_rest_c, SECOND.rise_after_work_c, SECOND.rise_after_rest_c)
        | {round(warm_up.TAU_COOL_MIN), warm_pictures.WORK_MIN, warm_up.STIFFNESS_PER_C}
        | percent(warm_up.STIFFNESS_PER_C)
        | flat(CYCLED.mean_percent, CYCLED.sd_percent, ROLLED.mean_percent, ROLLED.sd_percent)
        | flat(warm_pictures.CALF_RISE_C, warm_pictures.CALF_SPREAD_C, warm_pictures.SPRINTER_RISE_C)
        | flat(warm_pictures.SPRINTER_LOSS_C, warm_pictures.SPRINTER_SPREAD_C),
        {74},  # minutes, of the second sensor
    ),
}


@pytest.mark.parametrize("lab", LABS.values(), ids=LABS)
def test_a_lab_tells_the_numbers_that_its_model_has(lab):
    computed, worded = NUMBERS[lab.id]
    said = told(" ".join([*(one.value for one in lab.parameters), *lab.equation]))
    assert said - STRUCTURE == (computed | worded) - STRUCTURE


def slider(lab: str, name: str):
    return next(control for control in LABS[lab].controls if control.id == name)


@pytest.mark.parametrize(
    ("lab", "control", "ends"),
    [
        ("hip_moment", "hip_deg", hip_pictures.HIP_RANGE_DEG),
        ("hip_moment", "hamstring_short_deg", (0, hip_pictures.MAX_SHORT_DEG)),
        ("pelvic_tilt", "hamstring_short_deg", (0, hip_pictures.MAX_SHORT_DEG)),
        ("pelvic_tilt", "hip_flexor_short_deg", (0, hip_pictures.MAX_FLEXOR_SHORT_DEG)),
        ("pelvic_shape", "pelvic_incidence_deg", posture_pictures.INCIDENCE_ENDS_DEG),
        ("lean_and_load", "lean_deg", posture_pictures.LEAN_ENDS_DEG),
        (
            "spring_mass",
            "contact_time_ms",
            (1000 * form_pictures.SHORTEST_CONTACT_S, 1000 * form_pictures.LONGEST_CONTACT_S),
        ),
        (
            "stride_length",
            "stride_change_percent",
            (100 * stride_length.STRIDES[0][0], 100 * stride_length.STRIDES[-1][0]),
        ),
        ("ground_spring", "give_mm", (surface_pictures.LEAST_GIVE_MM, surface_pictures.MOST_GIVE_MM)),
        ("slopes", "slope_deg", (-surface.MAX_SLOPE_DEG, surface.MAX_SLOPE_DEG)),
        ("spine_shrinkage", "minutes", (0, load_pictures.LONGEST_RUN_MIN)),
        ("load_ratio", "days", (0, load_pictures.MOST_DAYS)),
        ("fatigue_life", "load_percent", load_pictures.LOADS_PERCENT),
        ("soft_or_hard", "hardness", footwear_pictures.PAPERS_SHOES),
        ("heat_and_stiffness", "wait_min", (0, warm_pictures.REST_MIN)),
    ],
)
def test_a_line_is_drawn_as_far_as_its_slider_goes(lab, control, ends):
    found = slider(lab, control)
    assert (found.min, found.max) == pytest.approx(ends)


def test_the_plan_of_a_run_ends_where_its_picture_does():
    assert slider("session_spike", "planned_km").max == load_pictures.FURTHEST_KM


@pytest.mark.parametrize(
    ("lab", "control", "published", "close"),
    [
        ("work_and_rest", "load_percent", core_pictures.PUBLISHED_LOAD_PERCENT, 0),
        ("pelvic_shape", "pelvic_incidence_deg", posture_pictures.PUBLISHED_INCIDENCE_DEG, 0),
        ("pelvic_shape", "tip_deg", tuple(tip for tip, _ in posture.TIPPED_DEG), 0),
        ("lean_and_load", "lean_deg", posture_pictures.PUBLISHED_LEAN_DEG, 0),
        ("spring_mass", "speed_km_h", tuple(3.6 * one for one in running_form.SPRING_MASS_MEASURED_M_S), 0.02),
        ("ground_spring", "give_mm", surface_pictures.PUBLISHED_GIVE_MM, 0.1),
        ("spine_shrinkage", "minutes", (0, load_pictures.MEASURED_MIN), 0),
        ("spine_shrinkage", "pace_percent", tuple(100 * one for one in load_pictures.MEASURED_PACES), 0),
        ("heat_and_stiffness", "jog_min", (0, warm_pictures.WORK_MIN), 0),
        ("heat_and_stiffness", "wait_min", (0, warm_pictures.REST_MIN), 0),
    ],
)
def test_slider_and_line_agree_on_what_was_published(lab, control, published, close):
    assert slider(lab, control).published == pytest.approx(published, abs=close or 1e-9)


def test_the_sole_is_the_one_that_the_equation_has():
    assert (footwear.SOLE_A, footwear.SOLE_C) == (1e6, 2e4)
    assert "2 × (10⁶ × x^b + 2·10⁴ × x^d × speed)" in LABS["soft_or_hard"].equation[1]


def test_the_press_lies_between_those_of_ferris_1999():
    """The ground gave 6 cm at 21.3 kN/m and 0.25 cm at 533: 1278 and 1333 N."""
    assert pytest.approx(1278) == 21_300 * 0.06
    assert pytest.approx(1333, abs=1) == 533_000 * 0.0025
    assert 21_300 * 0.06 < surface_pictures.PRESS_N < 533_000 * 0.0025


@pytest.mark.parametrize("name", sorted(set(LABS) - {"session_spike", "load_ratio"}))
def test_the_question_starts_from_what_the_model_says_at_the_start(name):
    """But for two: one starts from the others' reference, one is told another ratio."""
    lab = LABS[name]
    value = run_of(lab)(lab.start, None).value
    question = re.sub(r"(?<=\d)[ \u202f](?=\d{3}\b)", "", lab.prediction.question)
    near = [one for one in NUMBER.findall(question) if abs(float(one) - value) <= _half_of_the_last_digit(one)]
    assert isfinite(value)
    assert near, (value, question)


def _half_of_the_last_digit(written: str) -> float:
    if "." in written:
        return 0.5001 * 10 ** -len(written.split(".")[1])
    return 0.5001 * 10 ** (len(written) - len(written.rstrip("0"))) if len(written) > 3 else 0.5001


# Claim's finding → the figure that a picture or a model has, as printed: value, or value and interval.
CITED = {
    "muscle_imbalance.core_instability.raabe2018core_4": core_weakness.DEEP_MUSCLE_LOSS[0].percent,
    "muscle_imbalance.core_instability.raabe2018core_1": core_weakness.DEEP_MUSCLE_LOSS[1].percent,
    "muscle_imbalance.core_instability.raabe2018core_2": core_weakness.DEEP_MUSCLE_LOSS[2].percent,
    "muscle_imbalance.core_instability.raabe2018core_3": core_weakness.DEEP_MUSCLE_LOSS[3].percent,
    "footwear.cushioning.malisoux2020cushion_4": footwear.INJURED_HARD_PERCENT,
    "footwear.cushioning.baltich2015soft": footwear.MEASURED_IMPACTS[0].impact_peak_bw,
    "running_form.impact_to_back.garbutt1990shrinkage_1": training_load.MEASURED_BY_PACE_MM[0][1],
    "running_form.impact_to_back.garbutt1990shrinkage_2": training_load.MEASURED_BY_PACE_MM[1][1],
    "running_form.impact_to_back.garbutt1990shrinkage_3": training_load.MEASURED_BY_PACE_MM[2][1],
    "running_form.cadence_retraining.rodacki2024cadence_1": load_pictures.OTHER_RUNNERS_MM[0][1],
    "running_form.cadence_retraining.rodacki2024cadence_2": load_pictures.OTHER_RUNNERS_MM[1][1],
    "surface.slopes.gottschall2005hill_1": 100 * (surface.DOWNHILL.impact - 1),
    "surface.slopes.gottschall2005hill_2": 100 * (surface.DOWNHILL.braking - 1),
    "surface.slopes.gottschall2005hill_3": 100 * (surface.UPHILL.propulsive - 1),
    "posture.tilt_lordosis_coupling.levine1996tilt_1": posture.TIPPED_DEG[1][1],
    "posture.tilt_lordosis_coupling.levine1996tilt_2": posture.TIPPED_DEG[0][1],
    "warm_up.elasticity.wirth1998temp_1": warm_pictures.CALF_RISE_C,
    "warm_up.elasticity.kenny2003temp_1": DEEPEST.rise_after_work_c,
    "warm_up.elasticity.kenny2003temp_3": DEEPEST.rise_after_rest_c,
    "warm_up.elasticity.raccuglia2016temp": -warm_pictures.SPRINTER_LOSS_C,
}
CITED_WITH_INTERVAL = {
    **{
        f"footwear.cushioning.malisoux2020cushion_{i}": (one.ratio, (one.low, one.high))
        for i, one in enumerate(footwear.INJURY_RATIOS, 1)
    },
    **{
        f"training_load.sudden_increase.frandsen2025session_{i}": (one.rate_ratio, (one.low, one.high))
        for i, one in enumerate(training_load.SPIKES[1:], 1)
    },
}


@pytest.mark.parametrize(("finding", "figure"), CITED.items())
def test_a_model_shows_what_the_claim_cites(finding, figure):
    assert CONTENT.findings[finding].value == pytest.approx(figure)


@pytest.mark.parametrize(("finding", "figures"), CITED_WITH_INTERVAL.items())
def test_a_ratio_is_shown_with_the_interval_that_the_claim_cites(finding, figures):
    found = CONTENT.findings[finding]
    assert (found.value, found.ci95) == figures


def test_what_a_finding_tells_beside_its_value_is_shown_too():
    injured = CONTENT.findings["footwear.cushioning.malisoux2020cushion_4"].what
    assert footwear.INJURED_SOFT_PERCENT in told(injured)
    others = told(CONTENT.findings["footwear.cushioning.baltich2015soft"].what)
    assert {one.impact_peak_bw for one in footwear.MEASURED_IMPACTS[1:]} <= others
    for i, (tip_deg, _) in zip((2, 1), posture.TIPPED_DEG, strict=True):
        assert abs(tip_deg) in told(CONTENT.findings[f"posture.tilt_lordosis_coupling.levine1996tilt_{i}"].what)
