"""Each published figure that a quiz tells is known to be some study's, and to be the right one's where several have it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lbt_widgets.content import load
from lbt_widgets.content.studies import origin, origin_in_item

CONTENT = load()
CLAIM = "core_weakness.strengthening_helps"


def studies(item: str, reply: int) -> tuple[str, ...]:
    found = CONTENT.quizzes[item]
    return origin_in_item(found, found.replies[reply], CONTENT).studies


@pytest.mark.parametrize("item", CONTENT.quizzes.values(), ids=lambda item: item.id)
def test_every_figure_of_a_reply_and_an_explanation_is_from_somewhere(item) -> None:
    for text in (*item.replies, item.explain):
        assert not origin_in_item(item, text, CONTENT).unknown, text


@pytest.mark.parametrize(
    ("item", "reply", "study"),
    [
        ("hollow_in_the_mirror", 0, "sadler2017cohorts"),  # the odds ratio 0.73; another study has 0.73 too
        ("reaching_out_late_in_the_race", 2, "willson2014steplength"),  # 10 % and 14 %, as others have
        ("warm_arms", 0, "wirth1998temp"),  # 15 minutes, but of arm cranking
        ("leg_on_a_soft_mat", 0, "ferris1999surface"),  # by the lab; its claim has neither figure
    ],
)
def test_of_studies_with_the_same_number_the_one_that_speaks_of_the_same_is_named(item, reply, study) -> None:
    assert studies(item, reply) == (study,)


def test_as_few_studies_as_give_all_figures_are_named() -> None:
    assert set(studies("rolled_in_feet_in_the_shop", 2)) == {"malisoux2016control", "nielsen2014pronation"}
    assert studies("rolled_in_feet_in_the_shop", 3) == ("malisoux2016control",)


def test_what_is_made_up_worked_out_or_an_age_is_nobodys() -> None:
    item = CONTENT.quizzes["by_a_third"]
    assert origin_in_item(item, "Of 30 people 10 are spared and 20 are not.", CONTENT).studies == ()
    ruth = CONTENT.quizzes["two_planks"]
    assert origin_in_item(ruth, ruth.case, CONTENT).studies == ()


def test_what_the_lab_gave_is_the_labs_and_no_studys() -> None:
    found = origin("In the lab the hold falls from 215 to 91.5 s.", (), ["holding_time"], CONTENT)
    assert (found.studies, found.labs, found.unknown) == ((), ("holding_time",), {Decimal("91.5")})


def test_a_figure_that_nothing_gives_is_unknown() -> None:
    assert origin("It was 77.77 %.", [CLAIM], (), CONTENT).unknown == {Decimal("77.77")}
