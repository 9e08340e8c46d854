"""The first try stays, the last one moves on, and what was missed comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content.results import Result, answered, items_for, read, summary

ANSWERS = {
    "single": st.lists(st.integers(0, 9), min_size=1, max_size=1),
    "multiple": st.lists(st.integers(0, 9), min_size=1, unique=True),
    "numeric": st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=1),
    "order": st.lists(st.integers(0, 9), min_size=1, unique=True),
}


def results_of(kind):
    answer = ANSWERS[kind].map(lambda parts: tuple(map(float, parts)))
    return st.builds(
        Result,
        chapter=st.integers(0, 8),
        kind=st.just(kind),
        first=answer,
        first_right=st.booleans(),
        sure=st.sampled_from(["sure", "half", "guess"]),
        last=answer,
        last_right=st.booleans(),
        tries=st.integers(1, 9),
        seen=st.integers(1, 99),
    )


RESULT = st.sampled_from(sorted(ANSWERS)).flatmap(results_of)
OLD = ["old_one", "old_two", "old_three"]


def result(right=True, last_right=None, sure="sure", tries=1, seen=1):
    last_right = right if last_right is None else last_right
    return Result(1, "single", (0.0,), right, sure, (0.0,), last_right, tries, seen)


def asked(results, content, cause="warm_up"):
    return [item.id for item in items_for(cause, results, content)]


def test_a_second_try_leaves_the_first(quiz_content) -> None:
    item = quiz_content.quizzes["cold_start"]
    first = answered({}, item, 4, [1], "sure", False)
    second = answered(first, item, 4, [0], "guess", True)
    one = second["cold_start"]
    assert (one.first, one.first_right, one.sure) == ((1,), False, "sure")
    assert (one.last, one.last_right, one.tries, one.seen) == ((0,), True, 2, 2)
    assert first["cold_start"].tries == 1


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*OLD, "cold_start"]), RESULT))
def test_what_is_written_can_be_read(quiz_content, results) -> None:
    assert read({name: one.to_dict() for name, one in results.items()}, quiz_content) == results


@pytest.mark.parametrize(
    "broken",
    [None, 3, "x", [], {}, {"tries": 1}, {**result().to_dict(), "extra": 1}, {**result().to_dict(), "sure": "very"},
     {**result().to_dict(), "tries": 0}, {**result().to_dict(), "first": "abc"}, {**result().to_dict(), "first_right": 1},
     {**result().to_dict(), "last": [0] * 11}, {**result().to_dict(), "kind": "essay"},
     {**result().to_dict(), "first": []}, {**result().to_dict(), "first": [0, 1]}, {**result().to_dict(), "last": [10]},
     {**result().to_dict(), "last": [-1]}, {**result().to_dict(), "last": [0.5]},
     {**result().to_dict(), "kind": "order", "last": [0, 1, 1]}, {**result().to_dict(), "kind": "multiple", "last": [3, 3]},
     {**result().to_dict(), "kind": "numeric", "last": [1, 2]}, {**result().to_dict(), "kind": "numeric", "last": [float("nan")]},
     {**result().to_dict(), "kind": "numeric", "last": [10**400]}],
)  # fmt: skip
def test_what_cannot_be_read_loses_only_itself(quiz_content, broken) -> None:
    kept = {"old_one": broken, "old_two": result().to_dict(), "no_such_question": result().to_dict()}
    assert read(kept, quiz_content) == {"old_two": result()}


def test_a_chapter_asks_its_own_and_two_of_others(quiz_content) -> None:
    results = {name: result() for name in OLD}
    assert asked(results, quiz_content) == ["cold_start", "two_of_four", "how_many", "in_order", *OLD[:2]]
    assert asked(results, quiz_content, "muscle_imbalance") == OLD


def test_a_later_chapter_that_was_read_first_sends_its_questions_too(quiz_content) -> None:
    results = {"cold_start": result(), "old_one": result(right=False)}
    assert asked(results, quiz_content, "muscle_imbalance") == [*OLD, "cold_start"]


def test_nothing_comes_back_that_was_never_asked(quiz_content) -> None:
    assert asked({}, quiz_content) == ["cold_start", "two_of_four", "how_many", "in_order"]
    assert asked({"old_two": result()}, quiz_content)[4:] == ["old_two"]


def test_missed_ones_come_back_first(quiz_content) -> None:
    for missed in OLD:
        results = {name: result(right=name != missed, seen=9 if name == missed else 1) for name in OLD}
        assert asked(results, quiz_content)[4] == missed


def test_then_the_longest_not_seen(quiz_content) -> None:
    results = {"old_one": result(seen=3), "old_two": result(seen=1), "old_three": result(seen=2)}
    assert asked(results, quiz_content)[4:] == ["old_two", "old_three"]


def test_one_that_was_mended_is_no_longer_missed(quiz_content) -> None:
    results = {name: result(seen=1) for name in OLD} | {"old_one": result(right=False, last_right=True, seen=9)}
    assert "old_one" not in asked(results, quiz_content)


MIXED = {
    "old_one": result(sure="sure"),
    "old_two": result(right=False, last_right=True, sure="sure"),
    "old_three": result(sure="guess"),
    "cold_start": result(right=False),
}


def test_the_summary_tells_first_tries_and_how_well_being_sure_matched(quiz_content) -> None:
    items = [quiz_content.quizzes[name] for name in OLD]
    assert summary("muscle_imbalance", MIXED, items) == [
        "At the first try 2 of 3 were right.",
        "Of 2 that you were sure of, 1 was right.",
        "Of 1 that you guessed, 1 was right.",
        "Now 3 of 3 are right.",
    ]
    assert summary("muscle_imbalance", {}, items) == []


def test_questions_that_came_back_are_summed_up_on_a_line_of_their_own(quiz_content) -> None:
    items = [quiz_content.quizzes[name] for name in ("cold_start", "old_one", "old_two")]
    assert summary("warm_up", MIXED, items) == [
        "At the first try 0 of 1 were right.",
        "Of 1 that you were sure of, 0 were right.",
        "From other chapters, 2 of 2 were right when last answered.",
    ]
    assert summary("warm_up", {"old_one": MIXED["old_one"]}, items) == [
        "From other chapters, 1 of 1 was right when last answered.",
    ]
