"""A class of made-up runners: who has a factor, who hurt, and how other classes of the same size came out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from lbt_widgets.figures.colours import BLUE, GREY, PURPLE
from lbt_widgets.figures.dots import HURT, WELL, Group, legend, pair, pair_axes
from lbt_widgets.figures.lab import axis_title
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import counted, percent, rounded, signed, whole
from lbt_widgets.risk.study.rates import population_share
from lbt_widgets.risk.study.two_by_two import TwoByTwo, wilson

from .differences import differences
from .words import guess_note, interval, of_100

ONE_DOT_EACH = 100
"""Up to here a dot is a runner; beyond, 100 dots stand for each group."""
HEIGHT_PX, STRIP_TOP = 680, 0.4


@frozen
class ClassShown:
    """A class and what it is called in a sentence: "The made-up class of 30", "Draw 7, 1000 runners". `note`: what else
    a reader must know to understand the controls.
    """

    name: str
    table: TwoByTwo
    note: str = ""


def cohort(factor: str, shown: ClassShown, others: Sequence[TwoByTwo], guess: float | None = None) -> Picture:
    """Two groups of dots, and below them the difference in this class and in others of its size."""
    left, right = _groups(shown.table)
    axes = pair_axes(left, right, bottom=STRIP_TOP + 0.12)
    axes["annotations"] += guess_note(
        guess, "of 100 with it had no pain", y=STRIP_TOP + 0.11, x=0, xanchor="left", yanchor="top"
    )
    return Picture(
        title="With it and without it",
        sentence=f"“It” stands for “{factor}”. {_sentence(shown)} {shown.note}".rstrip(),
        spec={
            "data": [*pair(left, right), *_strip(shown.table, others)],
            "layout": axes
            | _strip_axes(1 + len(others))
            | {
                "height": HEIGHT_PX,
                "margin": {"l": 8, "r": 8, "t": 56, "b": 110},
                "legend": legend(-0.14),
            },
        },
        table=Table(("What", "Found", "95 % interval"), (*_rows(shown.table), *_other_rows(others))),
    )


def _groups(table: TwoByTwo) -> tuple[Group, Group]:
    halves = (("With it", table.exposed_hurt, table.exposed), ("Without it", table.unexposed_hurt, table.unexposed))
    return _group(*halves[0], table.total), _group(*halves[1], table.total)


def _group(label: str, hurt: float, people: float, everybody: float) -> Group:
    if everybody <= ONE_DOT_EACH:
        dots, filled, said = round(people), round(hurt), counted(people, "runner")
    else:
        dots, filled, said = 100, of_100(hurt / people), f"100 dots for {whole(people)}"
    return Group(f"{label}:<br>{said}", (("hurt", filled, HURT), ("no pain", dots - filled, WELL)))


def _sentence(shown: ClassShown) -> str:
    table = shown.table
    if not table.compares:
        return f"{shown.name}: {'nobody' if not table.exposed else 'everybody'} has it, so there is nothing to compare."
    if table.total <= ONE_DOT_EACH:
        with_it = f"{whole(table.exposed_hurt)} of {counted(table.exposed, 'runner')} with it hurt"
        without = f"{whole(table.unexposed_hurt)} of {whole(table.unexposed)} without it"
        return f"{shown.name}: {with_it}, and {without}. {_carriers(table)}"
    well = [100 - of_100(risk) for risk in (table.risk_exposed, table.risk_unexposed)]
    carriers = of_100(table.exposed_hurt / table.hurt) if table.hurt else 0
    return (
        f"{shown.name}: of 100 runners with it {well[0]} had no pain, of 100 runners without it {well[1]}. "
        f"Of 100 who hurt, {carriers} had it."
    )


def _carriers(table: TwoByTwo) -> str:
    """How many of those who hurt had it, person by person."""
    if not table.hurt:
        return "Nobody hurt."
    if table.hurt == 1:
        return f"The one who hurt {'had' if table.exposed_hurt else 'did not have'} it."
    return f"Of the {whole(table.hurt)} who hurt, {whole(table.exposed_hurt)} had it."


def _strip(mine: TwoByTwo, others: Sequence[TwoByTwo]) -> list[dict[str, Any]]:
    rest = [(row, table) for row, table in enumerate(others, 1) if table.compares]
    first = [(0, mine)] if mine.compares else []
    return [
        _points("other classes of this size", rest, BLUE, "diamond"),
        _points("this class", first, PURPLE, "square"),
    ]


def _points(name: str, rows: Sequence[tuple[int, TwoByTwo]], colour: str, symbol: str) -> dict[str, Any]:
    found = [table.difference for _, table in rows]
    drawn = differences(
        name, found, [row for row, _ in rows], colour, symbol, size=9, across=True, thickness=2, width=3
    )
    return drawn | {"xaxis": "x3", "yaxis": "y3", "showlegend": bool(rows)}


def _strip_axes(rows: int) -> dict[str, Any]:
    zero = {"type": "line", "xref": "x3", "yref": "y3", "x0": 0, "x1": 0, "y0": -0.8, "y1": rows - 0.2}
    return {
        "xaxis3": {
            "domain": [0, 1],
            "anchor": "y3",
            "range": [-100, 100],
            "tickvals": [-100, -50, 0, 50, 100],
            "title": axis_title("with it minus without it, of 100", 36),
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis3": {
            "domain": [0, STRIP_TOP],
            "anchor": "x3",
            "range": [rows - 0.2, -0.8],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [zero | {"line": {"color": GREY, "width": 2}}],
    }


def _rows(table: TwoByTwo) -> list[tuple[str, str, str]]:
    counts = [_count_row("With it", table.exposed_hurt, table.exposed)]
    counts.append(_count_row("Without it", table.unexposed_hurt, table.unexposed))
    if not table.compares:
        return counts
    odds, ratio, needed = table.odds_ratio, table.risk_ratio, table.number_needed
    counted = 0 not in (table.exposed_hurt, table.exposed_well, table.unexposed_hurt, table.unexposed_well)
    patched = "" if counted else ", half a person added to each group"
    return [
        *counts,
        ("Difference of 100", signed(100 * table.difference.value), _signed_interval(table)),
        (f"Risk ratio{patched}", rounded(ratio.value), interval(ratio)),
        (f"Odds ratio{patched}", rounded(odds.value), interval(odds)),
        (
            "One more (or fewer) who hurts among so many with it",
            rounded(needed.value, 2) if needed else "–",
            interval(needed, digits=2) if needed else "none: it may be no difference",
        ),
        ("p-value", _p(table.p_value), "–"),
        ("Share of all pain that goes with it", _share_of_all_pain(table), "–"),
    ]


def _share_of_all_pain(table: TwoByTwo) -> str:
    if not table.hurt:
        return "–"
    if not table.unexposed_hurt:
        return percent(1)
    return percent(population_share(table.exposed / table.total, table.risk_exposed / table.risk_unexposed))


def _other_rows(others: Sequence[TwoByTwo]) -> list[tuple[str, str, str]]:
    return [
        (
            f"Another class ({number}): difference of 100",
            signed(100 * table.difference.value)
            if table.compares
            else "all have it"
            if table.exposed
            else "nobody has it",
            _signed_interval(table) if table.compares else "–",
        )
        for number, table in enumerate(others, 1)
    ]


def _count_row(label: str, hurt: float, people: float) -> tuple[str, str, str]:
    said = f"{whole(hurt)} of {whole(people)} hurt"
    if not people:
        return label, said, "–"
    low, high = wilson(hurt, people)
    return label, f"{said}: {rounded(100 * hurt / people)} of 100", f"{100 * low:.1f} to {100 * high:.1f} of 100"


def _signed_interval(table: TwoByTwo) -> str:
    return f"{signed(100 * table.difference.low)} to {signed(100 * table.difference.high)}"


def _p(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"{value:.3f}"
