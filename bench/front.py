"""The front page of `lbt app` in Chromium: when its first words are seen, and what they cost.

Each round visits it in a new browser context, with an empty cache and then again. Writes bench/results/front.json and
the table into docs/performance.md; --quick only tries it and prints.
"""

from __future__ import annotations

import argparse
from statistics import median
from typing import Any

from page import WATCH, Wire, chromium
from playwright.sync_api import BrowserContext, sync_playwright
from report import machine, table, write
from servers import lbt_app

ROUNDS = 15
GOAL_S = 1.0
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def visit(context: BrowserContext, address: str) -> dict[str, float]:
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = Wire(context.new_cdp_session(page))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = {"paint_s": page.evaluate(PAINT), "shift": page.evaluate("bench.shift"), **vars(wire)}
    page.close()
    return found


def measure(rounds: int) -> tuple[dict[str, list[dict[str, float]]], str]:
    """The visits with an empty cache and the second ones, and the browser's version."""
    results: dict[str, list[dict[str, float]]] = {"cold": [], "warm": []}
    with lbt_app() as server, sync_playwright() as playwright:
        browser = chromium(playwright)
        for number in range(rounds + 1):
            context = browser.new_context(viewport={"width": 1000, "height": 900})
            for kind in results:
                found = visit(context, server.address)
                if number:  # the first round warms the disk
                    results[kind].append(found)
            context.close()
        return results, browser.version


def row(kind: str, visits: list[dict[str, float]]) -> list[str]:
    paints = [one["paint_s"] for one in visits]
    middle = lambda name: median(one[name] for one in visits)  # noqa: E731
    seen = f"{median(paints):.2f} s ({min(paints):.2f} to {max(paints):.2f})"
    return [kind, seen, f"{middle('http') / 1e3:.0f} kB", f"{middle('requests'):.0f}", f"{middle('shift'):.3f}"]


SECTION = """## The front page

`python bench/front.py`, {machine}, Chromium {chromium}; server and browser on one machine, medians of {rounds} visits of each
kind. The goal is a first contentful paint within {goal:.0f} s.

{table}"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="two rounds, nothing written")
    quick = options.parse_args().quick
    rounds = 2 if quick else ROUNDS
    results, version = measure(rounds)
    head = ("visit", "first paint (fastest to slowest)", "HTTP", "requests", "layout shift")
    found = table(head, [row(kind, visits) for kind, visits in results.items()])
    print(found)
    if not quick:
        said: dict[str, Any] = {"machine": machine(), "chromium": version, "rounds": rounds, "goal": GOAL_S}
        write("front", results, SECTION.format(**said, table=found))


if __name__ == "__main__":
    main()
