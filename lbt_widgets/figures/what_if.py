"""Before and after, side by side: what changed answers would do, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Certainty
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.places import place_of, place_of_finding
from lbt_widgets.content.records import Effect
from lbt_widgets.risk import Profile, Range, WhatIf
from lbt_widgets.risk.model import EffectModel, in_part, risk_model
from lbt_widgets.risk.what_if import stood_for, trained_by
from lbt_widgets.words import N_, _

from .bars import DIAMOND, FRAME
from .colours import BLUE, GREY, ORANGE
from .dots import Group, legend, of_range, pair, pair_axes
from .picture import Picture, Table
from .trials import ASSUMES, PART, of_trials, tested
from .words import band, fewer_span, per_100, signed

HEIGHT_PX = 440
DOTS_FROM, STRIP_TO = 0.42, 0.1  # of the drawing's height: the dots above, the change below, the legend between
LEAST_REACH = 2.0  # of 100: a change that is next to nothing is drawn as next to nothing
BEFORE, AFTER = N_("With these answers"), N_("With the changes")
TRIED = N_("Its size is from trials in which chance decided who did what.")
TURNED = N_("You go away from what did better there. That what was found holds turned round is an assumption.")
SAME = N_("Both answers count the same in this sum.")
COUNTED_ONCE = N_("What the trials of such training found counts already, so this change adds nothing here.")
NO_FIGURE = N_("No published figure: it counts only where the article is taken at its word.")
NOTHING_CHANGED = N_("Nothing is changed yet, so both sides are the same.")


def picture(found: WhatIf, changed: bool = True) -> Picture:
    """100 runners before beside 100 after, and the change with its own range below them."""
    left, right = (
        Group(label, of_range(result.per_100)) for label, result in ((_(BEFORE), found.before), (_(AFTER), found.after))
    )
    return Picture(
        title=_("Before and after, of 100 runners"),
        sentence=sentence(found) if changed else _(NOTHING_CHANGED),
        spec={"data": [*pair(left, right), *_strip(found.change_per_100)], "layout": _layout(left, right, found)},
        table=Table(
            (_("Low-back pain in a year, of 100 runners"), _("Low end"), _("Middle"), _("High end")),
            (
                (_(BEFORE), *(per_100(end) for end in found.before.per_100)),
                (_(AFTER), *(per_100(end) for end in found.after.per_100)),
                (_("Change, with its own range"), *(signed(end) for end in found.change_per_100)),
            ),
        ),
    )


def sentence(found: WhatIf) -> str:
    """Both ranges, and the change at its true size."""
    both = _(
        "Of 100 runners with these answers, {before} had low-back pain in a year; with the changes it would be {after}."
    ).format(before=band(found.before.per_100), after=band(found.after.per_100))
    return f"{both} {change(found.change_per_100)}"


def change(found: Range) -> str:
    """The change in words: a small one is called small, and one for the worse worse."""
    fall = Range(0 - found.high, 0 - found.mean, 0 - found.low)
    if not round(fall.mean, 1):
        words = _("In the middle that is no change that can be counted ({span}).")
    elif abs(fall.mean) < 1:
        words = (
            _("In the middle that is less than 1 fewer of 100, a small change ({span}).")
            if fall.mean > 0
            else _("In the middle that is less than 1 more of 100, a small change ({span}).")
        )
    else:
        words = (
            _("In the middle that is about {n} fewer of 100 ({span}).")
            if fall.mean > 0
            else _("In the middle that is about {n} more of 100 ({span}).")
        )
    return words.format(n=f"{abs(fall.mean):.0f}", span=fewer_span(fall))


def basis(name: str, profile: Profile, changes: Mapping[str, Any], content: Content) -> tuple[str, str]:
    """What a changed answer's part of the change rests on, in sentences, and its place among the claims ("" for none)."""
    if name in (trials := stood_for(profile, changes, content)):
        return _by_trial(content.fixes[trials[name]])
    effect = _effect_of(name, content)
    if effect is None:
        return content.questions[name].feeds_none or _("It moves nothing in this sum."), ""
    told = [_ground(effect.effect), _way(effect, name, profile, changes), _tried_instead(name, profile, content)]
    return " ".join(filter(None, told)), place_of(effect.effect, content)


