"""What stands on the page once runs were read: the offer to the form, the pictures, the way to the lab."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.labs import Lab
from lbt_widgets.runs import Metric, Suggestion
from lbt_widgets.runs.own_form import form_of
from lbt_widgets.runs.uses import Uses
from lbt_widgets.widgets import Answers, Fold, Html, Plot, RunsPart
from lbt_widgets.widgets.runs_offer import NEEDS_A_NUMBER, RunsOffer
from lbt_widgets.widgets.runs_part import lab_address, read_html, values_html
from lbt_widgets.widgets.runs_upload import RunsUpload
from tests.runs.test_own_form import steps
from tests.runs.test_training import run

CONTENT = load()
LAB: Lab = CONTENT.labs["spring_mass"]
NO_USES = Uses((), (), None, None)
NEW = datetime.now(UTC).replace(hour=7)


@pytest.fixture
def answers():
    return Answers(CONTENT)


def suggestion(question="weekly_km", value=40.0, fits=True):
    unit = CONTENT.questions[question].unit
    return Suggestion(question, value, unit, "a.fit", "session.total_distance", 0.9, "Why.", fits)


@pytest.fixture
def offer(answers, sent):
    made = RunsOffer(answers)
    made.show([suggestion(), suggestion("cadence_spm", 170.0), suggestion("longest_run_30d_km", 300.0, fits=False)])
    return made


def take(offer, sent, **given):
    offer._handle_custom_msg({"kind": "take", "answers": given}, [])
    return [message["content"] for message in sent if message.get("method") == "custom"][-1]


def test_nothing_is_answered_before_it_is_taken(offer, answers):
    assert answers.raw == {}
    assert offer.offers[0]["covers"] == "It covers 90 % of the run."


def test_what_the_files_may_not_show_whole_is_offered_as_that(part):
    show(part, run(0, 5))
    old = [one for one in part._made["offer"].offers if one["fits"]]
    assert [one["sure"] for one in old] == [False]
    assert "These runs end on 2 March 2026" in old[0]["sentence"]
    show(part, run(0, 5, start=NEW - timedelta(days=40)), run(39, 5, start=NEW - timedelta(days=40)))
    assert [one["sure"] for one in part._made["offer"].offers if one["fits"]] == [True, True]


def test_what_is_not_offered_has_its_reason(part):
    show(part, run(0, 5))
    left = {one["question"]["id"]: one["sentence"] for one in part._made["offer"].offers if not one["fits"]}
    assert set(left) == {"weekly_km", "cadence_spm", "vertical_ratio_pct"}
    assert "This needs runs that reach into four weeks" in left["weekly_km"]
    assert "1 run, of 2 March 2026." in words(part)


def test_what_is_taken_stands_with_the_typed_answers(offer, answers, sent):
    answers.raw = {"age_years": {"value": "40", "unit": None}}
    told = take(offer, sent, weekly_km={"value": "40", "unit": "km"}, cadence_spm={"value": "168", "unit": "steps/min"})
    assert told == {"kind": "taken", "ids": ["weekly_km", "cadence_spm"], "faults": {}}
    assert answers.values == {"age_years": 40.0, "weekly_km": 40.0, "cadence_spm": 168.0}
    assert offer.now["weekly_km"] == "40 km"


def test_an_own_answer_is_shown_beside_as_it_was_typed(offer, answers):
    answers.raw = {"weekly_km": {"value": "25", "unit": "mi"}}
    assert offer.now == {"weekly_km": "25 mi"}


def test_the_forms_own_checks_hold_and_then_nothing_is_taken(offer, answers, sent):
    told = take(
        offer, sent, weekly_km={"value": "999", "unit": "km"}, cadence_spm={"value": "170", "unit": "steps/min"}
    )
    assert told["ids"] == []
    assert told["faults"] == {"weekly_km": "Give a number from 0 to 300 km. You gave 999 km."}
    assert answers.raw == {}


def test_an_empty_field_is_not_zero(offer, answers, sent):
    assert take(offer, sent, weekly_km=None)["faults"] == {"weekly_km": NEEDS_A_NUMBER}
    assert answers.raw == {}


@pytest.mark.parametrize(
    "given",
    [
        {"age_years": {"value": "40", "unit": None}},  # was not offered
        {"longest_run_30d_km": {"value": "30", "unit": "km"}},  # was said not to fit
        {"nothing": 1},
    ],
)
def test_only_what_is_offered_can_be_taken(offer, answers, sent, given):
    assert take(offer, sent, **given)["ids"] == []
    assert answers.raw == {}


@pytest.mark.parametrize(
    "content",
    [None, "take", {"kind": "take"}, {"kind": "take", "answers": []}, {"kind": "own", "answers": 3}, {"kind": "?"}],
)
def test_garbage_changes_nothing(offer, answers, content):
    offer._handle_custom_msg(content, [])
    assert (answers.raw, offer.problem) == ({}, "")


@pytest.mark.parametrize(
    "value", [[], {"value": []}, {"value": 1, "more": 2}, True, "x" * 10_000, 10**400, float("nan")]
)
def test_a_hostile_value_is_a_fault_with_a_sentence(offer, answers, sent, value):
    told = take(offer, sent, weekly_km=value)
    assert told["ids"] == []
    assert len(told["faults"]["weekly_km"]) < 300
    assert answers.raw == {}


def test_an_example_runners_answers_are_left_alone(offer, answers, sent):
    answers.set_person({"weekly_km": 60}, "Sam")
    assert offer.person == "Sam"
    take(offer, sent, weekly_km={"value": "40", "unit": "km"})
    assert answers.values == {"weekly_km": 60.0}
    offer._handle_custom_msg({"kind": "own", "answers": {"weekly_km": {"value": "20", "unit": "km"}}}, [])
    assert (answers.person, answers.values) == ("", {"weekly_km": 20.0})


def test_a_closed_offer_follows_no_more(offer, answers):
    offer.close()
    answers.raw = {"weekly_km": {"value": "25", "unit": None}}
    assert offer.now == {}


@pytest.fixture
def part(answers, sent):
    return RunsPart(answers)


def show(part, *runs):
    part.upload.set_trait("runs", runs)
    assert part.alert.text == ""


def test_the_rate_beside_the_jumps_leads_to_its_study_and_its_row(part):
    show(part, run(0, 5), run(1, 8))
    rates = part._made["rates"].html
    study = part.content.sources["frandsen2025session"]
    assert f"https://doi.org/{study.doi}" in rates
    assert "#claim=training_load.sudden_increase&amp;finding=frandsen2025session_2" in rates  # 60 % longer
    assert part._made["jumps"].leads_at == "09_evidence.ipynb#claim="
    show(part, run(0, 5), run(1, 5))
    assert part._made["rates"].html == ""


def test_all_of_it_is_marked_as_english_for_pages_in_other_languages(part):
    show(part, run(0, 5), run(1, 8))
    part.values.button.opened = True
    told = [
        one for one in (*part.children, *part.values.children) if isinstance(one, (Html, Plot, RunsOffer, RunsUpload))
    ]
    assert len(told) > 5
    assert {one.lang for one in told} == {"en"}


def state_of(part):
    """What each widget below the upload holds for the browser."""
    return {
        name: json.dumps(
            {key: value for key, value in made.get_state().items() if key not in ("_esm", "_css")}, default=str
        )
        for name, made in part._made.items()
    }


def titles(part):
    return [child.title for child in part.children if isinstance(child, Plot)]


def words(part):
    return " ".join(child.html for child in part.children if isinstance(child, Html))


def test_only_the_upload_at_first(part):
    assert part.children == (part.alert, part.upload)


def test_a_month_shows_everything(part):
    show(part, *(steps(day) for day in range(0, 40, 4)))
    assert titles(part) == [
        "Your weeks",
        "Your runs beside the longest of the month before",
        "Fading means of your distance",
        "Your steps, run by run",
    ]
    assert "Watches and pods disagree" in words(part)
    assert "training_load.acwr" in words(part)
    assert all(
        child.height_px == child.drawing["layout"]["height"] for child in part.children if isinstance(child, Plot)
    )


def test_one_run_says_what_is_lacking(part):
    show(part, run(0, 10))
    assert titles(part) == ["Your weeks"]
    assert "no jump to look at" in words(part)
    assert "need runs that reach over 28 days" in words(part)
    assert "nothing to say about your steps" in words(part)


def test_runs_without_a_date_have_no_weeks(part):
    dateless = [steps(0), steps(0, 260)]
    show(part, *(type(one).of(one.file, one.metrics(), None, one.device) for one in dateless))
    assert "None of these runs has a date" in words(part)
    assert titles(part) == ["Your steps, run by run"]


def test_more_runs_change_the_same_pictures(part):
    show(part, run(0, 10), run(5, 12))
    before = [child for child in part.children if isinstance(child, Plot)]
    show(part, run(0, 10), run(5, 12), run(9, 20))
    assert [child for child in part.children if isinstance(child, Plot)] == before
    assert "1.67 times as long" in before[1].sentence


def test_forgotten_runs_are_gone_from_the_page(part):
    show(part, run(0, 10))
    show(part)
    assert part.children == (part.alert, part.upload)


def test_no_widget_holds_on_to_forgotten_runs(part):
    part.values.button.set_state({"opened": True})
    month = [steps(day) for day in range(0, 40, 4)]
    show(part, *month)
    assert all(
        "2026" in held
        for name, held in state_of(part).items()
        if name not in ("known", "rates", "training", "steps", "after_steps")
    )
    show(part)
    assert not re.search(r"2026|\.fit|\d km", " ".join(state_of(part).values()))
    show(part, *month)
    assert "April 2026" in words(part)
    assert part._made["weeks"].drawing["data"][0]["x"]


def test_the_readers_own_body_is_in_the_model(part, answers):
    show(part, steps(0))
    assert "example runner" in words(part)
    before = part._made["steps_plot"].sentence
    answers.raw = {"mass_kg": {"value": 90, "unit": None}, "height_cm": {"value": 190, "unit": None}}
    assert "here 90 kg and 1.01 m. These are from your answers." in words(part)
    assert part._made["steps_plot"].sentence != before


def test_an_example_runners_body_is_not_called_the_readers(part, answers):
    own = {"mass_kg": {"value": 90, "unit": None}, "height_cm": {"value": 190, "unit": None}}
    show(part, steps(0))
    answers.set_person({"mass_kg": 90, "height_cm": 190}, "Sam")
    assert "here 90 kg and 1.01 m. These are an example runner’s" in words(part)
    answers.set_own(own)  # the same numbers, now the reader's
    assert "here 90 kg and 1.01 m. These are from your answers." in words(part)


def test_values_are_built_when_opened_and_follow(part):
    show(part, run(0, 10))
    part.values.button.set_state({"opened": True})
    (table,) = part.values.children[1:]
    assert "10.00 km" in table.html
    show(part, run(0, 10), run(1, 11))
    assert "11.00 km" in table.html


def test_each_value_has_its_field_and_what_it_covers():
    html = values_html([steps(0, share=0.18)], NO_USES)
    assert "record.stance_time" in html
    assert ">18 %<" in html
    assert ">250 ms<" in html
    assert "heart rate" not in html  # was not measured


def test_all_of_a_run_is_covered_only_where_nothing_is_missing():
    assert ">99 %<" in values_html([steps(0, share=2795 / 2809)], NO_USES)
    assert ">100 %<" in values_html([steps(0, share=1)], NO_USES)
    assert ">1 %<" in values_html([steps(0, share=0.001)], NO_USES)


def test_each_value_says_what_it_really_set(part):
    undated = evolve(run(1, 5, file="undated.gpx"), start=None)
    ratio = Metric(8, "%", "session.avg_vertical_ratio")
    old = evolve(run(0, 9, file="old.fit", start=NEW - timedelta(days=80)), vertical_ratio_percent=ratio)
    show(part, undated, old, run(0, 10, file="new.fit", start=NEW - timedelta(days=2)))
    part.values.button.set_state({"opened": True})
    (values,) = part.values.children[1:]
    tables = {
        name: table
        for name in ("undated.gpx", "old.fit", "new.fit")
        for table in values.html.split("<details>")
        if name in table
    }
    assert ">your longest run, your week, your weeks<" in tables["new.fit"]
    assert ">nothing, because the file has no date<" in tables["undated.gpx"]
    assert "your" not in tables["undated.gpx"]
    assert ">your weeks<" in tables["old.fit"]
    assert ">nothing, because the run is before the 30 days that count<" in tables["old.fit"]
    assert "longest" not in tables["old.fit"]


def test_a_files_own_words_are_text():
    assert "<script>" not in values_html([run(0, 10, file="<script>.fit")], NO_USES)


def test_old_runs_are_said_to_be_old():
    from lbt_widgets.runs import history

    assert "none of these runs is so new" in read_html(history([run(0, 10)]))
    assert "so new" not in read_html(history([run(0, 10, start=NEW - timedelta(days=2))]))


@pytest.mark.parametrize(
    ("contact_ms", "address"), [(250, "05_running_form.ipynb?spring_mass=170,250,12"), (170, None)]
)
def test_the_lab_opens_at_the_runs_numbers_where_its_sliders_reach(contact_ms, address):
    form = form_of(steps(0, contact_ms), 70, 0.93)
    assert lab_address(form, CONTENT) == address


def test_a_fold_builds_once_when_it_is_opened(sent):
    made = []
    fold = Fold("More", lambda: made.append(Html(html="x")) or made)
    assert made == []
    fold.button.set_state({"opened": True})
    fold.button.set_state({"opened": False})
    assert "lbt-closed" in fold._dom_classes
    fold.button.set_state({"opened": True})
    assert "lbt-closed" not in fold._dom_classes
    assert fold.children == (fold.button, *made)
    assert len(made) == 1


def test_a_fold_that_cannot_be_built_says_so(sent):
    fold = Fold("More", lambda: 1 / 0)
    fold.button.set_state({"opened": True})
    assert "went wrong" in fold.button.problem


@pytest.mark.parametrize("forged", [None, 1, "yes", {}])
def test_a_fold_is_open_or_closed(sent, forged):
    fold = Fold("More", list)
    fold.button.set_state({"opened": forged})
    assert fold.button.opened is False
