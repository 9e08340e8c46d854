"""What every figures module returns: a drawing with its words and its numbers."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen
from attrs.validators import instance_of

NOWHERE = ""


@frozen
class Table:
    """The values behind a drawing, as text; the first column names the row.

    `leads` maps a column to a key for each row: what its cell leads to, on a page that can go there; `NOWHERE` for a
    cell that leads to nothing. A point of the drawing has the same key as its `customdata`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    leads: dict[str, tuple[str, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"the row {row!r} has {len(row)} values for {len(self.columns)} columns")
        for column, keys in self.leads.items():
            if column not in self.columns or len(keys) != len(self.rows):
                raise ValueError(f"leads needs a column of the table and a key for each row, not {column!r}")


# Where the page shows the values itself, with more links than a cell here can have.
ELSEWHERE = Table((), ())


@frozen
class Picture:
    """A drawing that explains itself.

    Attributes
    ----------
    title : str
    sentence : str
        The finding, computed from the data: one sentence.
    spec : dict
        A plain Plotly figure: `data` and `layout`.
    table : Table
    """

    title: str
    sentence: str
    spec: dict[str, Any] = field(validator=instance_of(dict))
    table: Table = field(validator=instance_of(Table))
