"""A normal distribution on the logit scale, seen as a probability. Pure Python: it also runs in a browser."""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, log, sqrt
from statistics import NormalDist

Z80 = NormalDist().inv_cdf(0.9)  # half-width of a central 80 % band, in standard deviations
Z95 = 1.96  # as printed papers use it

# Gauss–Hermite quadrature with 20 points, for the weight of a standard normal: sqrt(2)·node, weight/sqrt(pi).
# Positive half; the rule is symmetric. Checked against numpy in the tests.
_NODES = (
    (0.3469641570813559, 0.2607930634495549),
    (1.0429453488027511, 0.16173933398399998),
    (1.745247320814127, 0.0615063720639769),
    (2.458663611172368, 0.013997837447101022),
    (3.18901481655339, 0.00183010313108049),
    (3.9439673506573163, 0.00012882627996192928),
    (4.734581334046055, 4.402121090230851e-06),
    (5.5787388058932015, 6.127490259982928e-08),
    (6.510590157013655, 2.4820623623151755e-10),
    (7.619048541679759, 1.2578006724379234e-13),
)


def expit(logit: float) -> float:
    """Probability of a logit; exact at both ends, where `exp` alone would overflow."""
    if logit < -700:
        return 0.0
    return 1 / (1 + exp(-logit))


def logit(probability: float) -> float:
    """Log-odds of a probability between 0 and 1 (both excluded)."""
    return log(probability / (1 - probability))


def mean_probability(mean: float, variance: float) -> float:
    """Expected probability when the logit is normal with this mean and variance."""
    sd = sqrt(variance)
    return sum(w * (expit(mean + sd * x) + expit(mean - sd * x)) for x, w in _NODES)


def band80(mean: float, variance: float) -> tuple[float, float]:
    """The probabilities that hold the central 80 % when the logit is normal."""
    half = Z80 * sqrt(variance)
    return expit(mean - half), expit(mean + half)


def change_of_probability(
    mean: float, variance: float, shift: float, step_variance: float, covariance: float
) -> tuple[float, float, float]:
    """What a step of the logit does to the probability: the low end, the middle and the high end of its own 80 % band.

    Logit L and step D are jointly normal; L is averaged over at each D, so the band is that of the step alone.
    """
    sd = sqrt(step_variance)

    def at(z: float) -> float:
        given_mean = mean + (covariance / sd * z if sd else 0.0)
        given_variance = max(0.0, variance - (covariance**2 / step_variance if sd else 0.0))
        moved = mean_probability(given_mean + shift + sd * z, given_variance)
        return moved - mean_probability(given_mean, given_variance)

    after = max(0.0, variance + step_variance + 2 * covariance)
    middle = mean_probability(mean + shift, after) - mean_probability(mean, variance)
    ends = at(-Z80), at(Z80)
    return min(*ends, middle), middle, max(*ends, middle)


@lru_cache(maxsize=256)
def intercept(probability: float, variance: float) -> float:
    """The mean logit whose expected probability, at this variance, is `probability` (bisection to 1e-12)."""
    low, high = -50.0, 50.0
    middle = inf
    while high - low > 1e-12 and middle != (low + high) / 2:
        middle = (low + high) / 2
        if mean_probability(middle, variance) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
