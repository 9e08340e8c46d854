"""The labs' models: `<chapter>.py` has one function for each lab of `content/labs/<chapter>.yaml`, by the lab's id."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from attrs import field, frozen

from lbt_widgets.content.labs import Lab
from lbt_widgets.figures.picture import Picture
from lbt_widgets.figures.pose import Pose


@frozen
class Outcome:
    """What a lab shows for some settings.

    `value`: the number that was to be guessed, in the guess's unit; NaN where there is none, though never where the
    question asked. `counts_as`: by slider, the value to be held against what was published, where it is not its own.
    """

    value: float
    picture: Picture
    pose: Pose | None = None
    counts_as: dict[str, float] = field(factory=dict)


Run = Callable[[dict[str, float], float | None], Outcome]
"""Settings by slider and the guess (None before it) → what is shown; ValueError where the settings do not go together."""


def run_of(lab: Lab) -> Run:
    """The function behind a lab."""
    run: Run = getattr(import_module(f"{__name__}.{lab.chapter}"), lab.id)
    return run
