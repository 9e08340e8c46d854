"""A table as HTML, for the text parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest


class Markup(str):
    """A cell that is HTML already: written and escaped by us."""

    __slots__ = ()


def table_html(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], parts: Sequence[str] = (), headed: bool = False
) -> str:
    """A table with a caption; `parts` name its rows, for links that go to one of them.

    `headed`: a heading above says the same as the caption, which is then only read out.

    On a narrow page each row becomes a block in which every value names its column: `nameCells` in static/dom.js sees to it.
    """
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(f"<tr{_part(name)}>{_cells(row)}</tr>" for row, name in zip_longest(rows, parts, fillvalue=""))
    hidden = ' class="lbt-hidden"' if headed else ""
    return (
        f'<div class="lbt-scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f'<table class="lbt-stack"><caption{hidden}>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _part(name: str) -> str:
    return f' data-part="{escape(name)}" tabindex="-1"' if name else ""


def _cells(row: Sequence[str]) -> str:
    first, *rest = row
    return f'<th scope="row">{inner_html(first)}</th>' + "".join(f"<td>{inner_html(value)}</td>" for value in rest)


def inner_html(cell: str) -> str:
    """Text, escaped; what is HTML already as it is."""
    return cell if isinstance(cell, Markup) else escape(cell)
