"""Links in the Markdown of the teacher pages, which are made once, and read in the app, as files and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from lbt_widgets.content import Content
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.places import EVIDENCE_PAGE, lab_anchor
from lbt_widgets.content.studies import Origin

from .words import author_year, found_by, listing

NOTEBOOKS = "../../notebooks"


def study(source: str, content: Content) -> str:
    """A study's name, which leads to where it stands; to its entry in the evidence where it has no address."""
    found = content.sources[source]
    address = found_by(found)[1] or f"{NOTEBOOKS}/{EVIDENCE_PAGE}#source={source}"
    return f"[{author_year(found)}]({quote(address, safe=':/#=.?&')})"  # a DOI may have brackets, which end a link


def claim_place(claim: str) -> str:
    return f"{NOTEBOOKS}/{EVIDENCE_PAGE}#claim={claim}"


def lab_link(lab: str, content: Content) -> str:
    """A lab's title, which leads to the lab."""
    found = content.labs[lab]
    return f"“[{found.title}]({NOTEBOOKS}/{chapters(content)[found.chapter].page}#{lab_anchor(lab)})”"


def from_where(found: Origin, content: Content) -> str:
    """Where a text's figures are from, to stand behind it; "" where it has none."""
    return studies_named(found.studies, content, [f"the lab {lab_link(lab, content)}" for lab in found.labs])


def studies_named(studies: Iterable[str], content: Content, more: Iterable[str] = ()) -> str:
    """ " (From A 2001 and B 2002.)", or "" where there are none."""
    named = [*(study(one, content) for one in studies), *more]
    return f" (From {listing(named)}.)" if named else ""
