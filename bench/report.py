"""What the measurements share: the machine, a Markdown table, their JSON and their sections in docs/performance.md."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

REPORT = Path(__file__).parents[1] / "docs" / "performance.md"
RESULTS = Path(__file__).parent / "results"
PACKAGES = ("voila", "jupyter_server", "ipykernel", "ipywidgets", "anywidget", "plotly")


def machine() -> str:
    """Date, machine and versions, for the line under a heading."""
    memory_gb = psutil.virtual_memory().total / 1e9
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC).date()}, {platform.system()}, {os.cpu_count()} cores, {memory_gb:.0f} GB; "
        f"Python {platform.python_version()}, {versions}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(name: str, results: object, section: str, page: Path = REPORT) -> None:
    """Keep the results as JSON, and put `section` between its marks in the page; the rest of it is left alone."""
    RESULTS.mkdir(exist_ok=True)
    kept = {"machine": machine(), "results": results}
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    report = page.read_text("utf-8") if page.exists() else "# Performance\n"
    if begin not in report:
        report += f"\n{begin}\n{end}\n"
    before, rest = report.split(begin, 1)
    page.write_text(f"{before}{begin}\n{section}\n{end}{rest.split(end, 1)[1]}", "utf-8")
