"""The report: one HTML document of two printed pages at most that asks for no other file and runs no script."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from math import isclose
from string import Template
from xml.etree.ElementTree import Element

from lbt_widgets.content import Content
from lbt_widgets.content.days import long_day
from lbt_widgets.content.derived import questions_of
from lbt_widgets.content.places import typical_is_assumed, typical_sources
from lbt_widgets.content.records import ActionAdvice
from lbt_widgets.content.wording import lower_first
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.limits import CANNOT, CAVEAT, FOR_WHOM
from lbt_widgets.figures.words import answered, certainty_short, number, signed
from lbt_widgets.risk import CauseShare, Contribution
from lbt_widgets.words import N_, _, language, ngettext

from .drawings import bar, dots, hatching
from .elements import element, listed, table, written
from .plan_part import plan_part
from .references import OURS, References, described
from .room import Detail, details, fits
from .taken import Taken

TITLE = N_("Lower back and running: a risk profile")
HELP_FIRST = N_("Lower back and running: get help first")
FOOT = N_("Lower back and running. For learning, not a diagnosis.")
PAGE = N_("page {n} of {all}")
HOW_TO_PRINT = N_(
    "To print this page, or to save it as PDF, use the print command of your browser (Ctrl + P, on a Mac ⌘ + P)."
)
SAFE = N_(
    "No warning sign was ticked when this was made. It holds only while that is so: if your pain or your health "
    "changes, answer the safety questions again first."
)
SAFE_EXAMPLE = N_(
    "No warning sign of {who}, a made-up runner. This says nothing about you: your own answers to the safety questions "
    "count for you, and they come first."
)
NOT_ASKED = N_("The safety questions were not asked here. They come first: look whether one of these signs is there.")
BAR_WORDS = N_(
    "Your share of what a cause could add, our own sum. ▲ stands out; ◇ typical: a runner with the same questions "
    "answered (°: assumed, at least in part); hatched: not known; ●●○○ how sure the evidence is."
)
DOT_WORDS = N_("The dots: filled, the low end of the range; ringed, up to its high end; small, beyond it.")
MOVED_WORDS = N_(
    "In each row: by how many of 100, found by taking the answers away one by one, the largest first. A minus: it "
    "counts for less than a typical runner's answer; it shields from nothing."
)
STILL_WORDS = N_(
    "These answers moved nothing, since no figure is published for them or the change is too small to tell:"
)
WAITING_WORDS = N_("These count only together with another answer, which is not there yet:")


def report_html(taken: Taken, content: Content, day: date) -> str:
    """The report, made on `day`, with as much as two pages hold. A red flag that stops the score leaves only what to do."""
    advice = taken.advice(content)
    if advice and advice.stops_score:
        return written(
            _document(_(HELP_FIRST), [element("div", *_help_first(advice, taken, content, day), class_="stop")])
        )
    for detail in details():
        made = _whole(taken, content, day, advice, detail)
        if fits(made):
            break
    return written(made)


def _whole(taken: Taken, content: Content, day: date, advice: ActionAdvice | None, detail: Detail) -> Element:
    references = References(content)
    parts = [
        element("h1", _(TITLE)),
        element("p", _made(taken, day), class_="made"),
        *_who_translated(content),
        element("p", _(HOW_TO_PRINT), class_="screen"),
        _safety(advice, taken, content),
        _causes(taken, content, references),
        _range(taken, content, references),
        _moved(taken, content, references, detail),
        *plan_part(taken, content, references, detail),
        element("h2", _("What this cannot tell")),
        element("p", _("For whom it is: {who}").format(who=f"{lower_first(_(FOR_WHOM))} {_(CANNOT)}"), class_="small"),
        element("h2", _("Sources")),
        references.listed(),
    ]
    return _document(_(TITLE), parts)


def _document(title: str, parts: list[Element]) -> Element:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", _sheet()),
    )
    return element("html", head, element("body", hatching(), element("main", *parts)), lang=language())


def _sheet() -> str:
    """The style sheet, with the feet of the printed pages in the reader's language: only CSS can count pages."""
    sheet = Template(files(__package__).joinpath("report.css").read_text("utf-8"))
    counters = {"n": "counter(page)", "all": "counter(pages)"}
    parts = re.split(r"\{(\w+)\}", _(PAGE))
    page = " ".join(counters[part] if at % 2 else _quoted(part) for at, part in enumerate(parts) if part)
    return sheet.substitute(foot=_quoted(_(FOOT)), page=page)


def _quoted(text: str) -> str:
    """As a string of CSS: there a quote and a backslash are escaped as in JSON."""
    return json.dumps(text, ensure_ascii=False)


