"""The scripts and styles beside this file, each read once for a process.

Every widget carries its script and style over the websocket, so comments and indentation stay behind.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def module(*names: str) -> str:
    """One ES module: the shared helpers of `dom.js`, then the named files."""
    text = "\n".join(_text(name) for name in ("dom.js", *names))
    text = re.sub(r"^\s*/\*\*.*?\*/\s*$", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^\s*(//.*)?\n?", "", text, flags=re.MULTILINE)


@cache
def style(*names: str) -> str:
    """One style sheet: the theme, then the named files."""
    text = "\n".join(_text(name) for name in ("theme.css", *names))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


@cache
def plotly() -> dict[str, str]:
    """The manifest of the plotly.js in the tree: file names, version, hash."""
    manifest: dict[str, str] = json.loads(_text("vendor/plotly-basic.json"))
    return manifest


@cache
def plotly_gzip() -> bytes:
    """plotly.js as one compressed ES module, for pages that cannot reach the static file."""
    return _file("vendor", plotly()["gzip"]).read_bytes()


def _text(name: str) -> str:
    return _file(*name.split("/")).read_text("utf-8")


def _file(*parts: str) -> Traversable:
    return files(__package__).joinpath("static", *parts)
