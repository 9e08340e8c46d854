"""FIT, the files of Garmin, COROS, Suunto and others, by fitdecode.

Means are over the records that carry a field: the devices' own averages differ from them. A device's average stands in
where no record has the field, and a pod's developer field where the watch has none of its own.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import compress
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from .records import Metric, ReadFault, RunSummary, metric
from .sports import is_running, must_be_running
from .watch import Watch

if TYPE_CHECKING:
    from fitdecode.records import FitDataMessage
    from fitdecode.types import FieldData

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST_DATE_S = 0x10000000
"""Below it a time counts from when the device was switched on: it is no date."""
MAX_SESSIONS = 100
KEPT_FIELDS = 5000
EVERY = 256
"""Frames between two looks at the clock."""

# Field of the records → (our name, field of the session to fall back on).
NATIVE = {
    "heart_rate": ("heart_rate_bpm", "avg_heart_rate"),
    "vertical_oscillation": ("vertical_oscillation_mm", "avg_vertical_oscillation"),
    "stance_time": ("stance_time_ms", "avg_stance_time"),
    "stance_time_balance": ("stance_time_balance_percent", "avg_stance_time_balance"),
    "vertical_ratio": ("vertical_ratio_percent", "avg_vertical_ratio"),
    "step_length": ("step_length_mm", "avg_step_length"),
    "power": ("power_w", "avg_power"),
}
# A pod's field and unit, in lower case → (our name, how much of our unit one of its is). Cadence: one leg's.
DEVELOPER = {
    ("cadence", "rpm"): ("cadence_spm", 1.0),
    ("ground time", "milliseconds"): ("stance_time_ms", 1.0),
    ("vertical oscillation", "centimeters"): ("vertical_oscillation_mm", 10.0),
    ("power", "watts"): ("power_w", 1.0),
}
# All that is kept of a session: least of all where it was.
SESSION = {
    "sport",
    "start_time",
    "total_distance",
    "total_timer_time",
    "total_elapsed_time",
    "total_ascent",
    "avg_running_cadence",
    *(average for _, average in NATIVE.values()),
}
TIME, CADENCE, FRACTION = "timestamp", "cadence", "fractional_cadence"
POD = "pod: "


class Records:
    """The records' values, one compact column for each field; NaN where a record has none."""

    def __init__(self) -> None:
        self.columns = {name: array("d") for name in (TIME, CADENCE, FRACTION, *NATIVE)}
        self.columns |= {f"{POD}{name}": array("d") for name, _ in DEVELOPER.values()}
        self._row = dict.fromkeys(self.columns, nan)
        self._known: dict[Any, tuple[str, float] | None] = {}

    def add(self, message: FitDataMessage) -> None:
        row = self._row.copy()
        known = self._known
        for data in message.fields:
            if data.field not in known:
                self._learn(data.field)
            column = known[data.field]
            value = data.value
            if column is not None and isinstance(value, (int, float)):
                row[column[0]] = value * column[1]
        for name, value in row.items():
            self.columns[name].append(value)

    def _learn(self, field: Any) -> None:
        """Which column a field goes to. Fields are few and the same for all records, but in a hostile file."""
        if len(self._known) > KEPT_FIELDS:
            self._known.clear()
        self._known[field] = None
        if field is None:
            return
        if field.field_type == "devfield":
            found = DEVELOPER.get((_lower(field.name), _lower(field.units)))
            if found is not None:
                self._known[field] = (f"{POD}{found[0]}", found[1])
        elif field.name in self.columns:
            self._known[field] = (field.name, 1.0)

    def within(self, start: float, end: float) -> dict[str, array[float]]:
        """The columns of the records from `start` to `end`."""
        chosen = [start <= time <= end for time in self.columns[TIME]]
        return {name: array("d", compress(column, chosen)) for name, column in self.columns.items()}


class Contents:
    """What a file holds: its records, its sessions, and what it says of itself."""

    def __init__(self) -> None:
        self.records = Records()
        self.sessions: list[dict[str, Any]] = []
        self.about: dict[str, dict[str, Any]] = {}

    def add(self, message: FitDataMessage) -> None:
        if message.name == "record":
            self.records.add(message)
        elif message.name == "session":
            self.sessions.append(
                {data.name: data.value for data in message.fields if data.name in SESSION and _is_native(data)}
            )
            if len(self.sessions) > MAX_SESSIONS:
                raise ReadFault(
                    "refused", f"It holds more than {MAX_SESSIONS} sessions, so it is no recording of a run."
                )
        elif message.name in ("file_id", "activity"):
            self.about[message.name] = {data.name: data.value for data in message.fields}


