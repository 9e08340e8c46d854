"""What the drawn runner is drawn from: a few numbers of a lab, and what they look like in words."""

from __future__ import annotations

from attrs import evolve, frozen

from lbt_widgets.mechanics.example import EXAMPLE
from lbt_widgets.mechanics.posture import curve_change_deg
from lbt_widgets.mechanics.running_form import spring_mass

SINK_M = spring_mass(
    EXAMPLE.mass_kg, EXAMPLE.speed_m_s, EXAMPLE.contact_time_s, EXAMPLE.flight_time_s, EXAMPLE.leg_length_m
).vertical_displacement_m


@frozen
class Pose:
    """A runner seen from the side. A lab sets what its model knows; the rest is for the drawing alone.

    Contact and flight time, speed and leg length are the example runner's, and `sink_m` is what the spring-mass model
    makes of them; the angles are assumptions of a plain drawing.

    Attributes
    ----------
    contact_time_s, flight_time_s, speed_m_s, leg_length_m : float
    sink_m : float
        How far the hips come down while the foot is on the ground, what the ground gives included. [m]
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
    """

    contact_time_s: float = EXAMPLE.contact_time_s
    flight_time_s: float = EXAMPLE.flight_time_s
    speed_m_s: float = EXAMPLE.speed_m_s
    leg_length_m: float = EXAMPLE.leg_length_m
    sink_m: float = SINK_M
    overstride: float = 1.0
    trunk_lean_deg: float = 5.0
    pelvic_tilt_deg: float = 10.0
    lordosis_deg: float = 55.0
    ground_sink_m: float = 0.0

    def tipped(self, forward_deg: float) -> Pose:
        """The same runner with the pelvis tipped, and the curve of the lower back following as it was measured to."""
        return evolve(
            self,
            pelvic_tilt_deg=self.pelvic_tilt_deg + forward_deg,
            lordosis_deg=self.lordosis_deg + curve_change_deg(forward_deg),
        )

    @property
    def foot_ahead_m(self) -> float:
        """Foot ahead of the hips at landing: half of its way on the ground, times the overstride. [m]"""
        return self.overstride * self.speed_m_s * self.contact_time_s / 2

    @property
    def cadence_spm(self) -> float:
        """Steps a minute, both feet."""
        return 60 / (self.contact_time_s + self.flight_time_s)


def describe(pose: Pose) -> str:
    """What the drawing shows, for who does not see it."""
    tilt = f"{abs(pose.pelvic_tilt_deg):.0f} degrees {'below' if pose.pelvic_tilt_deg >= 0 else 'above'} level"
    lean = f"{abs(pose.trunk_lean_deg):.0f} degrees {'forward' if pose.trunk_lean_deg >= 0 else 'backward'}"
    ground = f", and the ground gives {1000 * pose.ground_sink_m:.0f} mm" if pose.ground_sink_m >= 0.001 else ""
    return (
        f"A runner from the side: {pose.cadence_spm:.0f} steps a minute, each foot {1000 * pose.contact_time_s:.0f} ms "
        f"on the ground; it lands {100 * pose.foot_ahead_m:.0f} cm ahead of the hips, the hips sink "
        f"{1000 * pose.sink_m:.0f} mm{ground}. The trunk leans {lean}, the front of the pelvis is {tilt}, and the lower "
        f"back curves by {pose.lordosis_deg:.0f} degrees."
    )
