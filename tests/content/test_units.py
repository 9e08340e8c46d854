"""Numbers in the papers' units, and in those of a reader who has miles in mind."""

from __future__ import annotations

import pytest

from lbt_widgets.content.units import beside


@pytest.mark.parametrize(
    ("value", "unit", "there", "other"),
    [
        (12, "km/h", 7.456, "mph"),
        (30, "km a week", 18.64, "mi a week"),
        (5, "min/km", 8.047, "min/mi"),  # a pace grows with a longer mile
        (70, "kg", 154.3, "lb"),
        (2.5, "mm", 0.0984, "in"),
        (0.6, "m/s", 1.969, "ft/s"),
    ],
)
def test_a_number_has_its_like_in_the_readers_unit(value: float, unit: str, there: float, other: str) -> None:
    name, one = beside(unit) or ("", 1.0)
    assert (name, value / one) == (other, pytest.approx(there, rel=1e-3))


@pytest.mark.parametrize("unit", ["", "°", "%", "min", "kN/m", "N·m per degree", "steps a minute", "of 100"])
def test_what_everybody_says_alike_has_none(unit: str) -> None:
    assert beside(unit) is None
