"""What the workbook says and asks: `load()` gives it as frozen records.

Pages read one compiled JSON; the sources stay in `content/`. Importing this module reads nothing.
"""

from __future__ import annotations

import json
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from lbt_widgets import _resources, words

from . import evidence, handbook, records
from .classmates import Classmate
from .fixes import Fix
from .labs import Lab
from .quizzes import Item
from .structure import make
from .teaching import GuidePart, TeacherPage
from .terms import Terms
from .translated import FIELDS, translated

__all__ = ["Content", "evidence", "handbook", "load", "records"]

Record = TypeVar("Record")
_converter = make(detailed=False)


class Content:
    """The compiled content. Each collection is read when it is first asked for.

    Attributes
    ----------
    causes, questions, effects, claims, article, sources, people, classmates, faq, glossary, exercises, fixes, labs,
    quizzes, teaching, class_guide
        By id, in the order of the files: dict[str, record].
    findings : dict[str, Finding]
        Of all claims, by the ids of claim and finding: `surface.hardness.ferro2023sacrum_1`.
    languages : dict[str, Language]
        In which the workbook speaks, English first.
    terms : Terms
        Where the words of the glossary occur in a text.
    safety : Safety
    model : Model
    english : Content
        The same as it was written; what is not translated is taken from there.
    """

    def __init__(self, compiled: dict[str, Any], english: Content | None = None) -> None:
        self.compiled = compiled
        self.english = english or self

    @cached_property
    def causes(self) -> dict[str, records.Cause]:
        by_number = sorted(self._many("causes", records.Cause).values(), key=lambda cause: cause.number)
        return {cause.id: cause for cause in by_number}

    @cached_property
    def questions(self) -> dict[str, records.Question]:
        return self._many("questions", records.Question)

    @cached_property
    def effects(self) -> dict[str, records.Effect]:
        return self._many("effects", records.Effect)

    @cached_property
    def claims(self) -> dict[str, evidence.Claim]:
        return self._many("claims", evidence.Claim)

    @cached_property
    def findings(self) -> dict[str, evidence.Finding]:
        return {f"{claim.id}.{finding.id}": finding for claim in self.claims.values() for finding in claim.findings}

    @cached_property
    def article(self) -> dict[str, evidence.Statement]:
        return self._many("article", evidence.Statement)

    @cached_property
    def sources(self) -> dict[str, evidence.Source]:
        return self._many("sources", evidence.Source)

    @cached_property
    def languages(self) -> dict[str, records.Language]:
        return self._many("languages", records.Language)

    @cached_property
    def people(self) -> dict[str, records.Person]:
        return self._many("people", records.Person)

    @cached_property
    def classmates(self) -> dict[str, Classmate]:
        return self._many("classmates", Classmate)

    @cached_property
    def faq(self) -> dict[str, handbook.Faq]:
        return self._many("faq", handbook.Faq)

    @cached_property
    def glossary(self) -> dict[str, handbook.Term]:
        return self._many("glossary", handbook.Term)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.glossary)

    @cached_property
    def exercises(self) -> dict[str, handbook.Exercise]:
        return self._many("exercises", handbook.Exercise)

    @cached_property
    def fixes(self) -> dict[str, Fix]:
        return self._many("fixes", Fix)

    @cached_property
    def labs(self) -> dict[str, Lab]:
        return self._many("labs", Lab)

    @cached_property
    def quizzes(self) -> dict[str, Item]:
        return self._many("quizzes", Item)

    @cached_property
    def teaching(self) -> dict[str, TeacherPage]:
        return self._many("teaching", TeacherPage)

    @cached_property
    def class_guide(self) -> dict[str, GuidePart]:
        return self._many("class_guide", GuidePart)

    @cached_property
    def safety(self) -> records.Safety:
        return _converter.structure(self.compiled["safety"], records.Safety)

    @cached_property
    def model(self) -> records.Model:
        return _converter.structure(self.compiled["model"], records.Model)

    def _many(self, name: str, record: type[Record]) -> dict[str, Record]:
        if self.english is not self and name not in FIELDS:
            written: dict[str, Record] = getattr(self.english, name)
            return written
        return {item["id"]: _converter.structure(item, record) for item in self.compiled[name]}


def load() -> Content:
    """The workbook's content in the reader's language, read once for each process.

    In a checkout it is compiled first where a source is newer than the compiled file.

    Raises
    ------
    lbt_widgets.content.compiler.ContentError
        In a checkout, where a source has a fault.
    """
    return _load(words.language())


@cache
def _load(language: str) -> Content:
    if language != words.ENGLISH:
        english = _load(words.ENGLISH)
        return Content(translated(english.compiled), english)
    compiled = _resources.compiled_path()
    sources = _resources.content_dir()
    if _stale(compiled, sources):
        from .compiler import write  # YAML and Markdown readers are only needed here

        write(sources, compiled)
    return Content(json.loads(compiled.read_text("utf-8")))


def _stale(compiled: Path, sources: Path) -> bool:
    """Whether a source is newer than the compiled file; an installed wheel is never stale."""
    if sources.parent == compiled.parent:
        return False
    if not compiled.exists():
        return True
    made = compiled.stat().st_mtime
    watched = [sources, *sources.rglob("*"), *Path(__file__).parent.glob("*.py")]
    return any(path.stat().st_mtime > made for path in watched)
