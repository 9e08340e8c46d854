"""Whose numbers a lab's table on paper shows, at which settings, and from where on nobody measured them.

A sheet is read without its lab, so what the lab's page says beside its sliders stands there too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lbt_widgets.content import Content
from lbt_widgets.content.check_labs import ASSUMPTION
from lbt_widgets.content.labs import Control, Lab

from .lab import published_range, what_was_published
from .made_links import study
from .words import listing, number, with_unit

EXTRAPOLATED = "extrapolated"
ASIDE = re.compile(r" \([^)]*\)$")
"""What a label explains in brackets, for which paper has no room."""


def whose_numbers(
    lab: Lab, drawn: Mapping[float, str], to: float, settings: Mapping[str, float], content: Content
) -> str:
    """A line for beside a table along the one slider that `settings` leave out, drawn on as far as `to`.

    `drawn`: where that slider stood, and the sentence that the lab's picture said there.
    """
    [along] = [one for one in lab.controls if one.id not in settings]
    others = [one for one in lab.controls if one is not along]
    places = "; ".join(f"“{ASIDE.sub('', one.label)}” {_set_to(one, settings[one.id])}" for one in others)
    stretched = [_all_beyond(one) for one in others if _outside(one, [settings[one.id]])]
    stretched += [_some_beyond(along)] if _outside(along, [*drawn, to]) else []
    told = [number(at) for at, sentence in drawn.items() if EXTRAPOLATED in sentence]
    stretched += [f"What stands at {listing(told)} is extrapolated."] if told else []
    return " ".join(
        (
            f"**Whose numbers?** Worked out, not measured: by {lab.teller} of the lab “{lab.title}”,",
            f"from {_grounds(lab, content)}. Other sliders: {places}.",
            *stretched,
        )
    )


def _grounds(lab: Lab, content: Content) -> str:
    """The studies behind sliders and parameters, and whether we assumed the rest."""
    based = (*lab.controls, *lab.parameters)
    bases = [name for one in based for name in (one.basis, *one.rests_on)]
    studies = [name for name in dict.fromkeys(bases) if not name.startswith(ASSUMPTION)]
    named = [_named(name, content) for name in studies]
    return listing([*named, "assumptions of ours"] if len(studies) < len(set(bases)) else named)


def _named(source: str, content: Content) -> str:
    found = content.sources[source]
    return study(source, content) + (" (quoted second-hand)" if found.read == "second_hand" else "")


def _set_to(control: Control, value: float) -> str:
    return control.options[int(value)] if control.options else with_unit(number(value), control.unit)


def _outside(control: Control, values: Sequence[float]) -> bool:
    return any(control.is_beyond(one) for one in values)


def _all_beyond(control: Control) -> str:
    return f"All are extrapolated: {what_was_published(control)}."


def _some_beyond(control: Control) -> str:
    if control.beyond:
        return _all_beyond(control)
    return f"Only {published_range(control)} was published; what lies outside is extrapolated."
