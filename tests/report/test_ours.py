"""What is our own choice or assumption is marked, where a reader may look for a source."""

import re

import pytest
from attrs import evolve

from lbt_widgets.report import report_html
from lbt_widgets.report.plan_part import OUR_DOSE

from .people import CONTENT, DAY, WELL, Read, at_their_worst, taken


def test_a_dose_that_no_trial_tested_is_marked_as_our_choice():
    """Behind the name of an exercise stand its trials, so that "3 sets of 8 to 10" looked like theirs."""
    html = report_html(taken(at_their_worst(), minutes=600), CONTENT, DAY)
    assert OUR_DOSE in html
    marked = {}
    for fix in CONTENT.fixes.values():
        for part in fix.parts:
            exercise = CONTENT.exercises[part.exercise]
            told = re.search(rf"<h4>{exercise.name} .*?<p><b>{re.escape(part.dose(exercise).in_words)}(°?)", html)
            if told:
                marked[exercise.id] = told[1] == "°"
    theirs = {name for name, ours in marked.items() if not ours}
    assert theirs == {"progressive_walking", "metronome_cadence_drill"} and len(marked) > len(theirs) + 2


def test_less_than_the_dose_of_a_trial_is_our_choice_too():
    """Of two walking plans one is the trial's and the other goes half the way."""
    walk = CONTENT.exercises["progressive_walking"]
    whole, part = (CONTENT.fixes[name].parts[0] for name in ("walk_most_days", "walk_an_hour"))
    assert (whole.is_our_choice(walk), part.is_our_choice(walk)) == (False, True)


@pytest.mark.parametrize(
    ("answers", "typical"),
    [
        ({"cadence_spm": 160.0}, r"\d+ % \[\d+\]"),  # what is typical was measured
        ({"cadence_spm": 160.0, "foot_strike": "heel"}, r"\d+ % °"),  # of how the foot lands it is assumed
        ({"tired": "worn_out"}, r"\d+ %(?! [°\[])"),  # nothing of this cause was answered
    ],
)
def test_what_is_typical_has_its_sources_or_is_marked_as_assumed(answers, typical):
    found = taken(evolve(WELL[0], answers=answers), minutes=None)
    text = Read(report_html(found, CONTENT, DAY)).text
    assert "our own sum" in text and "(°: assumed, at least in part)" in text
    row = re.search(rf"{CONTENT.causes['running_form'].title}(?:\d+ % ?){{2}}(.{{12}})", text)[1]
    assert re.match(typical, row)
