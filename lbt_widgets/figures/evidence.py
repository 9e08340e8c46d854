"""What studies found, as a forest plot: ratios on one axis, standardised differences on another, the rest in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate
from textwrap import wrap
from typing import Any, Literal

from attrs import frozen

from lbt_widgets.content import Content
from lbt_widgets.content.evidence import RATIOS, Finding

from .colours import BLUE, GREY, ORANGE
from .picture import Picture, Table
from .words import IN_WORDS, MEASURE, author_year, counted, listing, number, p_value, shortened, span

LETTERS = 42  # in a line above a point, on a page 320 px wide
HOVER_LETTERS = 24  # in a line of the label beside a point, which has half the page
LINE_PX, POINT_PX, LEGEND_PX = 17, 32, 22
MOST_DRAWN = 20  # more would be a drawing many screens high, which nobody compares
AXIS_PX, GAP_PX = 92, 126  # ticks and title of an axis; the same and room before the next axis
TICKS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
BETTER = {"higher": "left is better", "lower": "right is better"}
DIRECTION = {"higher": "right: more pain or trouble", "lower": "left: more pain or trouble"}

# (runners, low back) → what the legend calls it, symbol, colour
KINDS = {
    (True, True): ("runners, lower back", "circle", ORANGE),
    (False, True): ("other people, lower back", "circle-open", ORANGE),
    (True, False): ("runners, not the back", "diamond", BLUE),
    (False, False): ("other people, not the back", "diamond-open", BLUE),
}


@frozen
class _Row:
    """A finding with its number, the lines above its point, and its name in `content.findings`."""

    name: str
    finding: Finding
    value: float
    lines: list[str]

    @property
    def ends(self) -> tuple[float, float]:
        """Its interval; where none was printed, the number itself twice."""
        return self.finding.ci95 or (self.value, self.value)


@frozen
class _Panel:
    """Findings on one axis, the largest first. Heights are in pixels, counted from its top.

    `axis`: "" for Plotly's first pair of axes, "2" for its second. `nothing`: the value that means no difference.
    """

    axis: Literal["", "2"]
    rows: tuple[_Row, ...]
    nothing: float
    title: str

    @property
    def tops_px(self) -> list[int]:
        """Where each row begins, and at last where the panel ends."""
        return list(accumulate((LINE_PX * len(row.lines) + POINT_PX for row in self.rows), initial=0))

    @property
    def height_px(self) -> int:
        return self.tops_px[-1]

    @property
    def points(self) -> list[tuple[_Row, float]]:
        """Each row and the height of its point: below its lines."""
        return [(row, bottom - 0.6 * POINT_PX) for row, bottom in zip(self.rows, self.tops_px[1:], strict=True)]

    @property
    def reach(self) -> tuple[float, float]:
        """What the axis shows: every interval, no difference, and a little more."""
        ends = [end for row in self.rows for end in row.ends]
        if self.nothing == 1:
            return min(0.5, *ends) / 1.15, max(2.0, *ends) * 1.15
        low, high = min(-0.5, *ends), max(0.5, *ends)
        return low - 0.05 * (high - low), high + 0.05 * (high - low)


def forest(findings: Mapping[str, Finding], content: Content) -> Picture:
    """Findings by their place on the page of the evidence, side by side, each with its interval and a way to its card.

    A point's `customdata` is that place. A result that several claims show is drawn and counted once, and
    stands in the table as each of them tells it. In the table only: ranges, measures that cannot share an axis, and
    what comes after the first `MOST_DRAWN` that can.
    """
    shown = _once(findings)
    comparable = [(name, one) for name, one in shown.items() if _is_ratio(one) or _is_difference(one)]
    drawn = dict(comparable[:MOST_DRAWN])
    panels = [panel for panel in (_ratios(drawn, content), _differences(drawn, content)) if panel.rows]
    traces = _traces(panels, content)
    return Picture(
        title="What studies found",
        sentence=_sentence(list(drawn.values()), len(comparable), len(shown)),
        spec={"data": traces, "layout": _layout(panels, sum(trace["showlegend"] for trace in traces))},
        table=_table(findings, content),
    )


def _once(findings: Mapping[str, Finding]) -> dict[str, Finding]:
    """Each result where it first stands."""
    seen: dict[Any, str] = {}
    for name, f in findings.items():
        numbers = (f.what,) if f.value is None else (f.measure, f.unit, f.value, f.high, f.ci95)
        seen.setdefault((f.source, *numbers), name)
    return {name: findings[name] for name in seen.values()}


def _is_ratio(finding: Finding) -> bool:
    return finding.measure in RATIOS and finding.high is None


def _is_difference(finding: Finding) -> bool:
    return finding.measure == "SMD" and finding.high is None


def _ratios(drawn: Mapping[str, Finding], content: Content) -> _Panel:
    return _panel(
        "",
        {name: one for name, one in drawn.items() if _is_ratio(one)},
        1,
        "ratio of odds, risks or rates (log scale)<br>1 = same",
        content,
    )


def _differences(drawn: Mapping[str, Finding], content: Content) -> _Panel:
    axis: Literal["", "2"] = "2" if any(map(_is_ratio, drawn.values())) else ""
    title = "standardised difference<br>0 = same │ 1 = usual spread of people"
    return _panel(axis, {name: one for name, one in drawn.items() if _is_difference(one)}, 0, title, content)


def _panel(
    axis: Literal["", "2"], found: Mapping[str, Finding], nothing: float, title: str, content: Content
) -> _Panel:
    """Where all findings agree the axis says which side is worse; else each row says which side is better."""
    ways = {finding.worse for finding in found.values()}
    way = ways.pop() if len(ways) == 1 else None
    rows = [
        _Row(name, f, f.value, _lines(f, f.value, way is None, content))
        for name, f in found.items()
        if f.value is not None
    ]
    whole = f"{title}<br>{DIRECTION[way]}" if way else title
    return _Panel(axis, tuple(sorted(rows, key=lambda row: -row.value)), nothing, whole)


def _lines(finding: Finding, value: float, with_side: bool, content: Content) -> list[str]:
    """What was found, its numbers and its source; which side is better where that is asked and known."""
    ends = [_numbers(finding, value), _source(finding, content)]
    fits = len(" · ".join(ends)) - len("<b></b>") <= LETTERS
    lines = [*_wrapped(finding.what, LETTERS), *([" · ".join(ends)] if fits else ends)]
    return [*lines, BETTER[finding.worse]] if with_side and finding.worse else lines


def _wrapped(text: str, letters: int) -> list[str]:
    return [escape(line, quote=False) for line in wrap(text, letters, break_on_hyphens=False)]


def _numbers(finding: Finding, value: float) -> str:
    return f"<b>{number(value)}</b> ({span(finding.ci95) if finding.ci95 else 'no interval'})"


def _source(finding: Finding, content: Content) -> str:
    return escape(shortened(author_year(content.sources[finding.source]), LETTERS), quote=False)


def _hover(row: _Row, content: Content) -> str:
    """What stands above the point, in shorter lines. Plotly's own %{x} would add the lengths of the bar's two halves."""
    finding = row.finding
    return "<br>".join(
        (*_wrapped(finding.what, HOVER_LETTERS), _numbers(finding, row.value), _source(finding, content))
    )


def _traces(panels: list[_Panel], content: Content) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for panel in panels:
        traces.append(_no_difference_trace(panel))
        unknown = [height for row, height in panel.points if not row.finding.ci95]
        if unknown:
            traces.append(_unknown_trace(panel, unknown))
        for kind in KINDS:
            points = [(row, y) for row, y in panel.points if (row.finding.runners, row.finding.low_back) == kind]
            if points:
                traces.append(_point_trace(panel, kind, points, content))
    named: set[str] = set()
    for trace in traces:  # a second panel repeats no name in the legend
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])
    return traces


def _no_difference_trace(panel: _Panel) -> dict[str, Any]:
    """A line beside each point, not behind the words."""
    heights = [y for _, height in panel.points for y in (height - 0.4 * POINT_PX, height + 0.4 * POINT_PX, None)]
    return _line_trace(panel, "no difference", [panel.nothing, panel.nothing, None] * len(panel.rows), heights, "solid")


def _unknown_trace(panel: _Panel, heights: list[float]) -> dict[str, Any]:
    """Across the whole axis, since the true value could lie anywhere."""
    twice = [y for height in heights for y in (height, height, None)]
    return _line_trace(panel, "no interval printed", [*panel.reach, None] * len(heights), twice, "dot")


def _line_trace(
    panel: _Panel, name: str, x: Sequence[float | None], y: Sequence[float | None], dash: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "xaxis": f"x{panel.axis}",
        "yaxis": f"y{panel.axis}",
        "x": x,
        "y": y,
        "line": {"color": GREY, "width": 2, "dash": dash},
        "legendrank": 2000,
        "hoverinfo": "skip",
    }


def _point_trace(
    panel: _Panel, kind: tuple[bool, bool], points: list[tuple[_Row, float]], content: Content
) -> dict[str, Any]:
    name, symbol, colour = KINDS[kind]
    rows = [row for row, _ in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "xaxis": f"x{panel.axis}",
        "yaxis": f"y{panel.axis}",
        "x": [row.value for row in rows],
        "y": [height for _, height in points],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [row.ends[1] - row.value for row in rows],
            "arrayminus": [row.value - row.ends[0] for row in rows],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        "marker": {"symbol": symbol, "color": colour, "size": 12, "line": {"color": colour, "width": 2}},
        "customdata": [row.name for row in rows],
        "text": [_hover(row, content) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _layout(panels: list[_Panel], names: int) -> dict[str, Any]:
    if not panels:
        return {"height": 120, "xaxis": {"visible": False}, "yaxis": {"visible": False}, "annotations": []}
    inner_px = sum(panel.height_px for panel in panels) + GAP_PX * (len(panels) - 1)
    top_px = LEGEND_PX * names + 16
    layout: dict[str, Any] = {
        "height": inner_px + top_px + AXIS_PX,
        "margin": {"l": 8, "r": 16, "t": top_px, "b": AXIS_PX},
        "legend": {"orientation": "v", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False},
        "showlegend": True,
        "annotations": [note for panel in panels for note in _notes(panel)],
    }
    from_top_px = 0
    for panel in panels:
        layout |= _axes(panel, from_top_px / inner_px, (from_top_px + panel.height_px) / inner_px)
        from_top_px += panel.height_px + GAP_PX
    return layout


def _axes(panel: _Panel, top: float, bottom: float) -> dict[str, Any]:
    """The pair of axes of one panel, which takes this part of the drawing's height, from 0 at its top to 1."""
    low, high = panel.reach
    x: dict[str, Any] = {
        "title": {"text": panel.title, "font": {"size": 13}},
        "anchor": f"y{panel.axis}",
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "ticks": "outside",
        "range": [low, high],
    }
    if panel.nothing == 1:
        ticks = [tick for tick in TICKS if low <= tick <= high]
        x |= {"type": "log", "range": [math.log10(low), math.log10(high)], "tickvals": ticks}
        x["ticktext"] = [f"{tick:g}" for tick in ticks]
    y = {
        "range": [panel.height_px, 0],
        "domain": [max(0.0, 1 - bottom), 1 - top],
        "anchor": f"x{panel.axis}",
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    return {f"xaxis{panel.axis}": x, f"yaxis{panel.axis}": y}


def _notes(panel: _Panel) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "yref": f"y{panel.axis}",
            "y": top + 2,
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
            "text": "<br>".join(row.lines),
            "font": {"size": 12},
        }
        for row, top in zip(panel.rows, panel.tops_px[:-1], strict=True)
    ]


