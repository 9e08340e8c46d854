"""A class's life: arrival all at once, a full house, lost lines, dead kernels, and leaving."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from jupyter_server.base.websocket import WebSocketMixin
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from lbt_widgets.app import class_plan, server
from lbt_widgets.content import load

from .conftest import DASHBOARD, serving, wait_for
from .visitor import Visitor

READY = "html[data-ready]"


@pytest.fixture(scope="module")
def small_class() -> Iterator[str]:
    """Two students: two pages wait, and three fit."""
    with serving("--students", "2") as (server, address):
        assert server.stdout is not None
        assert server.stdout.readline().startswith("2 students: 2 pages are being made ready, at most 3 run at once")
        assert server.stdout.readline() == "Only this machine can open it: --host 0.0.0.0 lets a class in.\n"
        assert server.stdout.readline() == "2 pages wait ready.\n"
        yield address


@pytest.mark.long
def test_a_burst_at_the_door(small_class: str, page: Page) -> None:
    """Twenty in the same second: three get in, the others a friendly page that lets them in later."""
    visitors = [Visitor(small_class) for _ in range(20)]
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda one: one.ask("/voila/render/dashboard.ipynb"), visitors))
    assert sorted(status for status, *_ in answers) == [200] * 3 + [503] * 17
    refused = next(one for one in answers if one[0] == 503)
    assert "The class is full" in refused[1]
    assert 10 <= int(refused[2]["Retry-After"]) <= 20
    waiting = page.goto(f"{small_class}/voila/render/dashboard.ipynb")
    assert waiting is not None
    assert waiting.status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("The class is full")
    expect(page.get_by_role("status")).to_contain_text("tries again by itself")
    for status, text, _ in answers:
        if status == 200:
            kernel, token = (re.search(rf'"{name}": "([^"]+)"', text)[1] for name in ("kernelId", "lbtToken"))  # type: ignore[index]
            assert Visitor(small_class).ask(f"/leave/{kernel}", "POST", {"token": token})[0] == 204
    page.wait_for_selector(READY, state="attached", timeout=60_000)  # by itself


@pytest.mark.long
def test_two_hundred_pages_leave_the_server_well() -> None:
    with serving("--students", "4") as (server, address):
        one = Visitor(address)
        with ThreadPoolExecutor(20) as crowd:
            statuses = list(crowd.map(lambda _: one.ask("/voila/render/dashboard.ipynb")[0], range(200)))
        assert set(statuses) == {200, 503}
        assert statuses.count(200) <= 6
        assert len(psutil.Process(server.pid).children(recursive=True)) <= 6 + 2  # a parent that forks, and one ending
        assert one.ask("/")[0] == 200
        student = Visitor(address, ip="127.0.0.2")
        assert student.ask("/voila/render/dashboard.ipynb")[0] == 200


def test_a_picture_of_another_site_takes_no_seat(address: str) -> None:
    status, *_ = Visitor(address).ask("/voila/render/dashboard.ipynb", **{"Sec-Fetch-Dest": "image"})
    assert status == 403


@pytest.mark.long
def test_a_long_name_of_the_folder_for_sockets_costs_no_page(tmp_path: Path) -> None:
    """macOS has one of 49 letters; a socket's path may have 103."""
    folder = tmp_path / ("long" * 15)
    folder.mkdir()
    with serving(env={**os.environ, "TMPDIR": str(folder)}) as (_, address):
        one = Visitor(address)
        one.open_page()
        with one.socket() as line:
            assert line.load_widgets()


def answer_one(page: Page, address: str) -> None:
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    field(page).fill("172")
    field(page).blur()
    expect(page.get_by_text("1 of 13 answered")).to_be_visible()


def field(page: Page):
    return page.get_by_label(load().questions["cadence_spm"].text, exact=True)


def start_afresh(page: Page) -> None:
    """What a page offers whose kernel has gone; the answers are there again."""
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_visible(timeout=30_000)
    expect(page.get_by_role("alert").filter(has_text="Your answers are kept in this browser")).to_be_visible()
    with page.expect_navigation():
        again.click()
    come_back(page)


