"""Pictures of running form: the force under the foot in three models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.running_form import (
    MEASURED_REAR_FOOT,
    MEASURED_STRIDES,
    SPRING_MASS_MEASURED_M_S,
    STRIDES,
    StrideForce,
    cadence_change,
    stride_length_force,
    two_mass_force,
)
from lbt_widgets.mechanics.running_form import (
    spring_mass as spring_mass_model,
)

from .lab import GREY, PURPLE, curve, here, layout, measured, model_curves
from .picture import Picture, Table

REAR_FOOT_CONTACT_MS = 188.0
"""On the ground, of the runners of `MEASURED_REAR_FOOT`."""
SHORTEST_CONTACT_S, LONGEST_CONTACT_S, SHORTEST_FLIGHT_S = 0.18, 0.30, 0.01
BODY_WEIGHTS = "force, times body weight"


def spring_mass(
    mass_kg: float,
    leg_length_m: float,
    speed_m_s: float,
    contact_time_s: float,
    flight_time_s: float,
    guess: float | None = None,
) -> Picture:
    """The highest force against the time on the ground, at the cadence that the two times make."""
    step_s, weight_n = contact_time_s + flight_time_s, mass_kg * G_M_S2

    def peak_bw(contact_ms: float) -> float:
        contact_s = contact_ms / 1000
        return (
            spring_mass_model(mass_kg, speed_m_s, contact_s, step_s - contact_s, leg_length_m).peak_force_n / weight_n
        )

    run = spring_mass_model(mass_kg, speed_m_s, contact_time_s, flight_time_s, leg_length_m)
    now = run.peak_force_n / weight_n
    longest_ms = 1000 * min(LONGEST_CONTACT_S, step_s - SHORTEST_FLIGHT_S)
    others = [1000 * one.contact_time_s for one in MEASURED_STRIDES]
    return Picture(
        title="The highest force under the foot",
        sentence=(
            f"You press on the ground with up to {now:.2f} times your weight; the hips sink "
            f"{1000 * run.vertical_displacement_m:.0f} mm, and the leg works like a spring of "
            f"{run.leg_stiffness_kn_m:.1f} kN/m."
        ),
        spec={
            "data": [
                *model_curves(
                    f"model, {60 / step_s:.0f} steps a minute",
                    peak_bw,
                    (1000 * SHORTEST_CONTACT_S, longest_ms),
                    (0, longest_ms) if _tested(speed_m_s) else None,
                ),
                measured(
                    "measured, at other cadences",
                    [REAR_FOOT_CONTACT_MS, *others],
                    [MEASURED_REAR_FOOT[1].force_bw, *(one.active_peak_bw for one in MEASURED_STRIDES)],
                    [MEASURED_REAR_FOOT[1].sd_bw, *(0 for _ in MEASURED_STRIDES)],
                ),
                here(1000 * contact_time_s, now),
            ],
            "layout": layout("time on the ground at each step, ms", BODY_WEIGHTS, guess),
        },
        table=Table(
            ("What", "How much"),
            (
                ("Highest force, model", f"{now:.2f} × body weight"),
                (f"The same for {mass_kg:.0f} kg", f"{run.peak_force_n:.0f} N"),
                ("Hips sink", f"{1000 * run.vertical_displacement_m:.0f} mm"),
                ("Time in the air", f"{1000 * flight_time_s:.0f} ms"),
                ("Leg as a spring", f"{run.leg_stiffness_kn_m:.2f} kN/m"),
                ("Whole body as a spring, up and down", f"{run.vertical_stiffness_kn_m:.1f} kN/m"),
                ("Measured, 4.5 m/s, 188 ms on the ground", "2.8 ± 0.3 × body weight"),
                *(
                    _measured_stride_row(one.stride_change, one.contact_time_s, one.active_peak_bw)
                    for one in MEASURED_STRIDES
                ),
            ),
        ),
    )


def _tested(speed_m_s: float) -> bool:
    low, high = SPRING_MASS_MEASURED_M_S
    return low <= round(speed_m_s, 2) <= high


def _measured_stride_row(change: float, contact_s: float, peak_bw: float) -> tuple[str, str]:
    way = "longer" if change > 0 else "shorter"
    return (
        f"Measured, 3.83 m/s, strides {100 * abs(change):.0f} % {way}, {1000 * contact_s:.0f} ms",
        f"{peak_bw:.2f} × body weight",
    )


def landing_force(
    mass_kg: float,
    contact_time_s: float,
    flight_time_s: float,
    impact_time_s: float,
    impact_velocity_change_m_s: float,
    guess: float | None = None,
) -> Picture:
    """The force over one contact, and the two parts that it is made of."""
    run = two_mass_force(mass_kg, contact_time_s, flight_time_s, impact_time_s, impact_velocity_change_m_s)
    weight_n = mass_kg * G_M_S2
    times_ms = [round(1000 * time_s, 2) for time_s in run.time_s]
    force, impact, main = (
        [one / weight_n for one in part] for part in (run.force_n, run.impact_force_n, run.main_force_n)
    )
    first, main_at = _peaks_at(force, times_ms, 2000 * impact_time_s)
    top = max(range(len(force)), key=force.__getitem__)
    step_ms = 1000 * (contact_time_s + flight_time_s)
    return Picture(
        title="The force under the foot, from landing to take-off",
        sentence=(
            f"The highest force is {force[top]:.2f} times body weight, {times_ms[top]:.0f} ms after landing. "
            f"{_other_peak(first, main_at, force, times_ms)} "
            f"The area under the line stays body weight times {step_ms:.0f} ms, however you land."
        ),
        spec={
            "data": [
                curve("whole force", times_ms, force),
                curve("lower leg's stop", times_ms, impact, PURPLE, "dashdot"),
                curve("rest of the body", times_ms, main, GREY, "dot"),
                measured(
                    "measured, heel first at 4.5 m/s",
                    [1000 * one.time_s for one in MEASURED_REAR_FOOT],
                    [one.force_bw for one in MEASURED_REAR_FOOT],
                    [one.sd_bw for one in MEASURED_REAR_FOOT],
                ),
                here(times_ms[top], force[top]),
            ],
            "layout": layout("time since landing, ms", BODY_WEIGHTS, guess),
        },
        table=Table(
            ("What", "Model", "Measured at 4.5 m/s, 188 ms on the ground"),
            (
                (
                    "First peak",
                    "none of its own" if first is None else f"{force[first]:.2f} × body weight",
                    "2.2 ± 0.4",
                ),
                ("Its time", "–" if first is None else f"{times_ms[first]:.0f} ms", "23 ms"),
                (
                    "Main peak",
                    "none of its own" if main_at is None else f"{force[main_at]:.2f} × body weight",
                    "2.8 ± 0.3",
                ),
                ("Its time", "–" if main_at is None else f"{times_ms[main_at]:.0f} ms", "83 ms"),
                ("Whole push", f"{run.impulse_n_s:.0f} N·s", "–"),
                ("Of it the lower leg's stop", f"{run.impact_impulse_n_s:.1f} N·s", "–"),
            ),
        ),
    )


def _peaks_at(force: Sequence[float], times_ms: Sequence[float], collision_ms: float) -> tuple[int | None, int | None]:
    """Where the first peak is, within the collision, and the main one, after it; None where one has no top of its own."""
    tops = [i for i in range(1, len(force) - 1) if force[i - 1] < force[i] >= force[i + 1]]
    first = [i for i in tops if times_ms[i] <= collision_ms]
    main = [i for i in tops if times_ms[i] > collision_ms]
    if first and not main and len(first) > 1:  # so long a collision that both tops are within it
        main = [first.pop()]
    by_height = {"key": force.__getitem__, "default": None}
    return max(first, **by_height), max(main, **by_height)


def _other_peak(first: int | None, main: int | None, force: Sequence[float], times_ms: Sequence[float]) -> str:
    """What to say of the peak that is not the highest."""
    if first is None or main is None:
        return "The first, quick peak and the main one have melted into one."
    if force[first] > force[main]:
        return f"That is the first, quick peak; the main one of {force[main]:.2f} comes at {times_ms[main]:.0f} ms."
    return f"A first, quick peak of {force[first]:.2f} comes at {times_ms[first]:.0f} ms."


@lru_cache(maxsize=len(STRIDES))
def _fitted_peaks_bw(stride_change: float) -> tuple[float, float]:
    """First and main peak as the paper's own parameters give them; they stay the same while sliders move."""
    force = stride_length_force(stride_change=stride_change)
    return force.impact_peak_bw, force.active_peak_bw


