"""A two-by-two table, and what a study prints of it, each with its 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable
from math import erfc, exp, log, sqrt
from typing import NamedTuple

from attrs import frozen

from lbt_widgets.risk.normal import Z95


class Estimate(NamedTuple):
    """A figure and the ends of its 95 % interval."""

    low: float
    value: float
    high: float


@frozen
class TwoByTwo:
    """People with a factor (`exposed`) and without it, with pain (`hurt`) and without (`well`).

    Counts, or the counts to be expected, which need not be whole.

    Raises
    ------
    ValueError
        Of the figures that compare the groups, where one of the two has nobody.
    """

    exposed_hurt: float
    exposed_well: float
    unexposed_hurt: float
    unexposed_well: float

    @property
    def exposed(self) -> float:
        return self.exposed_hurt + self.exposed_well

    @property
    def unexposed(self) -> float:
        return self.unexposed_hurt + self.unexposed_well

    @property
    def hurt(self) -> float:
        return self.exposed_hurt + self.unexposed_hurt

    @property
    def total(self) -> float:
        return self.exposed + self.unexposed

    @property
    def compares(self) -> bool:
        """Whether both groups have somebody."""
        return self.exposed > 0 and self.unexposed > 0

    @property
    def risk_exposed(self) -> float:
        return self.exposed_hurt / self._both().exposed

    @property
    def risk_unexposed(self) -> float:
        return self.unexposed_hurt / self._both().unexposed

    @property
    def odds_ratio(self) -> Estimate:
        """Woolf's interval on the logarithm; half a person is added to each cell where one is empty."""
        a, b, c, d = self._filled()._cells()
        return _on_log_scale(a * d / (b * c), sqrt(1 / a + 1 / b + 1 / c + 1 / d))

    @property
    def risk_ratio(self) -> Estimate:
        """Katz's interval on the logarithm; half a person is added to each cell where one is empty."""
        table = self._filled()
        a, _, c, _ = table._cells()
        error = sqrt(1 / a - 1 / table.exposed + 1 / c - 1 / table.unexposed)
        return _on_log_scale(table.risk_exposed / table.risk_unexposed, error)

    @property
    def difference(self) -> Estimate:
        """Risk with the factor minus risk without it, −1 to 1; Newcombe's interval, made of two of Wilson's."""
        p, q = self.risk_exposed, self.risk_unexposed
        p_low, p_high = wilson(self.exposed_hurt, self.exposed)
        q_low, q_high = wilson(self.unexposed_hurt, self.unexposed)
        down = sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
        up = sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
        return Estimate(max(-1.0, p - q - down), p - q, min(1.0, p - q + up))

    @property
    def number_needed(self) -> Estimate | None:
        """So many people with the factor for one case more (or fewer): 1 / |difference|.

        None where the difference may be nothing: then no number is large enough.
        """
        low, value, high = self.difference
        if low <= 0 <= high:
            return None
        return Estimate(*sorted((1 / abs(low), 1 / abs(value), 1 / abs(high))))

    @property
    def p_value(self) -> float:
        """Two-sided, of the difference of two shares (the same as chi-squared without a correction)."""
        pooled = self._both().hurt / self.total
        variance = pooled * (1 - pooled) * (1 / self.exposed + 1 / self.unexposed)
        if variance <= 0:  # all hurt, or nobody
            return 1.0
        return erfc(abs(self.risk_exposed - self.risk_unexposed) / sqrt(2 * variance))

    def _cells(self) -> tuple[float, float, float, float]:
        return self.exposed_hurt, self.exposed_well, self.unexposed_hurt, self.unexposed_well

    def _both(self) -> TwoByTwo:
        if not self.compares:
            raise ValueError("one of the two groups has nobody in it")
        return self

    def _filled(self) -> TwoByTwo:
        cells = self._both()._cells()
        return self if min(cells) > 0 else TwoByTwo(*(cell + 0.5 for cell in cells))


def wilson(hurt: float, people: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share, z2 = hurt / people, Z95**2
    middle = share + z2 / (2 * people)
    half = Z95 * sqrt(share * (1 - share) / people + z2 / (4 * people**2))
    return max(0.0, (middle - half) / (1 + z2 / people)), min(1.0, (middle + half) / (1 + z2 / people))


def together(tables: Iterable[TwoByTwo]) -> TwoByTwo:
    """All in one table, as if nobody had asked who is in which."""
    return TwoByTwo(*(sum(cells) for cells in zip(*(table._cells() for table in tables), strict=True)))


def mantel_haenszel(tables: Iterable[TwoByTwo]) -> float:
    """One odds ratio of several tables, each compared only within itself: Σ(a·d/n) / Σ(b·c/n)."""
    rows = [(table._cells(), table.total) for table in tables]
    return sum(a * d / n for (a, _, _, d), n in rows) / sum(b * c / n for (_, b, c, _), n in rows)


def _on_log_scale(value: float, error: float) -> Estimate:
    return Estimate(exp(log(value) - Z95 * error), value, exp(log(value) + Z95 * error))
