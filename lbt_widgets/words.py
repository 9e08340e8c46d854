"""What is said on screen, in the reader's language. English stands in the code and is the key to the rest (gettext).

Who serves a page says for whom with `speaking`; a kernel is for one reader, and finds their language in its
environment. Without either it is English. A text is looked up where it is shown, never at import: the process that
kernels are forked from has imported everything, and speaks English.
"""

from __future__ import annotations

import gettext
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from lbt_widgets import _resources

ENGLISH = "en"
VARIABLE = "KERNEL_LBT_LANGUAGE"
"""Where a kernel finds its reader's language: a gateway hands on to its kernels what begins with KERNEL_."""
DOMAIN = "lbt"
SCRIPT_TEXT = r'("(?:[^"\\\n]|\\.)*")'
ONE_TEXT = re.compile(rf"\bt\({SCRIPT_TEXT}(\))?")
TWO_FORMS = re.compile(rf"\bnt\({SCRIPT_TEXT},\s+{SCRIPT_TEXT}")
_spoken: ContextVar[str] = ContextVar("spoken", default="")


def language() -> str:
    """The language of whoever is served now, as "es"."""
    return _spoken.get() or os.environ.get(VARIABLE) or ENGLISH


def speak(code: str) -> None:
    """From here on this request, or this thread, is for a reader of this language."""
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language for a while."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def N_(text: str) -> str:
    """Mark a text that `_` will translate later, as a constant of a module."""
    return text


def _(text: str) -> str:
    """The text in the reader's language; the English where it has no translation."""
    return _translations(language()).gettext(text) if text else ""  # of "" gettext gives the head of its file


def ngettext(one: str, many: str, number: float) -> str:
    """The text for so many; a count that is no whole number is many."""
    return _translations(language()).ngettext(one, many, int(number) if number == int(number) else 2)


def in_script(script: str) -> str:
    """A script with what its `t` and `nt` say in the reader's language; a text without values needs no `t` any more."""
    return ONE_TEXT.sub(_said, TWO_FORMS.sub(_both_forms, script))


def said_in_script(script: str) -> Iterator[str | tuple[str, str]]:
    """What `t` and `nt` say in a script, in English: one text, or the forms of one and of many."""
    yield from (json.loads(call[1]) for call in ONE_TEXT.finditer(script))
    yield from ((json.loads(call[1]), json.loads(call[2])) for call in TWO_FORMS.finditer(script))


def _said(call: re.Match[str]) -> str:
    text = _quoted(_(json.loads(call[1])))
    return text if call[2] else f"t({text}"


def _both_forms(call: re.Match[str]) -> str:
    one, many = json.loads(call[1]), json.loads(call[2])
    return f"nt({_quoted(ngettext(one, many, 1))}, {_quoted(ngettext(one, many, 2))}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def _translations(code: str) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, _resources.words_dir(), [code], fallback=True)
