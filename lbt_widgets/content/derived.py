"""Values worked out from several answers, each with a typical set of answers that would give it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from .records import Effect


@frozen
class Derived:
    """`value(*answers)` gives the derived number in `unit`; `example(value)` gives answers that lead to it."""

    inputs: tuple[str, ...]
    unit: str
    min: float
    max: float
    value: Callable[..., float]
    example: Callable[[float], tuple[float, ...]]


def _bmi_kg_m2(height_cm: float, mass_kg: float) -> float:
    return mass_kg / (height_cm / 100) ** 2


def _session_change_pct(longest_run_30d_km: float, next_long_run_km: float) -> float:
    return 100 * (next_long_run_km / longest_run_30d_km - 1)


TYPICAL_HEIGHT_CM = 170.0
TYPICAL_LONG_RUN_KM = 12.0

DERIVED = {
    "bmi": Derived(
        inputs=("height_cm", "mass_kg"),
        unit="kg/m²",
        min=10,
        max=60,
        value=_bmi_kg_m2,
        example=lambda bmi: (TYPICAL_HEIGHT_CM, bmi * (TYPICAL_HEIGHT_CM / 100) ** 2),
    ),
    "session_change": Derived(
        inputs=("longest_run_30d_km", "next_long_run_km"),
        unit="%",
        min=-100,
        max=200,
        value=_session_change_pct,
        example=lambda pct: (TYPICAL_LONG_RUN_KM, TYPICAL_LONG_RUN_KM * (1 + pct / 100)),
    ),
}


def questions_of(effect: Effect) -> tuple[str, ...]:
    """The questions whose answers an effect uses."""
    return DERIVED[effect.derive].inputs if effect.derive in DERIVED else tuple(effect.scales)
