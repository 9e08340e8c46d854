"""A plan in sentences and tables: at its true size, with what it assumes said beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day, weekday
from lbt_widgets.content.fixes import Fix
from lbt_widgets.risk import Calendar, Chosen, Left, Offer, Plan
from lbt_widgets.risk.calendar import IN_A_ROW
from lbt_widgets.words import N_, _, ngettext

from .picture import Table
from .trials import ASSUMES, PART, trial_of
from .words import answered, band, certainty_short, fewer_span, label_of, listing, per_100, percent, roughly, whole

CHOSEN_COLUMNS = (N_("What to do"), N_("Minutes a week"), N_("Fewer of 100"), N_("Rests on"), N_("Certainty"))
OFFER_COLUMNS = (
    N_("Minutes a week"),
    N_("By trials, fewer of 100"),
    N_("Goes with, fewer of 100"),
    N_("Comes in"),
    N_("Goes out"),
)
MORE_TIME = N_("What more time would bring")
LEAST = 0.05  # of 100: less than this is not counted
SURE_TENTHS = 9.5  # of 10: from here on "more than 9 in 10"
ONCE_BEGUN = N_("That is once all of it has begun: a part waits until your warning sign has been looked at.")
NOTHING = N_("Nothing that can be changed stands out in your answers beyond what is in every plan.")
NOT_KNOWN = N_(
    "Nothing in your answers so far can be counted. What is not answered is not known yet, which is not nothing."
)
GENTLE = N_(
    "Your answers on mood or worry count in your result, and no change here is for them. None of it is a fault. If most "
    "days are hard, talk to someone you trust or to a doctor."
)
OTHER_SCALE = N_(
    "A plan counts the way from your answer to the one that it aims at; your profile compares your answer with a typical "
    "runner. So a change can count for more here than the answer did there."
)
LEFT_COLUMNS = (N_("Not in the plan"), N_("Minutes a week"), N_("Why"), N_("By itself, fewer of 100"))


def sentences(plan: Plan, content: Content) -> list[str]:
    """What trials promise of the plan; then what only goes with less pain, how surely, and what time it takes.

    None where the plan was stopped.
    """
    if plan.stopped:
        return []
    if not counts(plan):
        if _is_unknown(plan):
            return [_(NOT_KNOWN), _time(plan)]
        return [_(NOTHING), _time(plan), _next_hour(plan, content)]
    once = _(ONCE_BEGUN) if any(one.waits for one in plan.chosen) else ""
    told = [_by_trials(plan), _who(plan, content), once, _goes_with(plan, content), _before(plan), _sure(plan)]
    return [one for one in (*told, _time(plan), _next_hour(plan, content)) if one]


def counts(plan: Plan) -> bool:
    """Whether anything of the plan is counted."""
    return plan.sure is not None and plan.fall_per_100 is not None and plan.fall_per_100.mean >= LEAST


def news(plan: Plan, weeks: Calendar, content: Content) -> str:
    """What is read out once the plan has changed."""
    return f"{_('Your plan is made anew.')} {sentences(plan, content)[0]} {_time(plan)} {days_sentence(weeks)}"


def chosen_table(plan: Plan, content: Content) -> Table:
    """What is in the plan. Each row's fall is what it adds to the rows above, so that they add up."""
    return Table(tuple(map(_, CHOSEN_COLUMNS)), tuple(_chosen_row(one, content) for one in plan.chosen))


def left_table(plan: Plan, content: Content) -> Table:
    """What is not in the plan, why, and what it would bring in place of all but the minimum."""
    return Table(tuple(map(_, LEFT_COLUMNS)), tuple(_left_row(one, content) for one in plan.left))


def rests_on(one: Chosen, content: Content) -> str:
    """What was tested of a change and what was not, in sentences; what is assumed besides."""
    fix = content.fixes[one.fix]
    counted = _("That {assumes}; {share} of it is counted (assumption).").format(
        assumes=_(ASSUMES), share=_share(content)
    )
    assumed = {"association": counted, "trial": _(PART) if one.part else ""}
    return " ".join(filter(None, [fix.rests_on, assumed.get(one.basis or "")]))


