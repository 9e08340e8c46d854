"""The labs of muscle imbalance."""

from __future__ import annotations

from lbt_widgets.figures import muscle_imbalance as pictures
from lbt_widgets.figures.pose import UNTIPPED, Pose
from lbt_widgets.mechanics.muscle_imbalance import pelvic_tilt_deg

from . import Outcome

KNEE_DEG = 20.0
"""Nearly straight, as at push-off and before landing."""


def hip_moment(settings: dict[str, float], guess: float | None) -> Outcome:
    return Outcome(pictures.pull_back_nm(**settings), pictures.hip_moment(guess=guess, **settings))


def pelvic_tilt(settings: dict[str, float], guess: float | None) -> Outcome:
    tilt_deg = pelvic_tilt_deg(knee_deg=KNEE_DEG, **settings)
    return Outcome(
        tilt_deg,
        pictures.pelvic_tilt(tilt_deg, knee_deg=KNEE_DEG, guess=guess, **settings),
        Pose(thigh_deg=settings["thigh_deg"], knee_deg=KNEE_DEG, untold=UNTIPPED).tipped(tilt_deg),
    )
