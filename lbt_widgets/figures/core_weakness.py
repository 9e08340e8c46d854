"""Pictures of trunk muscles: how long they hold a load, and who works for whom."""

from __future__ import annotations

from math import isfinite
from typing import Any

from lbt_widgets.mechanics.core_weakness import (
    DEEP_MUSCLE_LOSS,
    POWER_LAW_SPREAD,
    SpineChange,
    endurance_time_s,
    power_law_time_s,
    superficial_force_ratio,
)

from .lab import BLUE, GREEN, PURPLE, band, curve, here, layout, measured, model_curves, steps
from .picture import Picture, Table
from .words import signed

LOAD_ENDS_PERCENT = (10.0, 95.0)
PUBLISHED_LOAD_PERCENT = (10.0, 90.0)
"""What the model's paper covered (Frey-Law 2012)."""
NAMES = {"trunk": "back", "shoulder": "shoulder"}
"""As the switch calls them."""
TOP_S = 900.0
"""The picture's top, unless the reader's settings or guess lie higher."""

SAID = {
    "anterior shear": "forward push on the spine",
    "upper-lumbar compression": "squeeze of the upper part of the lower spine",
    "lower-lumbar compression": "squeeze of its lowest part",
}
"""The study's forces in plain words."""


def holding_time(load_percent: float, joint: str, guess: float | None = None) -> Picture:
    """How long a load is held: the model, and what 194 publications found together. `load_percent`: of the strength of now."""
    loads = steps(*LOAD_ENDS_PERCENT, 86)
    laws_s = [power_law_time_s(load / 100, joint) for load in loads]
    now_s, law_s = endurance_time_s(load_percent / 100, joint), power_law_time_s(load_percent / 100, joint)
    axes = layout("load, % of your strength", "holding time, seconds", guess, x_range=(0, 100))
    axes["yaxis"] |= {
        "range": [0, max([TOP_S, *(1.1 * value for value in (now_s, guess) if value and isfinite(value))])]
    }
    return Picture(
        title="How long the load is held",
        sentence=f"At {load_percent:.0f} % of its strength the {NAMES[joint]} {_holds(now_s)}; 194 publications together say {_spread(law_s)}.",
        spec={
            "data": [
                band(
                    f"± {100 * POWER_LAW_SPREAD:.0f} %",
                    loads,
                    [(1 - POWER_LAW_SPREAD) * value for value in laws_s],
                    [(1 + POWER_LAW_SPREAD) * value for value in laws_s],
                    GREEN,
                ),
                curve("194 publications", loads, laws_s, GREEN),
                *model_curves(
                    "model", lambda load: endurance_time_s(load / 100, joint), LOAD_ENDS_PERCENT, PUBLISHED_LOAD_PERCENT
                ),
                *([here(load_percent, now_s)] if isfinite(now_s) else []),
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


def load_sharing(deep_loss_percent: float, work_percent: float, guess: float | None = None) -> Picture:
    """The force of the superficial muscles against what the deep ones have lost; nothing was measured but the end."""

    losses = steps(0, 100)
    now = force_percent(deep_loss_percent, work_percent)
    most, *others = DEEP_MUSCLE_LOSS
    end = 100 + most.percent
    axes = layout("strength the deep ones lost, %", "force of the others, %", guess, x_range=(-4, 106))
    axes["yaxis"] |= {"rangemode": "tozero"}
    return Picture(
        title="How hard the muscles near the skin pull",
        sentence=(
            f"With {deep_loss_percent:.0f} % of the deep muscles' strength lost and {work_percent:.0f} % of the usual work, "
            f"the others pull with {now:.0f} % of their usual force; the study's most was {end:.0f} %."
        ),
        spec={
            "data": [
                curve("model, usual work", losses, [force_percent(one, 100) for one in losses], BLUE, "dash"),
                *_for_your_work(losses, work_percent),
                measured("computer study of 8 people, the most", [100], [end], [most.spread_percent or 0]),
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
                *((f"All deep muscles lost: {SAID[one.force]}", "not in it", _published(one)) for one in others),
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
    return [curve("model, your work", losses, forces, PURPLE, "dashdot")]


def _published(change: SpineChange) -> str:
    spread = f" ± {change.spread_percent:g}" if change.spread_percent else ""
    return f"up to {signed(change.percent, 0)}{spread} %"


def _holds(time_s: float) -> str:
    return f"holds {time_s:.0f} seconds in the model" if isfinite(time_s) else "never tires in the model"


def _spread(time_s: float) -> str:
    return f"{time_s:.0f} s ({(1 - POWER_LAW_SPREAD) * time_s:.0f} to {(1 + POWER_LAW_SPREAD) * time_s:.0f})"
