"""Answers from a file or standard input: every fault is one sentence, and nothing huge is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from lbt_widgets.content import Content
from lbt_widgets.content.answers import shown
from lbt_widgets.risk import AnswerError, Profile

MAX_BYTES = 1_000_000


def read_profile(name: str, content: Content) -> Profile:
    """The profile in the JSON file `name`; "-" reads standard input.

    Raises
    ------
    AnswerError
        With one sentence for every fault.
    """
    return Profile.from_answers(_object(_read(name), name), content)


def _read(name: str) -> str:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AnswerError([f"{name}: cannot be read ({error.strerror or error})."]) from None
    if len(data) > MAX_BYTES:
        raise AnswerError([f"{name}: is larger than {MAX_BYTES // 1_000_000} MB; a file of answers has a few kB."])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerError([f"{name}: is not text in UTF-8."]) from None


def _object(text: str, name: str) -> dict[str, Any]:
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in found]
        twice.extend(dict.fromkeys(key for key in keys if keys.count(key) > 1))
        return dict(found)

    try:
        read = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise AnswerError([f"{name}: is not JSON, line {error.lineno}, column {error.colno}: {error.msg}."]) from None
    except (ValueError, RecursionError):
        raise AnswerError([f"{name}: is not JSON that can be read (a number too long or brackets too deep)."]) from None
    if twice:
        raise AnswerError([f"{name}: {shown(key)} is answered twice; keep one." for key in twice])
    if not isinstance(read, dict):
        raise AnswerError([f"{name}: must be an object of question ids and values, got a {type(read).__name__}."])
    kept = read.get("answers")  # a file that the page saved holds quiz results as well
    return kept if isinstance(kept, dict) else read
