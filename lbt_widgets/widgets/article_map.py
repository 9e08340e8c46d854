"""The article, statement by statement, and what studies make of each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Statement

from ._claim_html import step_html
from ._grades import certainty_html, verdict_html
from ._links import claim_link
from ._tables import Markup, table_html
from .live import Prose

HEAD = ("The article says, in our words", "Verdict on the claim behind it", "How sure")


def article_map(content: Content | None = None) -> Prose:
    """A folded table for each section of the article, in its order."""
    content = content or _content.load()
    html = "".join(
        section_html(section, tuple(statements), content)
        for section, statements in groupby(content.article.values(), key=lambda statement: statement.section)
    )
    return Prose(html=html, tag="section", label="The article, statement by statement")


def section_html(section: str, statements: tuple[Statement, ...], content: Content) -> str:
    """One section as a native `details` element."""
    table = table_html(section, HEAD, _rows(statements, content))
    return f"<details><summary>{escape(section)} ({len(statements)})</summary>{table}</details>"


def _rows(statements: Iterable[Statement], content: Content) -> Iterable[tuple[str, ...]]:
    for statement in statements:
        claim = content.claims[statement.claim]
        judged = claim_link(claim.id, verdict_html(claim.verdict)) + step_html(statement, content)
        yield statement.says, Markup(judged), certainty_html(claim.certainty)
