"""What a reader takes along, without a browser: what is sent for which message, and never past a warning sign."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.report import Taken, report_html
from lbt_widgets.risk import Profile, assess, calendar, plan
from lbt_widgets.widgets import Dashboard, Keep, TakeAlong
from lbt_widgets.widgets.guard import SENTENCE

CONTENT = load()
PERSON = CONTENT.people["worn-out-marathoner"]
TODAY = "2026-11-23"


@pytest.fixture
def taken():
    profile = Profile.from_answers(PERSON.answers, CONTENT)
    return Taken(profile, assess(profile, CONTENT), safety_asked=True)


@pytest.fixture
def with_plan(taken):
    found = plan(taken.profile, CONTENT, 60)
    return evolve(taken, plan=found, weeks=calendar(found, CONTENT, date(2026, 11, 30)))


def press(widget, **message):
    widget._handle_custom_msg(message, [])


def answers(sent):
    return [message for message in sent if message.get("method") == "custom"]


def test_a_report_is_made_when_asked_for(sent, taken):
    along = TakeAlong(lambda: taken, CONTENT)
    assert answers(sent) == []
    press(along.papers, kind="report", today=TODAY)
    (answer,) = answers(sent)
    assert answer["content"] == {"kind": "report", "name": f"lbt-report-{TODAY}.html", "type": "text/html"}
    assert answer["buffers"] == [report_html(taken, CONTENT, date(2026, 11, 23)).encode()]


def test_the_calendar_waits_for_a_plan(sent, taken, with_plan):
    now = [taken]
    along = TakeAlong(lambda: now[0], CONTENT)
    assert not along.papers.has_plan
    press(along.papers, kind="calendar")
    assert answers(sent) == []
    now[0] = with_plan
    along.follow({"new": with_plan.weeks})
    assert along.papers.has_plan
    press(along.papers, kind="calendar")
    (answer,) = answers(sent)
    assert answer["content"] == {"kind": "calendar", "name": "lbt-plan.ics", "type": "text/calendar"}
    assert len(icalendar.Calendar.from_ical(answer["buffers"][0]).walk("VEVENT")) > 10


def test_a_plan_that_was_stopped_is_none(taken):
    stopped = plan(taken.profile, CONTENT, 60, red_flags=["ces.bladder"])
    found = evolve(taken, plan=stopped, weeks=calendar(stopped, CONTENT, date(2026, 11, 30)))
    assert not TakeAlong(lambda: found, CONTENT).papers.has_plan


@pytest.mark.parametrize("today", [None, 7, "", "tomorrow", "2026-13-01", {"$ne": 1}, "x" * 100_000])
def test_a_day_that_cannot_be_is_the_servers(sent, taken, today):
    press(TakeAlong(lambda: taken, CONTENT).papers, kind="report", today=today)
    (answer,) = answers(sent)
    assert answer["content"]["name"] == f"lbt-report-{date.today()}.html"


@pytest.mark.parametrize("message", [{}, {"kind": "other"}, {"kind": ["report"]}, {"today": TODAY}])
def test_other_messages_are_dropped(sent, taken, message):
    along = TakeAlong(lambda: taken, CONTENT)
    press(along.papers, **message)
    assert answers(sent) == []
    assert along.papers.problem == ""


def test_what_is_no_message_at_all_is_dropped(sent, taken):
    along = TakeAlong(lambda: taken, CONTENT)
    along.papers._handle_custom_msg("report", [])
    assert answers(sent) == []


def test_a_failure_is_told_each_time(sent, taken):
    along = TakeAlong(lambda: evolve(taken, red_flags=("nowhere",)), CONTENT)
    told = []
    along.papers.observe(lambda change: told.append(change["new"]), "problem")
    for _ in range(2):
        press(along.papers, kind="report", today=TODAY)
    assert told == [SENTENCE, "", SENTENCE]


@pytest.fixture
def dashboard():
    """With a sign that stops nothing, and the profile at another belief."""
    dashboard = Dashboard(CONTENT)
    dashboard.safety.ticked = ("not_settling.6weeks",)
    dashboard.safety.done = True
    dashboard.profile.model.belief = 0.25
    return dashboard


def test_the_reports_of_the_dashboard_are_those_of_its_page(sent, dashboard):
    assert dashboard.take_along in dashboard.children
    dashboard.answers.set_own({"plank_s": 45})
    press(dashboard.take_along.papers, kind="report", today=TODAY)
    dashboard.answers.set_person(PERSON.answers, PERSON.name)
    dashboard.plan.model.make()
    press(dashboard.take_along.papers, kind="report", today=TODAY)
    plank = Profile.from_answers({"plank_s": 45}, CONTENT)
    own = Taken(plank, assess(plank, CONTENT, 0.25), ("not_settling.6weeks",), safety_asked=True)
    model = dashboard.plan.model
    theirs = Taken(
        model.answers.profile,
        dashboard.profile.model.result,
        (),
        model.plan,
        model.weeks,
        PERSON.name,
        safety_asked=True,
    )
    expected = [[report_html(taken, CONTENT, date(2026, 11, 23)).encode()] for taken in (own, theirs)]
    assert [answer["buffers"] for answer in answers(sent)] == expected
    assert b"You ticked" in expected[0][0] and b"You ticked" not in expected[1][0]  # the runner ticked nothing


def test_the_report_of_the_page_has_its_units(sent, dashboard):
    dashboard.answers.set_own(PERSON.answers)
    dashboard.plan.form.choices = {**dashboard.plan.form.choices, "units": "imperial"}
    press(dashboard.take_along.papers, kind="report", today=TODAY)
    (answer,) = answers(sent)
    assert b" mi" in answer["buffers"][0]
    assert b" km" not in answer["buffers"][0]


def test_the_dashboards_calendar_follows_its_plan(sent, dashboard):
    assert not dashboard.take_along.papers.has_plan
    dashboard.answers.set_own(PERSON.answers)
    dashboard.plan.model.make()
    assert dashboard.take_along.papers.has_plan
    dashboard.plan.model.start = date(2027, 1, 4)
    press(dashboard.take_along.papers, kind="calendar")
    (answer,) = answers(sent)
    events = icalendar.Calendar.from_ical(answer["buffers"][0]).walk("VEVENT")
    assert min(event.start for event in events) == date(2027, 1, 4)


def test_a_warning_sign_that_is_ticked_later_leaves_only_the_advice(sent):
    dashboard = Dashboard(CONTENT)
    dashboard.safety.none_true = True
    dashboard.safety.done = True
    dashboard.safety.done = False
    dashboard.safety.ticked = ("ces.bladder",)
    assert dashboard.take_along not in dashboard.children
    press(dashboard.take_along.papers, kind="report", today=TODAY)
    (answer,) = answers(sent)
    assert b"Get emergency help now" in answer["buffers"][0]
    assert b"of 100" not in answer["buffers"][0]


def test_results_to_hand_in_stay_with_the_quizzes():
    alone, whole = Keep(CONTENT, hand_in=False), Keep(CONTENT)
    assert (alone.hand_in, whole.hand_in) == (False, True)
