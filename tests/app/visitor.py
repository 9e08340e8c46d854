"""A visitor without a browser: what can be sent to the server by hand, well-meant or not."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from websockets.sync.client import ClientConnection, connect

V1 = "v1.kernel.websocket.jupyter.org"
PATIENCE_S = 10
ANY_CERTIFICATE = ssl._create_unverified_context()


class Visitor:
    """One browser's worth of cookies, and the page that it has open.

    `ip` is where it comes from, one of this machine's own addresses; without one the system chooses.
    """

    def __init__(self, address: str, ip: str | None = None) -> None:
        self.address = address.rstrip("/")
        self._source = (ip, 0) if ip else None
        self.cookies: dict[str, str] = {}
        self.config: dict[str, Any] = {}
        self.session = uuid.uuid4().hex

    def ask(
        self, path: str, method: str = "GET", form: Mapping[str, str] | None = None, **headers: str
    ) -> tuple[int, str, Mapping[str, str]]:
        """One request, the path sent as it is written, no redirect followed."""
        connection = self.connection()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(
            method, urlsplit(self.address).path + path, body=None if form is None else urlencode(form), headers=headers
        )
        answer = connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
        connection.close()
        return found

    def connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "https":
            return http.client.HTTPSConnection(
                parts.netloc, timeout=90, source_address=self._source, context=ANY_CERTIFICATE
            )
        return http.client.HTTPConnection(parts.netloc, timeout=90, source_address=self._source)

    def open_page(self, name: str = "dashboard.ipynb") -> str:
        status, text, _ = self.ask(f"/voila/render/{name}")
        assert status == 200, status
        found = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', text, re.S)
        assert found
        self.config = json.loads(found[1])
        return text

    @property
    def kernel(self) -> str:
        return str(self.config["kernelId"])

    def leave(self, token: str | None = None) -> int:
        token = self.config["lbtToken"] if token is None else token
        return self.ask(f"/leave/{self.kernel}", "POST", {"token": token})[0]

    def ask_for_socket_and_leave(self) -> None:
        """As a page that is loaded again before its socket opens."""
        connection = self.connection()
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        where = f"{urlsplit(self.address).path}/api/kernels/{self.kernel}/channels?session_id={self.session}"
        connection.request(
            "GET", where, headers={**upgrade, **cookies, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        )
        connection.close()

    def socket(self, session: str | None = None, kernel: str | None = None, **settings: Any) -> Socket:
        session = self.session if session is None else session
        where = (
            f"ws{self.address.removeprefix('http')}/api/kernels/{kernel or self.kernel}/channels?session_id={session}"
        )
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        settings.setdefault("subprotocols", [V1])
        if where.startswith("wss:"):
            settings["ssl"] = ANY_CERTIFICATE
        return Socket(connect(where, additional_headers=headers, max_size=None, open_timeout=60, **settings))


class Socket:
    """A socket to a kernel, with the widgets that it told of."""

    def __init__(self, opening: connect) -> None:
        self._open = ExitStack()
        self.line: ClientConnection = self._open.enter_context(opening)
        self.widgets: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Socket:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._open.close()

    def send(
        self, kind: str, content: Any, channel: str = "shell", buffers: tuple[bytes, ...] = (), **header: str
    ) -> str:
        message_id = uuid.uuid4().hex
        head = {"msg_id": message_id, "msg_type": kind, "session": "s", "username": "", "version": "5.3", "date": ""}
        self.raw([*(json.dumps(part).encode() for part in ({**head, **header}, {}, {}, content)), *buffers], channel)
        return message_id

    def raw(self, parts: list[bytes], channel: str = "shell") -> None:
        if self.line.subprotocol == V1:
            self.line.send(serialize_msg_to_ws_v1(parts, channel))
            return
        names = ("header", "parent_header", "metadata", "content")
        told = b",".join(b'"%s":%s' % (name.encode(), part) for name, part in zip(names, parts, strict=True))
        self.line.send(f'{{"channel":"{channel}",{told.decode()}}}')

    def receive(self, timeout: float = PATIENCE_S) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
        """Channel, type, parent's header, content."""
        raw = self.line.recv(timeout)
        if self.line.subprotocol != V1:
            told = deserialize_binary_message(raw) if isinstance(raw, bytes) else json.loads(raw)
            return told["channel"], told["header"]["msg_type"], told["parent_header"], told["content"]
        assert isinstance(raw, bytes)
        channel, (header, parent, _, content, *_buffers) = deserialize_msg_from_ws_v1(raw)
        return channel, json.loads(header)["msg_type"], json.loads(parent), json.loads(content)

    def until(self, wanted: Callable[[str, str, dict[str, Any], dict[str, Any]], bool]) -> list[Any]:
        """Everything that came up to the message that is wanted."""
        seen, end = [], time.monotonic() + PATIENCE_S
        while True:
            seen.append(self.receive(max(0.1, end - time.monotonic())))
            if wanted(*seen[-1]):
                return seen

    def echo(self) -> list[Any]:
        """Everything the kernel had to say up to now: it answers one after the other."""
        asked = self.send("kernel_info_request", {})
        done = ("status", asked, "idle")
        return self.until(
            lambda _c, kind, parent, told: (kind, parent.get("msg_id"), told.get("execution_state")) == done
        )

    def load_widgets(self) -> dict[str, dict[str, Any]]:
        """The state of all widgets, as a page asks for it."""
        self.send("comm_open", {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}})
        self.send("comm_msg", {"comm_id": "control", "data": {"method": "request_states"}})
        seen = self.until(lambda _c, kind, _p, content: kind == "comm_msg" and content["comm_id"] == "control")
        self.widgets = seen[-1][3]["data"]["states"]
        return self.widgets

    def widget(self, **state: Any) -> str:
        """The id of the widget that has these traits."""
        return next(
            one
            for one, widget in self.widgets.items()
            if all(widget["state"].get(name) == value for name, value in state.items())
        )

    def update(self, widget: str, **state: Any) -> str:
        return self.send(
            "comm_msg", {"comm_id": widget, "data": {"method": "update", "state": state, "buffer_paths": []}}
        )


@pytest.fixture
def visitor(address: str) -> Iterator[Visitor]:
    one = Visitor(address)
    one.open_page()
    yield one
    one.leave()


@pytest.fixture
def socket(visitor: Visitor) -> Iterator[Socket]:
    with visitor.socket() as line:
        line.load_widgets()
        yield line


def custom(content: object) -> dict[str, object]:
    """What a message to a widget holds."""
    return {"comm_id": "control", "data": {"method": "custom", "content": content}}


def open_profile(socket: Socket) -> None:
    safety = next(one for one, widget in socket.widgets.items() if "ticked" in widget["state"])
    socket.update(safety, none_true=True, done=True)
    socket.load_widgets()
