"""Marking a quiz: an answer in, whether it is right and what to say to it out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from .quizzes import Item, Option

ROUNDING = 1e-9
"""2.25 is within 0.1 of 2.15, whatever floats make of it."""


@frozen
class Reply:
    """What to say to one part of an answer: `option` is its text, "" for a number or a whole order."""

    option: str
    right: bool
    text: str


@frozen
class Marking:
    """`verdict`: the result in one sentence, which does not tell a right answer that was not given.

    `answers`: the right answer, with why, for who asks to be shown it; empty where it was given.
    """

    right: bool
    verdict: str
    replies: tuple[Reply, ...]
    explain: str
    answers: tuple[Reply, ...] = ()


def mark(item: Item, answer: Sequence[float]) -> Marking:
    """Mark one answer.

    Parameters
    ----------
    item : Item
    answer : Sequence[float]
        A number alone; or the places, from 0, that the chosen options have in `item.shown`, for the kind "order"
        all of them in the order chosen.

    Raises
    ------
    ValueError
        One sentence for the reader, where this cannot be an answer.
    """
    if item.kind == "numeric":
        return _mark_number(item, answer)
    chosen = [item.shown[place] for place in _places(item, answer)]
    return _mark_order(item, chosen) if item.kind == "order" else _mark_choice(item, chosen)


def _mark_choice(item: Item, chosen: Sequence[Option]) -> Marking:
    good = [option.right for option in chosen]
    meant = [option for option in item.options if option.right]
    replies = tuple(_reply(option, option.right) for option in chosen)
    if all(good) and len(good) == len(meant):
        return Marking(True, "Right.", replies, item.explain)
    verdict = _not_quite(good) if item.kind == "multiple" else "Not quite."
    return Marking(False, verdict, replies, item.explain, tuple(map(_reply, meant)))


def _mark_order(item: Item, chosen: Sequence[Option]) -> Marking:
    """Of a wrong order only the count is told: of three or four, those that stand right would tell the rest."""
    why = tuple(map(_reply, item.options))
    good = sum(option == due for option, due in zip(chosen, item.options, strict=True))
    if good == len(chosen):
        return Marking(True, "Right.", why, item.explain)
    verdict = f"Not quite: {good} of {len(chosen)} {'is in its' if good == 1 else 'are in their'} place."
    return Marking(False, verdict, (Reply("", False, item.hint),), item.explain, why)


def _reply(option: Option, right: bool = True) -> Reply:
    return Reply(option.text, right, option.reply)


def _mark_number(item: Item, answer: Sequence[float]) -> Marking:
    assert item.answer is not None and item.tolerance is not None and item.lowest is not None
    assert item.highest is not None
    asked = f"Give a number from {item.lowest:g} to {item.highest:g} {item.unit}."
    if len(answer) != 1 or not math.isfinite(answer[0]):
        raise ValueError(asked)
    [value] = answer
    if not item.lowest <= value <= item.highest:
        raise ValueError(f"{asked} You gave {value:g}.")
    off = value - item.answer
    right = abs(off) <= item.tolerance + ROUNDING
    if right:
        verdict, reply = f"Right: {item.answer:g} {item.unit}, give or take {item.tolerance:g}.", item.right
    else:
        verdict, reply = ("Not quite: too high.", item.high) if off > 0 else ("Not quite: too low.", item.low)
    answers = () if right else (Reply(f"{item.answer:g} {item.unit}.", True, item.right),)
    return Marking(right, verdict, (Reply("", right, reply),), item.explain, answers)


def _places(item: Item, answer: Sequence[float]) -> list[int]:
    if not answer:
        raise ValueError("Choose an answer first.")
    if any(place not in range(len(item.options)) for place in answer) or len(set(answer)) < len(answer):
        raise ValueError("This is not one of the answers; choose anew.")
    if item.kind == "single" and len(answer) > 1:
        raise ValueError("Choose one answer only.")
    if item.kind == "order" and len(answer) < len(item.options):
        raise ValueError("Give each of them a place.")
    return [int(place) for place in answer]


def _not_quite(good: list[bool]) -> str:
    if all(good):
        return "Right so far, but that is not all: look for more."
    return (
        f"Not quite: of the {len(good)} that you chose, {good.count(True)} fit{'s' * (good.count(True) == 1)}."
        if len(good) > 1
        else "Not quite."
    )
