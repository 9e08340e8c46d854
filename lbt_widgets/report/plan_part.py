"""The plan in the report: what it brings, the exercises with their doses, the weeks, and when to stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.days import short_day, weekday
from lbt_widgets.content.fixes import Part
from lbt_widgets.content.handbook import Exercise
from lbt_widgets.content.wording import lower_first
from lbt_widgets.figures import plan as words
from lbt_widgets.figures import plan_sum
from lbt_widgets.figures.words import listing
from lbt_widgets.risk import Calendar, Chosen, Plan
from lbt_widgets.risk.calendar import stop_rules
from lbt_widgets.words import ENGLISH, N_, _, language, ngettext

from .elements import compiled, element, listed
from .references import OURS, References
from .room import Detail
from .taken import Taken

DOSES = N_("These are full doses: begin with the least given.")
OUR_DOSE = N_("°: our own dose; no trial tested it.")
GO_ON = N_("What takes more weeks goes on after the plan.")
NO_SESSIONS = N_("They hold no sessions: nothing that may begin now takes extra time.")
ABOUT_NUMBERS = N_("Whom the trials tested, and more about these numbers, is in the workbook.")
ON_THE_PAGE = N_("The easier and harder ways, when to go on to them, and more on each change are in the workbook.")
STEPS_IN_ENGLISH = N_("How each exercise is done is told in English: nobody has translated these steps yet.")
STEPS_ON_THE_PAGE = N_("So are the steps of each exercise, with their sources.")


@frozen
class _Given:
    """An exercise as the plan gives it."""

    exercise: Exercise
    part: Part
    one: Chosen

    @property
    def dose(self) -> str:
        """Marked where no trial stands behind it, since sources stand behind the name of the exercise."""
        dose, mark = self.part.dose(self.exercise), OURS if self.part.is_our_choice(self.exercise) else ""
        return " ".join(filter(None, [f"{dose.in_words}{mark}", dose.note]))


def plan_part(taken: Taken, content: Content, references: References, detail: Detail) -> list[Element]:
    """Headings and texts of the plan; none where there is none."""
    plan, weeks = taken.plan, taken.weeks
    if plan is None:
        return []
    given = list(_given(plan, content))
    return [
        element("h2", _("Your plan"), class_="plan"),
        *_look_first(plan, content),
        _sum(plan, weeks, content, detail),
        element("h3", _("What to do")),
        _chosen(plan, taken, content, references, detail),
        *(_exercises(given, taken, references, detail) if given else []),
        *(_weeks(weeks, content) if weeks else []),
        *_stop_rules(given, taken, content),
    ]


def _look_first(plan: Plan, content: Content) -> list[Element]:
    """What begins only after a warning sign has been looked at; what to do about the sign stands above."""
    later = words.once_looked_at(plan.waiting, content)
    return [element("p", element("b", later))] if later else []


def _sum(plan: Plan, weeks: Calendar | None, content: Content, detail: Detail) -> Element:
    """What the plan adds up to, the headline first."""
    first, *rest = plan_sum.sentences(plan, content, detail.background, weeks)
    told: list[str | Element] = [element("b", first), *rest]
    return listed([*told, *([] if detail.background else [_(ABOUT_NUMBERS)])], class_="sum")


def _given(plan: Plan, content: Content) -> Iterator[_Given]:
    for one in plan.chosen:
        for part in content.fixes[one.fix].parts:
            yield _Given(content.exercises[part.exercise], part, one)


def _chosen(plan: Plan, taken: Taken, content: Content, references: References, detail: Detail) -> Element:
    """What is in it, each with the week in which it begins where there are weeks."""
    weeks = taken.weeks
    begins = {fix: week.number for week in weeks.weeks for fix in week.starts} if weeks else {}
    rows = [
        element(
            "span",
            *_what(one, begins.get(one.fix), _aims(one, taken, content), detail, content),
            f" ({'; '.join(_facts(one))}) ",
            *references.cite(_sources(one, content)),
        )
        for one in plan.chosen
    ]
    return listed(rows, class_="chosen")


def _facts(one: Chosen) -> Iterator[str]:
    """The time it takes, what it counts for, and how sure that is."""
    minutes = ngettext("{n} minute a week", "{n} minutes a week", one.minutes)
    yield minutes.format(n=one.minutes) if one.minutes else _("no extra time")
    worth = words.worth(one)
    yield _("{worth} (a part, assumed)").format(worth=worth) if one.part or one.unlike else worth
    if words.is_counted(one):
        yield words.known_of(one)


def _aims(one: Chosen, taken: Taken, content: Content) -> str:
    lines = words.of_numbers(words.aims(one, taken.profile.answers, content, taken.units), content)
    return "".join(f"{line}. " for line in lines)


def _what(one: Chosen, week: int | None, aims: str, detail: Detail, content: Content) -> tuple[Element, str, Element]:
    fix = content.fixes[one.fix]
    begins = f" {_('(from week {n})').format(n=week)}" if week else ""
    instead = words.own_test(one, content) if fix.in_place_of else ""
    what = " ".join(filter(None, [instead, fix.what if detail.ways else words.to_do(fix)]))
    return (
        element("b", words.marked(fix.name, one)),
        f"{begins}. {what} {aims}",
        element("i", _("Who should not: {who}").format(who=fix.not_for)),
    )


def _sources(one: Chosen, content: Content) -> list[str]:
    """What the change and its reach rest on: the trial, what its answers go with, or what is not counted."""
    fix = content.fixes[one.fix]
    if fix.trial and one.basis == "trial":
        fall = [content.findings[fix.trial.finding].source]
    else:
        moved = words.moved_effects(one, content)
        fall = [figure.source for effect in moved for figure in effect.figures.values()] if one.basis else []
        fall += [content.findings[fix.finding].source] if fix.finding else []
    return [*fall, *(target.source for target in fix.targets if target.source and target.question in one.changes)]


def _exercises(given: list[_Given], taken: Taken, references: References, detail: Detail) -> list[Element]:
    cards = [_card(one, taken.weeks, references, detail) for one in given]
    doses = " ".join(
        [
            _(DOSES),
            _(OUR_DOSE),
            *([_(GO_ON), words.go_on()] if detail.ways else []),
            *([] if detail.ways else [_(ON_THE_PAGE)]),
            *([] if detail.steps else [_(STEPS_ON_THE_PAGE)]),
            *([_(STEPS_IN_ENGLISH)] if detail.steps and language() != ENGLISH else []),
        ]
    )
    return [
        element("h3", _("The exercises")),
        element("p", doses, class_="small"),
        element("div", *cards, class_="cards"),
    ]


def _card(one: _Given, weeks: Calendar | None, references: References, detail: Detail) -> Element:
    exercise = one.exercise
    cited = references.cite(exercise.sources) if detail.steps else []
    days = _weekdays(exercise.id, weeks) if weeks else ""
    return element(
        "section",
        element("h4", f"{words.marked(exercise.name, one.one)} ", *cited),
        element("p", element("b", one.dose), f" {days}".rstrip()),
        *(_steps(exercise) if detail.steps else []),
        *([_ways(exercise)] if detail.ways else []),
        class_="card",
    )


def _steps(exercise: Exercise) -> list[Element]:
    """They are in English alone."""
    steps = compiled(exercise.steps_html)
    return steps if language() == ENGLISH else [element("div", *steps, lang=ENGLISH)]


def _ways(exercise: Exercise) -> Element:
    easier, harder = _either(exercise.regressions), _either(exercise.progressions)
    told = (
        _("Easier: {easier}. Harder: {harder}.")
        if exercise.dose.minutes_per_session
        else _("Less: {easier}. More: {harder}.")
    )
    return element("p", told.format(easier=easier, harder=harder), class_="small")


def _either(ways: tuple[str, ...]) -> str:
    return "; ".join(lower_first(way) for way in ways)


def _weekdays(exercise: str, weeks: Calendar) -> str:
    """The days of its last week, when everything has begun; "" for what takes no time of its own."""
    sessions = weeks.weeks[-1].sessions
    found = [session.day for session in sessions if any(work.exercise == exercise for work in session.works)]
    days = listing([weekday(day) for day in sorted(found, key=date.weekday)])
    return _("On {days}.").format(days=days) if found else ""


def _weeks(weeks: Calendar, content: Content) -> list[Element]:
    first, last = weeks.weeks[0], weeks.weeks[-1]
    told = _("{n} weeks, from {first}; the last begins on {last}.").format(
        n=len(weeks.weeks), first=short_day(first.first_day), last=short_day(last.first_day)
    )
    time = ngettext(
        "{n} minute in the first, {last} in the last.", "{n} minutes in the first, {last} in the last.", first.minutes
    )
    days = listing([short_day(one.day) for one in weeks.rechecks])
    spent = (
        time.format(n=first.minutes, last=last.minutes) if any(one.sessions for one in weeks.weeks) else _(NO_SESSIONS)
    )
    return [
        element("h3", _("The weeks")),
        element("p", f"{told} {spent}"),
        *(
            [
                element(
                    "p",
                    _("Test again, as the workbook shows, and answer anew on {days}: {tests}.").format(
                        days=days, tests=_tests(weeks, content)
                    ),
                )
            ]
            if days
            else []
        ),
    ]


def _tests(weeks: Calendar, content: Content) -> str:
    """Each recheck asks the same."""
    return self_tests(weeks.rechecks[0].questions, content)


def names(several: Iterable[str]) -> str:
    """Names of fixes, exercises and tests, which have commas of their own."""
    return "; ".join(several)


def self_tests(questions: tuple[str, ...], content: Content) -> str:
    """The self-tests of these questions by name, each once."""
    tests = (content.questions[name].test for name in questions)
    return names(dict.fromkeys(test.name for test in tests if test))


def _stop_rules(given: list[_Given], taken: Taken, content: Content) -> list[Element]:
    """What many exercises say is said once, with the names of those that say it; so are the signs."""
    actions = {advice.id: advice for advice in content.safety.actions}
    now = actions["emergency"]
    signs = [flag.ask for flag in content.safety.flags if flag.action == now.id]
    return [
        element("h3", _("When to stop")),
        listed(
            words.stop_line(rule, content)
            for rule in stop_rules({one.exercise.id: one.exercise for one in given}.values())
        ),
        element("p", taken.weeks.advice if taken.weeks else actions["self_care"].advice),
        element(
            "section",
            element("h4", _("{title}, if one of these comes up:").format(title=now.title)),
            listed(signs, class_="signs"),
            class_="urgent",
        )
        if taken.safety_asked
        else element(
            "p",
            element("b", _("{title}, if one of its signs comes up: they stand at the top.").format(title=now.title)),
        ),
    ]
