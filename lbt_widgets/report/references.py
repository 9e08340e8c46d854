"""The sources of a report, numbered as they are cited, each as short as it can be found by."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lbt_widgets.content import Content
from lbt_widgets.figures.words import author_year, found_by

from .elements import element, listed


class References:
    """Gives each source its number when it is first cited."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.cited: list[str] = []

    def cite(self, sources: Iterable[str]) -> str:
        """The numbers of these sources: "[3, 4]"; "" for none."""
        numbers = sorted(self._number(source) for source in dict.fromkeys(sources))
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def _number(self, source: str) -> int:
        if source not in self.cited:
            self.cited.append(source)
        return self.cited.index(source) + 1

    def listed(self) -> Element:
        """The list itself; an address is written out, since paper has no links."""
        return listed((self._entry(source) for source in self.cited), "ol", class_="sources")

    def _entry(self, name: str) -> Element:
        source = self.content.sources[name]
        number, url = found_by(source)
        where = element("a", url.removeprefix("https://").rstrip("/"), href=url) if url else number
        return element("span", f"{author_year(source)}, ", where)
