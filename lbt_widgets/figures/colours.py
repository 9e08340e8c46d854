"""The colours of the pictures: the same one for the same thing everywhere, told apart with any kind of colour vision.

Each has 3:1 or better on white and on the dark page; `widgets/static/tokens.css` says again what the page around uses.
"""

BLUE = "#2b7bba"
"""What a model says, and a reader's own share."""
ORANGE = "#b35900"
"""What to look at: where the sliders stand, a cause that stands out, the lower back."""
GREEN = "#2f7d4f"
"""What was measured."""
PURPLE = "#a35fb0"
"""A second model beside the first."""
GREY = "#7f8790"
"""What is not known, or only there to compare with."""
WHITE, INK = "#ffffff", "#1b1f24"
"""Rims, so that a mark stands out from what lies below it."""
