"""Kernels as `lbt app` starts them, without a server around: what their tests share."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from lbt_widgets.app import kernels

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="kernels are plain ones everywhere else")
PATIENCE_S = 60
NUMBERS = itertools.count()

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
def none_stays() -> Iterator[None]:
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


def zygote() -> int:
    return kernels.start().process.pid
