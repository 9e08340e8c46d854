"""Run a notebook's cells in this process, and take what they make: for what weighs, times or reads a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances


def code_of(path: Path) -> list[str]:
    """Its code, cell by cell."""
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def widgets_of(code: Iterable[str]) -> list[Widget]:
    """The widgets that the cells make, and none that were there before."""
    before, names = set(_instances), dict[str, object]()
    for source in code:
        exec(source, names)
    return [widget for key, widget in _instances.items() if key not in before]
