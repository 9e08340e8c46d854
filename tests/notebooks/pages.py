"""The notebooks, as the tests of this folder read them."""

from __future__ import annotations

from typing import Any

import nbformat

from lbt_widgets import _resources

PAGES = {path.stem: path for path in sorted(_resources.notebooks_dir().glob("*.ipynb"))}


def cells(name: str) -> list[Any]:
    return list(nbformat.read(PAGES[name], as_version=4).cells)


def code(name: str) -> list[str]:
    return [cell.source for cell in cells(name) if cell.cell_type == "code"]


def text(name: str) -> str:
    """All that a page tells by itself."""
    return "\n\n".join(cell.source for cell in cells(name) if cell.cell_type == "markdown")


def told(name: str, tag: str) -> list[str]:
    """The text of the cells that have this tag."""
    return [cell.source for cell in cells(name) if cell.cell_type == "markdown" and cell.metadata.tags == [tag]]
