"""Who is let in, who is asked for the class code, and how a class is told of it."""

from __future__ import annotations

import socket
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from playwright.sync_api import Page

from lbt_widgets.app import class_plan, visitors

from .conftest import serving
from .visitor import Visitor

READY = "html[data-ready]"
DASHBOARD = "/voila/render/dashboard.ipynb"
ELSEWHERE = {"X-Forwarded-For": "203.0.113.5"}


def own_address() -> str:
    found = next(iter(class_plan.class_hosts("0.0.0.0")), "203.0.113.1")
    try:
        with socket.create_server((found, 0)):
            return found
    except OSError:
        pytest.skip("this machine has no address in a network")


@pytest.mark.long
def test_others_give_the_class_code_once_and_this_machine_none() -> None:
    host = own_address()
    with serving("--host", "0.0.0.0", "--class-code", "AB2-CD3") as (server, here):
        assert server.stdout is not None
        there = here.replace("127.0.0.1", host)
        assert server.stdout.readline() == f"The class finds it at {there}/\n"
        assert Visitor(here).ask("/voila/render/dashboard.ipynb")[0] == 200
        one = Visitor(there)
        status, _, headers = one.ask("/voila/render/dashboard.ipynb")
        assert (status, headers["Location"].split("?")[0]) == (302, "/login")
        assert one.ask(f"/api/kernels/{'a-b-c-d-e'}")[0] in {302, 403}
        proxied = Visitor(here).ask("/voila/render/dashboard.ipynb", **{"X-Forwarded-For": "203.0.113.5"})
        assert proxied[0] == 302
        assert "The class code" in one.ask("/login")[1]
        xsrf = one.cookies["_xsrf"]
        assert "not the class code" in one.ask("/login", "POST", {"code": "x", "_xsrf": xsrf})[1]
        away = one.ask("/login", "POST", {"code": "ab2 cd3", "_xsrf": xsrf, "next": "//example.org"})
        assert (away[0], away[2]["Location"]) == (302, "/")
        assert one.ask("/voila/render/dashboard.ipynb")[0] == 200
        scanned = Visitor(there)
        assert scanned.ask("/login?code=AB2CD3")[0] == 302
        assert scanned.ask("/voila/render/dashboard.ipynb")[0] == 200


def test_a_reader_types_the_class_code(page: Page) -> None:
    with serving("--class-code", "AB2-CD3") as (_, address):
        page.set_extra_http_headers({"X-Forwarded-For": "203.0.113.5"})  # as if from elsewhere
        page.goto(address)
        page.get_by_label("Type the code").fill("ab2cd3")
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("link", name="Find out what stands out for you").click()
        page.wait_for_selector(READY, state="attached")
        page.close()


def test_the_class_is_told_where_and_how() -> None:
    lines = class_plan.class_lines("http://192.0.2.7:8866/", "AB2CD3")
    assert lines[0] == "The class finds it at http://192.0.2.7:8866/"
    assert "█" in lines[1] or "▄" in lines[1]
    assert "\x1b" not in lines[1]
    coloured = class_plan.class_lines("http://192.0.2.7:8866/", "AB2CD3", in_colour=True)[1]
    assert coloured.count(class_plan.WHITE_ON_BLACK) == len(lines[1].splitlines())
    assert "AB2CD3" in lines[2]
    code = class_plan.make_code()
    assert len(code) == class_plan.CODE_LENGTH
    assert class_plan.make_code() != code


@pytest.mark.parametrize(("host", "is_open"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])
def test_only_an_open_host_asks_for_a_code(host: str, is_open: bool) -> None:
    assert class_plan.is_open_to_others(host) is is_open


@pytest.mark.long
def test_many_wrong_codes_wait_and_keep_nobody_out() -> None:
    """A school comes from one address; whoever guesses there must not shut the others out."""
    with serving("--class-code", "AB2-CD3") as (_, address), ThreadPoolExecutor(20) as crowd:
        began = time.monotonic()
        guesses = list(crowd.map(lambda n: Visitor(address).ask(f"/login?code={n}", **ELSEWHERE)[0], range(60)))
        assert guesses == [403] * 60
        assert time.monotonic() - began >= 3 * visitors.WRONG_CODE_S
        one = Visitor(address)
        assert one.ask("/login?code=AB2CD3", **ELSEWHERE)[0] == 302
        assert one.ask(DASHBOARD, **ELSEWHERE)[0] == 200


