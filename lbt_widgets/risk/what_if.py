"""Before and after: what changing some answers would do, if the associations were causes."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from attrs import evolve, field, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.records import Question

from .assessment import Assessment, Range, assess
from .model import DEFAULT_BELIEF, risk_model
from .normal import Z80, intercept, mean_probability
from .profile import Profile
from .reach import reached


@frozen
class WhatIf:
    """The assessments before and after, and the change per 100 runners with its own 80 % band.

    The band holds how unsure the effect of the change is; the person's other uncertainty is averaged over.
    An answer that was unknown before changes what is known and not the person: `after` shows it, the change does not.
    `trials`: changed question → the fix whose trial counts in its place.
    """

    before: Assessment
    after: Assessment
    change_per_100: Range
    trials: dict[str, str] = field(factory=dict)


def what_if(
    profile: Profile,
    changes: Mapping[str, Any],
    content: Content,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
) -> WhatIf:
    """Change some answers and see the difference.

    Where a fix of the content brings the change about and was tried, the trial's effect counts in its place, once
    (`with_trials`).

    Raises
    ------
    ValueError
        A change that cannot be answered so, or one that nobody can make (age, history …).
    """
    for name in changes:
        question = content.questions.get(name)
        if question is not None and not question.changeable:
            raise ValueError(f"{name}: this cannot be changed, so it is no what-if.")
    asked = profile.with_changes(changes, content).answers
    counted, trials = with_trials(profile, {name: asked.get(name) for name in changes}, content)
    return evolve(compare(profile, profile.with_changes(counted, content), content, belief, base_rate), trials=trials)


def compare(
    before: Profile,
    after: Profile,
    content: Content,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
) -> WhatIf:
    """The same person with other answers, all by what the answers go with."""
    return WhatIf(
        before=assess(before, content, belief, base_rate),
        after=assess(after, content, belief, base_rate),
        change_per_100=_change(before, after, content, belief, base_rate),
    )


def with_trials(
    profile: Profile, changes: Mapping[str, float | str | None], content: Content
) -> tuple[dict[str, float | str | None], dict[str, str]]:
    """The changes that count, and for each change that a tried fix brings about the fix.

    A fix is done where the answer that its trial is about gets better or, where that one is left alone, another answer
    goes as far as the fix reaches. Its trial then stands for all its answers that get better, as in a plan. Who has
    already what was tried, or has not said, is left with what the answers go with.
    """
    counted: dict[str, float | str | None] = dict(changes)
    trials: dict[str, str] = {}
    for fix in content.fixes.values():
        goals = {target.question: reached(target, profile.answers) for target in fix.targets}
        if fix.trial is None or goals[fix.trial.question] is None:
            continue
        ways = {
            name: _way(content.questions[name], profile.answers[name], goal, changes[name])
            for name, goal in goals.items()
            if goal is not None and changes.get(name) is not None
        }
        tried = fix.trial.question
        if not (ways[tried] > 0 if ways.get(tried) else any(way >= 1 for way in ways.values())):
            continue
        if not ways.get(tried):
            counted[tried] = goals[tried]
        for name in (name for name, way in ways.items() if way > 0):
            trials.setdefault(name, fix.id)
            if name != tried:
                counted.pop(name, None)
    return counted, trials


def _way(question: Question, now: float | str, goal: float | str, to: float | str | None) -> float:
    """How much of the way to the goal a change goes: 1 is there, and below 0 it leads away. Options are in order."""
    options = [option.id for option in question.options]
    start, end, there = (options.index(str(one)) if options else float(one or 0) for one in (now, goal, to))
    return (there - start) / (end - start)


def _change(before: Profile, after: Profile, content: Content, belief: float, base_rate: float | None) -> Range:
    """Closed form: before L and change D are jointly normal; L is averaged over at each D."""
    model = risk_model(content, belief, base_rate)
    mean = intercept(model.base_rate, model.variance_unknown)
    variance = model.variance_unknown
    step_mean = step_variance = covariance = 0.0
    for effect in model.effects:
        known = effect.read(before)
        if known is None:
            continue
        x = known.exposure
        mean += effect.shift(x)
        variance += effect.spread(x) - effect.variance_unknown
        # Learning or forgetting an answer changes what is known, not the person: only what both hold is compared.
        both = {name for name, _ in effect.answered(before)} & {name for name, _ in effect.answered(after)}
        old, new = effect.read(before, both), effect.read(after, both)
        if old is None or new is None or old == new:
            continue
        step = tuple(b - a for a, b in zip(old.exposure, new.exposure, strict=True))
        step_mean += effect.shift(step)
        step_variance += effect.spread(step)
        covariance += sum(t.sd**2 * a * s for t, a, s in zip(effect.terms, x, step, strict=True))

    def at(z: float) -> float:
        sd = sqrt(step_variance)
        given_mean = mean + (covariance / sd * z if sd else 0.0)
        given_variance = max(0.0, variance - (covariance**2 / step_variance if sd else 0.0))
        moved = mean_probability(given_mean + step_mean + sd * z, given_variance)
        return 100 * (moved - mean_probability(given_mean, given_variance))

    low, high = sorted((at(-Z80), at(Z80)))
    middle = 100 * (
        mean_probability(mean + step_mean, max(0.0, variance + step_variance + 2 * covariance))
        - mean_probability(mean, variance)
    )
    return Range(min(low, middle), middle, max(high, middle))
