"""How much of a report two pages hold."""

import pytest

from lbt_widgets.content import load
from lbt_widgets.report.document import _whole
from lbt_widgets.report.elements import element
from lbt_widgets.report.room import LETTERS, details, fits, lines
from lbt_widgets.words import speaking

from .people import CONTENT, DAY, ROUTINE, at_their_worst, taken


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (element("p", "x" * LETTERS), 1),
        (element("p", "x" * LETTERS, element("b", "x")), 2),
        (element("ul", element("li", "short"), element("li", "short")), 2),
        (element("ol", element("li", "short"), element("li", "short"), class_="sources"), 1),
        (element("section", element("p", "short"), class_="whole"), 2),
    ],
)
def test_lines_of_a_part(part, count):
    assert lines(part) == count


def test_each_detail_takes_less_room_than_the_one_before():
    found = taken(at_their_worst(), minutes=600, red_flags=ROUTINE)
    room = [lines(_whole(found, CONTENT, DAY, found.plan.advice, detail)) for detail in details()]
    assert room == sorted(room, reverse=True)
    assert len(set(room)) == len(room)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_least_detail_is_enough_for_all_that_are_asked_the_safety_questions(language):
    with speaking(language):
        content = load()
        found = taken(at_their_worst(), content, minutes=600, red_flags=ROUTINE[:1])
        *_more, least = details()
        assert fits(_whole(found, content, DAY, found.plan.advice, least))
