"""What all pages of the app share: the look, the way from one to the next, and their templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from lbt_widgets import _resources, content
from lbt_widgets.content.pages import DASHBOARD, START, TRANSLATED, Page, beside, pages
from lbt_widgets.content.records import Language
from lbt_widgets.words import _, in_script, language

TEMPLATE = Path(__file__).parent / "template"
LOOK = Path(__file__).parent / "look"
STYLES = Path(__file__).parents[1] / "widgets" / "static"
TEMPLATE_FOLDERS = (TEMPLATE, STYLES)
"""Where the templates are, and the style sheet that they share with the widgets."""


@frozen
class Link:
    """A page to go to."""

    address: str
    title: str


@frozen
class Place:
    """Where a reader is, in words, and what comes before and after. `name`: of the notebook, if it is one's page."""

    where: str = ""
    before: Link | None = None
    after: Link | None = None
    name: str = ""


@frozen
class Site:
    """Where the pages are.

    Attributes
    ----------
    base_url : str
        With a slash at its end.
    files_url : str
        Where the files are that a browser keeps for ever, as the font; "" for a page that must need no other file.
    """

    base_url: str = "/"
    files_url: str = ""

    @property
    def title(self) -> str:
        """The workbook's own."""
        return _("Lower-back tightness when running")

    @property
    def language(self) -> str:
        """Of whoever is served now."""
        return language()

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those that the workbook speaks, the reader's own first."""
        return tuple(sorted(content.load().languages.values(), key=lambda one: one.id != language()))

    def is_translated(self, name: str) -> bool:
        """Whether a notebook's page speaks other languages than English."""
        return name in TRANSLATED

    def file(self, name: str) -> str:
        return f"{self.files_url}/{name}" if self.files_url else ""

    def script(self, name: str) -> Markup:
        """A script that stands in the page, in the reader's language."""
        return Markup(in_script((TEMPLATE / name).read_text("utf-8").removesuffix("\n")))

    def address(self, page: Page) -> str:
        return f"{self.base_url}voila/render/{page.name}.ipynb"

    def teaching(self, page: Page, kind: str = "") -> str:
        """A lesson's page for teachers; the start page's is the list of them all. `kind`: "_worksheet", "_answers"."""
        return f"{self.base_url}teaching/" + ("" if page.name == START else f"{page.name}{kind}.html")

    def contents(self) -> tuple[Page, ...]:
        """All pages, one's own profile first."""
        return (pages()[DASHBOARD], *(page for page in pages().values() if page.name != DASHBOARD))

    def place(self, name: str) -> Place:
        """Of a notebook's page."""
        if name not in pages():
            return Place()
        before, after = (page and Link(self.address(page), page.title) for page in beside(name))
        return Place(pages()[name].where, before, after, name)

    def place_for_teachers(self, name: str) -> Place:
        """Of a teacher page or a worksheet: the same of the lessons beside it."""
        page = next((one for one in pages().values() if name.startswith(one.name)), pages()[START])
        kind = name.removeprefix(page.name) if page.name != START else ""
        before, after = (one and self._for_teachers(one, kind) for one in beside(page.name))
        where = _("Chapter {number}, for teachers").format(number=page.number) if page.number else _("For teachers")
        return Place(where, before, after)

    def _for_teachers(self, page: Page, kind: str) -> Link | None:
        """A page that is no lesson has none."""
        there = page.name == START or (_resources.teaching_dir() / f"{page.name}{kind}.md").is_file()
        return Link(self.teaching(page, kind), _("for teachers: {title}").format(title=page.title)) if there else None


@cache
def templates() -> Environment:
    """For our own pages; Voilà has an environment of its own for the notebooks and for errors."""
    made = Environment(loader=FileSystemLoader(TEMPLATE_FOLDERS), autoescape=True)
    made.globals["_"] = _
    return made
