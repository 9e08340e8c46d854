"""A class that comes in at one instant: `lbt app` side by side with the stock ways to serve the same pictures.

Every visitor is a light client that does what the page does (bench/visitors.py), all of them in this one process.
They come together, move the slider twice a second, and do so again a minute later. Writes bench/results/class.json and
the table into docs/performance.md; --quick only tries everything with few visitors and prints.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from itertools import chain
from statistics import median, quantiles
from typing import Any

import psutil
from report import machine, table, write
from servers import DASHBOARD, FIGURE_WIDGETS, Server, lbt_app, panel, voila, voila_cell
from visitors import MOVE_EVERY_S, PanelVisitor, Reader, StockReader, StockVisitor, Visitor

PLAY_S, PAUSE_S = 10, 60
SETTLE_S = 20
QUIET_PERCENT, QUIET_S, QUIET_WITHIN_S = 8, 2, 120


@dataclass(frozen=True)
class Way:
    """A way to serve, and for how many visitors it is tried."""

    name: str
    serve: Callable[[int], AbstractContextManager[Server]]
    visitor: type[Visitor]
    counts: tuple[int, ...]
    waits_ready: bool = False


WAYS = (
    Way("`lbt app`", lambda _: lbt_app(), Reader, (1, 3, 10, 30, 60)),
    Way("`lbt app --students N`", lbt_app, Reader, (1, 3, 10, 30, 60), waits_ready=True),
    Way("`lbt app`, plain kernels", lambda _: lbt_app(forked=False), Reader, (1, 10, 30)),
    Way("Voilà, our notebook", lambda _: voila(DASHBOARD), StockReader, (1, 10, 30)),
    Way("Voilà, FigureWidgets", lambda _: voila_cell(FIGURE_WIDGETS), StockVisitor, (1, 3)),
    Way("Panel", lambda _: panel(), PanelVisitor, (1, 10, 30)),
)


async def burst(way: Way, count: int, play_s: float, pause_s: float) -> dict[str, Any]:
    """One class, from an empty server to the last goodbye."""
    with way.serve(count) as server:
        if not way.waits_ready:
            await warm_up(way.visitor(server.address), server)
        before = server.memory()
        await quiet()
        used_s = cpu_s(server)
        visitors = [way.visitor(server.address) for _ in range(count)]
        coming = [asyncio.ensure_future(one.arrive()) for one in visitors]
        playing = [asyncio.ensure_future(play_after(*both, play_s)) for both in zip(coming, visitors, strict=True)]
        errors = await faults(coming)
        used_s = {who: now_s - used_s[who] for who, now_s in cpu_s(server).items()}
        stayed = [one for one, came in zip(visitors, coming, strict=True) if not came.exception()]
        errors += await faults(one for one, came in zip(playing, coming, strict=True) if not came.exception())
        memory = server.memory()
        await asyncio.sleep(pause_s)
        errors += await faults(play_later(one, i * MOVE_EVERY_S / count, play_s) for i, one in enumerate(stayed))
        errors += await faults(one.leave() for one in stayed)
    return {
        "way": way.name,
        "visitors": count,
        "seen": [asdict(one.seen) for one in stayed],
        "memory": asdict(memory),
        "growth_mb": (memory.total_mb - before.total_mb) / count,
        "cpu_s": used_s,
        "errors": errors,
    }


def cpu_s(server: Server) -> dict[str, float]:
    """CPU time used up to now by the server, by these clients and by whatever else this machine does. [s]"""
    machine_s = psutil.cpu_times()
    busy_s = sum(machine_s[:8]) - machine_s.idle - machine_s.iowait
    used_s = {"server": server.cpu_s(), "clients": time.process_time()}
    return {**used_s, "others": busy_s - sum(used_s.values())}


async def warm_up(visitor: Visitor, server: Server) -> None:
    """The teacher has looked at the page before: templates are compiled, files are in the disk's cache."""
    await visitor.arrive()
    await visitor.leave()
    until = time.monotonic() + SETTLE_S
    while server.kernels() and time.monotonic() < until:
        await asyncio.sleep(0.1)


async def quiet() -> None:
    """Wait for a machine that has nothing else to do; in vain, the table tells what the others took."""
    until = time.monotonic() + QUIET_WITHIN_S
    while psutil.cpu_percent(QUIET_S) > QUIET_PERCENT and time.monotonic() < until:
        await asyncio.sleep(0)


async def play_after(coming: asyncio.Future[None], visitor: Visitor, seconds: float) -> None:
    await coming
    await visitor.play(seconds, visitor.seen.burst_s)


async def play_later(visitor: Visitor, wait_s: float, seconds: float) -> None:
    """Hands move when they like, not all in step."""
    await asyncio.sleep(wait_s)
    await visitor.play(seconds, visitor.seen.later_s)


