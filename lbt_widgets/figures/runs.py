"""Pictures of recorded runs: weeks, jumps, moving averages, and the runner's own form over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from math import ceil
from typing import Any

from lbt_widgets.content.days import MONTHS, long_day
from lbt_widgets.mechanics import G_M_S2
from lbt_widgets.mechanics.training_load import SPIKES, Spike
from lbt_widgets.runs.form import AS_FAR_AS, LITTLE, WEEKS_AS_FAR_AS
from lbt_widgets.runs.own_form import FormOfRun, OwnPast
from lbt_widgets.runs.training import (
    ACUTE_DAYS,
    CHRONIC_DAYS,
    Gap,
    History,
    Session,
    Week,
    averages_by_day,
    clock,
)

from .colours import BLUE, GREEN, GREY, ORANGE, PURPLE
from .day_axis import day_axis
from .lab import HEIGHT_PX, Y_TITLE_LETTERS, axis_title, curve, layout
from .picture import Picture, Table
from .training_load import class_words, interval_words, rate_place
from .words import counted, covered, listing, shortened

WEEKS_SHOWN = 26
"""Half a year; an assumption of ours. All weeks are in `lbt runs --format json`."""
HIGHEST_RATIO = 3.0
"""Longer jumps are drawn at the upper edge; the table has their number."""
COMPARED_WITH = "1: the others are compared with it"
MOST_TICKS = 5
"""Weeks named below the picture: as many as a phone has room for."""
UPPER, LOWER = [0.5, 1.0], [0.0, 0.4]
GAPS_NAMED = 3
NAME_LETTERS = 24
"""Of a device, in the legend on a phone."""
NOT_SAID = "not said"
# For the four published classes, told apart by shape too.
MARKS = (("circle", GREY), ("triangle-up", ORANGE), ("square", PURPLE), ("star", GREEN))


def weeks(past: History) -> Picture:
    """Distance and time of each week, and the gaps without a run. There must be a run with a date."""
    shown = past.weeks[-WEEKS_SHOWN:]
    mondays = [week.monday.isoformat() for week in shown]
    gaps = [gap for gap in past.gaps if gap.last >= shown[0].monday]
    axes = layout("week from Monday", "distance, km", barmode="group")
    axes["xaxis"] |= _monday_ticks([week.monday for week in shown])
    axes["shapes"] = [_gap_shape(gap, first=gap is gaps[0]) for gap in gaps]
    return Picture(
        title="Your weeks",
        sentence=_weeks_sentence(past, shown, gaps),
        spec={
            "data": [
                _bars("distance, km", mondays, [_told(week, _km(week.distance_m)) for week in shown], BLUE, "y"),
                _bars(
                    "time, hours", mondays, [_told(week, round(week.time_s / 3600, 2)) for week in shown], ORANGE, "y2"
                ),
            ],
            "layout": _two_panels(axes, "time, hours"),
        },
        table=Table(("Week from", "Runs", "Distance", "Time"), tuple(map(_week_row, reversed(shown)))),
    )


def _monday_ticks(mondays: Sequence[date]) -> dict[str, Any]:
    """Plotly's own ticks of weeks are Sundays. The year stands under the first and wherever it changes."""
    every = ceil(len(mondays) / MOST_TICKS)
    named = mondays[::every]
    years = [None, *(day.year for day in named)]
    texts = [
        f"{day.day} {MONTHS[day.month - 1][:3]}" + (f"<br>{day.year}" if day.year != before else "")
        for day, before in zip(named, years, strict=False)
    ]
    return {"type": "date", "tickvals": [day.isoformat() for day in named], "ticktext": texts}


def _weeks_sentence(past: History, shown: Sequence[Week], gaps: Sequence[Gap]) -> str:
    assert past.today is not None
    lengths = [km for week in shown if (km := _told(week, _km(week.distance_m))) is not None]
    reach = _reach(lengths) if lengths else ""
    said = [f"{counted(len(shown), 'week')} up to {long_day(past.today)}{reach}."]
    if past.weekly_m is not None:
        said.append(f"Over their last {CHRONIC_DAYS} days that is {_km(past.weekly_m):g} km a week.")
        said += [] if past.whole_weeks else [WEEKS_AS_FAR_AS]
    if past.longest and past.longest.distance_m:
        day = long_day(clock(past.longest).date())
        said.append(f"The longest run of their last 30 days has {_km(past.longest.distance_m.value):g} km ({day}).")
        said += [] if past.whole_month else [AS_FAR_AS]
    if gaps:
        named = [f"{long_day(gap.first)} to {long_day(gap.last)}" for gap in gaps[-GAPS_NAMED:]]
        more = f" and {len(gaps) - len(named)} more before" if len(gaps) > len(named) else ""
        said.append(f"Without a run for a week or more: {listing(named)}{more}.")
    return " ".join(said)


