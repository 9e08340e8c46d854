"""The dashboard without a browser: what is shown when, and that the numbers are the model's own."""

import re
from html import unescape

import pytest
from ipywidgets import Box, Widget

from lbt_widgets.content import load
from lbt_widgets.figures import profile as pictures
from lbt_widgets.risk import Profile, assess
from lbt_widgets.widgets import Dashboard, Picker, ProfileView
from lbt_widgets.widgets.fold import FoldButton
from lbt_widgets.widgets.live import Html
from lbt_widgets.words import speaking

CONTENT = load()


@pytest.fixture
def dashboard():
    return Dashboard(CONTENT)


def go_on(dashboard, *ticked):
    dashboard.safety.ticked = ticked
    dashboard.safety.none_true = set(ticked) <= {"ordinary"}  # an ordinary ache is no answer to the warning signs
    dashboard.safety.done = True


def htmls(part):
    """All the HTML in it, from top to bottom."""
    if isinstance(part, Html):
        yield part.html
    for child in getattr(part, "children", ()):
        yield from htmls(child)


def pick(picker, name):
    picker.set_state({"pick": {"number": picker.taken + 1, "id": name}})


def test_nothing_but_safety_at_first(dashboard):
    assert dashboard.safety in dashboard.children
    assert not hasattr(dashboard, "profile")


def test_no_warning_sign_opens_the_rest(dashboard):
    go_on(dashboard)
    assert dashboard.profile in dashboard.children
    assert dashboard.first_form in dashboard.children
    assert "12_diary.ipynb" in dashboard.children[-1].html
    assert (dashboard.first_form.show_forget, dashboard.more_form.show_forget) == (True, False)  # it forgets them all


def test_more_questions_stand_before_what_is_made_of_the_answers(dashboard):
    go_on(dashboard)
    headings = re.findall(r"<h2[^>]*>(\d)\. ([^<]+)", "".join(htmls(dashboard)))
    assert [int(number) for number, _ in headings] == list(range(1, 8))
    assert [words for _, words in headings[2:6]] == [
        "Your profile",
        "More questions, cause by cause",
        "What if?",
        "Your plan",
    ]
    place = dashboard.children.index
    assert place(dashboard.profile) < place(dashboard.more_form) < place(dashboard.what_if) < place(dashboard.plan)
    page = "".join(htmls(dashboard))
    assert page.count('href="#more-questions"') == 2  # at the profile, and at the plan
    assert page.count("id='more-questions'") == 1


def sections(widget: Widget) -> list[str]:
    """What its headings of the second level say."""
    if isinstance(widget, Box):
        return [heading for child in widget.children for heading in sections(child)]
    if isinstance(widget, FoldButton):
        return [widget.title] if widget.heading == 2 else []
    return [unescape(one) for one in re.findall("<h2[^>]*>(.*?)</h2>", widget.html)] if isinstance(widget, Html) else []


@pytest.mark.parametrize("language", CONTENT.languages)
def test_jupyterlabs_table_of_contents_is_told_each_section_in_its_order(language):
    with speaking(language):
        dashboard = Dashboard(CONTENT)
        closed = dashboard._repr_mimebundle_()
        go_on(dashboard)
        told = dashboard._repr_mimebundle_()
    assert closed == told  # an entry whose section is not there yet leads to the safety questions
    assert told["text/markdown"].split("\n\n")[1:] == [f"## {one}" for one in sections(dashboard)]
    assert not set(told["text/markdown"]) & set("*_`<>&[]\\")  # a heading's name would be another than its text
    assert told["application/vnd.jupyter.widget-view+json"]["model_id"] == dashboard.model_id


@pytest.mark.parametrize("flag", [f.id for f in CONTENT.safety.flags if f.action in ("emergency", "urgent")])
def test_a_red_flag_stops_the_score(dashboard, flag):
    go_on(dashboard, flag)
    assert not hasattr(dashboard, "profile")
    assert dashboard.children[-1] is dashboard.safety  # nothing goes on below it: no diary either


def test_a_routine_flag_leaves_a_note_and_goes_on(dashboard):
    go_on(dashboard, "not_settling.6weeks")
    assert dashboard.profile in dashboard.children
    assert dashboard.safety.result["action"] == "routine"


def test_a_red_flag_later_takes_the_score_away_and_keeps_the_answers(dashboard):
    go_on(dashboard)
    dashboard.answers.raw = {"weekly_km": {"value": 30, "unit": None}}
    dashboard.safety.done = False
    go_on(dashboard, "ces.bladder")
    assert dashboard.profile not in dashboard.children
    dashboard.safety.done = False
    go_on(dashboard)
    assert dashboard.profile in dashboard.children
    assert dashboard.answers.values == {"weekly_km": 30.0}


@pytest.mark.parametrize("flag", ["ces.bladder", "weight_loss"])
@pytest.mark.parametrize(
    "messages",
    [
        [{"done": True, "ticked": ["FLAG"]}],
        [{"ticked": ["FLAG"], "done": True}],
        [{"none_true": True, "done": True}, {"ticked": ["FLAG"]}],
        [{"done": True, "ticked": ["FLAG"], "none_true": True}],
        [{"done": True}, {"none_true": True, "ticked": ["FLAG"], "done": True}],
    ],
)
def test_no_order_of_messages_gets_past_a_red_flag(dashboard, flag, messages):
    for message in messages:
        dashboard.safety.set_state({k: [flag] if k == "ticked" else v for k, v in message.items()})
    assert not any(isinstance(child, ProfileView) for child in dashboard.children)


