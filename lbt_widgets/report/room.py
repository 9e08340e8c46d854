"""How much a report tells: as much as two pages of paper hold, in any language and however large the plan."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from xml.etree.ElementTree import Element

from attrs import evolve, frozen

LETTERS = 58  # in a line of one of the two columns, as printed
LINES = 295  # on two pages, less what headings and pictures take: at 296 a printed report went over
BLOCKS = ("p", "li", "tr", "h1", "h2", "h3", "h4")
RUN_IN = ("card", "sources")  # classes of what is a list on a screen and runs on in a line on paper
OVER_BOTH = ("made", "first", "whole")


@frozen
class Detail:
    """What a report can do without, since it stands in the workbook too.

    `still`: the answers that moved nothing. `most_moved`: how many of those that moved the result. `background`: whom
    trials tested, and what is known of the numbers besides. `ways`: the easier and harder ways of the exercises, and
    more than a sentence on each change. `steps`: those of the exercises, with their sources.
    """

    still: bool = True
    most_moved: int = 1000
    background: bool = True
    ways: bool = True
    steps: bool = True


def details() -> Iterator[Detail]:
    """From all of it to the least: what is about the answers goes first, how to do an exercise last."""
    yield (detail := Detail())
    yield (detail := evolve(detail, still=False))
    yield (detail := evolve(detail, most_moved=12))
    yield (detail := evolve(detail, background=False))
    yield (detail := evolve(detail, ways=False))
    yield (detail := evolve(detail, most_moved=4))
    yield evolve(detail, steps=False)


def fits(document: Element) -> bool:
    """Whether two pages hold it, as far as one can tell from its letters."""
    return lines(document) <= LINES


def lines(part: Element, columns: int = 1) -> int:
    """About how many lines of a column it fills on paper; what goes over both `columns` fills one in each."""
    if part.get("class") in OVER_BOTH:
        columns = 2
    if part.tag in BLOCKS or part.get("class") in RUN_IN:
        return columns * ceil(sum(map(len, part.itertext())) / (columns * LETTERS))
    return sum(lines(one, columns) for one in part)
