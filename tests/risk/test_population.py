"""Virtual runners: reproducible, allowed, and calibrated to the base rate."""

from math import sqrt
from random import Random

import pytest

from lbt_widgets.content.answers import read_answer
from lbt_widgets.risk import Profile, assess, assess_many, sample
from lbt_widgets.risk.model import risk_model
from lbt_widgets.risk.normal import expit, intercept

from .cases import CONTENT


def test_the_same_seed_gives_the_same_runners():
    assert sample(20, 3, CONTENT)[:] == sample(20, 3, CONTENT)[:]
    assert sample(20, 3, CONTENT)[:] != sample(20, 4, CONTENT)[:]


def test_every_answer_is_allowed():
    for runner in sample(200, 1, CONTENT):
        for name, answer in runner.answers.items():
            assert read_answer(CONTENT.questions[name], answer) == answer


def test_columns_and_single_runners_agree():
    cohort = sample(50, 2, CONTENT)
    for fast, runner in zip(assess_many(cohort, CONTENT, 0.3), cohort, strict=True):
        assert fast == pytest.approx(assess(runner, CONTENT, 0.3).per_100, abs=1e-9)


@pytest.mark.parametrize("belief", [0.0, 0.5, 1.0])
def test_100_000_runners_have_the_base_rate(belief):
    """Real, discrete exposures and drawn coefficients: within 0.5 per 100 of the published base rate."""
    model = risk_model(CONTENT, belief)
    a0 = intercept(model.base_rate, model.variance_unknown)
    random = Random(7)
    logits = sample(100_000, 7, CONTENT).logits(model)
    risks = [expit(a0 + logit.real + random.gauss(0, 1) * sqrt(logit.imag)) for logit in logits]
    assert 100 * sum(risks) / len(risks) == pytest.approx(22.6, abs=0.5)


def test_shares_are_drawn_as_stated():
    cohort = sample(20_000, 5, CONTENT)
    enough = sum(runner.answers["warm_up_enough"] == "enough" for runner in cohort) / len(cohort)
    assert enough == pytest.approx(0.836, abs=0.01)


@pytest.mark.parametrize("n", [0, -1, 10_000_000])
def test_size_out_of_range(n):
    with pytest.raises(ValueError, match="1 to 1000000"):
        sample(n, 1, CONTENT)


def test_a_cohort_is_a_sequence_of_profiles():
    cohort = sample(3, 1, CONTENT)
    assert len(cohort) == 3
    assert isinstance(cohort[-1], Profile)
    with pytest.raises(IndexError):
        cohort[3]