def aims(one: Chosen, answers: Mapping[str, float | str], content: Content, system: str = "metric") -> dict[str, str]:
    """Question → what a change of the plan aims at, from the answer of today: "Sleep: Badly → Fairly"."""
    lines = {}
    for name, goal in one.changes.items():
        question = content.questions[name]
        now, then = answered(question, answers[name], system), roughly(question, goal, system)
        lines[name] = f"{label_of(question, content)}: {now} → {then}"
    return _limits(one, content, system) | lines


def goals(one: Chosen, content: Content, system: str = "metric") -> dict[str, str]:
    """Question → the answer that a change aims at, without the one of today."""
    asked = content.questions
    return _limits(one, content, system) | {
        name: _("{what}: aim for {goal}").format(
            what=label_of(asked[name], content), goal=roughly(asked[name], goal, system)
        )
        for name, goal in one.changes.items()
    }


def _limits(one: Chosen, content: Content, system: str) -> dict[str, str]:
    """Question → the most that a rule allows, also to whom the rule asks for no change."""
    return {
        name: _("{what}: at most {most}").format(
            what=label_of(content.questions[name], content), most=roughly(content.questions[name], most, system)
        )
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


def by_minutes(offers: Sequence[Offer], content: Content) -> Table | None:
    """What the plan would be from so many minutes a week on; None where no time brings anything that can be counted."""
    if not _any_counted(offers):
        return None
    before: Sequence[Sequence[str]] = [(), *(one.fixes for one in offers)]
    rows = (
        (
            _("from {n} on").format(n=one.minutes),
            fewer(one.trial_per_100),
            fewer(one.fall_per_100 - one.trial_per_100),
            _names(one.fixes, old, content) or "–",
            _names(old, one.fixes, content) or "–",
        )
        for one, old in zip(offers, before, strict=False)
    )
    return Table(tuple(map(_, OFFER_COLUMNS)), tuple(rows))


def more_time(offers: Sequence[Offer], plan: Plan) -> str:
    """What the person's minutes are enough for."""
    if not _any_counted(offers):
        return _("Nothing here can be counted yet, however much time there is.")
    last = offers[-1]
    if last.minutes <= plan.minutes_given:
        return _("Your time is enough for all that can be counted.")
    return ngettext(
        "With {n} minute a week there would be time for all that can be counted.",
        "With {n} minutes a week there would be time for all that can be counted.",
        last.minutes,
    ).format(n=whole(last.minutes))


def _any_counted(offers: Sequence[Offer]) -> bool:
    return any(one.fall_per_100 >= LEAST for one in offers)


def gentle(answers: Mapping[str, float | str], content: Content) -> str:
    """A kind word where mood or worry weighs, which no plan of minutes changes; "" where they do not."""
    weighs = (
        name in answers and answers[name] != question.options[0].id
        for name, question in content.questions.items()
        if question.last
    )
    return _(GENTLE) if any(weighs) else ""


def why_left(left: Left, content: Content) -> str:
    """Why a fix is not in the plan, as a sentence."""
    fix = content.fixes[left.fix]
    if left.why == "never":
        return fix.never or ""
    if left.why == "unknown":
        asked = listing([content.questions[name].text for name in left.about])
        return _("Not known yet: {asked} Answer it first.").format(asked=asked)
    names = listing([content.fixes[name].name for name in left.about])
    return {
        "there": _("Your answers are good enough here already."),
        "no_figure": _("Nobody has measured what it would bring."),
        "conflict": _("It cannot be done as well as: {names}.").format(names=names),
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
    return _("It begins on {day}, with sessions on {days} in the end.").format(day=day, days=days)


def fewer(value: float) -> str:
    """A fall of the risk per 100, no finer than anybody can measure: "about 3", "less than 1"; what is nothing is a dash."""
    if value < LEAST:
        return "–"
    return _("less than 1") if value < 1 else _("about {n}").format(n=f"{value:.0f}")


def is_counted(one: Chosen) -> bool:
    """Whether anything is counted for a change: then it has a grade for how sure that is."""
    return one.basis is not None and one.fall_per_100 >= LEAST


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


def _by_trials(plan: Plan) -> str:
    tried = plan.trial_per_100
    if tried is None or tried.mean < LEAST:
        return _("No part of this plan that is counted was tested in a trial.")
    words = _("Going by trials: {size} of 100 fewer with low-back pain in a year ({span}).")
    return words.format(size=fewer(tried.mean), span=fewer_span(tried))


def _who(plan: Plan, content: Content) -> str:
    """Whom the trials tested on what, and where that was not just this."""
    tried = [one for one in plan.chosen if one.basis == "trial" and is_counted(one)]
    if not tried:
        return ""
    figures = [trial_of(content.fixes[one.fix], content) for one in tried]
    words = _("{contrast}, in {people}, counting {what}")
    told = dict.fromkeys(
        words.format(contrast=one.contrast, people=one.population, what=one.outcome) for one in figures
    )
    like = [f"“{content.fixes[one.fix].name}”" for one in tried if one.tested == "like_it"]
    beside = [_("That is like {names}, and not just that.").format(names=listing(like))] if like else []
    half = [_(PART)] if any(one.part for one in tried) else []
    return " ".join([_("Tested: {what}.").format(what="; ".join(told)), *beside, *half])


def _goes_with(plan: Plan, content: Content) -> str:
    other = plan.associated_per_100
    if other is None or other.mean < LEAST:
        return _("All that is counted rests on trials.")
    return _(
        "The rest only goes with less pain: {size} of 100. That {assumes}; so {share} of it is counted (assumption)."
    ).format(size=fewer(other.mean), assumes=_(ASSUMES), share=_share(content))


def _share(content: Content) -> str:
    """How much of an association is counted."""
    return percent(content.model.association_counts.value)


def _before(plan: Plan) -> str:
    before = plan.before_per_100
    assert before
    words = _("As it is, of 100 runners like you {band} have low-back pain in a year, in the middle {middle}.")
    return words.format(band=band(before), middle=per_100(before.mean))


def _sure(plan: Plan) -> str:
    assert plan.sure is not None and plan.fall_per_100
    tenths = 10 * plan.sure
    chance = (
        _("more than 9")
        if tenths >= SURE_TENTHS
        else _("less than 1")
        if tenths < 1
        else _("about {n}").format(n=f"{tenths:.0f}")
    )
    return _(
        "If the model holds, all of it together means anything {span}; the chance that it helps at all is {chance} in 10. "
        "The model has not been checked on real runners."
    ).format(span=fewer_span(plan.fall_per_100), chance=chance)


def _is_unknown(plan: Plan) -> bool:
    return any(one.why == "unknown" for one in plan.left)


def _time(plan: Plan) -> str:
    return ngettext(
        "It takes {n} minute of the {all} that you have in a week.",
        "It takes {n} minutes of the {all} that you have in a week.",
        plan.minutes,
    ).format(n=whole(plan.minutes), all=f"{plan.minutes_given:g}")


def _next_hour(plan: Plan, content: Content) -> str:
    found = plan.next_hour
    assert found
    new = _names(found.fixes, [one.fix for one in plan.chosen], content)
    if not new:
        return _("One more hour a week would bring nothing that can be counted.")
    return _("With one more hour a week it would hold this too: {names}.").format(names=new)


def _names(fixes: Sequence[str], without: Sequence[str], content: Content) -> str:
    return "; ".join(content.fixes[name].name for name in fixes if name not in without)


def _chosen_row(one: Chosen, content: Content) -> tuple[str, ...]:
    name = content.fixes[one.fix].name
    return name, str(one.minutes), fewer(one.fall_per_100), rests_on(one, content), certainty_short(one.certainty)


def _left_row(one: Left, content: Content) -> tuple[str, ...]:
    return content.fixes[one.fix].name, str(one.minutes), why_left(one, content), fewer(one.alone_per_100)
