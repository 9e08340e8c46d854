"""Core weakness: how long trunk muscles hold a load, and who takes over when the deep ones are weak.

Fatigue: the three-compartment controller (Xia and Frey Law 2008, DOI 10.1016/j.jbiomech.2008.07.013) with the rates of
Frey-Law 2012 (DOI 10.1016/j.jbiomech.2012.04.018) and Looft 2018 (DOI 10.1016/j.jbiomech.2018.06.005), read second-hand.
Resting, active and fatigued shares sum to 1:

    dA/dt = C − F·A,   dF/dt = F·A − R·r·F,   dR/dt = −C + R·r·F

C drives the active share to the load at 10 a second; r is 1 under load and 15 in true rest. Failure is the first moment
when active and resting shares together are less than the load; another criterion moves the time by 5 to 40 %. The model
knows nothing of pain, skill or will. Without a break, in closed form:

    holding time = −ln(1 − R·(1 − load) / (F·load)) / R,   endless up to a load of R / (F + R)

It misses the power law through the measured times by 21 s (root mean square) from 30 to 90 % of the trunk's strength and
by 43 s from 20 to 90 %, not by the 9.3 s of the 2012 abstract. That abstract prints its ankle and shoulder rates
interchanged; the table is right.

Load sharing: two muscles share a moment so that the sum of (force / greatest force)² is smallest. Its one parameter is
calibrated to a published figure (Raabe and Chaudhari 2018, DOI 10.1016/j.jbiomech.2017.11.037), so it illustrates only:

    F_sup(w) / F_sup(0) = (1 + q) / (1 + q·(1 − w)²),   w: share of the deep muscles' capacity that is lost, q = 0.45
"""

from __future__ import annotations

from math import ceil, exp, inf, log

from attrs import frozen

from ._numerics import State, in_range, root

RATES_PER_S = {"trunk": (0.00755, 0.00075), "shoulder": (0.01820, 0.00168)}
"""Joint → fatigue and recovery rate. [1/s]"""
POWER_LAW = {"trunk": (22.69, -2.27), "shoulder": (14.86, -1.83)}
"""Joint → b0 [s] and b1 of holding time = b0·load^b1, from 194 publications (Frey Law and Avin 2010)."""
POWER_LAW_SPREAD = 0.29
"""Half of the narrowest published prediction interval, as a share of the time (29 to 47 %)."""
REST_RECOVERY = 15
"""How many times faster recovery is in true rest; trunk by extension from ankle, knee and elbow (Looft 2018)."""
DRIVE_PER_S = 10.0
FRESH: State = (1.0, 0.0, 0.0)  # resting, active, fatigued
MAX_DURATION_S = 3600.0


@frozen
class SpineChange:
    """What a weakness did to a force in runners' backs, at the most; the spread where it was printed. [%]"""

    weakness: str
    force: str
    percent: float
    spread_percent: float | None = None


DEEP_MUSCLE_LOSS = (
    SpineChange("one deep muscle weakened", "superficial muscles", 45, 10),
    SpineChange("all deep muscles lost", "anterior shear", 19),
    SpineChange("all deep muscles lost", "upper-lumbar compression", 15),
    SpineChange("all deep muscles lost", "lower-lumbar compression", -8),
)
"""Eight adults, simulated (Raabe and Chaudhari 2018): to be shown; of these the model has only the first."""
DEEP_TO_SUPERFICIAL = DEEP_MUSCLE_LOSS[0].percent / 100
"""(lever arm × greatest force)² of the deep muscles over that of the superficial ones: calibrated, not measured."""


@frozen
class Fatigue:
    """Shares of the muscle over time; `failure_time_s` is infinite where the load was held to the end.

    The tuples have an entry at least each `sample_s`, one at every change between work and rest, and end at failure.
    """

    time_s: tuple[float, ...]
    resting: tuple[float, ...]
    active: tuple[float, ...]
    fatigued: tuple[float, ...]
    failure_time_s: float


