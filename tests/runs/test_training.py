"""A list of runs as a history, against sums by hand."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from lbt_widgets.content import load
from lbt_widgets.mechanics import training_load
from lbt_widgets.runs import ACWR_CLAIM, SPIKE_CLAIM, Metric, RunSummary, history

MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)


def run(
    day: float, km: float | None, minutes: float = 50, file: str = "a.fit", start: datetime = MONDAY, **more
) -> RunSummary:
    """A run `day` days after the first Monday."""
    found = {"moving_time_s": Metric(60 * minutes, "s", "timer"), **more}
    if km is not None:
        found["distance_m"] = Metric(1000 * km, "m", "total")
    return RunSummary.of(file, found, start + timedelta(days=day))


def test_nothing_gives_an_empty_history():
    assert history([]).weeks == ()
    assert history([]).today is None


def test_weeks_go_from_monday_and_empty_ones_are_there():
    past = history([run(0, 10), run(6, 5), run(7, 8, minutes=40), run(22, 4)])
    assert [(week.monday, week.runs, week.distance_m) for week in past.weeks] == [
        (date(2026, 3, 2), 2, 15_000),
        (date(2026, 3, 9), 1, 8_000),
        (date(2026, 3, 16), 0, 0),
        (date(2026, 3, 23), 1, 4_000),
    ]
    assert past.weeks[1].time_s == 2400


def test_the_order_of_the_files_is_irrelevant():
    runs = [run(day, 5 + day % 7, file=f"{day}.fit") for day in range(0, 60, 2)]
    mixed = random.Random(1).sample(runs, len(runs))
    assert history(mixed) == history(runs)


def test_a_week_is_the_runners_own():
    late = datetime(2026, 3, 8, 23, 30, tzinfo=timezone(timedelta(hours=-7)))  # Monday already in UTC
    assert history([run(0, 10, start=late)]).weeks[0].monday == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("km", "rate_ratio"),
    [(8, 1), (10, 1), (11, 1), (11.1, 1.64), (13, 1.64), (13.1, 1.52), (20, 1.52), (20.1, 2.28), (500, 2.28)],
)
def test_a_run_against_the_longest_of_the_month_has_the_published_step(km, rate_ratio):
    past = history([run(0, 10), run(1, 6), run(20, km)])
    last = past.sessions[-1]
    assert (last.longest_before_m, last.ratio) == (10_000, pytest.approx(km / 10))
    assert last.spike in training_load.SPIKES
    assert last.spike.rate_ratio == rate_ratio


def test_thirty_days_before_and_no_more():
    assert history([run(0, 20), run(1, 10), run(30, 12)]).sessions[-1].longest_before_m == 20_000
    assert history([run(0, 20), run(1, 10), run(30.01, 12)]).sessions[-1].longest_before_m == 10_000


def test_a_run_with_nothing_before_it_has_no_ratio():
    past = history([run(0, 10), run(40, 20)])
    assert [(one.ratio, one.spike) for one in past.sessions] == [(None, None)] * 2


def test_it_is_said_where_the_files_do_not_reach_back_far_enough():
    past = history([run(0, 10), run(10, 12), run(35, 12)])
    assert [one.whole for one in past.sessions] == [False, False, True]


def test_the_longest_of_the_last_thirty_days():
    past = history([run(0, 30), run(20, 12), run(45, 9)])
    assert past.longest.distance_m.value == 12_000
    assert history([run(0, 30), run(45, 9)], today=date(2026, 3, 20)).longest.distance_m.value == 30_000


def test_a_normal_week_is_the_mean_of_four_if_the_files_reach_back():
    runs = [run(day, 7) for day in range(0, 28, 2)]
    assert history(runs, today=date(2026, 3, 29)).weekly_m == pytest.approx(14 * 7000 / 4)
    assert history(runs[1:], today=date(2026, 3, 29)).weekly_m == pytest.approx(13 * 7000 / 4)
    assert history(runs[4:], today=date(2026, 3, 29)).weekly_m is None  # nothing of the first of the four


def test_four_weeks_are_whole_where_the_files_hold_their_first_day():
    assert history([run(0, 7), run(27, 7)]).whole_weeks
    assert not history([run(1, 7), run(27, 7)]).whole_weeks
    assert not history([]).whole_weeks


def test_averages_are_the_mechanics_own():
    past = history([run(day, 6) for day in range(0, 40, 2)])
    loads = [6.0 if day % 2 == 0 else 0.0 for day in range(39)]
    assert past.averages.acute_km_a_day == pytest.approx(training_load.ewma(loads, 7))
    assert past.averages.chronic_km_a_day == pytest.approx(training_load.ewma(loads, 28))
    assert past.averages.ratio == pytest.approx(training_load.ewma(loads, 7) / training_load.ewma(loads, 28))
    assert history([run(0, 6), run(26, 6)]).averages is None  # less than 28 days


def test_a_week_without_a_run_is_a_gap_up_to_today_too():
    past = history([run(0, 6), run(6, 6), run(14, 6)], today=date(2026, 3, 25))
    assert [(gap.first, gap.last, gap.days) for gap in past.gaps] == [
        (date(2026, 3, 9), date(2026, 3, 15), 7),
        (date(2026, 3, 17), date(2026, 3, 25), 9),
    ]


def test_the_same_run_in_two_files_counts_once_and_the_fuller_one_stays():
    full = run(0, 10, file="watch.fit", cadence_spm=Metric(170, "steps/min", "cadence"))
    phone = run(0.0005, 10.2, file="phone.gpx")
    past = history([phone, full, run(1, 10)])
    assert [one.run.file for one in past.sessions] == ["watch.fit", "a.fit"]
    assert past.duplicates == (phone,)


def wall_clock(hours: float, minutes: float = 50) -> RunSummary:
    """The first Monday's run of 10 km in a list without zones, `hours` from UTC."""
    start = (MONDAY + timedelta(hours=hours, seconds=20)).replace(tzinfo=None)
    return RunSummary.of("Activities.csv", run(0, 10, minutes).metrics(), start)


