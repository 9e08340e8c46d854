"""The dashboard as `lbt app` serves it, in Chromium, side by side with two pages of stock Voilà.

Each round visits every page twice in one browser context: cold, and again with what the browser has kept. Then the
slider is moved by its keys, until the pictures are drawn anew. Writes bench/results/page.json and the table into
docs/performance.md; --quick only tries it and prints.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, sync_playwright
from report import machine, table, write
from servers import FIGURE_WIDGETS, ONE_SLIDER, lbt_app, voila_cell
from stock.three_pictures import LABEL, RUNNER

ROUNDS, MOVES = 7, 20
OURS = "the dashboard"
PICTURES = ".js-plotly-plot .main-svg"
GOAL_MS = 100
PATIENCE_MS = 120_000
CHROMIUM = [os.environ.get("LBT_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
# Before any script of the page: how far things moved by themselves.
WATCH = """
window.bench = { shift: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# From the key's event to the frame after the last change in a picture that is in view, and in any; the move is over when
# 600 ms bring no other. The whole page is watched: a picture may be put in anew.
NEXT_MOVE = """
bench.moved = new Promise((resolve, reject) => {
  let pressed = 0, inView = 0, all = 0;
  let rest = setTimeout(() => reject(new Error("the key moved no picture within 30 s")), 30000);
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true, once: true });
  const pictureOf = ({ target }) => (target.closest ? target : target.parentElement)?.closest(".js-plotly-plot");
  const isInView = (picture) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  };
  const watcher = new MutationObserver((changes) => {
    const changed = new Set(changes.map(pictureOf).filter(Boolean));
    if (changed.size) requestAnimationFrame(() => {
      all = performance.now() - pressed;
      if ([...changed].some(isInView)) inView = all;
      clearTimeout(rest);
      rest = setTimeout(() => { watcher.disconnect(); resolve({ in_view: inView, all }); }, 600);
    });
  });
  watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});
0"""


@dataclass(frozen=True)
class Place:
    """A page, what it has when it is usable, and how a reader gets to the slider above the pictures if it has any."""

    name: str
    address: str
    ready: str
    to_slider: Callable[[Page], None] | None


class Wire:
    """What went over the network: requests that the browser did not answer itself, bytes both ways."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = self.http = self.websocket = 0.0
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self._add("requests", _over_http(event)))
        session.on("Network.requestServedFromCache", lambda _: self._add("requests", -1))
        session.on("Network.responseReceived", lambda event: self._add("requests", -event["response"]["fromDiskCache"]))
        session.on("Network.loadingFinished", lambda event: self._add("http", event["encodedDataLength"]))
        for way in ("Received", "Sent"):
            session.on(f"Network.webSocketFrame{way}", lambda event: self._add("websocket", _frame_bytes(event)))

    def _add(self, name: str, amount: float) -> None:
        setattr(self, name, getattr(self, name) + amount)


def _over_http(event: dict[str, Any]) -> bool:
    return str(event["request"]["url"]).startswith("http")


def _frame_bytes(event: dict[str, Any]) -> float:
    """Chromium tells a binary frame in base64."""
    frame = event["response"]
    return len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)


def to_our_slider(page: Page) -> None:
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    page.locator(PICTURES).first.wait_for()
    page.get_by_label("Fill in your own answers, or look at an example runner").select_option(RUNNER)
    page.get_by_role("button", name="Show this runner").click()
    page.get_by_role("slider", name=LABEL, exact=True).focus()


def to_stock_slider(page: Page) -> None:
    page.locator(PICTURES).nth(2).wait_for()
    page.locator(".noUi-handle").focus()


def load(context: BrowserContext, place: Place) -> tuple[Page, dict[str, float]]:
    """One visit up to the moment when nothing more comes: seconds, bytes, and how far things moved by themselves."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(WATCH)
    wire = Wire(context.new_cdp_session(page))
    start = time.perf_counter()
    page.goto(place.address, wait_until="commit")
    page.wait_for_selector("main h1, #rendered_cells", state="attached")
    text_s = time.perf_counter() - start
    page.wait_for_selector(place.ready, state="attached")
    usable_s = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    return page, {"text_s": text_s, "usable_s": usable_s, **vars(wire), "shift": page.evaluate("bench.shift")}


def move(page: Page, key: str) -> dict[str, float]:
    """Milliseconds until the pictures in view are drawn, and until all are."""
    page.evaluate(NEXT_MOVE)
    page.keyboard.press(key)
    return dict(page.evaluate("bench.moved"))


def visit(browser: Browser, place: Place, moves: int) -> dict[str, Any]:
    """One browser that comes twice. The moves are taken on the second page."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page, cold = load(context, place)
    page.close()  # as a reader leaves; before its context, whose end Chromium may otherwise wait for without end
    page, warm = load(context, place)
    moves_ms = []
    if place.to_slider and moves:
        place.to_slider(page)
        move(page, "ArrowRight")  # after what the way to the slider has set in motion; not counted
        there_and_back = ("ArrowRight", "ArrowLeft") * 2  # in parts too short to come to the slider's end
        moves_ms = [move(page, key) for key in there_and_back for _ in range(moves // 4)]
    page.close()
    context.close()
    return {"cold": cold, "warm": warm, "moves_ms": moves_ms}


def chromium(playwright: Playwright) -> Browser:
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    arguments = ["--disable-background-networking", "--disable-component-update", *sandbox]
    return playwright.chromium.launch(executable_path=next(filter(None, CHROMIUM), None), args=arguments)


def measure(rounds: int, moves: int) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """The visits to each page, and the browser's version."""
    with ExitStack() as stack:
        slider, figures, ours = (
            stack.enter_context(server).address
            for server in (voila_cell(ONE_SLIDER), voila_cell(FIGURE_WIDGETS), lbt_app())
        )
        places = (
            Place("stock Voilà, one slider", slider, ".noUi-handle", None),
            Place("stock Voilà, slider and 3 FigureWidgets", figures, PICTURES, to_stock_slider),
            Place(
                OURS,
                f"{ours.rstrip('/')}/voila/render/dashboard.ipynb",
                "html[data-ready] main input",
                to_our_slider,
            ),
        )
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(chromium(playwright))
        for place in places:
            visit(browser, place, 0)  # warms the disk, not counted
        found = [{place.name: visit(browser, place, moves) for place in places} for _ in range(rounds)]
        return {place.name: [one[place.name] for one in found] for place in places}, browser.version


def rows(results: dict[str, list[dict[str, Any]]]) -> list[list[str]]:
    stock = next(iter(results.values()))
    return [
        row(name, kind, [one[kind] for one in visits], [one[kind] for one in stock], visits)
        for name, visits in results.items()
        for kind in ("cold", "warm")
    ]


def row(name: str, kind: str, loads: list[Any], stock: list[Any], visits: list[dict[str, Any]]) -> list[str]:
    middle = partial(_median_of, loads)
    usable_s = [one["usable_s"] for one in loads]
    moves_ms = _moves_ms(visits) if kind == "warm" else []
    return [
        name,
        kind,
        f"{middle('text_s'):.2f} s",
        f"{middle('usable_s'):.2f} s ({min(usable_s):.2f} to {max(usable_s):.2f})",
        f"{middle('usable_s') / _median_of(stock, 'usable_s'):.2f}",
        f"{middle('http') / 1e6:.2f} MB",
        f"{middle('requests'):.0f}",
        f"{middle('websocket') / 1e6:.2f} MB",
        f"{middle('shift'):.3f}",
        *(_middle_and_slow([one[which] for one in moves_ms]) for which in ("in_view", "all")),
    ]


def _moves_ms(visits: list[dict[str, Any]]) -> list[dict[str, float]]:
    return list(chain.from_iterable(one["moves_ms"] for one in visits))


def _middle_and_slow(times_ms: list[float]) -> str:
    return f"{median(times_ms):.0f} / {quantiles(times_ms, n=20)[-1]:.0f} ms" if times_ms else ""


def goal(name: str, visits: list[dict[str, Any]]) -> str:
    """Whether the moves of a page come up to the goal, in one sentence."""
    moves_ms = [one["in_view"] for one in _moves_ms(visits)]
    slowest_ms, longer = quantiles(moves_ms, n=20)[-1], sum(one > GOAL_MS for one in moves_ms) / len(moves_ms)
    said = "keeps to it" if slowest_ms <= GOAL_MS else "misses it"
    return f"Here {name} {said}: {slowest_ms:.0f} ms; {100 * longer:.0f} of 100 moves took longer than the goal."


def _median_of(loads: list[dict[str, float]], name: str) -> float:
    return median(one[name] for one in loads)


HEAD = (
    "page", "visit", "text there", "usable (fastest to slowest)", "÷ one slider", "HTTP", "requests", "websocket",
    "layout shift", "key → in view", "key → all",
)  # fmt: skip
SECTION = """## The page in a browser

`python bench/page.py`, {machine}, {chromium}; server and browser on one machine, medians of {rounds} rounds taken in
turn. Each visit loads the page twice: with an empty cache, and again.

- **Usable**: the first question can be answered; the slider has its handle; the first picture is there.
- **÷ one slider**: the time to usable, as a part of that of stock Voilà's page with one slider, on the same kind of visit.
- **Requests**: those that the browser could not answer from its cache. **Layout shift**: of the loading alone, 0 is none.
- **Key → in view**: from the event of an arrow key on the slider to the frame after the last picture that can be seen there
  is drawn; **key → all**: to the last of all three. Median / 95th percentile of {moves} moves a round. Both show the same
  runner's profile and work it out with the same model. The dashboard leaves what is out of view until the slider rests.
- The goal for key → in view is 100 ms at the 95th percentile, with nobody else on the server.
  {goal}
- plotly.py is installed beside all, as the stock way to draw needs; its script reaches the stock pages only.

{table}"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one round, nothing written")
    quick = options.parse_args().quick
    rounds, moves = (1, 4) if quick else (ROUNDS, MOVES)
    results, version = measure(rounds, moves)
    found = table(HEAD, rows(results))
    print(found)
    if not quick:
        said = {"machine": machine(), "chromium": f"Chromium {version}", "rounds": rounds, "moves": moves}
        said["goal"] = goal(OURS, results[OURS])
        write("page", results, SECTION.format(**said, table=found))


if __name__ == "__main__":
    main()
