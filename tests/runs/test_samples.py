"""Real recordings, where somebody has them at hand: LBT_RUNS names their folder. They are not part of the project."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from lbt_widgets.runs import ReadFault, read, read_many

FOLDER = Path(os.environ.get("LBT_RUNS", ""))
pytestmark = pytest.mark.skipif(not os.environ.get("LBT_RUNS"), reason="LBT_RUNS names no folder of sample runs")

# Worked out with other programs: distance, moving time, elapsed time, cadence, heart rate, oscillation, contact,
# balance, vertical ratio, step length; None: not in the file.
FACTS = {
    "garmin_fenix5x_run_full_dynamics.fit": (
        5383.19,
        1680.559,
        1680.559,
        161.4,
        157.64,
        82.16,
        271.10,
        49.72,
        6.93,
        1180.01,
    ),
    "garmin_fenix2_run_partial_dynamics.fit": (9008.22, 2832, 2832, 162.9, 153.98, 106.14, 241.62, None, None, None),
    "garmin_fr945_treadmill_gaps.fit": (
        10630.37,
        3097.789,
        3763.503,
        173.7,
        145.14,
        97.23,
        271.29,
        49.91,
        9.57,
        1037.54,
    ),
    "garmin_fr645m_run_cadence_only.fit": (5839.77, 3164.606, 3164.606, 132.9, 129.72, None, None, None, None, None),
    "garmin_fr70_run_compressed_nogps.fit": (10248.67, 3772.75, 3883.273, 173.8, 170.52, None, None, None, None, None),
    "unknown_device_run_runcadence.tcx": (7008.6, 2499, None, 176.0, 158.79, None, None, None, None, None),
    "strava_run_hr_cad.gpx": (12608.7, 4553, 5127, 170.0, 151.22, None, None, None, None, None),
}
NAMES = (
    "distance_m",
    "moving_time_s",
    "elapsed_time_s",
    "cadence_spm",
    "heart_rate_bpm",
    "vertical_oscillation_mm",
    "stance_time_ms",
    "stance_time_balance_percent",
    "vertical_ratio_percent",
    "step_length_mm",
)
COROS = "coros_apexpro_run_full_dynamics.fit"


@cache
def one(file: str):
    (run,) = read(FOLDER / file)
    return run


@pytest.mark.parametrize("file", FACTS)
def test_facts(file):
    run = one(file)
    for name, fact in zip(NAMES, FACTS[file], strict=True):
        metric = getattr(run, name)
        if fact is not None:
            assert metric.value == pytest.approx(fact, abs=0.06), name
        elif name != "elapsed_time_s":
            assert metric is None, name


def test_coros_writes_zeros_while_it_stands():
    """Its facts count 5 or more records of zeros, which are no measurement: with them in, the means are the same."""
    run, records = one(COROS), 2921
    assert (run.distance_m.value, run.moving_time_s.value) == (10743.64, 2922)
    assert run.cadence_spm.value == pytest.approx(183.3, abs=0.05)
    assert run.cadence_spm.coverage == pytest.approx(2910 / records)
    assert run.heart_rate_bpm.value == pytest.approx(159.97, abs=0.01)
    for name, fact, carried in (
        ("vertical_oscillation_mm", 93.27, 2915),
        ("stance_time_ms", 205.40, 2915),
        ("stance_time_balance_percent", 49.14, 2915),
        ("vertical_ratio_percent", 7.82, 2915),
        ("step_length_mm", 1196.87, 2913),
        ("power_w", 330.76, 2915),
    ):
        metric = getattr(run, name)
        assert metric.value * metric.coverage * records / carried == pytest.approx(fact, abs=0.01), name
        assert metric.value == pytest.approx(fact, rel=3e-3), name


@pytest.mark.parametrize(
    ("file", "name", "carried", "records"),
    [
        ("garmin_fenix5x_run_full_dynamics.fit", "stance_time_ms", 1513, 1681),
        ("garmin_fenix5x_run_full_dynamics.fit", "stance_time_balance_percent", 1517, 1681),
        ("garmin_fenix5x_run_full_dynamics.fit", "cadence_spm", 1664, 1681),
        ("garmin_fenix2_run_partial_dynamics.fit", "stance_time_ms", 2684, 2809),
        ("garmin_fr645m_run_cadence_only.fit", "cadence_spm", 1161, 1202),
        ("garmin_fr70_run_compressed_nogps.fit", "cadence_spm", 710, 755),
        ("unknown_device_run_runcadence.tcx", "cadence_spm", 926, 927),
    ],
)
def test_coverage(file, name, carried, records):
    assert getattr(one(file), name).coverage == pytest.approx(carried / records)


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("garmin_fenix5x_run_full_dynamics.fit", datetime(2018, 6, 14, 14, 55, 22, tzinfo=UTC)),
        (COROS, datetime(2020, 3, 14, 13, 52, 29, tzinfo=UTC)),
        ("garmin_fenix2_run_partial_dynamics.fit", datetime(2015, 8, 15, 14, 45, 8, tzinfo=UTC)),
        ("garmin_fr645m_run_cadence_only.fit", datetime(2019, 9, 14, 15, 22, 5, tzinfo=UTC)),
        ("unknown_device_run_runcadence.tcx", datetime(2020, 12, 2, 9, 8, 29, tzinfo=UTC)),
        ("strava_run_hr_cad.gpx", datetime(2021, 1, 10, 8, 54, 28, tzinfo=UTC)),
        ("garmin_fr70_run_compressed_nogps.fit", None),  # counts from when it was switched on
    ],
)
def test_starts(file, start):
    assert one(file).start == start


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        ("not_a_run_bike.fit", "not_a_run", "This is a ride"),
        ("not_a_run_walk.fit", "not_a_run", "This is a walk"),
        ("broken_truncated.fit", "damaged", "cut off"),
        ("broken_crc.fit", "damaged", "checksum"),
    ],
)
def test_what_gives_no_run(file, kind, words):
    with pytest.raises(ReadFault, match=words) as fault:
        read(FOLDER / file)
    assert fault.value.kind == kind


def test_all_of_them_at_once():
    paths = [path for path in sorted(FOLDER.iterdir()) if path.suffix in (".fit", ".gpx", ".tcx")]
    reading = read_many([(path.name, path) for path in paths])
    assert (len(reading.runs), len(reading.faults)) == (8, 4)
