"""Pictures of posture: the shape of a pelvis, and what a leaning trunk asks of the back."""

from __future__ import annotations

from typing import Any

from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.posture import (
    FACTORS,
    LADDER,
    LORDOSIS_SPREAD_DEG,
    NIGHT_MPA,
    Alignment,
    alignment,
    back_force_n,
    disc_pressure_mpa,
    endplate_shares,
    tipped,
)

from .colours import GREY, PURPLE
from .lab import band, curve, here, layout, measured, model_curves, steps
from .picture import Picture, Table
from .words import fixed

INCIDENCE_ENDS_DEG = (30.0, 80.0)
PUBLISHED_INCIDENCE_DEG = (38.0, 78.0)
"""The classes beyond are open: below 38 and above 78 degrees."""
OLDER_MEN = (48.6, 57.5, 9.0)
"""Mean incidence, mean lordosis and its spread, 150 men without back pain (DOI 10.1007/s00586-019-05955-w). [deg]"""

LEAN_ENDS_DEG = (-5.0, 45.0)
X_ENDS_DEG = (-7.0, 82.0)
"""Of the picture: right of the leans is room for the ladder and its names."""
MEASURED_KG = 70.0
PUBLISHED_LEAN_DEG = (0.0, 30.0)
"""Standing, and bent forward as far as the model takes it to be (Wilke 1999)."""
TOP_MPA = 2.6
"""The picture's top, above all that was measured: a model's pressure beyond it points out of the picture."""
ONE_MAN = f"one man of {MEASURED_KG:.0f} kg, measured:<br>standing, and daily tasks right"
LADDER_AT_DEG = 50.0
"""Where the ladder stands: right of the leans, since its postures have none."""
RUNGS = {
    "lying on the side": "lying",
    "slouching in a chair": "slouching",
    "standing": "standing",
    "sitting, bent forward": "sitting, bent",
    "standing, bent forward": "bent, or 20 kg<br>held close",
    "20 kg lifted, knees bent": "20 kg,<br>knees bent",
    "20 kg lifted, back bent": "20 kg,<br>back bent",
}
"""The ladder's names in the picture, where they have room; the table has all of them in full."""


def pelvic_shape(pelvic_incidence_deg: float, tip_deg: float, smooth: bool, guess: float | None = None) -> Picture:
    """Curve, sacral slope and pelvic tilt that go with a pelvic incidence, and where tipping it takes the curve."""
    incidences = steps(*INCIDENCE_ENDS_DEG, 101)
    shapes = [alignment(one, smooth) for one in incidences]
    curves_deg = [one.lordosis_deg for one in shapes]
    expected = alignment(pelvic_incidence_deg, smooth)
    now = tipped(expected, tip_deg)
    mean_incidence, mean_curve, spread = OLDER_MEN
    return Picture(
        title="The curve that goes with a pelvis",
        sentence=(
            f"With an incidence of {pelvic_incidence_deg:.0f}° the table expects a curve of {expected.lordosis_deg:.0f}°, "
            f"give or take {LORDOSIS_SPREAD_DEG:.0f}°, a sacrum that slopes by {expected.sacral_slope_deg:.0f}° and a tilt of "
            f"{expected.pelvic_tilt_deg:.0f}°{_tipped(tip_deg, expected, now)}."
        ),
        spec={
            "data": [
                band(
                    f"curve ± {LORDOSIS_SPREAD_DEG:.0f}°",
                    incidences,
                    [one - LORDOSIS_SPREAD_DEG for one in curves_deg],
                    [one + LORDOSIS_SPREAD_DEG for one in curves_deg],
                ),
                *model_curves(
                    "curve of the lower back",
                    lambda one: alignment(one, smooth).lordosis_deg,
                    INCIDENCE_ENDS_DEG,
                    PUBLISHED_INCIDENCE_DEG,
                ),
                curve(
                    "slope of the sacrum's top", incidences, [one.sacral_slope_deg for one in shapes], PURPLE, "dashdot"
                ),
                curve("pelvic tilt (back)", incidences, [one.pelvic_tilt_deg for one in shapes], GREY, "dot"),
                measured("150 men without back pain", [mean_incidence], [mean_curve], [spread]),
                here(pelvic_incidence_deg, now.lordosis_deg),
            ],
            "layout": layout(
                "pelvic incidence, degrees", "degrees", guess, x_range=(28.5, 81.5), y_range=(0, 110), height=480
            ),
        },
        table=Table(
            ("Angle", "Expected", "With the pelvis tipped as you set it"),
            (
                ("Pelvic incidence", f"{pelvic_incidence_deg:.0f}°", f"{pelvic_incidence_deg:.0f}°"),
                ("Sacral slope", f"{expected.sacral_slope_deg:.0f}°", f"{now.sacral_slope_deg:.0f}°"),
                (
                    "Pelvic tilt (grows backward)",
                    f"{expected.pelvic_tilt_deg:.0f}°",
                    f"{fixed(now.pelvic_tilt_deg, 0)}°",
                ),
                ("Curve of the lower back", f"{expected.lordosis_deg:.0f}°", f"{now.lordosis_deg:.0f}°"),
                ("Of a vertical force, across the end of the spine", *(_across(one) for one in (expected, now))),
                ("Of a vertical force, along the spine", *(_along(one) for one in (expected, now))),
            ),
        ),
    )


