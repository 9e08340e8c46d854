"""A chapter's questions are all of its cause's, and its picture follows the answers."""

from __future__ import annotations

import pytest

from lbt_widgets.content import load
from lbt_widgets.widgets import CauseQuestions, Fold
from lbt_widgets.widgets.answers import STORAGE_KEY
from lbt_widgets.widgets.profile_view import items_html

CONTENT = load()


@pytest.mark.parametrize("cause", CONTENT.causes)
def test_it_asks_all_of_its_cause_and_nothing_else(cause):
    asked = [question["id"] for section in CauseQuestions(cause).form.sections for question in section["questions"]]
    assert asked == [question.id for question in CONTENT.questions.values() if question.cause == cause]


def test_the_picture_follows_an_answer_and_says_so_once():
    page = CauseQuestions("posture")
    before = page.plot.drawing
    page.form.typed = {"number": 1, "answers": {"lumbar_curve_deg": {"value": "60", "unit": "deg"}}}
    assert page.plot.drawing != before
    assert page.news.text == page.plot.sentence
    assert "1 of 5 parts" in page.news.text


def test_an_answer_of_another_page_counts_here():
    page = CauseQuestions("posture")
    page.form.restored = {
        "lumbar_curve_deg": {"value": "60", "unit": "deg"},
        "cadence_spm": {"value": "170", "unit": "steps/min"},
    }
    assert "cadence_spm" in page.answers.values
    assert "1 of 5 parts" in page.plot.sentence


@pytest.mark.parametrize("cause", CONTENT.causes)
def test_each_value_leads_to_its_source(cause):
    page = CauseQuestions(cause)
    assert not page.plot.table["rows"]  # one table is enough, the one with the ways to the sources
    assert page.items.html == items_html(page.model.result, CONTENT, cause)
    unanswered = page.items.html
    page.answers.restore(CONTENT.people["worn-out-marathoner"].answers)
    assert page.items.html == items_html(page.model.result, CONTENT, cause) != unanswered


def test_the_answers_are_kept_where_the_dashboard_keeps_them():
    assert CauseQuestions("posture").form.storage_key == STORAGE_KEY


def test_an_unknown_cause_is_named_with_those_there_are():
    with pytest.raises(ValueError, match=r"no cause 'shoes'; there are .*footwear"):
        CauseQuestions("shoes")


@pytest.mark.parametrize(("cause", "offered"), [("running_form", True), ("training_load", True), ("footwear", False)])
def test_runs_are_asked_for_where_they_can_answer(cause, offered):
    folds = [part for part in CauseQuestions(cause).before.children if isinstance(part, Fold)]
    assert bool(folds) is offered
    assert all(len(fold.children) == 1 for fold in folds)  # nothing is built before it is opened
