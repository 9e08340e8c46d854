"""What may be seen before a guess; what a guess may be, and what became of it, in plain words by its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lbt_widgets.content.labs import Lab, Prediction

from .dots import DOT_PX, GIVEN_PERSON, PERSON, WELL
from .lab import HERE
from .picture import Picture, Table
from .words import about, number, rounded, with_unit

OF = "of "
"""How a unit begins that counts some of a whole: the number alone is allowed, "0 to 100 of 100" says it twice."""
APART_IN = {"%": "points", "of 100": "", "times": "", "times the usual": "", "× body weight": "body weights"}
"""Units in which a difference is said otherwise: "3.6 times higher" would be a factor."""


def before_guess(picture: Picture, here_too: bool) -> Picture:
    """What may be seen before a guess: the axes or the people, and where the sliders stand if that tells no more than
    the question.

    The rest is drawn unseen, for the axes. What is written in the picture goes, but for whom a group of people is of.
    """
    data = [_before_guess(trace, here_too) for trace in picture.spec["data"]]
    whose = [{**one, "text": one["name"]} for one in picture.spec["layout"].get("annotations", ()) if "name" in one]
    bare = {**picture.spec["layout"], "annotations": whose, "shapes": []}
    nothing = Table(picture.table.columns, ())
    return Picture(picture.title, "The answer is drawn after your guess.", {"data": data, "layout": bare}, nothing)


def _before_guess(trace: dict[str, Any], here_too: bool) -> dict[str, Any]:
    """People are there, and nobody can tell yet which of them hurt."""
    mark = trace.get("meta")
    if here_too and mark in (HERE, GIVEN_PERSON):
        return trace
    if mark in (PERSON, GIVEN_PERSON):
        return {**trace, "marker": {"size": DOT_PX} | WELL, "showlegend": False}
    return {**trace, "opacity": 0, "showlegend": False}


def allowed(asked: Prediction) -> str:
    """ "0 to 100", "1 to 4 × body weight"."""
    unit = "" if asked.unit.startswith(OF) else asked.unit
    return f"{number(asked.min)} to {with_unit(number(asked.max), unit)}"


def compared(guess: float, value: float, lab: Lab) -> str:
    """Guess and model as they are shown, and the difference of just these two numbers."""
    told, found, unit = number(guess), rounded(value, lab.prediction.digits_of(value)), lab.prediction.unit
    return (
        f"You guessed {with_unit(told, unit)}; {lab.teller} says {with_unit(found, unit)}. {_apart(told, found, unit)}"
    )


def _apart(told: str, found: str, unit: str) -> str:
    one, other = (Decimal(text.replace("\u202f", "").replace("−", "-")) for text in (told, found))
    if one == other:
        return "That is the same."
    size = with_unit(about(float(abs(one - other))), APART_IN.get(unit, unit))
    return f"Your guess is {size} {'higher' if one > other else 'lower'}."