async def faults(work: Iterable[asyncio.Future[None] | Coroutine[Any, Any, None]]) -> list[str]:
    """Wait for all, and say what went wrong."""
    done = await asyncio.gather(*work, return_exceptions=True)
    return [repr(one) for one in done if isinstance(one, BaseException)]


def row(result: dict[str, Any], stock_s: dict[int, float]) -> list[str]:
    seen, memory = result["seen"], result["memory"]
    own = memory["own_mb"] if memory["kernels"] else result["growth_mb"]
    usable = [one["usable_s"] for one in seen]
    last = max(usable, default=float("nan"))
    times = stock_s.get(result["visitors"], float("nan")) / last
    return [
        result["way"],
        str(result["visitors"]),
        spread([one["page_s"] for one in seen]),
        spread(usable),
        f"{times:.1f}" if times == times else "",
        echo(one["burst_s"] for one in seen),
        echo(one["later_s"] for one in seen),
        f"{own:.0f}",
        f"{memory['total_mb']:.0f}",
        " / ".join(f"{result['cpu_s'][who]:.1f}" for who in ("server", "clients", "others")),
        str(len(result["errors"])),
    ]


def spread(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} / {max(seconds):.2f}" if seconds else "none"


def echo(lists_s: Iterable[list[float]]) -> str:
    """Median and 95th percentile. [ms]"""
    all_s = list(chain.from_iterable(lists_s))
    return f"{1000 * median(all_s):.0f} / {1000 * quantiles(all_s, n=20)[-1]:.0f}" if len(all_s) > 1 else "none"


def rows(results: list[dict[str, Any]]) -> list[list[str]]:
    """One line a class; the times are those of stock Voilà: with FigureWidgets where they were tried, else ours."""
    stock_s = {
        result["visitors"]: max(one["usable_s"] for one in result["seen"])
        for way in ("Voilà, our notebook", "Voilà, FigureWidgets")
        for result in results
        if result["way"] == way and result["seen"]
    }
    return [row(result, stock_s) for result in results]


HEAD = (
    "way", "visitors", "page, s", "usable, s", "× stock", "echo, ms", "a minute later, ms",
    "own MB", "total MB", "CPU, s", "errors",
)  # fmt: skip
SECTION = """## A class, all at one instant

`python bench/class.py`, {machine}; server and visitors on one machine, each class once on a server that had served one
page before. Every visitor is a light client that does what the page does over HTTP and websocket, but loads no scripts.

- **page**: the last byte of the HTML; **usable**: the slider was moved and all that follows it came back. Our visitors
  answer the safety questions before they get to it. Both: median / last.
- **× stock**: how many times sooner the last one is usable than in stock Voilà: with FigureWidgets for 1 and 3 visitors
  (the same three pictures and one slider, no more), with our notebook for 10 and 30.
- **echo**: from a move of the slider until the kernel has sent all that changes and is idle, median / 95th percentile;
  everybody moves it twice a second for {play_s} s from the moment the page is usable for them, so while others still
  arrive; and again {pause_s} s later, when the pool fills up again.
- **own**: what a kernel has for itself alone (USS, median), after the first moves; Panel keeps all visitors in one process: what the
  server grew by, for each. **Total**: PSS of the server and all its processes, waiting ones too.
- **CPU**: of the server with its kernels / of the visitors / of whatever else the machine did, until the last one is
  usable: they share its cores.
- Panel waits 50 ms by itself before it acts on a move. It is there for scale: nothing keeps its visitors apart.

{table}"""


async def measure(ways: Iterable[Way], counts: tuple[int, ...], play_s: float, pause_s: float) -> list[dict[str, Any]]:
    results = []
    for way in ways:
        for count in (one for one in way.counts if one in counts):
            results.append(await burst(way, count, play_s, pause_s))
            print(" | ".join(row(results[-1], {})), *results[-1]["errors"][:3], flush=True)
    return results


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="few visitors, few seconds, nothing written")
    options.add_argument("--only", default="", help="ways with this in their name; nothing written")
    options.add_argument("--visitors", type=int, nargs="*", help="only these numbers; nothing written")
    given = options.parse_args()
    counts = tuple(given.visitors or ((1, 3) if given.quick else (1, 3, 10, 30, 60)))
    play_s, pause_s = (3, 3) if given.quick else (PLAY_S, PAUSE_S)
    results = asyncio.run(measure([way for way in WAYS if given.only in way.name], counts, play_s, pause_s))
    found = table(HEAD, rows(results))
    print(found)
    if not (given.quick or given.only or given.visitors):
        write("class", results, SECTION.format(machine=machine(), play_s=PLAY_S, pause_s=PAUSE_S, table=found))


if __name__ == "__main__":
    main()
