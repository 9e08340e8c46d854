"""The page a reader gets from `lbt app`, and what it refuses."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from lbt_widgets import _resources

from .accessible import faults

PATIENCE_S = 10
READY = "html[data-ready]"
PAGES = sorted(path.name for path in _resources.notebooks_dir().glob("*.ipynb"))


def get(address: str, path: str) -> tuple[int, str, dict[str, str]]:
    """One request, the path sent as it is written and no redirect followed."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    connection.close()
    return found


def lbt(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from lbt_widgets.app.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def opened(page: Page, address: str, name: str) -> Page:
    answer = page.goto(f"{address}/voila/render/{name}")
    assert answer is not None
    assert answer.status == 200
    page.wait_for_selector(READY, state="attached")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_starts_without_a_fault_and_fits(page: Page, address: str, name: str) -> None:
    """All on one visit: a page takes seconds to come."""
    opened(page, address, name)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.title().startswith(page.get_by_role("heading", level=1).inner_text())
    assert page.title().endswith("Lower-back tightness when running")
    expect(page.locator(".page-error:visible")).to_have_count(0)
    expect(page.get_by_text("There was an error when executing cell")).to_have_count(0)
    expect(page.locator("#page-status")).to_have_text("")
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.long
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_the_dark(page: Page, address: str, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    assert faults(opened(page, address, name)) == []


def test_the_text_is_there_before_the_kernel(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/dashboard.ipynb", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(READY)).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Starting")).to_be_visible()
    page.wait_for_selector(READY, state="attached")


def test_the_keyboard_reaches_the_text_first(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/dashboard.ipynb")
    page.wait_for_selector(READY, state="attached")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page's text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/dashboard.ipynb",
        "/voila/files/../pyproject.toml",
        "/voila/files/..%2fpyproject.toml",
        "/voila/render/../pyproject.toml",
        "/voila/render/..%2f..%2fpyproject.toml",
        "/voila/tree",
        "/voila/tree/",
        "/voila/api/contents",
        "/voila/api/contents/dashboard.ipynb",
        "/files/dashboard.ipynb",
        "/notebooks/dashboard.ipynb",
        "/api/contents",
        "/api/contents/dashboard.ipynb",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/voila/render/absent.ipynb",
    ],
)
def test_a_visitor_gets_pages_and_nothing_else(address: str, path: str) -> None:
    status, body, headers = get(address, path)
    if status in {301, 302}:  # Voilà sends what is no notebook to its file handler, which is closed
        status, body, _ = get(address, headers["Location"])
    assert status in {403, 404}
    assert "cell_type" not in body
    assert "hatchling" not in body


def test_a_page_does_not_show_its_source(address: str) -> None:
    _, body, _ = get(address, "/voila/render/dashboard.ipynb")
    assert "import " not in body.split("<main", 1)[1]


def test_a_reader_cannot_choose_another_template(address: str) -> None:
    _, body, _ = get(address, "/voila/render/dashboard.ipynb?template=classic&theme=dark")
    assert 'id="page-status"' in body


def test_a_reader_who_leaves_frees_the_kernel(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/dashboard.ipynb")
    page.wait_for_selector(READY, state="attached")
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    assert get(address, f"/api/kernels/{kernel}")[0] == 200
    page.goto("about:blank")
    until = time.monotonic() + PATIENCE_S
    while get(address, f"/api/kernels/{kernel}")[0] != 404:
        assert time.monotonic() < until, "the kernel still runs"


def test_a_missing_page_says_so_kindly(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/absent.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page here")


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = lbt("app", "--no-open", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr == f"lbt: port {port} is in use already; give another, such as --port {port + 1}.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["app", "--port", "99999"], "99999 is not in the range 1<=x<=65535"),
        (["app", "--no-open", "--host", "203.0.113.9"], "203.0.113.9 is not an address of this machine"),
        (["app", "--no-open", "--host", "no.such.host.invalid"], "is not an address of this machine"),
        (["app", "--no-open", "--host", ""], "it is empty"),
        (["app", "--students", "abc"], "'abc' is not a valid whole number"),
        (["app", "--gateway", "foo"], "foo is no address such as http://10.0.0.2:8888"),
        (
            ["app", "--public-url", "https://x.org/?a=1"],
            "https://x.org/?a=1 is no address such as https://lbt.example.org/lbt/",
        ),
        (["serve"], "No such command 'serve'"),
    ],
)
def test_bad_input_is_one_sentence(arguments: list[str], sentence: str) -> None:
    done = lbt(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
