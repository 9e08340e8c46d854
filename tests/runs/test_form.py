"""What runs would set in the form: values, where they come from, and nothing set by itself."""

from __future__ import annotations

from datetime import date

import pytest

from lbt_widgets.content import load
from lbt_widgets.risk import Profile
from lbt_widgets.runs import Metric, RunSummary, answers, read, unanswered
from lbt_widgets.runs.form import ANSWERED

from . import made
from .test_training import run

CONTENT = load()


def cadence(value: float, coverage: float = 0.9) -> Metric:
    return Metric(value, "steps/min", "record.cadence", coverage)


def test_each_value_has_its_question_unit_file_field_coverage_and_a_sentence():
    (run,) = read(made.fit([{**made.STEADY, **made.DYNAMICS}] * 60), "morning.fit")
    found = {one.question: one for one in answers([run], CONTENT)}
    assert set(found) == {"longest_run_30d_km", "cadence_spm", "vertical_ratio_pct"}
    one = found["vertical_ratio_pct"]
    assert (one.value, one.unit, one.file, one.field, one.coverage) == (
        8,
        "%",
        "morning.fit",
        "record.vertical_ratio",
        1,
    )
    assert found["longest_run_30d_km"].value == 10
    assert "2 March 2026" in found["longest_run_30d_km"].sentence


def test_the_form_takes_them():
    runs = [
        run(day, 7.3, cadence_spm=cadence(171.4), vertical_ratio_percent=Metric(8.13, "%", "x", 1)) for day in range(30)
    ]
    found = answers(runs, CONTENT)
    assert len(found) == 4
    given = {one.question: {"value": one.value, "unit": one.unit} for one in found}
    assert Profile.from_answers(given, CONTENT).answers == {
        "longest_run_30d_km": 7.3,
        "weekly_km": 51.1,
        "cadence_spm": 171,
        "vertical_ratio_pct": 8.1,
    }


def test_a_week_is_from_all_its_files():
    for name, said in (("list.csv", "list.csv"), ("{}.fit", "28.fit and 27 more")):
        runs = [run(day, 7, file=name.format(day)) for day in range(29)]
        (one,) = [one for one in answers(runs, CONTENT) if one.question == "weekly_km"]
        assert (one.value, one.file) == (49, said)


def test_cadence_is_that_of_the_middle_run():
    runs = [run(day, 8, file=f"{value}.fit", cadence_spm=cadence(value)) for day, value in enumerate((180, 150, 172))]
    (one,) = [one for one in answers(runs, CONTENT) if one.question == "cadence_spm"]
    assert (one.value, one.file) == (172, "172.fit")
    assert "middle one of 3 runs" in one.sentence


def test_older_runs_do_not_count():
    runs = [run(0, 30, cadence_spm=cadence(150)), run(40, 8, cadence_spm=cadence(170))]
    found = {one.question: one.value for one in answers(runs, CONTENT)}
    assert (found["longest_run_30d_km"], found["cadence_spm"]) == (8, 170)
    assert answers(runs, CONTENT, today=date(2027, 1, 1)) == ()


def test_little_coverage_is_said():
    (one,) = [
        one for one in answers([run(0, 8, cadence_spm=cadence(170, 0.18))], CONTENT) if one.question == "cadence_spm"
    ]
    assert "Only 18% of that run's records" in one.sentence


def test_a_value_that_the_form_would_refuse_is_not_offered():
    (one,) = [one for one in answers([run(0, 8, cadence_spm=cadence(240))], CONTENT) if one.question == "cadence_spm"]
    assert not one.fits
    assert "120 to 230" in one.sentence


def test_a_run_without_a_date_still_tells_its_cadence():
    dateless = RunSummary.of("old.fit", run(0, 8, cadence_spm=cadence(170)).metrics())
    assert [one.question for one in answers([dateless], CONTENT)] == ["cadence_spm"]


def test_a_doubt_of_the_file_is_passed_on():
    told = RunSummary.of("list.csv", run(0, 8).metrics(), run(0, 8).start, doubts=("It was read as kilometres.",))
    assert "kilometres" in answers([told], CONTENT)[0].sentence


@pytest.mark.parametrize("summaries", [[], [RunSummary("a.gpx", "running")]])
def test_nothing_measured_sets_nothing(summaries):
    assert answers(summaries, CONTENT) == ()


