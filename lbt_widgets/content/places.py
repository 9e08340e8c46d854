"""The page of the evidence, where a figure of the risk model stands on it, and what its typical runner rests on."""

from __future__ import annotations

import re

from . import Content
from .evidence import Claim, Finding
from .numbers import numbers
from .records import Effect, Figure, Question

EVIDENCE_PAGE = "09_evidence.ipynb"
FINDING = "finding"
CITED = re.compile(r"\[(\w+)\]")  # a source named inside a text of an effect


def finding_of(figure: Figure, claim: Claim) -> Finding | None:
    """The finding of a claim that shows a figure; its sign may be turned, where the paper counted the other way."""
    return next((one for one in claim.findings if one.source == figure.source and _same_number(figure, one)), None)


def _same_number(figure: Figure, finding: Finding) -> bool:
    if finding.value is None or finding.measure != figure.measure:
        return False
    turned = finding.measure == "SMD" and finding.value == -figure.value
    low_high = tuple(sorted(-end for end in figure.ci95)) if turned and figure.ci95 else figure.ci95
    return (finding.value == figure.value or turned) and finding.ci95 == low_high


def claim_of(question: Question, content: Content) -> str:
    """The claim that a question's answer is about: its own, or its facet's."""
    facets = content.causes[question.cause].facets
    return question.claim or next(facet.claim for facet in facets if facet.id == question.facet)


def typical_sources(effect: Effect) -> list[str]:
    """The sources of what is typical of the reference runners: those that the text cites."""
    return CITED.findall(effect.reference)


def typical_is_assumed(effect: Effect) -> bool:
    """Whether what is typical is, at least in part, our assumption: the text says the word."""
    return "assumption" in effect.reference.casefold()


def told_finding(text: str, claim: Claim) -> Finding | None:
    """The one finding of a claim whose value stands in a text; None where that is none or several."""
    told = numbers(text)
    found = [one for one in claim.findings if one.value is not None and numbers(one.value) & told]
    return found[0] if len(found) == 1 else None


def finding_place(claim_id: str, finding: Finding) -> str:
    """A finding as an address names it: "shoes.cushioning&finding=smith2020"."""
    return f"{claim_id}&{FINDING}={finding.id}"


def lab_anchor(lab_id: str) -> str:
    """The name by which an address finds a lab on its page."""
    return f"lab-{lab_id}"


def place_of_finding(name: str) -> str:
    """A finding, by the ids of claim and finding, as an address names it."""
    claim, _, finding = name.rpartition(".")
    return f"{claim}&{FINDING}={finding}"


def place_of(effect: Effect, content: Content, figure: Figure | None = None) -> str:
    """A claim, and the finding with the figure, as an address names them.

    Without a figure, the effect's first; where nothing is published the claim alone.
    """
    figure = figure or next(iter(effect.figures.values()), None)
    finding = finding_of(figure, content.claims[effect.claim]) if figure else None
    return finding_place(effect.claim, finding) if finding else effect.claim
