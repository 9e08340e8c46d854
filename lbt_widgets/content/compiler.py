"""From the files in `content/` to one JSON of checked data: schema here, cross-links in `check`.

Runs at build time, on the command line and in a checkout; a page only ever reads the JSON.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import cattrs
import yaml
from markdown_it import MarkdownIt

from lbt_widgets.words import DOMAIN

from . import classmates, evidence, fixes, handbook, labs, quizzes, records, teaching, translations
from .structure import converter
from .unbroken import unbroken

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

# collection → (files, record). One file holds a list of records, or a single one where the record is unique.
LISTS: dict[str, tuple[str, type]] = {
    "causes": ("causes/*.md", records.Cause),
    "questions": ("questions/*.yaml", records.Question),
    "effects": ("effects/*.yaml", records.Effect),
    "claims": ("claims/*.yaml", evidence.Claim),
    "article": ("article.yaml", evidence.Statement),
    "sources": ("sources.yaml", evidence.Source),
    "people": ("people.yaml", records.Person),
    "classmates": ("class.yaml", classmates.Classmate),
    "faq": ("faq.yaml", handbook.Faq),
    "glossary": ("glossary.yaml", handbook.Term),
    "exercises": ("exercises/*.md", handbook.Exercise),
    "fixes": ("fixes.yaml", fixes.Fix),
    "labs": ("labs/*.yaml", labs.Lab),
    "quizzes": ("quizzes/*.yaml", quizzes.Item),
    "teaching": ("teaching/*.yaml", teaching.TeacherPage),
    "class_guide": ("class_guide.yaml", teaching.GuidePart),
    "languages": ("words/languages.yaml", records.Language),
}
SINGLES: dict[str, tuple[str, type]] = {
    "safety": ("safety.yaml", records.Safety),
    "model": ("model.yaml", records.Model),
}
# Folder → the field that says what its files are named for.
NAMED_FOR = {"questions": "cause", "effects": "cause", "labs": "chapter", "quizzes": "chapter"}
# Folder of Markdown files → the field that takes the text below the front matter.
BODIES = {"causes": "answer_html", "exercises": "steps_html"}


class ContentError(ValueError):
    """Something in `content/` is wrong; `problems` has one sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def compile_content(source_dir: Path) -> dict[str, Any]:
    """Read and check every file below `source_dir`.

    Returns
    -------
    dict
        Collection name → list of plain records (or one), ready for JSON.

    Raises
    ------
    ContentError
        With one sentence for each fault: file, item, field and mend.
    """
    problems: list[str] = []
    compiled: dict[str, Any] = {}
    for name, (pattern, record) in LISTS.items():
        compiled[name] = []
        for path in sorted(source_dir.glob(pattern)):
            where = path.relative_to(source_dir).as_posix()
            compiled[name] += _checked(list(_items(path, where, problems)), record, where, problems)
        if not compiled[name]:
            problems.append(f"{pattern}: nothing found; the workbook needs at least one.")
        problems += _twice(name, compiled[name])
    for name, (file_name, record) in SINGLES.items():
        one = _checked(list(_items(source_dir / file_name, file_name, problems)), record, file_name, problems)
        compiled[name] = one[0] if one else None
    if problems:
        raise ContentError(problems)
    return compiled


def write(source_dir: Path, target: Path) -> None:
    """Compile `source_dir` into the JSON file `target`, and its translations into the folder `words` beside it."""
    text = json.dumps(compile_content(source_dir), ensure_ascii=False, separators=(",", ":"))
    for language, data in translations.compiled(source_dir).items():
        _put(target.parent / "words" / language / "LC_MESSAGES" / f"{DOMAIN}.mo", data)
    _put(target, text.encode())  # last: its date says when all was compiled


def _put(target: Path, data: bytes) -> None:
    """Write a file in one step, so that no reader sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(target)


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # in C where there is one
    """YAML in which a key written twice is an error, not a silent last-one-wins."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is written twice", key_node.start_mark
            )
        seen.add(key)
    found: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _yaml(text: str, where: str, problems: list[str]) -> Any:
    try:
        return yaml.load(text, _StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problems.append(f"{where}{line}: not valid YAML: {getattr(error, 'problem', None) or error}; mend that line.")
        return None


def _items(path: Path, where: str, problems: list[str]) -> Iterator[dict[str, Any]]:
    """The records of one file, as plain mappings; `.md` is front matter plus its text turned into HTML."""
    if not path.is_file():
        problems.append(f"{where}: the file is missing.")
        return
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text, body = _front_matter(text)
    found = _yaml(text, where, problems)
    for item in found if isinstance(found, list) else [found]:
        if not isinstance(item, dict):
            if found is not None:
                problems.append(f"{where}: expected records (`key: value`), found {type(item).__name__}.")
            continue
        if path.parent.name in BODIES:
            item = item | {BODIES[path.parent.name]: MARKDOWN.render(body)}
        if path.parent.name in NAMED_FOR:
            item = item | {NAMED_FOR[path.parent.name]: path.stem}
        if path.parent.name in BODIES and item.get("id") != path.stem:
            problems.append(f"{where}: id is {item.get('id')!r}; it must be the file's name, {path.stem!r}.")
        yield unbroken(item)


def _front_matter(text: str) -> tuple[str, str]:
    _, head, body = [*text.split("---\n", 2), "", ""][:3]
    return head, body


def _checked(items: list[dict[str, Any]], record: type, where: str, problems: list[str]) -> list[Any]:
    good = []
    for number, item in enumerate(items, 1):
        name = item.get("id", f"item {number}" if len(items) > 1 else "")
        try:
            good.append(converter.unstructure(converter.structure(item, record)))
        except Exception as error:  # cattrs groups its errors; each becomes a sentence
            faults = cattrs.transform_error(error, format_exception=_sentence)
            problems += [f"{where}{', ' + str(name) if name else ''}: {_mend(fault, item)}" for fault in faults]
    return good


def _sentence(error: BaseException, expected: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        options = [f.name for f in attrs.fields(error.cl)]
        return "; ".join(f"unknown field {key!r}{_nearest(key, options)}" for key in sorted(error.extra_fields))
    if isinstance(error, KeyError):
        return f"the field {error.args[0]!r} is missing"
    literal = re.fullmatch(r"(.*) not in literal typing\.Literal\[(.*)\]", str(error))
    return f"must be one of {literal[2]}, got {literal[1]}" if literal else str(error) or f"expected {expected}"


def _mend(fault: str, item: dict[str, Any]) -> str:
    """The fault with its field; a numbered item of a list is named by its id where it has one."""
    text, _, path = fault.partition(" @ ")
    field = path.removeprefix("$").removeprefix(".")
    if numbered := re.match(r"(\w+)\[(\d+)\]", field):
        inner = item[numbered[1]][int(numbered[2])]
        name = inner.get("id") if isinstance(inner, dict) else None
        field = field.replace(numbered[0], f"{numbered[1]}[{name}]") if name else field
    return f"field {field}: {text}." if field else f"{text}."


def _nearest(key: str, options: list[str]) -> str:
    near = difflib.get_close_matches(key, options, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; allowed: {', '.join(options)}"


def _twice(name: str, items: list[Any]) -> list[str]:
    ids = [item["id"] for item in items]
    return [
        f"{name}: the id {i!r} is used {ids.count(i)} times; make each unique."
        for i in sorted(set(ids))
        if ids.count(i) > 1
    ]
