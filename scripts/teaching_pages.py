"""Write docs/teaching/: for each notebook a teacher page, a worksheet, its answers, and the graph paper of both.

What a teacher says comes from `content/teaching/` and `content/class_guide.yaml`; guesses, tables, presets, verdicts
and quiz items come from labs, models, claims and quizzes. Run it after a change in any of them; a test fails while a
page is out of date. The app serves these pages as they are, so it needs none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hand_plots import hand_plot

from lbt_widgets.content import Content, load
from lbt_widgets.content.evidence import Source
from lbt_widgets.content.labs import RUN, Lab, settings_in
from lbt_widgets.content.places import CITED
from lbt_widgets.content.quizzes import Item
from lbt_widgets.content.studies import origin, origin_in_item
from lbt_widgets.content.teaching import PLAN_MINUTES, Prompt, Step, TeacherPage
from lbt_widgets.figures.made_links import NOTEBOOKS, claim_place, from_where, lab_link, studies_named, study
from lbt_widgets.figures.paper import HandPlot, svg
from lbt_widgets.figures.words import (
    VERDICT,
    VERDICT_SHAPE,
    certainty_short,
    listing,
    number,
    rounded,
    with_unit,
)
from lbt_widgets.widgets.labs import run_of

FOLDER = Path(__file__).parents[1] / "docs" / "teaching"
RENDERED = "…/voila/render"  # the dots stand for the class address
MADE = "<!-- Made by scripts/teaching_pages.py from content/: change the content, not this page. -->"
LINE = "___"  # a rule: room to write on
WORDS = {
    "supported": "studies speak for it",
    "mixed": "some for, some against",
    "contradicted": "studies speak against it",
    "weak": "nobody knows",
    "untested": "nobody knows",
}
"""What a student may underline, and the verdicts that each stands for: what studies say, and not what is true."""


def files(content: Content) -> dict[str, str]:
    """Every file of the folder: name → text."""
    made = {"README.md": guide(content)}
    for page in content.teaching.values():
        plot = hand_plot(page, content)
        made[f"{page.id}.md"] = teacher_page(page, content)
        made[f"{page.id}_worksheet.md"] = worksheet(page, plot, content)
        made[f"{page.id}_answers.md"] = answers(page, plot, content)
        made[f"{page.id}_paper.svg"] = svg(plot, drawn=False)
        made[f"{page.id}_drawn.svg"] = svg(plot, drawn=True)
    return made


def guide(content: Content) -> str:
    """The page on how to run a class, which lists the others."""
    pages = [_row(*_lesson(page)) for page in content.teaching.values()]
    parts = [f"## {part.title}\n\n{part.text.strip()}" for part in content.class_guide.values()]
    table = "\n".join(["| lesson | for you | for them | for you, after |", "| --- | --- | --- | --- |", *pages])
    return _joined("# For teachers", "## The lessons", table, *parts, MADE)


def _lesson(page: TeacherPage) -> Iterator[str]:
    """No two links have the same words, for whoever hears them without their row."""
    yield f"{page.number}. {page.title}" if page.number else page.title
    for words, kind in {"lesson": "", "worksheet": "_worksheet", "answers": "_answers"}.items():
        name = f"{words} {page.number}" if page.number else f"{page.id} {words}"
        yield f"[{name}]({page.id}{kind}.md)"


def teacher_page(page: TeacherPage, content: Content) -> str:
    """One lesson, from its goal to what to do without a projector."""
    places = (
        f"[The notebook]({NOTEBOOKS}/{page.id}.ipynb) · [worksheet]({page.id}_worksheet.md) · "
        f"[answers]({page.id}_answers.md) · [all lessons](README.md)"
    )
    plans = [f"### {minutes} minutes\n\n{_plan(plan)}" for minutes, plan in zip(PLAN_MINUTES, page.plans, strict=True)]
    return _joined(
        f"# For teachers: {page.title}",
        f"**Goal.** {page.goal}",
        places,
        "## What students should know before",
        _list(page.before),
        "## Plans",
        *plans,
        "## What to ask, and what to expect",
        *(f"**{one.ask}**\n\n{one.expect}{_grounds(one, content)}" for one in page.prompts),
        "## Common wrong ideas",
        *(f"**“{one.says}”**\n\n{one.reply} (the claim {_claim(one.claim, content)})" for one in page.wrong_ideas),
        *_verdicts(page, content),
        *_discoveries(page, content),
        *_presets(page, content),
        "## Without internet, or without a projector",
        page.offline.strip(),
        MADE,
    )


def worksheet(page: TeacherPage, plot: HandPlot, content: Content) -> str:
    """Two printed pages: what to guess, then what to draw and to answer."""
    guesses = [_guess(content.labs[lab], content) for lab in page.guesses] + [_open(one) for one in page.questions]
    return _joined(
        f"# {page.title}",
        "Your name is not needed. Nobody is marked on a guess.",
        "## Before: what do you think?",
        *_beliefs(page, content),
        *guesses,
        "## After your guesses: draw",
        f"Draw the numbers of the table on the paper below it. Upwards: {plot.y}.{_where_it_begins(plot)}",
        _table(plot),
        plot.whose,
        f"![Graph paper. Across: {plot.x}. Upwards: {plot.y}.]({page.id}_paper.svg)",
        *(_open(one) for one in page.plot.questions),
        "## Three questions",
        *(_asked(place, content.quizzes[item], content) for place, item in enumerate(page.quiz, 1)),
        *(_open(one, f"**{place}.** ") for place, one in _closing(page)),
        "Now go back to the first page. With a pen, mark each guess that you would change.",
    )


def answers(page: TeacherPage, plot: HandPlot, content: Content) -> str:
    """The answers to the worksheet, on a sheet of their own."""
    return _joined(
        f"# Answers: {page.title}",
        *_verdicts(page, content),
        "## The guesses",
        *(_found(content.labs[lab], content) for lab in page.guesses),
        *(f"**{one.ask}**\n\n{one.expect}{_grounds(one, content)}" for one in page.questions),
        "## The drawing",
        f"![The drawing. Across: {plot.x}. Upwards: {plot.y}.]({page.id}_drawn.svg)",
        *(f"**{one.ask}**\n\n{_read_off(page, one, content)}{_grounds(one, content)}" for one in page.plot.questions),
        "## The three questions",
        *(_answered(place, content.quizzes[item], content) for place, item in enumerate(page.quiz, 1)),
        *(f"**{place}.** {one.ask}\n\n{one.expect}{_grounds(one, content)}" for place, one in _closing(page)),
    )


def _plan(steps: Iterable[Step]) -> str:
    return "\n".join([_row("min", "what"), _row("---", "---"), *(_row(str(one.minutes), one.do) for one in steps)])


def _grounds(prompt: Prompt, content: Content) -> str:
    """What an answer rests on, in the words that stand on the page."""
    claims = [f"the claim {_claim(claim, content)}" for claim in prompt.claims]
    labs = [f"the lab {lab_link(lab, content)}" for lab in prompt.labs]
    labs += [study(one, content) for one in origin(prompt.expect, (), prompt.labs, content).studies]
    return f" ({'; '.join([*claims, *labs])})" if claims or labs else ""


def _claim(claim: str, content: Content) -> str:
    return f"[“{content.claims[claim].statement}”]({claim_place(claim)})"


def _verdicts(page: TeacherPage, content: Content) -> Iterator[str]:
    """Each part of the cause's claim with its verdict, which leads to the claim."""
    said = _said(page, content)
    if not said:
        return
    rows = [_row("what is said", "verdict", "to underline", "how sure"), _row(*["---"] * 4)]
    for claim in (content.claims[one] for one in said):
        verdict = f"[{VERDICT_SHAPE[claim.verdict]} {VERDICT[claim.verdict]}]({claim_place(claim.id)})"
        rows.append(_row(claim.statement, verdict, WORDS[claim.verdict], certainty_short(claim.certainty)))
    yield "## What is said, and what was found"
    yield (
        "Studies may speak for a thing and be few or weak, so look at “how sure” as well. “Nobody knows” stands for two "
        "verdicts: untested, and weak evidence, where studies looked but little speaks for it. Underlining “studies "
        "speak against it” there claims too much."
    )
    yield "\n".join(rows)


