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
    half, sixth = step_s / 2, step_s / 6
    for number in range(1, steps + 1):
        before_s = (number - 1) * step_s
        k1 = slope(before_s, state)
        k2 = slope(before_s + half, tuple([x + half * k for x, k in zip(state, k1, strict=True)]))
        k3 = slope(before_s + half, tuple([x + half * k for x, k in zip(state, k2, strict=True)]))
        k4 = slope(before_s + step_s, tuple([x + step_s * k for x, k in zip(state, k3, strict=True)]))
        changes = zip(state, k1, k2, k3, k4, strict=True)
        state = tuple([x + sixth * (a + 2 * (b + c) + d) for x, a, b, c, d in changes])
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
        Where it does not change its sign between them.
    """
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if not min(at_low, at_high) < 0 < max(at_low, at_high):  # so for NaN too
        raise ValueError(f"there is no solution between {low:g} and {high:g}")
    middle = (low + high) / 2
    while high - low > tolerance and low < middle < high:  # no number lies between two neighbouring floats
        if (function(middle) < 0) == (at_low < 0):
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


def in_range(name: str, value: float, low: float, high: float, unit: str = "") -> float:
    """The value, or ValueError with a sentence; NaN and infinity are out of every range."""
    if not low <= value <= high:
        with_unit = f" {unit}" if unit else ""
        raise ValueError(f"{name} must be {low:g} to {high:g}{with_unit}, got {value:g}")
    return value
