"""What the form asks and the risk model uses, as frozen records: causes, questions, effects, safety, example runners.

What they rest on is in `evidence`. The compiler structures the files of `content/` into both.
Units are SI-like and named: a question's numbers are in its own `unit`, whatever unit a reader types.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen
from attrs.validators import ge, gt, le, lt, optional

from .evidence import Certainty

Action = Literal["emergency", "urgent", "routine", "self_care"]
NormGroup = Literal["women", "men", "all"]
Measure = Literal["OR", "RR", "HR", "SMD"]
Tool = Literal["hold", "tap", "count", "reach"]


@frozen
class Facet:
    """One part of a cause. `article`: the article names it; then at least one question must ask it."""

    id: str
    title: str
    claim: str
    article: bool = True


@frozen
class Cause:
    """The card of a cause: the front matter and the two-minute answer of `causes/<id>.md`."""

    id: str
    number: int
    title: str
    question: str
    facets: tuple[Facet, ...]
    answer_html: str
    sources: tuple[str, ...] = ()


@frozen
class Option:
    """One answer of a choice question."""

    id: str
    label: str


@frozen
class Norm:
    """A published comparison value in the question's unit.

    `group` says who; `used_for` names the group whose z-score this norm gives (`mean` and `sd` needed).
    """

    group: str
    source: str
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    cutoff: str | None = None
    used_for: NormGroup | None = None
    note: str | None = None


@frozen
class SelfTest:
    """How to find the answer at home.

    `tool`: what the page has for it: a timer, taps in step, a counter, or a reach with its picture; then `stop` says
    when to stop. `sides`: it is done on both, and this of the two is the answer.
    """

    name: str
    how: str
    reliability: str
    sources: tuple[str, ...] = ()
    tool: Tool | None = None
    stop: str | None = None
    sides: Literal["mean", "lower"] | None = None


@frozen
class Question:
    """One thing the form asks. Numbers are in `unit`, from `min` to `max`; a choice has `options`.

    `short`: a few words for it, where those of its effect are about other questions too.
    `feeds_none` gives the reason why no effect uses the answer. `last`: asked at the very end, never first.
    `claim`: what the answer is about, where that is not the claim of its facet.
    """

    id: str
    facet: str
    text: str
    why: str
    kind: Literal["number", "choice"]
    short: str | None = None
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    step: float | None = None
    options: tuple[Option, ...] = ()
    test: SelfTest | None = None
    norms: tuple[Norm, ...] = ()
    changeable: bool = True
    last: bool = False
    feeds_none: str | None = None
    claim: str | None = None
    cause: str = field(default="", kw_only=True)  # the file's name, set by the compiler


@frozen
class Figure:
    """A published figure as printed. Conversion to log-odds is done by named functions in `lbt_widgets.risk`.

    Exactly one of `ci95` and `p` where the paper gives one; neither means that no interval was seen.
    `before_pain`: the exposure was measured before the pain (cohort or trial), so pain cannot have caused it.
    `by_chance`: of trials, in which chance decided who did what.
    """

    measure: Measure
    value: float
    contrast: str
    outcome: str
    population: str
    runners: bool
    low_back: bool
    before_pain: bool
    source: str
    ci95: tuple[float, float] | None = None
    p: float | None = field(default=None, validator=optional([gt(0), lt(1)]))
    note: str | None = None
    derived: str | None = None
    by_chance: bool = False


@frozen
class Level:
    """One step of an answer's scale: which answers it covers and what they mean.

    A choice names `answers`; a number is `at_least` this and `below` that.
    `share`: how common it is in the reference population. `figure` and `x`: which published contrast applies
    and how much of it (1 = all). `article`: how much of the article's fault, or where the article is silent of the
    exposure, it is, 0 to 1.
    """

    share: float = field(validator=[ge(0), le(1)])
    answers: tuple[str, ...] = ()
    at_least: float | None = None
    below: float | None = None
    figure: str | None = None
    x: float = field(default=1.0, validator=[ge(-1), le(1)])
    article: float = field(default=0.0, validator=[ge(0), le(1)])


@frozen
class Scale:
    """How one question, or a value derived from several, becomes an exposure.

    Either `levels`, or `z`: the standard score against the question's norms, with the direction that the article
    (or, where it is silent, the published figure) calls worse.
    """

    levels: tuple[Level, ...] = ()
    z: Literal["higher_is_worse", "lower_is_worse"] | None = None


@frozen
class Effect:
    """One input of the risk model: an exposure, and what is published about it.

    `scales` maps each question to its scale; a value derived from several questions is named by `derive`,
    with its one scale under that name. Where nothing usable is published `figures` is empty and `no_figure` says why;
    `left_out` names published figures that are not used. `certainty`: of this exposure, where it is not its claim's.
    """

    id: str
    claim: str
    label: str
    reference: str
    scales: dict[str, Scale]
    figures: dict[str, Figure] = field(factory=dict)
    no_figure: str | None = None
    derive: str | None = None
    left_out: str | None = None
    certainty: Certainty | None = None
    changeable: bool = True
    cause: str = field(default="", kw_only=True)  # the file's name, set by the compiler


@frozen
class Assumption:
    """A number of the model that no paper gives as it stands, the reason for choosing it, and who is quoted in it."""

    value: float
    why: str
    source: str | None = None


@frozen
class Grades:
    """One assumption for each certainty."""

    high: Assumption
    moderate: Assumption
    low: Assumption
    very_low: Assumption


@frozen
class Widths:
    """Standard deviations in log-odds that are added to an effect's own."""

    certainty: Grades
    not_runners: Assumption
    not_low_back: Assumption
    no_interval: Assumption
    no_figure: Assumption


