"""Each slip in a quiz is named, and a chapter without one too."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest
import yaml

from lbt_widgets.content import load, pages
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.check_quizzes import problems
from lbt_widgets.content.compiler import ContentError, compile_content
from lbt_widgets.content.quizzes import Item
from lbt_widgets.content.structure import converter


@pytest.fixture
def slips(quiz_content, quiz_folder):
    """What a change in the small quiz of the warm-up chapter adds to the problems."""

    def with_quiz(text: str) -> set[str]:
        items = [converter.structure({**item, "chapter": "warm_up"}, Item) for item in yaml.safe_load(text)]
        quizzes = {**quiz_content.quizzes, **{item.id: item for item in items}}
        known = {name: getattr(quiz_content, name) for name in ("causes", "claims", "labs", "sources")}
        return set(problems(SimpleNamespace(quizzes=quizzes, **known)))

    def found(old: str, new: str) -> list[str]:
        text = (quiz_folder / "quizzes/warm_up.yaml").read_text("utf-8")
        assert old in text
        return sorted(with_quiz(text.replace(old, new, 1)) - with_quiz(text))

    return found


def test_every_chapter_has_a_quiz_long_enough(quiz_content) -> None:
    found = list(problems(quiz_content))
    assert "quizzes/posture.yaml: 0 questions; each chapter needs at least 8." in found
    assert "quizzes/warm_up.yaml: 4 questions; each chapter needs at least 8." in found
    assert "quizzes/muscle_imbalance.yaml: 0 of 3 questions have a case; more than half need one." in found
    assert "quizzes/warm_up.yaml: 2 of 4 questions have a case; more than half need one." in found
    assert len(found) == 11  # nine too short, two with too few cases; the background needs none


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Her watch., reply", "Her watch., right: true, reply", ["cold_start", "2 options are right", "exactly one"]),
        ("Her muscles., right: true", "Her muscles.", ["cold_start", "0 options are right"]),
        ("Her watch.", "Her muscles.", ["cold_start", "two options say the same"]),
        ("reply: A watch has no pelvis.", "reply: Muscles warm up within minutes.", ["cold_start", "used 2 times"]),
        ("reply: A watch has no pelvis.", "reply: Fire burns.", ["cold_start", "in_order", "used 2 times"]),
        ("reply: A watch has no pelvis.", "reply: ''", ["cold_start", "no reply"]),
        ("Waiting., reply", "Waiting., right: true, reply", []),
        ("tolerance: 3", "tolerance: 25", ["how_many", "quarter"]),
        ("answer: 12", "answer: 120", ["how_many", "outside 0 to 100"]),
        ("  unit: minutes\n", "", ["how_many", "needs answer, tolerance, unit"]),
        ("  low: That is too short a walk.\n", "", ["how_many", "no reply"]),
        ("  hint: Ask which of them burns you.\n", "", ["in_order", "no reply"]),
        ("  kind: single", "  kind: single\n  hint: Think.", ["cold_start", "hint belongs to the kind 'order'"]),
        ("too short a walk.", "too short a walk; it takes 12 minutes.", ["how_many", "gives '12' away"]),
        ("too long a walk.", "too long a walk; take about 14.", ["how_many", "gives '14' away"]),
        ("A watch has no pelvis.", "It is her muscles of course.", ["cold_start", "gives 'Her muscles' away"]),
        ("Wishing does not.", "Wishing does not but jogging does.", ["two_of_four", "gives 'Jogging' away"]),
        ("Ask which of them burns you.", "Begin with ice.", ["in_order", "gives 'Ice' away"]),
        ("Walking does.", "Walking does as jogging does.", ["two_of_four", "gives 'Jogging' away"]),
        ("  kind: multiple", "  kind: multiple\n  unit: km", ["two_of_four", "belong to the kind 'numeric'"]),
        ("Ice., reply", "Ice., right: true, reply", ["in_order", "in the right order"]),
        ("labs: [heat_and_stiffness]", "labs: [heat]", ["how_many", "lab 'heat' does not exist"]),
        ("claims: [muscle_imbalance.hamstrings_tight]", "claims: [tight]", ["cold_start", "claim 'tight'"]),
        ("claims: [muscle_imbalance.hamstrings_tight]", "claims: []", ["cold_start", "rests on"]),
        (
            "Walking does.",
            "Walking does it for 37 % of us.",
            ["two_of_four", "number 37", "none of its claims and labs"],
        ),
        ("Ada, 41, runs", "Ada, 41, is one of 37 who runs", ["cold_start", "number 37"]),
        ("Ada, 41, runs", "Ada, 41, whose best times, 37, are old, runs", ["cold_start", "number 37"]),
        ("Ada, 41, runs", "Ada, 41, whose count is 37 and falls, runs", ["cold_start", "number 37"]),
        ("Ada, 41, runs", "Ada and Ørjan, both 37, or Zoë, 26, run; Ida is 29 and", []),
        ("answer: 12", "answer: 13", ["how_many", "number 13"]),
        ("Muscles warm up within minutes.", "In 45 runners it was so.", []),
        ("made_up: [12]", "made_up: [12, 37]", ["how_many", "made_up has 37"]),
        ("That is about it.", "It is 24.", ["how_many", "number 24"]),
        ("That is about it.", "It is 24.\n  worked: ['12 * 2 = 24']", []),
        ("That is about it.", "It is 24.\n  worked: ['12 * 2 = 25']", ["how_many", "12 * 2 does not come to 25"]),
        (
            "That is about it.",
            "It is 24.\n  worked: ['37 - 13 = 24']",
            ["how_many", "the sum of 24 uses 13", "uses 37"],
        ),
        ("That is about it.", "It is 24.\n  worked: ['12 ** 2 = 24']", ["how_many", "is not a sum", "+ - * /"]),
        (
            "That is about it.",
            "It is 24.\n  worked: ['{warmth=3} = 24']",
            ["how_many", "{warmth=3}", "settings must be"],
        ),
        ("It takes about a dozen minutes.", "It is 1.7 °C.\n  worked: ['{jog_min=8} = 1.7']", []),
        ("kind: order", "kind: order\n  worked: ['{jog_min=8} = 24']", ["in_order", "asks a lab; name just one"]),
    ],
)
def test_a_slip_is_named(slips, old, new, words) -> None:
    found = " ".join(slips(old, new))
    assert bool(found) == bool(words)
    assert all(word in found for word in words), found


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: order", "kind: sorting", ["quizzes/warm_up.yaml, in_order", "kind", "sorting"]),
        ("- id: how_many", "- id: How many", ["How many", "id"]),
        ("- id: how_many", "- id: old_one", ["'old_one' is used 2 times"]),
        ("  explain: Work makes heat.\n", "", ["two_of_four", "'explain' is missing"]),
        ("tolerance: 3", "tolerance: 0", ["how_many", "tolerance"]),
        ("reply: Walking does.", "answer: Walking does.", ["two_of_four", "options", "answer"]),
    ],
)
def test_what_has_not_the_right_shape_is_refused(quiz_folder, tmp_path, old, new, words) -> None:
    path = shutil.copytree(quiz_folder / "quizzes", tmp_path / "quizzes") / "warm_up.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        compile_content(tmp_path)
    found = [one for one in refused.value.problems if "quizzes" in one]
    assert all(word in " ".join(found) for word in words), found


def test_every_chapter_has_its_number_and_a_page_that_is_there(root) -> None:
    found = chapters(load()).values()
    assert [one.number for one in found] == [*range(1, len(load().causes)), 11]
    assert [one.page for one in found if not (root / "notebooks" / one.page).is_file()] == []


@pytest.fixture
def minutes(monkeypatch):
    """What a chapter takes whose page has this title cell."""

    def of(title: str) -> int:
        monkeypatch.setattr(pages, "_cells", lambda name: [{"source": title.splitlines(keepends=True)}])
        return pages._read("90_made_up").minutes

    return of


@pytest.mark.parametrize(
    ("said", "found"), [("About 35 minutes.", 35), ("Of about 20 words, it takes about 7 minutes, or 9.", 7)]
)
def test_a_chapter_takes_the_minutes_that_its_title_says(minutes, said, found) -> None:
    assert minutes(f"# Made up\n\n{said}") == found


def test_a_title_without_minutes_is_told(minutes) -> None:
    with pytest.raises(ValueError, match="90_made_up: its title cell must say how long it takes"):
        minutes("# Made up\n\nAbout an hour.")
