"""`lbt labs`: what a teacher finds there leads to a page that is there."""

from __future__ import annotations

import json

import pytest

from lbt_widgets._resources import notebooks_dir
from lbt_widgets.app.labs_command import text
from lbt_widgets.content import load
from lbt_widgets.figures.words import author_year

CONTENT = load()


def test_each_lab_with_its_papers_and_its_links() -> None:
    parts = text(CONTENT, 1000).split("\n")
    for lab in CONTENT.labs.values():
        [at] = [at for at, line in enumerate(parts) if line.partition("  ")[2] == f"{lab.id}: {lab.title}"]
        papers = "; ".join(author_year(CONTENT.sources[one]) for one in lab.sources)
        told = [line.strip() for line in parts[at + 1 :]]
        if papers:
            assert told.pop(0) == papers
        for preset, line in zip(lab.presets, told, strict=False):
            address, _, label = line.partition("  ")
            page, _, query = address.partition("?")
            assert (query, label) == (f"preset={lab.id}.{preset.id}", preset.label)
            assert f'Lab(\\"{lab.id}\\")' in (notebooks_dir() / page).read_text("utf-8")


def test_they_stand_in_the_order_of_the_chapters() -> None:
    numbers = [int(line.split()[0]) for line in text(CONTENT, 1000).split("\n") if line[0].isdigit()]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(CONTENT.labs)


def test_a_narrow_terminal_breaks_lines_and_no_link(lbt, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    _, shown, _ = lbt("labs")
    assert all(len(line) <= 50 or "?preset=" in line for line in shown.splitlines())
    links = [word for word in shown.split() if "?preset=" in word]
    assert len(links) == sum(len(lab.presets) for lab in CONTENT.labs.values())
    assert shown.split() == text(CONTENT, 1000).split()


def test_json_is_the_labs_as_they_are(lbt) -> None:
    _, shown, _ = lbt("labs", "--format", "json")
    labs = json.loads(shown)
    assert [lab["id"] for lab in labs] == list(CONTENT.labs)
    assert labs[0]["controls"][0]["min"] == next(iter(CONTENT.labs.values())).controls[0].min


@pytest.mark.parametrize("wrong", [["--format", "xml"], ["--colour"], ["spring_mass"]])
def test_a_wrong_option_is_answered_with_a_sentence(lbt, wrong) -> None:
    code, out, err = lbt("labs", *wrong)
    assert (code, out) == (2, "")
    assert err.startswith("lbt: ")
    assert wrong[-1] in err
