"""The risk profile as three pictures: the causes, 100 dots with their range, and what moved the result."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from lbt_widgets.content import Content
from lbt_widgets.risk import Assessment, CauseShare, Contribution

from .picture import NOWHERE, Picture, Table
from .words import author_year, band, certainty, certainty_short, listing, per_100, signed, whole_dots

BLUE, ORANGE, GREY = "#2b7bba", "#b35900", "#7f8790"  # 3:1 or better on white and on the dark page
FRAME: dict[str, Any] = {"zeroline": False, "showgrid": False, "fixedrange": True}
LINE_LETTERS = 32  # of a name and its answer above a bar, on a page 320 px wide
SHOWN = 10  # contributions drawn one by one; the rest share a bar and all stand in the table
CHANGE_WORDS = "change per 100 runners, answers taken<br>away again one by one, the largest first"
AXIS_WORDS = "% of the cause's possible exposure<br>▲ stands out<br>●●○○ how sure the evidence is"
OWN_ROW_PX, MARGIN_PX = 46, 70


def causes(result: Assessment, content: Content) -> Picture:
    """Each cause's share of its possible exposure, the unknown part hatched, and how sure the evidence is."""
    rows = [(content.causes[name].title, found) for name, found in result.causes.items() if name != "background"]
    # The background is shown and never blamed: it cannot stand out.
    rows.append((content.causes["background"].title, evolve(result.causes["background"], stands_out=False)))
    return Picture(
        title="Your profile, cause by cause",
        sentence=_stand_out(rows[:-1], result.answered),
        spec={"data": _cause_bars(rows), "layout": _cause_layout(rows)},
        table=Table(
            ("Cause", "Your share", "Not known", "Typical runner, same questions", "Stands out", "Evidence"),
            tuple(
                (
                    title,
                    f"{found.share:.0%}",
                    f"{found.unknown:.0%}",
                    f"{found.typical:.0%}",
                    "yes" if found.stands_out else "no",
                    certainty(found.certainty) + _no_figure(found),
                )
                for title, found in rows
            ),
        ),
    )


def _stand_out(rows: list[tuple[str, CauseShare]], answered: int) -> str:
    if not answered:
        return "Nothing is answered yet, so every bar is unknown."
    names = [title.lower() for title, found in rows if found.stands_out]
    if not names:
        return f"On your answers so far, none of the {len(rows)} causes stands out from a typical runner."
    verb = "stand" if len(names) > 1 else "stands"
    return f"{len(names)} of the {len(rows)} causes {verb} out from a typical runner: {listing(names)}."


def _no_figure(found: CauseShare) -> str:
    """Said where a bar rests on no published figure at all."""
    return "" if found.has_figure else ", no figure"


def _cause_bars(rows: list[tuple[str, CauseShare]]) -> list[dict[str, Any]]:
    heights = list(range(len(rows)))
    hatched = {
        "color": "rgba(127,135,144,0.15)",
        "line": {"color": GREY, "width": 1},
        "pattern": {"shape": "/", "fgcolor": GREY, "size": 7, "solidity": 0.25},
    }
    bars = (
        ("your share", [0 if found.stands_out else found.share for _, found in rows], {"color": BLUE}),
        ("your share, stands out", [found.share if found.stands_out else 0 for _, found in rows], {"color": ORANGE}),
        ("not known", [found.unknown for _, found in rows], hatched),
    )
    answered = [(y, found.typical) for y, (_, found) in zip(heights, rows, strict=True) if found.typical > 0]
    typical = {
        "type": "scatter",
        "mode": "markers",
        "name": "typical runner",
        "y": [y for y, _ in answered],
        "x": [100 * share for _, share in answered],
        "marker": {"symbol": "diamond-tall", "size": 14, "color": "#ffffff", "line": {"color": "#1b1f24", "width": 2}},
        "hoverinfo": "skip",
    }
    return [*(_bar(name, [100 * share for share in shares], marker) for name, shares, marker in bars), typical]


