"""Kernels on a Jupyter Kernel Gateway, here on loopback: the same pages, seats and walls."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import Mock
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil
import pytest
from playwright.sync_api import Page, expect
from tornado.websocket import WebSocketHandler
from websockets.exceptions import ConnectionClosed

from lbt_widgets.app import gateway as ours
from lbt_widgets.app.gateway import LISTS_KERNELS, GatewayConnection

from .conftest import DASHBOARD, START_S, free_port, serving, wait_for
from .test_app import READY, lbt
from .test_doors import (  # noqa: F401 - as without a gateway, on the address of this page
    test_a_foreign_origin_is_refused,
    test_a_large_message_ends_its_own_line_alone,
    test_a_page_has_one_socket,
    test_another_session_on_a_kernel_is_refused,
    test_coming_anew_makes_nobody_faster,
    test_large_messages_wait_longer,
    test_stopping_needs_the_pages_own_token,
    test_who_does_not_read_is_cut_off,
    test_who_sends_a_thousand_messages_a_second_waits_and_nobody_else,
)
from .test_walls import (  # noqa: F401
    test_a_fault_in_the_kernel_shows_no_traceback,
    test_a_forged_state_is_refused_in_python,
    test_a_key_given_twice_smuggles_nothing,
    test_a_malformed_message_has_no_answer,
    test_a_page_opens_no_comm_of_its_own,
    test_bytes_in_the_older_protocol_stop_nobody,
    test_noise_is_dropped,
    test_only_widgets_are_spoken_of,
)
from .visitor import Visitor, socket, visitor  # noqa: F401

TOKEN = "not-a-secret"
FORKED = "--KernelProvisionerFactory.default_provisioner_name=lbt-fork"


class Gateway(NamedTuple):
    """A gateway that runs, and its address."""

    process: subprocess.Popen[bytes]
    url: str

    def ask(self) -> list[dict[str, Any]]:
        """Its kernels."""
        with urlopen(Request(f"{self.url}/api/kernels", headers={"Authorization": f"token {TOKEN}"})) as answer:
            return list(json.load(answer))

    def answers(self) -> bool:
        try:
            return self.ask() is not None
        except URLError as error:
            return getattr(error, "code", None) == 403


@contextmanager
def gateway(*arguments: str) -> Iterator[Gateway]:
    port = free_port()
    command = [sys.executable, "-m", "kernel_gateway", f"--KernelGatewayApp.port={port}", *arguments]
    command += [f"--KernelGatewayApp.auth_token={TOKEN}", "--KernelRestarter.restart_limit=0"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    started = Gateway(process, f"http://127.0.0.1:{port}")
    try:
        wait_for(started.answers)
        yield started
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def open_gateway() -> Iterator[Gateway]:
    with gateway(LISTS_KERNELS, FORKED) as started:
        yield started


def serving_from(where: Gateway, *arguments: str) -> Any:
    return serving("--gateway", where.url, *arguments, env={**os.environ, "JUPYTER_GATEWAY_AUTH_TOKEN": TOKEN})


@pytest.fixture(scope="module")
def address(open_gateway: Gateway) -> Iterator[str]:
    """Where `lbt app` runs, its kernels on the gateway."""
    with serving_from(open_gateway) as (_, where):
        yield where


def test_its_kernels_speak_the_readers_language(page: Page, address: str) -> None:
    page.goto(f"{address}{DASHBOARD}?lang=es")
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_label("Nada de esto es cierto para mí")).to_be_visible()


def test_a_reader_notices_nothing(page: Page, address: str) -> None:
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".main-svg").first).to_be_visible()


def test_a_kernel_that_died_there_is_told_to_its_page(page: Page, address: str, open_gateway: Gateway) -> None:
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    others = psutil.Process(open_gateway.process.pid).children(recursive=True)
    newest = max((one for one in others if one.children() == []), key=lambda one: (one.create_time(), one.pid))
    newest.send_signal(signal.SIGKILL)
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_visible(timeout=30_000)
    with page.expect_navigation():  # the page that lost its kernel is ready, too: ask the next one
        again.click()
    page.wait_for_selector(READY, state="attached")


@pytest.mark.long
def test_pages_wait_there_and_a_goodbye_frees_a_seat() -> None:
    with gateway(LISTS_KERNELS, FORKED) as own, serving_from(own, "--students", "2") as (server, where):
        said = "".join(server.stdout.readline() for _ in range(3))
        assert "2 pages are being made ready, at most 3 run at once, all of them on the gateway" in said
        assert "2 pages wait ready." in said
        assert len(own.ask()) == 2
        readers = [Visitor(where) for _ in range(3)]
        for reader in readers:
            reader.open_page()
        assert Visitor(where).ask("/voila/render/dashboard.ipynb")[0] == 503
        readers[0].leave()
        readers[1].open_page()
        wait_for(lambda: len(own.ask()) == 3)
        server.terminate()
        server.wait(START_S)
        assert own.ask() == []


@pytest.mark.long
def test_a_gateway_that_goes_takes_the_lines_and_not_the_server() -> None:
    with gateway(LISTS_KERNELS, FORKED) as own, serving_from(own) as (server, where):
        reader = Visitor(where)
        reader.open_page()
        with reader.socket() as line:
            line.load_widgets()
            own.process.kill()
            with pytest.raises(ConnectionClosed):
                line.until(lambda *_: False)
        assert Visitor(where).ask("/voila/render/dashboard.ipynb")[0] >= 500
        assert server.poll() is None


def test_a_page_that_leaves_while_its_line_opens_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line, page = Mock(), Mock(spec=WebSocketHandler, ws_connection=None)

    async def open_line(*_: str) -> Mock:
        return line

    monkeypatch.setattr(ours, "open_line", open_line)
    monkeypatch.setattr(GatewayConnection, "multi_kernel_manager", Mock())
    monkeypatch.setattr(GatewayConnection, "kernel_id", "one")
    connection = GatewayConnection(websocket_handler=page)
    with ThreadPoolExecutor(1) as elsewhere:  # this thread may have Playwright's loop
        elsewhere.submit(lambda: asyncio.run(connection.connect())).result()
    line.close.assert_called_once_with()
    line.read_message.assert_not_called()


@pytest.mark.long
def test_a_gateway_that_cannot_be_used_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/"
    done = lbt("app", "--no-open", "--gateway", nowhere)
    assert (done.returncode, done.stderr) == (2, f"lbt: the gateway at {nowhere} does not answer.\n")
    with gateway() as hiding:
        monkeypatch.setenv("JUPYTER_GATEWAY_AUTH_TOKEN", TOKEN)
        done = lbt("app", "--no-open", "--gateway", hiding.url)
    assert done.returncode == 2
    assert f"hides its kernels; start it with {LISTS_KERNELS}.\n" in done.stderr
