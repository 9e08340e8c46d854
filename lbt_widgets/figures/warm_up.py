"""A picture of a warm-up: heat that comes and goes, and what it does to stiffness."""

from __future__ import annotations

from typing import Any

from lbt_widgets.mechanics.warm_up import (
    AFTER_CYCLING,
    AFTER_FOAM_ROLLING,
    SENSORS,
    stiffness_ratio,
    temperature_after_rest_c,
    temperature_rise_c,
)

from .lab import here, layout, measured, steps, within
from .picture import Picture, Table

WORK_MIN, REST_MIN = 15.0, 60.0
"""What was measured: 15 minutes of work, an hour of rest (Kenny 2003)."""
CALF_RISE_C, CALF_SPREAD_C = 2.2, 0.63
"""After a jog of 15 minutes, 6 men (Wirth 1998)."""
SPRINTER_RISE_C, SPRINTER_LOSS_C, SPRINTER_REST_MIN, SPRINTER_SPREAD_C = 3.0, 1.3, 30.0, 0.3
"""Thigh after 15 minutes of warm-up with sprints (about), and what half an hour of rest took (Raccuglia 2016)."""
HEIGHT_PX = 620
GROUPS = ("model,<br>you", "thigh,<br>cycling", "thigh,<br>foam roll", "lower<br>back")


def heat_and_stiffness(
    jog_min: float, wait_min: float, tau_heat_min: float, tau_cool_min: float, guess: float | None = None
) -> Picture:
    """Warmth over the minutes, above; below, how much less stiff the muscle is, beside what was measured."""

    def rise(minute: float) -> float:
        return rise_c(minute, jog_min, tau_heat_min, tau_cool_min)

    end_min = jog_min + wait_min
    minutes = sorted({*steps(0, jog_min), *steps(jog_min, end_min), *([WORK_MIN] if jog_min > WORK_MIN else [])})
    published = (0.0, end_min if jog_min <= WORK_MIN else WORK_MIN)
    now_c, top_c = rise(end_min), rise(jog_min)
    softer = percent_stiffer(now_c)
    deepest, second, _ = SENSORS
    cycling, rolling = AFTER_CYCLING[0], AFTER_FOAM_ROLLING[0]
    return Picture(
        title="How warm the muscle is, and how stiff",
        sentence=(
            f"After {jog_min:.0f} minutes of jogging and {wait_min:.0f} of waiting the muscle is {now_c:.1f} °C warmer than at "
            f"rest ({top_c:.1f} °C when you stopped) and, in the model, {abs(softer):.0f} % less stiff; the lower back, when "
            "it was measured, was not less stiff at all."
        ),
        spec={
            "data": [
                *within("model", minutes, [rise(one) for one in minutes], published),
                measured(
                    "thigh, deep and 15 mm further out",
                    [WORK_MIN, WORK_MIN + REST_MIN] * 2,
                    [
                        one
                        for sensor in (deepest, second)
                        for one in (sensor.rise_after_work_c, sensor.rise_after_rest_c)
                    ],
                ),
                _other_studies(),
                here(end_min, now_c),
                _below(here(0, softer, "model, your settings"), GROUPS[:1]),
                _below(
                    measured(
                        "", [], [cycling.mean_percent, rolling.mean_percent], [cycling.sd_percent, rolling.sd_percent]
                    ),
                    GROUPS[1:3],
                ),
                _below(measured("", [], [0]), GROUPS[3:]),
            ],
            "layout": _axes(guess),
        },
        table=Table(
            ("What", "Model", "Measured"),
            (
                ("Warmer, your settings", f"{now_c:.2f} °C", "–"),
                ("Stiffness, your settings", f"{softer:.1f} %".replace("-", "−"), "–"),
                (
                    "Thigh, deepest: 15 minutes of work, then 60 of rest",
                    _pair(WORK_MIN, REST_MIN, tau_heat_min, tau_cool_min),
                    f"{deepest.rise_after_work_c:.2f}, then {deepest.rise_after_rest_c:.2f} °C",
                ),
                (
                    "Thigh, 15 mm further out",
                    "–",
                    f"{second.rise_after_work_c:.2f}, then {second.rise_after_rest_c:.2f} °C",
                ),
                ("Calf after a 15-minute jog", "–", f"{CALF_RISE_C} ± {CALF_SPREAD_C} °C"),
                (
                    f"Another thigh study, then {SPRINTER_REST_MIN:.0f} minutes of rest",
                    "–",
                    f"about {SPRINTER_RISE_C:.0f}, then {SPRINTER_RISE_C - SPRINTER_LOSS_C:.1f} ± {SPRINTER_SPREAD_C} °C",
                ),
                *(
                    (
                        f"Hamstrings after {name}: {one.what}",
                        "–",
                        f"{one.mean_percent} ± {one.sd_percent} %".replace("-", "−"),
                    )
                    for name, found in (("cycling", AFTER_CYCLING), ("a foam roller", AFTER_FOAM_ROLLING))
                    for one in found
                ),
                ("Lower back after 30 minutes of warm-up: stiffness", "less stiff", "no decrease"),
                ("Lower back after 30 minutes on the bench: stiffness", "–", "increase"),
            ),
        ),
    )


