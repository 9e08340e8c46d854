"""Pictures of trunk muscles: how long they hold a load, and who works for whom."""

from __future__ import annotations

from math import isfinite
from typing import Any

from lbt_widgets.mechanics.core_weakness import (
    DEEP_MUSCLE_LOSS,
    POWER_LAW_SPREAD,
    Fatigue,
    SpineChange,
    endurance_time_s,
    power_law_time_s,
    simulate_fatigue,
    superficial_force_ratio,
)

from .colours import BLUE, GREEN, GREY, PURPLE
from .lab import EXTRAPOLATED, NEAR_TOP, band, curve, here, layout, measured, model_curves, steps
from .picture import Picture, Table
from .words import counted, signed

LOAD_ENDS_PERCENT = (10.0, 95.0)
PUBLISHED_LOAD_PERCENT = (10.0, 90.0)
"""What the model's paper covered (Frey-Law 2012)."""
NAMES = {"trunk": "back", "shoulder": "shoulder"}
"""As the switch calls them."""
TOP_S = 1260.0
"""The picture's top: what is held longer points out of it."""
MARKS_MIN = range(0, 21, 5)
MINUTES_TOO = {
    "tickvals": [60 * one for one in MARKS_MIN],
    "ticktext": [f"{60 * one}<br>{one} min" if one else "0" for one in MARKS_MIN],
}
"""Marks of an axis in seconds that say the minutes of the sentence too; at 0, where the other axis has its own, one will do."""
LONGEST_IN_SECONDS = 900.0
"""Longer times are told in minutes."""
NEVER = "your settings: never tires"
SAMPLE_S = 5.0
"""Between two points of a line over time; each change between work and rest has one anyway."""

SPREAD = "usual spread between the people"
"""The ± of the study of deep muscles, a standard deviation."""
SAID = {
    "anterior shear": "Forward push on the spine",
    "upper-lumbar compression": "Squeeze of the upper part of the lower spine",
    "lower-lumbar compression": "Squeeze of its lowest part",
}
"""The study's forces in plain words."""


def holding_time(load_percent: float, joint: str, guess: float | None = None) -> Picture:
    """How long a load is held: the model, and what 194 publications found together. `load_percent`: of the strength of now."""

    def law_s(load: float) -> float:
        return power_law_time_s(load / 100, joint)

    loads = steps(*PUBLISHED_LOAD_PERCENT)
    now_s = endurance_time_s(load_percent / 100, joint)
    told_s = [now_s] if isfinite(now_s) else []
    told_s += [law_s(load_percent)] if _published_load(load_percent) else []
    longest_s = max(told_s, default=0.0)
    axes = layout("load, % of your strength", "holding time, seconds", guess, x_range=(0, 100), y_range=(0, TOP_S))
    axes["yaxis"] |= MINUTES_TOO
    return Picture(
        title="How long the load is held",
        sentence=f"At {load_percent:.0f} % of its strength the {NAMES[joint]} {_holds(now_s, longest_s)}{_beside(load_percent, joint)}.",
        spec={
            "data": [
                band(
                    f"± {100 * POWER_LAW_SPREAD:.0f} %",
                    loads,
                    [(1 - POWER_LAW_SPREAD) * law_s(load) for load in loads],
                    [(1 + POWER_LAW_SPREAD) * law_s(load) for load in loads],
                    GREEN,
                ),
                *model_curves("194 publications", law_s, LOAD_ENDS_PERCENT, PUBLISHED_LOAD_PERCENT, GREEN),
                *model_curves(
                    "model", lambda load: endurance_time_s(load / 100, joint), LOAD_ENDS_PERCENT, PUBLISHED_LOAD_PERCENT
                ),
                here(load_percent, now_s, top=TOP_S)
                if isfinite(now_s)
                else here(load_percent, NEAR_TOP * TOP_S, NEVER, "triangle-up"),
            ],
            "layout": axes,
        },
        table=Table(
            ("Load", "Model", "194 publications"),
            tuple(
                (
                    f"{load} %",
                    f"{endurance_time_s(load / 100, joint):.0f} s",
                    _spread(power_law_time_s(load / 100, joint)),
                )
                for load in range(20, 90, 10)
            ),
        ),
    )


