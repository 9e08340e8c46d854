"""Before and after: exact in the middle, a band of its own, never age or history."""

import pytest
from hypothesis import given, settings

from lbt_widgets.risk import Profile, what_if

from .cases import CONTENT, profiles

TIRED = Profile({"tired": "worn_out", "sleep_quality": "poor"})


def test_the_change_is_after_minus_before():
    found = what_if(TIRED, {"tired": "fresh"}, CONTENT)
    assert found.change_per_100.mean == pytest.approx(found.after.per_100.mean - found.before.per_100.mean)
    assert found.change_per_100.low <= found.change_per_100.mean <= found.change_per_100.high
    assert found.change_per_100.mean < 0


def test_the_band_is_that_of_the_change_not_of_the_person():
    found = what_if(TIRED, {"tired": "fresh"}, CONTENT)
    width = found.change_per_100.high - found.change_per_100.low
    assert width < found.before.per_100.high - found.before.per_100.low


@pytest.mark.parametrize(("name", "value"), [("age_years", 20), ("previous_episodes", "0")])
def test_nobody_can_change_age_or_history(name, value):
    with pytest.raises(ValueError, match=name):
        what_if(TIRED, {name: value}, CONTENT)


@given(profiles())
@settings(max_examples=50, deadline=None)
def test_no_change_is_no_change(profile):
    found = what_if(profile, {}, CONTENT)
    assert found.change_per_100 == pytest.approx((0, 0, 0), abs=1e-9)


def test_a_bad_change_is_a_sentence():
    with pytest.raises(ValueError, match="plank_s: must be 0 to 600 s"):
        what_if(TIRED, {"plank_s": -5}, CONTENT)