def _said(page: TeacherPage, content: Content) -> tuple[str, ...]:
    """The claims that students judge: the parts of the cause, and those that the page adds."""
    cause = content.causes.get(page.chapter)
    parts = (facet.claim for facet in cause.facets) if cause else ()
    return (*parts, *page.also)


def _discoveries(page: TeacherPage, content: Content) -> Iterator[str]:
    """What the labs ask to be found out, with what there is to find."""
    if page.found:
        yield "## What the labs let you find out"
    for one in page.found:
        lab = content.labs[one.lab]
        asked = zip(lab.discover, one.answers, strict=True)
        yield f"**{lab.title}**"
        yield _list(f"*{question}* {_filled(answer, lab, lab.start)}" for question, answer in asked)
        yield _rests_on(lab, content)


def _filled(text: str, lab: Lab, start: dict[str, float]) -> str:
    """The text with what the lab's model gives in the place of each run."""

    def given(run: re.Match[str]) -> str:
        value = run_of(lab)(lab.check(start | settings_in(run[1])), None).value
        return with_unit(rounded(value), lab.prediction.unit)

    return RUN.sub(given, text)


def _read_off(page: TeacherPage, prompt: Prompt, content: Content) -> str:
    if page.plot.of:
        return prompt.expect
    lab = content.labs[page.plot.lab]
    return _filled(prompt.expect, lab, lab.start | page.plot.settings)


