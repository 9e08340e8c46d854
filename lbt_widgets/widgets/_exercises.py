"""An exercise as a reader does it: the dose, the steps, harder and easier ways, when to stop, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lbt_widgets.content import Content
from lbt_widgets.content.handbook import Dose, Exercise
from lbt_widgets.figures.plan import go_on
from lbt_widgets.figures.words import certainty_short
from lbt_widgets.words import ENGLISH, speaking

from ._links import EXERCISE, claim_link
from ._sources import reference_html


def exercise_html(exercise: Exercise, content: Content, dose: Dose | None = None) -> str:
    """One exercise as a native `details` element; `dose` where it is taken otherwise than by itself.

    A link to it leads to its summary: that can be seen while the rest is shut, and takes the keyboard to what opens it.
    """
    dose = dose or exercise.dose
    head = f'{escape(exercise.name)}<span class="lbt-hint">: {escape(dose.in_words)}</span>'
    with speaking(ENGLISH):
        card = _card(content.english.exercises[exercise.id], dose, content.english)
    summary = f'<summary id="{EXERCISE}{exercise.id}">{head}</summary>'
    return f'<details class="lbt-exercise">{summary}<div lang="en">{card}</div></details>'


def _card(exercise: Exercise, dose: Dose, content: Content) -> str:
    return (
        f"<p>{escape(exercise.purpose)}{_equipment(exercise)}</p>{exercise.steps_html}"
        f'<p class="lbt-stop"><strong>Stop if:</strong> {escape(exercise.stop_if)}</p>'
        f"<p><strong>Who should not:</strong> {escape(exercise.not_for)}</p>"
        f"<p>{go_on()}</p>{_ways('Easier, step by step', exercise.regressions)}{_ways('Harder, step by step', exercise.progressions)}"
        f"<p><strong>The dose:</strong> {escape(_dose_note(dose))}</p>"
        f"<p><strong>What was tested:</strong> {escape(exercise.evidence)}</p>"
        f"{_claims(exercise, content)}{_sources(exercise, content)}"
    )


def _equipment(exercise: Exercise) -> str:
    return f" You need: {escape(', '.join(exercise.equipment))}." if exercise.equipment else ""


def _ways(title: str, ways: Sequence[str]) -> str:
    lines = "".join(f"<li>{escape(way)}</li>" for way in ways)
    return f"<p><strong>{title}</strong></p><ol>{lines}</ol>"


def _dose_note(dose: Dose) -> str:
    return " ".join(part for part in (dose.in_words, dose.note, dose.basis_note) if part)


def _claims(exercise: Exercise, content: Content) -> str:
    found = [content.claims[name] for name in exercise.claims]
    lines = "".join(f"<li>{claim_link(one.id, one.statement)} ({certainty_short(one.certainty)})</li>" for one in found)
    return f"<p><strong>What studies make of it</strong></p><ul>{lines}</ul>"


def _sources(exercise: Exercise, content: Content) -> str:
    lines = "".join(f"<li>{reference_html(source, content)}</li>" for source in exercise.sources)
    return f'<ul class="lbt-sources">{lines}</ul>'
