"""What a bar of the profile stands on, in a word: no answer is called best where studies found nothing clear."""

from __future__ import annotations

from lbt_widgets.content.records import Effect, Figure, Measure
from lbt_widgets.risk import Item
from lbt_widgets.words import _

NO_DIFFERENCE: dict[Measure, float] = {"OR": 1, "RR": 1, "HR": 1, "SMD": 0}
SIGNIFICANT = 0.05
"""The usual edge of a p-value: from here on the 95 % interval would include no difference."""


def stands_on(item: Item, effect: Effect) -> str:
    """ "no number", "nothing clear" where no figure shows a difference, "mixed" findings; "" where none of these is so.

    It stands above a bar beside its name, on a page 320 px wide: no longer word fits.
    """
    if not item.has_figure:
        return _("no number")
    if not any(shows_a_difference(figure) for figure in effect.figures.values()):
        return _("nothing clear")
    return _("mixed") if item.verdict == "mixed" else ""


def shows_a_difference(figure: Figure) -> bool:
    """False where "no difference" lies within what was measured; where no interval was seen, nothing speaks against."""
    if figure.ci95:
        low, high = figure.ci95
        return not low <= NO_DIFFERENCE[figure.measure] <= high
    return figure.p is None or figure.p < SIGNIFICANT
