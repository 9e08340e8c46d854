"""From an answer to an exposure: the step of a scale it falls on, or its standard score.

A scale is built once for a belief, so that reading an answer is a look-up. An exposure is one number for each
term of its effect, measured from the reference population's mean: x − x̄.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Protocol

from attrs import frozen

from lbt_widgets.content.records import Level

STEPS = 100  # reference answers of a z-scored question: the middles of 100 equally likely slices

Exposure = tuple[float, ...]


@frozen
class Term:
    """One uncertain coefficient: its weighted mean w·m and its standard deviation s, in log-odds."""

    mean: float
    sd: float


class Scale(Protocol):
    """What an effect needs of a scale.

    `typical`: the reference population's mean fraction.
    """

    @property
    def typical(self) -> float: ...

    def variance(self, terms: Sequence[Term]) -> float:
        """Of the logit while nothing is known, from who one may be and from the coefficients: w²m²·v + s²·v."""
        ...

    def reach(self, terms: Sequence[Term]) -> float:
        """|w·m|·√v: how far who one is moves the mean logit, as a standard deviation."""
        ...

    def read(self, value: float | str, group: str) -> tuple[Exposure, float]:
        """x − x̄, and the fraction: 0 at the answer with the lowest risk, 1 at the highest."""
        ...

    def reference(self, group: str, low: float, high: float) -> list[tuple[float, float | str]]:
        """The reference population as (share, typical answer); numbers stay between `low` and `high`."""
        ...


@frozen
class Levels:
    """A scale with steps."""

    levels: tuple[Level, ...]
    centred: tuple[Exposure, ...]
    fractions: tuple[float, ...]
    typical: float

    def variance(self, terms: Sequence[Term]) -> float:
        squares = [self._mean([x * x for x in column]) for column in zip(*self.centred, strict=True)]
        doubt: float = sum(term.sd**2 * square for term, square in zip(terms, squares, strict=True))
        return self.reach(terms) ** 2 + doubt

    def reach(self, terms: Sequence[Term]) -> float:
        return sqrt(self._mean([shift * shift for shift in _shifts(self.centred, terms)]))

    def _mean(self, values: Sequence[float]) -> float:
        return _mean([level.share for level in self.levels], values)

    def read(self, value: float | str, group: str) -> tuple[Exposure, float]:
        step = self._step(value)
        return self.centred[step], self.fractions[step]

    def reference(self, group: str, low: float, high: float) -> list[tuple[float, float | str]]:
        return [(level.share, _typical_answer(level, low, high)) for level in self.levels]

    def _step(self, value: float | str) -> int:
        for step, level in enumerate(self.levels):
            if isinstance(value, str):
                if value in level.answers:
                    return step
            elif level.below is None or value < level.below:
                return step
        raise ValueError(f"no step of the scale holds {value!r}")  # `lbt check` keeps this from happening


@frozen
class ZScore:
    """A standard score against the norm of one's group, never further than `limit` from 0.

    `sign` is −1 where a lower value is worse. `norms`: group → (mean, SD) in the question's unit.
    `direction` is −1 where the term says that the article's worse is the lower risk.
    """

    sign: float
    limit: float
    norms: dict[str, tuple[float, float]]
    direction: int
    typical: float = 0.5

    def variance(self, terms: Sequence[Term]) -> float:
        return terms[0].mean ** 2 + terms[0].sd ** 2  # the reference population has mean 0 and variance 1

    def reach(self, terms: Sequence[Term]) -> float:
        return abs(terms[0].mean)

    def read(self, value: float | str, group: str) -> tuple[Exposure, float]:
        mean, sd = self.norms[group]
        z = max(-self.limit, min(self.limit, self.sign * (float(value) - mean) / sd))
        return (z,), (self.limit + self.direction * z) / (2 * self.limit)

    def reference(self, group: str, low: float, high: float) -> list[tuple[float, float | str]]:
        mean, sd = self.norms[group]
        scores = [self.sign * NormalDist().inv_cdf((step + 0.5) / STEPS) for step in range(STEPS)]
        if low >= 0 and mean + sd * min(scores) < low:  # times and the like: log-normal with the same mean and SD
            log_variance = log(1 + (sd / mean) ** 2)
            values = [mean * exp(sqrt(log_variance) * z - log_variance / 2) for z in scores]
        else:
            values = [mean + sd * z for z in scores]
        return [(1 / STEPS, max(low, min(high, value))) for value in values]


def make_levels(levels: tuple[Level, ...], vectors: Sequence[Exposure], terms: Sequence[Term]) -> Levels:
    """A scale of steps; `vectors[i]` is the uncentred exposure of `levels[i]`, one number for each term."""
    shares = [level.share for level in levels]
    means = [_mean(shares, column) for column in zip(*vectors, strict=True)]
    centred = tuple(tuple(x - mean for x, mean in zip(vector, means, strict=True)) for vector in vectors)
    fractions = (
        _fractions(_shifts(centred, terms)) or _fractions([sum(vector) for vector in vectors]) or (0.0,) * len(levels)
    )
    return Levels(levels, centred, fractions, _mean(shares, fractions))


def make_z(sign: float, limit: float, norms: dict[str, tuple[float, float]], term: Term) -> ZScore:
    """A z-scored scale."""
    return ZScore(sign, limit, norms, -1 if term.mean < 0 else 1)


def _shifts(vectors: Sequence[Exposure], terms: Sequence[Term]) -> list[float]:
    return [sum(term.mean * x for term, x in zip(terms, vector, strict=True)) for vector in vectors]


def _mean(shares: Sequence[float], values: Sequence[float]) -> float:
    return sum(share * value for share, value in zip(shares, values, strict=True)) / sum(shares)


def _fractions(heights: Sequence[float]) -> tuple[float, ...]:
    """Where each height lies between the lowest and the highest; empty when all are the same."""
    low, high = min(heights), max(heights)
    return tuple((height - low) / (high - low) for height in heights) if high > low else ()


def _typical_answer(level: Level, low: float, high: float) -> float | str:
    if level.answers:
        return level.answers[0]
    bottom = low if level.at_least is None else max(low, level.at_least)
    top = high if level.below is None else min(high, level.below)
    return (bottom + top) / 2
