"""Where the content and the notebooks are: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("lbt_widgets")))
_DATA = _PACKAGE / "_data"


def content_dir() -> Path:
    """The folder of content sources."""
    return _folder("content")


def notebooks_dir() -> Path:
    """The folder of notebooks."""
    return _folder("notebooks")


def teaching_dir() -> Path:
    """The folder of teacher pages and worksheets."""
    return _PACKAGE.parent / "docs" / "teaching" if in_checkout() else _DATA / "teaching"


def compiled_path() -> Path:
    """The compiled content; in a checkout it may not be there yet."""
    return _DATA / "content.json"


def words_dir() -> Path:
    """The folder of translations as gettext reads them; made where the content is compiled."""
    return compiled_path().parent / "words"


def in_checkout() -> bool:
    """Whether the package runs from its source tree, not from an installed wheel."""
    return not (_DATA / "content").is_dir()


def _folder(name: str) -> Path:
    return (_PACKAGE.parent if in_checkout() else _DATA) / name