def _reach(lengths_km: Sequence[float]) -> str:
    low, high = min(lengths_km), max(lengths_km)
    return f", from {low:g} to {high:g} km" if len(lengths_km) > 1 else f", with {low:g} km"


def _told(week: Week, value: float) -> float | None:
    """A week without a run has nought; one whose runs do not say how far or how long has no value."""
    return value if value or not week.runs else None


def _week_row(week: Week) -> tuple[str, ...]:
    if not week.runs:
        return long_day(week.monday), "none", "none", "none"
    hours, minutes = divmod(round(week.time_s / 60), 60)
    time = f"{hours} h {minutes:02} min" if week.time_s else NOT_SAID
    return (
        long_day(week.monday),
        f"{week.runs}",
        f"{_km(week.distance_m):g} km" if week.distance_m else NOT_SAID,
        time,
    )


def _gap_shape(gap: Gap, first: bool) -> dict[str, Any]:
    ends = {"x0": gap.first.isoformat(), "x1": (gap.last + timedelta(days=1)).isoformat(), "y0": 0, "y1": 1}
    shape = {"type": "rect", "xref": "x", "yref": "paper", **ends, "layer": "below"}
    named = {"name": "a week or more without a run", "showlegend": True} if first else {}
    return {**shape, "fillcolor": "rgba(127,135,144,0.2)", "line": {"width": 1, "color": GREY, "dash": "dot"}, **named}


def compared(past: History) -> list[Session]:
    """The runs of the weeks that are shown which have another one in the 30 days before."""
    since = shown_since(past)
    return [one for one in past.sessions if one.ratio is not None and clock(one.run).date() >= since]


def shown_since(past: History) -> date:
    """The first Monday in the picture of the weeks. There must be a run with a date."""
    return past.weeks[-WEEKS_SHOWN:][0].monday


def jumps(past: History) -> Picture:
    """Each run against the longest of the 30 days before it, in the published classes. There must be one to compare."""
    shown = compared(past)
    axes = layout("day of the run", "length, times the longest run of the 30 days before")
    axes["yaxis"]["range"] = [0, HIGHEST_RATIO + 0.2]
    axes["xaxis"] |= day_axis([clock(one.run).date() for one in shown])
    axes["shapes"] = [_class_line(1 + spike.above) for spike in SPIKES[1:]]
    return Picture(
        title="Your runs beside the longest of the month before",
        sentence=_jumps_sentence(shown),
        spec={"data": [_class_points(spike, at, shown) for at, spike in enumerate(SPIKES)], "layout": axes},
        table=Table(
            ("Day", "Run", "Longest before", "Times as long", "Rate of injuries anywhere"),
            tuple(map(_jump_row, reversed(shown))),
            {"Rate of injuries anywhere": tuple(rate_place(one.spike) for one in reversed(shown))},
        ),
    )


def furthest(shown: Sequence[Session]) -> Session | None:
    """The run that went most beyond the longest before it, by the numbers as told; of equals the longest run."""
    longer = [one for one in shown if one.spike and one.spike.rate_ratio > 1]
    return max(longer, key=lambda one: (round(one.ratio or 0, 2), one.longest_before_m or 0), default=None)


def _jumps_sentence(shown: Sequence[Session]) -> str:
    most = furthest(shown)
    if most is None:
        told = (
            f"None of {counted(len(shown), 'run')} was more than a tenth longer than the longest of the 30 days before."
        )
    else:
        assert most.spike is not None and most.ratio is not None
        longer = sum(one.spike is not None and one.spike.rate_ratio > 1 for one in shown)
        told = (
            f"{longer} of {counted(len(shown), 'run')} went more than a tenth beyond the longest of the 30 days "
            f"before. The largest jump was {_words(most)}, {most.ratio:.2f} times as long. In a study such runs went with "
            f"{most.spike.rate_ratio:g} times the rate of injuries anywhere in the body ({interval_words(most.spike)}); nobody has "
            "tested it for backs."
        )
    unsure = sum(not one.whole for one in shown)
    if unsure:
        told += f" Your files do not reach back 30 days before {counted(unsure, 'run')} of these (hollow): a longer one may be missing."
    return told


def _words(one: Session) -> str:
    assert one.run.distance_m is not None
    return f"{_km(one.run.distance_m.value):g} km on {long_day(clock(one.run).date())}"


