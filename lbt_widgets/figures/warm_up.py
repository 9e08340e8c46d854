"""A picture of a warm-up: heat that comes and goes, and what it does to stiffness."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lbt_widgets.mechanics.warm_up import (
    AFTER_CYCLING,
    AFTER_FOAM_ROLLING,
    SENSORS,
    stiffness_ratio,
    temperature_after_rest_c,
    temperature_rise_c,
)

from .colours import GREY
from .lab import Y_TITLE_LETTERS, around, axis_title, curve, here, layout, measured, model_curves, steps
from .picture import Picture, Table
from .words import fixed, number

WORK_MIN, REST_MIN = 15.0, 60.0
"""What was measured: 15 minutes of work, an hour of rest (Kenny 2003)."""
CALF_RISE_C, CALF_SPREAD_C = 2.2, 0.63
"""After a jog of 15 minutes, 6 men (Wirth 1998)."""
SPRINTER_RISE_C, SPRINTER_LOSS_C, SPRINTER_REST_MIN, SPRINTER_SPREAD_C = 3.0, 1.3, 30.0, 0.3
"""Thigh after 15 minutes of warm-up with sprints (about), and what half an hour of rest took (Raccuglia 2016)."""
HEIGHT_PX = 620
GROUPS = ("model", "thigh,<br>cycling", "thigh,<br>rolling", "lower<br>back")


def heat_and_stiffness(
    jog_min: float, wait_min: float, tau_heat_min: float, tau_cool_min: float, guess: float | None = None
) -> Picture:
    """Warmth over the minutes, above; below, how much less stiff the muscle is, beside what was measured."""

    def rise(minute: float) -> float:
        return rise_c(minute, jog_min, tau_heat_min, tau_cool_min)

    end_min = jog_min + wait_min
    now_c, top_c = rise(end_min), rise(jog_min)
    softer = percent_stiffer(now_c)
    return Picture(
        title="How warm the muscle is, and how stiff",
        sentence=(
            f"After {jog_min:.0f} minutes of jogging and {wait_min:.0f} of waiting the muscle is {now_c:.1f} °C warmer than at "
            f"rest ({top_c:.1f} °C when you stopped) and, in the model, {abs(softer):.0f} % less stiff; the lower back, when "
            "it was measured, was not less stiff at all."
        ),
        spec={
            "data": [*_course(rise, jog_min, end_min), *_measured_warmth(), here(end_min, now_c), *_stiffness(softer)],
            "layout": _axes(guess),
        },
        table=Table(
            ("What", "Model", "Measured"),
            (
                ("Warmer, your settings", f"{now_c:.2f} °C", "–"),
                ("Stiffness, your settings", f"{fixed(softer, 1)} %", "–"),
                *_warmth_rows(tau_heat_min, tau_cool_min),
                *_stiffness_rows(),
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


def _course(rise: Callable[[float], float], jog_min: float, end_min: float) -> list[dict[str, Any]]:
    """Up, down again, and on: dashed from where the jog is longer than what was measured."""
    rest = (jog_min, end_min) if jog_min <= WORK_MIN else None
    up = model_curves("model", rise, (0, jog_min), (0, WORK_MIN))
    down = model_curves("model", rise, (jog_min, end_min), rest)
    later = steps(end_min, jog_min + REST_MIN)
    onward = [curve("if you wait on", later, [rise(minute) for minute in later], GREY, "dot")]
    return [*up, *({**part, "showlegend": False} for part in down), *(onward if end_min < later[-1] else [])]


def _measured_warmth() -> list[dict[str, Any]]:
    thigh = [one for sensor in SENSORS[:2] for one in (sensor.rise_after_work_c, sensor.rise_after_rest_c)]
    return [
        measured("thigh, at two depths", [WORK_MIN, WORK_MIN + REST_MIN] * 2, thigh),
        around(measured("calf after a jog", [WORK_MIN], [CALF_RISE_C], [CALF_SPREAD_C], symbol="square-open")),
        measured(
            "thigh, after sprints",
            [WORK_MIN, WORK_MIN + SPRINTER_REST_MIN],
            [SPRINTER_RISE_C, SPRINTER_RISE_C - SPRINTER_LOSS_C],
            [0, SPRINTER_SPREAD_C],
            symbol="triangle-up-open",
        ),
    ]


def _stiffness(softer_percent: float) -> list[dict[str, Any]]:
    """The lower picture: the model, the hamstrings, and the lower back, for which no size was printed."""
    model, *hamstrings, back = GROUPS
    found = [AFTER_CYCLING[0], AFTER_FOAM_ROLLING[0]]
    points = [
        here(0, softer_percent, "your settings, stiffness") | {"x": [model]},
        measured("", [], [one.mean_percent for one in found], [one.sd_percent for one in found]) | {"x": hamstrings},
        measured("", [], [0]) | {"x": [back]},
    ]
    return [{**one, "xaxis": "x2", "yaxis": "y2", "showlegend": False} for one in points]


def _warmth_rows(tau_heat_min: float, tau_cool_min: float) -> list[tuple[str, str, str]]:
    deepest, second, _ = SENSORS
    model = [rise_c(one, WORK_MIN, tau_heat_min, tau_cool_min) for one in (WORK_MIN, WORK_MIN + REST_MIN)]
    left_c = SPRINTER_RISE_C - SPRINTER_LOSS_C
    return [
        (
            "Thigh, deepest: 15 minutes of work, then 60 of rest",
            f"{model[0]:.2f}, then {model[1]:.2f} °C",
            f"{deepest.rise_after_work_c:.2f}, then {deepest.rise_after_rest_c:.2f} °C",
        ),
        ("Thigh, 15 mm further out", "–", f"{second.rise_after_work_c:.2f}, then {second.rise_after_rest_c:.2f} °C"),
        ("Calf after a 15-minute jog", "–", f"{CALF_RISE_C} ± {CALF_SPREAD_C} °C"),
        (
            f"Another thigh: warm-up with sprints, then {SPRINTER_REST_MIN:.0f} minutes of rest",
            "–",
            f"about {SPRINTER_RISE_C:.0f}, then about {left_c:.1f} °C (fell by {SPRINTER_LOSS_C} ± {SPRINTER_SPREAD_C})",
        ),
    ]


def _stiffness_rows() -> list[tuple[str, str, str]]:
    hamstrings = [("cycling", one) for one in AFTER_CYCLING] + [("a foam roller", one) for one in AFTER_FOAM_ROLLING]
    return [
        *(
            (
                f"Hamstrings after {name}: {one.what}",
                "–",
                f"{number(one.mean_percent)} ± {number(one.sd_percent)} %",
            )
            for name, one in hamstrings
        ),
        ("Lower back after 30 minutes of warm-up: stiffness", "less stiff", "no decrease"),
        ("Lower back after 30 minutes on the bench: stiffness", "–", "increase"),
    ]


def _axes(guess: float | None) -> dict[str, Any]:
    axes = layout("minutes", "warmer than at rest, °C", guess, x_range=(0, 92), y_range=(0, 4), height=HEIGHT_PX)
    axes["xaxis"]["anchor"] = "y"
    axes["yaxis"] |= {"domain": [0.5, 1]}
    axes["xaxis2"] = {"anchor": "y2", "fixedrange": True, "type": "category", "categoryarray": list(GROUPS)}
    axes["yaxis2"] = {
        "title": axis_title("stiffness, % change", Y_TITLE_LETTERS),
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
    return axes
