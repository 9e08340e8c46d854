"""A plan in sentences and tables: at its true size, with what it assumes said beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day, weekday
from lbt_widgets.content.fixes import Fix
from lbt_widgets.risk import Calendar, Chosen, Left, Offer, Plan
from lbt_widgets.risk.calendar import IN_A_ROW

from . import bars
from .colours import BLUE
from .picture import Picture, Table
from .trials import ASSUMES, tested, trial_of
from .words import answered, band, certainty_short, counted, fewer_span, fixed, listing, per_100, shortened

GO_ON = (
    f"Go on to a harder way after {IN_A_ROW} sessions in a row in which you did the full dose with no sign to stop. "
    "Go back to an easier way where a sign to stop came true."
)
CHOSEN_COLUMNS = ("What to do", "Minutes a week", "Fewer of 100", "Rests on", "Certainty")
OFFER_COLUMNS = ("Minutes a week", "Fewer of 100", "New in it")
OFFER_LETTERS = 38  # above a bar, on a page 320 px wide
WITHIN, BEYOND = "within your minutes", "with more time"
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
    return [_fall(plan), _rests(plan, content), _sure(plan.sure), _time(plan), _next_hour(plan, content)]


def chosen_table(plan: Plan, content: Content) -> Table:
    """What is in the plan. Each row's fall is what it adds to the rows above, so that they add up."""
    return Table(CHOSEN_COLUMNS, tuple(_chosen_row(one, content) for one in plan.chosen))


def left_table(plan: Plan, content: Content) -> Table:
    """What is not in the plan, why, and what it would bring in place of all but the minimum."""
    return Table(LEFT_COLUMNS, tuple(_left_row(one, content) for one in plan.left))


def rests_on(one: Chosen, content: Content) -> str:
    """What the fall of a change rests on: for a trial what it compared, and in whom."""
    if one.basis is None:
        return "sound advice; nothing is counted for it"
    if one.basis == "association":
        return f"goes with less pain; {ASSUMES}"
    figure = trial_of(content.fixes[one.fix], content)
    in_part = "; part of the way is taken as half (assumption)" if one.part else ""
    return f"trials of {figure.contrast}, in {figure.population}, counting {figure.outcome}{in_part}"


def aims(one: Chosen, answers: Mapping[str, float | str], content: Content, system: str = "metric") -> dict[str, str]:
    """Question → what a change of the plan aims at, from the answer of today: "How well do you sleep? Badly → Fairly"."""
    lines = {}
    for name, goal in one.changes.items():
        question = content.questions[name]
        now, then = (answered(question, value, system) for value in (answers[name], goal))
        lines[name] = f"{question.text} {now} → {then}"
    return lines


def goals(one: Chosen, content: Content, system: str = "metric") -> dict[str, str]:
    """Question → the answer that a change aims at, without the one of today."""
    return {
        name: f"{content.questions[name].text} Aim: {answered(content.questions[name], goal, system)}"
        for name, goal in one.changes.items()
    }


def to_do(fix: Fix) -> str:
    """The first sentence about a change, which says what to do."""
    return fix.what.split(". ")[0].rstrip(".") + "."


def of_numbers(lines: Mapping[str, str], content: Content) -> list[str]:
    """Of these lines those about a number; a step from one word to the next is told by the name of the change."""
    return [line for name, line in lines.items() if content.questions[name].kind == "number"]


def ask_first(plan: Plan, content: Content) -> list[str]:
    """The questions whose answers could bring more into the plan, in the order of the fixes."""
    names = dict.fromkeys(name for left in plan.left if left.why == "unknown" for name in left.about)
    return [content.questions[name].text for name in names]


def by_minutes(offers: Sequence[Offer], plan: Plan, content: Content) -> Picture:
    """What the first minutes of a week bring, and each more; the rows within the person's own minutes are filled."""
    new = [
        listing([content.fixes[name].name for name in one.fixes if place == 0 or name not in offers[place - 1].fixes])
        for place, one in enumerate(offers)
    ]
    within = sum(one.minutes <= plan.minutes_given for one in offers)
    falls = [one.fall_per_100 for one in offers]
    kinds = (
        (WITHIN, [*falls[:within], *[0.0] * (len(falls) - within)], {"color": BLUE}),
        (BEYOND, [*[0.0] * within, *falls[within:]], bars.UNKNOWN),
    )
    return Picture(
        title="What more time would bring",
        sentence=_worth(offers, within, plan),
        spec={
            "data": [bars.bar(name, values, marker) for name, values, marker in kinds],
            "layout": _offer_layout(offers, new),
        },
        table=Table(
            OFFER_COLUMNS,
            tuple((str(one.minutes), fewer(one.fall_per_100), names) for one, names in zip(offers, new, strict=True)),
        ),
    )


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
        "time": "It does not fit into your minutes beside your plan.",
        "too_little": "It would bring so little more that nobody could tell.",
        "no_gain": "It would not change the result for you.",
    }[left.why]