@pytest.mark.parametrize("hours", [-8, 2, 5.75])
def test_a_list_with_a_wall_clock_and_a_recording_in_utc_are_the_same_run(hours):
    recorded = run(0, 10, cadence_spm=Metric(170, "steps/min", "cadence"))
    assert history([recorded, wall_clock(hours)]).duplicates == (wall_clock(hours),)


@pytest.mark.parametrize("other", [wall_clock(2, minutes=52), wall_clock(2.1), wall_clock(15)])
def test_another_run_of_the_same_length_on_that_day_is_another_run(other):
    assert history([run(0, 10), other]).duplicates == ()


def test_where_the_recording_tells_its_zone_the_clocks_must_agree():
    recorded = run(0, 10, start=MONDAY.astimezone(timezone(timedelta(hours=2))))
    assert len(history([recorded, wall_clock(2)]).duplicates) == 1
    assert history([recorded, wall_clock(3)]).duplicates == ()


@pytest.mark.parametrize(("days", "km"), [(0.1, 10), (0, 12), (1, 10)])
def test_two_runs_are_not_one(days, km):
    assert len(history([run(0, 10), run(days, km)]).sessions) == 2


def test_runs_without_a_date_are_told_apart_and_counted_out():
    dateless = [RunSummary.of(f"{km}.fit", run(0, km).metrics()) for km in (5, 5, 6)]
    past = history([*dateless, run(0, 10)])
    assert len(past.without_date) == 2
    assert len(past.duplicates) == 1
    assert past.weeks[0].distance_m == 10_000
    assert history(dateless).weeks == ()


def test_a_run_without_a_distance_is_in_the_weeks_by_its_time():
    past = history([run(0, None, minutes=30), run(1, 5)])
    assert (past.weeks[0].runs, past.weeks[0].distance_m, past.weeks[0].time_s) == (2, 5000, 4800)
    assert len(past.sessions) == 1


def test_the_steps_are_those_of_the_claim():
    content = load()
    for spike in training_load.SPIKES[1:]:
        printed = content.findings[spike.finding]
        assert spike.finding.startswith(f"{SPIKE_CLAIM}.")
        assert (printed.value, *printed.ci95) == (spike.rate_ratio, spike.low, spike.high)
    assert not training_load.SPIKES[0].finding
    assert content.claims[ACWR_CLAIM].verdict == "contradicted"


def test_ten_years_of_runs_take_no_time():
    runs = [run(day, 5 + day % 11) for day in range(3650)]
    past = history(runs)
    assert len(past.sessions) == 3650
