"""Beside numbers on paper stands whose they are: the lab's own words, since a sheet is read without its lab."""

import pytest
from hand_plots import hand_plot

from lbt_widgets.content import load

CONTENT = load()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("08_training_load", ("Garbutt G 1990", "marathon speed” 100 %", "Only 0 to 30 min was published")),
        (
            "03_posture",
            ("All are extrapolated", "did not run", "“Body mass” 70 kg", "multiple of your weight” 2.5 times"),
        ),
        (
            "06_footwear",
            ("quoted second-hand", "assumptions of ours", "“You run” 30 km a week", "What stands at 2 and 30"),
        ),
        ("01_muscle_imbalance", ("All are extrapolated: the range that the paper measured was not in what we read",)),
        ("07_surface", ("Only 2.4 to 61.1 mm was published", "“On softer ground the leg” tunes itself")),
    ],
)
def test_a_models_numbers_are_said_to_be_a_models(page, words):
    whose = hand_plot(CONTENT.teaching[page], CONTENT).whose
    assert "not measured: by the model of the lab" in whose
    assert [one for one in words if one not in whose] == []


def test_where_all_was_published_nothing_is_called_extrapolated():
    assert "extrapolated" not in hand_plot(CONTENT.teaching["04_warm_up"], CONTENT).whose


@pytest.mark.parametrize("page", CONTENT.teaching)
def test_every_table_has_its_line(page):
    assert hand_plot(CONTENT.teaching[page], CONTENT).whose.startswith("**Whose numbers?** ")