def days_sentence(weeks: Calendar) -> str:
    """When it begins, and on which days of the week it is done once everything has begun."""
    first, last = weeks.weeks[0], weeks.weeks[-1]
    days = listing([weekday(day) for day in sorted((session.day for session in last.sessions), key=date.weekday)])
    return f"It begins on {short_day(first.first_day)}{f', with sessions on {days} in the end' if days else ''}."


def fewer(value: float) -> str:
    """A fall of the risk per 100, to one place; what is nothing is a dash."""
    return fixed(value, 1) if round(value, 1) else "–"


def _fall(plan: Plan) -> str:
    before, after, fall = plan.before_per_100, plan.after_per_100, plan.fall_per_100
    assert before and after and fall
    return (
        f"Of 100 runners like you, {band(before)} have low-back pain in a year; with all of this it would be "
        f"{band(after)}. In the middle that is {per_100(fall.mean)} fewer of 100 ({fewer_span(fall)})."
    )


def _rests(plan: Plan, content: Content) -> str:
    by_trial = [one for one in plan.chosen if one.basis == "trial" and round(one.fall_per_100, 1)]
    tried = sum(one.fall_per_100 for one in by_trial)
    other = sum(one.fall_per_100 for one in plan.chosen if one.basis == "association")
    if not round(tried, 1):
        return f"None of this rests on a trial in which people did it: it all {ASSUMES}."
    if not round(other, 1):
        return f"All of this rests on trials. {_who(by_trial, content)}"
    return (
        f"Of these, {fixed(tried, 1)} rest on trials. {_who(by_trial, content)} The other {fixed(other, 1)} rest on people "
        f"who already differed: that part {ASSUMES}."
    )


def _who(tried: Sequence[Chosen], content: Content) -> str:
    """Whom the trials tested on what, and what is assumed where less is done than they tested."""
    told = [tested([trial_of(content.fixes[one.fix], content)]) for one in tried]
    parts = [content.fixes[one.fix].name for one in tried if one.part]
    half = [f"{listing(parts)}: part of the way is taken as half of that (assumption)."] if parts else []
    return " ".join([*dict.fromkeys(told), *half])


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


def _worth(offers: Sequence[Offer], within: int, plan: Plan) -> str:
    here, last = offers[max(0, within - 1)], offers[-1]
    if not round(last.fall_per_100, 1):
        return "Nothing here can be counted yet, however much time there is."
    yours = f"Your {counted(plan.minutes_given, 'minute')} a week bring {fixed(here.fall_per_100, 1)} fewer of 100"
    if last is here:
        return f"{yours}, and more time would bring nothing more that can be counted."
    return (
        f"{yours}. With {counted(last.minutes, 'minute')} it would be {fixed(last.fall_per_100, 1)}: more than that brings "
        "nothing that can be counted."
    )


def _offer_layout(offers: Sequence[Offer], new: Sequence[str]) -> dict[str, Any]:
    rows = list(zip(offers, new, strict=True))
    return {
        "barmode": "stack",
        "height": bars.ROW_PX * len(rows) + bars.MARGIN_PX + 60,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 100},
        "xaxis": {
            "range": [0, 1.1 * max(1.0, offers[-1].fall_per_100)],
            "title": {
                "text": "fewer of 100 runners with low-back pain<br>in a year, in the middle",
                "font": {"size": 13},
            },
            "fixedrange": True,
        },
        "yaxis": bars.rows_axis(len(rows)),
        "legend": {
            "orientation": "h",
            "x": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        "annotations": [bars.label(y, _row_words(one, names, y)) for y, (one, names) in enumerate(rows)],
    }


def _row_words(one: Offer, names: str, place: int) -> str:
    if not one.minutes:
        return f"<b>No extra time</b> what costs no minutes ({len(one.fixes)})"
    minutes = f"{one.minutes} min"
    return f"<b>{minutes}</b> {shortened(('+ ' if place else '') + names, OFFER_LETTERS - len(minutes))}"


def _chosen_row(one: Chosen, content: Content) -> tuple[str, ...]:
    name = content.fixes[one.fix].name
    return name, str(one.minutes), fewer(one.fall_per_100), rests_on(one, content), certainty_short(one.certainty)


def _left_row(one: Left, content: Content) -> tuple[str, ...]:
    return content.fixes[one.fix].name, str(one.minutes), why_left(one, content), fewer(one.alone_per_100)
