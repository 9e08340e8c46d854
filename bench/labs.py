"""Every lab: how long its model takes, and how long a key on each slider takes to the picture while the runner runs.

Every slider goes over its range, and nothing is kept from call to call. The pages are those of `lbt app`, in Chromium. Writes bench/results/labs.json and the table into docs/performance.md;
--quick only tries a few moves and prints.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator
from statistics import median, quantiles
from typing import Any

from page import CHROMIUM, WATCH, move
from playwright.sync_api import Locator, Page, sync_playwright
from report import machine, table, write
from servers import lbt_app

from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.labs import Control, Lab
from lbt_widgets.widgets.labs import run_of

MOVES = 4
"""At each of three places of a slider, there and back."""
PLACES = 9
"""Of a slider, at which the model is called."""
HEAD = ("lab", "model and picture, ms", "key → picture, ms")
SECTION = """## The labs

`python bench/labs.py`, {machine}, Chromium {chromium}; server and browser on one machine.

- **Model and picture**: a call in Python with nothing kept from the call before, median / slowest, each slider in turn at
  {places} places from end to end; the goal is 20 ms.
- **Key → picture**: from an arrow key on a slider to the frame after the picture is drawn, median / 95th percentile of
  {moves} moves there and back at both ends and the middle of every slider, while the drawn runner runs where there is one;
  the goal is 100 ms.
- `cohort` misses both: it draws every runner of its classes, up to 100 000 of them, with 11 more classes up to 1000.

{table}"""


def calls_ms(lab: Lab) -> list[float]:
    run, taken = run_of(lab), []
    for settings in over_every_range(lab):
        forget()
        begun = time.perf_counter()
        run(settings, None)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def over_every_range(lab: Lab) -> Iterator[dict[str, float]]:
    """The start, and each slider from end to end in its own steps while the others stand at the start."""
    yield lab.start
    for control in lab.controls:
        steps = round((control.max - control.min) / control.step)
        for step in sorted({round(steps * i / (PLACES - 1)) for i in range(PLACES)}):
            yield {**lab.start, control.id: control.min + step * control.step}


def forget() -> None:
    """Empty what models and pictures keep: a reader's first move finds nothing there."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("lbt_widgets.mechanics", "lbt_widgets.figures")):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def moves_ms(page: Page, lab: Lab, moves: int) -> list[float]:
    """A guess, the runner started, then keys on every slider, each put back before the next."""
    title = page.get_by_role("heading", name=lab.title, exact=True)
    shown = page.locator(".lbt-lab.jupyter-widgets").filter(has=title)
    shown.locator(".lbt-guess input").fill(f"{(lab.prediction.min + lab.prediction.max) / 2:g}")
    shown.locator(".lbt-guess button").click()
    shown.get_by_text("You guessed").wait_for()
    start_runner(shown)
    for control in lab.controls:
        put(shown, control, lab.start[control.id])
    taken = []
    for control in lab.controls:
        for place, keys in steps_of(lab, control):
            put(shown, control, place)
            shown.get_by_role("slider", name=control.label, exact=True).focus()
            taken += [move(page, key) for key in keys * (moves // 2)]
        put(shown, control, lab.start[control.id])
    return taken


def steps_of(lab: Lab, control: Control) -> Iterator[tuple[float, tuple[str, str]]]:
    """Where a slider is put, and the keys there and back: its ends and its middle, where a step changes the picture."""
    if control.options:
        return
    middle = control.min + round((control.max - control.min) / control.step / 2) * control.step
    right, left = ("ArrowRight", "ArrowLeft"), ("ArrowLeft", "ArrowRight")
    for place, step, keys in (
        (control.min, control.step, right),
        (middle, control.step, right),
        (control.max, -control.step, left),
    ):
        before, after = (run_of(lab)({**lab.start, control.id: at}, None).picture for at in (place, place + step))
        if before.spec != after.spec:
            yield place, keys


def put(shown: Locator, control: Control, value: float) -> None:
    if control.options:
        return
    typed = shown.get_by_label(f"{control.label}: type a number")
    typed.fill(f"{value:g}")
    typed.press("Enter")
    shown.page.wait_for_timeout(500)


def start_runner(shown: Locator) -> None:
    button = shown.get_by_role("button", name="Start the runner")
    if button.count():
        button.click()


def measure(labs: Iterable[Lab], moves: int) -> tuple[list[dict[str, Any]], str]:
    content = load()
    pages = {name: chapter.page for name, chapter in chapters(content).items()}
    found = []
    with lbt_app() as server, sync_playwright() as playwright:
        sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=next(filter(None, CHROMIUM), None), args=sandbox)
        for lab in labs:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(WATCH)
            page.goto(f"{server.address.rstrip('/')}/voila/render/{pages[lab.chapter]}")
            page.wait_for_selector("html[data-ready]", state="attached")
            page.locator(".lbt-lab .main-svg").last.wait_for()
            found.append({"lab": lab.id, "calls_ms": calls_ms(lab), "moves_ms": moves_ms(page, lab, moves)})
            page.close()
        version = browser.version
        browser.close()
    return found, version


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a few moves, nothing written")
    quick = options.parse_args().quick
    moves = 2 if quick else MOVES
    results, chromium = measure(load().labs.values(), moves)
    rows = [
        [
            one["lab"],
            f"{median(one['calls_ms']):.1f} / {max(one['calls_ms']):.1f}",
            f"{median(one['moves_ms']):.0f} / {quantiles(one['moves_ms'], n=20)[-1]:.0f}",
        ]
        for one in results
    ]
    found = table(HEAD, rows)
    print(found)
    if not quick:
        said = {"machine": machine(), "chromium": chromium, "places": PLACES, "moves": moves}
        write("labs", results, SECTION.format(**said, table=found))


if __name__ == "__main__":
    main()
