"""From a profile to a result that explains itself: range, causes, and what moved it.

An educational sum of published figures. It has not been validated on a cohort.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrs import asdict, frozen

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import Certainty, Verdict
from lbt_widgets.content.fixes import Fix
from lbt_widgets.content.records import Question

from .model import DEFAULT_BELIEF, EffectModel, RiskModel, risk_model
from .normal import band80, intercept, mean_probability
from .population import Cohort
from .profile import Profile


class Range(NamedTuple):
    """Of 100 runners: the mean risk and the central 80 % band around it."""

    low: float
    mean: float
    high: float


@frozen
class Item:
    """One exposure of a cause. `weight`: its part of the cause's whole (they sum to 1 in a cause).

    `fraction`: 0 at the best answer, 1 at the worst, None while unanswered; `typical` is the reference mean.
    """

    effect: str
    label: str
    questions: tuple[str, ...]
    weight: float
    fraction: float | None
    typical: float
    certainty: Certainty
    verdict: Verdict
    has_figure: bool


@frozen
class CauseShare:
    """How much of a cause's possible exposure a person has, 0 to 1, and how much of it is unknown.

    `typical`: the share of a typical runner on the same answered items. `certainty` and `verdict` are those of
    the item that weighs most. `log_odds`: what the known items add to the logit. `has_figure`: whether any item
    has a published figure.
    """

    share: float
    unknown: float
    typical: float
    stands_out: bool
    log_odds: float
    certainty: Certainty
    verdict: Verdict
    has_figure: bool
    items: tuple[Item, ...]


@frozen
class Contribution:
    """What one exposure did. `log_odds` add up exactly to the change of the mean logit.

    `per_100` by ordered removal: taking the answers away again, the largest first, changes the mean by this much;
    they add up exactly to the change of the mean from the base rate. `answers`: question id → what was answered.
    """

    effect: str
    label: str
    answers: dict[str, float | str]
    cause: str
    log_odds: float
    per_100: float
    certainty: Certainty
    changeable: bool
    sources: tuple[str, ...]


@frozen
class Assessment:
    """The result for one profile at one belief; `baseline_per_100`: of 100 runners overall."""

    belief: float
    baseline_per_100: float
    per_100: Range
    causes: dict[str, CauseShare]
    contributions: tuple[Contribution, ...]
    answered: int
    model_version: str

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, ready for JSON."""
        plain = asdict(self)
        plain["per_100"] = self.per_100._asdict()
        return plain


class _Known(NamedTuple):
    effect: EffectModel
    fraction: float
    shift: float
    spread: float


def assess(
    profile: Profile, content: Content, belief: float = DEFAULT_BELIEF, base_rate: float | None = None
) -> Assessment:
    """The risk profile of one person.

    Parameters
    ----------
    profile : Profile
    content : Content
    belief : float
        0: only what good studies show; 1: the article at its word.
    base_rate : float, optional
        Probability (0 to 1) of low-back pain in a year among runners; the content's figure when left out.

    Raises
    ------
    ValueError
        Belief or base rate out of range.
    """
    model = risk_model(content, belief, base_rate)
    known = _known(profile, model)
    return Assessment(
        belief=belief,
        baseline_per_100=100 * model.base_rate,
        per_100=per_100(*_logit(known, model)),
        causes=_causes(known, model, content),
        contributions=_contributions(profile, known, model),
        answered=len(profile.answers),
        model_version=content.model.version,
    )


def assess_many(
    profiles: Iterable[Profile] | Cohort,
    content: Content,
    belief: float = DEFAULT_BELIEF,
    base_rate: float | None = None,
) -> list[Range]:
    """The range of every profile, in order; a `Cohort` is assessed column by column, which is much faster."""
    model = risk_model(content, belief, base_rate)
    if isinstance(profiles, Cohort):
        a0 = intercept(model.base_rate, model.variance_unknown)
        logits = profiles.logits(model)
        return [per_100(a0 + logit.real, max(0.0, logit.imag)) for logit in logits]
    return [per_100(*_logit(_known(profile, model), model)) for profile in profiles]


def opening_questions(content: Content, at_least: int = 13, belief: float = DEFAULT_BELIEF) -> tuple[str, ...]:
    """What a plan must know to weigh each change that studies measured, then what else can move the result most.

    What everybody can answer at once stands first, what has a tool to time or count it after that; in each of the two
    the furthest-reaching (w²m²v + s²v of their effect) lead. Whole effects are taken, so that no question comes without its partner; questions
    marked `last` never open.
    """
    effects = sorted(risk_model(content, belief).effects, key=lambda effect: -effect.variance_unknown)
    weighed = {_decides_on(fix, effects) for fix in content.fixes.values() if not fix.never}
    names: set[str] = set()
    for effect in sorted(effects, key=lambda effect: effect.effect.id not in weighed):
        if len(names) >= at_least and effect.effect.id not in weighed:
            break
        if not any(content.questions[name].last for name in effect.questions):
            names |= set(effect.questions)
    known_first = sorted(
        effects, key=lambda effect: any(_is_measured(content.questions[name]) for name in effect.questions)
    )
    return tuple(name for effect in known_first for name in effect.questions if name in names)


