"""What a runner can change: each of the eight tips is there, and says where it does not help."""

import json
import re
import shutil

import pytest
import yaml

from lbt_widgets import _resources
from lbt_widgets.content import Content, check, check_fixes, load

CONTENT = load()
FILE = "fixes.yaml"
FIXES = CONTENT.fixes


def test_each_of_the_eight_tips_is_a_fix():
    said = [re.match(r"The article's tip (\d)", CONTENT.article[fix.tip].says) for fix in FIXES.values() if fix.tip]
    assert {int(found[1]) for found in said} == set(range(1, 9))


def test_what_does_not_help_backs_is_never_chosen_and_says_why():
    never = {fix.id for fix in FIXES.values() if fix.never}
    assert {
        "hamstring_stretch",
        "stretch_after_run",
        "foam_rolling",
        "soft_ground",
        "gait_analysis",
        "warm_up",
    } <= never


def test_minutes_are_those_of_the_doses():
    # squats: 3 × (10 × 4 s + 30 s) = 3.5, so 4 minutes; split squats: 3 × (8 × 4 s × 2 + 30 s) = 4.7, so 5; twice
    assert FIXES["leg_strength"].minutes_per_week(CONTENT.exercises) == 18
    assert FIXES["walk_an_hour"].minutes_per_week(CONTENT.exercises) == 60
    assert FIXES["walk_most_days"].minutes_per_week(CONTENT.exercises) == 150
    assert FIXES["sleep"].minutes_per_week(CONTENT.exercises) == 0


def test_where_a_step_begins_is_the_figure_that_its_reason_names():
    """Typed once more in the fixes: the mean of runners with back pain, and the level that one in ten is assumed above."""
    (steps,), (downhill,) = FIXES["step_rate"].targets, FIXES["downhill_in_steps"].targets
    (sore,) = [one for one in CONTENT.questions["cadence_spm"].norms if one.group.startswith("runners with back pain")]
    assert steps.only_if_worse_than == sore.mean
    (levels,) = [
        one.scales["downhill_m_week"].levels for one in CONTENT.effects.values() if "downhill_m_week" in one.scales
    ]
    assert (downhill.only_if_worse_than, levels[-1].share) == (levels[-1].at_least, 0.1)


@pytest.mark.parametrize(
    ("name", "count", "minutes", "said"),
    [
        ("leg_strength", 2, 9, "two sessions of nine"),
        ("hip_strength", 2, 11, "two sessions of eleven"),
        ("core_strength", 3, 16, "three sessions of sixteen"),
    ],
)
def test_that_such_short_sessions_are_enough_is_called_an_assumption(name, count, minutes, said):
    fix = FIXES[name]
    assert fix.minutes_per_week(CONTENT.exercises) == count * minutes
    assert f"{said} minutes are enough is an assumption." in fix.rests_on
    (why,) = [target.why for target in fix.targets if target.question == fix.trial.question]
    assert f"{said.replace('sessions ', '')} minutes are enough is assumed." in why


def test_a_source_named_in_a_text_is_a_use_of_it():
    """So that the check finds a wrong id, and does not call the source unused."""
    assert "cai2015muscle" in dict(check_fixes.source_uses(CONTENT))["fixes.yaml, leg_strength"]


