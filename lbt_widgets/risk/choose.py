"""The best set of changes within a time, exactly: branch and bound over a risk that does not add up."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from attrs import field, frozen

from .normal import mean_probability

DIGITS = 10  # risks that agree in so many decimals are the same risk
ROUNDING = 1e-14  # sums in another order differ by less


class Move(NamedTuple):
    """What a change does to one effect: to the mean of the logit, and to its variance."""

    shift: float
    spread: float


STAY = Move(0.0, 0.0)


@frozen
class Candidate:
    """A change that may be chosen. `moves`: effect → move. `doubt`: the less, the better its evidence (above 0).

    `conflicts`: places of the candidates that it cannot be combined with. `comes_later`: after those that are as good
    and speak to a test of the person's own.
    """

    minutes: float
    moves: Mapping[str, Move]
    doubt: int
    conflicts: frozenset[int] = frozenset()
    comes_later: bool = False


class Rank(NamedTuple):
    """What makes one set better than another that is as good: the least rank wins.

    `width`: minus the number of effects that are moved, where more are better, or 0 where they are not; then come
    fewer that come `later`, fewer minutes, less risk, less doubt, and the earlier places.
    """

    width: int
    later: int
    minutes: float
    risk: float
    doubt: int
    places: tuple[int, ...]


@frozen
class Start:
    """The mean and the variance of a person's logit, and the moves that are made in any case."""

    mean: float
    variance: float
    moves: Mapping[str, Move] = field(factory=dict)

    def risk(self, candidates: Sequence[Candidate]) -> float:
        """The mean risk, 0 to 1, once all these changes are made: of two moves of one effect the better counts."""
        moves = dict(self.moves)
        for candidate in candidates:
            for effect, move in candidate.moves.items():
                moves[effect] = min(move, moves.get(effect, STAY))
        ordered = [moves[effect] for effect in sorted(moves)]
        variance = self.variance + sum(move.spread for move in ordered)
        return mean_probability(self.mean + sum(move.shift for move in ordered), max(0.0, variance))


def rank(places: Sequence[int], candidates: Sequence[Candidate], start: Start, wide: bool = False) -> Rank:
    """How the set of the candidates at these places ranks among sets that are as good; `wide`: more effects are better."""
    chosen = [candidates[place] for place in places]
    return Rank(
        -len(_moved(chosen, start)) if wide else 0,
        sum(one.comes_later for one in chosen),
        sum(one.minutes for one in chosen),
        round(start.risk(chosen), DIGITS),
        sum(one.doubt for one in chosen),
        tuple(sorted(places)),
    )


def _moved(candidates: Iterable[Candidate], start: Start) -> set[str]:
    """The effects that these move further than what is done in any case."""
    moves = (move for one in candidates for move in one.moves.items())
    return {name for name, move in moves if move < start.moves.get(name, STAY)}


def choose(
    candidates: Sequence[Candidate], start: Start, minutes: float, as_good: float = 0.0, wide: bool = False
) -> tuple[int, ...]:
    """The places of the best set that fits into the minutes and holds no conflict.

    Sets are as good as each other where their risk is no more than `as_good` (0 to 1) above the least that any set
    reaches; of those the one with the least rank is the best (`wide`: the more effects it moves, the better). So the
    search goes twice over the sets: once for the least risk, once for the least rank.

    Branch and bound: candidates are taken or left one after the other, the one with the greatest gain a minute first,
    and a branch is given up where not even its bound could beat the best set so far.

    The bound never says more risk than any set of the branch has. Let S be what is taken, R what is still free.

    1. *The mean.* Of several moves of one effect only the best counts, so what a set adds to S is at most the sum of
       what each of its members alone adds to S. Hence the mean falls no further than by (a) the fall of all of R
       together, (b) the fractional knapsack, which fills the minutes left with the gains of R by gain a minute, the last
       one in part, and (c) the greatest gains of R, as many as fit where the shortest come first. All leave conflicts
       aside, which only enlarges the choice.
    2. *The variance.* Each effect ends with the move it has in S or with one of R, so the variance lies between the sum
       of the least and the sum of the greatest of these.
    3. *The risk.* It grows with the mean, and in the variance it only rises or only falls: quadrature adds pairs
       w·(σ(m + sz) + σ(m − sz)) whose slope in s is w·z·(σ'(m + sz) − σ'(m − sz)); σ' falls with the distance from 0,
       so for s, z ≥ 0 that slope has the sign of −m, whatever s is. So the least risk is at the lowest mean, and there
       at the least variance where m < 0 and at the greatest where m > 0.
    4. *The rank.* To be as good as the best, at least n of R are needed, the least n for which (c) allows it. So
       doubt, minutes and how many come after others are at least those of S and of the n smallest of R, and the
       effects moved at most those of S and of as many of R as fit. The places, sorted, are each at least those of S
       and R together; and a set that holds the last of S is no shorter than that row up to there.

    A free candidate that no longer improves a single move never will again, since moves in S only get better: it is
    dropped. It could only add minutes and doubt.
    """
    lowest = _LeastRisk(candidates, start)
    lowest.search(minutes)
    best = _LeastRank(candidates, start, round(lowest.risk + as_good, DIGITS), wide)
    best.search(minutes)
    return best.places


