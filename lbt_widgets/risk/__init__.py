"""The risk model: an educational sum of published figures, not validated on a cohort. Pure functions of content."""

from .assessment import Assessment, CauseShare, Contribution, Item, Range, assess, assess_many, opening_questions
from .population import Cohort, sample
from .profile import AnswerError, Profile
from .safety import safety, stopping_advice
from .what_if import WhatIf, what_if

__all__ = [
    "AnswerError",
    "Assessment",
    "CauseShare",
    "Cohort",
    "Contribution",
    "Item",
    "Profile",
    "Range",
    "WhatIf",
    "assess",
    "assess_many",
    "opening_questions",
    "safety",
    "sample",
    "stopping_advice",
    "what_if",
]
