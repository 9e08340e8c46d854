"""Fetch plotly.js once, at build time: `python -m lbt_widgets.app.vendor`.

A page imports plotly.js as one ES module from this server, so the pinned npm package is wrapped, named by its
hash and committed. Nobody who installs the workbook needs npm, and no page asks another machine for it.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "plotly.js-basic-dist-min"
VERSION = "4.1.1"
SCRIPT_SHA256 = "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"
FOLDER = Path(__file__).parents[1] / "widgets" / "static" / "vendor"

# The file is made for script tags and CommonJS; these make it an ES module, whatever globals a page has.
PREFIX = b"const module={exports:{}},exports=module.exports,define=undefined;\n"
SUFFIX = b"\nexport default module.exports;\n"


def main() -> int:
    """Write the module, its gzip copy, its manifest and its licence; older versions are removed."""
    try:
        script, licence = fetch()
    except VendorError as fault:
        print(fault, file=sys.stderr)
        return 2
    manifest = write(script, licence, FOLDER)
    print(f"{manifest['name']} {manifest['version']} → {manifest['file']}")
    return 0


class VendorError(Exception):
    """The package could not be had as expected; the message is one sentence for the person at the keyboard."""


def fetch() -> tuple[bytes, bytes]:
    """The script and licence of the pinned package, by npm's own client and settings."""
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError(
            "npm is needed for this step and was not found; the committed copy of plotly.js stays as it is."
        )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--ignore-scripts"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            raise VendorError(f"npm could not fetch {PACKAGE} {VERSION} (exit status {done.returncode}).")
        script, licence = (_member(archives[0], name) for name in ("package/plotly-basic.min.js", "package/LICENSE"))
    found = hashlib.sha256(script).hexdigest()
    if found != SCRIPT_SHA256:
        raise VendorError(f"{PACKAGE} {VERSION} is not the file that was checked: its SHA-256 is {found}.")
    return script, licence


def write(script: bytes, licence: bytes, folder: Path) -> dict[str, str]:
    """Write the build product into `folder` and return its manifest."""
    module = PREFIX + script + SUFFIX
    digest = hashlib.sha256(module).hexdigest()
    name = f"plotly-basic.{digest[:12]}.js"
    manifest = {
        "name": PACKAGE,
        "version": VERSION,
        "file": name,
        "gzip": f"{name}.gz",
        "sha256": digest,
        "licence": "plotly-basic.LICENSE.txt",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("plotly-basic.*"):
        old.unlink()
    (folder / name).write_bytes(module)
    (folder / manifest["gzip"]).write_bytes(_gzip(module))
    (folder / manifest["licence"]).write_bytes(licence)
    (folder / "plotly-basic.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as opened:
        try:
            file = opened.extractfile(name)
        except KeyError:
            file = None
        if file is None:
            raise VendorError(f"{PACKAGE} {VERSION} has no {name}.")
        return file.read()


def _gzip(data: bytes) -> bytes:
    """The same bytes at every run: no time and no file name inside."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(data)
    return buffer.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
