"""Seats, pool and limits, with kernels that are none."""

from __future__ import annotations

import asyncio
import time

import pytest
from traitlets.config import Config

from lbt_widgets.app import class_plan, seats
from lbt_widgets.app.pool import Pool, ReadyPage
from lbt_widgets.app.seats import ClassIsFull, ClassKernels

from .conftest import in_a_loop


class Kernels(ClassKernels):
    """The counting alone: a kernel that takes a moment to start and is none."""

    async def _async_start_kernel(self, *, kernel_id: str, **_settings: object) -> str:
        await asyncio.sleep(0)
        self._kernels[kernel_id] = object()
        return kernel_id

    async def shutdown_kernel(self, kernel_id: str, **_settings: object) -> None:
        await asyncio.sleep(0)
        self.remove_kernel(kernel_id)

    async def is_alive(self, kernel_id: str) -> bool:
        return kernel_id in self


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> Kernels:
    from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", Kernels._async_start_kernel)
    return Kernels(config=Config({"ClassKernels": {"maximum": 3}}))


def test_a_burst_gets_the_seats_and_not_one_more(kernels: Kernels) -> None:
    async def burst() -> list[object]:
        return await asyncio.gather(*(kernels.start_kernel() for _ in range(20)), return_exceptions=True)

    came = in_a_loop(burst())
    assert sum(isinstance(one, str) for one in came) == 3
    assert sum(isinstance(one, ClassIsFull) for one in came) == 17
    assert kernels.seats_left == 0


