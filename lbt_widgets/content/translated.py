"""Which texts of the content are said in the reader's language; all others stay English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lbt_widgets.words import _

FIELDS: dict[str, tuple[str, ...]] = {
    "causes": ("title", "question"),
    "questions": (
        "text", "short", "why", "feeds_none", "options.label", "test.name", "test.how", "test.stop", "test.reliability",
        "norms.group", "norms.cutoff", "norms.note",
    ),
    "effects": ("label", "figures.*.contrast", "figures.*.population", "figures.*.outcome"),
    "safety": (
        "intro", "accuracy", "accuracy_figures.of", "accuracy_figures.had", "accuracy_figures.chance_of",
        "actions.title", "actions.how_soon", "actions.advice", "actions.beside_a_visit", "flags.ask", "flags.why",
    ),
    "people": ("short", "story"),
    "fixes": ("name", "what", "rests_on", "never", "cost", "not_for", "targets.why", "trial.others", "weeks.why"),
    "exercises": ("name", "stop_if", "progressions", "regressions", "dose.note"),
}  # fmt: skip
"""Collection → its fields, each a text or a list of them; "options.label" for the label of each of the options, "*" for each by its id."""


def translated(compiled: dict[str, Any]) -> dict[str, Any]:
    """The compiled content with these texts in the reader's language."""
    return {name: _changed_all(name, found, _) if name in FIELDS else found for name, found in compiled.items()}


def texts(compiled: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each of these texts as it is compiled, with where it stands: collection, id, text."""
    for name in FIELDS:
        for item in compiled[name] if isinstance(compiled[name], list) else [compiled[name]]:
            found: list[str] = []

            def note(text: str, found: list[str] = found) -> str:
                found.append(text)
                return text

            _changed_all(name, item, note)
            yield from ((name, item.get("id", ""), text) for text in found)


def _changed_all(name: str, found: Any, change: Callable[[str], str]) -> Any:
    if isinstance(found, list):
        return [_changed_all(name, item, change) for item in found]
    for path in FIELDS[name]:
        found = _changed(found, path.split("."), change)
    return found


def _changed(item: dict[str, Any], path: Sequence[str], change: Callable[[str], str]) -> dict[str, Any]:
    """A copy of a plain record in which the text at `path` is changed, or that of each part of a list."""
    name, *rest = path
    if name == "*":
        return {key: _changed(one, rest, change) for key, one in item.items()}
    value = item[name]
    if not value:
        return item
    if not rest:
        return {**item, name: [change(one) for one in value] if isinstance(value, list) else change(value)}
    parts = [_changed(one, rest, change) for one in value] if isinstance(value, list) else _changed(value, rest, change)
    return {**item, name: parts}
