"""From the number of students to the server's limits, and how the class finds it."""

from __future__ import annotations

import math
import secrets
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

KERNEL_MB = 30 if sys.platform == "linux" else 60  # forked from a warm parent, or a process of its own
SERVER_MB = 250
KERNEL_FILES, SERVER_FILES = 16, 100
"""Descriptors that the server needs: sockets to each kernel and its page; its own and a browser's that loads."""
MOST_FILES = 65_536
USABLE = 0.8
ROOM = 1.5
"""Seats for each student: a second tab, a reload, a page that was left without a goodbye."""
MOST_WAITING = 60
MOST_WITHOUT_A_NUMBER = 200
LIMIT_AND_USE = (
    ("memory.max", "memory.current"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
)
"""The files that say them of a container, in version 2 of Linux's cgroups and in version 1. [bytes]"""
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read as another
CODE_LENGTH = 6
WHITE_ON_BLACK, PLAIN = "\x1b[97;40m", "\x1b[0m"
EVERY_HOST = {"0.0.0.0", "::"}
"""What asks a server to listen at all addresses of its machine."""


@dataclass(frozen=True)
class Plan:
    """How many pages wait ready, how many there may be at once, and the memory that takes. [MB]

    `free_mb` is None where they run on other machines.
    """

    students: int
    waiting: int
    maximum: int
    needed_mb: int
    free_mb: int | None

    @property
    def is_enough(self) -> bool:
        return self.maximum >= self.students

    def lines(self) -> list[str]:
        """What to print about it."""
        if not self.students:
            return []
        said = (
            f"{self.students} students: {self.waiting} pages are being made ready, at most {self.maximum} run at once"
        )
        if self.free_mb is None:
            return [f"{said}, all of them on the gateway, whose memory is not known here."]
        said += f"; that takes about {_gb(self.needed_mb)} of the {_gb(self.free_mb)} that are free."
        short = f"This machine has room for about {self.maximum} students; the others will be asked to wait."
        return [said] if self.is_enough else [said, short]


def plan(students: int, free_mb: int | None, files: int) -> Plan:
    """The limits for a class; 0 students: whoever comes, as far as the memory and `files` go, which may be open."""
    maximum = math.ceil(students * ROOM) if students else MOST_WITHOUT_A_NUMBER
    maximum = min(maximum, max(1, (files - SERVER_FILES) // KERNEL_FILES))
    if free_mb is not None:
        maximum = min(maximum, max(1, int((free_mb * USABLE - SERVER_MB) / KERNEL_MB)))
    waiting = min(students, MOST_WAITING, maximum)
    return Plan(students, waiting, maximum, SERVER_MB + maximum * KERNEL_MB, free_mb)


def free_memory_mb(cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """What this machine, or this container, has to give."""
    free = psutil.virtual_memory().available
    for names in LIMIT_AND_USE:
        with suppress(OSError, ValueError):  # no container, one of the other version, or one without a limit
            limit, used = (int((cgroup / name).read_text()) for name in names)
            free = min(free, limit - used)
    return int(free / 1e6)


def open_files() -> int:
    """How many descriptors this process may have; it takes as many as it is allowed."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def make_code() -> str:
    """A class code to write on a board."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def is_open_to_others(host: str) -> bool:
    return host not in {"localhost", "::1"} and not host.startswith("127.")


def own_host(host: str) -> str:
    """The address at which this machine itself finds the server."""
    return "127.0.0.1" if host in EVERY_HOST else in_address(host)


def class_hosts(host: str) -> list[str]:
    """The addresses of this machine in its networks, as the others see them; the likeliest first, none without one."""
    if host not in EVERY_HOST:
        return [in_address(host)]
    found = [one.address for card in psutil.net_if_addrs().values() for one in card if one.family == socket.AF_INET]
    reached = [one for one in found if is_open_to_others(one)]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which address would be used
        reached.insert(0, str(probe.getsockname()[0]))
    return list(dict.fromkeys(reached))


def in_address(host: str) -> str:
    """As a web address has it: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host


def class_lines(address: str, code: str, in_colour: bool = False, others: Sequence[str] = ()) -> list[str]:
    """What to print for a projector: the address, a QR code that needs no typing, the code; other addresses below."""
    from io import StringIO

    import segno

    link = f"{address}login?code={code}" if code else address
    drawn = StringIO()
    segno.make(link, error="m", micro=False).terminal(drawn, border=4, compact=True)
    rows = drawn.getvalue().rstrip("\n").split("\n")
    if in_colour:  # else a light terminal would show it inverted, which some readers refuse
        rows = [f"{WHITE_ON_BLACK}{row}{PLAIN}" for row in rows]
    asked = f"The class code is {code}; each visitor gives it once." if code else "Nobody is asked for a code."
    if 0 < len(code) < CODE_LENGTH:
        asked += f" It is soon guessed: {CODE_LENGTH} letters or more are better."
    more = [f"If that does not open, this machine is also at {' and '.join(others)}"] if others else []
    return [f"The class finds it at {address}", "\n".join(rows), *more, asked]


def _gb(megabytes: int) -> str:
    return f"{megabytes / 1000:.1f} GB"
