"""A row of somebody's own numbers: how far they go up and down by themselves, and whether a change is more than that.

The band is that of an individuals chart (Shewhart): mean ± 3 standard deviations, which come from the gaps between
neighbours, so that a slow drift or one step hardly widens it. It takes a number as independent of the one before; sore
days come in spells, so a true band is rather wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import pi, sqrt

from attrs import frozen

LEAST = 8
"""Numbers that a band needs. By chance alone its width is then off by about a third, with 20 numbers by a fifth."""
RECENT = 4
"""How many of the last are held against those before."""
WIDTH_SD = 3
SD_PER_GAP = sqrt(pi) / 2
"""Two draws from one normal distribution lie 2/√π standard deviations apart on average: 3 of them are 2.66 gaps."""
ROUNDING_SD = 1 / sqrt(12)
"""What rounding to whole numbers alone does: anything from half a step below to half a step above."""


@frozen
class Usual:
    """How `count` numbers go up and down by themselves."""

    mean: float
    sd: float
    count: int

    @property
    def low(self) -> float:
        return self.mean - WIDTH_SD * self.sd

    @property
    def high(self) -> float:
        return self.mean + WIDTH_SD * self.sd


@frozen
class Change:
    """The last numbers' mean against those before. `noise`: how far apart chance alone may put the two means."""

    before: Usual
    recent_mean: float

    @property
    def difference(self) -> float:
        return self.recent_mean - self.before.mean

    @property
    def noise(self) -> float:
        return WIDTH_SD * self.before.sd * sqrt(1 / RECENT + 1 / self.before.count)

    @property
    def is_more(self) -> bool:
        """Whether it is more than the usual up and down: by chance alone 3 times in 100 of 12 numbers, more rarely of more."""
        return abs(self.difference) > self.noise


@frozen
class AfterHigh:
    """Of `high` numbers at least one standard deviation above the mean, `lower_next` had a lower one right after."""

    high: int
    lower_next: int


def usual(values: Sequence[float]) -> Usual | None:
    """The mean and spread of `values`, in their order in time; None where they are fewer than `LEAST`."""
    if len(values) < LEAST:
        return None
    gaps = [abs(later - earlier) for earlier, later in pairwise(values)]
    sd = max(SD_PER_GAP * sum(gaps) / len(gaps), ROUNDING_SD)
    return Usual(sum(values) / len(values), sd, len(values))


def change(values: Sequence[float]) -> Change | None:
    """The last `RECENT` against all before; None where those are fewer than `LEAST`."""
    before = usual(values[:-RECENT])
    return Change(before, sum(values[-RECENT:]) / RECENT) if before else None


def running_means(values: Sequence[float]) -> tuple[float | None, ...]:
    """At each number the mean of it and those just before, `RECENT` in all; None while there are too few."""
    starts = range(1 - RECENT, len(values) - RECENT + 1)
    return tuple(None if start < 0 else sum(values[start : start + RECENT]) / RECENT for start in starts)


def after_high(values: Sequence[float]) -> AfterHigh | None:
    """What came after the high ones: most often a lower one, whatever was done. None where there is no band yet."""
    found = usual(values)
    if found is None:
        return None
    pairs = [pair for pair in pairwise(values) if pair[0] >= found.mean + found.sd]
    return AfterHigh(len(pairs), sum(later < high for high, later in pairs))
