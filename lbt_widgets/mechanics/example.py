"""The runner who stands in wherever a lab does not ask for the reader's own numbers: an assumption, made once."""

from __future__ import annotations

from attrs import frozen

LEG_PER_HEIGHT = 0.53
"""Leg length as a part of height (Morin 2005)."""


@frozen
class Runner:
    """Body and step of a runner on level ground."""

    mass_kg: float
    height_m: float
    speed_m_s: float
    contact_time_s: float
    flight_time_s: float

    @property
    def leg_length_m(self) -> float:
        return LEG_PER_HEIGHT * self.height_m

    @property
    def step_m(self) -> float:
        """Ground covered from one foot's landing to the other's."""
        return self.speed_m_s * (self.contact_time_s + self.flight_time_s)


EXAMPLE = Runner(mass_kg=70.0, height_m=1.75, speed_m_s=3.33, contact_time_s=0.25, flight_time_s=0.11)
