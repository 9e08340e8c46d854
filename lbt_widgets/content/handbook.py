"""What a reader looks up, as frozen records: common questions, words, and exercises."""

from __future__ import annotations

from math import ceil
from typing import Literal

from attrs import field, frozen
from attrs.validators import min_len

from lbt_widgets.words import _, ngettext


@frozen
class Faq:
    """A common question and its answer in plain paragraphs. `article`: it is one of the article's own six.

    Every number in the answer stands in one of its `claims`, so that the two cannot drift apart.
    """

    id: str
    question: str
    answer: str
    claims: tuple[str, ...] = field(validator=min_len(1))
    article: bool = False


@frozen
class Term:
    """A word of the workbook: `plain` says what it is, `why` what a runner has from knowing it.

    `forms` are the words to look for in a text, in lower case. A term that states a number names its `sources`.
    """

    id: str
    term: str
    plain: str
    why: str
    forms: tuple[str, ...] = field(validator=min_len(1))
    unit: str | None = None
    see: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Dose:
    """How much, and how often. A pair is the least and the most; where both are the same it is one number.

    Either `minutes` of one go, or `sets` of `reps` that take `seconds` each, with `rest_s` after a set
    (one repetition is a hold). `days_per_week` None: at each run, however often that is; it takes no time of its own.
    `basis`: the dose of a trial named in the exercise's sources, or chosen for good sense; `basis_note` says which
    trial, what it was for, or what was chosen.
    """

    days_per_week: tuple[int, int] | None
    basis: Literal["trial", "pragmatic"]
    basis_note: str
    minutes: tuple[int, int] | None = None
    sets: tuple[int, int] | None = None
    reps: tuple[int, int] = (1, 1)
    seconds: tuple[int, int] | None = None
    rest_s: int = 30
    each_side: bool = False
    weeks: tuple[int, int] | None = None
    note: str | None = None

    @property
    def minutes_per_session(self) -> int:
        """Whole minutes of one session at the full dose, rests included."""
        if self.minutes:
            return self.minutes[1]
        assert self.sets and self.seconds
        sides = 2 if self.each_side else 1
        return ceil(self.sets[1] * (self.reps[1] * self.seconds[1] * sides + self.rest_s) / 60)

    @property
    def minutes_per_week(self) -> int:
        """Minutes a week at the full dose."""
        return self.days_per_week[1] * self.minutes_per_session if self.days_per_week else 0

    @property
    def session_in_words(self) -> str:
        """One session of the dose, as the beginning of a sentence: "3 sets of 8, about 4 seconds each"."""
        if self.minutes:
            if not self.minutes[1]:
                return _("No extra time")
            return ngettext("{n} minute", "{n} minutes", self.minutes[1]).format(n=_range(self.minutes))
        assert self.sets and self.seconds
        hold = self.reps == (1, 1)
        words = (
            _("{sets} holds of {seconds} seconds") if hold else _("{sets} sets of {reps}, about {seconds} seconds each")
        )
        done = words.format(sets=_range(self.sets), reps=_range(self.reps), seconds=_range(self.seconds))
        return _("{dose}, on each side").format(dose=done) if self.each_side else done

    @property
    def in_words(self) -> str:
        """The dose as one sentence, without its note."""
        days = _("at each run")
        if self.days_per_week:
            days = ngettext("{n} day a week", "{n} days a week", self.days_per_week[1]).format(
                n=_range(self.days_per_week)
            )
        if self.weeks:
            weeks = ngettext("{days} for {n} week", "{days} for {n} weeks", self.weeks[1])
            days = weeks.format(days=days, n=_range(self.weeks))
        return f"{self.session_in_words}, {days}."


def _range(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else _("{low} to {high}").format(low=pair[0], high=pair[1])


@frozen
class Exercise:
    """One thing to do: the front matter of `exercises/<id>.md`, with its steps from the text below.

    How sure we are that it helps is the certainty of its `claims`; `evidence` says what was tested and what was not.
    `goes_on`: it adds no load, so it need not wait until a warning sign has been looked at, or one is rested.
    """

    id: str
    name: str
    purpose: str
    causes: tuple[str, ...] = field(validator=min_len(1))
    claims: tuple[str, ...] = field(validator=min_len(1))
    evidence: str
    sources: tuple[str, ...] = field(validator=min_len(1))
    dose: Dose
    progressions: tuple[str, ...] = field(validator=min_len(1))
    regressions: tuple[str, ...] = field(validator=min_len(1))
    stop_if: str = field(validator=min_len(1))
    not_for: str
    steps_html: str
    equipment: tuple[str, ...] = ()
    goes_on: bool = False
