"""Who may come in: on this machine everybody, from elsewhere whoever has given the class code once."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_runtime_dir, secure_write
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler
from traitlets import Bool, Dict, Unicode
from voila.handler import BaseVoilaHandler

from lbt_widgets.words import _

from .languages import Speaks

WRONG_CODE_S = 1
"""What a wrong code waits for its answer: little for who has mistyped, much for who tries one after the other."""
KEY_BYTES = 32


class Visitors(IdentityProvider):
    """Everybody is anonymous; a cookie says that the class code was given."""

    class_code = Unicode("", config=True, help="What visitors from other machines are asked for; empty: nothing.")
    behind_proxy = Bool(False, config=True, help="Whether a proxy on this machine brings visitors from elsewhere.")
    cookie_options = Dict({"samesite": "Lax"})

    async def get_user(self, handler: RequestHandler) -> User | None:  # type: ignore[override]
        known: Any = self.get_user_cookie(handler)
        if known is None and (not self.class_code or (not self.behind_proxy and _is_from_here(handler))):
            known = self.let_in(handler)
        return known  # type: ignore[no-any-return]

    def let_in(self, handler: RequestHandler) -> User:
        visitor = self.generate_anonymous_user(handler)
        self.set_login_cookie(handler, visitor)
        return visitor

    @property
    def auth_enabled(self) -> bool:
        return bool(self.class_code)


class ClassCode(Speaks, BaseVoilaHandler):
    """The page that asks for the code. The QR code leads here with the code in its address."""

    @allow_unauthenticated
    async def get(self) -> None:
        given = self.get_argument("code", "")
        await self._answer(given) if given else self._ask()

    @allow_unauthenticated
    async def post(self) -> None:
        await self._answer(self.get_body_argument("code", ""))

    async def _answer(self, given: str) -> None:
        visitors: Any = self.identity_provider
        if hmac.compare_digest(_plain(given).encode(), _plain(visitors.class_code).encode()):
            visitors.let_in(self)
            self.redirect(self._next())
        else:
            await asyncio.sleep(WRONG_CODE_S)
            self.set_status(403)
            self._ask(_("That is not the class code. Please look again at the board or the projector."))

    def _ask(self, fault: str = "") -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(self.render_template("class_code.html", fault=fault, next=self._next()))

    def _next(self) -> str:
        """A page of ours, never another host's."""
        given = self.get_argument("next", "")
        ours = (f"{self.base_url}voila/render/", f"{self.base_url}teaching/")
        return given if given.startswith(ours) else self.base_url


def cookie_secret(class_code: str) -> bytes:
    """What signs the cookies: the same after a restart with the same class code, so that nobody is asked again.

    Its key is in a file of this user alone; where none can be kept, each start has its own.
    """
    file, key = Path(jupyter_runtime_dir(), "lbt_cookie_key"), secrets.token_bytes(KEY_BYTES)
    with suppress(OSError, RuntimeError):  # the latter from a file system that keeps nothing private
        kept = file.read_bytes() if file.exists() else b""
        if len(kept) == KEY_BYTES:
            key = kept
        else:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with secure_write(str(file), binary=True) as new:
                new.write(key)
    return hmac.digest(key, _plain(class_code).encode(), "sha256")


def _is_from_here(handler: RequestHandler) -> bool:
    """Behind a proxy everybody seems to be from here; a proxy says so in a header."""
    forwarded = {"X-Forwarded-For", "X-Real-Ip", "Forwarded"} & set(handler.request.headers)
    return not forwarded and _is_loopback(handler.request.remote_ip or "")


def _is_loopback(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback  # with --host :: even IPv4 comes as IPv6


def _plain(code: str) -> str:
    return code.upper().replace(" ", "").replace("-", "")
