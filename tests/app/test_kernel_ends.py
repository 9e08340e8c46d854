"""Of kernels as `lbt app` starts them nothing stays behind, whoever dies first."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from playwright.sync_api import Page

from lbt_widgets.app import kernels

from .conftest import DASHBOARD, in_a_loop, serving, wait_for
from .forked import (  # noqa: F401
    ON_LINUX,
    PATIENCE_S,
    Running,
    manager,
    none_stays,
    process,
    run,
    start,
    zygote,
)
from .test_app import READY

pytestmark = ON_LINUX


def fork(folder: Path) -> kernels.ForkedKernel:
    """A kernel without anything of Jupyter around it."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(folder / "connection.json")]
    return kernels._launch(command, dict(os.environ), str(folder))


@contextmanager
def all_end(*pids: int) -> Iterator[None]:
    """What is done inside ends these processes, whoever is their parent by then."""
    descriptors = [os.pidfd_open(pid) for pid in pids]
    yield
    for descriptor in descriptors:
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        assert poller.poll(PATIENCE_S * 1000), "a process still runs"
        os.close(descriptor)


def sockets(pid: int) -> set[str]:
    """The sockets and pipes that a process holds."""
    held = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()}
    return {name for name in held if name.startswith(("socket:", "pipe:"))}


def test_a_killed_kernel_is_reported_and_leaves_no_zombie(start: Callable[..., Running]) -> None:
    (kernel, _), (_, other) = start(), start()
    running = process(kernel)
    os.kill(running.pid, signal.SIGKILL)
    assert running.wait(PATIENCE_S) == -signal.SIGKILL
    assert not Path(f"/proc/{running.pid}").exists()
    assert run(other, "print('well')") == "well"


def test_a_killed_zygote_takes_its_kernels_along_and_another_one_starts(start: Callable[..., Running]) -> None:
    kernel, _ = start()
    running, old = process(kernel), zygote()
    with all_end(running.pid):
        os.kill(old, signal.SIGKILL)
    assert running.wait(PATIENCE_S) == kernels.ENDED_UNSEEN
    _, client = start()
    assert int(run(client, "import os; print(os.getppid())")) == zygote() != old
    assert not Path(f"/proc/{old}").exists(), "a zombie"


def test_a_zygote_killed_before_its_first_kernel_is_replaced(start: Callable[..., Running]) -> None:
    kernels.stop()
    old = zygote()
    os.kill(old, signal.SIGKILL)
    _, client = start()
    assert int(run(client, "import os; print(os.getppid())")) == zygote() != old


def test_many_who_find_it_dead_share_the_next_one(tmp_path: Path, start: Callable[..., Running]) -> None:
    start()
    with all_end(old := zygote()):
        os.kill(old, signal.SIGKILL)

    async def parent() -> int:
        kernel = manager(tmp_path, AsyncKernelManager)
        await kernel.start_kernel()
        found = psutil.Process(process(kernel).pid).ppid()
        await kernel.shutdown_kernel(now=True)
        return found

    async def parents() -> list[int]:
        return await asyncio.gather(*(parent() for _ in range(10)))

    assert set(in_a_loop(parents())) == {zygote()}


def test_a_kernel_that_nobody_holds_is_killed(tmp_path: Path) -> None:
    forked = fork(tmp_path)
    with all_end(forked.pid):
        del forked
        gc.collect()


def test_a_stopped_server_leaves_nothing(tmp_path: Path) -> None:
    """`stop` is what the end of the server's process does: it closes the socket."""
    forked = fork(tmp_path)
    with all_end(zygote(), forked.pid):
        kernels.stop()
    assert forked.poll() == -signal.SIGKILL  # at once: an orphan would notice a second later, and say so in the log


def visit_with_many(count: int, at_once: int, folder: Path) -> None:
    """Start and stop kernels as a server does, some at once."""

    async def visit(how: int) -> None:
        kernel = manager(folder, AsyncKernelManager)
        await kernel.start_kernel()
        await kernel.shutdown_kernel(now=how % 2 == 0)

    async def visits() -> None:
        for first in range(0, count, at_once):
            await asyncio.gather(*(visit(how) for how in range(first, min(first + at_once, count))))

    in_a_loop(visits())
    gc.collect()


@pytest.mark.parametrize("count", [40, pytest.param(500, marks=pytest.mark.long)])
def test_no_descriptor_and_no_process_stays_after_many_kernels(tmp_path: Path, count: int) -> None:
    visit_with_many(count, 10, tmp_path)  # until the heap has found its size
    watched = [psutil.Process(), psutil.Process(zygote())]
    before = [one.num_fds() for one in watched]
    memory = watched[1].memory_info().rss
    visit_with_many(count, 10, tmp_path)
    assert psutil.Process(zygote()).children() == []
    assert [one.num_fds() for one in watched] == before
    assert watched[1].memory_info().rss - memory < 1e6


def test_a_kernel_holds_nothing_of_its_siblings_or_parent(start: Callable[..., Running]) -> None:
    running = [process(start()[0]).pid for _ in range(3)]
    shared = {str(Path(f"/proc/{zygote()}/fd/{output}").readlink()) for output in (1, 2)}
    held = [sockets(pid) - shared for pid in (zygote(), *running)]
    assert sum(map(len, held)) == len(set().union(*held))


def test_a_full_machine_refuses_one_kernel_and_keeps_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from lbt_widgets.app.zygote import Zygote

    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", full)
    requests, control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = kernels.Zygote.__new__(kernels.Zygote)
    server._requests = requests
    served = threading.Thread(target=Zygote(control).serve)
    served.start()
    for _ in range(2):
        with pytest.raises(OSError, match="temporarily unavailable"):
            server.fork([], {}, "/")
    requests.close()
    served.join(PATIENCE_S)
    assert not served.is_alive()


def forked_from(server: subprocess.Popen[str]) -> tuple[psutil.Process, list[psutil.Process]]:
    """The server's zygote and its kernels; the server has no other child."""
    [parent] = psutil.Process(server.pid).children()
    assert kernels.ZYGOTE in parent.cmdline()
    return parent, parent.children()


@pytest.mark.long
def test_a_page_of_widgets_opens_and_opens_again_after_the_zygote_was_killed(page: Page) -> None:
    with serving() as (server, address):
        page.goto(address + DASHBOARD)
        page.wait_for_selector(READY, state="attached")
        page.get_by_label("None of these is true for me").check()
        page.get_by_role("button", name="Continue").click()
        page.locator(".main-svg").first.wait_for()
        old, running = forked_from(server)
        assert len(running) == 1
        with all_end(*(one.pid for one in running)):
            old.kill()
        page.goto(address + DASHBOARD)
        page.wait_for_selector(READY, state="attached")
        wait_for(lambda: len(psutil.Process(server.pid).children()) == 1)
        assert forked_from(server)[0].pid != old.pid
        page.goto("about:blank")


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_the_server(signum: signal.Signals) -> None:
    if signum != signal.SIGKILL and signal.getsignal(signum) == signal.SIG_IGN:
        pytest.skip("whoever started the tests shields them from this signal, and the server with them")
    with serving() as (server, address):
        urlopen(address + DASHBOARD).read()
        parent, running = forked_from(server)
        assert len(running) == 1
        with all_end(parent.pid, running[0].pid):
            server.send_signal(signum)
            server.wait(PATIENCE_S)
