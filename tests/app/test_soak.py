"""An hour of visits at one a second: what is left of them on the server."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import median
from typing import NamedTuple

import psutil
import pytest

from .conftest import serving
from .visitor import Visitor

MINUTES = float(os.environ.get("LBT_SOAK_MINUTES", "60"))
WITHOUT_GOODBYE = 10
"""One visit in so many ends like a closed lid: the kernel is culled ten minutes later."""
LOOK_EVERY = 10
"""Visits between two looks at the server."""


class Look(NamedTuple):
    """What the server and the parent of its kernels hold at a moment."""

    server_mb: float
    parent_mb: float
    server_descriptors: int
    parent_descriptors: int
    kernels: int
    zombies: int


def look(server: psutil.Process) -> Look:
    children = server.children(recursive=True)
    parent = min(children, key=psutil.Process.create_time)
    states = [state_of(one) for one in children]
    return Look(
        server.memory_full_info().uss / 1e6,
        parent.memory_full_info().uss / 1e6,
        server.num_fds(),
        parent.num_fds(),
        len(children) - 1,
        states.count(psutil.STATUS_ZOMBIE),
    )


def state_of(process: psutil.Process) -> str:
    try:
        return str(process.status())
    except psutil.NoSuchProcess:
        return "gone"


def visit(address: str, says_goodbye: bool) -> None:
    one = Visitor(address)
    one.open_page()
    with one.socket() as line:
        assert line.load_widgets()
    if says_goodbye:
        assert one.leave() == 204


@pytest.mark.long
@pytest.mark.skipif(not hasattr(psutil.Process, "num_fds"), reason="no descriptors to count here")
def test_an_hour_of_visits_leaves_nothing_behind(capsys: pytest.CaptureFixture[str]) -> None:
    visits: list[Future[None]] = []
    looks: list[Look] = []
    with serving() as (process, address), ThreadPoolExecutor(8) as crowd:
        server = psutil.Process(process.pid)
        begun = time.monotonic()
        for number in range(round(MINUTES * 60)):
            time.sleep(max(0, begun + number - time.monotonic()))
            visits.append(crowd.submit(visit, address, bool(number % WITHOUT_GOODBYE)))
            if number % LOOK_EVERY == 0:
                looks.append(look(server))
        for one in visits:
            one.result()
    third = len(looks) // 3
    early, late = (
        Look(*map(median, zip(*part, strict=True))) for part in (looks[third : 2 * third], looks[2 * third :])
    )
    with capsys.disabled():
        print(f"\n{len(visits)} visits in {MINUTES:g} minutes\nmiddle third: {early}\nlast third:   {late}")
        print(f"most zombies at a look: {max(one.zombies for one in looks)}")
    assert late.server_mb < early.server_mb * 1.05
    assert late.parent_mb < early.parent_mb * 1.05
    assert late.server_descriptors <= early.server_descriptors * 1.1
    assert late.parent_descriptors <= early.parent_descriptors * 1.1
    assert late.kernels <= early.kernels * 1.2
    assert late.zombies == 0
