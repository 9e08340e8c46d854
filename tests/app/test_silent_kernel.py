"""Where no answer comes from Python, whoever pressed is told so, by the script of each widget alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lbt_widgets.content import load
from lbt_widgets.runs import Suggestion
from lbt_widgets.widgets import Answers, ProfileModel
from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets.progress import Keep
from lbt_widgets.widgets.runs_offer import RunsOffer
from lbt_widgets.widgets.what_if import WhatIfControls, WhatIfModel

from .script_page import show

SILENT = "No answer has come for 3 seconds"


def answers(person: str = "") -> Answers:
    made = Answers(load())
    made.set_person({"plank_s": 45}, person)
    return made


def offer(person: str = "") -> RunsOffer:
    made = RunsOffer(answers(person))
    made.show([Suggestion("weekly_km", 20, "km", "a.fit", "distance", 1.0, "It is so.")])
    return made


def what_if() -> WhatIfControls:
    return WhatIfControls(WhatIfModel(ProfileModel(answers())))


def press(name: str) -> Callable[[Page, Path], None]:
    return lambda page, _folder: page.get_by_role("button", name=name).click()


def open_file(page: Page, folder: Path) -> None:
    path = folder / "kept.json"
    path.write_text(json.dumps({"workbook": "lbt", "version": 1, "answers": {"plank_s": 45}}), "utf-8")
    page.get_by_label("Open a file that you saved").set_input_files(path)
    expect(page.get_by_text("The file is open.")).to_be_visible()


CASES: dict[str, tuple[Callable[[], PageWidget], str, Callable[[Page, Path], None], str]] = {
    "take over": (
        offer,
        "runs_offer.css",
        press("Take the ticked ones over"),
        "model.tell('msg:custom', { kind: 'taken', ids: [], faults: {} }, [])",
    ),
    "own again": (
        lambda: offer("Sam"),
        "runs_offer.css",
        press("Back to my own answers"),
        "model.set('person', '')",
    ),
    "try": (
        what_if,
        "what_if.css",
        press("Try a change"),
        "model.set('shown', { ...model.get('shown'), number: model.get('asked').number })",
    ),
    "open": (
        lambda: Keep(hand_in=False),
        "keep.css",
        open_file,
        "model.tell('msg:custom', { kind: 'checked', number: 1, unusable: [] }, [])",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_silence_is_told_until_an_answer_comes(page: Page, tmp_path: Path, case: str) -> None:
    widget, sheet, do, reply = CASES[case]
    page.clock.install()
    show(page, widget(), sheet)
    do(page, tmp_path)
    page.clock.run_for(3000)
    expect(page.get_by_text(SILENT)).to_be_visible()
    page.evaluate(reply)
    expect(page.get_by_text(SILENT)).to_have_count(0)
