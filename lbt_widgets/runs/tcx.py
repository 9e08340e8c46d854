"""TCX: the laps' distance and time, the points' heart rate and cadence. Positions are never looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .markup import Elements, Mean, moment, number, parse
from .records import Metric, ReadFault, RunSummary, metric
from .sports import is_running, must_be_running
from .watch import Watch

MAX_ACTIVITIES = 1000


class Activity:
    """One activity as it is read."""

    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.id = ""
        self.device: str | None = None
        self.distance_m = 0.0
        self.timer_s = 0.0
        self.points = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.heart_rate = Mean()
        self.cadence = Mean()
        self.power = Mean()

    def seen(self, time: datetime | None) -> None:
        if time is not None:
            self.first = min(self.first or time, time)
            self.last = max(self.last or time, time)


class Activities(Elements):
    """All activities of a file. Garmin writes cadence as RunCadence, Polar as Cadence."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Activity] = []
        self._told: dict[str, float | None] = {}  # by the point: one that says a thing twice has it once

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Activity":
            if len(self.found) >= MAX_ACTIVITIES:
                raise ReadFault("too_large", f"It holds more than {MAX_ACTIVITIES} activities.")
            self.found.append(Activity(attributes.get("Sport", "")))
        elif name == "Trackpoint" and self.found:
            self.found[-1].points += 1
            self._told = {}

    def closed(self, name: str, text: str) -> None:
        if not self.found:
            return
        activity, inside = self.found[-1], self.path[-1] if self.path else ""
        if inside == "Trackpoint" or "Trackpoint" in self.path:
            self._of_point(activity, name, inside, text)
        elif name == "Trackpoint":
            activity.heart_rate.add(self._told.get("Value"))
            activity.cadence.add(self._told.get("RunCadence") or self._told.get("Cadence"))
            activity.power.add(self._told.get("Watts"))
        elif inside == "Lap" and name == "TotalTimeSeconds":
            activity.timer_s += _positive(text)
        elif inside == "Lap" and name == "DistanceMeters":
            activity.distance_m += _positive(text)
        elif inside == "Activity" and name == "Id":
            activity.id = text
        elif inside == "Creator" and name == "Name":
            activity.device = text[:60] or None

    def _of_point(self, activity: Activity, name: str, inside: str, text: str) -> None:
        if name == "Time":
            activity.seen(moment(text))
        elif name in ("Cadence", "RunCadence", "Watts") or (name == "Value" and inside == "HeartRateBpm"):
            self._told[name] = number(text)


def read_tcx(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    """The running activities of a TCX file."""
    activities = Activities()
    yield from parse(data, activities, watch)
    if not activities.found:
        raise ReadFault("not_a_run", "It holds no activity, so nothing in it can be read as a run.")
    runs = [activity for activity in activities.found if is_running(activity.sport)]
    if not runs:
        must_be_running(activities.found[0].sport)
    for run in runs:
        elapsed_s = (run.last - run.first).total_seconds() if run.first and run.last else None
        found = {
            **metric("distance_m", run.distance_m, "Lap/DistanceMeters"),
            **metric("moving_time_s", run.timer_s, "Lap/TotalTimeSeconds"),
            **metric("elapsed_time_s", elapsed_s, "Trackpoint/Time, from first to last"),
            **_mean("cadence_spm", run.cadence, run, "RunCadence or Cadence"),
            **_mean("heart_rate_bpm", run.heart_rate, run, "HeartRateBpm"),
            **_mean("power_w", run.power, run, "Watts"),
        }
        yield RunSummary.of(name, found, moment(run.id) or run.first, run.device)


def _mean(ours: str, mean: Mean, run: Activity, field: str) -> dict[str, Metric]:
    return metric(ours, mean.value, field, mean.count / max(run.points, 1))


def _positive(text: str) -> float:
    value = number(text)
    return value if value is not None and 0 < value < 1e7 else 0.0
