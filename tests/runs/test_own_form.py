"""Runs as steps on a spring, against the model called by hand."""

from __future__ import annotations

import pytest

from lbt_widgets.mechanics.running_form import spring_mass
from lbt_widgets.runs import Metric, RunSummary
from lbt_widgets.runs.own_form import form_of, form_over_time, own_past

from .test_training import run

MASS_KG, LEG_M = 70.0, 0.93


def steps(
    day: float,
    contact_ms: float = 250.0,
    cadence: float = 170.0,
    device: str | None = "watch",
    share: float = 1.0,
    minutes: float = 50,
    field: str = "record.stance_time",
) -> RunSummary:
    """10 km, in 50 minutes when no other time is given."""
    contact = Metric(contact_ms, "ms", field, share)
    found = run(
        day,
        10,
        minutes,
        file=f"{day}.fit",
        cadence_spm=Metric(cadence, "steps/min", "cadence", 0.99),
        stance_time_ms=contact,
    )
    return RunSummary.of(found.file, found.metrics(), found.start, device)


def test_a_run_is_the_model_at_its_means():
    found = form_of(steps(0, share=0.2), MASS_KG, LEG_M)
    flight_s = 60 / 170 - 0.25
    assert found.step == spring_mass(MASS_KG, 10_000 / 3000, 0.25, flight_s, LEG_M)
    assert (found.contact_time_s, found.flight_time_s) == (0.25, pytest.approx(flight_s))
    assert found.coverage == 0.2


@pytest.mark.parametrize("lacking", ["cadence_spm", "stance_time_ms", "distance_m", "moving_time_s"])
def test_what_was_not_measured_is_not_filled_in(lacking):
    whole = steps(0)
    metrics = {name: one for name, one in whole.metrics().items() if name != lacking}
    assert form_of(RunSummary.of("a.fit", metrics, whole.start), MASS_KG, LEG_M) is None


def test_a_walk_is_no_running_step():
    assert form_of(steps(0, contact_ms=510, cadence=121), MASS_KG, LEG_M) is None  # a foot is always on the ground


def test_the_same_run_in_two_files_counts_once_and_the_oldest_comes_first():
    assert [form.run.file for form in form_over_time([steps(3), steps(1), steps(1)], MASS_KG, LEG_M)] == [
        "1.fit",
        "3.fit",
    ]


def test_the_newest_is_compared_with_earlier_runs_of_the_same_device_alone():
    runs = [steps(0, 240), steps(1, 250), steps(2, 260), steps(3, 400 / 2, device="pod"), steps(4, 270)]
    past = own_past(form_over_time(runs, MASS_KG, LEG_M))
    assert past.newest.run.file == "4.fit"
    assert (past.earlier, past.contact_time_s) == (3, 0.25)
    assert past.leg_stiffness_kn_m == form_of(steps(1, 250), MASS_KG, LEG_M).step.leg_stiffness_kn_m


def test_few_earlier_runs_make_no_middle():
    past = own_past(form_over_time([steps(0), steps(1), steps(2)], MASS_KG, LEG_M))
    assert (past.earlier, past.contact_time_s, past.leg_stiffness_kn_m) == (2, None, None)


def earlier(*runs):
    return own_past(form_over_time(runs, MASS_KG, LEG_M)).earlier


def test_nobody_knows_whether_two_unknown_devices_are_one():
    assert earlier(*(steps(day, device=None) for day in range(5))) == 0


def test_only_runs_at_about_the_same_speed_are_compared():
    runs = [steps(0, minutes=42), steps(1, minutes=48), steps(2, minutes=50), steps(3, minutes=54), steps(4)]
    past = own_past(form_over_time(runs, MASS_KG, LEG_M))
    assert past.earlier == 3  # 42 minutes are a fifth faster
    assert past.speed_m_s == pytest.approx(10_000 / 3000)


def test_a_pods_number_is_not_compared_with_the_watchs_own():
    pod = [steps(day, field="developer field “Ground Time”") for day in range(3)]
    assert earlier(*pod, steps(3)) == 0
    assert earlier(*pod, steps(3, field="developer field “Ground Time”")) == 3
