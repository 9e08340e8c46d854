"""The numerics that the models share: a fixed-step integrator, a root finder, peaks, a check of ranges. Pure Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

G_M_S2 = 9.81
"""Gravity, as every source here takes it."""

State = tuple[float, ...]
Peak = tuple[float, float]
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


def first_peak(times: Sequence[float], values: Sequence[float]) -> Peak | None:
    """The first peak as (time, height) of a curve that starts by rising and ends before its main peak.

    Where the first has melted into the rise, its shoulder stands for it. None where there is neither.
    """
    tops = _tops(values)
    return _peak(times, values, tops[0]) if tops else _shoulder(times, values)


def first_and_main_peak(times: Sequence[float], values: Sequence[float]) -> tuple[Peak, Peak] | None:
    """The first peak and the highest of those after it, each as (time, height), of a curve that starts by rising.

    A peak is the top of the parabola through evenly spaced samples. Where the first has melted into the rise to the main
    one, its shoulder stands for it: the place where the curve rises slowest, which is where the two met. None where there
    is no peak, or neither a second one nor a shoulder before the only one.
    """
    tops = _tops(values)
    peaks = [_peak(times, values, i) for i in tops]
    if len(peaks) == 1 and (shoulder := _shoulder(times, values[: tops[0] + 1])):
        peaks.insert(0, shoulder)
    return (peaks[0], max(peaks[1:], key=lambda peak: peak[1])) if len(peaks) > 1 else None


def _tops(values: Sequence[float]) -> list[int]:
    return [i for i in range(1, len(values) - 1) if values[i - 1] < values[i] >= values[i + 1]]


def _peak(times: Sequence[float], values: Sequence[float], top: int) -> Peak:
    """The top of the parabola through a highest sample and its neighbours."""
    before, highest, after = values[top - 1 : top + 2]
    shift = (before - after) / (before - 2 * highest + after) / 2
    return times[top] + shift * (times[top] - times[top - 1]), highest - (before - after) * shift / 4


def _shoulder(times: Sequence[float], values: Sequence[float]) -> Peak | None:
    """The middle of the sample step with the least rise of all that lie between steeper ones."""
    rises = [after - before for before, after in pairwise(values)]
    flattest = [i for i in range(1, len(rises) - 1) if rises[i - 1] > rises[i] <= rises[i + 1]]
    if not flattest:
        return None
    at = min(flattest, key=rises.__getitem__)
    return (times[at] + times[at + 1]) / 2, (values[at] + values[at + 1]) / 2
