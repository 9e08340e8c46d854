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

from .elements import compiled, element, listed, table
from .references import References
from .taken import Taken

DOSES = N_("Each dose is the full one: begin with the least that is given.")
MOST_IN_FULL = 6  # changes; a larger plan is told in short, or it would not fit on two pages with the rest
BESIDE_SIGNS = 3  # where the signs of the safety questions stand in the report and take their room
ON_THE_PAGE = N_("The easier and harder ways, and more about each change, are in the workbook.")
MOST_WITH_STEPS, STEPS_BESIDE_SIGNS = 6, 5  # exercises; of more the steps are left to the workbook too
STEPS_ON_THE_PAGE = N_("So are the steps of each exercise.")
SMALLER = " short"  # on paper; a screen has room
RESTS = {"trial": N_("trial"), "association": N_("association"), None: N_("advice")}


@frozen
class _Given:
    """An exercise as the plan gives it."""

    exercise: Exercise
    part: Part
    one: Chosen

    @property
    def dose(self) -> str:
        dose = self.part.dose(self.exercise)
        return " ".join(filter(None, [dose.in_words, dose.note]))


def is_long(taken: Taken) -> bool:
    """Whether the plan needs the room of what can be left out on paper."""
    most = MOST_IN_FULL if taken.safety_asked else BESIDE_SIGNS
    return taken.plan is not None and len(taken.plan.chosen) > most


def plan_part(taken: Taken, content: Content, references: References) -> list[Element]:
    """Headings and texts of the plan; none where there is none."""
    plan, weeks = taken.plan, taken.weeks
    if plan is None:
        return []
    given = list(_given(plan, content))
    short = is_long(taken)
    return [
        element("h2", _("Your plan"), class_="plan"),
        *_look_first(plan, content),
        element("p", " ".join(plan_sum.sentences(plan, content))),
        _chosen(plan, taken, short, content, references),
        *(_exercises(given, taken, short, references) if given else []),
        *(_weeks(weeks, content) if weeks else []),
        *_stop_rules(given, taken, content),
    ]


def _look_first(plan: Plan, content: Content) -> list[Element]:
    """What begins only after a warning sign has been looked at; what to do about the sign stands above."""
    later = words.once_looked_at(plan.waiting, content)
    return [element("p", element("b", later))] if later else []


def _given(plan: Plan, content: Content) -> Iterator[_Given]:
    for one in plan.chosen:
        for part in content.fixes[one.fix].parts:
            yield _Given(content.exercises[part.exercise], part, one)


def _chosen(plan: Plan, taken: Taken, short: bool, content: Content, references: References) -> Element:
    """What is in it, each with the week in which it begins where there are weeks."""
    weeks = taken.weeks
    begins = {fix: week.number for week in weeks.weeks for fix in week.starts} if weeks else {}
    rows = [
        (
            _what(one, begins.get(one.fix), _aims(one, taken, content), short, content),
            str(one.minutes),
            words.fewer(one.fall_per_100),
            _rests(one),
            f"{words.known_of(one)} {references.cite(_sources(one, content))}".strip(),
        )
        for one in plan.chosen
    ]
    return table(tuple(map(_, words.CHOSEN_COLUMNS)), rows, class_=f"chosen{SMALLER if short else ''}")


def _rests(one: Chosen) -> str:
    basis = _(RESTS[one.basis])
    return _("{basis} (a part, assumed)").format(basis=basis) if one.part or one.unlike else basis


def _aims(one: Chosen, taken: Taken, content: Content) -> str:
    lines = words.of_numbers(words.aims(one, taken.profile.answers, content, taken.units), content)
    return "".join(f"{line}. " for line in lines)


def _what(one: Chosen, week: int | None, aims: str, short: bool, content: Content) -> Element:
    fix = content.fixes[one.fix]
    begins = f" {_('(from week {n})').format(n=week)}" if week else ""
    what = words.to_do(fix) if short else fix.what
    return element(
        "span",
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


def _exercises(given: list[_Given], taken: Taken, short: bool, references: References) -> list[Element]:
    steps = not short or len(given) <= (MOST_WITH_STEPS if taken.safety_asked else STEPS_BESIDE_SIGNS)
    cards = [_card(one, taken.weeks, short, steps, references) for one in given]
    doses = " ".join(
        [
            _(DOSES),
            words.go_on(),
            *([_(ON_THE_PAGE)] if short else []),
            *([] if steps else [_(STEPS_ON_THE_PAGE)]),
        ]
    )
    return [
        element("h3", _("The exercises")),
        element("p", doses, class_="small"),
        element("div", *cards, class_=f"cards{SMALLER if short else ''}"),
    ]


def _card(one: _Given, weeks: Calendar | None, short: bool, steps: bool, references: References) -> Element:
    exercise = one.exercise
    days = _weekdays(exercise.id, weeks) if weeks else ""
    return element(
        "section",
        element("h4", f"{words.marked(exercise.name, one.one)} {references.cite(exercise.sources)}"),
        element("p", element("b", one.dose), f" {days}".rstrip()),
        *(_steps(exercise) if steps else []),
        *([] if short else [_ways(exercise)]),
        class_="card",
    )


def _steps(exercise: Exercise) -> list[Element]:
    """They are in English alone."""
    steps = compiled(exercise.steps_html)
    return steps if language() == ENGLISH else [element("div", *steps, lang=ENGLISH)]


def _ways(exercise: Exercise) -> Element:
    easier, harder = _either(exercise.regressions), _either(exercise.progressions)
    return element("p", _("Easier: {easier}. Harder: {harder}.").format(easier=easier, harder=harder), class_="small")


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
    return [
        element("h3", _("The weeks")),
        element("p", f"{told} {time.format(n=first.minutes, last=last.minutes)}"),
        *(
            [
                element(
                    "p",
                    _("Test again and answer anew on {days}: {tests}.").format(days=days, tests=_tests(weeks, content)),
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
