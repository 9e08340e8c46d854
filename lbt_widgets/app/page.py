"""What a visitor is sent: the page, its address book, and what it may load."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import voila.notebook_renderer
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from voila.exporter import VoilaExporter
from voila.utils import get_voila_labextensions_path

from lbt_widgets import content
from lbt_widgets.words import _, in_script, speaking

from .site import LOOK, STYLES, Site
from .static_files import BUNDLE, StaticFiles, page_chunks

# What a page loads besides Voilà itself; every other installed extension would only cost bytes.
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
FRONT_SCRIPTS = (*(STYLES / name for name in ("dom.js", "progress_store.js", "way.js")), LOOK / "front.js")
"""What makes up the front page's one script, of which each language has its own: its own part comes last."""
# The scripts that stand in the page itself, word for word; `window.voila_heartbeat()` is Voilà's.
INLINE = ["lbtPage.place()", "lbtPage.cellsDone()", "window.voila_heartbeat()"]
log = logging.getLogger(__name__)


def read_static_files(static_paths: list[str]) -> StaticFiles:
    """Everything a page may ask for; `static_paths` is where Voilà's own scripts may be."""
    voila_scripts = next(Path(one) for one in static_paths if Path(one, "voila.js").is_file())
    installed = [Path(one) for one in get_voila_labextensions_path()]
    folders = {"voila": voila_scripts, "labextensions/lbt_widgets/static": STYLES / "vendor", "look": LOOK}
    for name in EXTENSIONS:
        found = next((one / name / "static" for one in installed if (one / name / "static").is_dir()), None)
        if found is not None:
            folders[f"labextensions/{name}/static"] = found
    return StaticFiles(
        folders, page_chunks(), {f"front.{code}.js": _front_script(code) for code in content.load().languages}
    )


def _front_script(code: str) -> bytes:
    with speaking(code):
        return in_script("\n".join(path.read_text("utf-8") for path in FRONT_SCRIPTS)).encode()


def page_config_hook(files: StaticFiles, token: Callable[[str], str]) -> Callable[..., dict[str, Any]]:
    """Voilà's hook that sends a page to our addresses; webpack's chunks and our plotly.js follow them.

    The template asks `token` for the page's own, when it knows its kernel.
    """

    def hook(config: dict[str, Any], *, base_url: str, **_other: Any) -> dict[str, Any]:
        config["fullStaticUrl"] = files.address(base_url, "voila")
        config["fullLabextensionsUrl"] = files.address(base_url, "labextensions")
        config["lbtToken"] = token
        config["lbtBundle"] = files.address(base_url, BUNDLE)
        return config

    return hook


def content_security_policy() -> str:
    """This server and nothing else: a script that got into the page by some hole would not run, nor reach out.

    blob: is how anywidget and a plot without a server bring in a module; styles are set by many widgets.
    """
    inline = [*INLINE, Site().script("languages.js")]
    for code in content.load().languages:
        with speaking(code):
            inline.append(Site().script("page.js"))
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in inline)
    return (
        "default-src 'self'; "
        f"script-src 'self' blob: {hashes}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'none'; frame-ancestors 'self'"
    )


class Compiled(BytecodeCache):
    """Compiled templates, kept for the life of the process."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class Exporter(VoilaExporter):
    """Voilà's exporter, which makes a new Jinja environment for each page, with one memory for all of them."""

    compiled = Compiled()
    site = Site()

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.bytecode_cache = self.compiled
        environment.globals |= {"site": self.site, "_": _}
        return environment


def use_exporter() -> None:
    """Put our exporter in the place of Voilà's, which has no setting for it; a Voilà that changed keeps its own."""
    if voila.notebook_renderer.__dict__.get("VoilaExporter") is VoilaExporter and hasattr(
        VoilaExporter, "_create_environment"
    ):
        voila.notebook_renderer.VoilaExporter = Exporter
    elif voila.notebook_renderer.__dict__.get("VoilaExporter") is not Exporter:
        log.warning("This version of Voilà is not known here: its pages are compiled anew for each visitor.")
