"""Who may come in: on this machine everybody, from elsewhere whoever has given the class code once."""

from __future__ import annotations

import hmac
import ipaddress
import time
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler
from traitlets import Bool, Dict, Unicode
from voila.handler import BaseVoilaHandler

WRONG_CODES_A_MINUTE = 10
SENTENCES = {
    "": "",
    "wrong": "That is not the class code. Please look again at the board or the projector.",
    "too_many": "That were many wrong codes. Please wait a minute, then try again.",
}


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


class ClassCode(BaseVoilaHandler):
    """The page that asks for the code. The QR code leads here with the code in its address."""

    def initialize(self, wrong: dict[str, list[float]], **settings: Any) -> None:
        """`wrong`: address → times of wrong codes, forgotten after a minute."""
        super().initialize(**settings)
        self._wrong = wrong

    @allow_unauthenticated
    async def get(self) -> None:
        given = self.get_argument("code", "")
        self._answer(given) if given else self._ask("")

    @allow_unauthenticated
    async def post(self) -> None:
        self._answer(self.get_body_argument("code", ""))

    def _answer(self, given: str) -> None:
        visitors: Any = self.identity_provider
        who = self.request.remote_ip
        if len(self._wrong_ones_of(who)) >= WRONG_CODES_A_MINUTE:
            self.set_status(429)
            self._ask("too_many")
        elif hmac.compare_digest(_plain(given).encode(), _plain(visitors.class_code).encode()):
            visitors.let_in(self)
            self.redirect(self._next())
        else:
            self._wrong.setdefault(who, []).append(time.monotonic())
            self.set_status(403)
            self._ask("wrong")

    def _ask(self, fault: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(self.render_template("class_code.html", fault=SENTENCES[fault], next=self._next()))

    def _next(self) -> str:
        """A page of ours, never another host's."""
        given = self.get_argument("next", "")
        return given if given.startswith(f"{self.base_url}voila/render/") else self.base_url

    def _wrong_ones_of(self, who: str) -> list[float]:
        minute_ago = time.monotonic() - 60
        for one in [one for one, times in self._wrong.items() if times[-1] < minute_ago]:
            del self._wrong[one]
        return [when for when in self._wrong.get(who, []) if when > minute_ago]


def _is_from_here(handler: RequestHandler) -> bool:
    """Behind a proxy everybody seems to be from here; a proxy says so in a header."""
    forwarded = {"X-Forwarded-For", "X-Real-Ip", "Forwarded"} & set(handler.request.headers)
    try:
        return not forwarded and ipaddress.ip_address(handler.request.remote_ip or "").is_loopback
    except ValueError:
        return False


def _plain(code: str) -> str:
    return code.upper().replace(" ", "").replace("-", "")