def work_and_rest(
    now: Fatigue, load_percent: float, work_s: float, rest_s: float, bouts: int, guess: float | None = None
) -> Picture:
    """The strength that is left over bouts of work and rest; dashed with rests, since nobody tried the back with them.

    `now`: what the model makes of all the settings.
    """
    load, planned_s = load_percent / 100, bouts * (work_s + rest_s)
    known = not rest_s and _published_load(load_percent)
    slow = simulate_fatigue(load, work_s, rest_s, bouts, rest_recovery=1, sample_s=SAMPLE_S) if rest_s else now
    law_s = power_law_time_s(load)
    stopped = not rest_s and isfinite(now.failure_time_s)
    held_s = (
        now.failure_time_s if stopped else endurance_time_s(load)
    )  # which leaves out how the muscle takes the load up
    left = strength_left_percent(now)
    axes = layout("seconds since the start", "strength left, % of fresh", guess)
    axes["yaxis"] |= {"range": [0, 105]}
    data = [
        curve("model" if known else f"model{EXTRAPOLATED}", now.time_s, left, dash="solid" if known else "dash"),
        curve("the load", [0, planned_s], [load_percent, load_percent], PURPLE, "dashdot"),
        here(now.time_s[-1], left[-1]),
    ]
    if rest_s:
        data.insert(1, curve("without quick recovery in rest", slow.time_s, strength_left_percent(slow), GREY, "dot"))
    elif known and law_s <= 2 * planned_s:
        spread = {"type": "data", "array": [POWER_LAW_SPREAD * law_s], "color": GREEN, "thickness": 2, "width": 6}
        data.append(measured("194 publications: held so long", [law_s], [load_percent]) | {"error_x": spread})
    return Picture(
        title="How much strength is left",
        sentence=_strength_sentence(now, load_percent, work_s, rest_s, bouts),
        spec={"data": data, "layout": axes},
        table=Table(
            ("What", "Model", "194 publications"),
            (
                ("Strength left at the end, your settings", _left(now), "not studied"),
                ("The same without quick recovery in rest", _left(slow), "not studied"),
                (
                    "The same load without a rest",
                    _held(held_s),
                    _spread(law_s) if _published_load(load_percent) else "not studied",
                ),
            ),
        ),
    )


def strength_left_percent(fatigue: Fatigue) -> list[float]:
    """What is not tired, as a share of a fresh muscle, over time."""
    return [100 * (1 - tired) for tired in fatigue.fatigued]


def _left(fatigue: Fatigue) -> str:
    stopped = f", stopped after {fatigue.failure_time_s:.0f} s" if isfinite(fatigue.failure_time_s) else ""
    return f"{strength_left_percent(fatigue)[-1]:.0f} %{stopped}"


