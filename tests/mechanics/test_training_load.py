"""Load over time: the published points, the arithmetic, and the rule that cannot hold for the living."""

from itertools import pairwise
from math import exp, inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from lbt_widgets.mechanics.training_load import (
    MEAN_FINAL_MM,
    MEASURED_BY_PACE_MM,
    MEASURED_SHRINKAGE_MM,
    SPIKES,
    TAU_MIN,
    ULTIMATE_N,
    ewma,
    ewma_by_day,
    fatigue_life_cycles,
    rolling_ratio,
    session_spike,
    session_spike_rate_ratio,
    spinal_shrinkage_mm,
)

LOADS = st.lists(st.floats(0, 100), min_size=1, max_size=80)
AFTER_A_HARD_WEEK = [10.0] * 56 + [15.0] * 7

# Shrinkage


@pytest.mark.parametrize(("minutes", "mm"), [(15, 3.26), (30, 5.38)])
def test_garbutt_1990_over_time(minutes, mm):
    assert (minutes, pytest.approx(mm)) in MEASURED_SHRINKAGE_MM
    assert spinal_shrinkage_mm(minutes) == pytest.approx(mm, abs=0.01)


def test_garbutt_1990_constants():
    # 15/ln(3.26/2.12) = 34.9 min; 3.26/(1 - 2.12/3.26) = 9.3 mm
    assert pytest.approx(34.9, abs=0.05) == TAU_MIN
    assert pytest.approx(9.3, abs=0.05) == MEAN_FINAL_MM


@pytest.mark.parametrize(("pace", "measured_mm", "model_mm"), [(0.7, 3.37, 3.38), (0.85, 5.10, 5.29), (1, 7.69, 7.69)])
def test_garbutt_1990_over_pace(pace, measured_mm, model_mm):
    assert (pace, measured_mm) in MEASURED_BY_PACE_MM
    assert spinal_shrinkage_mm(30, pace) == pytest.approx(model_mm, abs=0.01)
    assert spinal_shrinkage_mm(30, pace) == pytest.approx(measured_mm, rel=0.05)


@given(st.floats(0, 299), st.floats(0.1, 1), st.one_of(st.none(), st.floats(0.3, 1.3)))
def test_the_spine_only_shrinks_while_it_runs(minutes, more, pace):
    before, after = (spinal_shrinkage_mm(time, pace) for time in (minutes, minutes + more))
    assert spinal_shrinkage_mm(0, pace) == 0
    assert 0 <= before < after <= spinal_shrinkage_mm(300, pace)


@given(st.floats(1, 300), st.floats(0.3, 1.2), st.floats(0.01, 0.1))
def test_a_faster_run_shrinks_more(minutes, pace, more):
    assert spinal_shrinkage_mm(minutes, pace + more) > spinal_shrinkage_mm(minutes, pace)


# A sudden long run


@pytest.mark.parametrize(("change", "ratio"), [(0.05, 1), (0.20, 1.64), (0.50, 1.52), (1.50, 2.28)])
def test_frandsen_2025_steps(change, ratio):
    assert session_spike_rate_ratio(change) == ratio


@pytest.mark.parametrize(("change", "ratio"), [(-1, 1), (0.1, 1), (0.3, 1.64), (1, 1.52), (1.01, 2.28), (20, 2.28)])
def test_frandsen_2025_a_step_ends_with_its_edge(change, ratio):
    found = session_spike(change)
    assert found.rate_ratio == ratio
    assert found.above < change <= found.up_to


def test_eleven_km_after_ten_is_a_tenth_more():
    assert 1.1 - 1 > 0.1  # as computers count
    assert session_spike_rate_ratio(1.1 - 1) == 1


def test_frandsen_2025_is_steps_and_not_a_curve():
    found = {session_spike_rate_ratio(change) for change in np.linspace(-1, 3, 400)}
    assert found == {spike.rate_ratio for spike in SPIKES}
    assert SPIKES[1].rate_ratio > SPIKES[2].rate_ratio  # longer is not always worse here
    assert all(spike.low <= spike.rate_ratio <= spike.high for spike in SPIKES)
    assert [spike.above for spike in SPIKES] == [-inf, *(spike.up_to for spike in SPIKES[:-1])]


# Moving averages


def test_a_hard_week_in_three_ways():
    # After 56 days of 10 and 7 of 15: 15 - 5 · 0.75^7 = 14.33 over 15 - 5 · (27/29)^7 = 11.97; 15/11.25; 15/10.
    assert ewma(AFTER_A_HARD_WEEK, 7) / ewma(AFTER_A_HARD_WEEK, 28) == pytest.approx(1.198, abs=1e-3)
    assert rolling_ratio(AFTER_A_HARD_WEEK) == pytest.approx(1.333, abs=1e-3)
    assert rolling_ratio(AFTER_A_HARD_WEEK, coupled=False) == pytest.approx(1.5)


