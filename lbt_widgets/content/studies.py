"""Which studies the figures in a text are from: read off what its claims and labs hold, so that nobody names them twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from . import Content
from .check_labs import told
from .labs import Control, Lab, Parameter
from .numbers import numbers
from .quizzes import Item
from .sums import Sum

FREE = frozenset(map(Decimal, (0, 1, 100, 1000)))
"""What no study needs to stand behind: none, one, "of 100", "in 1000 hours"."""
AGE = re.compile(r"\b[A-ZÀ-Þ]\w+(?:, (?:both )?| is )(\d\d)(?=[,.]| and\b)")
"""An age stands directly after a name: "Ruth, 46, has …", "Priya is 29 and …", "Ada and Bo, both 17, run …"."""
WORD = re.compile(r"[a-z]{4,}")
BY_THE_LAB = re.compile(r"\b(?:in|as) the lab\b|\bthe lab's\b", re.IGNORECASE)
"""Its model gave the figure; no study printed it."""


@frozen
class Origin:
    """Where the published figures in a text are from: ids of sources, and of the labs whose models give the others.

    `unknown`: the figures that neither gives.
    """

    studies: tuple[str, ...]
    labs: tuple[str, ...]
    unknown: frozenset[Decimal]


@frozen
class _Known:
    """What we tell of one source: its numbers, those of them that are results or took part, and its words."""

    all: set[Decimal]
    results: set[Decimal]
    words: set[str]


def origin(
    text: str, claims: Iterable[str], labs: Iterable[str], content: Content, ours: object = (), also: Iterable[str] = ()
) -> Origin:
    """Where a text has its figures from that are not `ours`: as few studies of its claims and labs as give them all.

    `also`: sources to look into besides.
    """
    left = numbers(text) - numbers(ours) - FREE
    based = [content.labs[name] for name in labs]
    by_labs = {lab.id: left & numbers(told(lab)) for lab in based} if BY_THE_LAB.search(text) else {}
    left = left.difference(*by_labs.values())
    known = _known([content.claims[name].sources for name in claims], based, also, content)
    studies: list[str] = []
    while best := max(known, key=lambda name: _how_well(known[name], text, left), default=None):
        if not known[best].all & left:
            break
        studies.append(best)
        left = left - known.pop(best).all
    by_labs |= {lab.id: given for lab in based if (given := left & numbers(told(lab)))}
    return Origin(
        tuple(studies),
        tuple(name for name, given in by_labs.items() if given),
        frozenset(left.difference(*by_labs.values())),
    )


def origin_in_item(item: Item, text: str, content: Content) -> Origin:
    """The same for a text of a quiz; made up, worked out or an age, a figure is our own."""
    worked = [Sum.read(line).result for line in item.worked]
    ours = (item.made_up, worked, AGE.findall(item.case))
    return origin(text, item.claims, item.labs, content, ours)


def _known(
    of_claims: Iterable[Iterable[str]], labs: list[Lab], also: Iterable[str], content: Content
) -> dict[str, _Known]:
    names = [*(name for names in of_claims for name in names), *(name for lab in labs for name in lab.sources), *also]
    return {name: _numbers_of(name, labs, content) for name in dict.fromkeys(names)}


def _numbers_of(name: str, labs: list[Lab], content: Content) -> _Known:
    source = content.sources[name]
    findings = [one for claim in content.claims.values() for one in claim.findings if one.source == name]
    parts: list[Control | Parameter] = [*(one for lab in labs for one in lab.controls)]
    parts += [one for lab in labs for one in lab.parameters]
    based = [one for one in parts if name in (one.basis, *one.rests_on)]
    values = [one.value if isinstance(one, Parameter) else (one.published, one.start) for one in based]
    results = numbers([source.n, [(one.value, one.high, one.ci95) for one in findings], values])
    said = [source.title, source.population, source.design, *(one.what for one in findings)]
    said += [text for one in based for text in (one.name if isinstance(one, Parameter) else one.beyond, one.basis)]
    told_words = " ".join(filter(None, said))
    return _Known(results | numbers(told_words), results, _words(told_words))


def _how_well(known: _Known, text: str, wanted: set[Decimal]) -> tuple[int, int, int]:
    """How many of the figures are its own; then how much it speaks of the same, and how many of these are results."""
    return len(known.all & wanted), len(known.words & _words(text)), len(known.results & wanted)


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))
