"""A plan in sentences and tables: at its true size, with what it assumes said beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day, weekday
from lbt_widgets.content.derived import questions_of
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.places import place_of, place_of_finding
from lbt_widgets.content.wording import lower_first
from lbt_widgets.risk import Calendar, Chosen, Left, Offer, Plan
from lbt_widgets.risk.calendar import IN_A_ROW, LONGEST, StopRule

from .picture import Table
from .trials import ANY_INJURY, ASSUMES, IN_PART, PART, trial_of
from .words import answered, band, certainty_short, counted, fewer_span, label_of, listing, per_100, percent, roughly

GO_ON = (
    f"Go on to a harder way after {IN_A_ROW} sessions in a row in which you did the full dose with no sign to stop. "
    "Go back to an easier way where a sign to stop came true."
)
CHOSEN_COLUMNS = ("What to do", "Minutes a week", "Fewer of 100", "Rests on", "Certainty")
OFFER_COLUMNS = ("Minutes a week", "By trials, fewer of 100", "Goes with, fewer of 100", "Comes in", "Goes out")
MORE_TIME = "What more time would bring"
LEAST = 0.05  # of 100: less than this is not counted
IN_BAND = "8 of 10 such cases"  # what the 80 % band of a range holds
SURE_TENTHS = 9.5  # of 10: from here on "more than 9 in 10"
ONCE_BEGUN = (
    "All numbers are those once everything has begun; a part waits until your warning sign has been looked at. "
)
NOT_WHOLE = (
    "This is not simply what the trials found: the less sure a figure is, the less of it counts, and the wider is its "
    "range. The belief slider moves that."
)
ALREADY = (
    "You do already what trials tested, so no trial counts here. People whose other answers are better than yours had "
    "less back pain."
)
NOTHING = "Nothing that can be changed stands out in your answers beyond what is in every plan."
NOT_KNOWN = (
    "Nothing in your answers so far can be counted. What is not answered is not known yet, which is not nothing."
)
GENTLE = (
    "Your answers on mood or worry count in your result, and no change here is for them. None of it is a fault. If most "
    "days are hard, talk to someone you trust or to a doctor."
)
OTHER_SCALE = (
    "A plan counts the way from your answer to the one that it aims at; your profile compares your answer with a typical "
    "runner. So a change can count for more here than the answer did there."
)
ONCE_LOOKED_AT = "Only once the warning sign has been looked at"
NOT_COUNTED = "not counted"
LEFT_COLUMNS = ("Not in the plan", "Minutes a week", "Why", "By itself, fewer of 100")


def sentences(plan: Plan, content: Content) -> list[str]:
    """What trials promise of the plan; then what only goes with less pain, how surely, and what time it takes.

    None where the plan was stopped.
    """
    if plan.stopped:
        return []
    if not counts(plan):
        return [NOT_KNOWN, _time(plan)] if _is_unknown(plan) else [NOTHING, _time(plan), _next_hour(plan, content)]
    once = ONCE_BEGUN if any(one.waits for one in plan.chosen) else ""
    told = [
        once + _by_trials(plan, content),
        _who(plan, content),
        NOT_WHOLE if _tried(plan) else "",
        _goes_with(plan, content),
        _before(plan),
        _sure(plan),
    ]
    return [one for one in (*told, _time(plan), _grows(plan, content), _next_hour(plan, content)) if one]


def counts(plan: Plan) -> bool:
    """Whether anything of the plan is counted."""
    return plan.sure is not None and plan.fall_per_100 is not None and plan.fall_per_100.mean >= LEAST


def news(plan: Plan, weeks: Calendar, content: Content) -> str:
    """What is read out once the plan has changed."""
    return f"Your plan is made anew. {sentences(plan, content)[0]} {_time(plan)} {days_sentence(weeks)}"


def chosen_table(plan: Plan, content: Content) -> Table:
    """What is in the plan. Each row's fall is what it adds to the rows above, so that they add up."""
    return Table(CHOSEN_COLUMNS, tuple(_chosen_row(one, content) for one in plan.chosen))


