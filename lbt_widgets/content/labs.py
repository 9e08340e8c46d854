"""The labs, as frozen records: what a reader guesses, moves, and is led to find out."""

from __future__ import annotations

import re

from attrs import field, frozen
from attrs.validators import max_len, min_len

RUN = re.compile(r"\{([^{}]*)\}")
"""In a text: what a lab's model gives at these settings, its other sliders at their start: "{minutes=60}"."""


@frozen
class Control:
    """One slider: a number that the lab's model takes, in `unit`.

    `published`: what the paper covered; beyond it the lab says "extrapolated". `beyond`: what was published, in words,
    where that is one value alone; or, without `published`, that nobody can tell what was: then each value is beyond it. `options`: words for the values
    0, 1, …, shown as a choice in place of a slider. `basis`: where range and start come from. `again`: what a button
    says that goes one step on, and from the end back to the first, where each number is just another draw by lot.
    `stops`: values with a name, the nearest of which is said. `rests_on`: sources behind an assumption.
    """

    id: str
    label: str
    unit: str
    min: float
    max: float
    step: float
    start: float
    basis: str
    low_text: str = ""
    high_text: str = ""
    published: tuple[float, float] | None = None
    beyond: str = ""
    options: tuple[str, ...] = ()
    again: str = ""
    stops: tuple[tuple[float, str], ...] = ()
    rests_on: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.min <= self.start <= self.max or not 0 < self.step <= self.max - self.min:
            raise ValueError(f"start {self.start:g} and step {self.step:g} must fit into {self.min:g} to {self.max:g}")
        if self.options and (self.min, self.max, self.step) != (0, len(self.options) - 1, 1):
            raise ValueError(f"{len(self.options)} options need min 0, max {len(self.options) - 1} and step 1")
        if self.published and bool(self.beyond) != (self.published[0] == self.published[1]):
            raise ValueError("where one value alone is published, and of no range, beyond says what that was")
        if self.options and self.again:
            raise ValueError("a choice has no button to go one step on; take again or options away")

    def is_beyond(self, value: float) -> bool:
        """Whether nothing was published at this value, as far as we know."""
        if self.published is None:
            return bool(self.beyond)
        low, high = self.published
        return not low <= value <= high

    def check(self, value: object) -> float:
        """The value, or ValueError with a sentence for the reader."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{self.label}: must be a number, got {type(value).__name__}.")
        if not self.min <= value <= self.max:  # NaN fails too
            raise ValueError(f"{self.label}: must be {self.min:g} to {self.max:g} {self.unit}, got {value:g}.")
        if self.options and value != int(value):
            raise ValueError(f"{self.label}: must be one of 0 to {self.max:g}, got {value:g}.")
        return float(value)


@frozen
class Prediction:
    """The question before the sliders open: a number from `min` to `max`. `move`: where the run takes the sliders.

    `given`: where the question's own numbers are from, with sources in square brackets; it tells no number more.
    `digits`: as many of the answer count as the picture's sentence tells; below 1 no more than two.
    """

    question: str
    given: str
    unit: str
    min: float
    max: float
    move: dict[str, float]
    digits: int = 3

    def digits_of(self, answer: float) -> int:
        return min(self.digits, 2) if abs(answer) < 1 else self.digits


@frozen
class Parameter:
    """A number inside the model that no slider moves, and where it is from: a source's id or "assumption: why".

    `rests_on`: sources behind an assumption.
    """

    name: str
    value: str
    basis: str
    rests_on: tuple[str, ...] = ()


@frozen
class Preset:
    """Settings that a teacher can link to: `?preset=<lab>.<id>`."""

    id: str
    label: str
    settings: dict[str, float]


@frozen
class Lab:
    """One model to play with. The texts are plain paragraphs; `equation` is one line each.

    `chapter`: the file's name, a cause or another of `chapters.py`. `question` starts from what a runner has felt.
    `discover` leads by questions. `explain` is read after the run. `fails`: where the model is known to be wrong.
    `teller`: who says the number that a guess is compared with, where it is not a model.
    """

    id: str
    chapter: str
    title: str
    question: str
    controls: tuple[Control, ...] = field(validator=[min_len(2), max_len(4)])
    prediction: Prediction
    explain: str
    discover: tuple[str, ...] = field(validator=min_len(2))
    equation: tuple[str, ...] = field(validator=min_len(1))
    parameters: tuple[Parameter, ...]
    leaves_out: str
    sources: tuple[str, ...] = field(validator=min_len(1))
    fails: str | None = None
    teller: str = "the model"
    presets: tuple[Preset, ...] = ()

    @property
    def start(self) -> dict[str, float]:
        """Where the sliders stand at first."""
        return {control.id: control.start for control in self.controls}

    def check(self, settings: object) -> dict[str, float]:
        """All settings, or ValueError with a sentence that names the slider."""
        if not isinstance(settings, dict) or set(settings) != set(self.start):
            raise ValueError(f"settings must be {', '.join(self.start)}")
        return {control.id: control.check(settings[control.id]) for control in self.controls}


def settings_in(run: str) -> dict[str, float]:
    """What stands between the braces of a `RUN`: "minutes=60, pace_percent=70"."""
    pairs = (one.partition("=") for one in run.split(",") if one.strip())
    return {name.strip(): float(value) for name, _, value in pairs}
