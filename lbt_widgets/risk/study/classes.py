"""Classes of made-up runners: who has a factor, and who hurt within the year, drawn by lot from the risk model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from lbt_widgets.content import Content
from lbt_widgets.risk.assessment import assess_many
from lbt_widgets.risk.population import Cohort, sample

from .two_by_two import TwoByTwo

RUNNERS_AT_ONCE = 10_000  # more are drawn in turns, so that 100 000 take no more memory than these
MOST_RUNNERS = 100_000


class Factor(NamedTuple):
    """An answer that sets some runners apart from all others; `name` where the effect's own does not say which way."""

    question: str
    answer: str
    name: str = ""

    def label(self, content: Content) -> str:
        """As the form says it: "Earlier back pain: Three or more"."""
        effect = next(one for one in content.effects.values() if self.question in one.scales)
        named = self.name or effect.label
        option = next(one for one in content.questions[self.question].options if one.id == self.answer)
        return f"{named}: {option.label}"


FACTORS = (
    Factor("previous_episodes", "3+"),
    Factor("sleep_quality", "poor"),
    Factor("mood_low", "most_days", "Low mood"),
    Factor("shoe_cushioning", "hard"),
    Factor("arm_swing", "cross"),  # nothing is published on it: what it shows is chance
)

Tables = tuple[TwoByTwo, ...]
"""One table for each of `FACTORS`."""


@lru_cache(maxsize=128)
def draw_classes(size: int, count: int, seed: int, base_rate: float, content: Content) -> tuple[Tables, ...]:
    """`count` classes of `size` runners each; the same seed gives the same classes.

    Parameters
    ----------
    base_rate : float
        Of all runners, the share that hurts within a year (0 to 1).

    Raises
    ------
    ValueError
        Where that is no runner, or more than 100 000 in all.
    """
    if not (size >= 1 and 1 <= size * count <= MOST_RUNNERS):
        raise ValueError(f"{count} classes of {size} are not 1 to {MOST_RUNNERS} runners")
    columns = [bytearray() for _ in FACTORS]
    for turn, runners in enumerate(_turns(size * count)):
        cohort = sample(runners, 1000 * seed + turn, content)
        hurt = hurt_by_lot(cohort, base_rate, 1000 * seed + turn, content)
        for column, factor in zip(columns, FACTORS, strict=True):
            column += _codes(cohort.answers_to(factor.question), hurt, factor)
    starts = range(0, size * count, size)
    return tuple(tuple(_counted(column[start : start + size]) for column in columns) for start in starts)


def hurt_by_lot(cohort: Cohort, base_rate: float, seed: int, content: Content) -> list[bool]:
    """Who hurt within the year: each runner's mean risk is the chance."""
    random = Random(f"who hurts in {seed}")
    return [100 * random.random() < risk.mean for risk in assess_many(cohort, content, base_rate=base_rate)]


def made_up_class(content: Content) -> Tables:
    """The same counts of the class that stands in `content/class.yaml`."""
    runners = list(content.classmates.values())
    hurt = [runner.hurt for runner in runners]
    return tuple(
        _counted(_codes([runner.answers.get(factor.question, "") for runner in runners], hurt, factor))
        for factor in FACTORS
    )


def _turns(runners: int) -> Iterator[int]:
    for done in range(0, runners, RUNNERS_AT_ONCE):
        yield min(RUNNERS_AT_ONCE, runners - done)


def _codes(answers: Sequence[float | str], hurt: Sequence[bool], factor: Factor) -> bytes:
    """A byte for each runner, which is quick to count: 2 with the factor, and 1 with pain."""
    return bytes(2 * (answer == factor.answer) + pain for answer, pain in zip(answers, hurt, strict=True))


def _counted(codes: bytes | bytearray) -> TwoByTwo:
    return TwoByTwo(codes.count(3), codes.count(2), codes.count(1), codes.count(0))
