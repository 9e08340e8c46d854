"""What a notebook shows: forms, plots, sliders, the safety page.

All are ipywidgets: they work with `observe`, `link` and `VBox`.
"""

from .answers import Answers
from .cause_card import cause_cards
from .dashboard import Dashboard
from .form import Form, FormSection
from .live import Html, Live
from .picker import Picker
from .plot import Plot
from .profile_view import ProfileModel, ProfileView
from .safety_check import SafetyCheck
from .slider import Slider

__all__ = [
    "Answers",
    "Dashboard",
    "Form",
    "FormSection",
    "Html",
    "Live",
    "Picker",
    "Plot",
    "ProfileModel",
    "ProfileView",
    "SafetyCheck",
    "Slider",
    "cause_cards",
]
