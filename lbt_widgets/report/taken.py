"""All that a report is made of, together as it stood at one moment."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.records import ActionAdvice
from lbt_widgets.risk import Assessment, Calendar, Plan, Profile
from lbt_widgets.risk.safety import advice_on


@frozen
class Taken:
    """One person's answers and what came of them.

    `red_flags`: the ids of the ticked ones. `plan` and `weeks`: None until there is a plan. `person`: the name of an
    example runner; "" for the reader, whose name nobody asks for. `units`: those that the reader has chosen.
    `safety_asked`: whether somebody answered the safety questions, so that no ticked sign means none there.
    """

    profile: Profile
    result: Assessment
    red_flags: tuple[str, ...] = ()
    plan: Plan | None = None
    weeks: Calendar | None = None
    person: str = ""
    safety_asked: bool = False
    units: Literal["metric", "imperial"] = "metric"

    def advice(self, content: Content) -> ActionAdvice | None:
        """What the ticked red flags ask for. Where it stops the score, it is all that may be shown."""
        if self.plan and self.plan.stopped:
            return self.plan.advice
        return advice_on(self.red_flags, content)