def left_table(plan: Plan, content: Content) -> Table:
    """What is not in the plan, why, and what it would bring in place of all but the minimum."""
    return Table(LEFT_COLUMNS, tuple(_left_row(one, content) for one in plan.left))


def rests_on(one: Chosen, content: Content) -> str:
    """What was tested of a change and what was not, in sentences; what is assumed besides."""
    fix = content.fixes[one.fix]
    if one.basis == "association":
        known = ALREADY if fix.trial else fix.rests_on
        return f"{known} That {ASSUMES}; {_in_part(content)} (assumption)."
    return " ".join(filter(None, [fix.rests_on, PART if one.part else "", _unlike(one, content)]))


def _unlike(one: Chosen, content: Content) -> str:
    """Told to whom the trial had nobody like."""
    trial = content.fixes[one.fix].trial
    if not (one.unlike and trial):
        return ""
    return f"{trial.others} So {percent(content.model.unlike_counts.value)} of what was found is counted (assumption)."


def aims(one: Chosen, answers: Mapping[str, float | str], content: Content, system: str = "metric") -> dict[str, str]:
    """Question → what a change of the plan aims at, from the answer of today: "Sleep: Badly → Fairly"."""
    asked = content.questions
    return _limits(one, content, system) | {
        name: f"{label_of(asked[name], content)}: {answered(asked[name], answers[name], system)} → {goal}"
        for name, goal in _goals(one, content, system).items()
    }


def waiting(plan: Plan, content: Content) -> list[str]:
    """What begins only once a warning sign has been looked at, by name."""
    return [content.fixes[one.fix].name for one in plan.chosen if one.waits]


def goals(one: Chosen, content: Content, system: str = "metric") -> dict[str, str]:
    """Question → the answer that a change aims at, without the one of today."""
    asked = content.questions
    return _limits(one, content, system) | {
        name: f"{label_of(asked[name], content)}: aim for {goal}" for name, goal in _goals(one, content, system).items()
    }


def _goals(one: Chosen, content: Content, system: str) -> dict[str, str]:
    """Question → the answer aimed at, in words."""
    at_most = {target.question for target in content.fixes[one.fix].targets if target.of}
    return {name: roughly(content.questions[name], goal, system, name in at_most) for name, goal in one.changes.items()}


def _limits(one: Chosen, content: Content, system: str) -> dict[str, str]:
    """Question → the most that a rule allows, also to whom the rule asks for no change."""
    asked = content.questions
    return {
        name: f"{label_of(asked[name], content)}: at most {roughly(asked[name], most, system, at_most=True)}"
        for name, most in one.limits.items()
    }


def to_do(fix: Fix) -> str:
    """The first sentence about a change, which says what to do."""
    return fix.what.split(". ")[0].rstrip(".") + "."


def of_numbers(lines: Mapping[str, str], content: Content) -> list[str]:
    """Of these lines those about a number; a step from one word to the next is told by the name of the change."""
    return [line for name, line in lines.items() if content.questions[name].kind == "number"]


def stop_line(rule: StopRule, content: Content) -> str:
    """When to stop some exercises, as it is said on page, paper and in a calendar: "A; B: stop if …"."""
    return f"{'; '.join(content.exercises[name].name for name in rule.exercises)}: stop if {lower_first(rule.stop_if)}"


def after_that(weeks: Calendar, content: Content) -> str:
    """What begins only once a warning sign has been looked at, beside what to do about the sign; "" where nothing waits."""
    later = "; ".join(content.fixes[name].name for name in weeks.after_that)
    return f"After that: {later}." if later else ""


def by_minutes(offers: Sequence[Offer], content: Content) -> Table | None:
    """What the plan would be from so many minutes a week on; None where no time brings anything that can be counted."""
    if not _any_counted(offers):
        return None
    before: Sequence[Sequence[str]] = [(), *(one.fixes for one in offers)]
    rows = (
        (
            f"from {one.minutes} on",
            fewer(one.trial_per_100),
            fewer(one.fall_per_100 - one.trial_per_100),
            _names(one.fixes, old, content) or "–",
            _names(old, one.fixes, content) or "–",
        )
        for one, old in zip(offers, before, strict=False)
    )
    return Table(OFFER_COLUMNS, tuple(rows))


