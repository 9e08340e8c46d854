"""`lbt runs`: text, JSON and CSV of recorded runs, and a sentence for every file that gave none."""

import csv
import io
import json
from datetime import timedelta
from functools import partial

import pytest

from lbt_widgets.content import load
from tests.runs import made
from tests.runs.test_tables import ENGLISH_RUN

CONTENT = load()


@pytest.fixture
def runs(lbt):
    return partial(lbt, "runs")


@pytest.fixture
def month(tmp_path):
    """Ten runs of 5 km, and one of 12 km."""
    paths = [tmp_path / f"{day:02}.fit" for day in range(0, 33, 3)]
    for day, path in zip(range(0, 33, 3), paths, strict=True):
        distance_m = 12_000.0 if day == 30 else 5000.0
        start = made.START + timedelta(days=day)
        path.write_bytes(
            made.fit([{**made.STEADY, **made.DYNAMICS}] * 30, [{"total_distance": distance_m}], start=start)
        )
    return paths


def test_text_shows_runs_weeks_the_jump_and_what_would_be_set(runs, month):
    code, out, err = runs(*month)
    assert (code, err) == (0, "")
    assert "stance time: 240 ms  (record.stance_time, 100 % of the records)" in out
    assert "2026-03-30    12.0 km" in out
    assert "2.40 × the longest run of the 30 days before" in out
    assert "2.28 times the rate of injuries anywhere (1.5 to 3.48)" in out
    assert "longest_run_30d_km = 12 km" in out
    assert " ".join(CONTENT.claims["training_load.acwr"].summary.split()) in out


def test_json_is_plain_and_without_positions(runs, month):
    _, out, _ = runs(*month, "--format", "json")
    found = json.loads(out)
    assert len(found["runs"]) == 11
    assert found["runs"][0]["cadence_spm"] == {
        "value": 170.0,
        "unit": "steps/min",
        "source_field": "record.cadence + fractional_cadence",
        "coverage": 1.0,
    }
    assert found["history"]["sessions"][-1]["spike"]["rate_ratio"] == 2.28
    assert {one["question"] for one in found["answers"]} == {
        "longest_run_30d_km",
        "weekly_km",
        "cadence_spm",
        "vertical_ratio_pct",
    }
    assert "latitude" not in out.lower()


def test_csv_has_a_row_a_run_and_coverage_beside_each_value(runs, month, tmp_path):
    target = tmp_path / "runs.csv"
    assert runs(*month, "--format", "csv", "-o", target)[0] == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))
    assert len(rows) == 11
    assert (rows[0]["distance_m"], rows[0]["stance_time_ms"], rows[0]["stance_time_ms_coverage"]) == (
        "5000",
        "240",
        "1.000",
    )
    assert rows[0]["power_w"] == ""


def test_a_broken_file_gets_its_sentence_and_the_others_go_on(runs, month, tmp_path):
    broken = tmp_path / "broken.fit"
    broken.write_bytes(made.fit()[:100])
    code, out, err = runs(broken, month[0], tmp_path / "none.fit")
    assert code == 0
    assert "5.0 km" in out
    assert [line.partition(".fit: ")[2] for line in err.splitlines()] == [
        "The file is cut off before its end: save it from the watch or the app again.",
        "It cannot be opened: No such file or directory.",
    ]


def test_status_1_when_nothing_was_read(runs, tmp_path):
    ride = tmp_path / "ride.gpx"
    ride.write_bytes(made.gpx(sport="cycling"))
    code, out, err = runs(ride)
    assert (code, out) == (1, "")
    assert "This is a ride" in err


def test_of_many_runs_the_newest_are_shown_and_each_once(runs, tmp_path):
    path = tmp_path / "activities.csv"
    days = [{**ENGLISH_RUN, 1: f"May {day}, 2026, 7:00:00 AM"} for day in range(1, 26)]
    path.write_bytes(made.strava(made.STRAVA_ENGLISH, *days))
    twin = tmp_path / "again.csv"
    twin.write_bytes(path.read_bytes())
    _, out, _ = runs(path, twin)
    assert out.count("Average Heart Rate") == 20
    assert "all 25 are in --format csv" in out
    assert "25 runs in two files: counted once." in out
    assert "2026-05-25 07:00" in out
    assert "activities.csv: 2026-05-05" not in out


def test_a_file_without_a_date_still_has_its_values(runs, tmp_path):
    path = tmp_path / "old.gpx"
    path.write_bytes(made.gpx().replace(b"<time>", b"<when>").replace(b"</time>", b"</when>"))
    code, out, _ = runs(path)
    assert code == 0
    assert "no date in it" in out
    assert "None of the runs has a date" in out


def test_no_file_is_bad_input(runs):
    assert runs()[0] == 2
