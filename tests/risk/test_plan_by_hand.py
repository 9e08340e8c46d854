"""A plan the other way round: every set of fixes is tried, and the answers themselves are changed.

What each fix reaches is taken from the product (`reach`, which has tests of its own); choosing and adding up are not.
"""

from itertools import combinations
from random import Random

import pytest

from lbt_widgets.risk import Profile, plan
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.normal import intercept, mean_probability
from lbt_widgets.risk.reach import counted, eased, reach

from .cases import CONTENT

FIXES = CONTENT.fixes
MINUTES = {fix.id: fix.minutes_per_week(CONTENT.exercises) for fix in FIXES.values()}
MINIMUM = [fix.id for fix in FIXES.values() if fix.always or fix.sensible]
AS_GOOD = CONTENT.model.as_good_as_per_100.value
PART = CONTENT.model.association_counts.value
TARGETS = sorted({target.question for fix in FIXES.values() for target in fix.targets} | {"longest_run_30d_km"})


def random_profile(random):
    """Someone who can change a good deal: most of what the fixes aim at is answered, by lot."""
    answers = {}
    for name in TARGETS:
        question = CONTENT.questions[name]
        if random.random() < 0.9:
            options = [option.id for option in question.options]
            ends = {"walk_min_week": (0, 200), "cadence_spm": (150, 185), "next_long_run_km": (0, 30)}
            low, high = ends.get(name, (question.min, question.max))
            answers[name] = random.choice(options) if options else random.uniform(low, high)
    return Profile(answers)


def reach_of(fix, profile, model):
    """Who is often worn out has an easier week in the plan, and then no longer run than the last ones."""
    return reach(eased(fix) if profile.answers.get("tired") == "worn_out" else fix, profile, model)


def after(profile, names, model):
    """The profile with every answer changed that counts when all these fixes are done."""
    steps = counted(reach_of(FIXES[name], profile, model) for name in names)
    changes = {name: goal for step in steps.values() for name, goal in step.changes.items()}
    return Profile({**profile.answers, **changes})


def feasible(names, minutes):
    return sum(MINUTES[name] for name in names) <= minutes and not any(
        other in names for name in names for other in FIXES[name].conflicts
    )


def per_100(profile, tried, others, model):
    """The mean risk with what was tried done, and the rest counted in part: the other way round, from the answers."""
    mean, variance = intercept(model.base_rate, model.variance_unknown), model.variance_unknown
    with_tried = after(profile, tried, model)
    with_all = after(with_tried, [*MINIMUM, *others], model) if others is not None else with_tried
    for effect in model.effects:
        here, there = effect.read(with_tried), effect.read(with_all)
        if here is not None:
            x = tuple(a + PART * (b - a) for a, b in zip(here.exposure, there.exposure, strict=True))
            mean += effect.shift(x)
            variance += effect.spread(x) - effect.variance_unknown
    return 100 * mean_probability(mean, max(0.0, variance))


def useful(profile, model):
    """What counts besides what is in every plan: by a trial, and by association."""
    found = {name: reach_of(fix, profile, model) for name, fix in FIXES.items() if name not in MINIMUM}
    return [[name for name, one in found.items() if one.basis == basis] for basis in ("trial", "association")]


def subsets(names):
    return [list(some) for size in range(len(names) + 1) for some in combinations(names, size)]


def own_test_stands_out(name, profile, model):
    """Whether an answer that the fix moves beside what was tried counts clearly more than a typical runner's."""
    fix, edge = FIXES[name], CONTENT.model.stands_out.value
    aims = set(reach_of(fix, profile, model).changes) - {fix.trial.question}
    mine = [(effect, effect.read(profile)) for effect in model.effects if aims.intersection(effect.questions)]
    return any(
        found.fraction >= effect.typical + edge and effect.shift(found.exposure) > 0 for effect, found in mine if found
    )


def best_of(sets, risk, first):
    """The best by the order of a plan: as good as the best, then `first`, then minutes, then the least risk."""
    risks = {tuple(names): risk(names) for names in sets}
    good = [names for names, one in risks.items() if one <= min(risks.values()) + AS_GOOD]
    return min(good, key=lambda names: (first(names), sum(MINUTES[one] for one in names), round(risks[names], 7)))


def best_tried(profile, tried, minutes, model):
    return best_of(
        [names for names in subsets(tried) if feasible(names, minutes)],
        lambda names: per_100(profile, names, None, model),
        lambda names: (
            -len({FIXES[name].trial.question for name in names}),
            sum(not own_test_stands_out(name, profile, model) for name in names),
        ),
    )


def best_by_hand(profile, minutes, model):
    """The plan's risk and minutes, from every set there is."""
    tried, linked = useful(profile, model)
    chosen = best_tried(profile, tried, minutes, model)
    legs, hips = (own_test_stands_out(name, profile, model) for name in ("leg_strength", "hip_strength"))
    if {"leg_strength", "hip_strength"} <= set(tried) and hips and not legs:
        without = best_tried(profile, [name for name in tried if name != "leg_strength"], minutes, model)
        chosen = without if "hip_strength" in without else chosen
    others = best_of(
        [names for names in subsets(linked) if feasible([*chosen, *names], minutes)],
        lambda names: per_100(profile, chosen, names, model),
        lambda names: 0,
    )
    return per_100(profile, chosen, others, model), sum(MINUTES[name] for name in [*chosen, *others])


@pytest.mark.parametrize("seed", range(200))
def test_equals_trying_every_set_of_fixes(seed):
    random = Random(seed)
    profile, minutes, belief = random_profile(random), random.choice([0, 10, 30, 60, 90, 160, 400]), random.random()
    found = plan(profile, CONTENT, minutes, belief)
    by_hand = best_by_hand(profile, minutes, risk_model(CONTENT, belief))
    assert (found.after_per_100.mean, found.minutes) == pytest.approx(by_hand, abs=1e-7)
    assert feasible([one.fix for one in found.chosen], minutes)
