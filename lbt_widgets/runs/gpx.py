"""GPX: time, heart rate and cadence; the distance is that between its points, by gpxpy.

The file is read piece by piece, as gpxpy's own parser would hold some 300 MB for a file of 20 MB and cannot be ended.
Positions are dropped here, once the length is known.
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
FASTEST_RUN_M_S = 7.0
"""An assumption, used only where the file names no sport: a mean above it is no run."""
HIGHEST_M = 10_000
NO_SPORT = "The file does not say that it is a run."


class Track(Elements):
    """The points of all tracks in one file."""

    def __init__(self) -> None:
        from gpxpy.gpx import GPXTrackPoint

        super().__init__()
        self._make_point = GPXTrackPoint
        self.segments: list[list[GPXTrackPoint]] = []
        self.points = 0
        self.sport = ""
        self.device: str | None = None
        self.means = {"hr": Mean(), "cad": Mean(), "power": Mean()}
        self._point: GPXTrackPoint | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "gpx":
            self.device = attributes.get("creator", "")[:60] or None
        elif name == "trkseg":
            self.segments.append([])
        elif name == "trkpt":
            self._open_point(attributes)

    def closed(self, name: str, text: str) -> None:
        if name == "type" and self.path[-1:] == ["trk"]:
            self.sport = self.sport or text
        elif name == "trkpt":
            self._point = None
        elif self._point is None:
            return
        elif name == "time":
            self._point.time = moment(text)
        elif name == "ele":
            height_m = number(text)
            self._point.elevation = height_m if height_m is not None and abs(height_m) < HIGHEST_M else None
        elif name in self.means:
            self.means[name].add(number(text))

    def _open_point(self, attributes: dict[str, str]) -> None:
        latitude, longitude = number(attributes.get("lat", "")), number(attributes.get("lon", ""))
        if latitude is None or longitude is None or not (abs(latitude) <= 90 and abs(longitude) <= 360):
            return
        self.points += 1
        if self.points > MAX_POINTS:
            raise ReadFault("too_large", f"It has more than {MAX_POINTS:,} points: no run is that long.")
        self._point = self._make_point(latitude, longitude)
        (self.segments or [[]])[-1].append(self._point)


def read_gpx(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    """The run of a GPX file; all its tracks are one run."""
    track = Track()
    yield from parse(data, track, watch)
    if not track.points:
        raise ReadFault("not_a_run", "It holds no recorded track, only a route or places, or nothing at all.")
    if track.sport:
        must_be_running(track.sport)
    distance_m, moving_s = _length(track)
    if not track.sport and moving_s and distance_m / moving_s > FASTEST_RUN_M_S:
        raise ReadFault("not_a_run", "It names no sport and is too fast for a run, so it is left out.")
    times = [point.time for segment in track.segments for point in segment if point.time]
    found = {
        **metric("distance_m", distance_m, "trkpt, length between the points"),
        **metric("moving_time_s", moving_s, "time, where faster than 1 km/h"),
        **metric("elapsed_time_s", _span_s(times), "time, from first to last point"),
        **_mean("cadence_spm", track, "cad"),
        **_mean("heart_rate_bpm", track, "hr"),
        **_mean("power_w", track, "power"),
    }
    yield RunSummary.of(name, found, min(times, default=None), track.device, () if track.sport else (NO_SPORT,))


def _length(track: Track) -> tuple[float, float]:
    """Metres along the points, and seconds in which they move."""
    from gpxpy.gpx import GPXTrackSegment

    segments = [GPXTrackSegment(points) for points in track.segments]
    moving = [segment.get_moving_data() for segment in segments]
    return sum(segment.length_2d() or 0.0 for segment in segments), sum(
        one.moving_time for one in moving if one is not None
    )


def _span_s(times: list[datetime]) -> float:
    return (max(times) - min(times)).total_seconds() if times else 0.0


def _mean(ours: str, track: Track, field: str) -> dict[str, Metric]:
    mean = track.means[field]
    return metric(ours, mean.value, field, mean.count / track.points)