@frozen
class _Phase:
    """Some time at one load; rates in 1/s."""

    load: float
    lasting_s: float
    fatigue: float
    recovery: float

    def shares(self, start: State, time_s: float) -> State:
        """The equations solved, as long as the load is within reach."""
        _, active, fatigued = start
        settling = DRIVE_PER_S + self.fatigue
        held = DRIVE_PER_S * self.load / settling
        ahead = active - held
        kept, unsettled = exp(-self.recovery * time_s), exp(-settling * time_s)
        active = held + ahead * unsettled
        fatigued = fatigued * kept + self.fatigue * (
            held / self.recovery * (1 - kept) + ahead / (settling - self.recovery) * (kept - unsettled)
        )
        return 1 - active - fatigued, active, fatigued

    def failure_s(self, start: State) -> float:
        """When the strength that is left falls to the load; infinite where it does not."""

        def spare(time_s: float) -> float:
            return 1 - self.shares(start, time_s)[2] - self.load

        return root(spare, 0, self.lasting_s) if spare(self.lasting_s) < 0 else inf


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
    """The holding time that 194 publications together show (Frey Law and Avin 2010). [s]

    Parameters
    ----------
    target_load : float
        Share of the greatest strength, 0.01 to 1.
    joint : str
        One of `POWER_LAW`.

    Raises
    ------
    ValueError
        Out of range, or for an unknown joint.
    """
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
    fatigue_rate_per_s: float | None = None,
    recovery_rate_per_s: float | None = None,
    sample_s: float = 1.0,
) -> Fatigue:
    """Bouts of work with rests between, from a fresh muscle, up to failure; in closed form from change to change.

    Parameters
    ----------
    target_load : float
        Share of the greatest strength while working, 0.01 to 1.
    work_s, rest_s : float
        Length of a bout, 1 or more, and of the rest after it; all together at most an hour. [s]
    bouts : int
        1 to 1000.
    joint : str
        One of `RATES_PER_S`.
    rest_recovery : float
        How many times faster recovery is in rest, 1 to 60.
    fatigue_rate_per_s, recovery_rate_per_s : float, optional
        In place of the joint's. [1/s]
    sample_s : float
        How far apart the entries may be, 0.1 to 60. [s]

    Returns
    -------
    Fatigue

    Raises
    ------
    ValueError
        Out of range, or for an unknown joint.
    """
    in_range("target_load", target_load, 0.01, 1)
    in_range("work_s", work_s, 1, MAX_DURATION_S, "s")
    in_range("rest_s", rest_s, 0, MAX_DURATION_S, "s")
    in_range("bouts", bouts, 1, 1000)
    in_range("rest_recovery", rest_recovery, 1, 60)
    in_range("sample_s", sample_s, 0.1, 60, "s")
    in_range("bouts × (work_s + rest_s)", bouts * (work_s + rest_s), 1, MAX_DURATION_S, "s")
    fatigue, recovery = _rates(joint, fatigue_rate_per_s, recovery_rate_per_s)
    work = _Phase(target_load, work_s, fatigue, recovery)
    rest = _Phase(0.0, rest_s, fatigue, recovery * rest_recovery)
    times, states, failure_time_s = [0.0], [FRESH], inf
    for phase in [work, rest] * bouts:
        begin_s, start, failure_s = times[-1], states[-1], phase.failure_s(states[-1])
        end_s = min(phase.lasting_s, failure_s)
        count = ceil(end_s / sample_s)
        passed_s = [end_s * i / count for i in range(1, count + 1)]
        times += [begin_s + one for one in passed_s]
        states += [phase.shares(start, one) for one in passed_s]
        if failure_s < inf:
            failure_time_s = times[-1]
            break
    resting, active, fatigued = zip(*states, strict=True)
    return Fatigue(tuple(times), resting, active, fatigued, failure_time_s)


def superficial_force_ratio(deep_weakness: float) -> float:
    """Force of the superficial back muscles as a multiple of its usual, at the same moment on the spine.

    Parameters
    ----------
    deep_weakness : float
        Share of the deep muscles' capacity that is lost, 0 to 1.

    Returns
    -------
    float
        1 with nothing lost, 1.45 with all (Raabe and Chaudhari 2018, by calibration).

    Raises
    ------
    ValueError
        Out of range.
    """
    in_range("deep_weakness", deep_weakness, 0, 1)
    return (1 + DEEP_TO_SUPERFICIAL) / (1 + DEEP_TO_SUPERFICIAL * (1 - deep_weakness) ** 2)


def _rates(joint: str, fatigue_per_s: float | None, recovery_per_s: float | None) -> tuple[float, float]:
    fatigue, recovery = RATES_PER_S[_known(joint)]
    fatigue = fatigue if fatigue_per_s is None else in_range("fatigue_rate_per_s", fatigue_per_s, 1e-5, 1, "1/s")
    recovery = recovery if recovery_per_s is None else in_range("recovery_rate_per_s", recovery_per_s, 1e-6, 0.1, "1/s")
    return fatigue, recovery


def _known(joint: str) -> str:
    if joint not in RATES_PER_S:
        raise ValueError(f"joint must be one of {', '.join(RATES_PER_S)}, got {joint!r}")
    return joint
