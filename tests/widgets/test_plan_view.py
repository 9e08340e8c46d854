"""The plan without a browser: the golden plans, none where help comes first, and nothing lost."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape

import pytest
import traitlets as t
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets import Widget

from lbt_widgets.content import load
from lbt_widgets.figures import plan as words
from lbt_widgets.figures import plan_sum
from lbt_widgets.risk import calendar, offers, plan
from lbt_widgets.widgets import Answers, Dashboard, PlanModel, PlanView, ProfileModel
from lbt_widgets.widgets._links import MODEL_CARD
from lbt_widgets.widgets._plan_html import METRONOME_PAGE
from lbt_widgets.widgets.fold import Fold
from tests.risk.cases import profiles
from tests.risk.test_plan import golden, outcome
from tests.widgets.test_dashboard import go_on, pick

CONTENT = load()
MONDAY = date(2026, 11, 23)
WITH_A_SCORE = [person for person in CONTENT.people.values() if not person.red_flags]
each_person = pytest.mark.parametrize("person", WITH_A_SCORE, ids=lambda person: person.id)


def profile_of(person):
    answers = Answers(CONTENT)
    answers.set_person(person.answers, person.name)
    return ProfileModel(answers)


def made(person, **settings):
    model = PlanModel(profile_of(person), start=MONDAY, today=MONDAY, **settings)
    model.make()
    return model


def view_of(person, today=MONDAY, **choices):
    view = PlanView(profile_of(person))
    choose(view, start=MONDAY.isoformat(), today=today.isoformat(), **choices)
    press(view)
    return view


def choose(view, **choices):
    view.form.set_state({"choices": {**view.form.choices, **choices}})


def press(view):
    view.form._handle_custom_msg({"kind": "make"}, [])


def test_nothing_is_made_before_it_is_asked_for():
    view = PlanView(profile_of(WITH_A_SCORE[1]))
    assert (view.model.plan, view.model.weeks, view.model.offers) == (None, None, ())
    assert len(view.children) == 3
    view.model.profile.belief = 0.7
    assert view.model.plan is None


@each_person
def test_the_plan_on_the_page_is_the_golden_one(person):
    model = made(person)
    assert outcome(model.plan) == json.loads(golden(person).read_text("utf-8"))
    assert model.weeks == calendar(model.plan, CONTENT, MONDAY)


def test_an_example_runner_with_a_stopping_sign_has_no_plan():
    """The sixth golden person: the page never shows her answers, and the model holds only the advice."""
    person = CONTENT.people["short-of-time"]
    model = made(person, red_flags=person.red_flags)
    assert outcome(model.plan) == json.loads(golden(person).read_text("utf-8"))
    assert (model.weeks, model.offers, model.plan.chosen) == (None, (), ())


@pytest.mark.parametrize("flag", [one for one in CONTENT.safety.flags if one.action in ("emergency", "urgent")])
def test_no_plan_where_help_comes_first(flag):
    dashboard = Dashboard(CONTENT)
    go_on(dashboard)
    press(dashboard.plan)
    dashboard.safety.done = False
    go_on(dashboard, flag.id)
    assert not any(isinstance(child, PlanView) for child in dashboard.children)
    assert dashboard.plan.model.plan.stopped
    assert dashboard.plan.model.weeks is None
    assert "This week" not in dashboard.plan.week.html
    assert dashboard.plan.worth not in dashboard.plan.children


def test_a_routine_sign_adds_its_note():
    dashboard = Dashboard(CONTENT)
    go_on(dashboard, "not_settling.6weeks")
    press(dashboard.plan)
    routine = next(advice for advice in CONTENT.safety.actions if advice.id == "routine")
    assert escape(routine.advice) in dashboard.plan.week.html
    pick(dashboard.people, "new-to-hills")  # who ticked nothing
    assert "lbt-beware" not in dashboard.plan.week.html


def test_two_runners_of_one_name_have_each_their_own_signs():
    dashboard = Dashboard(CONTENT)
    go_on(dashboard, "ordinary")
    signs = [("not_settling.6weeks",), (), ("not_settling.6weeks",)]
    for flags in signs:
        dashboard.answers.set_person({"plank_s": 45}, "Sam", flags)
        assert dashboard.plan.model.red_flags == flags
    dashboard.answers.set_own({})
    assert dashboard.plan.model.red_flags == dashboard.safety.ticked == ("ordinary",)


def test_what_waits_for_a_warning_sign_has_no_days_and_says_so():
    dashboard = Dashboard(CONTENT)
    go_on(dashboard, "not_settling.6weeks")
    dashboard.answers.raw = {"strength_sessions_week": "none"}
    press(dashboard.plan)
    (legs,) = [one for one in dashboard.plan.model.plan.chosen if one.waits]
    name = CONTENT.fixes[legs.fix].name
    assert f"Only once the warning sign has been looked at: {name}." in dashboard.plan.week.html
    assert "<strong>Only once the warning sign has been looked at.</strong>" in dashboard.plan.cards.html
    assert name not in dashboard.plan.weeks.html


def test_when_to_stop_is_each_exercises_own_sign():
    view = view_of(CONTENT.people["big-jump-beginner"], date(2026, 12, 15))
    week = view.model.weeks.weeks[3]
    done = [work.exercise for session in week.sessions for work in session.works]
    assert done
    for name in done:
        rule = CONTENT.exercises[name].stop_if
        assert escape(rule[:1].lower() + rule[1:]) in view.week.html
    stop = re.search(r'<div class="lbt-stop">.*?</div>', view.week.html)[0]
    assert all(escape(CONTENT.exercises[name].stop_if[1:]) in stop for name in done)
    assert escape(view.model.weeks.advice) not in stop


def test_ordinary_aches_add_none():
    dashboard = Dashboard(CONTENT)
    go_on(dashboard, "ordinary")
    press(dashboard.plan)
    assert "lbt-beware" not in dashboard.plan.week.html


@each_person
def test_the_parts_hold_the_plan(person):
    view = view_of(person)
    found = view.model.plan
    for sentence in plan_sum.sentences(found, CONTENT):
        assert escape(sentence) in view.sum.html
    for one in found.chosen:
        fix = CONTENT.fixes[one.fix]
        assert escape(fix.name) in view.cards.html
        assert escape(fix.not_for) in view.cards.html
        assert f"claim={escape(words.place(one, CONTENT))}" in view.cards.html
        for part in fix.parts:
            exercise = CONTENT.exercises[part.exercise]
            for text in (exercise.stop_if, *exercise.progressions, *exercise.regressions):
                assert escape(text) in view.cards.html
            assert exercise.steps_html in view.cards.html
    assert escape(view.model.weeks.advice) in view.week.html
    assert view.cards.html.count("<tr") == len(found.left) + 1
    assert view.weeks.html.count("<details") == len(view.model.weeks.weeks)
    table = plan_sum.by_minutes(view.model.offers, CONTENT)
    assert view.worth.html.count("<tr") == (len(table.rows) + 1 if table else 0)


def test_what_no_trial_showed_is_called_so_on_each_card():
    view = view_of(CONTENT.people["big-jump-beginner"])
    basis = [one.basis for one in view.model.plan.chosen]
    assert view.cards.html.count(words.ASSUMES) == basis.count("association")


def test_a_number_by_a_trial_leads_to_what_the_trial_found():
    """The 4 of 100 of leg strength is a figure of exercise trials, and not of the trial of leg work in runners."""
    view = view_of(CONTENT.people["big-jump-beginner"])
    legs = next(one for one in view.model.plan.chosen if one.fix == "leg_strength")
    place = "core_weakness.strengthening_helps&finding=steffens2016prevention_1"
    assert words.place(legs, CONTENT) == place
    card = view.cards.html.split("<section")[1 + view.model.plan.chosen.index(legs)]
    assert card.count(f"claim={escape(place)}") == 2  # beside the number, and where the sessions are explained


@each_person
def test_each_number_of_the_sum_leads_to_where_it_is_from(person):
    view = view_of(person)
    for one in view.model.plan.chosen:
        address = f"claim={escape(words.place(one, CONTENT))}"
        assert (address in view.sum.html) == words.is_counted(one)
    assert f'href="#{MODEL_CARD}"' in view.sum.html


def test_the_link_to_how_it_is_worked_out_has_its_place_on_the_page():
    dashboard = Dashboard(CONTENT)
    go_on(dashboard)
    assert MODEL_CARD in [one.button.anchor for one in dashboard.children if isinstance(one, Fold)]


@each_person
def test_what_is_counted_leads_to_a_finding_with_its_figure(person):
    for one in made(person).plan.chosen:
        assert ("&finding=" in words.place(one, CONTENT)) >= words.is_counted(one)


def test_the_page_opens_at_the_week_of_today():
    person = CONTENT.people["worn-out-marathoner"]
    assert "Your first week" in view_of(person, date(2026, 11, 20)).week.html
    assert "This week" in view_of(person).week.html
    third = view_of(person, date(2026, 12, 10)).week.html
    assert "Week 3 of 12, Mon 7 Dec to Sun 13 Dec" in third
    assert 'Leg strength, twice a week</strong> <span class="lbt-new">new</span>' in third
    assert "Your last week" in view_of(person, date(2028, 1, 1)).week.html


def test_what_the_plan_cannot_weigh_yet_is_named_before_it_is_made():
    view = PlanView(ProfileModel(Answers(CONTENT)))
    assert view.form.unanswered[0] == ["strength_sessions_week", "Planned exercise"]
    view.model.answers.raw = {"strength_sessions_week": "none", "tired": "worn_out"}
    assert not {"strength_sessions_week", "tired"} & {name for name, _ in view.form.unanswered}
    assert view.model.plan is None
    view.model.answers.set_person(CONTENT.people["nothing-wrong"].answers, "Colin")
    assert view.form.unanswered == []


def test_who_said_nothing_gets_the_minimum_and_no_empty_table():
    view = PlanView(ProfileModel(Answers(CONTENT)))
    press(view)
    assert [one.fix for one in view.model.plan.chosen] == ["keep_moving", "load_rules"]
    assert "not known yet, which is not nothing" in view.sum.html
    assert view.worth.html == ""


def test_what_trials_found_is_bold_and_the_rest_plain():
    view = view_of(CONTENT.people["big-jump-beginner"])
    counted = [one for one in view.model.plan.chosen if words.is_counted(one)]
    assert {one.basis for one in counted} == {"trial", "association"}
    for one in counted:
        assert (f"<b>{words.worth(one)}</b>" in view.cards.html) == (one.basis == "trial")
        assert words.worth(one) in view.cards.html


def test_the_sum_says_why_a_change_can_count_for_more_than_the_answer():
    assert plan_sum.OTHER_SCALE in view_of(CONTENT.people["big-jump-beginner"]).sum.html
    assert plan_sum.GENTLE in view_of(CONTENT.people["worn-out-marathoner"]).sum.html  # his mood weighs
    assert plan_sum.OTHER_SCALE not in view_of(CONTENT.people["nothing-wrong"]).sum.html


def test_the_weeks_do_not_promise_to_show_what_helped():
    assert "It cannot show you what helped" in view_of(CONTENT.people["worn-out-marathoner"]).weeks.html


def test_the_metronome_is_one_link_from_the_steps():
    link = f'href="{METRONOME_PAGE}"'
    cards = view_of(CONTENT.people["worn-out-marathoner"], minutes=600).cards.html
    assert link not in cards
    view = view_of(CONTENT.people["worn-out-marathoner"])
    view.model.answers.raw = {"cadence_spm": 150.0}
    assert view.cards.html.count(link) == 1


def test_it_follows_answers_belief_and_minutes():
    person = CONTENT.people["worn-out-marathoner"]
    view = view_of(person)
    model = view.model
    model.answers.raw = {**model.answers.raw, "tired": "fresh"}
    model.profile.belief = 0.3
    choose(view, minutes=200)
    profile = model.answers.profile
    assert model.plan == plan(profile, CONTENT, 200, 0.3, red_flags=())
    assert model.offers == offers(profile, CONTENT, 0.3)
    assert escape(plan_sum.sentences(model.plan, CONTENT)[0]) in view.sum.html


def test_choices_last_when_an_answer_changes():
    view = view_of(CONTENT.people["new-to-hills"], minutes=90, days=[2, 5])
    view.model.answers.raw = {**view.model.answers.raw, "tired": "fresh"}
    assert (view.model.minutes, view.model.days, view.model.start) == (90, (2, 5), MONDAY)
    assert view.form.choices["minutes"] == 90
    days = {session.day.isoweekday() for week in view.model.weeks.weeks for session in week.sessions}
    assert days == {2, 5}


def test_every_choice_has_an_answer_to_read_out_and_other_days_another():
    view = view_of(CONTENT.people["worn-out-marathoner"], days=[1, 3, 5])
    first = view.form.news
    assert (
        "It begins on Mon 23 Nov. Once all of it has begun, the sessions are on Monday, Wednesday and Friday."
        in first["text"]
    )
    choose(view, days=[2, 4, 6])
    second = view.form.news
    assert second["number"] > first["number"]
    assert second["text"] != first["text"]
    choose(view, units="imperial")
    assert view.form.news["number"] > second["number"]  # the same words, and heard of all the same


def test_what_was_read_out_is_taken_back_once_the_plan_is_another():
    view = view_of(CONTENT.people["worn-out-marathoner"])
    changes = (
        lambda: view.model.answers.set_own({**view.model.answers.raw, "strength_sessions_week": "two_plus"}),
        lambda: view.model.answers.set_person(CONTENT.people["new-to-hills"].answers, "Tomás"),
        lambda: setattr(view.model, "red_flags", ("not_settling.6weeks",)),
    )
    for at, change in enumerate(changes):
        choose(view, minutes=100.0 + at)
        assert f"of the {100 + at} that you have" in view.form.news["text"]
        change()
        assert view.form.news["text"] == ""


def test_whatever_is_chosen_or_answered_is_shown_once(monkeypatch):
    view = view_of(CONTENT.people["worn-out-marathoner"])
    shown = []
    monkeypatch.setattr(view.form, "tell", shown.append)
    choose(view, minutes=30)
    choose(view, minutes=90, days=[1, 4], start="2026-12-01", today="2026-12-08", units="imperial")
    view.model.answers.raw = {**view.model.answers.raw, "tired": "fresh"}
    view.model.profile.belief = 0.7
    assert [text != "" for text in shown] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]  # each once; a choice has an answer


def test_a_plan_is_forgotten_and_can_be_made_again():
    view = view_of(CONTENT.people["worn-out-marathoner"])
    view.form._handle_custom_msg({"kind": "forget"}, [])
    model = view.model
    assert (model.plan, model.weeks, model.offers, len(view.children), view.form.made) == (None, None, (), 3, False)
    model.answers.clear()
    choose(view, minutes=90)
    assert model.plan is None, "the next person has not asked for one"
    press(view)
    assert view.sum in view.children
    assert model.plan == plan(model.answers.profile, CONTENT, 90)


def test_too_few_days_are_said():
    assert "You ticked too few days" in view_of(CONTENT.people["worn-out-marathoner"], days=[1]).weeks.html


def test_the_readers_units_are_used():
    view = view_of(CONTENT.people["big-jump-beginner"])
    assert "Longest run this week: 9\u00a0km → at most 4.9\u00a0km" in view.week.html
    choose(view, units="imperial")
    assert "5.6 mi → at most 3 mi" in view.week.html


@given(profiles(), st.floats(0, 600), st.sets(st.integers(1, 7), min_size=1))
@settings(max_examples=25, deadline=None)
def test_any_profile_and_any_choices_equal_the_model(profile, minutes, days):
    answers = Answers(CONTENT)
    answers.raw = dict(profile.answers)
    model = PlanModel(ProfileModel(answers), minutes=minutes, days=tuple(days), start=MONDAY)
    model.make()
    assert model.plan == plan(answers.profile, CONTENT, minutes)
    assert model.weeks == calendar(model.plan, CONTENT, MONDAY, days)


@pytest.mark.parametrize(
    "forged",
    [
        {"minutes": -1},
        {"minutes": 601},
        {"minutes": "60"},
        {"minutes": True},
        {"minutes": float("nan")},
        {"days": []},
        {"days": [0]},
        {"days": [2, 1]},
        {"days": [1, 1]},
        {"days": "1"},
        {"days": [True]},
        {"start": "soon"},
        {"start": "0001-01-01"},
        {"start": 7},
        {"today": "9999-12-31"},
        {"units": "<b>"},
        {"more": 1},
    ],
)
def test_forged_choices_are_refused(forged):
    view = view_of(WITH_A_SCORE[1])
    before, found = view.form.choices, view.model.plan
    choose(view, **forged)
    assert view.form.choices == before
    assert view.model.plan is found


@pytest.mark.parametrize("wrong", [{"minutes": 601}, {"days": ()}, {"days": (8,)}])
def test_wrong_choices_in_python_are_errors(wrong):
    with pytest.raises(t.TraitError):
        PlanModel(profile_of(WITH_A_SCORE[1]), **wrong)


def test_a_failing_part_is_told(monkeypatch):
    view = view_of(CONTENT.people["new-to-hills"])
    monkeypatch.setattr(plan_sum, "sentences", lambda *_: 1 / 0)
    choose(view, minutes=30)
    assert "went wrong" in view.alert.text


def weight(*widgets):
    """Bytes of everything that these and their children keep on a page."""
    seen, waiting = {}, [*widgets]
    while waiting:
        one = waiting.pop()
        if one.model_id not in seen:
            seen[one.model_id] = len(json.dumps(one.get_state(), default=str, ensure_ascii=False).encode())
            waiting += [value for value in one.trait_values().values() if isinstance(value, Widget)]
            waiting += getattr(one, "children", ())
    return sum(seen.values())


def test_everything_open_stays_light():
    """The bar of any page: half a megabyte of widget state."""
    dashboard = Dashboard(CONTENT)
    go_on(dashboard)
    pick(dashboard.people, "sore-before-sleeps-badly")
    names = dashboard.what_if.model.answered[:8]
    dashboard.what_if.controls.set_state({"asked": {"number": 1, "values": dict.fromkeys(names)}})
    choose(dashboard.plan, minutes=600)
    press(dashboard.plan)
    assert dashboard.plan.worth in dashboard.plan.children
    assert 100_000 < weight(dashboard) < 500_000
