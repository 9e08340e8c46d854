"""The quiz without a browser: no key before an answer, every reply at once, first tries kept."""

from __future__ import annotations

import json

import pytest

from lbt_widgets.widgets._grades import verdict_html
from lbt_widgets.widgets._sources import source_link
from lbt_widgets.widgets.quiz import Quiz

SECRETS = ("Muscles warm up", "pelvis", "Walking does", "Work makes heat", "too long a walk", "Fire burns", '"right"')


@pytest.fixture
def quiz(quiz_content):
    return Quiz("warm_up", quiz_content)


def tell(quiz, kind, **results):
    """What the page says of the results that its browser keeps."""
    quiz._handle_custom_msg({"kind": kind, "results": results}, [])


def send(quiz, item, answer, sure="sure"):
    number = quiz.sent["number"] + 1
    quiz.set_state({"sent": {"number": number, "item": item, "answer": answer, "sure": sure}})
    return quiz.reply


def test_no_key_reaches_the_page_before_an_answer(quiz) -> None:
    state = {name: value for name, value in quiz.get_state().items() if not name.startswith("_")}
    shown = json.dumps(state)
    assert "Ada, 41" in shown and "Her watch." in shown
    assert [secret for secret in SECRETS if secret in shown] == []
    assert set(state["items"][0]) == {"id", "kind", "from", "case", "question", "options", "range"}
    number = next(item for item in state["items"] if item["id"] == "how_many")
    assert number["range"] == [0, 100, "minutes"]
    order = next(item for item in state["items"] if item["id"] == "in_order")
    assert order["options"] != ["Ice.", "Rain.", "Tea.", "Fire."]


def test_a_wrong_answer_is_told_why_at_once(quiz) -> None:
    reply = send(quiz, "cold_start", [2])
    assert (reply["right"], reply["verdict"]) == (False, "Not quite.")
    assert reply["replies"] == [
        {"option": "Her watch.", "right": False, "text": "A watch has no pelvis.", "from_html": ""}
    ]
    assert "Muscles warm up" not in json.dumps([reply["replies"], reply["verdict"]])


def test_who_asks_to_be_shown_gets_the_right_answer_with_why(quiz) -> None:
    def shown(item, answer):
        return [(one["option"], one["text"]) for one in send(quiz, item, answer)["answers"]]

    assert shown("cold_start", [2]) == [("Her muscles.", "Muscles warm up within minutes.")]
    assert shown("two_of_four", [0]) == [("Walking.", "Walking does."), ("Jogging.", "Jogging does.")]
    assert shown("how_many", [99]) == [("12 minutes.", "That is about it.")]
    assert shown("in_order", [0, 1, 2, 3])[0] == ("Ice.", "Ice is frozen.")
    assert shown("cold_start", [0]) == []


def test_the_explanation_links_to_its_claims_and_words(quiz) -> None:
    more = send(quiz, "cold_start", [0])["more_html"]
    assert 'href="09_evidence.ipynb#claim=muscle_imbalance.hamstrings_tight"' in more
    assert 'class="lbt-term">pelvis</button>' in more


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("by_a_third", "core_weakness.strengthening_helps&amp;finding=steffens2016prevention_1"),
        ("worn_discs", "core_weakness.long_term_damage&amp;finding=neason2024asteroid"),
    ],
)
def test_a_number_that_is_told_leads_to_its_finding(item: str, place: str) -> None:
    quiz = Quiz("core_weakness")
    assert f'href="09_evidence.ipynb#claim={place}"' in quiz._more_html(quiz.content.quizzes[item])


def test_a_claim_stands_beside_its_verdict(quiz, quiz_content) -> None:
    verdict = quiz_content.claims["muscle_imbalance.hamstrings_tight"].verdict
    assert f"</a>: {verdict_html(verdict)}</li>" in send(quiz, "cold_start", [0])["more_html"]


def test_an_explanation_names_the_lab_above_and_links_to_another_chapters(quiz_content) -> None:
    above = send(Quiz("warm_up", quiz_content), "how_many", [12])["more_html"]
    assert 'The lab above: <a href="#lab-heat_and_stiffness">' in above
    other = Quiz("warm_up", quiz_content)
    tell(other, "kept", old_two=kept(right=False))
    assert other.items[4]["from"].endswith("(the lab “" + quiz_content.labs["hip_moment"].title + "”)")
    assert 'href="01_muscle_imbalance.ipynb#lab-hip_moment"' in send(other, "old_two", [1])["more_html"]


def test_a_reply_to_a_wrong_answer_names_the_study_of_its_figures_and_no_claim() -> None:
    reply = send(Quiz("surface"), "leg_on_a_soft_mat", [0])["replies"][0]
    assert "7.6\u00a0kN/m" in reply["text"]
    assert "Ferris DP 1999" in reply["from_html"]
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/' in reply["from_html"]
    assert "#claim=" not in reply["from_html"]


def test_a_lab_above_is_a_link_and_followed_by_the_studies_of_the_figures() -> None:
    more = send(Quiz("surface"), "leg_on_a_soft_mat", [1])["more_html"]
    _, _, lab = more.partition('The lab above: <a href="#lab-ground_spring">Does soft ground spare you?</a>')
    assert "Ferris DP 1999" in lab
    assert "Kerdok AE 2002" in lab
    assert "Waite N 2021" not in lab


