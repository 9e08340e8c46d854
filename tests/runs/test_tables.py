"""Lists of activities: Strava's and Garmin Connect's, in the languages that they come in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lbt_widgets.runs import ReadFault, read
from lbt_widgets.runs.tables import dates, number, seconds

from . import made

ENGLISH_RUN = {
    1: "May 15, 2026, 5:52:52 PM",
    3: "Run",
    5: "1700",
    6: "4.11",
    12: "activities/1.fit.gz",
    15: "1700.0",
    16: "1617.0",
    17: "4110.1",
    20: "96.0",
    29: "84.0",
    31: "161.0",
}
CZECH_RUN = {**ENGLISH_RUN, 1: "15. 5. 2026 17:52:52", 3: "Běh", 6: "4,11"}
GARMIN_RUN = {
    "Activity Type": "Running",
    "Date": "2026-05-10 10:35:22",
    "Title": "Somewhere, far away",
    "Distance": "8.16",
    "Time": "00:45:03",
    "Avg HR": "129",
    "Avg Run Cadence": "163",
    "Avg Stride Length": "1.12",
    "Avg Vertical Ratio": "8.3",
    "Avg Vertical Oscillation": "9.1",
    "Avg Ground Contact Time": "266",
    "Avg GCT Balance": "49.2% L / 50.8% R",
    "Total Ascent": "1,020",
    "Elapsed Time": "00:55:39",
}


def strava(head, *activities):
    return read(made.strava(head, *activities), "activities.csv")


def garmin(*activities, **settings):
    return read(made.garmin(*activities, **settings), "Activities.csv")


@pytest.mark.parametrize(("head", "row"), [(made.STRAVA_ENGLISH, ENGLISH_RUN), (made.STRAVA_CZECH, CZECH_RUN)])
def test_strava_takes_the_columns_for_machines(head, row):
    (run,) = strava(head, row)
    assert run.distance_m.value == 4110.1  # not 4.11
    assert (run.moving_time_s.value, run.elapsed_time_s.value) == (1617, 1700)
    assert (run.cadence_spm.value, run.heart_rate_bpm.value, run.ascent_m.value) == (168, 161, 96)
    assert run.start == datetime(2026, 5, 15, 17, 52, 52, tzinfo=UTC)
    assert run.doubts == ()


def test_strava_in_miles_is_the_same():
    (run,) = strava(made.STRAVA_ENGLISH, {**ENGLISH_RUN, 6: "2.55"})
    assert run.distance_m.value == 4110.1


def test_stravas_older_list_has_only_what_is_for_the_eye():
    head = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Filename"
    (run,) = strava(head, {1: "Sep 12, 2018, 3:02:23 PM", 3: "Run", 5: "783", 6: "3.68"})
    assert run.distance_m.value == 3680
    assert "kilometres" in run.doubts[0]


def test_strava_leaves_out_other_sports_and_keeps_the_rest():
    runs = strava(made.STRAVA_ENGLISH, ENGLISH_RUN, {**ENGLISH_RUN, 3: "Ride"}, {**ENGLISH_RUN, 3: "Trail Run"})
    assert len(runs) == 2


def test_strava_without_a_known_word_for_running_says_which_it_has():
    with pytest.raises(ReadFault, match="calls them: Ride, Yoga"):
        strava(made.STRAVA_ENGLISH, {**ENGLISH_RUN, 3: "Ride"}, {**ENGLISH_RUN, 3: "Yoga"})


def test_strava_with_unknown_dates_says_so():
    with pytest.raises(ReadFault, match="set Strava to English"):
        strava(made.STRAVA_CZECH, {**CZECH_RUN, 1: "2569年5月15日"})


def test_garmin_has_the_watchs_own_means():
    (run,) = garmin(GARMIN_RUN)
    values = {name: metric.value for name, metric in run.metrics().items()}
    assert values == pytest.approx(
        {
            "distance_m": 8160,
            "moving_time_s": 2703,
            "elapsed_time_s": 3339,
            "heart_rate_bpm": 129,
            "cadence_spm": 163,
            "step_length_mm": 1120,
            "vertical_ratio_percent": 8.3,
            "vertical_oscillation_mm": 91,
            "stance_time_ms": 266,
            "stance_time_balance_percent": 49.2,
            "ascent_m": 1020,
        }
    )
    assert run.start == datetime(2026, 5, 10, 10, 35, 22)  # a wall clock
    assert run.vertical_oscillation_mm.source_field == "Avg Vertical Oscillation"
    assert run.vertical_oscillation_mm.coverage is None


@pytest.mark.parametrize("nothing", ["--", "0", "0.0", "", "0,0"])
def test_garmins_dashes_and_zeros_are_not_measured(nothing):
    names = [name for name in made.GARMIN if name.startswith("Avg") or name == "Total Ascent"]
    (run,) = garmin({**GARMIN_RUN, **dict.fromkeys(names, nothing)})
    assert set(run.metrics()) == {"distance_m", "moving_time_s", "elapsed_time_s"}


def test_garmin_counts_both_legs_of_a_run_with_walks():
    (run,) = garmin({**GARMIN_RUN, "Avg Run Cadence": "118"})
    assert run.cadence_spm.value == 118


def test_garmin_with_decimal_commas():
    commas = {"Distance": "5,81", "Avg Stride Length": "1,02", "Avg Vertical Oscillation": "9,1", "Time": "00:35:00,5"}
    (run,) = garmin({**GARMIN_RUN, **commas})
    assert run.distance_m.value == 5810
    assert run.vertical_oscillation_mm.value == 91
    assert run.moving_time_s.value == 2100.5


def test_garmin_in_miles_is_known_by_its_steps():
    (run,) = garmin({**GARMIN_RUN, "Distance": f"{8.16 / 1.609344:.2f}"})
    assert run.distance_m.value == pytest.approx(8160, rel=2e-3)
    assert run.doubts == ()


def test_garmin_without_steps_is_read_as_kilometres_and_says_so():
    (run,) = garmin({**GARMIN_RUN, "Avg Stride Length": "--"})
    assert run.distance_m.value == 8160
    assert "kilometres" in run.doubts[0]


def test_garmin_in_german():
    names = {
        "Activity Type": "Aktivitätstyp",
        "Date": "Datum",
        "Distance": "Distanz",
        "Time": "Zeit",
        "Avg HR": "Ø Herzfrequenz",
    }
    row = {names.get(name, name): value for name, value in GARMIN_RUN.items()}
    (run,) = garmin({**row, "Aktivitätstyp": "Laufen"}, columns=[names.get(name, name) for name in made.GARMIN])
    assert (run.distance_m.value, run.heart_rate_bpm.value) == (8160, 129)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    data = made.garmin({**GARMIN_RUN, "Title": "Å"}).decode().encode(encoding)
    assert read(data, "Activities.csv")[0].distance_m.value == 8160


def test_semicolons():
    data = made.garmin({**GARMIN_RUN, "Title": "x"}).decode().replace(",", ";").replace('"1;020"', "1020").encode()
    assert read(data, "Activities.csv")[0].distance_m.value == 8160


def test_another_table_is_named_so():
    with pytest.raises(ReadFault, match="neither Strava"):
        read(b"a,b\n1,2\n", "list.csv")


@pytest.mark.parametrize("text", [b"Notes of my run", b"Dear Kim, how was it?\nI ran.\n", b"One line\nand another\n"])
def test_plain_text_is_not_called_a_table(text):
    with pytest.raises(ReadFault, match="no file of runs that can be read here"):
        read(text, "notes.txt")


@pytest.mark.parametrize(
    "data",
    [b"a,b\n" + b'"' + b"x" * 300_000, b"Date," * 100_000, b"a,b\n" * 30_000],
    ids=["open quote", "long line", "rows"],
)
def test_a_table_without_end_is_refused(data):
    with pytest.raises(ReadFault):
        read(data, "activities.csv")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5.81", 5.81),
        ("5,81", 5.81),
        ("2,862", 2862),
        ("1,234.5", 1234.5),
        ("12 345,6", 12345.6),
        ("9440,123", 9440.123),
        ("--", None),
        ("", None),
    ],
)
def test_numbers(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("00:45:03", 2703), ("45:03.5", 2703.5), ("1:02:03,5", 3723.5), ("1617.0", 1617), ("--", None)]
)
def test_times(text, value):
    assert seconds(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04 17:05:06",
        "2026-03-04T17:05:06Z",
        "Mar 4, 2026, 5:05:06 PM",
        "Mar 4, 2026, 5:05:06\u202fPM",
        "4 Mar 2026, 17:05:06",
        "04.03.2026, 17:05:06",
        "4. 3. 2026 17:05:06",
        "04/03/2026, 17:05:06",
        "3/4/2026, 5:05:06 PM",
    ],
)
def test_dates(text):
    assert dates([text]) == [datetime(2026, 3, 4, 17, 5, 6)]


def test_the_order_of_day_and_month_is_that_of_the_whole_column():
    assert dates(["3/4/2026 8:00", "3/31/2026 8:00"]) == [datetime(2026, 3, 4, 8), datetime(2026, 3, 31, 8)]
    assert dates(["3/4/2026 8:00", "31/4/2026 8:00"]) == [datetime(2026, 4, 3, 8), None]


@pytest.mark.parametrize("text", ["", "31.02.2026, 08:00", "4 Foo 2026, 8:00", "01.01.0001, 08:00", "yesterday"])
def test_what_is_no_date(text):
    assert dates([text]) == [None]
