"""What is in a plan, in sentences and tables, with what each change rests on and assumes; `plan_sum` adds it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day, weekday
from lbt_widgets.content.derived import questions_of
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.places import place_of, place_of_finding
from lbt_widgets.content.records import Effect
from lbt_widgets.content.wording import lower_first
from lbt_widgets.risk import Calendar, Chosen, Left, Plan
from lbt_widgets.risk.calendar import IN_A_ROW, LONGEST, StopRule
from lbt_widgets.words import N_, _, ngettext

from .picture import Table
from .trials import ASSUMES, PART
from .words import answered, certainty_short, label_of, listing, percent, roughly

CHOSEN_COLUMNS = (N_("What to do"), N_("Minutes a week"), N_("Fewer of 100"), N_("Rests on"), N_("Certainty"))
LEFT_COLUMNS = (N_("Not in the plan"), N_("Minutes a week"), N_("Why"), N_("By itself, fewer of 100"))
LEAST = 0.05  # of 100: less than this is not counted
ALREADY = N_(
    "You do already what trials tested, so no trial counts here. People whose other answers are better than yours had "
    "less back pain."
)
ONCE_LOOKED_AT = N_("Only once the warning sign has been looked at")
CAUTION = N_("To hold it back is a precaution of this workbook (assumption), and no sign that it does harm.")
NOT_COUNTED = N_("not counted")


def chosen_table(plan: Plan, content: Content) -> Table:
    """What is in the plan. Each row's fall is what it adds to the rows above, so that they add up."""
    return Table(tuple(map(_, CHOSEN_COLUMNS)), tuple(_chosen_row(one, content) for one in plan.chosen))


def left_table(plan: Plan, content: Content) -> Table:
    """What is not in the plan, why, and what it would bring in place of all but the minimum."""
    return Table(tuple(map(_, LEFT_COLUMNS)), tuple(_left_row(one, content) for one in plan.left))


def rests_on(one: Chosen, content: Content) -> str:
    """What was tested of a change and what was not, in sentences; what is assumed besides."""
    fix = content.fixes[one.fix]
    if one.basis == "association":
        assumed = _("That {assumes}; {share} of it is counted (assumption).").format(
            assumes=_(ASSUMES), share=association_share(content)
        )
        return f"{_(ALREADY) if fix.trial else fix.rests_on} {assumed}"
    return " ".join(filter(None, [fix.rests_on, _(PART) if one.part else "", unlike(one, content)]))


def own_test(one: Chosen, content: Content) -> str:
    """Told to whom a test of their own is why this is in the plan; "" to all others."""
    if not one.own_tests:
        return ""
    tests = listing([label_of(content.questions[name], content) for name in one.own_tests])
    old = content.fixes[one.fix].in_place_of
    if old is None:
        return _("Your own test stands out here: {tests}.").format(tests=tests)
    words = _("In place of “{change}”, since your own test stands out: {tests}. Trials count both alike.")
    return words.format(change=content.fixes[old].name, tests=tests)


def unlike(one: Chosen, content: Content) -> str:
    """Told to whom the trial had nobody like; "" to all others."""
    trial = content.fixes[one.fix].trial
    if not (one.unlike and trial):
        return ""
    counted = _("So {share} of what was found is counted (assumption).")
    return f"{trial.others} {counted.format(share=percent(content.model.unlike_counts.value))}"


def association_share(content: Content) -> str:
    """How much of an association is counted."""
    return percent(content.model.association_counts.value)


def aims(one: Chosen, answers: Mapping[str, float | str], content: Content, system: str = "metric") -> dict[str, str]:
    """Question → what a change of the plan aims at, from the answer of today: "Sleep: Badly → Fairly".

    A limit is told as one, for whom the rule asks for less than today too: "Longest run this week: 32 km → at most 30 km".
    """
    asked, limits = content.questions, _limits(one, content, system)
    aimed = {name: limits.get(name, goal) for name, goal in _goals(one, content, system).items()}
    from_today = {name: f"{answered(asked[name], answers[name], system)} → {goal}" for name, goal in aimed.items()}
    return {name: f"{label_of(asked[name], content)}: {told}" for name, told in (limits | from_today).items()}


def once_looked_at(waiting: Sequence[str], content: Content) -> str:
    """Which of these fixes wait for a warning sign to be looked at, as a sentence; "" where none does."""
    names = "; ".join(content.fixes[name].name for name in waiting)
    return f"{_(ONCE_LOOKED_AT)}: {names}." if names else ""


def marked(name: str, one: Chosen) -> str:
    """The name of a change, or of an exercise of it, which says so where it waits for a warning sign."""
    return _("{name} (not yet: warning sign)").format(name=name) if one.waits else name


def moved_effects(one: Chosen | Left, content: Content) -> Iterator[Effect]:
    """The effects with an answer that the change moves."""
    return (effect for effect in content.effects.values() if one.changes.keys() & set(questions_of(effect)))


def goals(one: Chosen, content: Content, system: str = "metric") -> dict[str, str]:
    """Question → the answer that a change aims at, or the most that it allows, without the one of today."""
    asked, limits = content.questions, _limits(one, content, system)
    aimed = {name: _("aim for {goal}").format(goal=goal) for name, goal in _goals(one, content, system).items()}
    return {name: f"{label_of(asked[name], content)}: {told}" for name, told in (aimed | limits).items()}


