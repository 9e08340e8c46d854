"""Kernels on other machines, behind a Jupyter Kernel Gateway or Enterprise Gateway, with the same seats and walls.

Jupyter's own client for a gateway waits in a busy loop, holds the server up while it connects, leaves out the token,
and takes no bytes, which our pictures are sent as. So the line to a kernel is ours; the rest is Jupyter's.
"""

from __future__ import annotations

import asyncio
import json
from functools import partial
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.jsonutil import json_default
from jupyter_server.gateway.gateway_client import GatewayClient, gateway_request
from jupyter_server.gateway.managers import GatewayKernelManager, GatewayMappingKernelManager
from jupyter_server.services.kernels.connection.base import (
    BaseKernelWebsocketConnection,
    deserialize_binary_message,
    serialize_binary_message,
)
from jupyter_server.utils import url_path_join
from tornado.escape import json_decode, url_escape
from tornado.httpclient import HTTPRequest
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from tornado.websocket import WebSocketClientConnection, websocket_connect
from traitlets import Type, Unicode
from traitlets.config import Config

from .seats import ClassKernels
from .walls import HEARD, Refused, read_message, write

PING_S = 30
LISTS_KERNELS = "--JupyterWebsocketPersonality.list_kernels=True"


class NoGateway(Exception):
    """The gateway cannot be used; the message is one sentence."""


def use(url: str, config: Config) -> None:
    """Have the server's kernels on the gateway, if it is there and lists them: that is how we see that one has gone.

    Raises
    ------
    NoGateway
    """
    config.GatewayClient.url = url.rstrip("/")
    config.VoilaConfiguration.multi_kernel_manager_class = GatewayKernels
    config.Voila.kernel_websocket_connection_class = GatewayConnection
    client = GatewayClient.instance(config=config)
    kernels = url_path_join(client.url, client.kernels_endpoint)
    try:
        IOLoop.current().run_sync(lambda: gateway_request(kernels, method="GET"))
    except (HTTPError, OSError) as error:
        hidden = getattr(error, "status_code", None) == 403
        mend = f"hides its kernels; start it with {LISTS_KERNELS}" if hidden else "does not answer"
        raise NoGateway(f"the gateway at {url} {mend}.") from error


async def open_line(kernel_id: str, session: str) -> WebSocketClientConnection:
    """A socket to a kernel, in the older protocol, which every gateway speaks."""
    client = GatewayClient.instance()
    where = url_path_join(client.ws_url, client.kernels_endpoint, kernel_id, "channels")
    request = HTTPRequest(f"{where}?session_id={url_escape(session)}", **client.load_connection_args())
    return await websocket_connect(request, ping_interval=PING_S)


def send(line: WebSocketClientConnection, message: dict[str, Any], channel: str) -> None:
    message = {"buffers": [], **message, "channel": channel}
    packed = serialize_binary_message(message) if message["buffers"] else json.dumps(message, default=json_default)
    if line.protocol is not None:
        write(line.protocol.stream, partial(line.write_message, packed, isinstance(packed, bytes)))


def unpacked(raw: str | bytes) -> dict[str, Any]:
    message: dict[str, Any] = deserialize_binary_message(raw) if isinstance(raw, bytes) else json.loads(raw)
    return message


