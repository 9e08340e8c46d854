"""What trials tell of a change, in words: who was tested on what, and what is only assumed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lbt_widgets.content import Content
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.records import Effect, Figure
from lbt_widgets.words import N_, _

ASSUMES = N_("assumes that changing it works as the association suggests")
PART = N_("This is part of the way, and is taken as half of what was found (assumption).")
HALF = N_("“{change}” is part of the way, and is taken as half of what was found (assumption).")


def of_trials(effect: Effect) -> bool:
    """Whether all that is published about the effect is from trials."""
    return bool(effect.figures) and all(figure.by_chance for figure in effect.figures.values())


def tested(figures: Collection[Figure]) -> str:
    """What was compared, in whom, and what was counted."""
    compared, people, counted = (
        _each(getattr(figure, name) for figure in figures) for name in ("contrast", "population", "outcome")
    )
    return _("Compared: {compared}. Tested: {people}. Counted: {counted}.").format(
        compared=compared, people=people, counted=counted
    )


def trial_of(fix: Fix, content: Content) -> Figure:
    """The figure of the risk model that the fix's trial gives."""
    assert fix.trial
    effect = next(one for one in content.effects.values() if fix.trial.question in one.scales)
    source = content.findings[fix.trial.finding].source
    return next(figure for figure in effect.figures.values() if figure.source == source)


def _each(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
