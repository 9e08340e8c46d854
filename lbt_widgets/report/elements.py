"""Elements of a document. Whatever is put in as text is escaped when it is written, so no text becomes markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, fromstring, tostring


def element(tag: str, *children: str | Element, **attributes: str) -> Element:
    """`element("p", "text", element("b", "more"), class_="x", aria_label="y")`."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def compiled(html: str) -> list[Element]:
    """The elements of the content's compiled Markdown, which is well formed."""
    return list(fromstring(f"<div>{html}</div>"))


def listed(items: Iterable[str | Element], tag: str = "ul", **attributes: str) -> Element:
    """A list of these."""
    return element(tag, *(element("li", item) for item in items), **attributes)


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Element]], **attributes: str) -> Element:
    """A table whose first column names the row."""
    head = element("tr", *(element("th", name, scope="col") for name in columns))
    body = (
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:])) for row in rows
    )
    return element("table", element("thead", head), element("tbody", *body), **attributes)


def written(root: Element) -> str:
    """The document as HTML."""
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}"
