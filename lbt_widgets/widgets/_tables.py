"""A table as HTML, for the text parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest


class Markup(str):
    """A cell that is HTML already: written and escaped by us."""

    __slots__ = ()


def table_html(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], parts: Sequence[str] = ()) -> str:
    """A table with a caption; `parts` name its rows, for links that go to one of them.

    On a narrow page each row becomes a block in which every value names its column. The roles are written out, since a browser forgets them where cells are laid out as blocks.
    """
    columns = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(
        f'<tr role="row"{_part(name)}>{_cells(head, row)}</tr>' for row, name in zip_longest(rows, parts, fillvalue="")
    )
    return (
        f'<div class="lbt-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="lbt-stack" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead><tbody role="rowgroup">{lines}</tbody></table></div>'
    )


def _part(name: str) -> str:
    return f' data-part="{escape(name)}" tabindex="-1"' if name else ""


def _cells(head: Sequence[str], row: Sequence[str]) -> str:
    first = f'<th role="rowheader" scope="row">{inner_html(row[0])}</th>'
    rest = (
        f'<td role="cell" data-label="{escape(name)}">{inner_html(value)}</td>'
        for name, value in zip(head[1:], row[1:], strict=True)
    )
    return first + "".join(rest)


def inner_html(cell: str) -> str:
    """Text, escaped; what is HTML already as it is."""
    return cell if isinstance(cell, Markup) else escape(cell)
