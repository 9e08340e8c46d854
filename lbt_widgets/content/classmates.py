"""A made-up class, so that a teacher can try every picture of a class alone."""

from __future__ import annotations

from attrs import frozen


@frozen
class Classmate:
    """A made-up runner of the class: answers, and whether the lower back hurt within the year (`hurt`)."""

    id: str
    hurt: bool
    answers: dict[str, float | str]
