"""What a visitor's socket may say to a kernel, and what it hears: widgets, and nothing else.

A message is taken apart and put together anew from what was understood and allowed, so that no part which was not
looked at (a key given twice, an unknown header, another channel) reaches the kernel.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_binary_message, deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.web import HTTPError, RequestHandler

from .seats import ClassKernels

MAX_MESSAGE_BYTES = 1_000_000
MESSAGES_PER_S, MESSAGES_AT_ONCE = 60, 200
MAX_TEXT = 200
MAX_PARTS = 100
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
    return {
        "header": _header(header),
        "parent_header": _header(parent) if isinstance(parent, dict) and parent else {},
        "metadata": {"version": CONTROL_VERSION},
        "content": _content(header.get("msg_type"), content),
        "buffers": buffers,
    }


def _split(raw: str | bytes, v1: bool) -> tuple[Any, Any, Any, Any, list[bytes]]:
    if v1:
        if not isinstance(raw, bytes) or not 6 <= int.from_bytes(raw[:8], "little") <= MAX_PARTS:
            raise Refused("no parts")  # Jupyter would count up to 2**64 while everybody waits
        channel, (header, parent, _metadata, content, *buffers) = deserialize_msg_from_ws_v1(raw)
        return channel, json.loads(header), json.loads(parent), json.loads(content), buffers
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

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Printed text, tracebacks and replies to what was never asked stay here: they tell of the server."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(parts[1]).get("msg_type") in HEARD:
            super().handle_outgoing_message(stream, outgoing_msg)


class Socket(KernelWebsocketHandler):
    """The socket of a page: one session for each kernel, and no faster than a hand can move a slider.

    Not Voilà's: it looks for what `HEARD` holds back anyway, and counts without end in bytes of the older protocol.
    """

    _allowance = float(MESSAGES_AT_ONCE)
    _counted_at = 0.0

    async def pre_get(self) -> None:
        kernels: ClassKernels = self.kernel_manager
        if self.kernel_id not in kernels:
            raise HTTPError(404)
        if not kernels.admit(self.kernel_id, self.get_argument("session_id", "")):
            raise HTTPError(403)
        await super().pre_get()

    async def on_message(self, ws_message: str | bytes) -> None:  # type: ignore[override]
        """The next message is read when this one is done with, so that whoever sends too many waits, nobody else."""
        now = time.monotonic()
        earned = (now - self._counted_at) * MESSAGES_PER_S
        self._allowance = min(self._allowance + earned, MESSAGES_AT_ONCE) - 1
        self._counted_at = now
        if self._allowance < 0:
            await asyncio.sleep(-self._allowance / MESSAGES_PER_S)
        if self.connection is not None:  # it may have closed meanwhile
            self.connection.handle_incoming_message(ws_message)

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
