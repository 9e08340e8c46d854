"""What a ratio or a sign means for a hundred people."""

from __future__ import annotations

from typing import Any

from lbt_widgets.figures.dots import HURT, LIKELY, PERHAPS, WELL, Group, legend, pair, pair_axes
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import counted, rounded
from lbt_widgets.risk.study.rates import Sign, risks_with
from lbt_widgets.risk.study.two_by_two import Estimate

from .words import guess_note, interval, more_of_100, of_100

HEIGHT_PX = 420
PROBABLY = "hurt, by the odds ratio itself"
"""From the interval's low end up to its middle."""


def odds_ratio_to_risk(odds_ratio: Estimate, risk_without: float, guess: float | None = None) -> Picture:
    """100 without the factor beside 100 with it; up to the odds ratio itself they are crossed, and to its interval's end ringed."""
    found = risks_with(odds_ratio, risk_without)
    difference, ratio = found.value - risk_without, found.value / risk_without
    low, middle, high = (of_100(share) for share in (found.low, found.value, found.high))
    without = of_100(risk_without)
    label = f"100 without it:<br>{_drawn(risk_without)}"
    left = Group(label, (("hurt", without, HURT), ("no pain", 100 - without, WELL)), given=True)
    kinds = (
        ("hurt", low, HURT),
        (PROBABLY, middle - low, LIKELY),
        ("perhaps: up to the interval's end", high - middle, PERHAPS),
        ("no pain", 100 - high, WELL),
    )
    times = rounded(odds_ratio.value)
    other = "" if times == rounded(ratio) else f", not {times}"
    return Picture(
        title="What the odds ratio means for 100 runners",
        sentence=(
            f"Of 100 runners without it {rounded(100 * risk_without)} hurt; with it about {rounded(100 * found.value)} "
            f"({interval(found, 100)}): {more_of_100(difference)}, and {rounded(ratio)} times the risk{other}."
        ),
        spec=_drawing(
            left,
            Group(f"100 with it:<br>{_drawn(found.value)}", kinds),
            guess_note(guess, "of 100", y=-0.02, yanchor="top"),
        ),
        table=Table(
            ("What", "Value", "95 % interval"),
            (
                ("Odds ratio", times, interval(odds_ratio)),
                ("Hurt, of 100 without it", rounded(100 * risk_without), "taken as known"),
                ("Hurt, of 100 with it", rounded(100 * found.value), interval(found, 100)),
                (
                    "Difference of 100",
                    more_of_100(difference),
                    f"{more_of_100(found.low - risk_without)} to {more_of_100(found.high - risk_without)}",
                ),
                (
                    "Risk ratio",
                    rounded(ratio),
                    f"{rounded(found.low / risk_without)} to {rounded(found.high / risk_without)}",
                ),
            ),
        ),
    )


def screening(sign: Sign, guess: float | None = None) -> Picture:
    """100 with a sign beside 100 without it."""
    ticked, clear = sign.trouble_if_ticked, sign.trouble_if_clear
    left = _people("100 with the sign", ticked)
    right = _people("100 without it", clear) if sign.clear else Group("nobody without it", ())
    among_clear = f"{rounded(100 * clear, 2)} of 100 without it" if sign.clear else "nobody is without it"
    thousand = 1000 * sign.prevalence
    found = thousand * sign.sensitivity
    return Picture(
        title="What a sign tells",
        sentence=(
            f"Of 1000 people {rounded(thousand, 2)} have the trouble and {round(1000 * sign.ticked)} have the sign, among "
            f"them {rounded(found, 2)} with the trouble: that is {rounded(100 * ticked, 2)} of 100 with the sign, and "
            f"{among_clear}."
        ),
        spec=_drawing(left, right, guess_note(guess, "of 100 with the sign", y=-0.02, yanchor="top")),
        table=Table(
            ("Of 1000 people", "Sign", "No sign", "Together"),
            (
                _row("Trouble", found, thousand - found),
                _row("None", 1000 * sign.ticked - found, 1000 * (1 - sign.ticked) - (thousand - found)),
                _row("Together", 1000 * sign.ticked, 1000 * (1 - sign.ticked)),
            ),
        ),
    )


def _people(label: str, trouble: float) -> Group:
    with_it = of_100(trouble)
    return Group(label, (("has the trouble", with_it, HURT), ("does not", 100 - with_it, WELL)))


def _drawn(risk: float) -> str:
    """The number and its whole dots: "22.6 hurt: 23 dots"."""
    return f"{rounded(100 * risk)} hurt: {counted(of_100(risk), 'dot')}"


def _row(name: str, ticked: float, clear: float) -> tuple[str, str, str, str]:
    return name, f"{ticked:.1f}", f"{abs(clear):.1f}", f"{ticked + clear:.1f}"


def _drawing(left: Group, right: Group, notes: list[dict[str, Any]]) -> dict[str, Any]:
    axes = pair_axes(left, right)
    axes["annotations"] += notes
    frame = {"height": HEIGHT_PX, "margin": {"l": 8, "r": 8, "t": 52, "b": 84}, "legend": legend(-0.1), "shapes": []}
    return {"data": pair(left, right), "layout": axes | frame}
