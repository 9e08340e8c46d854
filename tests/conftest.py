"""What every test may use."""

from __future__ import annotations

import shutil
from pathlib import Path

import ipykernel.ipkernel  # noqa: F401  # it puts its own manager of comms in place; a widget from before cannot be closed after
import pytest

from lbt_widgets.content import Content
from lbt_widgets.content.compiler import compile_content

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def quiz_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook's content with two small quizzes, made up for tests, in place of its own."""
    folder = tmp_path_factory.mktemp("quiz") / "content"
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("quizzes"))
    shutil.copytree(ROOT / "tests" / "quizzes", folder / "quizzes")
    return folder


@pytest.fixture(scope="session")
def quiz_content(quiz_folder: Path) -> Content:
    return Content(compile_content(quiz_folder))
