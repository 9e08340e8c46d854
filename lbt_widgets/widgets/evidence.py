"""All claims to search, and the findings of those that are shown as one picture."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode

from attrs import evolve
from ipywidgets import VBox

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Claim
from lbt_widgets.content.places import finding_place
from lbt_widgets.content.search import NO, YES, ClaimSearch, cause_of, holds
from lbt_widgets.figures.evidence import forest
from lbt_widgets.figures.picture import Picture
from lbt_widgets.figures.words import CERTAINTY, VERDICT, counted, listing

from ._claim_html import claim_card_html
from ._grades import grade_html
from ._links import CLAIM
from .finder import Filter, Finder, Item
from .glossary import term_text
from .guard import guarded
from .live import Live
from .plot import Plot
from .source_list import source_text

QUESTIONS = "#Common-questions"  # a heading of that page


class Evidence(VBox):
    """Search all claims by words, cause, verdict, certainty, and whether runners were studied; see what was found.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    def __init__(self, content: Content | None = None) -> None:
        self.content = content or _content.load()
        self._search = search = ClaimSearch(self.content)
        claims = self.content.claims
        self.alert = Live(urgent=True)
        self.finder = Finder(
            "claims",
            [Item(name, claims[name].statement, self._note(claims[name])) for name in search.find()],
            search.find,
            lambda name: claim_card_html(claims[name], self.content, opened=True),
            self._filters(),
            CLAIM,
            self._instead,
        )
        self._drawn = self.finder.on_page
        self.plot = Plot(self._picture(), leads_to="its source", leads_at=f"#{CLAIM}=")
        self._fit()
        super().__init__([self.alert, self.finder, self.plot])
        self.finder.observe(self._draw, ["found", "shown"])

    def _instead(self, text: str) -> str:
        """Where words that no claim has may stand: spelled otherwise, or elsewhere on the page of the evidence."""
        meant, content = self._search.near(text), self.content
        asked = [one.question for one in content.faq.values() if holds(f"{one.question} {one.answer}".casefold(), text)]
        words = sum(holds(term_text(term), text) for term in content.glossary.values())
        sources = sum(holds(source_text(source), text) for source in content.sources.values())
        others = " and others" if len(asked) > 1 else ""
        named = [
            f"{_link(QUESTIONS, counted(len(asked), 'common question'))} (“{escape(one)}”{others})" for one in asked
        ]
        found = named[:1]
        found += [_link(_searching("words", text), counted(words, "word"))] if words else []
        found += [_link(_searching("sources", text), counted(sources, "source"))] if sources else []
        lines = [f"Did you mean {_link(_searching('claims', meant), meant)}?"] if meant else []
        lines += [f"On this page it stands in {listing(found)}."] if found else []
        return "".join(f"<p>{line}</p>" for line in lines)

    def _note(self, claim: Claim) -> str:
        return f"{grade_html(claim)} · {escape(self.content.causes[cause_of(claim.id)].title)}"

    def _filters(self) -> list[Filter]:
        """What can be chosen; a value that no claim has is not offered."""
        causes = {name: cause.title for name, cause in self.content.causes.items()}
        filters = [
            Filter("cause", "About", causes),
            Filter("verdict", "Verdict", dict(VERDICT)),
            Filter("certainty", "How sure", {name: word for name, (_, word) in CERTAINTY.items()}),
            Filter("runners", "Studied in", {YES: "runners too", NO: "other people only"}, "anybody"),
            Filter("article", "Said by", {YES: "the article", NO: "studies only"}, "anybody"),
        ]
        return [evolve(one, options=self._occurring(one)) for one in filters]

    def _occurring(self, one: Filter) -> dict[str, str]:
        return {value: words for value, words in one.options.items() if self._search.find(**{one.id: value})}

    def _picture(self) -> Picture:
        findings = {
            finding_place(name, finding): finding
            for name in self._drawn
            for finding in self.content.claims[name].findings
        }
        return forest(findings, self.content)

    @guarded
    def _draw(self, _change: Any) -> None:
        """A search changes what is found and how much of it is shown; the picture is drawn once."""
        if self._drawn == self.finder.on_page:
            return
        self._drawn = self.finder.on_page
        self.plot.show(self._picture())
        self._fit()

    def _fit(self) -> None:
        self.plot.height_px = self.plot.drawing["layout"]["height"]


def _searching(noun: str, text: str) -> str:
    """The address of a search in the list of that noun, on this page."""
    return f"#{urlencode({noun: text})}"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
