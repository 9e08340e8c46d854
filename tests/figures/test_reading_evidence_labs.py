"""The pictures of the page on reading evidence say and draw what the sums give."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product

import plotly.graph_objects as go
import pytest

from lbt_widgets.content import load
from lbt_widgets.content.numbers import numbers
from lbt_widgets.figures import reading_evidence as pictures
from lbt_widgets.risk.study.classes import FACTORS
from lbt_widgets.risk.study.repeats import Plan, repeat
from lbt_widgets.risk.study.two_by_two import Estimate, TwoByTwo
from lbt_widgets.widgets.labs import run_of
from lbt_widgets.widgets.labs.reading_evidence import ALONE, LARGEST_WITH_OTHERS, OTHER_CLASSES, SIZES, STAYS

from .pictures import cell, trace

CONTENT = load()
LABS = [lab for lab in CONTENT.labs.values() if lab.chapter == "reading_evidence"]


def shown(lab_id, guess=None, **settings):
    lab = CONTENT.labs[lab_id]
    return run_of(lab)(lab.start | settings, guess)


def dots(picture, axis=""):
    """How many dots of each kind a group has."""
    return {one["name"]: len(one["x"]) for one in picture.spec["data"] if one.get("xaxis") == f"x{axis}"}


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_plotly_accepts_it_and_the_sentence_is_one(lab):
    picture = run_of(lab)({**lab.start, **lab.prediction.move}, 5.0).picture
    go.Figure(picture.spec)
    assert picture.sentence.endswith(".")
    assert "nan" not in picture.sentence + str(picture.table.rows)


def value(lab_id, **settings):
    return shown(lab_id, **CONTENT.labs[lab_id].prediction.move | settings).value


def in_table(lab_id, row, column):
    """The numbers of one cell of the lab's table."""
    return [float(one) for one in re.findall(r"[\d.]+", cell(shown(lab_id).picture, row, column).replace("of 100", ""))]


TOLD = {  # by lab: a sentence with braces for the model's numbers, and those numbers
    "odds_ratio_to_risk": [
        ("About {} of 100, not 72.", lambda lab: [value(lab)]),
        ("is about {} against {}.", lambda lab: [value(lab), 100 - value(lab)]),
        ("{} against {}. 3.18 times", lambda lab: [22.6, 100 - 22.6]),
        ("And {} of 100 with it did not hurt", lambda lab: [100 - value(lab)]),
        ('about {} more of 100".', lambda lab: in_table(lab, "Difference of 100", "Value")),
        ("from {} to {} more", lambda lab: in_table(lab, "Difference of 100", "95 % interval")),
        ("to 2 of 100: the same odds ratio is then about {} more", lambda lab: [value(lab, base_per_100=2) - 2]),
    ],
    "cohort": [("Up to {} runners, {} other classes of", lambda lab: [LARGEST_WITH_OTHERS, OTHER_CLASSES])],
    "chance": [],
    "same_p": [
        ("it takes {} more of 100", lambda lab: in_table(lab, "Difference of 100", "Small study")),
        ("About {} of 100.", lambda lab: [value(lab)]),
    ],
    "confounding": [("About {} more of 100", lambda lab: [value(lab)])],
    "regression_to_the_mean": [
        ("on average {} of 10.", lambda lab: [float(re.search(r"stood at ([\d.]+)", shown(lab).picture.sentence)[1])]),
        ("At about {}: more than two points better", lambda lab: [value(lab)]),
    ],
    "screening": [
        ("and {} tick at least one", lambda lab: in_table(lab, "Together", "Sign")),
        ("About {} of 100,", lambda lab: [value(lab)]),
    ],
}
GIVEN = {  # numbers that are not the model's: asked, published, or what a 95 % interval means
    "odds_ratio_to_risk": {3.18, 72, 2, 100},
    "cohort": {30, 100, 0, 3.18},  # 100 000 reads as two
    "chance": {95, 100},
    "same_p": {100},
    "confounding": {100},
    "regression_to_the_mean": {52, 23, 100},
    "screening": {100},
}
IN_WORDS = {"eleven": "11"}


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_the_numbers_told_in_the_explanation_are_the_models(lab):
    asked, explain = (" ".join(text.split()) for text in (lab.prediction.question, lab.explain))
    for word, digits in IN_WORDS.items():
        explain = explain.replace(word, digits)
    told = set()
    for text, found in TOLD[lab.id]:
        pattern = re.escape(text).replace(r"\{\}", r"(\d+(?:\.\d+)?)")
        match = re.search(pattern, explain) or re.search(pattern, asked)
        assert match, text
        for said, exact in zip(match.groups(), found(lab.id), strict=True):
            assert round(exact, len(said.partition(".")[2])) == float(said), text
            told.add(Decimal(said))
    assert numbers(explain) <= told | numbers(GIVEN[lab.id])


def test_what_is_told_in_words_is_so_too():
    """More than half with the sign had no pain, most who hurt did not have it; fewer than half of the studies find it."""
    assert CONTENT.labs["cohort"].explain.startswith("More than half of those with the clearest sign had no pain.")
    assert value("cohort") > 50
    with_it, without = (
        int(cell(shown("cohort").picture, row, "Found").split()[0]) for row in ("With it", "Without it")
    )
    assert with_it < without
    assert CONTENT.labs["chance"].explain.startswith("Fewer than half")
    assert value("chance") < 50