class Channel:
    """One of a kernel's channels, as much of it as running a page needs."""

    def __init__(self, name: str, line: WebSocketClientConnection) -> None:
        self._name, self._line = name, line
        self.came: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def send(self, message: dict[str, Any]) -> None:
        send(self._line, message, self._name)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message.

        Raises
        ------
        Empty
            If none came in time.
        ConnectionError
            If the line has ended.
        """
        try:
            message = await asyncio.wait_for(self.came.get(), timeout)
        except TimeoutError:
            raise Empty from None
        if message is None:
            raise ConnectionError("the line to the gateway has ended")
        return message


class PageClient(AsyncKernelClient):
    """Runs the cells of a page."""

    kernel_id = Unicode()

    async def start_channels(self, **_wanted: bool) -> None:  # type: ignore[override]
        self._line = await open_line(self.kernel_id, self.session.session)
        self._shell_channel, self._iopub_channel = Channel("shell", self._line), Channel("iopub", self._line)
        self._reading = asyncio.ensure_future(self._read())

    def stop_channels(self) -> None:
        self._line.close()

    async def _read(self) -> None:
        channels = {"shell": self._shell_channel, "iopub": self._iopub_channel}
        while (raw := await self._line.read_message()) is not None:
            message = unpacked(raw)
            if message["channel"] in channels:
                channels[message["channel"]].came.put_nowait(message)
        for channel in channels.values():
            channel.came.put_nowait(None)


class GatewayKernel(GatewayKernelManager):
    """A kernel on the gateway."""

    client_factory = Type(PageClient)

    async def refresh_model(self, model: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """As Jupyter's, but a line that runs a page's cells does not count as a reader: seats.py counts those."""
        if model is None:
            try:
                model = json_decode((await gateway_request(self.kernel_url, method="GET")).body)
            except HTTPError as error:
                if error.status_code != 404:
                    raise
                self.kernel = None
                return None
        readers = self.parent._kernel_connections.get(self.kernel_id, 0)
        found: dict[str, Any] = await super().refresh_model(model)  # waits for nothing, given a model
        self.parent._kernel_connections[self.kernel_id] = readers
        return found

    async def is_alive(self) -> bool:
        """Jupyter's says yes once more after the kernel has gone."""
        return self.has_kernel and await self.refresh_model() is not None

    _async_is_alive = is_alive


class _NamedThere(GatewayMappingKernelManager):
    """The gateway's kernels without a wish for their ids, which the gateway chooses; those that it ended are removed."""

    async def start_kernel(self, *, kernel_id: str | None = None, **settings: Any) -> str:
        started: str = await super().start_kernel(**settings)
        return started

    async def list_kernels(self, **settings: Any) -> list[dict[str, Any]]:
        known = set(self._kernels)
        models: list[dict[str, Any]] = await super().list_kernels(**settings)
        for kernel_id in known - self._kernels.keys():
            self.remove_kernel(kernel_id)
        return models


class GatewayKernels(ClassKernels, _NamedThere):
    """The seats of a class whose kernels run on a gateway."""

    kernel_manager_class = f"{__name__}.{GatewayKernel.__name__}"


class GatewayConnection(BaseKernelWebsocketConnection):
    """A socket's line to a kernel on the gateway, both ways watched as in walls.py.

    When the line ends the page's socket is closed, too: the page knows how to come back.
    """

    kernel_ws_protocol = Unicode("")  # the older one, as to the gateway
    _line: WebSocketClientConnection | None = None

    async def connect(self) -> None:
        self.multi_kernel_manager.notify_connect(self.kernel_id)
        self._line = await open_line(self.kernel_id, self.session_id)
        if self.websocket_handler.ws_connection is None:  # the page has left meanwhile
            self._line.close()
            return
        self._reading = asyncio.ensure_future(self._read(self._line))

    def disconnect(self) -> None:  # type: ignore[override]
        self.multi_kernel_manager.notify_disconnect(self.kernel_id)
        if self._line is not None:
            self._line.close()

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:  # type: ignore[override]
        try:
            message = read_message(incoming_msg, v1=False)
        except Refused as why:
            self.log.info("A message was dropped: %s.", why)
            return
        if self._line is not None:
            send(self._line, message, "shell")

    async def _read(self, line: WebSocketClientConnection) -> None:
        while (raw := await line.read_message()) is not None:
            if unpacked(raw)["header"].get("msg_type") in HEARD:
                self.websocket_handler.write_message(raw, binary=isinstance(raw, bytes))
        self.websocket_handler.close()
