"""What a student costs in memory, on one machine and with the kernels on a gateway; Linux only.

Proportional set size: each page of memory counted once, shared ones split among those who share them, so that sums are
what a machine needs. Writes the table into docs/deploy.md.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from report import machine, table, write

sys.path.insert(0, str(Path(__file__).parents[1]))
from lbt_widgets.app.class_plan import ROOM
from tests.app.conftest import free_port, serving, wait_for
from tests.app.test_gateway import FORKED, LISTS_KERNELS, gateway, serving_from
from tests.app.visitor import Visitor

PAGE = Path(__file__).parents[1] / "docs" / "deploy.md"
READERS = 30
LEAST_MB = 0.1
"""Below this the measurement tells nothing, so it is counted as this much."""
CLASSES = (30, 300, 3000)


def used_mb(pid: int) -> float:
    """Memory of a process and all that it started. [MB]"""
    process = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in (process, *process.children(recursive=True))) / 1e6


def measure(address: str, pids: Sequence[int]) -> list[tuple[float, float]]:
    """For each tree of processes: its memory without readers, and what each reader adds. [MB]"""

    def running() -> int:
        return sum(len(psutil.Process(pid).children(recursive=True)) for pid in pids)

    first = Visitor(address)
    first.open_page()  # so that everything is warm
    with_one = running()
    first.leave()
    wait_for(lambda: running() < with_one)
    before = [used_mb(pid) for pid in pids]
    with ExitStack() as lines:
        for _ in range(READERS):
            reader = Visitor(address)
            reader.open_page()
            lines.enter_context(reader.socket()).load_widgets()
        after = [used_mb(pid) for pid in pids]
    return [(base, max((full - base) / READERS, LEAST_MB)) for base, full in zip(before, after, strict=True)]


def one_machine() -> tuple[float, float]:
    with serving() as (server, address):
        return measure(address, [server.pid])[0]


def with_gateway(*arguments: str) -> list[tuple[float, float]]:
    with gateway(LISTS_KERNELS, *arguments) as remote, serving_from(remote) as (server, address):
        return measure(address, [server.pid, remote.process.pid])


def lab_mb() -> float:
    """A JupyterLab that nobody has opened yet. [MB]"""
    port = free_port()
    quiet = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token="]
    with subprocess.Popen([sys.executable, "-m", "jupyterlab", *quiet], stderr=subprocess.DEVNULL) as server:
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/lab"))
        used = used_mb(server.pid)
        server.terminate()
    return used


def answers(address: str) -> bool:
    try:
        with urlopen(address) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def gb(megabytes: float) -> str:
    return f"{megabytes / 1000:.1f} GB"


def row(what: str, base_mb: float, each_mb: float, seats: float = ROOM) -> tuple[str, ...]:
    return (what, f"{base_mb:.0f} MB", f"{each_mb:.1f} MB", *(gb(base_mb + seats * n * each_mb) for n in CLASSES))


def main() -> None:
    base, each = one_machine()
    (server, per_line), (forking, forked) = with_gateway(FORKED)
    _, (plainly, plain) = with_gateway()
    rows = [
        row("one machine", base, each),
        row("a gateway: the server's machine", server, per_line),
        row("a gateway: its own, kernels forked", forking, forked),
        row("a gateway: its own, plain kernels", plainly, plain),
        row("JupyterHub: a JupyterLab and a plain kernel each, without the hub", 0, lab_mb() + plain, seats=1),
    ]
    found = table(("way", "to begin with", "each page", *(f"{n:,} students".replace(",", " ") for n in CLASSES)), rows)
    print(found)
    section = (
        f"`python bench/memory.py`, {machine()}, {READERS} readers with the dashboard open; the classes are computed, "
        f"at {ROOM} pages a student, as `--students` allows, and one for the hub. {LEAST_MB} MB stands for less as "
        f"well.\n\n{found}"
    )
    write("memory", rows, section, PAGE)


if __name__ == "__main__":
    main()
