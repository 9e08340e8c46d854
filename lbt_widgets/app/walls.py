"""What a visitor's socket may say to a kernel, and what it hears: widgets, and nothing else.

A message is taken apart and put together anew from what was understood and allowed, so that no part which was not
looked at (a key given twice, an unknown header, another channel) reaches the kernel.
"""

from __future__ import annotations

import asyncio
import functools
import hmac
import json
import math
import time
from asyncio import Future
from collections.abc import Callable
from itertools import chain
from typing import Any, ClassVar
from weakref import WeakKeyDictionary, WeakValueDictionary

from jupyter_server.services.kernels.connection.base import deserialize_binary_message, deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.iostream import IOStream, StreamBufferFullError
from tornado.web import Finish, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from .seats import ClassKernels

MAX_MESSAGE_BYTES = 1_000_000
MESSAGES_PER_S, MESSAGES_AT_ONCE = 60, 200
COUNTS_AS_ONE_BYTES = 64 * 1024
"""A larger message counts as several."""
MAX_UNSENT_BYTES = 8_000_000
"""Whoever leaves more than this unread is cut off; all the widgets of a page take half a megabyte."""
MAX_TEXT = 200
MAX_PARTS = 100
MAX_LEVELS = 50
CONTROL = "jupyter.widget.control"
"""The one comm that a page opens: it asks for the state of the kernel's widgets."""
CONTROL_VERSION = "1.0.0"
METHODS = ("update", "custom", "request_state", "request_states")
HEARD = {
    "comm_open", "comm_msg", "comm_close", "status", "kernel_info_reply", "comm_info_reply", "shutdown_reply",
}  # fmt: skip


class Refused(ValueError):
    """A message that is not one of ours."""


def read_message(raw: str | bytes, v1: bool) -> dict[str, Any]:
    """The message as it may go to the kernel's shell.

    Raises
    ------
    Refused
        If it is not one that our pages send.
    """
    try:
        channel, header, parent, content, buffers = _split(raw, v1)
    except Exception as error:
        raise Refused("unreadable") from error
    if channel != "shell" or not isinstance(header, dict) or not isinstance(content, dict):
        raise Refused("not on the shell channel")
    if sum(map(len, buffers)) > len(raw):
        raise Refused("parts that overlap")
    message = {
        "header": _header(header),
        "parent_header": _header(parent) if isinstance(parent, dict) and parent else {},
        "metadata": {"version": CONTROL_VERSION},
        "content": _content(header.get("msg_type"), content),
    }
    _check_can_be_sent(message)
    return {**message, "buffers": buffers}


