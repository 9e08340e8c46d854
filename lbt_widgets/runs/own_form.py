"""Recorded runs as steps on a spring: what cadence, contact and pace of each run say, and how that moves over time.

The model is that of chapter 5 (`mechanics.running_form.spring_mass`). Watches and pods disagree with each other, and both
contact and stiffness are of one speed. So a run is compared with earlier ones that the same device measured at about its
speed, and with nothing else. Some files name only the maker of the device: then "the same" is less than it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import median

from attrs import frozen

from lbt_widgets.mechanics.running_form import SpringMass, spring_mass

from .records import RunSummary
from .training import clock, unique

MEASURED = ("cadence_spm", "stance_time_ms", "distance_m", "moving_time_s")
"""What a run needs for the model."""
LIKE_SPEED = 0.1
"""How far, as a share, the speed of an earlier run may be off; an assumption of ours."""
ENOUGH = 3
"""Earlier runs from which a middle one is told; an assumption of ours."""


@frozen
class FormOfRun:
    """The means of one run, and what the model makes of them.

    `coverage`: the smaller of the shares of records with cadence and contact; None where the file does not say.
    """

    run: RunSummary
    cadence_spm: float
    contact_time_s: float
    flight_time_s: float
    speed_m_s: float
    coverage: float | None
    step: SpringMass


@frozen
class OwnPast:
    """The newest run beside the middle of the earlier ones like it: the same device, about the same speed.

    `earlier` says how many those are; the middle is None where they are too few.
    """

    newest: FormOfRun
    earlier: int
    contact_time_s: float | None = None
    speed_m_s: float | None = None
    leg_stiffness_kn_m: float | None = None


def form_of(run: RunSummary, mass_kg: float, leg_length_m: float) -> FormOfRun | None:
    """The run as steps of a spring; None where a number is missing, or where they make no running step."""
    cadence, contact, distance, time = (getattr(run, name) for name in MEASURED)
    if not (cadence and contact and distance and time):
        return None
    contact_s, speed_m_s = contact.value / 1000, distance.value / time.value
    flight_s = 60 / cadence.value - contact_s
    shares = [one.coverage for one in (cadence, contact) if one.coverage is not None]
    try:
        step = spring_mass(mass_kg, speed_m_s, contact_s, flight_s, leg_length_m)
    except ValueError:  # out of the model's range: a foot always on the ground, say, is walking
        return None
    return FormOfRun(run, cadence.value, contact_s, flight_s, speed_m_s, min(shares, default=None), step)


def form_over_time(runs: Sequence[RunSummary], mass_kg: float, leg_length_m: float) -> tuple[FormOfRun, ...]:
    """Every run that has the numbers, once, the oldest first; without a date before all others."""
    found = [form for run in unique(runs)[0] if (form := form_of(run, mass_kg, leg_length_m))]
    return tuple(sorted(found, key=lambda form: clock(form.run) if form.run.start else datetime.min))


def own_past(forms: Sequence[FormOfRun]) -> OwnPast:
    """The last of `forms` against the runner's own earlier ones like it."""
    *before, newest = forms
    same = [form for form in before if _alike(form, newest)]
    if len(same) < ENOUGH:
        return OwnPast(newest, len(same))
    return OwnPast(
        newest,
        len(same),
        median(form.contact_time_s for form in same),
        median(form.speed_m_s for form in same),
        median(form.step.leg_stiffness_kn_m for form in same),
    )


def _alike(earlier: FormOfRun, newest: FormOfRun) -> bool:
    if not (earlier.run.start and newest.run.start):
        return False
    return _measured_by(earlier) == _measured_by(newest) and (
        abs(earlier.speed_m_s / newest.speed_m_s - 1) <= LIKE_SPEED and newest.run.device is not None
    )


def _measured_by(form: FormOfRun) -> tuple[str | None, str]:
    """The device and its field: a pod's number in a watch's file is the pod's."""
    assert form.run.stance_time_ms is not None
    return form.run.device, form.run.stance_time_ms.source_field
