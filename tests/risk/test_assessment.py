"""The invariants of the model (DESIGN's list), for any allowed answers."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lbt_widgets.risk import Profile, assess, assess_many, opening_questions, unweighed
from lbt_widgets.risk.conversions import log_odds
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.normal import logit

from .cases import CONTENT, answer_to, profiles

BELIEFS = st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0])
PUBLISHED = [
    (effect, name, step)
    for effect in risk_model(CONTENT, 1.0).effects
    if effect.effect.figures and effect.verdict != "contradicted"
    for name, scale in effect.effect.scales.items()
    for step, level in enumerate(scale.levels)
    if level.figure
]


def mean_logit(profile, belief):
    return sum(c.log_odds for c in assess(profile, CONTENT, belief).contributions)


@given(profiles(), BELIEFS)
@settings(max_examples=200, deadline=None)
def test_low_mean_high_and_nothing_undefined(profile, belief):
    result = assess(profile, CONTENT, belief)
    low, mean, high = result.per_100
    assert 0 <= low <= mean <= high <= 100
    numbers = [*result.per_100, *(c.log_odds for c in result.contributions), *(c.per_100 for c in result.contributions)]
    numbers += [v for s in result.causes.values() for v in (s.share, s.unknown, s.typical, s.log_odds)]
    assert all(math.isfinite(number) for number in numbers)
    json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize("belief", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("end", [min, max])
def test_the_ends_of_every_scale_stay_in_order(belief, end):
    answers = {}
    for effect in risk_model(CONTENT, belief).effects:
        for name in effect.questions:
            question = CONTENT.questions[name]
            given = [o.id for o in question.options] or [question.min, question.max]
            answers[name] = end(given, key=lambda a, n=name: mean_logit(Profile({n: a}), belief))
    low, mean, high = assess(Profile(answers), CONTENT, belief).per_100
    assert low <= mean <= high


@given(profiles(), BELIEFS)
@settings(max_examples=100, deadline=None)
def test_shares_are_parts_of_a_whole(profile, belief):
    for share in assess(profile, CONTENT, belief).causes.values():
        assert 0 <= share.share <= 1 + 1e-9
        assert share.share + share.unknown <= 1 + 1e-9
        weights = [item.weight for item in share.items]
        assert sum(weights) == pytest.approx(1) or set(weights) == {0.0}


def test_a_bar_holds_nothing_that_nobody_measured_for_a_sceptic():
    hard = Profile({"hard_ground_pct": 100.0, "camber": "one_side", "tired": "worn_out"})
    sceptic, half, believer = (assess(hard, CONTENT, belief).causes["surface"] for belief in (0.0, 0.5, 1.0))
    assert (sceptic.share, sceptic.unknown) == (0, 0)
    assert half.share > 0.2
    assert not half.stands_out
    assert believer.stands_out


def test_weights_in_a_bar_follow_belief():
    weights = {}
    for belief in (0.0, 1.0):
        items = assess(Profile(), CONTENT, belief).causes["warm_up"].items
        weights[belief] = {item.effect: item.weight for item in items}
    assert weights[0.0]["warm_up"] == pytest.approx(1)
    assert weights[0.0]["warm_up"] > weights[1.0]["warm_up"]


@pytest.mark.parametrize("belief", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("base_rate", [None, 0.05, 0.4])
def test_nothing_known_gives_the_base_rate(belief, base_rate):
    result = assess(Profile(), CONTENT, belief, base_rate)
    assert result.per_100.mean == pytest.approx(100 * (base_rate or 0.226), abs=1e-6)
    assert result.contributions == ()


@given(profiles(), BELIEFS)
@settings(max_examples=100, deadline=None)
def test_contributions_add_up(profile, belief):
    result = assess(profile, CONTENT, belief)
    moved = result.per_100.mean - result.baseline_per_100
    assert sum(c.per_100 for c in result.contributions) == pytest.approx(moved, abs=1e-6)
    assert sum(s.log_odds for s in result.causes.values()) == pytest.approx(mean_logit(profile, belief), abs=1e-9)


@given(profiles(), st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_order_of_answers_is_irrelevant(profile, random):
    items = list(profile.answers.items())
    random.shuffle(items)
    assert assess(Profile(dict(items)), CONTENT).to_dict() == assess(profile, CONTENT).to_dict()


@given(profiles(), st.data(), BELIEFS)
@settings(max_examples=100, deadline=None)
def test_a_worse_standard_score_never_lowers_the_logit(profile, data, belief):
    effect = data.draw(
        st.sampled_from(
            [e for e in risk_model(CONTENT, belief).effects if hasattr(next(iter(e.scales.values())), "sign")]
        )
    )
    name = data.draw(st.sampled_from(effect.questions))
    scale = effect.scales[name]
    values = data.draw(st.lists(answer_to(CONTENT.questions[name]), min_size=2, max_size=2))
    better, worse = sorted(values, key=lambda v: v * scale.sign * scale.direction)
    lower, higher = (mean_logit(Profile({**profile.answers, name: v}), belief) for v in (better, worse))
    assert lower <= higher + 1e-9


@given(profiles(), st.data(), BELIEFS)
@settings(max_examples=100, deadline=None)
def test_a_worse_step_never_lowers_the_logit(profile, data, belief):
    levelled = [
        e
        for e in risk_model(CONTENT, belief).effects
        if e.effect.derive is None and hasattr(next(iter(e.scales.values())), "levels")
    ]
    effect = data.draw(st.sampled_from(levelled))
    name = data.draw(st.sampled_from(effect.questions))
    values = data.draw(st.lists(answer_to(CONTENT.questions[name]), min_size=2, max_size=2))
    better, worse = sorted(values, key=lambda v: effect.scales[name].read(v, "all")[1])
    lower, higher = (mean_logit(Profile({**profile.answers, name: v}), belief) for v in (better, worse))
    assert lower <= higher + 1e-9


@given(profiles(), st.data(), BELIEFS)
@settings(max_examples=100, deadline=None)
def test_an_answer_at_the_reference_mean_never_widens_the_band(profile, data, belief):
    model = risk_model(CONTENT, belief)
    effect = data.draw(st.sampled_from([e for e in model.effects if hasattr(next(iter(e.scales.values())), "norms")]))
    name = data.draw(st.sampled_from(effect.questions))
    unknown = Profile({k: v for k, v in profile.answers.items() if k not in effect.questions})
    mean, _ = effect.scales[name].norms[str(unknown.answers.get("norm_group", "all"))]
    at_mean = Profile({**unknown.answers, name: mean})
    reading = effect.read(at_mean)
    assert effect.spread(reading.exposure) == pytest.approx(0, abs=1e-18)
    known, not_known = assess(at_mean, CONTENT, belief).per_100, assess(unknown, CONTENT, belief).per_100
    width, unknown_width = (logit(r.high / 100) - logit(r.low / 100) for r in (known, not_known))
    assert width <= unknown_width + 1e-6


@pytest.mark.parametrize(("effect", "name", "step"), PUBLISHED, ids=lambda x: getattr(x, "label", x))
def test_a_published_contrast_comes_back_at_full_belief(effect, name, step):
    scale = effect.scales[name]
    base = next(i for i, level in enumerate(scale.levels) if not level.figure)
    found = effect.shift(scale.centred[step]) - effect.shift(scale.centred[base])
    level = scale.levels[step]
    published, _ = log_odds(effect.effect.figures[level.figure], CONTENT.model.base_rate)
    assert found == pytest.approx(level.x * published)


@pytest.mark.parametrize("name", ["single_leg_bridge_s", "cadence_spm", "pelvic_tilt_deg"])
def test_a_published_difference_comes_back_for_each_standard_deviation(name):
    effect = next(e for e in risk_model(CONTENT, 1.0).effects if name in e.questions)
    (figure,) = effect.effect.figures.values()
    mean, sd = effect.scales[name].norms["all"]
    one_worse = Profile({name: mean + effect.scales[name].sign * sd})
    assert mean_logit(one_worse, 1.0) == pytest.approx(figure.value * math.pi / math.sqrt(3))


def test_contradicted_claims_keep_the_published_direction_until_the_top():
    weak, strong = (Profile({"thigh_front_strength": a}) for a in ("weak", "strong"))
    for belief in (0.0, 0.5, 0.95):
        assert mean_logit(weak, belief) > mean_logit(strong, belief)
    assert mean_logit(weak, 1.0) < mean_logit(strong, 1.0)


def test_claims_without_a_figure_count_only_at_the_top():
    hard, soft = Profile({"hard_ground_pct": 100.0}), Profile({"hard_ground_pct": 0.0})
    assert mean_logit(hard, 0.95) == 0
    assert mean_logit(hard, 1.0) - mean_logit(soft, 1.0) == pytest.approx(math.log(1.25))


def test_the_articles_word_is_the_same_size_on_a_standard_score():
    best, worst = Profile({"hamstring_ake_deg": 0.0}), Profile({"hamstring_ake_deg": 90.0})
    far = Profile({"hamstring_ake_deg": 15.6})  # the mean of women (13.4) and men (17.8)
    assert mean_logit(worst, 1.0) - mean_logit(far, 1.0) == pytest.approx(math.log(1.25) / 2)
    assert mean_logit(best, 1.0) < mean_logit(far, 1.0)


def test_ratios_of_risk_follow_the_base_rate():
    # RR 0.65: at 5 % 0.0325 / 0.9675 over 0.05 / 0.95 = 0.6382, ln −0.4490; at 50 % 0.325 / 0.675, ln −0.7309.
    for base_rate, by_hand in ((0.05, -0.4490), (0.5, -0.7309)):
        effect = next(e for e in risk_model(CONTENT, 1.0, base_rate).effects if e.effect.id == "exercise_sessions")
        assert effect.terms[0].mean == pytest.approx(by_hand, abs=1e-4)


def test_a_published_figure_gets_the_grade_of_its_own_exposure():
    effect = next(e for e in risk_model(CONTENT).effects if e.effect.id == "exercise_sessions")
    assert CONTENT.claims[effect.effect.claim].certainty == "moderate"
    assert effect.certainty == "low"


def test_weak_evidence_grows_with_belief():
    worn_out = Profile({"tired": "worn_out"})
    found = [mean_logit(worn_out, belief) for belief in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert found == sorted(found)
    assert found[0] < 0.1 * found[-1]


@pytest.mark.parametrize(("belief", "base_rate"), [(-0.1, None), (1.1, None), (math.nan, None), (0.5, 0.0), (0.5, 0.9)])
def test_out_of_range_is_a_sentence(belief, base_rate):
    with pytest.raises(ValueError, match="must be"):
        assess(Profile(), CONTENT, belief, base_rate)


def test_questions_on_one_thing_count_once():
    one = mean_logit(Profile({"warm_up_enough": "not_enough"}), 0.5)
    both = mean_logit(Profile({"warm_up_enough": "not_enough", "warm_up_min": 0.0}), 0.5)
    assert both == pytest.approx(one)


def test_a_derived_value_needs_all_its_answers():
    assert assess(Profile({"mass_kg": 120.0}), CONTENT).contributions == ()
    (found,) = assess(Profile({"mass_kg": 120.0, "height_cm": 170.0}), CONTENT).contributions
    assert found.effect == "body_mass"


def test_norms_follow_the_chosen_group():
    # A plank of 83 s is the mean of college women and 0.57 SD below that of men (124, SD 72).
    effect = next(e for e in risk_model(CONTENT).effects if e.effect.id == "trunk_endurance")
    assert effect.read(Profile({"norm_group": "women", "plank_s": 83.0})).exposure == (pytest.approx(0),)
    assert effect.read(Profile({"norm_group": "men", "plank_s": 83.0})).exposure == (pytest.approx(41 / 72),)


def test_with_the_opening_questions_a_plan_can_weigh_what_was_measured():
    opening = opening_questions(CONTENT)
    assert 12 <= len(opening) <= 14
    assert {fix.trial.question for fix in CONTENT.fixes.values() if fix.trial} <= set(opening)
    assert {"sleep_quality", "tired", "longest_run_30d_km", "next_long_run_km"} <= set(opening)
    person = CONTENT.people["worn-out-marathoner"].answers
    answered = Profile({name: person[name] for name in opening})
    assert unweighed(answered, CONTENT) == ()
    assert set(unweighed(Profile(), CONTENT)) <= set(opening)


def test_the_rest_of_the_opening_questions_reach_furthest():
    opening = opening_questions(CONTENT)
    assert not any(CONTENT.questions[name].last for name in opening)
    weights = {name: e.variance_unknown for e in risk_model(CONTENT).effects for name in e.questions}
    tested = [name for name in opening if CONTENT.questions[name].test and CONTENT.questions[name].test.tool]
    at_once = [name for name in opening if name not in tested]
    assert opening == (*at_once, *tested)  # what can be answered from the chair
    for part in (at_once, tested):
        assert [weights[name] for name in part] == sorted((weights[name] for name in part), reverse=True)
    others = [name for name in weights if name not in opening and not CONTENT.questions[name].last]
    free = [name for name in opening if name not in unweighed(Profile(), CONTENT)]
    assert max(weights[name] for name in others) <= min(weights[name] for name in free)


def test_what_one_answers_is_no_longer_asked_for():
    assert unweighed(Profile(), CONTENT)[:2] == ("strength_sessions_week", "walk_min_week")  # what trials are about
    known = Profile({"strength_sessions_week": "none", "sleep_quality": "well"})
    assert not {"strength_sessions_week", "sleep_quality", "thigh_front_strength"} & set(unweighed(known, CONTENT))
    # No more sessions to add: then a thigh that is not known might still be moved.
    assert "thigh_front_strength" in unweighed(Profile({"strength_sessions_week": "two_plus"}), CONTENT)


def test_assess_many_is_assess():
    people = [Profile.from_answers(p.answers, CONTENT) for p in CONTENT.people.values()]
    assert assess_many(people, CONTENT) == [assess(p, CONTENT).per_100 for p in people]
