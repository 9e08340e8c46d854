"""A source as a reader sees it: authors, year, journal, the number it is found by, how much we read, and our doubt."""

from __future__ import annotations

from html import escape

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Source
from lbt_widgets.content.places import CITED
from lbt_widgets.figures.words import READ, author_year, found_by, stands_in
from lbt_widgets.words import _

from ._links import source_address, source_entry_link
from ._tables import Markup


def reference_html(source_id: str, content: Content, *, full: bool = False) -> str:
    """A line of a list of sources: title, where it stands, who was studied and how, how much we read.

    `full`: our doubt about it in words; else a link to the entry that has them, so that a list is not full of doubts.
    What has no address elsewhere leads to its entry here.
    """
    source = content.sources[source_id]
    found = reference(source_id, content)
    place, url = escape(found["text"]), found_by(source)[1]
    if url:
        place = _outside(url, place)
    elif not full:
        place = source_entry_link(source_id, found["text"])
    title = source.title.rstrip(".")
    stop = "" if title.endswith("?") else "."
    named = "" if found["text"].startswith(title) else f"<cite>{escape(title)}</cite>{stop} "
    return f"{named}{place}. {escape(_study(source))}.{_doubt(source_id, source, full)}"


def _doubt(source_id: str, source: Source, full: bool) -> str:
    if not source.doubt:
        return ""
    return f" {escape(source.doubt)}" if full else f" {source_entry_link(source_id, _('Our doubt about it'))}."


def reference(source_id: str, content: Content) -> dict[str, str]:
    """`text` to show, `url` to follow (its entry here, where it has no address) and `doubt`: the entry that tells it, or ""."""
    source = content.sources.get(source_id)
    if source is None:  # the content check forbids it; a page still opens
        return {"text": source_id, "url": "", "doubt": ""}
    # Where the page that we read did not name the authors, the title tells which source it is.
    author = source.title if source.authors.startswith("Authors not named") else source.authors
    journal = "" if source.journal in author else stands_in(source)
    parts = [author.rstrip("."), str(source.year) if source.year else _("no date"), journal]
    number, url = found_by(source)
    parts += [number, _(READ[source.read])]
    return {
        "text": ", ".join(part for part in parts if part),
        "url": url or source_address(source_id),
        "doubt": source_address(source_id) if source.doubt else "",
    }


def short_name(source_id: str, content: Content) -> str:
    """As short as a reader needs to find it in a list of sources."""
    source = content.sources.get(source_id)
    return author_year(source) if source else source_id


def source_link(source_id: str, content: Content) -> Markup:
    """The study's name, as a link to where it stands; to its entry in the list of sources where it has no address."""
    name, url = author_year(content.sources[source_id]), found_by(content.sources[source_id])[1]
    return Markup(_outside(url, escape(name))) if url else source_entry_link(source_id, name)


def cited_html(text: str, content: Content) -> Markup:
    """A text of the content in which each source in square brackets becomes its link."""
    return Markup(CITED.sub(lambda cited: source_link(cited[1], content), escape(text)))


def _outside(url: str, html: str) -> str:
    """A link that leaves the workbook, and says so to those who cannot see the new tab."""
    hint = f'<span class="lbt-hidden"> {escape(_("(opens in a new tab)"))}</span>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{html}{hint}</a>'


def _study(source: Source) -> str:
    """How it was done, with how many, and who they were: "Cohort, 12 months; n = 264; runners"."""
    number = f"n\u00a0=\u00a0{source.n}" if source.n else ""
    text = "; ".join(part for part in (source.design, number, source.population) if part)
    return text[:1].upper() + text[1:].rstrip(".")
