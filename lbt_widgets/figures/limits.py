"""What the risk profile cannot tell, said in the same words on the page, on the model's card and in the report."""

from __future__ import annotations

from lbt_widgets.words import N_

CAVEAT = (
    N_(
        "The range is meant to hold 8 times in 10 if the figures are right, and they may not be. It adds up published "
        "figures."
    ),
    N_("Nobody has checked the sum on real runners,"),
    N_(
        "and most of the figures are associations: they say what goes together, not what causes what. It is for learning "
        "and is not a diagnosis."
    ),
)
"""Three parts of one text: the middle one is what must not be overlooked."""

FOR_WHOM = N_(
    "Adults who run and want to learn. It is not for anybody with a warning sign that needs help now or within days: "
    "see a clinician instead."
)
CANNOT = N_(
    "It cannot tell why a back hurts, cannot find disease, and treats answers as independent, so overlapping figures "
    "add up to more than they should; the range does not hold that. Near the article's word it becomes far surer than "
    "anybody can be, which is a fault of the claims and not knowledge. An extreme answer may widen the range: an "
    "uncertain effect times a large exposure."
)
