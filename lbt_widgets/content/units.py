"""Units that a reader may type, and the exact way to a question's own (canonical) unit."""

from __future__ import annotations

from lbt_widgets.words import N_, _

KM_IN_MILE = 1.609344
KG_IN_POUND = 0.45359237
CM_IN_INCH = 2.54
M_IN_FOOT = 0.3048

# Canonical unit → {unit: how much of the canonical unit one of it is}.
# Miles, pounds, inches and feet are exact by definition.
FACTORS: dict[str, dict[str, float]] = {
    "km": {"km": 1.0, "mi": KM_IN_MILE, "m": 0.001},
    "kg": {"kg": 1.0, "lb": KG_IN_POUND},
    "cm": {"cm": 1.0, "in": CM_IN_INCH, "m": 100.0},
    "m": {"m": 1.0, "ft": M_IN_FOOT, "km": 1000.0},
    "mm": {"mm": 1.0, "cm": 10.0, "in": 10 * CM_IN_INCH},
    "s": {"s": 1.0, "min": 60.0},
    "min": {"min": 1.0, "h": 60.0, "s": 1 / 60},
    "h": {"h": 1.0, "min": 1 / 60},
}

_WORDS = {
    "deg": N_("degrees"),
    "s": N_("seconds"),
    "min": N_("minutes"),
    "h": N_("hours"),
    "years": N_("years"),
    "repetitions": N_("repetitions"),
    "sessions": N_("sessions"),
    "steps/min": N_("steps/min"),
}

# Millimetres stay: shoes and leg-length differences are given in them everywhere.
_IMPERIAL = {"km": "mi", "kg": "lb", "cm": "in", "m": "ft"}
# Nobody is asked in these, but a lab shows them.
_BESIDE = {
    "mm": ("in", FACTORS["mm"]["in"]),
    "km/h": ("mph", KM_IN_MILE),
    "m/s": ("ft/s", M_IN_FOOT),
    "min/km": ("min/mi", 1 / KM_IN_MILE),
}


def imperial(unit: str | None) -> str | None:
    """The imperial unit shown in place of a canonical one, or None where there is none."""
    return _IMPERIAL.get(unit) if unit else None


def beside(unit: str) -> tuple[str, float] | None:
    """The imperial unit of a number that stays in the papers' own, and how much of theirs one of it is.

    "km a week" has one ("mi a week"), "°" has none. A lab shows both: its pictures are the papers'.
    """
    if unit in _BESIDE:
        return _BESIDE[unit]
    first, _space, rest = unit.partition(" ")
    other = imperial(first)
    return (f"{other} {rest}".rstrip(), FACTORS[first][other]) if other else None


def in_words(unit: str) -> str:
    """A unit as a reader says it: "seconds"; what everybody writes short stays: "km"."""
    return _(_WORDS.get(unit, unit))


def to_canonical(value: float, unit: str, canonical: str) -> float:
    """A value in the question's own unit.

    Parameters
    ----------
    value : float
    unit : str
        What `value` is in.
    canonical : str
        The question's own unit.

    Raises
    ------
    ValueError
        One sentence with the units that are allowed.
    """
    factors = FACTORS.get(canonical, {canonical: 1.0})
    if unit not in factors:
        raise ValueError(
            _("give it in {units}. You gave {given}.").format(units=_(" or ").join(factors), given=repr(str(unit)[:20]))
        )
    return value * factors[unit]
