"""A reader of 12 can follow: every part keeps to the target, or is listed with a reason."""

from __future__ import annotations

import runpy
from pathlib import Path

from lbt_widgets.content import load

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "reading_level.py"))


def test_every_part_keeps_to_the_target_or_is_an_exception() -> None:
    found = SCRIPT["grades"](load())
    hard = {name for name, grade in found.items() if grade > SCRIPT["TARGET"]}
    assert hard == set(SCRIPT["EXCEPTIONS"]), {name: found.get(name) for name in hard | set(SCRIPT["EXCEPTIONS"])}


def test_the_measure_tells_hard_from_easy() -> None:
    easy = "The leg swings back. The hip stops it. Then the back must bend a little more."
    hard = "Excessive anterior pelvic inclination necessitates compensatory lumbar hyperextension during propulsion."
    assert SCRIPT["grade"](easy) < 3 < 15 < SCRIPT["grade"](hard)


def test_marks_and_addresses_are_no_words() -> None:
    assert (
        SCRIPT["plain"]("## Why?\n\n- See [the claim](09_evidence.ipynb#claim=x).\n- *Two*")
        == "Why? See the claim. Two."
    )
    assert SCRIPT["plain"]("<p>One &amp; <b>two</b></p><p>three</p>") == "One & two. three."
