"""The labs of footwear."""

from __future__ import annotations

from lbt_widgets.figures import footwear as pictures
from lbt_widgets.mechanics.footwear import FURTHEST_KM, cushioning_retained, impact_peak

from . import Outcome


def soft_or_hard(settings: dict[str, float], guess: float | None) -> Outcome:
    hardness, speed_m_s = settings["hardness"], settings["touchdown_speed_m_s"]
    now = impact_peak(hardness, speed_m_s)
    return Outcome(
        now.force_n / pictures.WEIGHT_N,
        pictures.soft_or_hard(now, hardness, speed_m_s, int(settings["shows"]), guess),
    )


def worn_shoes(settings: dict[str, float], guess: float | None) -> Outcome:
    pairs = 1 + settings["pairs"]
    distance_km = settings["weeks"] * settings["km_per_week"] / pairs
    if distance_km > FURTHEST_KM:
        raise ValueError(f"that is {distance_km:.0f} km in each pair, and the curve ends at {FURTHEST_KM:.0f} km")
    return Outcome(100 * cushioning_retained(distance_km), pictures.worn_shoes(distance_km, guess))
