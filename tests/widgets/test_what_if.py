"""What-if without a browser: the page shows what `risk.what_if` says, for whoever asks whatever."""

from __future__ import annotations

import pytest
import traitlets as t
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.content import load
from lbt_widgets.figures import what_if as pictures
from lbt_widgets.figures.words import certainty_short, percent
from lbt_widgets.risk import Profile, plan, what_if
from lbt_widgets.widgets import Answers, PlanView, ProfileModel, WhatIfModel, WhatIfView
from tests.risk.cases import answer_to, profiles

CONTENT = load()
CHANGEABLE = [question for question in CONTENT.questions.values() if question.changeable]
PRIYA = CONTENT.people["big-jump-beginner"].answers
WITH_A_SCORE = [person for person in CONTENT.people.values() if not person.red_flags]


@pytest.fixture
def view():
    answers = Answers(CONTENT)
    answers.raw = dict(PRIYA)
    return WhatIfView(ProfileModel(answers))


def ask(view, **values):
    controls = view.controls
    controls.set_state({"asked": {"number": controls.asked["number"] + 1, "values": values}})


def test_with_nothing_answered_it_says_what_to_do_first():
    view = WhatIfView(ProfileModel(Answers(CONTENT)))
    assert "answer some of the first questions" in view.intro.html
    assert view.controls.known == {"answered": [], "first": ""}
    view.model.answers.raw = {"tired": "worn_out"}
    assert "first questions" not in view.intro.html
    assert view.controls.known == {"answered": ["tired"], "first": "tired"}


def test_the_grade_is_that_of_the_plan_and_none_stands_beside_no_figure(view):
    view.model.answers.set_person(CONTENT.people["new-to-hills"].answers, "Tomás")
    ask(view, downhill_m_week=None, next_long_run_km=None, strength_sessions_week=None)
    told = {one["id"]: one for one in view.controls.shown["questions"]}
    assert told["downhill_m_week"]["basis"].startswith(pictures.NO_FIGURE)
    assert told["downhill_m_week"]["link"] == "What is known of it"
    answers = view.model.answers.profile
    grades = {name: one.certainty for one in plan(answers, CONTENT, 60).chosen if one.basis for name in one.changes}
    assert told["next_long_run_km"]["link"] == f"How sure: {certainty_short(grades['next_long_run_km'])}"
    for name in view.model.answered:
        if name in grades:
            assert pictures.certainty(name, answers, {}, CONTENT) == grades[name]


def test_it_says_how_much_of_an_association_a_plan_counts_and_leads_there(view):
    share = percent(CONTENT.model.association_counts.value)
    assert f'<a href="#your-plan">your plan</a> counts {share} (assumption)' in view.intro.html
    plan_view = PlanView(view.model.profile)
    assert "<h2 id='your-plan' tabindex='-1'>" in plan_view.children[0].html


def test_what_nobody_can_change_is_not_offered(view):
    offered = [name for _, questions in view.controls.questions for name, _ in questions]
    assert offered == [question.id for question in CHANGEABLE]
    assert "age_years" not in offered
    assert "previous_episodes" not in offered
    assert "longest_run_30d_km" not in offered
    assert set(view.controls.known["answered"]) <= set(offered)


def test_the_list_stands_on_what_adds_most(view):
    added = {name: one.per_100 for one in view.model.profile.result.contributions for name in one.answers}
    can = {name: added.get(name, 0) for name in view.model.answered}
    assert can[view.controls.known["first"]] == max(can.values())


def test_a_question_begins_at_its_answer_and_the_picture_at_no_change(view):
    ask(view, plank_s=None)
    shown = view.controls.shown["questions"][0]
    assert (shown["now"], shown["value"]) == (PRIYA["plank_s"], PRIYA["plank_s"])
    assert view.controls.shown["outcome"] == ""
    assert view.plot in view.children
    assert view.plot.sentence == pictures.NOTHING_CHANGED


@pytest.mark.parametrize("person", WITH_A_SCORE, ids=lambda person: person.id)
def test_what_is_shown_is_the_models_word(view, person):
    view.model.answers.set_person(person.answers, person.name)
    asked = {"tired": "worn_out", "strength_sessions_week": "two_plus", "walk_min_week": 140}
    ask(view, **asked)
    expected = what_if(Profile.from_answers(person.answers, CONTENT), asked, CONTENT)
    assert view.model.result == expected
    assert view.plot.sentence == pictures.sentence(expected)
    assert view.controls.shown["outcome"] == pictures.change(expected.change_per_100)
    told = {one["id"]: one["basis"] for one in view.controls.shown["questions"]}
    profile = view.model.answers.profile
    moved = {name: to for name, to in asked.items() if to != profile.answers[name]}
    assert told == {name: pictures.basis(name, profile, moved, CONTENT)[0] for name in asked}


