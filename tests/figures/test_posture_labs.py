"""The pictures of posture: the printed table with its band, and one man's pressures beside a lever."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from lbt_widgets.figures import posture as pictures
from lbt_widgets.figures.lab import guess_in_sight
from lbt_widgets.mechanics.posture import LADDER, alignment


def traces(picture):
    return {trace.get("name"): trace for trace in picture.spec["data"]}


def test_plotly_accepts_them():
    for smooth in (False, True):
        go.Figure(pictures.pelvic_shape(64, 5, smooth, guess=60).spec)
    go.Figure(pictures.lean_and_load(10.8, 70, 2.5, guess=1.5).spec)


@pytest.mark.parametrize(("incidence", "tilt", "curve"), [(40, 8, 53), (52, 12, 61), (64, 16, 70)])
def test_the_printed_examples_are_said(incidence, tilt, curve):
    picture = pictures.pelvic_shape(incidence, 0, False)
    assert f"a curve of {curve}°, give or take 9°" in picture.sentence
    assert f"a tilt of {tilt}°." in picture.sentence
    assert traces(picture)["your settings"]["y"] == [curve]


def test_the_band_is_nine_degrees_to_either_side():
    band = traces(pictures.pelvic_shape(52, 0, False))["curve ± 9°"]
    at = band["x"].index(52)
    assert (band["y"][at], band["y"][-1 - at]) == (52, 70)


def test_below_and_above_the_closed_classes_the_curve_is_dashed():
    known = traces(pictures.pelvic_shape(52, 0, False))
    line, beyond = known["curve of the lower back"], known["curve of the lower back, extrapolated"]
    assert (line["x"][0], line["x"][-1]) == (38, 78)
    assert line["y"][line["x"].index(52)] == 61
    assert beyond["line"]["dash"] == "dash"


def test_the_men_without_back_pain_lie_on_the_table():
    point = traces(pictures.pelvic_shape(52, 0, False))["150 men without back pain"]
    assert (point["x"], point["y"], point["error_y"]["array"]) == ([48.6], [57.5], [9.0])
    assert alignment(48.6).lordosis_deg == pytest.approx(57.5, abs=0.2)


def test_tipping_is_said_and_moves_the_point_alone():
    picture = pictures.pelvic_shape(52, 11, False)
    assert "tipping the pelvis forward by 11° deepens the curve by 10.4°, to 71°" in picture.sentence
    assert traces(picture)["your settings"]["y"][0] == pytest.approx(61 + 11 * 10.8 / 11.4)
    assert (
        traces(picture)["curve of the lower back"]
        == traces(pictures.pelvic_shape(52, 0, False))["curve of the lower back"]
    )


def test_the_two_halves_of_forty_runners():
    upright, leaning = (pictures.lean_and_load(lean, 70, 2.5) for lean in (3.6, 10.8))
    assert "2.55 times the body's weight" in upright.sentence
    assert "3.24 times the body's weight" in leaning.sentence
    assert upright.sentence.endswith("1.26 to 1.46 MPa in the disc.")
    assert leaning.sentence.endswith("1.60 to 1.85 MPa in the disc.")


def test_standing_and_bending_come_out_as_measured():
    for lean, pressure in ((0, 0.5), (30, 1.1)):
        picture = pictures.lean_and_load(lean, 70, 1)
        assert traces(picture)["your settings"]["y"][0] == pytest.approx(pressure, rel=0.01)
    points = traces(picture)[pictures.ONE_MAN]
    assert list(zip(points["x"], points["y"], strict=True))[:2] == [(0.0, 0.5), (30.0, 1.1)]


def test_the_whole_ladder_is_shown():
    picture = pictures.lean_and_load(0, 70, 1)
    said = " ".join(" ".join(row) for row in picture.table.rows)
    assert all(f"{one.posture} {one.pressure_mpa:.2f} MPa" in said for one in LADDER)
    notes = {note["text"]: note["y"] for note in picture.spec["layout"]["annotations"]}
    assert notes == {
        name: one.pressure_mpa for one in LADDER for posture, name in pictures.RUNGS.items() if posture == one.posture
    }


def test_the_names_of_the_ladder_never_overprint():
    layout = pictures.lean_and_load(45, 105, 3).spec["layout"]
    line = 0.055 * layout["yaxis"]["range"][1]  # of the picture's height
    names = [(note["y"], line * (1 + note["text"].count("<br>"))) for note in layout["annotations"]]
    for (below, its_height), (above, height) in pairwise(names):
        assert above - below >= 0.999 * (its_height + height) / 2
    assert names[-1][0] < layout["yaxis"]["range"][1]


def test_the_guess_strikes_no_name_through():
    (line,) = pictures.lean_and_load(45, 105, 3, guess=2.0).spec["layout"]["shapes"]
    assert line["xref"] == "x" and line["x1"] == pictures.LADDER_AT_DEG


def test_the_measured_man_did_not_run():
    assert "standing" in pictures.ONE_MAN


def test_two_angles_grow_one_falls_and_one_stays():
    """What the lab asks when the pelvis is tipped forward; the incidence is an axis, and a row of the table."""
    rows = {name: (expected, now) for name, expected, now in pictures.pelvic_shape(52, 8, False).table.rows}
    moved = {name: float(now[:-1]) - float(expected[:-1]) for name, (expected, now) in rows.items() if "°" in now}
    assert [sum(one > 0 for one in moved.values()), sum(one < 0 for one in moved.values())] == [2, 1]
    assert moved["Pelvic incidence"] == 0


def test_a_running_back_was_not_measured_so_its_line_is_dashed():
    standing, running = (traces(pictures.lean_and_load(0, 70, factor)) for factor in (1, 2.5))
    assert (standing["model, most"]["x"][0], standing["model, most"]["x"][-1]) == (0, 30)
    assert "model, most" not in running
    assert running["model, most, extrapolated"]["x"][-1] == 45


def test_a_man_of_another_mass_was_not_measured_so_his_line_is_dashed():
    assert "model, most" not in traces(pictures.lean_and_load(0, 105, 1))


def test_the_guess_is_never_outside_the_picture():
    layout = guess_in_sight(pictures.lean_and_load(3.6, 70, 2.5, guess=5)).spec["layout"]
    assert layout["shapes"][0]["y0"] == layout["yaxis"]["range"][1] < 5
