"""The plan as iCalendar: read back by a parser, it is the plan's own days, and nothing about a person."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from attrs import evolve

from lbt_widgets.report import plan_ics
from lbt_widgets.risk import Profile, calendar, plan

from .infected import InfectedContent
from .people import CONTENT, NOON, STOPPED, WELL, taken


def events(found, content=CONTENT, made_at=NOON):
    parsed = icalendar.Calendar.from_ical(plan_ics(found.plan, found.weeks, content, made_at))
    assert parsed.errors == []
    return parsed.walk("VEVENT")


def on(found, day, content=CONTENT):
    return [event for event in events(found, content) if event.start == day]


@pytest.mark.parametrize("who", WELL, ids=lambda one: one.id)
def test_it_has_the_plans_days_doses_and_signs_to_stop(who):
    found = taken(who)
    made = events(found)
    new = [week for week in found.weeks.weeks if week.starts]
    sessions = [session for week in found.weeks.weeks for session in week.sessions]
    assert len(made) == len(new) + len(sessions) + len(found.weeks.rechecks)
    for session in sessions:
        (event,) = (one for one in made if one.start == session.day and f"({session.minutes} minute" in one.summary)
        for work in session.works:
            assert CONTENT.exercises[work.exercise].name in event.summary
            assert f"{CONTENT.exercises[work.exercise].name}: {work.dose}." in event.description
            assert CONTENT.exercises[work.exercise].stop_if[1:] in event.description
        assert found.weeks.advice in event.description
    for week in new:
        names = [CONTENT.fixes[name].name for name in week.starts]
        (event,) = (one for one in made if one.summary.startswith(f"Week {week.number} of "))
        others = {name for other in new if other is not week for name in other.starts}
        assert not any(f"{CONTENT.fixes[name].name}. " in event.description for name in others)
        assert event.start == week.first_day
        assert all(name in event.summary and name in event.description for name in names)
    for recheck in found.weeks.rechecks:
        (event,) = (one for one in made if one.start == recheck.day and one.summary.startswith("Test again"))
        assert all(CONTENT.questions[name].text in event.description for name in recheck.questions)


@pytest.mark.parametrize(("units", "aim"), [("metric", "at most 4.9 km. "), ("imperial", "at most 3 mi. ")])
def test_the_first_event_says_how_far_the_next_long_run_may_be(units, aim):
    found = taken(CONTENT.people["big-jump-beginner"])
    made = plan_ics(found.plan, found.weeks, CONTENT, NOON, units)
    first = icalendar.Calendar.from_ical(made).walk("VEVENT")[0]
    assert f"Longest run this week: {aim}" in first.description
    assert " 9 km" not in first.description  # what one does today is nobody's business


def test_what_the_weeks_do_not_reach_is_no_aim_of_the_week_in_which_it_begins():
    """Walking grows for half a year; the quicker steps are taken from the first run on."""
    profile = Profile({"walk_min_week": 0.0, "cadence_spm": 150.0})
    made = plan(profile, CONTENT, 150)
    weeks = calendar(made, CONTENT, date(2026, 11, 23))
    told = {
        event.summary: event.description
        for event in icalendar.Calendar.from_ical(plan_ics(made, weeks, CONTENT, NOON)).walk("VEVENT")
    }
    walking, steps = (
        next(words for name, words in told.items() if f"new: {CONTENT.fixes[fix].name}" in name)
        for fix in ("walk_most_days", "step_rate")
    )
    assert "aim for 150 min" not in walking
    assert "aim for 158" in steps


def test_events_take_whole_days_and_none_is_busy():
    for event in events(taken(CONTENT.people["worn-out-marathoner"])):
        assert type(event.start) is date
        assert event.end - event.start == timedelta(days=1)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["DTSTAMP"].dt == NOON


def test_nobody_is_named_or_invited():
    person = CONTENT.people["worn-out-marathoner"]
    found = taken(person)
    data = plan_ics(found.plan, found.weeks, CONTENT, NOON).decode()
    assert person.name not in data
    for word in ("ATTENDEE", "ORGANIZER", "CONTACT", "VALARM", "LOCATION", "METHOD"):
        assert f"\n{word}" not in data


def test_the_same_plan_makes_the_same_file_and_another_one_other_ids():
    person = CONTENT.people["worn-out-marathoner"]
    found, again, shorter = taken(person), taken(person), taken(person, minutes=20)
    one = plan_ics(found.plan, found.weeks, CONTENT, NOON)
    assert one == plan_ics(again.plan, again.weeks, CONTENT, NOON)
    later = events(found, made_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert [event.uid for event in later] == [event.uid for event in events(found)]
    ids = {event.uid for event in later}
    assert len(ids) == len(later)
    assert not ids & {event.uid for event in events(shorter)}
    moved = evolve(found, weeks=calendar(found.plan, CONTENT, date(2026, 12, 7)))
    assert not ids & {event.uid for event in events(moved)}


def test_lines_are_folded_as_the_standard_asks():
    found = taken(CONTENT.people["new-to-hills"])
    data = plan_ics(found.plan, found.weeks, CONTENT, NOON)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_sign_to_be_looked_at_comes_first_and_the_exercises_have_no_days():
    made = events(taken(CONTENT.people["new-to-hills"], red_flags=["leg_pain.one_side"]))
    assert made[0].summary == "First: have the warning sign looked at"
    assert "Book a routine appointment" in made[0].description
    assert "Only once the warning sign has been looked at: Hip strength" in made[0].description
    assert not any("squat" in event.description.lower() for event in made)


@pytest.mark.parametrize("who", STOPPED, ids=lambda one: one.id)
def test_no_calendar_where_help_comes_first(who):
    found = taken(who)
    with pytest.raises(ValueError, match="warning sign"):
        plan_ics(found.plan, found.weeks, CONTENT, NOON)


def test_a_text_with_lines_of_its_own_adds_no_line_to_the_file():
    content = InfectedContent()
    found = taken(content.people["worn-out-marathoner"], content)
    data = plan_ics(found.plan, found.weeks, content, NOON)
    assert b"\nATTENDEE" not in data
    made = events(found, content)
    assert len(made) > 10
    assert not any("ATTENDEE" in event for event in made)
    assert "ATTENDEE:mailto:x@example.org" in made[0].description
