"""From a profile and some minutes a week to the few changes that promise most, at their true and usually small size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import isfinite, sqrt
from statistics import NormalDist
from typing import Any, Literal

from attrs import asdict, evolve, field, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Certainty
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.records import ActionAdvice

from .assessment import Range, per_100
from .choose import Candidate, Start, choose
from .model import DEFAULT_BELIEF, RiskModel, risk_model
from .normal import change_of_probability, intercept
from .profile import Profile
from .reach import Basis, Reach, Step, counted, eased, limit, own_tests, reach
from .safety import advice_on

HOUR = 60
WEEK_MINUTES = 7 * 24 * 60
DOUBT: dict[Certainty, int] = {"high": 1, "moderate": 2, "low": 3, "very_low": 4}

WhyLeft = Literal["never", "unknown", "there", "no_figure", "conflict", "covered", "time", "too_little", "no_gain"]


@frozen
class Chosen:
    """A change of the plan.

    `fall_per_100`: how much the mean risk falls when it is added to those before it; these add up to the plan's fall.
    `basis` "trial": the trial's effect counts. "association": what its answers go with counts in part
    (`association_counts` of the model). None: it is sound advice, and nothing is counted for it. `changes`:
    question → the answer aimed at. `limits`: question → the most that a rule allows, known even where the answer keeps
    to it already or is not given; no more than was done already for those whose plan holds an easier week.
    `part`: only a part of what the trial tested, counted for a part (assumption). `unlike`: the trial was in people
    unlike this one, and is counted for a part (assumption). `own_tests`: the answers it aims at besides what the trial
    tested that stand out in this person: why it comes before what trials count alike. `waits`: for a warning sign.
    """

    fix: str
    minutes: int
    fall_per_100: float
    basis: Basis | None
    certainty: Certainty
    changes: dict[str, float | str]
    part: bool = False
    unlike: bool = False
    limits: dict[str, float] = field(factory=dict)
    own_tests: tuple[str, ...] = ()
    waits: bool = False


@frozen
class Left:
    """A change that is not in the plan, and why.

    never: the fix itself says why. unknown: `about` names the questions to answer first. there: the answers are good
    already. no_figure: nobody measured what it would bring. conflict, covered: `about` names the fixes that it cannot
    be combined with, or that move the same already. time: it does not fit into the minutes beside the plan.
    too_little: it would bring no more than nobody could tell. no_gain: the mean risk would not fall. `alone_per_100`:
    what it would bring beside the minimum, in place of the rest; `basis` and `changes`, as in `Chosen`, are of that.
    """

    fix: str
    minutes: int
    why: WhyLeft
    about: tuple[str, ...] = ()
    alone_per_100: float = 0.0
    basis: Basis | None = None
    changes: dict[str, float | str] = field(factory=dict)


@frozen
class NextHour:
    """What sixty more minutes a week would bring, the part of it that trials tested, and the fixes of that larger plan.

    The whole may be below 0: what was tested goes first, even where what only goes with less pain must give way to it.
    """

    fall_per_100: float
    trial_per_100: float
    fixes: tuple[str, ...]


@frozen
class Offer:
    """The plan that begins at some minutes a week: what it brings, the part that trials tested, and its fixes."""

    minutes: int
    fall_per_100: float
    trial_per_100: float
    fixes: tuple[str, ...]


@frozen
class Plan:
    """What to change within the minutes a week that a person gives.

    `stopped`: a red flag asks for help first, so `advice` is all there is. `look_first`: a warning sign is to be looked
    at first; until then what `waits` does not begin, and all numbers are those of the plan once it has begun.
    `chosen` begins with what a trial tested; then comes what is in every plan, and what only goes with less pain.
    `fall_per_100`: fewer of 100 runners like this one, with its 80 % band; the means of `trial_per_100`, which trials
    tested, and of `associated_per_100`, which is counted in part on top of it, add up to its mean.
    `sure`: the probability that the risk falls at all; None where nothing is counted.
    """

    minutes_given: float
    belief: float
    model_version: str
    advice: ActionAdvice | None = None
    stopped: bool = False
    look_first: bool = False
    chosen: tuple[Chosen, ...] = ()
    minutes: int = 0
    before_per_100: Range | None = None
    after_per_100: Range | None = None
    fall_per_100: Range | None = None
    trial_per_100: Range | None = None
    associated_per_100: Range | None = None
    sure: float | None = None
    next_hour: NextHour | None = None
    left: tuple[Left, ...] = ()

    @property
    def waiting(self) -> tuple[str, ...]:
        """The fixes that begin only once a warning sign has been looked at."""
        return tuple(one.fix for one in self.chosen if one.waits)

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain data, ready for JSON."""
        plain = asdict(self)
        for name in plain:
            if isinstance(found := getattr(self, name), Range):
                plain[name] = found._asdict()
        return plain


