"""The part of `lbt check` for the quizzes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from . import Content
from .chapters import chapters
from .check_labs import faults_of_runs, told
from .numbers import numbers, unknown
from .quizzes import Item
from .studies import AGE
from .sums import Sum

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
        yield from _given_away(item)
        yield from (f"{_place(item)}: {fault}" for fault in _numbers(item, content))
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
    if item.hint and item.kind != "order":
        yield f"{_place(item)}: a hint belongs to the kind 'order'; here each option has its own reply."


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


def _given_away(item: Item) -> Iterator[str]:
    """What a reply says too early: it comes before the reader has asked to be shown the answer."""
    meant = [option for option in item.options if option.right or item.kind == "order"]
    for reply in item.early_replies:
        secrets = [option.text.rstrip(".") for option in meant if option.reply != reply]
        found = [secret for secret in secrets if secret.casefold() in reply.casefold()]
        found += [f"{number:f}" for number in sorted(numbers(reply)) if _is_answer(item, float(number))]
        for secret in found:
            yield f"{_place(item)}: the reply {reply[:40]!r}… gives {secret!r} away; say how to find it."


def _is_answer(item: Item, number: float) -> bool:
    return item.answer is not None and item.tolerance is not None and abs(number - item.answer) <= item.tolerance


def _grounds(item: Item, content: Content) -> Iterator[str]:
    if not (item.claims or item.labs):
        yield f"{_place(item)}: name in claims or labs what the answer rests on."
    for claim in item.claims:
        if claim not in content.claims:
            yield f"{_place(item)}: claim {claim!r} does not exist; correct the id."
    for lab in item.labs:
        if lab not in content.labs:
            yield f"{_place(item)}: lab {lab!r} does not exist; correct the id."


def _numbers(item: Item, content: Content) -> Iterator[str]:
    """What is wrong with its sums, and its numbers that nothing gives."""
    said = [item.case, item.question, [option.text for option in item.options], item.replies, item.explain, item.answer]
    known = numbers([_behind(item, content), item.made_up, AGE.findall(item.case)])
    for sum_ in map(Sum.read, item.worked):
        yield from _sum(sum_, item, content)
        for number in unknown(sum_.uses, known):
            yield f"the sum of {sum_.result} uses {number}, which is in none of its claims and labs, nor made up."
        known |= numbers(sum_.result)
    for number in unknown(said, known, 100):  # "of 100" goes without saying
        yield f"the number {number} is in none of its claims and labs; cite one, or say in worked or made_up how it comes."
    for number in unknown(item.made_up, said):
        yield f"made_up has {number}, which it does not say; take it out."


def _behind(item: Item, content: Content) -> object:
    """What its claims and labs say, and whom the claims' sources studied."""
    claims = [content.claims[name] for name in item.claims if name in content.claims]
    sources = [content.sources[name] for claim in claims for name in claim.sources if name in content.sources]
    labs = [content.labs[name] for name in item.labs if name in content.labs]
    return claims, [(source.n, source.population) for source in sources], [*map(told, labs)]


def _sum(sum_: Sum, item: Item, content: Content) -> Iterator[str]:
    """A model cannot be asked here: a test tries the sums that need one."""
    labs = [content.labs[name] for name in item.labs if name in content.labs]
    if sum_.runs and len(labs) != 1:
        yield f"the sum of {sum_.result} asks a lab; name just one."
    elif sum_.runs:
        yield from faults_of_runs(sum_.runs, labs[0])
    else:
        yield from _result(sum_)


def _result(sum_: Sum) -> Iterator[str]:
    try:
        if not sum_.comes_out():
            yield f"{sum_.reckoned} does not come to {sum_.result}; correct it."
    except ValueError as fault:
        yield f"{fault}; write numbers, + - * / and brackets, then = and the result."


def _place(item: Item) -> str:
    return f"quizzes/{item.chapter}.yaml, {item.id}"
