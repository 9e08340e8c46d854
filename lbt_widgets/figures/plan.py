"""A plan in sentences and tables: at its true size, with what it assumes said beside it."""

from __future__ import annotations

from lbt_widgets.content import Content
from lbt_widgets.risk import Chosen, Left, Plan, Range

from .picture import Table
from .words import band, certainty_short, counted, fixed, listing, per_100

ASSUMES = "assumes that changing it works as the association suggests"
BASIS = {
    "trial": "a trial of it",
    "association": f"goes with less pain; {ASSUMES}",
    None: "sound advice; nothing is counted for it",
}
CHOSEN_COLUMNS = ("What to do", "Minutes a week", "Fewer of 100", "Rests on", "Certainty")
LEFT_COLUMNS = ("Not in the plan", "Minutes a week", "Why", "By itself, fewer of 100")


def sentences(plan: Plan, content: Content) -> list[str]:
    """What the plan promises, on what, how surely, and what more time would bring. None where it was stopped."""
    if plan.stopped:
        return []
    if plan.sure is None:
        return [
            "Nothing that can be changed stands out in your answers beyond what is in every plan. What you did not "
            "answer is not counted.",
            _time(plan),
            _next_hour(plan, content),
        ]
    return [_fall(plan), _rests(plan), _sure(plan.sure), _time(plan), _next_hour(plan, content)]


def chosen_table(plan: Plan, content: Content) -> Table:
    """What is in the plan. Each row's fall is what it adds to the rows above, so that they add up."""
    return Table(CHOSEN_COLUMNS, tuple(_chosen_row(one, content) for one in plan.chosen))


def left_table(plan: Plan, content: Content) -> Table:
    """What is not in the plan, why, and what it would bring in place of all but the minimum."""
    return Table(LEFT_COLUMNS, tuple(_left_row(one, content) for one in plan.left))


def why_left(left: Left, content: Content) -> str:
    """Why a fix is not in the plan, as a sentence."""
    fix = content.fixes[left.fix]
    if left.why == "never":
        return fix.never or ""
    if left.why == "unknown":
        asked = listing([content.questions[name].text for name in left.about])
        return f"Not known yet: {asked} Answer it first."
    names = listing([content.fixes[name].name for name in left.about])
    return {
        "there": "Your answers are good enough here already.",
        "no_figure": "Nobody has measured what it would bring.",
        "conflict": f"It cannot be done as well as: {names}.",
        "covered": f"It works on the same as: {names}.",
        "time": "It does not fit into your minutes beside what brings more.",
        "no_gain": "It would not change the result for you.",
    }[left.why]


def fewer(value: float) -> str:
    """A fall of the risk per 100, to one place; what is nothing is a dash."""
    return fixed(value, 1) if round(value, 1) else "–"


def _fall(plan: Plan) -> str:
    before, after, fall = plan.before_per_100, plan.after_per_100, plan.fall_per_100
    assert before and after and fall
    return (
        f"Of 100 runners like you, {band(before)} have low-back pain in a year; with all of this it would be "
        f"{band(after)}. In the middle that is {per_100(fall.mean)} fewer of 100 ({_span(fall)})."
    )


def _span(fall: Range) -> str:
    if fall.low < 0:
        return f"from {fixed(-fall.low, 1)} more to {fixed(fall.high, 1)} fewer"
    return f"from {fixed(fall.low, 1)} to {fixed(fall.high, 1)}"


def _rests(plan: Plan) -> str:
    tried = sum(one.fall_per_100 for one in plan.chosen if one.basis == "trial")
    other = sum(one.fall_per_100 for one in plan.chosen if one.basis == "association")
    if not round(tried, 1):
        return f"None of this rests on a trial in which people did it: it all {ASSUMES}."
    if not round(other, 1):
        return "All of this rests on trials in which people did it."
    return (
        f"Of these, {fixed(tried, 1)} rest on trials in which people did it. The other {fixed(other, 1)} rest on people who "
        f"already differed: that part {ASSUMES}."
    )


def _sure(sure: float) -> str:
    return (
        f"If the model holds, the chance that all this together helps at all is {per_100(100 * sure)} of 100. That the "
        "model holds has not been checked on real runners."
    )


def _time(plan: Plan) -> str:
    return f"It takes {counted(plan.minutes, 'minute')} of the {plan.minutes_given:g} that you have in a week."


def _next_hour(plan: Plan, content: Content) -> str:
    found = plan.next_hour
    assert found
    if round(found.fall_per_100, 1) <= 0:
        return "One more hour a week would bring nothing that can be counted."
    had = {one.fix for one in plan.chosen}
    new = listing([content.fixes[name].name for name in found.fixes if name not in had])
    return f"One more hour a week would bring {fixed(found.fall_per_100, 1)} fewer of 100 besides, with: {new}."


def _chosen_row(one: Chosen, content: Content) -> tuple[str, ...]:
    name = content.fixes[one.fix].name
    return name, str(one.minutes), fewer(one.fall_per_100), BASIS[one.basis], certainty_short(one.certainty)


def _left_row(one: Left, content: Content) -> tuple[str, ...]:
    return content.fixes[one.fix].name, str(one.minutes), why_left(one, content), fewer(one.alone_per_100)
