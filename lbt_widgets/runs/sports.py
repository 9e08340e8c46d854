"""Which words for a sport mean running, and how the others are refused."""

from __future__ import annotations

from .records import ReadFault

# As devices and services write them, in lower case and with blanks for "_". 9 is Strava's number in a GPX file.
_ENGLISH = "run, running, trail run, trail running, virtual run, virtual running, treadmill running, track running, "
_ENGLISH += "street running, indoor running, ultra running, jogging, virtualrun, trailrun, 9"
_GERMAN = "lauf, laufen, traillauf, trailrun, laufbandtraining, laufband, virtueller lauf, bahnlauf"
_OTHERS = "běh, běhání, course à pied, trail, carrera, corsa, corrida, hardlopen, bieg, løb, løp, löpning, juoksu"
RUNNING = frozenset(", ".join((_ENGLISH, _GERMAN, _OTHERS)).split(", "))

_CALLED = {"ride": ("cycl", "bik", "ride"), "walk": ("walk",), "hike": ("hik",), "swim": ("swim",)}


def is_running(word: str) -> bool:
    return _plain(word) in RUNNING


def must_be_running(word: str) -> None:
    """Refuse a recording of another sport, kindly."""
    if not is_running(word):
        called = next((name for name, parts in _CALLED.items() if any(part in _plain(word) for part in parts)), None)
        what = f"This is a {called}" if called else f"The file calls its sport “{_plain(word)[:30] or 'unknown'}”"
        raise ReadFault("not_a_run", f"{what}, not a run, so it is left out: its numbers mean something else.")


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").lower().split())
