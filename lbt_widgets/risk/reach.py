"""What a fix would move for one person: answers that can be reached, and what they do to the logit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from lbt_widgets.content.fixes import Fix, Target

from .choose import Move
from .model import EffectModel, RiskModel, in_part
from .profile import Profile

Basis = Literal["trial", "association"]


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
    not. `basis`: a trial of the fix, or only that the answers go with pain. `unknown`: the targets not answered.
    `part`: of what was tried only a part is done, and that it counts for a part is assumed.
    """

    steps: dict[str, Step]
    changes: dict[str, float | str]
    basis: Basis | None
    unknown: tuple[str, ...]
    part: bool = False


def reach(fix: Fix, profile: Profile, model: RiskModel) -> Reach:
    """What the fix counts for.

    Where a trial of the fix exists and the person has not yet what was tried, its effect alone counts. An answer that
    is not known is not counted at all: nobody can say whether there is anything to change.
    """
    changes = {}
    for target in fix.targets:
        goal = reached(target, profile.answers)
        if goal is not None:
            changes[target.question] = goal
    unknown = tuple(name for target in fix.targets for name in _asked(target) if name not in profile.answers)
    if fix.trial and fix.trial.question in unknown:
        return Reach({}, changes, None, unknown)
    tried = {name: goal for name, goal in changes.items() if fix.trial and name == fix.trial.question}
    if steps := _steps(tried, profile, model):
        return Reach(steps, changes, "trial", unknown, _in_part(tried, profile, model))
    steps = _steps(changes, profile, model)
    return Reach(steps, changes, "association" if steps else None, unknown)


def reached(target: Target, answers: Mapping[str, float | str]) -> float | str | None:
    """The answer that the target leads to, never a worse one; None where it is unknown or there already."""
    now = answers.get(target.question)
    if isinstance(now, str):
        return target.choices.get(now)
    scale = answers.get(target.of) if target.of else 1.0
    if now is None or target.to is None or not isinstance(scale, (int, float)):
        return None
    goal = target.to * scale
    step = abs(goal - now)
    if target.by is not None:
        step = min(step, target.by)
    if target.by_percent is not None:
        step = min(step, abs(now) * target.by_percent / 100)
    if target.better == "higher":
        return now + step if now < goal and step else None
    return now - step if now > goal and step else None


def _asked(target: Target) -> tuple[str, ...]:
    return (target.question, target.of) if target.of else (target.question,)


def _steps(changes: Mapping[str, float | str], profile: Profile, model: RiskModel) -> dict[str, Step]:
    after = Profile({**profile.answers, **changes})
    steps = {}
    for effect in model.effects:
        mine = {name: goal for name, goal in changes.items() if name in effect.questions}
        step = _step(effect, mine, profile, after) if mine else None
        if step is not None and step.move.shift < 0:
            steps[effect.effect.id] = step
    return steps


def _step(effect: EffectModel, changes: dict[str, float | str], before: Profile, after: Profile) -> Step | None:
    old, new = effect.read(before), effect.read(after)
    if old is None or new is None:
        return None
    along = tuple(b - a for a, b in zip(old.exposure, new.exposure, strict=True))
    spread = effect.spread(new.exposure) - effect.spread(old.exposure)
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