def _where_it_begins(plot: HandPlot) -> str:
    return f" The paper begins at {rounded(plot.upward[0])}, not at 0." if plot.upward[0] > 0 else ""


def _beliefs(page: TeacherPage, content: Content) -> Iterator[str]:
    said = _said(page, content)
    if not said:
        return
    words = " · ".join(dict.fromkeys(WORDS.values()))
    yield "What do studies say? Underline what you think, with a pencil. Do it again at the end, with a pen."
    yield "\n".join(
        [
            _row("what is said", "what I think"),
            _row("---", "---"),
            *(_row(content.claims[one].statement, words) for one in said),
        ]
    )


def _presets(page: TeacherPage, content: Content) -> Iterator[str]:
    """Every setting that a link can open, of all the labs on the notebook."""
    rows = [
        f"| {lab.title} | {preset.label} | `{RENDERED}/{page.id}.ipynb?preset={lab.id}.{preset.id}` |"
        for lab in content.labs.values()
        if lab.chapter == page.chapter
        for preset in lab.presets
    ]
    if rows:
        yield "## Start the class alike"
        yield (
            "The dots stand for the class address. The sliders of that lab then begin at these settings. The guess moves "
            "them: after it, press “All back to your link”."
        )
        yield "\n".join(["| lab | starts at | address |", "| --- | --- | --- |", *rows])


def _guess(lab: Lab, content: Content) -> str:
    given = studies_named(dict.fromkeys(CITED.findall(lab.prediction.given)), content)
    return _joined(
        f"**{lab.title}** {lab.prediction.question}{given}", f"My guess ({lab.prediction.unit}), and why:", LINE, LINE
    )


def _found(lab: Lab, content: Content) -> str:
    value = run_of(lab)(lab.check(lab.start | lab.prediction.move), None).value
    return _joined(
        f"**{lab.title}** {with_unit(rounded(value), lab.prediction.unit)}.",
        lab.explain.strip(),
        _rests_on(lab, content),
    )


def _rests_on(lab: Lab, content: Content) -> str:
    """The studies of a lab, with how each was done and with how many, by which a reader tells whose a figure is."""
    named = [f"{study(one, content)} ({_done(content.sources[one])})" for one in lab.sources]
    return f"*The lab {lab_link(lab.id, content)} rests on {listing(named)}.*"


def _done(source: Source) -> str:
    return "; ".join(filter(None, [source.design, source.n and f"n\u00a0=\u00a0{source.n}"]))


def _open(prompt: Prompt, number: str = "") -> str:
    return _joined(f"{number}{prompt.ask}", LINE, LINE)


def _closing(page: TeacherPage) -> Iterator[tuple[int, Prompt]]:
    """The last questions that are the page's own, numbered after those of the quizzes."""
    return enumerate(page.closing, 1 + len(page.quiz))


def _asked(place: int, item: Item, content: Content) -> str:
    """A study's name gives nothing away; a claim's words could."""
    asked = f"{item.case} **{item.question}**" if item.case else item.question
    told = origin_in_item(item, " ".join((item.case, item.question, *(one.text for one in item.options))), content)
    question = f"**{place}.** {asked}{from_where(told, content)}"
    if item.kind == "numeric":
        return _joined(f"{question} My answer ({item.unit}):", LINE)
    hint = {"multiple": "Tick all that fit.", "order": "Write 1, 2, 3 … into the boxes."}.get(item.kind, "")
    return _joined(f"{question} {hint}".strip(), _list(f"☐ {option.text}" for option in item.shown))


def _answered(place: int, item: Item, content: Content) -> str:
    def told(text: str) -> str:
        return text + from_where(origin_in_item(item, text, content), content)

    question, explain = f"**{place}.** {told(item.question)}", told(item.explain.strip())
    if item.kind == "numeric":
        assert item.answer is not None and item.tolerance is not None
        exact = with_unit(number(item.answer), item.unit)
        near = f"**{exact}**; within {number(item.tolerance)} is near enough. {told(item.right)}"
        return _joined(question, near, explain)
    if item.kind == "order":
        placed = [f"**{nth}.** *{one.text}* {told(one.reply)}" for nth, one in enumerate(item.options, 1)]
        return _joined(question, _list(placed), explain)
    marked = [f"{'☒' if one.right else '☐'} *{one.text}* {told(one.reply)}" for one in item.options]
    return _joined(question, _list(marked), explain)


def _table(plot: HandPlot) -> str:
    shown = [" to ".join(rounded(one) for one in row) for row in plot.values]
    if plot.at:
        return "\n".join([_row(plot.x, *plot.names), _row(*["---"] * (len(shown) + 1)), _row(plot.y, *shown)])
    rows = [_row(f"**{mark}** {name}", value) for mark, name, value in zip(plot.marks, plot.names, shown, strict=True)]
    return "\n".join([_row(plot.x, plot.y), _row("---", "---"), *rows])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = files(load())
    for old in FOLDER.iterdir():
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
