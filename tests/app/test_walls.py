"""What a visitor must not reach, tried by hand over HTTP and the socket."""

from __future__ import annotations

import functools
import json
import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from jupyter_server.services.kernels.connection.base import serialize_binary_message, serialize_msg_to_ws_v1
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lbt_widgets.app.walls import MAX_MESSAGE_BYTES, Refused, read_message

from .conftest import serving
from .visitor import PATIENCE_S, V1, Socket, Visitor

HARMLESS = {"status", "kernel_info_reply"}


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


def code(path: Path) -> str:
    return f"open({str(path)!r}, 'w').write('reached')"


NOT_OURS = [
    "execute_request", "inspect_request", "complete_request", "history_request", "is_complete_request",
    "debug_request", "interrupt_request", "shutdown_request", "usage_request", "create_subshell_request",
    "list_subshell_request", "delete_subshell_request", "input_reply", "comm_info", "connect_request",
]  # fmt: skip


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


def custom(content: object) -> dict[str, object]:
    return {"comm_id": "control", "data": {"method": "custom", "content": content}}


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


def open_profile(socket: Socket) -> None:
    safety = next(one for one, widget in socket.widgets.items() if "ticked" in widget["state"])
    socket.update(safety, none_true=True, done=True)
    socket.load_widgets()


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


def test_a_large_message_ends_its_own_line_alone(visitor: Visitor) -> None:
    with visitor.socket() as line:
        line.echo()
        with pytest.raises(ConnectionClosed):
            line.line.send(b"x" * 30_000_000)
            line.until(lambda *_: False)
    with visitor.socket() as again:  # the kernel is there as before
        assert again.load_widgets()
        again.send(
            "comm_msg", {"comm_id": "x", "data": {"method": "custom", "content": "y" * (MAX_MESSAGE_BYTES - 500)}}
        )
        assert again.echo()


def test_who_sends_a_thousand_messages_a_second_waits_and_nobody_else(visitor: Visitor, address: str) -> None:
    other = Visitor(address)
    other.open_page()
    with visitor.socket(close_timeout=1) as flood, other.socket() as calm:
        begun = time.monotonic()
        for _ in range(1000):
            flood.send("comm_info_request", {})
        asked = time.monotonic()
        calm.echo()
        assert time.monotonic() - asked < 2
        replies = count_replies(flood, until=begun + 4)
    other.leave()
    assert 200 <= replies <= 200 + 4 * 60 + 10  # so many at once and each second, and some that came on the way


def count_replies(socket: Socket, until: float) -> int:
    """How many questions were answered up to that time."""
    replies = 0
    with suppress(TimeoutError):
        while (left_s := until - time.monotonic()) > 0:
            replies += socket.receive(left_s)[1] == "comm_info_reply"
    return replies


def test_coming_anew_makes_nobody_faster(visitor: Visitor) -> None:
    replies, begun = 0, time.monotonic()
    for seconds in (1, 2, 4):
        with visitor.socket(close_timeout=0.1) as line:
            for _ in range(200):
                line.send("comm_info_request", {})
            replies += count_replies(line, until=begun + seconds)
    assert 200 <= replies <= 200 + 4 * 60 + 10


def test_large_messages_wait_longer(visitor: Visitor) -> None:
    with visitor.socket() as line:
        line.echo()
        begun = time.monotonic()
        for _ in range(20):
            line.send("comm_msg", custom("x" * 900_000))
        line.echo()
        assert time.monotonic() - begun > 1  # 18 MB, of which 13 at once and 4 each second


def test_a_page_that_leaves_while_its_socket_opens_is_no_fault(tmp_path: Path) -> None:
    """A quick reload: the socket was asked for and is not wanted any more."""
    log = tmp_path / "log"
    with log.open("w") as written, serving(stderr=written) as (_, address):
        one = Visitor(address)
        for _ in range(5):
            one.open_page()
            for _ in range(20):
                one.ask_for_socket_and_leave()
        with one.socket() as line:
            assert line.load_widgets()
    said = log.read_text()
    assert "failed" not in said
    assert "Traceback" not in said


def test_a_page_has_one_socket(visitor: Visitor) -> None:
    with visitor.socket() as stale:
        stale.echo()
        with visitor.socket() as line:
            line.echo()
            with pytest.raises(ConnectionClosed):
                stale.until(lambda *_: False)
            line.echo()


def test_who_does_not_read_is_cut_off(visitor: Visitor) -> None:
    """The kernel answers, and what is not fetched would fill the server's memory."""
    with visitor.socket(max_queue=1, close_timeout=1) as line:
        line.load_widgets()
        open_profile(line)
        with pytest.raises(ConnectionClosed):
            for _ in range(100):  # of half a megabyte each
                line.send("comm_msg", {"comm_id": "control", "data": {"method": "request_states"}})
                time.sleep(0.03)
    with visitor.socket() as again:
        assert again.load_widgets()


