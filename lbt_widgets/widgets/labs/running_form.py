"""The labs of running form."""

from __future__ import annotations

from lbt_widgets.figures import running_form as pictures
from lbt_widgets.figures.pose import Pose
from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.example import EXAMPLE
from lbt_widgets.mechanics.running_form import spring_mass as spring_mass_model
from lbt_widgets.mechanics.running_form import two_mass_force
from lbt_widgets.mechanics.stride_length import PREFERRED, stride_length_force, stride_parameters

from . import Outcome

MASS_KG, LEG_LENGTH_M = EXAMPLE.mass_kg, EXAMPLE.leg_length_m
QUICKEST_STEP_S = 0.25
"""240 steps a minute; an assumption, so that the lab stays with running."""
UNTOLD = "How hard the foot lands is in the force above, not in this drawing."


def spring_mass(settings: dict[str, float], guess: float | None) -> Outcome:
    contact_s, step_s = settings["contact_time_ms"] / 1000, 60 / settings["cadence_spm"]
    flight_s, speed_m_s = step_s - contact_s, settings["speed_km_h"] / 3.6
    if flight_s < pictures.SHORTEST_FLIGHT_S:
        raise ValueError(
            f"at {settings['cadence_spm']:.0f} steps a minute a step lasts {1000 * step_s:.0f} ms, and a foot that stays "
            f"{settings['contact_time_ms']:.0f} ms leaves no time in the air"
        )
    run = spring_mass_model(MASS_KG, speed_m_s, contact_s, flight_s, LEG_LENGTH_M)
    return Outcome(
        run.peak_force_n / (MASS_KG * G_M_S2),
        pictures.spring_mass(run, MASS_KG, LEG_LENGTH_M, speed_m_s, contact_s, flight_s, guess),
        Pose(contact_s, flight_s, speed_m_s, LEG_LENGTH_M, run.vertical_displacement_m),
    )


def landing_force(settings: dict[str, float], guess: float | None) -> Outcome:
    contact_s, flight_s = settings["contact_time_ms"] / 1000, settings["flight_time_ms"] / 1000
    impact_s, lost_m_s = settings["impact_time_ms"] / 1000, settings["impact_velocity_change_m_s"]
    step_s = contact_s + flight_s
    if step_s < QUICKEST_STEP_S:
        raise ValueError(
            f"a step of {1000 * step_s:.0f} ms would be {60 / step_s:.0f} steps a minute, quicker than this lab goes; "
            f"time on the ground and in the air need {1000 * QUICKEST_STEP_S:.0f} ms together"
        )
    sink_m = spring_mass_model(MASS_KG, EXAMPLE.speed_m_s, contact_s, flight_s, LEG_LENGTH_M).vertical_displacement_m
    run = two_mass_force(MASS_KG, contact_s, flight_s, impact_s, lost_m_s)
    return Outcome(
        max(run.force_n) / (MASS_KG * G_M_S2),
        pictures.landing_force(run, MASS_KG, impact_s, guess),
        Pose(contact_time_s=contact_s, flight_time_s=flight_s, sink_m=sink_m, untold=UNTOLD),
    )


def stride_length(settings: dict[str, float], guess: float | None) -> Outcome:
    change = settings["stride_change_percent"] / 100
    *_, lower_velocity_m_s = stride_parameters(change)
    landing_m_s = lower_velocity_m_s - settings["faster_landing_m_s"]
    now = stride_length_force(stride_change=change, lower_velocity_m_s=landing_m_s)
    step_s = PREFERRED.stride_m * (1 + change) / 2 / PREFERRED.speed_m_s
    pose = Pose(
        contact_time_s=now.contact_time_s,
        flight_time_s=step_s - now.contact_time_s,
        speed_m_s=PREFERRED.speed_m_s,
        overstride=1 + change,
    )
    return Outcome(now.impact_peak_bw, pictures.stride_length(now, change, settings["faster_landing_m_s"], guess), pose)
