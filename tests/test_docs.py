"""What README and docs say can be done: links lead somewhere, commands are there, pictures are of pages that are there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
import yaml

from lbt_widgets import __version__
from lbt_widgets.app.cli import lbt
from lbt_widgets.app.site import Site
from lbt_widgets.app.teaching import names as teacher_pages
from lbt_widgets.content.pages import DASHBOARD, pages

from .app.screenshots import FOLDER, MOST_BYTES, PICTURES

ROOT = Path(__file__).parents[1]
DOCS = sorted(
    path
    for pattern in ("*.md", "content/*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"  # it tells of what was
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
INDENTED = re.compile(r"^ {4,}(\S.*)$", re.MULTILINE)
SPAN = re.compile(r"`([^`]+)`")
MAKE = re.compile(r"^make ([\w-]+)")
SCRIPT = re.compile(r"^python (?:-m )?(\S+)")
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

each = pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


def lines_of_code(path: Path) -> list[str]:
    """The lines that a reader copies, without what explains them."""
    text = path.read_text("utf-8")
    return [line.partition("  #")[0].strip() for line in INDENTED.findall(FENCE.sub("", text))]


def commands(path: Path) -> list[str]:
    """Whole lines, and what stands between the words of a sentence."""
    spans = SPAN.findall(FENCE.sub("", path.read_text("utf-8")))
    return [*lines_of_code(path), *(span.replace("\n", " ") for span in spans)]


def anchors(path: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each
def test_a_link_leads_somewhere(path: Path) -> None:
    for address in LINK.findall(path.read_text("utf-8")):
        if not address.startswith(("http:", "https:", "mailto:")):
            name, _, anchor = address.partition("#")
            there = (path.parent / unquote(name)).resolve() if name else path
            assert there.exists(), address
            if anchor and there.suffix == ".md":
                assert anchor in anchors(there), address


@each
def test_a_command_is_one_that_lbt_has(path: Path) -> None:
    whole = lines_of_code(path)
    for command in commands(path):
        if command.startswith("lbt "):
            name, *arguments = shlex.split(command)[1:]
            try:
                understood(name, arguments)
            except click.BadParameter:  # a sentence may leave one out, or write N for it
                assert command not in whole, command


def understood(name: str, arguments: list[str]) -> None:
    """Read as the command line reads it, and not run."""
    if name.startswith("--"):
        assert name in {option for one in lbt.get_params(click.Context(lbt)) for option in one.opts}
        return
    command = lbt.get_command(click.Context(lbt), name)
    assert command is not None, name
    command.make_context(name, arguments)


@each
def test_what_make_and_python_are_asked_for_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for command in commands(path):
        if asked := MAKE.match(command):
            assert asked[1] in targets, command
        if (script := SCRIPT.match(command)) and script[1].endswith(".py"):
            assert (ROOT / script[1]).is_file(), command
        elif script and script[1].startswith("tests."):
            assert (ROOT / (script[1].replace(".", "/") + ".py")).is_file(), command


@each
def test_what_it_says_in_python_runs(path: Path) -> None:
    for language, code in FENCE.findall(path.read_text("utf-8")):
        if language == "python":
            exec(code, {})


def pictures_shown() -> Iterator[str]:
    for path in DOCS:
        for address in LINK.findall(path.read_text("utf-8")):
            if address.endswith(".webp"):
                yield Path(address).stem


def test_every_picture_is_shown_and_can_be_taken_again() -> None:
    assert {path.stem for path in FOLDER.glob("*.webp")} == set(PICTURES) == set(pictures_shown())
    assert all(path.suffix in {".webp", ".svg"} for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_of_a_page_that_is_there(name: str) -> None:
    assert (FOLDER / f"{name}.webp").stat().st_size <= MOST_BYTES
    site = Site()
    there = {
        "/",
        *(site.address(page) for page in pages().values()),
        *(f"/teaching/{one}.html" for one in teacher_pages()),
    }
    assert urlsplit(PICTURES[name].path).path in there


def test_runners_are_told_the_minutes_that_the_page_says() -> None:
    assert f"| {pages()[DASHBOARD].minutes} minutes |" in (ROOT / "docs" / "runners.md").read_text("utf-8")


def valid(schema: str, *paths: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_citation_is_valid_and_of_this_version() -> None:
    valid("citation-file-format", ROOT / "CITATION.cff")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert cited["version"] == __version__
    assert " AND ".join(cited["license"]) == project["license"]
    assert cited["authors"] == project["authors"]


def test_the_forms_for_issues_are_valid() -> None:
    valid("github-issue-config", FORMS / "config.yml")
    valid("github-issue-forms", *(path for path in FORMS.iterdir() if path.stem != "config"))


def test_binder_opens_a_notebook_that_is_there() -> None:
    (query,) = re.findall(
        r"https://mybinder\.org/v2/gh/[^?)]+\?urlpath=lab/tree/([^)]+)\)", (ROOT / "README.md").read_text("utf-8")
    )
    assert (ROOT / query).is_file()


def test_binder_prepares_what_a_reader_would_wait_for(tmp_path: Path) -> None:
    """With an `lbt` that only says what it was asked."""
    (tmp_path / "lbt").write_text('#!/bin/sh\necho "$@" >> "$NB_PYTHON_PREFIX/asked"\n')
    (tmp_path / "lbt").chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    subprocess.run([ROOT / "postBuild"], cwd=ROOT, check=True, env={"PATH": path, "NB_PYTHON_PREFIX": str(tmp_path)})
    (command,) = (tmp_path / "asked").read_text().splitlines()
    understood(command, [])
    settings = json.loads((tmp_path / "etc/jupyter/labconfig/default_setting_overrides.json").read_text("utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
