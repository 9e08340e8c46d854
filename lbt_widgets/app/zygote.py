"""A process that has everything imported and forks a kernel when asked, which costs a fraction of starting one.

Started by `kernels.py` with one end of a socket pair, never forked from the server itself: only a process of a single
thread can be forked safely. A request is one packet, `{"argv", "env", "cwd"}` as JSON, and with it comes a socket for
the answers: the kernel's process id together with a descriptor of the process, and at the end its exit code.

Whoever goes closes its sockets, and that is how the others know: a kernel whose owner is gone is killed, and when the
server is gone this process leaves. Kernels watch their parent, so they end when this process does.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypedDict

import ipywidgets
from ipykernel.kernelapp import IPKernelApp

from lbt_widgets import content, widgets

# What a kernel imports only while it starts: all kernels share it where it is there already.
AT_START = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
MOST_BYTES = 500_000_000
"""A kernel needs a fifth of it; one that grows past it fails alone, before the machine does."""
REQUEST_BYTES = 1 << 20  # more than the system lets one packet be


class Request(TypedDict):
    """What a kernel is started with."""

    argv: list[str]
    env: dict[str, str]
    cwd: str


class Kernel(NamedTuple):
    """A running kernel: the socket to its owner, and the descriptor that is ready once it has ended."""

    pid: int
    owner: socket.socket
    descriptor: int


class Zygote:
    """Forks kernels and reports how they end.

    Parameters
    ----------
    control : socket.socket
        Where the requests come from.
    """

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.owned: dict[int, Kernel] = {}  # by the owner's socket
        self.running: dict[int, Kernel] = {}  # by the kernel's descriptor
        self.poller = select.poll()  # unlike epoll, it is no descriptor that kernels would share
        self.poller.register(control, select.POLLIN)

    def serve(self) -> Request | None:
        """Fork until the server leaves, which gives None; in a new kernel's own process, give its request."""
        while True:
            ready, _ = self.poller.poll()[-1]  # requests come first in the list: they wait until the dead are seen to
            if ready in self.running:
                self._reap(self.running[ready])
            elif ready in self.owned:
                self._disown(self.owned[ready])
            else:
                packet, owners, *_ = socket.recv_fds(self.control, REQUEST_BYTES, 1)
                if not packet:
                    self._end_all()
                    return None
                if not self._fork(socket.socket(fileno=owners[0])):
                    request: Request = json.loads(packet)
                    return request

    def close(self) -> None:
        """Close every descriptor: a kernel must hold neither its siblings' nor this process's."""
        for kernel in self.running.values():
            kernel.owner.close()
            os.close(kernel.descriptor)
        self.control.close()

    def _fork(self, owner: socket.socket) -> int:
        """The new kernel's process id, and 0 in its own process, as from `os.fork`."""
        try:
            pid = os.fork()
        except OSError as error:  # the machine is full, which is no reason to end the kernels that run
            with owner, suppress(OSError):
                owner.send(str(error).encode())
            return -1
        if not pid:
            owner.close()
            return 0
        kernel = Kernel(pid, owner, os.pidfd_open(pid))
        self.owned[owner.fileno()] = self.running[kernel.descriptor] = kernel
        self.poller.register(owner, 0)  # 0: ready only when its other end is closed
        self.poller.register(kernel.descriptor, select.POLLIN)
        with suppress(OSError):  # the owner did not wait; the next turn finds its socket closed
            socket.send_fds(owner, [str(pid).encode()], [kernel.descriptor])
        return pid

    def _end_all(self) -> None:
        """Also those that are about to stop of themselves: an orphan would write into the log that it is one."""
        for kernel in list(self.running.values()):
            os.kill(kernel.pid, signal.SIGKILL)
            self._reap(kernel)

    def _disown(self, kernel: Kernel) -> None:
        self.poller.unregister(kernel.owner)
        del self.owned[kernel.owner.fileno()]
        os.kill(kernel.pid, signal.SIGKILL)  # cannot hit another process: this one has not been reaped

    def _reap(self, kernel: Kernel) -> None:
        code = os.waitstatus_to_exitcode(os.waitpid(kernel.pid, 0)[1])
        if self.owned.pop(kernel.owner.fileno(), None):
            self.poller.unregister(kernel.owner)
        self.poller.unregister(kernel.descriptor)
        del self.running[kernel.descriptor]
        with kernel.owner, suppress(OSError):
            kernel.owner.send(str(code).encode())
        os.close(kernel.descriptor)


def warm_up() -> None:
    """Fill every cache that a page fills, by running the dashboard once up to the profile."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # no page is debugged; it is 8 MB and 0.1 s of each kernel
    for name in AT_START:
        with suppress(ImportError):  # another version of ipykernel or IPython has it elsewhere: only a little slower
            import_module(name)
    page = widgets.Dashboard(content.load())
    page.safety.none_true = page.safety.done = True
    ipywidgets.Widget.close_all()


def ready_to_fork() -> None:
    """Put what is there out of the collector's reach, so that it stays shared.

    Raises
    ------
    RuntimeError, OSError
        Where a fork would go wrong, so that the server never asks for one.
    """
    gc.collect()
    gc.freeze()
    os.close(os.pidfd_open(os.getpid()))  # Linux before 5.3 and some sandboxes have none
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise RuntimeError("a library has started a thread, and only one thread survives a fork")


def run_kernel(request: Request, zygote: int) -> None:
    """Be the kernel that was asked for, in a process that was forked from `zygote`."""
    os.setsid()  # a process group of its own, which is how Jupyter signals a kernel
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    atexit._clear()  # what was registered is the zygote's to do
    gc.enable()
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(zygote))
    os.chdir(request["cwd"])
    sys.argv = ["ipykernel_launcher", *request["argv"]]
    app = IPKernelApp.instance(parent_handle=zygote)  # its default was read from the environment at import
    app.initialize([*request["argv"], "--HistoryManager.enabled=False"])
    ipywidgets.register_comm_target()  # ipywidgets does this at import, if there is a kernel by then
    app.start()
    app.control_thread.stop()  # before ipykernel, at exit, stops the thread that prints: this one may still be waiting
    app.control_thread.join()  # for it with its answer to the shutdown, for seconds


def main() -> None:
    """Warm up, then serve; every kernel comes out of `serve` with its request."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as ipykernel does: an interrupt is for a cell, not for a start
    gc.disable()  # garbage thrown away would leave holes in pages that kernels are to share
    pid = os.getpid()
    warm_up()
    ready_to_fork()
    zygote = Zygote(socket.socket(fileno=int(sys.argv[1])))
    request = zygote.serve()
    zygote.close()
    if request:
        run_kernel(request, pid)


if __name__ == "__main__":
    main()