def lean_and_load(lean_deg: float, mass_kg: float, load_factor: float, guess: float | None = None) -> Picture:
    """Disc pressure against lean as a band, beside what was measured in one man."""

    def pressures(lean: float) -> list[float]:
        force_n = back_force_n(mass_kg, lean, load_factor)
        return [disc_pressure_mpa(force_n, factor) for factor in FACTORS]

    leans = steps(*LEAN_ENDS_DEG, 51)
    low, high = zip(*map(pressures, leans), strict=True)
    force_n = back_force_n(mass_kg, lean_deg, load_factor)
    least, most = pressures(lean_deg)
    as_measured = load_factor == 1 and mass_kg == MEASURED_KG  # one man, who did not run
    published = PUBLISHED_LEAN_DEG if as_measured else None
    axes = layout(
        "trunk forward, degrees",
        "pressure in the disc, MPa",
        guess,
        x_range=X_ENDS_DEG,
        y_range=(0, TOP_MPA),
        height=460,
    )
    axes["xaxis"]["tickvals"] = [0, 15, 30, 45]
    axes["annotations"] += _rungs()
    up_to_ladder = {"xref": "x", "x0": X_ENDS_DEG[0], "x1": LADDER_AT_DEG}  # so that the guess strikes no name through
    axes["shapes"] = [{**line, **up_to_ladder} for line in axes["shapes"]]
    known = {one.posture: one.pressure_mpa for one in LADDER}
    return Picture(
        title="Pressure in the lowest discs",
        sentence=(
            f"Leaning {fixed(lean_deg, 1)}° with {load_factor:.1f} times the weight of {mass_kg:.0f} kg, the back is squeezed with "
            f"{force_n:.0f} N, {force_n / (mass_kg * G_M_S2):.2f} times the body's weight: {least:.2f} to {most:.2f} MPa in "
            "the disc."
        ),
        spec={
            "data": [
                band("model, least to most", leans, low, high),
                *model_curves("model, most", lambda lean: pressures(lean)[1], LEAN_ENDS_DEG, published),
                measured(
                    ONE_MAN,
                    [*PUBLISHED_LEAN_DEG, *(LADDER_AT_DEG for _ in RUNGS)],
                    [known["standing"], known["standing, bent forward"], *(known[name] for name in RUNGS)],
                ),
                here(lean_deg, most, top=TOP_MPA),
            ],
            "layout": axes,
        },
        table=Table(
            ("Posture", "Pressure"),
            (
                ("Model, your settings", f"{least:.2f} to {most:.2f} MPa"),
                *((f"Measured in one man: {one.posture}", f"{one.pressure_mpa:.2f} MPa") for one in LADDER),
                ("Measured in the same man: lying through a night", "{:.2f} to {:.2f} MPa".format(*NIGHT_MPA)),
            ),
        ),
    )


def _tipped(tip_deg: float, expected: Alignment, now: Alignment) -> str:
    """What tipping does; the curve was measured to follow not quite degree for degree, so by how much is told too."""
    if not tip_deg:
        return ""
    forward, changes = ("forward", "deepens") if tip_deg > 0 else ("back", "flattens")
    by_deg = abs(now.lordosis_deg - expected.lordosis_deg)
    return (
        f"; tipping the pelvis {forward} by {abs(tip_deg):.0f}° {changes} the curve by {by_deg:.1f}°, to "
        f"{now.lordosis_deg:.0f}°"
    )


def _across(shape: Alignment) -> str:
    return f"{100 * endplate_shares(shape.sacral_slope_deg).shear:.0f} %"


def _along(shape: Alignment) -> str:
    return f"{100 * endplate_shares(shape.sacral_slope_deg).axial:.0f} %"


def _rungs() -> list[dict[str, Any]]:
    """The ladder's names beside their points."""
    known = {one.posture: one.pressure_mpa for one in LADDER}
    word = {
        "x": LADDER_AT_DEG,
        "xshift": 8,
        "xanchor": "left",
        "showarrow": False,
        "align": "left",
        "font": {"size": 11},
    }
    return [{**word, "y": known[posture], "text": name} for posture, name in RUNGS.items()]
