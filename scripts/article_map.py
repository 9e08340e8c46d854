"""Write docs/article_map.md: each statement of the article, the claim that judges it, and where a reader sees it.

Run it after a change in `content/`; a test fails while the page is out of date.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from lbt_widgets.content import Content, load
from lbt_widgets.content.evidence import Statement
from lbt_widgets.content.places import EVIDENCE_PAGE
from lbt_widgets.figures.words import STEP, VERDICT, certainty_short

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "article_map.md"
CARDS_PAGE = "00_start_here.ipynb"
# What each page must call to show what `place` says of it; a test holds the notebooks to it.
SHOWN_BY = {CARDS_PAGE: "cause_cards", EVIDENCE_PAGE: "Evidence"}

INTRO = """# The article, statement by statement

Made by `scripts/article_map.py` from `content/`: change the content, not this page. The article's statements are in
our words and in its order. A claim judges each. Its verdict is about the whole claim, and above all about backs: one
step of it may be sound where the whole is not, or may never have been measured; then the row says so.
"""
HEAD = (
    "| no. | the article says | claim | verdict | how sure | where to see it |\n| --- | --- | --- | --- | --- | --- |"
)


def page(content: Content) -> str:
    """The whole page, with a table for each section of the article."""
    parts = [INTRO]
    numbered = enumerate(content.article.values(), 1)
    for section, rows in groupby(numbered, key=lambda row: row[1].section):
        lines = [_row(number, statement, content) for number, statement in rows]
        parts.append("\n".join([f"## {section}\n", HEAD, *lines]) + "\n")
    return "\n".join(parts)


def _row(number: int, statement: Statement, content: Content) -> str:
    claim = content.claims[statement.claim]
    found = f"{VERDICT[claim.verdict]}{_step(statement)}"
    cells = (str(number), statement.says, f"`{claim.id}`", found, certainty_short(claim.certainty))
    return f"| {' | '.join((*cells, place(claim.id, content)))} |"


def _step(statement: Statement) -> str:
    if not statement.step:
        return ""
    shown_by = ", ".join(f"`{name}`" for name in statement.findings)
    return f". {STEP[statement.step]}{f' ({shown_by})' if shown_by else ''}"


def place(claim_id: str, content: Content) -> str:
    """Where the workbook shows a claim: the part of a cause's card, else the page of all the evidence."""
    for cause in content.causes.values():
        for facet in cause.facets:
            if facet.claim == claim_id:
                return f"{_link(CARDS_PAGE)}: card {cause.title}, {facet.title}"
    return f"{_link(EVIDENCE_PAGE)}: claim card"


def _link(notebook: str) -> str:
    return f"[{notebook}](../notebooks/{notebook})"


if __name__ == "__main__":
    PAGE.write_text(page(load()), "utf-8")