def _made(taken: Taken, day: date) -> str:
    result = taken.result
    answered_words = ngettext("{n} question answered", "{n} questions answered", result.answered)
    return "; ".join(
        [
            _made_on(taken, day),
            answered_words.format(n=result.answered),
            _("model version {version}").format(version=result.model_version),
            _("belief {belief} (0: good studies alone, 1: the article)").format(belief=number(round(result.belief, 2))),
        ]
    )


def _who_translated(content: Content) -> list[Element]:
    """On paper, too, a translation that nobody has checked says so."""
    spoken = content.languages[language()]
    raw = spoken.machine_made and not spoken.reviewed
    return (
        [element("p", _("A machine made this translation, and nobody has checked it yet."), class_="made")]
        if raw
        else []
    )


def _made_on(taken: Taken, day: date) -> str:
    made = _("Made on {day}").format(day=long_day(day))
    whose = _("of {person}, a made-up example runner").format(person=taken.person)
    return f"{made}; {whose}" if taken.person else made


def _safety(advice: ActionAdvice | None, taken: Taken, content: Content) -> Element:
    if advice:
        told = _advice(advice, taken, content)
    else:
        told = [element("p", _safe(taken))] if taken.safety_asked else _not_asked(content)
    return element("section", element("h2", _("Safety first")), *told, class_="first")


def _safe(taken: Taken) -> str:
    """That of an example runner is never read as one's own."""
    return _(SAFE_EXAMPLE).format(who=taken.person) if taken.person else _(SAFE)


def _not_asked(content: Content) -> list[Element]:
    """Without the questions the signs themselves, with what to do and how soon."""
    told = [element("p", _(NOT_ASKED))]
    for action in content.safety.actions:
        if action.stops_score:
            signs = [flag.ask for flag in content.safety.flags if flag.action == action.id]
            told += [
                element("p", element("strong", f"{action.title}. {action.how_soon}.")),
                listed(signs, class_="signs"),
            ]
    return told


def _advice(advice: ActionAdvice, taken: Taken, content: Content) -> list[Element]:
    asks = [flag.ask for flag in content.safety.flags if flag.id in taken.red_flags]
    return [
        element("p", element("strong", f"{advice.title}. {advice.how_soon}."), f" {advice.advice}"),
        *(
            [
                element("p", _("{who} ticked:").format(who=taken.person) if taken.person else _("You ticked:")),
                listed(asks),
            ]
            if asks
            else []
        ),
    ]


def _help_first(advice: ActionAdvice, taken: Taken, content: Content, day: date) -> list[Element]:
    ticked = [flag for flag in content.safety.flags if flag.id in taken.red_flags]
    why = [
        element("p", element("strong", flag.ask), f" {flag.why} (", *described(content.sources[flag.source]), ")")
        for flag in ticked
    ]
    title = (
        _("What {who} ticked, and why it matters").format(who=taken.person)
        if taken.person
        else _("What you ticked, and why it matters")
    )
    return [
        element("h1", advice.title),
        element("p", _made_on(taken, day), class_="made"),
        *_who_translated(content),
        element(
            "section",
            element("p", element("strong", f"{advice.how_soon}.")),
            element("p", advice.advice),
            class_="first help",
        ),
        *([element("h2", title), listed(why)] if why else []),
        element("p", _("No score and no plan are made while this is true. Take this page with you.")),
        element("p", _(HOW_TO_PRINT), class_="screen"),
    ]


def _causes(taken: Taken, content: Content, references: References) -> Element:
    picture = pictures.causes(taken.result, content)
    bars = pictures.exposures(taken.result, content)
    found = {content.causes[name].title: share for name, share in taken.result.causes.items()}
    columns = (_("Cause"), _("0 to 100 %"), _("Your share"), _("Not known"), _("Typical"), _("Evidence"))
    rows: list[tuple[str | Element, ...]] = [
        (
            f"{'▲ ' if drawn.stands_out else ''}{row[0]}",
            bar(drawn),
            *row[1:3],
            _typical(row[3], found[row[0]], content, references),
            drawn.note,
        )
        for drawn, row in zip(bars, picture.table.rows, strict=True)
    ]
    return element(
        "section",
        element("h2", picture.title),
        element("p", picture.sentence, class_="finding"),
        _wide(table(columns, rows, class_="causes"), picture.title),
        element("p", _(BAR_WORDS), class_="small"),
        class_="whole",
    )


def _typical(percent: str, found: CauseShare, content: Content, references: References) -> Element:
    """What is typical of what was answered, marked where an assumption is in it, and else with its sources."""
    effects = [content.effects[item.effect] for item in found.items if item.fraction is not None]
    if any(map(typical_is_assumed, effects)):
        return element("span", f"{percent} {OURS}")
    sources = [source for effect in effects for source in typical_sources(effect)]
    return element("span", f"{percent} ", *references.cite(sources)) if sources else element("span", percent)


