"""The workbook's server: Voilà on our notebooks, with our page and nothing else open."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import sys
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import voila.app
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import RedirectHandler
from traitlets import Instance, Unicode
from traitlets.config import Config
from voila.paths import collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler

from lbt_widgets import _resources
from lbt_widgets.words import _

from . import kernels
from .class_plan import (
    Plan,
    class_hosts,
    class_lines,
    free_memory_mb,
    is_open_to_others,
    make_code,
    open_files,
    own_host,
    plan,
)
from .front import FrontPage
from .handlers import NotFound, PageHandler, log_visit, run_page, visits, without_request
from .page import EXTENSIONS, Exporter, content_security_policy, page_config_hook, read_static_files, use_exporter
from .pool import Pool
from .seats import ClassKernels
from .site import TEMPLATE_FOLDERS, Site
from .static_files import StaticHandler
from .teaching import Teaching
from .visitors import ClassCode, Visitors, cookie_secret
from .walls import MAX_MESSAGE_BYTES, Connection, KernelState, Leave, Socket, VoilaGoodbye

DASHBOARD = "dashboard.ipynb"
TEACHING_PATH = r"/teaching/(\w*)(?:\.html)?"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
IDLE_S = 600
HTTP_PORT = 80
"""What nobody needs to type."""
LONGEST_FOLDER = 103 - len("/voila_12345678/kernel-12345678-1234-1234-1234-123456789012-ipc-1")
"""What macOS, the strictest, lets a socket's path have, less what Voilà and Jupyter add. [letters]"""
ONLY_HERE = "Only this machine can open it: --host 0.0.0.0 lets a class in."
NO_NETWORK = "This machine is in no network at the moment: nobody else can reach it."
REFERRER = "same-origin"
"""Other hosts learn nothing; with "no-referrer" a browser would hide from us, too, where the class code comes from."""


class CannotServe(Exception):
    """The server could not start; the message is one sentence for the person who started it."""


def settings(notebooks: Path, limits: Plan, class_code: str, public_url: str = "") -> Config:
    """Voilà's settings for the folder `notebooks`."""
    config = Config()
    config.Voila.root_dir = str(notebooks)
    config.Voila.base_url = urlsplit(public_url).path or "/"
    config.Voila.config_file_paths = []  # a voila.json that lies about changes nothing here
    config.Voila.log_level = "ERROR"
    config.Voila.tornado_settings = {
        "websocket_max_message_size": MAX_MESSAGE_BYTES,
        "log_function": log_visit,
        "headers": {"Content-Security-Policy": content_security_policy(), "Referrer-Policy": REFERRER},
    }
    config.VoilaConfiguration.template = "lab"  # below ours: the parts of Voilà's template that we leave as they are
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    if folder := _folder_for_sockets():  # no race for ports, nothing for others on the machine to reach
        config.Voila.connection_dir_root = folder  # Voilà makes a private one in it
        config.KernelManager.transport = "ipc"
    config.KernelProvisionerFactory.default_provisioner_name = kernels.PROVISIONER
    config.VoilaConfiguration.multi_kernel_manager_class = ClassKernels
    config.ClassKernels.maximum = limits.maximum
    config.Voila.identity_provider_class = Visitors
    config.Visitors.class_code = class_code
    config.Voila.cookie_secret = cookie_secret(class_code)
    config.Visitors.behind_proxy = bool(public_url)
    config.Voila.kernel_websocket_connection_class = Connection
    config.KernelRestarter.restart_limit = 0  # a new kernel would be empty: the page must know that its own is gone
    config.MappingKernelManager.cull_idle_timeout = IDLE_S
    config.MappingKernelManager.cull_interval = 20
    config.MappingKernelManager.cull_connected = False
    return config