def _sentence(drawn: list[Finding], comparable: int, shown: int) -> str:
    """What is drawn, out of so many that share an axis and so many in all."""
    ratios, differences = list(filter(_is_ratio, drawn)), list(filter(_is_difference, drawn))
    others = shown - len(drawn)
    if not drawn:
        return (
            f"Nothing to draw: {counted(others, 'result')} in the table, none with a ratio or standardised difference."
        )
    parts = [f"The first {len(drawn)} of {comparable} that share an axis are drawn"] if comparable > len(drawn) else []
    if ratios:
        parts.append(_ratio_words(ratios))
    if differences:
        apart = sum(_side(finding, 0) in {"higher", "lower"} for finding in differences)
        parts.append(
            f"{counted(len(differences), 'standardised difference')}: {apart} with an interval that leaves out 0"
        )
    parts.append(f"on runners: {_part(sum(finding.runners for finding in drawn), len(drawn))}")
    parts.append(f"on the lower back: {_part(sum(finding.low_back for finding in drawn), len(drawn))}")
    if others:
        parts.append(f"in the table only: {counted(others, 'more result')}")
    return f"{'; '.join(parts)}."


def _part(count: int, total: int) -> str:
    return "none" if count == 0 else "all" if count == total else f"{count} of {total}"


def _ratio_words(ratios: list[Finding]) -> str:
    sides = [_side(finding, 1) for finding in ratios]
    worse = sum(side == finding.worse for side, finding in zip(sides, ratios, strict=True))
    counts = {
        "clearly towards more pain or injury": worse,
        "clearly towards less pain or injury": sum(side in {"higher", "lower"} for side in sides) - worse,
        "that could go either way": sides.count("either"),
        "with no interval printed": sides.count("unknown"),
    }
    return f"{counted(len(ratios), 'ratio')}: {listing([f'{n} {words}' for words, n in counts.items() if n])}"


