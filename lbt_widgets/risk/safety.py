"""Which action the ticked red flags ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lbt_widgets.content import Content
from lbt_widgets.content.records import Action, ActionAdvice

ORDER: tuple[Action, ...] = ("emergency", "urgent", "routine", "self_care")


def safety(answers: Iterable[str] | Mapping[str, bool], content: Content) -> Action | None:
    """The highest action of any ticked red flag.

    Parameters
    ----------
    answers : Iterable[str] | Mapping[str, bool]
        The ids of the ticked flags, or flag id → ticked.

    Returns
    -------
    "emergency" | "urgent" | "routine" | "self_care" | None
        None when nothing is ticked.

    Raises
    ------
    ValueError
        Where an id is not one of the workbook's red flags.
    """
    ticked = [flag for flag, yes in answers.items() if yes] if isinstance(answers, Mapping) else list(answers)
    actions = {flag.id: flag.action for flag in content.safety.flags}
    for flag in ticked:
        if flag not in actions:
            raise ValueError(f"{str(flag)[:60]!r} is not one of the red flags.")
    return min((actions[flag] for flag in ticked), key=ORDER.index, default=None)


def advice_on(answers: Iterable[str] | Mapping[str, bool], content: Content) -> ActionAdvice | None:
    """What the ticked red flags ask for, in words; None when nothing is ticked."""
    action = safety(answers, content)
    return next((advice for advice in content.safety.actions if advice.id == action), None)


def stopping_advice(answers: Iterable[str] | Mapping[str, bool], content: Content) -> ActionAdvice | None:
    """The advice that must take the place of any score, or None where no ticked flag asks for that."""
    advice = advice_on(answers, content)
    return advice if advice is not None and advice.stops_score else None