def plan(
    profile: Profile,
    content: Content,
    minutes_per_week: float,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
    red_flags: Iterable[str] | Mapping[str, bool] = (),
) -> Plan:
    """The fixes that bring most within the minutes: first by what trials tested, then by what goes with less pain.

    Of what trials tested the set with the greatest fall of the mean risk is chosen as if there were nothing else, then
    of the rest the set that brings most on top of it in the minutes that are left, each exactly (`choose.choose`). Sets
    within 1 of 100 of the best are as good: of those the one that moves more of what was tested wins, then the one
    that trains what stands out in the person's own tests, then fewer minutes, the greater fall, and less doubt. What
    is there `in_place_of` another keeps that place with more minutes, so that exercises do not change with each of them.

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
    look_first = advice is not None and advice.look_first
    empty = Plan(minutes_per_week, belief, content.model.version, advice, stopped, look_first)
    return empty if stopped else _Planner(profile, content, model).fill(empty)


def offers(
    profile: Profile, content: Content, belief: float = DEFAULT_BELIEF, base_rate: float | None = None
) -> tuple[Offer, ...]:
    """Every plan there is, from no minutes on: each begins at the minutes from which on it takes the last one's place."""
    return _Planner(profile, content, risk_model(content, belief, base_rate)).offers()