@pytest.mark.long
def test_a_restart_asks_only_where_the_code_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    one, seen = None, []
    for code in ("AB2-CD3", "ab2cd3", "OTHER"):
        with serving("--class-code", code, port=int(one.address.rpartition(":")[2]) if one else 0) as (_, address):
            if one is None:
                one = Visitor(address)
                assert one.ask(f"/login?code={code}", **ELSEWHERE)[0] == 302
            seen.append(one.ask(DASHBOARD, **ELSEWHERE)[0])
    assert seen == [200, 200, 302]


def test_the_key_of_the_cookies_is_kept_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    first = visitors.cookie_secret("AB2-CD3")
    assert visitors.cookie_secret("ab2 cd3") == first != visitors.cookie_secret("OTHER")
    (file,) = (tmp_path / "runtime").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"")  # a disk was full
    assert visitors.cookie_secret("AB2-CD3") != first
    assert len(file.read_bytes()) == visitors.KEY_BYTES


def test_without_a_place_for_the_key_each_start_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "file" / "below"))
    assert visitors.cookie_secret("AB2-CD3") != visitors.cookie_secret("AB2-CD3")


@pytest.mark.parametrize(
    ("address", "is_here"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("192.0.2.7", False), ("::ffff:192.0.2.7", False),
     ("2001:db8::7", False), ("", False)],
)  # fmt: skip
def test_this_machine_is_known_by_each_of_its_names(address: str, is_here: bool) -> None:
    assert visitors._is_loopback(address) is is_here


def test_an_address_of_the_newer_kind_is_in_brackets() -> None:
    assert class_plan.class_hosts("2001:db8::7") == ["[2001:db8::7]"]
    assert class_plan.class_hosts("192.0.2.7") == ["192.0.2.7"]


def test_all_networks_of_the_machine_are_named_and_none_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def cards(*addresses: str) -> dict[str, list[SimpleNamespace]]:
        return {"one": [SimpleNamespace(family=socket.AF_INET, address=one) for one in addresses]}

    def no_way(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", no_way)
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards("127.0.0.1", "192.0.2.7", "198.51.100.7"))
    assert class_plan.class_hosts("0.0.0.0") == ["192.0.2.7", "198.51.100.7"]
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards("127.0.0.1"))
    assert class_plan.class_hosts("0.0.0.0") == []


def test_other_addresses_and_a_short_code_are_told() -> None:
    said = "\n".join(class_plan.class_lines("http://192.0.2.7/", "ABC", others=["http://198.51.100.7/"]))
    assert "this machine is also at http://198.51.100.7/" in said
    assert "soon guessed" in said
    assert "soon guessed" not in "\n".join(class_plan.class_lines("http://192.0.2.7/", "ABCDEF"))


def test_the_command_prints_an_address_that_opens() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("no IPv6 here")
    with serving("--host", "::1", shown="[::1]") as (_, address):
        assert Visitor(address).ask(DASHBOARD)[0] == 200


@pytest.mark.parametrize("names", class_plan.LIMIT_AND_USE, ids=["version 2", "version 1"])
def test_a_containers_limit_counts(tmp_path: Path, names: tuple[str, str]) -> None:
    for name, megabytes in zip(names, (50, 20), strict=True):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{megabytes * 1_000_000}\n")
    assert class_plan.free_memory_mb(tmp_path) == 30


def test_without_a_limit_the_machines_memory_counts(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("1000\n")
    free_mb = psutil.virtual_memory().available / 1e6
    assert class_plan.free_memory_mb(tmp_path) == pytest.approx(free_mb, rel=0.2)


@pytest.mark.parametrize(
    ("host", "address"), [("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("192.0.2.7", "192.0.2.7"), ("::1", "[::1]")]
)
def test_the_address_for_this_machine_is_one_that_listens(host: str, address: str) -> None:
    assert class_plan.own_host(host) == address
