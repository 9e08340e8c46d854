"""The sources of a report, numbered as they are cited, each as short as it can be found by."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Source
from lbt_widgets.figures.words import author_year, found_by, stands_in
from lbt_widgets.words import ENGLISH

from .elements import element, listed

OURS = "°"  # the mark of what is our own choice or assumption, at least in part, where a reader may look for a source


class References:
    """Gives each source its number when it is first cited."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.cited: list[str] = []

    def cite(self, sources: Iterable[str]) -> list[str | Element]:
        """The numbers of these sources, each as a link to its line of the list: "[3, 4]"; nothing for none."""
        numbers = sorted(self._number(source) for source in dict.fromkeys(sources))
        links = [element("a", str(number), href=f"#{_anchor(number)}") for number in numbers]
        return ["[", links[0], *(part for link in links[1:] for part in (", ", link)), "]"] if links else []

    def _number(self, source: str) -> int:
        if source not in self.cited:
            self.cited.append(source)
        return self.cited.index(source) + 1

    def listed(self) -> Element:
        """The list itself; an address is written out, since paper has no links."""
        lines = (
            element("span", *described(self.content.sources[name]), id=_anchor(at))
            for at, name in enumerate(self.cited, start=1)
        )
        return listed(lines, "ol", class_="sources")


def _anchor(number: int) -> str:
    return f"source-{number}"


def described(source: Source) -> list[str | Element]:
    """Who, when, and the address; where none was seen, the title and where it stands, by which a library finds it."""
    number, url = found_by(source)
    if url:
        return [f"{author_year(source)}, ", element("a", url.removeprefix("https://").rstrip("/"), href=url)]
    nameless = source.authors.startswith("Authors not named")  # then its short name is the beginning of the title
    who = str(source.year or "") if nameless else author_year(source)
    title = element("cite", source.title.rstrip("."), lang=ENGLISH)
    return [f"{who}, " if who else "", title, f". {'; '.join(filter(None, [stands_in(source), number]))}"]
