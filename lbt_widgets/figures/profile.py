"""The risk profile as pictures: the causes, one of them from within, 100 dots with their range, what moved the result."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from lbt_widgets.content import Content
from lbt_widgets.content.places import place_of
from lbt_widgets.risk import Assessment, CauseShare, Contribution, Item
from lbt_widgets.words import N_, _, ngettext

from . import bars
from .bars import FRAME, Exposure
from .clearness import stands_on
from .colours import BLUE, GREY, ORANGE
from .dots import of_range, one_group
from .picture import ELSEWHERE, NOWHERE, Picture, Table
from .words import (
    answered,
    author_year,
    band,
    certainty,
    certainty_short,
    listing,
    per_100,
    percent,
    shortened,
    signed,
)

DOT_PX = 15
LINE_LETTERS = 32  # of a name and its answer above a bar, on a page 320 px wide
SHOWN = 10  # contributions drawn one by one; the rest share a bar and all stand in the table
CHANGE_WORDS = N_(
    "change per 100 runners, against a typical runner;<br>answers taken away one by one, the largest first"
)
NAMED = 2  # answers named as those that did most
ONE_IN_200 = 0.5  # of 100: less than this is not called by name
PART_WORDS = N_(
    "% of what is possible: 0 best, 100 worst,<br>but neither where it says “nothing clear”<br>"
    "●●○○ how sure; no number: none published"
)
AXIS_WORDS = N_(
    "% of all that could count here<br>▲ stands out; no number: none published<br>●●○○ how sure the evidence is"
)


def causes(result: Assessment, content: Content) -> Picture:
    """Each cause's share of its possible exposure, the unknown part hatched, and how sure the evidence is.

    Before the first answer there is nothing to draw, here and in the pictures below: the sentence says so.
    """
    rows = _rows(result, content)
    drawn = exposures(result, content)
    return Picture(
        title=_("Your profile, cause by cause"),
        sentence=_stand_out(rows[:-1], result.answered) + _strongest(result, content),
        spec={"data": bars.traces(drawn) if result.answered else [], "layout": bars.layout(drawn, _(AXIS_WORDS))},
        table=Table(
            (
                _("Cause"),
                _("Your share"),
                _("Not known"),
                _("Typical runner, same questions"),
                _("Stands out"),
                _("Evidence"),
            ),
            tuple(
                (
                    title,
                    percent(found.share),
                    percent(found.unknown),
                    percent(found.typical),
                    _("yes") if found.stands_out else _("no"),
                    certainty(found.certainty) + _no_figure(found),
                )
                for title, found in rows
            ),
        ),
    )


def causes_explained(result: Assessment, content: Content) -> Picture:
    """`causes` for a page, which has the room to say why an answer that adds most need not make its cause stand out."""
    picture = causes(result, content)
    return evolve(picture, sentence=picture.sentence + _hidden_among_others(result, content))


def exposures(result: Assessment, content: Content) -> list[Exposure]:
    """The bars of `causes`, in the order of its table."""
    return [
        Exposure(
            title,
            certainty_short(found.certainty) + _no_figure(found),
            found.share,
            found.unknown,
            found.typical or None,  # nothing is typical of what has not been answered
            found.stands_out,
        )
        for title, found in _rows(result, content)
    ]


def _rows(result: Assessment, content: Content) -> list[tuple[str, CauseShare]]:
    """The causes, then the background, which is shown and never blamed: it cannot stand out."""
    rows = [(content.causes[name].title, found) for name, found in result.causes.items() if name != "background"]
    return [*rows, (content.causes["background"].title, evolve(result.causes["background"], stands_out=False))]


def cause(result: Assessment, name: str, content: Content) -> Picture:
    """One cause from within: its bar, and what each of its parts was answered."""
    found, title = result.causes[name], content.causes[name].title
    known = [item for item in found.items if item.fraction is not None]
    whole = Exposure(
        _("{cause}, all together").format(cause=title),
        certainty_short(found.certainty) + _no_figure(found),
        found.share,
        found.unknown,
        found.typical if known else None,
        found.stands_out,
    )
    parts = [
        Exposure(
            item.label,
            _of_all(item, content),
            item.fraction or 0,
            float(item.fraction is None),
            None if item.fraction is None else item.typical,
        )
        for item in found.items
    ]
    return Picture(
        title=_("{cause} in your profile").format(cause=title),
        sentence=_within(title, found, len(known)),
        spec={
            "data": bars.traces([whole, *parts]) if known else [],
            "layout": bars.layout([whole, *parts], _(PART_WORDS)),
        },
        table=ELSEWHERE,
    )


def _of_all(item: Item, content: Content) -> str:
    """How much of the bar a part is, and in a word how little it may stand on: "5 % of all, nothing clear"."""
    words = _("{percent} of all").format(percent=percent(item.weight))
    return ", ".join(filter(None, (words, stands_on(item, content.effects[item.effect]))))


def _within(title: str, found: CauseShare, known: int) -> str:
    if not known:
        return _("Too little about {cause} is answered yet to draw its bar.").format(cause=title.lower())
    so_far = _("On {parts} so far") if _mostly_unknown(found) else _("With {parts} known")
    shares = (
        _("{so_far}, {cause} stands out: your share is {own}, a typical runner's with the same parts known {typical}.")
        if found.stands_out
        else _(
            "{so_far}, {cause} does not stand out: your share is {own}, a typical runner's with the same parts known "
            "{typical}."
        )
    ).format(
        so_far=so_far.format(parts=_parts(found)),
        cause=title.lower(),
        own=percent(found.share),
        typical=percent(found.typical),
    )
    gap = _("A part that is not known yet counts as 0, for both.") if known < len(found.items) else ""
    return f"{shares} {gap}".rstrip()


def _parts(found: CauseShare) -> str:
    """A part of a cause may rest on more than one answer, so these are never called answers."""
    known = sum(item.fraction is not None for item in found.items)
    return ngettext("{known} of {n} part", "{known} of {n} parts", len(found.items)).format(
        known=known, n=len(found.items)
    )


def _mostly_unknown(found: CauseShare) -> bool:
    """A few answers about little of a cause must not sound like a finding about the whole of it."""
    return found.unknown > 0.5


def _stand_out(rows: list[tuple[str, CauseShare]], answered: int) -> str:
    if not answered:
        return _("Nothing is answered yet, so nothing stands out.")
    names = [_named(title, found) for title, found in rows if found.stands_out]
    if not names:
        return _("On your answers so far, none of the {all} causes stands out from a typical runner.").format(
            all=len(rows)
        )
    return ngettext(
        "{n} of the {all} causes stands out from a typical runner: {names}.",
        "{n} of the {all} causes stand out from a typical runner: {names}.",
        len(names),
    ).format(n=len(names), all=len(rows), names=listing(names))


def _strongest(result: Assessment, content: Content) -> str:
    """The answers that add most: the bar of a cause may hide one among the others, as a jump among many good answers."""
    found = _add_most(result)
    if not found:
        return ""
    names = listing([f"{one.label.lower()} ({content.causes[one.cause].title.lower()})" for one in found])
    words = ngettext(
        "By itself the answer on {names} adds most.", "By themselves the answers on {names} add most.", len(found)
    )
    return f" {words.format(names=names)}"


def _add_most(result: Assessment) -> list[Contribution]:
    return [one for one in by_size(result) if one.per_100 >= ONE_IN_200][:NAMED]


def _hidden_among_others(result: Assessment, content: Content) -> str:
    """Of the background this is not said, nor of a cause without any figure: other things keep them from standing out."""
    found = {one.cause: result.causes[one.cause] for one in _add_most(result) if one.cause != "background"}
    calm = [content.causes[name].title.lower() for name, of in found.items() if of.has_figure and not of.stands_out]
    if not calm:
        return ""
    words = ngettext(
        "Even so, {names} does not stand out: a cause does so when all its answers together lie well above a typical "
        "runner's, and one answer is only a part of them.",
        "Even so, {names} do not stand out: a cause does so when all its answers together lie well above a typical "
        "runner's, and one answer is only a part of them.",
        len(calm),
    )
    return f" {words.format(names=listing(calm))}"


def _named(title: str, found: CauseShare) -> str:
    if not _mostly_unknown(found):
        return title.lower()
    return _("{cause} (on {parts} so far)").format(cause=title.lower(), parts=_parts(found))


def _no_figure(found: CauseShare) -> str:
    """Said where a bar rests on no published figure at all."""
    return "" if found.has_figure else f", {_('no number')}"


def dots(result: Assessment) -> Picture:
    """One hundred runners with these answers: the low end filled, the range ringed, the rest pale."""
    overall = per_100(result.baseline_per_100)
    return Picture(
        title=_("Of 100 runners with these answers"),
        sentence=_(
            "Of 100 runners with these answers, {band} had low-back pain in a year; of 100 runners overall, {overall}."
        ).format(band=band(result.per_100), overall=overall),
        spec={
            "data": one_group(of_range(result.per_100, DOT_PX)),
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


def _dots_table(result: Assessment) -> Table:
    found = result.per_100
    return Table(
        (_("Of 100 runners in a year"), _("Low-back pain"), _("None")),
        (
            (_("With these answers, low end of the range"), per_100(found.low), per_100(100 - found.low)),
            (_("With these answers, middle"), per_100(found.mean), per_100(100 - found.mean)),
            (_("With these answers, high end of the range"), per_100(found.high), per_100(100 - found.high)),
            (_("All runners"), per_100(result.baseline_per_100), per_100(100 - result.baseline_per_100)),
        ),
    )


def contributions(result: Assessment, content: Content, system: str = "metric") -> Picture:
    """What each answer did to the middle of the range, by ordered removal, per 100; answers in metric or imperial units.

    A bar and its row have as key the place of their figure among the claims.
    """
    ordered = by_size(result)
    shown, rest = ordered[:SHOWN], ordered[SHOWN:]
    named = [
        (f"<b>{c.label}</b> {shortened(answer_words(c, content, system), LINE_LETTERS - len(c.label))}", c.per_100)
        for c in shown
    ]
    if rest:
        together = _("<b>{n} smaller ones together</b> (see the table)").format(n=len(rest))
        named.append((together, sum(c.per_100 for c in rest)))
    total = result.per_100.mean - result.baseline_per_100
    places = tuple(place_of(content.effects[c.effect], content) for c in ordered)
    return Picture(
        title=_("What moved the result"),
        sentence=_moved(shown, total),
        spec={"data": [_contribution_bars(named, places)] if named else [], "layout": _contribution_layout(named)},
        table=Table(
            (_("About"), _("Your answer"), _("Per 100 runners"), _("Log-odds"), _("Evidence"), _("Sources")),
            (
                *(
                    (
                        c.label,
                        answer_words(c, content, system),
                        signed(c.per_100),
                        signed(c.log_odds, 2),
                        certainty(c.certainty),
                        "; ".join(author_year(content.sources[source]) for source in c.sources)
                        or _("no published figure"),
                    )
                    for c in ordered
                ),
                (_("Together"), "", signed(total), signed(sum(c.log_odds for c in ordered), 2), "", ""),
            ),
            {_("Sources"): (*places, NOWHERE)},
        ),
    )


def by_size(result: Assessment) -> list[Contribution]:
    """What moved the result, the largest change first: the order of the table."""
    return sorted(result.contributions, key=lambda c: -abs(c.per_100))


def answer_words(contribution: Contribution, content: Content, system: str = "metric") -> str:
    """The answers behind a contribution, as the form says them: "One or two", "14 km, 16 km"."""
    return ", ".join(answered(content.questions[name], value, system) for name, value in contribution.answers.items())


def _moved(shown: list[Contribution], total: float) -> str:
    if not shown:
        return _("Nothing is answered yet, so nothing has moved the result.")
    up = [c.label.lower() for c in shown if c.per_100 >= ONE_IN_200][:NAMED]
    down = [c.label.lower() for c in shown if c.per_100 <= -ONE_IN_200][:NAMED]
    parts = []
    if up:
        parts.append(_("those on {what} added most").format(what=listing(up)))
    if down:  # a spell of pain is no shield: it only counts for less than what is typical
        parts.append(_("those on {what} count for less than what is typical").format(what=listing(down)))
    why = "; ".join(parts) or _("no single answer moved it by as much as 1 in 200")
    return _(
        "Compared with a typical runner, your answers together moved the middle by {change} in 100: {why}."
    ).format(change=signed(total), why=why)


def _contribution_bars(named: list[tuple[str, float]], places: tuple[str, ...]) -> dict[str, Any]:
    """The bar of the smaller ones together leads nowhere: it has many sources."""
    values = [value for _words, value in named]
    return bars.bar("", values, {"color": [ORANGE if value > 0 else BLUE for value in values]}) | {
        "text": [signed(value) for _words, value in named],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [*places[:SHOWN], NOWHERE][: len(named)],
        "hoverinfo": "none",  # no label, but a click leads to the claim
    }


def _zero(y: int) -> dict[str, Any]:
    """Where a bar begins. A line through all rows would run through their words."""
    line = {"color": GREY, "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "y0": y - 0.25, "y1": y + 0.25, "line": line}


def _contribution_layout(named: list[tuple[str, float]]) -> dict[str, Any]:
    reach = 1.55 * max([1.0, *(abs(value) for _words, value in named)])
    return {
        "height": bars.ROW_PX * max(2, len(named)) + bars.MARGIN_PX + 20,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 70},
        "xaxis": FRAME  # no grid either: each bar has its number
        | {"range": [-reach, reach], "title": {"text": _(CHANGE_WORDS), "font": {"size": 13}}, "ticks": "outside"},
        "yaxis": bars.rows_axis(len(named)),
        "shapes": [_zero(y) for y in range(len(named))],
        "annotations": [bars.label(y, words, -reach) for y, (words, _value) in enumerate(named)],
    }
