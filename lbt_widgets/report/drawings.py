"""The profile's pictures as small SVG: a bar of a cause, and one hundred dots. They print well in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lbt_widgets.figures.bars import Exposure
from lbt_widgets.figures.colours import BLUE, GREY, ORANGE
from lbt_widgets.figures.words import whole_dots
from lbt_widgets.risk import Range

from .elements import element

BAR_WIDTH, BAR_HEIGHT = 200, 12
HATCHED = "lbt-not-known"
STEP = 10  # from one dot to the next


def hatching() -> Element:
    """The pattern of what is not known, once for a document."""
    line = element("path", d="M0 6L6 0", stroke=GREY, stroke_width="1")
    pattern = element("pattern", line, id=HATCHED, width="6", height="6", patternUnits="userSpaceOnUse")
    return element("svg", element("defs", pattern), width="0", height="0", class_="defs", aria_hidden="true")


def bar(row: Exposure) -> Element:
    """One cause; its numbers stand beside it in the table, so that nothing is said twice."""
    parts = [element("rect", x="0.5", y="0.5", width=_px(BAR_WIDTH - 1), height=_px(BAR_HEIGHT - 1), class_="frame")]
    parts.append(_part(0, row.share, ORANGE if row.stands_out else BLUE))
    parts.append(_part(row.share, row.unknown, f"url(#{HATCHED})"))
    if row.typical is not None:
        parts.append(_diamond(row.typical * BAR_WIDTH))
    return element("svg", *parts, viewBox=f"0 0 {BAR_WIDTH} {BAR_HEIGHT}", class_="bar", aria_hidden="true")


def dots(found: Range, words: str) -> Element:
    """Of 100 runners: the low end filled, up to the high end ringed, the others pale."""
    circles = (_dot(place, kind) for place, kind in enumerate(_kinds(found)))
    return element("svg", *circles, viewBox=f"0 0 {10 * STEP} {10 * STEP}", class_="dots", role="img", aria_label=words)


def _part(start: float, share: float, fill: str) -> Element:
    return element(
        "rect", x=_px(start * BAR_WIDTH), y="0", width=_px(share * BAR_WIDTH), height=_px(BAR_HEIGHT), fill=fill
    )


def _diamond(x: float) -> Element:
    half, middle = 4, BAR_HEIGHT / 2
    inside = min(max(x, half), BAR_WIDTH - half)
    points = ((inside, 0.8), (inside + half, middle), (inside, BAR_HEIGHT - 0.8), (inside - half, middle))
    return element("polygon", points=" ".join(f"{_px(x)},{_px(y)}" for x, y in points), class_="typical")


def _kinds(found: Range) -> Iterator[str]:
    low, high = whole_dots(found.low), whole_dots(found.high)
    for place in range(100):
        yield "low" if place < low else "range" if place < high else "beyond"


def _dot(place: int, kind: str) -> Element:
    x, y = ((at + 0.5) * STEP for at in (place % 10, place // 10))
    look = {
        "low": {"fill": ORANGE, "r": "3.9"},
        "range": {"fill": "#f3d9bf", "stroke": ORANGE, "stroke_width": "1", "r": "3.6"},
        "beyond": {"fill": "none", "stroke": GREY, "stroke_width": "0.6", "r": "2.6"},
    }[kind]
    return element("circle", cx=_px(x), cy=_px(y), **look)


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