class _Planner:
    """One person's fixes: what is done in any case, what a trial tested, and what only goes with less pain."""

    def __init__(self, profile: Profile, content: Content, model: RiskModel) -> None:
        self.profile, self.content, self.model = profile, content, model
        fixes = content.fixes.values()
        self.minutes = {fix.id: fix.minutes_per_week(content.exercises) for fix in fixes}
        self.reaches = {fix.id: reach(fix, profile, model) for fix in fixes}
        called_for = [fix.id for fix in fixes if fix.sensible and self.reaches[fix.id].changes]
        self.minimum = [fix.id for fix in fixes if fix.always or fix.id in called_for]
        self.targets = {fix.id: fix.targets for fix in fixes}
        if any(content.fixes[name].before_load for name in self.minimum):
            self.targets = {fix.id: eased(fix).targets for fix in fixes}
            self.reaches = {fix.id: reach(eased(fix), profile, model) for fix in fixes}
        edge = content.model.stands_out.value
        self.own_tests = {fix.id: own_tests(fix, self.reaches[fix.id], profile, model, edge) for fix in fixes}
        useful = [name for name, found in self.reaches.items() if found.steps and name not in self.minimum]
        self.tried = [name for name in useful if self.reaches[name].basis == "trial"]
        self.linked = [name for name in useful if name not in self.tried]
        self.mean, self.variance = self._today()

    def fill(self, empty: Plan) -> Plan:
        given = empty.minutes_given
        picked, larger = self._pick(given), self._pick(given + HOUR)
        tried, steps = self._steps(self._tried_of(picked)), self._steps([*self.minimum, *picked])
        after_tried, after = self._start(tried), self._start(steps)
        linked = {name: step for name, step in steps.items() if name not in tried}
        chosen = self._chosen(picked, empty.look_first)
        return evolve(
            empty,
            chosen=chosen,
            minutes=self._minutes_of(picked),
            before_per_100=per_100(self.mean, self.variance),
            after_per_100=per_100(after.mean, after.variance),
            fall_per_100=_fall(self._start({}), steps),
            trial_per_100=_fall(self._start({}), tried),
            associated_per_100=_fall(after_tried, linked),
            sure=_sure([(step.move.shift, step.step_variance) for step in steps.values()]),
            next_hour=NextHour(
                self._risk([*self.minimum, *picked]) - self._risk([*self.minimum, *larger]),
                self._risk(self._tried_of(picked)) - self._risk(self._tried_of(larger)),
                tuple(one.fix for one in self._chosen(larger, False)),
            ),
            left=tuple(self._left(fix, picked, given) for fix in self._others(picked)),
        )

    def offers(self) -> tuple[Offer, ...]:
        """The plan can only change where the minutes of some fixes together are reached."""
        sums = {0}
        for name in [*self.tried, *self.linked]:
            sums |= {minutes + self.minutes[name] for minutes in sums}
        found: list[Offer] = []
        last: list[str] | None = None
        for minutes in sorted(sums):
            picked = self._pick(minutes)
            if picked != last:
                found.append(self._offer(minutes, picked))
            last = picked
        return tuple(found)

    def _offer(self, minutes: int, picked: list[str]) -> Offer:
        today, tried = self._risk([]), self._risk(self._tried_of(picked))
        fixes = tuple(one.fix for one in self._chosen(picked, False))
        return Offer(minutes, today - self._risk([*self.minimum, *picked]), today - tried, fixes)

    def _today(self) -> tuple[float, float]:
        """Mean and variance of the logit as it is today."""
        model = self.model
        mean, variance = intercept(model.base_rate, model.variance_unknown), model.variance_unknown
        for effect in model.effects:
            reading = effect.read(self.profile)
            if reading is not None:
                mean += effect.shift(reading.exposure)
                variance += effect.spread(reading.exposure) - effect.variance_unknown
        return mean, max(0.0, variance)

    def _steps(self, names: Iterable[str]) -> dict[str, Step]:
        return counted(self.reaches[name] for name in names)

    def _start(self, steps: Mapping[str, Step]) -> Start:
        """Where one stands once these steps are made."""
        moves = [step.move for step in steps.values()]
        variance = self.variance + sum(move.spread for move in moves)
        return Start(self.mean + sum(move.shift for move in moves), max(0.0, variance))

    def _risk(self, names: Iterable[str]) -> float:
        """Of 100 like this person, once these are done."""
        return 100 * self._start(self._steps(names)).risk([])

    def _minutes_of(self, names: Iterable[str]) -> int:
        return sum(self.minutes[name] for name in names)

    def _tried_of(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if name in self.tried]

    def _pick(self, minutes: float) -> list[str]:
        """What trials tested, then what goes with less pain in the time that is left; what is in every plan takes none."""
        tried = self._pick_tried(minutes)
        free = [name for name in self.linked if not set(self.content.fixes[name].conflicts) & set(tried)]
        return [*tried, *self._best(free, [*self.minimum, *tried], minutes - self._minutes_of(tried))]

    def _pick_tried(self, minutes: float) -> list[str]:
        """With more minutes the two of which one is `in_place_of` the other do not take turns, whichever fits better."""
        instead = {name: self.content.fixes[name].in_place_of for name in self.tried if self.own_tests[name]}
        left = [old for old in instead.values() if old in self.tried and not self.own_tests[old]]
        if left:
            picked = self._best([name for name in self.tried if name not in left], [], minutes, wide=True)
            if any(instead.get(name) in left for name in picked):
                return picked
        return self._best(self.tried, [], minutes, wide=True)

    def _best(self, names: Sequence[str], done: Iterable[str], minutes: float, wide: bool = False) -> list[str]:
        moves = {effect: step.move for effect, step in self._steps(done).items()}
        as_good = self.content.model.as_good_as_per_100.value / 100
        candidates = [self._candidate(self.content.fixes[name], names) for name in names]
        start = Start(self.mean, self.variance, moves)
        return [names[place] for place in choose(candidates, start, minutes, as_good, wide)]

    def _candidate(self, fix: Fix, names: Sequence[str]) -> Candidate:
        found = self.reaches[fix.id]
        return Candidate(
            minutes=self.minutes[fix.id],
            moves={effect: step.move for effect, step in found.steps.items()},
            doubt=DOUBT[self._certainty(fix)],
            conflicts=frozenset(names.index(other) for other in fix.conflicts if other in names),
            comes_later=found.basis == "trial" and not self.own_tests[fix.id],
        )

    def _certainty(self, fix: Fix) -> Certainty:
        """Of the least certain effect that it moves; of its first claim where it moves none."""
        moved = self.reaches[fix.id].steps
        grades = [effect.certainty for effect in self.model.effects if effect.effect.id in moved]
        return max(grades, key=DOUBT.__getitem__, default=self.content.claims[fix.claims[0]].certainty)

    def _chosen(self, picked: Sequence[str], look_first: bool) -> tuple[Chosen, ...]:
        """What was tested, the minimum, the rest; each is credited with what it adds to those before it."""
        tried = self._by_fall(self._tried_of(picked), [])
        done = [*tried, *self.minimum]
        order = [*done, *self._by_fall([name for name in picked if name not in tried], done)]
        risks = [self._risk(order[:place]) for place in range(len(order) + 1)]
        falls = [before - after for before, after in pairwise(risks)]
        return tuple(self._one(name, fall, look_first) for name, fall in zip(order, falls, strict=True))

    def _by_fall(self, names: Sequence[str], done: Sequence[str]) -> list[str]:
        """These, so that what adds most to those before it comes next."""
        order: list[str] = []
        while len(order) < len(names):
            rest = [name for name in names if name not in order]
            order.append(min(rest, key=lambda name: self._risk([*done, *order, name])))
        return order

    def _one(self, name: str, fall: float, look_first: bool) -> Chosen:
        found, fix = self.reaches[name], self.content.fixes[name]
        allowed = {target.question: limit(target, self.profile.answers) for target in self.targets[name]}
        return Chosen(
            fix=name,
            minutes=self.minutes[name],
            fall_per_100=fall,
            basis=found.basis,
            certainty=self._certainty(fix),
            changes=found.changes,
            part=found.part,
            unlike=found.unlike,
            own_tests=self.own_tests[name],
            limits={question: most for question, most in allowed.items() if most is not None},
            waits=look_first and fix.adds_load(self.content.exercises),
        )

    def _others(self, picked: Sequence[str]) -> list[Fix]:
        return [fix for fix in self.content.fixes.values() if fix.id not in (*self.minimum, *picked)]

    def _left(self, fix: Fix, picked: Sequence[str], given: float) -> Left:
        found, minutes = self.reaches[fix.id], self.minutes[fix.id]
        if fix.never:
            return Left(fix.id, minutes, "never")
        if not found.steps:
            return Left(fix.id, minutes, *self._why_nothing(found))
        alone = self._risk(self.minimum) - self._risk([*self.minimum, fix.id])
        return Left(fix.id, minutes, *self._why_not(fix, picked, given), alone, found.basis, found.changes)

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
        mine, done = self.reaches[fix.id].steps, [*self.minimum, *picked]
        same = tuple(name for name in done if mine.keys() & self.reaches[name].steps.keys())
        falls = self._risk([*done, fix.id]) < self._risk(done)
        if not falls:
            return ("covered", same) if same else ("no_gain", ())
        return ("too_little" if self._minutes_of([*picked, fix.id]) <= given else "time"), ()


def _fall(start: Start, steps: Mapping[str, Step]) -> Range:
    """How many fewer of 100 these steps make, with the band of the steps alone."""
    shift = sum(step.move.shift for step in steps.values())
    spread = sum(step.move.spread for step in steps.values())
    variance = sum(step.step_variance for step in steps.values())
    # A spread is what the step's own variance adds and twice its covariance with where one stands.
    low, middle, high = change_of_probability(start.mean, start.variance, shift, variance, (spread - variance) / 2)
    return Range(0 - 100 * high, 0 - 100 * middle, 0 - 100 * low)


def _sure(steps: Sequence[tuple[float, float]]) -> float | None:
    """The probability that the logit falls: its change is normal, with the summed mean and variance of its steps."""
    if not steps:
        return None
    mean, variance = (sum(column) for column in zip(*steps, strict=True))
    return NormalDist(mean, sqrt(variance)).cdf(0) if variance else 1.0
