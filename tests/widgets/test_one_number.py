"""A number that stands twice on a lab's screen is rounded once."""

from __future__ import annotations

import re

import pytest

from lbt_widgets.content import load
from lbt_widgets.widgets import LabModel
from lbt_widgets.widgets.labs import run_of

LABS = list(load().labs.values())
NUMBER = re.compile(r"(?<![\w.])\d+(?:[\u202f ]\d{3})*(?:\.\d+)?")


def plain(written: str) -> float:
    return float(re.sub(r"[\u202f ]", "", written))


def rounds_to(written: str, value: float) -> bool:
    """Whether a number of two digits or more is this value, rounded."""
    decimals = len(written.partition(".")[2])
    return len(written) > 1 and abs(plain(written) - abs(value)) <= 0.5 * 10**-decimals


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_guess_and_picture_tell_the_models_number_alike(lab):
    model = LabModel(lab, run_of(lab))
    model.predict(lab.prediction.min)
    value = model.outcome.value
    said, *_ = NUMBER.findall(model.comparison.partition(" says ")[2])
    told = {one for one in NUMBER.findall(model.outcome.picture.sentence) if rounds_to(one, value)}
    assert {plain(one) for one in told} <= {plain(said)}
