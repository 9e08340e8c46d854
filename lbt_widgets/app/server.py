"""The workbook's server: Voilà on our notebooks, with our page and nothing else open."""

from __future__ import annotations

import errno
import os
import sys
import webbrowser
from pathlib import Path
from typing import Any

import voila.app
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RedirectHandler
from traitlets.config import Config
from voila.handler import BaseVoilaHandler
from voila.paths import collect_template_paths
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from lbt_widgets import _resources

from .page import EXTENSIONS, TEMPLATE, content_security_policy, page_config_hook, read_static_files, use_exporter
from .static_files import StaticHandler

START_PAGE = "/voila/render/dashboard.ipynb"
IDLE_S = 600


class CannotServe(Exception):
    """The server could not start; the message is one sentence for the person who started it."""


def settings(notebooks: Path) -> Config:
    """Voilà's settings for the folder `notebooks`."""
    config = Config()
    config.Voila.root_dir = str(notebooks)
    config.Voila.config_file_paths = []  # a voila.json that lies about changes nothing here
    config.Voila.log_level = "ERROR"
    config.Voila.tornado_settings = {
        "ws_ping_timeout": 30_000,  # Jupyter's own default makes Tornado complain
        "headers": {"Content-Security-Policy": content_security_policy(), "Referrer-Policy": "no-referrer"},
    }
    config.VoilaConfiguration.template = "lab"  # below ours: the parts of Voilà's template that we leave as they are
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    if os.name == "posix":  # sockets in a private folder: no race for ports, nothing for others on the machine to reach
        config.KernelManager.transport = "ipc"
    config.MappingKernelManager.cull_idle_timeout = IDLE_S
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    return config


class PageHandler(TornadoVoilaHandler):
    """A page that is allowed to stop its own kernel when the reader leaves it."""

    async def prepare(self) -> None:
        await super().prepare()
        _ = self.xsrf_token  # reading it sets the cookie; without one Voilà refuses the page's goodbye


class NotFound(BaseVoilaHandler):
    """Every other address."""

    async def prepare(self) -> None:
        await super().prepare()
        raise HTTPError(404)


class Server(voila.app.Voila):
    """Voilà with our page, without its listing of files, and with one port: the one asked for."""

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.files = read_static_files(self.static_paths)
        self.voila_configuration.page_config_hook = page_config_hook(self.files)
        self.template_paths = [str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)]

    def init_handlers(self) -> list[Any]:
        """Of Voilà's addresses only those that a page asks for."""
        ours = {TornadoVoilaHandler: PageHandler}
        kept = {KernelHandler, VoilaKernelWebsocketHandler, VoilaShutdownKernelHandler, TornadoVoilaHandler}
        handlers = [
            (pattern, ours.get(handler, handler), *rest)
            for pattern, handler, *rest in super().init_handlers()
            if handler in kept
        ]
        start = {"url": url_path_join(self.base_url, START_PAGE), "permanent": False}
        return [
            *handlers,
            (url_path_join(self.server_url, r"/s/(\w+)/(.*)"), StaticHandler, {"files": self.files}),
            (self.server_url, RedirectHandler, start),
            (".*", NotFound, {"voila_configuration": self.voila_configuration}),
        ]

    def listen(self) -> None:
        try:
            self.app.listen(self.port, self.ip)
        except OSError as error:
            self.stop()
            raise CannotServe(_why_not(error, self.ip, self.port)) from error
        address = f"http://{self.ip}:{self.port}/"
        print(f"The workbook is at {address} (Ctrl+C stops it)", flush=True)
        if self.open_browser and _has_screen():
            webbrowser.open(address)
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()


def serve(host: str, port: int, open_browser: bool) -> None:
    """Serve the notebooks until the process is told to stop.

    Raises
    ------
    CannotServe
        If the address cannot be used.
    """
    use_exporter()
    server = Server.instance(config=settings(_resources.notebooks_dir()), ip=host, port=port, open_browser=open_browser)
    server.initialize([])
    server.start()


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; try `lbt app --port {port + 1}`."
    if error.errno == errno.EACCES:
        return f"port {port} is not open to you; try `lbt app --port 8866`."
    return f"{host} is not an address of this machine; try `lbt app --host 127.0.0.1`."


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
