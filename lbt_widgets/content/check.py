"""The cross-checks of `lbt check`: what one file says about another must be true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

from lbt_widgets.words import ENGLISH

from . import Content, check_fixes, check_handbook, check_labs, check_quizzes, check_teaching, evidence, records
from .answers import read_answer
from .check_handbook import CLAIM_LINK, FINDING_LINK
from .compiler import ContentError, compile_content
from .derived import DERIVED, questions_of
from .places import CITED, claim_of, finding_of, typical_is_assumed, typical_sources
from .search import cause_of
from .translations import problems as translation_problems

SHARE_TOLERANCE = 0.005
TOOL_UNITS: dict[records.Tool, str] = {"hold": "s", "tap": "steps/min", "count": "repetitions", "reach": "cm"}
WORD = re.compile(r"\w+")


def problems(source_dir: Path) -> list[str]:
    """Every fault of the content below `source_dir`, one sentence each; empty when it is sound."""
    try:
        content = Content(compile_content(source_dir))
    except ContentError as error:
        return error.problems
    return [
        *_sources(content),
        *_claims(content),
        *_article(content),
        *_facets(content),
        *_questions(content),
        *_effects(content),
        *_bare_ids(content),
        *_safety(content),
        *_people(content),
        *_model(content),
        *check_handbook.problems(content),
        *check_fixes.problems(content),
        *check_labs.problems(content),
        *check_quizzes.problems(content),
        *check_teaching.problems(content),
        *translation_problems(source_dir, content.languages.keys() - {ENGLISH}),
    ]


def _sources(content: Content) -> Iterator[str]:
    used: Counter[str] = Counter()
    for where, ids in _source_uses(content):
        for source in ids:
            used[source] += 1
            if source not in content.sources:
                yield f"{where}: source {source!r} is not in sources.yaml; add it there or correct the id."
    for source in content.sources:
        if not used[source]:
            yield f"sources.yaml, {source}: nothing uses it; use it or take it out."
    for entry in content.sources.values():
        if entry.read == "second_hand" and not entry.doubt:
            yield f"sources.yaml, {entry.id}: read second-hand; say in doubt where it was read."


def _source_uses(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    for cause in content.causes.values():
        yield f"causes/{cause.id}.md", cause.sources
    for claim in content.claims.values():
        yield _claim_place(claim), claim.sources
    for question in content.questions.values():
        where = f"questions/{question.cause}.yaml, {question.id}"
        yield where, [norm.source for norm in question.norms]
        yield where, question.test.sources if question.test else ()
    for effect in content.effects.values():
        where = f"effects/{effect.cause}.yaml, {effect.id}"
        yield where, [figure.source for figure in effect.figures.values()]
        yield where, CITED.findall(f"{effect.reference} {effect.no_figure} {effect.left_out}")
    safety = content.safety
    yield "safety.yaml", [*safety.accuracy_sources, *(flag.source for flag in safety.flags)]
    yield "safety.yaml", [figure.source for figure in safety.accuracy_figures]
    model = content.model
    quoted = [one.source for one in (model.base_rate_low, model.base_rate_high) if one.source]
    yield "model.yaml", [model.base_rate_source, *quoted]
    yield from check_handbook.source_uses(content)
    yield from check_fixes.source_uses(content)
    yield from check_labs.source_uses(content)


def _bare_ids(content: Content) -> Iterator[str]:
    """A reader cannot follow "smith2020"; in square brackets it becomes a link where the text is shown."""
    for effect in content.effects.values():
        text = CITED.sub("", f"{effect.reference} {effect.no_figure} {effect.left_out}")
        for bare in sorted(set(WORD.findall(text)) & content.sources.keys()):
            yield f"effects/{effect.cause}.yaml, {effect.id}: write the source as [{bare}]."


def _claim_place(claim: evidence.Claim) -> str:
    return f"claims/{cause_of(claim.id)}.yaml, {claim.id}"


def _claims(content: Content) -> Iterator[str]:
    for claim in content.claims.values():
        where = _claim_place(claim)
        if cause_of(claim.id) not in content.causes:
            yield f"{where}: an id starts with the cause that the claim belongs to."
        if not claim.sources and claim.verdict != "untested":
            yield f"{where}: field sources is empty; name at least one, or call the claim untested."
        ids = Counter(finding.id for finding in claim.findings)
        for finding in claim.findings:
            if ids[finding.id] > 1:
                yield f"{where}: {ids[finding.id]} findings have the id {finding.id!r}; make each its own."
            yield from _finding(f"{where}, finding {finding.id}", finding, claim)
    yield from _people_studied(content)
    yield from _doubts(content)


def _finding(where: str, finding: evidence.Finding, claim: evidence.Claim) -> Iterator[str]:
    if finding.source not in claim.sources:
        yield f"{where}: source {finding.source!r} is not among the claim's sources; add it there."
    labels = sum(label is not None for label in (finding.measure, finding.unit))
    if labels != (finding.value is not None):
        yield f"{where}: a value needs a measure or a unit, not both; words alone need neither."
    if finding.value is None:
        if finding.ci95 or finding.high is not None:
            yield f"{where}: ci95 and high belong to a value; give the value."
        return
    if finding.high is not None and finding.high <= finding.value:
        yield f"{where}: high {finding.high:g} must be above value {finding.value:g}."
    if finding.ci95 and not finding.ci95[0] <= finding.value <= finding.ci95[1]:
        yield f"{where}: value {finding.value:g} is outside its interval ci95; correct one of them."
    ratio = finding.measure in evidence.RATIOS
    if ratio and min([finding.value, *(finding.ci95 or ())]) <= 0:
        yield f"{where}: a ratio must be above 0; correct value or ci95."
    if ratio and finding.worse is None:
        yield f"{where}: a ratio has a worse side; give worse."
    if finding.worse and not ratio and finding.measure != "SMD":
        yield f"{where}: worse belongs to a ratio or a standardised difference (SMD); take it away."


def _people_studied(content: Content) -> Iterator[str]:
    runners: dict[str, bool] = {}
    for name, finding in content.findings.items():
        if runners.setdefault(finding.source, finding.runners) != finding.runners:
            yield f"{name}: another finding of {finding.source} says the opposite in the field runners; correct one."


def _doubts(content: Content) -> Iterator[str]:
    """A published number is as doubtful in one claim as in another."""
    doubts: dict[tuple[object, ...], str | None] = {}
    for name, finding in content.findings.items():
        if finding.value is not None:
            number = (finding.source, finding.measure, finding.value, finding.ci95)
            if doubts.setdefault(number, finding.doubt) != finding.doubt:
                yield f"{name}: another finding of {finding.source} gives {finding.value:g} with another doubt; say one."


def _article(content: Content) -> Iterator[str]:
    for statement in content.article.values():
        where = f"article.yaml, {statement.id}"
        claim = content.claims.get(statement.claim)
        if claim is None:
            yield f"{where}: claim {statement.claim!r} does not exist; correct the id."
        elif not claim.article:
            yield f"{where}: claim {claim.id!r} says that the article does not make it; correct one of them."
        if (statement.step == "measured") != bool(statement.findings):
            yield f"{where}: a measured step names its findings, and no other statement does; correct step or findings."
        for name in statement.findings:
            if name not in content.findings:
                yield f"{where}: finding {name!r} does not exist; correct the id."
    judged = {statement.claim for statement in content.article.values()}
    for claim in content.claims.values():
        if claim.article and claim.id not in judged:
            yield f"{_claim_place(claim)}: it says that the article makes it, yet article.yaml has no such statement."


def _facets(content: Content) -> Iterator[str]:
    for cause in content.causes.values():
        asked = {question.facet for question in content.questions.values() if question.cause == cause.id}
        for facet in cause.facets:
            where = f"causes/{cause.id}.md, facet {facet.id}"
            if facet.claim not in content.claims:
                yield f"{where}: claim {facet.claim!r} does not exist; correct the id."
            if facet.article and facet.id not in asked:
                yield f"{where}: no question in questions/{cause.id}.yaml asks it; add one."
        for claim in set(CLAIM_LINK.findall(cause.answer_html)) - content.claims.keys():
            yield f"causes/{cause.id}.md: it links to the claim {claim!r}, which does not exist; correct the id."
        for claim, finding in FINDING_LINK.findall(cause.answer_html):
            if f"{claim}.{finding}" not in content.findings:
                yield f"causes/{cause.id}.md: the claim {claim!r} has no finding {finding!r}; correct the link."
        for extra in asked - {facet.id for facet in cause.facets}:
            yield f"questions/{cause.id}.yaml: facet {extra!r} is not on the card causes/{cause.id}.md; correct the id."


def _questions(content: Content) -> Iterator[str]:
    fed = Counter(q for effect in content.effects.values() for q in questions_of(effect))
    for question in content.questions.values():
        where = f"questions/{question.cause}.yaml, {question.id}"
        if question.cause not in content.causes:
            yield f"{where}: there is no card causes/{question.cause}.md; add it."
        if question.kind == "number" and None in (question.unit, question.min, question.max):
            yield f"{where}: a number needs the fields unit, min and max."
        if question.kind == "choice" and len(question.options) < 2:
            yield f"{where}: a choice needs at least two options."
        if question.feeds_none and fed[question.id]:
            yield f"{where}: it says feeds_none, yet an effect uses it; take one away."
        if not question.feeds_none and not fed[question.id]:
            yield f"{where}: no effect uses it; add it to one or give the reason in feeds_none."
        if fed[question.id] > 1:
            yield f"{where}: {fed[question.id]} effects use it; an answer may count once only."
        if question.claim and question.claim not in content.claims:
            yield f"{where}: claim {question.claim!r} does not exist; correct the id."
        for norm in question.norms:
            if norm.used_for and (norm.mean is None or norm.sd is None):
                yield f"{where}, norm {norm.group!r}: used_for needs mean and sd."
        if question.test:
            yield from _tool(f"{where}, test", question.test, question)


def _tool(where: str, test: records.SelfTest, question: records.Question) -> Iterator[str]:
    if test.tool and question.unit != TOOL_UNITS[test.tool]:
        yield f"{where}: the tool {test.tool!r} gives {TOOL_UNITS[test.tool]}; ask in that unit or take the tool away."
    if test.tool and not test.stop:
        yield f"{where}: a test with a tool says when to stop; give stop."
    if test.sides and test.tool not in ("hold", "count"):
        yield f"{where}: sides belongs to the tools 'hold' and 'count'; take it away."


def _effects(content: Content) -> Iterator[str]:
    for effect in content.effects.values():
        where = f"effects/{effect.cause}.yaml, {effect.id}"
        if effect.cause not in content.causes:
            yield f"{where}: there is no card causes/{effect.cause}.md; add it or rename the file."
        if effect.claim not in content.claims:
            yield f"{where}: claim {effect.claim!r} does not exist; correct the id."
        if bool(effect.figures) == bool(effect.no_figure):
            yield f"{where}: give either figures, or in no_figure the reason why there is none."
        if effect.derive is not None and (effect.derive not in DERIVED or list(effect.scales) != [effect.derive]):
            yield f"{where}: derive must be one of {', '.join(DERIVED)}, with its one scale under that name."
            continue
        yield from _typical(where, effect, content)
        yield from _asked(where, effect, content)
        for name, figure in effect.figures.items():
            yield from _figure(f"{where}, figure {name}", figure, content.model)
            if effect.claim in content.claims and finding_of(figure, content.claims[effect.claim]) is None:
                yield f"{where}, figure {name}: no finding of its claim gives this number; add it there."
        if any(scale.levels for scale in effect.scales.values()):
            used = {level.figure for scale in effect.scales.values() for level in scale.levels}
            for name in effect.figures.keys() - used:
                yield f"{where}: no level uses figure {name!r}; use it or take it out."
        if len({len(scale.levels) for scale in effect.scales.values()}) > 1:
            yield f"{where}: the questions of one effect measure one thing; give their scales the same number of steps."
        for name, scale in effect.scales.items():
            yield from _scale(f"{where}, scale {name}", effect, name, scale, content)


def _typical(where: str, effect: records.Effect, content: Content) -> Iterator[str]:
    """What is called typical is shown as a number: it needs its source, or the word assumption."""
    cited = typical_sources(effect)
    if not cited and not typical_is_assumed(effect):
        yield f"{where}: reference needs its source in square brackets, or the word assumption."
    scored = [content.questions[name] for name, scale in effect.scales.items() if scale.z and name in content.questions]
    norms = {norm.source for question in scored for norm in question.norms if norm.used_for}
    for name in sorted(norms - set(cited)):
        yield f"{where}: the norm that its answer is compared with is of [{name}]; say so in reference."


def _asked(where: str, effect: records.Effect, content: Content) -> Iterator[str]:
    """Beside a question stands what studies say of its answer: the claim of the effect that it alone feeds."""
    facets = {(cause.id, facet.id) for cause in content.causes.values() for facet in cause.facets}
    asked = [content.questions[name] for name in questions_of(effect) if name in content.questions]
    placed = all((one.cause, one.facet) in facets for one in asked)  # else another check tells
    if len(asked) == 1 and placed and claim_of(asked[0], content) != effect.claim:
        yield f"{where}: its question {asked[0].id!r} leads to another claim; give the question claim: {effect.claim}."


def _model(content: Content) -> Iterator[str]:
    if content.model.base_rate_claim not in content.claims:
        yield f"model.yaml: claim {content.model.base_rate_claim!r} does not exist; correct the id."


def _figure(where: str, figure: records.Figure, model: records.Model) -> Iterator[str]:
    if figure.ci95 and figure.p is not None:
        yield f"{where}: give ci95 or p, not both."
    if figure.ci95 and not figure.ci95[0] <= figure.value <= figure.ci95[1]:
        yield f"{where}: value {figure.value:g} is outside its interval ci95; correct one of them."
    ends = [figure.value, *(figure.ci95 or ())]
    if figure.measure != "SMD" and min(ends) <= 0:
        yield f"{where}: a ratio must be above 0; correct value or ci95."
    if figure.measure == "RR" and max(ends) * model.base_rate_high.value >= 1:
        yield f"{where}: a risk ratio of {max(ends):g} is impossible at a base rate of {model.base_rate_high.value:g}."


def _scale(where: str, effect: records.Effect, name: str, scale: records.Scale, content: Content) -> Iterator[str]:
    question = content.questions.get(name)
    if question is None and effect.derive is None:
        yield f"{where}: there is no question of that id."
        return
    if bool(scale.levels) == bool(scale.z):
        yield f"{where}: give either levels or z."
    elif scale.z:
        groups = {norm.used_for for norm in question.norms} if question else set()
        if not ("all" in groups or {"men", "women"} <= groups):
            yield f"{where}: z needs norms with used_for all, or men and women, at the question."
        if [figure.measure for figure in effect.figures.values()] not in ([], ["SMD"]):
            yield f"{where}: z takes one figure, an SMD; give the others in left_out."
    else:
        yield from _levels(where, effect, question, scale.levels)


def _levels(
    where: str, effect: records.Effect, question: records.Question | None, levels: tuple[records.Level, ...]
) -> Iterator[str]:
    if abs(sum(level.share for level in levels) - 1) > SHARE_TOLERANCE:
        yield f"{where}: the shares add up to {sum(level.share for level in levels):g}; they must add up to 1."
    for level in levels:
        if level.figure is not None and level.figure not in effect.figures:
            yield f"{where}: figure {level.figure!r} is not among the effect's figures; correct the name."
    if question is not None and question.kind == "choice":
        covered = Counter(answer for level in levels for answer in level.answers)
        for option in question.options:
            if covered[option.id] != 1:
                yield f"{where}: option {option.id!r} stands in {covered[option.id]} levels; it must stand in one."
        for extra in covered.keys() - {option.id for option in question.options}:
            yield f"{where}: {extra!r} is not an option of the question; correct it."
    else:
        edges = [(level.at_least, level.below) for level in levels]
        joined = all(upper == lower for (_, upper), (lower, _) in pairwise(edges))
        if edges[0][0] is not None or edges[-1][1] is not None or not joined:
            yield f"{where}: the levels must follow one another without a gap, open at both ends."


def _safety(content: Content) -> Iterator[str]:
    given = [advice.id for advice in content.safety.actions]
    for action in get_args(records.Action):
        if given.count(action) != 1:
            yield f"safety.yaml: actions names {action!r} {given.count(action)} times; name it once."
    for line in content.safety.visit:
        if line.claim not in content.claims:
            yield f"safety.yaml, visit: claim {line.claim!r} does not exist; correct the id."
    for figure in content.safety.accuracy_figures:
        if bool(figure.had) == bool(figure.chance_of):
            yield f"safety.yaml, of {figure.of}: a figure has either had or chance_of; correct it."
        if figure.ci95 and not figure.ci95[0] <= figure.percent <= figure.ci95[1]:
            yield f"safety.yaml: {figure.percent:g} % is outside its interval ci95; correct one of them."


def _people(content: Content) -> Iterator[str]:
    flags = {flag.id for flag in content.safety.flags}
    for person in content.people.values():
        where = f"people.yaml, {person.id}"
        for flag in set(person.red_flags) - flags:
            yield f"{where}: red flag {flag!r} does not exist."
        yield from _answers(where, person.answers, content)
    for runner in content.classmates.values():
        yield from _answers(f"class.yaml, {runner.id}", runner.answers, content)


def _answers(where: str, answers: dict[str, float | str], content: Content) -> Iterator[str]:
    for question_id, answer in answers.items():
        question = content.questions.get(question_id)
        try:
            if question is None:
                raise ValueError(f"question {question_id!r} does not exist.")
            read_answer(question, answer)
        except ValueError as fault:
            yield f"{where}: {fault}"
