"""The words of the workbook, to search: what each means, and what a runner has from knowing it."""

from __future__ import annotations

from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.handbook import Term
from lbt_widgets.content.search import word_search

from ._links import TERM, term_link
from ._sources import reference_html
from .finder import Finder, Item


class Glossary(Finder):
    """Every term in the order of the alphabet.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    def __init__(self, content: Content | None = None) -> None:
        content = content or _content.load()
        terms = {term.id: term for term in sorted(content.glossary.values(), key=lambda term: term.term.casefold())}
        super().__init__(
            "words",
            [Item(name, term.term, escape(term.plain)) for name, term in terms.items()],
            word_search({name: term_text(term) for name, term in terms.items()}),
            lambda name: term_html(terms[name], content),
            key=TERM,
        )


def term_text(term: Term) -> str:
    """What a search of the words looks through."""
    return " ".join((term.term, term.plain, *term.forms)).casefold()


def term_html(term: Term, content: Content) -> str:
    """What stands below a term and its plain meaning: why it matters, its unit, what belongs to it, sources."""
    unit = f"<p>Unit: {escape(term.unit)}</p>" if term.unit else ""
    others = ", ".join(term_link(other, content.glossary[other].term) for other in term.see)
    see = f"<p>See also: {others}</p>" if others else ""
    lines = "".join(f"<li>{reference_html(source, content)}</li>" for source in term.sources)
    return f"<p>{escape(term.why)}</p>{unit}{see}" + (f'<ul class="lbt-sources">{lines}</ul>' if lines else "")
