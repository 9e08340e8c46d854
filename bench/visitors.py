"""Light clients that do what an open page does, many in one process: they share the machine with what they measure."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from stock.three_pictures import LABEL, RUNNER
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

JUPYTER = "v1.kernel.websocket.jupyter.org"
CONTROL = {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}}
MOVE_EVERY_S = 0.5
PATIENCE_S = 120
STEPS = [0.05 * step for step in (*range(6, 20), *range(20, 6, -1))]  # each one changes all three pictures


@dataclass
class Seen:
    """What one visitor saw: seconds to the page's last byte and to the first slider's answer, and then each answer's."""

    page_s: float = 0
    usable_s: float = 0
    burst_s: list[float] = field(default_factory=list)
    later_s: list[float] = field(default_factory=list)


class Visitor(ABC):
    """One reader: comes, moves the slider, leaves."""

    path = "/"

    def __init__(self, address: str) -> None:
        self.address = address
        self.seen = Seen()
        self.cookies: dict[str, str] = {}
        self._steps = cycle(STEPS)

    async def arrive(self) -> None:
        start = time.perf_counter()
        page = await self.fetch(self.path)
        self.seen.page_s = time.perf_counter() - start
        await self.open(page)
        await self.move()
        self.seen.usable_s = time.perf_counter() - start

    async def play(self, seconds: float, echoes_s: list[float]) -> None:
        """Move the slider twice a second, as fast as an answer comes at most."""
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            await self.move()
            echoes_s.append(time.perf_counter() - start)
            await asyncio.sleep(MOVE_EVERY_S - (time.perf_counter() - start))

    async def fetch(self, path: str, form: dict[str, str] | None = None) -> str:
        request = HTTPRequest(
            self.address + path,
            "GET" if form is None else "POST",
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())},
            None if form is None else urlencode(form),
            connect_timeout=PATIENCE_S,
            request_timeout=PATIENCE_S,
        )
        answer = await AsyncHTTPClient().fetch(request)
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return answer.body.decode()

    async def connect(self, path: str, *subprotocols: str) -> None:
        """Open the page's socket. What comes is taken at once: a socket that is not read answers no ping."""
        request = HTTPRequest(f"ws{self.address.removeprefix('http')}{path}", connect_timeout=PATIENCE_S)
        request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.inbox: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self.line = await websocket_connect(
            request,
            subprotocols=list(subprotocols),
            max_message_size=1 << 30,
            on_message_callback=self.inbox.put_nowait,
        )

    async def receive(self) -> Any:
        received = await asyncio.wait_for(self.inbox.get(), PATIENCE_S)
        if received is None:
            raise ConnectionError("the socket was closed")
        return received

    @abstractmethod
    async def open(self, page: str) -> None:
        """From the page's HTML to a slider that can be moved."""

    @abstractmethod
    async def move(self) -> None:
        """Move the slider, and return when everything that it changes has come back."""

    @abstractmethod
    async def leave(self) -> None: ...


