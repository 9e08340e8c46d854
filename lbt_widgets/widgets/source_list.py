"""The whole bibliography, to search: each source with all that we know of it, and the claims that rest on it."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Source
from lbt_widgets.content.search import word_search
from lbt_widgets.figures.words import author_year

from ._grades import grade_html
from ._links import SOURCE, claim_link
from ._sources import reference_html
from .finder import Finder, Item


class SourceList(Finder):
    """Every source, by its first author.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    def __init__(self, content: Content | None = None) -> None:
        content = content or _content.load()
        sources = {one.id: one for one in sorted(content.sources.values(), key=lambda one: author_year(one).casefold())}
        super().__init__(
            "sources",
            [Item(name, author_year(one), escape(one.title)) for name, one in sources.items()],
            word_search({name: _text(one) for name, one in sources.items()}),
            lambda name: source_html(name, content),
            key=SOURCE,
        )


def _text(source: Source) -> str:
    return f"{source.authors} {source.year or ''} {source.title} {source.journal}".casefold()


def source_html(source_id: str, content: Content) -> str:
    """The full entry, and each claim that names it."""
    claims = [claim for claim in content.claims.values() if source_id in claim.sources]
    lines = "".join(f"<li>{claim_link(one.id, one.statement)} {grade_html(one)}</li>" for one in claims)
    used = (
        f"<p>Claims that rest on it:</p><ul>{lines}</ul>"
        if lines
        else "<p>No claim rests on it alone: a lab or a question uses it.</p>"
    )
    return f'<p class="lbt-sources">{reference_html(source_id, content, full=True)}</p>{used}'
