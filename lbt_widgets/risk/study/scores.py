"""A score that goes up and down by itself, and people who act when it is high."""

from __future__ import annotations

from math import sqrt
from random import Random
from statistics import NormalDist

from attrs import field, frozen
from attrs.validators import ge, gt, le

NORMAL = NormalDist()
LOWEST, HIGHEST = 0.0, 10.0
WEEKS_BEFORE, WEEKS_AFTER = 3, 4


@frozen
class Tightness:
    """How tight backs are, asked once a week, 0 to 10: over all runners, and how much of it stays.

    `reliability`: of all the variance, the share that lies between runners, 0 to 1; the rest comes and goes from week
    to week.
    """

    mean: float
    sd: float = field(validator=gt(0))
    reliability: float = field(validator=[ge(0), le(1)])

    def expected_later(self, score: float) -> float:
        """Where somebody with this score may be expected another week, nothing done: drawn towards the mean."""
        return self.mean + self.reliability * (score - self.mean)


@frozen
class Course:
    """Mean scores by week, for those who bought and for those who were as bad and did not, by lot. Week 0: the purchase."""

    weeks: tuple[int, ...]
    bought: tuple[float, ...]
    not_bought: tuple[float, ...]
    people: int
    """How many bought, and as many who did not."""

    @property
    def before(self) -> float:
        return self.bought[self.weeks.index(0)]

    @property
    def after(self) -> float:
        """The mean of the weeks after the purchase."""
        return _after(self.bought)

    @property
    def after_without(self) -> float:
        return _after(self.not_bought)


def course(tightness: Tightness, buys_at: float, effect: float, people: int, seed: int) -> Course:
    """Runners who buy shoes in a week when their score is `buys_at` or more.

    Parameters
    ----------
    tightness : Tightness
    buys_at : float
        Points, 0 to 10.
    effect : float
        What the shoes truly take off each week afterwards. [points]
    people : int
        How many buy; as many others, just as bad that week, do not.
    seed : int
    """
    random = Random(seed)
    weeks = tuple(range(-WEEKS_BEFORE, WEEKS_AFTER + 1))
    rows = [_person(tightness, buys_at, weeks, random) for _ in range(2 * people)]
    helped = [
        [_on_scale(score - effect * (week > 0)) for week, score in zip(weeks, row, strict=True)]
        for row in rows[:people]
    ]
    return Course(weeks, _means(helped), _means([[_on_scale(score) for score in row] for row in rows[people:]]), people)


def _person(tightness: Tightness, buys_at: float, weeks: tuple[int, ...], random: Random) -> list[float]:
    """Somebody whose score was high enough in week 0: it is drawn first, and where they usually are after it."""
    reliability, mean, sd = tightness.reliability, tightness.mean, tightness.sd
    now = _at_least((buys_at - mean) / sd, random)
    usual = reliability * now + sqrt(reliability * (1 - reliability)) * random.gauss(0, 1)
    spread = sqrt(1 - reliability)
    return [mean + sd * (now if week == 0 else usual + spread * random.gauss(0, 1)) for week in weeks]


def _at_least(low: float, random: Random) -> float:
    """A draw from the standard normal distribution above `low`."""
    return -NORMAL.inv_cdf(max(1e-300, random.random() * NORMAL.cdf(-low)))


def _on_scale(score: float) -> float:
    return max(LOWEST, min(HIGHEST, score))


def _means(rows: list[list[float]]) -> tuple[float, ...]:
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def _after(scores: tuple[float, ...]) -> float:
    return sum(scores[-WEEKS_AFTER:]) / WEEKS_AFTER
