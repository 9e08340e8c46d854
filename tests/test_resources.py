"""The content and the notebooks are found in a checkout and in a wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from lbt_widgets import _resources


def test_a_checkout_uses_its_own_folders(root: Path) -> None:
    assert _resources.in_checkout()
    assert _resources.content_dir() == root / "content"
    assert _resources.notebooks_dir() == root / "notebooks"


def test_a_wheel_carries_everything(root: Path, tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(root),
    ]
    subprocess.run(build, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("lbt_widgets-*-py3-none-any.whl"))) as wheel:
        names = wheel.namelist()
        wheel.extractall(tmp_path / "site")
    share = "lbt_widgets-0.1.0.data/data/share/jupyter"
    assert f"{share}/voila/templates/lbt/index.html.j2" in names
    assert any(name.startswith(f"{share}/labextensions/lbt_widgets/static/plotly") for name in names)
    probe = (
        "from lbt_widgets import _resources as r, content; print(r.notebooks_dir()); assert content.load().questions"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=tmp_path / "site", capture_output=True, text=True)
    assert done.stdout.strip() == str(tmp_path / "site" / "lbt_widgets" / "_data" / "notebooks"), done.stderr