def _split(raw: str | bytes, v1: bool) -> tuple[Any, Any, Any, Any, list[bytes]]:
    if v1:
        if not isinstance(raw, bytes) or not 6 <= int.from_bytes(raw[:8], "little") <= MAX_PARTS:
            raise Refused("no parts")  # Jupyter would count up to 2**64 while everybody waits
        channel, (header, parent, _metadata, content, *buffers) = deserialize_msg_from_ws_v1(raw)
        return channel, json.loads(header), json.loads(parent), json.loads(content), buffers
    if isinstance(raw, bytes) and not 1 <= int.from_bytes(raw[:4], "big") <= min(MAX_PARTS, len(raw) // 4 - 1):
        raise Refused("no parts")
    message = deserialize_binary_message(raw) if isinstance(raw, bytes) else json.loads(raw)
    return (
        message.get("channel"), message["header"], message.get("parent_header"), message["content"],
        message.get("buffers") if isinstance(raw, bytes) else [],
    )  # fmt: skip


def _header(given: dict[str, Any]) -> dict[str, str]:
    kept = {name: given.get(name, "") for name in ("msg_id", "msg_type", "session", "username", "version")}
    if not all(isinstance(value, str) and len(value) <= MAX_TEXT for value in kept.values()):
        raise Refused("a header that is none")
    return {**kept, "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}


def _content(kind: object, given: dict[str, Any]) -> dict[str, Any]:
    comm, data = given.get("comm_id"), given.get("data", {})
    known_comm = isinstance(comm, str) and 0 < len(comm) <= MAX_TEXT and isinstance(data, dict)
    if kind == "kernel_info_request":
        return {}
    if kind == "comm_info_request":
        return {"target_name": "jupyter.widget"}
    if kind == "comm_open" and known_comm and given.get("target_name") == CONTROL:
        return {"comm_id": comm, "target_name": CONTROL, "data": {}}
    if kind == "comm_msg" and known_comm and data.get("method") in METHODS:
        return {"comm_id": comm, "data": data}
    if kind == "comm_close" and known_comm:
        return {"comm_id": comm, "data": {}}
    raise Refused("not a message of a widget")


def _check_can_be_sent(message: dict[str, Any]) -> None:
    """JSON can say what nobody can send on: half a letter, no number, more levels than there is stack."""
    level: list[Any] = [message]
    for _ in range(MAX_LEVELS):
        inside = (part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list))
        level = list(chain.from_iterable(inside))
    if level:
        raise Refused("too deep")
    try:
        json.dumps(message, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        raise Refused("not to be sent on") from error


def write(stream: IOStream, write_message: Callable[[], Future[None]]) -> None:
    """Write to a socket, and cut it off if its other end no longer reads: what waits for it fills our memory."""
    stream.max_write_buffer_size = MAX_UNSENT_BYTES
    try:
        written = write_message()
    except WebSocketClosedError:
        return  # whoever reads the socket is told
    except StreamBufferFullError:
        stream.close()
        return
    written.add_done_callback(lambda done: done.cancelled() or done.exception())  # it may close now: no news either


class Allowance:
    """How many messages a kernel takes at the moment; it grows back with time."""

    def __init__(self) -> None:
        self._left, self._counted_at = float(MESSAGES_AT_ONCE), time.monotonic()

    def take(self, size_bytes: int) -> float:
        """Take a message's share, and tell how long the message must wait. [s]"""
        now = time.monotonic()
        earned = (now - self._counted_at) * MESSAGES_PER_S
        share = max(1, math.ceil(size_bytes / COUNTS_AS_ONE_BYTES))
        self._left = min(self._left + earned, MESSAGES_AT_ONCE) - share
        self._counted_at = now
        return max(0.0, -self._left / MESSAGES_PER_S)


class Connection(ZMQChannelsWebsocketConnection):
    """A socket's line to a kernel, both ways watched."""

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:  # type: ignore[override]
        if not self.channels:
            return
        try:
            message = read_message(incoming_msg, self.subprotocol == "v1.kernel.websocket.jupyter.org")
        except Refused as why:
            self.log.info("A message was dropped: %s.", why)
            return
        self.session.send(self.channels["shell"], message)

    def on_restart_failed(self) -> None:
        """The page is told that its kernel has gone; who started the server can do nothing about it."""
        self._send_status_message("dead")

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Printed text, tracebacks and replies to what was never asked stay here: they tell of the server."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(parts[1]).get("msg_type") in HEARD:
            super().handle_outgoing_message(stream, outgoing_msg)


class Socket(KernelWebsocketHandler):
    """The socket of a page: one session for each kernel, one socket, and no faster than a hand can move a slider.

    Not Voilà's: it looks for what `HEARD` holds back anyway, and counts without end in bytes of the older protocol.
    """

    _sockets: ClassVar[WeakValueDictionary[str, Socket]] = WeakValueDictionary()
    _allowances: ClassVar[WeakKeyDictionary[Any, Allowance]] = WeakKeyDictionary()

    async def pre_get(self) -> None:
        kernels: ClassKernels = self.kernel_manager
        if self.kernel_id not in kernels:
            raise HTTPError(404)
        if not kernels.admit(self.kernel_id, self.get_argument("session_id", "")):
            raise HTTPError(403)
        self._allowance = self._allowances.setdefault(kernels.get_kernel(self.kernel_id), Allowance())
        await super().pre_get()
        if self.connection is None or self.request.connection.stream.closed():
            raise Finish  # the page has left meanwhile: a quick reload

    def write_error(self, status_code: int, **_settings: Any) -> None:
        """Nobody reads it, and Jupyter's page of errors is not among ours."""
        self.finish()

    async def open(self, kernel_id: str) -> None:  # type: ignore[override]
        """A page that comes anew takes the place of its socket that was."""
        if (stale := self._sockets.get(kernel_id)) is not None:
            stale.close()
        self._sockets[kernel_id] = self
        self.set_nodelay(True)  # else a short answer may wait 40 ms for the page to confirm the one before
        await super().open(kernel_id)

    @classmethod
    def cut(cls, kernel_id: str) -> None:
        """The kernel has ended, and a page whose line stood would wait for it for ever."""
        if (socket := cls._sockets.get(kernel_id)) is not None:
            socket.close()

    async def on_message(self, ws_message: str | bytes) -> None:  # type: ignore[override]
        """The next message is read when this one is done with, so that whoever sends too many waits, nobody else."""
        await asyncio.sleep(self._allowance.take(len(ws_message)))
        if self.connection is not None:  # it may have closed meanwhile
            self.connection.handle_incoming_message(ws_message)

    def write_message(self, message: str | bytes | dict[str, Any], binary: bool = False) -> None:  # type: ignore[override]
        if self.ws_connection is not None:
            write(self.ws_connection.stream, functools.partial(super().write_message, message, binary))

    def on_close(self) -> None:
        if getattr(self, "connection", None) is not None:
            super().on_close()


class KernelState(KernelHandler):
    """Whether a kernel runs, for those who know its id."""

    SUPPORTED_METHODS = ("GET",)


class Leave(RequestHandler):
    """The goodbye of a page: it frees the seat at once."""

    def initialize(self, kernels: ClassKernels) -> None:
        self.kernels = kernels

    def check_xsrf_cookie(self) -> None:
        """The page's token says more than a cookie could."""

    def post(self, kernel_id: str) -> None:
        token = self.get_body_argument("token", "")
        if not hmac.compare_digest(token.encode(), self.kernels.token(kernel_id).encode()):
            raise HTTPError(403)
        self.kernels.end(kernel_id)
        self.set_status(204)


class VoilaGoodbye(RequestHandler):
    """What Voilà's own script sends beside our goodbye: without a token it stops nothing."""

    def check_xsrf_cookie(self) -> None:
        """There is nothing to protect."""

    def post(self, kernel_id: str) -> None:
        self.set_status(204)
