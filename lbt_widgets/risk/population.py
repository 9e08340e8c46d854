"""Virtual runners, drawn from the reference population of every effect, each independent of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import overload

from lbt_widgets.content import Content
from lbt_widgets.content.derived import DERIVED

from .model import EffectModel, RiskModel, risk_model
from .profile import Profile

GROUPS = ("women", "men")  # drawn half and half: an assumption, as the norms are
SLOTS = 1000  # shares are drawn in thousandths

Answers = tuple[tuple[str, float | str], ...]


class Cohort(Sequence[Profile]):
    """Virtual runners as columns: for each effect, which of its typical answers each runner gives.

    A sequence of `Profile`; made by `sample`.
    """

    def __init__(self, content: Content, groups: list[int], draws: dict[str, list[int]]) -> None:
        self._groups = groups
        self._draws = draws
        model = risk_model(content)
        self._answers = {e.effect.id: [_typical_answers(e, group, content) for group in GROUPS] for e in model.effects}

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, index: int) -> Profile: ...
    @overload
    def __getitem__(self, index: slice) -> list[Profile]: ...
    def __getitem__(self, index: int | slice) -> Profile | list[Profile]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        group = self._groups[index]
        answers: dict[str, float | str] = {"norm_group": GROUPS[group]}
        for effect, draws in self._draws.items():
            answers.update(self._answers[effect][group][draws[index]])
        return Profile(answers)

    def __iter__(self) -> Iterator[Profile]:
        return (self[i] for i in range(len(self)))

    def answers_to(self, question: str) -> list[float | str]:
        """What every runner answers to one question: much faster than making each profile."""
        for effect, draws in self._draws.items():
            if question in dict(self._answers[effect][0][0]):
                rows = [[dict(answers)[question] for answers in group] for group in self._answers[effect]]
                return [rows[group][draw] for group, draw in zip(self._groups, draws, strict=True)]
        raise ValueError(f"the runners answer no question {question!r}")

    def logits(self, model: RiskModel) -> list[complex]:
        """Mean (real) and variance (imaginary part) of every runner's logit, before the intercept.

        The two travel as one complex number: one addition a runner and effect instead of two.
        """
        totals = [0j] * len(self)
        for effect in model.effects:
            moves = [
                [_move(effect, GROUPS[g], answers) for answers in self._answers[effect.effect.id][g]] for g in (0, 1)
            ]
            column = self._draws[effect.effect.id]
            if moves[0] == moves[1]:
                one = moves[0]
                totals = [total + one[i] for total, i in zip(totals, column, strict=True)]
            else:
                totals = [t + moves[g][i] for t, g, i in zip(totals, self._groups, column, strict=True)]
        return totals


def sample(n: int, seed: int, content: Content) -> Cohort:
    """`n` runners of the reference population; the same seed gives the same runners.

    Every effect is drawn by its reference shares or norm, independent of the others (an assumption).

    Raises
    ------
    ValueError
        Where `n` is not between 1 and 1 000 000.
    """
    if not 1 <= n <= 1_000_000:
        raise ValueError(f"the number of runners must be 1 to 1000000, got {n}.")
    random = Random(seed)
    groups = random.choices((0, 1), k=n)
    draws = {e.effect.id: random.choices(_slots(e), k=n) for e in risk_model(content).effects}
    return Cohort(content, groups, draws)


def _slots(effect: EffectModel) -> list[int]:
    """The typical answers' numbers, each as often as its share: drawing from equal slots is fast."""
    first = next(iter(effect.scales.values()))
    shares = [share for share, _ in first.reference("women", 0, 0)]
    slots: list[int] = []
    total = 0.0
    for number, share in enumerate(shares):
        total += share
        slots += [number] * (round(SLOTS * total) - len(slots))
    return slots


def _typical_answers(effect: EffectModel, group: str, content: Content) -> list[Answers]:
    """For each reference step, the answers to all questions of the effect: they measure one thing, so one draw."""
    if effect.effect.derive:
        derived = DERIVED[effect.effect.derive]
        steps = effect.scales[effect.effect.derive].reference(group, derived.min, derived.max)
        return [tuple(zip(derived.inputs, derived.example(float(value)), strict=True)) for _, value in steps]
    columns = []
    for name, scale in effect.scales.items():
        question = content.questions[name]
        steps = scale.reference(group, question.min or 0, question.max or 0)
        columns.append([(name, answer) for _, answer in steps])
    return [tuple(row) for row in zip(*columns, strict=True)]


def _move(effect: EffectModel, group: str, answers: Answers) -> complex:
    reading = effect.read(Profile(dict(answers) | {"norm_group": group}))
    assert reading is not None  # a typical answer is an answer
    return complex(effect.shift(reading.exposure), effect.spread(reading.exposure))
