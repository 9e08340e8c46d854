"""The quadrature and the band, against numpy and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from scipy.special import expit as scipy_expit

from lbt_widgets.risk import normal


def test_nodes_are_gauss_hermite_20():
    nodes, weights = np.polynomial.hermite.hermgauss(20)
    ours = sorted((x, w) for x, w in normal._NODES)
    theirs = sorted((x * np.sqrt(2), w / np.sqrt(np.pi)) for x, w in zip(nodes, weights, strict=True) if x > 0)
    assert np.allclose(ours, theirs, rtol=1e-9)


@pytest.mark.parametrize(("mean", "variance"), [(0, 0), (-1.2, 0.3), (-1.2, 2.0), (2, 4.0)])
def test_mean_probability_is_the_integral(mean, variance):
    if variance == 0:
        assert normal.mean_probability(mean, 0) == pytest.approx(scipy_expit(mean))
        return
    law = stats.norm(mean, np.sqrt(variance))
    exact, _ = integrate.quad(lambda x: scipy_expit(x) * law.pdf(x), mean - 40, mean + 40, points=[mean])
    assert normal.mean_probability(mean, variance) == pytest.approx(exact, abs=2e-4)


def test_band_holds_80_percent():
    low, high = normal.band80(-1, 2)
    law = stats.norm(-1, np.sqrt(2))
    assert law.cdf(normal.logit(high)) - law.cdf(normal.logit(low)) == pytest.approx(0.8)


@given(st.floats(0.01, 0.6), st.floats(0, 12))
def test_intercept_gives_the_probability_back(probability, variance):
    assert normal.mean_probability(normal.intercept(probability, variance), variance) == pytest.approx(
        probability, abs=1e-9
    )


@given(st.floats(-1e6, 1e6))
def test_expit_never_overflows(x):
    assert 0 <= normal.expit(x) <= 1
