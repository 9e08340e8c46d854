"""One study, done again and again: what chance alone does, and what a p-value leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma, log
from random import Random

from attrs import field, frozen
from attrs.validators import ge, gt, le, lt

from .two_by_two import Estimate, TwoByTwo

FOUND_BELOW = 0.05
"""The p-value below which a study is said to have found something."""


@frozen
class Plan:
    """A study: so many people with a factor and as many without, and the risks that are true (0 to 1)."""

    each: int = field(validator=[ge(2), le(100_000)])
    risk_with: float = field(validator=[gt(0), lt(1)])
    risk_without: float = field(validator=[gt(0), lt(1)])

    @property
    def truth(self) -> float:
        """The true difference."""
        return self.risk_with - self.risk_without


@frozen
class Study:
    """What one of the repeats found."""

    difference: Estimate
    p_value: float
    holds_truth: bool

    @property
    def found(self) -> bool:
        return self.p_value < FOUND_BELOW


def repeat(plan: Plan, times: int, seed: int) -> tuple[Study, ...]:
    """The same study `times` times, people drawn anew; the same seed gives the same studies."""
    random = Random(seed)
    people = range(plan.each + 1)
    hurt_with = random.choices(people, _binomial(plan.each, plan.risk_with), k=times)
    hurt_without = random.choices(people, _binomial(plan.each, plan.risk_without), k=times)
    return tuple(_study(plan, a, c) for a, c in zip(hurt_with, hurt_without, strict=True))


def found_on_average(studies: Sequence[Study]) -> float | None:
    """The mean difference that was found by the studies that found something; None where none did."""
    found = [study.difference.value for study in studies if study.found]
    return sum(found) / len(found) if found else None


def difference_at(p_value: float, each: int, risk_without: float) -> TwoByTwo:
    """The table of a study of this size that has exactly this p-value, more pain with the factor (by bisection).

    Raises
    ------
    ValueError
        Where so few people cannot have so small a p-value.
    """
    low, high = risk_without, 1.0
    if _expected(each, high, risk_without).p_value > p_value:
        raise ValueError(f"{each} people in each group cannot give a p-value as small as {p_value:g}")
    while high - low > 1e-12:
        middle = (low + high) / 2
        if _expected(each, middle, risk_without).p_value > p_value:
            low = middle
        else:
            high = middle
    return _expected(each, high, risk_without)


def _study(plan: Plan, hurt_with: int, hurt_without: int) -> Study:
    table = TwoByTwo(hurt_with, plan.each - hurt_with, hurt_without, plan.each - hurt_without)
    found = table.difference
    return Study(found, table.p_value, found.low <= plan.truth <= found.high)


def _expected(each: int, risk_with: float, risk_without: float) -> TwoByTwo:
    hurt, others = each * risk_with, each * risk_without
    return TwoByTwo(hurt, each - hurt, others, each - others)


@lru_cache(maxsize=8)
def _binomial(people: int, risk: float) -> list[float]:
    """How likely 0, 1, … `people` hurt: drawing from this is faster than asking everybody."""
    all_ways = lgamma(people + 1)
    return [
        exp(all_ways - lgamma(k + 1) - lgamma(people - k + 1) + k * log(risk) + (people - k) * log(1 - risk))
        for k in range(people + 1)
    ]
