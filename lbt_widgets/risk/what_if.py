"""Before and after: what changing some answers would do, if the associations were causes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.fixes import Fix, Target

from .assessment import Assessment, Range, assess
from .model import DEFAULT_BELIEF, risk_model
from .normal import change_of_probability, intercept
from .profile import Profile
from .reach import reached


@frozen
class WhatIf:
    """The assessments before and after, and the change per 100 runners with its own 80 % band.

    The band holds how unsure the effect of the change is; the person's other uncertainty is averaged over.
    An answer that was unknown before changes what is known and not the person: `after` shows it, the change does not.
    A change that a trial stands for (`stood_for`) is in neither.
    """

    before: Assessment
    after: Assessment
    change_per_100: Range


def what_if(
    profile: Profile,
    changes: Mapping[str, Any],
    content: Content,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
) -> WhatIf:
    """Change some answers and see the difference.

    Each answer counts by what it goes with, or by the trial of it where there is one; what a trial stands for counts
    once (`stood_for`).

    Raises
    ------
    ValueError
        A change that cannot be answered so, or one that nobody can make (age, history …).
    """
    for name in changes:
        question = content.questions.get(name)
        if question is not None and not question.changeable:
            raise ValueError(f"{name}: this cannot be changed, so it is no what-if.")
    once = {name: to for name, to in changes.items() if name not in stood_for(profile, changes, content)}
    return compare(profile, profile.with_changes(once, content), content, belief, base_rate)


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


def stood_for(profile: Profile, changes: Mapping[str, Any], content: Content) -> dict[str, str]:
    """The changes that a trial stands for, so that they count no more: question → the fix that was tried.

    A trial tells what the training did, by all that it did. So where the answer that a trial is about gets better, the
    other answers that the fix makes better add nothing: to count both would count one thing twice. Moved alone they
    count by what they go with, however far: a trial of training is no trial of a longer plank.
    """
    asked = profile.with_changes(changes, content).answers
    found: dict[str, str] = {}
    for fix in content.fixes.values():
        better = [target.question for target in fix.targets if _gets_better(target, profile.answers, asked, content)]
        if fix.trial and fix.trial.question in better:
            found = {name: fix.id for name in better if name != fix.trial.question} | found
    return found


def trained_by(question: str, profile: Profile, content: Content) -> Fix | None:
    """The first fix that moves this answer, and whose trial was about another one that this person can move too."""
    for fix in content.fixes.values():
        if fix.trial and fix.trial.question != question:
            can = {target.question for target in fix.targets if reached(target, profile.answers) is not None}
            if {question, fix.trial.question} <= can:
                return fix
    return None


def _gets_better(
    target: Target, now: Mapping[str, float | str], then: Mapping[str, float | str], content: Content
) -> bool:
    """Whether the answer moves towards the target's goal, and not away from it or not at all."""
    name, goal = target.question, reached(target, now)
    if goal is None or name not in then:
        return False
    order = [option.id for option in content.questions[name].options]  # from one end to the other
    start, end, there = (order.index(str(one)) if order else float(one) for one in (now[name], goal, then[name]))
    return (there - start) * (end - start) > 0


def _change(before: Profile, after: Profile, content: Content, belief: float, base_rate: float | None) -> Range:
    """Closed form: the step of the logit, how unsure it is, and how it goes with what is unsure about the person."""
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

    found = change_of_probability(mean, max(0.0, variance), step_mean, step_variance, covariance)
    return Range(*(100 * end for end in found))
