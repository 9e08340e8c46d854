"""Recorded runs: files → summaries without positions → training history → what they would set in the form.

    summaries = runs.read("morning.fit")           # or read_many, for many files some of which may be broken
    runs.history(summaries).weeks
    runs.answers(summaries, content.load())

Importing this costs nothing: fitdecode and gpxpy are imported when a file of theirs is read.
"""

from .files import FileFault, Reading, read, read_in_steps, read_many
from .form import DEVICES_DISAGREE, Suggestion, Unanswered, answers, unanswered
from .records import UNITS, Metric, ReadFault, RunSummary
from .training import ACWR_CLAIM, SPIKE_CLAIM, History, history

__all__ = [
    "ACWR_CLAIM",
    "DEVICES_DISAGREE",
    "SPIKE_CLAIM",
    "UNITS",
    "FileFault",
    "History",
    "Metric",
    "ReadFault",
    "Reading",
    "RunSummary",
    "Suggestion",
    "Unanswered",
    "answers",
    "history",
    "read",
    "read_in_steps",
    "read_many",
    "unanswered",
]
