"""Sums of the content: how a number that nobody printed follows from numbers that somebody did.

A sum is a line like "30 / (30 + 90) * 100 = 25". Braces stand for what a lab's model gives: "{load_percent=20} / 60 = 11".
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from attrs import frozen

from .labs import RUN
from .numbers import numbers

FREE = frozenset(map(Decimal, (1, 2, 60, 100)))
"""What every sum may use: one, twice, minutes in seconds, and per cent."""

SIGNS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@frozen
class Sum:
    """What is reckoned, and what comes out, rounded as it is written."""

    reckoned: str
    result: str

    @classmethod
    def read(cls, line: str) -> Sum:
        reckoned, _, result = line.rpartition("=")
        return cls(reckoned.strip(), result.strip())

    @property
    def runs(self) -> list[str]:
        """The settings at which it asks a lab's model."""
        return RUN.findall(self.reckoned)

    @property
    def uses(self) -> set[Decimal]:
        """The numbers that something else must stand behind."""
        return numbers(RUN.sub("", self.reckoned)) - FREE

    def comes_out(self, model: Callable[[str], float] | None = None) -> bool:
        """Whether the result is right; a sum with runs needs the `model` that gives a number for the settings of each.

        Raises
        ------
        ValueError
            Where it is not a sum of numbers, the four signs and brackets.
        """
        filled = RUN.sub(lambda found: str(model(found[1])), self.reckoned) if model else self.reckoned
        try:
            result = Decimal(self.result)
            found = _value(ast.parse(filled, mode="eval").body)
            return found.quantize(result, ROUND_HALF_UP) == result
        except (SyntaxError, DecimalException) as fault:
            raise ValueError(f"{self.reckoned} = {self.result} is not a sum") from fault


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_value(node.left), _value(node.right))
    raise SyntaxError("only numbers, + - * / and brackets")
