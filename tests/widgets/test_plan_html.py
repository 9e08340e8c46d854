"""The cards of a plan: what stands on one, and where it leads."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from lbt_widgets.content import load
from lbt_widgets.content.numbers import numbers
from lbt_widgets.figures import plan as words
from lbt_widgets.risk import Profile, calendar, plan
from lbt_widgets.widgets._links import EXERCISE
from lbt_widgets.widgets._plan_html import WHOSE_DOSES, cards_html, from_target, left_html, week_html, weeks_html
from lbt_widgets.widgets._sources import source_link
from tests.report.people import at_their_worst

CONTENT = load()
FINDING = re.compile(r"claim=([\w.]+)&finding=(\w+)")


def test_two_numbers_of_two_studies_lead_each_to_its_own():
    target = next(one for one in CONTENT.fixes["leg_strength"].targets if one.question == "thigh_front_strength")
    told = from_target(target, CONTENT.fixes["leg_strength"], CONTENT)
    for number, source in (("0.26", "cai2017lowerlimb"), ("0.29", "cai2015muscle")):
        after = told.partition(number)[2]
        assert after.partition("(")[2].startswith(source_link(source, CONTENT))
    assert told.endswith("assumed.")  # both stand in the text, so none at its end


def planned(minutes):
    """A plan of somebody for whom as much as can be counts."""
    return plan(Profile.from_answers(at_their_worst().answers, CONTENT), CONTENT, minutes)


def rows_left(minutes):
    """Each change that was left out, with the cells of its row."""
    found = planned(minutes)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", left_html(found, CONTENT))
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", unescape(row)) for row in rows)
    return list(zip(found.left, cells, strict=True))


def test_each_number_of_what_was_left_out_leads_to_a_finding_with_the_figure_behind_it():
    """Without a minute nearly all is left out. The numbers of core and hips led to claims that hold none of a trial."""
    found = rows_left(0)
    counted = [(left, row[3]) for left, row in found if words.is_counted(left)]
    assert {left.basis for left, _cell in counted} == {"trial", "association"}
    for left, cell in counted:
        claim, finding = FINDING.search(cell).groups()
        shown = CONTENT.findings[f"{claim}.{finding}"]
        if left.basis == "trial":
            assert f"{claim}.{finding}" == CONTENT.fixes[left.fix].trial.finding
        figures = [one for effect in words.moved_effects(left, CONTENT) for one in effect.figures.values()]
        assert (shown.source, abs(shown.value)) in [(one.source, abs(one.value)) for one in figures]
    assert all("<a" not in row[3] for left, row in found if not words.is_counted(left))


def test_each_figure_of_why_something_is_left_out_leads_to_a_finding_that_tells_it():
    told = {left.fix: row[2] for left, row in rows_left(60) if numbers(CONTENT.fixes[left.fix].never)}
    assert {"warm_up", "stretch_after_run"} <= told.keys()
    for fix, why in told.items():
        claim, finding = FINDING.search(why).groups()
        assert numbers(CONTENT.fixes[fix].never) <= numbers(CONTENT.findings[f"{claim}.{finding}"])


def test_the_doses_of_the_weeks_say_whose_they_are_and_lead_to_their_exercises():
    found = planned(60)
    weeks = calendar(found, CONTENT, date(2026, 11, 23))
    cards = cards_html(found, {one.fix: {} for one in found.chosen}, CONTENT)
    below = weeks_html(weeks, CONTENT)
    assert below.index(WHOSE_DOSES) < below.index('class="lbt-week"')
    link = re.compile(rf'href="#{EXERCISE}(\w+)">([^<]*)<')
    for html in (below, week_html(weeks, {one.fix: {} for one in found.chosen}, date(2027, 2, 20), CONTENT)):
        linked = {name: unescape(text) for name, text in link.findall(html)}
        assert linked.keys() >= {work.exercise for session in weeks.weeks[-1].sessions for work in session.works}
        for name, text in linked.items():
            assert text == CONTENT.exercises[name].name
            assert cards.count(f'<summary id="{EXERCISE}{name}">') == 1


def test_where_no_week_holds_a_dose_nothing_is_said_of_doses():
    least = planned(0)
    assert WHOSE_DOSES not in weeks_html(calendar(least, CONTENT, date(2026, 11, 23)), CONTENT)
