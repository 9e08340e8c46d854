"""What a reader takes along: a report of two pages at most, and the plan for a calendar. Pure: in comes `Taken`."""

from .document import report_html
from .plan_file import plan_ics
from .taken import Taken

__all__ = ["Taken", "plan_ics", "report_html"]
