"""What a page imports is pure Python, so that the same package runs in a reader's own browser."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tests.runs import made

BLOCKED = [
    "numpy",
    "scipy",
    "pandas",
    "plotly",
    "pydantic",
    "lxml",
    "yaml",
    "markdown_it",
    "babel",
    "click",
    "voila",
    "jupyterlab",
]
# Build time and command line only: they may read YAML, Markdown and translations.
NOT_FOR_PAGES = [
    "lbt_widgets.app",
    "lbt_widgets.content.compiler",
    "lbt_widgets.content.check",
    "lbt_widgets.content.translations",
]
# psygnal's pure wheel is what a browser gets; see docs/decisions/0002-pure-python.md.
ALSO_PUBLISHED_PURE = {"psygnal"}

BLOCK = """
import json, pkgutil, sys
from importlib import import_module

BLOCKED, NOT_FOR_PAGES = json.loads(sys.argv[1])

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ImportError(f"{name} is not for pages")

sys.meta_path.insert(0, Block())
"""
IMPORT_ALL = f"""{BLOCK}
import lbt_widgets

names = [module.name for module in pkgutil.walk_packages(lbt_widgets.__path__, "lbt_widgets.")]
imported = [name for name in names if not name.startswith(tuple(NOT_FOR_PAGES))]
for name in imported:
    import_module(name)
print(json.dumps(dict(ours=imported, roots=sorted(set(name.partition(".")[0] for name in sys.modules)))))
"""
READ_RUNS = f"""{BLOCK}
from lbt_widgets.runs import read

print(sum(len(read(path)) for path in sys.argv[2:]))
"""
ARGUMENTS = json.dumps([BLOCKED, NOT_FOR_PAGES])


@pytest.fixture(scope="module")
def seen() -> dict[str, list[str]]:
    """What importing every page module brought in, in a process where the blocked ones cannot be had."""
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, ARGUMENTS], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_every_page_module_was_imported(seen: dict[str, list[str]]) -> None:
    for package in ("content", "mechanics", "risk", "runs", "figures", "widgets"):
        assert f"lbt_widgets.{package}" in seen["ours"]


def test_what_a_page_uses_has_pure_wheels(seen: dict[str, list[str]]) -> None:
    providers = metadata.packages_distributions()
    used = {name.lower() for root in seen["roots"] for name in providers.get(root, [])} - {"lbt-widgets"}
    assert {"ipywidgets", "anywidget", "attrs", "cattrs"} <= used
    compiled = {
        name for name in used if "Root-Is-Purelib: true" not in (metadata.distribution(name).read_text("WHEEL") or "")
    }
    assert compiled <= ALSO_PUBLISHED_PURE


def test_the_libraries_for_files_wait_for_a_file_and_are_pure_too(seen: dict[str, list[str]]) -> None:
    assert not {"fitdecode", "gpxpy", "icalendar"} & set(seen["roots"])
    for name in ("fitdecode", "gpxpy", "icalendar", "python-dateutil", "tzdata"):
        assert "Root-Is-Purelib: true" in (metadata.distribution(name).read_text("WHEEL") or "")


def test_run_files_are_read_with_what_a_page_has(tmp_path: Path) -> None:
    files = {"a.fit": made.fit(), "b.gpx": made.gpx(), "c.tcx": made.tcx()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in files]
    done = subprocess.run([sys.executable, "-c", READ_RUNS, ARGUMENTS, *paths], capture_output=True, text=True)
    assert done.stdout == "3\n", done.stderr


def test_importing_the_package_costs_nothing() -> None:
    probe = "import sys; before = set(sys.modules); import lbt_widgets; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout == "['lbt_widgets']\n"
