"""From a profile and some minutes a week to the few changes that promise most, at their true and usually small size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite, sqrt
from statistics import NormalDist
from typing import Any, Literal

from attrs import asdict, evolve, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Certainty
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.records import ActionAdvice

from .assessment import Range
from .choose import DIGITS, Candidate, Start, choose
from .model import DEFAULT_BELIEF, RiskModel, risk_model
from .normal import intercept
from .profile import Profile
from .reach import Basis, Reach, counted, reach
from .safety import advice_on
from .what_if import compare

HOUR = 60
WEEK_MINUTES = 7 * 24 * 60
DOUBT: dict[Certainty, int] = {"high": 1, "moderate": 2, "low": 3, "very_low": 4}

WhyLeft = Literal["never", "unknown", "there", "no_figure", "conflict", "covered", "time", "no_gain"]


@frozen
class Chosen:
    """A change of the plan.

    `fall_per_100`: how much the mean risk falls when it is added to those before it; these add up to the plan's fall.
    `basis` None: it is in every plan, and nothing is counted for it. `changes`: question → the answer aimed at.
    `part`: only a part of what the trial tested, counted for a part (assumption).
    """

    fix: str
    minutes: int
    fall_per_100: float
    basis: Basis | None
    certainty: Certainty
    changes: dict[str, float | str]
    part: bool = False


@frozen
class Left:
    """A change that is not in the plan, and why.

    never: the fix itself says why. unknown: `about` names the questions to answer first. there: the answers are good
    already. no_figure: nobody measured what it would bring. conflict, covered: `about` names the fixes that it cannot
    be combined with, or that move the same already. time: it does not fit into the minutes beside what brings more.
    no_gain: the mean risk would not fall. `alone_per_100`: what it would bring beside the minimum, in place of the rest.
    """

    fix: str
    minutes: int
    why: WhyLeft
    about: tuple[str, ...] = ()
    alone_per_100: float = 0.0


@frozen
class NextHour:
    """What sixty more minutes a week would bring, and the fixes of that larger plan."""

    fall_per_100: float
    fixes: tuple[str, ...]


@frozen
class Offer:
    """What some minutes a week bring that fewer do not, and the fixes of that plan."""

    minutes: int
    fall_per_100: float
    fixes: tuple[str, ...]


@frozen
class Plan:
    """What to change within the minutes a week that a person gives.

    `stopped`: a red flag asks for help first, so `advice` is all there is. `chosen` begins with the minimum that is in
    every plan; the others follow by what each adds to those before it. `fall_per_100`: fewer of 100 runners like this one,
    with its 80 % band. `sure`: the probability that the risk falls at all; None where nothing is counted.
    Where `basis` is an association, the number assumes that changing it works as the association suggests.
    """

    minutes_given: float
    belief: float
    model_version: str
    advice: ActionAdvice | None = None
    stopped: bool = False
    chosen: tuple[Chosen, ...] = ()
    minutes: int = 0
    before_per_100: Range | None = None
    after_per_100: Range | None = None
    fall_per_100: Range | None = None
    sure: float | None = None
    next_hour: NextHour | None = None
    left: tuple[Left, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain data, ready for JSON."""
        plain = asdict(self)
        for name in ("before_per_100", "after_per_100", "fall_per_100"):
            found = getattr(self, name)
            plain[name] = found._asdict() if found else None
        return plain


def plan(
    profile: Profile,
    content: Content,
    minutes_per_week: float,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
    red_flags: Iterable[str] | Mapping[str, bool] = (),
) -> Plan:
    """The fixes with the greatest expected fall of the mean risk that fit into the minutes.

    Exact, by `choose.choose`. Ties go to better evidence, then to fewer minutes, then to the order in the content.
    Age and history are never changed. A red flag that stops the score gives a plan that holds only the advice.

    Raises
    ------
    ValueError
        Minutes, belief, base rate or a red flag that cannot be.
    """
    if not (isfinite(minutes_per_week) and 0 <= minutes_per_week <= WEEK_MINUTES):
        raise ValueError(f"minutes_per_week must be from 0 to {WEEK_MINUTES}, got {minutes_per_week:g}.")
    model = risk_model(content, belief, base_rate)
    advice = advice_on(red_flags, content)
    stopped = advice is not None and advice.stops_score
    empty = Plan(minutes_per_week, belief, content.model.version, advice, stopped)
    return empty if stopped else _Planner(profile, content, model).fill(empty)


