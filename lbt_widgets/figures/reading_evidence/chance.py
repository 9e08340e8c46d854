"""What chance does to one study, and what a p-value leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lbt_widgets.figures.colours import BLUE, GREEN, GREY, ORANGE
from lbt_widgets.figures.lab import HEIGHT_PX, curve, layout, measured
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import listing, rounded, signed, whole
from lbt_widgets.risk.study.repeats import FOUND_BELOW, Plan, Study, found_on_average
from lbt_widgets.risk.study.two_by_two import Estimate, TwoByTwo

from .differences import differences, tenths_of_100
from .words import guess_in_legend, interval, more_of_100

STUDIES = ("small study", "large study")
BELOW_PX = 112
"""Room below the drawing for what its words need on a narrow page."""


def chance(plan: Plan, studies: Sequence[Study], guess: float | None = None) -> Picture:
    """One study done again and again: every difference with its interval, and the truth."""
    found = [study for study in studies if study.found]
    held = sum(study.holds_truth for study in studies)
    sides = _sides(found)
    of = len(studies)
    numbered = list(enumerate(studies, 1))
    axes = layout("study", "difference, of 100", x_range=(0, of + 1), height=HEIGHT_PX)
    axes["yaxis"]["zeroline"] = True
    return Picture(
        title=f"The same study, {of} times",
        sentence=(
            f"The truth is {more_of_100(plan.truth)}; {len(found)} of {of} studies found something (p below 0.05)"
            f"{_on_average(sides)}; {held} of {of} intervals hold the truth."
        ),
        spec={
            "data": [
                _studies("p is 0.05 or more", [one for one in numbered if not one[1].found], BLUE, "circle-open"),
                _studies("p is below 0.05", [one for one in numbered if one[1].found], ORANGE, "triangle-up"),
                curve("the truth", [0, of + 1], [100 * plan.truth] * 2, GREEN),
                _misses([one for one in numbered if not one[1].holds_truth]),
                *guess_in_legend(guess, f"of {of} find it"),
            ],
            "layout": axes,
        },
        table=Table(
            ("What", "Value"),
            (
                ("The truth: difference of 100", signed(100 * plan.truth)),
                (f"Studies with p below 0.05, of {of}", str(len(found))),
                ("Mean difference that these found, of 100", _means(sides)),
                ("Smallest and largest difference of all, of 100", _ends(studies)),
                (f"Intervals that hold the truth, of {of}", str(held)),
            ),
        ),
    )


def _sides(found: Sequence[Study]) -> list[tuple[int, float]]:
    """How many found more and how many found fewer, each with their mean: the mean of both would hide how wrong they are."""
    ways = ([one for one in found if one.difference.value > 0], [one for one in found if one.difference.value <= 0])
    means = [(len(way), found_on_average(way)) for way in ways]
    return [(count, mean) for count, mean in means if mean is not None]


def _on_average(sides: Sequence[tuple[int, float]]) -> str:
    if len(sides) < 2:
        return "".join(f", on average {more_of_100(mean)}" for _, mean in sides)
    return ": " + listing([f"{count} of them on average {more_of_100(mean)}" for count, mean in sides])


def _means(sides: Sequence[tuple[int, float]]) -> str:
    if len(sides) < 2:
        return "".join(signed(100 * mean) for _, mean in sides) or "–"
    return listing([f"{signed(100 * mean)} in {count} of them" for count, mean in sides])


def same_p(p_value: float, small: TwoByTwo, large: TwoByTwo, guess: float | None = None) -> Picture:
    """Two studies with one p-value, and what they found."""
    tables = (small, large)
    names = [f"{name.split()[0]}:<br>2 × {_each(one)}<br>runners" for name, one in zip(STUDIES, tables, strict=True)]
    found = [table.difference for table in tables]
    axes = layout("", "more who hurt, of 100", guess, height=HEIGHT_PX)
    axes["xaxis"] |= {"type": "category", "range": [-0.6, 1.6], "tickangle": 0}
    axes["margin"] |= {"b": BELOW_PX}
    axes["yaxis"]["rangemode"] = "tozero"
    return Picture(
        title="One p-value, two studies",
        sentence=(
            f"Both have p = {rounded(p_value)}: with {_each(small)} in each group it takes "
            f"{more_of_100(found[0].value)}{_with_more(small, large)}."
            f"{_two_ways([name for name, one in zip(STUDIES, found, strict=True) if _parts(one, p_value)])}"
        ),
        spec={
            "data": [
                measured(
                    name,
                    [],
                    [100 * one.value],
                    [100 * (one.high - one.value)],
                    [100 * (one.value - one.low)],
                    symbol,
                )
                | {"x": [label]}
                for name, label, one, symbol in zip(STUDIES, names, found, ("diamond", "square"), strict=True)
            ],
            "layout": axes,
        },
        table=Table(
            ("What", *(name.capitalize() for name in STUDIES)),
            (
                ("In each group", _each(small), _each(large)),
                ("p-value", *(rounded(table.p_value) for table in tables)),
                ("Hurt, of 100 with it", *(rounded(100 * table.risk_exposed) for table in tables)),
                ("Hurt, of 100 without it", *(rounded(100 * table.risk_unexposed) for table in tables)),
                ("Difference of 100", *(rounded(100 * one.value) for one in found)),
                ("Its 95 % interval", *(interval(one, 100, 2) for one in found)),
                ("Risk ratio", *(rounded(table.risk_ratio.value) for table in tables)),
            ),
        ),
    )


def _with_more(small: TwoByTwo, large: TwoByTwo) -> str:
    if small.total == large.total:
        return ""
    return f", with {_each(large)} only {rounded(100 * large.difference.value)}"


def _parts(found: Estimate, p_value: float) -> bool:
    """Whether interval and p-value disagree on whether it may be no difference."""
    return (found.low <= 0 <= found.high) == (p_value < FOUND_BELOW)


def _two_ways(studies: Sequence[str]) -> str:
    """Said of the studies in which interval and p-value disagree."""
    if not studies:
        return ""
    return (
        f" In the {listing(studies)} p-value and interval disagree on whether it may be no difference. They are worked out "
        "in two ways, and where few runners hurt the two may differ."
    )


def _studies(name: str, rows: Sequence[tuple[int, Study]], colour: str, symbol: str) -> dict[str, Any]:
    found = [study.difference for _, study in rows]
    return differences(name, found, [number for number, _ in rows], colour, symbol, size=5, thickness=1, width=0)


def _misses(rows: Sequence[tuple[int, Study]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "interval misses the truth",
        "x": [number for number, _ in rows],
        "y": [tenths_of_100(study.difference.value) for _, study in rows],
        "marker": {"symbol": "x", "size": 11, "color": GREY},
        "hoverinfo": "skip",
    }


def _ends(studies: Sequence[Study]) -> str:
    values = [study.difference.value for study in studies]
    return f"{signed(100 * min(values))} and {signed(100 * max(values))}"


def _each(table: TwoByTwo) -> str:
    return whole(table.exposed)
