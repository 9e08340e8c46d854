"""Kernels as `lbt app` starts them: they behave as plain ones do, and nothing stays behind, whoever dies first."""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import urlopen

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import AsyncKernelManager, KernelManager
from playwright.sync_api import Page

from lbt_widgets.app import kernels

from .conftest import DASHBOARD, serving, wait_for
from .test_app import READY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are plain ones everywhere else")
PATIENCE_S = 60
NUMBERS = itertools.count()
PAGE = "from lbt_widgets.widgets import Dashboard; page = Dashboard()"

Result = TypeVar("Result")
Running = tuple[KernelManager, BlockingKernelClient]


def manager(folder: Path, kind: type[KernelManager] = KernelManager) -> Any:
    """The manager of a kernel that asks for our provisioner, in the way that a kernel specification may."""
    made = kind(transport="ipc", ip=str(folder / f"kernel{next(NUMBERS)}"))
    assert made.kernel_spec is not None
    made.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": kernels.PROVISIONER}
    return made


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a kernel and wait until it answers."""
    with ExitStack() as stack:

        def started(**how: Any) -> Running:
            kernel = manager(tmp_path)
            kernel.start_kernel(**how)
            stack.callback(kernel.shutdown_kernel, now=True)
            client = kernel.client()
            client.start_channels()
            stack.callback(client.stop_channels)
            client.wait_for_ready(PATIENCE_S)
            return kernel, client

        yield started


@pytest.fixture(scope="module", autouse=True)
def _none_stays() -> Iterator[None]:
    yield
    kernels.stop()


def run(client: BlockingKernelClient, code: str) -> str:
    """What the code prints in the kernel."""
    printed: list[str] = []
    reply = client.execute_interactive(
        code, timeout=PATIENCE_S, output_hook=lambda message: printed.append(message["content"].get("text", ""))
    )
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(printed).strip()


def process(kernel: KernelManager) -> kernels.ForkedKernel:
    assert kernel.provisioner is not None
    found = kernel.provisioner.process
    assert isinstance(found, kernels.ForkedKernel)
    return found


def fork(folder: Path) -> kernels.ForkedKernel:
    """A kernel without anything of Jupyter around it."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(folder / "connection.json")]
    return kernels._launch(command, dict(os.environ), str(folder))


def in_a_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def zygote() -> int:
    return kernels.start().process.pid


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


def test_a_kernel_that_grows_without_end_fails_alone(start: Callable[..., Running]) -> None:
    _, client = start()
    grow = "try:\n  held = bytearray(600_000_000)\nexcept MemoryError:\n  print('no more')"
    assert run(client, grow) == "no more"
    assert run(client, "print(len(bytearray(100_000_000)))") == "100000000"


def test_a_kernel_knows_its_parent_and_leads_a_group_of_its_own(start: Callable[..., Running]) -> None:
    kernel, client = start()
    pid = process(kernel).pid
    assert run(client, "import os; print(os.getpid(), os.getppid(), os.environ['JPY_PARENT_PID'])") == (
        f"{pid} {zygote()} {zygote()}"
    )
    assert os.getsid(pid) == os.getpgid(pid) == pid


def test_folder_and_environment_are_those_asked_for(start: Callable[..., Running], tmp_path: Path) -> None:
    os.environ["LBT_SERVER_ONLY"] = "x"
    kernels.stop()  # so that the zygote has it
    environment = {name: value for name, value in os.environ.items() if name != "LBT_SERVER_ONLY"}
    try:
        _, client = start(cwd=str(tmp_path), env={**environment, "LBT_TEST": "é=\udcff\n"})
    finally:
        del os.environ["LBT_SERVER_ONLY"]
    assert run(client, "import os; print(os.getcwd())") == str(tmp_path)
    assert run(client, "print(ascii(os.environ['LBT_TEST']), 'LBT_SERVER_ONLY' in os.environ)") == (
        ascii("é=\udcff\n") + " False"
    )


def test_everything_is_imported_and_no_widget_is_there(start: Callable[..., Running]) -> None:
    _, client = start()
    run(client, "import sys; before = set(sys.modules)")
    assert run(client, "import ipywidgets, gc; print(len(ipywidgets.widgets.widget._instances), gc.isenabled())") == (
        "0 True"
    )
    assert run(
        client, "import comm; print(sorted(comm.get_comm_manager().targets), comm.get_comm_manager().comms)"
    ) == ("['jupyter.widget', 'jupyter.widget.control'] {}")
    assert run(client, f"{PAGE}; print(sorted(set(sys.modules) - before))") == "[]"
    assert run(client, "print('debugpy' in before and sys.modules['debugpy'])") == "None"


