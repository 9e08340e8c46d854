"""The teacher pages, as frozen records: what a teacher says, asks and hands out. What a model or another record knows
already (presets, verdicts, the labs' guesses, the quiz's replies) is not said here again: scripts/teaching_pages.py
puts it in.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import max_len, min_len

PLAN_MINUTES = (15, 30, 45)


@frozen
class GuidePart:
    """One part of the page on how to run a class, in Markdown."""

    id: str
    title: str
    text: str


@frozen
class Step:
    minutes: int
    do: str


@frozen
class Prompt:
    """Something to ask a class.

    Every number in `expect` stands in a claim or lab named here, or in `ask` itself. `signs` are the warning signs that
    the question describes: the answer begins with how soon to get help, as `content/safety.yaml` says it.
    """

    ask: str
    expect: str
    claims: tuple[str, ...] = ()
    labs: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@frozen
class WrongIdea:
    """What a student may say, and a kind reply; `claim` answers it, and its numbers are the reply's."""

    says: str
    reply: str
    claim: str


@frozen
class Plot:
    """A small table to draw by hand.

    Its numbers come from a lab, moved along one `slider` to the values `at` while the others keep `settings` or their
    start; or, for a page without a lab, from what `of` names in scripts/hand_plots.py. `y`: what is drawn
    upwards, with its unit. `questions` are asked about the drawing; the numbers of their answers stand in the table, or
    are worked out from it in a sum that is written down. `to`: how far the paper goes across, to draw on.
    """

    y: str
    questions: tuple[Prompt, ...] = field(validator=min_len(1))
    lab: str = ""
    slider: str = ""
    at: tuple[float, ...] = ()
    settings: dict[str, float] = field(factory=dict)
    of: str = ""
    to: float = 0


@frozen
class Found:
    """What the questions of one lab ("find out") lead to: an answer for each, in the lab's order."""

    lab: str
    answers: tuple[str, ...]


@frozen
class TeacherPage:
    """The teacher page of one notebook, which has the same `id`.

    `plans` has one list of steps for each of `PLAN_MINUTES`; `found` answers every lab of the notebook. On paper,
    `also` names claims besides those of the cause's parts, `guesses` the labs whose questions are printed, and
    `questions` adds others to guess at. Three questions end the sheet: items of the chapter's quiz, or of others that
    rest on a claim of this page, by name in `quiz`; then those of `closing`.
    """

    id: str
    title: str
    goal: str
    before: tuple[str, ...] = field(validator=min_len(1))
    plans: tuple[tuple[Step, ...], ...]
    prompts: tuple[Prompt, ...] = field(validator=min_len(3))
    wrong_ideas: tuple[WrongIdea, ...] = field(validator=min_len(2))
    plot: Plot
    offline: str
    guesses: tuple[str, ...] = field(default=(), validator=max_len(4))
    questions: tuple[Prompt, ...] = ()
    quiz: tuple[str, ...] = ()
    closing: tuple[Prompt, ...] = ()
    also: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()

    @property
    def chapter(self) -> str:
        """What its labs and its quiz are filed under: the notebook's name without its number."""
        return self.id.partition("_")[2]

    @property
    def number(self) -> str:
        """Its notebook's number, as `lbt worksheet` takes it; "" for the dashboard, which goes by its name."""
        return self.id.partition("_")[0].lstrip("0") if self.chapter else ""
