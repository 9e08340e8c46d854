"""What chance does to one study, and what a p-value leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lbt_widgets.figures.colours import BLUE, GREEN, GREY, ORANGE
from lbt_widgets.figures.lab import HEIGHT_PX, curve, layout, measured
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import rounded, signed, whole
from lbt_widgets.risk.study.repeats import Plan, Study, found_on_average
from lbt_widgets.risk.study.two_by_two import TwoByTwo

from .differences import differences, tenths_of_100
from .words import guess_note, interval, more_of_100

BELOW_PX = 112
"""Room below the drawing for what its words need on a narrow page."""


def chance(plan: Plan, studies: Sequence[Study], guess: float | None = None) -> Picture:
    """One study done again and again: every difference with its interval, and the truth."""
    found = [study for study in studies if study.found]
    held = sum(study.holds_truth for study in studies)
    told = found_on_average(studies)
    of = len(studies)
    numbered = list(enumerate(studies, 1))
    axes = layout("study", "difference, of 100", x_range=(0, of + 1), height=HEIGHT_PX)
    axes["annotations"] = guess_note(guess, f"of {of} find it", y=-0.4, yanchor="middle")
    axes["margin"] |= {"b": BELOW_PX}
    axes["yaxis"]["zeroline"] = True
    return Picture(
        title=f"The same study, {of} times",
        sentence=(
            f"The truth is {more_of_100(plan.truth)}; {len(found)} of {of} studies found something (p below 0.05)"
            f"{f', on average {more_of_100(told)}' if told is not None else ''}; {held} of {of} intervals hold the truth."
        ),
        spec={
            "data": [
                _studies("p is 0.05 or more", [one for one in numbered if not one[1].found], BLUE, "circle-open"),
                _studies("p is below 0.05", [one for one in numbered if one[1].found], ORANGE, "triangle-up"),
                curve("the truth", [0, of + 1], [100 * plan.truth] * 2, GREEN),
                _misses([one for one in numbered if not one[1].holds_truth]),
            ],
            "layout": axes,
        },
        table=Table(
            ("What", "Value"),
            (
                ("The truth: difference of 100", signed(100 * plan.truth)),
                (f"Studies with p below 0.05, of {of}", str(len(found))),
                ("Mean difference that these found, of 100", signed(100 * told) if told is not None else "–"),
                ("Smallest and largest difference of all, of 100", _ends(studies)),
                (f"Intervals that hold the truth, of {of}", str(held)),
            ),
        ),
    )


def same_p(p_value: float, small: TwoByTwo, large: TwoByTwo, guess: float | None = None) -> Picture:
    """Two studies with one p-value, and what they found."""
    names = [f"{size}:<br>2 × {_each(table)}<br>runners" for size, table in (("small", small), ("large", large))]
    found = [table.difference for table in (small, large)]
    axes = layout("", "more who hurt, of 100", guess, height=HEIGHT_PX)
    axes["xaxis"] |= {"type": "category", "range": [-0.6, 1.6], "tickangle": 0}
    axes["margin"] |= {"b": BELOW_PX}
    axes["yaxis"]["rangemode"] = "tozero"
    return Picture(
        title="One p-value, two studies",
        sentence=(
            f"Both have p = {rounded(p_value)}: with {_each(small)} in each group it takes "
            f"{more_of_100(found[0].value)}, with {_each(large)} only {rounded(100 * found[1].value, 2)}."
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
                for name, label, one, symbol in zip(
                    ("small study", "large study"), names, found, ("diamond", "square"), strict=True
                )
            ],
            "layout": axes,
        },
        table=Table(
            ("What", "Small study", "Large study"),
            (
                ("In each group", _each(small), _each(large)),
                ("p-value", *(rounded(table.p_value) for table in (small, large))),
                ("Hurt, of 100 with it", *(rounded(100 * table.risk_exposed) for table in (small, large))),
                ("Hurt, of 100 without it", *(rounded(100 * table.risk_unexposed) for table in (small, large))),
                ("Difference of 100", *(rounded(100 * one.value) for one in found)),
                ("Its 95 % interval", *(interval(one, 100, 2) for one in found)),
                ("Risk ratio", *(rounded(table.risk_ratio.value) for table in (small, large))),
            ),
        ),
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