def come_back(page: Page) -> None:
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()


def kernels_of(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """The server's kernels, the youngest last: all that came after the parent of the forked ones."""
    return sorted(psutil.Process(server.pid).children(recursive=True), key=psutil.Process.create_time)[1:]


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no parent of kernels")
def test_a_kernel_killed_while_a_slider_moves_costs_its_own_page_a_fresh_start_alone(page: Page) -> None:
    with serving() as (server, address):
        other = page.context.new_page()
        answer_one(other, address)
        answer_one(page, address)
        slider = page.get_by_role("slider").first
        slider.focus()
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        kernels_of(server)[-1].send_signal(signal.SIGKILL)
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        field(page).fill("173")  # what is typed into a page whose kernel has gone is kept as well
        field(page).blur()
        start_afresh(page)
        expect(field(page)).to_have_value("173")
        expect(other.get_by_role("alert").filter(has_text="fresh start")).to_have_count(0)
        field(other).fill("")
        field(other).blur()
        expect(other.get_by_text("0 of 13 answered")).to_be_visible()


@pytest.mark.long
def test_a_server_that_was_killed_and_started_again(page: Page) -> None:
    with serving() as (server, address):
        answer_one(page, address)
        server.kill()
        server.wait()
        expect(page.get_by_role("status").filter(has_text="The connection is lost")).to_be_visible(timeout=20_000)
        field(page).fill("174")
        field(page).blur()
        again = page.get_by_role("button", name="Start again")
        again.click(timeout=40_000)
        expect(again).to_have_text("No answer yet: start again")  # and the page is still there
        expect(field(page)).to_have_value("174")
    with serving(port=int(address.rpartition(":")[2])):
        start_afresh(page)
        expect(field(page)).to_have_value("174")


def test_a_page_whose_kernel_was_ended_for_somebody_else_says_so(page: Page, address: str) -> None:
    answer_one(page, address)
    config = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent)")
    page.request.post(f"{address}/leave/{config['kernelId']}", form={"token": config["lbtToken"]})
    start_afresh(page)
    expect(field(page)).to_have_value("172")


def test_after_a_reload_a_line_says_that_the_answers_are_kept(page: Page, address: str) -> None:
    kept = page.get_by_text("Your answer of last time is kept in this browser; it shows again after these questions.")
    answer_one(page, address)
    expect(kept).to_have_count(0)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    expect(kept).to_be_visible()


def test_two_tabs_show_the_same_answers(page: Page, address: str) -> None:
    answer_one(page, address)
    other = page.context.new_page()
    other.goto(address + DASHBOARD)
    come_back(other)
    expect(field(other)).to_have_value("172")
    field(other).fill("150")
    field(other).blur()
    expect(field(page)).to_have_value("150")
    field(page).fill("")
    field(page).blur()
    expect(other.get_by_text("0 of 13 answered")).to_be_visible()
    other.close()


def test_the_back_button_leads_to_a_page_that_works(page: Page, address: str) -> None:
    answer_one(page, address)
    page.goto(f"{address}/voila/render/00_start_here.ipynb")
    page.wait_for_selector(READY, state="attached")
    page.go_back()
    come_back(page)
    expect(field(page)).to_have_value("172")
    field(page).fill("175")
    field(page).blur()
    expect(page.get_by_text("1 of 13 answered")).to_be_visible()


class Wire:
    """What is between a page and its server, to be cut and mended."""

    STATE = "**/api/kernels/*"

    def __init__(self, page: Page) -> None:
        self._page, self._lines, self._is_cut, self.swallows = page, list[WebSocketRoute](), False, False
        page.route_web_socket("**/channels*", self._relay)

    def _relay(self, line: WebSocketRoute) -> None:
        if self._is_cut:
            line.close(code=1001)
            return
        server = line.connect_to_server()
        line.on_message(lambda message: None if self.swallows else server.send(message))
        self._lines.append(line)

    def cut(self, answer: Callable[[Route], object]) -> None:
        """`answer` is given to each look at whether the kernel still runs."""
        self._is_cut = True
        self._page.route(self.STATE, answer)
        self._lines[-1].close(code=1001)
        lost = self._page.get_by_role("status").filter(has_text="The connection is lost")
        expect(lost).to_be_visible(timeout=20_000)

    def mend(self) -> None:
        self._is_cut = self.swallows = False
        self._page.unroute(self.STATE)
        expect(self._page.get_by_text("The connection is lost")).to_have_count(0, timeout=30_000)
        expect(self._page.get_by_role("button", name="Start again")).to_have_count(0)


