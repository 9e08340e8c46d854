"""Pictures of running form: the force under the foot in three models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.running_form import (
    REAR_FOOT,
    SPRING_MASS_MEASURED_M_S,
    MeasuredPeak,
    SpringMass,
    TwoMassForce,
)
from lbt_widgets.mechanics.running_form import spring_mass as spring_mass_model
from lbt_widgets.mechanics.stride_length import (
    MEASURED_STRIDES,
    PREFERRED,
    STRIDES,
    MeasuredStride,
    StrideForce,
    cadence_change,
    stride_length_force,
)

from .colours import GREY, PURPLE
from .lab import EXTRAPOLATED, curve, here, layout, measured, model_curves
from .picture import Picture, Table
from .words import number, signed

SHORTEST_CONTACT_S, LONGEST_CONTACT_S, SHORTEST_FLIGHT_S = 0.18, 0.30, 0.01
REAR_FOOT_RUN = f"{REAR_FOOT.speed_m_s} m/s, {1000 * REAR_FOOT.contact_time_s:.0f} ms on the ground"
BODY_WEIGHTS = "force, times body weight"


def spring_mass(
    run: SpringMass,
    mass_kg: float,
    leg_length_m: float,
    speed_m_s: float,
    contact_time_s: float,
    flight_time_s: float,
    guess: float | None = None,
) -> Picture:
    """The highest force against the time on the ground, at the cadence that the two times make.

    `run`: what the model makes of all the settings.
    """
    step_s, weight_n = contact_time_s + flight_time_s, mass_kg * G_M_S2

    def peak_bw(contact_ms: float) -> float:
        contact_s = contact_ms / 1000
        return (
            spring_mass_model(mass_kg, speed_m_s, contact_s, step_s - contact_s, leg_length_m).peak_force_n / weight_n
        )

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
                    [1000 * REAR_FOOT.contact_time_s, *others],
                    [REAR_FOOT.active.force_bw, *(one.active_peak_bw for one in MEASURED_STRIDES)],
                    [REAR_FOOT.active.sd_bw, *(0 for _ in MEASURED_STRIDES)],
                ),
                here(1000 * contact_time_s, now),
            ],
            "layout": layout(
                "time on the ground at each step, ms", BODY_WEIGHTS, guess, x_range=(174, 306), y_range=(0, 4.3)
            ),
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
                (f"Measured, {REAR_FOOT_RUN}", f"{_measured_peak(REAR_FOOT.active)} × body weight"),
                *map(_measured_stride_row, MEASURED_STRIDES),
            ),
        ),
    )


def _tested(speed_m_s: float) -> bool:
    low, high = SPRING_MASS_MEASURED_M_S
    return low <= round(speed_m_s, 2) <= high


def _measured_peak(peak: MeasuredPeak) -> str:
    return f"{peak.force_bw} ± {peak.sd_bw}"


def _measured_stride_row(one: MeasuredStride) -> tuple[str, str]:
    way = "longer" if one.stride_change > 0 else "shorter"
    return (
        f"Measured, {PREFERRED.speed_m_s} m/s, strides {100 * abs(one.stride_change):.0f} % {way}, "
        f"{1000 * one.contact_time_s:.0f} ms",
        f"{one.active_peak_bw:.2f} × body weight",
    )


def landing_force(run: TwoMassForce, mass_kg: float, impact_time_s: float, guess: float | None = None) -> Picture:
    """The force over one contact, and the two parts that it is made of.

    The paper's model has each runner's own times and speeds, measured together; which they were was not in what we read.
    So a free choice of them is drawn dashed.
    """
    weight_n = mass_kg * G_M_S2
    times_ms = [round(1000 * time_s, 2) for time_s in run.time_s]
    force, impact, main = (
        [one / weight_n for one in part] for part in (run.force_n, run.impact_force_n, run.main_force_n)
    )
    first, main_at = _peaks_at(force, times_ms, 2000 * impact_time_s)
    top = max(range(len(force)), key=force.__getitem__)
    peaks = (REAR_FOOT.impact, REAR_FOOT.active)
    step_ms = 1000 * run.impulse_n_s / weight_n
    return Picture(
        title="The force under the foot, from landing to take-off",
        sentence=(
            f"The highest force is {force[top]:.2f} times body weight, {times_ms[top]:.0f} ms after landing. "
            f"{_other_peak(first, main_at, force, times_ms)} "
            f"The area under the line stays body weight times {step_ms:.0f} ms, however softly you land."
        ),
        spec={
            "data": [
                curve(f"whole force{EXTRAPOLATED}", times_ms, force, dash="dash"),
                curve("lower leg's stop", times_ms, impact, PURPLE, "dashdot"),
                curve("rest of the body", times_ms, main, GREY, "dot"),
                measured(
                    f"measured, heel first at {REAR_FOOT.speed_m_s} m/s",
                    [1000 * one.time_s for one in peaks],
                    [one.force_bw for one in peaks],
                    [one.sd_bw for one in peaks],
                ),
                here(times_ms[top], force[top]),
            ],
            "layout": layout("time since landing, ms", BODY_WEIGHTS, guess, x_range=(-4, 326)),
        },
        table=Table(
            ("What", "Model", f"Measured at {REAR_FOOT_RUN}"),
            (
                (
                    "First peak",
                    "none of its own" if first is None else f"{force[first]:.2f} × body weight",
                    _measured_peak(REAR_FOOT.impact),
                ),
                (
                    "Its time",
                    "–" if first is None else f"{times_ms[first]:.0f} ms",
                    f"{1000 * REAR_FOOT.impact.time_s:.0f} ms",
                ),
                (
                    "Main peak",
                    "none of its own" if main_at is None else f"{force[main_at]:.2f} × body weight",
                    _measured_peak(REAR_FOOT.active),
                ),
                (
                    "Its time",
                    "–" if main_at is None else f"{times_ms[main_at]:.0f} ms",
                    f"{1000 * REAR_FOOT.active.time_s:.0f} ms",
                ),
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


def stride_length(
    now: StrideForce, stride_change: float, faster_landing_m_s: float = 0.0, guess: float | None = None
) -> Picture:
    """First and main peak against stride length, and where `now` stands among them, who may come down faster than fits."""
    changes = [row[0] for row in STRIDES]
    fitted = [_fitted_peaks_bw(change) for change in changes]
    percent = [100 * change for change in changes]
    seen = {one.stride_change: one for one in MEASURED_STRIDES}
    return Picture(
        title="Two peaks, from short to long strides",
        sentence=(
            f"With {_stride_words(stride_change)}{_stamping(faster_landing_m_s)} the first peak is {now.impact_peak_bw:.2f} times body weight and the "
            f"main one {now.active_peak_bw:.2f}."
        ),
        spec={
            "data": [
                curve("first peak, model", percent, [first for first, _ in fitted]),
                curve("main peak, model", percent, [main for _, main in fitted], PURPLE, "longdashdot"),
                measured(
                    "first peak, measured in ten men",
                    [100 * change for change in seen],
                    [one.impact_peak_bw for one in seen.values()],
                ),
                measured(
                    "main peak, measured",
                    [100 * change for change in seen],
                    [one.active_peak_bw for one in seen.values()],
                    symbol="square",
                ),
                here(100 * stride_change, now.impact_peak_bw, "your first peak"),
                here(100 * stride_change, now.active_peak_bw, "your main peak", "square", asked=False),
            ],
            "layout": layout(
                "change of stride length at the same speed, %", BODY_WEIGHTS, guess, x_range=(-22, 22), y_range=(0, 4)
            ),
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


def _stamping(faster_landing_m_s: float) -> str:
    if not faster_landing_m_s:
        return ""
    return f" and a foot that comes down {number(faster_landing_m_s)} m/s faster than fits them,"


def _signed_percent(change: float) -> str:
    return "as preferred" if change == 0 else f"{signed(100 * change, 0)} %"