def read_fit(data: bytes, name: str, watch: Watch) -> Iterator[RunSummary | None]:
    """The running sessions of a FIT file."""
    contents = yield from _contents(data, watch)
    if not contents.sessions:
        what = contents.about.get("file_id", {}).get("type")
        another = what.replace("_", " ") if isinstance(what, str) and what != "activity" else None
        holds = f"a {another}, not a recording" if another else "no finished activity"
        raise ReadFault("not_a_run", f"It holds {holds}: nothing in it can be read as a run.")
    runs = [session for session in contents.sessions if is_running(str(session.get("sport")))]
    if not runs:
        must_be_running(str(contents.sessions[0].get("sport")))
    for session in runs:
        yield _summary(session, contents, name)


def _contents(data: bytes, watch: Watch) -> Generator[None, None, Contents]:
    import fitdecode

    contents, whole = Contents(), False
    stream = io.BytesIO(data)
    reader = fitdecode.FitReader(
        stream,
        processor=None,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        for count, frame in enumerate(reader):
            if not count % EVERY:
                watch.at(stream.tell())
                yield
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                contents.add(frame)
            whole = whole or frame.frame_type == fitdecode.FIT_FRAME_CRC
    except ReadFault:
        raise
    except fitdecode.FitEOFError:
        raise ReadFault(
            "damaged", "The file is cut off before its end: save it from the watch or the app again."
        ) from None
    except fitdecode.FitCRCError:
        raise ReadFault(
            "damaged",
            "The file's checksum is wrong, so its numbers cannot be trusted: save it from the watch or the app again.",
        ) from None
    except Exception:  # a damaged file can make fitdecode fail in any way
        if not whole:  # else it is only what follows a complete file
            raise ReadFault(
                "damaged", "The file is damaged and cannot be read as FIT: save it from the watch or the app again."
            ) from None
    return contents


def _summary(session: dict[str, Any], contents: Contents, name: str) -> RunSummary:
    columns = contents.records.columns
    start_s, elapsed_s = session.get("start_time"), session.get("total_elapsed_time")
    if len(contents.sessions) > 1:  # a triathlon: another sport's records are not this run's
        if not isinstance(start_s, (int, float)) or not isinstance(elapsed_s, (int, float)):
            raise ReadFault("damaged", "One of its sessions says neither when it started nor how long it took.")
        columns = contents.records.within(start_s, start_s + elapsed_s)
    found = {
        **metric("distance_m", session.get("total_distance"), "session.total_distance"),
        **metric("moving_time_s", session.get("total_timer_time"), "session.total_timer_time"),
        **metric("elapsed_time_s", elapsed_s, "session.total_elapsed_time"),
        **metric("ascent_m", session.get("total_ascent"), "session.total_ascent"),
        **_cadence(columns, session),
    }
    for field, (ours, average) in NATIVE.items():
        found |= _mean(ours, columns[field], f"record.{field}") or metric(
            ours, session.get(average), f"session.{average}"
        )
    for (field, _), (ours, _) in DEVELOPER.items():
        if ours not in found:
            found |= _mean(ours, columns[f"{POD}{ours}"], f"developer field “{field.title()}”")
    return RunSummary.of(name, found, _start(start_s, contents), _device(contents))


def _cadence(columns: dict[str, array[float]], session: dict[str, Any]) -> dict[str, Metric]:
    """Devices count one leg, its fraction in a field of its own."""
    whole, fraction = columns[CADENCE], columns[FRACTION]
    sums = array("d", (one + (part if part > 0 else 0) for one, part in zip(whole, fraction, strict=True)))
    found = _mean("cadence_spm", sums, "record.cadence + fractional_cadence", counted=whole)
    return found or metric("cadence_spm", session.get("avg_running_cadence"), "session.avg_running_cadence")


def _mean(name: str, column: Sequence[float], field: str, counted: Sequence[float] | None = None) -> dict[str, Metric]:
    """The mean of what was measured, which zero is not, and the share of records that have it."""
    values = [value for value, told in zip(column, counted or column, strict=True) if told > 0 and isfinite(value)]
    return metric(name, sum(values) / len(values), field, len(values) / len(column)) if values else {}


def _start(seconds: object, contents: Contents) -> datetime | None:
    """In the device's own zone where the file tells it, else in UTC."""
    if not isinstance(seconds, (int, float)) or not FIRST_DATE_S <= seconds < 2**32:
        return None
    return (EPOCH + timedelta(seconds=seconds)).astimezone(_zone(contents.about.get("activity", {})))


def _zone(activity: dict[str, Any]) -> timezone:
    world, local = activity.get("timestamp"), activity.get("local_timestamp")
    if not isinstance(world, int) or not isinstance(local, int) or world < FIRST_DATE_S:
        return UTC
    quarters = round((local - world) / 900)
    return timezone(timedelta(minutes=15 * quarters)) if abs(quarters) <= 14 * 4 else UTC


def _device(contents: Contents) -> str | None:
    about = contents.about.get("file_id", {})
    names = (about.get("product_name"), about.get("garmin_product"), about.get("manufacturer"))
    return next((name[:60] for name in names if isinstance(name, str)), None)


def _is_native(data: FieldData) -> bool:
    return bool(data.field_type != "devfield")


def _lower(text: object) -> str:
    return text.strip().lower() if isinstance(text, str) else ""
