"""Warm-up: heat comes into a working muscle and leaves it again, and a warm muscle is less stiff.

    ΔT(t) = ΔT∞·(1 − e^(−t/τh)),    ΔT(t') = ΔTend·e^(−t'/τc),    S = S0·e^(−β·ΔT)

One node of heat; τc is worked out from Kenny 2003 (DOI 10.1152/japplphysiol.01107.2002), τh cannot be told from its one
point at 15 minutes and is an assumption, β is calibrated to 10 % less stiffness of the hamstrings after cycling
(DOI 10.1111/sms.12832). The model is contradicted for the back: in nine athletes a 30-minute warm-up did not lower the
stiffness of the lower back, and 30 minutes on the bench afterwards raised it (Green 2002). It knows no joints and no nerves.
"""

from __future__ import annotations

from math import exp

from attrs import frozen

from ._numerics import in_range

TAU_COOL_MIN = 77.3
"""Deepest sensor, from the rises below; 73.7 for the one 15 mm further out. [min]"""

STIFFNESS_PER_C = 0.04
"""Share of the stiffness that each degree takes: calibrated, 0.03 to 0.05 suit the hamstrings (DOI 10.1111/sms.12832)."""


@frozen
class Sensor:
    """A thermometer after 15 minutes of knee extension, and 60 minutes later, above rest (Kenny 2003, n = 7)."""

    name: str
    rise_after_work_c: float
    rise_after_rest_c: float


SENSORS = (
    Sensor("deepest", 2.00, 0.92),
    Sensor("15 mm further out", 2.37, 1.05),
    Sensor("gullet", 0.55, 0.3),
)
"""Two in the thigh, one for the body's core."""


@frozen
class Change:
    """A measured change with its standard deviation. [%]"""

    what: str
    mean_percent: float
    sd_percent: float


AFTER_CYCLING = (
    Change("stiffness (shear modulus)", -10.3, 5.9),
    Change("passive torque", -7.2, 8.6),
    Change("range of movement", 2.9, 2.9),
)
"""Hamstrings of 14 men, 5 minutes after cycling (DOI 10.1111/sms.12832)."""
AFTER_FOAM_ROLLING = (Change("stiffness (shear modulus)", -5.4, 5.7),)


def temperature_rise_c(minutes: float, final_rise_c: float, tau_heat_min: float = 5) -> float:
    """Rise of a working muscle's temperature. [°C]

    Parameters
    ----------
    minutes : float
        0 to 240. [min]
    final_rise_c : float
        Where it would end, 0 to 6. [°C]
    tau_heat_min : float
        Time for the first 63 %, 0.5 to 30; an assumption. [min]

    Returns
    -------
    float
        Above rest. [°C]

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("minutes", minutes, 0, 240, "min")
    in_range("final_rise_c", final_rise_c, 0, 6, "°C")
    in_range("tau_heat_min", tau_heat_min, 0.5, 30, "min")
    return final_rise_c * (1 - exp(-minutes / tau_heat_min))


def temperature_after_rest_c(rise_c: float, rest_min: float, tau_cool_min: float = TAU_COOL_MIN) -> float:
    """What is left of a rise after a rest. [°C]

    Parameters
    ----------
    rise_c : float
        At the stop, 0 to 6. [°C]
    rest_min : float
        0 to 600. [min]
    tau_cool_min : float
        Time to lose 63 %, 1 to 600; as Kenny 2003 unless given. [min]

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("rise_c", rise_c, 0, 6, "°C")
    in_range("rest_min", rest_min, 0, 600, "min")
    in_range("tau_cool_min", tau_cool_min, 1, 600, "min")
    return rise_c * exp(-rest_min / tau_cool_min)


def stiffness_ratio(rise_c: float, beta: float = STIFFNESS_PER_C) -> float:
    """Stiffness of a warmer muscle, as a multiple of that at rest.

    Parameters
    ----------
    rise_c : float
        0 to 6. [°C]
    beta : float
        Share lost for each degree, 0 to 0.2. [1/°C]

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("rise_c", rise_c, 0, 6, "°C")
    in_range("beta", beta, 0, 0.2, "per °C")
    return exp(-beta * rise_c)
