"""What a plan adds up to, at its true size: by trials, by what only goes with less pain, and what more time brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lbt_widgets.content import Content
from lbt_widgets.risk import Calendar, Chosen, Offer, Plan
from lbt_widgets.words import N_, _, ngettext

from .picture import Table
from .plan import LEAST, association_share, days_sentence, fewer, is_counted, outgrows, unlike
from .trials import ASSUMES, HALF, trial_of
from .words import band, fewer_span, listing, per_100, whole

OFFER_COLUMNS = (
    N_("Minutes a week"),
    N_("By trials, fewer of 100"),
    N_("Goes with, fewer of 100"),
    N_("Comes in"),
    N_("Goes out"),
)
MORE_TIME = N_("What more time would bring")
IN_BAND = N_("8 of 10 such cases")  # what the 80 % band of a range holds
SURE_TENTHS = 9.5  # of 10: from here on "more than 9 in 10"
ONCE_BEGUN = N_(
    "All numbers are those once everything has begun; a part waits until your warning sign has been looked at."
)
NOT_WHOLE = N_(
    "This is not simply what the trials found: the less sure a figure is, the less of it counts, and the wider is its "
    "range."
)
SLIDER = N_("The belief slider changes how much of each figure counts.")
ALL_OF_IT = N_("all of it together")
MORE_THAN_TRIALS = N_("all of it together, and not the trials alone,")  # since its range is another than the headline's
TOO_SHORT = N_("Your time is enough for nothing that can be counted yet.")
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


def sentences(plan: Plan, content: Content, background: bool = True, weeks: Calendar | None = None) -> list[str]:
    """What trials promise of the plan; then what only goes with less pain, how surely, and what time it takes.

    None where the plan was stopped. `background`: also whom the trials tested, why less counts than they found, how it is
    without the plan, and what grows for longer than the weeks shown. `weeks`: the first sentence also says where their
    days are too few for the plan.
    """
    if plan.stopped:
        return []
    if not counts(plan):
        if not _is_too_short(plan) and _is_unknown(plan):
            return [_(NOT_KNOWN), _time(plan)]
        return [_(TOO_SHORT if _is_too_short(plan) else NOTHING), _time(plan), _next_hour(plan, content)]
    told = [
        " ".join(
            filter(None, [_(ONCE_BEGUN) if plan.waiting else "", _by_trials(plan, content), _too_few_days(plan, weeks)])
        ),
        _who(plan, content) if background else "",
        _not_whole(plan) if background else "",
        _goes_with(plan, content),
        _before(plan) if background else "",
        _sure(plan),
    ]
    return [
        one
        for one in (*told, _time(plan), _grows(plan, content) if background else "", _next_hour(plan, content))
        if one
    ]


def counts(plan: Plan) -> bool:
    """Whether anything of the plan is counted."""
    return plan.sure is not None and plan.fall_per_100 is not None and plan.fall_per_100.mean >= LEAST


def news(plan: Plan, weeks: Calendar, content: Content) -> str:
    """What is read out once the plan has changed."""
    return f"{_('Your plan is made anew.')} {sentences(plan, content, weeks=weeks)[0]} {_time(plan)} {days_sentence(weeks)}"


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


def _by_trials(plan: Plan, content: Content) -> str:
    """The headline; where a trial did not count backs, it says so itself."""
    tried = plan.trial_per_100
    if tried is None or tried.mean < LEAST:
        return _("No part of this plan that is counted was tested in a trial.")
    words = _("Going by trials: {size} of 100 fewer with low-back pain in a year (in {cases} {span}).")
    size = words.format(size=fewer(tried.mean), cases=_(IN_BAND), span=fewer_span(tried))
    return " ".join(filter(None, [size, _not_backs(plan, content)]))


def _not_backs(plan: Plan, content: Content) -> str:
    counted_backs = [trial_of(content.fixes[one.fix], content).low_back for one in _tried(plan)]
    if all(counted_backs):
        return ""
    if any(counted_backs):
        return _("One of these trials counted any injury, which is taken for the back here (assumption).")
    return _("The trial counted any injury, which is taken for the back here (assumption).")


def _too_few_days(plan: Plan, weeks: Calendar | None) -> str:
    """Stands beside the headline: its number is that of the whole plan, which the days do not hold."""
    if weeks is None or not weeks.missing_minutes:
        return ""
    begun = sum(one.minutes for one in plan.chosen if not one.waits)
    words = _(
        "That is for the whole plan. But the days that you ticked hold only {n} of its {all} minutes a week: count on "
        "less, or tick more days."
    )
    return words.format(n=begun - weeks.missing_minutes, all=begun)


def _tried(plan: Plan) -> list[Chosen]:
    return [one for one in plan.chosen if one.basis == "trial" and is_counted(one)]


def _who(plan: Plan, content: Content) -> str:
    """Whom the trials tested on what: no trial tested just what a plan holds."""
    tried = _tried(plan)
    if not tried:
        return ""
    figures = [trial_of(content.fixes[one.fix], content) for one in tried]
    words = _("{contrast}, in {people}, counting {what}")
    told = dict.fromkeys(
        words.format(contrast=one.contrast, people=one.population, what=one.outcome) for one in figures
    )
    names = listing([_("“{change}”").format(change=content.fixes[one.fix].name) for one in tried])
    like = _("That is like {names}, not the same.").format(names=names)
    half = [_(HALF).format(change=content.fixes[one.fix].name) for one in tried if one.part]
    unlike_them = dict.fromkeys(filter(None, (unlike(one, content) for one in tried)))
    return " ".join([_("Tested: {what}.").format(what="; ".join(told)), like, *half, *unlike_them])


def _not_whole(plan: Plan) -> str:
    """At belief 1 each figure counts as printed."""
    return _(NOT_WHOLE) if _tried(plan) and plan.belief < 1 else ""


def _goes_with(plan: Plan, content: Content) -> str:
    other = plan.associated_per_100
    if other is None or other.mean < LEAST:
        return _("All that is counted rests on trials.")
    words = (
        _("The rest only goes with less pain: {size} of 100. That {assumes}; so {share} of it is counted (assumption).")
        if _tried(plan)
        else _(
            "What is counted only goes with less pain: {size} of 100. That {assumes}; so {share} of it is counted (assumption)."
        )
    )
    return words.format(size=fewer(other.mean), assumes=_(ASSUMES), share=association_share(content))


def _before(plan: Plan) -> str:
    before = plan.before_per_100
    assert before
    words = _("As it is, of 100 runners like you {band} have low-back pain in a year, in the middle {middle}.")
    return words.format(band=band(before), middle=per_100(before.mean))


def _sure(plan: Plan) -> str:
    assert plan.sure is not None and plan.fall_per_100
    tenths = 10 * plan.sure
    chance = _("more than 9") if tenths >= SURE_TENTHS else _("about {n}").format(n=f"{tenths:.0f}")
    parts = (plan.trial_per_100, plan.associated_per_100)
    both = all(part is not None and part.mean >= LEAST for part in parts)
    return _(
        "If the model holds, {whole} means in {cases} {span}; the chance that it helps at all is {chance} in "
        "10. The model has not been checked on real runners."
    ).format(
        whole=_(MORE_THAN_TRIALS if both else ALL_OF_IT),
        cases=_(IN_BAND),
        span=fewer_span(plan.fall_per_100),
        chance=chance,
    )


def _is_too_short(plan: Plan) -> bool:
    """Whether something would count if there were more minutes."""
    return any(one.minutes > plan.minutes_given and one.alone_per_100 >= LEAST for one in plan.left)


def _is_unknown(plan: Plan) -> bool:
    return any(one.why == "unknown" for one in plan.left)


def _time(plan: Plan) -> str:
    in_all = ngettext(
        "It takes {n} minute of the {all} that you have in a week.",
        "It takes {n} minutes of the {all} that you have in a week.",
        plan.minutes,
    ).format(n=whole(plan.minutes), all=f"{plan.minutes_given:g}")
    later = sum(one.minutes for one in plan.chosen if one.waits)
    if not later:
        return in_all
    now = plan.minutes - later
    words = (
        _("Of these {now} may begin now, {later} only once your warning sign has been looked at.")
        if now
        else _("Of these none may begin now, {later} only once your warning sign has been looked at.")
    )
    return f"{in_all} {words.format(now=now, later=later)}"


def _grows(plan: Plan, content: Content) -> str:
    """What reaches its full size only after the weeks that a calendar shows."""
    told = [
        _("“{change}” grows to it over {n} weeks").format(change=fix.name, n=weeks)
        for fix in (content.fixes[one.fix] for one in plan.chosen)
        if (weeks := outgrows(fix, content))
    ]
    if not told:
        return ""
    words = _("Minutes and numbers are those of the full plan: {changes}, and the weeks shown here end before that.")
    return words.format(changes=listing(told))


def _next_hour(plan: Plan, content: Content) -> str:
    found = plan.next_hour
    assert found
    now = [one.fix for one in plan.chosen]
    new, gone = _names(found.fixes, now, content), _names(now, found.fixes, content)
    if not new:
        return _("One more hour a week would bring nothing that can be counted.")
    told = [_("With one more hour a week this would come in: {names}.").format(names=new)]
    if gone:
        told.append(_("This would go out: {names}.").format(names=gone))
    tried, linked = found.trial_per_100, found.fall_per_100 - found.trial_per_100
    told.append(
        _("Going by trials: {size} of 100 fewer besides.").format(size=fewer(tried))
        if tried >= LEAST
        else _("No trial tells what that brings.")
    )
    if linked >= LEAST:
        words = _("What only goes with less pain: {size} of 100 fewer besides, counted in part.")
        told.append(words.format(size=fewer(linked)))
    if linked <= -LEAST:
        words = _("For that, what only goes with less pain counts for less: by {size} of 100.")
        told.append(words.format(size=fewer(-linked)))
    return " ".join(told)


def _names(fixes: Sequence[str], without: Sequence[str], content: Content) -> str:
    return "; ".join(content.fixes[name].name for name in fixes if name not in without)
