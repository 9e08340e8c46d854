"""A source as a reader sees it: authors, year, journal, and its number in DOI or PubMed."""

from __future__ import annotations

from html import escape

from lbt_widgets.content import Content

READ = {"abstract": "abstract read", "second_hand": "quoted second-hand"}


def reference_html(source_id: str, content: Content) -> str:
    """The same as one line of HTML, with a link where there is an address, and with our doubt where there is one."""
    found = reference(source_id, content)
    text = escape(found["text"])
    if found["url"]:
        text = f'<a href="{escape(found["url"])}" target="_blank" rel="noopener noreferrer">{text}</a>'
    doubt = content.sources[source_id].doubt
    return f"{text}. {escape(doubt)}" if doubt else text


def reference(source_id: str, content: Content) -> dict[str, str]:
    """`text` to show and `url` to follow ("" where there is none). Nothing is fetched."""
    source = content.sources.get(source_id)
    if source is None:  # the content check forbids it; a page still opens
        return {"text": source_id, "url": ""}
    # Where the page that we read did not name the authors, the title tells which source it is.
    author = source.title if source.authors.startswith("Authors not named") else source.authors
    journal = "" if source.journal.startswith("Journal not named") or source.journal in author else source.journal
    parts = [author.rstrip("."), str(source.year) if source.year else "no date", journal.rstrip(".")]
    url = ""
    if source.doi:
        parts.append(f"DOI {source.doi}")
        url = f"https://doi.org/{source.doi}"
    elif source.pmid:
        parts.append(f"PubMed {source.pmid}")
        url = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    if source.read in READ:
        parts.append(READ[source.read])
    return {"text": ", ".join(part for part in parts if part), "url": url}
