"""Run files made by the tests: FIT by fit-tool, another library than the one that reads it; the rest by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from fit_tool.base_type import BaseType
from fit_tool.developer_field import DeveloperField
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.developer_data_id_message import DeveloperDataIdMessage
from fit_tool.profile.messages.field_description_message import FieldDescriptionMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport

START = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
FIT_EPOCH_S = 631_065_600
STEADY = {"heart_rate": 150, "cadence": 85}
DYNAMICS = {
    "vertical_oscillation": 90.0,
    "stance_time": 240.0,
    "stance_time_balance": 49.5,
    "vertical_ratio": 8.0,
    "step_length": 1100.0,
}
# Number → name, unit and base type, as Stryd's pod writes them.
POD_FIELDS = {
    0: ("Power", "Watts", BaseType.UINT16),
    1: ("Cadence", "RPM", BaseType.UINT8),
    2: ("Ground Time", "Milliseconds", BaseType.UINT16),
    3: ("Vertical Oscillation", "Centimeters", BaseType.FLOAT32),
    4: ("total_distance", "m", BaseType.UINT16),
}


def fit(
    records: Sequence[Mapping[str, Any]] = (STEADY,) * 60,
    sessions: Sequence[Mapping[str, Any]] = ({},),
    pod: Sequence[Mapping[int, float]] = (),
    start: datetime = START,
    file_type: FileType = FileType.ACTIVITY,
    local_offset: timedelta | None = None,
) -> bytes:
    """A recording with a record a second; a session's `after_s` says how long after the start it begins, `pod` what a pod adds."""
    builder = FitFileBuilder(auto_define=True)
    builder.add(
        _message(FileIdMessage(), type=file_type, manufacturer=Manufacturer.GARMIN.value, time_created=_ms(start))
    )
    if pod or any("pod" in session for session in sessions):
        builder.add(_message(DeveloperDataIdMessage(), developer_data_index=0))
        builder.add_all([_described(number) for number in POD_FIELDS])
    for second, values in enumerate(records):
        record = _message(RecordMessage(), timestamp=_ms(start) + 1000 * second, **values)
        if pod:
            record.developer_fields = [_pod_field(number, value) for number, value in pod[second].items()]
        builder.add(record)
    for given in sessions:
        values = {"sport": Sport.RUNNING, "total_distance": 10_000.0, "total_timer_time": 3000.0, **given}
        begin = start + timedelta(seconds=values.pop("after_s", 0))
        values.setdefault("total_elapsed_time", values["total_timer_time"])
        added = [_pod_field(number, value) for number, value in values.pop("pod", {}).items()]
        session = _message(SessionMessage(), timestamp=_ms(begin), start_time=_ms(begin), **values)
        session.developer_fields = added
        builder.add(session)
    if local_offset is not None:
        local = _ms(start + local_offset) // 1000 - FIT_EPOCH_S  # fit-tool converts the other times, not this one
        builder.add(_message(ActivityMessage(), timestamp=_ms(start), local_timestamp=local))
    return builder.build_bytes()


def _message(message: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(message, name, value)
    return message


def _ms(moment: datetime) -> int:
    return round(1000 * moment.timestamp())


def _described(number: int) -> FieldDescriptionMessage:
    name, unit, base_type = POD_FIELDS[number]
    return _message(
        FieldDescriptionMessage(),
        developer_data_index=0,
        field_definition_number=number,
        fit_base_type_id=base_type.value,
        field_name=name,
        units=unit,
    )


def _pod_field(number: int, value: float) -> DeveloperField:
    name, unit, base_type = POD_FIELDS[number]
    made = DeveloperField(
        field_id=number, developer_data_index=0, name=name, units=unit, base_type=base_type, size=base_type.size
    )
    made.set_value(0, value)
    return made


def gpx(points: int = 60, sport: str = "running", step: float = 3e-5, head: str = "", more: str = "") -> bytes:
    """A track to the north with a point a second: `step` degrees, 3.3 m, each."""
    body = "".join(
        f'<trkpt lat="{i * step:.7f}" lon="5.0"><ele>10</ele><time>{_stamp(i)}</time><extensions><x:TrackPointExtension>'
        f"<x:hr>150</x:hr><x:cad>85</x:cad></x:TrackPointExtension></extensions>{more}</trkpt>"
        for i in range(points)
    )
    kind = f"<type>{sport}</type>" if sport else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<gpx version="1.1" creator="made" '
        'xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk>{kind}<trkseg>{body}</trkseg></trk></gpx>"
    ).encode()


def tcx(
    points: int = 60,
    sport: str = "Running",
    cadence: str = "<Extensions><q:TPX><q:RunCadence>85</q:RunCadence></q:TPX></Extensions>",
    head: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    """Two laps of 1500 m in 450 s."""
    track = "".join(
        f"<Trackpoint><Time>{_stamp(i)}</Time><Position><LatitudeDegrees>1.5</LatitudeDegrees><LongitudeDegrees>5.0"
        f"</LongitudeDegrees></Position><DistanceMeters>{3 * i}</DistanceMeters><HeartRateBpm><Value>150</Value>"
        f"</HeartRateBpm>{cadence}</Trackpoint>"
        for i in range(points)
    )
    lap = "<TotalTimeSeconds>450</TotalTimeSeconds><DistanceMeters>1500</DistanceMeters>"
    return (
        f'{head}<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
        f'xmlns:q="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities><Activity Sport="{sport}">'
        f"<Id>{_stamp(0)}</Id><Lap>{lap}<Track>{track}</Track></Lap><Lap>{lap}</Lap></Activity></Activities>"
        "</TrainingCenterDatabase>"
    ).encode()


def _stamp(second: int) -> str:
    return f"{START + timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}"


STRAVA_ENGLISH = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Elevation Low,Elevation High,Max Grade,"
    "Average Grade,Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,"
    "Average Heart Rate,Max Watts,Average Watts,Calories"
)
STRAVA_CZECH = (
    "ID aktivity,Datum aktivity,Název aktivity,Typ aktivity,Popis aktivity,Uplynulý čas,Vzdálenost,Maximální tepová "
    "frekvence,Relativní úsilí,Dojíždění,Soukromá poznámka,Vybavení,Název souboru,Hmotnost sportovce,Hmotnost kola,"
    "Uplynulý čas,Aktivní čas,Vzdálenost,Maximální rychlost,Průměrná rychlost,Nastoupaná výška,Naklesaná výška,Nejnižší,"
    "Nejvyšší,Maximální sklon,Průměrný sklon,Kladný sklon,Záporný sklon,Maximální kadence,Průměrná kadence,Maximální "
    "tepová frekvence,Průměrná tepová frekvence,Maximální výkon,Průměrný výkon,Kalorie"
)


def strava(head: str, *activities: Mapping[int, str]) -> bytes:
    """Rows by place: 1 date, 3 type, 6 and 17 distance, 15 and 16 times, 20 ascent, 29 cadence, 31 heart rate."""
    columns = head.split(",")
    return _table(columns, [[cells.get(at, "") for at in range(len(columns))] for cells in activities])


_GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Avg Pace,Total Ascent,"
    "Avg Stride Length,Avg Vertical Ratio,Avg Vertical Oscillation,Avg Ground Contact Time,Avg GCT Balance,Avg Power,"
    "Moving Time,Elapsed Time"
)
GARMIN = _GARMIN.split(",")


def garmin(*activities: Mapping[str, str], columns: Sequence[str] = GARMIN) -> bytes:
    return _table(columns, [[cells.get(name, "--") for name in columns] for cells in activities])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()
