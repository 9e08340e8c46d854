"""Bring the translations in `content/words/` up to date with what the workbook says: `make words`.

English is the key (gettext). Texts are gathered from Python, from scripts, from templates, from the notebooks' titles and
the dashboard's cells, and from the fields of the content that `content/translated.py` names. What is new stands empty,
what was changed is marked fuzzy; `lbt check` refuses both in the words of the pages. Of the content such a text is shown
in English until it is translated, so that whoever mends a question need not speak every language.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from lbt_widgets.content import load
from lbt_widgets.content.compiler import compile_content
from lbt_widgets.content.pages import DASHBOARD, START, cells, pages, prose
from lbt_widgets.content.translated import texts
from lbt_widgets.content.translations import catalogs, is_content, is_open
from lbt_widgets.words import ENGLISH, said_in_script

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lbt_widgets"
TEMPLATES = [("**.html", "jinja2"), ("**.j2", "jinja2"), ("**.svg", "jinja2")]
SAYS = {"_", "N_", "ngettext"}
Said = tuple[str, str | tuple[str, ...], list[str]]
"""Where something is said, what, and what a translator should know."""
HEAD = """# What the workbook says, in another language. `make words` brings it up to date; languages.yaml says who made it.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""


def template() -> Catalog:
    """Every text that can be translated, without a translation."""
    catalog = Catalog(project="lbt-widgets", charset="utf-8")
    for place, text, comments in (*_in_code(), *_in_notebooks(), *_in_content()):
        catalog.add(text, locations=[(place, 0)], auto_comments=comments)
    return catalog


def _in_code() -> Iterator[Said]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((_place(path), text, []) for text in said_in_python(path.read_text("utf-8")))
    for path in scripts():
        yield from ((_place(path), text, []) for text in said_in_script(path.read_text("utf-8")))
    found = extract_from_dir(PACKAGE / "app" / "template", TEMPLATES)
    for name, _line, text, *_other in sorted(found, key=lambda one: (one[0], one[1])):
        yield f"lbt_widgets/app/template/{name}", text, []


def said_in_python(source: str) -> Iterator[str | tuple[str, ...]]:
    """What `_`, `N_` and `ngettext` say, also within an f-string, where gettext's own tools do not look."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts:
                yield texts[0] if node.func.id != "ngettext" else tuple(texts)


def scripts() -> list[Path]:
    """Every script of ours."""
    return [path for path in sorted(PACKAGE.rglob("*.js")) if "vendor" not in path.parts]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _in_notebooks() -> Iterator[Said]:
    for name, page in pages().items():
        yield from ((f"notebooks/{name}.ipynb", text, []) for text in (page.title, page.about))
    yield from ((f"notebooks/{DASHBOARD}.ipynb", text, []) for text in prose(DASHBOARD))
    yield from ((f"notebooks/{START}.ipynb", text, []) for text in cells(START, "safety"))


def _in_content() -> Iterator[Said]:
    for collection, name, text in texts(compile_content(ROOT / "content")):
        yield f"content/{collection}", text, [name]


def updated(known: Catalog, said: Catalog) -> Catalog:
    """A translation with all that is said today, and with nothing that is said no more."""
    known.update(said)
    known.obsolete.clear()
    return known


def write(catalog: Catalog, path: Path) -> None:
    """With a head of our own: Babel's has dates, which would change each time."""
    with path.open("wb") as file:
        file.write(HEAD.format(language=path.stem, plurals=catalog.plural_forms).encode())
        write_po(file, catalog, width=110, include_lineno=False, omit_header=True)


def main() -> None:
    folder = ROOT / "content" / "words"
    known, said = catalogs(folder.parent), template()
    for language in load().languages:
        if language != ENGLISH:
            catalog = updated(known.get(language) or Catalog(locale=language), said)
            write(catalog, folder / f"{language}.po")
            left = [is_content(message) for message in catalog if message.id and is_open(message)]
            print(
                f"{language}: {left.count(False)} words of the pages to translate, and {left.count(True)} of the content."
            )


if __name__ == "__main__":
    main()
