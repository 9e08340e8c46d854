"""One of a few named things by a native select."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import traitlets as t

from . import _static
from ._page_widget import PageWidget


class Picker(PageWidget):
    """A labelled select with a button, so that nothing happens while somebody walks through the list by keyboard.

    Parameters
    ----------
    label : str
    options : Mapping[str, str]
        Id → what is shown.
    button : str
        What the button says.

    Attributes
    ----------
    chosen : str
        The id that was last taken; "" before that. `taken` counts, so that taking the same one again is seen.
    """

    _esm = _static.module("picker.js")
    _css = _static.style("picker.css")
    from_browser: ClassVar = {"pick": "_check_pick"}

    label = t.Unicode(read_only=True).tag(sync=True)
    button = t.Unicode(read_only=True).tag(sync=True)
    options = t.List(read_only=True).tag(sync=True)
    pick = t.Dict({"number": 0, "id": ""}).tag(sync=True)
    chosen = t.Unicode(read_only=True)
    taken = t.Int(0, read_only=True)

    def __init__(self, label: str, options: Mapping[str, str], button: str = "Show") -> None:
        self.set_trait("label", label)
        self.set_trait("button", button)
        self.set_trait("options", [[name, text] for name, text in options.items()])
        super().__init__()

    @t.observe("pick")
    def _take(self, _change: Any) -> None:
        self.set_trait("chosen", self.pick["id"])
        self.set_trait("taken", self.taken + 1)

    def _check_pick(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "id"} or not isinstance(value["number"], int):
            raise ValueError("not a choice")
        if value["id"] not in [name for name, _ in self.options]:
            raise ValueError("not one of the options")
        return value
