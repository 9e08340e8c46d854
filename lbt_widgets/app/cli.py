"""The `lbt` command. Each subcommand imports what it needs when it runs, so that `lbt --help` is instant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import click

from lbt_widgets import __version__, _resources

BAD_INPUT = 2
ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[\w.~-]+)*/?", re.ASCII)


class LazyGroup(click.Group):
    """A group that imports these commands, each from its module, only when one of them is asked for."""

    LAZY: ClassVar = {
        "labs": "labs_command",
        "plan": "plan_command",
        "profile": "profile_command",
        "questions": "profile_command",
        "runs": "runs_command",
        "sources": "sources_command",
        "worksheet": "worksheet_command",
    }

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), *self.LAZY])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.LAZY:
            return super().get_command(context, name)
        command: click.Command = getattr(import_module(f"lbt_widgets.app.{self.LAZY[name]}"), name)
        return command


class Whole(click.IntRange):
    """A whole number, called so where it is none."""

    name = "whole number"


def address(_context: click.Context, option: click.Parameter, given: str | None) -> str:
    """An address with a slash at its end; "" where none was given."""
    if given and not ADDRESS.fullmatch(given):
        example = "http://10.0.0.2:8888" if option.name == "gateway" else "https://lbt.example.org/lbt/"
        raise click.BadParameter(f"{given} is no address such as {example}")
    return f"{given.rstrip('/')}/" if given else ""


def not_empty(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """An empty host would be all of them."""
    if not given.strip():
        raise click.BadParameter("it is empty; leave it out, or give 0.0.0.0 for a class")
    return given


# JupyterLab would look for a newer version, and ask the reader for leave to fetch its news: nothing leaves the machine.
ASKS_NOBODY = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
LAB_SETTINGS = Path(__file__).parent / "jupyter"
START_IN_LAB = "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"auto_envvar_prefix": "LBT"})
@click.version_option(__version__, prog_name="lbt")
@click.pass_context
def lbt(context: click.Context) -> None:
    """Lower-back tightness when running: the interactive workbook."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@lbt.command()
@click.option("--host", default="127.0.0.1", show_default=True, callback=not_empty, help="Address to listen on.")
@click.option("--port", default=8866, show_default=True, type=Whole(1, 65535), help="Port to listen on.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the front page in the browser.")
@click.option("--students", default=0, type=Whole(0, 5000), help="Be ready for a class of this size.")
@click.option("--class-code", help='What visitors from other machines must give; "none" asks for none.')
@click.option("--public-url", callback=address, help="Where a proxy shows it: https://lbt.example.org/lbt/.")
@click.option("--gateway", callback=address, help="Where kernels run instead: a Jupyter Kernel or Enterprise Gateway.")
def app(class_code: str | None, **options: Any) -> None:
    """Serve the dashboard and the lessons.

    With --host 0.0.0.0 others in the network can come in: the class address, a QR code and a class code are printed.
    With --public-url they come through a proxy, whose word on their addresses is taken (docs/deploy.md).

    Each option may stand in the environment as well: LBT_APP_STUDENTS=30.
    """
    if sys.stderr.isatty():
        click.echo("Starting the workbook…", err=True)
    _load_content()
    from lbt_widgets.app.server import CannotServe, serve

    try:
        serve(class_code="" if (class_code or "").lower() == "none" else class_code, **options)
    except CannotServe as error:
        raise click.ClickException(str(error)) from error


@lbt.command()
def lab() -> None:
    """Open the notebooks in JupyterLab."""
    root = _resources.notebooks_dir().parent  # the lessons link to the teacher pages beside them
    if not _resources.in_checkout():
        root = Path("lbt-notebooks")
        if not root.exists():
            shutil.copytree(_resources.notebooks_dir(), root / "notebooks")
            shutil.copytree(_resources.teaching_dir(), root / "docs" / "teaching")
            click.echo(f"Copied the notebooks to {root.absolute()}: they are yours to change.")
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # in a container one is root
    command = [sys.executable, "-m", "jupyterlab", *ASKS_NOBODY, *as_root, START_IN_LAB, str(root)]
    raise SystemExit(subprocess.call(command, env=lab_environment()))


def lab_environment() -> dict[str, str]:
    """The environment in which JupyterLab finds our settings; the reader's own stand above them."""
    paths = [str(LAB_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


@lbt.command()
def build() -> None:
    """Compile the content into what the pages read."""
    from lbt_widgets.content import compiler

    try:
        compiler.write(_resources.content_dir(), _resources.compiled_path())
    except compiler.ContentError as error:
        raise click.ClickException("\n".join(error.problems)) from error
    click.echo(f"Compiled {_resources.content_dir()}.")


@lbt.command()
def check() -> None:
    """Check the content: schema, cross-links, sources."""
    from lbt_widgets.content.check import problems

    found = problems(_resources.content_dir())
    if found:
        raise click.ClickException("\n".join(found))
    click.echo("The content is sound.")


def _load_content() -> None:
    """Compile the content where it is stale, once, before many kernels read it."""
    from lbt_widgets import content

    try:
        content.load()
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `lbt`: one sentence a fault on standard error and status 2, never a traceback for bad input."""
    try:
        status = lbt.main(args=arguments, standalone_mode=False)
    except click.Abort:
        status = 130
    except click.ClickException as error:
        click.echo("\n".join(f"lbt: {line}" for line in error.format_message().splitlines()), err=True)
        status = BAD_INPUT
    sys.exit(status)
