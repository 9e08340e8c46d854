"""A third thing behind two others: who wears a shoe and who hurts may both go with how long one has run."""

from __future__ import annotations

from attrs import frozen

from .rates import risk_with
from .two_by_two import TwoByTwo


@frozen
class Strata:
    """Beginners and experienced runners, each with the shoe or without it: the counts to be expected."""

    beginners: TwoByTwo
    experienced: TwoByTwo


def strata(
    runners: float,
    risk: float,
    times_as_often: float,
    wear_beginners: float,
    wear_experienced: float,
    odds_ratio: float,
) -> Strata:
    """A made-up group of runners, half of them beginners.

    Parameters
    ----------
    runners : float
        How many in all.
    risk : float
        Of those without the shoe, beginners and experienced taken half and half (0 to 1).
    times_as_often : float
        Beginners hurt so many times as often as experienced runners.
    wear_beginners, wear_experienced : float
        Share that wears the shoe (0 to 1).
    odds_ratio : float
        What the shoe truly does to the odds, the same for both; 1 is nothing.
    """
    experienced = 2 * risk / (1 + times_as_often)
    return Strata(
        _expected(runners / 2, wear_beginners, times_as_often * experienced, odds_ratio),
        _expected(runners / 2, wear_experienced, experienced, odds_ratio),
    )


def _expected(runners: float, wear: float, risk: float, odds_ratio: float) -> TwoByTwo:
    wearers, others = runners * wear, runners * (1 - wear)
    hurt = wearers * risk_with(odds_ratio, risk)
    return TwoByTwo(hurt, wearers - hurt, others * risk, others * (1 - risk))
