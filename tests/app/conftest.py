"""The workbook served as a reader gets it, and a browser that tells when it leaves the machine."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lbt_widgets.app.cli import main

START_S = 60
DASHBOARD = "/voila/render/dashboard.ipynb"
PATIENCE_S = 30
CHROMIUM = [os.environ.get("LBT_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

Result = TypeVar("Result")
Command = Callable[..., tuple[int, str, str]]

expect.set_options(timeout=1000 * PATIENCE_S)  # two tests at a time may wait for each other on two cores


def long_but(values: Iterable[Any], *kept: Any) -> list[Any]:
    """For `parametrize`: these in every run, the others in `make test-long`; a browser takes seconds for each."""
    return [
        pytest.param(*(one if isinstance(one, tuple) else [one]), marks=() if one in kept else pytest.mark.long)
        for one in values
    ]


def in_a_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def wait_for(what: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def lbt(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process: its exit status, what it printed, and what it said on standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        return int(end.value.code or 0), *capsys.readouterr()

    return run


@contextmanager
def serving(
    *arguments: str, port: int = 0, shown: str = "127.0.0.1", first: str = "", **settings: Any
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`lbt app` on a free port, or on this one: its process and its address, with the host that it should show.

    `first`: code that its process runs before.
    """
    port = port or free_port()
    command = [sys.executable, "-c", f"{first}\nfrom lbt_widgets.app.cli import main; main()"]
    command += ["app", "--no-open", "--port", str(port), *arguments]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **settings)
    try:
        assert server.stdout is not None
        first_line = server.stdout.readline()  # it prints its address once it listens, or ends
        assert f"http://{shown}:{port}/" in first_line, "lbt app did not start"
        yield server, f"http://{shown}:{port}"
    finally:
        server.terminate()
        server.wait(START_S)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where `lbt app` runs, the same for all tests."""
    with serving() as (_, where):
        yield where


@contextmanager
def chromium() -> Iterator[Browser]:
    """This machine's own, or Playwright's where there is none."""
    executable = next(filter(None, CHROMIUM), None)
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=QUIET + sandbox)
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, offline_guard: list[str]) -> Iterator[Page]:
    """A fresh, cold page; the test fails if it asked anything of another machine."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, ignore_https_errors=True)
    context.on("request", lambda request: _note(request.url, offline_guard))
    context.on("page", lambda new: new.on("websocket", lambda socket: _note(socket.url, offline_guard)))
    one = context.new_page()
    yield one
    for left in context.pages:  # as a reader leaves, so that the kernel is told to stop; a context that is closed while
        left.close()  # a page changes may stand still for ever (Playwright's issue 42366)
    context.close()


@pytest.fixture
def dashboard(page: Page, address: str) -> Page:
    page.set_default_timeout(30_000)
    page.goto(address + DASHBOARD)
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


@pytest.fixture
def profile(dashboard: Page) -> Page:
    """The dashboard with the safety questions answered by "none"."""
    dashboard.get_by_label("None of these is true for me").check()
    dashboard.get_by_role("button", name="Continue").click()
    expect(dashboard.locator(".main-svg").first).to_be_visible()
    return dashboard


@pytest.fixture
def offline_guard() -> Iterator[list[str]]:
    """The addresses outside this machine that were asked for: none, or the test fails."""
    outside: list[str] = []
    yield outside
    assert outside == []


def _note(url: str, outside: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"127.0.0.1", "localhost"}:
        outside.append(url)
