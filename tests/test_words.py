"""Texts in the reader's language: all of them are found, none has a slip, and English is what it was."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import words as script
from attrs import asdict
from babel.messages.catalog import Catalog, Message

from lbt_widgets import words
from lbt_widgets.content import load
from lbt_widgets.content.translations import catalogs, compiled, faults, problems
from lbt_widgets.words import _, in_script, language, ngettext, speaking

PACKAGE = Path(words.__file__).parent
CONTENT = PACKAGE.parent / "content"
LANGUAGES = [one for one in load().languages if one != words.ENGLISH]
CALL = re.compile(r"(?<!function )\bn?t\((?![“…])")
"""Of `t` or `nt` in a script."""


def test_english_is_spoken_where_nobody_chose() -> None:
    assert (language(), _("Start again"), ngettext("{n} file", "{n} files", 1)) == ("en", "Start again", "{n} file")
    assert _("") == ""


def test_a_language_is_spoken_for_a_while_and_no_longer() -> None:
    with speaking("es"):
        assert (language(), _("Start again")) == ("es", "Empezar de nuevo")
        assert [ngettext("{n} answer", "{n} answers", n) for n in (0, 1, 1.5, 2)] == [
            "{n} respuestas", "{n} respuesta", "{n} respuestas", "{n} respuestas",
        ]  # fmt: skip
        assert _("nobody has translated this") == "nobody has translated this"
    assert _("Start again") == "Start again"


def test_a_kernel_finds_its_language_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(words.VARIABLE, "es")
    assert _("Start again") == "Empezar de nuevo"
    assert load().causes["footwear"].title == "Calzado"


@pytest.fixture(scope="module")
def said() -> Catalog:
    return script.template()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_what_is_said_today_and_no_more(code: str, said: Catalog) -> None:
    """Else: `make words`, and translate what is new."""
    assert {message.id for message in catalogs(CONTENT)[code]} == {message.id for message in said}


@pytest.mark.parametrize("code", LANGUAGES)
def test_making_it_anew_changes_no_byte(code: str, tmp_path: Path, said: Catalog) -> None:
    script.write(script.updated(catalogs(CONTENT)[code], said), tmp_path / f"{code}.po")
    assert (tmp_path / f"{code}.po").read_text("utf-8") == (CONTENT / "words" / f"{code}.po").read_text("utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_questions_ask_the_same_in_each_language(code: str) -> None:
    with speaking(code):
        theirs = load().questions
    assert list(theirs) == list(load().questions)
    for name, question in load().questions.items():
        other = theirs[name]
        assert [option.id for option in other.options] == [option.id for option in question.options]
        assert _without_texts(asdict(other)) == _without_texts(asdict(question))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_warning_sign_asks_for_the_same_action(code: str) -> None:
    with speaking(code):
        theirs = load().safety
    ours = load().safety
    assert [(flag.id, flag.action) for flag in theirs.flags] == [(flag.id, flag.action) for flag in ours.flags]


def _without_texts(value: object) -> object:
    """Numbers, ids and switches: what no translation may touch."""
    if isinstance(value, dict):
        return {key: _without_texts(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_texts(inner) for inner in value]
    return bool(value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("english", "other", "fault"),
    [
        ("Go on", "", "has no translation"),
        (("{n} lab", "{n} labs"), ("{n} laboratorio", ""), "has no translation"),
        ("{n} of {all}", "{n} de {todo}", "the places of the translation"),
        ("{n} of {all}", "{n} de {all}, {n}", "the places of the translation"),
        ("<b>{n}</b> more", "{n} más", "the tags of the translation"),
        ("[Next](a.ipynb)", "[Siguiente](b.ipynb)", "the links of the translation"),
        ("0.29 ([smith2020])", "0,29 (Smith)", "the sources of the translation"),
        ("held less than 106 s", "aguantó menos de 160 s", "the numbers of the translation"),
        ("agreement 0.83", "acuerdo 0,38", "the numbers of the translation"),
    ],
)
def test_a_slip_in_a_translation_is_found(english: str, other: str, fault: str) -> None:
    assert [found[: len(fault)] for found in faults(Message(english, other))] == [fault]


def test_numbers_may_be_written_as_the_language_does() -> None:
    assert not list(faults(Message("of 100\u202f000 runners 0.83", "de 100 000 corredores 0,83")))


def test_a_changed_text_must_be_looked_at() -> None:
    assert any("has changed" in one for one in faults(Message("Go on", "Sigue", flags=["fuzzy"])))


def test_changed_content_is_shown_in_english_until_it_is_translated(tmp_path: Path) -> None:
    place = [("content/questions", 0)]
    assert not list(faults(Message("How far?", "", place)))
    assert not list(faults(Message("How far do you run?", "¿Cuánto?", place, flags=["fuzzy"])))
    catalog = Catalog(locale="es")
    catalog.add("How far do you run?", "¿Cuánto?", place, flags=["fuzzy"])
    (tmp_path / "words").mkdir()
    script.write(catalog, tmp_path / "words" / "es.po")
    assert "Cuánto".encode() not in compiled(tmp_path)["es"]


def test_a_language_without_its_file_is_told(tmp_path: Path) -> None:
    assert ["there is no words/fr.po" in one for one in problems(tmp_path, {"fr"})] == [True]


def test_a_new_language_starts_with_every_text_and_no_translation(tmp_path: Path, said: Catalog) -> None:
    script.write(script.updated(Catalog(locale="fr"), said), tmp_path / "fr.po")
    assert (tmp_path / "fr.po").read_text("utf-8").count('\nmsgstr ""\n') > 100


def test_a_script_says_it_in_the_readers_language_and_english_costs_nothing() -> None:
    source = 'say(t("Start again")); say(t("Saved as {name}.", { name })); nt("{n} answer", "{n} answers", n); at("x")'
    assert in_script(source) == (
        'say("Start again"); say(t("Saved as {name}.", { name })); nt("{n} answer", "{n} answers", n); at("x")'
    )
    with speaking("es"):
        assert in_script(source) == (
            'say("Empezar de nuevo"); say(t("Guardado como {name}.", { name })); nt("{n} respuesta", "{n} respuestas", n); at("x")'
        )


@pytest.mark.parametrize("path", script.scripts(), ids=lambda path: path.name)
def test_what_a_script_says_is_written_out_where_it_is_said(path: Path) -> None:
    """So that it can be gathered, and changed in the script."""
    text = path.read_text("utf-8")
    own = 1 if path.name == "dom.js" else 0  # where `nt` itself uses `t`
    assert len(CALL.findall(text)) - own == len(list(words.said_in_script(text)))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_what_python_says_is_written_out_too(path: Path) -> None:
    """And nothing else is called `_` where `_` translates."""
    tree = ast.parse(path.read_text("utf-8"))
    taken = {name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names}
    if path.name == "words.py" or not taken & {"_", "ngettext"}:
        return
    bound = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "_"]
    assert [node.lineno for node in bound if isinstance(node.ctx, ast.Store)] == []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    said = [argument for call in calls if call.func.id in {"_", "N_"} for argument in call.args]
    assert [ast.unparse(one) for one in said if isinstance(one, (ast.JoinedStr, ast.BinOp))] == []


ENGLISH_ALONE = {
    "chapter_end.js", "diary.js", "diary_form.js", "diary_list.js", "finder.js", "guess.js", "lab.js",
    "linked_start.js", "metronome.js", "progress_store.js", "quiz.js", "quiz_field.js", "runner.js", "runs_offer.js",
    "runs_upload.js",
}  # fmt: skip
"""Scripts with words that are not translated yet: of the lessons, and of what reads recorded runs. Only ever fewer."""
REMARK = re.compile(r"/\*\*(?s:.*?)\*/|(?<!:)//.*$", re.MULTILINE)
SAID = re.compile(rf"\bn?t\(\s*{words.SCRIPT_TEXT}(,\s+{words.SCRIPT_TEXT})?")
PLAIN = re.compile(r"""["`](?:\$\{[^}]*\} )?[A-Z][a-z]+,? [a-z][^"`]*["`]""")
NOT_OURS = '"Error displaying widget"'


def test_no_more_scripts_speak_english_alone_than_did() -> None:
    codes = {path.name: SAID.sub("", REMARK.sub("", path.read_text("utf-8"))) for path in script.scripts()}
    assert {name for name, code in codes.items() if PLAIN.search(code.replace(NOT_OURS, ""))} == ENGLISH_ALONE
