"""Claims found by words and by what is known of them. Plain matching: what is typed must stand in the claim's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from . import Content
from .evidence import Claim

YES, NO = "yes", "no"
FILTERS = ("cause", "verdict", "certainty", "runners", "article")
NEAR = 0.82  # how like a known word a typed one must be, 1 being the same


def cause_of(claim_id: str) -> str:
    """The cause that a claim belongs to: the first part of its id."""
    return claim_id.split(".")[0]


def holds(text: str, typed: str, names: Container[str] = ()) -> bool:
    """Whether every word that was typed stands somewhere in a text that is in lower case, or is one of the names."""
    return all(word in text or word in names for word in typed.casefold().split())


def word_search(texts: Mapping[str, str]) -> Callable[[str], list[str]]:
    """Finds the ids of the texts, all in lower case, that hold every word that was typed; in their order."""

    def find(text: str) -> list[str]:
        return [name for name, one in texts.items() if holds(one, text)]

    return find


class ClaimSearch:
    """Finds claims by statement, summary, findings, the title of their cause, other words for the same thing, and
    the authors and years of their sources.

    Parameters
    ----------
    content : Content
    """

    def __init__(self, content: Content) -> None:
        self._order = sorted(content.claims.values(), key=lambda claim: _place(claim, content))
        self._texts = {claim.id: _text(claim, content) for claim in self._order}
        self._names = {claim.id: _names(claim, content) for claim in self._order}

    def find(self, text: str = "", **filters: str) -> tuple[str, ...]:
        """The ids of the claims that have all of this, in the order of the chapters, the background last.

        Parameters
        ----------
        text : str
            Words, each of which must stand in the claim's text or be a name or year of its sources.
        **filters : str
            Any of `FILTERS`; `runners` and `article` are `YES` or `NO`. "" takes every claim.
        """
        wanted = {name: value for name, value in filters.items() if value}
        return tuple(
            claim.id
            for claim in self._order
            if holds(self._texts[claim.id], text, self._names[claim.id]) and wanted.items() <= _facts(claim).items()
        )

    def near(self, text: str) -> str:
        """What may have been meant: each word that stands nowhere as the known one most like it; "" where that finds nothing."""
        words = [word if self._known(word) else self._nearest(word) for word in text.casefold().split()]
        meant = " ".join(words)
        return meant if meant != text.casefold() and self.find(meant) else ""

    def _known(self, word: str) -> bool:
        return any(holds(said, word, self._names[name]) for name, said in self._texts.items())

    def _nearest(self, word: str) -> str:
        return next(iter(get_close_matches(word, self._words, 1, NEAR)), word)

    @cached_property
    def _words(self) -> list[str]:
        texts = " ".join([*self._texts.values(), *(" ".join(names) for names in self._names.values())])
        return sorted(set(re.findall(r"[^\W\d_]{4,}", texts)))


def _facts(claim: Claim) -> dict[str, str]:
    return {
        "cause": cause_of(claim.id),
        "verdict": claim.verdict,
        "certainty": claim.certainty,
        "runners": YES if claim.runners else NO,
        "article": YES if claim.article else NO,
    }


def _place(claim: Claim, content: Content) -> tuple[bool, int]:
    number = content.causes[cause_of(claim.id)].number
    return number == 0, number


def _text(claim: Claim, content: Content) -> str:
    said = " ".join(_said(claim, content)).casefold()
    other_words = (form for term in content.terms.occurring(said).values() for form in term.forms)
    return " ".join([said, *other_words])


def _names(claim: Claim, content: Content) -> frozenset[str]:
    """Authors and years of the sources: whole, since "go" stands in many a name."""
    sources = (content.sources[name] for name in claim.sources)
    return frozenset(re.findall(r"[\w'’-]+", " ".join(f"{one.authors} {one.year or ''}" for one in sources).casefold()))


def _said(claim: Claim, content: Content) -> Iterator[str]:
    yield content.causes[cause_of(claim.id)].title
    yield claim.statement
    yield claim.summary
    yield from filter(None, (claim.keep_in_mind, claim.doubt))
    yield from (statement.says for statement in content.article.values() if statement.claim == claim.id)
    yield from (finding.what for finding in claim.findings)
