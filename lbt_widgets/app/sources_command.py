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
OTHERS = "others"  # what BibTeX takes for "and more"; CSL-JSON has no such word
MORE = "There are more authors."

# "J Orthop Sports Phys Ther 24(1):140-148", of which all but the name may be missing; "neuropsychiatrie 2/2020",
# "J Biomech (Jan 2018)", "Cochrane Database Syst Rev CD006555"
PLACE = re.compile(
    r"(?P<name>.+?)(?: \(\w{3} \d{4}\))?"
    r"(?: (?P<volume>\d+)(?:\((?P<number>[\w-]+)\))?| (?P<of_year>\d+)/\d{4})?"
    r"(?::(?P<pages>[\w-]+)| (?P<alone>\d+-\d+|CD\d+))?"
)
PERSON = re.compile(r"(?P<family>.+?)(?: (?P<given>[A-ZÀ-Þ]{1,4}))?")
PEOPLE = re.compile(r"([^,]+ [A-ZÀ-Þ]{1,4})(, [^,]+ [A-ZÀ-Þ]{1,4})*(,? et al\.)?")
BETWEEN = re.compile(r", | and ")
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
    kind = "literal" if _is_organisation(source) else "family"
    people = [{kind: name} | ({"given": " ".join(given)} if given else {}) for name, given in authors]
    item = {
        "id": source.id,
        "type": CSL_TYPES[source.kind],
        "title": source.title,
        "author": people,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "publisher" if source.kind == "thesis" else "container-title": place.get("name"),
        "volume": place.get("volume"),
        "issue": place.get("number"),
        "page": place.get("pages"),
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "note": f"{MORE} {_note(source)}" if more else _note(source),
    }
    return {name: value for name, value in item.items() if value}


def _place(source: Source) -> dict[str, str]:
    """Name, volume, number and pages of the journal, as far as they are printed."""
    if source.journal == NO_JOURNAL:
        return {}
    found = PLACE.fullmatch(source.journal) if source.kind in {"article", "conference"} else None
    parts = found.groupdict() if found else {"name": source.journal}
    parts["number"] = parts.get("number") or parts.pop("of_year", None)
    parts["pages"] = parts.get("pages") or parts.pop("alone", None)
    return {name: text for name, text in parts.items() if text}


def _authors(source: Source) -> tuple[list[tuple[str, list[str]]], bool]:
    """Family name and initials, if any, of each author, and whether there are more; an organisation is one name alone."""
    if source.authors == NO_AUTHORS:
        return [], False
    if _is_organisation(source):
        return [(source.authors, [])], False
    text, more = MORE_AUTHORS.subn("", source.authors)
    people = [PERSON.fullmatch(name) for name in BETWEEN.split(text)]
    return [
        (person["family"], [f"{letter}." for letter in person["given"] or ""]) for person in people if person
    ], more > 0


def _is_organisation(source: Source) -> bool:
    """A website is an organisation's, unless it names people with their initials."""
    return source.kind == "web" and not PEOPLE.fullmatch(source.authors)


def _one_word(family: str) -> str:
    """A name of several words in braces, so that BibTeX does not take it apart."""
    return f"{{{family}}}" if " " in family else family


def _note(source: Source) -> str:
    read = READ[source.read]
    return f"{read[:1].upper()}{read[1:]}. {source.doubt or ''}".strip()
