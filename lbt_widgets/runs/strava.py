"""Strava's `activities.csv`.

The file is written in the account's language, and repeats names: what comes first is for the eye (km or miles, decimal
commas), what comes again is for machines (metres, seconds). So columns are found by English names or, in any other
language, by the two names that repeat. Dates are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .records import Metric, ReadFault, RunSummary, measured, metric
from .tables import dates, in_utc, number, running

ENGLISH = {
    "date": "Activity Date",
    "sport": "Activity Type",
    "elapsed": "Elapsed Time",
    "moving": "Moving Time",
    "distance": "Distance",
    "ascent": "Elevation Gain",
    "cadence": "Average Cadence",
    "heart_rate": "Average Heart Rate",
    "power": "Average Watts",
}
# Places in the present layout, which is the same in every language.
LAYOUT = {
    "date": 1,
    "sport": 3,
    "shown": 6,
    "elapsed": 15,
    "moving": 16,
    "distance": 17,
    "ascent": 20,
    "cadence": 29,
    "heart_rate": 31,
    "power": 33,
}
OURS = {
    "moving_time_s": "moving",
    "elapsed_time_s": "elapsed",
    "cadence_spm": "cadence",
    "heart_rate_bpm": "heart_rate",
    "power_w": "power",
    "ascent_m": "ascent",
}
REPEATED = ((5, 15), (6, 17))
UNKNOWN_DATES = "Its dates are written in a way that is not known here: set Strava to English and export again."
ONLY_SHOWN = "The file gives the distance without its unit; it was read as kilometres."


def is_strava(head: Sequence[str]) -> bool:
    return bool(_columns(head))


def read_strava(head: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Iterator[RunSummary]:
    """The runs of the list."""
    columns = _columns(head)
    runs = running(rows, columns)
    starts = dates([cells["date"] for cells in runs])
    if not any(starts):
        raise ReadFault("unknown", UNKNOWN_DATES)
    for cells, start in zip(runs, starts, strict=True):
        found, doubts = _metrics(cells, head, columns)
        yield RunSummary.of(name, found, in_utc(start), doubts=doubts)


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Where each value stands; empty for another table."""
    if ENGLISH["date"] in head and ENGLISH["sport"] in head and ENGLISH["distance"] in head:
        last = {name: at for at, name in enumerate(head)}
        first = {name: at for at, name in reversed(list(enumerate(head)))}
        found = {key: last[name] for key, name in ENGLISH.items() if name in last}
        return found | {"shown": first[ENGLISH["distance"]], "date": first[ENGLISH["date"]]}
    if len(head) > max(LAYOUT.values()) and all(head[one] == head[other] != "" for one, other in REPEATED):
        return dict(LAYOUT)
    return {}


def _metrics(
    cells: Mapping[str, str], head: Sequence[str], columns: Mapping[str, int]
) -> tuple[dict[str, Metric], tuple[str, ...]]:
    given = {key: number(text) for key, text in cells.items() if key not in ("date", "sport")}
    called = {key: head[at] for key, at in columns.items()}
    shown, metres = given["shown"], given["distance"]
    only_shown = columns["shown"] == columns["distance"] or (measured(shown) and metres == shown)
    found = metric("distance_m", shown and 1000 * shown if only_shown else metres, called["distance"])
    for ours, key in OURS.items():
        found |= metric(ours, given.get(key), called.get(key, ""))
    return found, (ONLY_SHOWN,) if only_shown else ()
