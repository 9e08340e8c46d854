"""The numerics that the models share: a fixed-step integrator, a root finder, a check of ranges. Pure Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence

State = tuple[float, ...]
Slope = Callable[[float, State], State]


def rk4(
    slope: Slope,
    start: Sequence[float],
    step_s: float,
    steps: int,
    goes_on: Callable[[float, State], bool] = lambda time_s, state: True,
) -> tuple[tuple[float, ...], tuple[State, ...]]:
    """Classical Runge–Kutta of fourth order with a fixed step.

    Parameters
    ----------
    slope : callable
        (time, state) → change of each part of the state a second.
    start : sequence of float
    step_s, steps
        Length and number of the steps.
    goes_on : callable
        Stops after the first state for which it is false.

    Returns
    -------
    times, states
        At every step, the start included.
    """
    state = tuple(start)
    times, states = [0.0], [state]
    half = step_s / 2
    for number in range(1, steps + 1):
        before_s = (number - 1) * step_s
        k1 = slope(before_s, state)
        k2 = slope(before_s + half, tuple([x + half * k for x, k in zip(state, k1, strict=True)]))
        k3 = slope(before_s + half, tuple([x + half * k for x, k in zip(state, k2, strict=True)]))
        k4 = slope(before_s + step_s, tuple([x + step_s * k for x, k in zip(state, k3, strict=True)]))
        state = tuple(
            [
                x + step_s / 6 * (a + 2 * b + 2 * c + d)
                for x, a, b, c, d in zip(state, k1, k2, k3, k4, strict=True)
            ]
        )
        times.append(number * step_s)
        states.append(state)
        if not goes_on(times[-1], state):
            break
    return tuple(times), tuple(states)


def root(function: Callable[[float], float], low: float, high: float, tolerance: float = 1e-9) -> float:
    """Where a function crosses zero between low and high, by bisection.

    Raises
    ------
    ValueError
        Where it has the same sign at both ends.
    """
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if (at_low < 0) == (at_high < 0):
        raise ValueError(f"there is no solution between {low:g} and {high:g}")
    while high - low > tolerance:
        middle = (low + high) / 2
        if (function(middle) < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def in_range(name: str, value: float, low: float, high: float, unit: str = "") -> float:
    """The value, or ValueError with a sentence; NaN and infinity are out of every range."""
    if not low <= value <= high:
        with_unit = f" {unit}" if unit else ""
        raise ValueError(f"{name} must be {low:g} to {high:g}{with_unit}, got {value:g}")
    return value
