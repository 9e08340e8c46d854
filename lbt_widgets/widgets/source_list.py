"""The whole bibliography, to search: each source with all that we know of it, and the claims that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.evidence import Source
from lbt_widgets.content.places import CITED
from lbt_widgets.content.search import word_search
from lbt_widgets.figures.words import author_year

from ._grades import grade_html
from ._links import SOURCE, claim_link, term_link
from ._sources import reference_html
from .finder import Finder, Item

START_PAGE, HELP_PAGE, PROFILE_PAGE = "00_start_here.ipynb", "10_when_to_get_help.ipynb", "dashboard.ipynb"


class SourceList(Finder):
    """Every source, by its first author.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    def __init__(self, content: Content | None = None) -> None:
        content = content or _content.load()
        sources = {one.id: one for one in sorted(content.sources.values(), key=lambda one: author_year(one).casefold())}
        super().__init__(
            "sources",
            [Item(name, author_year(one), escape(one.title)) for name, one in sources.items()],
            word_search({name: source_text(one) for name, one in sources.items()}),
            lambda name: source_html(name, content),
            key=SOURCE,
        )


def source_text(source: Source) -> str:
    """What a search of the sources looks through."""
    return f"{source.authors} {source.year or ''} {source.title} {source.journal}".casefold()


def source_html(source_id: str, content: Content) -> str:
    """The full entry, each claim that names it, and what else uses it."""
    claims = [claim for claim in content.claims.values() if source_id in claim.sources]
    used = _listed(
        "Claims that rest on it:", (f"{claim_link(one.id, one.statement)} {grade_html(one)}" for one in claims)
    )
    others = (line for name, line in _other_uses(content) if name == source_id)
    used += _listed("Also used by:" if used else "Used by:", dict.fromkeys(others))
    return f'<p class="lbt-sources">{reference_html(source_id, content, full=True)}</p>{used}'


def _listed(words: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<p>{words}</p><ul>{items}</ul>" if items else ""


def _other_uses(content: Content) -> Iterator[tuple[str, str]]:
    """Each source with what uses it besides the claims: as HTML, with a link to the page that shows it."""
    pages = {name: chapter.page for name, chapter in chapters(content).items()}
    safety, model = content.safety, content.model
    for flag in safety.flags:
        yield flag.source, _use("the warning sign", flag.ask, HELP_PAGE)
    for name in (*safety.accuracy_sources, *(figure.source for figure in safety.accuracy_figures)):
        yield name, _use("the part", "How much a sign tells", HELP_PAGE)
    for question in content.questions.values():
        tested = question.test.sources if question.test else ()
        for name in (*tested, *(norm.source for norm in question.norms)):
            yield name, _use("the question", question.text, pages.get(question.cause, PROFILE_PAGE))
    for lab in content.labs.values():
        for name in lab.sources:
            yield name, _use("the lab", lab.title, pages[lab.chapter])
    for effect in content.effects.values():
        figures = [figure.source for figure in effect.figures.values()]
        for name in (*figures, *CITED.findall(f"{effect.reference} {effect.no_figure} {effect.left_out}")):
            yield name, _use("the risk model, on", effect.label, PROFILE_PAGE)
    for name in (model.base_rate_source, model.base_rate_low.source, model.base_rate_high.source):
        if name:
            yield name, _use("the risk model, on", "How common back pain is", PROFILE_PAGE)
    for cause in content.causes.values():
        for name in cause.sources:
            yield name, _use("the card", cause.title, START_PAGE)
    for fix in content.fixes.values():
        for name in (*(target.source for target in fix.targets), fix.weeks.source if fix.weeks else None):
            if name:
                yield name, _use("a step of a plan:", fix.name, PROFILE_PAGE)
    for exercise in content.exercises.values():
        for name in exercise.sources:
            yield name, _use("the exercise", exercise.name, PROFILE_PAGE)
    for term in content.glossary.values():
        for name in term.sources:
            yield name, f"the word {term_link(term.id, term.term)}"


def _use(what: str, name: str, page: str) -> str:
    return f'{what} <a href="{page}">{escape(name)}</a>'
