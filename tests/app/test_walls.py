"""What a visitor must not say to a kernel, tried by hand over the socket."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import functools
import json
import math
import time
from pathlib import Path
from unittest.mock import AsyncMock, Mock

import pytest
from jupyter_server.services.kernels.connection.base import serialize_binary_message, serialize_msg_to_ws_v1
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from lbt_widgets.app.walls import Refused, read_message
from lbt_widgets.app.walls import Socket as PageSocket

from .conftest import in_a_loop
from .visitor import PATIENCE_S, V1, Socket, Visitor, custom, open_profile, socket, visitor  # noqa: F401

HARMLESS = {"status", "kernel_info_reply"}


def code(path: Path) -> str:
    return f"open({str(path)!r}, 'w').write('reached')"


NOT_OURS = [
    "execute_request", "inspect_request", "complete_request", "history_request", "is_complete_request",
    "debug_request", "interrupt_request", "shutdown_request", "usage_request", "create_subshell_request",
    "list_subshell_request", "delete_subshell_request", "input_reply", "comm_info", "connect_request",
]  # fmt: skip


def test_a_short_answer_is_not_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the system waits up to 40 ms to send two of them as one."""
    page_socket = PageSocket.__new__(PageSocket)
    page_socket.ws_connection = Mock()
    monkeypatch.setattr(KernelWebsocketHandler, "open", AsyncMock())
    in_a_loop(page_socket.open("a kernel"))
    page_socket.ws_connection.set_nodelay.assert_called_with(True)


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub"])
def test_only_widgets_are_spoken_of(socket: Socket, tmp_path: Path, channel: str) -> None:
    told = {"code": code(tmp_path / "it"), "cursor_pos": 1, "silent": False, "value": "1", "hist_access_type": "tail"}
    for kind in NOT_OURS:
        socket.send(kind, {**told, "command": "initialize", "arguments": {}}, channel)
    assert {one[1] for one in socket.echo()} <= HARMLESS
    assert list(tmp_path.iterdir()) == []


def test_a_key_given_twice_smuggles_nothing(socket: Socket, tmp_path: Path) -> None:
    head = '{"msg_id":"1","session":"s","username":"","version":"5.3","date":""'
    for types in [("execute_request", "comm_msg"), ("comm_msg", "execute_request")]:
        twice = head + "".join(f',"msg_type":"{one}"' for one in types) + "}"
        content = {"code": code(tmp_path / "it"), "silent": False, "comm_id": "x", "data": {"method": "custom"}}
        socket.raw([twice.encode(), b"{}", b"{}", json.dumps(content).encode()])
    kinds = [one[1] for one in socket.echo()]
    assert "execute_result" not in kinds
    assert list(tmp_path.iterdir()) == []


def test_a_header_chooses_no_subshell(socket: Socket) -> None:
    asked = socket.send("kernel_info_request", {}, subshell_id="other")
    assert any(kind == "kernel_info_reply" and parent["msg_id"] == asked for _, kind, parent, _ in socket.echo())


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "my.own", "../x", "", 5, None], ids=str)
def test_a_page_opens_no_comm_of_its_own(socket: Socket, target: object) -> None:
    state = {"_model_name": "IntSliderModel", "_model_module": "@jupyter-widgets/controls"}
    socket.send("comm_open", {"comm_id": "mine", "target_name": target, "data": {"state": state, "buffer_paths": []}})
    assert {one[1] for one in socket.echo()} <= HARMLESS
    assert "mine" not in socket.load_widgets()


def nested(levels: int) -> list[object]:
    return functools.reduce(lambda inner, _: [inner], range(levels), [])


MALFORMED = {
    "none": None, "list": [], "text": "x", "empty": {}, "number for id": {"comm_id": 5}, "long id": {"comm_id": "c" * 500},
    "list for data": {"comm_id": "control", "data": []},
    "unknown method": {"comm_id": "control", "data": {"method": "explode"}},
    "list for method": {"comm_id": "control", "data": {"method": []}},
    "half a letter": custom("\ud800"), "half a letter as key": custom({"\ud800": 1}), "no number": custom(math.nan),
    "deep": custom(nested(100)), "deeper": custom(nested(900)),
}  # fmt: skip


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_message_has_no_answer(socket: Socket, content: object) -> None:
    for kind in ("comm_open", "comm_msg", "comm_close"):
        socket.send(kind, content)
    assert {one[1] for one in socket.echo()} <= HARMLESS


@pytest.mark.parametrize("content", [custom("\ud800"), custom(math.nan), custom(nested(100)), custom(nested(900))])
def test_what_could_not_be_sent_on_is_refused(content: object) -> None:
    with pytest.raises(Refused):
        read_message(older({}, content), v1=False)
    with pytest.raises(Refused):
        read_message(older({"username": "\ud800"}, custom("")), v1=False)
    read_message(older({}, custom(nested(10))), v1=False)


