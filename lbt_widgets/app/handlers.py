"""The pages: from the pool where one waits, else run for the reader who asks; and a line in the log for each."""

from __future__ import annotations

import logging
import math
import os
import random
import time
from typing import Any, ClassVar

from tornado.web import HTTPError, RequestHandler, authenticated
from voila.handler import BaseVoilaHandler
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import get_page_config

from lbt_widgets.content.pages import TRANSLATED
from lbt_widgets.words import ENGLISH, language

from .languages import Speaks
from .pool import Pool, ReadyPage
from .seats import ClassIsFull, Reader, page_language, reader

RETRY_S = (10, 20)
"""A full class tries again after some time between these: not all at once."""
FULL_AGAIN_S = 60
"""How often who started the server is told that the class is full, at most."""
visits = logging.getLogger("lbt_widgets.visits")


class PageHandler(Speaks, TornadoVoilaHandler):
    """A notebook's page."""

    _told_full_at: ClassVar[float] = -math.inf

    def initialize(self, pools: dict[str, Pool], **settings: Any) -> None:
        super().initialize(**settings)
        self.pools = pools

    @authenticated
    async def get(self, path: str = "") -> None:
        if not path.endswith(".ipynb"):
            raise HTTPError(404)  # Voilà would lead to the files, which are not served
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise HTTPError(403)  # as a picture of another site, say: each would take a seat
        reader.set(Reader(self.request.remote_ip or "", self.current_user.username))
        page_language.set(language() if path.removesuffix(".ipynb") in TRANSLATED else ENGLISH)
        pool = self.pools.get(path) if page_language.get() == ENGLISH else None  # what waits is in English
        ready = await pool.take() if pool else None
        if ready is None:
            await super().get(path)
            return
        self.set_header("Content-Type", "text/html")
        self.set_header("Cache-Control", "no-store")
        self.finish(ready.html)

    def write_error(self, status_code: int, **settings: Any) -> None:
        self.retry_s = random.randint(*RETRY_S)
        if status_code == 503:
            self.set_header("Retry-After", str(self.retry_s))
        super().write_error(status_code, **settings)

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        if not isinstance(error, ClassIsFull):
            super().log_exception(kind, error, trace)
        elif time.monotonic() - PageHandler._told_full_at > FULL_AGAIN_S:
            PageHandler._told_full_at = time.monotonic()
            visits.info(
                "The class is full: %d pages at once. A larger --students lets more in.", self.kernel_manager.maximum
            )

    @property
    def template_namespace(self) -> dict[str, Any]:
        return {**super().template_namespace, "retry_s": getattr(self, "retry_s", RETRY_S[1])}


class NotFound(Speaks, BaseVoilaHandler):
    """Every other address."""

    async def prepare(self) -> None:
        await super().prepare()
        raise HTTPError(404)


async def run_page(server: Any, path: str) -> ReadyPage:
    """Run the notebook as Voilà does for a visitor, and keep the page.

    Raises
    ------
    ClassIsFull
    """
    common = {"base_url": server.base_url, "voila_configuration": server.voila_configuration}
    config = get_page_config(settings=server.app.settings, log=server.log, **common)
    renderer = NotebookRenderer(
        page_config=server.voila_configuration.page_config_hook(config, **common),
        traitlet_config=server.config,
        notebook_path=path,
        template_paths=server.template_paths,
        config_manager=server.config_manager,
        contents_manager=server.contents_manager,
        kernel_spec_manager=server.kernel_spec_manager,
        **common,
    )
    await renderer.initialize()
    kernels = server.kernel_manager
    kernel_id = await kernels.start_kernel(
        kernel_name=renderer.notebook.metadata.kernelspec.name, path=path.rpartition("/")[0], env=dict(os.environ)
    )
    try:
        return ReadyPage(kernel_id, await renderer.generate_content_str(kernel_id, kernels.get_kernel(kernel_id)))
    except BaseException:
        kernels.end(kernel_id)
        raise


def log_visit(handler: RequestHandler) -> None:
    """One line a page: when, which, how it went. Not who: neither address nor cookie nor what was typed."""
    if isinstance(handler, PageHandler):
        name = handler.request.path.rsplit("/", 1)[-1][:60]
        plain = "".join(letter if letter.isalnum() or letter in "._-" else "?" for letter in name)
        seconds = handler.request.request_time()
        visits.info("%s %s %d %.1f s", time.strftime("%Y-%m-%d %H:%M:%S"), plain, handler.get_status(), seconds)


def without_request(record: logging.LogRecord) -> bool:
    """A logging filter: a fault of ours is logged with its traceback, but not with who asked for what."""
    if record.exc_info:
        record.msg, record.args = "A request failed", ()
    return True
