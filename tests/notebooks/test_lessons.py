"""Each lesson has the whole rhythm and shows all that its cause is blamed for; test_pages.py holds what every page must."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from lbt_widgets import _resources
from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.search import cause_of

CONTENT = load()
PAGES = {path.name: path for path in sorted(_resources.notebooks_dir().glob("*.ipynb"))}
CHAPTERS = [cause for cause in CONTENT.causes.values() if cause.number]

MOST_SENTENCES = 6

# Each tag stands in one block of cells, in this order; the middle is one block of explanations and labs.
RHYTHM = "title objectives middle questions self-check takeaways safety sources".split()
MIDDLE = {"explanation", "lab"}
THIS_WEEK = "**One thing to try this week:**"
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
CLAIM = "09_evidence.ipynb#claim="


def cells(cause: Any) -> list[Any]:
    page = next(path for name, path in PAGES.items() if name.endswith(f"_{cause.id}.ipynb"))
    return list(nbformat.read(page, as_version=4).cells)


def text(cause: Any) -> str:
    return "\n\n".join(cell.source for cell in cells(cause) if cell.cell_type == "markdown")


def arguments(cause: Any, function: str) -> list[str]:
    """What a lesson's cells hand to a function: every argument of every call."""
    code = (ast.parse(cell.source) for cell in cells(cause) if cell.cell_type == "code")
    calls = [node for tree in code for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [ast.literal_eval(one) for call in calls if ast.unparse(call.func) == function for one in call.args]


def linked_claims(cause: Any) -> set[str]:
    return {address.removeprefix(CLAIM) for _, address in LINK.findall(text(cause)) if address.startswith(CLAIM)}


def told(cause: Any, tag: str) -> list[str]:
    """The text of the cells that have this tag."""
    return [cell.source for cell in cells(cause) if cell.cell_type == "markdown" and cell.metadata.tags == [tag]]


each = pytest.mark.parametrize("cause", CHAPTERS, ids=lambda cause: cause.id)
each_chapter = pytest.mark.parametrize("chapter", chapters(CONTENT).values(), ids=lambda chapter: chapter.id)


@each
def test_it_has_the_rhythm(cause) -> None:
    tags = [cell.metadata.tags[0] for cell in cells(cause)]
    blocks = ["middle" if tag in MIDDLE else tag for tag in tags]
    assert list(dict.fromkeys(blocks)) == RHYTHM
    assert blocks == sorted(blocks, key=RHYTHM.index)
    assert tags[RHYTHM.index("middle")] == "explanation"  # the question that a runner has felt comes before the first lab


@each
def test_its_title_and_goals_are_short(cause) -> None:
    title, objectives = cells(cause)[:2]
    assert title.source.startswith("# ")
    assert len(re.findall(r"^- ", objectives.source, re.MULTILINE)) == 3


@each
def test_an_explanation_is_one_idea_under_a_question(cause) -> None:
    for source in told(cause, "explanation"):
        heading, _, rest = source.partition("\n")
        assert heading.startswith("## "), source
        assert heading.endswith("?"), heading
        assert 1 <= len(re.findall(r"[.?!](?=\W*(?:\s|$))", rest)) <= MOST_SENTENCES, source


@each
def test_every_facet_has_its_card(cause) -> None:
    assert {facet.claim for facet in cause.facets} <= set(arguments(cause, "claim_card"))


@each
def test_everything_that_the_article_says_of_it_can_be_reached(cause) -> None:
    section = f"Cause {cause.number}:"
    said = {one.claim for one in CONTENT.article.values() if one.section.startswith(section)}
    own = {claim.id for claim in CONTENT.claims.values() if cause_of(claim.id) == cause.id and claim.article}
    shown = {*arguments(cause, "claim_card"), *arguments(cause, "claim_cards"), *linked_claims(cause)}
    assert said | own <= shown


@each
def test_no_card_stands_twice(cause) -> None:
    shown = [*arguments(cause, "claim_card"), *arguments(cause, "claim_cards")]
    assert sorted(shown) == sorted(set(shown))


@each
def test_it_asks_its_own_questions(cause) -> None:
    assert arguments(cause, "CauseQuestions") == [cause.id]


@each_chapter
def test_it_has_all_its_labs_its_quiz_and_its_end(chapter) -> None:
    assert set(arguments(chapter, "Lab")) == {lab.id for lab in CONTENT.labs.values() if lab.chapter == chapter.id}
    assert arguments(chapter, "Quiz") == [chapter.id]
    assert arguments(chapter, "ChapterEnd") == [chapter.id]


@each_chapter
def test_it_says_what_is_known(chapter) -> None:
    (takeaways,) = told(chapter, "takeaways")
    known, *_ = takeaways.partition(THIS_WEEK)
    assert known.startswith("## What to take along")
    assert len(re.findall(r"^- ", known, re.MULTILINE)) == 3
    assert text(chapter).count(THIS_WEEK) == 1


@each
def test_it_says_one_thing_to_try(cause) -> None:
    (takeaways,) = told(cause, "takeaways")
    *_, this_week = takeaways.partition(THIS_WEEK)
    assert re.search(r"\b(minutes?|seconds?)\b", this_week), "say how long it takes"
    assert re.search(r"\b(watch|stop)\b", this_week, re.IGNORECASE), "say what to watch for"


@each
def test_it_says_when_to_get_help_and_where_its_sources_are(cause) -> None:
    (safety,) = told(cause, "safety")
    assert safety.startswith("**When to get help.**")
    assert "(10_when_to_get_help.ipynb)" in safety
    (sources,) = told(cause, "sources")
    assert f"(09_evidence.ipynb#cause={cause.id})" in sources


@each
def test_it_leads_to_the_chapters_beside_it(cause) -> None:
    names = list(PAGES)
    here = next(place for place, name in enumerate(names) if name.endswith(f"_{cause.id}.ipynb"))
    (end,) = told(cause, "sources")
    for name in (names[here - 1], names[here + 1]):
        assert f"({name})" in end
