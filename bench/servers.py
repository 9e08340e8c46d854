"""The ways to serve the page that are compared: each started on a free port, and what its processes cost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import nbformat
import psutil

ROOT = Path(__file__).parents[1]
STOCK = ROOT / "bench" / "stock"
DASHBOARD = ROOT / "notebooks" / "dashboard.ipynb"
FIGURE_WIDGETS = (STOCK / "figure_widgets.py").read_text("utf-8")
ONE_SLIDER = "import ipywidgets\nipywidgets.IntSlider()"
PANEL_PYTHON = Path(sys.prefix, "bench", "bin", "python")  # apart: Panel would add its scripts to stock Voilà's page
MAIN = "from lbt_widgets.app.cli import main; main()"
# What `lbt app` does where nothing can be forked. Nobody else wants that on Linux, so it is no option of the product.
PLAIN = "from lbt_widgets.app import kernels; kernels.PROVISIONER = 'local-provisioner'; kernels.start = lambda: None; "
ZYGOTE = "lbt_widgets.app.zygote"
START_S = 120
T = TypeVar("T")


@dataclass(frozen=True)
class Memory:
    """Of a server with its kernels. [MB]

    Attributes
    ----------
    own_mb : float
        What a kernel has for itself alone (USS, the median): its end would free it.
    pss_mb : float
        The same with its part of what it shares with other processes (PSS).
    total_mb : float
        The PSS of all processes together, the server's own too.
    """

    kernels: int
    own_mb: float
    pss_mb: float
    total_mb: float


class Server:
    """A running server, its kernels included."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.address = address
        self._process = psutil.Process(process.pid)

    def processes(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]

    def kernels(self) -> list[psutil.Process]:
        """A plain one is the server's child and says so; a forked one is the zygote's."""
        found = []
        for child, command in of_each(self._process.children(), lambda one: (one, one.cmdline())):
            found += child.children() if ZYGOTE in command else [child] if "ipykernel_launcher" in command else []
        return found

    def memory(self) -> Memory:
        kernels = of_each(self.kernels(), psutil.Process.memory_full_info)
        own, pss = (median([getattr(one, kind) for one in kernels] or [0]) / 1e6 for kind in ("uss", "pss"))
        everything = of_each(self.processes(), psutil.Process.memory_full_info)
        return Memory(len(kernels), own, pss, sum(one.pss for one in everything) / 1e6)

    def cpu_s(self) -> float:
        """Used since the start, by what has ended too."""
        return sum(of_each(self.processes(), lambda one: sum(one.cpu_times()[:4])))


def of_each(processes: Iterable[psutil.Process], what: Callable[[psutil.Process], T]) -> list[T]:
    """What each of them has; those that have ended meanwhile have nothing."""
    found = []
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            found.append(what(one))
    return found


@contextmanager
def lbt_app(students: int = 0, forked: bool = True) -> Iterator[Server]:
    """`lbt app`; yielded when as many pages wait ready as there are students."""
    program = MAIN if forked else PLAIN + MAIN
    command = [sys.executable, "-c", program, "app", "--no-open", "--students", str(students)]
    with _running(command) as (process, server):
        assert process.stdout
        if students and not any("wait ready" in line for line in process.stdout if "most" not in line):
            raise RuntimeError("lbt app ended before its pages were ready")
        yield server


@contextmanager
def voila(notebook: Path) -> Iterator[Server]:
    """Voilà as it comes."""
    with _running([sys.executable, "-m", "voila", "--no-browser", str(notebook)]) as (_, server):
        yield server


@contextmanager
def voila_cell(code: str) -> Iterator[Server]:
    """Voilà with a notebook of one cell."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stock.ipynb")
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)], metadata=kernel), path)
        with voila(path) as server:
            yield server


@contextmanager
def panel() -> Iterator[Server]:
    with _running([str(PANEL_PYTHON), "-m", "panel", "serve", str(STOCK / "panel_page.py")]) as (_, server):
        yield server


@contextmanager
def _running(command: list[str]) -> Iterator[tuple[subprocess.Popen[str], Server]]:
    port, paths = _free_port(), os.pathsep.join(map(str, (ROOT, STOCK)))
    process = subprocess.Popen(
        [*command, f"--port={port}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api/kernels/no-such-one-at-all")  # answered by all, and by no kernel
        yield process, Server(process, address)
    finally:
        process.terminate()
        process.wait(START_S)


def _wait_for(address: str) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            urlopen(address).close()
        except HTTPError:
            return
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answers at {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