def _class_points(spike: Spike, at: int, shown: Sequence[Session]) -> dict[str, Any]:
    own = [one for one in shown if one.spike == spike]
    symbol, colour = MARKS[at]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{class_words(spike)}" + (f" longer: rate × {spike.rate_ratio:g}" if at else ""),
        "x": [clock(one.run).isoformat(timespec="minutes") for one in own],
        "y": [min(one.ratio or 0, HIGHEST_RATIO) for one in own],
        "customdata": [rate_place(spike)] * len(own),
        "marker": {
            "symbol": [symbol if one.whole else f"{symbol}-open" for one in own],
            "size": 11,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "hoverinfo": "skip",
        "showlegend": bool(own),
    }


def _class_line(ratio: float) -> dict[str, Any]:
    level = {"xref": "paper", "x0": 0, "x1": 1, "y0": ratio, "y1": ratio}
    return {"type": "line", **level, "line": {"color": GREY, "width": 1, "dash": "dot"}}


def _jump_row(one: Session) -> tuple[str, ...]:
    assert one.spike is not None and one.longest_before_m is not None and one.run.distance_m is not None
    rate = f"{one.spike.rate_ratio:g} ({interval_words(one.spike)})" if one.spike.rate_ratio > 1 else COMPARED_WITH
    return (
        long_day(clock(one.run).date()),
        f"{_km(one.run.distance_m.value):g} km",
        f"{_km(one.longest_before_m):g} km" + ("" if one.whole else ", as far as the files reach"),
        f"{one.ratio:.2f}",
        rate,
    )


def averages(past: History) -> Picture:
    """The moving averages day by day. There must be four weeks of runs."""
    found = averages_by_day(past)[-7 * WEEKS_SHOWN :]
    days = [day.isoformat() for day, _ in found]
    _, last = found[-1]
    axes = layout("day", "fading mean, km a day")
    axes["xaxis"] |= day_axis([day for day, _ in found])
    ratio = f"; the first divided by the second is {last.ratio:.2f}" if last.ratio else ""
    return Picture(
        title="Fading means of your distance",
        sentence=(
            f"On the last day the fading mean of {ACUTE_DAYS} days is {last.acute_km_a_day:.1f} km a day, that of "
            f"{CHRONIC_DAYS} days {last.chronic_km_a_day:.1f} km{ratio}. This is arithmetic and not a risk: the ratio was "
            "never shown to be a cause of injury, and among runners it pointed the other way."
        ),
        spec={
            "data": [
                curve(f"{ACUTE_DAYS} days", days, [round(one.acute_km_a_day, 3) for _, one in found], ORANGE),
                curve(f"{CHRONIC_DAYS} days", days, [round(one.chronic_km_a_day, 3) for _, one in found], BLUE, "dash"),
            ],
            "layout": axes,
        },
        table=Table(
            ("Day", f"{ACUTE_DAYS} days", f"{CHRONIC_DAYS} days", "Ratio"),
            tuple(
                (
                    long_day(day),
                    f"{one.acute_km_a_day:.2f} km",
                    f"{one.chronic_km_a_day:.2f} km",
                    f"{one.ratio:.2f}" if one.ratio else "none",
                )
                for day, one in found[::-7]
            ),
        ),
    )


def own_form(forms: Sequence[FormOfRun], past: OwnPast, mass_kg: float) -> Picture:
    """Time on the ground as measured and the leg's spring as modelled, run by run; there must be one run."""
    dated = [form for form in forms if form.run.start]
    by_device: dict[str | None, list[FormOfRun]] = {}
    for form in dated:
        by_device.setdefault(form.run.device, []).append(form)
    axes = layout("day of the run", "foot on the ground, ms")
    axes["xaxis"] |= day_axis([clock(form.run).date() for form in dated])
    panels = _two_panels(axes, "leg as a spring (model), kN/m")
    panels["yaxis"] |= _room([1000 * form.contact_time_s for form in dated])
    panels["yaxis2"] |= _room([form.step.leg_stiffness_kn_m for form in dated])
    traces = [
        trace
        for at, (device, own) in enumerate(by_device.items())
        for trace in _device_points(_device_name(device), own, MARKS[at % len(MARKS)][0])
    ]
    return Picture(
        title="Your steps, run by run",
        sentence=_own_sentence(past),
        spec={"data": traces, "layout": panels},
        table=Table(
            (
                "Day",
                "Device or maker",
                "Steps a minute",
                "On the ground",
                "In the air",
                "Speed",
                "Covers",
                "Highest force, model",
                "Leg as a spring, model",
            ),
            tuple(_form_row(form, mass_kg) for form in reversed(forms)),
        ),
    )