def offers(
    profile: Profile, content: Content, belief: float = DEFAULT_BELIEF, base_rate: float | None = None
) -> tuple[Offer, ...]:
    """What the first minutes bring, and each more: the plans that beat every plan with less time, from none on."""
    return _Planner(profile, content, risk_model(content, belief, base_rate)).offers()


class _Planner:
    """One person's fixes, as candidates beside the minimum."""

    def __init__(self, profile: Profile, content: Content, model: RiskModel) -> None:
        self.profile, self.content, self.model = profile, content, model
        fixes = content.fixes.values()
        self.minutes = {fix.id: fix.minutes_per_week(content.exercises) for fix in fixes}
        self.reaches = {fix.id: reach(fix, profile, model) for fix in fixes}
        self.minimum = [fix.id for fix in fixes if fix.always]
        self.optional = [fix.id for fix in fixes if not fix.always and not fix.never and self.reaches[fix.id].steps]
        self.candidates = {name: self._candidate(content.fixes[name]) for name in self.optional}
        self.start = self._start()

    def fill(self, empty: Plan) -> Plan:
        given = empty.minutes_given
        picked = self._pick(given)
        larger = self._pick(given + HOUR)
        steps = counted(self.reaches[name] for name in [*self.minimum, *picked])
        changes = {name: goal for step in steps.values() for name, goal in step.changes.items()}
        after = self.profile.with_changes(changes, self.content)
        found = compare(self.profile, after, self.content, self.model.belief, self.model.base_rate)
        low, middle, high = found.change_per_100
        return evolve(
            empty,
            chosen=self._chosen(picked),
            minutes=sum(self.minutes[name] for name in [*self.minimum, *picked]),
            before_per_100=found.before.per_100,
            after_per_100=found.after.per_100,
            fall_per_100=Range(0 - high, 0 - middle, 0 - low),
            sure=_sure([(step.move.shift, step.step_variance) for step in steps.values()]),
            next_hour=NextHour(self._risk(picked) - self._risk(larger), (*self.minimum, *larger)),
            left=tuple(self._left(fix, picked, given) for fix in self._others(picked)),
        )

    def offers(self) -> tuple[Offer, ...]:
        """The plan can only change where the minutes of some fixes together are reached."""
        bare, least = self._bare().risk([]), sum(self.minutes[name] for name in self.minimum)
        sums = {0}
        for name in self.optional:
            sums |= {minutes + self.minutes[name] for minutes in sums}
        most = round(100 * bare - self._risk(self._pick(least + max(sums))), DIGITS)
        found: list[Offer] = []
        for minutes in sorted(sums):
            picked = self._pick(least + minutes)
            fall = 100 * bare - self._risk(picked)
            if not found or round(fall - found[-1].fall_per_100, DIGITS) > 0:
                found.append(Offer(least + minutes, fall, (*self.minimum, *picked)))
            if round(fall, DIGITS) >= most:
                break
        return tuple(found)

    def _bare(self) -> Start:
        """As it is today, before the minimum too."""
        return Start(self.start.mean, self.start.variance)

    def _start(self) -> Start:
        model = self.model
        mean, variance = intercept(model.base_rate, model.variance_unknown), model.variance_unknown
        for effect in model.effects:
            reading = effect.read(self.profile)
            if reading is not None:
                mean += effect.shift(reading.exposure)
                variance += effect.spread(reading.exposure) - effect.variance_unknown
        steps = counted(self.reaches[name] for name in self.minimum)
        return Start(mean, variance, {effect: step.move for effect, step in steps.items()})

    def _candidate(self, fix: Fix) -> Candidate:
        found = self.reaches[fix.id]
        return Candidate(
            minutes=self.minutes[fix.id],
            moves={effect: step.move for effect, step in found.steps.items()},
            doubt=2 * DOUBT[self._certainty(fix)] - (found.basis == "trial"),
            conflicts=frozenset(self.optional.index(other) for other in fix.conflicts if other in self.optional),
        )

    def _certainty(self, fix: Fix) -> Certainty:
        """Of the least certain effect that it moves; of its first claim where it moves none."""
        moved = self.reaches[fix.id].steps
        grades = [effect.certainty for effect in self.model.effects if effect.effect.id in moved]
        return max(grades, key=DOUBT.__getitem__, default=self.content.claims[fix.claims[0]].certainty)

    def _pick(self, minutes: float) -> list[str]:
        free = minutes - sum(self.minutes[name] for name in self.minimum)
        return [self.optional[place] for place in choose(list(self.candidates.values()), self.start, free)]

    def _risk(self, picked: Sequence[str]) -> float:
        """Of 100 like this person, once the minimum and these are done."""
        return 100 * self.start.risk([self.candidates[name] for name in picked])

    def _chosen(self, picked: Sequence[str]) -> tuple[Chosen, ...]:
        """The minimum, which is credited with its own fall; then what adds most to those before it."""
        done: list[str] = []
        bare = self._bare()
        risk = 100 * bare.risk([])
        chosen = []
        for place, name in enumerate(self.minimum):
            steps = counted(self.reaches[one] for one in self.minimum[: place + 1])
            now = 100 * Start(bare.mean, bare.variance, {key: step.move for key, step in steps.items()}).risk([])
            chosen.append(self._one(name, risk - now))
            risk = now
        while len(done) < len(picked):
            following = min((name for name in picked if name not in done), key=lambda name: self._risk([*done, name]))
            done.append(following)
            chosen.append(self._one(following, risk - self._risk(done)))
            risk = self._risk(done)
        return tuple(chosen)

    def _one(self, name: str, fall: float) -> Chosen:
        found, fix = self.reaches[name], self.content.fixes[name]
        return Chosen(name, self.minutes[name], fall, found.basis, self._certainty(fix), found.changes, found.part)

    def _others(self, picked: Sequence[str]) -> list[Fix]:
        return [fix for fix in self.content.fixes.values() if not fix.always and fix.id not in picked]

    def _left(self, fix: Fix, picked: Sequence[str], given: float) -> Left:
        found, minutes = self.reaches[fix.id], self.minutes[fix.id]
        if fix.never:
            return Left(fix.id, minutes, "never")
        if not found.steps:
            return Left(fix.id, minutes, *self._why_nothing(found))
        alone = self._risk([]) - self._risk([fix.id])
        return Left(fix.id, minutes, *self._why_not(fix, picked, given), alone)

    def _why_nothing(self, found: Reach) -> tuple[WhyLeft, tuple[str, ...]]:
        if found.unknown:
            return "unknown", found.unknown
        if not found.changes:
            return "there", ()
        measured = {name for one in self.model.effects if one.effect.figures for name in one.questions}
        return ("no_gain" if measured & found.changes.keys() else "no_figure"), ()

    def _why_not(self, fix: Fix, picked: Sequence[str], given: float) -> tuple[WhyLeft, tuple[str, ...]]:
        in_the_way = tuple(name for name in picked if name in fix.conflicts)
        if in_the_way:
            return "conflict", in_the_way
        mine = self.reaches[fix.id].steps
        same = tuple(name for name in [*self.minimum, *picked] if mine.keys() & self.reaches[name].steps.keys())
        if same and self._risk([*picked, fix.id]) >= self._risk(picked):
            return "covered", same
        used = sum(self.minutes[name] for name in [*self.minimum, *picked])
        return ("time" if used + self.minutes[fix.id] > given else "no_gain"), ()


def _sure(steps: Sequence[tuple[float, float]]) -> float | None:
    """The probability that the logit falls: its change is normal, with the summed mean and variance of its steps."""
    if not steps:
        return None
    mean, variance = (sum(column) for column in zip(*steps, strict=True))
    return NormalDist(mean, sqrt(variance)).cdf(0) if variance else 1.0
