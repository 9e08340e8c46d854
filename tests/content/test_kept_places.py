"""What a reader's browser keeps of an answer is the places of the options: each place must go on meaning the same.

`quiz_places.txt` pins a short hash of every option, in the order shown. After an option is worded anew, or a question is
added, `python -m tests.content.test_kept_places` renews it; where an option has moved, it refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from lbt_widgets.content import load

PINS = Path(__file__).with_name("quiz_places.txt")
MEND = (
    "a kept answer would name another option; put new ones last, or give the question a new id and retire the old one"
)
Places = Mapping[str, list[str]]


def places_now() -> Places:
    shown = {item.id: [option.text for option in item.shown] for item in load().quizzes.values() if item.options}
    return {name: [sha256(text.encode()).hexdigest()[:8] for text in texts] for name, texts in shown.items()}


def places_pinned() -> Places:
    lines = [line.split() for line in PINS.read_text("utf-8").splitlines()]
    return {name: places for name, *places in lines}


def moved(pinned: Places, now: Places) -> Iterator[str]:
    """The questions of which an option stands at another place than was pinned, or is gone."""
    for name in pinned.keys() & now.keys():
        before, after = pinned[name], now[name]
        stays = [one == other for one, other in zip(before, after, strict=False)]
        at_another = any(after[at] in before or before[at] in after for at, same in enumerate(stays) if not same)
        if len(after) < len(before) or at_another:
            yield name


def test_no_option_has_moved() -> None:
    assert sorted(moved(places_pinned(), places_now())) == [], MEND


def test_every_option_is_pinned() -> None:
    assert places_now() == places_pinned(), "renew the pins: python -m tests.content.test_kept_places"


@pytest.mark.parametrize(
    ("after", "is_moved"),
    [("abc", False), ("abcd", False), ("axc", False), ("axcd", False), ("acb", True), ("xabc", True), ("axbc", True),
     ("ab", True), ("ac", True), ("abdc", True), ("bxc", True)],
)  # fmt: skip
def test_a_new_wording_or_one_more_at_the_end_moves_none(after: str, is_moved: bool) -> None:
    assert list(moved({"one": [*"abc"]}, {"one": [*after]})) == ["one"] * is_moved


def renew() -> None:
    if PINS.exists() and (those := sorted(moved(places_pinned(), places_now()))):
        raise SystemExit(f"{', '.join(those)}: {MEND}")
    PINS.write_text("".join(f"{name} {' '.join(places)}\n" for name, places in sorted(places_now().items())), "utf-8")


if __name__ == "__main__":
    renew()
