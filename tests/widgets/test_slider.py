"""The slider as state: Python is told of a wrong value, a browser's wrong value is refused."""

from __future__ import annotations

import math

import pytest
import traitlets as t

from lbt_widgets.widgets.slider import Slider


@pytest.fixture
def slider():
    return Slider("Foot ahead", 0.2, 0, 0.5, 0.05, "under you", "far ahead", unit="m", stops={0.0: "under", 0.4: "far"})


def test_the_browser_moves_it(slider):
    slider.set_state({"value": 0.35})
    assert slider.value == 0.35


def test_python_moves_it_and_resets_it(slider):
    slider.value = 0.4
    slider.reset()
    assert slider.value == slider.default == 0.2


@pytest.mark.parametrize("hostile", [10**8, -0.01, math.nan, math.inf, "0.3", None, True, [0.3], {"value": 0.3}])
def test_a_forged_value_is_ignored_and_the_old_one_goes_back(sent, hostile):
    slider = Slider("Foot ahead", 0.2, 0, 0.5, 0.05)
    sent.clear()
    slider.set_state({"value": hostile})
    assert slider.value == 0.2
    assert sent[-1]["state"]["value"] == 0.2


def test_the_range_cannot_be_moved_from_the_browser(slider):
    slider.set_state({"max": 1e9, "min": -1e9, "default": 7, "disabled": True, "value": 1e8})
    assert (slider.min, slider.max, slider.default, slider.value) == (0, 0.5, 0.2, 0.2)


@pytest.mark.parametrize("wrong", [0.51, math.nan, "0.3"])
def test_a_wrong_value_in_python_is_an_error(slider, wrong):
    with pytest.raises(t.TraitError):
        slider.value = wrong
    assert slider.value == 0.2


def test_a_range_that_is_none_is_an_error():
    for low, high, step in ((1, 0, 0.1), (0, 1, 0), (0, math.inf, 1), (0, 1, 2)):
        with pytest.raises(ValueError, match="range"):
            Slider("x", 0, low, high, step)


def test_a_first_value_outside_is_an_error():
    with pytest.raises(t.TraitError, match="0 to 1"):
        Slider("x", 2, 0, 1, 0.1)


def test_an_unknown_setting_is_an_error():
    with pytest.raises(TypeError, match="labl"):
        Slider("x", 0, 0, 1, 0.1, labl="y")
