"""The labs of running form."""

from __future__ import annotations

from lbt_widgets.figures import running_form as pictures
from lbt_widgets.figures.pose import Pose
from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.running_form import (
    LEG_PER_HEIGHT,
    stride_length_force,
    stride_parameters,
    two_mass_force,
)
from lbt_widgets.mechanics.running_form import (
    spring_mass as spring_mass_model,
)

from . import Outcome

MASS_KG, HEIGHT_M = 70.0, 1.75
LEG_LENGTH_M = LEG_PER_HEIGHT * HEIGHT_M
"""The example runner."""
STRIDE_SPEED_M_S, STRIDE_LENGTH_M = 3.83, 2.85
"""Of the men of Derrick 2000, at the stride that they preferred; two steps make a stride."""
DERRICK_MASS_KG = 76.0
GENTLEST_OF_SHORT_M_S = 0.25
"""How much gentler than fitted the lower leg may land in the shortest stride and still make a first peak of force."""


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
        pictures.spring_mass(MASS_KG, LEG_LENGTH_M, speed_m_s, contact_s, flight_s, guess),
        Pose(contact_s, flight_s, speed_m_s, LEG_LENGTH_M, run.vertical_displacement_m),
    )


def landing_force(settings: dict[str, float], guess: float | None) -> Outcome:
    contact_s, flight_s = settings["contact_time_ms"] / 1000, settings["flight_time_ms"] / 1000
    landing = {
        "mass_kg": MASS_KG,
        "contact_time_s": contact_s,
        "flight_time_s": flight_s,
        "impact_time_s": settings["impact_time_ms"] / 1000,
        "impact_velocity_change_m_s": settings["impact_velocity_change_m_s"],
    }
    return Outcome(
        max(two_mass_force(**landing).force_n) / (MASS_KG * G_M_S2),
        pictures.landing_force(**landing, guess=guess),
        Pose(contact_time_s=contact_s, flight_time_s=flight_s),
    )


def stride_length(settings: dict[str, float], guess: float | None) -> Outcome:
    change = settings["stride_change_percent"] / 100
    *_, lower_velocity_m_s = stride_parameters(change)
    landing_m_s = lower_velocity_m_s - settings["faster_landing_m_s"]
    try:
        now = stride_length_force(DERRICK_MASS_KG, change, lower_velocity_m_s=landing_m_s)
    except ValueError:  # in the model's words
        raise ValueError(
            "with a stride this short and a landing this gentle the model's first peak is gone; "
            f"take a stride of −18 % or longer, or a lower leg from −{GENTLEST_OF_SHORT_M_S} m/s upwards"
        ) from None
    step_s = STRIDE_LENGTH_M * (1 + change) / 2 / STRIDE_SPEED_M_S
    pose = Pose(
        contact_time_s=now.contact_time_s,
        flight_time_s=step_s - now.contact_time_s,
        speed_m_s=STRIDE_SPEED_M_S,
        overstride=1 + change,
    )
    return Outcome(now.impact_peak_bw, pictures.stride_length(now, change, guess), pose)