class Server(voila.app.Voila):
    """Voilà with our page, without its listing of files, and with one port: the one asked for."""

    limits = Instance(Plan)
    public_url = Unicode("", help="Where a proxy shows it; its headers are believed.")

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        self.files = read_static_files(self.static_paths)
        self.pools: dict[str, Pool] = {}
        token = lambda kernel_id: self.kernel_manager.token(kernel_id)  # noqa: E731 - there is no manager yet
        self.voila_configuration.page_config_hook = page_config_hook(self.files, token)
        self.site = Exporter.site = Site(self.base_url, self.files.address(self.base_url, "").rstrip("/"))
        self.template_paths = [
            *map(str, TEMPLATE_FOLDERS),
            *collect_template_paths(["voila", "nbconvert"], "lab", prune=True),
        ]

    def init_settings(self) -> dict[str, Any]:
        made: dict[str, Any] = super().init_settings()
        made["site"] = self.site
        made["voila_jinja2_env"].globals |= {"site": self.site, "_": _}
        return made

    def init_handlers(self) -> list[Any]:
        """Only what a page asks for; of Voilà's own addresses that is the page itself."""
        page = next(one for one in super().init_handlers() if one[1] is TornadoVoilaHandler)
        files, pages = {"files": self.files}, {**page[2], "pools": self.pools}
        teaching = {"url": url_path_join(self.base_url, "/teaching/{0}.html"), "permanent": False}  # a notebook's link
        lessons = {"url": url_path_join(self.base_url, "/teaching/"), "permanent": False}  # typed without the slash
        self.kernel_manager.tell_page = Socket.cut
        kernel = url_path_join(self.server_url, f"/api/kernels/{KERNEL_ID}")
        voila_configuration = {"voila_configuration": self.voila_configuration}
        return [
            (page[0], PageHandler, pages),
            (kernel, KernelState),
            (f"{kernel}/channels", Socket),
            (url_path_join(self.server_url, f"/leave/{KERNEL_ID}"), Leave, {"kernels": self.kernel_manager}),
            (url_path_join(self.server_url, f"/voila/api/shutdown/{KERNEL_ID}"), VoilaGoodbye),
            (url_path_join(self.server_url, "/login"), ClassCode, voila_configuration),
            (url_path_join(self.server_url, r"/s/(\w+)/(.*)"), StaticHandler, files),
            (url_path_join(self.server_url, "/teaching"), RedirectHandler, lessons),
            (url_path_join(self.server_url, TEACHING_PATH), Teaching, voila_configuration),
            (url_path_join(self.server_url, r"/voila/docs/teaching/(\w+)\.md"), RedirectHandler, teaching),
            (self.server_url, FrontPage, voila_configuration),
            (".*", NotFound, voila_configuration),
        ]

    def listen(self) -> None:
        try:
            self.app.listen(self.port, self.ip, xheaders=bool(self.public_url))
        except OSError as error:
            self.stop()
            raise CannotServe(_why_not(error, self.ip, self.port)) from error
        address = f"http://{own_host(self.ip)}:{self.port}{self.base_url}"
        self._say(address)
        if self.open_browser and _has_screen():
            webbrowser.open(address)
        self.ioloop = IOLoop.current()
        if self.limits.waiting:
            self.pools[DASHBOARD] = Pool(self.limits.waiting, self.kernel_manager, lambda: run_page(self, DASHBOARD))
            self.ioloop.add_callback(self._fill, self.pools[DASHBOARD])
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def _say(self, address: str) -> None:
        lines = [f"The workbook is at {address} (Ctrl+C stops it)", *self.limits.lines()]
        if self.public_url or is_open_to_others(self.ip):
            port = "" if self.port == HTTP_PORT else f":{self.port}"
            hosts = [] if self.public_url else class_hosts(self.ip)
            theirs = [self.public_url] if self.public_url else [f"http://{one}{port}{self.base_url}" for one in hosts]
            code = self.identity_provider.class_code
            lines += class_lines(theirs[0], code, sys.stdout.isatty(), theirs[1:]) if theirs else [NO_NETWORK]
        elif self.limits.students:
            lines += [ONLY_HERE]
        say("\n".join(lines))

    async def _fill(self, pool: Pool) -> None:
        filling = asyncio.ensure_future(pool.keep_full())
        await pool.filled.wait()
        say(f"{pool.size} pages wait ready.")
        await filling


def serve(
    host: str,
    port: int,
    open_browser: bool,
    students: int = 0,
    class_code: str | None = None,
    public_url: str = "",
    gateway: str = "",
) -> None:
    """Serve the notebooks until the process is told to stop.

    Parameters
    ----------
    host, port, open_browser
        Where, and whether to show it.
    students : int
        Size of the class; 0 for whoever comes.
    class_code : str, optional
        What visitors from other machines must give; one is made if they can come in. "" asks for none.
    public_url : str
        Where a proxy shows it, with a slash at the end; "" without a proxy.
    gateway : str
        Address of the Jupyter gateway that runs the kernels; "" for this machine.

    Raises
    ------
    CannotServe
        If the address or the gateway cannot be used.
    """
    use_exporter()
    _log_to_standard_error()
    if class_code is None:
        class_code = make_code() if public_url or is_open_to_others(host) else ""
    limits = plan(students, None if gateway else free_memory_mb(), open_files())
    config = settings(_resources.notebooks_dir(), limits, class_code, public_url)
    if gateway:
        _use_gateway(gateway, config)
    else:
        with suppress(OSError):  # it warms up while Voilà does; where it cannot, the first page says so
            kernels.start()
    where = {"ip": host, "port": port, "public_url": public_url}
    server = Server.instance(config=config, open_browser=open_browser, limits=limits, **where)
    server.initialize([])
    server.log.setLevel("ERROR")  # its handler drops the rest, but only after it was put together
    server.start()


def say(text: str) -> None:
    """Print, also where nothing can be: a full disk behind standard output stops no class."""
    with suppress(OSError, ValueError):
        print(text, flush=True)


def _folder_for_sockets() -> str | None:
    """A folder with a name that leaves room for a socket's, of which systems allow about a hundred letters."""
    folders = [tempfile.gettempdir(), "/tmp"] if os.name == "posix" else []
    return next((one for one in folders if len(one) <= LONGEST_FOLDER and os.access(one, os.W_OK)), None)


def _use_gateway(address: str, config: Config) -> None:
    from .gateway import NoGateway, use

    try:
        use(address, config)
    except NoGateway as error:
        raise CannotServe(str(error)) from error


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    visits.addHandler(handler)
    visits.setLevel(logging.INFO)
    visits.propagate = False
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # refused requests, with the visitor's address
    logging.getLogger("tornado.application").addFilter(without_request)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; give another, such as --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"port {port} is not open to you; give another, such as --port 8866."
    return f"{host} is not an address of this machine; leave --host out, or give 0.0.0.0 for a class."


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
