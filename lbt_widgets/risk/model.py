"""The risk model's inputs at one belief: each effect as weighted terms, its scales and what not knowing costs.

logit p = a0 + Σ b (x − x̄), with b ~ N(w·m, s²). An effect has one term for each published contrast, or, where the
article is taken at its word or nothing is published, one single term for the article's claim.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from math import log, prod, sqrt
from typing import NamedTuple

from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.derived import DERIVED, questions_of
from lbt_widgets.content.evidence import Certainty, Verdict
from lbt_widgets.content.records import Effect, Figure, Model, Question

from .conversions import log_odds
from .profile import Profile
from .scales import Exposure, Scale, Term, make_levels, make_z

DEFAULT_BELIEF = 0.5
ROUNDING = 1e-9


class Reading(NamedTuple):
    """An answered effect: x − x̄ for each term, and where the answer lies from best (0) to worst (1)."""

    exposure: Exposure
    fraction: float


@frozen
class EffectModel:
    """An effect at one belief: how an answer moves the logit, and by how much it may.

    `variance_unknown` = w²m²·v + s²·v: what is added to the variance while nothing is known.
    `bar_weight` = |w·m|·√v: how much the effect counts in the bar of its cause. Where nothing is published it is the
    article's word times the belief, so that a sceptic's bar holds nothing that nobody measured.
    """

    effect: Effect
    certainty: Certainty
    verdict: Verdict
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    terms: tuple[Term, ...]
    scales: dict[str, Scale]
    variance_unknown: float
    typical: float
    bar_weight: float

    def read(self, profile: Profile, only: Collection[str] | None = None) -> Reading | None:
        """The mean over the scales that are answered (or those of `only`); None when none is."""
        group = str(profile.answers.get("norm_group", "all"))
        answered = [(name, value) for name, value in self.answered(profile) if only is None or name in only]
        found = [self.scales[name].read(value, group) for name, value in answered]
        if len(found) == 1:
            return Reading(*found[0])
        if not found:
            return None
        columns = zip(*(exposure for exposure, _ in found), strict=True)
        exposure = tuple(sum(column) / len(found) for column in columns)
        return Reading(exposure, sum(fraction for _, fraction in found) / len(found))

    def shift(self, exposure: Exposure) -> float:
        """Mean change of the logit at this exposure."""
        return sum([term.mean * x for term, x in zip(self.terms, exposure, strict=True)])

    def spread(self, exposure: Exposure) -> float:
        """Variance of the logit at this exposure, from the uncertainty of the coefficients."""
        return sum([(term.sd * x) ** 2 for term, x in zip(self.terms, exposure, strict=True)])

    def step(self, name: str, old: float | str, new: float | str) -> Exposure:
        """How far x goes on one scale from an answer to another: a whole published contrast is 1."""
        (before, _), (after, _) = (self.scales[name].read(value, "all") for value in (old, new))
        return tuple(b - a for a, b in zip(before, after, strict=True))

    def stands_out(self, profile: Profile, edge: float) -> bool:
        """Whether the answers count, and by at least `edge` of the scale more than a typical runner's."""
        reading = self.read(profile)
        if reading is None or self.shift(reading.exposure) <= 0:
            return False
        return reading.fraction - self.typical >= edge

    def answered(self, profile: Profile) -> list[tuple[str, float | str]]:
        """Scale and value of what is answered."""
        answers = profile.answers
        if self.effect.derive is None:
            return [(name, answers[name]) for name in self.scales if name in answers]
        if not all(name in answers for name in self.questions):
            return []
        value = DERIVED[self.effect.derive].value(*(answers[name] for name in self.questions))
        return [(self.effect.derive, value)]


def in_part(step: Exposure) -> bool:
    """Whether a step is less than a whole published contrast, so that what it counts for is assumed."""
    return 0 < max(map(abs, step)) < 1 - ROUNDING


@frozen
class RiskModel:
    """All effects at one belief. `variance_unknown` is the logit's variance when nothing is known.

    `association_counts`, 0 to 1: how much of what an answer goes with a plan counts on, where no trial changed it.
    `unlike_counts`, 0 to 1: how much of what a trial found it counts on in somebody unlike the people of that trial.
    """

    belief: float
    base_rate: float
    effects: tuple[EffectModel, ...]
    variance_unknown: float
    association_counts: float
    unlike_counts: float


