"""No answer is called best or worst where studies found nothing clear."""

import re

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.clearness import shows_a_difference
from lbt_widgets.risk import Profile, assess
from lbt_widgets.widgets.profile_view import items_html

CONTENT = load()
SOME = CONTENT.effects["insoles"].figures["insoles"]


@pytest.mark.parametrize(
    ("measure", "ci95", "p", "shows"),
    [
        ("RR", (0.5, 1.23), None, False),
        ("HR", (0.36, 0.85), None, True),
        ("OR", (1.07, 2.16), None, True),
        ("OR", (1, 2.16), None, False),
        ("SMD", (-0.09, 0.11), None, False),
        ("SMD", (0.17, 1.53), None, True),
        ("OR", None, 0.041, True),
        ("OR", None, 0.05, False),
        ("OR", None, None, True),
    ],
)
def test_a_figure_whose_interval_includes_no_difference_shows_none(measure, ci95, p, shows):
    assert shows_a_difference(evolve(SOME, measure=measure, ci95=ci95, p=p)) is shows


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("Insoles", ", nothing clear"),
        ("Heel-to-toe drop", ", nothing clear"),
        ("Shoe support", ", mixed"),
        ("Shoe age", ", no number"),
        ("Shoe models", "of all"),
    ],
)
def test_a_part_says_what_little_it_stands_on(label, word):
    worn = assess(Profile({"insoles": "worn", "heel_drop_mm": 10.0, "shoe_support": "standard"}), CONTENT)
    notes = [note["text"] for note in pictures.cause(worn, "footwear", CONTENT).spec["layout"]["annotations"]]
    assert next(note for note in notes if note.startswith(f"<b>{label}</b>")).endswith(word)


def test_the_table_behind_the_bars_says_it_beside_the_answer():
    table = items_html(assess(Profile({"insoles": "worn"}), CONTENT), CONTENT, "footwear")
    assert "<td>0 % (nothing clear)</td>" in table
    assert "<td>not known (mixed)</td>" in table


def test_the_words_above_a_bar_fit_a_phone():
    """A page 320 px wide has room for 44 letters: 48 of them ran out of the picture."""
    result = assess(Profile(), CONTENT)
    for cause in CONTENT.causes:
        notes = pictures.cause(result, cause, CONTENT).spec["layout"]["annotations"][1:]
        assert [one for one in (re.sub("<.*?>", "", note["text"]) for note in notes) if len(one) > 44] == []
