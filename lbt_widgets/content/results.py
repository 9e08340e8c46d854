"""What a reader made of the quizzes: the first try and the last of each question, and what comes back later."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from attrs import Attribute, evolve, field, frozen
from attrs.validators import ge

from . import Content
from .quizzes import Item, Kind
from .structure import make

Sure = Literal["sure", "half", "guess"]
COME_BACK = 2
"""How many questions of other chapters a quiz asks again."""
MAX_PLACES = 10
"""No question has more options."""
_converter = make(detailed=False)


def _is_answer(result: Result, attribute: Attribute[tuple[float, ...]], answer: tuple[float, ...]) -> None:
    """A number alone, or places of options, from 0, each at most once; the page's `isAnswer` says the same."""
    if result.kind == "numeric":
        fits = len(answer) == 1 and math.isfinite(answer[0])
    else:
        places = set(answer)
        fits = 0 < len(answer) == len(places) and places <= set(range(MAX_PLACES))
        fits = fits and (result.kind != "single" or len(answer) == 1)
    if not fits:
        raise ValueError(f"{attribute.name}: {answer} is no answer to a question of the kind {result.kind!r}")


@frozen
class Result:
    """One question's answers, in the form that `mark` takes. `sure` belongs to the first try.

    `seen`: when it was last answered, counted in answers; no clock is read.
    """

    chapter: int = field(validator=ge(0))
    kind: Kind
    first: tuple[float, ...] = field(validator=_is_answer)
    first_right: bool
    sure: Sure
    last: tuple[float, ...] = field(validator=_is_answer)
    last_right: bool
    tries: int = field(validator=ge(1))
    seen: int = field(validator=ge(1))

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON; `read` takes it back."""
        plain: dict[str, Any] = _converter.unstructure(self)
        return plain


Results = Mapping[str, Result]


def read(raw: Mapping[str, Any], content: Content) -> dict[str, Result]:
    """The results that a browser or a file kept, of questions that there still are; what is unreadable is left out."""
    found = {}
    for name in (name for name in content.quizzes if name in raw):
        try:
            found[name] = _converter.structure(raw[name], Result)
        except Exception:  # whatever a file may hold: it loses only itself
            continue
    return found


def answered(
    results: Results, item: Item, chapter: int, answer: Sequence[float], sure: Sure, right: bool
) -> dict[str, Result]:
    """The results after one more answer: the first try stays as it was."""
    seen = 1 + max((one.seen for one in results.values()), default=0)
    before = results.get(item.id)
    last = tuple(answer)
    if before is None:
        now = Result(chapter, item.kind, last, right, sure, last, right, 1, seen)
    else:
        now = evolve(before, last=last, last_right=right, tries=before.tries + 1, seen=seen)
    return {**results, item.id: now}


def items_for(chapter: str, results: Results, content: Content) -> tuple[Item, ...]:
    """What the quiz of a chapter asks: its own questions, then two that the reader answered in other chapters,
    in whatever order these were read.

    Those missed come back first, then the longest not seen. A chapter that was never opened sends nothing: its
    labs and cards are not known yet.
    """
    own = [item for item in content.quizzes.values() if item.chapter == chapter]
    others = [item for item in content.quizzes.values() if item.id in results and item.chapter != chapter]

    def turn(item: Item) -> tuple[bool, int]:
        return results[item.id].last_right, results[item.id].seen

    return (*own, *sorted(others, key=turn)[:COME_BACK])


def summary(chapter: str, results: Results, items: Sequence[Item]) -> list[str]:
    """How it went, a sentence each: the chapter's own questions, then in one line those that came back."""
    answered_items = [item for item in items if item.id in results]
    own = [results[item.id] for item in answered_items if item.chapter == chapter]
    back = [results[item.id] for item in answered_items if item.chapter != chapter]
    return _own_lines(own) + _back_lines(back)


def _own_lines(done: Sequence[Result]) -> list[str]:
    """The first try, how well being sure matched, and where it stands now."""
    if not done:
        return []
    first, last = sum(one.first_right for one in done), sum(one.last_right for one in done)
    lines = [f"At the first try {_of(first, len(done))} right."]
    words = dict(zip(get_args(Sure), ("you were sure of", "you were half sure of", "you guessed"), strict=True))
    for sure, told in words.items():
        those = [one.first_right for one in done if one.sure == sure]
        if those:
            lines.append(f"Of {len(those)} that {told}, {sum(those)} {'was' if sum(those) == 1 else 'were'} right.")
    if last != first:
        lines.append(f"Now {last} of {len(done)} {'is' if last == 1 else 'are'} right.")
    return lines


def _back_lines(done: Sequence[Result]) -> list[str]:
    if not done:
        return []
    right = sum(one.last_right for one in done)
    return [f"From other chapters, {_of(right, len(done))} right when last answered."]


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole} {'was' if count == 1 else 'were'}"
