"""Where the words of the glossary occur in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .handbook import Term


class Terms:
    """The glossary, found by the forms of its words; of two forms that begin at one place the longer counts.

    Attributes
    ----------
    pattern : re.Pattern
        Matches any form as whole words, in either case.
    """

    def __init__(self, glossary: Mapping[str, Term]) -> None:
        self._by_form = {form: term for term in glossary.values() for form in term.forms}
        longest_first = sorted(self._by_form, key=len, reverse=True)
        self.pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE
        )

    def of(self, form: str) -> Term:
        """The term that has this form, as `pattern` matched it."""
        return self._by_form[form.lower()]

    def occurring(self, text: str) -> dict[str, Term]:
        """The terms that a text uses, by id, in its order."""
        found = (self.of(match[0]) for match in self.pattern.finditer(text))
        return {term.id: term for term in found}
