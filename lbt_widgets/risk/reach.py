"""What a fix would move for one person: answers that can be reached, and what they do to the logit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor
from typing import Literal

from attrs import evolve, frozen

from lbt_widgets.content.fixes import Fix, Target, Trial

from .choose import Move
from .model import EffectModel, RiskModel, in_part
from .profile import Profile

Basis = Literal["trial", "association"]
WHOLE_FROM = 10  # aims from here on are whole numbers, smaller ones have one place: nobody can measure more
ROUNDING = 1e-9


@frozen
class Step:
    """What a fix does to one effect: the answers that it changes, the move, and the variance of the move itself."""

    changes: dict[str, float | str]
    move: Move
    step_variance: float


@frozen
class Reach:
    """What a fix counts for in one person.

    `steps`: effect → step, for effects whose mean risk falls. `changes`: every answer that the fix moves, counted or
    not. `basis`: a trial of the fix, or only that the answers go with pain. `unknown`: the targets not answered, or
    that of the trial alone where it is one of them, since nothing counts without it.
    `part`: of what was tried only a part is done, and that it counts for a part is assumed.
    `unlike`: the trial was in people unlike this one, so that it counts in part, which is assumed too.
    """

    steps: dict[str, Step]
    changes: dict[str, float | str]
    basis: Basis | None
    unknown: tuple[str, ...]
    part: bool = False
    unlike: bool = False


def reach(fix: Fix, profile: Profile, model: RiskModel) -> Reach:
    """What the fix counts for.

    Where a trial of the fix exists and the person has not yet what was tried, its effect alone counts: `unlike_counts`
    of it where they are known to be unlike the people of the trial. An association counts in part, `association_counts`
    of its step. An answer that is not known is not counted at all: nobody can say
    whether there is anything to change.
    """
    changes = {}
    for target in fix.targets:
        goal = reached(target, profile.answers)
        if goal is not None:
            changes[target.question] = goal
    unknown = tuple(name for target in fix.targets for name in _asked(target) if name not in profile.answers)
    if fix.trial and fix.trial.question in unknown:
        return Reach({}, changes, None, (fix.trial.question,))
    tried = {name: goal for name, goal in changes.items() if fix.trial and name == fix.trial.question}
    unlike = fix.trial is not None and _is_unlike(fix.trial, profile)
    if steps := _steps(tried, profile, model, model.unlike_counts if unlike else 1.0):
        return Reach(steps, changes, "trial", unknown, _in_part(tried, profile, model), unlike)
    steps = _steps(changes, profile, model, model.association_counts)
    return Reach(steps, changes, "association" if steps else None, unknown)


def own_tests(fix: Fix, found: Reach, profile: Profile, model: RiskModel, edge: float) -> tuple[str, ...]:
    """The answers that what was tried also aims at and that, as they are, count clearly more than a typical runner's."""
    if found.basis != "trial" or fix.trial is None:
        return ()
    out = {name for effect in model.effects if effect.stands_out(profile, edge) for name in effect.questions}
    return tuple(name for name in found.changes if name != fix.trial.question and name in out)


def _is_unlike(trial: Trial, profile: Profile) -> bool:
    return any(profile.answers.get(name, answers[0]) not in answers for name, answers in trial.in_whom.items())


def eased(fix: Fix) -> Fix:
    """The fix for somebody whose plan holds an easier week: up to what they have done already, and no further."""
    return evolve(fix, targets=tuple(evolve(one, to=min(one.to or 1.0, 1.0)) if one.of else one for one in fix.targets))


def reached(target: Target, answers: Mapping[str, float | str]) -> float | str | None:
    """The answer that the target leads to, never a worse one; None where it is unknown or there already.

    A number is rounded to what can be measured, and a limit that comes from another answer down to it, so that nobody
    goes beyond it.
    """
    now, goal = answers.get(target.question), _goal(target, answers)
    if isinstance(now, str):
        return target.choices.get(now)
    if now is None or (target.of and goal is None):
        return None
    sign = 1 if target.better == "higher" else -1
    edges = [edge for edge in (goal, target.only_if_worse_than) if edge is not None]
    if any(sign * (edge - now) <= 0 for edge in edges):
        return None
    steps = [
        *([] if goal is None else [abs(goal - now)]),
        *([] if target.by is None else [target.by]),
        *([] if target.by_percent is None else [abs(now) * target.by_percent / 100]),
    ]
    found = measurable(now + sign * min(steps), down=target.of is not None)
    return found if sign * (found - now) > 0 else None


def limit(target: Target, answers: Mapping[str, float | str]) -> float | None:
    """What a target that depends on another answer allows at most; None where that answer is unknown."""
    goal = _goal(target, answers) if target.of else None
    return None if goal is None else measurable(goal, down=True)


def _goal(target: Target, answers: Mapping[str, float | str]) -> float | None:
    scale = answers.get(target.of) if target.of else 1.0
    return target.to * scale if target.to is not None and isinstance(scale, (int, float)) else None


def measurable(value: float, down: bool) -> float:
    """In whole numbers, or in tenths where it is small: to the nearest one, halves up, or down."""
    per_unit = 1 if value >= WHOLE_FROM else 10
    return floor(value * per_unit + (ROUNDING if down else 0.5)) / per_unit


def _asked(target: Target) -> tuple[str, ...]:
    return (target.question, target.of) if target.of else (target.question,)


def _steps(changes: Mapping[str, float | str], profile: Profile, model: RiskModel, part: float) -> dict[str, Step]:
    """What these changes do, effect by effect, where `part` of each step counts."""
    after = Profile({**profile.answers, **changes})
    steps = {}
    for effect in model.effects:
        mine = {name: goal for name, goal in changes.items() if name in effect.questions}
        step = _step(effect, mine, profile, after, part) if mine else None
        if step is not None and step.move.shift < 0:
            steps[effect.effect.id] = step
    return steps


def _step(
    effect: EffectModel, changes: dict[str, float | str], before: Profile, after: Profile, part: float
) -> Step | None:
    old, new = effect.read(before), effect.read(after)
    if old is None or new is None:
        return None
    along = tuple(part * (b - a) for a, b in zip(old.exposure, new.exposure, strict=True))
    there = tuple(a + step for a, step in zip(old.exposure, along, strict=True))
    spread = effect.spread(there) - effect.spread(old.exposure)
    return Step(changes, Move(effect.shift(along), spread), effect.spread(along))


def _in_part(changes: dict[str, float | str], profile: Profile, model: RiskModel) -> bool:
    return any(
        in_part(effect.step(name, profile.answers[name], goal))
        for effect in model.effects
        for name, goal in changes.items()
        if name in effect.scales
    )


def counted(reaches: Iterable[Reach]) -> dict[str, Step]:
    """The step that counts for each effect when all these are done: the better where two move the same."""
    steps: dict[str, Step] = {}
    for one in reaches:
        for effect, step in one.steps.items():
            if effect not in steps or step.move < steps[effect].move:
                steps[effect] = step
    return steps
