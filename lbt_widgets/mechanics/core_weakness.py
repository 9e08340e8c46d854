"""Core weakness: how long trunk muscles hold a load, and who takes over when the deep ones are weak.

Fatigue: the three-compartment controller (Xia and Frey Law 2008, DOI 10.1016/j.jbiomech.2008.07.013) with the rates of
Frey-Law 2012 (DOI 10.1016/j.jbiomech.2012.04.018) and Looft 2018 (DOI 10.1016/j.jbiomech.2018.06.005), read second-hand.
Resting, active and fatigued shares sum to 1:

    dA/dt = C − F·A,   dF/dt = F·A − R·r·F,   dR/dt = −C + R·r·F

C drives the active share to the load at 10 a second; r is 1 under load and 15 in true rest. Failure is the first moment
when active and resting shares together are less than the load; another criterion moves the time by 5 to 40 %. The model
knows nothing of pain. The abstract of the 2012 paper prints its ankle and shoulder rates interchanged; the table is right.

Load sharing: two muscles share a moment so that the sum of (force / greatest force)² is smallest. Its one parameter is
calibrated to a published figure (Raabe and Chaudhari 2018, DOI 10.1016/j.jbiomech.2017.11.037), so it illustrates only.
"""

from __future__ import annotations

from math import ceil, inf, log

from attrs import frozen

from ._numerics import State, in_range, rk4

RATES_PER_S = {"trunk": (0.00755, 0.00075), "shoulder": (0.01820, 0.00168)}
"""Joint → fatigue and recovery rate. [1/s]"""
POWER_LAW = {"trunk": (22.69, -2.27), "shoulder": (14.86, -1.83)}
"""Joint → b0 [s] and b1 of holding time = b0·load^b1, from 194 publications (Frey Law and Avin 2010)."""
POWER_LAW_SPREAD = 0.29
"""Half of the narrowest published prediction interval, as a share of the time (29 to 47 %)."""
REST_RECOVERY = 15
"""How many times faster recovery is in true rest; trunk by extension from ankle, knee and elbow (Looft 2018)."""
DRIVE_PER_S = 10.0
DEEP_TO_SUPERFICIAL = 0.45
"""(lever arm × greatest force)² of the deep muscles over that of the superficial ones: calibrated, not measured."""
STEP_S = 0.05
MAX_DURATION_S = 3600.0


@frozen
class Fatigue:
    """Shares of the muscle over time; `failure_time_s` is infinite where the load was held to the end.

    All tuples have one entry each second.
    """

    time_s: tuple[float, ...]
    resting: tuple[float, ...]
    active: tuple[float, ...]
    fatigued: tuple[float, ...]
    failure_time_s: float


def endurance_time_s(
    target_load: float,
    joint: str = "trunk",
    fatigue_rate_per_s: float | None = None,
    recovery_rate_per_s: float | None = None,
) -> float:
    """How long a load can be held without a break; infinite where recovery keeps up. Closed form. [s]

    Parameters
    ----------
    target_load : float
        Share of the greatest strength, 0.01 to 1.
    joint : str
        One of `RATES_PER_S`.
    fatigue_rate_per_s, recovery_rate_per_s : float, optional
        In place of the joint's. [1/s]

    Raises
    ------
    ValueError
        Out of range, or for an unknown joint.
    """
    in_range("target_load", target_load, 0.01, 1)
    fatigue, recovery = _rates(joint, fatigue_rate_per_s, recovery_rate_per_s)
    if target_load <= recovery / (fatigue + recovery):
        return inf
    return -log(1 - recovery * (1 - target_load) / (fatigue * target_load)) / recovery


def power_law_time_s(target_load: float, joint: str = "trunk") -> float:
    """The holding time that 194 publications together show (Frey Law and Avin 2010). [s]"""
    in_range("target_load", target_load, 0.01, 1)
    scale_s, exponent = POWER_LAW[_known(joint)]
    return float(scale_s * target_load**exponent)


def simulate_fatigue(
    target_load: float,
    work_s: float,
    rest_s: float,
    bouts: int,
    joint: str = "trunk",
    rest_recovery: float = REST_RECOVERY,
) -> Fatigue:
    """Bouts of work with rests between, up to failure.

    Parameters
    ----------
    target_load : float
        Share of the greatest strength while working, 0.01 to 1.
    work_s, rest_s : float
        Length of a bout and of the rest after it; all together at most an hour. [s]
    bouts : int
        1 or more.
    joint : str
    rest_recovery : float
        How many times faster recovery is in rest, 1 to 60.

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("target_load", target_load, 0.01, 1)
    in_range("work_s", work_s, 1, MAX_DURATION_S, "s")
    in_range("rest_s", rest_s, 0, MAX_DURATION_S, "s")
    in_range("bouts", bouts, 1, 1000)
    in_range("rest_recovery", rest_recovery, 1, 60)
    duration_s = in_range("bouts × (work_s + rest_s)", bouts * (work_s + rest_s), 1, MAX_DURATION_S, "s")
    fatigue, recovery = _rates(joint, None, None)
    period_s = work_s + rest_s

    def load(time_s: float) -> float:
        return target_load if time_s % period_s < work_s else 0.0

    def slope(time_s: float, state: State) -> State:
        resting, active, fatigued = state
        wanted = load(time_s)
        drive = _drive(wanted, active, resting)
        regained = recovery * (1 if wanted else rest_recovery) * fatigued
        return -drive + regained, drive - fatigue * active, fatigue * active - regained

    def holds(time_s: float, state: State) -> bool:
        return state[0] + state[1] >= load(time_s)

    times, states = rk4(slope, (1.0, 0.0, 0.0), STEP_S, ceil(duration_s / STEP_S), holds)
    failed = not holds(times[-1], states[-1])
    every = round(1 / STEP_S)
    resting, active, fatigued = zip(*states[::every], strict=True)
    return Fatigue(times[::every], resting, active, fatigued, times[-1] if failed else inf)


def superficial_force_ratio(deep_weakness: float) -> float:
    """Force of the superficial back muscles as a multiple of its usual, when the deep ones lose this share. 0 to 1."""
    in_range("deep_weakness", deep_weakness, 0, 1)
    return (1 + DEEP_TO_SUPERFICIAL) / (1 + DEEP_TO_SUPERFICIAL * (1 - deep_weakness) ** 2)


def _drive(wanted: float, active: float, resting: float) -> float:
    if active >= wanted or resting > wanted - active:
        return DRIVE_PER_S * (wanted - active)
    return DRIVE_PER_S * resting


def _rates(joint: str, fatigue_per_s: float | None, recovery_per_s: float | None) -> tuple[float, float]:
    fatigue, recovery = RATES_PER_S[_known(joint)]
    fatigue = fatigue if fatigue_per_s is None else in_range("fatigue_rate_per_s", fatigue_per_s, 1e-5, 1, "1/s")
    recovery = recovery if recovery_per_s is None else in_range("recovery_rate_per_s", recovery_per_s, 1e-6, 1, "1/s")
    return fatigue, recovery


def _known(joint: str) -> str:
    if joint not in RATES_PER_S:
        raise ValueError(f"joint must be one of {', '.join(RATES_PER_S)}, got {joint!r}")
    return joint
