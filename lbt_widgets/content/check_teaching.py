"""The part of `lbt check` for the teacher pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from attrs import asdict

from lbt_widgets import _resources

from . import Content
from .check_handbook import CLAIM_LINK, strings
from .check_labs import faults_of_runs, told
from .labs import RUN, Lab
from .numbers import unknown
from .teaching import PLAN_MINUTES, Found, Plot, Prompt, TeacherPage, WrongIdea

WHOLE_SCALE = (0, 100)  # "how sure, from 0 to 100", "of 100 runners"
QUESTIONS_AT_END = 3
FIRST_WORDS = re.compile(r".+?(?= if |[.,:;])")


def problems(content: Content) -> Iterator[str]:
    for page in content.teaching.values():
        where = f"teaching/{page.id}.yaml"
        if not (_resources.notebooks_dir() / f"{page.id}.ipynb").is_file():
            yield f"{where}: there is no notebook {page.id}.ipynb; the id is a notebook's name."
        yield from (
            f"{where}: {fault}"
            for fault in chain(
                _plans(page),
                _names(page, content),
                _plot(page.plot, content),
                _found(page, content),
                _steps(page, content),
                _end(page, content),
            )
        )
        for prompt in (*page.prompts, *page.questions, *page.closing):
            faults = chain(_numbers(prompt, content), _how_soon(prompt, content))
            yield from (f"{where}, {prompt.ask[:40]!r}…: {fault}" for fault in faults)
        for idea in page.wrong_ideas:
            yield from (f"{where}, {idea.says[:40]!r}…: {fault}" for fault in _numbers(_as_prompt(idea), content))


def _plans(page: TeacherPage) -> Iterator[str]:
    found = tuple(sum(step.minutes for step in plan) for plan in page.plans)
    if found != PLAN_MINUTES:
        yield f"the plans add up to {', '.join(map(str, found))} minutes; they must be {PLAN_MINUTES}."


def _steps(page: TeacherPage, content: Content) -> Iterator[str]:
    """The numbers of what is to be done that neither the page's own records nor the notebook's labs have."""
    labs = [told(lab) for lab in content.labs.values() if lab.chapter == page.chapter]
    claims = [content.claims[one] for one in _claims(page) if one in content.claims]
    asked = [(one.ask, one.expect) for one in _prompts(page)]
    for step in chain.from_iterable(page.plans):
        for number in unknown(step.do, asked, claims, labs, WHOLE_SCALE):
            yield f"{step.do[:40]!r}…: the number {number} is in no question, claim or lab of the page; correct it."


def _end(page: TeacherPage, content: Content) -> Iterator[str]:
    """Its last questions: three, and about what this lesson taught."""
    if len(page.quiz) + len(page.closing) != QUESTIONS_AT_END:
        yield f"quiz and closing have {len(page.quiz) + len(page.closing)} questions; give {QUESTIONS_AT_END}."
    for item in (content.quizzes[one] for one in page.quiz if one in content.quizzes):
        if item.chapter != page.chapter and not set(item.claims) & set(_claims(page)):
            yield f"the quiz item {item.id!r} is another lesson's and rests on no claim of this page; take another."


def _names(page: TeacherPage, content: Content) -> Iterator[str]:
    labs = [*page.guesses, *(lab for one in _prompts(page) for lab in one.labs)]
    linked = CLAIM_LINK.findall(" ".join(strings(asdict(page))))
    yield from _missing("claim", [*_claims(page), *linked], content.claims)
    yield from _missing("lab", labs, content.labs)
    yield from _missing("quiz item", page.quiz, content.quizzes)


def _prompts(page: TeacherPage) -> tuple[Prompt, ...]:
    return (*page.prompts, *page.questions, *page.closing, *page.plot.questions)


def _claims(page: TeacherPage) -> list[str]:
    asked = (claim for one in _prompts(page) for claim in one.claims)
    return [*asked, *(idea.claim for idea in page.wrong_ideas), *page.also]


def _missing(kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in sorted(set(names) - set(known)):
        yield f"the {kind} {name!r} does not exist; correct the id."


def _plot(plot: Plot, content: Content) -> Iterator[str]:
    if bool(plot.of) == bool(plot.lab):
        yield "plot: give either lab or of."
    if not plot.lab:
        return
    lab = content.labs.get(plot.lab)
    if lab is None:
        yield f"plot: the lab {plot.lab!r} does not exist; correct the id."
        return
    if plot.slider not in lab.start:
        yield f"plot: the lab {lab.id} has no slider {plot.slider!r}; it has {', '.join(lab.start)}."
        return
    for value in plot.at:
        try:
            lab.check(lab.start | plot.settings | {plot.slider: value})
        except ValueError as fault:
            yield f"plot: {fault}"


def _found(page: TeacherPage, content: Content) -> Iterator[str]:
    """Every lab of the notebook once, with an answer for each of its questions."""
    labs = [lab.id for lab in content.labs.values() if lab.chapter == page.chapter]
    if sorted(one.lab for one in page.found) != sorted(labs):
        yield f"found: must answer each lab of the notebook once: {', '.join(labs)}."
        return
    for one in page.found:
        yield from (f"found, {one.lab}: {fault}" for fault in _answers(one, content.labs[one.lab]))


def _answers(found: Found, lab: Lab) -> Iterator[str]:
    if len(found.answers) != len(lab.discover):
        yield f"{len(found.answers)} answers to {len(lab.discover)} questions."
    for answer in found.answers:
        runs = RUN.findall(answer)
        yield from faults_of_runs(runs, lab)
        yield from _unknown(RUN.sub("", answer), told(lab), runs)


def _as_prompt(idea: WrongIdea) -> Prompt:
    return Prompt(idea.says, idea.reply, (idea.claim,))


def _numbers(prompt: Prompt, content: Content) -> Iterator[str]:
    """The numbers of an expected answer that none of its claims and labs has."""
    claims = [content.claims[one] for one in prompt.claims if one in content.claims]
    labs = [told(content.labs[one]) for one in prompt.labs if one in content.labs]
    yield from _unknown(prompt.expect, prompt.ask, claims, labs)


def _how_soon(prompt: Prompt, content: Content) -> Iterator[str]:
    """An answer about a sign begins with the soonest that the sign asks for: whoever reads no further is safe."""
    flags = {flag.id: flag for flag in content.safety.flags}
    actions = {action.id: action for action in content.safety.actions}
    yield from _missing("warning sign", prompt.signs, flags)
    said = FIRST_WORDS.match(prompt.expect)
    for sign in (flags[one] for one in prompt.signs if one in flags and flags[one].action in actions):
        how_soon = actions[sign.action].how_soon
        if not said or not how_soon.startswith(said[0]):
            yield f"{sign.id} asks for help {how_soon!r}; begin the answer with its first words."


def _unknown(text: str, *known: object) -> Iterator[str]:
    for number in unknown(text, *known):
        yield f"the number {number} is in none of its claims and labs; cite the one that gives it."
