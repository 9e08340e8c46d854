"""The scripts and styles beside this file, each read once for a process.

Every widget carries its script and style over the websocket, so comments and indentation stay behind.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from lbt_widgets.words import in_script, language

BETWEEN = "\n\n"
"""Stands between two declarations of a module, and in none."""


@cache
def module(*names: str) -> str:
    """One ES module: the named files, whose last one exports, with what they use of each other and of `dom.js`."""
    return BETWEEN.join(_used([part for name in ("dom.js", *names) for part in _declarations(name)]))


def spoken(script: str) -> str:
    """A module with its words in the reader's language: a page is sent no list of them, and English costs nothing."""
    return _spoken(script, language())


@cache
def _spoken(script: str, _language: str) -> str:
    return "\n".join(_used(in_script(script).split(BETWEEN)))


def _used(parts: list[str]) -> list[str]:
    """The declarations that the one which exports uses, and those that they use."""
    by_name = {_name(part): part for part in parts}
    used = ["export"]
    for name in used:  # grows while it is read
        words = dict.fromkeys(re.findall(r"\w+", by_name[name]))
        used += [word for word in words if word in by_name and word not in used]
    return [part for name, part in by_name.items() if name in used]


@cache
def lent(script: str) -> str:
    """A module that also hands what it exports to the page, for `borrowed`."""
    body, exported = script.rsplit("export default ", 1)
    return f"{body}const lbtOwn = {exported.rstrip().removesuffix(';')};\n{_shelf(script)}.give(lbtOwn);\nexport default lbtOwn;"


@cache
def borrowed(script: str) -> str:
    """A module that exports what `lent(script)` does, in 200 bytes; it waits until that has run."""
    return f"export default await {_shelf(script)}.got;"


def _shelf(script: str) -> str:
    """Where a page keeps what a script exports: a promise, and the function that fulfils it."""
    name = hashlib.sha256(script.encode()).hexdigest()[:16]
    make = "(() => { let give; const got = new Promise((done) => { give = done; }); return { give, got }; })()"
    return f'((globalThis.lbtScripts ??= {{}})["{name}"] ??= {make})'


@cache
def style(*names: str) -> str:
    """One style sheet of the named files."""
    text = "\n".join(_text(name) for name in names)
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


@cache
def _declarations(name: str) -> tuple[str, ...]:
    """What a script declares, one by one: our scripts do nothing else at the top, and indent the rest."""
    text = re.sub(r"^\s*/\*\*.*?\*/\s*$", "", _text(name), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^\s*//.*\n|(?<=[;{},)]) +//.*$", "", text, flags=re.MULTILINE)
    parts = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    return tuple(re.sub(r"\n\s*", "\n", part).strip() for part in parts if part.strip())


def _name(declaration: str) -> str:
    found = re.match(r"(?:async )?(?:function|const|let|class) (\w+)|export ", declaration)
    if found is None:
        raise ValueError(f"a script may only declare and export at the top: {declaration[:60]!r}")
    return found[1] or "export"


def _text(name: str) -> str:
    return _file(*name.split("/")).read_text("utf-8")


def _file(*parts: str) -> Traversable:
    return files(__package__).joinpath("static", *parts)
