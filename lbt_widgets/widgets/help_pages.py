"""When to get help: warning signs by what they ask for, how much they tell, and a list to take to a visit."""

from __future__ import annotations

from html import escape
from itertools import groupby

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.records import ActionAdvice, VisitNote

from ._links import claim_link
from ._sources import reference_html, source_link
from ._tables import Markup, table_html
from .live import Prose
from .safety_check import accuracy_sentence


def warning_signs(content: Content | None = None) -> Prose:
    """Every warning sign, the most urgent first, with what to do, how soon and why; what can wait is folded."""
    content = content or _content.load()
    html = "".join(_action(advice, content) for advice in content.safety.actions)
    used = dict.fromkeys(flag.source for flag in content.safety.flags)
    lines = "".join(f"<li>{reference_html(source, content)}</li>" for source in used)
    html += f'<details><summary>Sources of these signs</summary><ul class="lbt-sources">{lines}</ul></details>'
    return Prose(html=html, tag="section", label="Warning signs")


def _action(advice: ActionAdvice, content: Content) -> str:
    flags = [flag for flag in content.safety.flags if flag.action == advice.id]
    rows = [(flag.ask, flag.why, source_link(flag.source, content)) for flag in flags]
    table = table_html(advice.title, ("Sign", "Why it matters", "Source"), rows, headed=True)
    kind = ' class="lbt-urgent"' if advice.id == "emergency" else ""
    what = f"<p><strong>{escape(advice.how_soon)}.</strong> {escape(advice.advice)}</p>{table}"
    if advice.stops_score:
        return f"<h3{kind}>{escape(advice.title)}</h3>{what}"
    return f"<details><summary><h3>{escape(advice.title)}</h3></summary>{what}</details>"


def sign_accuracy(content: Content | None = None) -> Prose:
    """How much a warning sign tells: the published figures by source, each with its range where one was printed."""
    content = content or _content.load()
    safety = content.safety
    groups = groupby(safety.accuracy_figures, key=lambda figure: figure.source)
    html = "".join(
        f"<ul>{''.join(f'<li>{escape(accuracy_sentence(figure))}</li>' for figure in figures)}</ul>"
        f'<p class="lbt-hint">{reference_html(source, content)}</p>'
        for source, figures in groups
    )
    return Prose(html=f"<p>{escape(safety.accuracy)}</p>{html}", tag="section", label="How much a warning sign tells")


def visit_list(content: Content | None = None) -> Prose:
    """What to write down before a visit, with room to write; on paper it has a sheet of its own."""
    content = content or _content.load()
    html = "".join(
        f"<li>{escape(line.note)} <span class='lbt-why'>{_why(line, content)}</span>"
        f"<span class='lbt-line' aria-hidden='true'></span></li>"
        for line in content.safety.visit
    )
    return Prose(html=f'<ol class="lbt-visit">{html}</ol>', tag="section", label="To take to a visit")


def _why(line: VisitNote, content: Content) -> Markup:
    """Short for the eye; told apart from the other lines' for those who go from link to link."""
    statement = escape(content.claims[line.claim].statement)
    return claim_link(line.claim, Markup(f'why<span class="lbt-hidden">: {statement}</span>'))