def certainty(name: str, profile: Profile, changes: Mapping[str, Any], content: Content) -> Certainty | None:
    """How sure the size of a change is, by the grade that it has in a plan too; None where nobody measured a size."""
    trials = stood_for(profile, changes, content)
    trial = content.fixes[trials[name]].trial if name in trials else None
    effect = _effect_of(trial.question if trial else name, content)
    return effect.certainty if effect and effect.effect.figures else None


def _effect_of(name: str, content: Content) -> EffectModel | None:
    return next((one for one in risk_model(content).effects if name in one.questions), None)


def _by_trial(fix: Fix) -> tuple[str, str]:
    assert fix.trial
    told = _("“{fix}” trains this too.").format(fix=fix.name)
    return f"{told} {_(COUNTED_ONCE)}", place_of_finding(fix.trial.finding)


def _ground(effect: Effect) -> str:
    if not effect.figures:
        return _(NO_FIGURE)
    if not of_trials(effect):
        return _("No trial of changing it: this {assumes}.").format(assumes=_(ASSUMES))
    return f"{_(TRIED)} {tested(effect.figures.values())}"


def _way(effect: EffectModel, name: str, profile: Profile, changes: Mapping[str, Any]) -> str:
    """Where a change is another than the one that was tried, what is assumed of it."""
    now, to = profile.answers.get(name), changes.get(name)
    if now is None or to is None or now == to or name not in effect.scales:
        return ""
    step = effect.step(name, now, to)
    if not any(step):
        return _(SAME)
    if not of_trials(effect.effect):
        return ""
    return " ".join(filter(None, [_(PART) if in_part(step) else "", _(TURNED) if effect.shift(step) > 0 else ""]))


def _tried_instead(name: str, profile: Profile, content: Content) -> str:
    fix = trained_by(name, profile, content)
    if fix is None or fix.trial is None:
        return ""
    asked = content.questions[fix.trial.question].text
    words = _(
        "“{fix}” trains it. The trials tested such training, and not this answer. To see what they found, change: {asked}"
    )
    return words.format(fix=fix.name, asked=asked)


def _strip(found: Range) -> list[dict[str, Any]]:
    """The range of the change as a line, its middle as the mark that stands for a middle everywhere."""
    colour = (BLUE if found.mean < 0 else ORANGE) if round(found.mean, 1) else GREY
    place = {"type": "scatter", "xaxis": "x3", "yaxis": "y3", "hoverinfo": "skip", "showlegend": False}
    line = {"mode": "lines", "x": [found.low, found.high], "y": [0, 0], "line": {"color": colour, "width": 10}}
    middle = {"mode": "markers", "x": [found.mean], "y": [0], "marker": DIAMOND}
    return [place | {"name": _("range of the change")} | line, place | {"name": _("middle of the change")} | middle]


def _layout(left: Group, right: Group, found: WhatIf) -> dict[str, Any]:
    axes = pair_axes(left, right, DOTS_FROM)
    reach = 1.15 * max(LEAST_REACH, *(abs(end) for end in found.change_per_100))
    return axes | {
        "height": HEIGHT_PX,
        "margin": {"l": 8, "r": 8, "t": 36, "b": 64},
        "legend": legend(DOTS_FROM - 0.02),
        "xaxis3": {
            "anchor": "y3",
            "range": [-reach, reach],
            "zeroline": True,
            "fixedrange": True,
            "title": {
                "text": _("change per 100 runners:<br>fewer with pain | more with pain"),
                "font": {"size": 13},
            },
        },
        "yaxis3": FRAME | {"anchor": "x3", "domain": [0, STRIP_TO], "range": [-1, 1], "showticklabels": False},
    }
