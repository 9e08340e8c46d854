"""The model's own page, in the order of a TRIPOD report, written from the content so that it is never out of date."""

from __future__ import annotations

from html import escape

import attrs

from lbt_widgets.content import Content
from lbt_widgets.content.places import place_of
from lbt_widgets.content.records import Assumption, Effect, Figure
from lbt_widgets.figures.limits import CANNOT, FOR_WHOM
from lbt_widgets.figures.words import VERDICT, number, span
from lbt_widgets.words import ENGLISH, N_, _, speaking

from ._grades import certainty_html
from ._links import claim_link
from ._sources import cited_html, reference_html, source_link
from ._tables import Markup, table_html
from .live import Html

TITLE = N_("How this is worked out, and its limits")
OUTCOME = "runners with low-back pain at any time in a year, as surveys count them"


def model_card(content: Content) -> Html:
    """Who the model is for, how it was made, how it was tested, and what it cannot do."""
    with speaking(ENGLISH):
        card = model_card_html(content.english)
    return Html(html=f'<div lang="en">{card}</div>', tag="section", label=_(TITLE))


def model_card_html(content: Content) -> str:
    """The card as HTML: short sections, then every effect, assumption and source."""
    model = content.model
    parts = [
        ("Who it is for", f"<p>{FOR_WHOM}</p>"),
        (
            "What it estimates",
            f"<p>The share of {OUTCOME}. Base rate {100 * model.base_rate:g} of 100 ({source_link(model.base_rate_source, content)}).</p>",
        ),
        ("What goes in", _inputs(content)),
        ("How it was made", HOW_MADE),
        ("What is not known", UNKNOWN),
        ("How to read the pictures", READING),
        ("How it was tested", HOW_TESTED),
        ("What it cannot do", f"<p>{CANNOT}</p>"),
        ("Every assumption", _assumptions(content)),
        ("Every effect", _effects(content)),
        ("Every source of these figures", _bibliography(content)),
    ]
    body = "".join(f"<h3>{title}</h3>{text}" for title, text in parts)
    return f"{body}<p>Model version {escape(model.version)}.</p>"


HOW_MADE = (
    "<p>Each published figure is turned into log-odds: odds ratios by their logarithm; risk and hazard ratios by way of "
    "the base rate; standardised differences by d·π/√3 for each standard deviation. Each is shrunk by how little it is "
    "trusted, which the belief slider takes back, and has an uncertainty: the study's own interval, widened for low "
    "certainty, for people who do not run, and for outcomes other than the low back. The sum of normal log-odds is "
    "normal, so the 80 % range is exact and needs no chance. Contradicted claims keep the direction of the studies "
    "until the slider stands at the article's word; claims without a figure count nothing before that.</p>"
)
UNKNOWN = "<p>An unknown answer is never filled in. It widens the range by what it could have been.</p>"
READING = (
    "<p>A bar is your share of a cause's possible exposure. Each answer counts in it by how far it moves the result; "
    "what nobody measured counts by the article's word times your belief. What moved the result is found by ordered "
    "removal: the answers are taken away again one by one, the largest first, until only the base rate is left. "
    "Any answer narrows or widens the range, and that alone moves its middle a little.</p>"
)
HOW_TESTED = (
    "<p>Against hand-worked conversions, published odds ratios and 100 000 simulated runners: with nothing known the mean "
    "is the base rate. It has <strong>not</strong> been tested on real runners; nobody has done that for any such model.</p>"
)


def _inputs(content: Content) -> str:
    figured = sum(bool(effect.figures) for effect in content.effects.values())
    return (
        f"<p>{len(content.questions)} questions, of which any may stay unknown, feed {len(content.effects)} effects; "
        f"{figured} of them have a published figure. Questions that measure the same thing share one effect.</p>"
    )


def assumptions(content: Content) -> list[tuple[str, Assumption]]:
    """Every assumption of the model with its name."""
    return list(_named(content.model, ""))


def _named(record: object, prefix: str) -> list[tuple[str, Assumption]]:
    found = []
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        name = f"{prefix} {field.name}".replace("_", " ").strip()
        if isinstance(value, Assumption):
            found.append((name, value))
        elif attrs.has(type(value)):
            found += _named(value, name)
    return found


def _assumptions(content: Content) -> str:
    rows = [
        (name, number(one.value), one.why, source_link(one.source, content) if one.source else "ours")
        for name, one in assumptions(content)
    ]
    return table_html("Assumptions", ("What", "Value", "Why", "From"), rows)


def _effects(content: Content) -> str:
    rows = [row for effect in content.effects.values() for row in _effect_rows(effect, content)]
    head = ("Exposure", "Published figure", "Studied", "Evidence", "Source", "Reference runners", "Left out")
    return table_html("Effects", head, rows)


def _effect_rows(effect: Effect, content: Content) -> list[tuple[str, ...]]:
    claim, left_out = content.claims[effect.claim], cited_html(effect.left_out or "", content)
    reference = cited_html(effect.reference, content)
    evidence = Markup(f"{certainty_html(effect.certainty or claim.certainty)}, {VERDICT[claim.verdict]}")
    if not effect.figures:
        why = Markup(f"none: {cited_html(effect.no_figure or '', content)}")
        return [(claim_link(effect.claim, effect.label), why, "", evidence, "", reference, left_out)]
    return [
        (
            claim_link(place_of(effect, content, figure), effect.label),
            f"{figure_words(figure)}: {figure.contrast}",
            f"{figure.outcome}; {figure.population} ({_directness(figure)})",
            evidence,
            source_link(figure.source, content),
            reference,
            left_out,
        )
        for figure in effect.figures.values()
    ]


def figure_words(figure: Figure) -> str:
    """A figure as printed: "OR 3.18 (95 % interval 2.11 to 4.78)", with how we derived it or what it lacks."""
    if figure.ci95:
        doubt = f"95 % interval {span(figure.ci95)}"
    else:
        doubt = "no interval seen" if figure.p is None else f"p = {figure.p:g}"
    return "; ".join(filter(None, [f"{figure.measure} {number(figure.value)} ({doubt})", figure.derived, figure.note]))


def _directness(figure: Figure) -> str:
    return ", ".join(
        [
            "runners" if figure.runners else "not runners",
            "low back" if figure.low_back else "not the low back",
            "measured before the pain" if figure.before_pain else "measured with or after the pain",
        ]
    )


def _bibliography(content: Content) -> str:
    used = [content.model.base_rate_source]
    used += [figure.source for effect in content.effects.values() for figure in effect.figures.values()]
    lines = "".join(f"<li>{reference_html(source, content)}</li>" for source in sorted(set(used)))
    return f'<ul class="lbt-sources">{lines}</ul>'