def older(header: dict[str, str], content: object) -> str:
    """A message in the older protocol."""
    return json.dumps({"channel": "shell", "header": {"msg_type": "comm_msg", **header}, "content": content})


@pytest.mark.parametrize("protocols", [[V1], None], ids=["v1", "older"])
@pytest.mark.parametrize("raw", [b"", b"\xff" * 50, b"\x00" * 50, (10**9).to_bytes(8, "little") * 3, "text", "{}"])
def test_noise_is_dropped(visitor: Visitor, raw: bytes | str, protocols: list[str] | None) -> None:
    with visitor.socket(subprotocols=protocols) as socket:
        socket.line.send(raw)
        assert {one[1] for one in socket.echo()} <= HARMLESS


@pytest.mark.parametrize("v1", [True, False])
def test_what_cannot_be_read_is_refused_quickly(v1: bool) -> None:
    many = (100_000).to_bytes(8, "little")
    for raw in [many + many * 100_000, (10**7).to_bytes(4, "big") * 10, b"[" * 900_000, "[" * 900_000]:
        begun = time.perf_counter()
        with pytest.raises(Refused):
            read_message(raw, v1)
        assert time.perf_counter() - begun < 1


def test_parts_may_not_overlap() -> None:
    """A message would grow a hundredfold by being taken apart."""
    buffers = [b"x" * 9000] + [b""] * 20
    message = {"header": {"msg_type": "comm_msg"}, "parent_header": {}, "metadata": {}, "content": custom("")}
    parts = [*(json.dumps(part).encode() for part in message.values()), *buffers]
    new = serialize_msg_to_ws_v1(parts, "shell")
    older = serialize_binary_message({"channel": "shell", **message, "buffers": buffers})
    for raw, end, start, v1 in [
        (new, len(new).to_bytes(8, "little"), (len(new) - 9000).to_bytes(8, "little"), True),
        (older, len(older).to_bytes(4, "big"), (len(older) - 9000).to_bytes(4, "big"), False),
    ]:
        assert read_message(raw, v1)["buffers"] == buffers
        with pytest.raises(Refused):
            read_message(raw.replace(end + end, start + end), v1)


def test_a_fault_in_the_kernel_shows_no_traceback(socket: Socket) -> None:
    """A widget that fails on a message prints the fault, with paths of this machine: none of it leaves."""
    for data in ({"method": "update"}, {"method": "update", "state": 5}, {"method": "custom", "content": [[]]}):
        for widget in socket.widgets:
            socket.send("comm_msg", {"comm_id": widget, "data": data})
    assert {one[1] for one in socket.echo()} <= {*HARMLESS, "comm_msg"}


def test_a_forged_state_is_refused_in_python(socket: Socket) -> None:
    safety = next(one for one, widget in socket.widgets.items() if "ticked" in widget["state"])
    before = socket.widgets[safety]["state"]
    for forged in [
        {"ticked": ["no such flag"]}, {"ticked": "all"}, {"ticked": ["x" * 100_000]}, {"none_true": "yes"},
        {"done": 1}, {"result": {"title": "All is well"}}, {"heading": 1}, {"flags": []}, {"_esm": "alert(1)"},
    ]:  # fmt: skip
        socket.update(safety, **forged)
    assert socket.load_widgets()[safety]["state"] == before


def test_a_forged_slider_moves_nothing(socket: Socket) -> None:
    open_profile(socket)
    slider = next(one for one, widget in socket.widgets.items() if "low_text" in widget["state"])
    before = socket.widgets[slider]["state"]
    for value in (10**8, -1, "0.7", None, [], True, float("nan"), 10**400):
        socket.update(slider, value=value, max=10**9)
    assert socket.load_widgets()[slider]["state"] == before
    socket.update(slider, value=0.25)  # and it still works
    assert socket.load_widgets()[slider]["state"]["value"] == 0.25


def test_bytes_in_the_older_protocol_stop_nobody(visitor: Visitor) -> None:
    """Voilà's own socket takes their first eight for a count, and counts as far as that."""
    with visitor.socket() as line:
        line.load_widgets()
        open_profile(line)
        plot = next(one for one, widget in line.widgets.items() if "plotly_file" in widget["state"])
    with visitor.socket(subprotocols=None) as older:
        header = {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}
        wish = {"comm_id": plot, "data": {"method": "custom", "content": {"kind": "plotly"}}}
        older.line.send(json.dumps({"channel": "shell", "header": header, "content": wish, "parent_header": {}}))
        while isinstance(older.line.recv(PATIENCE_S), str):
            pass
    assert visitor.ask(f"/api/kernels/{visitor.kernel}")[0] == 200