def _device_name(device: str | None) -> str:
    """As text: Plotly reads names as markup, and these are a file's own words."""
    return escape(shortened(device, NAME_LETTERS), quote=False) if device else "device not named"


def _device_points(device: str, own: Sequence[FormOfRun], symbol: str) -> Iterable[dict[str, Any]]:
    days = [clock(form.run).isoformat(timespec="minutes") for form in own]
    common = {"type": "scatter", "mode": "markers", "x": days, "hoverinfo": "skip"}
    ground = {"symbol": symbol, "size": 11, "color": GREEN}
    spring = {"symbol": f"{symbol}-open", "size": 11, "color": BLUE, "line": {"width": 2, "color": BLUE}}
    yield {
        **common,
        "name": f"on the ground, {device}",
        "y": [1000 * form.contact_time_s for form in own],
        "marker": ground,
    }
    stiffness = [form.step.leg_stiffness_kn_m for form in own]
    yield {**common, "name": f"spring, {device}", "y": stiffness, "yaxis": "y2", "marker": spring}


def _own_sentence(past: OwnPast) -> str:
    new = past.newest
    said = (
        f"{_which(new)}, each foot stayed {1000 * new.contact_time_s:.0f} ms on the ground, at {new.cadence_spm:.0f} "
        f"steps a minute and {3.6 * new.speed_m_s:.1f} km/h. The model makes a leg of "
        f"{new.step.leg_stiffness_kn_m:.1f} kN/m of that."
    )
    if new.coverage is not None and new.coverage < LITTLE:
        said += f" Only {covered(new.coverage)} of the run has these numbers, while the speed is that of all of it."
    device = new.run.device
    if device is None:
        return f"{said} The file does not name its device, so the run is not compared with earlier ones."
    if past.contact_time_s is None or past.leg_stiffness_kn_m is None or past.speed_m_s is None:
        return f"{said} There are too few earlier runs of the same device at about this speed to compare it with."
    return (
        f"{said} You have {past.earlier} earlier runs at about this speed whose files name the same device or maker "
        f"({device}). In the middle of these it was {1000 * past.contact_time_s:.0f} ms and "
        f"{past.leg_stiffness_kn_m:.1f} kN/m, at {3.6 * past.speed_m_s:.1f} km/h."
    )


def _which(form: FormOfRun) -> str:
    """There may be newer runs, which lack these numbers."""
    if form.run.start is None:
        return "On a run without a date"
    return f"On {long_day(clock(form.run).date())}, the newest run here that has these numbers"


def _form_row(form: FormOfRun, mass_kg: float) -> tuple[str, ...]:
    return (
        long_day(clock(form.run).date()) if form.run.start else "no date",
        form.run.device or "not named",
        f"{form.cadence_spm:.0f}",
        f"{1000 * form.contact_time_s:.0f} ms",
        f"{1000 * form.flight_time_s:.0f} ms",
        f"{3.6 * form.speed_m_s:.1f} km/h",
        NOT_SAID if form.coverage is None else covered(form.coverage),
        f"{form.step.peak_force_n / (mass_kg * G_M_S2):.2f} × body weight",
        f"{form.step.leg_stiffness_kn_m:.1f} kN/m",
    )


def _bars(name: str, x: Sequence[str], y: Sequence[float | None], colour: str, axis: str) -> dict[str, Any]:
    # A bar stands over its week, from its Monday on.
    week_ms = timedelta(days=6).total_seconds() * 1000
    width = {"width": week_ms, "offset": 0, "marker": {"color": colour}}
    return {"type": "bar", "name": name, "x": list(x), "y": list(y), "yaxis": axis, "hoverinfo": "skip", **width}


def _two_panels(axes: dict[str, Any], lower_title: str) -> dict[str, Any]:
    """A second vertical axis below the first, over the same days."""
    upper = {**axes["yaxis"], "domain": UPPER}
    lower = {**axes["yaxis"], "title": axis_title(lower_title, Y_TITLE_LETTERS), "domain": LOWER}
    return {
        **axes,
        "height": HEIGHT_PX + 120,
        "xaxis": {**axes["xaxis"], "anchor": "y2"},
        "yaxis": upper,
        "yaxis2": lower,
    }


def _room(values: Sequence[float]) -> dict[str, Any]:
    """A tenth above and below: the axis of one run alone would be in parts of what was measured."""
    return {"range": [round(0.9 * min(values)), round(1.1 * max(values)) + 1]} if values else {}


def _km(metres: float) -> float:
    return round(metres / 1000, 1)