def test_a_plan_that_fails_leaves_no_score_under_a_red_flag(dashboard, monkeypatch):
    def fail():
        raise RuntimeError

    go_on(dashboard)
    monkeypatch.setattr(dashboard, "_tell_plan", fail)
    dashboard.safety.ticked = ("ces.bladder",)
    assert dashboard.profile not in dashboard.children


def test_a_score_needs_an_answer(dashboard):
    dashboard.safety.set_state({"done": True})
    assert not any(isinstance(child, ProfileView) for child in dashboard.children)


def test_an_example_runner_with_a_red_flag_has_no_score(dashboard):
    go_on(dashboard)
    pick(dashboard.people, "short-of-time")
    assert "there is no score" in dashboard.story.html
    assert "See somebody soon" in dashboard.story.html
    assert dashboard.profile.model.result.contributions == ()


@pytest.mark.parametrize("sign", ["not_settling.6weeks", "leg_pain.one_side"])
def test_ones_own_sign_is_said_to_stay_beside_an_example_and_counts_again_after_it(dashboard, sign):
    go_on(dashboard, sign)
    pick(dashboard.people, "worn-out-marathoner")
    name = CONTENT.people["worn-out-marathoner"].name
    assert dashboard.plan.model.red_flags == ()
    assert f"What stands below is now about {name}" in dashboard.whose_signs.html
    assert dashboard._taken().red_flags == ()
    dashboard.first_form._handle_custom_msg({"kind": "own", "answers": {}}, [])
    assert dashboard.whose_signs.html == ""
    assert dashboard.plan.model.red_flags == dashboard._taken().red_flags == (sign,)


def test_without_a_sign_nothing_is_said_of_one_beside_an_example(dashboard):
    go_on(dashboard, "ordinary")
    pick(dashboard.people, "worn-out-marathoner")
    assert dashboard.whose_signs.html == ""


WITH_A_SCORE = [person for person in CONTENT.people.values() if not person.red_flags]


@pytest.mark.parametrize("person", WITH_A_SCORE, ids=lambda p: p.id)
def test_an_example_runner_shows_the_models_numbers(dashboard, person):
    go_on(dashboard)
    pick(dashboard.people, person.id)
    expected = assess(Profile.from_answers(person.answers, CONTENT), CONTENT)
    assert dashboard.profile.model.result == expected
    assert dashboard.profile.dots.sentence == pictures.dots(expected).sentence
    assert dashboard.profile.causes.sentence == pictures.causes_explained(expected, CONTENT).sentence
    assert person.story in dashboard.story.html


def test_every_question_is_asked_once(dashboard):
    go_on(dashboard)
    asked = [
        q["id"] for form in (dashboard.first_form, dashboard.more_form) for s in form.sections for q in s["questions"]
    ]
    assert sorted(asked) == sorted(CONTENT.questions)
    assert [CONTENT.questions[name].last for name in asked[-2:]] == [True, True]


def test_belief_moves_the_profile(dashboard):
    go_on(dashboard)
    pick(dashboard.people, "worn-out-marathoner")
    before = dashboard.profile.dots.sentence
    dashboard.profile.belief.set_state({"value": 1.0})
    assert dashboard.profile.dots.sentence != before
    assert dashboard.profile.news.text.startswith("Profile updated")


def test_the_base_rate_can_be_moved(dashboard):
    go_on(dashboard)
    dashboard.profile.base_rate.set_state({"value": 10.0})
    assert "of 100 runners overall, 10" in dashboard.profile.dots.sentence


def test_a_forged_belief_is_refused(dashboard):
    go_on(dashboard)
    dashboard.profile.belief.set_state({"value": 1e8})
    assert dashboard.profile.model.belief == 0.5


def test_a_failing_callback_is_told(dashboard, monkeypatch):
    go_on(dashboard)
    monkeypatch.setattr(pictures, "dots", lambda result: 1 / 0)
    dashboard.profile.belief.set_state({"value": 0.7})
    assert "went wrong" in dashboard.profile.alert.text


@pytest.mark.parametrize(
    "forged", [{"number": 1, "id": "nobody"}, {"number": "x", "id": "new-to-hills"}, "new-to-hills", None]
)
def test_a_forged_choice_is_refused(forged):
    picker = Picker("Who?", {"new-to-hills": "Sam"})
    picker.set_state({"pick": forged})
    assert (picker.chosen, picker.taken) == ("", 0)


def test_what_moved_the_result_is_told_in_the_readers_units(dashboard):
    go_on(dashboard)
    dashboard.answers.raw = {"weekly_km": {"value": 160.9344, "unit": "km"}}
    shares = dashboard.profile.contributions.table["rows"]
    assert shares[0][1] == "160.93\u00a0km"
    dashboard.plan.form.set_state({"choices": {**dashboard.plan.form.choices, "units": "imperial"}})
    assert dashboard.profile.contributions.table["rows"][0][1] == "100 mi"
    assert dashboard.profile.contributions.spec
