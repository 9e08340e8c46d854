"""The kernels of a class: so many and no more, each for one page, and those that nobody uses make room."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, NamedTuple

from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Int

from lbt_widgets.words import ENGLISH, VARIABLE

NEVER_OPENED_S = 100
"""A page whose socket never came is gone: a closed tab, a robot, a browser without scripts. Longer than a slow page
waits for itself (GIVE_UP_S in template/page.js)."""
MAKES_ROOM_S = 60
"""When the class is full, a page that has been away for so long gives up its kernel."""


PAGES_EACH = 6
"""Pages that one visitor may have open; one more ends their own oldest."""


class Reader(NamedTuple):
    """Who asks for a page: the address, and the visitor of the cookie."""

    address: str
    visitor: str


reader: ContextVar[Reader | None] = ContextVar("reader", default=None)
"""For whom the page of this request is; None for the pool."""
page_language: ContextVar[str] = ContextVar("page_language", default=ENGLISH)
"""In which the kernel of this request's page speaks."""


class ClassIsFull(HTTPError):
    """There is no seat at the moment."""

    def __init__(self) -> None:
        super().__init__(503, reason="The class is full")


class ClassKernels(AsyncMappingKernelManager):
    """Jupyter's kernels with a maximum, a token and one session for each."""

    maximum = Int(60, min=1, config=True, help="How many kernels there may be at once, the waiting ones included.")

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.allowed_message_types = []  # what a page may send is walls.py's matter
        self.allow_tracebacks = False
        self.spare: Callable[[], str | None] = lambda: None  # the pool: gives up a kernel that waits for a page
        self.waits: Callable[[str], bool] = lambda _kernel_id: False  # the pool: whether a kernel waits for a page
        self.tell_page: Callable[[str], None] = lambda _kernel_id: (
            None
        )  # the sockets: cuts the line of a kernel that ended
        self._secret = secrets.token_bytes(32)
        self._starting: set[str] = set()
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._session: dict[str, str] = {}
        self._alone_since: dict[str, float] = {}
        self._reader: dict[str, Reader] = {}

    @property
    def seats_left(self) -> int:
        return self.maximum - len((self._kernels.keys() | self._starting) - self._leaving.keys())

    async def start_kernel(self, *, kernel_id: str | None = None, **settings: Any) -> str:  # type: ignore[override]
        """As Jupyter's. The seat is counted before anything is waited for, so that no burst gets past the maximum.

        Raises
        ------
        ClassIsFull
        """
        seat = kernel_id or self.new_kernel_id()
        if asks := reader.get():
            self._end_oldest_of(asks)
        if self.seats_left < 1 and not self._make_room():
            raise ClassIsFull
        self._starting.add(seat)
        if asks:
            self._reader[seat] = asks
        try:
            settings["env"] = {**(settings.get("env") or os.environ), VARIABLE: page_language.get()}
            started: str = await super().start_kernel(kernel_id=seat, **settings)
        except BaseException:
            self._reader.pop(seat, None)
            raise
        finally:
            self._starting.discard(seat)
        if started != seat:  # a gateway chooses
            self._reader.pop(seat, None)
        self.taken_by_a_page(started)
        return started

    def token(self, kernel_id: str) -> str:
        """What a page shows to stop its kernel: knowing the kernel's id is not enough."""
        return hmac.new(self._secret, kernel_id.encode(), hashlib.sha256).hexdigest()

    def admit(self, kernel_id: str, session: str) -> bool:
        """Whether this session may talk to the kernel: the first one that comes is the page's."""
        return bool(session) and self._session.setdefault(kernel_id, session) == session

    def taken_by_a_page(self, kernel_id: str) -> None:
        """A kernel, which may have waited in the pool, is somebody's from now on."""
        self._alone_since[kernel_id] = time.monotonic()
        if asks := reader.get():
            self._reader[kernel_id] = asks

    def notify_connect(self, kernel_id: str) -> None:
        super().notify_connect(kernel_id)
        self._alone_since.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        super().notify_disconnect(kernel_id)
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._alone_since[kernel_id] = time.monotonic()

    def remove_kernel(self, kernel_id: str) -> Any:
        for known in (self._session, self._alone_since, self._reader, self._kernel_connections, self._kernel_ports):
            known.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Jupyter would read every message of a kernel, to see how long it has been idle; here its sockets tell."""
        kernel = self._kernels[kernel_id]
        kernel.execution_state, kernel.reason, kernel.last_activity = "idle", "", utcnow()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Jupyter counts from the kernel's last message; a page that was read in silence outlives a short break."""
        most_s = self.cull_idle_timeout if kernel_id in self._session else NEVER_OPENED_S
        if not self.waits(kernel_id) and self._alone_s(kernel_id) > most_s:
            await self.shutdown_kernel(kernel_id, now=True)

    def end(self, kernel_id: str) -> None:
        """Stop a kernel without waiting for it; its seat is free at once."""
        if kernel_id in self and kernel_id not in self._leaving:
            self._leaving[kernel_id] = asyncio.ensure_future(self._end(kernel_id))

    async def _end(self, kernel_id: str) -> None:
        try:
            await self.shutdown_kernel(kernel_id, now=True)
        except Exception:
            self.log.exception("a kernel did not stop")
        finally:
            self._leaving.pop(kernel_id, None)
            self.tell_page(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Its page has been told (walls.py); Jupyter would leave its sockets and files behind."""
        self.end(kernel_id)

    def _make_room(self) -> bool:
        unused = self.spare() or self._left_alone() or self._of_a_crowd()
        if unused is not None:
            self.end(unused)
        return unused is not None

    def _left_alone(self) -> str | None:
        """The page that has been away longest, if it was away for long."""
        alone = [one for one in self._alone_since if one not in self._leaving and not self.waits(one)]
        longest = max(alone, key=self._alone_s, default=None)
        return longest if longest is not None and self._alone_s(longest) > MAKES_ROOM_S else None

    def _of_a_crowd(self) -> str | None:
        """A page that nobody looks at, of an address that holds more than half of the seats, for somebody else."""
        asks = reader.get()
        seats = Counter(who.address for who in self._readers().values())
        address, taken = seats.most_common(1)[0] if seats else ("", 0)
        if asks is None or asks.address == address or taken <= self.maximum / 2:
            return None
        theirs = [one for one, who in self._readers().items() if who.address == address and one in self._alone_since]
        return max(theirs, key=self._alone_s, default=None)

    def _end_oldest_of(self, asks: Reader) -> None:
        own = [one for one, who in self._readers().items() if who == asks]
        if len(own) >= PAGES_EACH:
            started = [one for one in own if one in self]
            if not started:
                raise ClassIsFull
            self.end(max(started, key=self._alone_s))  # where all are looked at, the first that came

    def _readers(self) -> dict[str, Reader]:
        """Whose the kernels are that are not about to end, in the order in which they came."""
        return {one: who for one, who in self._reader.items() if one not in self._leaving}

    def _alone_s(self, kernel_id: str) -> float:
        return time.monotonic() - self._alone_since.get(kernel_id, time.monotonic())
