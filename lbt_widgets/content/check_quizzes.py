"""The part of `lbt check` for the quizzes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from . import Content
from .chapters import chapters
from .quizzes import Item

MIN_ITEMS = 8
OPTIONS = {"single": (2, 4), "multiple": (2, 5), "order": (3, 5)}


def problems(content: Content) -> Iterator[str]:
    known = chapters(content)
    for name in known:
        yield from _quiz(f"quizzes/{name}.yaml", [item for item in content.quizzes.values() if item.chapter == name])
    for item in content.quizzes.values():
        if item.chapter not in known:
            yield f"{_place(item)}: there is no chapter {item.chapter!r}; the file is named for one."
        yield from _number(item) if item.kind == "numeric" else _options(item)
        yield from _grounds(item, content)
    said = Counter(reply for item in content.quizzes.values() for reply in item.replies)
    for item in content.quizzes.values():
        if not all(item.replies):
            yield f"{_place(item)}: an answer has no reply; give every one its own."
        for reply in item.replies:
            if reply and said[reply] > 1:
                yield f"{_place(item)}: the reply {reply[:40]!r}… is used {said[reply]} times; give each its own."


def _quiz(where: str, items: list[Item]) -> Iterator[str]:
    if len(items) < MIN_ITEMS:
        yield f"{where}: {len(items)} questions; each chapter needs at least {MIN_ITEMS}."
    cases = sum(bool(item.case) for item in items)
    if items and 2 * cases <= len(items):
        yield f"{where}: {cases} of {len(items)} questions have a case; more than half need one."


def _options(item: Item) -> Iterator[str]:
    fewest, most = OPTIONS[item.kind]
    right = sum(option.right for option in item.options)
    if not fewest <= len(item.options) <= most:
        yield f"{_place(item)}: {len(item.options)} options; the kind {item.kind!r} takes {fewest} to {most}."
    if len({option.text for option in item.options}) < len(item.options):
        yield f"{_place(item)}: two options say the same; change one."
    if item.kind == "single" and right != 1:
        yield f"{_place(item)}: {right} options are right; the kind 'single' has exactly one."
    if item.kind == "multiple" and not 0 < right < len(item.options):
        yield f"{_place(item)}: {right} options are right; the kind 'multiple' needs a right one and a wrong one."
    if item.kind == "order" and right:
        yield f"{_place(item)}: the kind 'order' has no right options; write them in the right order."
    if any(given is not None for given in (item.answer, item.tolerance, item.lowest, item.highest)) or item.unit:
        yield f"{_place(item)}: answer, tolerance, unit, lowest and highest belong to the kind 'numeric'."


def _number(item: Item) -> Iterator[str]:
    if item.options:
        yield f"{_place(item)}: a number has no options; it has the replies low, high and right."
    if item.answer is None or item.tolerance is None or item.lowest is None or item.highest is None or not item.unit:
        yield f"{_place(item)}: a number needs answer, tolerance, unit, lowest and highest."
        return
    if not item.lowest <= item.answer <= item.highest:
        yield f"{_place(item)}: answer {item.answer:g} is outside {item.lowest:g} to {item.highest:g}; correct it."
    if item.tolerance >= (item.highest - item.lowest) / 4:
        yield f"{_place(item)}: tolerance {item.tolerance:g} must be less than a quarter of the range."


def _grounds(item: Item, content: Content) -> Iterator[str]:
    if not (item.claims or item.labs):
        yield f"{_place(item)}: name in claims or labs what the answer rests on."
    for claim in item.claims:
        if claim not in content.claims:
            yield f"{_place(item)}: claim {claim!r} does not exist; correct the id."
    for lab in item.labs:
        if lab not in content.labs:
            yield f"{_place(item)}: lab {lab!r} does not exist; correct the id."


def _place(item: Item) -> str:
    return f"quizzes/{item.chapter}.yaml, {item.id}"