def more_time(offers: Sequence[Offer], plan: Plan) -> str:
    """What the person's minutes are enough for."""
    if not _any_counted(offers):
        return "Nothing here can be counted yet, however much time there is."
    last = offers[-1]
    if last.minutes <= plan.minutes_given:
        return "Your time is enough for all that can be counted."
    return f"With {counted(last.minutes, 'minute')} a week there would be time for all that can be counted."


def _any_counted(offers: Sequence[Offer]) -> bool:
    return any(one.fall_per_100 >= LEAST for one in offers)


def gentle(answers: Mapping[str, float | str], content: Content) -> str:
    """A kind word where mood or worry weighs, which no plan of minutes changes; "" where they do not."""
    weighs = (
        name in answers and answers[name] != question.options[0].id
        for name, question in content.questions.items()
        if question.last
    )
    return GENTLE if any(weighs) else ""


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
        "time": "It does not fit into your minutes beside the plan.",
        "too_little": "It would bring less than anybody could tell.",
        "no_gain": "It would not change the result for you.",
    }[left.why]


def days_sentence(weeks: Calendar) -> str:
    """When it begins, and on which days of the week it is done once everything has begun."""
    first, last = weeks.weeks[0], weeks.weeks[-1]
    days = listing([weekday(day) for day in sorted((session.day for session in last.sessions), key=date.weekday)])
    return f"It begins on {short_day(first.first_day)}{f', with sessions on {days} in the end' if days else ''}."


def fewer(value: float) -> str:
    """A fall of the risk per 100, no finer than anybody can measure: "about 3", "less than 1"; what is nothing is a dash."""
    if value < LEAST:
        return "–"
    return "less than 1" if value < 1 else f"about {value:.0f}"


def is_counted(one: Chosen) -> bool:
    """Whether anything is counted for a change: then it has a grade for how sure that is."""
    return one.basis is not None and one.fall_per_100 >= LEAST


def known_of(one: Chosen) -> str:
    """How sure what is counted for a change is; "not counted" where nothing is, since its grade is of something else."""
    return certainty_short(one.certainty) if is_counted(one) else NOT_COUNTED


def worth(one: Chosen) -> str:
    """What a change counts for: what trials found as a number of fewer, the rest as what it goes with."""
    if not is_counted(one):
        return "nothing counted"
    size = f"{fewer(one.fall_per_100)} of 100"
    return f"{size} fewer, going by trials" if one.basis == "trial" else f"goes with less pain, {size} counted"


def place(one: Chosen, content: Content) -> str:
    """Where the figure that a change counts by stands among the claims; where nothing counts, what it rests on."""
    fix = content.fixes[one.fix]
    if one.basis == "trial" and fix.trial:
        return place_of_finding(fix.trial.finding)
    moved = (effect for effect in content.effects.values() if one.changes.keys() & set(questions_of(effect)))
    effect = next((effect for effect in moved if effect.figures), None) if is_counted(one) else None
    if effect:
        return place_of(effect, content)
    return place_of_finding(fix.finding) if fix.finding else fix.claims[0]


def _by_trials(plan: Plan, content: Content) -> str:
    """The headline; where a trial did not count backs, it says so itself."""
    tried = plan.trial_per_100
    if tried is None or tried.mean < LEAST:
        return "No part of this plan that is counted was tested in a trial."
    size = fewer(tried.mean)
    return f"Going by trials: {size} of 100 fewer with low-back pain in a year (in {IN_BAND} {fewer_span(tried)}).{_not_backs(plan, content)}"


def _not_backs(plan: Plan, content: Content) -> str:
    counted_backs = [trial_of(content.fixes[one.fix], content).low_back for one in _tried(plan)]
    if all(counted_backs):
        return ""
    return f" {'One of these trials' if any(counted_backs) else 'The trial'} {ANY_INJURY}."


def _tried(plan: Plan) -> list[Chosen]:
    return [one for one in plan.chosen if one.basis == "trial" and is_counted(one)]


