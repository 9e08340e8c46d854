"""What a runner can change, as frozen records: the article's tips and what the evidence adds."""

from __future__ import annotations

from math import ceil
from typing import Literal

from attrs import evolve, field, frozen
from attrs.validators import ge, gt, le, min_len, optional

from .handbook import Dose, Exercise
from .records import Assumption


@frozen
class Target:
    """An answer that a fix moves, and how far; nobody is moved to an answer that is worse than their own.

    A choice: `choices` maps an answer to the one that can be reached; other answers stay. A number goes `to` a goal on
    the `better` side of it, by no more than `by` (in the question's unit) or `by_percent` of itself. With `of` the goal
    is `to` times the answer to that question. With `only_if_worse_than` a number on the better side of it stays, and
    without `to` the others go the whole step. `why` says why so far, with a source in square brackets where a
    number has its own; without a `source` it is an assumption.
    """

    question: str
    why: str
    choices: dict[str, str] = field(factory=dict)
    to: float | None = None
    of: str | None = None
    better: Literal["higher", "lower"] | None = None
    by: float | None = field(default=None, validator=optional(gt(0)))
    by_percent: float | None = field(default=None, validator=optional([gt(0), le(100)]))
    only_if_worse_than: float | None = None
    source: str | None = None


@frozen
class Trial:
    """A trial of the fix. Its effect takes the place of all that the fix's targets promise by association.

    `finding` is the result, by the ids of claim and finding. `question` tells how much of what was tried a person has
    already: its effect in the risk model holds the same figure. `in_whom`: question → the answers of those who were in
    it; for a person with another answer it counts in part, and `others` tells them why.
    """

    finding: str
    question: str
    in_whom: dict[str, tuple[str, ...]] = field(factory=dict)
    others: str | None = None


@frozen
class Part:
    """An exercise of a fix on so many `days` a week, or at each run; `minutes` of one go where less than the full dose."""

    exercise: str
    days: int | None = field(default=None, validator=optional([ge(1), le(7)]))
    minutes: int | None = None

    def is_our_choice(self, exercise: Exercise) -> bool:
        """Whether its dose is, at least in part: good sense, or less than the dose of a trial."""
        return exercise.dose.basis == "pragmatic" or self.minutes is not None

    def dose(self, exercise: Exercise) -> Dose:
        """The exercise's dose as this fix takes it, from its least to its full, growing as fast as the whole dose."""
        dose = evolve(exercise.dose, days_per_week=(self.days, self.days) if self.days else None)
        if self.minutes is None or dose.minutes is None:
            return dose
        least, most = dose.minutes
        grown = (self.minutes - least) / (most - least) if most > least else 1.0
        weeks = (max(1, ceil(grown * dose.weeks[0])), max(1, ceil(grown * dose.weeks[1]))) if dose.weeks else None
        return evolve(dose, minutes=(least, self.minutes), weeks=weeks)


@frozen
class Fix:
    """One thing that a runner can change.

    `what` says in its first sentence what to do; `not_for` who should not. `tip`: the article's statement that advises
    it. `claims`: what is known, the first of them about the fix itself. `rests_on` says what was tested and what was
    not; `finding`, by the ids of claim and finding, is what it, or `never`, names where nothing can be counted. A `trial` tested
    something like the fix: none tested just what a plan holds.
    `always`: in every plan. `sensible`: advice that takes no time, so that it is in every plan where the answers call
    for it, whether anybody has measured what it brings or not. `never`: why no plan chooses it for the back.
    `before_load`: it begins in the first week, and for so many weeks nothing that adds load begins beside it.
    `in_place_of`: it comes after that fix, unless one's own test that it aims at stands out; then it takes its place.
    `weeks`: when to expect what it brings. `conflicts`: fixes that cannot be done as well.
    """

    id: str
    name: str
    what: str
    claims: tuple[str, ...] = field(validator=min_len(1))
    cost: str
    not_for: str
    tip: str | None = None
    rests_on: str | None = None
    finding: str | None = None
    always: bool = False
    sensible: bool = False
    never: str | None = None
    before_load: Assumption | None = None
    parts: tuple[Part, ...] = ()
    targets: tuple[Target, ...] = ()
    trial: Trial | None = None
    in_place_of: str | None = None
    weeks: Assumption | None = None
    conflicts: tuple[str, ...] = ()

    def minutes_per_week(self, exercises: dict[str, Exercise]) -> int:
        """Minutes a week at the full dose: the sum over its exercises, and none where it has none."""
        return sum(part.dose(exercises[part.exercise]).minutes_per_week for part in self.parts)

    def adds_load(self, exercises: dict[str, Exercise]) -> bool:
        """Whether one of its exercises has to wait for a warning sign to be looked at, or for rest."""
        return any(not exercises[part.exercise].goes_on for part in self.parts)