def test_two_kernels_draw_different_numbers(start: Callable[..., Running]) -> None:
    code = "import random, uuid, tempfile; print(random.random(), uuid.uuid4(), uuid.uuid1().node, tempfile.mktemp())"
    (_, one), (_, other) = start(), start()
    first, second = run(one, code).split(), run(other, code).split()
    assert first[0] != second[0]
    assert first[1] != second[1]
    assert first[3] != second[3]


def test_threads_subprocesses_and_await_work(start: Callable[..., Running]) -> None:
    _, client = start()
    assert run(client, "import subprocess; print(subprocess.check_output(['echo', 'x'], text=True))") == "x"
    assert run(client, "import asyncio; await asyncio.sleep(0); print(await asyncio.to_thread(lambda: 7))") == "7"


@pytest.mark.parametrize(("code", "expected"), [("import os; os._exit(3)", 3), ("import os; os.abort()", -6)])
def test_an_exit_code_arrives(start: Callable[..., Running], code: str, expected: int) -> None:
    kernel, client = start()
    running = process(kernel)
    assert running.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(0.01)
    client.execute(code)
    assert running.wait(PATIENCE_S) == running.poll() == running.wait() == expected
    running.kill()  # as with Popen, no error


def test_an_interrupt_stops_the_cell_and_no_more(start: Callable[..., Running]) -> None:
    kernel, client = start()
    run(client, "kept = 7")
    client.execute("print('started', flush=True); import time; time.sleep(600)")
    wait_for(lambda: client.get_iopub_msg(PATIENCE_S)["msg_type"] == "stream")
    kernel.interrupt_kernel()
    assert client.get_shell_msg(PATIENCE_S)["content"]["ename"] == "KeyboardInterrupt"
    assert run(client, "print(kept)") == "7"


def test_a_restart_gives_a_fresh_kernel(start: Callable[..., Running]) -> None:
    kernel, client = start()
    old = process(kernel)
    run(client, "kept = 7")
    kernel.restart_kernel()
    client.wait_for_ready(PATIENCE_S)
    assert run(client, "print('kept' in globals())") == "False"
    assert old.poll() == 0
    assert process(kernel).pid != old.pid


def test_a_shutdown_is_graceful(start: Callable[..., Running], tmp_path: Path) -> None:
    kernel, client = start()
    running = process(kernel)
    note = tmp_path / "note"
    run(client, f"import atexit, pathlib; atexit.register(pathlib.Path({str(note)!r}).touch)")
    kernel.shutdown_kernel()
    assert running.poll() == 0
    assert note.exists()
    assert not kernel.has_kernel
    assert not Path(f"/proc/{running.pid}").exists(), "a zombie"


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


def test_where_the_zygote_cannot_start_kernels_are_plain_with_one_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kernels.stop()
    kernels._warn.cache_clear()
    monkeypatch.setattr(kernels, "ZYGOTE", "no_such_module")
    for _ in range(2):
        kernel = manager(tmp_path)
        kernel.start_kernel()
        assert isinstance(kernel.provisioner.process, subprocess.Popen)
        kernel.shutdown_kernel(now=True)
    kernels.stop()
    assert [record.levelname for record in caplog.records if record.name == kernels.__name__] == ["WARNING"]


@pytest.mark.parametrize(
    ("platform", "argument"), [("darwin", "-m"), ("linux", "-Xdev")], ids=["macOS", "another command"]
)
def test_what_cannot_be_forked_is_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, argument: str
) -> None:
    kernels.stop()
    kernel = manager(tmp_path)
    kernel.kernel_spec.argv[1:1] = [argument][: argument != "-m"]
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(kernels.sys, "platform", platform)
        kernel.start_kernel()
    assert isinstance(kernel.provisioner.process, subprocess.Popen)
    kernel.shutdown_kernel(now=True)


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


def test_other_jupyter_programs_know_nothing_of_it(tmp_path: Path) -> None:
    code = """
import json, sys
from jupyter_client.manager import KernelManager
kernel = KernelManager(transport="ipc", ip=sys.argv[1])
kernel.start_kernel()
print(json.dumps([type(kernel.provisioner).__name__, "lbt_widgets" in sys.modules]))
kernel.shutdown_kernel(now=True)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "k")], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["LocalProvisioner", False]


def forked_from(server: subprocess.Popen[str]) -> tuple[psutil.Process, list[psutil.Process]]:
    """The server's zygote and its kernels; the server has no other child."""
    [parent] = psutil.Process(server.pid).children()
    assert kernels.ZYGOTE in parent.cmdline()
    return parent, parent.children()


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
