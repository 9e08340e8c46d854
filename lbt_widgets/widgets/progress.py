"""The way through the chapters: what is read, tried and answered, which the reader's browser alone keeps."""

from __future__ import annotations

from typing import Any

import traitlets as t

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.chapters import chapters, to_do
from lbt_widgets.words import _

from . import _static
from ._hand_in import hand_in
from ._page_widget import PageWidget
from .answers import STORAGE_KEY, Answers
from .guard import guarded

START_PAGE, DASHBOARD = "00_start_here.ipynb", "dashboard.ipynb"


class Progress(PageWidget):
    """The chapters with their minutes, what is done of each, and what to do next.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    _esm = _static.module("progress_store.js", "way.js", "progress.js")
    _css = _static.style("progress.css")

    chapters = t.List(read_only=True).tag(sync=True)
    after = t.Dict(read_only=True).tag(sync=True)

    def __init__(self, content: Content | None = None) -> None:
        self.set_trait("chapters", to_do(content or _content.load()))
        self.set_trait("after", {"page": DASHBOARD, "title": _("your own profile")})
        super().__init__()


class ChapterEnd(PageWidget):
    """Stands at a chapter's end: the reader says that it is read, and the browser keeps it.

    Raises
    ------
    ValueError
        Where there is no such chapter.
    """

    _esm = _static.module("progress_store.js", "chapter_end.js")
    _css = _static.style()

    chapter = t.Unicode(read_only=True).tag(sync=True)
    number = t.Int(read_only=True).tag(sync=True)
    start_page = t.Unicode(START_PAGE, read_only=True).tag(sync=True)

    def __init__(self, chapter: str, content: Content | None = None) -> None:
        known = chapters(content or _content.load())
        if chapter not in known:
            raise ValueError(f"there is no chapter {chapter!r}")
        self.set_trait("chapter", chapter)
        self.set_trait("number", known[chapter].number)
        super().__init__()


class Keep(PageWidget):
    """Answers, quiz results, progress and diary as one file: to save, to open again, to forget; and the results to hand in.

    All of it happens in the browser, but that Python puts the questions to the results to hand in, and looks at the answers
    of a file, as it is here that answers are checked.

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    hand_in : bool
        Whether it has the results to hand in too.
    """

    _esm = _static.module(
        "store.js", "progress_store.js", "diary_store.js", "forget.js", "results.js", "kept_file.js", "keep.js"
    )
    _css = _static.style("file_button.css", "keep.css")

    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    hand_in = t.Bool(read_only=True).tag(sync=True)
    known = t.List(help="Ids that this version of the workbook has", read_only=True).tag(sync=True)

    def __init__(self, content: Content | None = None, hand_in: bool = True) -> None:
        self.content = content = content or _content.load()
        self.set_trait("hand_in", hand_in)
        self.set_trait("known", [*content.questions, *content.quizzes, *content.labs, *chapters(content)])
        super().__init__()
        self.on_msg(self._take_message)

    @guarded
    def _take_message(self, _widget: Any, told: Any, _buffers: Any) -> None:
        if isinstance(told, dict) and told.get("kind") == "check":
            self._check(told.get("answers"), told.get("number"))
        else:
            hand_in(self, told, self.content)

    def _check(self, answers: Any, number: Any) -> None:
        """Tell the page which answers of a file no form can use; they are kept nowhere. `number`: which check it was."""
        checked = Answers(self.content)
        checked.raw = answers
        asked = {name: question.text for name, question in self.content.questions.items()}
        unusable = [[asked.get(name, ""), fault] for name, fault in checked.errors.items()]
        self.send({"kind": "checked", "number": number if isinstance(number, int) else 0, "unusable": unusable})
