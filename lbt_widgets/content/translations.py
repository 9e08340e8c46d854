"""The translations of `content/words/`: from the files that a translator edits (gettext's .po) to what a page reads.

Runs at build time, on the command line and in a checkout.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .numbers import numbers
from .unbroken import unbroken

PLURALS = "(n != 1)"
"""What our scripts know of plurals: one form for one, another for all else."""
PLACE = re.compile(r"\{\w*\}")
TAG = re.compile(r"</?\w+")
LINK = re.compile(r"\]\((\S+)\)")
SOURCE = re.compile(r"\[(\w+)\](?!\()")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def catalogs(source_dir: Path) -> dict[str, Catalog]:
    """Every translation, by its language."""
    return {path.stem: _read(path) for path in sorted(source_dir.glob("words/*.po"))}


def compiled(source_dir: Path) -> dict[str, bytes]:
    """Every translation as gettext's .mo, by its language."""
    return {language: _packed(catalog) for language, catalog in catalogs(source_dir).items()}


def problems(source_dir: Path, languages: set[str]) -> Iterator[str]:
    """What is wrong with the translations into `languages`, one sentence for each fault."""
    found = catalogs(source_dir)
    for language in sorted(languages - found.keys()):
        yield f"words/languages.yaml, {language}: there is no words/{language}.po; run `python scripts/words.py`."
    for language in sorted(found.keys() - languages):
        yield f"words/{language}.po: {language} is not in words/languages.yaml; add it there."
    for language, catalog in found.items():
        if catalog.plural_expr != PLURALS:
            yield f"words/{language}.po: its plurals are {catalog.plural_expr}; our scripts know {PLURALS} alone."
        for message in catalog:
            if message.id:
                yield from (f"words/{language}.po, {_start(message)}: {fault}." for fault in faults(message))


def is_open(message: Message) -> bool:
    """Whether it waits for a translator: it has no translation, or the English has changed."""
    return message.fuzzy or not all(_forms(message.string))


def is_content(message: Message) -> bool:
    """Whether it is said in the content alone. What has no translation there, or a new wording, is shown in English."""
    return bool(message.locations) and all(
        place.startswith(("content/", "notebooks/")) for place, _line in message.locations
    )


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation; the words of a page must all be there, those of the content need not."""
    said = _forms(message.string)
    if is_content(message) and is_open(message):
        return
    if not all(said):
        yield "has no translation"
        return
    if message.fuzzy:
        yield "the English has changed; look at the translation and take away “fuzzy”"
    for english, other in zip(_forms(message.id), said, strict=True):
        for what, pattern in (("places", PLACE), ("tags", TAG), ("links", LINK), ("sources", SOURCE)):
            if Counter(pattern.findall(english)) != Counter(pattern.findall(other)):
                yield f"the {what} of the translation are not those of the English"
        if _numbers(english) != _numbers(unbroken(other)):
            yield "the numbers of the translation are not those of the English"


def _numbers(text: str) -> set[Decimal]:
    return numbers(DECIMAL_COMMA.sub(".", text))


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _start(message: Message) -> str:
    first = _forms(message.id)[0]
    return f"“{first[:40]}{'…' if len(first) > 40 else ''}”"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def _packed(catalog: Catalog) -> bytes:
    """The .mo file; numbers hold together as in the English."""
    for message in catalog:
        if message.id:
            forms = tuple(map(unbroken, _forms(message.string)))
            message.string = forms if message.pluralizable else forms[0]
    packed = io.BytesIO()
    write_mo(packed, catalog)
    return packed.getvalue()
