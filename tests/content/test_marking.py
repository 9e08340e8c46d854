"""Marking is pure: the same answer always gets the same replies, and nothing that was not chosen is told."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content.marking import mark
from lbt_widgets.content.quizzes import Item, Option

SINGLE = Item("one", "single", "Which?", "So it is.", options=(Option("A", "No A."), Option("B", "Yes B.", right=True)))
MULTIPLE = Item(
    "some", "multiple", "Which?", "So they are.",
    options=(Option("A", "Yes A.", True), Option("B", "No B."), Option("C", "Yes C.", True), Option("D", "No D.")),
)  # fmt: skip
NUMBER = Item(
    "much", "numeric", "How much?", "That much.", answer=12, tolerance=3, unit="%", lowest=0, highest=100,
    low="More.", high="Less.", right="Yes.",
)  # fmt: skip
ORDER = Item(
    "row", "order", "Sort.", "So.", hint="Ask.", options=tuple(Option(text, f"Why {text}.") for text in "PQRS")
)


def test_the_right_option() -> None:
    marking = mark(SINGLE, [1])
    assert (marking.right, marking.verdict, marking.explain) == (True, "Right.", "So it is.")
    assert [(reply.option, reply.right, reply.text) for reply in marking.replies] == [("B", True, "Yes B.")]


def test_a_wrong_option_gets_its_own_reply_alone() -> None:
    marking = mark(SINGLE, [0])
    assert (marking.right, marking.verdict) == (False, "Not quite.")
    assert [reply.text for reply in marking.replies] == ["No A."]


@pytest.mark.parametrize(
    ("chosen", "right", "verdict"),
    [
        ([0, 2], True, "Right."),
        ([2, 0], True, "Right."),
        ([0], False, "Right so far, but that is not all: look for more."),
        ([0, 1], False, "Not quite: of the 2 that you chose, 1 fits."),
        ([0, 1, 2], False, "Not quite: of the 3 that you chose, 2 fit."),
        ([1], False, "Not quite."),
        ([1, 3], False, "Not quite: of the 2 that you chose, 0 fit."),
    ],
)
def test_all_the_right_ones_and_no_other(chosen, right, verdict) -> None:
    marking = mark(MULTIPLE, chosen)
    assert (marking.right, marking.verdict) == (right, verdict)
    assert [reply.option for reply in marking.replies] == ["ABCD"[place] for place in chosen]


@pytest.mark.parametrize(
    ("value", "right", "said"),
    [(12, True, "Yes."), (9, True, "Yes."), (15, True, "Yes."), (8.9, False, "More."), (15.1, False, "Less."), (0, False, "More."), (100, False, "Less.")],
)  # fmt: skip
def test_a_number_within_its_tolerance(value, right, said) -> None:
    marking = mark(NUMBER, [value])
    assert (marking.right, marking.replies[0].text) == (right, said)
    assert right or "12" not in marking.verdict


def test_a_float_at_the_edge_counts() -> None:
    item = Item("edge", "numeric", "?", "!", answer=2.15, tolerance=0.1, unit="g", lowest=0, highest=4)
    assert abs(2.25 - 2.15) > 0.1  # as floats see it
    assert mark(item, [2.25]).right


def test_only_one_order_is_right_and_it_is_not_the_one_shown() -> None:
    right = [order for order in permutations(range(4)) if mark(ORDER, order).right]
    assert [[ORDER.shown[place].text for place in order] for order in right] == [["P", "Q", "R", "S"]]
    assert not mark(ORDER, [0, 1, 2, 3]).right


@pytest.mark.parametrize(("order", "count"), [("PRQS", "2 of 4 are in their"), ("PRSQ", "1 of 4 is in its")])
def test_a_wrong_order_is_told_how_many_stand_right_and_a_hint_but_not_which(order, count) -> None:
    by_text = {option.text: place for place, option in enumerate(ORDER.shown)}
    marking = mark(ORDER, [by_text[text] for text in order])
    assert marking.verdict == f"Not quite: {count} place."
    assert [(reply.option, reply.text) for reply in marking.replies] == [("", "Ask.")]
    assert [reply.text for reply in marking.answers] == ["Why P.", "Why Q.", "Why R.", "Why S."]


def test_the_right_order_is_told_why() -> None:
    by_text = {option.text: place for place, option in enumerate(ORDER.shown)}
    marking = mark(ORDER, [by_text[text] for text in "PQRS"])
    assert (marking.right, [reply.text for reply in marking.replies]) == (
        True,
        ["Why P.", "Why Q.", "Why R.", "Why S."],
    )


@pytest.mark.parametrize(
    ("item", "answer", "sentence"),
    [
        (SINGLE, [], "Choose an answer first."),
        (SINGLE, [0, 1], "Choose one answer only."),
        (SINGLE, [2], "not one of the answers"),
        (SINGLE, [-1], "not one of the answers"),
        (SINGLE, [0.5], "not one of the answers"),
        (MULTIPLE, [0, 0], "not one of the answers"),
        (ORDER, [0, 1], "Give each of them a place."),
        (NUMBER, [], "Give a number from 0 to 100 %."),
        (NUMBER, [1, 2], "Give a number from 0 to 100 %."),
        (NUMBER, [float("nan")], "Give a number from 0 to 100 %."),
        (NUMBER, [120], "Give a number from 0 to 100 %. You gave 120."),
        (NUMBER, [-1], "Give a number from 0 to 100 %. You gave -1."),
    ],
)
def test_what_cannot_be_an_answer_is_a_sentence(item, answer, sentence) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        mark(item, answer)


@settings(deadline=None)
@given(st.sampled_from([SINGLE, MULTIPLE, NUMBER, ORDER]), st.lists(st.floats() | st.integers(-2, 6), max_size=6))
def test_any_answer_gets_a_reply_or_a_sentence(item, answer) -> None:
    try:
        marking = mark(item, answer)
    except ValueError as fault:
        assert str(fault).endswith((".", "anew."))
        return
    assert marking == mark(item, answer)
    assert len(marking.replies) == (1 if item.kind == "order" and not marking.right else len(answer))
    assert all(reply.text for reply in marking.replies)
    assert marking.verdict.startswith("Right") or not marking.right
    if item.kind != "multiple":
        assert marking.right == all(reply.right for reply in marking.replies)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), min_size=2, max_size=5, unique=True), st.text())
def test_shuffling_loses_nothing_and_is_always_the_same(texts, name) -> None:
    item = Item("row", "order", "Sort.", "So.", options=tuple(Option(text, f"Why {text}") for text in texts))
    assert sorted(option.text for option in item.shown) == sorted(texts)
    assert item.shown == item.shown != item.options
