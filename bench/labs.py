"""Every lab: how long its model takes, and how long a key on its first slider takes to the picture while the runner runs.

The pages are those of `lbt app`, in Chromium. Writes bench/results/labs.json and the table into docs/performance.md;
--quick only tries a few moves and prints.
"""

from __future__ import annotations

import argparse
import os
import time
from statistics import median, quantiles
from typing import Any

from page import CHROMIUM, WATCH, move
from playwright.sync_api import Locator, Page, sync_playwright
from report import machine, table, write
from servers import lbt_app

from lbt_widgets.content import load
from lbt_widgets.content.labs import OTHER_CHAPTERS, Lab
from lbt_widgets.widgets.labs import run_of

MOVES, CALLS = 20, 30
HEAD = ("lab", "model and picture, ms", "key → picture, ms")
SECTION = """## The labs

`python bench/labs.py`, {machine}, Chromium {chromium}; server and browser on one machine.

- **Model and picture**: one call at the lab's start, in Python, median of {calls}; the goal is 20 ms.
- **Key → picture**: from an arrow key on the first slider to the frame after the picture is drawn, median / 95th percentile of
  {moves} moves there and back, while the drawn runner runs where there is one; the goal is 100 ms.

{table}"""


def call_ms(lab: Lab) -> float:
    run, start, taken = run_of(lab), lab.start, []
    for _ in range(CALLS):
        begun = time.perf_counter()
        run(start, None)
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def moves_ms(page: Page, lab: Lab, moves: int) -> list[float]:
    """A guess, the runner started, then keys on the first slider: to its middle, so that it moves either way."""
    title = page.get_by_role("heading", name=lab.title, exact=True)
    shown = page.locator(".lbt-lab.jupyter-widgets").filter(has=title)
    shown.locator(".lbt-guess input").fill(f"{(lab.prediction.min + lab.prediction.max) / 2:g}")
    shown.locator(".lbt-guess button").click()
    shown.get_by_text("You guessed").wait_for()
    start_runner(shown)
    slider = next(one for one in lab.controls if not one.options)
    shown.get_by_role("slider", name=slider.label, exact=True).focus()
    middle = slider.min + round((slider.max - slider.min) / slider.step / 2) * slider.step
    typed = shown.get_by_label(f"{slider.label}: type a number")
    typed.fill(f"{middle:g}")
    typed.press("Enter")
    page.wait_for_timeout(500)
    shown.get_by_role("slider", name=slider.label, exact=True).focus()
    there_and_back = ("ArrowRight", "ArrowLeft") * (moves // 2)
    return [move(page, key) for key in there_and_back]


def start_runner(shown: Locator) -> None:
    button = shown.get_by_role("button", name="Start the runner")
    if button.count():
        button.click()


def measure(moves: int) -> tuple[list[dict[str, Any]], str]:
    content = load()
    numbers = {cause.id: cause.number for cause in content.causes.values()} | OTHER_CHAPTERS
    found = []
    with lbt_app() as server, sync_playwright() as playwright:
        sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=next(filter(None, CHROMIUM), None), args=sandbox)
        for lab in content.labs.values():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(WATCH)
            chapter = f"{numbers[lab.chapter]:02}_{lab.chapter}.ipynb"
            page.goto(f"{server.address.rstrip('/')}/voila/render/{chapter}")
            page.wait_for_selector("html[data-ready]", state="attached")
            page.locator(".lbt-lab .main-svg").last.wait_for()
            found.append({"lab": lab.id, "call_ms": call_ms(lab), "moves_ms": moves_ms(page, lab, moves)})
            page.close()
        version = browser.version
        browser.close()
    return found, version


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a few moves, nothing written")
    quick = options.parse_args().quick
    moves = 4 if quick else MOVES
    results, chromium = measure(moves)
    rows = [
        [
            one["lab"],
            f"{one['call_ms']:.1f}",
            f"{median(one['moves_ms']):.0f} / {quantiles(one['moves_ms'], n=20)[-1]:.0f}",
        ]
        for one in results
    ]
    found = table(HEAD, rows)
    print(found)
    if not quick:
        said = {"machine": machine(), "chromium": chromium, "calls": CALLS, "moves": moves}
        write("labs", results, SECTION.format(**said, table=found))


if __name__ == "__main__":
    main()
