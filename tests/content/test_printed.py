"""Findings, sources and trial doses say what was noted when each paper was read.

`printed.json` is that note, made apart from `content/`: for each source its results, as value, upper end of a range and
interval, and every number of its entry. A new source or a new result is entered there by hand, from the paper.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.evidence import Finding

from .test_claims import numbers

CONTENT = load()
PRINTED = json.loads((Path(__file__).parent / "printed.json").read_text("utf-8"))
SCALE_WORDS = {"0", "1"}  # "below 0 is good", "1 = the same"

# Exercise → the source of its trial, and what that trial fixed of the dose.
TRIAL_PLANS = {
    "nordic_hamstring": (
        "jce2021nordicdose",
        {"sets": (2, 3), "reps": (5, 12), "days_per_week": (1, 3), "weeks": (10, 10)},
    ),
    "run_walk_restart": ("neason2024asteroid", {"minutes": (30, 30), "days_per_week": (3, 3), "weeks": (12, 12)}),
    "progressive_walking": ("pocovi2024walkback", {"days_per_week": (5, 5), "weeks": (26, 26)}),
    "metronome_cadence_drill": ("willy2016retrain", {}),  # eight sessions: see below
}


def has_result(finding: Finding) -> bool:
    """Whether its source printed this value with this interval."""
    interval = list(finding.ci95) if finding.ci95 else None
    return [finding.value, finding.high, interval] in PRINTED[finding.source]["values"]


def unknown_numbers(text: str, source: str) -> set[str]:
    printed = {f"{number:g}" for number in PRINTED[source]["numbers"]}
    return numbers(text) - printed - SCALE_WORDS


@pytest.mark.parametrize("name", CONTENT.findings)
def test_a_finding_has_the_numbers_that_its_source_printed(name: str) -> None:
    finding = CONTENT.findings[name]
    assert finding.value is None or has_result(finding)
    assert unknown_numbers(f"{finding.what} {finding.unit} {finding.p} {finding.doubt}", finding.source) == set()


def test_a_slip_in_a_number_is_seen() -> None:
    finding = CONTENT.findings["footwear.cushioning.malisoux2020cushion_1"]  # 1.52 (1.07 to 2.16), 848 runners
    assert has_result(finding)
    assert not has_result(evolve(finding, value=1.53))
    assert not has_result(evolve(finding, ci95=(1.07, 2.17)))
    assert unknown_numbers("hard against soft shoe, 884 runners", finding.source) == {"884"}


@pytest.mark.parametrize("name", sorted({finding.source for finding in CONTENT.findings.values()}))
def test_a_source_says_who_was_studied_as_it_was_read(name: str) -> None:
    source = CONTENT.sources[name]
    assert unknown_numbers(f"{source.n} {source.population} {source.design}", name) == set()


def test_a_trial_dose_is_what_the_trial_did() -> None:
    trials = {exercise.id: exercise for exercise in CONTENT.exercises.values() if exercise.dose.basis == "trial"}
    assert set(trials) <= set(TRIAL_PLANS), "say in TRIAL_PLANS what the trial did"
    for name, exercise in trials.items():
        source, plan = TRIAL_PLANS[name]
        assert source in exercise.sources
        assert {part: getattr(exercise.dose, part) for part in plan} == plan


def test_eight_sessions_fit_into_the_cadence_drill() -> None:
    dose = CONTENT.exercises["metronome_cadence_drill"].dose
    least, most = (days * weeks for days, weeks in zip(dose.days_per_week, dose.weeks, strict=True))
    assert least <= 8 <= most
    assert re.search(r"\beight sessions\b", dose.basis_note)
    assert "8 sessions" in CONTENT.sources["willy2016retrain"].design


def test_the_walk_ends_at_thirty_minutes() -> None:
    assert CONTENT.exercises["progressive_walking"].dose.minutes[1] == 30