def test_what_rests_on_guidance_names_the_guidance():
    fix = FIXES["keep_moving"]
    assert "National guidance" in fix.rests_on
    assert CONTENT.sources[CONTENT.findings[fix.finding].source].design == "guideline summary"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("claims: [footwear.rotation]", "claims: [footwear.turns]", ["shoe_rotation", "footwear.turns"]),
        ("tip: tips.22", "tip: cause_1.01", ["load_rules", "not one of the article's tips"]),
        ("conflicts: [walk_most_days]", "conflicts: []", ["walk_most_days", "'walk_an_hour' must name it"]),
        ("conflicts: [walk_most_days]", "conflicts: [walk_all]", ["walk_an_hour", "'walk_all' is not another fix"]),
        ("{exercise: split_squat, days: 2}", "{exercise: split_squat, days: 3}", ["leg_strength", "2 to 2 days"]),
        ("{exercise: split_squat, days: 2}", "{exercise: splits, days: 2}", ["leg_strength", "no such exercise"]),
        ("days: 5, minutes: 12", "days: 5, minutes: 40", ["walk_an_hour", "40 minutes are outside"]),
        ("{exercise: split_squat, days: 2}", "{exercise: split_squat}", ["leg_strength", "it has days where its dose has"]),
        ("{exercise: session_cap_rule}", "{exercise: session_cap_rule, days: 3}", ["load_rules", "none where it is done"]),
        ("  rests_on: >-\n    National guidance", "  cost: >-\n    National guidance", ["keep_moving", "say in rests_on"]),
        ("finding: background.care_seek_professional.b", "finding: background.care.b", ["keep_moving", "does not exist"]),
        ("training_load.sudden_increase.frandsen2025session_1", "training_load.walking.pocovi2024walkback_1", ["among the fix's"]),
        ("watched 5205 runners", "watched 5025 runners", ["load_rules", "number 5025"]),
        ("      by_percent: 5\n      only", "      only", ["step_rate", "needs by or by_percent"]),
        ('"Assumption: the easier week', '"The easier week', ["recovery, before_load", "begin why with"]),
        ("  sensible: true\n  before_load", "  sensible: true\n  conflicts: [sleep]\n  before_load", ["recovery", "sensible has neither"]),
        ("{exercise: split_squat, days: 2}", "{exercise: split_squat, days: 2, minutes: 5}", ["in sets", "minutes away"]),
        ("{exercise: session_cap_rule}", "{exercise: side_bends, days: 3}", ["load_rules", "no time of its own"]),
        ("question: sleep_quality", "question: sleep", ["sleep", "no such question"]),
        ("question: sleep_quality", "question: previous_episodes", ["sleep", "nobody can change this"]),
        ("{poor: mixed, mixed: well}", "{poor: fine, mixed: well}", ["sleep", "choose one of well", "fine"]),
        ("{poor: mixed, mixed: well}", "{poor: poor}", ["sleep", "leads to itself"]),
        ('"Assumption: one step of the three. No trial that', '"One step. No trial that', ["sleep", "begin why with"]),
        ('"Assumption: a habit', '"A habit', ["sleep, weeks", "begin why with"]),
        ("      to: 65\n", "", ["hip_strength", "needs to (or only_if_worse_than) and better"]),
        ("      to: 65\n", "      to: 6500\n", ["hip_strength", "0 to 300 s", "6500"]),
        ("      by: 15\n", "      by: 15\n      by_percent: 5\n", ["hip_strength", "not both"]),
        ("of: longest_run_30d_km", "of: years_running", ["load_rules", "same unit"]),
        ("steffens2016prevention_1, question", "steffens2016prevention_9, question", ["trial", "does not exist"]),
        ("steffens2016prevention_1, question", "steffens2016prevention_2, question", ["no effect", "the figure"]),
        ("_1, question: strength_sessions_week}", "_1, question: plank_s}", ["leg_strength", "not among the fix's targets"]),
        ('in_whom: {previous_episodes: ["1-2"', 'in_whom: {previous_episodes: ["two"', ["correct 'previous_episodes'"]),
        ("    others: >-\n      You had no spell", "    # >-\n    # You had no spell", ["in_whom and others"]),
        ("(5.5 against 4.9", "(5.6 against 4.9", ["warm_up", "number 5.6", "none of its claims"]),
        ("prevents_lbp.vanmechelen1993_1", "prevents_lbp.wu2021marathon_1", ["warm_up", "number 4.9 in never", "its finding"]),
    ],
)  # fmt: skip
def test_a_slip_is_named(old, new, words):
    compiled = json.loads(_resources.compiled_path().read_text("utf-8"))
    fixes = yaml.safe_load(edited(old, new))
    found = list(check_fixes.problems(Content(compiled | {"fixes": fixes})))
    assert any(all(word in fault for word in [FILE, *words]) for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("weeks: {value: 4", "wekes: {value: 4", ["load_rules", "wekes", "did you mean 'weeks'"]),
        ("source: frandsen2025session", "source: frandsen2026", ["load_rules", "frandsen2026", "not in sources.yaml"]),
    ],
)
def test_the_check_of_everything_reads_the_fixes(tmp_path, old, new, words):
    content = shutil.copytree(_resources.content_dir(), tmp_path / "content")
    (content / FILE).write_text(edited(old, new), "utf-8")
    found = check.problems(content)
    assert any(all(word in fault for word in [FILE, *words]) for fault in found), found


def edited(old, new):
    text = (_resources.content_dir() / FILE).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)
