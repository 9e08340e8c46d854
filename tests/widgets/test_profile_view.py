"""From the profile's numbers to their claims and sources."""

from __future__ import annotations

from lbt_widgets.content import load
from lbt_widgets.risk import Profile, assess
from lbt_widgets.widgets.profile_view import items_html, look_inside_html

CONTENT = load()


def test_each_row_behind_a_bar_leads_to_its_claim():
    result = assess(Profile.from_answers({}, CONTENT), CONTENT)
    html = items_html(result, CONTENT)
    for found in result.causes.values():
        for item in found.items:
            assert f'09_evidence.ipynb#claim={CONTENT.effects[item.effect].claim}"' in html


def test_the_base_rate_leads_to_its_survey_and_to_the_others():
    html = look_inside_html(CONTENT)
    assert CONTENT.sources[CONTENT.model.base_rate_source].doi in html
    assert f"09_evidence.ipynb#claim={CONTENT.model.base_rate_claim}" in html
