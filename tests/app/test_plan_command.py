"""`lbt plan`: what `risk.plan` says, and a sentence for every kind of bad input."""

import json
from datetime import date

import icalendar
import pytest

from lbt_widgets.content import load
from lbt_widgets.figures import plan_sum
from lbt_widgets.risk import Profile, plan

CONTENT = load()


def test_json_is_the_plan(lbt):
    code, out, _ = lbt("plan", "--person", "new-to-hills", "--minutes", "90", "--format", "json")
    expected = plan(Profile.from_answers(CONTENT.people["new-to-hills"].answers, CONTENT), CONTENT, 90)
    assert code == 0
    assert json.loads(out).items() >= json.loads(json.dumps(expected.to_dict())).items()


def test_text_has_the_sentences_and_every_fix(lbt):
    code, out, _ = lbt("plan", "--person", "worn-out-marathoner")
    found = plan(Profile.from_answers(CONTENT.people["worn-out-marathoner"].answers, CONTENT), CONTENT, 60)
    assert code == 0
    assert "\n".join(plan_sum.sentences(found, CONTENT)) in out
    assert all(fix.name in out for fix in CONTENT.fixes.values())
    assert "not a diagnosis" in out


def test_a_file_of_answers_and_its_weeks(lbt, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text('{"strength_sessions_week": "none"}')
    code, out, _ = lbt("plan", "--answers", path, "--start", "2026-11-23", "--days", "tue, fri")
    assert code == 0
    assert "Week 1, 16 minutes; new: Leg strength, twice a week, Keep moving" in out
    assert "tue 2026-11-24, 8 minutes. Squat to a chair, then step-downs: 3 sets of 8" in out
    assert CONTENT.exercises["split_squat"].stop_if[1:] in out
    assert "Answer the questions again on mon 2026-12-21" in out
    _, out, _ = lbt("plan", "--answers", path, "--start", "2026-11-23", "--format", "json")
    assert json.loads(out)["calendar"]["weeks"][0]["first_day"] == "2026-11-23"


def test_too_few_days_are_told_beside_the_number_without_a_first_day_too(lbt):
    _, out, _ = lbt("plan", "--person", "worn-out-marathoner", "--minutes", "600", "--days", "sun")
    headline = next(line for line in out.splitlines() if line.startswith("Going by trials"))
    assert "the days that you ticked hold only" in headline
    assert "Week 1," not in out


def test_a_calendar_file_has_the_sessions(lbt, tmp_path):
    target = tmp_path / "plan.ics"
    asked = ["plan", "--person", "worn-out-marathoner", "--format", "ics", "--days", "mon,wed,fri"]
    code, out, _ = lbt(*asked, "--start", "2026-11-30", "-o", target)
    assert (code, out) == (0, "")
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert {event.start.isoweekday() for event in events} == {1, 3, 5}
    assert min(event.start for event in events) == date(2026, 11, 30)
    assert any("Split squat" in event.summary for event in events)
    code, out, _ = lbt(*asked)
    assert code == 0
    starts = [event.start for event in icalendar.Calendar.from_ical(out).walk("VEVENT")]
    assert min(starts) == date.today()


def test_no_calendar_file_where_help_comes_first(lbt):
    code, out, err = lbt("plan", "--person", "short-of-time", "--format", "ics")
    assert (code, out) == (2, "")
    assert "lbt: See somebody soon" in err
    assert "No plan is made while this is true." in err


@pytest.mark.parametrize("arguments", [["short-of-time"], ["new-to-hills", "--red-flag", "ces.bladder"]])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_plan_where_help_comes_first(lbt, arguments, form):
    code, out, _ = lbt("plan", "--person", *arguments, "--format", form, "--start", "2026-11-23")
    assert code == 0
    assert "fewer" not in out
    assert "Squat" not in out
    if form == "json":
        assert json.loads(out)["stopped"]
    else:
        assert "No plan is made" in out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "--person"),
        (["--person", "nobody"], "nobody"),
        (["--answers", "nowhere.json"], "nowhere.json"),
        (["--person", "new-to-hills", "--minutes", "-5"], "minutes_per_week"),
        (["--person", "new-to-hills", "--minutes", "nan"], "minutes_per_week"),
        (["--person", "new-to-hills", "--minutes", "much"], "much"),
        (["--person", "new-to-hills", "--start", "soon"], "soon"),
        (["--person", "new-to-hills", "--start", "2026-11-23", "--days", "monday"], "monday"),
        (["--person", "new-to-hills", "--red-flag", "ces.blader"], "ces.blader"),
        (["--person", "new-to-hills", "-o", "/nowhere/at/all"], "/nowhere/at/all"),
    ],
)
def test_bad_input_is_a_sentence(lbt, arguments, word):
    code, out, err = lbt("plan", *arguments)
    assert (code, out) == (2, "")
    assert word in err
    assert "Traceback" not in err
