"""The labs of posture."""

from __future__ import annotations

from lbt_widgets.figures import posture as pictures
from lbt_widgets.figures.pose import UNTIPPED, Pose
from lbt_widgets.mechanics.posture import alignment, back_force_n, disc_pressure_mpa, tipped

from . import Outcome

STANDING = 1.0
"""The multiple of the weight at which nobody runs."""


def pelvic_shape(settings: dict[str, float], guess: float | None) -> Outcome:
    incidence_deg, tip_deg, smooth = settings["pelvic_incidence_deg"], settings["tip_deg"], bool(settings["smooth"])
    expected = alignment(incidence_deg, smooth)
    return Outcome(
        tipped(expected, tip_deg).lordosis_deg,
        pictures.pelvic_shape(incidence_deg, tip_deg, smooth, guess),
        Pose(lordosis_deg=expected.lordosis_deg, untold=UNTIPPED).tipped(tip_deg),
    )


def lean_and_load(settings: dict[str, float], guess: float | None) -> Outcome:
    return Outcome(
        disc_pressure_mpa(back_force_n(**settings)),  # by the larger factor, to which the model is set
        pictures.lean_and_load(guess=guess, **settings),
        Pose(trunk_lean_deg=settings["lean_deg"], thigh_deg=0.0 if settings["load_factor"] == STANDING else None),
    )
