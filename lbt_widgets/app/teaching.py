"""The teacher pages and worksheets as web pages, for the app and for a printer.

They are Markdown in `docs/teaching/` (made by scripts/teaching_pages.py), read once. A page is whole in itself: its
graph paper stands in it. Of other files the app's page asks for the font alone, a sheet for none.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from html import escape, unescape

from markdown_it import MarkdownIt
from tornado.web import HTTPError, authenticated
from voila.handler import BaseVoilaHandler

from lbt_widgets import _resources
from lbt_widgets.words import ENGLISH, language

from .languages import Speaks
from .site import Site, templates

INDEX = "README"
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
PRESET = re.compile(r"<code>…/voila/render/([^<]+)</code>")
DOTS = "The dots stand for the class address."
OPENED_BY = "Open this page by the class address: then these addresses work for everybody."
MADE = re.compile(r"^<!--.*?-->$", re.MULTILINE)
HYPHENED = re.compile(r"\w+(?:-\w+)+")
OPTION = re.compile(r"(?<=[ >])--[a-z]+(?![\w=-])")
AFTER_SIGN = re.compile(r"(?<=>[~?±✓✗]) ")
"""Between the sign of a verdict and its words no line breaks."""
LINK = re.compile(r'<a href="[^"]*">(.*?)</a>')
OTHER = re.compile(r'<a href="\.\./(\w+\.md)">(.*?)</a>')
ELSEWHERE = r"\2 (the file <code>docs/\1</code> in the workbook's folder)"
"""A document that is not served: where it lies has to do."""
OUTSIDE = re.compile(r'<a href="(https:[^"]*)">(.*?)</a>')
NEW_TAB = (
    r'<a href="\1" target="_blank" rel="noopener noreferrer">\2'
    '<span class="lbt-hidden"> (opens in a new tab)</span></a>'
)
IMAGE = re.compile(r'src="(\w+\.svg)"')


def names() -> list[str]:
    """Every page that there is."""
    return sorted(path.stem for path in _resources.teaching_dir().glob("*.md"))


def page(name: str, site: Site) -> str:
    """A page for the app: its links lead to the app's own pages, and the bar above it speaks the reader's language."""
    return _page(name, site, language())


@cache
def _page(name: str, site: Site, _language: str) -> str:
    body = _body(name)
    body = body.replace('href="../../notebooks/', 'href="../voila/render/')
    body = re.sub(r'href="(\w+)\.md"', r'href="\1.html"', body)
    body = OUTSIDE.sub(NEW_TAB, body)
    body = OTHER.sub(ELSEWHERE, body).replace(DOTS, OPENED_BY)
    return _whole(name, PRESET.sub(r'<a href="../voila/render/\1">…/voila/render/\1</a>', body), site)


def found_at(server: str, name: str, site: Site) -> str:
    """The page as read at `server`, "http://name:8866": in the place of the dots stands what a class can open."""
    return page(name, site).replace(">…/voila/", f">{escape(server)}{site.base_url}voila/")


def sheet(name: str) -> str:
    """A page for the printer, without links."""
    return _whole(name, LINK.sub(r"\1", _body(name)), Site())


def _body(name: str) -> str:
    folder = _resources.teaching_dir()
    body = MARKDOWN.render(MADE.sub("", (folder / f"{name}.md").read_text("utf-8")))
    head, end, rest = body.partition("</h1>")
    body = HYPHENED.sub(r'<span class="whole">\g<0></span>', head) + end + rest  # “warm-up” stays on one line
    body = body.replace("<li>☐", '<li class="box">☐').replace("<li>☒", '<li class="box">☒')
    body = OPTION.sub(r'<span class="whole">\g<0></span>', body)  # "--person", to be typed as it is
    body = AFTER_SIGN.sub("\u00a0", body)
    return IMAGE.sub(lambda found: f'src="data:image/svg+xml;base64,{_base64(found[1])}"', body)


def _base64(name: str) -> str:
    return b64encode((_resources.teaching_dir() / name).read_bytes()).decode()


def _whole(name: str, body: str, site: Site) -> str:
    title = re.sub(r"<[^>]+>", "", body.partition("<h1>")[2].partition("</h1>")[0])
    template = templates().get_template("teaching.html")
    css_title = unescape(title).replace("\\", "\\\\").replace('"', '\\"')  # it stands between quotes in the print style
    place = site.place_for_teachers(name)
    kind = name.rpartition("_")[2]
    in_english = language() != ENGLISH
    return template.render(
        site=site, place=place, title=unescape(title), css_title=css_title, body=body, kind=kind, in_english=in_english
    )


class Teaching(Speaks, BaseVoilaHandler):
    """Sends a teacher page or a worksheet, with no kernel behind it."""

    @authenticated
    async def get(self, name: str) -> None:
        if (name or INDEX) not in names():
            raise HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        server = f"{self.request.protocol}://{self.request.host}"
        self.finish(found_at(server, name or INDEX, self.settings["site"]))