@pytest.mark.parametrize(("days", "weight"), [(7, 0.25), (28, 0.069)])
def test_weights_of_the_moving_average(days, weight):
    assert ewma([0, 1], days) == pytest.approx(weight, abs=5e-4)


@given(st.floats(0.1, 1000), st.integers(35, 100))
def test_a_steady_load_has_ratio_one(load, days):
    loads = [load] * days
    assert ewma(loads, 7) == pytest.approx(load)
    assert rolling_ratio(loads) == pytest.approx(1)
    assert rolling_ratio(loads, coupled=False) == pytest.approx(1)


@given(LOADS, st.integers(1, 60))
def test_the_moving_average_is_the_filter(loads, days):
    weight = 2 / (days + 1)
    expected, _ = lfilter([weight], [1, weight - 1], loads, zi=[(1 - weight) * loads[0]])
    assert ewma(loads, days) == pytest.approx(expected[-1])
    assert min(loads) - 1e-9 <= ewma(loads, days) <= max(loads) + 1e-9


@given(st.lists(st.floats(0.5, 100), min_size=35, max_size=60))
def test_rolling_ratios_are_means_of_the_right_days(loads):
    acute = np.mean(loads[-7:])
    assert rolling_ratio(loads) == pytest.approx(acute / np.mean(loads[-28:]))
    assert rolling_ratio(loads, coupled=False) == pytest.approx(acute / np.mean(loads[-35:-7]))


@given(st.lists(st.floats(0.5, 100), min_size=35, max_size=60))
def test_a_coupled_ratio_never_exceeds_its_limit(loads):
    """The acute week is in the chronic month, so four is all it can reach; the uncoupled one knows no limit."""
    assert rolling_ratio(loads) <= 4
    assert rolling_ratio([1] * 28 + [1000] * 7, coupled=False) == pytest.approx(1000)


# Fatigue life


@pytest.mark.parametrize(("percent", "cycles"), [(10, 178_587), (20, 35_342), (30, 6_994), (40, 1_384), (50, 274)])
def test_gallagher_2017_cycles(percent, cycles):
    assert fatigue_life_cycles(percent) == pytest.approx(cycles, abs=0.6)


@given(st.floats(0, 90))
def test_ten_points_of_load_cost_a_factor_of_five(percent):
    factor = fatigue_life_cycles(percent) / fatigue_life_cycles(percent + 10)
    assert factor == pytest.approx(exp(1.62))
    assert factor == pytest.approx(5, abs=0.1)


def test_magnitude_beats_count():
    cycles = [fatigue_life_cycles(percent) for percent in range(0, 101, 10)]
    assert all(harder < easier / 4 for easier, harder in pairwise(cycles))


def test_fatigue_life_cannot_hold_for_the_living():
    """A marathon in steps of 99.5 cm at 2 kN uses the whole life up; Belavy 2017 found better discs in runners."""
    steps = 42_195 / 0.995
    assert steps > fatigue_life_cycles(100 * 2000 / ULTIMATE_N)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: spinal_shrinkage_mm(-1), "minutes must be 0 to 300 min, got -1"),
        (lambda: spinal_shrinkage_mm(30, 2), "pace_fraction must be 0.3 to 1.3, got 2"),
        (lambda: session_spike_rate_ratio(21), "change must be -1 to 20, got 21"),
        (lambda: session_spike(float("nan")), "change must be -1 to 20, got nan"),
        (lambda: ewma([], 7), "loads must have at least one day, got none"),
        (lambda: ewma([1, -2], 7), "day 2 of loads must be 0 to 1e+06, got -2"),
        (lambda: ewma([1], 0), "days must be 1 to 365 days, got 0"),
        (lambda: rolling_ratio([1] * 27), "loads must have 28 days or more, got 27"),
        (lambda: rolling_ratio([1] * 34, coupled=False), "loads must have 35 days or more, got 34"),
        (lambda: rolling_ratio([1] * 40, 30), "short_days must be 1 to 28 days, got 30"),
        (lambda: rolling_ratio([1] * 40, 7, 400), "long_days must be 1 to 365 days, got 400"),
        (lambda: rolling_ratio([0] * 28), "loads must have some load in the 28 days compared with, got none"),
        (lambda: rolling_ratio([float("inf")] * 28), "day 1 of loads must be 0 to 1e+06, got inf"),
        (lambda: fatigue_life_cycles(101), "load_percent must be 0 to 100 %, got 101"),
    ],
)
def test_out_of_range(call, sentence):
    with pytest.raises(ValueError) as fault:
        call()
    assert str(fault.value) == sentence


def test_the_average_of_each_day_is_that_of_the_days_up_to_it():
    loads = [3.0, 0.0, 8.0, 5.0, 0.0]
    assert ewma_by_day(loads, 3) == tuple(ewma(loads[: day + 1], 3) for day in range(5))
    with pytest.raises(ValueError, match="at least one day"):
        ewma_by_day([], 3)