def _range(taken: Taken, content: Content, references: References) -> Element:
    """How common it is among all runners has a source, unless the reader has moved it."""
    picture = pictures.dots(taken.result)
    theirs = not isclose(taken.result.baseline_per_100, 100 * content.model.base_rate)
    common = [_("(your own setting)")] if theirs else references.cite([content.model.base_rate_source])
    before, heart, after = map(_, CAVEAT)
    words = element(
        "div",
        element("p", element("span", picture.sentence, class_="finding"), " ", *common),
        element("p", f"{before} ", element("strong", heart), f" {after}"),
        table(picture.table.columns, picture.table.rows),
        element("p", _(DOT_WORDS), class_="small"),
    )
    drawn = dots(taken.result.per_100, picture.sentence)
    return element(
        "section", element("h2", picture.title), element("div", words, drawn, class_="beside"), class_="whole"
    )


def _moved(taken: Taken, content: Content, references: References, detail: Detail) -> Element:
    picture = pictures.contributions(taken.result, content)
    ordered = pictures.by_size(taken.result)
    moved = [one for one in ordered if _moves(one)]
    rows: list[str | Element] = [_moved_row(one, taken, content, references) for one in moved[: detail.most_moved]]
    if less := len(moved[detail.most_moved :]):
        words = ngettext(
            "{n} more answer moved it less; it is in the workbook.",
            "{n} more answers moved it less; they are in the workbook.",
            less,
        )
        rows.append(words.format(n=less))
    still = [f"{one.label}: {pictures.answer_words(one, content, taken.units)}" for one in ordered if not _moves(one)]
    partners = _partners(taken, content)
    still += [_answer(name, taken, content) for name in _not_counted(taken) if name not in partners]
    waiting = [
        _("{answer} (with: {others})").format(
            answer=_answer(name, taken, content),
            others=" ".join(content.questions[other].text for other in others),
        )
        for name, others in partners.items()
    ]
    return element(
        "section",
        element("h2", _("{title}, and your answers").format(title=picture.title)),
        element("p", element("span", picture.sentence, class_="finding"), f" {_(MOVED_WORDS)}"),
        *([listed(rows, class_="moved")] if rows else []),
        *(_ended(_(STILL_WORDS), still) if detail.still else _counted(still)),
        *_ended(_(WAITING_WORDS), waiting),
    )


def _ended(words: str, answers: list[str]) -> list[Element]:
    return [element("p", f"{words} {'; '.join(answers)}.", class_="small")] if answers else []


def _counted(still: list[str]) -> list[Element]:
    words = ngettext(
        "{n} more answer moved nothing; it is in the workbook.",
        "{n} more answers moved nothing; they are in the workbook.",
        len(still),
    )
    return [element("p", words.format(n=len(still)), class_="small")] if still else []


def _moves(one: Contribution) -> bool:
    return signed(one.per_100) != signed(0)


def _answer(name: str, taken: Taken, content: Content) -> str:
    question = content.questions[name]
    return f"{question.text} {answered(question, taken.profile.answers[name], taken.units)}"


def _not_counted(taken: Taken) -> list[str]:
    """Answers that no effect uses."""
    used = {name for one in taken.result.contributions for name in one.answers}
    return [name for name in taken.profile.answers if name not in used]


def _partners(taken: Taken, content: Content) -> dict[str, list[str]]:
    """Answers that count only together with others → those that are not known."""
    found: dict[str, list[str]] = {}
    counted_not = set(_not_counted(taken))
    for effect in content.effects.values():
        names = questions_of(effect) if effect.derive else ()
        missing = [name for name in names if name not in taken.profile.answers]
        if missing:
            found |= {name: missing for name in names if name in counted_not}
    return found


def _moved_row(one: Contribution, taken: Taken, content: Content, references: References) -> Element:
    cited = references.cite(one.sources) or [_("(no figure)")]
    shape, word = certainty_short(one.certainty).split(" ", 1)
    return element(
        "span",
        element("span", element("b", one.label), f": {pictures.answer_words(one, content, taken.units)}"),
        element(
            "span",
            element("b", signed(one.per_100)),
            f" {shape} ",
            element("span", f"{word} ", class_="word"),
            *cited,
            class_="how",
        ),
    )


def _wide(inside: Element, name: str) -> Element:
    """What may be wider than a phone scrolls by itself, by keyboard too."""
    return element(
        "div", inside, class_="wide", tabindex="0", role="group", aria_label=_("{name}, table").format(name=name)
    )
