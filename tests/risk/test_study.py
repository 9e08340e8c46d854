"""The sums behind a study: printed figures, scipy as the oracle, and what must hold of any numbers."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import contingency

from lbt_widgets.risk.conversions import risk_ratio_log_odds
from lbt_widgets.risk.normal import expit, logit
from lbt_widgets.risk.study.confounding import strata
from lbt_widgets.risk.study.rates import (
    Sign,
    population_share,
    risk_with,
    risks_with,
)
from lbt_widgets.risk.study.repeats import Plan, difference_at, found_on_average, repeat
from lbt_widgets.risk.study.scores import Tightness, course
from lbt_widgets.risk.study.two_by_two import Estimate, TwoByTwo, mantel_haenszel, together, wilson

from .cases import CONTENT

WARM_UP = TwoByTwo(15, 131 - 15, 21, 669 - 21)
"""Too little warm-up, and who hurt at a marathon, as printed (Wu 2021)."""

counts = st.integers(0, 400)
tables = st.builds(TwoByTwo, counts, counts, counts, counts).filter(lambda table: table.compares)
risks = st.floats(0.001, 0.999)
ratios = st.floats(0.05, 20)


def test_the_counts_of_a_paper_give_the_odds_ratio_of_its_claim():
    finding = CONTENT.findings["warm_up.prevents_lbp.wu2021marathon_2"]
    assert WARM_UP.odds_ratio.value == pytest.approx(finding.value, abs=0.005)
    assert (WARM_UP.odds_ratio.low, WARM_UP.odds_ratio.high) == pytest.approx(finding.ci95, abs=0.005)


def test_ratios_and_p_agree_with_scipy():
    cells = [[15, 21], [116, 648]]
    theirs = contingency.odds_ratio([[15, 116], [21, 648]], kind="sample")
    interval = theirs.confidence_interval(0.95)
    assert WARM_UP.odds_ratio == pytest.approx((interval.low, theirs.statistic, interval.high), rel=1e-4)
    theirs = contingency.relative_risk(15, 131, 21, 669)
    interval = theirs.confidence_interval(0.95)
    assert WARM_UP.risk_ratio == pytest.approx((interval.low, theirs.relative_risk, interval.high), rel=1e-4)
    assert WARM_UP.p_value == pytest.approx(stats.chi2_contingency(cells, correction=False).pvalue)


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_interval_of_a_share_is_scipys(people, part):
    hurt = round(part * people)
    theirs = stats.binomtest(hurt, people).proportion_ci(method="wilson")
    assert wilson(hurt, people) == pytest.approx((theirs.low, theirs.high), abs=1e-4)


@given(tables)
def test_an_interval_holds_its_figure(table):
    for found in (table.odds_ratio, table.risk_ratio, table.difference):
        assert found.low <= found.value <= found.high
    assert table.difference.low >= -1
    assert table.difference.high <= 1
    assert 0 <= table.p_value <= 1


@given(tables)
def test_turned_round_everything_says_the_opposite(table):
    turned = TwoByTwo(table.unexposed_hurt, table.unexposed_well, table.exposed_hurt, table.exposed_well)
    low, value, high = table.difference
    assert turned.difference == pytest.approx((-high, -value, -low), abs=1e-9)
    low, value, high = table.odds_ratio
    assert turned.odds_ratio == pytest.approx((1 / high, 1 / value, 1 / low), rel=1e-6)
    assert turned.p_value == pytest.approx(table.p_value)


def test_a_number_needed_only_where_there_is_a_difference():
    assert TwoByTwo(25, 75, 20, 80).number_needed is None
    needed = TwoByTwo(400, 600, 200, 800).number_needed
    assert needed.value == pytest.approx(5)  # 40 against 20 of 100
    fewer = TwoByTwo(200, 800, 400, 600).number_needed
    assert fewer == pytest.approx(needed)


def test_a_group_without_anybody_cannot_be_compared():
    empty = TwoByTwo(0, 0, 3, 7)
    assert not empty.compares
    for name in ("odds_ratio", "risk_ratio", "difference", "p_value", "risk_exposed"):
        with pytest.raises(ValueError, match="nobody"):
            getattr(empty, name)


def test_an_empty_cell_gets_half_a_person():
    # (0.5 · 8.5) / (10.5 · 2.5)
    assert TwoByTwo(0, 10, 2, 8).odds_ratio.value == pytest.approx(0.5 * 8.5 / (10.5 * 2.5))
    assert TwoByTwo(0, 10, 0, 10).p_value == 1


@given(ratios, risks)
def test_from_an_odds_ratio_to_a_risk_and_back(odds_ratio, risk):
    with_it = risk_with(odds_ratio, risk)
    assert with_it / (1 - with_it) == pytest.approx(odds_ratio * risk / (1 - risk))
    assert with_it == pytest.approx(expit(logit(risk) + risk_ratio_log_odds(with_it / risk, risk)))


@given(ratios, st.floats(1, 3), risks)
def test_the_range_of_a_risk_holds_it(odds_ratio, reach, risk):
    found = risks_with(Estimate(odds_ratio / reach, odds_ratio, odds_ratio * reach), risk)
    assert found.low <= found.value <= found.high


def test_three_times_the_odds_is_twice_the_risk():
    # odds 0.226 / 0.774 = 0.29199; × 3.18 = 0.92853; risk 0.92853 / 1.92853 = 0.48147
    assert risk_with(3.18, 0.226) == pytest.approx(0.48147, abs=1e-5)


@pytest.mark.parametrize(("odds_ratio", "risk"), [(0, 0.2), (-1, 0.2), (2, 0), (2, 1), (2, float("nan"))])
def test_what_is_no_ratio_or_risk_is_refused(odds_ratio, risk):
    with pytest.raises(ValueError, match="must be"):
        risk_with(odds_ratio, risk)


@given(st.integers(1, 300), st.integers(0, 300), st.integers(1, 300), st.integers(0, 300))
def test_what_would_be_missing_if_all_hurt_like_those_without_it(a, b, c, d):
    table = TwoByTwo(a, b, c, d)
    share, ratio = table.exposed / table.total, table.risk_exposed / table.risk_unexposed
    left = table.total * table.risk_unexposed
    assert population_share(share, ratio) == pytest.approx((table.hurt - left) / table.hurt, abs=1e-9)


def test_a_sign_that_nearly_all_have_tells_little():
    # 1172 people, 0.9 % with a serious cause and 80.4 % with a sign (Henschke 2009), everybody with a cause among them
    sign = Sign(0.009, 1, 0.198)
    assert sign.ticked == pytest.approx(0.804, abs=0.001)
    assert sign.trouble_if_ticked == pytest.approx(0.009 / 0.804, abs=1e-4)
    assert sign.trouble_if_clear == pytest.approx(0, abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0, 1), st.floats(0, 1))
def test_a_sign_parts_the_trouble_and_loses_none(prevalence, sensitivity, specificity):
    sign = Sign(prevalence, sensitivity, specificity)
    both = sign.ticked * sign.trouble_if_ticked + (1 - sign.ticked) * sign.trouble_if_clear
    assert both == pytest.approx(prevalence, abs=1e-9)


@pytest.mark.parametrize("plan", [Plan(60, 0.32, 0.226), Plan(300, 0.05, 0.1), Plan(1000, 0.226, 0.226)])
def test_about_95_of_100_intervals_hold_the_truth(plan):
    studies = repeat(plan, 4000, 1)
    assert sum(study.holds_truth for study in studies) / 4000 == pytest.approx(0.95, abs=0.015)


def test_where_there_is_nothing_1_in_20_finds_something():
    studies = repeat(Plan(500, 0.226, 0.226), 4000, 2)
    assert sum(study.found for study in studies) / 4000 == pytest.approx(0.05, abs=0.012)


def test_the_share_that_finds_it_is_the_power():
    plan = Plan(200, 0.32, 0.226)
    studies = repeat(plan, 4000, 3)
    pooled, spread = (0.32 + 0.226) / 2, (0.32 * 0.68 + 0.226 * 0.774) / 200
    z = (plan.truth - 1.96 * (pooled * (1 - pooled) * 2 / 200) ** 0.5) / spread**0.5
    assert sum(study.found for study in studies) / 4000 == pytest.approx(stats.norm.cdf(z), abs=0.03)


def test_small_studies_that_find_something_tell_too_much():
    small, large = (found_on_average(repeat(Plan(each, 0.32, 0.226), 2000, 4)) for each in (50, 2000))
    assert small > 2 * 0.094
    assert large == pytest.approx(0.094, abs=0.005)
    assert found_on_average(()) is None


def test_the_same_seed_gives_the_same_studies():
    plan = Plan(100, 0.32, 0.226)
    assert repeat(plan, 10, 5) == repeat(plan, 10, 5) != repeat(plan, 10, 6)


@given(st.floats(0.001, 0.2), st.integers(20, 20_000), st.floats(0.01, 0.5))
def test_the_difference_at_a_p_value_has_that_p_value(p_value, each, risk):
    table = difference_at(p_value, each, risk)
    assert table.p_value == pytest.approx(p_value, rel=1e-5)
    assert isclose(table.risk_unexposed, risk)
    assert table.difference.value > 0


def test_too_few_people_for_a_p_value():
    with pytest.raises(ValueError, match="5 people"):
        difference_at(0.0001, 5, 0.5)


@given(st.floats(1, 4), st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.5, 3))
def test_like_with_like_gives_back_what_was_put_in(times, wear_a, wear_b, odds_ratio):
    made = strata(1000, 0.226, times, wear_a, wear_b, odds_ratio)
    both = (made.beginners, made.experienced)
    assert mantel_haenszel(both) == pytest.approx(odds_ratio)
    assert together(both).total == pytest.approx(1000)
    unshod = made.beginners.risk_unexposed + made.experienced.risk_unexposed
    assert unshod / 2 == pytest.approx(0.226)
    assert made.beginners.risk_unexposed == pytest.approx(times * made.experienced.risk_unexposed)


def test_thrown_together_a_shoe_that_does_nothing_looks_harmful():
    made = strata(1000, 0.226, 2.3, 0.6, 0.2, 1)
    # beginners 31.5, experienced 13.7 of 100: (300·31.5 + 100·13.7)/400 = 27.1 against (200·31.5 + 400·13.7)/600 = 19.6
    assert together((made.beginners, made.experienced)).difference.value == pytest.approx(0.0742, abs=1e-4)


@pytest.mark.parametrize("reliability", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_scores_go_back_towards_the_mean_by_what_does_not_stay(reliability):
    tightness = Tightness(5, 1, reliability)  # far from both ends of the scale
    found = course(tightness, 6.5, 0, 3000, 1)
    assert found.before >= 6.5
    assert found.after == pytest.approx(tightness.expected_later(found.before), abs=0.06)
    assert found.after_without == pytest.approx(found.after, abs=0.08)
    assert found.bought[0] == pytest.approx(found.after, abs=0.08)  # the weeks before were better too


def test_only_the_gap_to_those_who_bought_nothing_is_the_shoe():
    found = course(Tightness(5, 1, 0.5), 6.5, 1, 3000, 2)
    assert found.after_without - found.after == pytest.approx(1, abs=0.08)
    assert found.before - found.after > 1.5


def test_scores_stay_on_their_scale():
    found = course(Tightness(1, 2, 0.2), 9, 4, 300, 1)
    assert all(0 <= score <= 10 for score in (*found.bought, *found.not_bought))