def _side(finding: Finding, nothing: float) -> Literal["higher", "lower", "either", "unknown"]:
    """On which side of no difference the whole interval lies."""
    if not finding.ci95:
        return "unknown"
    low, high = finding.ci95
    return "higher" if low > nothing else "lower" if high < nothing else "either"


def _table(findings: Mapping[str, Finding], content: Content) -> Table:
    return Table(
        ("Finding", "Result (95 % interval)", "People", "About", "Source", "Keep in mind"),
        tuple(
            (
                finding.what,
                _result(finding),
                "runners" if finding.runners else "other people",
                "lower back" if finding.low_back else "not the back",
                author_year(content.sources[finding.source]),
                " ".join(filter(None, ("Worked out by us." if finding.derived else "", finding.doubt))),
            )
            for finding in findings.values()
        ),
        {"Source": tuple(findings)},
    )


def _result(finding: Finding) -> str:
    """ "odds ratio 2.81 (1.39 to 5.69)"; where no interval was printed the p-value, which is none."""
    if finding.value is None:
        return p_value(finding.p) if finding.p else IN_WORDS
    value = number(finding.value) if finding.high is None else span((finding.value, finding.high))
    named = f"{MEASURE[finding.measure]} {value}" if finding.measure else f"{value} {finding.unit}"
    if finding.ci95:
        return f"{named} ({span(finding.ci95)})"
    return f"{named}, {p_value(finding.p)}" if finding.p else f"{named} (no interval printed)"
