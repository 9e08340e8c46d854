"""Answers from a file or standard input: every fault is one sentence, and nothing huge is read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from lbt_widgets.content import Content
from lbt_widgets.content.answers import shown
from lbt_widgets.risk import AnswerError, Profile

MAX_BYTES = 1_000_000
PAGE_VERSION = 1  # of the file that the page saves (widgets/static/kept_file.js)
MAX_NAMED = 20


def read_profile(name: str, content: Content) -> Profile:
    """The profile in the JSON file `name`; "-" reads standard input.

    A file that the page saved may be older than this workbook: answers to questions that it no longer has are named
    on standard error, and left out. In answers that somebody wrote by hand such an id is a fault.

    Raises
    ------
    AnswerError
        With one sentence for every fault.
    """
    read = _object(_read(name), name)
    answers = _answers(read, name)
    if read.get("workbook") == "lbt":
        unknown = [one for one in answers if one not in content.questions]
        if unknown:
            click.echo(
                f"lbt: {name}: not known to this version of the workbook, so left out: {_some(unknown)}.", err=True
            )
        answers = {one: given for one, given in answers.items() if one in content.questions}
    elif len(answers) > 1 and not answers.keys() & content.questions.keys():
        raise AnswerError([f"{name}: nothing in this file is a question of the workbook; `lbt questions` lists them."])
    return Profile.from_answers(answers, content)


def _answers(read: dict[str, Any], name: str) -> dict[str, Any]:
    """The answers alone: a file that the page saved holds quiz results as well."""
    ours = read.get("workbook") == "lbt"
    version = read.get("version")
    if ours and isinstance(version, (int, float)) and version > PAGE_VERSION:
        raise AnswerError(
            [f"{name}: is from a newer version of the workbook than this one: bring this one up to date."]
        )
    kept = read.get("answers", {} if ours else None)
    if ours and not isinstance(kept, dict):
        raise AnswerError([f"{name}: its answers must be an object of question ids and values."])
    return kept if isinstance(kept, dict) else read


def _some(names: list[str]) -> str:
    more = len(names) - MAX_NAMED
    return ", ".join(map(shown, names[:MAX_NAMED])) + (f" and {more} more" if more > 0 else "")


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
    return read
