"""Published figures to log-odds, worked by hand."""

from math import exp, log, pi, sqrt

import pytest
from attrs import evolve

from lbt_widgets.content.records import Figure
from lbt_widgets.risk.conversions import log_odds

FIGURE = Figure("OR", 2.0, "a against b", "low back pain", "adults", False, True, True, "someone2020")


def test_odds_ratio_and_interval():
    # Machado 2017: OR 3.18 (2.11 to 4.78). ln 3.18 = 1.1569; (ln 4.78 − ln 2.11) / 3.92 = (1.5644 − 0.7467) / 3.92 = 0.2086
    value, error = log_odds(evolve(FIGURE, value=3.18, ci95=(2.11, 4.78)), 0.226)
    assert value == pytest.approx(1.1569, abs=1e-4)
    assert error == pytest.approx(0.2086, abs=1e-4)


def test_p_value_gives_the_error():
    # Wu 2021: OR 2.617, p = 0.012. z(0.994) = 2.5121; 0.9620 / 2.5121 = 0.3830
    value, error = log_odds(evolve(FIGURE, value=2.617, p=0.012), 0.226)
    assert value == pytest.approx(0.9620, abs=1e-4)
    assert error == pytest.approx(0.3830, abs=1e-4)


def test_no_interval_is_none():
    assert log_odds(FIGURE, 0.226) == (pytest.approx(log(2)), None)


def test_risk_ratio_at_the_base_rate():
    # Steffens 2016: RR 0.65 at 22.6 %: 14.69 %; odds 0.17220 against 0.29199; ln 0.58974 = −0.52807
    value, _ = log_odds(evolve(FIGURE, measure="RR", value=0.65, ci95=(0.5, 0.86)), 0.226)
    assert value == pytest.approx(-0.5281, abs=1e-3)


def test_risk_ratio_that_is_impossible():
    with pytest.raises(ValueError, match="impossible at a base rate"):
        log_odds(evolve(FIGURE, measure="RR", value=5.0), 0.226)


def test_hazard_ratio_over_the_year():
    # Malisoux 2020: 1.52 at 22.6 %: 1 − 0.774^1.52 = 0.32255; odds 0.47612 / 0.29199 = 1.6306; ln = 0.48897
    value, _ = log_odds(evolve(FIGURE, measure="HR", value=1.52, ci95=(1.07, 2.16)), 0.226)
    assert value == pytest.approx(0.4890, abs=1e-3)


def test_standardised_difference():
    # d = 0.7: 0.7 · 3.14159 / 1.73205 = 1.26967 a standard deviation
    value, error = log_odds(evolve(FIGURE, measure="SMD", value=0.7, ci95=(0.49, 0.9)), 0.226)
    assert value == pytest.approx(0.7 * pi / sqrt(3))
    assert value == pytest.approx(1.2697, abs=1e-4)
    assert error == pytest.approx((0.9 - 0.49) * 1.8138 / 3.92, abs=1e-4)


@pytest.mark.parametrize("measure", ["RR", "HR"])
def test_a_ratio_of_one_is_nothing(measure):
    assert log_odds(evolve(FIGURE, measure=measure, value=1.0), 0.226)[0] == pytest.approx(0)


def test_a_rare_outcome_makes_risk_and_odds_ratios_alike():
    value, _ = log_odds(evolve(FIGURE, measure="RR", value=1.5), 0.0001)
    assert exp(value) == pytest.approx(1.5, rel=1e-3)
