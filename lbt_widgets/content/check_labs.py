"""The part of `lbt check` for the labs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import asdict

from . import Content
from .chapters import OTHER_CHAPTERS
from .check_handbook import strings
from .labs import Control, Lab, Parameter, settings_in
from .numbers import numbers
from .places import CITED

ASSUMPTION = "assumption: "
MADE_UP = "made up"


def problems(content: Content) -> Iterator[str]:
    for lab in content.labs.values():
        if lab.chapter not in {*content.causes, *OTHER_CHAPTERS}:
            yield f"{_place(lab)}: there is no cause or other chapter {lab.chapter!r}; the file is named for one."
        prediction = lab.prediction
        if not prediction.min < prediction.max:
            yield f"{_place(lab)}: the guess needs a range, not {prediction.min:g} to {prediction.max:g}."
        yield from _given(lab)
        yield from _settings(lab, "prediction", prediction.move)
        for preset in lab.presets:
            yield from _settings(lab, f"preset {preset.id}", preset.settings)


def source_uses(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    for lab in content.labs.values():
        based: tuple[Control | Parameter, ...] = (*lab.controls, *lab.parameters)
        bases = [one.basis for one in based if not one.basis.startswith(ASSUMPTION)]
        yield _place(lab), [*lab.sources, *bases, *(name for one in based for name in one.rests_on)]
        yield _place(lab), CITED.findall(lab.prediction.given)


def _given(lab: Lab) -> Iterator[str]:
    """Before the guess a reader sees where the question's numbers are from, and no other number: it may be the answer."""
    given = lab.prediction.given
    if not CITED.search(given) and MADE_UP not in given:
        yield f"{_place(lab)}, given: name a source in square brackets, or say that the numbers are {MADE_UP}."
    for number in sorted(numbers(CITED.sub("", given)) - numbers(lab.prediction.question)):
        yield f"{_place(lab)}, given: the number {number} is not in the question; leave it out."


def told(lab: Lab) -> list[str]:
    """Every text of a lab. Where a slider ends is no text: nobody can cite it."""
    return [*strings(asdict(lab))]


def faults_of_runs(runs: Iterable[str], lab: Lab) -> Iterator[str]:
    """What is wrong with the settings at which a text asks the lab's model."""
    for run in runs:
        try:
            lab.check(lab.start | settings_in(run))
        except ValueError as fault:
            yield f"{{{run}}}: {fault}"


def _settings(lab: Lab, where: str, settings: dict[str, float]) -> Iterator[str]:
    controls = {control.id: control for control in lab.controls}
    for name, value in settings.items():
        if name not in controls:
            yield f"{_place(lab)}, {where}: there is no slider {name!r}; it has {', '.join(controls)}."
            continue
        try:
            controls[name].check(value)
        except ValueError as fault:
            yield f"{_place(lab)}, {where}: {fault}"


def _place(lab: Lab) -> str:
    return f"labs/{lab.chapter}.yaml, {lab.id}"
