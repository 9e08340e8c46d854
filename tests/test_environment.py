"""What is installed is said once: environment.yml, the pins and the licence files agree with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

NAME = re.compile(r"[A-Za-z0-9._-]+")


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


def bounds(requirements: list[str]) -> dict[str, str]:
    """Name → version bounds, without the marker."""
    plain = [requirement.partition(";")[0].strip() for requirement in requirements]
    return {NAME.match(one)[0].lower(): one[NAME.match(one).end() :] for one in plain}


def test_conda_gets_what_pip_gets(root: Path, project: dict) -> None:
    environment = yaml.safe_load((root / "environment.yml").read_text("utf-8"))
    listed = bounds([one for one in environment["dependencies"] if isinstance(one, str)])
    assert listed.pop("pip") == ""
    python = re.fullmatch(r"=(3\.\d+)", listed.pop("python"))  # the only form from which Binder reads a version
    assert python
    assert python[1] in SpecifierSet(project["requires-python"])
    (by_pip,) = [one["pip"] for one in environment["dependencies"] if isinstance(one, dict)]
    assert by_pip[-1] == "-e ."  # conda hands these lines to pip as a file, in which --no-deps is an error
    wanted = bounds([*project["dependencies"], *project["optional-dependencies"]["lab"]])
    assert listed | bounds(by_pip[:-1]) == wanted


def pins(root: Path, name: str) -> list[str]:
    lines = (root / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "extras"), [("app", []), ("lab", ["lab"]), ("test", ["lab", "test"])])
def test_the_pins_cover_what_we_ask_for(root: Path, project: dict, name: str, extras: list[str]) -> None:
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+( ;|$)", pin) for pin in pins(root, name)), (
        "only name==version, no address"
    )
    pinned = {NAME.match(pin)[0] for pin in pins(root, name)}
    extra = [requirement for one in extras for requirement in project["optional-dependencies"][one]]
    wanted = bounds([*project["dependencies"], *extra])
    assert set(wanted) - {"lbt-widgets"} <= pinned


def test_one_version_of_a_package_in_all_pins(root: Path) -> None:
    app, lab, test = ({pin.partition(" ")[0] for pin in pins(root, name)} for name in ("app", "lab", "test"))
    assert app < lab < test


def test_what_is_left_for_a_browser_is_what_a_page_imports(project: dict) -> None:
    everywhere = [one for one in project["dependencies"] if "emscripten" not in one]
    assert set(bounds(everywhere)) == {"anywidget", "attrs", "cattrs", "fitdecode", "gpxpy", "icalendar", "ipywidgets"}
