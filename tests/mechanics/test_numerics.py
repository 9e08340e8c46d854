"""The integrator and the root finder against closed forms and scipy."""

from __future__ import annotations

from math import cos, exp, inf, nan, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from lbt_widgets.mechanics._numerics import in_range, rk4, root


def test_an_oscillator_follows_its_closed_form():
    times, states = rk4(lambda _, s: (s[1], -s[0]), (1.0, 0.0), 0.01, 1000)
    assert times[-1] == pytest.approx(10)
    for time_s, (x, v) in zip(times, states, strict=True):
        assert x == pytest.approx(cos(time_s), abs=1e-8)
        assert v == pytest.approx(-sin(time_s), abs=1e-8)


def test_it_is_of_fourth_order():
    def error(step_s):
        _, states = rk4(lambda t, s: (s[0] * cos(t),), (1.0,), step_s, round(2 / step_s))
        return abs(states[-1][0] - exp(sin(2)))

    assert error(0.05) / error(0.025) == pytest.approx(16, rel=0.15)


def test_it_agrees_with_scipy():
    def slope(time_s, state):
        x, v = state
        return v, (1 - x**2) * v - x + sin(time_s)

    _, states = rk4(slope, (2.0, 0.0), 0.002, 2500)
    found = solve_ivp(slope, (0, 5), (2.0, 0.0), rtol=1e-10, atol=1e-12)
    assert states[-1] == pytest.approx(found.y[:, -1], abs=1e-7)


def test_it_stops_after_the_first_state_that_does_not_go_on():
    times, states = rk4(lambda _, s: (-1.0,), (1.0,), 0.1, 1000, lambda _, s: s[0] > 0.45)
    assert states[-1][0] == pytest.approx(0.4)
    assert len(times) == len(states) == 7


def test_no_steps_is_the_start():
    assert rk4(lambda _, s: (1.0,), (5.0,), 0.1, 0) == ((0.0,), ((5.0,),))


def test_a_slope_of_another_length_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        rk4(lambda _, s: (1.0,), (0.0, 0.0), 0.1, 1)


@given(st.floats(-50, 50))
def test_a_root_is_found_where_it_is(where):
    assert root(lambda x: x - where, -60, 60) == pytest.approx(where, abs=1e-8)
    assert root(lambda x: where - x, -60, 60) == pytest.approx(where, abs=1e-8)


@given(st.floats(-50, 50))
def test_a_root_is_where_scipy_finds_it(where):
    def curve(x):
        return exp((x - where) / 50) - 1 + (x - where) / 10

    assert root(curve, -60, 60) == pytest.approx(brentq(curve, -60, 60), abs=1e-8)


@pytest.mark.parametrize("end", [1.0, 2.0])
def test_a_root_may_be_an_end(end):
    assert root(lambda x: x - end, 1, 2) == end


def test_it_ends_where_floats_are_coarser_than_the_tolerance():
    assert root(lambda x: x - 1.5e17, 1e17, 2.1e17) == pytest.approx(1.5e17)


@pytest.mark.parametrize("function", [lambda x: x, lambda x: -x, lambda x: nan])
def test_without_a_root_it_says_so(function):
    with pytest.raises(ValueError, match="no solution between 1 and 2"):
        root(function, 1, 2)


@pytest.mark.parametrize("wrong", [0.09, 0.51, nan, inf, -inf])
def test_out_of_range_is_a_sentence(wrong):
    with pytest.raises(ValueError, match=r"contact_time_s must be 0\.1 to 0\.5 s, got"):
        in_range("contact_time_s", wrong, 0.1, 0.5, "s")
    assert in_range("contact_time_s", 0.3, 0.1, 0.5, "s") == 0.3
