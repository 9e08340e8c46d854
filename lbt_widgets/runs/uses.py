"""What each value of a run is used for on a page, or why for nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from attrs import frozen

from .form import FROM_METRIC, Suggestion
from .own_form import MEASURED
from .records import RunSummary
from .training import BEFORE, clock

OF_WEEKS = ("distance_m", "moving_time_s")
METRIC = {"longest_run_30d_km": "distance_m", "weekly_km": "distance_m", **FROM_METRIC}
"""Question → the metric that answers it."""
CALLED = {
    "longest_run_30d_km": "your longest run",
    "weekly_km": "your week",
    "cadence_spm": "steps a minute",
    "vertical_ratio_pct": "vertical ratio",
}


@frozen
class Uses:
    """What was made of some runs.

    `today`: the day of the newest run; None where none has a date. `weeks_since`: the first day of the weeks that are
    shown. `modelled`: the runs in the picture of the steps.
    """

    suggestions: Sequence[Suggestion]
    modelled: Collection[RunSummary]
    today: date | None
    weeks_since: date | None

    def of(self, name: str, run: RunSummary) -> str:
        """What this metric of this run sets, or that it sets nothing and why."""
        offered = [one for one in self.suggestions if METRIC[one.question] == name and run in one.runs]
        found = [CALLED[one.question] for one in offered if one.fits]
        if name in OF_WEEKS and run.start and self.weeks_since and clock(run).date() >= self.weeks_since:
            found.append("your weeks")
        if name in MEASURED and run in self.modelled:
            found.append("your steps")
        if found:
            return ", ".join(found)
        if name not in (*OF_WEEKS, *MEASURED, *FROM_METRIC.values()):
            return "nothing here"
        return f"nothing, because {self._why(name, run, beyond=bool(offered))}"

    def _why(self, name: str, run: RunSummary, beyond: bool) -> str:
        if beyond:
            return "the form does not take such a number"
        if run.start is None and (self.today or name in OF_WEEKS):
            return "the file has no date"
        if run.start and self.today and self.today - clock(run).date() >= BEFORE:
            return "the run is before the 30 days that count"
        if name in FROM_METRIC.values():
            return "the middle one of the newest runs counts"
        return "the model of your steps cannot use this run"
