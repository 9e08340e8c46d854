"""The pictures of the page on reading evidence."""

from .bias import confounding, regression_to_the_mean
from .chance import chance, same_p
from .cohort import ClassShown, cohort
from .per_hundred import odds_ratio_to_risk, screening

__all__ = [
    "ClassShown",
    "chance",
    "cohort",
    "confounding",
    "odds_ratio_to_risk",
    "regression_to_the_mean",
    "same_p",
    "screening",
]