def _bar(name: str, values: list[float], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(range(len(values))),
        "x": values,
        "width": 0.36,
        "marker": marker,
        "hoverinfo": "skip",
    }


def _cause_layout(rows: list[tuple[str, CauseShare]]) -> dict[str, Any]:
    return {
        "barmode": "stack",
        "height": OWN_ROW_PX * len(rows) + MARGIN_PX + 90,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 120},
        "xaxis": {
            "range": [0, 101],
            "tickvals": [0, 25, 50, 75, 100],
            "title": {"text": AXIS_WORDS, "font": {"size": 13}},
            "fixedrange": True,
        },
        "yaxis": FRAME | {"range": [len(rows) - 0.5, -0.75], "showticklabels": False},
        "legend": {"orientation": "h", "y": -0.24, "x": 0, "yanchor": "top"},
        "annotations": [
            {
                "x": 0,
                "y": y - 0.36,
                "xanchor": "left",
                "showarrow": False,
                "align": "left",
                "text": f"<b>{'▲ ' if found.stands_out else ''}{title}</b> {certainty_short(found.certainty)}{_no_figure(found)}",
                "font": {"size": 13},
            }
            for y, (title, found) in enumerate(rows)
        ],
    }


def dots(result: Assessment) -> Picture:
    """One hundred runners with these answers: the low end filled, the range ringed, the rest pale."""
    low, high = whole_dots(result.per_100.low), whole_dots(result.per_100.high)
    overall = per_100(result.baseline_per_100)
    kinds = (
        ("low end of the range", 0, low, {"symbol": "circle", "color": ORANGE, "size": 15}),
        (
            "more, up to its high end",
            low,
            high,
            {"symbol": "circle-dot", "color": "rgba(179,89,0,0.3)", "size": 15, "line": {"color": ORANGE, "width": 2}},
        ),
        (
            "beyond the range",
            high,
            100,
            {"symbol": "circle-open", "color": GREY, "size": 11, "line": {"color": GREY, "width": 1.5}},
        ),
    )
    return Picture(
        title="Of 100 runners with these answers",
        sentence=(
            f"Of 100 runners with these answers, {band(result.per_100)} had low-back pain in a year; "
            f"of 100 runners overall, {overall}."
        ),
        spec={
            "data": [_dot_trace(name, start, stop, marker) for name, start, stop, marker in kinds],
            "layout": {
                "height": 380,
                "margin": {"l": 8, "r": 8, "t": 8, "b": 60},
                "xaxis": FRAME | {"range": [-0.6, 9.6], "showticklabels": False, "constrain": "domain"},
                "yaxis": FRAME
                | {"range": [9.6, -0.6], "showticklabels": False, "scaleanchor": "x", "constrain": "domain"},
                "legend": {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top"},
            },
        },
        table=_dots_table(result),
    )


def _dot_trace(name: str, start: int, stop: int, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{name} ({stop - start})",
        "x": [number % 10 for number in range(start, stop)],
        "y": [number // 10 for number in range(start, stop)],
        "marker": marker,
        "hoverinfo": "skip",
    }


def _dots_table(result: Assessment) -> Table:
    found = result.per_100
    return Table(
        ("Of 100 runners in a year", "Low-back pain", "None"),
        (
            ("With these answers, low end of the range", per_100(found.low), per_100(100 - found.low)),
            ("With these answers, middle", per_100(found.mean), per_100(100 - found.mean)),
            ("With these answers, high end of the range", per_100(found.high), per_100(100 - found.high)),
            ("All runners", per_100(result.baseline_per_100), per_100(100 - result.baseline_per_100)),
        ),
    )


def contributions(result: Assessment, content: Content) -> Picture:
    """What each answer did to the middle of the range, by ordered removal, per 100.

    A bar and its row have the id of their claim as key, which gives what was found and where.
    """
    ordered = sorted(result.contributions, key=lambda c: -abs(c.per_100))
    shown, rest = ordered[:SHOWN], ordered[SHOWN:]
    bars = [
        (f"<b>{c.label}</b> {_shortened(answer_words(c, content), LINE_LETTERS - len(c.label))}", c.per_100)
        for c in shown
    ]
    if rest:
        bars.append((f"<b>{len(rest)} smaller ones together</b>", sum(c.per_100 for c in rest)))
    total = result.per_100.mean - result.baseline_per_100
    claims = tuple(content.effects[c.effect].claim for c in ordered)
    return Picture(
        title="What moved the result",
        sentence=_moved(shown, total),
        spec={"data": [_contribution_bars(bars, claims)], "layout": _contribution_layout(bars)},
        table=Table(
            ("About", "Your answer", "Per 100 runners", "Log-odds", "Evidence", "Sources"),
            (
                *(
                    (
                        c.label,
                        answer_words(c, content),
                        signed(c.per_100),
                        f"{c.log_odds:+.2f}".replace("-", "−"),
                        certainty(c.certainty),
                        "; ".join(author_year(content.sources[source]) for source in c.sources)
                        or "no published figure",
                    )
                    for c in ordered
                ),
                ("Together", "", signed(total), f"{sum(c.log_odds for c in ordered):+.2f}".replace("-", "−"), "", ""),
            ),
            {"Sources": (*claims, NOWHERE)},
        ),
    )


def answer_words(contribution: Contribution, content: Content) -> str:
    """The answers behind a contribution, as the form says them: "One or two", "14 km, 16 km"."""
    words = []
    for name, value in contribution.answers.items():
        question = content.questions[name]
        labels = {option.id: option.label for option in question.options}
        words.append(labels[value] if isinstance(value, str) else f"{value:g} {question.unit}")
    return ", ".join(words)


def _shortened(text: str, letters: int) -> str:
    """What fits beside a name on a phone; the table has the whole."""
    return text if len(text) <= letters else text[: letters - 1].rstrip(" ,") + "…"


def _moved(shown: list[Contribution], total: float) -> str:
    if not shown:
        return "Nothing is answered yet, so nothing has moved the result."
    up = [c.label.lower() for c in shown if c.per_100 >= 0.5][:2]
    down = [c.label.lower() for c in shown if c.per_100 <= -0.5][:2]
    parts = []
    if up:
        parts.append(f"the answers on {listing(up)} added most")
    if down:
        parts.append(f"those on {listing(down)} took most away")
    why = "; ".join(parts) or "no single answer moved it by as much as 1 in 200"
    return f"Together your answers moved the middle by {signed(total)} in 100: {why}."


def _contribution_bars(bars: list[tuple[str, float]], claims: tuple[str, ...]) -> dict[str, Any]:
    """The bar of the smaller ones together leads nowhere: it has many claims."""
    values = [value for _, value in bars]
    return _bar("", values, {"color": [ORANGE if value > 0 else BLUE for value in values]}) | {
        "text": [signed(value) for _, value in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [*claims[:SHOWN], NOWHERE][: len(bars)],
        "hoverinfo": "none",  # no label, but a click leads to the claim
    }


def _contribution_layout(bars: list[tuple[str, float]]) -> dict[str, Any]:
    reach = 1.55 * max([1.0, *(abs(value) for _, value in bars)])
    return {
        "height": OWN_ROW_PX * max(2, len(bars)) + MARGIN_PX + 20,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 70},
        "xaxis": {
            "range": [-reach, reach],
            "title": {"text": CHANGE_WORDS, "font": {"size": 13}},
            "zeroline": True,
            "fixedrange": True,
        },
        "yaxis": FRAME | {"range": [len(bars) - 0.5, -0.75], "showticklabels": False},
        "annotations": [
            {"x": -reach, "y": y - 0.36, "xanchor": "left", "showarrow": False, "text": label, "font": {"size": 13}}
            for y, (label, _) in enumerate(bars)
        ],
    }