def test_a_lab_whose_figures_the_question_does_not_tell_names_all_its_studies() -> None:
    quiz = Quiz("core_weakness")
    item = quiz.content.quizzes["half_the_load"]
    assert all(
        source_link(name, quiz.content) in quiz._more_html(item) for name in quiz.content.labs["holding_time"].sources
    )


def kept(right=True, tries=1, seen=1):
    return {
        "chapter": 1, "kind": "single", "first": [0], "first_right": right, "sure": "sure",
        "last": [0], "last_right": right, "tries": tries, "seen": seen,
    }  # fmt: skip


def test_the_record_keeps_the_first_try_apart(quiz) -> None:
    send(quiz, "cold_start", [1], "guess")
    send(quiz, "cold_start", [0], "sure")
    one = quiz.record["cold_start"]
    assert (one.first, one.first_right, one.sure, one.last_right, one.tries) == ((1,), False, "guess", True, 2)
    assert quiz.reply["result"] == json.loads(json.dumps(one.to_dict()))
    assert quiz.summary == [
        "At the first try 0 of 1 were right.",
        "Of 1 that you guessed, 0 were right.",
        "Now 1 of 1 is right.",
    ]


def test_a_number_out_of_range_is_a_sentence_and_no_try(quiz) -> None:
    reply = send(quiz, "how_many", [120])
    assert reply["fault"] == "Give a number from 0 to 100 minutes. You gave 120."
    assert quiz.record == {}


def test_what_the_browser_kept_decides_what_comes_back(quiz) -> None:
    tell(quiz, "kept", old_three=kept(right=False), gone_since=kept(), old_one="broken")
    assert quiz.items[4]["id"] == "old_three"
    assert [item["from"] for item in quiz.items] == [""] * 4 + ["From chapter 1, Muscle imbalance"]
    assert list(quiz.record) == ["old_three"]


def test_another_tab_adds_results_and_changes_no_question(quiz) -> None:
    before = quiz.items
    tell(quiz, "newer", old_three=kept(right=False))  # the first of all, to a reader who sees a question already
    send(quiz, "cold_start", [0])
    tell(quiz, "newer", old_three=kept(tries=2))
    assert quiz.items == before
    assert quiz.record["old_three"].tries == 2
    assert quiz.record["cold_start"].first_right


def test_forgetting_empties_the_record_and_asks_nothing_of_it_again(quiz) -> None:
    tell(quiz, "kept", old_three=kept(right=False))
    send(quiz, "cold_start", [0])
    tell(quiz, "kept")
    assert (quiz.record, quiz.summary) == ({}, [])
    assert len(quiz.items) == 4
    tell(quiz, "newer", old_three=kept(right=False))  # a file that was opened holds the same as was forgotten
    assert list(quiz.record) == ["old_three"]


GOOD = {"number": 1, "item": "cold_start", "answer": [0], "sure": "sure"}


@pytest.mark.parametrize(
    "hostile",
    [None, [], {}, {**GOOD, "more": 1}, {**GOOD, "number": 0}, {**GOOD, "number": True}, {**GOOD, "number": 10**10},
     {**GOOD, "item": "x"}, {**GOOD, "item": ["x"]}, {**GOOD, "answer": 0}, {**GOOD, "answer": ["0"]}, {**GOOD, "answer": [True]},
     {**GOOD, "answer": [0] * 11}, {**GOOD, "sure": "very"}, {**GOOD, "sure": ["sure"]}],
)  # fmt: skip
def test_hostile_answers_are_refused(quiz, hostile) -> None:
    quiz.set_state({"sent": hostile})
    assert (quiz.record, quiz.reply, quiz.problem) == ({}, {"number": 0}, "")


@pytest.mark.parametrize("kind", ["kept", "newer"])
@pytest.mark.parametrize("hostile", [None, [], "x", 3, ["cold_start"]])
def test_results_that_are_none_leave_the_record_as_it_is(quiz, kind, hostile) -> None:
    tell(quiz, "kept", old_one=kept())
    quiz._handle_custom_msg({"kind": kind, "results": hostile}, [])
    assert (list(quiz.record), quiz.problem) == (["old_one"], "")


@pytest.mark.parametrize("hostile", [None, [], "kept", {}, {"kind": ["kept"]}, {"kind": "other", "results": {}}])
def test_a_message_that_is_none_changes_nothing(quiz, hostile) -> None:
    tell(quiz, "kept", old_one=kept())
    quiz._handle_custom_msg(hostile, [])
    assert (list(quiz.record), quiz.problem) == (["old_one"], "")


def test_the_page_cannot_write_what_python_says(quiz) -> None:
    before = quiz.items
    quiz.set_state({"items": [], "reply": {"number": 9}, "summary": ["All right."], "record": {}})
    assert (quiz.items, quiz.reply, quiz.summary) == (before, {"number": 0}, [])


def test_a_cause_without_a_quiz_is_named(quiz_content) -> None:
    with pytest.raises(ValueError, match="no quiz for 'posture'; there is one for muscle_imbalance, warm_up"):
        Quiz("posture", quiz_content)
