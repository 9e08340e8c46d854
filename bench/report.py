"""What the measurements share: the machine, a Markdown table, and their sections in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

REPORT = Path(__file__).parents[1] / "docs" / "performance.md"


def machine() -> str:
    """Date, Python and cores, for the line under a heading."""
    return f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {os.cpu_count()} cores"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_section(name: str, section: str, page: Path = REPORT) -> None:
    """Put `section` between its marks in the page, and leave the rest of it alone."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    report = page.read_text("utf-8") if page.exists() else "# Performance\n"
    if begin not in report:
        report += f"\n{begin}\n{end}\n"
    before, rest = report.split(begin, 1)
    page.write_text(f"{before}{begin}\n{section}\n{end}{rest.split(end, 1)[1]}", "utf-8")
