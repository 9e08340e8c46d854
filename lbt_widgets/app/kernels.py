"""Kernels forked from a warm parent: how `lbt app` starts them, and nothing else does.

Jupyter finds the provisioner by its entry point and uses it where a configuration names it, as `server.py` does.
Where forking is not possible (Windows, macOS, a kernel of another Python) or fails, the kernel is a plain one.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

PROVISIONER = "lbt-fork"  # its name in pyproject.toml
ZYGOTE = "lbt_widgets.app.zygote"
ANSWER_S = 30  # the first answer waits for the imports, on a machine that may be busy
ENDED_UNSEEN = 1  # the code of a kernel that outlived its parent, which alone could have asked for the true one
log = logging.getLogger(__name__)
_lock = Lock()
_current: Zygote | None = None


class ZygoteGone(OSError):
    """The zygote has ended."""


class ForkedKernel:
    """A kernel's process as `subprocess.Popen` would show it; the zygote is its parent."""

    stdin = stdout = stderr = None
    returncode: int | None = None

    def __init__(self, pid: int, descriptor: int, answers: socket.socket) -> None:
        self.pid = pid
        self._process = io.FileIO(descriptor)  # a file closes itself when nobody holds it any more
        self._answers = answers

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        until = None if timeout is None else time.monotonic() + timeout
        if self.returncode is None:
            for end in (self._process, self._answers):  # the kernel has ended; the zygote says how, or has ended too
                if not _readable(end.fileno(), until):
                    raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self.returncode = int(self._answers.recv(16) or ENDED_UNSEEN)
            self._process.close()
            self._answers.close()
        return self.returncode

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process.fileno(), signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class Zygote:
    """The server's end of a zygote; requests may come before it is warm."""

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise OSError("only Linux can fork a process that has its libraries loaded")
        self.has_forked = False
        self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", ZYGOTE, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl+C is for the server, which stops its kernels in order
            )

    def fork(self, argv: list[str], env: dict[str, str], cwd: str) -> ForkedKernel:
        """Start a kernel.

        Raises
        ------
        ZygoteGone
            If the zygote has ended.
        OSError
            If no process could be made, or no answer came.
        """
        request = json.dumps({"argv": argv, "env": env, "cwd": cwd}).encode()
        answers, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ExitStack() as on_failure:
            on_failure.enter_context(answers).settimeout(ANSWER_S)
            try:
                with theirs:
                    socket.send_fds(self._requests, [request], [theirs.fileno()])
                answer, descriptors, *_ = socket.recv_fds(answers, 1024, 1, socket.MSG_CMSG_CLOEXEC)
            except ConnectionError:
                answer = b""
            if not answer:
                raise ZygoteGone("the process that forks kernels has ended")
            if not descriptors:
                raise OSError(answer.decode())
            on_failure.pop_all()
        self.has_forked = True
        return ForkedKernel(int(answer), descriptors[0], answers)

    def close(self) -> None:
        """End it, and its kernels with it."""
        self._requests.close()
        self.process.wait()


class ForkProvisioner(LocalProvisioner):
    """Jupyter's own way to run a kernel on this machine, but for how the process is made."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        try:
            kernel = await asyncio.to_thread(_launch, cmd, **kwargs)  # the first one waits for the imports
        except Exception as error:
            _warn(str(error))
        else:
            self.process = kernel  # type: ignore[assignment]  # all of Popen that a provisioner uses
            self.pid = self.pgid = kernel.pid
            self.cwd = kwargs.get("cwd", Path.cwd())
            return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)


def start() -> Zygote:
    """The zygote of this process, which is started where there is none; it warms up while the caller goes on."""
    global _current
    with _lock:
        if _current is None:
            _current = Zygote()
        return _current


def stop() -> None:
    """End the zygote of this process, if there is one."""
    if _current is not None:
        _end(_current)


def _launch(cmd: list[str], env: dict[str, str], cwd: str | None = None, **other: Any) -> ForkedKernel:
    if cmd[:3] != [sys.executable, "-m", "ipykernel_launcher"] or other:
        raise ValueError(f"only a plain kernel of {sys.executable} can be forked, not {cmd} {other or ''}")
    request = cmd[3:], env, cwd or str(Path.cwd())
    zygote = start()
    try:
        return zygote.fork(*request)
    except ZygoteGone:
        if not zygote.has_forked and zygote.process.wait() > 0:  # not killed: it could not start, nor could another
            raise
    _end(zygote)
    return start().fork(*request)


def _end(zygote: Zygote) -> None:
    """Others may have found it dead as well, and have a new one."""
    global _current
    with _lock:
        if _current is zygote:
            _current = None
            zygote.close()


@lru_cache(maxsize=50)  # a reason may have a number in it that is never the same
def _warn(reason: str) -> None:
    """Each reason once."""
    log.warning("Pages start the slower way, each in a process of its own: %s.", reason)


def _readable(descriptor: int, until: float | None) -> bool:
    """Whether there is something to read, or the end, before the clock is at `until`; None waits without end."""
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return bool(poller.poll(None if until is None else max(0, until - time.monotonic()) * 1000))
