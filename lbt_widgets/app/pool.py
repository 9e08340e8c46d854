"""Pages that have run already and wait for their reader: the first thirty of a class need not wait."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from .seats import ClassKernels

REFILL_AFTER_S = 30
"""Quiet time before the pool fills up again: during a burst that would take the machine from the students."""
TRY_AGAIN_S = 1
log = logging.getLogger(__name__)


class ReadyPage(NamedTuple):
    kernel_id: str
    html: str


class Pool:
    """Up to `size` pages, made one at a time by `make`.

    Its kernels count as seats, and one of them is given up where a reader of another page needs it.
    """

    def __init__(
        self,
        size: int,
        kernels: ClassKernels,
        make: Callable[[], Awaitable[ReadyPage]],
        refill_s: float = REFILL_AFTER_S,
    ) -> None:
        self.size = size
        self.filled = asyncio.Event()
        self._kernels = kernels
        self._make = make
        self._refill_s = refill_s
        self._ready: deque[ReadyPage] = deque()
        self._quiet_until = 0.0
        kernels.spare = self._give_up
        kernels.waits = lambda kernel_id: any(one.kernel_id == kernel_id for one in self._ready)

    def __len__(self) -> int:
        return len(self._ready)

    async def take(self) -> ReadyPage | None:
        """A page for a reader who comes now, or None where they have to wait for one of their own."""
        while self._ready:
            page = self._ready.popleft()
            self._pause()
            if page.kernel_id not in self._kernels:
                continue
            self._kernels.taken_by_a_page(page.kernel_id)  # before anything is waited for: nobody else may end it
            if await self._kernels.is_alive(page.kernel_id):
                return page
        return None

    async def keep_full(self) -> None:
        """Run for as long as the server does."""
        now = asyncio.get_running_loop().time
        while True:
            self._ready = deque(page for page in self._ready if page.kernel_id in self._kernels)  # those that died
            if len(self) >= self.size:
                self.filled.set()
            if len(self) >= self.size or now() < self._quiet_until or self._kernels.seats_left < 1:
                await asyncio.sleep(TRY_AGAIN_S)
                continue
            try:
                self._ready.append(await self._make())
            except Exception as error:
                log.warning("A page for the pool could not be made (%s); trying again.", error)
                self._pause()

    def _pause(self) -> None:
        self._quiet_until = asyncio.get_running_loop().time() + self._refill_s

    def _give_up(self) -> str | None:
        if not self._ready:
            return None
        self._pause()
        return self._ready.pop().kernel_id