class Gain(NamedTuple):
    """What a free candidate adds to what is taken: by how much the mean falls, and its moves that are better than those
    that are there, each with its effect's number."""

    place: int
    minutes: float
    fall: float
    moves: list[tuple[int, Move]]


def _density(gain: Gain) -> tuple[float, float, int]:
    """Sorts the free of time first, then by gain a minute, then by gain."""
    return (-gain.fall / gain.minutes if gain.minutes else float("-inf"), -gain.fall, gain.place)


class _Search(ABC):
    """The walk through the sets; what is looked for and what is hopeless is for those that extend it."""

    def __init__(self, candidates: Sequence[Candidate], start: Start) -> None:
        self.candidates = candidates
        self.start = start
        self.effects = sorted({effect for candidate in candidates for effect in candidate.moves} | set(start.moves))
        number = {effect: place for place, effect in enumerate(self.effects)}
        self.moves = [[(number[effect], move) for effect, move in one.moves.items()] for one in candidates]

    @abstractmethod
    def look(self, taken: tuple[int, ...]) -> None:
        """Take note of a set that fits."""

    @abstractmethod
    def hopeless(self, taken: tuple[int, ...], gains: Sequence[Gain], bound: Bound) -> bool:
        """Whether no set of this branch, larger than `taken`, can be better than the best so far."""

    def search(self, minutes: float) -> None:
        self.look(())
        now = [self.start.moves.get(effect, STAY) for effect in self.effects]
        self._visit((), range(len(self.candidates)), now, minutes)

    def _visit(self, taken: tuple[int, ...], free: Sequence[int], now: list[Move], minutes_left: float) -> None:
        """Look through all sets that hold `taken` and some of `free`; `now` is the move of each effect in `taken`."""
        gains = self._gains(taken, free, now, minutes_left)
        if not gains or self.hopeless(taken, gains, Bound(self.start, now, gains, minutes_left)):
            return
        first = gains[0]
        rest = [gain.place for gain in gains[1:]]
        with_first = list(now)
        for effect, move in first.moves:
            with_first[effect] = move
        larger = (*taken, first.place)
        self.look(larger)
        self._visit(larger, rest, with_first, minutes_left - first.minutes)
        self._visit(taken, rest, now, minutes_left)

    def _gains(self, taken: Sequence[int], free: Sequence[int], now: list[Move], minutes_left: float) -> list[Gain]:
        gains = []
        for place in free:
            candidate = self.candidates[place]
            if candidate.minutes > minutes_left or candidate.conflicts.intersection(taken):
                continue
            better = [(effect, move) for effect, move in self.moves[place] if move < now[effect]]
            if better:
                fall = sum([now[effect].shift - move.shift for effect, move in better])
                gains.append(Gain(place, candidate.minutes, fall, better))
        return sorted(gains, key=_density)


class _LeastRisk(_Search):
    """The least risk that any set reaches."""

    risk = 1.0

    def look(self, taken: tuple[int, ...]) -> None:
        self.risk = min(self.risk, round(self.start.risk([self.candidates[place] for place in taken]), DIGITS))

    def hopeless(self, taken: tuple[int, ...], gains: Sequence[Gain], bound: Bound) -> bool:
        return round(bound.risk(bound.most), DIGITS) >= self.risk


