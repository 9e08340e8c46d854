"""A picture to draw by hand: graph paper with its axes for the student, and the same one drawn for the answers.

Plain SVG in black on white, so that any printer and any page can show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from string import ascii_uppercase

from attrs import field, frozen
from attrs.validators import min_len

from .words import rounded

WIDTH, HEIGHT = 640, 330
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 14, 52
"""Room around the paper, for numbers and names. [px]"""
ROOM = 1.25
"""How much higher the paper goes than its numbers, where somebody is to draw on."""
STYLE = (
    "text{font:13px sans-serif;fill:#000}.fine{stroke:#ccc;stroke-width:.6}.main{stroke:#777;stroke-width:1}"
    ".drawn{fill:none;stroke:#000;stroke-width:2.5}.point{fill:#000}"
)


@frozen
class HandPlot:
    """What is to be drawn.

    Attributes
    ----------
    x, y : str
        What the axes show, with units.
    names : tuple of str
        What the table says of each row.
    values : tuple of tuple of float
        One number for each row, or two: from and to.
    at : tuple of float, optional
        Where each row stands across; without, the rows are things in a line, marked A, B, C.
    to : float, optional
        How far the paper goes across, where somebody is to draw on; there is room above then, too.
    whose : str, optional
        In Markdown, for beside the table: whose numbers these are, and what they leave open.
    """

    x: str
    y: str
    names: tuple[str, ...] = field(validator=min_len(2))
    values: tuple[tuple[float, ...], ...]
    at: tuple[float, ...] = ()
    to: float = 0
    whose: str = ""

    @property
    def upward(self) -> list[float]:
        """The numbers beside the paper. Bars begin at zero; a line need not, if it would fill only the upper half."""
        numbers = [one for row in self.values for one in row]
        low, high = min(numbers), max(0, *numbers) * (ROOM if self.to else 1)
        return ticks(low if self.at and low > high / 2 else min(0, low), high)

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands below the axis for each row."""
        return self.names if self.at else tuple(ascii_uppercase[: len(self.names)])


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at most `low` to at least `high`, evenly apart, `most` steps or fewer.

    Two numbers are 1, 2 or 5 (times ten, and so on) apart, so that a small square is a round number too.
    """
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [step * one for one in range(first, last + 1)]


def svg(plot: HandPlot, drawn: bool) -> str:
    """The graph paper; `drawn` with its points, bars or spans."""
    upward = plot.upward
    across = ticks(min(plot.at), max(plot.to, *plot.at)) if plot.at else [*range(len(plot.names) + 1)]
    x_of, y_of = _scale(across, LEFT, WIDTH - RIGHT), _scale(upward, HEIGHT - BOTTOM, TOP)
    parts = [_lines(across, upward, x_of, y_of), _numbers(upward, y_of)]
    places = [x_of(one) for one in (plot.at or [index + 0.5 for index in range(len(plot.names))])]
    if plot.at:
        parts += [_text(x_of(one), HEIGHT - BOTTOM + 18, rounded(one, 4)) for one in across]
    else:
        parts += [_text(x, HEIGHT - BOTTOM + 18, mark) for x, mark in zip(places, plot.marks, strict=True)]
    parts.append(_text((LEFT + WIDTH) / 2, HEIGHT - 12, plot.x))
    parts.append(_text(0, 0, plot.y, f'transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)"'))
    if drawn:
        parts.append(_drawing(plot, places, y_of))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
    return f'{head}<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'


class _scale:
    """From a number to its place between two edges of the paper."""

    def __init__(self, marks: Sequence[float], start: float, end: float) -> None:
        self.low, self.start = marks[0], start
        self.per_unit = (end - start) / (marks[-1] - marks[0])

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) * self.per_unit


def _lines(across: Sequence[float], upward: Sequence[float], x_of: _scale, y_of: _scale) -> str:
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
    made = [f'<path class="fine" d="M{left} {y_of(one):.1f}H{right}"/>' for one in _between(upward)]
    made += [f'<path class="fine" d="M{x_of(one):.1f} {top}V{bottom}"/>' for one in _between(across)]
    made += [f'<path class="main" d="M{left} {y_of(one):.1f}H{right}"/>' for one in upward]
    made += [f'<path class="main" d="M{x_of(one):.1f} {top}V{bottom}"/>' for one in across]
    return "".join(made)


def _between(marks: Sequence[float]) -> list[float]:
    """The small squares: four where two numbers are 2 apart, five where 1 or 5, so that each is a round number."""
    apart = marks[1] - marks[0]
    squares = 4 if rounded(apart, 1).strip("0.") == "2" else 5
    return [mark + apart / squares * part for mark in marks[:-1] for part in range(1, squares)]


def _numbers(upward: Sequence[float], y_of: _scale) -> str:
    return "".join(_text(LEFT - 8, y_of(one) + 4, rounded(one, 4), 'text-anchor="end"') for one in upward)


def _text(x: float, y: float, text: str, how: str = "") -> str:
    anchor = "" if "text-anchor" in how else ' text-anchor="middle"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{anchor} {how}>{escape(text)}</text>'


def _drawing(plot: HandPlot, places: Sequence[float], y_of: _scale) -> str:
    if plot.at:
        points = [(x, y_of(row[0])) for x, row in zip(places, plot.values, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dots = "".join(f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points)
        return f'<polyline class="drawn" points="{line}"/>{dots}'
    ends = [(x, y_of(row[-1]), y_of(row[0] if len(row) > 1 else 0)) for x, row in zip(places, plot.values, strict=True)]
    return "".join(
        f'<rect class="drawn" x="{x - 14:.1f}" y="{min(a, b):.1f}" width="28" height="{abs(b - a):.1f}"/>'
        for x, a, b in ends
    )
