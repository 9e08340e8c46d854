"""A row of somebody's own numbers: how far they go up and down by themselves, and whether a change is more than that.

The band is that of an individuals chart (Shewhart): mean ± 3 standard deviations, which come from the gaps between
neighbours, so that a slow drift or one step hardly widens it. It takes a number as independent of the one before; sore
days come in spells, so a true band is rather wider.

Whether something changed is asked again and again, of numbers that come in spells. So it is asked only once for every
`RECENT` new numbers, and of a wider limit: see `CHANGE_SD`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import pi, sqrt
from statistics import stdev

from attrs import frozen

LEAST = 8
"""Numbers that a band needs. By chance alone its width is then off by about a third, with 20 numbers by a fifth."""
RECENT = 4
"""How many in a row are held against all before: each number once, when that many new ones have come."""
WIDTH_SD = 3
CHANGE_SD = 4
"""Our choice, by simulation (the tests repeat it): how often a year in which nothing changes brings a false "change".

In 100 such years, where neighbours are not alike at all, a little (0.3) or much (0.5): with one number a week about
1, 5 and 15; with three a week about 1, 8 and 27."""
SPELLS_SE = 1.645
"""Chance alone puts neighbours more alike than by so many standard errors in 5 of 100 rows."""
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
    """`RECENT` numbers' mean against those before.

    `spread_sd`: their standard deviation, of the gaps or of the numbers, whichever is larger: in spells gaps are small.
    `noise`: how far apart chance alone may put the two means.
    """

    before: Usual
    spread_sd: float
    recent_mean: float

    @property
    def difference(self) -> float:
        return self.recent_mean - self.before.mean

    @property
    def noise(self) -> float:
        """Never less than one step: rounding alone can make one, as of 0.49 and 0.51."""
        return max(CHANGE_SD * self.spread_sd * sqrt(1 / RECENT + 1 / self.before.count), 1)

    @property
    def is_more(self) -> bool:
        """Whether it is more than the usual up and down: `CHANGE_SD` says how seldom by chance alone."""
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
    """The last whole `RECENT` after the first `LEAST`, against all before them; None until there are so many.

    Numbers beyond wait until they are `RECENT`: a look after each new one would find a change where there is none.
    """
    compared = next_look(len(values)) - RECENT
    before, recent = values[: compared - RECENT], values[compared - RECENT : compared]
    found = usual(before)
    if found is None:
        return None
    return Change(found, max(found.sd, stdev(before)), sum(recent) / RECENT)


def next_look(count: int) -> int:
    """With how many numbers `change` looks again, where there are `count`."""
    looks = max(0, (count - LEAST) // RECENT)
    return LEAST + RECENT * (looks + 1)


def comes_in_spells(values: Sequence[float]) -> bool:
    """Whether neighbours are more alike than chance puts them, as in a drift, a step or spells (von Neumann's ratio)."""
    count = len(values)
    mean = sum(values) / max(count, 1)
    off = sum((value - mean) ** 2 for value in values)
    if count < LEAST or not off:
        return False
    gaps = sum((later - earlier) ** 2 for earlier, later in pairwise(values))
    return 1 - gaps / (2 * off) > SPELLS_SE * sqrt((count - 2) / (count**2 - 1))


def rises(values: Sequence[float]) -> bool:
    """Whether the last numbers are higher, by more than the usual up and down or in a slow drift."""
    found, band = change(values), usual(values)
    if found and found.is_more:
        return found.difference > 0
    if band is None or not comes_in_spells(values):
        return False
    return sum(values[-RECENT:]) / RECENT > band.mean + band.sd


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
