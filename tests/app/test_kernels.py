"""Kernels as `lbt app` starts them behave as plain ones do, and are plain where they cannot be forked."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lbt_widgets.app import kernels

from .conftest import wait_for
from .forked import ON_LINUX, PATIENCE_S, Running, manager, none_stays, process, run, start, zygote  # noqa: F401

pytestmark = ON_LINUX
PAGE = "from lbt_widgets.widgets import Dashboard; page = Dashboard()"


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
    client.execute(
        "print('started', flush=True); import time; time.sleep(600)", stop_on_error=False
    )  # else the next is dropped
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
