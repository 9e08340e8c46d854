"""The model's own page, in the order of a TRIPOD report, written from the content so that it is never out of date."""

from __future__ import annotations

from html import escape

from lbt_widgets.content import Content
from lbt_widgets.content.records import Effect, Figure
from lbt_widgets.figures.words import cite

from .live import Html

OUTCOME = "runners with low-back pain at any time in a year, as surveys count them"


def model_card(content: Content) -> Html:
    """Who the model is for, how it was made, how it was tested, and what it cannot do."""
    return Html(html=model_card_html(content), tag="section", label="How this is worked out, and its limits")


def model_card_html(content: Content) -> str:
    """The card as HTML: short sections, then every effect and every assumption in a table."""
    model = content.model
    parts = [
        (
            "Who it is for",
            "<p>Adults who run and want to learn. It is not for anybody with a warning sign: see a clinician instead.</p>",
        ),
        ("What it estimates", f"<p>The share of {OUTCOME}. Base rate {100 * model.base_rate:g} of 100.</p>"),
        (
            "What goes in",
            f"<p>{len(content.questions)} questions, of which any may stay unknown, feed {len(content.effects)} effects; "
            f"{sum(bool(e.figures) for e in content.effects.values())} of them have a published figure. "
            "Questions that measure the same thing share one effect.</p>",
        ),
        ("How it was made", HOW_MADE),
        (
            "What is not known",
            "<p>An unknown answer is never filled in. It widens the range by what it could have been.</p>",
        ),
        ("How it was tested", HOW_TESTED),
        ("What it cannot do", CANNOT),
        ("Every assumption", _assumptions(content)),
        ("Every effect", _effects(content)),
    ]
    body = "".join(f"<h3>{title}</h3>{text}" for title, text in parts)
    return (
        "<details><summary>How this is worked out, and its limits</summary>"
        f"{body}<p>Model version {escape(model.version)}.</p></details>"
    )


HOW_MADE = (
    "<p>Each published figure is turned into log-odds: odds ratios by their logarithm; risk and hazard ratios by way of "
    "the base rate; standardised differences by d·π/√3 for each standard deviation. Each is shrunk by how little it is "
    "trusted, which the belief slider takes back, and has an uncertainty: the study's own interval, widened for low "
    "certainty, for people who do not run, and for outcomes other than the low back. The sum of normal log-odds is "
    "normal, so the 80 % range is exact and needs no chance. Contradicted claims keep the direction of the studies "
    "until the slider stands at the article's word; claims without a figure count nothing before that.</p>"
)
HOW_TESTED = (
    "<p>Against hand-worked conversions, published odds ratios and 100 000 simulated runners: with nothing known the mean "
    "is the base rate. It has <strong>not</strong> been tested on real runners; nobody has done that for any such model.</p>"
)
CANNOT = (
    "<p>It cannot tell why a back hurts, cannot find disease, and treats answers as independent, so overlapping figures "
    "add up to more than they should. Any answer narrows or widens the range, and that alone moves its middle a little. An extreme answer may widen the range: an uncertain effect times a large "
    "exposure. A range says where runners with such answers would lie if the figures are right, and they may not be.</p>"
)


def _assumptions(content: Content) -> str:
    model = content.model
    named = [
        *((f"trust, {name.replace('_', ' ')} certainty", one) for name, one in model.trust.items()),
        ("trust, measured after the pain", model.trust_after_pain),
        *((f"spread, {name.replace('_', ' ')}", one) for name, one in model.widths.items()),
        ("the article's word, odds ratio", model.article_odds_ratio),
        ("limit of a standard score", model.z_limit),
        ("a cause stands out from", model.stands_out),
    ]
    rows = [(name, f"{one.value:g}", one.why) for name, one in named]
    return _table("Assumptions", ("What", "Value", "Why"), rows)


def _effects(content: Content) -> str:
    rows = [row for effect in content.effects.values() for row in _effect_rows(effect, content)]
    return _table("Effects", ("Exposure", "Published figure", "Studied", "Source", "Reference runners"), rows)


def _effect_rows(effect: Effect, content: Content) -> list[tuple[str, ...]]:
    if not effect.figures:
        return [(effect.label, f"none: {effect.no_figure}", "", "", effect.reference)]
    return [
        (
            effect.label,
            f"{figure_words(figure)}: {figure.contrast}" + (f" ({figure.derived})" if figure.derived else ""),
            f"{figure.outcome}; {figure.population}",
            cite(content.sources[figure.source]),
            effect.reference,
        )
        for figure in effect.figures.values()
    ]


def figure_words(figure: Figure) -> str:
    """A figure as printed: "OR 3.18 (95 % interval 2.11 to 4.78)"."""
    if figure.ci95:
        return f"{figure.measure} {figure.value:g} (95 % interval {figure.ci95[0]:g} to {figure.ci95[1]:g})"
    if figure.p is not None:
        return f"{figure.measure} {figure.value:g} (p = {figure.p:g})"
    return f"{figure.measure} {figure.value:g} (no interval seen)"


def _table(caption: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    columns = "".join(f'<th scope="col">{name}</th>' for name in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="lbt-scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )
