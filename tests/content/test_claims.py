"""Claims, findings and the article: what a reader sees as a figure stands in a record with a source."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import article_map
import nbformat
import pytest

from lbt_widgets import _resources
from lbt_widgets.content import load
from lbt_widgets.content.evidence import Claim, Finding
from lbt_widgets.content.numbers import PARTS_THOUSANDS
from lbt_widgets.content.places import EVIDENCE_PAGE, claim_of

CONTENT = load()
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,\u202f]\d+)*")
PLACE = rf"{re.escape(EVIDENCE_PAGE)}#claim=(?P<claim>[\w.]+)(?:&(?:amp;)?finding=(?P<finding>\w+))?"
LINK = re.compile(rf'<a href="{PLACE}">(?P<words>.*?)</a>', re.S)
MARKDOWN_LINK = re.compile(rf"\[(?P<words>[^]]*)\]\({PLACE}\)")
NO_FINDING = re.compile(r"^\d+\. |\bout of 100\b|\bfrom 0 to 10\b")  # an item of a list; a whole; a scale
OTHER_ADDRESS = re.compile(rf"(?<=\])\((?!{re.escape(EVIDENCE_PAGE)}#claim=)[^)]*\)")
NOTEBOOKS = sorted(_resources.notebooks_dir().glob("*.ipynb"))
TELLS = {"explanation", "lab", "takeaways"}  # the other cells say what a page is for
TO_TRY = "One thing to try"
OURS = "our choice"
COUNTS = re.compile(r"(\d+) of (\d+)")
WORDS_IN_A_ROW = 9
SCALE_ENDS = {"0", "10", "100"}  # "of 100", "from 0 to 10"


def numbers(text: str) -> set[str]:
    """Numbers as they are written, "38 050" and "0.50" as plain ones."""
    return {f"{float(PARTS_THOUSANDS.sub('', number)):g}" for number in NUMBER.findall(re.sub("<[^>]*>", " ", text))}


def finding_numbers(finding: Finding) -> set[str]:
    figures = [finding.value, finding.high, *(finding.ci95 or ())]
    words = f"{finding.what} {finding.unit} {finding.p} {finding.doubt}"
    return numbers(words) | {f"{abs(figure):g}" for figure in figures if figure is not None}


def source_numbers(source_id: str) -> set[str]:
    source = CONTENT.sources[source_id]
    return numbers(f"{source.n} {source.population} {source.design} {source.title}")


def of_100(finding: Finding) -> set[str]:
    """The shares that its counts make: "15 of 131" as 11.4504."""
    return {f"{100 * int(some) / int(all_):g}" for some, all_ in COUNTS.findall(finding.what)}


def recorded(claim: Claim) -> set[str]:
    """Every number of the records that a claim cites."""
    return set().union(*map(finding_numbers, claim.findings), *map(source_numbers, claim.sources))


def is_rounded(number: str, exact: set[str]) -> bool:
    """Whether a card's "about 13" is a recorded 12.6."""
    digits = len(number.partition(".")[2])
    return any(f"{round(float(one), digits):g}" == number for one in exact)


@pytest.mark.parametrize("claim", CONTENT.claims.values(), ids=lambda claim: claim.id)
def test_every_number_of_a_claim_is_in_a_record_that_it_cites(claim: Claim) -> None:
    text = f"{claim.statement} {claim.summary} {claim.keep_in_mind} {claim.doubt}"
    assert numbers(text) <= recorded(claim)


