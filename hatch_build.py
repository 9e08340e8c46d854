"""Build hook: compile `content/` into the one JSON that a page reads, with its translations, and put them into the wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ContentHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a checkout compiles by itself when a source is newer
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from lbt_widgets.content import compiler
        finally:
            sys.path.remove(str(root))
        self._folder = tempfile.TemporaryDirectory()
        compiled = Path(self._folder.name) / "content.json"
        compiler.write(root / "content", compiled)
        build_data["force_include"][str(compiled)] = "lbt_widgets/_data/content.json"
        build_data["force_include"][str(compiled.parent / "words")] = "lbt_widgets/_data/words"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
