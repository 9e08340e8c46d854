"""`lbt profile` and `lbt questions`: results, and one sentence for every kind of bad input."""

import json
from datetime import date

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.figures import profile as pictures
from lbt_widgets.report import Taken, report_html
from lbt_widgets.risk import Profile, assess, calendar, plan

CONTENT = load()


@pytest.fixture
def answers(tmp_path):
    def write(text):
        path = tmp_path / "answers.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("person", CONTENT.people.values(), ids=lambda p: p.id)
def test_a_file_gives_the_numbers_of_the_model(lbt, answers, person):
    code, out, _ = lbt("profile", answers(json.dumps(dict(person.answers))), "--format", "json")
    expected = assess(Profile.from_answers(person.answers, CONTENT), CONTENT)
    assert code == 0
    assert json.loads(out)["per_100"] == expected.per_100._asdict()
    assert json.loads(out)["causes"].keys() == expected.causes.keys()


def test_a_file_that_the_page_saved_is_read_too(lbt, answers):
    saved = {"workbook": "lbt", "version": 1, "answers": {"plank_s": {"value": "45", "unit": None}}, "quiz": {}}
    code, out, _ = lbt("profile", answers(json.dumps(saved)), "--format", "json")
    assert code == 0
    assert out == lbt("profile", answers('{"plank_s": 45}'), "--format", "json")[1]


def test_text_has_the_pages_sentences(lbt):
    code, out, _ = lbt("profile", "--person", "new-to-hills")
    result = assess(Profile.from_answers(CONTENT.people["new-to-hills"].answers, CONTENT), CONTENT)
    assert code == 0
    assert pictures.dots(result).sentence in out
    assert pictures.causes(result, CONTENT).sentence in out
    assert "not a diagnosis" in out


def test_html_is_the_report(lbt, tmp_path):
    target = tmp_path / "out.html"
    asked = ["profile", "--person", "new-to-hills", "--format", "html", "--date", "2026-11-23"]
    code, out, _ = lbt(*asked, "-o", target)
    profile = Profile.from_answers(CONTENT.people["new-to-hills"].answers, CONTENT)
    taken = Taken(profile, assess(profile, CONTENT), person="Tomás", safety_asked=True)
    assert (code, out) == (0, "")
    assert target.read_text("utf-8") == report_html(taken, CONTENT, date(2026, 11, 23)) + "\n"
    with_plan = report_html(evolve(taken, plan=plan(profile, CONTENT, 90)), CONTENT, date(2026, 11, 23))
    assert lbt(*asked, "--minutes", "90")[1] == with_plan + "\n"


def test_the_report_has_the_weeks_from_a_first_day(lbt):
    asked = ["profile", "--person", "new-to-hills", "--format", "html", "--date", "2026-11-23", "--minutes", "60"]
    out = lbt(*asked, "--start", "2026-11-30", "--days", "mon,wed,sat")[1]
    profile = Profile.from_answers(CONTENT.people["new-to-hills"].answers, CONTENT)
    found = plan(profile, CONTENT, 60)
    weeks = calendar(found, CONTENT, date(2026, 11, 30), [1, 3, 6])
    taken = Taken(profile, assess(profile, CONTENT), (), found, weeks, "Tomás", safety_asked=True)
    assert out == report_html(taken, CONTENT, date(2026, 11, 23)) + "\n"
    assert "weeks, from Mon 30 Nov" in out


def test_a_report_of_a_file_never_says_that_no_sign_was_ticked(lbt, answers):
    out = lbt("profile", answers('{"plank_s": 45}'), "--format", "html")[1]
    assert "The safety questions were not asked here." in out


def test_a_report_says_today_unless_told(lbt):
    assert f"Made on {date.today().day} " in lbt("profile", "--person", "new-to-hills", "--format", "html")[1]


@pytest.mark.parametrize("arguments", [["short-of-time"], ["new-to-hills", "--red-flag", "ces.bladder"]])
def test_a_report_with_a_warning_sign_holds_only_the_advice(lbt, arguments):
    code, out, _ = lbt("profile", "--person", *arguments, "--format", "html", "--minutes", "60")
    assert code == 0
    assert "No score and no plan are made while this is true." in out
    assert "of 100" not in out


def test_a_saved_file_with_ids_of_another_version_is_read_without_them(lbt, answers):
    old = {"asked_in_older_days": {"value": "<b>", "unit": None}, "plank_s": {"value": "45", "unit": None}}
    path = answers(json.dumps({"workbook": "lbt", "version": 1, "answers": old}))
    before = path.read_bytes()
    code, out, err = lbt("profile", path, "--format", "json")
    assert code == 0
    assert out == lbt("profile", answers('{"plank_s": 45}'), "--format", "json")[1]
    assert err.endswith("not known to this version of the workbook, so left out: asked_in_older_days.\n")
    path.write_bytes(before)
    many = {f"old_{number}": "1" for number in range(30)}
    _, _, err = lbt("profile", answers(json.dumps({"workbook": "lbt", "version": 1, "answers": many})))
    assert err.endswith("old_19 and 10 more.\n")