def _strength_sentence(now: Fatigue, load_percent: float, work_s: float, rest_s: float, bouts: int) -> str:
    if isfinite(now.failure_time_s):
        bout = int(now.failure_time_s // (work_s + rest_s)) + 1
        return (
            f"After {now.failure_time_s:.0f} seconds, in bout {bout} of {bouts}, no more strength is left than the "
            f"{load_percent:.0f} % that the load takes: you must stop."
        )
    rests = f"with {rest_s:.0f} seconds of rest after each" if rest_s else "with no rest"
    return (
        f"After {counted(bouts, 'bout')} of {work_s:.0f} seconds at {load_percent:.0f} % of your strength, {rests}, "
        f"{strength_left_percent(now)[-1]:.0f} % of your strength is left."
    )


def load_sharing(deep_loss_percent: float, work_percent: float, guess: float | None = None) -> Picture:
    """The force of the superficial muscles against what the deep ones have lost; nothing was measured but the end."""

    losses = steps(0, 100)
    now = force_percent(deep_loss_percent, work_percent)
    most, *others = DEEP_MUSCLE_LOSS
    end = 100 + most.percent
    axes = layout(
        "strength the deep ones lost, %", "force of the others, %", guess, x_range=(-4, 106), y_range=(0, 250)
    )
    return Picture(
        title="How hard the muscles near the skin pull",
        sentence=(
            f"With {deep_loss_percent:.0f} % of the deep muscles' strength lost and {work_percent:.0f} % of the usual work, "
            f"the others pull with {now:.0f} % of their usual force; the study's most was {end:.0f} % "
            f"({SPREAD} ± {most.spread_percent:g} %)."
        ),
        spec={
            "data": [
                curve(
                    f"model, usual work{EXTRAPOLATED}",
                    losses,
                    [force_percent(one, 100) for one in losses],
                    BLUE,
                    "dash",
                ),
                *_for_your_work(losses, work_percent),
                measured(
                    "computer study of 8 people:<br>the most, ± usual spread",
                    [100],
                    [end],
                    [most.spread_percent or 0],
                ),
                here(deep_loss_percent, now),
            ],
            "layout": axes,
        },
        table=Table(
            ("What", "Model", "Computer study of 8 people"),
            (
                *(
                    (
                        f"Force of the others, {one} % lost, usual work",
                        f"{force_percent(one, 100):.0f} %",
                        "not published",
                    )
                    for one in (0, 25, 50, 75)
                ),
                ("Force of the others, all lost, usual work", f"{force_percent(100, 100):.0f} %", _published(most)),
                *((SAID[one.force], "not in it", _published(one)) for one in others),
            ),
        ),
    )


def force_percent(lost_percent: float, work_percent: float) -> float:
    """Force of the superficial muscles as a share of its usual, when the work is changed too."""
    return work_percent * superficial_force_ratio(lost_percent / 100)


def _for_your_work(losses: list[float], work_percent: float) -> list[dict[str, Any]]:
    if work_percent == 100:
        return []
    forces = [force_percent(one, work_percent) for one in losses]
    return [curve(f"model, your work{EXTRAPOLATED}", losses, forces, PURPLE, "dashdot")]


def _published(change: SpineChange) -> str:
    spread = f" ± {change.spread_percent:g}" if change.spread_percent else ""
    return f"up to {signed(change.percent, 0)}{spread} %, {change.weakness}"


def _held(time_s: float) -> str:
    return _time(time_s, time_s) if isfinite(time_s) else "for ever"


def _holds(time_s: float, longest_s: float) -> str:
    """In the unit of the longest time beside it."""
    return (
        f"holds {_time(time_s, longest_s, 'seconds')} in the model" if isfinite(time_s) else "never tires in the model"
    )


def _published_load(load_percent: float) -> bool:
    low, high = PUBLISHED_LOAD_PERCENT
    return low <= load_percent <= high


def _beside(load_percent: float, joint: str) -> str:
    """What stands beside the model, where something was published."""
    if not _published_load(load_percent):
        return ""
    return f"; 194 publications together say {_spread(power_law_time_s(load_percent / 100, joint))}"


def _time(time_s: float, longest_s: float, seconds: str = "s") -> str:
    """Seconds as long as a reader can picture the longest of them, then minutes."""
    return f"{time_s:.0f} {seconds}" if longest_s <= LONGEST_IN_SECONDS else f"{time_s / 60:.0f} minutes"


def _spread(time_s: float) -> str:
    low, high = ((1 + side * POWER_LAW_SPREAD) * time_s for side in (-1, 1))
    in_one_unit = f"{low:.0f} to {high:.0f}" if time_s <= LONGEST_IN_SECONDS else f"{low / 60:.0f} to {high / 60:.0f}"
    return f"{_time(time_s, time_s)} ({in_one_unit})"
