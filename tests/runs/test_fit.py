"""FIT: every value, and each trap of real files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fit_tool.profile.profile_type import FileType, Sport

from lbt_widgets.runs import ReadFault, read

from . import made

WALL = {**made.STEADY, **made.DYNAMICS}


def one(data: bytes):
    (run,) = read(data, "made.fit")
    return run


def test_every_value_comes_back_with_its_field_and_coverage():
    run = one(made.fit([WALL] * 60, [{"total_ascent": 32}]))
    values = {name: metric.value for name, metric in run.metrics().items()}
    assert values == pytest.approx(
        {
            "distance_m": 10_000,
            "moving_time_s": 3000,
            "elapsed_time_s": 3000,
            "cadence_spm": 170,
            "heart_rate_bpm": 150,
            "vertical_oscillation_mm": 90,
            "stance_time_ms": 240,
            "stance_time_balance_percent": 49.5,
            "vertical_ratio_percent": 8,
            "step_length_mm": 1100,
            "ascent_m": 32,
        }
    )
    assert run.stance_time_ms.source_field == "record.stance_time"
    assert run.stance_time_ms.coverage == 1
    assert run.distance_m.coverage is None  # the device's own total


def test_a_pause_is_in_the_elapsed_time_only():
    run = one(made.fit(sessions=[{"total_timer_time": 3000.0, "total_elapsed_time": 3600.0}]))
    assert (run.moving_time_s.value, run.elapsed_time_s.value) == (3000, 3600)


def test_coverage_says_how_much_of_the_run_a_mean_is_from():
    run = one(made.fit([WALL] * 15 + [made.STEADY] * 45))
    assert run.stance_time_ms.coverage == 0.25
    assert run.heart_rate_bpm.coverage == 1


def test_zero_is_not_measured_in_a_record():
    standing = {"heart_rate": 150, "cadence": 0, "stance_time": 0.0, "vertical_oscillation": 0.0}
    run = one(made.fit([WALL] * 30 + [standing] * 30))
    assert run.stance_time_ms.value == 240
    assert run.stance_time_ms.coverage == 0.5
    assert (run.cadence_spm.value, run.cadence_spm.coverage) == (170, 0.5)


def test_a_session_of_zeros_measured_nothing():
    zeros = {"avg_stance_time": 0.0, "avg_vertical_oscillation": 0.0, "avg_stance_time_balance": 0.0, "avg_power": 0}
    run = one(made.fit(sessions=[zeros]))
    assert run.stance_time_ms is run.vertical_oscillation_mm is run.stance_time_balance_percent is run.power_w is None


def test_the_devices_own_mean_stands_in_where_no_record_has_the_field():
    run = one(made.fit(sessions=[{"avg_stance_time": 252.0}]))
    assert (run.stance_time_ms.value, run.stance_time_ms.coverage) == (252, None)
    assert run.stance_time_ms.source_field == "session.avg_stance_time"


def test_the_watchs_own_field_goes_before_the_pods():
    pod = [{0: 250, 1: 90, 2: 199, 3: 5.0}] * 60
    run = one(made.fit([WALL] * 60, pod=pod))
    assert run.stance_time_ms.value == 240
    assert run.vertical_oscillation_mm.value == 90
    assert run.cadence_spm.value == 170
    assert (run.power_w.value, run.power_w.source_field) == (250, "developer field “Power”")


def test_a_pods_total_does_not_take_the_place_of_the_watchs():
    assert one(made.fit(sessions=[{"pod": {4: 777}}])).distance_m.value == 10_000


def test_a_pod_helps_a_watch_without_such_fields_and_its_units_are_turned_into_ours():
    run = one(made.fit([{"heart_rate": 150}] * 60, pod=[{1: 84, 2: 230, 3: 8.5}] * 60))
    assert run.cadence_spm.value == 168
    assert run.stance_time_ms.value == 230
    assert run.vertical_oscillation_mm.value == pytest.approx(85)


def test_of_a_triathlon_only_the_runs_own_records_count():
    records = [{"heart_rate": 120, "cadence": 60}] * 100 + [{"heart_rate": 160, "cadence": 90}] * 50
    ride = {"sport": Sport.CYCLING, "total_timer_time": 99.0}
    run = one(made.fit(records, [ride, {"after_s": 100, "total_timer_time": 49.0, "total_distance": 200.0}]))
    assert (run.heart_rate_bpm.value, run.cadence_spm.value) == (160, 180)
    assert run.start == made.START + timedelta(seconds=100)


def test_two_runs_of_one_recording_are_two():
    records = [{"heart_rate": 120}] * 100 + [{"heart_rate": 160}] * 50
    sessions = [{"total_timer_time": 99.0}, {"after_s": 100, "total_timer_time": 49.0}]
    assert [run.heart_rate_bpm.value for run in read(made.fit(records, sessions), "made.fit")] == [120, 160]


@pytest.mark.parametrize(("cadence", "steps"), [(85, 170), (66, 132), (170, 170)])
def test_one_legs_cadence_is_doubled_and_both_legs_is_not(cadence, steps):
    assert one(made.fit([{"cadence": cadence}] * 10)).cadence_spm.value == steps


def test_half_steps_count():
    assert one(made.fit([{"cadence": 85, "fractional_cadence": 0.5}] * 10)).cadence_spm.value == 171


def test_the_start_is_on_the_devices_clock_where_it_tells():
    assert one(made.fit()).start == made.START
    local = one(made.fit(local_offset=timedelta(hours=-7))).start
    assert local == made.START
    assert local.hour == 23  # the evening before


def test_a_clock_counting_from_power_on_is_no_date():
    early = datetime(1990, 7, 18, tzinfo=UTC)  # as 17 million seconds after FIT's own beginning
    run = one(made.fit(start=early))
    assert run.start is None
    assert run.distance_m.value == 10_000


@pytest.mark.parametrize(
    ("sport", "word"), [(Sport.CYCLING, "ride"), (Sport.WALKING, "walk"), (Sport.ROWING, "rowing")]
)
def test_another_sport_is_refused_kindly(sport, word):
    with pytest.raises(ReadFault, match=word) as fault:
        read(made.fit(sessions=[{"sport": sport}]), "made.fit")
    assert fault.value.kind == "not_a_run"


def test_a_course_is_no_recording():
    with pytest.raises(ReadFault, match="course") as fault:
        read(made.fit(sessions=[], file_type=FileType.COURSE), "made.fit")
    assert fault.value.kind == "not_a_run"


def test_nothing_run():
    with pytest.raises(ReadFault, match="neither a distance nor a time"):
        read(made.fit(sessions=[{"total_distance": 0.0, "total_timer_time": 0.0}]), "made.fit")


@pytest.mark.parametrize("kept", [20, 100, 200, -3])
def test_cut_off(kept):
    with pytest.raises(ReadFault, match="cut off") as fault:
        read(made.fit()[:kept], "made.fit")
    assert fault.value.kind == "damaged"


def test_a_wrong_checksum_is_told():
    whole = bytearray(made.fit())
    whole[-1] ^= 1
    with pytest.raises(ReadFault, match="checksum"):
        read(bytes(whole), "made.fit")


def test_what_follows_a_whole_file_does_no_harm():
    assert read(made.fit() + b"\0" * 40, "made.fit") == read(made.fit(), "made.fit")


def test_more_sessions_than_a_day_has():
    with pytest.raises(ReadFault, match="more than 100 sessions"):
        read(made.fit(sessions=[{}] * 101), "made.fit")
