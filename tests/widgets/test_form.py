"""The form in both directions: what a page sends, and what it is given to show."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.records import Norm, Tool
from lbt_widgets.content.units import FACTORS, imperial, to_canonical
from lbt_widgets.widgets import _static
from lbt_widgets.widgets._sources import short_name
from lbt_widgets.widgets.answers import Answers
from lbt_widgets.widgets.form import TOOLS, Form, FormSection, norm_sentence

from .conftest import PLANK

SECTION = FormSection("core", "Core", ("plank_s", "shoe_models"))
LOAD = FormSection("load", "Load", ("weekly_km",), intro="Your week.", open=False, collapsible=True)


@pytest.fixture
def answers(content):
    return Answers(content)


def type_into(form, entries):
    """What the page does when a field changes."""
    form.set_state({"typed": {"number": form.typed["number"] + 1, "answers": entries}})


def test_typed_answers_reach_python(answers):
    form = Form(answers, [SECTION])
    type_into(form, {"plank_s": {"value": "45", "unit": "s"}})
    assert answers.values == {"plank_s": 45.0}
    assert form.shown == {"number": 1, "answers": {"plank_s": {"value": "45", "unit": "s"}}, "errors": {}}


def test_a_fault_goes_back_beside_its_field_and_the_text_stays(answers):
    form = Form(answers, [SECTION])
    type_into(form, {"plank_s": {"value": "long", "unit": "s"}, "shoe_models": {"value": "one", "unit": None}})
    assert set(form.shown["errors"]) == {"plank_s"}
    assert form.shown["answers"]["plank_s"]["value"] == "long"
    assert answers.values == {"shoe_models": "one"}


def test_one_reply_for_one_change(answers, sent):
    form = Form(answers, [SECTION])
    sent.clear()
    type_into(form, {"plank_s": {"value": "long", "unit": "s"}})
    replies = [message["state"]["shown"] for message in sent if "shown" in message.get("state", {})]
    assert len(replies) == 1
    assert replies[0]["number"] == 1 and "plank_s" in replies[0]["errors"]


def test_python_fills_the_page(answers):
    form = Form(answers, [SECTION])
    answers.set_person({"plank_s": 30, "weekly_km": 20}, "Sam")
    assert form.person == "Sam"
    assert form.shown["answers"] == {"plank_s": {"value": 30, "unit": None}}


def test_forms_of_a_page_keep_each_others_answers(answers):
    core, load = Form(answers, [SECTION]), Form(answers, [LOAD])
    type_into(core, {"plank_s": {"value": "45", "unit": "s"}})
    type_into(load, {"weekly_km": {"value": "10", "unit": "mi"}})
    assert set(answers.values) == {"plank_s", "weekly_km"}
    type_into(core, {})
    assert set(answers.values) == {"weekly_km"}


def test_a_question_in_two_forms_is_in_step(answers):
    one, other = Form(answers, [SECTION]), Form(answers, [SECTION])
    type_into(one, {"plank_s": {"value": "45", "unit": "s"}})
    assert other.shown["answers"] == one.shown["answers"]


def test_a_unit_that_no_field_shows_is_shown_in_the_questions_own(answers):
    form = Form(answers, [LOAD])
    answers.raw = {"weekly_km": {"value": 5000, "unit": "m"}}
    assert form.shown["answers"]["weekly_km"] == {"value": 5.0, "unit": "km"}


def test_stored_answers_come_back(answers):
    form = Form(answers, [SECTION])
    form.set_state({"restored": {"plank_s": {"value": "45", "unit": "s"}, "weekly_km": {"value": "9", "unit": "km"}}})
    assert answers.values == {"plank_s": 45.0, "weekly_km": 9.0}
    assert "plank_s" in form.shown["answers"]


def test_forget_and_own_messages(answers):
    form = Form(answers, [SECTION])
    answers.set_person({"plank_s": 30}, "Sam")
    form._handle_custom_msg({"kind": "own", "answers": {"plank_s": {"value": "45", "unit": "s"}}}, [])
    assert answers.values == {"plank_s": 45.0} and form.person == ""
    form._handle_custom_msg({"kind": "forget"}, [])
    assert answers.values == {} and form.shown["answers"] == {}


@pytest.mark.parametrize(
    "hostile",
    [
        None,
        [],
        {"number": 1},
        {"number": "1", "answers": {}},
        {"number": -1, "answers": {}},
        {"number": True, "answers": {}},
        {"number": 1, "answers": []},
        {"number": 1, "answers": {str(n): n for n in range(501)}},
        {"number": 1, "answers": {}, "more": 1},
    ],
)
def test_a_hostile_message_changes_nothing(answers, hostile):
    form = Form(answers, [SECTION])
    type_into(form, {"plank_s": {"value": "45", "unit": "s"}})
    form.set_state({"typed": hostile})
    form.set_state({"restored": hostile})
    form._handle_custom_msg(hostile, [])
    assert answers.values == {"plank_s": 45.0}


def test_the_page_cannot_write_what_python_says(answers):
    form = Form(answers, [SECTION])
    before = (form.sections, form.storage_key, form.problem)
    form.set_state({"sections": [], "storage_key": "other", "problem": "x", "shown": {}, "person": "x", "_esm": "x"})
    assert (form.sections, form.storage_key, form.problem) == before
    assert form.shown["answers"] == {} and form.person == ""


def test_own_message_that_is_no_set_of_answers_is_told_not_raised(answers):
    form = Form(answers, [SECTION])
    form._handle_custom_msg({"kind": "own", "answers": "x"}, [])
    assert form.problem


def test_a_closed_form_follows_no_more(answers):
    form = Form(answers, [SECTION])
    form.close()
    answers.raw = {"plank_s": 45}
    assert form.shown["answers"] == {}


def test_what_the_page_gets_of_a_question(answers):
    form = Form(answers, [SECTION, LOAD])
    plank, shoes = form.sections[0]["questions"]
    assert plank["units"] == [{"unit": "s", "label": "seconds", "factor": 1.0}]
    assert plank["claim"] == {
        "text": "A weak core tires the back.",
        "url": "09_evidence.ipynb#claim=core_weakness.hold",
        "grade": [("?", "untested"), ("●○○○", "very low certainty")],
    }
    sentence = "College men: average 124 seconds, typical distance from it 72 (standard deviation)."
    assert plank["norms"] == [[sentence, 0]]
    assert plank["tested"] == [0]
    assert plank["sources"] == [
        {
            "text": "Strand S, Hjelm J, 2014, J Hum Kinet, DOI 10.1000/plank, abstract read",
            "url": "https://doi.org/10.1000/plank",
            "doubt": "",
            "short": "Strand S 2014",
        }
    ]
    assert shoes["options"] == [["one", "One"], ["several", "Two or more"]]
    assert form.sections[1]["questions"][0]["units"][1] == {"unit": "mi", "label": "mi", "factor": 1.609344}


def test_each_norm_and_each_test_leads_to_its_own_source():
    content = load()
    form = Form(Answers(content), [FormSection("all", "All", tuple(content.questions))])
    for shown in form.sections[0]["questions"]:
        question = content.questions[shown["id"]]
        links = [short_name(norm.source, content) for norm in question.norms]
        assert [shown["sources"][at]["short"] for _, at in shown["norms"]] == links
        assert len(shown["tested"]) == (len(question.test.sources) if question.test else 0)


def test_no_unit_switch_where_there_is_nothing_to_switch(answers):
    assert not Form(answers, [SECTION]).show_unit_switch
    assert Form(answers, [LOAD]).show_unit_switch
    assert not Form(answers, [LOAD], show_unit_switch=False).show_unit_switch


def test_a_question_that_is_not_there_is_named(answers):
    with pytest.raises(ValueError, match="shoe_size"):
        Form(answers, [FormSection("x", "X", ("shoe_size",))])


@pytest.mark.parametrize(
    ("norm", "sentence"),
    [
        (Norm("women", "s", low=63, high=121, note="Middle half."), "Women: 63 to 121 seconds. Middle half."),
        (Norm("men", "s", low=60), "Men: at least 60 seconds."),
        (Norm("shoes", "s", low=-8, high=16), "Shoes: −8 to 16 seconds."),
        (Norm("all", "s", cutoff="under 20 s is short."), "All: under 20 s is short."),
    ],
)
def test_norms_read_as_sentences(norm, sentence):
    assert norm_sentence(norm, "s") == sentence


def test_units_are_exact():
    assert to_canonical(26.2, "mi", "km") == pytest.approx(42.1648128)  # 26.2 · 1.609344
    assert to_canonical(1, "lb", "kg") == 0.45359237
    assert to_canonical(12, "in", "cm") == pytest.approx(to_canonical(1, "ft", "m") * 100)
    assert to_canonical(3, "deg", "deg") == 3
    assert all(factors[unit] == 1 for unit, factors in FACTORS.items())
    assert all(imperial(unit) in factors for unit, factors in FACTORS.items() if imperial(unit))


def test_a_wrong_unit_names_the_allowed_ones():
    with pytest.raises(ValueError, match="km or mi or m"):
        to_canonical(1, "lb", "km")


def test_the_tools_of_the_self_tests_come_when_they_are_asked_for(answers, sent):
    form = Form(answers, [SECTION])
    assert not any("export default { open" in str(message) for message in sent)
    form._handle_custom_msg({"kind": "tools"}, [])
    tools = sent[-1]["content"]
    assert "export default { open" in tools["script"] and ".lbt-tool" in tools["style"]


def test_a_self_test_tells_its_tool_and_when_to_stop(content):
    test = evolve(PLANK.test, tool="hold", stop="Stop when you sag.")
    content.questions[PLANK.id] = evolve(PLANK, test=test)
    question = Form(Answers(content), [SECTION]).sections[0]["questions"][0]
    assert (question["test"]["tool"], question["test"]["stop"]) == ("hold", "Stop when you sag.")


def test_every_self_test_with_a_tool_can_be_used_on_the_page():
    tools = {question.test.tool for question in load().questions.values() if question.test}
    assert tools == {None, *get_args(Tool)}
    script = _static.module(*TOOLS)
    known = re.search(r"^const TOOLS = \{(.*)\};", script, re.MULTILINE)[1]
    assert set(re.findall(r"(\w+):", known)) == set(get_args(Tool))