def stride_length(now: StrideForce, stride_change: float, guess: float | None = None) -> Picture:
    """First and main peak against stride length, and where `now` stands among them."""
    changes = [row[0] for row in STRIDES]
    fitted = [_fitted_peaks_bw(change) for change in changes]
    percent = [100 * change for change in changes]
    seen = {one.stride_change: one for one in MEASURED_STRIDES}
    return Picture(
        title="Two peaks, from short to long strides",
        sentence=(
            f"With {_stride_words(stride_change)} the first peak is {now.impact_peak_bw:.2f} times body weight and the "
            f"main one {now.active_peak_bw:.2f}."
        ),
        spec={
            "data": [
                curve("first peak, model", percent, [first for first, _ in fitted]),
                curve("main peak, model", percent, [main for _, main in fitted], PURPLE, "longdashdot"),
                measured(
                    "both, measured in ten men",
                    [100 * change for change in seen for _ in range(2)],
                    [peak for one in seen.values() for peak in (one.impact_peak_bw, one.active_peak_bw)],
                ),
                here(100 * stride_change, now.impact_peak_bw, "your first peak"),
            ],
            "layout": layout("change of stride length at the same speed, %", BODY_WEIGHTS, guess),
        },
        table=Table(
            ("Strides", "First peak, model", "First, measured", "Main peak, model", "Main, measured"),
            tuple(
                (
                    _signed_percent(change),
                    f"{first:.2f}",
                    f"{seen[change].impact_peak_bw:.2f}" if change in seen else "–",
                    f"{main:.2f}",
                    f"{seen[change].active_peak_bw:.2f}" if change in seen else "–",
                )
                for change, (first, main) in zip(changes, fitted, strict=True)
            ),
        ),
    )


def _stride_words(change: float) -> str:
    if round(100 * change) == 0:
        return "strides as you like them"
    steps_percent = 100 * cadence_change(change)
    way, steps = ("longer", "fewer") if change > 0 else ("shorter", "more")
    return f"strides {100 * abs(change):.0f} % {way}, so {abs(steps_percent):.0f} % {steps} steps a minute,"


def _signed_percent(change: float) -> str:
    return "as preferred" if change == 0 else f"{100 * change:+.0f} %".replace("-", "−")
