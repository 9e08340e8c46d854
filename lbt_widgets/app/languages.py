"""In which language a reader is served: the one of the address (?lang=es), which the browser keeps, else the kept one."""

from __future__ import annotations

from typing import Any

from tornado.web import RequestHandler

from lbt_widgets import content
from lbt_widgets.words import ENGLISH, speak

PARAMETER = "lang"
COOKIE = "lbt-language"
KEPT_DAYS = 365


class Speaks(RequestHandler):
    """A handler that speaks its reader's language. The language of the browser is no wish: a translation may be raw."""

    async def prepare(self, **settings: Any) -> None:
        speak(self._chosen())
        await super().prepare(**settings)  # type: ignore[misc]  # Jupyter's, which comes after this one, is awaited

    def _chosen(self) -> str:
        known = content.load().languages
        asked = self.get_query_argument(PARAMETER, "")
        if asked in known:
            path = self.settings.get("base_url", "/")
            self.set_cookie(COOKIE, asked, path=path, expires_days=KEPT_DAYS, samesite="Lax")
            return asked
        kept = self.get_cookie(COOKIE, "")
        return kept if kept in known else ENGLISH
