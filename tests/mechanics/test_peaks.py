"""First and main peak of a curve, against curves whose tops are known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from lbt_widgets.mechanics._numerics import first_and_main_peak


def hill(time, top, height, width=0.05):
    return height * math.exp(-(((time - top) / width) ** 2))


@given(st.floats(0.12, 0.38), st.floats(-0.004, 0.004))
def test_a_peak_is_found_between_the_samples(first_s, offset_s):
    times = [offset_s + 0.001 * i for i in range(1000)]
    first, main = first_and_main_peak(times, [hill(t, first_s, 1) + hill(t, 0.7, 2) for t in times])
    assert first == pytest.approx((first_s, 1), abs=1e-4)
    assert main == pytest.approx((0.7, 2), abs=1e-4)


def test_the_main_peak_is_the_highest_after_the_first():
    assert first_and_main_peak(range(9), [0, 5, 0, 2, 0, 3, 0, 1, 0]) == (pytest.approx((1, 5)), pytest.approx((5, 3)))


def test_a_flat_top_is_one_peak():
    assert first_and_main_peak(range(7), [0, 1, 1, 0, 0, 2, 0]) == (pytest.approx((1.5, 1.125)), pytest.approx((5, 2)))


def test_a_melted_peak_leaves_its_shoulder():
    def curve(time):
        return hill(time, 0.4, 1) + hill(time, 0.47, 2)

    times = np.arange(0, 1, 0.001)
    first, main = first_and_main_peak(times.tolist(), [curve(t) for t in times])
    flattest = minimize_scalar(lambda t: curve(t + 1e-5) - curve(t - 1e-5), bounds=(0.38, 0.43), method="bounded").x
    assert first == pytest.approx((flattest, curve(flattest)), abs=0.02)
    top = minimize_scalar(lambda t: -curve(t), bounds=(0.45, 0.5), method="bounded").x
    assert main == pytest.approx((top, curve(top)), abs=1e-4)


@pytest.mark.parametrize(
    "values", [[0, 1, 2, 3], [0, 0, 0], [0, 2, 3, 2, 0], []], ids=["rise", "flat", "one hill", "nothing"]
)
def test_no_two_peaks(values):
    assert first_and_main_peak(range(len(values)), values) is None
