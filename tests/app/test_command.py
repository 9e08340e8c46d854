"""The command as a whole: quick to answer, and honest about a broken `content/`."""

from __future__ import annotations

import subprocess
import sys

from click.testing import CliRunner

from lbt_widgets import __version__, _resources
from lbt_widgets.app.cli import lbt


def test_the_bare_command_shows_its_help() -> None:
    done = CliRunner().invoke(lbt, [])
    assert done.exit_code == 0
    assert "Serve the dashboard" in done.output


def test_help_imports_no_server() -> None:
    probe = "import sys, lbt_widgets.app.cli as c; sys.exit(bool({'voila', 'ipywidgets', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", probe]).returncode == 0


def test_the_server_starts_without_parsing_grammars() -> None:
    probe = "import sys, lbt_widgets.app.server; sys.exit('jsonschema' not in sys.modules or 'lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe]).returncode == 0


def test_the_version() -> None:
    assert __version__ in CliRunner().invoke(lbt, ["--version"]).output


def test_broken_content_stops_every_command(tmp_path, monkeypatch) -> None:
    (tmp_path / "causes").mkdir()
    (tmp_path / "causes" / "posture.md").write_text("---\nid: [\n---\n")
    monkeypatch.setattr(_resources, "content_dir", lambda: tmp_path)
    for command in ("build", "check"):
        done = CliRunner().invoke(lbt, [command])
        assert done.exit_code != 0
        assert "causes/posture.md line" in done.output


def test_jupyterlab_opens_a_copy_with_the_teacher_pages_where_there_is_no_checkout(tmp_path, monkeypatch) -> None:
    notebooks, teaching, calls = _resources.notebooks_dir(), _resources.teaching_dir(), []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_resources, "in_checkout", lambda: False)
    monkeypatch.setattr(_resources, "notebooks_dir", lambda: notebooks)
    monkeypatch.setattr(_resources, "teaching_dir", lambda: teaching)
    monkeypatch.setattr(subprocess, "call", lambda command, env: calls.append(command) or 0)
    for _ in range(2):  # the second time it leaves the copy as it is
        assert CliRunner().invoke(lbt, ["lab"]).exit_code == 0
    assert [command[-1] for command in calls] == ["lbt-notebooks", "lbt-notebooks"]
    assert (tmp_path / "lbt-notebooks" / "notebooks" / "00_start_here.ipynb").is_file()
    assert (tmp_path / "lbt-notebooks" / "docs" / "teaching" / "README.md").is_file()