def test_another_session_on_a_kernel_is_refused(visitor: Visitor, address: str) -> None:
    with visitor.socket() as mine:
        mine.echo()
        for thief in (visitor, Visitor(address)):
            for session in ("another", ""):
                with pytest.raises(InvalidStatus) as refused:
                    thief.socket(session=session, kernel=visitor.kernel)
                assert refused.value.response.status_code == 403
    with visitor.socket() as again:  # the page itself comes back as often as it likes
        assert again.echo()


def test_a_foreign_origin_is_refused(visitor: Visitor) -> None:
    with pytest.raises(InvalidStatus) as refused:
        visitor.socket(origin="https://example.org")
    assert refused.value.response.status_code == 403


def test_stopping_needs_the_pages_own_token(visitor: Visitor, address: str) -> None:
    thief = Visitor(address)
    thief.open_page()
    own = thief.config["lbtToken"]
    thief_kernel, thief.config["kernelId"] = thief.kernel, visitor.kernel
    assert [thief.leave(token) for token in (own, "", "ä", "0" * 64)] == [403] * 4
    xsrf = {"_xsrf": thief.cookies.get("_xsrf", "")}
    thief.ask(f"/voila/api/shutdown/{visitor.kernel}", "POST", xsrf)
    assert thief.ask(f"/api/kernels/{visitor.kernel}", "DELETE", xsrf)[0] in {403, 405}
    for action in ("interrupt", "restart"):
        assert thief.ask(f"/api/kernels/{visitor.kernel}/{action}", "POST", xsrf)[0] in {403, 404}
    with visitor.socket() as line:
        assert line.load_widgets()
    thief.config["kernelId"] = thief_kernel
    assert thief.leave() == 204


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/contents", "/api/contents/dashboard.ipynb", "/api/kernels", "/api/kernelspecs", "/api/sessions",
     "/api/terminals", "/api/status", "/api/me", "/api/spec.yaml", "/terminals/websocket/1", "/files/dashboard.ipynb",
     "/nbconvert/html/dashboard.ipynb", "/metrics", "/voila/files/dashboard.ipynb", "/voila/files/x.png",
     "/voila/files/%2e%2e/pyproject.toml", "/voila/render/", "/voila/render/dashboard.py", "/voila/render/../x.ipynb",
     "/voila/render/%2e%2e%2fx.ipynb", "/voila/render/..\\x.ipynb", "/voila/render//etc/passwd", "/voila/tree",
     "/voila/api/contents/", "/voila/api/themes/x", "/voila/query/a-b-c-d-e", "/voila/execution/a-b-c-d-e", "/login/x",
     "/voila/static/../../../etc/passwd", "/static/logo/logo.png", "/s/../x", "/logout"],
)  # fmt: skip
def test_nothing_but_pages_is_served(address: str, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        status, body, _ = Visitor(address).ask(path, method)
        assert status in {403, 404, 405}, method
        assert "cell_type" not in body
        assert "Traceback" not in body


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A kernel's sockets are files, whose paths may have a hundred letters."""
    with tempfile.TemporaryDirectory(prefix="lbt") as folder:
        yield Path(folder)


def test_a_canary_answer_is_on_no_disk_and_in_no_log(short_path: Path) -> None:
    canary = "canary73591answer"
    log = short_path / "log"
    folders = dict.fromkeys(["TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "HOME"], short_path)
    env = {**os.environ, **{name: str(path) for name, path in folders.items()}}
    with log.open("w") as written, serving(env=env, stderr=written, cwd=short_path) as (server, address):
        visitor = Visitor(address)
        visitor.ask(f"/voila/render/{canary}.ipynb?answer={canary}")
        visitor.open_page()
        with visitor.socket() as line:
            line.load_widgets()
            open_profile(line)
            form = next(one for one, widget in line.widgets.items() if "sections" in widget["state"])
            for value in (canary, {"value": canary}, [canary]):
                line.update(form, typed={"number": 1, "answers": {"cadence_spm": value, canary: value}})
                line.update(form, restored={"cadence_spm": value}, problem=canary)
            line.send("comm_msg", {"comm_id": canary, "data": {"method": "custom", "content": canary}})
            line.send("execute_request", {"code": canary})
            told = json.dumps(line.echo())
            assert canary in told  # the kernel has it, and answered
            kept = [one for one in short_path.rglob("*") if one.is_file() and one != log and canary in read(one)]
            assert kept == []
        visitor.leave()
        assert server.poll() is None
    lines = log.read_text().splitlines()
    assert not any(
        canary in one for one in lines[1:]
    )  # the first is the visit to a page of that name, which is no answer
    assert [one.split()[2:4] for one in lines] == [[f"{canary}.ipynb", "404"], ["dashboard.ipynb", "200"]]
    assert "127.0.0.1" not in log.read_text()


def read(path: Path) -> str:
    try:
        return path.read_bytes().decode("latin-1")
    except OSError:  # a socket's file, or one that has gone
        return ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_for_logs_stops_no_visit() -> None:
    with Path("/dev/full").open("w") as full, serving(stderr=full) as (_, address):
        visitor = Visitor(address)
        visitor.open_page()
        visitor.leave()
