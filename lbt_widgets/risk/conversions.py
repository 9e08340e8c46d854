"""From a figure as printed to log-odds: every conversion has a name here and is done in code, never typed in.

OR → ln. RR → odds ratio at the base rate. HR → risk over the year, 1 − (1 − p0)^HR, then as RR.
SMD → d·π/√3 (Hasselblad and Hedges' logistic conversion), per standard deviation.
The standard error is the interval's width / 3.92 or, where only a p-value is printed, |ln| / z(p).
"""

from __future__ import annotations

from math import log, pi, sqrt
from statistics import NormalDist

from lbt_widgets.content.records import Figure

from .normal import Z95

LOGISTIC_SD = pi / sqrt(3)


def odds_ratio_log_odds(odds_ratio: float, base_rate: float) -> float:
    """ln of an odds ratio (`base_rate` unused: an odds ratio is the same at every base rate)."""
    return log(odds_ratio)


def risk_ratio_log_odds(risk_ratio: float, base_rate: float) -> float:
    """Log-odds of a risk ratio at `base_rate`.

    Raises
    ------
    ValueError
        Where the ratio would make the risk 1 or more.
    """
    risk = risk_ratio * base_rate
    if risk >= 1:
        raise ValueError(f"a risk ratio of {risk_ratio:g} is impossible at a base rate of {base_rate:g}")
    return log(risk / (1 - risk)) - log(base_rate / (1 - base_rate))


def hazard_ratio_log_odds(hazard_ratio: float, base_rate: float) -> float:
    """Log-odds of a hazard ratio: the year's risk under proportional hazards, at `base_rate`."""
    risk = 1 - (1 - base_rate) ** hazard_ratio
    return log(risk / (1 - risk)) - log(base_rate / (1 - base_rate))


def smd_log_odds(smd: float, base_rate: float) -> float:
    """Log-odds per standard deviation of a standardised mean difference (`base_rate` unused)."""
    return smd * LOGISTIC_SD


CONVERSIONS = {
    "OR": odds_ratio_log_odds,
    "RR": risk_ratio_log_odds,
    "HR": hazard_ratio_log_odds,
    "SMD": smd_log_odds,
}


def log_odds(figure: Figure, base_rate: float) -> tuple[float, float | None]:
    """A published figure as log-odds.

    Returns
    -------
    tuple[float, float | None]
        The log-odds and their standard error; None where no interval or p-value was seen.
    """
    convert = CONVERSIONS[figure.measure]
    value = convert(figure.value, base_rate)
    if figure.ci95:
        low, high = (convert(end, base_rate) for end in figure.ci95)
        return value, (high - low) / (2 * Z95)
    if figure.p is not None:
        return value, abs(value) / NormalDist().inv_cdf(1 - figure.p / 2)
    return value, None