@pytest.mark.parametrize("cause", CONTENT.causes.values(), ids=lambda cause: cause.id)
def test_every_number_of_a_card_leads_to_the_claim_that_gives_it(cause) -> None:
    told, _, to_try = cause.answer_html.partition("<strong>Try this")
    assert astray(told, LINK) == []
    assert OURS in to_try or any(link["finding"] for link in LINK.finditer(to_try))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_of_a_notebooks_text_leads_to_the_claim_that_gives_it(path: Path) -> None:
    assert astray(notebook_text(path), MARKDOWN_LINK) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_tells_to_try_says_whose_choice_it_is(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        to_try = cell.source.partition(f"**{TO_TRY} this week:**")[2]
        assert not to_try or OURS in to_try or any(link["finding"] for link in MARKDOWN_LINK.finditer(to_try))


@pytest.mark.parametrize("question", CONTENT.questions.values(), ids=lambda question: question.id)
def test_every_number_of_why_we_ask_is_in_the_claim_that_the_form_links_to(question) -> None:
    exact = recorded(CONTENT.claims[claim_of(question, CONTENT)])
    assert [one for one in numbers(question.why) - exact - SCALE_ENDS if not is_rounded(one, exact)] == []


def test_a_number_that_leads_nowhere_is_seen() -> None:
    assert astray("In 45 runners, none.", MARKDOWN_LINK) == ["45"]
    claim = f"{EVIDENCE_PAGE}#claim=muscle_imbalance.hamstrings_tight"
    assert astray(f"In [45 runners]({claim}), none.", MARKDOWN_LINK)
    assert astray(f"In [46 runners]({claim}&finding=bach1985tightness), none.", MARKDOWN_LINK)
    assert not astray(f"In [45 runners]({claim}&finding=bach1985tightness), none.", MARKDOWN_LINK)


def astray(text: str, link: re.Pattern[str]) -> list[str]:
    """The numbers outside all links, and the words of links to a finding that does not record their numbers."""
    found = sorted(numbers(link.sub("", text)))
    for match in link.finditer(text):
        finding = CONTENT.findings.get(f"{match['claim']}.{match['finding']}")
        exact = finding_numbers(finding) | source_numbers(finding.source) | of_100(finding) if finding else set()
        if any(not is_rounded(one, exact) for one in numbers(match["words"]) - exact - SCALE_ENDS):
            found.append(match["words"])
    return found


def notebook_text(path: Path) -> str:
    """What the cells tell, without headings: a number in those is a runner's own, as "after 40 minutes" is."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    told = [cell.source.partition(TO_TRY)[0] for cell in cells if TELLS & set(cell.metadata.get("tags", ()))]
    lines = [NO_FINDING.sub("", line) for source in told for line in source.splitlines() if not line.startswith("#")]
    return OTHER_ADDRESS.sub("", "\n".join(lines))


def test_a_paper_that_is_hard_to_find_says_why() -> None:
    papers = [source for source in CONTENT.sources.values() if source.kind == "article"]
    yearless = [source.id for source in papers if source.year is None and "year" not in (source.doubt or "")]
    nowhere = [source for source in papers if source.journal == "Journal not named" and not (source.doi or source.pmid)]
    assert nowhere
    assert yearless == []
    assert [source.id for source in nowhere if "journal" not in (source.doubt or "")] == []


def test_a_claim_with_a_verdict_shows_what_it_rests_on() -> None:
    judged = [claim for claim in CONTENT.claims.values() if claim.verdict != "untested"]
    assert [claim.id for claim in judged if not claim.findings] == []


def test_an_untested_claim_says_so() -> None:
    untested = [claim for claim in CONTENT.claims.values() if not claim.sources]
    assert untested
    assert all(re.search(r"do not tell", claim.summary, re.I) for claim in untested)


def test_a_claim_stays_a_claim() -> None:
    """Notebooks, links and students' files name these: one that goes must be retired by name."""
    ids = {name: getattr(CONTENT, name) for name in ("claims", "findings", "questions", "quizzes", "sources")}
    now = {f"{kind}/{one}" for kind, items in ids.items() for one in items}
    here = Path(__file__).parent
    kept = set((here / "ids.txt").read_text("utf-8").split())
    retired = set((here / "retired_ids.txt").read_text("utf-8").split())
    assert kept - now - retired == set(), "an id is gone: put it in retired_ids.txt if that is meant"
    assert now - kept == set(), "new ids: put them in ids.txt"
    assert now & retired == set(), "a retired id is never used again"


def test_the_map_of_the_article_is_up_to_date() -> None:
    assert article_map.PAGE.read_text("utf-8") == article_map.page(CONTENT), "run scripts/article_map.py"


def test_no_row_of_the_map_is_empty(root: Path) -> None:
    rows = re.findall(r"^\| \d+ \|.*\|$", (root / "docs" / "article_map.md").read_text("utf-8"), re.M)
    assert len(rows) == len(CONTENT.article)
    assert all(all(cell.strip() for cell in row.strip("|").split("|")) and row.count("|") == 7 for row in rows)


def test_the_notebooks_of_the_map_call_what_shows_it() -> None:
    places = {article_map.place(statement.claim, CONTENT) for statement in CONTENT.article.values()}
    named = {re.match(r"\[(.*?)\]\(\.\./notebooks/\1\): ", place)[1] for place in places}
    assert named == set(article_map.SHOWN_BY)
    for page, call in article_map.SHOWN_BY.items():
        assert call in calls(_resources.notebooks_dir() / page)


def calls(notebook: Path) -> set[str]:
    """The names that a notebook's cells call."""
    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    nodes = [node for source in cells for node in ast.walk(ast.parse(source))]
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of nine words."""
    found = words(text)
    return {tuple(found[i : i + WORDS_IN_A_ROW]) for i in range(len(found) - WORDS_IN_A_ROW + 1)}


def copied(ours: str, theirs: str) -> list[str]:
    return sorted(" ".join(run) for run in runs(ours) & runs(theirs))


def test_a_copied_sentence_is_seen() -> None:
    theirs = "Tired runners, who often slept badly for some weeks, went out and ran."
    assert copied("We say: tired runners who often slept badly for some weeks rest.", theirs)
    assert not copied("We say: tired runners who often slept badly for a month rest.", theirs)


@pytest.mark.skipif("LBT_ARTICLE" not in os.environ, reason="LBT_ARTICLE names no file with the article")
def test_nothing_is_copied_from_the_article(root: Path) -> None:
    article = Path(os.environ["LBT_ARTICLE"]).read_text("utf-8")
    folder = _resources.content_dir()
    texts = [path for path in folder.rglob("*") if path.suffix in {".yaml", ".md"} and path.name != "sources.yaml"]
    texts += [*(root / "docs").glob("*.md"), *(root / "notebooks").glob("*.ipynb")]
    assert len(texts) > len(CONTENT.causes)
    assert {path.name: found for path in texts if (found := copied(path.read_text("utf-8"), article))} == {}