def _is_measured(question: Question) -> bool:
    """Whether its answer is timed or counted, rather than known."""
    return question.test is not None and question.test.tool is not None


def _decides_on(fix: Fix, effects: Iterable[EffectModel]) -> str | None:
    """The effect without which a plan cannot weigh a fix: what its trial is about, else the first that it moves."""
    asked = {fix.trial.question} if fix.trial else {target.question for target in fix.targets}
    found = (effect.effect for effect in effects if effect.effect.figures and asked & set(effect.questions))
    return next((effect.id for effect in found), None)


def _known(profile: Profile, model: RiskModel) -> list[_Known]:
    found = []
    for effect in model.effects:
        reading = effect.read(profile)
        if reading is not None:
            exposure = reading.exposure
            found.append(_Known(effect, reading.fraction, effect.shift(exposure), effect.spread(exposure)))
    return found


def _logit(known: list[_Known], model: RiskModel) -> tuple[float, float]:
    """Mean and variance of the logit: known effects shift it, unknown ones widen it."""
    a0 = intercept(model.base_rate, model.variance_unknown)
    variance = model.variance_unknown + sum(k.spread - k.effect.variance_unknown for k in known)
    return a0 + sum(k.shift for k in known), max(0.0, variance)


def per_100(mean: float, variance: float) -> Range:
    """The range of a logit that is normal with this mean and variance."""
    low, high = band80(mean, variance)
    return Range(100 * low, 100 * mean_probability(mean, variance), 100 * high)


def _contributions(profile: Profile, known: list[_Known], model: RiskModel) -> tuple[Contribution, ...]:
    """The largest answer is taken away first, until nothing is known and the base rate is left."""
    ordered = sorted(known, key=lambda k: (-abs(k.shift), k.effect.effect.id))
    mean, variance = _logit(known, model)
    steps = [100 * mean_probability(mean, variance)]
    for k in ordered:
        mean -= k.shift
        variance += k.effect.variance_unknown - k.spread
        steps.append(100 * mean_probability(mean, max(0.0, variance)))
    return tuple(
        Contribution(
            effect=k.effect.effect.id,
            label=k.effect.effect.label,
            answers={name: profile.answers[name] for name in k.effect.questions if name in profile.answers},
            cause=k.effect.effect.cause,
            log_odds=k.shift,
            per_100=before - after,
            certainty=k.effect.certainty,
            changeable=k.effect.effect.changeable,
            sources=k.effect.sources,
        )
        for k, before, after in zip(ordered, steps, steps[1:], strict=False)
    )


def _causes(known: list[_Known], model: RiskModel, content: Content) -> dict[str, CauseShare]:
    answered = {k.effect.effect.id: k for k in known}
    by_cause: dict[str, list[EffectModel]] = {cause: [] for cause in content.causes}
    for effect in model.effects:
        by_cause[effect.effect.cause].append(effect)
    edge = content.model.stands_out.value
    return {
        cause: _cause_share(effects, answered, edge, model.belief) for cause, effects in by_cause.items() if effects
    }


def _cause_share(effects: list[EffectModel], answered: Mapping[str, _Known], edge: float, belief: float) -> CauseShare:
    whole = sum(effect.bar_weight for effect in effects) or 1.0  # a sceptic's bar may hold nothing at all
    items = tuple(
        Item(
            effect=effect.effect.id,
            label=effect.effect.label,
            questions=effect.questions,
            weight=effect.bar_weight / whole,
            fraction=answered[effect.effect.id].fraction if effect.effect.id in answered else None,
            typical=effect.typical,
            certainty=effect.certainty,
            verdict=effect.verdict,
            has_figure=bool(effect.effect.figures),
        )
        for effect in sorted(effects, key=lambda effect: (-effect.bar_weight, not effect.effect.figures))
    )
    share = sum(item.weight * item.fraction for item in items if item.fraction is not None)
    typical = sum(item.weight * item.typical for item in items if item.fraction is not None)
    has_figure = any(item.has_figure for item in items)
    return CauseShare(
        share=share,
        unknown=sum(item.weight for item in items if item.fraction is None),
        typical=typical,
        stands_out=share - typical >= edge and (has_figure or belief == 1),
        log_odds=sum(answered[item.effect].shift for item in items if item.effect in answered),
        certainty=items[0].certainty,
        verdict=items[0].verdict,
        has_figure=has_figure,
        items=items,
    )
