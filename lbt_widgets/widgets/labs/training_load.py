"""The labs of training load."""

from __future__ import annotations

from lbt_widgets.figures import training_load as pictures
from lbt_widgets.mechanics.example import EXAMPLE
from lbt_widgets.mechanics.training_load import fatigue_life_cycles, session_spike_rate_ratio, spinal_shrinkage_mm

from . import Outcome

STEP_M = round(EXAMPLE.step_m, 1)
"""As the lab tells it."""


def session_spike(settings: dict[str, float], guess: float | None) -> Outcome:
    longest_km, planned_km = settings["longest_km"], settings["planned_km"]
    return Outcome(
        session_spike_rate_ratio(planned_km / longest_km - 1),
        pictures.session_spike_rates(longest_km, planned_km, guess),
    )


def spine_shrinkage(settings: dict[str, float], guess: float | None) -> Outcome:
    minutes, pace_fraction = settings["minutes"], settings["pace_percent"] / 100
    return Outcome(spinal_shrinkage_mm(minutes, pace_fraction), pictures.spine_shrinkage(minutes, pace_fraction, guess))


def load_ratio(settings: dict[str, float], guess: float | None) -> Outcome:
    change, days, long_run = settings["change_percent"] / 100, round(settings["days"]), settings["long_run"] == 1
    ratio = pictures.ewma_ratio(pictures.daily_km(change, days, long_run))
    return Outcome(ratio, pictures.load_ratio(change, days, long_run, guess))


def fatigue_life(settings: dict[str, float], guess: float | None) -> Outcome:
    load_percent, run_km = settings["load_percent"], settings["run_km"]
    return Outcome(fatigue_life_cycles(load_percent), pictures.fatigue_life(load_percent, run_km, STEP_M, guess))
