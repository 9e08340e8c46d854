"""Pictures of the passive hip: how far short muscles tip the pelvis."""

from __future__ import annotations

from lbt_widgets.mechanics.muscle_imbalance import pelvic_tilt_deg

from .lab import BLUE, GREEN, curve, here, layout, steps
from .picture import Picture, Table

MAX_SHORT_DEG = 20.0
MAX_FLEXOR_SHORT_DEG = 10.0


def pelvic_tilt(
    thigh_deg: float,
    hip_flexor_short_deg: float,
    hamstring_short_deg: float,
    lumbar_stiffness_nm_per_deg: float,
    knee_deg: float,
    guess: float | None = None,
) -> Picture:
    """The pelvis's tilt against the shortening of hamstrings and of hip flexors, each with the other as it is set."""

    def tilt(flexor_deg: float, hamstring_deg: float) -> float:
        return pelvic_tilt_deg(thigh_deg, knee_deg, flexor_deg, hamstring_deg, lumbar_stiffness_nm_per_deg)

    hamstrings, flexors = steps(0, MAX_SHORT_DEG), steps(0, MAX_FLEXOR_SHORT_DEG)
    by_hamstring = [tilt(hip_flexor_short_deg, one) for one in hamstrings]
    by_flexor = [tilt(one, hamstring_short_deg) for one in flexors]
    now = tilt(hip_flexor_short_deg, hamstring_short_deg)
    return Picture(
        title="How far the pelvis tips forward",
        sentence=(
            f"The pelvis tips {_words(now)}. Hamstrings shorter by {MAX_SHORT_DEG:.0f}° move it by "
            f"{_signed(by_hamstring[-1] - by_hamstring[0])}, hip flexors shorter by {MAX_FLEXOR_SHORT_DEG:.0f}° by "
            f"{_signed(by_flexor[-1] - by_flexor[0])}."
        ),
        spec={
            "data": [
                curve("shorter hamstrings", hamstrings, by_hamstring, BLUE),
                curve("shorter hip flexors", flexors, by_flexor, GREEN, "dashdot"),
                here(hamstring_short_deg, now),
            ],
            "layout": layout("how much shorter, as degrees of hip movement", "tilt forward, degrees", guess),
        },
        table=Table(
            ("Shorter by", "Tilt, hamstrings", "Tilt, hip flexors"),
            tuple(
                (f"{one:.0f}°", f"{tilt(hip_flexor_short_deg, one):.1f}°", f"{tilt(one, hamstring_short_deg):.1f}°")
                for one in (0.0, 5.0, 10.0)
            ),
        ),
    )


def _words(tilt_deg: float) -> str:
    return f"{abs(tilt_deg):.1f}° {'forward' if tilt_deg >= 0 else 'backward'}"


def _signed(change_deg: float) -> str:
    return f"{change_deg:+.1f}°".replace("-", "−")
