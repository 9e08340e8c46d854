"""One answer at a time: what is taken, and the sentence when it is not."""

import math

import pytest

from lbt_widgets.content import load
from lbt_widgets.content.answers import read_answer

QUESTIONS = load().questions


@pytest.mark.parametrize("raw", [None, "", "  ", "unknown", {"value": None}, {"value": "", "unit": "km"}])
def test_unknown_is_none(raw):
    assert read_answer(QUESTIONS["weekly_km"], raw) is None


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("weekly_km", 30, 30.0),
        ("weekly_km", "30,5", 30.5),
        ("weekly_km", "10 mi", 16.09344),
        ("plank_s", "2 min", 120.0),
        ("pelvic_tilt_deg", "−5", -5.0),
        ("weekly_km", {"value": "10", "unit": "mi"}, 16.09344),
        ("mass_kg", {"value": 154, "unit": "lb"}, 69.853225),  # 154 × 0.45359237 = 69.85322…
        ("height_cm", {"value": 70, "unit": "in"}, 177.8),  # 70 × 2.54
        ("previous_episodes", "3+", "3+"),
    ],
)
def test_values_and_units(name, raw, value):
    expected = pytest.approx(value, rel=1e-6) if isinstance(value, float) else value
    assert read_answer(QUESTIONS[name], raw) == expected


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("plank_s", 9999, ["plank_s: give a number from 0 to 600 seconds. You gave 9999."]),
        (
            "plank_s",
            {"value": 11, "unit": "min"},
            ["plank_s: give a number from 0 to 10 minutes. You gave 11 minutes."],
        ),
        ("plank_s", -1, ["plank_s", "0 to 600 seconds"]),
        ("pelvic_tilt_deg", "steep", ["degrees. You gave steep."]),
        ("plank_s", math.nan, ["plank_s", "nan"]),
        ("plank_s", math.inf, ["plank_s", "inf"]),
        ("plank_s", "long", ["plank_s", "number", "long"]),
        ("downhill_m_week", "1e3", ["give a number", "You gave 1e3."]),  # as every other box of a page refuses it
        ("weekly_km", "10 furlongs", ["weekly_km", "furlongs", "km"]),
        ("downhill_m_week", "1,100", ["downhill_m_week", "1,100", "two ways", "1100"]),
        ("downhill_m_week", "1.100", ["downhill_m_week", "two ways"]),
        ("height_cm", {"value": "5'6", "unit": "in"}, ["height_cm", "47.3 to 86.6 in"]),
        ("plank_s", True, ["plank_s", "number", "True"]),
        ("plank_s", [1], ["plank_s", "number"]),
        ("plank_s", 10**400, ["plank_s"]),
        ("plank_s", {"value": 3, "unit": "km"}, ["plank_s", "km"]),
        ("mass_kg", {"value": 11, "unit": "stone"}, ["mass_kg", "stone", "kg", "lb"]),
        ("mass_kg", {"value": 70, "units": "kg"}, ["mass_kg", "value", "unit"]),
        ("mass_kg", {"value": 70, "unit": 3}, ["mass_kg", "unit"]),
        ("previous_episodes", "many", ["previous_episodes", "0, 1-2, 3+", "many"]),
        ("previous_episodes", 3, ["previous_episodes", "3"]),
        ("previous_episodes", {"value": "0", "unit": "km"}, ["previous_episodes", "no unit"]),
    ],
)
def test_a_fault_is_one_line_that_names_field_range_and_value(name, raw, words):
    with pytest.raises(ValueError, match=name) as fault:
        read_answer(QUESTIONS[name], raw)
    text = str(fault.value)
    assert all(word in text for word in words), text
    assert "\n" not in text
    assert len(text) < 300
    assert not any(word in text for word in ("must be", "got ", " is none", " deg."))


@pytest.mark.parametrize("raw", ["1 200", "1\u202f200", "1\u00a0200"])
def test_thousands_may_stand_apart_as_the_page_writes_them(raw):
    assert read_answer(QUESTIONS["downhill_m_week"], raw) == 1200
