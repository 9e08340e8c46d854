"""The content is sound, and every slip in it is named with file, item and field."""

import functools
import shutil
from collections.abc import Iterator

import pytest
import yaml

from lbt_widgets import _resources
from lbt_widgets.content import load
from lbt_widgets.content.check import problems
from lbt_widgets.content.compiler import ContentError, compile_content, write


def test_the_content_is_sound():
    assert problems(_resources.content_dir()) == []


def test_size_of_the_workbook():
    content = load()
    assert len(content.questions) >= 45
    assert {cause.number for cause in content.causes.values()} == set(range(len(content.causes)))
    assert len(content.causes) >= 9
    assert sum(question.last for question in content.questions.values()) == 2
    assert len(content.safety.flags) == 26
    assert len(content.people) == 6


@pytest.fixture(scope="module", autouse=True)
def each_text_is_parsed_once() -> Iterator[None]:
    """A slip is in one file; the hundred others are what they were."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "load", functools.cache(yaml.load))
        yield


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(_resources.content_dir(), tmp_path / "content")


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("questions/footwear.yaml", "  kind: choice", "  kindd: choice", ["questions/footwear.yaml", "shoe_cushioning", "kindd", "did you mean 'kind'"]),
        ("questions/footwear.yaml", "  kind: choice", "  kind: chioce", ["questions/footwear.yaml", "shoe_cushioning", "kind"]),
        ("questions/warm_up.yaml", "min: 0", "min: zero", ["questions/warm_up.yaml", "warm_up_min", "min", "zero"]),
        ("questions/muscle_imbalance.yaml", "  claim: muscle_imbalance.hamstrings_weak\n", "", ["hamstring_weak", "hamstring_bridge_reps", "another claim"]),
        ("questions/muscle_imbalance.yaml", "claim: muscle_imbalance.hamstrings_weak", "claim: muscle_imbalance.hamstring", ["muscle_imbalance.hamstring'", "does not exist"]),
        ("questions/warm_up.yaml", "facet: preparation", "facet: prep", ["questions/warm_up.yaml", "prep"]),
        ("questions/core_weakness.yaml", "tool: hold", "tool: count", ["plank_s, test", "'count' gives repetitions"]),
        ("questions/core_weakness.yaml", "tool: hold", "tool: wait", ["plank_s", "tool", "wait"]),
        ("questions/core_weakness.yaml", "    stop: Stop when your hips drop, or if it hurts.\n", "", ["side_bridge_s, test", "give stop"]),
        ("questions/running_form.yaml", "tool: tap", "tool: tap\n    sides: mean", ["cadence_spm, test", "sides belongs"]),
        ("class.yaml", "mood_low: rarely", "mood_low: rare", ["class.yaml, made-up-01", "rare"]),
        ("labs/reading_evidence.yaml", "      basis: \"assumption: from a small class to a large study\"", "      basis: x\n      again: Again", ["cohort", "take again or options away"]),
        ("sources.yaml", "- id: zhang2018obesity", "- id: zhang2018", ["zhang2018obesity", "not in sources.yaml"]),
        ("claims/footwear.yaml", "low_back: false, worse: higher", "low_back: false", ["footwear.cushioning", "malisoux2020cushion_1", "give worse"]),
        ("claims/footwear.yaml", "id: malisoux2020cushion_2", "id: malisoux2020cushion_1", ["footwear.cushioning", "2 findings", "malisoux2020cushion_1"]),
        ("claims/footwear.yaml", "runners: true, low_back", "runners: false, low_back", ["malisoux2020cushion", "runners", "opposite"]),
        ("claims/footwear.yaml", "_4, runners: true, low_back: false", "_4, runners: true, low_back: false, worse: higher", ["malisoux2020cushion_4", "take it away"]),
        ("effects/footwear.yaml", "claim: footwear.cushioning", "claim: footwear.cushion", ["shoe_cushioning", "footwear.cushion"]),
        ("effects/footwear.yaml", "share: 0.45", "share: 0.55", ["shoe_cushioning", "shares add up to 1.1"]),
        ("effects/footwear.yaml", "ci95: [1.07, 2.16]", "ci95: [1.97, 2.16]", ["shoe_cushioning", "hard", "outside its interval"]),
        ("effects/footwear.yaml", "figure: hard, article: 1", "figure: herd, article: 1", ["shoe_cushioning", "herd"]),
        ("effects/footwear.yaml", "answers: [medium]", "answers: [middle]", ["shoe_cushioning", "middle"]),
        ("effects/footwear.yaml", "value: 1.52", "value: 1.51", ["shoe_cushioning, figure hard", "no finding of its claim"]),
        ("effects/footwear.yaml", "[theisen2014midsole]", "theisen2014midsole", ["shoe_cushioning", "[theisen2014midsole]"]),
        ("effects/footwear.yaml", "[theisen2014midsole]", "[theisen2014]", ["shoe_cushioning", "theisen2014"]),
        ("effects/posture.yaml", "at the question ([smartphone2016lordosis])", "at the question", ["lumbar_curve", "in square brackets, or the word assumption"]),
        ("effects/posture.yaml", "[smartphone2016lordosis]", "[lau2009cva]", ["lumbar_curve", "of [smartphone2016lordosis]"]),
        ("labs/core_weakness.yaml", "      beyond: only holds without a rest were published\n", "", ["work_and_rest", "beyond says what that was"]),
        ("labs/training_load.yaml", "points ([garbutt1990shrinkage]).", "points.", ["spine_shrinkage, given", "source in square brackets"]),
        ("labs/training_load.yaml", "The 4.7 mm are", "The 4.7 mm of 7.3 are", ["spine_shrinkage, given", "number 7.3 is not in the question"]),
        ("effects/surface.yaml", "at_least: 33, below: 67", "at_least: 40, below: 67", ["hard_ground", "without a gap"]),
        ("effects/surface.yaml", "    hard_ground_pct:", "    hard_ground_percent:", ["hard_ground", "no question"]),
        ("teaching/10_when_to_get_help.yaml", "expect: The same day. She", "expect: Within days, and on the same day if she", ["infection.fever", "The same day if you feel ill"]),
        ("teaching/10_when_to_get_help.yaml", "[infection.fever]", "[infection.fevers]", ["warning sign 'infection.fevers' does not exist"]),
        ("teaching/01_muscle_imbalance.yaml", "{minutes: 6,", "{minutes: 7,", ["teaching/01_muscle_imbalance.yaml", "add up to 16, 30, 45"]),
        ("teaching/09_evidence.yaml", "always_the_left_edge", "nineteen_per_cent", ["'nineteen_per_cent' is another lesson's"]),
        ("teaching/09_evidence.yaml", "quiz: [always_the_left_edge, ", "quiz: [", ["have 2 questions; give 3"]),
        ("teaching/11_reading_evidence.yaml", "ten classes of 30.", "ten classes of 37.", ["teaching/11_reading_evidence.yaml", "'The made-up class", "number 37", "no question, claim or lab"]),
        ("teaching/01_muscle_imbalance.yaml", "were 12.2 % weaker", "were 13 % weaker", ["too strong", "number 13", "none of its claims"]),
        ("teaching/01_muscle_imbalance.yaml", "claim: muscle_imbalance.core_instability", "claim: muscle_imbalance.core", ["claim 'muscle_imbalance.core' does not exist"]),
        ("teaching/01_muscle_imbalance.yaml", "weak_hips_first", "weak_hips", ["quiz item 'weak_hips' does not exist"]),
        ("teaching/01_muscle_imbalance.yaml", "slider: knee_deg", "slider: knee", ["no slider 'knee'"]),
        ("teaching/01_muscle_imbalance.yaml", "60, 90]", "60, 91]", ["plot", "must be 0 to 90", "91"]),
        ("teaching/01_muscle_imbalance.yaml", "{hip_deg=26, knee_deg=0}", "{hip_deg=260}", ["found, hip_moment", "{hip_deg=260}", "must be"]),
        ("teaching/01_muscle_imbalance.yaml", "- lab: pelvic_tilt", "- lab: hip_moment", ["answer each lab of the notebook once", "pelvic_tilt"]),
        ("teaching/01_muscle_imbalance.yaml", "About 15°.", "About 17°.", ["found, hip_moment", "number 17"]),
        ("teaching/01_muscle_imbalance.yaml", "id: 01_muscle", "id: 01_muscles", ["no notebook 01_muscles_imbalance"]),
        ("causes/surface.md", "claim: surface.hardness", "claim: surface.hard", ["causes/surface.md", "hard_ground", "surface.hard"]),
        ("causes/surface.md", "id: surface\n", "id: ground\n", ["causes/surface.md", "ground"]),
        ("causes/surface.md", "#claim=surface.slopes", "#claim=surface.hills", ["causes/surface.md", "links to the claim 'surface.hills'"]),
        ("causes/surface.md", "gottschall2005hill_1", "gottschall2005", ["causes/surface.md", "'surface.slopes' has no finding 'gottschall2005'"]),
        ("causes/surface.md", "id: camber,", "id: slant,", ["slant", "no question"]),
        ("people.yaml", "previous_episodes: \"0\"", "previous_episodes: \"9\"", ["people.yaml", "previous_episodes", "9"]),
        ("people.yaml", "  name: Amara", "  name: Amara\n  name: Amara", ["people.yaml", "line", "twice"]),
        ("model.yaml", "base_rate: 0.226", "base_rate: '0.226'", ["model.yaml", "base_rate"]),
        ("faq.yaml", "claims: [surface.slopes]", "claims: [surface.slope]", ["faq.yaml, hills", "surface.slope"]),
        ("faq.yaml", "claims: [surface.slopes]", "claims: []", ["faq.yaml, hills", "claims"]),
        ("faq.yaml", "rose by 54 %", "rose by 45 %", ["faq.yaml, hills", "45", "none of its claims"]),
        ("glossary.yaml", "forms: [lordosis,", "forms: [Lordosis,", ["glossary.yaml, lordosis", "'Lordosis'", "lower case"]),
        ("glossary.yaml", "forms: [kyphosis,", "forms: [lordosis,", ["glossary.yaml, kyphosis", "'lordosis'", "2 times"]),
        ("glossary.yaml", "see: [pelvic_tilt, kyphosis]", "see: [pelvic_tilt, kyphose]", ["lordosis", "'kyphose'", "not another term"]),
        ("glossary.yaml", "forms: [treadmill]", "forms: [conveyor]", ["glossary.yaml, treadmill", "occurs"]),
        ("glossary.yaml", "The ring of bones", "The ring of 3 bones", ["glossary.yaml, pelvis", "name the source"]),
        ("exercises/split_squat.md", "stop_if: >-", "stops: >-", ["exercises/split_squat.md", "stop_if", "missing"]),
        ("exercises/split_squat.md", "days_per_week: [2, 2]", "days_per_week: [2, 8]", ["exercises/split_squat.md, dose", "1 to 7"]),
        ("exercises/split_squat.md", "days_per_week: [2, 2]", "days_per_week: null", ["exercises/split_squat.md, dose", "left open"]),
        ("exercises/split_squat.md", "equipment: []", "equipment: []\ngoes_on: true", ["exercises/split_squat.md", "either it goes_on"]),
        ("exercises/split_squat.md", "sets: [3, 3]", "sets: [3, 2]", ["exercises/split_squat.md, dose", "least"]),
        ("exercises/split_squat.md", "  seconds: [4, 4]\n", "", ["exercises/split_squat.md, dose", "sets and seconds"]),
        ("exercises/split_squat.md", "seconds: [4, 4]", "seconds: [4, 400]", ["exercises/split_squat.md, dose", "minutes a week"]),
        ("exercises/split_squat.md", "causes: [muscle_imbalance]", "causes: [muscles]", ["exercises/split_squat.md", "'muscles'"]),
        ("exercises/split_squat.md", "claims: [muscle_imbalance.leg_strength]", "claims: [legs]", ["exercises/split_squat.md", "'legs'"]),
        ("exercises/split_squat.md", "id: split_squat", "id: split", ["exercises/split_squat.md", "the file's name"]),
        ("safety.yaml", "ci95: [8, 16]", "ci95: [12, 16]", ["safety.yaml", "11 % is outside"]),
        ("safety.yaml", "action: emergency", "action: panic", ["safety.yaml", "flags[ces.saddle_numbness].action", "must be one of 'emergency'", "got panic"]),
        ("safety.yaml", "- id: routine", "- id: urgent", ["safety.yaml", "'urgent' 2 times", "'routine' 0 times"]),
        ("model.yaml", "  not_runners:", "  not_runers:", ["model.yaml", "not_runers", "did you mean 'not_runners'"]),
        ("model.yaml", "base_rate: 0.226", "base_rate: 22.6", ["model.yaml", "base_rate"]),
        ("model.yaml", "background.lbp_in_runners", "background.lbp", ["model.yaml", "'background.lbp' does not exist"]),
        ("effects/core_weakness.yaml", "value: 0.65, ci95: [0.5, 0.86]", "value: 0.65, ci95: [0.5, 3]", ["exercise_sessions", "impossible"]),
        ("effects/warm_up.yaml", "p: 0.012", "p: 12", ["effects/warm_up.yaml", "warm_up", "p"]),
        ("effects/surface.yaml", "share: 0.35, article: 0.5", "share: 0.35, article: 50", ["effects/surface.yaml", "article"]),
        ("effects/footwear.yaml", "share: 0.15, figure: drop_0_mm", "share: 0.15", ["heel_drop", "no level uses figure 'drop_0_mm'"]),
        ("effects/posture.yaml", "measure: SMD, value: 0.24", "measure: OR, value: 0.24", ["pelvic_tilt", "an SMD"]),
        ("claims/surface.yaml", "source: waite2021grass, value: 8.22", "source: waite2021, value: 8.22", ["surface.hardness", "waite2021", "not among the claim's sources"]),
        ("claims/surface.yaml", "value: 0.42, ci95: [0.21, 0.64]", "value: 0.42, ci95: [0.51, 0.64]", ["surface.hardness", "finding", "outside its interval"]),
        ("claims/surface.yaml", "value: 0.42, ci95", "value: 0.42, unit: g, ci95", ["surface.hardness", "a measure or a unit, not both"]),
        ("claims/surface.yaml", "value: 8.22, unit: g", "unit: g", ["surface.hardness", "words alone need neither"]),
        ("claims/surface.yaml", "value: 9.3, high: 16.6", "value: 9.3, high: 6.6", ["surface.hardness", "must be above value"]),
        ("claims/surface.yaml", "value: 8.22, unit: g", "ci95: [1, 2]", ["surface.hardness", "give the value"]),
        ("claims/surface.yaml", 'p: "0.189"', 'p: "19 %"', ["claims/surface.yaml", "surface.hardness", "p"]),
        ("claims/footwear.yaml", "measure: HR, value: 0.55, ci95: [0.36, 0.85]", "measure: HR, value: -0.55, ci95: [-0.85, -0.36]", ["arch_support_pronation", "above 0"]),
        ("claims/warm_up.yaml", "gave an odd result for temperature", "gave an odd result for shoes", ["warm_up.", "gives 2.617 with another doubt"]),
        ("claims/posture.yaml", "verdict: weak", "verdict: weakly", ["claims/posture.yaml", "verdict"]),
        ("claims/posture.yaml", "- id: posture.habits", "- id: stance.habits", ["stance.habits", "starts with the cause"]),
        ("claims/background.yaml", "sources: []", "sources: []\n  doubts: x", ["doubts", "did you mean 'doubt'"]),
        ("article.yaml", "claim: background.history", "claim: background.past", ["article.yaml", "opening.06", "background.past", "does not exist"]),
        ("article.yaml", "claim: background.history", "claim: background.sleep", ["opening.06", "background.sleep", "does not make it", "background.history", "no such statement"]),
        ("article.yaml", "  step: measured\n", "", ["article.yaml", "names its findings"]),
        ("article.yaml", "  step: textbook", "  step: measured", ["cause_1.11", "names its findings"]),
        ("article.yaml", "blood_flow.legflow2005", "blood_flow.legflow", ["article.yaml", "legflow", "does not exist"]),
        ("sources.yaml", "  doubt: Read in a summary on a blog; the year is unknown.\n", "", ["adams_watch_jospt", "say in doubt where"]),
        ("sources.yaml", "  read: abstract\n", "", ["sources.yaml", "the field 'read' is missing"]),
        ("safety.yaml", "    chance_of:", "    had: it\n    chance_of:", ["safety.yaml", "older people", "either had or chance_of"]),
        ("safety.yaml", "flags:", "flags: [", ["safety.yaml", "not valid YAML"]),
    ],
)  # fmt: skip
def test_a_slip_is_named(copy, name, old, new, words):
    edit(copy, name, old, new)
    found = "\n".join(problems(copy))
    assert all(word in found for word in words), found


def test_a_judged_claim_needs_a_source(copy):
    text = (copy / "claims/background.yaml").read_text("utf-8")
    found = text.replace("article: true\n  verdict: untested", "article: true\n  verdict: weak", 1)
    (copy / "claims/background.yaml").write_text(found, "utf-8")
    assert any("field sources is empty" in line for line in problems(copy))


def test_a_question_that_feeds_nothing_must_say_why(copy):
    edit(copy, "questions/background.yaml", "feeds_none:", "why_not:")
    assert any("norm_group" in line for line in problems(copy))


def test_a_missing_file_is_named(copy):
    (copy / "safety.yaml").unlink()
    assert problems(copy) == ["safety.yaml: the file is missing."]


def test_a_fault_leaves_the_last_good_file_in_place(copy, tmp_path):
    target = tmp_path / "content.json"
    write(copy, target)
    good = target.read_bytes()
    edit(copy, "model.yaml", "version:", "vision:")
    with pytest.raises(ContentError):
        write(copy, target)
    assert target.read_bytes() == good


def test_markdown_becomes_html_and_never_raw_html(copy):
    edit(copy, "causes/surface.md", "**Try this:**", "<script>x</script>")
    html = next(c for c in compile_content(copy)["causes"] if c["id"] == "surface")["answer_html"]
    assert "<strong>" in html
    assert "<script>" not in html


def test_a_lab_belongs_to_a_cause_or_to_another_chapter(copy):
    (copy / "labs" / "footwear.yaml").rename(copy / "labs" / "socks.yaml")
    assert any("labs/socks.yaml" in one and "'socks'" in one for one in problems(copy))