def outgrows(fix: Fix, content: Content) -> int | None:
    """In how many weeks the dose of a change is full, where that is longer than any calendar shows."""
    doses = (part.dose(content.exercises[part.exercise]) for part in fix.parts)
    return next((dose.weeks[0] for dose in doses if dose.weeks and dose.weeks[0] > LONGEST), None)


def _goals(one: Chosen, content: Content, system: str) -> dict[str, str]:
    """Question → the answer aimed at, in words."""
    return {name: roughly(content.questions[name], goal, system) for name, goal in one.changes.items()}


def _limits(one: Chosen, content: Content, system: str) -> dict[str, str]:
    """Question → the most that a rule allows, in words, also to whom the rule asks for no change."""
    asked = content.questions
    return {
        name: _("at most {value}").format(value=roughly(asked[name], most, system, at_most=True))
        for name, most in one.limits.items()
    }


def go_on() -> str:
    """When to go on to a harder way of an exercise, and when back."""
    return _(
        "Go on to a harder way after {n} sessions in a row in which you did the full dose with no sign to stop. "
        "Go back to an easier way where a sign to stop came true."
    ).format(n=IN_A_ROW)


def to_do(fix: Fix) -> str:
    """The first sentence about a change, which says what to do."""
    return fix.what.split(". ")[0].rstrip(".") + "."


def of_numbers(lines: Mapping[str, str], content: Content) -> list[str]:
    """Of these lines those about a number; a step from one word to the next is told by the name of the change."""
    return [line for name, line in lines.items() if content.questions[name].kind == "number"]


def stop_line(rule: StopRule, content: Content) -> str:
    """When to stop some exercises, as it is said on page, paper and in a calendar: "A; B: stop if …"."""
    exercises = "; ".join(content.exercises[name].name for name in rule.exercises)
    return _("{exercises}: stop if {sign}").format(exercises=exercises, sign=lower_first(rule.stop_if))


def why_left(left: Left, content: Content) -> str:
    """Why a fix is not in the plan, as a sentence."""
    fix = content.fixes[left.fix]
    if left.why == "never":
        return fix.never or ""
    if left.why == "unknown":
        asked = listing([label_of(content.questions[name], content) for name in left.about])
        return ngettext(
            "Not known yet: {asked}. Answer this first.", "Not known yet: {asked}. Answer these first.", len(left.about)
        ).format(asked=asked)
    names = listing([content.fixes[name].name for name in left.about])
    return {
        "there": _("Your answers are good enough here already."),
        "no_figure": _("Nobody has measured what it would bring."),
        "conflict": _("This and {names} rule each other out.").format(names=names),
        "covered": _("It works on the same as: {names}.").format(names=names),
        "time": _("It does not fit into your minutes beside the plan."),
        "too_little": _("It would bring less than anybody could tell."),
        "no_gain": _("It would not change the result for you."),
    }[left.why]


def days_sentence(weeks: Calendar) -> str:
    """When it begins, and on which days of the week it is done once everything has begun."""
    first, last = weeks.weeks[0], weeks.weeks[-1]
    days = listing([weekday(day) for day in sorted((session.day for session in last.sessions), key=date.weekday)])
    day = short_day(first.first_day)
    if not days:
        return _("It begins on {day}.").format(day=day)
    return _("It begins on {day}. Once all of it has begun, the sessions are on {days}.").format(day=day, days=days)


def fewer(value: float) -> str:
    """A fall of the risk per 100, no finer than anybody can measure: "about 3", "less than 1"; what is nothing is a dash."""
    if value < LEAST:
        return "–"
    return _("less than 1") if value < 1 else _("about {n}").format(n=f"{value:.0f}")


def is_counted(one: Chosen | Left) -> bool:
    """Whether anything is counted for a change: then it has a grade for how sure that is."""
    fall = one.fall_per_100 if isinstance(one, Chosen) else one.alone_per_100
    return one.basis is not None and fall >= LEAST


def known_of(one: Chosen) -> str:
    """How sure what is counted for a change is; "not counted" where nothing is, since its grade is of something else."""
    return certainty_short(one.certainty) if is_counted(one) else _(NOT_COUNTED)


def worth(one: Chosen) -> str:
    """What a change counts for: what trials found as a number of fewer, the rest as what it goes with."""
    if not is_counted(one):
        return _("nothing counted")
    words = (
        _("{size} of 100 fewer, going by trials")
        if one.basis == "trial"
        else _("goes with less pain, {size} of 100 counted")
    )
    return words.format(size=fewer(one.fall_per_100))


def place(one: Chosen | Left, content: Content) -> str:
    """Where the figure that a change counts by stands among the claims; where nothing counts, what it rests on."""
    fix = content.fixes[one.fix]
    if one.basis == "trial" and fix.trial:
        return place_of_finding(fix.trial.finding)
    moved = (effect for effect in moved_effects(one, content) if effect.figures)
    effect = next(moved, None) if is_counted(one) else None
    if effect:
        return place_of(effect, content)
    return place_of_finding(fix.finding) if fix.finding else fix.claims[0]


def _chosen_row(one: Chosen, content: Content) -> tuple[str, ...]:
    name = marked(content.fixes[one.fix].name, one)
    why = " ".join(filter(None, [own_test(one, content), rests_on(one, content)]))
    return name, str(one.minutes), fewer(one.fall_per_100), why, known_of(one)


def _left_row(one: Left, content: Content) -> tuple[str, ...]:
    return content.fixes[one.fix].name, str(one.minutes), why_left(one, content), fewer(one.alone_per_100)
