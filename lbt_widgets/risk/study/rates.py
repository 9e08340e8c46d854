"""From ratios to people: what an odds ratio, a common factor or a warning sign means for a hundred."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge, gt, le, lt

from .two_by_two import Estimate


def risk_with(odds_ratio: float, risk_without: float) -> float:
    """The risk with a factor, from its odds ratio and the risk without it (0 to 1).

    Raises
    ------
    ValueError
        An odds ratio that is not above 0, or a risk that is not between 0 and 1.
    """
    if not odds_ratio > 0:
        raise ValueError(f"an odds ratio must be above 0, got {odds_ratio:g}")
    odds = odds_ratio * _odds(risk_without)
    return odds / (1 + odds)


def risks_with(odds_ratio: Estimate, risk_without: float) -> Estimate:
    """The same for the odds ratio and both ends of its interval; the risk without the factor is taken as known."""
    return Estimate(*(risk_with(one, risk_without) for one in odds_ratio))


def population_share(share: float, risk_ratio: float) -> float:
    """Of all pain, the share that goes with the factor: what would be missing if those who have it hurt like the rest.

    `share`: of all people, how many have it (0 to 1). Levin's formula. Below 0 where the factor goes with less pain.
    """
    return share * (risk_ratio - 1) / (1 + share * (risk_ratio - 1))


@frozen
class Sign:
    """A sign that is looked for: how common the trouble is, and how often the sign is there with it and without it.

    All are shares, 0 to 1. `sensitivity`: of those with the trouble, who has the sign. `specificity`: of those
    without it, who has no sign.
    """

    prevalence: float = field(validator=[gt(0), lt(1)])
    sensitivity: float = field(validator=[ge(0), le(1)])
    specificity: float = field(validator=[ge(0), le(1)])

    @property
    def ticked(self) -> float:
        """How many have the sign at all."""
        return self._true + (1 - self.prevalence) * (1 - self.specificity)

    @property
    def clear(self) -> float:
        """How many have no sign; what is left of a subtraction is nobody."""
        left = 1 - self.ticked
        return left if left > 1e-12 else 0.0

    @property
    def trouble_if_ticked(self) -> float:
        """Of those with the sign, who has the trouble (0 where nobody has the sign)."""
        return self._true / self.ticked if self.ticked else 0.0

    @property
    def trouble_if_clear(self) -> float:
        """Of those without the sign, who has the trouble all the same (0 where everybody has the sign)."""
        return (self.prevalence - self._true) / self.clear if self.clear else 0.0

    @property
    def _true(self) -> float:
        return self.prevalence * self.sensitivity


def _odds(risk: float) -> float:
    if not 0 < risk < 1:
        raise ValueError(f"a risk must be between 0 and 1, got {risk:g}")
    return risk / (1 - risk)
