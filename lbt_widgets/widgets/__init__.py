"""What a notebook shows: forms, plots, sliders, labs, quizzes, the safety page, the evidence.

All are ipywidgets: they work with `observe`, `link` and `VBox`.
"""

from .answers import Answers
from .article_map import article_map
from .cause_card import cause_cards
from .cause_questions import CauseQuestions
from .claim_card import claim_card, claim_cards
from .dashboard import Dashboard
from .diary import Diary
from .evidence import Evidence
from .faq import faq
from .fold import Fold
from .form import Form, FormSection
from .glossary import Glossary
from .help_pages import sign_accuracy, visit_list, warning_signs
from .lab import Lab, LabModel
from .live import Html, Live, Prose
from .metronome import Metronome
from .picker import Picker
from .plan_view import PlanModel, PlanView
from .plot import Plot
from .profile_view import ProfileModel, ProfileView
from .progress import ChapterEnd, Keep, Progress
from .quiz import Quiz
from .runner import Runner
from .runs_part import RunsPart
from .runs_upload import RunsUpload
from .safety_check import SafetyCheck
from .slider import Slider
from .source_list import SourceList
from .take_along import TakeAlong
from .what_if import WhatIfModel, WhatIfView

__all__ = [
    "Answers",
    "CauseQuestions",
    "ChapterEnd",
    "Dashboard",
    "Diary",
    "Evidence",
    "Fold",
    "Form",
    "FormSection",
    "Glossary",
    "Html",
    "Keep",
    "Lab",
    "LabModel",
    "Live",
    "Metronome",
    "Picker",
    "PlanModel",
    "PlanView",
    "Plot",
    "ProfileModel",
    "ProfileView",
    "Progress",
    "Prose",
    "Quiz",
    "Runner",
    "RunsPart",
    "RunsUpload",
    "SafetyCheck",
    "Slider",
    "SourceList",
    "TakeAlong",
    "WhatIfModel",
    "WhatIfView",
    "article_map",
    "cause_cards",
    "claim_card",
    "claim_cards",
    "faq",
    "sign_accuracy",
    "visit_list",
    "warning_signs",
]
