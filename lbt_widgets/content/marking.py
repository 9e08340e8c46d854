"""Marking a quiz: an answer in, whether it is right and what to say to it out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from .quizzes import Item

ROUNDING = 1e-9
"""2.25 is within 0.1 of 2.15, whatever floats make of it."""


@frozen
class Reply:
    """What to say to one part of an answer: `option` is its text, "" for a number that was typed."""

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
    if item.kind == "order":
        good = [option == due for option, due in zip(chosen, item.options, strict=True)]
        right, verdict = all(good), f"Not quite: {sum(good)} of {len(good)} are in their place."
    else:
        good = [option.right for option in chosen]
        right = good.count(True) == sum(option.right for option in item.options) and all(good)
        verdict = _not_quite(good) if item.kind == "multiple" else "Not quite."
    # In the reader's own order: the right one would end the next try before it began.
    replies = [Reply(option.text, fits, option.reply) for option, fits in zip(chosen, good, strict=True)]
    meant = [option for option in item.options if option.right or item.kind == "order"]
    answers = () if right else tuple(Reply(option.text, True, option.reply) for option in meant)
    return Marking(right, "Right." if right else verdict, tuple(replies), item.explain, answers)


def _mark_number(item: Item, answer: Sequence[float]) -> Marking:
    assert item.answer is not None and item.tolerance is not None and item.lowest is not None
    assert item.highest is not None
    allowed = f"{item.lowest:g} to {item.highest:g} ({item.unit})"
    if len(answer) != 1 or not math.isfinite(answer[0]):
        raise ValueError(f"Type a number from {allowed}.")
    [value] = answer
    if not item.lowest <= value <= item.highest:
        raise ValueError(f"The number must be {allowed}, got {value:g}.")
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
    return f"Not quite: of the {len(good)} that you chose, {good.count(True)} fit." if len(good) > 1 else "Not quite."
