"""One answer, from whatever somebody typed to the question's own unit; every fault is one line that says what to give."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from lbt_widgets.words import _

from .records import Question
from .units import FACTORS, in_words, to_canonical

UNKNOWN = (None, "", "unknown")
MAX_SHOWN = 40
SHAPE = '{"value": …, "unit": …}'
WITH_UNIT = re.compile(r"([-+−]?[\d.,]+)\s*([a-zA-Z/]+)")
GROUPED = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")  # the space of "10 000", of any width
NUMBER = re.compile(r"[-+−]?(\d+[.,]?\d*|[.,]\d+)")  # as the pages' own boxes read it: no "1e3"
TWO_READINGS = re.compile(r"[-+−]?[1-9]\d{0,2}[.,]\d{3}")


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
        One line that names the question, what is allowed, the unit, and what was given.
    """
    value, unit = _split(question, raw)
    if isinstance(value, (str, type(None))) and (value is None or value.strip() in UNKNOWN):
        return None
    return _choice(question, value, unit) if question.kind == "choice" else _number(question, value, unit)


def describe_allowed(question: Question, unit: str | None = None) -> str:
    """What may be answered, in words: the options, or the range in `unit` (the question's own when left out)."""
    if question.kind == "choice":
        return _("one of {options}").format(options=", ".join(option.id for option in question.options))
    assert question.unit is not None and question.min is not None and question.max is not None
    factor = FACTORS.get(question.unit, {}).get(unit or "", 1.0)
    # Rounded inwards, so that what is said to be allowed is never refused.
    low = question.min if factor == 1 else math.ceil(10 * question.min / factor) / 10
    high = question.max if factor == 1 else math.floor(10 * question.max / factor) / 10
    return _("{low} to {high}").format(low=_plain(low), high=f"{_plain(high)} {in_words(unit or question.unit)}")


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace(".", _(".")).replace("-", "−")


def shown(value: object) -> str:
    """A wrong value as it may be repeated in a sentence: short and on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def _fault(question: Question, sentence: str, **values: object) -> ValueError:
    """The fault in one sentence that begins with the question's id."""
    return ValueError(f"{question.id}: {sentence.format(**values)}")


def _split(question: Question, raw: object) -> tuple[object, str | None]:
    if not isinstance(raw, Mapping):
        return raw, None
    extra = set(raw) - {"value", "unit"}
    if extra or "value" not in raw:
        raise _fault(
            question, _("write a plain value or {shape}. You gave {given}."), shape=SHAPE, given=shown(dict(raw))
        )
    unit = raw.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise _fault(question, _("write the unit as text. You gave {given}."), given=shown(unit))
    return raw["value"], unit or None


def _choice(question: Question, value: object, unit: str | None) -> str:
    if unit is not None:
        raise _fault(question, _("this answer has no unit. You gave {given}."), given=shown(unit))
    if isinstance(value, str) and any(option.id == value for option in question.options):
        return value
    raise _fault(
        question, _("choose {allowed}. You gave {given}."), allowed=describe_allowed(question), given=shown(value)
    )


def _number(question: Question, value: object, unit: str | None) -> float:
    assert question.unit is not None and question.min is not None and question.max is not None
    value = GROUPED.sub("", value) if isinstance(value, str) else value
    written = WITH_UNIT.fullmatch(value.strip()) if isinstance(value, str) else None
    if written:
        value, unit = written.groups()
    known = unit in FACTORS.get(question.unit, {question.unit: 1.0})
    allowed = describe_allowed(question, unit if known else None)
    asked = _fault(question, _("give a number from {allowed}. You gave {given}."), allowed=allowed, given=shown(value))
    if isinstance(value, str) and TWO_READINGS.fullmatch(value.strip()):
        plain = re.sub("[.,]", "", value.strip())
        raise _fault(
            question,
            _("{given} can be read in two ways; write {plain} or a shorter decimal."),
            given=shown(value),
            plain=plain,
        )
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise asked
    if isinstance(value, str) and not NUMBER.fullmatch(value.strip()):
        raise asked
    try:
        number = float(value.strip().replace(",", ".").replace("−", "-") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        raise asked from None
    if unit is not None:
        try:
            number = to_canonical(number, unit, question.unit)
        except ValueError as fault:
            raise _fault(question, "{fault}", fault=fault) from None
    if not (math.isfinite(number) and question.min <= number <= question.max):
        given = f"{shown(value)} {in_words(unit)}" if unit else shown(value)
        raise _fault(question, _("give a number from {allowed}. You gave {given}."), allowed=allowed, given=given)
    return number
