"""Pictures of the passive hip: what stretched muscles pull, and how far short ones tip the pelvis."""

from __future__ import annotations

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.muscle_imbalance import hip_moment_nm, pelvic_tilt_deg

from .colours import BLUE, GREEN
from .lab import EXTRAPOLATED, around, curve, here, layout, steps
from .picture import Picture, Table
from .words import fixed, signed

HIP_RANGE_DEG = (-20.0, 90.0)
MAX_SHORT_DEG = 20.0
MAX_FLEXOR_SHORT_DEG = 10.0
PULLS_NM, TILTS_DEG = (-35.0, 110.0), (-20.0, 30.0)
"""What all settings come to."""


def hip_moment(hip_deg: float, knee_deg: float, hamstring_short_deg: float, guess: float | None = None) -> Picture:
    """How hard relaxed muscles pull the thigh back, against the bend of the hip, for a straight knee and for the reader's."""

    def pull(hip: float, knee: float) -> float:
        return pull_back_nm(hip, knee, hamstring_short_deg)

    hips = steps(*HIP_RANGE_DEG, 56)
    now, straight = pull(hip_deg, knee_deg), pull(hip_deg, 0)
    yours = f"knee bent by {knee_deg:.0f}°"
    knees = {"Straight knee": 0.0, "Knee bent by 60°": 60.0} | ({yours.capitalize(): knee_deg} if knee_deg else {})
    compared = f"; with a straight knee they {_pull(straight)}" if knee_deg else ""
    return Picture(
        title="How hard the stretched muscles pull the thigh back",
        sentence=(
            f"With the hip bent by {fixed(hip_deg, 0)}°{_and_knee(knee_deg, hamstring_short_deg)}, the relaxed muscles {_pull(now, 'the thigh')}"
            f"{_as_much_as(now)}{compared}."
        ),
        spec={
            "data": [
                curve(f"straight knee{EXTRAPOLATED}", hips, [pull(hip, 0) for hip in hips], BLUE, "dash"),
                *(
                    [curve(f"{yours}{EXTRAPOLATED}", hips, [pull(hip, knee_deg) for hip in hips], GREEN, "dashdot")]
                    if knee_deg
                    else []
                ),
                here(hip_deg, now),
            ],
            "layout": layout("hip bent by, degrees", "pull back, N·m", guess, x_range=(-24, 94), y_range=PULLS_NM),
        },
        table=Table(
            ("Hip bent by", *knees),
            tuple(
                (f"{hip:.0f}°", *(f"{fixed(pull(hip, knee), 1)} N·m" for knee in knees.values()))
                for hip in (0, 30, 60, 80, 90)
            ),
        ),
    )


def pull_back_nm(hip_deg: float, knee_deg: float, hamstring_short_deg: float) -> float:
    """The passive moment as a reader feels it: positive pulls a lifted thigh back."""
    return -hip_moment_nm(hip_deg, knee_deg, hamstring_short_deg=hamstring_short_deg)


def pelvic_tilt(
    now_deg: float,
    thigh_deg: float,
    hip_flexor_short_deg: float,
    hamstring_short_deg: float,
    lumbar_stiffness_nm_per_deg: float,
    knee_deg: float,
    guess: float | None = None,
) -> Picture:
    """The pelvis's tilt against the shortening of hamstrings and of hip flexors, each with the other as it is set.

    `now_deg`: what the model makes of all the settings.
    """

    def tilt(flexor_deg: float, hamstring_deg: float) -> float:
        return pelvic_tilt_deg(thigh_deg, knee_deg, flexor_deg, hamstring_deg, lumbar_stiffness_nm_per_deg)

    hamstrings, flexors = steps(0, MAX_SHORT_DEG, 21), steps(0, MAX_FLEXOR_SHORT_DEG, 11)
    by_hamstring = [tilt(hip_flexor_short_deg, one) for one in hamstrings]
    by_flexor = [tilt(one, hamstring_short_deg) for one in flexors]
    load_nm = lumbar_stiffness_nm_per_deg * now_deg
    axes = layout("shorter by, degrees of hip", "tilt forward, degrees", guess, x_range=(-1.5, 21.5), y_range=TILTS_DEG)
    return Picture(
        title="How far the pelvis tips forward",
        sentence=(
            f"The pelvis tips {_words(now_deg)}, which loads the lower back with {abs(load_nm):.0f} N·m. From 0 to "
            f"{MAX_SHORT_DEG:.0f}° shorter, the hamstrings {_moved(by_hamstring[-1] - by_hamstring[0])} in all; from 0 "
            f"to {MAX_FLEXOR_SHORT_DEG:.0f}°, the muscles at the front of the hip {_moved(by_flexor[-1] - by_flexor[0])}."
        ),
        spec={
            "data": [
                curve(f"shorter hamstrings{EXTRAPOLATED}", hamstrings, by_hamstring, BLUE, "dash"),
                curve(f"shorter front of the hip{EXTRAPOLATED}", flexors, by_flexor, GREEN, "dashdot"),
                here(hamstring_short_deg, now_deg, "your hamstrings"),
                around(here(hip_flexor_short_deg, now_deg, "your front of the hip", "square-open")),  # the same moment
            ],
            "layout": axes,
        },
        table=Table(
            ("Shorter by", "Tilt, hamstrings", "Tilt, front of the hip"),
            tuple(
                (
                    f"{one:.0f}°",
                    f"{fixed(tilt(hip_flexor_short_deg, one), 1)}°",
                    f"{fixed(tilt(one, hamstring_short_deg), 1)}°",
                )
                for one in (0.0, 5.0, 10.0)
            ),
        ),
    )


def _and_knee(knee_deg: float, hamstring_short_deg: float) -> str:
    knee = f"the knee by {knee_deg:.0f}°"
    return f", {knee} and the hamstrings {hamstring_short_deg:.0f}° shorter" if hamstring_short_deg else f" and {knee}"


def _pull(moment_nm: float, what: str = "it") -> str:
    return f"pull {what} {'back' if moment_nm >= 0 else 'forward'} with {abs(moment_nm):.1f} N·m"


def _as_much_as(moment_nm: float) -> str:
    """The moment as a weight that a reader knows; nothing where it would be no weight at all."""
    weight_kg = abs(moment_nm) / G_M_S2
    return f", as much as {weight_kg:.1f} kg hung on the end of a stick one metre long" if weight_kg >= 0.05 else ""


def _moved(by_deg: float) -> str:
    told = signed(by_deg)
    return "do not move it" if told == signed(0) else f"move it by {told}°"


def _words(tilt_deg: float) -> str:
    return f"{abs(tilt_deg):.1f}° {'forward' if tilt_deg >= 0 else 'backward'}"
