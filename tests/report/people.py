"""The example runners with their plans, as a report takes them, and how to read a report back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html.parser import HTMLParser

from attrs import evolve

from lbt_widgets.content import Content, load
from lbt_widgets.report import Taken
from lbt_widgets.risk import Profile, assess, calendar, plan

CONTENT = load()
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WELL = [person for person in CONTENT.people.values() if not person.red_flags]
ROUTINE = tuple(flag.id for flag in CONTENT.safety.flags if flag.action == "routine")
STOPPED = [person for person in CONTENT.people.values() if person.red_flags]


def much_to_change():
    """Somebody in whom as many changes as can be count, with every answer that an example runner gave."""
    answers = dict(next(person for person in WELL if person.id == "worn-out-marathoner").answers)
    for target in (target for fix in CONTENT.fixes.values() for target in fix.targets):
        question = CONTENT.questions[target.question]
        if target.choices:
            answers[question.id] = next(iter(target.choices))
        elif target.of is None:
            goal = target.to if target.only_if_worse_than is None else target.only_if_worse_than
            answers[question.id] = goal * (0.5 if target.better == "higher" else 4)
    answers |= {"longest_run_30d_km": 10, "next_long_run_km": 30, "cadence_spm": 150}
    return evolve(WELL[0], id="much-to-change", name="Somebody", answers=answers)


def at_their_worst():
    """The same with every question answered as raises the risk most: the longest report there is."""
    who = much_to_change()
    moved = {target.question for fix in CONTENT.fixes.values() for target in fix.targets} | {"longest_run_30d_km"}
    answers = dict(who.answers)
    for question in CONTENT.questions.values():
        if question.id not in moved:
            ends = [one.id for one in question.options] if question.kind == "choice" else [question.min, question.max]
            answers[question.id] = max(
                ends, key=lambda end, name=question.id: assess(Profile({**answers, name: end}), CONTENT).per_100.mean
            )
    return evolve(who, id="at-their-worst", answers=answers)


def taken(person, content: Content = CONTENT, minutes: float | None = 60, red_flags=None) -> Taken:
    """What this runner takes along; without a plan where `minutes` is None."""
    flags = person.red_flags if red_flags is None else red_flags
    profile = Profile.from_answers(person.answers, content)
    found = plan(profile, content, minutes, red_flags=flags) if minutes is not None else None
    weeks = calendar(found, content, date(2026, 11, 30), (1, 3, 5, 6)) if found else None
    return Taken(profile, assess(profile, content), flags, found, weeks, person.name, safety_asked=True)


class Read(HTMLParser):
    """A document as a browser reads it: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._in_style = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        if not self._in_style:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