def rise_c(minute: float, jog_min: float, tau_heat_min: float, tau_cool_min: float) -> float:
    """Warmth at a minute, set so that 15 minutes of work give what the deepest sensor read."""
    final_c = SENSORS[0].rise_after_work_c / temperature_rise_c(WORK_MIN, 1, tau_heat_min)
    warmed_c = temperature_rise_c(min(minute, jog_min), final_c, tau_heat_min)
    return temperature_after_rest_c(warmed_c, max(0.0, minute - jog_min), tau_cool_min)


def percent_stiffer(warmer_c: float) -> float:
    """Change of stiffness; below 0 is softer."""
    return 100 * (stiffness_ratio(warmer_c) - 1)


def _pair(work_min: float, rest_min: float, tau_heat_min: float, tau_cool_min: float) -> str:
    after = [rise_c(one, work_min, tau_heat_min, tau_cool_min) for one in (work_min, work_min + rest_min)]
    return f"{after[0]:.2f}, then {after[1]:.2f} °C"


def _other_studies() -> dict[str, Any]:
    left_c = SPRINTER_RISE_C - SPRINTER_LOSS_C
    return measured(
        "calf after a jog; another thigh",
        [WORK_MIN, WORK_MIN, WORK_MIN + SPRINTER_REST_MIN],
        [CALF_RISE_C, SPRINTER_RISE_C, left_c],
        [CALF_SPREAD_C, 0, SPRINTER_SPREAD_C],
    ) | {"marker": {"symbol": "square-open", "size": 10, "color": "#2f7d4f", "line": {"width": 2}}}


def _below(trace: dict[str, Any], groups: tuple[str, ...]) -> dict[str, Any]:
    """A trace of the lower picture."""
    return {**trace, "x": list(groups), "xaxis": "x2", "yaxis": "y2", "showlegend": False}


def _axes(guess: float | None) -> dict[str, Any]:
    axes = layout("minutes", "warmer than at rest, °C", guess, height=HEIGHT_PX)
    axes["xaxis"] |= {"range": [0, 92], "anchor": "y"}
    axes["yaxis"] |= {"domain": [0.5, 1], "rangemode": "tozero"}
    axes["xaxis2"] = {"anchor": "y2", "fixedrange": True, "type": "category", "categoryarray": list(GROUPS)}
    axes["yaxis2"] = {
        "title": {"text": "stiffness, % change"},
        "domain": [0, 0.32],
        "range": [-18, 4],
        "fixedrange": True,
    }
    axes["annotations"] += [
        {
            "x": GROUPS[3],
            "y": 0,
            "xref": "x2",
            "yref": "y2",
            "text": "not softer",
            "yanchor": "top",
            "showarrow": False,
            "yshift": -8,
        }
    ]
    axes["legend"]["y"] = -0.14
    return axes