def test_a_red_flag_takes_the_place_of_the_score(lbt):
    code, out, _ = lbt("profile", "--person", "new-to-hills", "--red-flag", "ces.bladder")
    assert code == 0
    assert "emergency" in out.lower()
    assert "of 100" not in out


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_routine_sign_comes_before_the_score(lbt, form):
    code, out, _ = lbt("profile", "--person", "new-to-hills", "--red-flag", "leg_pain.one_side", "--format", form)
    assert code == 0
    assert ("routine" if form == "json" else "Book a routine appointment") in out
    assert "per_100" in out or "of 100 runners overall" in out


def test_belief_changes_the_result(lbt):
    sceptic, believer = (lbt("profile", "--person", "new-to-hills", "--belief", b)[1] for b in (0, 1))
    assert sceptic != believer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"plank": 45}', ["plank", "did you mean plank_s?"]),
        ('{"plank_s": "long"}', ["plank_s", "0 to 600 s", "long"]),
        ('{"plank_s": 601}', ["plank_s", "0 to 600 s", "601"]),
        ('{"plank_s": NaN}', ["plank_s", "nan"]),
        ('{"plank_s": -Infinity}', ["plank_s", "-inf"]),
        ('{"plank_s": true}', ["plank_s", "True"]),
        ('{"plank_s": [45]}', ["plank_s", "[45]"]),
        ('{"mass_kg": {"value": 11, "unit": "stone"}}', ["mass_kg", "stone", "kg or lb"]),
        ('{"height_cm": {"value": 170, "unit": "in"}}', ["height_cm", "47.3 to 86.6 in", "170 in"]),
        ('{"downhill_m_week": "1,100"}', ["downhill_m_week", "two ways", "1100"]),
        ('{"downhill_m_week": 20000}', ["downhill_m_week", "0 to 10000 m", "20000"]),
        ('{"sleep_quality": "bad"}', ["sleep_quality", "well, mixed, poor", "bad"]),
        ('{"plank_s": 45, "plank_s": 46}', ["plank_s", "twice"]),
        ('{"plank_s": 45,}', ["not JSON", "line 1"]),
        ("[1, 2]", ["object", "list"]),
        ('"plank_s"', ["object", "str"]),
        ("", ["not JSON"]),
        ("[" * 100_000, ["not JSON"]),
        ('{"plank_s": ' + "9" * 5000 + "}", ["not JSON"]),
        (b"\xff\xfe{}", ["UTF-8"]),
        (b" " * 50_000_000, ["larger than 1 MB"]),
        ('{"workbook": "lbt", "version": 2, "answers": {"plank_s": 45}}', ["newer version"]),
        ('{"workbook": "lbt", "version": 1, "answers": [1]}', ["answers must be an object"]),
        ('{"workbook": "lbt", "version": 1, "answers": {"plank_s": {"val', ["not JSON"]),
        ('{"type": "FeatureCollection", "features": []}', ["nothing in this file is a question"]),
        ('{"sleep_quality": "<script>alert(1)</script>"}', ["sleep_quality", "well, mixed, poor"]),
    ],
    ids=lambda x: str(x)[:30],
)
def test_bad_input_is_one_sentence_and_status_2(lbt, answers, text, words):
    code, out, err = lbt("profile", answers(text))
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert all(word in err for word in words), err
    assert "Traceback" not in err


def test_every_fault_has_its_line(lbt, answers):
    code, _, err = lbt("profile", answers('{"plank_s": -1, "tired": "very", "x": 1}'))
    assert code == 2
    assert len(err.strip().splitlines()) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["profile"],
        ["profile", "nowhere.json"],
        ["profile", "."],
        ["profile", "--person", "nobody"],
        ["profile", "--person", "new-to-hills", "--belief", "2"],
        ["profile", "--person", "new-to-hills", "--belief", "nan"],
        ["profile", "--person", "new-to-hills", "--belief", "much"],
        ["profile", "--person", "new-to-hills", "--red-flag", "ces.blader"],
        ["profile", "--person", "new-to-hills", "--format", "html", "--red-flag", "ces.blader"],
        ["profile", "--person", "new-to-hills", "--format", "html", "--minutes", "-1"],
        ["profile", "--person", "new-to-hills", "--format", "html", "--minutes", "nan"],
        ["profile", "--person", "new-to-hills", "--format", "html", "--date", "today"],
        ["profile", "--person", "new-to-hills", "--minutes", "60"],
        ["profile", "--person", "new-to-hills", "--format", "html", "--start", "2026-11-30"],
        ["profile", "--person", "new-to-hills", "--format", "json", "--start", "2026-11-30"],
        [
            *[
                "profile",
                "--person",
                "new-to-hills",
                "--format",
                "html",
                "--minutes",
                "60",
                "--start",
                "2026-11-30",
                "--days",
                "mun",
            ]
        ],
        ["profile", "--person", "new-to-hills", "--format", "json", "--date", "2026-11-23"],
        ["profile", "--person", "new-to-hills", "-o", "/nowhere/at/all"],
        ["profil"],
    ],
)
def test_bad_arguments(lbt, arguments):
    code, _, err = lbt(*arguments)
    assert code == 2
    assert "Traceback" not in err
    assert err.strip()


def test_questions_lists_everything(lbt):
    code, out, _ = lbt("questions", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert {row["id"] for row in rows} == set(CONTENT.questions)
    assert next(row for row in rows if row["id"] == "plank_s")["allowed"] == "0 to 600 seconds"


def test_red_flags_can_be_listed(lbt):
    _, out, _ = lbt("questions", "--red-flags")
    assert "ces.bladder\temergency" in out
