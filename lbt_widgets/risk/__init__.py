"""The risk model: an educational sum of published figures, not validated on a cohort. Pure functions of content."""

from .assessment import Assessment, CauseShare, Contribution, Item, Range, assess, assess_many, opening_questions
from .calendar import Calendar, calendar
from .plan import Chosen, Left, NextHour, Offer, Plan, offers, plan
from .population import Cohort, sample
from .profile import AnswerError, Profile
from .safety import advice_on, safety, stopping_advice
from .unweighed import unweighed
from .what_if import WhatIf, what_if

__all__ = [
    "AnswerError",
    "Assessment",
    "Calendar",
    "CauseShare",
    "Chosen",
    "Cohort",
    "Contribution",
    "Item",
    "Left",
    "NextHour",
    "Offer",
    "Plan",
    "Profile",
    "Range",
    "WhatIf",
    "advice_on",
    "assess",
    "assess_many",
    "calendar",
    "offers",
    "opening_questions",
    "plan",
    "safety",
    "sample",
    "stopping_advice",
    "unweighed",
    "what_if",
]
