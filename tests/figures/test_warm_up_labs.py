"""The picture of a warm-up goes through what was measured, and says where the lower back disagrees."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from lbt_widgets.figures import warm_up as pictures


def shown(jog=15.0, wait=0.0, tau_heat=5.0, tau_cool=77.0, guess=None):
    return pictures.heat_and_stiffness(jog, wait, tau_heat, tau_cool, guess)


def traces(picture):
    return {trace.get("name"): trace for trace in picture.spec["data"]}


def test_plotly_accepts_it():
    go.Figure(shown(30, 60, guess=1).spec)
    go.Figure(shown(0, 0).spec)


@pytest.mark.parametrize("tau_heat", [2.0, 5.0, 10.0])
def test_it_goes_through_the_measured_points_however_fast_it_warms(tau_heat):
    assert pictures.rise_c(15, 15, tau_heat, 77.3) == pytest.approx(2.0)
    assert pictures.rise_c(75, 15, tau_heat, 77.3) == pytest.approx(0.92, abs=0.02)


def test_ten_minutes_cost_about_an_eighth():
    picture = shown(wait=10.0)
    lost = 1 - traces(picture)["your settings"]["y"][0] / 2.0
    assert lost == pytest.approx(1 / 8, abs=0.01)
    assert "is 1.8 °C warmer than at rest (2.0 °C when you stopped)" in picture.sentence


def test_the_model_is_where_its_calibration_puts_it():
    assert -11 <= pictures.percent_stiffer(2.7) <= -9
    assert "8 % less stiff" in shown().sentence


def test_the_measured_points_and_spreads_are_in_the_picture():
    picture = shown()
    known = traces(picture)
    thigh, calf, other = (known[name] for name in ("thigh, at two depths", "calf after a jog", "thigh, after sprints"))
    assert list(zip(thigh["x"], thigh["y"], strict=True)) == [(15, 2.0), (75, 0.92), (15, 2.37), (75, 1.05)]
    assert (calf["y"], calf["error_y"]["array"]) == ([2.2], [0.63])
    assert (other["x"], other["y"]) == ([15, 45], [3.0, pytest.approx(1.7)])
    assert calf["marker"]["symbol"] != other["marker"]["symbol"]
    below = [trace for trace in picture.spec["data"] if trace.get("yaxis") == "y2"]
    assert [value for trace in below[1:] for value in trace["y"]] == [-10.3, -5.4, 0]
    assert below[1]["error_y"]["array"] == [5.9, 5.7]


def test_the_lower_back_contradicts_it():
    assert shown().sentence.endswith("the lower back, when it was measured, was not less stiff at all.")
    rows = {row[0]: row[1:] for row in shown().table.rows}
    assert rows["Lower back after 30 minutes of warm-up: stiffness"] == ("less stiff", "no decrease")


def test_how_slowly_it_cools_is_seen_even_without_a_wait():
    quick, slow = (traces(shown(tau_cool=one))["if you wait on"]["y"] for one in (30, 100))
    assert quick[0] == slow[0] == pytest.approx(2.0)
    assert quick[-1] < slow[-1]
    assert "if you wait on" not in traces(shown(wait=60.0))


def test_longer_than_measured_is_dashed():
    def parts(jog, wait):
        drawn = [trace for trace in shown(jog, wait).spec["data"] if str(trace.get("name")).startswith("model")]
        return [(one["x"][0], one["x"][-1], one["line"]["dash"]) for one in drawn if "line" in one]

    assert parts(10, 20) == [(0, 10, "solid"), (10, 30, "solid")]
    assert parts(30, 10) == [(0, 15, "solid"), (15, 30, "dash"), (30, 40, "dash")]
    assert parts(0, 0) == []
