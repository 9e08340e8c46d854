"""The part of `lbt check` for what a reader looks up: common questions, words and exercises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import asdict

from . import Content
from .handbook import Dose, Exercise, Faq, Term
from .numbers import numbers, unknown
from .places import FINDING

CLAIM_LINK = re.compile(r"#claim=([\w.]+)")
FINDING_LINK = re.compile(rf"#claim=([\w.]+)&(?:amp;)?{FINDING}=(\w+)")
MAX_MINUTES_PER_WEEK = 200  # more is a slip of the pen: the longest is half an hour of walking on five days


def problems(content: Content) -> Iterator[str]:
    yield from _faq(content)
    yield from _glossary(content)
    yield from _exercises(content)


def source_uses(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    for term in content.glossary.values():
        yield _term_place(term), term.sources
    for exercise in content.exercises.values():
        yield f"exercises/{exercise.id}.md", exercise.sources


def _missing_claims(where: str, item: Faq | Exercise, content: Content) -> Iterator[str]:
    for claim in item.claims:
        if claim not in content.claims:
            yield f"{where}: claim {claim!r} does not exist; correct the id."


def _faq(content: Content) -> Iterator[str]:
    for item in content.faq.values():
        where = f"faq.yaml, {item.id}"
        yield from _missing_claims(where, item, content)
        cited = [content.claims[claim].summary for claim in item.claims if claim in content.claims]
        for number in unknown(item.answer, cited):
            yield f"{where}: the number {number} is in none of its claims; cite the claim that gives it."


def _glossary(content: Content) -> Iterator[str]:
    forms = Counter(form for term in content.glossary.values() for form in term.forms)
    texts = {term.id: f"{term.plain} {term.why} {term.unit or ''}" for term in content.glossary.values()}
    book = "\n".join(_book(content))
    for term in content.glossary.values():
        where = _term_place(term)
        for form in term.forms:
            if form != form.lower():
                yield f"{where}: form {form!r} must be in lower case."
            if forms[form] > 1:
                yield f"{where}: form {form!r} is used {forms[form]} times; give it to one term."
        for other in term.see:
            if other not in content.glossary or other == term.id:
                yield f"{where}: see {other!r} is not another term of the glossary; correct the id."
        if numbers(texts[term.id]) and not term.sources:
            yield f"{where}: it states a number; name the source."
        elsewhere = "\n".join([book, *(text for name, text in texts.items() if name != term.id)])
        if not _occurs(term, elsewhere):
            yield f"{where}: none of its forms occurs in the workbook; add the form that does, or take the term out."


def _term_place(term: Term) -> str:
    return f"glossary.yaml, {term.id}"


def _book(content: Content) -> Iterator[str]:
    """Every text of the workbook outside the glossary."""
    many = (
        content.causes,
        content.questions,
        content.effects,
        content.claims,
        content.faq,
        content.exercises,
        content.fixes,
    )
    for collection in many:
        for record in collection.values():
            yield from strings(asdict(record))
    yield from strings(asdict(content.safety))
    yield from strings(asdict(content.model))


def strings(value: object) -> Iterator[str]:
    """Every text in a record that was made plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from strings(inner)


def _occurs(term: Term, text: str) -> bool:
    forms = "|".join(re.escape(form) for form in term.forms)
    return re.search(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE) is not None


def _exercises(content: Content) -> Iterator[str]:
    for exercise in content.exercises.values():
        where = f"exercises/{exercise.id}.md"
        yield from _missing_claims(where, exercise, content)
        for cause in exercise.causes:
            if cause not in content.causes:
                yield f"{where}: cause {cause!r} does not exist; correct the id."
        if not exercise.steps_html.strip():
            yield f"{where}: say below the front matter how to do it."
        if exercise.goes_on == ("warning sign" in exercise.not_for):
            yield f"{where}: either it goes_on, or not_for says that it waits until a warning sign has been looked at."
        yield from (f"{where}, dose: {fault}" for fault in dose_faults(exercise.dose))


def dose_faults(dose: Dose) -> Iterator[str]:
    """What is wrong with a dose, so that its minutes cannot be counted or make no sense."""
    pairs = [dose.days_per_week, dose.reps, dose.minutes, dose.sets, dose.seconds, dose.weeks]
    if any(pair and not 0 <= pair[0] <= pair[1] for pair in pairs):
        yield "a pair is the least and then the most."
    if dose.days_per_week is None:
        if dose.minutes != (0, 0):
            yield "days_per_week may only be left open where it takes no minutes."
    elif not 1 <= dose.days_per_week[0] <= dose.days_per_week[1] <= 7:
        yield "days_per_week must be from 1 to 7."
    if (dose.minutes is None) == (dose.sets is None) or (dose.sets is None) != (dose.seconds is None):
        yield "give either minutes, or sets and seconds."
    elif dose.minutes_per_week > MAX_MINUTES_PER_WEEK:
        yield f"it adds up to {dose.minutes_per_week} minutes a week; at most {MAX_MINUTES_PER_WEEK} make sense."
