"""What studies found, as frozen records: sources, findings, claims, and the article's statements that they judge.

The compiler structures the files of `content/` into these and refuses unknown keys; `load()` gives them back.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from attrs.validators import matches_re, optional

Verdict = Literal["supported", "mixed", "weak", "contradicted", "untested"]
Certainty = Literal["high", "moderate", "low", "very_low"]
FindingMeasure = Literal["OR", "RR", "HR", "rate_ratio", "prevalence_ratio", "SMD", "correlation", "share_explained"]
RATIOS: frozenset[FindingMeasure] = frozenset({"OR", "RR", "HR", "rate_ratio", "prevalence_ratio"})
Step = Literal["measured", "textbook", "not_studied"]
SourceKind = Literal["article", "conference", "thesis", "web"]
Read = Literal["full", "excerpt", "abstract", "second_hand"]


@frozen
class Source:
    """One entry of the bibliography.

    `journal` names what it stands in, a website or university too. `read` says how much of it we saw (`excerpt`: parts
    of its text), `doubt` what is not certain. `pmcid`: of PubMed Central, where neither of the other numbers was seen.
    """

    id: str
    authors: str
    year: int | None
    title: str
    journal: str
    design: str
    read: Read
    kind: SourceKind = "article"
    n: str | None = None
    population: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = field(default=None, validator=optional(matches_re(r"PMC\d+")))
    doubt: str | None = None


@frozen
class Finding:
    """One result of one source about a claim, its numbers as printed.

    `what` says who was compared and on what; where there is no `value` it says the result too. A value has either a
    `measure` or a `unit`; `high` is the upper end of a range that starts at `value`. `derived`: worked out by us
    from printed counts or means. `id` is its own within the claim, and stays when other findings come or go.
    `runners`: the people studied run. `low_back`: it tells about pain of the lower back, not of another place and
    not about movement alone. `worse`: which way along the measure lies more pain, injury or trouble; None where the
    measure says only who has more of something.
    """

    id: str
    source: str
    what: str
    runners: bool
    low_back: bool
    measure: FindingMeasure | None = None
    value: float | None = None
    high: float | None = None
    unit: str | None = None
    ci95: tuple[float, float] | None = None
    p: str | None = field(default=None, validator=optional(matches_re(r"<?0\.\d+")))
    worse: Literal["higher", "lower"] | None = None
    derived: bool = False
    doubt: str | None = None


@frozen
class Claim:
    """A statement and what the evidence makes of it. `article`: the article makes it, in our words.

    `keep_in_mind`: what to take from it; `doubt`: what the verdict does not rest on. An untested claim may have no
    source; then its summary says that the studies that we read do not tell.
    """

    id: str
    statement: str
    article: bool
    verdict: Verdict
    certainty: Certainty
    runners: bool
    summary: str
    sources: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    keep_in_mind: str | None = None
    doubt: str | None = None


@frozen
class Statement:
    """One thing that the article says, in our words, and the claim that judges it.

    `step`: what is known of this one thing where the verdict on the whole claim does not fit it. `measured`: it holds,
    as `findings` show, each named by its claim and its id. `textbook`: taken as known, no study of it was looked for.
    """

    id: str
    section: str
    says: str
    claim: str
    step: Step | None = None
    findings: tuple[str, ...] = ()
