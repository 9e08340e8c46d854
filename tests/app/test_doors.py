"""Who may come to a page and how much may be sent there; what is served, and what a visit leaves behind."""

# ruff: noqa: F811 (a fixture that is imported is named again where it is used)

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lbt_widgets.app.walls import MAX_MESSAGE_BYTES

from .conftest import serving
from .visitor import Socket, Visitor, custom, open_profile, visitor  # noqa: F401


def test_a_large_message_ends_its_own_line_alone(visitor: Visitor) -> None:
    with visitor.socket() as line:
        line.echo()
        with pytest.raises(ConnectionClosed):
            line.line.send(b"x" * 30_000_000)
            line.until(lambda *_: False)
    with visitor.socket() as again:  # the kernel is there as before
        assert again.load_widgets()
        again.send("comm_msg", custom("y" * (MAX_MESSAGE_BYTES - 500)))
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
