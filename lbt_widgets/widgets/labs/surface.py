"""The labs of the running surface."""

from __future__ import annotations

from math import nan

from attrs import evolve

from lbt_widgets.figures import surface as pictures
from lbt_widgets.figures.pose import Pose
from lbt_widgets.mechanics.surface import FIRM, fixed_leg, slope_peaks

from . import Outcome


def ground_spring(settings: dict[str, float], guess: float | None) -> Outcome:
    give_mm, firm_leg_kn_m, adapts = settings["give_mm"], settings["leg_kn_m"], settings["adapts"] == 1
    give_m = give_mm / 1000
    sink_m = Pose().sink_m * FIRM.leg_kn_m / firm_leg_kn_m  # an assumption: as far as a spring gives under one force
    pose = evolve(Pose(), sink_m=sink_m, ground_sink_m=give_m)
    if not adapts:  # else the leg bends less by what the ground gives, so that the hips go the same way as before
        landed = fixed_leg(pictures.surface_kn_m(give_mm), leg_kn_m=firm_leg_kn_m)
        pose = evolve(
            pose,
            contact_time_s=pose.contact_time_s * landed.contact_time_ratio,
            sink_m=sink_m * landed.body_drop_ratio,
        )
    return Outcome(
        pictures.leg_on(give_mm, firm_leg_kn_m, adapts),
        pictures.ground_spring(give_mm, firm_leg_kn_m, adapts, guess),
        pose,
    )


def slopes(settings: dict[str, float], guess: float | None) -> Outcome:
    slope_deg, force = settings["slope_deg"], int(settings["force"])
    percent = pictures.peak_percent(slope_peaks(slope_deg), force)
    return Outcome(nan if percent is None else percent, pictures.slopes(slope_deg, force, guess))
