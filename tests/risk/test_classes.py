"""Classes drawn by lot: the same for the same seed, and what the risk model says of them."""

import time

import made_up_class as script
import pytest

from lbt_widgets.content.answers import read_answer
from lbt_widgets.risk import Profile, sample
from lbt_widgets.risk.study.classes import FACTORS, draw_classes, hurt_by_lot, made_up_class

from .cases import CONTENT

SHARES = {"previous_episodes": 0.15, "sleep_quality": 0.2, "mood_low": 0.05, "shoe_cushioning": 0.15, "arm_swing": 0.2}


@pytest.fixture(scope="module")
def everybody():
    return draw_classes(100_000, 1, 1, 0.226, CONTENT)[0]


def test_100_000_runners_hurt_as_often_as_the_base_rate_says_and_have_what_the_reference_says(everybody):
    for factor, table in zip(FACTORS, everybody, strict=True):
        assert table.total == 100_000
        assert table.hurt / table.total == pytest.approx(0.226, abs=0.005)
        assert table.exposed / table.total == pytest.approx(SHARES[factor.question], abs=0.005)


def test_published_figures_show_in_100_000_and_what_nobody_studied_does_not(everybody):
    *published, unstudied = everybody
    assert all(table.odds_ratio.low > 1 for table in published)
    assert (
        published[0].odds_ratio.value < 3.18
    )  # a part of the printed figure, and spread over what else goes with pain
    assert unstudied.odds_ratio.high > 0.98
    assert unstudied.odds_ratio.low < 1.02


def test_most_with_the_clearest_sign_do_not_hurt_and_most_who_hurt_lack_it(everybody):
    assert everybody[0].risk_exposed < 0.5
    assert everybody[0].exposed_hurt / everybody[0].hurt < 0.5


def test_100_000_runners_take_no_more_than_three_seconds_of_work():
    begun = time.process_time()
    draw_classes(100_000, 1, 2, 0.226, CONTENT)
    assert time.process_time() - begun <= 3


def test_classes_are_the_same_for_a_seed_and_do_not_repeat_each_other():
    draw_classes.cache_clear()
    first = draw_classes(30, 12, 7, 0.226, CONTENT)
    draw_classes.cache_clear()
    assert draw_classes(30, 12, 7, 0.226, CONTENT) == first
    assert len(set(first)) == 12
    assert draw_classes(30, 12, 8, 0.226, CONTENT) != first


def test_a_large_class_is_drawn_in_turns_that_differ():
    halves = draw_classes(10_000, 2, 3, 0.226, CONTENT)
    assert halves[0] != halves[1]


@pytest.mark.parametrize(("size", "count"), [(0, 1), (10, 0), (100_000, 2)])
def test_sizes_out_of_range(size, count):
    with pytest.raises(ValueError, match="100000"):
        draw_classes(size, count, 1, 0.226, CONTENT)


def test_a_column_of_answers_is_what_each_runner_answers():
    cohort = sample(60, 4, CONTENT)
    for name in ("previous_episodes", "plank_s", "longest_run_30d_km", "warm_up_min"):
        assert cohort.answers_to(name) == [runner.answers[name] for runner in cohort]
    with pytest.raises(ValueError, match="no_such_question"):
        cohort.answers_to("no_such_question")


def test_a_higher_base_rate_hurts_more():
    cohort = sample(2000, 4, CONTENT)
    few, many = (sum(hurt_by_lot(cohort, rate, 1, CONTENT)) for rate in (0.1, 0.4))
    assert few == pytest.approx(200, abs=60)
    assert many == pytest.approx(800, abs=100)


def test_the_made_up_class_is_what_its_script_draws():
    assert script.FILE.read_text("utf-8") == script.page(CONTENT), "run scripts/made_up_class.py"


def test_the_made_up_class_can_be_asked_and_counted():
    classmates = CONTENT.classmates.values()
    assert len(classmates) == 30
    for runner in classmates:
        Profile.from_answers(runner.answers, CONTENT)
        for name, answer in runner.answers.items():
            assert read_answer(CONTENT.questions[name], answer) == answer
    for table in made_up_class(CONTENT):
        assert table.total == 30
        assert table.hurt == sum(runner.hurt for runner in classmates)