@pytest.mark.parametrize("seconds", [0, pytest.param(30, marks=pytest.mark.long)])
def test_a_lost_line_is_said_and_comes_back(page: Page, address: str, seconds: int) -> None:
    wire = Wire(page)
    answer_one(page, address)
    wire.cut(lambda route: route.abort())
    field(page).fill("")  # typed without a line
    field(page).blur()
    page.wait_for_timeout(seconds * 1000)
    wire.mend()
    expect(page.get_by_text("0 of 13 answered")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("your answers together moved").first).to_have_count(0)  # the kernel heard of it as well


@pytest.mark.long
def test_what_was_under_way_when_the_line_was_lost_is_sent_again(page: Page, address: str) -> None:
    wire = Wire(page)
    answer_one(page, address)
    wire.swallows = True
    field(page).fill("")  # never arrives, and no answer to it ever comes
    field(page).blur()
    wire.cut(lambda route: route.abort())
    wire.mend()
    expect(page.get_by_text("0 of 13 answered")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("your answers together moved").first).to_have_count(0)
    field(page).fill("173")  # and the next is heard as well
    field(page).blur()
    expect(page.get_by_text("your answers together moved").first).to_be_visible()


@pytest.mark.long
def test_a_proxys_fault_is_waited_out(page: Page, address: str) -> None:
    """One 502 does not end a page whose kernel lives; and while an answer is late, nothing more is asked."""
    asked: list[Route] = []

    def answer(route: Route) -> None:
        if "?" in route.request.url:  # JupyterLab's own look, which we have no part in
            route.abort()
            return
        asked.append(route)
        if len(asked) > 1:
            route.fulfill(status=502)

    wire = Wire(page)
    answer_one(page, address)
    wire.cut(answer)
    page.wait_for_timeout(7000)  # time for two looks more
    assert len(asked) == 1
    with page.expect_response(lambda one: one.status == 502 and one.request != asked[0].request):
        asked[0].fulfill(status=502)
    wire.mend()


def test_one_late_answer_to_a_ping_costs_no_line() -> None:
    """The time-out was once as long as the time between two pings: every line was cut at its first one."""

    class Line(WebSocketMixin):
        settings = server.settings(Path(), class_plan.plan(0, 1000, 1024), "").Voila.tornado_settings

    assert Line().ping_timeout >= 2 * Line().ping_interval > 0


@pytest.mark.long
def test_a_quiet_page_keeps_its_line(address: str) -> None:
    visitor = Visitor(address)
    visitor.open_page()
    with visitor.socket() as socket:
        socket.load_widgets()
        time.sleep(70)  # two pings and the answer to the first
        socket.echo()
    visitor.leave()


def test_two_tabs_have_their_own(page: Page, address: str) -> None:
    other = page.context.new_page()
    for one in (page, other):
        one.goto(address + DASHBOARD)
        one.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    expect(other.get_by_label("None of these is true for me")).not_to_be_checked()
    other.close()
    expect(page.get_by_role("button", name="Continue")).to_be_enabled()


def test_a_kernel_ends_with_its_page_and_leaves_no_zombie() -> None:
    with serving() as (server, address):
        for _ in range(3):
            one = Visitor(address)
            one.open_page()
            assert one.leave() == 204
            wait_for(lambda one=one: one.ask(f"/api/kernels/{one.kernel}")[0] == 404)
        left = psutil.Process(server.pid).children(recursive=True)
        assert not [one for one in left if one.status() == psutil.STATUS_ZOMBIE]