class StockVisitor(Visitor):
    """A page of Voilà whose slider is there from the start."""

    trait = "description"
    """What names the slider."""

    async def open(self, page: str) -> None:
        found = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)
        self.config = json.loads(found[1]) if found else {}
        self.kernel, self.session = self.config["kernelId"], uuid.uuid4().hex
        where = f"/api/kernels/{self.kernel}/channels?session_id={self.session}"
        await self.connect(where, JUPYTER)
        self.widgets: dict[str, dict[str, Any]] = {}
        await self.ask("kernel_info_request", {})
        await self.ask("comm_open", CONTROL)
        await self.ask("comm_msg", {"comm_id": "control", "data": {"method": "request_states"}})
        await self.read()
        self.slider = self.find(self.trait, LABEL)

    async def read(self) -> None:
        """What a reader does before the slider is there."""

    async def move(self) -> None:
        if not await self.update(self.slider, value=next(self._steps)):
            raise RuntimeError("no widget followed the slider")

    async def leave(self) -> None:
        self.line.close()
        self.cookies["_xsrf"] = "ab"  # Voilà's page sets none by itself; the cookie and the form have to agree
        await self.fetch(f"/voila/api/shutdown/{self.kernel}", {"_xsrf": "ab"})

    def find(self, trait: str, value: Any = None) -> str:
        """The id of the widget that has this trait, or has this value in it."""
        return next(one for one, state in self.widgets.items() if trait in state and value in (None, state[trait]))

    async def update(self, widget: str, **state: Any) -> bool:
        """Change a widget as the page does; whether another one changed with it."""
        return await self.ask(
            "comm_msg", {"comm_id": widget, "data": {"method": "update", "state": state, "buffer_paths": []}}
        )

    async def ask(self, kind: str, content: dict[str, Any]) -> bool:
        """Send a message and wait until the kernel is done with it; whether a widget changed meanwhile."""
        message_id, changed = uuid.uuid4().hex, False
        header = {"msg_id": message_id, "msg_type": kind, "session": self.session, "username": "", "version": "5.3"}
        parts = [{**header, "date": ""}, {}, {"version": "1.0.0"}, content]
        packed = serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts], "shell")
        await self.line.write_message(packed, binary=True)
        while True:
            _, (header_json, parent_json, _, content_json, *_) = deserialize_msg_from_ws_v1(await self.receive())
            if json.loads(parent_json).get("msg_id") != message_id:
                continue
            told, what = json.loads(header_json)["msg_type"], json.loads(content_json)
            if told == "status" and what["execution_state"] == "idle":
                return changed
            changed |= self.note(told, what, content)

    def note(self, told: str, what: dict[str, Any], asked: dict[str, Any]) -> bool:
        """Keep the state of the widgets that came; whether this is a change of another widget than the one asked."""
        data = what.get("data", {})
        if told == "comm_open":
            self.widgets[what["comm_id"]] = data["state"]
        for one, widget in data.get("states", {}).items() if told == "comm_msg" else ():
            self.widgets[one] = widget["state"]
        return told == "comm_msg" and data.get("method") == "update" and what["comm_id"] != asked["comm_id"]


class StockReader(StockVisitor):
    """A reader of our dashboard in stock Voilà: the safety questions, an example runner, then the slider."""

    trait = "label"

    async def read(self) -> None:
        safety = self.find("none_true")
        await self.update(safety, none_true=True)
        await self.update(safety, done=True)

    async def play(self, seconds: float, echoes_s: list[float]) -> None:
        if not self.seen.burst_s:
            await self.update(self.find("pick"), pick={"number": 1, "id": RUNNER})
        await super().play(seconds, echoes_s)


class Reader(StockReader):
    """A reader of the dashboard from `lbt app`."""

    path = "/voila/render/dashboard.ipynb"

    async def leave(self) -> None:
        self.line.close()
        await self.fetch(f"/leave/{self.kernel}", {"token": self.config["lbtToken"]})


class PanelVisitor(Visitor):
    """A page of Panel, by the protocol of Bokeh's own page."""

    path = "/panel_page"

    async def open(self, page: str) -> None:
        found = re.search(r'"token":"([^"]+)"', page)
        await self.connect(f"{self.path}/ws", "bokeh", found[1] if found else "")
        await self.hear("ACK")
        await self.say("PULL-DOC-REQ", {})
        document = await self.hear("PULL-DOC-REPLY")
        self.slider = next(one["id"] for one in _objects(document) if one["attributes"].get("title") == LABEL)
        self.pictures = {one["id"] for one in _objects(document) if "Plotly" in one["name"]}

    async def move(self) -> None:
        moved = {"kind": "ModelChanged", "model": {"id": self.slider}, "attr": "value", "new": next(self._steps)}
        await self.say("PATCH-DOC", {"events": [moved]})
        waiting = set(self.pictures)
        while waiting:
            events = (await self.hear("PATCH-DOC"))["events"]
            waiting -= {event["model"]["id"] for event in events if event.get("attr") == "_render_count"}

    async def leave(self) -> None:
        self.line.close()

    async def say(self, kind: str, content: dict[str, Any]) -> None:
        for part in ({"msgid": uuid.uuid4().hex, "msgtype": kind}, {}, content):
            await self.line.write_message(json.dumps(part))

    async def hear(self, kind: str) -> dict[str, Any]:
        """The content of the next message of this kind; the arrays beside it are left alone."""
        while True:
            header, _, content = [json.loads(await self.receive()) for _ in range(3)]
            for _ in range(2 * header.get("num_buffers", 0)):
                await self.receive()
            if header["msgtype"] == "ERROR":
                raise RuntimeError(content["text"])
            if header["msgtype"] == kind:
                return dict(content)


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object that is described in a Bokeh document."""
    if isinstance(tree, dict):
        if tree.get("type") == "object" and "attributes" in tree:
            yield tree
        for part in tree.values():
            yield from _objects(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _objects(part)