def test_a_page_that_was_left_long_ago_makes_room(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    async def come() -> None:
        first, *_ = [await kernels.start_kernel() for _ in range(3)]
        kernels.notify_connect(first)
        with pytest.raises(ClassIsFull):
            await kernels.start_kernel()
        monkeypatch.setattr(seats, "MAKES_ROOM_S", -1)
        late = [await kernels.start_kernel() for _ in range(2)]
        await asyncio.gather(*kernels._leaving.values())
        monkeypatch.setattr(seats, "MAKES_ROOM_S", 60)
        assert set(kernels.list_kernel_ids()) == {first, *late}
        with pytest.raises(ClassIsFull):
            await kernels.start_kernel()

    in_a_loop(come())


def as_reader(address: str, visitor: str) -> None:
    seats.reader.set(seats.Reader(address, visitor))


def test_one_visitor_has_a_few_pages_and_the_newest_stay(kernels: Kernels) -> None:
    async def come() -> None:
        kernels.maximum = 50
        as_reader("192.0.2.2", "other")
        other = await kernels.start_kernel()
        as_reader("192.0.2.1", "one")
        pages = [await kernels.start_kernel() for _ in range(seats.PAGES_EACH + 2)]
        await asyncio.gather(*kernels._leaving.values())
        assert set(kernels.list_kernel_ids()) == {other, *pages[2:]}
        at_once = await asyncio.gather(*(kernels.start_kernel() for _ in range(20)), return_exceptions=True)
        assert sum(isinstance(one, ClassIsFull) for one in at_once) >= 20 - seats.PAGES_EACH
        await asyncio.gather(*kernels._leaving.values())
        assert len(list(kernels.list_kernel_ids())) <= 1 + seats.PAGES_EACH
        assert other in kernels

    in_a_loop(come())


def test_whoever_fills_the_house_with_pages_makes_room_for_others(kernels: Kernels) -> None:
    async def come() -> None:
        for number in range(3):  # a new cookie each time, as a robot has
            as_reader("192.0.2.1", f"robot {number}")
            await kernels.start_kernel()
        with pytest.raises(ClassIsFull):
            await kernels.start_kernel()
        as_reader("192.0.2.2", "student")
        assert await kernels.start_kernel() in kernels

    in_a_loop(come())


def test_a_class_behind_one_address_loses_no_page_that_is_open(kernels: Kernels) -> None:
    async def come() -> None:
        for number in range(3):
            as_reader("192.0.2.1", f"student {number}")
            kernels.notify_connect(await kernels.start_kernel())
        as_reader("192.0.2.2", "stranger")
        with pytest.raises(ClassIsFull):
            await kernels.start_kernel()

    in_a_loop(come())


def test_a_page_is_culled_by_the_time_it_was_away(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    async def live() -> None:
        kernels.cull_idle_timeout = 600
        unopened, away, looked_at = [await kernels.start_kernel() for _ in range(3)]
        for one in (away, looked_at):
            kernels.admit(one, "session")
            kernels.notify_connect(one)
        begun = time.monotonic()
        for later_s, left in [
            (seats.NEVER_OPENED_S - 5, {unopened, away, looked_at}),
            (seats.NEVER_OPENED_S + 5, {away, looked_at}),
            (900, {away, looked_at}),  # a break after a quarter of an hour of reading
            (1505, {looked_at}),
        ]:
            monkeypatch.setattr(seats.time, "monotonic", lambda later_s=later_s: begun + later_s)
            if later_s == 900:
                kernels.notify_disconnect(away)
            for one in list(kernels.list_kernel_ids()):
                await kernels.cull_kernel_if_idle(one)
            assert set(kernels.list_kernel_ids()) == left

    in_a_loop(live())


def test_the_pool_fills_waits_and_gives_up_a_seat(kernels: Kernels) -> None:
    async def live() -> None:
        making = 0

        async def make() -> ReadyPage:
            nonlocal making
            making += 1
            assert making == 1, "one at a time"
            kernel_id = await kernels.start_kernel()
            making -= 1
            return ReadyPage(kernel_id, "html")

        pool = Pool(2, kernels, make)
        filling = asyncio.ensure_future(pool.keep_full())
        await asyncio.wait_for(pool.filled.wait(), 10)
        one = await pool.take()
        assert one is not None
        assert len(pool) == 1  # not refilled: the class is arriving
        await kernels.start_kernel()
        assert kernels.seats_left == 0
        await kernels.start_kernel()  # the kernel that waited makes room for a reader of another page
        assert len(pool) == 0
        assert await pool.take() is None
        assert one.kernel_id in kernels
        filling.cancel()

    in_a_loop(live())


def test_the_pool_fills_up_again_when_its_kernels_die(kernels: Kernels) -> None:
    async def live() -> None:
        async def make() -> ReadyPage:
            return ReadyPage(await kernels.start_kernel(), "html")

        pool = Pool(2, kernels, make, refill_s=0)
        filling = asyncio.ensure_future(pool.keep_full())
        await asyncio.wait_for(pool.filled.wait(), 10)
        dead = list(kernels.list_kernel_ids())
        for one in dead:
            kernels.remove_kernel(one)
        while not set(kernels.list_kernel_ids()) - set(dead) or len(pool) < 2:
            await asyncio.sleep(0.05)
        filling.cancel()

    in_a_loop(asyncio.wait_for(live(), 10))


def test_a_dead_kernel_of_the_pool_reaches_nobody(kernels: Kernels) -> None:
    async def live() -> None:
        async def make() -> ReadyPage:
            return ReadyPage(await kernels.start_kernel(), "html")

        pool = Pool(2, kernels, make)
        filling = asyncio.ensure_future(pool.keep_full())
        await asyncio.wait_for(pool.filled.wait(), 10)
        filling.cancel()
        dead, alive = list(kernels.list_kernel_ids())
        kernels.remove_kernel(dead)
        taken = await pool.take()
        assert taken is not None
        assert taken.kernel_id == alive

    in_a_loop(live())


@pytest.mark.parametrize(
    ("students", "free_mb", "waiting", "maximum"), [(30, 20_000, 30, 45), (300, 20_000, 60, 450), (0, 20_000, 0, 200)]
)
def test_one_number_sets_the_limits(students: int, free_mb: int, waiting: int, maximum: int) -> None:
    made = class_plan.plan(students, free_mb, 65_536)
    assert (made.waiting, made.maximum, made.is_enough) == (waiting, maximum, True)
    assert len(made.lines()) == bool(students)


def test_few_descriptors_are_few_seats() -> None:
    made = class_plan.plan(300, 20_000, 1024)
    assert 50 < made.maximum < 1024 / 15
    assert "room for about" in made.lines()[-1]


def test_a_small_machine_says_what_it_can() -> None:
    made = class_plan.plan(30, 900, 65_536)
    assert made.maximum < 30
    assert made.needed_mb <= 900
    assert "room for about" in made.lines()[-1]
