"""The search for the best set: the same as trying all of them, and its bound is one."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.risk.choose import DIGITS, STAY, Bound, Candidate, Gain, Move, Start, choose, rank

EFFECTS = ["a", "b", "c", "d", "e"]
# Round numbers, so that ties are common.
moves = st.dictionaries(
    st.sampled_from(EFFECTS),
    st.builds(Move, st.sampled_from([-0.1, -0.2, -0.4]), st.sampled_from([-0.2, 0.0, 0.1, 0.6])),
    min_size=1,
    max_size=3,
)
starts = st.builds(Start, st.floats(-4, 3), st.sampled_from([0.0, 0.3, 2.0]), moves)


@st.composite
def candidates(draw):
    count = draw(st.integers(0, 8))
    pair = draw(st.sets(st.integers(0, max(0, count - 1)), min_size=2, max_size=2)) if count > 2 else set()
    return [
        Candidate(
            minutes=draw(st.sampled_from([0, 10, 10, 15, 60])),
            moves=draw(moves),
            doubt=draw(st.integers(1, 3)),
            conflicts=frozenset(pair - {place}) if place in pair else frozenset(),
            comes_later=draw(st.booleans()),
        )
        for place in range(count)
    ]


def allowed(found, minutes):
    """Every set that fits into the minutes and holds no conflict."""
    for size in range(len(found) + 1):
        for places in combinations(range(len(found)), size):
            fits = sum(found[place].minutes for place in places) <= minutes
            if fits and not any(found[place].conflicts.intersection(places) for place in places):
                yield places


@given(candidates(), starts, st.sampled_from([0, 10, 25, 60, 200]), st.sampled_from([0.0, 0.01, 0.03]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_equals_trying_every_set(found, start, minutes, as_good, wide):
    ranks = [rank(places, found, start, wide) for places in allowed(found, minutes)]
    limit = round(min(one.risk for one in ranks) + as_good, DIGITS)
    best = min(one for one in ranks if one.risk <= limit)
    assert rank(choose(found, start, minutes, as_good, wide), found, start, wide) == best


@given(candidates(), starts, st.sampled_from([10, 25, 60, 200]))
@settings(max_examples=300, deadline=None)
def test_no_set_beats_the_bound(found, start, minutes):
    now = [start.moves.get(effect, STAY) for effect in EFFECTS]
    gains = []
    for place, one in enumerate(found):
        better = [(EFFECTS.index(name), move) for name, move in one.moves.items() if move < start.moves.get(name, STAY)]
        if better and one.minutes <= minutes:
            fall = sum(now[effect].shift - move.shift for effect, move in better)
            gains.append(Gain(place, one.minutes, fall, better))
    gains.sort(key=lambda gain: -gain.fall / gain.minutes if gain.minutes else float("-inf"))
    if not gains:
        return
    reach = Bound(start, now, gains, minutes)
    useful = {gain.place for gain in gains}
    for places in allowed(found, minutes):
        if useful.issuperset(places):
            assert len(places) <= reach.most
            assert start.risk([found[place] for place in places]) >= reach.risk(max(1, len(places)))
            assert start.risk([found[place] for place in places]) >= reach.risk(reach.most)


@pytest.mark.parametrize("seed", range(8))
def test_twenty_four_of_equal_weight_and_worth_are_told_apart_by_doubt(seed):
    """The case in which most sets are as good as each other: the least doubtful win, and of those the first."""
    random = Random(seed)
    found = [Candidate(15, {f"{place:02}": Move(-0.2, 0.0)}, random.randint(1, 4)) for place in range(24)]
    by_doubt = sorted(range(24), key=lambda place: (found[place].doubt, place))
    assert sorted(choose(found, Start(-1.0, 1.0), 200)) == sorted(by_doubt[:13])


def test_the_better_of_two_moves_counts_once():
    small, large = Candidate(10, {"a": Move(-0.1, 0.0)}, 1), Candidate(10, {"a": Move(-0.3, 0.0)}, 1)
    start = Start(-1.0, 1.0)
    assert start.risk([small, large]) == start.risk([large, small]) == start.risk([large])
    assert choose([small, large], start, 20) == (1,)


def test_not_the_greedy_guess():
    """The one with the most gain a minute leaves no room for the two that are best together."""
    dense = Candidate(10, {"a": Move(-0.25, 0.0)}, 1)
    halves = [Candidate(30, {name: Move(-0.6, 0.0)}, 1) for name in "bc"]
    assert choose([dense, *halves], Start(-1.0, 1.0), 60) == (1, 2)


def test_of_sets_that_are_as_good_the_one_with_fewer_minutes():
    walk, legs = Candidate(60, {"walk": Move(-0.15, 0.0)}, 1), Candidate(18, {"legs": Move(-0.1, 0.0)}, 1)
    start = Start(-1.0, 1.0)
    assert choose([walk, legs], start, 60) == (0,)  # a little more, to the letter
    assert choose([walk, legs], start, 60, as_good=0.01, wide=True) == (1,)
    assert choose([walk, legs], start, 78, as_good=0.01, wide=True) == (0, 1)


def test_of_sets_that_are_as_good_the_one_for_the_persons_own_test_before_minutes():
    legs, hips = (
        Candidate(18, {"gym": Move(-0.1, 0.0)}, 1, comes_later=True),
        Candidate(22, {"gym": Move(-0.1, 0.0)}, 1),
    )
    start = Start(-1.0, 1.0)
    assert choose([legs, hips], start, 60, as_good=0.01, wide=True) == (1,)
    assert choose([legs, hips], start, 20, as_good=0.01, wide=True) == (0,)  # there is no time for the other


def test_where_more_effects_are_better_a_little_is_no_reason_to_leave_one():
    little, start = Candidate(20, {"a": Move(-0.01, 0.0)}, 1), Start(-1.0, 1.0)
    assert choose([little], start, 60, as_good=0.01, wide=True) == (0,)
    assert choose([little], start, 60, as_good=0.01) == ()
