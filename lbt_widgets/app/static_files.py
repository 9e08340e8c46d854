"""Every file that a page needs, in memory, under an address that changes with the files.

Voilà reads, checks and sends its hundred scripts anew for each visitor, uncompressed, and the browser asks for them
again at each visit. Here they are read once and packed once; the browser keeps them until they change.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from mimetypes import guess_type
from pathlib import Path

from tornado.web import HTTPError, RequestHandler

SERVED = {".js", ".css", ".woff2", ".woff", ".ttf", ".svg", ".txt"}
PACKED = {".js", ".css", ".svg", ".txt", ".ttf"}
BUNDLE = "bundle.js"
FOR_EVER = "public, max-age=31536000, immutable"


class StaticFile:
    """One file and its packed copy, which is made when it is first asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        self.data = data
        self.kind = guess_type(name)[0] or "application/octet-stream"
        self._can_be_packed = Path(name).suffix in PACKED

    @cached_property
    def packed(self) -> bytes | None:
        return gzip.compress(self.data, 6, mtime=0) if self._can_be_packed else None


class StaticFiles:
    """The files of some folders, and one bundle of the scripts that every page loads.

    Parameters
    ----------
    folders : Mapping[str, Path]
        Folder in the address → folder on disk; everything below it is served if its suffix is in `SERVED`.
    bundled : Iterable[str]
        Webpack chunks, as paths in the address, to be sent in one file. What is not there is left out: a page asks for
        a chunk by itself if the bundle has not brought it.
    made : Mapping[str, bytes]
        More files, by their paths in the address.
    """

    def __init__(
        self, folders: Mapping[str, Path], bundled: Iterable[str] = (), made: Mapping[str, bytes] | None = None
    ) -> None:
        self._files = {
            f"{prefix}/{path.relative_to(folder).as_posix()}": StaticFile(path.name, path.read_bytes())
            for prefix, folder in folders.items()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in SERVED
        }
        self._files |= {name: StaticFile(name, data) for name, data in (made or {}).items()}
        chunks = [self._files[name].data for name in bundled if name in self._files]
        self._files[BUNDLE] = StaticFile(BUNDLE, b"\n".join(map(_own_scope, chunks)))
        digest = hashlib.sha256()
        for name, file in self._files.items():
            digest.update(f"{name} {len(file.data)} ".encode())
            digest.update(file.data)
        self.version = digest.hexdigest()[:16]

    def address(self, base_url: str, name: str) -> str:
        """Where `name`, a file or a folder, is served."""
        return f"{base_url}s/{self.version}/{name}"

    def get(self, version: str, name: str) -> StaticFile | None:
        """The file, if it is of this version: another one under an address that is kept for ever would stay wrong."""
        return self._files.get(name) if version == self.version else None


class StaticHandler(RequestHandler):
    """Serves a `StaticFiles`."""

    def initialize(self, files: StaticFiles) -> None:
        self.files = files

    def get(self, version: str, name: str) -> None:
        file = self.files.get(version, name)
        if file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", file.kind)
        self.set_header("Cache-Control", FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("X-Content-Type-Options", "nosniff")
        body = file.data
        if file.packed is not None and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            body = file.packed
        self.finish(body)

    def compute_etag(self) -> None:
        """None: the address is the version."""


def page_chunks() -> list[str]:
    """The chunks that a page was seen to load (written by scripts/page_chunks.py)."""
    return list(json.loads((Path(__file__).parent / "page_chunks.json").read_text("utf-8")))


def _own_scope(chunk: bytes) -> bytes:
    """A chunk's "use strict" is for itself alone."""
    return b"(function(){" + chunk + b"\n})();"