def risk_model(content: Content, belief: float = DEFAULT_BELIEF, base_rate: float | None = None) -> RiskModel:
    """The model at a belief from 0 (only what good studies show) to 1 (the article at its word).

    Parameters
    ----------
    content : Content
    belief : float
        0 to 1.
    base_rate : float, optional
        Probability of low-back pain in a year; the content's figure when left out.

    Raises
    ------
    ValueError
        Out of range.
    """
    settings = content.model
    if not 0 <= belief <= 1:
        raise ValueError(f"belief must be from 0 to 1, got {belief:g}.")
    rate = settings.base_rate if base_rate is None else base_rate
    low, high = settings.base_rate_low.value, settings.base_rate_high.value
    if not low <= rate <= high:
        allowed = f"{100 * low:g} to {100 * high:g}"
        raise ValueError(f"the base rate must be {allowed} of 100 runners in a year, got {100 * rate:g}.")
    effects = _effects(content, belief, rate)
    variance_unknown = sum(effect.variance_unknown for effect in effects)
    parts = settings.association_counts.value, settings.unlike_counts.value
    return RiskModel(belief, rate, effects, variance_unknown, *parts)


@lru_cache(maxsize=64)
def _effects(content: Content, belief: float, base_rate: float) -> tuple[EffectModel, ...]:
    return tuple(_effect(effect, content, belief, base_rate) for effect in content.effects.values())


def _effect(effect: Effect, content: Content, belief: float, base_rate: float) -> EffectModel:
    claim = content.claims[effect.claim]
    certainty = effect.certainty or claim.certainty
    article = _article(effect, content.model)
    # At the top of the slider the article's word replaces whatever contradicts it or was never measured.
    at_its_word = belief == 1 and claim.article and (claim.verdict == "contradicted" or not effect.figures)
    by_article = at_its_word or not effect.figures
    if by_article:
        terms: tuple[Term, ...] = (Term(article if at_its_word else 0.0, content.model.widths.no_figure.value),)
    else:
        terms = tuple(_term(figure, certainty, content.model, belief, base_rate) for figure in effect.figures.values())
    scales = {name: _scale(effect, name, content, terms, by_article) for name in effect.scales}
    first = next(iter(scales.values()))
    return EffectModel(
        effect=effect,
        certainty=certainty,
        verdict=claim.verdict,
        sources=tuple(dict.fromkeys(figure.source for figure in effect.figures.values())),
        questions=questions_of(effect),
        terms=terms,
        scales=scales,
        variance_unknown=first.variance(terms),
        typical=sum(scale.typical for scale in scales.values()) / len(scales),
        bar_weight=first.reach([Term(belief * article, 0.0)] if by_article and claim.article else terms),
    )


def _article(effect: Effect, settings: Model) -> float:
    """The article's word as log-odds: from best to worst it is the whole, so a z-scored step has its part of it."""
    whole = log(settings.article_odds_ratio.value)
    return whole / (2 * settings.z_limit.value) if any(scale.z for scale in effect.scales.values()) else whole


def _term(figure: Figure, certainty: Certainty, settings: Model, belief: float, base_rate: float) -> Term:
    published, error = log_odds(figure, base_rate)
    widths = settings.widths
    parts = [widths.no_interval.value if error is None else error, getattr(widths.certainty, certainty).value]
    if not figure.runners:
        parts.append(widths.not_runners.value)
    if not figure.low_back:
        parts.append(widths.not_low_back.value)
    return Term(weight(figure, certainty, settings, belief) * published, sqrt(sum(part**2 for part in parts)))


def weight(figure: Figure, certainty: Certainty, settings: Model, belief: float) -> float:
    """w, 0 to 1: how much of a published figure is believed.

    Each doubt is a trust below 1; they multiply, and belief takes them back: w = Π trust^(1 − belief).
    """
    trusts = [getattr(settings.trust.certainty, certainty).value]
    if not figure.before_pain:
        trusts.append(settings.trust.after_pain.value)
    if not figure.low_back:
        trusts.append(settings.trust.not_low_back.value)
    return float(prod(trust ** (1 - belief) for trust in trusts))


def _scale(effect: Effect, name: str, content: Content, terms: tuple[Term, ...], by_article: bool) -> Scale:
    scale = effect.scales[name]
    if scale.z:
        sign = 1.0 if scale.z == "higher_is_worse" else -1.0
        return make_z(sign, content.model.z_limit.value, _norms(content.questions[name]), terms[0])
    if by_article:
        return make_levels(scale.levels, [(level.article,) for level in scale.levels], terms)
    vectors = [tuple(lv.x if lv.figure == figure else 0.0 for figure in effect.figures) for lv in scale.levels]
    return make_levels(scale.levels, vectors, terms)


def _norms(question: Question) -> dict[str, tuple[float, float]]:
    """Mean and SD for each group; `all` is pooled half and half from men and women where no norm gives it."""
    given: dict[str, tuple[float, float]] = {}
    for norm in question.norms:
        if norm.used_for and norm.mean is not None and norm.sd is not None:
            given[norm.used_for] = (norm.mean, norm.sd)
    if "all" not in given:
        (men, sd_men), (women, sd_women) = given["men"], given["women"]
        given["all"] = ((men + women) / 2, sqrt((sd_men**2 + sd_women**2) / 2 + ((men - women) / 2) ** 2))
    return {group: given.get(group, given["all"]) for group in ("all", "men", "women")}
