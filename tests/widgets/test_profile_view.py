"""From the profile's numbers to their claims and sources."""

from __future__ import annotations

from html import escape

from lbt_widgets.content import load
from lbt_widgets.content.places import place_of, typical_is_assumed, typical_sources
from lbt_widgets.figures.picture import NOWHERE
from lbt_widgets.figures.profile import contributions
from lbt_widgets.risk import Profile, assess
from lbt_widgets.widgets._links import MODEL_CARD
from lbt_widgets.widgets._sources import source_link
from lbt_widgets.widgets.answers import Answers
from lbt_widgets.widgets.model_card import assumptions, model_card_html
from lbt_widgets.widgets.profile_view import ProfileView, items_html, look_inside_html

CONTENT = load()


def test_each_row_behind_a_bar_leads_to_its_claim_and_to_its_studies():
    result = assess(Profile.from_answers({}, CONTENT), CONTENT)
    html = items_html(result, CONTENT)
    for found in result.causes.values():
        for item in found.items:
            effect = CONTENT.effects[item.effect]
            assert f'09_evidence.ipynb#claim={escape(place_of(effect, CONTENT))}"' in html
            row = html.partition(f">{escape(effect.label)}</a></th>")[2].partition("</tr>")[0]
            studies = row.split("<td>")[-1]
            assert all(source_link(figure.source, CONTENT) in studies for figure in effect.figures.values())
            assert effect.figures or "no published figure" in studies


def test_what_is_typical_names_its_source_or_says_that_it_is_an_assumption():
    html = items_html(assess(Profile.from_answers({}, CONTENT), CONTENT), CONTENT)
    for effect in CONTENT.effects.values():
        row = html.partition(f">{escape(effect.label)}</a></th>")[2].partition("</tr>")[0]
        typical = row.split("<td>")[2]
        assert ("(assumption" in typical) == typical_is_assumed(effect)
        assert typical.count("<a ") == len(typical_sources(effect))
        assert "<a " in typical or "(assumption" in typical


def test_what_moved_the_result_says_what_an_answer_is_compared_with():
    html = [part.html for part in ProfileView(Answers(CONTENT)).children if hasattr(part, "html")]
    assert any("compared with a typical runner" in one and "step is 0 can still move" in one for one in html)


def test_the_range_leads_to_its_survey_and_to_how_it_is_worked_out():
    view = ProfileView(Answers(CONTENT))
    survey = source_link(CONTENT.model.base_rate_source, CONTENT)
    assert f"<strong>Where these numbers are from.</strong> 23 of 100 runners overall: {survey}." in view.whence.html
    assert f'href="#{MODEL_CARD}"' in view.whence.html
    view.base_rate.value = 40
    assert "40 of 100 runners overall: your own setting." in view.whence.html


def test_the_base_rate_leads_to_its_survey_and_to_the_others():
    html = look_inside_html(CONTENT)
    assert CONTENT.sources[CONTENT.model.base_rate_source].doi in html
    assert f"09_evidence.ipynb#claim={CONTENT.model.base_rate_claim}" in html


def test_each_bar_and_row_of_what_moved_the_result_leads_to_a_claim_with_its_sources():
    person = CONTENT.people["worn-out-marathoner"]
    result = assess(Profile.from_answers(person.answers, CONTENT), CONTENT)
    found = contributions(result, CONTENT)
    places = found.table.leads["Sources"]
    bars = found.spec["data"][0]
    assert bars["customdata"] == [*places[: len(bars["x"]) - 1], NOWHERE]  # the last bar is the smaller ones together
    assert places[-1] == NOWHERE
    by_label = {one.label: one for one in result.contributions}
    for row, place in zip(found.table.rows[:-1], places[:-1], strict=True):
        claim, _, finding = place.partition("&finding=")
        shown = {one.source for one in CONTENT.claims[claim].findings if one.id == finding}
        assert set(by_label[row[0]].sources) <= shown


def test_every_figure_and_quoted_assumption_of_the_models_card_leads_to_its_source():
    html = model_card_html(CONTENT)
    tables = html[: html.index("Every source of these figures")]
    figures = [figure.source for effect in CONTENT.effects.values() for figure in effect.figures.values()]
    quoted = [one.source for _, one in assumptions(CONTENT) if one.source]
    assert quoted
    assert [name for name in (*figures, *quoted) if source_link(name, CONTENT) not in tables] == []
