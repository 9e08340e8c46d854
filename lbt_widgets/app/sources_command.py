"""`lbt sources`: everything that the workbook cites, for a reference manager."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import click
from pybtex.database import BibliographyData, Entry, Person

from lbt_widgets import content as _content
from lbt_widgets.content.evidence import Source
from lbt_widgets.figures.words import READ

from .output import write

BIBTEX_TYPES = {"article": "article", "conference": "inproceedings", "thesis": "misc", "web": "misc"}
BIBTEX_PLACES = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
CSL_TYPES = {"article": "article-journal", "conference": "paper-conference", "thesis": "thesis", "web": "webpage"}
NO_JOURNAL = "Journal not named"
NO_AUTHORS = "Authors not named"
OTHERS = "others"  # what BibTeX and readers of CSL-JSON take for "and more"

# "J Orthop Sports Phys Ther 24(1):140-148", of which all but the name may be missing
PLACE = re.compile(r"(?P<name>.+?)(?: (?P<volume>\d+)(?:\((?P<number>[\w-]+)\))?)?(?::(?P<pages>[\w-]+))?")
PERSON = re.compile(r"(?P<family>.+?)(?: (?P<given>[A-ZÀ-Þ]{1,4}))?")
MORE_AUTHORS = re.compile(r",? (et al\.|and colleagues)$")


@click.command()
@click.option("--format", "form", type=click.Choice(["bibtex", "csl"]), default="bibtex", show_default=True)
@click.option("-o", "--output", help="Write to this file.")
def sources(form: str, output: str | None) -> None:
    """Everything that the workbook cites, as BibTeX or CSL-JSON."""
    cited = _content.load().sources.values()
    write(bibtex(cited) if form == "bibtex" else csl(cited), output)


def bibtex(cited: Iterable[Source]) -> str:
    """The sources as BibTeX in UTF-8, with TeX's special characters escaped."""
    entries = {source.id: _bibtex_entry(source) for source in cited}
    text: str = BibliographyData(entries).to_string("bibtex")
    return text


def csl(cited: Iterable[Source]) -> str:
    """The sources as CSL-JSON, which is plain JSON."""
    return json.dumps([_csl_item(source) for source in cited], ensure_ascii=False, indent=1)


def _bibtex_entry(source: Source) -> Entry:
    kind = "misc" if source.journal == NO_JOURNAL else BIBTEX_TYPES[source.kind]  # an @article needs its journal
    place = _place(source)
    fields = {
        "title": source.title,
        BIBTEX_PLACES[kind]: place.get("name"),
        "volume": place.get("volume"),
        "number": place.get("number"),
        "pages": place.get("pages"),
        "year": source.year,
        "doi": source.doi,
        "pmid": source.pmid,
        "pmcid": source.pmcid,
        "note": _note(source),
    }
    authors, more = _authors(source)
    people = [Person(first=" ".join(given), last=_one_word(family)) for family, given in authors]
    persons = {"author": people + [Person(OTHERS)] * more} if people else {}
    return Entry(kind, {name: str(value) for name, value in fields.items() if value}, persons)


def _csl_item(source: Source) -> dict[str, Any]:
    place = _place(source)
    authors, more = _authors(source)
    people = [{"family": name, "given": " ".join(given)} if given else {"literal": name} for name, given in authors]
    item = {
        "id": source.id,
        "type": CSL_TYPES[source.kind],
        "title": source.title,
        "author": people + [{"literal": OTHERS}] * more,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "publisher" if source.kind == "thesis" else "container-title": place.get("name"),
        "volume": place.get("volume"),
        "issue": place.get("number"),
        "page": place.get("pages"),
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "note": _note(source),
    }
    return {name: value for name, value in item.items() if value}


def _place(source: Source) -> dict[str, str]:
    """Name, volume, number and pages of the journal, as far as they are printed."""
    if source.journal == NO_JOURNAL:
        return {}
    found = PLACE.fullmatch(source.journal) if source.kind in {"article", "conference"} else None
    parts = found.groupdict() if found else {"name": source.journal}
    return {name: text for name, text in parts.items() if text}


def _authors(source: Source) -> tuple[list[tuple[str, list[str]]], bool]:
    """Family name and initials of each author, and whether there are more; an organisation is one name alone."""
    if source.authors == NO_AUTHORS:
        return [], False
    text, more = MORE_AUTHORS.subn("", source.authors)
    people = [PERSON.fullmatch(name) for name in text.split(", ")]
    if not all(person and person["given"] for person in people) and not more:
        return [(source.authors, [])], False
    return [
        (person["family"], [f"{letter}." for letter in person["given"] or ""]) for person in people if person
    ], more > 0


def _one_word(family: str) -> str:
    """A name of several words in braces, so that BibTeX does not take it apart."""
    return f"{{{family}}}" if " " in family else family


def _note(source: Source) -> str:
    read = READ[source.read]
    return f"{read[:1].upper()}{read[1:]}. {source.doubt or ''}".strip()
