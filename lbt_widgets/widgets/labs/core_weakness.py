"""The labs of core weakness."""

from __future__ import annotations

from lbt_widgets.figures import core_weakness as pictures
from lbt_widgets.mechanics.core_weakness import endurance_time_s, simulate_fatigue

from . import Outcome

JOINTS = ("trunk", "shoulder")
"""By the value of the slider `joint`."""


def holding_time(settings: dict[str, float], guess: float | None) -> Outcome:
    load_percent = 100 * settings["load_percent"] / settings["strength_percent"]
    if load_percent > 100:
        raise ValueError(f"the load would be {load_percent:.0f} % of the strength, more than there is")
    joint = JOINTS[int(settings["joint"])]
    return Outcome(
        endurance_time_s(load_percent / 100, joint),
        pictures.holding_time(load_percent, joint, guess),
        counts_as={"load_percent": load_percent},  # what was held is a share of the strength of then
    )


def work_and_rest(settings: dict[str, float], guess: float | None) -> Outcome:
    load_percent, work_s, rest_s = settings["load_percent"], settings["work_s"], settings["rest_s"]
    bouts = round(settings["bouts"])
    now = simulate_fatigue(load_percent / 100, work_s, rest_s, bouts, sample_s=pictures.SAMPLE_S)
    return Outcome(
        pictures.strength_left_percent(now)[-1],
        pictures.work_and_rest(now, load_percent, work_s, rest_s, bouts, guess),
    )


def load_sharing(settings: dict[str, float], guess: float | None) -> Outcome:
    force = pictures.force_percent(settings["deep_loss_percent"], settings["work_percent"])
    return Outcome(force, pictures.load_sharing(guess=guess, **settings))