class _LeastRank(_Search):
    """The set of the least rank among those whose risk is within a limit."""

    best: Rank | None = None

    def __init__(self, candidates: Sequence[Candidate], start: Start, limit: float, wide: bool) -> None:
        super().__init__(candidates, start)
        self.limit = limit
        self.wide = wide

    @property
    def places(self) -> tuple[int, ...]:
        assert self.best
        return self.best.places

    def look(self, taken: tuple[int, ...]) -> None:
        found = rank(taken, self.candidates, self.start, self.wide)
        if found.risk <= self.limit and (self.best is None or found < self.best):
            self.best = found

    def hopeless(self, taken: tuple[int, ...], gains: Sequence[Gain], bound: Bound) -> bool:
        least_risk = round(bound.risk(bound.most), DIGITS)
        if least_risk > self.limit:
            return True
        if self.best is None:
            return False
        needed = next(n for n in range(1, bound.most + 1) if round(bound.risk(n), DIGITS) <= self.limit)
        held = [self.candidates[place] for place in taken]
        free = [self.candidates[gain.place] for gain in gains]
        places = sorted([*taken, *(gain.place for gain in gains)])
        length = max(len(taken) + needed, places.index(max(taken)) + 1 if taken else 0)
        least = Rank(
            -self._most_moved(held, gains, bound.most) if self.wide else 0,
            sum(one.comes_later for one in held) + sum(sorted(one.comes_later for one in free)[:needed]),
            sum(one.minutes for one in held) + sum(sorted(one.minutes for one in free)[:needed]),
            least_risk,
            sum(one.doubt for one in held) + sum(sorted(one.doubt for one in free)[:needed]),
            tuple(places[:length]),
        )
        return least >= self.best

    def _most_moved(self, held: Sequence[Candidate], gains: Sequence[Gain], most: int) -> int:
        """How many effects can be moved at most, with so many more."""
        have = _moved(held, self.start)
        fresh = [_moved([self.candidates[gain.place]], self.start) - have for gain in gains]
        together = len(set[str]().union(*fresh))
        return len(have) + min(together, sum(sorted((len(one) for one in fresh), reverse=True)[:most]))


class Bound:
    """The least that the risk can be once some of `gains` are added to `now`; why is said in `choose`.

    `most`: how many of them fit at most. At least one of them must fit.
    """

    def __init__(self, start: Start, now: Sequence[Move], gains: Sequence[Gain], minutes_left: float) -> None:
        together, lowest, highest = [0.0] * len(now), [0.0] * len(now), [0.0] * len(now)
        for gain in gains:
            for effect, move in gain.moves:
                together[effect] = max(together[effect], now[effect].shift - move.shift)
                widens = move.spread - now[effect].spread
                lowest[effect] = min(lowest[effect], widens)
                highest[effect] = max(highest[effect], widens)
        variance = start.variance + sum([move.spread for move in now])
        self.mean = start.mean + sum([move.shift for move in now])
        self.variances = (max(0.0, variance + sum(lowest)), max(0.0, variance + sum(highest)))
        self.limit = min(sum(together), _knapsack(gains, minutes_left))
        self.falls = sorted([gain.fall for gain in gains], reverse=True)
        self.most = _fitting(sorted([gain.minutes for gain in gains]), minutes_left)

    def risk(self, most: int) -> float:
        """Where at most so many are added."""
        mean = self.mean - min(self.limit, sum(self.falls[:most]))
        least, greatest = self.variances
        return mean_probability(mean, least if mean < 0 else greatest) - ROUNDING


def _knapsack(gains: Sequence[Gain], minutes_left: float) -> float:
    """The most that gains, sorted by density, bring in the time left when the last may be taken in part."""
    total = 0.0
    for gain in gains:
        if gain.minutes > minutes_left:
            return total + gain.fall * minutes_left / gain.minutes
        total += gain.fall
        minutes_left -= gain.minutes
    return total


def _fitting(minutes: Sequence[float], minutes_left: float) -> int:
    """How many of these, sorted, fit."""
    for count, one in enumerate(minutes):
        if one > minutes_left:
            return count
        minutes_left -= one
    return len(minutes)