def longest(*runs, **more):
    (one,) = [one for one in answers(runs, CONTENT, **more) if one.question == "longest_run_30d_km"]
    return one


def test_one_file_is_not_taken_for_a_month():
    one = longest(run(0, 5))
    assert (one.value, one.sure) == (5, False)
    assert "as far as these files reach" in one.sentence
    assert not longest(run(0, 5), run(28, 5)).sure
    whole = longest(run(0, 5), run(29, 5))  # the first and the last of 30 days
    assert whole.sure
    assert "reach" not in whole.sentence


def test_runs_of_another_month_are_not_taken_for_granted():
    month = [run(0, 5, cadence_spm=cadence(170)), run(29, 5)]
    assert longest(*month, asked=date(2026, 4, 29)).sure  # 29 days after the last of them
    old = answers(month, CONTENT, asked=date(2026, 4, 30))
    assert len(old) == 3
    assert not any(one.sure for one in old)
    assert all("These runs end on 31 March 2026" in one.sentence for one in old)


def test_a_run_without_a_date_may_be_of_any_month():
    (one,) = answers([RunSummary.of("old.fit", run(0, 8, cadence_spm=cadence(170)).metrics())], CONTENT)
    assert not one.sure
    assert "does not say when" in one.sentence


def test_the_last_thirty_days_end_today():
    """The newest run is three weeks old: the longest of the month before it is none of the last 30 days."""
    runs = [run(0, 5), run(20, 30), run(40, 12)]
    assert longest(*runs, asked=date(2026, 4, 11)).value == 30  # the day of the last run
    one = longest(*runs, asked=date(2026, 5, 1))
    assert (one.value, one.sure) == (12, True)
    assert "in the 30 days up to 1 May 2026, on 11 April 2026" in one.sentence


def weekly(*runs):
    return next((one for one in answers(runs, CONTENT) if one.question == "weekly_km"), None)


def why_not(*runs):
    return {one.question: one.sentence for one in unanswered(runs)}


def test_runs_of_four_weeks_make_a_week_though_the_first_was_on_a_tuesday():
    one = weekly(*(run(day, 10) for day in (1, 5, 8, 12, 15, 19, 22, 26)))
    assert (one.value, one.sure) == (20, False)
    assert "less than four weeks before the last" in one.sentence
    assert weekly(run(0, 10), run(27, 10)).sure


def test_what_the_runs_leave_open_has_its_reason():
    assert why_not(run(0, 10), run(20, 10))["weekly_km"] == (
        "This needs runs that reach into four weeks, and these go from 2 March 2026 to 22 March 2026."
    )
    assert "these are of one day, 2 March 2026" in why_not(run(0, 10), run(0.5, 5))["weekly_km"]
    assert set(why_not(run(0, 10, cadence_spm=cadence(170)))) == {"weekly_km", "vertical_ratio_pct"}
    dateless = RunSummary.of("old.fit", run(0, 8, cadence_spm=cadence(170)).metrics())
    assert set(why_not(dateless)) == {"longest_run_30d_km", "weekly_km", "vertical_ratio_pct"}


@pytest.mark.parametrize("days", [(0,), (0, 20), (3, 25, 27), (0, 40)])
def test_each_question_is_answered_or_its_reason_is_given(days):
    runs = [run(day, 8, cadence_spm=cadence(170)) for day in days]
    assert sorted(told(*runs)) == sorted(ANSWERED)


@pytest.mark.parametrize("asked", [None, date(2026, 4, 1), date(2026, 4, 5), date(2026, 4, 29)])
@pytest.mark.parametrize("last_day", [25, 29])
def test_a_run_without_a_distance_hides_no_reason_on_any_day_of_asking(last_day, asked):
    """The only distance is of the month before the last run, but not of the month or the weeks before that day."""
    assert sorted(told(run(0, 8), run(last_day, None), asked=asked)) == sorted(ANSWERED)


def told(*runs, **more):
    """The questions that have an answer or a reason."""
    return [one.question for one in (*answers(runs, CONTENT, **more), *unanswered(runs, **more))]


def test_of_no_runs_nothing_is_said():
    assert unanswered([]) == ()