@given(profiles(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_profile_and_any_changes_equal_the_model(profile, data):
    answers = Answers(CONTENT)
    model = WhatIfModel(ProfileModel(answers))
    answers.raw = dict(profile.answers)
    asked = data.draw(st.fixed_dictionaries({}, optional={one.id: answer_to(one) for one in CHANGEABLE[:20]}))
    model.changes = asked
    counted = {name: to for name, to in asked.items() if name in answers.values and to != answers.values[name]}
    if any(name in answers.values for name in asked):
        assert model.result == what_if(answers.profile, counted, CONTENT)
    else:
        assert model.result is None


def test_all_taken_back_takes_the_picture_away(view):
    ask(view, tired="worn_out")
    ask(view)
    assert view.plot not in view.children
    assert view.model.result is None


def test_changes_last_when_an_answer_changes(view):
    ask(view, tired="worn_out")
    view.model.answers.raw = {**view.model.answers.raw, "sleep_quality": "poor"}
    expected = what_if(view.model.answers.profile, {"tired": "worn_out"}, CONTENT)
    assert view.model.result == expected
    view.model.answers.raw = {name: value for name, value in PRIYA.items() if name != "tired"}
    assert view.controls.shown["questions"] == []  # no answer, no change


def test_a_card_that_nobody_moved_goes_with_the_answer(view):
    ask(view, strength_sessions_week=None, tired="worn_out")
    answers = view.model.answers
    answers.raw = {**answers.raw, "strength_sessions_week": "two_plus"}
    shown = next(one for one in view.controls.shown["questions"] if one["id"] == "strength_sessions_week")
    assert (shown["now"], shown["value"]) == ("two_plus", "two_plus")
    assert view.model.result == what_if(answers.profile, {"tired": "worn_out"}, CONTENT)


def test_changes_belong_to_one_person(view):
    ask(view, tired="worn_out")
    view.model.answers.set_person(CONTENT.people["new-to-hills"].answers, "Tomás")
    assert view.controls.shown["questions"] == []
    assert view.model.changes == {}


def test_what_was_tried_is_forgotten_with_the_answer(view):
    """The next person's answer is not met by what the one before tried."""
    ask(view, plank_s=90, tired="fresh")
    answers = view.model.answers
    answers.raw = {**answers.raw, "plank_s": "nothing we can read"}
    assert view.model.changes == {"plank_s": 90, "tired": "fresh"}, "a fault is mended in a moment"
    answers.clear()
    answers.raw = {"plank_s": 40}
    assert view.model.changes == {}
    assert view.controls.shown["questions"] == []


def test_it_follows_belief_and_base_rate(view):
    ask(view, strength_sessions_week="two_plus")
    view.model.profile.belief = 0.0
    view.model.profile.base_rate_per_100 = 10.0
    profile = Profile.from_answers(PRIYA, CONTENT)
    assert view.model.result == what_if(profile, {"strength_sessions_week": "two_plus"}, CONTENT, 0.0, 0.1)


@pytest.mark.parametrize(
    "forged",
    [
        {"age_years": 20},
        {"previous_episodes": "0"},
        {"nobody": 1},
        {"plank_s": -1},
        {"plank_s": "<script>"},
        {"tired": "very"},
        {"tired": True},
        {"plank_s": float("nan")},
        [],
        None,
    ],
)
def test_forged_changes_are_refused(view, forged):
    view.controls.set_state({"asked": {"number": 1, "values": forged}})
    assert view.model.changes == {}
    assert view.controls.asked == {"number": 0, "values": {}}


@pytest.mark.parametrize("forged", [{"number": "1", "values": {}}, {"number": True, "values": {}}, {"values": {}}, 7])
def test_forged_messages_are_refused(view, forged):
    view.controls.set_state({"asked": forged})
    assert view.controls.asked == {"number": 0, "values": {}}


def test_a_wrong_change_in_python_is_a_sentence(view):
    with pytest.raises((t.TraitError, ValueError), match="nothing that can be changed"):
        view.model.changes = {"age_years": 20}
