"""`lbt sources`: what a reference manager reads is what the workbook cites, with its doubts."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pypandoc
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from pybtex.database import parse_string

from lbt_widgets.app.cli import lbt
from lbt_widgets.app.sources_command import bibtex, csl
from lbt_widgets.content import load
from lbt_widgets.content.evidence import Source

SOURCES = load().sources
# What BibTeX asks of each type of entry; an article's authors and year are left out where nobody could read them.
NEEDED = {"article": {"title", "journal"}, "inproceedings": {"title", "booktitle", "year"}, "misc": {"title"}}


def source(**changes: object) -> Source:
    plain = {
        "id": "x", "authors": "Müller Å, de Sousa CS", "year": 2020, "title": "Größe & 50 % of x_y #1", "read": "abstract",
        "journal": "J Größe 24(1):140-148", "design": "trial", "doi": "10.1/a_b",
    }  # fmt: skip
    return Source(**(plain | changes))


@pytest.fixture(scope="module")
def entries() -> dict:
    return parse_string(CliRunner().invoke(lbt, ["sources"]).output, "bibtex").entries


def test_bibtex_has_every_source_once(entries) -> None:
    assert list(entries) == list(SOURCES)


def test_entries_have_what_their_type_needs(entries) -> None:
    lacking = {key: NEEDED[entry.type] - set(entry.fields) for key, entry in entries.items()}
    assert not {key: fields for key, fields in lacking.items() if fields}


def test_a_doubt_goes_with_the_reference(entries) -> None:
    for key, found in SOURCES.items():
        assert not found.doubt or re.split(r"\s%", found.doubt)[0] in entries[key].fields["note"]


def test_places_and_people_are_taken_apart() -> None:
    entry = parse_string(bibtex([source()]), "bibtex").entries["x"]
    assert [entry.fields[name] for name in ("journal", "volume", "number", "pages")] == [
        "J Größe",
        "24",
        "1",
        "140-148",
    ]
    assert [
        (" ".join(one.last_names), " ".join(one.first_names + one.middle_names)) for one in entry.persons["author"]
    ] == [
        ("Müller", "Å."),
        ("{de Sousa}", "C. S."),
    ]


@pytest.mark.parametrize(
    ("authors", "kind", "names"),
    [
        ("Bach DK, Green DS", "article", ["Bach", "Green"]),
        ("Bach DK, Green DS", "web", ["Bach", "Green"]),
        ("Seay JF and colleagues", "article", ["Seay", "others"]),
        ("Adams D, Pozzi F, et al.", "article", ["Adams", "Pozzi", "others"]),
        ("Anthierens et al.", "article", ["Anthierens", "others"]),
        ("Derrick, Caldwell and Hamill", "article", ["Derrick", "Caldwell", "Hamill"]),
        ("Xia and Frey Law", "article", ["Xia", "{Frey Law}"]),
        ("Oxford University Hospitals NHS Trust", "web", ["{Oxford University Hospitals NHS Trust}"]),
        ("Runner's World text, on a website", "web", ["{Runner's World text, on a website}"]),
        ("Authors not named", "article", []),
    ],
)
def test_authors(authors: str, kind: str, names: list[str]) -> None:
    entry = parse_string(bibtex([source(authors=authors, kind=kind)]), "bibtex").entries["x"]
    assert [" ".join(one.last_names) for one in entry.persons.get("author", [])] == names


def test_special_characters_are_escaped_and_accents_kept() -> None:
    assert r"Größe \& 50 \% of x\_y \#1" in bibtex([source()])


def test_an_article_without_its_journal_is_no_article() -> None:
    assert parse_string(bibtex([source(journal="Journal not named")]), "bibtex").entries["x"].type == "misc"


@pytest.fixture(scope="module")
def items() -> list[dict]:
    return json.loads(csl(SOURCES.values()))


def test_csl_is_json_with_the_same_sources(items) -> None:
    assert [item["id"] for item in items] == list(SOURCES)


def test_csl_keeps_the_type_and_the_place_of_every_source(items) -> None:
    types = {"article": "article-journal", "conference": "paper-conference", "thesis": "thesis", "web": "webpage"}
    for item, found in zip(items, SOURCES.values(), strict=True):
        place = item.get("container-title") or item.get("publisher") or "Journal not named"
        assert item["type"] == types[found.kind]
        assert letters(found.journal).startswith(letters(place))
        assert (item.get("DOI"), item.get("PMID")) == (found.doi, found.pmid)
        assert item.get("issued", {"date-parts": [[None]]})["date-parts"] == [[found.year]]


def test_csl_keeps_the_words_of_title_and_note(items) -> None:
    for item, found in zip(items, SOURCES.values(), strict=True):
        assert item["title"].replace("’", "'") == found.title.replace("’", "'")
        assert letters(found.doubt or "") in letters(item["note"])


def test_csl_takes_volume_number_and_pages_apart() -> None:
    item = json.loads(csl([source()]))[0]
    assert [item[name] for name in ("container-title", "volume", "issue", "page")] == ["J Größe", "24", "1", "140-148"]


@pytest.mark.parametrize("lacking", [{"pypandoc": None}, {}])
def test_without_pandoc_the_command_says_what_to_install(lacking, monkeypatch) -> None:
    def no_pandoc(*_: object, **__: object) -> str:
        raise OSError("No pandoc was found")

    for name, module in lacking.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(pypandoc, "convert_text", no_pandoc)
    result = CliRunner().invoke(lbt, ["sources", "--format", "csl"])
    assert result.exit_code == 1
    assert "pip install pypandoc_binary" in result.output


def rendered(item: dict) -> str:
    """What a citation processor that is not ours makes of one entry."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    made.register(Citation([CitationItem(item["id"].lower())]))
    (line,) = made.bibliography()
    return str(line)