@frozen
class Trust:
    """How much a sceptic keeps of a figure, 0 to 1; the doubts multiply."""

    certainty: Grades
    after_pain: Assumption
    not_low_back: Assumption


@frozen
class Model:
    """The settings of the risk model: base rate (0 to 1, in a year), and assumptions each with its reason."""

    version: str
    base_rate: float = field(validator=[gt(0), lt(1)])
    base_rate_source: str
    base_rate_claim: str
    base_rate_low: Assumption
    base_rate_high: Assumption
    trust: Trust
    widths: Widths
    article_odds_ratio: Assumption
    z_limit: Assumption
    stands_out: Assumption
    association_counts: Assumption
    unlike_counts: Assumption
    as_good_as_per_100: Assumption


@frozen
class RedFlag:
    """A safety question; `action` is what a yes asks for."""

    id: str
    ask: str
    why: str
    action: Action
    source: str


@frozen
class ActionAdvice:
    """What to do, and how soon, when a red flag of this level is ticked.

    `stops_score`: no score and no plan are made. `look_first`: they are, and what adds load waits until the sign has
    been looked at. `beside_a_visit`: of the advice for every run what is left to say to whom an appointment is asked for.
    """

    id: Action
    title: str
    how_soon: str
    advice: str
    stops_score: bool
    look_first: bool = False
    beside_a_visit: str | None = None


@frozen
class AccuracyFigure:
    """How well a warning sign tells. No `ci95`: none was seen.

    Either counted people: of `of`, so many per cent `had` it; or a probability: in `of`, the `chance_of` it was so many
    per cent.
    """

    of: str
    percent: float = field(validator=[ge(0), le(100)])
    source: str
    had: str | None = None
    chance_of: str | None = None
    ci95: tuple[float, float] | None = None


@frozen
class VisitNote:
    """Something to write down before a visit, and the claim that says why it matters."""

    note: str
    claim: str


@frozen
class Safety:
    """The safety page: what each level of action means, the questions, how little one tick tells, and a visit."""

    intro: str
    accuracy: str
    accuracy_sources: tuple[str, ...]
    accuracy_figures: tuple[AccuracyFigure, ...]
    actions: tuple[ActionAdvice, ...]
    flags: tuple[RedFlag, ...]
    visit: tuple[VisitNote, ...] = ()


@frozen
class Person:
    """An example runner: an imagined person, in a few words and with a story, and some or all answers."""

    id: str
    name: str
    short: str
    story: str
    answers: dict[str, float | str]
    red_flags: tuple[str, ...] = ()


@frozen
class Language:
    """A language that the workbook speaks. `id` as browsers name it; `name` as its own speakers do.

    `machine_made`: no person wrote it; `reviewed`: one who speaks it well has read all of it since.
    """

    id: str
    name: str
    machine_made: bool = False
    reviewed: bool = True
