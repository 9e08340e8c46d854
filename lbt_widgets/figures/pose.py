"""What the drawn runner is drawn from: a few numbers of a lab, and what they look like in words."""

from __future__ import annotations

from attrs import evolve, frozen

from lbt_widgets.mechanics.example import EXAMPLE
from lbt_widgets.mechanics.posture import curve_change_deg
from lbt_widgets.mechanics.running_form import spring_mass

from .words import counted

SINK_M = spring_mass(
    EXAMPLE.mass_kg, EXAMPLE.speed_m_s, EXAMPLE.contact_time_s, EXAMPLE.flight_time_s, EXAMPLE.leg_length_m
).vertical_displacement_m


UNTIPPED_DEG = 10.0
UNTIPPED = (
    f"Untipped, the pelvis is drawn with its front {UNTIPPED_DEG:.0f} degrees below level: a choice for the drawing, not a "
    "measured angle."
)
FURTHEST_AHEAD = 0.6
"""The furthest that a foot is drawn ahead of the hips, as a part of the leg: an assumption; beyond it the drawing kneels."""


@frozen
class Pose:
    """A runner seen from the side. A lab sets what its model knows; the rest is for the drawing alone.

    Contact and flight time, speed and leg length are the example runner's, and `sink_m` is what the spring-mass model
    makes of them; the angles are assumptions of a plain drawing.

    Attributes
    ----------
    contact_time_s, flight_time_s, speed_m_s, leg_length_m : float
    sink_m : float
        How far the hips come down while the foot is on the ground. The ground may give more: a leg that lands slanting
        comes upright half way, which lifts the hips. [m]
    overstride : float
        1 where the hips pass over the foot half way through contact, as in the spring-mass model; more: it lands further
        ahead.
    trunk_lean_deg : float
        Forward from upright. [deg]
    pelvic_tilt_deg : float
        Front of the pelvis down from level (forward, "anterior", is positive). [deg]
    lordosis_deg : float
        The curve of the lower back, as the angle between its two ends. [deg]
    ground_sink_m : float
        How far the ground gives way under the foot. [m]
    thigh_deg, knee_deg : float or None
        Someone who stands still: the near thigh in front of straight down, and the bend of its knee; None runs. [deg]
    untold : str
        What the lab is about and the drawing does not show, as a sentence; "" where it shows all.
    """

    contact_time_s: float = EXAMPLE.contact_time_s
    flight_time_s: float = EXAMPLE.flight_time_s
    speed_m_s: float = EXAMPLE.speed_m_s
    leg_length_m: float = EXAMPLE.leg_length_m
    sink_m: float = SINK_M
    overstride: float = 1.0
    trunk_lean_deg: float = 5.0
    pelvic_tilt_deg: float = UNTIPPED_DEG
    lordosis_deg: float = 55.0
    ground_sink_m: float = 0.0
    thigh_deg: float | None = None
    knee_deg: float = 0.0
    untold: str = ""

    def tipped(self, forward_deg: float) -> Pose:
        """The same runner with the pelvis tipped, and the curve of the lower back following as it was measured to."""
        return evolve(
            self,
            pelvic_tilt_deg=self.pelvic_tilt_deg + forward_deg,
            lordosis_deg=self.lordosis_deg + curve_change_deg(forward_deg),
        )

    @property
    def landing_m(self) -> float:
        """Foot ahead of the hips at landing: half of its way on the ground, times the overstride. [m]"""
        return self.overstride * self.speed_m_s * self.contact_time_s / 2

    @property
    def foot_ahead_m(self) -> float:
        """The same as far as a leg can be drawn. [m]"""
        return min(self.landing_m, FURTHEST_AHEAD * self.leg_length_m)

    @property
    def ground_way_m(self) -> float:
        """How far the body goes over a foot on the ground, as far as a leg can be drawn. [m]"""
        return min(self.speed_m_s * self.contact_time_s, 2 * FURTHEST_AHEAD * self.leg_length_m)

    @property
    def cadence_spm(self) -> float:
        """Steps a minute, both feet."""
        return 60 / (self.contact_time_s + self.flight_time_s)


def describe(pose: Pose) -> str:
    """What the drawing shows, for who does not see it, and what it cannot show."""
    tilt = f"{_degrees(pose.pelvic_tilt_deg)} {'below' if pose.pelvic_tilt_deg >= 0 else 'above'} level"
    lean = f"{_degrees(pose.trunk_lean_deg)} {'forward' if pose.trunk_lean_deg >= 0 else 'backward'}"
    body = (
        f"The trunk leans {lean}, the front of the pelvis is {tilt}, and the lower back curves by "
        f"{_degrees(pose.lordosis_deg)}."
    )
    doing = _running(pose) if pose.thigh_deg is None else _standing(pose.thigh_deg)
    said = f"{doing} {body}"
    return f"{said} {pose.untold}" if pose.untold else said


def _degrees(angle: float) -> str:
    """Its size in words, since beside it stands which way: "1 degree", "10 degrees"."""
    return counted(round(abs(angle)), "degree")


def _standing(thigh_deg: float) -> str:
    if not thigh_deg:
        return "Someone from the side, standing still."
    where = "in front of" if thigh_deg > 0 else "behind"
    return (
        f"Someone from the side, standing on one leg; the other thigh is {_degrees(thigh_deg)} {where} straight down."
    )


def _running(pose: Pose) -> str:
    ground = f", and the ground gives {1000 * pose.ground_sink_m:.3g} mm" if pose.ground_sink_m >= 0.001 else ""
    far = pose.foot_ahead_m < pose.landing_m
    drawn = f" (drawn at {100 * pose.foot_ahead_m:.0f}, as far as this leg can reach)" if far else ""
    return (
        f"A runner from the side: {pose.cadence_spm:.0f} steps a minute, each foot {1000 * pose.contact_time_s:.0f} ms "
        f"on the ground; it lands {100 * pose.landing_m:.0f} cm ahead of the hips{drawn}, the hips sink "
        f"{1000 * pose.sink_m:.0f} mm{ground}."
    )
