"""What a person answered, checked. An unknown answer is simply not there."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.answers import read_answer, shown

__all__ = ["AnswerError", "Profile", "read_answer"]

MAX_ANSWERS = 1000


class AnswerError(ValueError):
    """Answers that cannot be used; `faults` has one sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@frozen
class Profile:
    """Checked answers: question id → number in the question's unit, or option id. Unknown ones are left out."""

    answers: Mapping[str, float | str] = field(factory=dict)

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any], content: Content) -> Profile:
        """Check answers as people or programs give them.

        Parameters
        ----------
        answers : Mapping[str, Any]
            Question id → number, numeric text, option id, None, or {"value": …, "unit": …}.
        content : Content

        Raises
        ------
        AnswerError
            A ValueError with one sentence for every fault: field, what was given, what is allowed, unit.
        """
        if not isinstance(answers, Mapping):
            raise AnswerError(
                [f"The answers must be an object of question ids and values, got {type(answers).__name__}."]
            )
        if len(answers) > MAX_ANSWERS:
            raise AnswerError([f"There are {len(answers)} answers; at most {MAX_ANSWERS} are read."])
        known: dict[str, float | str] = {}
        faults: list[str] = []
        for name, raw in answers.items():
            question = content.questions.get(name) if isinstance(name, str) else None
            if question is None:
                faults.append(f"{shown(name)}: there is no such question{_nearest(str(name), content)}")
                continue
            try:
                value = read_answer(question, raw)
            except ValueError as fault:
                faults.append(str(fault))
                continue
            if value is not None:
                known[name] = value
        if faults:
            raise AnswerError(faults)
        return cls(known)

    def with_changes(self, changes: Mapping[str, Any], content: Content) -> Profile:
        """The same person with some answers changed (None: made unknown)."""
        return Profile.from_answers({**self.answers, **changes}, content)


def _nearest(name: str, content: Content) -> str:
    near = difflib.get_close_matches(name[:100], content.questions, 1)
    return f"; did you mean {near[0]}?" if near else "; `lbt questions` lists them."
