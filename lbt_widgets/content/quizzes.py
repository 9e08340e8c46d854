"""The quizzes, as frozen records: what is asked, and a reply to whatever is answered."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from attrs import field, frozen
from attrs.validators import gt, matches_re, optional

Kind = Literal["single", "multiple", "numeric", "order"]


@frozen
class Option:
    """One thing to choose or to put in its place. `reply` names the belief behind it, or why it stands there."""

    text: str
    reply: str
    right: bool = False


@frozen
class Item:
    """One question. `explain` holds after any answer; `claims` and `labs` are what the right answer rests on.

    `case`: a short story to apply it to. Options of the kind "order" are written in the right order, and `hint` is the
    reply to any other. A number, in `unit`, counts as right within `tolerance` of `answer`; `low`, `high` and `right`
    are the replies to it.

    Every number that it says is one of its claims and labs, or `made_up` for the case, or the result of a line of
    `worked`, as `sums.py` reads it. An age in the case is made up too.
    """

    id: str = field(validator=matches_re(r"[a-z][a-z0-9_]{0,59}"))
    kind: Kind
    question: str
    explain: str
    case: str = ""
    options: tuple[Option, ...] = ()
    hint: str = ""
    answer: float | None = None
    tolerance: float | None = field(default=None, validator=optional(gt(0)))
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    low: str = ""
    high: str = ""
    right: str = ""
    claims: tuple[str, ...] = ()
    labs: tuple[str, ...] = ()
    made_up: tuple[float, ...] = ()
    worked: tuple[str, ...] = ()
    chapter: str = field(default="", kw_only=True)  # the file's name, set by the compiler

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options as a page shows them: those to put in order shuffled, the same way each time, never right."""
        if self.kind != "order":
            return self.options
        shuffled = tuple(sorted(self.options, key=lambda one: sha256(f"{self.id} {one.text}".encode()).digest()))
        return shuffled if shuffled != self.options else shuffled[::-1]

    @property
    def replies(self) -> tuple[str, ...]:
        """Every reply that an answer can get."""
        if self.kind == "numeric":
            return self.low, self.high, self.right
        of_options = tuple(option.reply for option in self.options)
        return (self.hint, *of_options) if self.kind == "order" else of_options

    @property
    def early_replies(self) -> tuple[str, ...]:
        """Those of them that may come before the right answer is told: they help, and leave something to try."""
        if self.kind == "numeric":
            return self.low, self.high
        if self.kind == "order":
            return (self.hint,)
        return tuple(one.reply for one in self.options if self.kind == "multiple" or not one.right)
