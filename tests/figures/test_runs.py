"""Pictures of recorded runs: words, drawing and table say the same as the history."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from lbt_widgets.figures import runs as pictures
from lbt_widgets.mechanics.training_load import ewma
from lbt_widgets.runs import SPIKE_CLAIM, RunSummary, history
from lbt_widgets.runs.own_form import form_over_time, own_past
from tests.runs.test_own_form import LEG_M, MASS_KG, steps
from tests.runs.test_training import run

# Five weeks: a long run of 12, then 18 (1.5 times), a gap of eleven days, 10, and 37 (2.06 times) at the end.
MONTH = [run(0, 10), run(5, 12), run(8, 18), run(20, 10), run(34, 37)]
PAST = history(MONTH)


@pytest.mark.parametrize("picture", [pictures.weeks(PAST), pictures.jumps(PAST), pictures.averages(PAST)])
def test_plotly_takes_it_and_it_explains_itself(picture):
    go.Figure(picture.spec)
    assert picture.title and picture.sentence.endswith(".")
    assert picture.table.rows


def test_the_weeks_are_seen():
    picture = pictures.weeks(PAST)
    km, hours = picture.spec["data"]
    assert km["x"][0] == "2026-03-02"
    assert km["y"] == [22.0, 18.0, 10.0, 0.0, 37.0]
    assert hours["y"] == [1.67, 0.83, 0.83, 0.0, 0.83]
    assert "5 weeks up to 5 April 2026, from 0 to 37 km." in picture.sentence
    assert "The longest run of their last 30 days has 37 km (5 April 2026)." in picture.sentence
    assert "as far as these files reach" not in picture.sentence
    assert picture.table.rows[0] == ("30 March 2026", "1", "37 km", "0 h 50 min")
    assert picture.table.rows[1] == ("23 March 2026", "none", "none", "none")


def test_weeks_are_named_by_their_monday():
    axis = pictures.weeks(PAST).spec["layout"]["xaxis"]
    assert axis["tickvals"] == ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]
    assert axis["ticktext"] == ["2 Mar<br>2026", "9 Mar", "16 Mar", "23 Mar", "30 Mar"]
    long = pictures.weeks(history([run(day, 10) for day in range(-150, 30, 3)])).spec["layout"]["xaxis"]
    assert len(long["tickvals"]) <= pictures.MOST_TICKS
    assert all(date.fromisoformat(day).weekday() == 0 for day in long["tickvals"])
    assert [text.partition("<br>")[2] for text in long["ticktext"] if "<br>" in text] == ["2025", "2026"]


def test_a_longest_run_of_few_days_is_said_to_be_one():
    assert "as far as these files reach" in pictures.weeks(history(MONTH[:3])).sentence
    assert pictures.weeks(history(MONTH[:1])).sentence.startswith("1 week up to 2 March 2026, with 10 km.")


def test_gaps_are_drawn_and_named():
    picture = pictures.weeks(PAST)
    drawn = [(shape["x0"], shape["x1"]) for shape in picture.spec["layout"]["shapes"]]
    assert drawn == [("2026-03-11", "2026-03-22"), ("2026-03-23", "2026-04-05")]
    assert "11 March 2026 to 21 March 2026 and 23 March 2026 to 4 April 2026" in picture.sentence


def test_each_run_stands_in_its_published_class():
    picture = pictures.jumps(PAST)
    drawn = {trace["name"]: trace["y"] for trace in picture.spec["data"] if trace["y"]}
    assert drawn == {
        "up to 10 %, or shorter": [pytest.approx(10 / 18)],
        "10 to 30 % longer: rate × 1.64": [pytest.approx(1.2)],
        "30 to 100 % longer: rate × 1.52": [pytest.approx(1.5)],
        "more than 100 % longer: rate × 2.28": [pytest.approx(37 / 18)],
    }
    assert picture.table.rows[0] == ("5 April 2026", "37 km", "18 km", "2.06", "2.28 (1.50 to 3.48)")
    assert "3 of 4 runs went more than a tenth beyond" in picture.sentence
    assert "37 km on 5 April 2026, 2.06 times as long" in picture.sentence
    assert "nobody has tested it for backs" in picture.sentence


def test_each_rate_leads_to_its_row_in_the_evidence():
    picture = pictures.jumps(PAST)
    leads = picture.table.leads["Rate of injuries anywhere"]
    assert all(leads)  # the page says that a click on any mark leads there
    compared_with = {
        place for place, row in zip(leads, picture.table.rows, strict=True) if row[-1] == pictures.COMPARED_WITH
    }
    assert compared_with == {SPIKE_CLAIM}
    assert leads[0] == "training_load.sudden_increase&finding=frandsen2025session_3"
    for trace in picture.spec["data"]:
        assert len(trace["customdata"]) == len(trace["y"])
        assert set(trace["customdata"]) <= set(leads)


def test_of_equal_jumps_the_longest_run_is_told():
    """Told to two digits they are equal, so a reader who looks for the number finds the longer run first."""
    picture = pictures.jumps(history([run(0, 8), run(1, 12.02), run(40, 20), run(41, 30)]))
    assert [row[3] for row in picture.table.rows if row[1] in ("12 km", "30 km")] == ["1.50", "1.50"]
    assert "The largest jump was 30 km on" in picture.sentence


def test_runs_before_which_the_files_do_not_reach_are_hollow():
    picture = pictures.jumps(PAST)
    symbols = [symbol for trace in picture.spec["data"] for symbol in trace["marker"]["symbol"]]
    assert sum(symbol.endswith("-open") for symbol in symbols) == 3  # all but the last, 34 days in
    assert "do not reach back 30 days before 3 runs" in picture.sentence


def test_a_steady_month_has_no_jump():
    picture = pictures.jumps(history([run(day, 10) for day in range(0, 40, 3)]))
    assert picture.sentence.startswith("None of 13 runs was more than a tenth longer")


def test_far_jumps_stand_at_the_edge_and_keep_their_number():
    picture = pictures.jumps(history([run(0, 2), run(1, 20)]))
    assert max(y for trace in picture.spec["data"] for y in trace["y"]) == pictures.HIGHEST_RATIO
    assert picture.table.rows[0][3] == "10.00"


def test_the_fading_means_are_those_of_the_model():
    loads_km = [0.0] * 35
    for one in MONTH:
        loads_km[(one.start.date() - date(2026, 3, 2)).days] = one.distance_m.value / 1000
    week, month = pictures.averages(PAST).spec["data"]
    assert week["x"][0] == "2026-03-29"  # the 28th day
    assert week["y"] == [pytest.approx(ewma(loads_km[:day], 7), abs=1e-3) for day in range(28, 36)]
    assert month["y"][-1] == pytest.approx(ewma(loads_km, 28), abs=1e-3)
    assert "not a risk" in pictures.averages(PAST).sentence


def test_only_half_a_year_is_drawn():
    past = history([run(day, 10) for day in range(0, 400, 2)])
    assert len(pictures.weeks(past).spec["data"][0]["x"]) == pictures.WEEKS_SHOWN
    assert len(pictures.averages(past).spec["data"][0]["x"]) == 7 * pictures.WEEKS_SHOWN


def test_what_was_not_measured_is_not_zero():
    picture = pictures.weeks(history([run(0, 10, minutes=0), run(7, None, minutes=30)]))
    assert picture.table.rows[1] == ("2 March 2026", "1", "10 km", pictures.NOT_SAID)
    assert [trace["y"] for trace in picture.spec["data"]] == [[10.0, None], [None, 0.5]]
    assert "with 10 km" in picture.sentence


def own_form(*runs):
    forms = form_over_time(runs, MASS_KG, LEG_M)
    return pictures.own_form(forms, own_past(forms), MASS_KG)


def test_steps_are_compared_with_the_runners_own_past():
    picture = own_form(steps(0, 240), steps(1, 250), steps(2, 260), steps(3, 270))
    go.Figure(picture.spec)
    assert (
        "On 5 March 2026, the newest run here that has these numbers, each foot stayed 270 ms on the ground, at 170 "
        "steps a minute and 12.0 km/h" in picture.sentence
    )
    assert (
        "You have 3 earlier runs at about this speed whose files name the same device or maker (watch). In the middle of these it was 250 ms"
        in picture.sentence
    )
    assert picture.spec["data"][0]["y"] == [240, 250, 260, 270]


def test_two_devices_are_told_apart_by_shape():
    picture = own_form(steps(0), steps(1, device="pod"))
    symbols = [trace["marker"]["symbol"] for trace in picture.spec["data"]]
    assert len(set(symbols)) == 4
    assert "too few earlier runs of the same device" in picture.sentence


def test_a_mean_of_a_part_of_the_run_is_said_to_be_one():
    assert "Only 18 % of the run has these numbers" in own_form(steps(0, share=0.18)).sentence
    assert "Only" not in own_form(steps(0)).sentence


def test_an_unknown_device_is_compared_with_nothing():
    picture = own_form(*(steps(day, device=None) for day in range(5)))
    assert "does not name its device" in picture.sentence
    assert "earlier runs at" not in picture.sentence


def test_a_files_words_are_no_markup_in_the_drawing():
    hostile = '<a href="javascript:alert(1)">x</a>&lt;b&gt;'
    picture = own_form(*(steps(day, device=hostile) for day in range(4)))
    names = [trace["name"] for trace in picture.spec["data"]]
    assert not any("<" in name for name in names)
    assert names[0].startswith("on the ground, &lt;a")
    assert hostile in picture.sentence  # shown as text
    assert hostile in picture.table.rows[0]


def test_a_name_that_says_it_is_escaped_stays_as_it_is_written():
    assert own_form(steps(0, device="&lt;b")).spec["data"][0]["name"] == "on the ground, &amp;lt;b"


def test_a_single_run_stands_among_days():
    for picture in (own_form(steps(0)), pictures.jumps(history([run(-1, 10), run(0, 12)]))):
        assert picture.spec["layout"]["xaxis"]["range"] == ["2026-03-01", "2026-03-04"]
    assert "range" not in own_form(steps(0), steps(9)).spec["layout"]["xaxis"]
    ground, spring = (own_form(steps(0)).spec["layout"][axis]["range"] for axis in ("yaxis", "yaxis2"))
    assert ground == [225, 276]  # a run of 250 ms
    assert spring[1] - spring[0] >= 2
    assert own_form(RunSummary.of("a.fit", steps(0).metrics())).spec["data"] == []
