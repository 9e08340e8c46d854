"""The cards of a plan: what stands on one, and where it leads."""

from __future__ import annotations

from lbt_widgets.content import load
from lbt_widgets.widgets._plan_html import from_target
from lbt_widgets.widgets._sources import source_link

CONTENT = load()


def test_two_numbers_of_two_studies_lead_each_to_its_own():
    target = next(one for one in CONTENT.fixes["leg_strength"].targets if one.question == "thigh_front_strength")
    told = from_target(target, CONTENT.fixes["leg_strength"], CONTENT)
    for number, source in (("0.26", "cai2017lowerlimb"), ("0.29", "cai2015muscle")):
        after = told.partition(number)[2]
        assert after.partition("(")[2].startswith(source_link(source, CONTENT))
    assert told.endswith("assumed.")  # both stand in the text, so none at its end