def test_an_odds_ratio_in_dots():
    picture = shown("odds_ratio_to_risk").picture
    assert dots(picture) == {"hurt": 23, "no pain": 77}
    assert dots(picture, "2") == {
        "hurt": 38,
        "hurt, by the odds ratio itself": 10,
        "perhaps: up to the interval's end": 10,
        "no pain": 42,
    }
    labels = [note["text"] for note in picture.spec["layout"]["annotations"]]
    assert labels == ["100 without it:<br>22.6 hurt: 23 dots", "100 with it:<br>48.1 hurt: 48 dots"]
    assert "26 more of 100, and 2.13 times the risk, not 3.18" in picture.sentence
    assert cell(picture, "Odds ratio", "95 % interval") == "2.11 to 4.78"  # as the question tells it


def test_this_class_does_not_look_like_the_dots_who_hurt():
    picture = shown("cohort", size=2.0).picture
    hurt, mine = (
        next(one["marker"] for one in picture.spec["data"] if one["name"] == name) for name in ("hurt", "this class")
    )
    assert mine["symbol"] != hurt["symbol"]
    assert mine["color"] != hurt["color"]


def test_an_odds_ratio_below_1_is_fewer():
    picture = pictures.odds_ratio_to_risk(Estimate(0.4, 0.5, 0.6), 0.2)
    assert "8.9 fewer of 100" in picture.sentence  # odds 0.25 · 0.5 = 0.125, risk 0.111


def test_the_marathon_preset_gives_the_papers_counts():
    preset = next(one for one in CONTENT.labs["odds_ratio_to_risk"].presets if one.id == "warm_up")
    outcome = shown("odds_ratio_to_risk", **preset.settings)
    assert outcome.value == pytest.approx(100 * 15 / 131, abs=0.1)
    assert cell(outcome.picture, "Odds ratio", "95 % interval") == "2 to 7.97"


def test_a_small_class_has_a_dot_for_each_runner_and_a_large_one_100():
    small, large = (shown("cohort", size=float(size)).picture for size in (2, 4))
    assert sum(dots(small).values()) + sum(dots(small, "2").values()) == 30
    assert sum(dots(large).values()) == sum(dots(large, "2").values()) == 100
    assert "Draw 1, 30 runners" in small.sentence


def test_the_choices_of_the_class_are_what_is_drawn():
    size, factor, *_ = CONTENT.labs["cohort"].controls
    assert [int(re.sub(r"\(.*|\D", "", name)) for name in size.options] == list(SIZES)
    assert list(factor.options) == [one.label(CONTENT) for one in FACTORS]


def test_a_class_in_which_nobody_has_it_says_so():
    empty = TwoByTwo(0, 0, 3, 7)
    picture = pictures.cohort("Mood", pictures.ClassShown("Draw 9, 10 runners", empty), [empty], 30)
    go.Figure(picture.spec)
    assert "nobody has it, so there is nothing to compare" in picture.sentence
    assert trace(picture, "this class")["x"] == []


def test_other_classes_stand_below_as_long_as_they_are_small():
    assert len(trace(shown("cohort", size=2.0).picture, "other classes of this size")["x"]) >= 10
    alone = shown("cohort", size=5.0).picture
    assert trace(alone, "other classes of this size")["x"] == []
    assert alone.sentence.endswith(ALONE) and ALONE not in shown("cohort", size=4.0).picture.sentence


def test_the_made_up_class_is_the_one_in_the_file():
    picture = shown("cohort", size=0.0).picture
    hurt = sum(runner.hurt for runner in CONTENT.classmates.values())
    assert dots(picture)["hurt"] + dots(picture, "2")["hurt"] == hurt
    assert "The made-up class of 30" in picture.sentence


def test_the_made_up_class_says_which_controls_leave_it_as_it_is():
    _, _, draw, base = CONTENT.labs["cohort"].controls
    assert f"“{draw.again}”" in STAYS
    assert f"“{base.label.partition(',')[0]}”" in STAYS
    first, second = (shown("cohort", size=0.0, draw=n, base_per_100=n).picture for n in (1.0, 40.0))
    assert first.sentence == second.sentence
    assert first.sentence.endswith(STAYS)
    assert trace(first, "this class")["x"] == trace(second, "this class")["x"]
    name = "other classes of this size"
    assert trace(first, name)["x"] != trace(second, name)["x"]
    assert STAYS not in shown("cohort", size=2.0).picture.sentence


def test_studies_are_counted_by_what_they_found():
    plan = Plan(100, 0.32, 0.226)
    studies = repeat(plan, 100, 1)
    picture = pictures.chance(plan, studies, 20)
    found = trace(picture, "p is below 0.05")
    assert len(found["x"]) + len(trace(picture, "p is 0.05 or more")["x"]) == 100
    assert f"{len(found['x'])} of 100 studies found something" in picture.sentence
    missed = 100 - int(cell(picture, "Intervals that hold the truth, of 100", "Value"))
    assert len(trace(picture, "interval misses the truth")["x"]) == missed
    assert trace(picture, "the truth")["y"] == pytest.approx([9.4, 9.4])


