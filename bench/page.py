"""The dashboard as `lbt app` serves it, side by side with Voilà's own page holding one slider.

A cold browser each time, the two taken in turn, medians of a few rounds. Usable: the first question can be answered
(ours), the slider has its handle (stock). Writes the table into docs/performance.md.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import nbformat
from playwright.sync_api import Browser, sync_playwright
from report import machine, table, write_section

ROUNDS = 7
CHROMIUM = [os.environ.get("LBT_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
OURS_READY = "html[data-ready] main input"
STOCK_READY = ".noUi-handle"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[str]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/api/kernels/no-such-one-at-all"  # answered by both, and by no kernel
    try:
        for _ in range(300):
            try:
                urlopen(address).close()
            except HTTPError:
                break
            except URLError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(60)


def one_slider(folder: Path) -> Path:
    """The smallest page that Voilà can serve with a widget in it."""
    cells = [nbformat.v4.new_code_cell("import ipywidgets\nipywidgets.IntSlider()")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "slider.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def visit(browser: Browser, address: str, ready: str) -> dict[str, float]:
    """One cold visit: seconds and what went over the wire."""
    context = browser.new_context()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    got = {"requests": 0, "http": 0, "websocket": 0}

    def add(name: str, amount: int) -> None:
        got[name] += amount

    wire.on("Network.requestWillBeSent", lambda event: add("requests", event["request"]["url"].startswith("http")))
    wire.on("Network.loadingFinished", lambda event: add("http", event["encodedDataLength"]))
    for direction in ("Received", "Sent"):
        name = f"Network.webSocketFrame{direction}"
        wire.on(name, lambda event: add("websocket", len(event["response"]["payloadData"])))
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("main h1, #rendered_cells", state="attached")
    text = time.perf_counter() - start
    page.wait_for_selector(ready, state="attached")
    usable = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    context.close()
    return {"text": text, "usable": usable, **got}


def measure() -> dict[str, dict[str, float]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = free_port(), free_port()
        lbt = [sys.executable, "-c", "from lbt_widgets.app.cli import main; main()"]
        stock = [sys.executable, "-m", "voila", "--no-browser", f"--port={ports[1]}", str(one_slider(folder))]
        ours = stack.enter_context(serving([*lbt, "app", "--no-open", "--port", str(ports[0])], ports[0]))
        theirs = stack.enter_context(serving(stock, ports[1]))
        playwright = stack.enter_context(sync_playwright())
        sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
        arguments = ["--disable-background-networking", "--disable-component-update", *sandbox]
        executable = next(filter(None, CHROMIUM), None)
        browser = stack.enter_context(playwright.chromium.launch(executable_path=executable, args=arguments))
        pages = {"stock Voilà, one slider": (theirs, STOCK_READY), "the dashboard": (ours, OURS_READY)}
        for address, ready in pages.values():
            visit(browser, address, ready)  # warms the disk, not counted
        rounds = [{name: visit(browser, *page) for name, page in pages.items()} for _ in range(ROUNDS)]
    return {
        name: {key: median(one[name][key] for one in rounds) for key in rounds[0][name]}
        | {"fastest": min(one[name]["usable"] for one in rounds), "slowest": max(one[name]["usable"] for one in rounds)}
        for name in pages
    }


def rows(results: dict[str, dict[str, float]]) -> list[list[str]]:
    return [
        [
            name,
            f"{r['text']:.2f} s",
            f"{r['usable']:.2f} s ({r['fastest']:.2f} to {r['slowest']:.2f})",
            f"{r['http'] / 1e6:.2f} MB",
            f"{r['requests']:.0f}",
            f"{r['websocket'] / 1e6:.2f} MB",
        ]
        for name, r in results.items()
    ]


if __name__ == "__main__":
    head = ["page", "text there", "usable (fastest to slowest)", "HTTP", "requests", "websocket"]
    found = table(head, rows(measure()))
    print(found)
    write_section(
        "page",
        f"""## The page, cold browser

`python bench/page.py`, {machine()}; server and browser on one machine, medians of {ROUNDS} rounds taken in turn.
Usable: the first question can be answered; the slider can be moved. plotly.py is installed beside both, as the stock
way to draw needs; its script reaches the stock page only.

{found}""",
    )
