"""GPX: time, heart rate and cadence; the distance is that between its points, by gpxpy.

The file is read piece by piece, as gpxpy's own parser would hold some 300 MB for a file of 20 MB and cannot be ended.
Its points are measured a few at a time and dropped with their positions, so a long track needs no more memory than a
short one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from .markup import Elements, Mean, moment, number, parse
from .records import Metric, ReadFault, RunSummary, metric
from .sports import must_be_running
from .watch import Watch

if TYPE_CHECKING:
    from gpxpy.gpx import GPXTrackPoint

MAX_POINTS = 200_000
AT_A_TIME = 1000
"""Points that are held until they are measured."""
FASTEST_RUN_M_S = 7.0
"""An assumption, used only where the file names no sport: a mean above it is no run."""
HIGHEST_M = 10_000
NO_SPORT = "The file does not say that it is a run."


class Track(Elements):
    """What the points of all tracks in one file add up to."""

    def __init__(self) -> None:
        from gpxpy.gpx import GPXTrackPoint, GPXTrackSegment

        super().__init__()
        self._make_point = GPXTrackPoint
        self._segment = GPXTrackSegment()
        self.length_m = 0.0
        self.moving_s = 0.0
        self.points = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.sport = ""
        self.device: str | None = None
        self.means = {"hr": Mean(), "cad": Mean(), "power": Mean()}
        self._point: GPXTrackPoint | None = None
        self._told: dict[str, float | None] = {}  # by the point: one that says a thing twice has it once

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "gpx":
            self.device = attributes.get("creator", "")[:60] or None
        elif name == "trkseg":
            self.measure()
            self._segment.points.clear()
        elif name == "trkpt":
            self._open_point(attributes)

    def closed(self, name: str, text: str) -> None:
        if name == "type" and self.path[-1:] == ["trk"]:
            self.sport = self.sport or text
        elif self._point is None:
            return
        elif name == "trkpt":
            for field, mean in self.means.items():
                mean.add(self._told.get(field))
            self._point = None
        elif name == "time":
            self._set_time(self._point, moment(text))
        elif name == "ele":
            height_m = number(text)
            self._point.elevation = height_m if height_m is not None and abs(height_m) < HIGHEST_M else None
        elif name in self.means:
            self._told[name] = number(text)

    def _open_point(self, attributes: dict[str, str]) -> None:
        latitude, longitude = number(attributes.get("lat", "")), number(attributes.get("lon", ""))
        if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 360):
            return
        self.points += 1
        if self.points > MAX_POINTS:
            raise ReadFault("too_large", f"It has more than {MAX_POINTS:,} points: no run is that long.")
        if len(self._segment.points) >= AT_A_TIME:
            self.measure()
        self._point = self._make_point(latitude, longitude)
        self._told = {}
        self._segment.points.append(self._point)

    def _set_time(self, point: GPXTrackPoint, time: datetime | None) -> None:
        point.time = time
        if time is not None:
            self.first = min(self.first or time, time)
            self.last = max(self.last or time, time)

    def measure(self) -> None:
        """Add what is held to the length and the time that it moves; only the last point stays, to go on from."""
        self.length_m += self._segment.length_2d() or 0.0
        moving = self._segment.get_moving_data(raw=True)
        self.moving_s += moving.moving_time if moving else 0.0
        del self._segment.points[:-1]


def read_gpx(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    """The run of a GPX file; all its tracks are one run."""
    track = Track()
    yield from parse(data, track, watch)
    track.measure()
    if not track.points:
        raise ReadFault("not_a_run", "It holds no recorded track, only a route or places, or nothing at all.")
    if track.sport:
        must_be_running(track.sport)
    if not track.sport and track.moving_s and track.length_m / track.moving_s > FASTEST_RUN_M_S:
        raise ReadFault("not_a_run", "It names no sport and is too fast for a run, so it is left out.")
    elapsed_s = (track.last - track.first).total_seconds() if track.first and track.last else None
    found = {
        **metric("distance_m", track.length_m, "trkpt, length between the points"),
        **metric("moving_time_s", track.moving_s, "time, where faster than 1 km/h"),
        **metric("elapsed_time_s", elapsed_s, "time, from first to last point"),
        **_mean("cadence_spm", track, "cad"),
        **_mean("heart_rate_bpm", track, "hr"),
        **_mean("power_w", track, "power"),
    }
    yield RunSummary.of(name, found, track.first, track.device, () if track.sport else (NO_SPORT,))


def _mean(ours: str, track: Track, field: str) -> dict[str, Metric]:
    mean = track.means[field]
    return metric(ours, mean.value, field, mean.count / track.points)
