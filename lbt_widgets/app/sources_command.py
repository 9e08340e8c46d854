"""`lbt sources`: everything that the workbook cites, for a reference manager."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click
from pybtex.database import BibliographyData, Entry, Person

from lbt_widgets import content as _content
from lbt_widgets.content.evidence import Source
from lbt_widgets.figures.words import READ

from .output import write

NO_JOURNAL = "Journal not named"
NO_AUTHORS = "Authors not named"
OTHERS = "others"  # what BibTeX takes for "and more"; CSL-JSON has no such word
MORE = "There are more authors."
NO_PANDOC = "CSL-JSON is made by pandoc, which is not installed: pip install pypandoc_binary brings it."

BIBTEX_TYPES = {"article": "article", "conference": "inproceedings", "thesis": "misc", "web": "misc"}
BIBTEX_PLACES = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
# It knows websites and theses, so that pandoc loses none of them on the way to CSL-JSON.
BIBLATEX_TYPES = {"article": "article", "conference": "inproceedings", "thesis": "thesis", "web": "online"}
BIBLATEX_PLACES = {
    "article": "journaltitle",
    "inproceedings": "booktitle",
    "thesis": "institution",
    "online": "journaltitle",
}

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
    return _to_string(_bibtex_entry(source) for source in cited)


def csl(cited: Iterable[Source]) -> str:
    """The sources as CSL-JSON, by pandoc.

    Raises
    ------
    click.ClickException
        If pandoc is not installed.
    """
    try:
        import pypandoc  # 34 MB with its pandoc: only who wants this format carries it

        entries = _to_string(_biblatex_entry(source) for source in cited)
        made: str = pypandoc.convert_text(entries, "csljson", format="biblatex")
    except (ImportError, OSError) as error:  # OSError: pypandoc is there, and finds no pandoc
        raise click.ClickException(NO_PANDOC) from error
    return made


def _to_string(entries: Iterable[Entry]) -> str:
    text: str = BibliographyData({entry.key: entry for entry in entries}).to_string("bibtex")
    return text


def _bibtex_entry(source: Source) -> Entry:
    kind = "misc" if source.journal == NO_JOURNAL else BIBTEX_TYPES[source.kind]  # an @article needs its journal
    entry = _entry(source, kind, BIBTEX_PLACES[kind])
    if _authors(source)[1]:
        entry.persons["author"].append(Person(OTHERS))
    return entry


def _biblatex_entry(source: Source) -> Entry:
    """What CSL-JSON has no word for stands in the note, and braces keep the capitals of titles."""
    kind = BIBLATEX_TYPES[source.kind]
    place = BIBLATEX_PLACES[kind]
    entry = _entry(source, kind, place)
    for name in {"title", place} & set(entry.fields):
        entry.fields[name] = f"{{{entry.fields[name]}}}"
    if _authors(source)[1]:
        entry.fields["note"] = f"{MORE} {entry.fields['note']}"
    return entry


def _entry(source: Source, kind: str, place_field: str) -> Entry:
    place = _place(source)
    fields = {
        "title": source.title,
        place_field: place.get("name"),
        "volume": place.get("volume"),
        "number": place.get("number"),
        "pages": place.get("pages"),
        "year": source.year,
        "doi": source.doi,
        "pmid": source.pmid,
        "pmcid": source.pmcid,
        "note": _note(source),
    }
    organisation = _is_organisation(source)
    people = [
        Person(first=" ".join(given), last=f"{{{name}}}" if organisation or " " in name else name)
        for name, given in _authors(source)[0]
    ]  # in braces BibTeX does not take a name of several words apart
    persons = {"author": people} if people else {}
    entry = Entry(kind, {name: str(value) for name, value in fields.items() if value}, persons)
    entry.key = source.id
    return entry


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


def _note(source: Source) -> str:
    read = READ[source.read]
    return f"{read[:1].upper()}{read[1:]}. {source.doubt or ''}".strip()
