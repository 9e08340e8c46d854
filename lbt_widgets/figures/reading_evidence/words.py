"""How the numbers of this chapter are said, and the guess where no axis holds it."""

from __future__ import annotations

from math import floor
from typing import Any

from lbt_widgets.figures.dots import note
from lbt_widgets.figures.lab import GUESS
from lbt_widgets.figures.words import number, rounded
from lbt_widgets.risk.study.two_by_two import Estimate


def guess_note(guess: float | None, unit: str, y: float = 0.0, **more: Any) -> list[dict[str, Any]]:
    """The guess in words, where no axis holds it."""
    if guess is None:
        return []
    return [note(f"{GUESS} {number(guess)} {unit}", y=y, **{"x": 1, "xanchor": "right"} | more)]


def guess_in_legend(guess: float | None, unit: str) -> list[dict[str, Any]]:
    """The guess as a name without a mark, where the drawing has no corner that is free at every width."""
    if guess is None:
        return []
    name = f"{GUESS} {number(guess)} {unit}"
    return [{"type": "scatter", "mode": "none", "name": name, "x": [None], "y": [None], "hoverinfo": "skip"}]


def of_100(share: float) -> int:
    """Dots of 100 for a share from 0 to 1, counted from the number as it is told: what reads 11.5 is 12 dots."""
    return floor(float(f"{100 * share:.3g}") + 0.5)


def more_of_100(difference: float) -> str:
    """A difference of risks (−1 to 1) in words: "25 more of 100", "4 fewer of 100", "no difference"."""
    size = abs(100 * difference)
    if size < 0.05:
        return "no difference"
    return f"{rounded(size, 2)} {'more' if difference > 0 else 'fewer'} of 100"


def interval(found: Estimate, times: float = 1.0, digits: int = 3) -> str:
    """The ends of an interval: "2.11 to 4.79"."""
    return f"{rounded(times * found.low, digits)} to {rounded(times * found.high, digits)}"