def _who(plan: Plan, content: Content) -> str:
    """Whom the trials tested on what, and where that was not just this."""
    tried = _tried(plan)
    if not tried:
        return ""
    figures = [trial_of(content.fixes[one.fix], content) for one in tried]
    told = dict.fromkeys(f"{one.contrast}, in {one.population}, counting {one.outcome}" for one in figures)
    like = [f"“{content.fixes[one.fix].name}”" for one in tried if one.tested == "like_it"]
    beside = [f"That is like {listing(like)}, and not just that."] if like else []
    half = [f"“{content.fixes[one.fix].name}” is {IN_PART}" for one in tried if one.part]
    unlike = dict.fromkeys(filter(None, (_unlike(one, content) for one in tried)))
    return " ".join([f"Tested: {'; '.join(told)}.", *beside, *half, *unlike])


def _goes_with(plan: Plan, content: Content) -> str:
    other = plan.associated_per_100
    if other is None or other.mean < LEAST:
        return "All that is counted rests on trials."
    rest = "The rest" if _tried(plan) else "What is counted"
    return (
        f"{rest} only goes with less pain: {fewer(other.mean)} of 100. That {ASSUMES}; so {_in_part(content)} "
        "(assumption)."
    )


def _in_part(content: Content) -> str:
    return f"{percent(content.model.association_counts.value)} of it is counted"


def _before(plan: Plan) -> str:
    before = plan.before_per_100
    assert before
    return f"As it is, of 100 runners like you {band(before)} have low-back pain in a year, in the middle {per_100(before.mean)}."


def _sure(plan: Plan) -> str:
    assert plan.sure is not None and plan.fall_per_100
    tenths = 10 * plan.sure
    chance = "more than 9" if tenths >= SURE_TENTHS else "less than 1" if tenths < 1 else f"about {tenths:.0f}"
    return (
        f"If the model holds, all of it together means in {IN_BAND} {fewer_span(plan.fall_per_100)}; the chance that it "
        f"helps at all is {chance} in 10. The model has not been checked on real runners."
    )


def _is_unknown(plan: Plan) -> bool:
    return any(one.why == "unknown" for one in plan.left)


def _time(plan: Plan) -> str:
    whole = f"It takes {counted(plan.minutes, 'minute')} of the {plan.minutes_given:g} that you have in a week."
    waiting = sum(one.minutes for one in plan.chosen if one.waits)
    if not waiting:
        return whole
    now = plan.minutes - waiting
    return f"{whole} Of these {now or 'none'} may begin now, {waiting} only once your warning sign has been looked at."


def _grows(plan: Plan, content: Content) -> str:
    """What reaches its full size only after the weeks that a calendar shows."""
    told = [
        f"“{fix.name}” grows to it over {dose.weeks[0]} weeks"
        for fix in (content.fixes[one.fix] for one in plan.chosen)
        for dose in (part.dose(content.exercises[part.exercise]) for part in fix.parts)
        if dose.weeks and dose.weeks[0] > LONGEST
    ]
    if not told:
        return ""
    return f"Minutes and numbers are those of the full plan: {listing(told)}, and the weeks shown here end before that."


def _next_hour(plan: Plan, content: Content) -> str:
    found = plan.next_hour
    assert found
    now = [one.fix for one in plan.chosen]
    new, gone = _names(found.fixes, now, content), _names(now, found.fixes, content)
    if not new:
        return "One more hour a week would bring nothing that can be counted."
    out = f" This would go out: {gone}." if gone else ""
    more = found.trial_per_100
    size = (
        f"Going by trials: {fewer(more)} of 100 fewer besides" if more >= LEAST else "No trial tells what that brings"
    )
    return f"With one more hour a week this would come in: {new}.{out} {size}."


def _names(fixes: Sequence[str], without: Sequence[str], content: Content) -> str:
    return "; ".join(content.fixes[name].name for name in fixes if name not in without)


def _chosen_row(one: Chosen, content: Content) -> tuple[str, ...]:
    name = f"{content.fixes[one.fix].name}{' (waits)' if one.waits else ''}"
    return name, str(one.minutes), fewer(one.fall_per_100), rests_on(one, content), known_of(one)


def _left_row(one: Left, content: Content) -> tuple[str, ...]:
    return content.fixes[one.fix].name, str(one.minutes), why_left(one, content), fewer(one.alone_per_100)
