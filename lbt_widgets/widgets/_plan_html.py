"""A plan's parts as HTML: this week, what is in it and why, what it adds up to, what was left out, week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day
from lbt_widgets.content.fixes import Fix, Target
from lbt_widgets.content.places import CITED, place_of_finding
from lbt_widgets.content.records import ActionAdvice
from lbt_widgets.content.unbroken import unbroken
from lbt_widgets.figures import plan as words
from lbt_widgets.figures import plan_sum
from lbt_widgets.figures.words import CERTAINTY, author_year, certainty, listing, number, whole
from lbt_widgets.risk import Calendar, Chosen, Offer, Plan
from lbt_widgets.risk.calendar import Session, StopRule, Week
from lbt_widgets.words import N_, _, ngettext

from ._exercises import exercise_html
from ._links import claim_link, model_card_link
from ._sources import cited_html, source_link
from ._tables import table_html
from .metronome import DRILL

BY_STEPS = N_(
    "What is new begins step by step, so that it is not too much at once. It cannot show you what helped: a back has "
    "good and bad weeks of its own, whatever you do."
)
METRONOME_PAGE = "12_diary.ipynb"
Aims = dict[str, dict[str, str]]
"""Fix → question → what the fix aims at, in words."""


def advice_html(advice: ActionAdvice) -> str:
    """What a routine warning sign asks for, beside the plan."""
    return (
        f'<p class="lbt-beware"><strong>{escape(advice.title)}. {escape(advice.how_soon)}.</strong> '
        f"{escape(advice.advice)}</p>"
    )


def week_html(weeks: Calendar, aims: Aims, today: date, content: Content) -> str:
    """The week that holds today at a glance: the days, then what to do on them and besides."""
    week = weeks.weeks[_place(weeks, today)]
    begun = [fix for one in weeks.weeks[: week.number] for fix in one.starts]
    timed = [fix for fix in begun if any(work.fix == fix for session in week.sessions for work in session.works)]
    items = [_on_days(content.fixes[fix], week, content) for fix in timed]
    items += [_besides(content.fixes[fix], aims[fix], week, content) for fix in begun if fix not in timed]
    cells = "".join(_day_cell(week, week.first_day + timedelta(offset), today) for offset in range(7))
    days = f'<ol class="lbt-days">{cells}</ol>' if week.sessions else ""
    return (
        f"<h3>{_when(weeks, today)}</h3><p>{_span(week, len(weeks.weeks))}</p>"
        f'{days}<ul class="lbt-todo">{"".join(items)}</ul>{_waiting(weeks, content)}{_stop(week, weeks, content)}'
        f"<p><strong>{escape(_('For every run:'))}</strong> {escape(weeks.advice)}</p>"
    )


def _waiting(weeks: Calendar, content: Content) -> str:
    """What a warning sign holds back."""
    later = words.once_looked_at(weeks.waiting, content)
    how = _(
        "This has no days yet. After the visit change your answer to the safety questions, and the plan gives it days."
    )
    return (
        f'<p class="lbt-stop"><strong>{escape(later)}</strong> {escape(_(words.CAUTION))} {escape(how)}</p>'
        if later
        else ""
    )


def _stop(week: Week, weeks: Calendar, content: Content) -> str:
    """When to stop each exercise of the week; what several say is said once."""
    done = {work.exercise for works in (week.with_runs, *(one.works for one in week.sessions)) for work in works}
    rules = [StopRule(one.stop_if, tuple(name for name in one.exercises if name in done)) for one in weeks.stop_rules]
    lines = [words.stop_line(rule, content) for rule in rules if rule.exercises]
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div class="lbt-stop"><strong>{escape(_("When to stop"))}</strong><ul>{items}</ul></div>'


def _place(weeks: Calendar, today: date) -> int:
    gone = (today - weeks.weeks[0].first_day).days // 7
    return min(max(gone, 0), len(weeks.weeks) - 1)


def _when(weeks: Calendar, today: date) -> str:
    first, last = weeks.weeks[0].first_day, weeks.weeks[-1].first_day + timedelta(6)
    if today < first:
        return _("Your first week")
    return _("This week") if today <= last else _("Your last week: answer the questions again and make a new plan")


def _span(week: Week, length: int) -> str:
    words = _("Week {number} of {length}, {first} to {last}: {time}.")
    if week.sessions:
        words = ngettext(
            "Week {number} of {length}, {first} to {last}: {time} in {n} session.",
            "Week {number} of {length}, {first} to {last}: {time} in {n} sessions.",
            len(week.sessions),
        )
    last = week.first_day + timedelta(6)
    days = {"first": short_day(week.first_day), "last": short_day(last)}
    return words.format(number=week.number, length=length, time=_time(week), n=len(week.sessions), **days)


def _time(week: Week) -> str:
    return _minutes(week.minutes) if week.minutes else _("no extra time")


def _minutes(count: int) -> str:
    return ngettext("{n} minute", "{n} minutes", count).format(n=whole(count))


def _day_cell(week: Week, day: date, today: date) -> str:
    session = next((one for one in week.sessions if one.day == day), None)
    name = short_day(day) + (f'<span class="lbt-hidden">, {_("today")}</span>' if day == today else "")
    kind = " ".join(filter(None, ["lbt-on" if session else "", "lbt-today" if day == today else ""]))
    what = f"<b>{session.minutes}</b> min" if session else f'<span class="lbt-hint">{_("free")}</span>'
    return f'<li class="{kind}"><span class="lbt-day">{name}</span><span>{what}</span></li>'


def _on_days(fix: Fix, week: Week, content: Content) -> str:
    mine = [(session, [work for work in session.works if work.fix == fix.id]) for session in week.sessions]
    mine = [(session, works) for session, works in mine if works]
    days = listing([short_day(session.day)[:3] for session, _works in mine])
    longest = max((works for _session, works in mine), key=len)
    steps = "".join(f"<li>{escape(content.exercises[one.exercise].name)}: {escape(one.dose)}</li>" for one in longest)
    minutes = sum(one.minutes for one in longest)
    return (
        f"<li><strong>{escape(fix.name)}</strong>{_new(fix.id, week)}: "
        f"{_('{days}, {minutes} each.').format(days=days, minutes=_minutes(minutes))}<ul>{steps}</ul></li>"
    )


def _besides(fix: Fix, aims: dict[str, str], week: Week, content: Content) -> str:
    """What takes no time of its own: the first sentence about it, and the numbers that it aims at."""
    told = " ".join([words.to_do(fix), *(f"{line}." for line in words.of_numbers(aims, content))])
    return f"<li><strong>{escape(fix.name)}</strong>{_new(fix.id, week)}: {escape(unbroken(told))}</li>"


def _new(fix_id: str, week: Week) -> str:
    return f' <span class="lbt-new">{_("new")}</span>' if fix_id in week.starts and week.number > 1 else ""


def sum_html(plan: Plan, weeks: Calendar, answers: Mapping[str, float | str], content: Content) -> str:
    """What the plan promises: what trials found first and bold, the rest in plain type."""
    first, *rest = plan_sum.sentences(plan, content, weeks=weeks)
    counted = [_(plan_sum.SLIDER), _(plan_sum.OTHER_SCALE)] if plan_sum.counts(plan) else []
    lines = "".join(f"<p>{escape(one)}</p>" for one in (*rest, *counted, plan_sum.gentle(answers, content)) if one)
    title = escape(_("What it adds up to"))
    return f"<h3>{title}</h3><p><strong>{escape(first)}</strong></p>{lines}{_where_from(plan, content)}"


def _where_from(plan: Plan, content: Content) -> str:
    """What leads from each number of the sum to the figures that it is made of, and to how it is made."""
    counted_ones = [one for one in plan.chosen if words.is_counted(one)]
    model = model_card_link(_("How this is worked out"))
    parts = [
        (_("What trials found"), [_study(one, content) for one in counted_ones if one.basis == "trial"]),
        (_("What goes with less pain"), [_study(one, content) for one in counted_ones if one.basis == "association"]),
        (_("What is assumed, and how the sizes and ranges are made"), [model]),
    ]
    lines = "".join(f"<li>{escape(said)}: {'; '.join(links)}.</li>" for said, links in parts if links)
    return f"<h4>{escape(_('Where these numbers are from'))}</h4><ul>{lines}</ul>"


def _study(one: Chosen, content: Content) -> str:
    """The change by name, as a link to the figure that it counts by."""
    return claim_link(words.place(one, content), content.fixes[one.fix].name)


def worth_html(offers: Sequence[Offer], plan: Plan, content: Content) -> str:
    """What the plan would be with other minutes; nothing where no time brings anything that can be counted."""
    found = plan_sum.by_minutes(offers, content)
    if found is None:
        return ""
    table = table_html(_(plan_sum.MORE_TIME), found.columns, found.rows)
    more = escape(plan_sum.more_time(offers, plan))
    return f"<details><summary>{escape(_(plan_sum.MORE_TIME))}</summary><p>{more}</p>{table}</details>"


def cards_html(plan: Plan, aims: Aims, content: Content) -> str:
    """What is in the plan, one card each."""
    cards = "".join(_card(one, aims[one.fix], content) for one in plan.chosen)
    return f'<h3>{escape(_("What is in your plan, and why"))}</h3><div class="lbt-fixes">{cards}</div>'


def _card(one: Chosen, aims: dict[str, str], content: Content) -> str:
    fix = content.fixes[one.fix]
    counts = words.is_counted(one)
    facts = (
        _("<b>{n}</b> minutes a week").format(n=one.minutes) if one.minutes else _("no extra time"),
        f"<b>{words.worth(one)}</b>" if one.basis == "trial" else words.worth(one),
        claim_link(
            words.place(one, content),
            f"{CERTAINTY[one.certainty][0]} {certainty(one.certainty)}" if counts else _("what is known of it"),
        ),
    )
    what = " ".join(filter(None, [words.own_test(one, content), fix.what]))
    parts = ((part, content.exercises[part.exercise]) for part in fix.parts)
    return (
        f'<section class="lbt-fix"><h4>{escape(fix.name)}</h4>'
        f'<ul class="lbt-facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'
        f"{f'<p><strong>{escape(_(words.ONCE_LOOKED_AT))}.</strong></p>' if one.waits else ''}<p>{escape(what)}</p>"
        f'<p class="lbt-hint">{escape(_("Rests on: {what}").format(what=words.rests_on(one, content)))}</p>'
        f'<p class="lbt-hint">{escape(_("Who should not: {who}").format(who=fix.not_for))}</p>'
        f"{''.join(exercise_html(exercise, content, part.dose(exercise)) for part, exercise in parts)}"
        f"{_metronome(fix)}{_why(fix, aims, content)}</section>"
    )


def _metronome(fix: Fix) -> str:
    """Where the beat of the drill is, with no app to look for."""
    if not any(part.exercise == DRILL for part in fix.parts):
        return ""
    return f'<p><a href="{METRONOME_PAGE}">{escape(_("Open the metronome of this workbook"))}</a></p>'


def _why(fix: Fix, aims: dict[str, str], content: Content) -> str:
    """How far, how soon and at what cost, each with where that is from."""
    targets = {target.question: target for target in fix.targets}
    lines = [f"<li>{escape(line)}. {from_target(targets[name], fix, content)}</li>" for name, line in aims.items()]
    if fix.weeks:
        soon = _("Give it {n} weeks.").format(n=number(fix.weeks.value))
        lines.append(f"<li>{escape(soon)} {_from(fix.weeks.why, fix.weeks.source, content)}</li>")
    lines.append(f"<li>{escape(_('Cost: {cost}').format(cost=fix.cost))}</li>")
    title = escape(_("How far, how soon, at what cost"))
    return f"<details><summary>{title}</summary><ul>{''.join(lines)}</ul></details>"


def from_target(target: Target, fix: Fix, content: Content) -> str:
    """The source of what a trial tried leads to what it found; any other to where it stands."""
    if target.source is None or fix.trial is None or target.question != fix.trial.question:
        return _from(target.why, target.source, content)
    study = author_year(content.sources[target.source])
    return f"{escape(target.why)} ({claim_link(place_of_finding(fix.trial.finding), study)})"


def _from(why: str, source: str | None, content: Content) -> str:
    """A text with its source at the end, unless it names that itself beside the number."""
    told = cited_html(why, content)
    return told if source is None or source in CITED.findall(why) else f"{told} ({source_link(source, content)})"


def left_html(plan: Plan, content: Content) -> str:
    """What was left out, and why; each name leads to what is known of it."""
    found = words.left_table(plan, content)
    names = [claim_link(content.fixes[left.fix].claims[0], content.fixes[left.fix].name) for left in plan.left]
    rows = ((name, *rest) for name, (_name, *rest) in zip(names, found.rows, strict=True))
    table = table_html(_("What is not in the plan, and why"), found.columns, rows)
    summary = escape(_("What was left out, and why ({n})").format(n=len(plan.left)))
    return f"<details><summary>{summary}</summary>{table}</details>"


def weeks_html(weeks: Calendar, content: Content) -> str:
    """Every week folded, then when to test again."""
    return (
        f"<h3>{escape(_('Week by week'))}</h3><p>{escape(_(BY_STEPS))}</p>"
        f"{_too_few_days(weeks, content)}{''.join(_week(week, content) for week in weeks.weeks)}{_rechecks(weeks, content)}"
    )


def _week(week: Week, content: Content) -> str:
    new = listing([content.fixes[name].name for name in week.starts])
    last = week.first_day + timedelta(6)
    words = (
        _("<span>Week {number}</span>, {first} to {last}: {time}. New: {names}")
        if new
        else _("<span>Week {number}</span>, {first} to {last}: {time}")
    )
    days = {"first": short_day(week.first_day), "last": short_day(last)}
    summary = words.format(number=week.number, time=_time(week), names=escape(new), **days)
    rows = (row for session in week.sessions for row in _session_rows(session, content))
    head = (_("Day"), _("What"), _("How much"), _("Minutes"))
    table = (
        table_html(_("Sessions of week {number}").format(number=week.number), head, rows)
        if week.sessions
        else f"<p>{escape(_('No session of its own.'))}</p>"
    )
    return f'<details class="lbt-week"><summary>{summary}</summary>{table}{_with_runs(week, content)}</details>'


def _session_rows(session: Session, content: Content) -> Iterable[tuple[str, ...]]:
    for work in session.works:
        yield short_day(session.day), content.exercises[work.exercise].name, work.dose, str(work.minutes)


def _with_runs(week: Week, content: Content) -> str:
    names = dict.fromkeys(content.exercises[work.exercise].name for work in week.with_runs)
    return f"<p>{escape(_('With your runs: {names}.').format(names=listing([*names])))}</p>" if names else ""


def _too_few_days(weeks: Calendar, content: Content) -> str:
    if not weeks.short_of_days:
        return ""
    names = listing([content.exercises[name].name for name in weeks.short_of_days])
    words = _("You ticked too few days for all of it, so these come less often: {names}.")
    return f"<p>{escape(words.format(names=names))}</p>"


def _rechecks(weeks: Calendar, content: Content) -> str:
    if not weeks.rechecks:
        return ""
    days = listing([short_day(one.day) for one in weeks.rechecks])
    asked = "".join(f"<li>{escape(content.questions[name].text)}</li>" for name in weeks.rechecks[0].questions)
    title = escape(_("Test again on {days}").format(days=days))
    return f"<h4>{title}</h4><p>{escape(_('Answer these anew; the plan follows.'))}</p><ul>{asked}</ul>"
