"""Two ways to be fooled without chance: a third thing behind two others, and a bad week that was going to pass."""

from __future__ import annotations

from typing import Any

from lbt_widgets.figures.colours import BLUE, GREY, ORANGE, WHITE
from lbt_widgets.figures.lab import HEIGHT_PX, curve, layout
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.words import rounded
from lbt_widgets.risk.study.confounding import Strata
from lbt_widgets.risk.study.scores import Course, Tightness
from lbt_widgets.risk.study.two_by_two import TwoByTwo, mantel_haenszel, together

from .words import guess_note, more_of_100

TOP_PER_100 = 78.0
"""Of the bars' axis: at the sliders' ends 63 of 100 are hurt, and a number stands on each bar."""
WEEK_WORDS = "weeks from the purchase"


def confounding(strata: Strata, guess: float | None = None) -> Picture:
    """With and without the shoe: beginners, experienced runners, and both thrown together."""
    parts = (strata.beginners, strata.experienced)
    crude = together(parts)
    rows = [("beginners", parts[0]), ("experienced", parts[1]), ("together", crude)]
    adjusted = mantel_haenszel(parts)
    axes = layout("", "of 100, how many hurt", y_range=(0, TOP_PER_100), height=HEIGHT_PX, barmode="group")
    axes["annotations"] = guess_note(guess, "of 100, together", y=1.0, yanchor="bottom")
    axes["xaxis"] |= {"type": "category", "tickangle": 0, "tickfont": {"size": 11}}
    axes["legend"] |= {"y": -0.16, "yanchor": "top"}
    axes["margin"] |= {"b": 90}
    return Picture(
        title="Compare like with like",
        sentence=(
            f"Thrown together: {more_of_100(crude.difference.value)} with the shoe; beginners alone: "
            f"{more_of_100(parts[0].difference.value)}; experienced runners alone: "
            f"{more_of_100(parts[1].difference.value)}; the odds ratio is {rounded(crude.odds_ratio.value)} thrown "
            f"together and {rounded(adjusted)} like with like."
        ),
        spec={
            "data": [
                _bars("with the shoe", rows, [table.risk_exposed for _, table in rows], ORANGE, "/"),
                _bars("without it", rows, [table.risk_unexposed for _, table in rows], BLUE, ""),
            ],
            "layout": axes,
        },
        table=Table(
            ("Of 1000 runners", "With the shoe", "Hurt, of 100", "Without it", "Hurt, of 100 ", "Odds ratio"),
            (
                *(_row(name, table) for name, table in rows),
                ("like with like (Mantel–Haenszel)", "–", "–", "–", "–", rounded(adjusted)),
            ),
        ),
    )


def regression_to_the_mean(tightness: Tightness, course: Course, buys_at: float, guess: float | None = None) -> Picture:
    """The weeks before and after a purchase, and those of others who were as bad and bought nothing."""
    axes = layout(WEEK_WORDS, "how tight, 0 to 10", guess, height=HEIGHT_PX)
    axes["yaxis"]["range"] = [0, 10.3]
    axes["shapes"] = [*axes["shapes"], _purchase()]
    return Picture(
        title="Before and after the new shoes",
        sentence=(
            f"In the week of the purchase the buyers stood at {course.before:.1f}, and after it at {course.after:.1f} on "
            f"average; those who were as bad and bought nothing stood at {course.after_without:.1f}."
        ),
        spec={
            "data": [
                _line("bought the shoes", course, course.bought, ORANGE, "circle", "solid"),
                _line("as bad, bought nothing", course, course.not_bought, BLUE, "square", "dash"),
                curve("a usual week of all runners", course.weeks, [tightness.mean] * len(course.weeks), GREY, "dot"),
            ],
            "layout": axes,
        },
        table=Table(
            ("Week", "Bought the shoes", "As bad, bought nothing"),
            (
                *(
                    (f"{week:+d}".replace("-", "−") if week else "0, the purchase", f"{a:.1f}", f"{b:.1f}")
                    for week, a, b in zip(course.weeks, course.bought, course.not_bought, strict=True)
                ),
                ("Mean after it", f"{course.after:.1f}", f"{course.after_without:.1f}"),
                (f"Expected a week later of somebody at {rounded(buys_at)}", _later(tightness, buys_at), "the same"),
            ),
        ),
    )


def _later(tightness: Tightness, score: float) -> str:
    return f"{tightness.expected_later(score):.1f} without shoes"


def _bars(name: str, rows: list[tuple[str, TwoByTwo]], risks: list[float], colour: str, pattern: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": [label for label, _ in rows],
        "y": [100 * risk for risk in risks],
        "text": [rounded(100 * risk, 2) for risk in risks],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "pattern": {"shape": pattern, "bgcolor": colour, "fgcolor": WHITE, "solidity": 0.2},
        },
        "hoverinfo": "skip",
    }


def _row(name: str, table: TwoByTwo) -> tuple[str, ...]:
    return (
        name,
        f"{table.exposed:.0f}",
        rounded(100 * table.risk_exposed),
        f"{table.unexposed:.0f}",
        rounded(100 * table.risk_unexposed),
        rounded(table.odds_ratio.value),
    )


def _line(name: str, course: Course, scores: tuple[float, ...], colour: str, symbol: str, dash: str) -> dict[str, Any]:
    made = curve(name, course.weeks, [round(score, 2) for score in scores], colour, dash)
    return made | {"mode": "lines+markers", "marker": {"symbol": symbol, "size": 9, "color": colour}}


def _purchase() -> dict[str, Any]:
    line = {"color": GREY, "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": line}
