"""What every stock page shows: the profile of one example runner as three Plotly figures, and a slider for belief."""

from __future__ import annotations

from typing import Any

from lbt_widgets.content import load
from lbt_widgets.figures import profile as pictures
from lbt_widgets.risk import Profile, assess

LABEL = "How far do you believe the article?"
RUNNER = "new-to-hills"
_content = load()
_profile = Profile.from_answers(_content.people[RUNNER].answers, _content)


def specs(belief: float) -> list[dict[str, Any]]:
    """The three pictures of our dashboard, from the same model."""
    found = assess(_profile, _content, belief)
    drawn = pictures.causes(found, _content), pictures.dots(found), pictures.contributions(found, _content)
    return [picture.spec for picture in drawn]