def letters(text: str) -> str:
    """Without quotes, dashes and capitals, which a style sets as it likes."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_a_citation_processor_renders_every_entry(items) -> None:
    for item in items:
        line = rendered(item)
        first = item.get("author", [{}])[0]
        expected = [item["title"], first.get("family") or first.get("literal", ""), item.get("container-title", "")]
        expected += [str(item["issued"]["date-parts"][0][0]) if "issued" in item else "no date", item.get("DOI", "")]
        assert [part for part in expected if letters(part) not in letters(line)] == [], item["id"]


def test_a_citation_processor_takes_people_apart_and_the_note_says_that_there_are_more() -> None:
    (item,) = json.loads(csl([source(authors="de Sousa CS et al.")]))
    assert rendered(item).startswith("de Sousa, C.S. (2020)")
    assert item["note"].startswith("There are more authors. Abstract read.")


def test_csl_names_people_as_people_and_organisations_whole(items) -> None:
    for item in items:
        for author in item.get("author", []):
            assert author.keys() <= {"family", "given", "non-dropping-particle"} or author.keys() == {"literal"}
            assert not re.search(r", | and |\bothers\b|\bet al", author.get("family", ""))
            assert "family" in author or item["type"] == "webpage" or author == {"literal": "Frey Law"}


@pytest.mark.parametrize(
    ("journal", "parts"),
    [
        ("neuropsychiatrie 2/2020", ("neuropsychiatrie", None, "2", None)),
        ("J Biomech (Jan 2018)", ("J Biomech", None, None, None)),
        ("Balkan Med J 388-393", ("Balkan Med J", None, None, "388-393")),
        ("Cochrane Database Syst Rev CD006555", ("Cochrane Database Syst Rev", None, None, "CD006555")),
        ("J Pain", ("J Pain", None, None, None)),
    ],
)
def test_csl_takes_a_place_apart(journal: str, parts: tuple[str | None, ...]) -> None:
    (item,) = json.loads(csl([source(journal=journal)]))
    assert tuple(item.get(name) for name in ("container-title", "volume", "issue", "page")) == parts


def test_output_goes_to_a_file(tmp_path) -> None:
    path = tmp_path / "sources.bib"
    assert CliRunner().invoke(lbt, ["sources", "-o", str(path)]).exit_code == 0
    assert len(parse_string(path.read_text("utf-8"), "bibtex").entries) == len(SOURCES)


def test_only_this_command_imports_the_library() -> None:
    probe = "import sys, lbt_widgets.app.cli, lbt_widgets.app.profile_command; sys.exit('pybtex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe]).returncode == 0
