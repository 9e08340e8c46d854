"""A list to search: what is found stands as native `details`, and what is inside one is sent when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

import traitlets as t
from attrs import frozen

from . import _static
from ._page_widget import PageWidget
from .guard import guarded

STEP = 10
MAX_LETTERS = 200
TEXT = "text"


@frozen
class Item:
    """One thing to find: its title, and a line below it, HTML of our own making, that may be empty."""

    id: str
    title: str
    note_html: str = ""


@frozen
class Filter:
    """A select; `options` maps a value to what is shown. Nothing chosen, the first entry, is "" and takes all."""

    id: str
    label: str
    options: Mapping[str, str]
    all: str = "any"


class Finder(PageWidget):
    """A search box and filters over a list of items.

    Parameters
    ----------
    noun : str
        What the items are, for "3 of 90 claims".
    items : Iterable[Item]
    find : Callable[..., Sequence[str]]
        Takes `text` and each filter's id as keywords, "" where nothing is asked; gives ids in order.
    body : Callable[[str], str]
        The HTML inside an item, of our own making.
    filters : Sequence[Filter]
    key : str
        A link `#key=id` anywhere on the page opens that item here; `#key=id&part` goes on to what has that
        `data-part` inside it. An address that ends in `#noun=words&filter=value` searches the list, and a search here
        is written into the address.
    instead : Callable[[str], str], optional
        Takes words that find nothing; gives HTML of our own making that says where to look instead, or "".

    Attributes
    ----------
    query : dict
        What is asked: `text` and a value for each filter.
    found : list of str
        Ids of all that fit; `shown` says how many of them stand on the page.
    """

    _esm = _static.module("html.js", "finder.js")
    _css = _static.style("evidence.css", "finder.css")
    from_browser: ClassVar = {"query": "_check_query", "shown": "_check_shown", "wanted": "_check_wanted"}

    noun = t.Unicode(read_only=True).tag(sync=True)
    key = t.Unicode(read_only=True).tag(sync=True)
    items = t.List(read_only=True).tag(sync=True)
    filters = t.List(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=6).tag(sync=True)
    query = t.Dict().tag(sync=True)
    found = t.List(read_only=True).tag(sync=True)
    step = t.Int(STEP, read_only=True, help="How many more a page shows at a time").tag(sync=True)
    max_letters = t.Int(MAX_LETTERS, read_only=True).tag(sync=True)
    shown = t.Int(STEP).tag(sync=True)
    news = t.Unicode(read_only=True).tag(sync=True)
    instead_html = t.Unicode(read_only=True).tag(sync=True)
    wanted = t.Dict({"number": 0, "item": "", "part": ""}).tag(sync=True)
    answered = t.Int(
        0, read_only=True, help="Grows with each search, so that the page can tell where no answer comes"
    ).tag(sync=True)
    opened = t.Dict({"number": 0, "item": "", "part": ""}, read_only=True).tag(sync=True)

    def __init__(
        self,
        noun: str,
        items: Iterable[Item],
        find: Callable[..., Sequence[str]],
        body: Callable[[str], str],
        filters: Sequence[Filter] = (),
        key: str = "",
        instead: Callable[[str], str] = lambda _text: "",
        **settings: Any,
    ) -> None:
        self._items = {item.id: item for item in items}
        self._allowed = {one.id: {"", *one.options} for one in filters}
        self._find, self._body, self._instead = find, body, instead
        self.set_trait("noun", noun)
        self.set_trait("key", key)
        self.set_trait("items", [[item.id, item.title, item.note_html] for item in self._items.values()])
        self.set_trait("filters", [[one.id, one.label, [["", one.all], *one.options.items()]] for one in filters])
        super().__init__(query=self._asking(), **settings)
        self.on_msg(self._send_body)

    @property
    def on_page(self) -> tuple[str, ...]:
        """The ids of the items that stand on the page now."""
        return tuple(self.found[: self.shown])

    def show(self, item: str, part: str = "") -> None:
        """Open an item at its place and go to one part of it; a search that does not find it is cleared."""
        with self.hold_sync():
            if item not in self.found:
                self.query = self._asking()
            steps = self.found.index(item) // STEP + 1
            self.shown = max(self.shown, steps * STEP)
            self.set_trait("opened", {"number": self.opened["number"] + 1, "item": item, "part": part})

    def _asking(self, text: str = "") -> dict[str, str]:
        return {TEXT: text, **dict.fromkeys(self._allowed, "")}

    @t.observe("query")
    @guarded
    def _search(self, _change: Any) -> None:
        found = list(self._find(**self.query))
        self.set_trait("found", found)
        self.set_trait("news", self._count(len(found)))
        words = self.query[TEXT].strip()
        self.set_trait("instead_html", self._instead(words) if words and not found else "")
        self.set_trait("answered", self.answered + 1)

    @t.observe("wanted")
    @guarded
    def _open_wanted(self, _change: Any) -> None:
        self.show(self.wanted["item"], self.wanted["part"])

    def _count(self, number: int) -> str:
        if number:
            return f"{number} of {len(self._items)} {self.noun}"
        words = self.query[TEXT].split()
        if not words:
            return "Nothing is graded so; choose another."
        other = "fewer words" if len(words) > 1 else "another word"
        return f"None of the {len(self._items)} {self.noun} has all of this. Use {other}, or clear the search."

    @guarded
    def _send_body(self, _widget: Any, content: Any, _buffers: Any) -> None:
        """The inside of an item, for a page that opened it."""
        if not isinstance(content, dict) or content.get("kind") != "body":
            return
        item = content.get("item")
        if isinstance(item, str) and item in self._items:
            self.send({"kind": "body", "item": item, "html": self._body(item)})

    def _check_query(self, value: Any) -> dict[str, str]:
        if not isinstance(value, dict) or set(value) != {TEXT, *self._allowed}:
            raise ValueError("not a search")
        if not isinstance(value[TEXT], str) or len(value[TEXT]) > MAX_LETTERS:
            raise ValueError(f"the words to search must be text of at most {MAX_LETTERS} letters")
        for name, allowed in self._allowed.items():
            if not isinstance(value[name], str) or value[name] not in allowed:
                raise ValueError(f"{name} is not one of its options")
        return value

    def _check_shown(self, value: Any) -> int:
        if type(value) is not int or not STEP <= value <= len(self._items) + STEP:
            raise ValueError("not a number of items")
        return value

    def _check_wanted(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "item", "part"} or type(value["number"]) is not int:
            raise ValueError("not a link")
        if not isinstance(value["item"], str) or value["item"] not in self._items:
            raise ValueError("not one of the items")
        if not isinstance(value["part"], str) or len(value["part"]) > MAX_LETTERS:
            raise ValueError("not a part of an item")
        return value
