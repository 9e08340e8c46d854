"""Each lesson has the whole rhythm and shows all that its cause is blamed for; test_pages.py holds what every page must."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from lbt_widgets.content import load
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.search import cause_of

from . import pages

CONTENT = load()
CHAPTERS = chapters(CONTENT)
CAUSES = [cause for cause in CONTENT.causes.values() if cause.number]

MOST_SENTENCES = 6

# Each tag stands in one block of cells, in this order; the middle is one block of explanations and labs.
RHYTHM = "title objectives middle questions self-check takeaways safety sources".split()
MIDDLE = {"explanation", "lab"}
WAY_THROUGH = "On this page: "  # links, and no text
THIS_WEEK = "**One thing to try this week:**"
WATCH_FOR = re.compile(
    r"\b(?:Watch (?:for|how|whether|your back|your legs)|stop(?:,? (?:too, )?if| there| a run))\b", re.IGNORECASE
)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
CLAIM = "09_evidence.ipynb#claim="


def name_of(chapter: Any) -> str:
    return CHAPTERS[chapter.id].page.removesuffix(".ipynb")


def cells(chapter: Any) -> list[Any]:
    return pages.cells(name_of(chapter))


def told(chapter: Any, tag: str) -> list[str]:
    return pages.told(name_of(chapter), tag)


def arguments(chapter: Any, function: str) -> list[str]:
    """What a lesson's cells hand to a function: every argument of every call."""
    trees = map(ast.parse, pages.code(name_of(chapter)))
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [ast.literal_eval(one) for call in calls if ast.unparse(call.func) == function for one in call.args]


def linked_claims(cause: Any) -> set[str]:
    addresses = (address for _, address in LINK.findall(pages.text(name_of(cause))))
    return {address.removeprefix(CLAIM) for address in addresses if address.startswith(CLAIM)}


each = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.id)


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


@each_chapter
def test_an_explanation_is_one_idea_under_a_question(chapter) -> None:
    for source in told(chapter, "explanation"):
        if source.startswith(WAY_THROUGH):
            continue
        heading, _, rest = source.partition("\n")
        assert heading.startswith("## "), source
        assert heading.endswith("?"), heading
        sentences = re.findall(r"(?<!^\d)[.?!](?=\W*(?:\s|$))", rest, re.MULTILINE)  # "1." begins a line of a list
        assert 1 <= len(sentences) <= MOST_SENTENCES, source


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
    assert any(source.startswith("## Try it out\n") for source in told(chapter, "self-check"))  # way.js leads there
    assert arguments(chapter, "ChapterEnd") == [chapter.id]


@each_chapter
def test_it_says_what_is_known(chapter) -> None:
    (takeaways,) = told(chapter, "takeaways")
    known, *_ = takeaways.partition(THIS_WEEK)
    assert known.startswith("## What to take along\n")  # as in way.js, which leads there
    assert len(re.findall(r"^- ", known, re.MULTILINE)) == 3
    assert pages.text(name_of(chapter)).count(THIS_WEEK) == 1


@each_chapter
def test_it_says_one_thing_to_try(chapter) -> None:
    (takeaways,) = told(chapter, "takeaways")
    *_, this_week = takeaways.partition(THIS_WEEK)
    assert re.search(r"\b(minutes?|seconds?)\b", this_week), "say how long it takes"
    assert WATCH_FOR.search(this_week), "say what to watch for"


@pytest.mark.parametrize(
    ("said", "enough"),
    [("Watch how your back feels.", True), ("Stop if it hurts.", True), ("Look at your watch.", False), ("Stop.", False)],
)
def test_a_watch_on_the_wrist_is_nothing_to_watch_for(said: str, enough: bool) -> None:
    assert bool(WATCH_FOR.search(said)) == enough


@each
def test_it_says_when_to_get_help_and_where_its_sources_are(cause) -> None:
    (safety,) = told(cause, "safety")
    assert safety.startswith("**When to get help.**")
    assert "(10_when_to_get_help.ipynb)" in safety
    (sources,) = told(cause, "sources")
    assert f"(09_evidence.ipynb#cause={cause.id})" in sources


@each
def test_it_leads_to_the_chapters_beside_it(cause) -> None:
    names = [f"{name}.ipynb" for name in pages.PAGES]
    here = names.index(CHAPTERS[cause.id].page)
    (end,) = told(cause, "sources")
    for name in (names[here - 1], names[here + 1]):
        assert f"({name})" in end
