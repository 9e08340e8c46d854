"""A notebook is thin: text, imports and calls. That every notebook runs is nbval's part."""

from __future__ import annotations

import ast

import nbformat
import pytest

from .pages import PAGES

ALLOWED = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign)
FORBIDDEN = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

pytestmark = pytest.mark.parametrize("path", PAGES.values(), ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_it_is_a_sound_notebook(path) -> None:
    nbformat.validate(read(path))
    assert read(path).metadata.kernelspec.name == "python3"


def test_it_holds_imports_and_calls_only(path) -> None:
    for cell in code(path):
        tree = ast.parse(cell.source)
        assert all(isinstance(node, ALLOWED) for node in tree.body), cell.source
        assert not any(isinstance(node, FORBIDDEN) for node in ast.walk(tree)), cell.source


def test_it_imports_only_our_package(path) -> None:
    for cell in code(path):
        for node in ast.walk(ast.parse(cell.source)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert all(name.split(".")[0] == "lbt_widgets" for name in names), cell.source


def test_it_carries_no_outputs(path) -> None:
    assert "widgets" not in read(path).metadata
    for cell in code(path):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_it_begins_with_its_only_title(path) -> None:
    text = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    titles = [line for source in text for line in source.splitlines() if line.startswith("# ")]
    assert len(titles) == 1
    assert read(path).cells[0].source.startswith(titles[0])
