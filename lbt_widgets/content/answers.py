"""One answer, from whatever somebody typed to the question's own unit; every fault is one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping

from .records import Question
from .units import FACTORS, to_canonical

UNKNOWN = (None, "", "unknown")
MAX_SHOWN = 40


def read_answer(question: Question, raw: object) -> float | str | None:
    """Check one answer.

    Parameters
    ----------
    question : Question
    raw : object
        A number, a numeric text ("1,5" too), an option id, None, "" or "unknown", or a mapping with `value`
        and perhaps `unit`.

    Returns
    -------
    float | str | None
        The number in the question's unit, the option id, or None for unknown.

    Raises
    ------
    ValueError
        One sentence that names the question, what was given, what is allowed and the unit.
    """
    value, unit = _split(question, raw)
    if isinstance(value, (str, type(None))) and (value is None or value.strip() in UNKNOWN):
        return None
    return _choice(question, value, unit) if question.kind == "choice" else _number(question, value, unit)


def describe_allowed(question: Question, unit: str | None = None) -> str:
    """What may be answered, in words: the options, or the range in `unit` (the question's own when left out)."""
    if question.kind == "choice":
        return "one of " + ", ".join(option.id for option in question.options)
    assert question.unit is not None and question.min is not None and question.max is not None
    factor = FACTORS.get(question.unit, {}).get(unit or "", 1.0)
    return f"{question.min / factor:.4g} to {question.max / factor:.4g} {unit or question.unit}"


def shown(value: object) -> str:
    """A wrong value as it may be repeated in a sentence: short and on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def _split(question: Question, raw: object) -> tuple[object, str | None]:
    if not isinstance(raw, Mapping):
        return raw, None
    extra = set(raw) - {"value", "unit"}
    if extra or "value" not in raw:
        raise ValueError(f'{question.id}: write a plain value or {{"value": …, "unit": …}}, got {shown(dict(raw))}.')
    unit = raw.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise ValueError(f"{question.id}: the unit must be text, got {shown(unit)}.")
    return raw["value"], unit or None


def _choice(question: Question, value: object, unit: str | None) -> str:
    if unit is not None:
        raise ValueError(f"{question.id}: this answer has no unit, got {shown(unit)}.")
    if isinstance(value, str) and any(option.id == value for option in question.options):
        return value
    raise ValueError(f"{question.id}: must be {describe_allowed(question)}, got {shown(value)}.")


def _number(question: Question, value: object, unit: str | None) -> float:
    allowed = describe_allowed(question)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{question.id}: must be a number from {allowed}, got {shown(value)}.")
    try:
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        raise ValueError(f"{question.id}: must be a number from {allowed}, got {shown(value)}.") from None
    assert question.unit is not None and question.min is not None and question.max is not None
    if unit is not None:
        try:
            number = to_canonical(number, unit, question.unit)
        except ValueError as fault:
            raise ValueError(f"{question.id}: {fault}") from None
        allowed = describe_allowed(question, unit)
    if not (math.isfinite(number) and question.min <= number <= question.max):
        given = f"{shown(value)} {unit}" if unit else shown(value)
        raise ValueError(f"{question.id}: must be {allowed}, got {given}.")
    return number