def test_one_p_value_two_differences():
    picture = shown("same_p").picture
    assert trace(picture, "small study")["y"] == pytest.approx([21.7], abs=0.05)
    assert trace(picture, "large study")["y"] == pytest.approx([1.95], abs=0.05)
    assert cell(picture, "p-value", "Small study") == cell(picture, "p-value", "Large study") == "0.04"


def test_like_with_like_the_shoe_does_nothing():
    picture = shown("confounding").picture
    assert "beginners alone: no difference; experienced runners alone: no difference" in picture.sentence
    with_it, without = (trace(picture, name)["y"] for name in ("with the shoe", "without it"))
    assert with_it[:2] == pytest.approx(without[:2])
    assert with_it[2] - without[2] == pytest.approx(7.4, abs=0.05)


def test_a_shoe_that_protects_can_look_harmful():
    picture = shown(
        "confounding", wear_beginners=70.0, wear_experienced=10.0, times_as_often=3.0, odds_ratio=0.7
    ).picture
    assert re.search(r"together: [\d.]+ more.*beginners alone: [\d.]+ fewer", picture.sentence)


def test_no_bar_is_cut_off():
    lab = CONTENT.labs["confounding"]
    for ends in product(*((control.min, control.max) for control in lab.controls)):
        picture = run_of(lab)(dict(zip(lab.start, ends, strict=True)), None).picture
        _, top = picture.spec["layout"]["yaxis"]["range"]
        assert max(risk for bars in picture.spec["data"] for risk in bars["y"]) < 0.9 * top, ends  # its number fits too


def test_the_buyers_fall_like_those_who_bought_nothing():
    outcome = shown("regression_to_the_mean")
    bought, other = (trace(outcome.picture, name)["y"] for name in ("bought the shoes", "as bad, bought nothing"))
    assert bought[3] == max(bought)
    assert outcome.value == pytest.approx(sum(bought[4:]) / 4, abs=0.01)
    assert sum(other[4:]) / 4 == pytest.approx(outcome.value, abs=0.1)


def test_the_sign_in_a_table_of_1000():
    picture = shown("screening").picture
    assert cell(picture, "Together", "Together") == "1000.0"
    assert "9 have the trouble and 804 have the sign" in picture.sentence
    assert dots(picture)["has the trouble"] == 1


def test_the_guess_at_the_power_of_a_study_stands_where_no_width_cuts_it_off():
    picture = shown("chance", guess=50.0).picture
    assert trace(picture, "your guess 50 of 100 find it").get("showlegend", True)
    assert picture.spec["layout"]["annotations"] == []
    go.Figure(picture.spec)


def test_false_findings_do_not_cancel_out():
    picture = shown("chance", with_per_100=22.6, draw=5.0).picture
    assert "5 of them on average 13 more of 100 and 6 of them on average 14 fewer of 100" in picture.sentence
    assert (
        cell(picture, "Mean difference that these found, of 100", "Value")
        == "+13.0 in 5 of them and −13.8 in 6 of them"
    )


def test_dots_on_one_side_alone_have_their_name():
    def named(picture):
        return {one["name"] for one in picture.spec["data"] if one["showlegend"] and one["x"]}

    assert named(shown("screening", sensitivity=0.0).picture) == {"has the trouble", "does not"}
    assert "hurt" in named(shown("odds_ratio_to_risk", base_per_100=0.5).picture)


def test_where_p_value_and_interval_disagree_it_is_said():
    disagree = "In the small study p-value and interval disagree"
    assert disagree in shown("same_p", without_per_100=1.0).picture.sentence
    assert "disagree" not in shown("same_p").picture.sentence


def test_two_studies_of_one_size_are_not_told_apart():
    assert "only" not in shown("same_p", small=500.0, large=500.0).picture.sentence


def test_dots_are_counted_from_the_number_that_is_told():
    labels = [
        note["text"]
        for note in shown("odds_ratio_to_risk", odds_ratio=3.99, base_per_100=3.14).picture.spec["layout"][
            "annotations"
        ]
    ]
    assert labels[1] == "100 with it:<br>11.5 hurt: 12 dots"  # 11.453


def test_where_all_have_the_sign_nobody_is_drawn_without_it():
    picture = shown("screening", specificity=0.0).picture
    assert "nobody is without it" in picture.sentence
    assert dots(picture, "2") == {}


def test_one_runner_who_hurt_is_not_counted():
    one = TwoByTwo(1, 2, 0, 7)
    picture = pictures.cohort("Mood", pictures.ClassShown("Draw 9, 10 runners", one), [one])
    assert "The one who hurt had it." in picture.sentence


def test_the_longest_guess_fits_beside_the_dots_of_a_narrow_page():
    notes = shown("cohort", guess=100.0).picture.spec["layout"]["annotations"]
    (guess,) = (note["text"] for note in notes if note["text"].startswith("your guess"))
    assert len(guess) <= 46  # of 13 px letters in 320 px
