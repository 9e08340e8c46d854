"""Numbers are told by their value, and a sum is right only where it comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from lbt_widgets import _resources
from lbt_widgets.content import load
from lbt_widgets.content.labs import settings_in
from lbt_widgets.content.numbers import numbers, unknown
from lbt_widgets.content.sums import Sum
from lbt_widgets.content.unbroken import unbroken
from lbt_widgets.widgets.labs import run_of

CONTENT = load()


def decimals(*written: str) -> set[Decimal]:
    return {Decimal(one) for one in written}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from 0.50 to 1.23", decimals("0.5", "1.23")),
        ("38,050 women and 10\u202f000 men", decimals("38050", "10000")),
        ("by 12, 6 and 0 mm.", decimals("12", "6", "0")),
        ("wu2021marathon, the L4 and p0", set()),
        ("a third, 17.6\u00a0%", decimals("17.6")),
    ],
)
def test_a_number_counts_by_its_value(text: str, found: set[Decimal]) -> None:
    assert numbers(text) == found


SETTINGS = re.compile(r"\{[^}]*\}")  # of a lab, in a text that asks its model
NOT_OURS = {"title", "journal", "doi", "pmid", "worked"}
OTHER_WAYS = {
    "18%": r"\d%",
    "-4": r"(?<![\w.)\]/–-])-\d",
    "38,050": r"\d,\d{3}\b",
    "+/-10": r"\+/-",
    "31 deg": r"\d deg\b",
}


def shown(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text of ours with its place: what others wrote, as a title, stays as they wrote it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_OURS:
                yield from shown(inner, f"{where}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from shown(inner, f"{where}/{inner.get('id', number) if isinstance(inner, dict) else number}")
    elif isinstance(value, str):
        yield where, SETTINGS.sub("", value)


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_a_number_is_written_in_one_way_everywhere(way: str) -> None:
    """18 %, −4, 38 050, ±10 and 31°."""
    load()
    texts = shown(json.loads(_resources.compiled_path().read_text("utf-8")))
    assert [where for where, text in texts if re.search(OTHER_WAYS[way], text)] == []
    assert re.search(OTHER_WAYS[way], f"by {way}")


def test_a_record_gives_its_texts_and_its_figures() -> None:
    found = numbers(CONTENT.findings["footwear.cushioning.malisoux2020cushion_1"])
    assert decimals("1.52", "1.07", "2.16", "6", "848") <= found
    assert not decimals("2020", "1") & found


def test_what_nothing_gives_is_named_from_the_least() -> None:
    assert [*unknown("100 of 7 and 3.5, or 12", ["12 of us"], 7.0)] == ["3.5", "100"]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("30 / (30 + 90) * 100 = 25", True),
        ("30 / (30 + 90) * 100 = 26", False),
        ("12.5 = 13", True),
        ("0.22 / 3.90 * 100 = 5.6", True),
        ("5 - 18 = -13", True),
    ],
)
def test_a_sum_is_rounded_as_it_is_written(line: str, right: bool) -> None:
    assert Sum.read(line).comes_out() == right


@pytest.mark.parametrize("line", ["2 +", "2 ** 3 = 8", "open('x') = 1", "1 / 0 = 1", "2 = two", "{a=1} = 1"])
def test_what_is_no_sum_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="is not a sum"):
        Sum.read(line).comes_out()


def test_a_sum_asks_a_model() -> None:
    found = Sum.read("{load_percent=20, joint=1} / 60 + 7 = 9")
    assert (found.runs, found.uses, found.result) == (["load_percent=20, joint=1"], {Decimal(7)}, "9")
    assert found.comes_out({"load_percent=20, joint=1": 120.0}.__getitem__)


ASKING = [(item, line) for item in CONTENT.quizzes.values() for line in item.worked if Sum.read(line).runs]


@pytest.mark.parametrize(("item", "line"), ASKING, ids=lambda one: getattr(one, "id", None))
def test_what_a_quiz_takes_from_a_lab_is_what_its_model_gives(item, line) -> None:
    (lab,) = (CONTENT.labs[name] for name in item.labs)
    assert Sum.read(line).comes_out(lambda run: run_of(lab)(lab.check(lab.start | settings_in(run)), None).value)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("about 100 000 steps", "about 100\u202f000 steps"),
        ("7.5 kN/m, give or take ± 9", "7.5\u00a0kN/m, give or take ±\u00a09"),
        ("19 % of 5 km", "19\u00a0% of 5\u00a0km"),
    ],
)
def test_no_line_breaks_within_a_number_or_before_its_unit(said, held):
    assert unbroken([{"text": said}]) == [{"text": held}]
