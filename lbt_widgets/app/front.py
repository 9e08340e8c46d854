"""The front page: what this is, where to begin, and how far one is. It needs no kernel, and takes nobody's seat."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup
from tornado.web import authenticated
from voila.handler import BaseVoilaHandler

from lbt_widgets import content as _content
from lbt_widgets.content.chapters import to_do
from lbt_widgets.content.pages import DASHBOARD, START, cells, pages
from lbt_widgets.words import _, language

from .languages import Speaks
from .site import Site, templates

EVIDENCE = "09_evidence"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


def front_page(site: Site) -> str:
    """The whole page in the reader's language. Titles, minutes and the safety line are those of the notebooks."""
    return _front_page(site, language())


@cache
def _front_page(site: Site, _language: str) -> str:
    content, known = _content.load(), pages()
    last_cause = max(cause.number or 0 for cause in content.causes.values())
    numbered = [page for page in known.values() if page.number]
    return (
        templates()
        .get_template("front.html")
        .render(
            site=site,
            start=known[START],
            dashboard=known[DASHBOARD],
            evidence=known[EVIDENCE],
            causes=[page for page in numbered if page.number <= last_cause],
            others=[page for page in numbered if page.number > last_cause],
            safety=_safety(site),
            claims=len(content.claims),
            sources=len(content.sources),
            to_do=to_do(content),
        )
    )


def _safety(site: Site) -> Markup:
    """What stands at the end of every lesson."""
    words = "\n\n".join(map(_, cells(START, "safety")))
    for page in pages().values():
        words = words.replace(f"({page.name}.ipynb", f"({site.address(page)}")
    return Markup(MARKDOWN.render(words))


class FrontPage(Speaks, BaseVoilaHandler):
    """Sends the front page; monitors ask with HEAD."""

    @authenticated
    async def get(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Vary", "Cookie")
        self.set_header("Cache-Control", "no-cache")  # asked for again each time, sent again when it has changed
        self.finish(front_page(self.settings["site"]))

    head = get
