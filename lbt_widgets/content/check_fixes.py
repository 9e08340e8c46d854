"""The part of `lbt check` for what a runner can change: a fix names what exists and promises what can be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import Content
from .answers import read_answer
from .check_handbook import dose_faults
from .derived import questions_of
from .fixes import Fix, Part, Target, Trial
from .numbers import unknown
from .places import CITED

MOST_FIXES = 24  # a plan is chosen exactly, and quickly, among so many
ASSUMPTION = "Assumption: "


def problems(content: Content) -> Iterator[str]:
    if len(content.fixes) > MOST_FIXES:
        yield f"fixes.yaml: there are {len(content.fixes)} fixes; a plan is chosen among at most {MOST_FIXES}."
    for fix in content.fixes.values():
        where = _place(fix)
        yield from _links(where, fix, content)
        yield from _kind(where, fix, content)
        yield from _numbers(where, fix, content)
        for part in fix.parts:
            yield from _part(f"{where}, exercise {part.exercise}", part, content)
        for target in fix.targets:
            yield from _target(f"{where}, target {target.question}", target, content)
        if fix.trial:
            yield from _trial(f"{where}, trial", fix.trial, fix, content)
        for name, one in (("weeks", fix.weeks), ("before_load", fix.before_load)):
            if one and not one.source and not one.why.startswith(ASSUMPTION):
                yield f"{where}, {name}: name the source, or begin why with {ASSUMPTION.strip()!r}."


def source_uses(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    for fix in content.fixes.values():
        quoted = [target.source for target in fix.targets] + [fix.weeks.source if fix.weeks else None]
        cited = [source for target in fix.targets for source in CITED.findall(target.why)]
        yield _place(fix), [source for source in (*quoted, *cited) if source]


def _place(fix: Fix) -> str:
    return f"fixes.yaml, {fix.id}"


def _links(where: str, fix: Fix, content: Content) -> Iterator[str]:
    for claim in fix.claims:
        if claim not in content.claims:
            yield f"{where}: claim {claim!r} does not exist; correct the id."
    if fix.tip is not None and (fix.tip not in content.article or content.article[fix.tip].section != "Tips"):
        yield f"{where}: tip {fix.tip!r} is not one of the article's tips; correct the id."
    if fix.finding is not None:
        yield from _finding(where, fix.finding, fix, content)
    if fix.in_place_of is not None and (fix.in_place_of == fix.id or fix.in_place_of not in content.fixes):
        yield f"{where}: in_place_of {fix.in_place_of!r} is not another fix; correct the id."
    for other in fix.conflicts:
        if other == fix.id or other not in content.fixes:
            yield f"{where}: conflict {other!r} is not another fix; correct the id."
        elif fix.id not in content.fixes[other].conflicts:
            yield f"{where}: {other!r} must name it as a conflict too."


def _kind(where: str, fix: Fix, content: Content) -> Iterator[str]:
    """A fix is always in a plan, or never, or it has something to reach and a time for it."""
    if (fix.always or fix.sensible) and (fix.never or fix.conflicts or fix.trial):
        yield f"{where}: what is always or sensible has neither never nor conflicts nor a trial."
    if (fix.always or fix.sensible) and _can_be_timed(fix, content) and fix.minutes_per_week(content.exercises):
        yield f"{where}: what is always or sensible takes no time of its own, so that it fits into any plan."
    if bool(fix.rests_on) == bool(fix.never):
        yield f"{where}: say in rests_on what was tested and what was not, unless no plan chooses it."
    if fix.never and (fix.targets or fix.trial):
        yield f"{where}: what no plan chooses has neither targets nor a trial."
    if not fix.always and not fix.never and not fix.targets:
        yield f"{where}: give targets, or in never the reason why no plan chooses it."
    if fix.targets and fix.weeks is None:
        yield f"{where}: give weeks, after which the answer may be reached."


def _can_be_timed(fix: Fix, content: Content) -> bool:
    """Whether its exercises exist, each with a sound dose; a fault in one is told elsewhere."""
    found = [content.exercises.get(part.exercise) for part in fix.parts]
    return all(exercise is not None and not [*dose_faults(exercise.dose)] for exercise in found)


def _numbers(where: str, fix: Fix, content: Content) -> Iterator[str]:
    claims = [content.claims[claim] for claim in fix.claims if claim in content.claims]
    cited = [(claim.summary, claim.keep_in_mind) for claim in claims]
    for number in unknown([fix.what, fix.rests_on, fix.never, fix.cost, fix.not_for], cited):
        yield f"{where}: the number {number} is in none of its claims; cite the claim that gives it."
    for number in unknown(fix.never, content.findings.get(fix.finding or "")):
        yield f"{where}: the number {number} in never is not in its finding; name in finding the one that gives it."


def _part(where: str, part: Part, content: Content) -> Iterator[str]:
    exercise = content.exercises.get(part.exercise)
    if exercise is None:
        yield f"{where}: there is no such exercise; correct the id."
        return
    if (part.days is None) != (exercise.dose.days_per_week is None):
        yield f"{where}: it has days where its dose has days, and none where it is done at each run."
    elif part.days is not None and exercise.dose.days_per_week is not None:
        least, most = exercise.dose.days_per_week
        if not least <= part.days <= most:
            yield f"{where}: {part.days} days are outside its dose of {least} to {most} days a week."
    if part.minutes is not None:
        if exercise.dose.minutes is None:
            yield f"{where}: its dose is in sets; take minutes away."
        elif not exercise.dose.minutes[0] <= part.minutes <= exercise.dose.minutes[1]:
            yield f"{where}: {part.minutes} minutes are outside its dose."


def _target(where: str, target: Target, content: Content) -> Iterator[str]:
    question = content.questions.get(target.question)
    if question is None:
        yield f"{where}: there is no such question; correct the id."
        return
    if not question.changeable:
        yield f"{where}: nobody can change this; take it out."
    if not target.source and not target.why.startswith(ASSUMPTION):
        yield f"{where}: name the source, or begin why with {ASSUMPTION.strip()!r}."
    if (question.kind == "choice") != bool(target.choices):
        yield f"{where}: choices belong to a choice question, and to no other."
    aim = target.to if target.only_if_worse_than is None else target.only_if_worse_than
    numeric = (target.to, target.better, target.of, target.by, target.by_percent, target.only_if_worse_than)
    if target.choices and any(value is not None for value in numeric):
        yield f"{where}: to, of, better, by, by_percent and only_if_worse_than belong to a number."
    if not target.choices and (aim is None or target.better is None):
        yield f"{where}: a number needs to (or only_if_worse_than) and better."
    if target.to is None and target.only_if_worse_than is not None and target.by is None and target.by_percent is None:
        yield f"{where}: only_if_worse_than without to needs by or by_percent."
    if target.by is not None and target.by_percent is not None:
        yield f"{where}: give by or by_percent, not both."
    if target.of is not None:
        other = content.questions.get(target.of)
        if other is None or other.kind != "number" or other.unit != question.unit or target.better != "lower":
            yield f"{where}: of names a number in the same unit, and the goal is lower, so that it can be answered."
    named: list[float | str] = [*target.choices, *target.choices.values()]
    for answer in [*named, *([] if aim is None or target.of else [aim])]:
        try:
            read_answer(question, answer)
        except ValueError as fault:
            yield f"{where}: {fault}"
    for now, goal in target.choices.items():
        if now == goal:
            yield f"{where}: {now!r} leads to itself; take it out."


def _finding(where: str, name: str, fix: Fix, content: Content) -> Iterator[str]:
    if name not in content.findings:
        yield f"{where}: finding {name!r} does not exist; correct the id."
    elif name.rpartition(".")[0] not in fix.claims:
        yield f"{where}: the claim of its finding is not among the fix's claims; add it."


def _trial(where: str, trial: Trial, fix: Fix, content: Content) -> Iterator[str]:
    yield from _finding(where, trial.finding, fix, content)
    finding = content.findings.get(trial.finding)
    if finding is None:
        return
    if trial.question not in {target.question for target in fix.targets}:
        yield f"{where}: question {trial.question!r} is not among the fix's targets; correct the id."
    if bool(trial.in_whom) != bool(trial.others):
        yield f"{where}: in_whom and others, which tells those who are unlike them so, belong together."
    for name, answers in trial.in_whom.items():
        options = [option.id for option in content.questions[name].options] if name in content.questions else []
        if not set(answers) <= set(options):
            yield f"{where}: in_whom names a choice question and some of its answers; correct {name!r}."
    effects = [effect for effect in content.effects.values() if trial.question in questions_of(effect)]
    figures = [figure for effect in effects for figure in effect.figures.values()]
    same = (finding.source, finding.measure, finding.value, finding.ci95)
    if not any((figure.source, figure.measure, figure.value, figure.ci95) == same for figure in figures):
        yield f"{where}: no effect of question {trial.question!r} has the figure of its finding; correct one of them."
