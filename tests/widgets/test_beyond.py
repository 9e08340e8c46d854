"""What lies beyond what was published is marked in one way in all labs: slider, line, sentence, and "look inside"."""

from __future__ import annotations

import pytest

from lbt_widgets.content import load
from lbt_widgets.widgets import Lab, LabModel
from lbt_widgets.widgets.lab import inside_html
from lbt_widgets.widgets.labs import run_of

CONTENT = load()
LABS = [lab for lab in CONTENT.labs.values() if lab.chapter in CONTENT.causes]
each_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)


def shown(lab_id: str, **settings: float) -> Lab:
    """A lab after a guess, its sliders set."""
    lab = Lab(lab_id)
    lab.guess.set_state({"guess": {"number": 1, "value": lab.model.lab.prediction.max}})
    lab.controls.set_state({"settings": lab.model.lab.start | settings})
    return lab


@each_lab
def test_a_slider_beyond_what_was_published_says_so_and_so_does_the_sentence(lab):
    model = LabModel(lab, run_of(lab))
    for control in lab.controls:
        for value in (control.min, control.start, control.max):
            model.settings = {**lab.start, control.id: value}
            sentence = model.outcome.picture.sentence
            if control.is_beyond(value):
                assert model.beyond[control.id] in sentence.partition(" Extrapolated: ")[2]
            assert ("Extrapolated: " in sentence) == bool(model.beyond)


@each_lab
def test_a_dashed_line_says_that_it_is_extrapolated(lab):
    start, *ends = [lab.start, *({**lab.start, one.id: end} for one in lab.controls for end in (one.min, one.max))]
    for settings in (start, *ends):
        for line in run_of(lab)(settings, None).picture.spec["data"]:
            if line.get("line", {}).get("dash") == "dash":
                assert line["name"].endswith(", extrapolated"), (settings, line["name"])


@pytest.mark.parametrize(
    ("lab", "settings"),
    [
        ("hip_moment", {}),
        ("hip_moment", {"knee_deg": 60}),
        ("pelvic_tilt", {}),
        ("landing_force", {}),
        ("load_sharing", {"work_percent": 150}),
    ],
)
def test_where_the_measured_range_is_not_known_the_model_is_extrapolated_all_along(lab, settings):
    part = shown(lab, **settings)
    assert part.controls.beyond
    model = [one for one in part.model.outcome.picture.spec["data"] if one["mode"] == "lines"]
    own = (
        {"solid", "dash", "dashdot"} if lab != "landing_force" else {"solid", "dash"}
    )  # its dashdot is a part of the sum
    assert all(one["name"].endswith(", extrapolated") for one in model if one["line"]["dash"] in own)


def test_a_load_counts_by_the_strength_that_it_is_a_share_of():
    assert shown("holding_time", load_percent=92).controls.beyond == {"load_percent": "10 to 90 % was published"}
    assert shown("holding_time", load_percent=92, strength_percent=125).controls.beyond == {}
    assert shown("holding_time", load_percent=12, strength_percent=150).controls.beyond  # 8 %


def test_settings_that_do_not_go_together_leave_the_marks_of_the_picture_that_is_shown():
    lab = shown("spring_mass", speed_km_h=9)
    before = lab.controls.beyond
    lab.controls.set_state(
        {"settings": lab.model.settings | {"speed_km_h": 15, "contact_time_ms": 300, "cadence_spm": 200}}
    )
    assert lab.controls.fault
    assert lab.controls.beyond == before != {}


@pytest.mark.parametrize(
    ("lab", "told"),
    [
        ("spring_mass", "12 to 24 km/h was published; the slider goes from 9 to 21 km/h, at first 12 km/h"),
        ("spine_shrinkage", "0 to 30 min was published; the slider goes from 0 to 120 min"),
        ("ground_spring", "2.4 to 61.1 mm was published; the slider goes from 1 to 65 mm"),
        ("lean_and_load", "was measured; the slider goes from 45 to 105 kg, at first 70 kg"),
        ("odds_ratio_to_risk", "at first 22.6 of 100; the slider goes from 0.5 to 60 of 100"),
    ],
)
def test_look_inside_tells_what_was_published_apart_from_what_a_slider_does(lab, told):
    assert told in inside_html(CONTENT.labs[lab], CONTENT, 4)
