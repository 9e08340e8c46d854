"""The lab of warm-up."""

from __future__ import annotations

from lbt_widgets.figures import warm_up as pictures

from . import Outcome


def heat_and_stiffness(settings: dict[str, float], guess: float | None) -> Outcome:
    end_min = settings["jog_min"] + settings["wait_min"]
    warmer_c = pictures.rise_c(end_min, settings["jog_min"], settings["tau_heat_min"], settings["tau_cool_min"])
    return Outcome(warmer_c, pictures.heat_and_stiffness(guess=guess, **settings))
