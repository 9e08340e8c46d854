"""A chapter's own questions, with the part of the profile that they change beside them."""

from __future__ import annotations

from typing import Any

from ipywidgets import VBox

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content.wording import lower_first
from lbt_widgets.figures import profile as pictures
from lbt_widgets.runs.form import ANSWERED

from .answers import Answers
from .form import Form, FormSection
from .guard import guarded
from .live import Html, Live
from .plot import Plot
from .profile_view import ProfileModel, items_html
from .runs_part import have_a_watch

NOTE = (
    "<p>The same questions stand on the <a href='dashboard.ipynb'>dashboard</a>, and what you answer here is answered "
    "there. Leave out what you do not know. The bars say how much of a thing you have, <strong>not how much risk it "
    "is</strong>: that is on the dashboard, after its safety questions. A part's “% of all” is our judgement of "
    "how far its answer could move the result; the figures behind it are often weak. “Nothing clear” stands where what "
    "was measured fits no difference at all: there, neither answer is better. Where findings are “mixed” or there is “no "
    "figure”, nobody can be sure which is.</p>"
)


class CauseQuestions(VBox):
    """The questions of one cause and its bar, which follows every answer.

    Parameters
    ----------
    cause : str
    content : Content, optional
        The workbook's own when left out.

    Raises
    ------
    ValueError
        Where the content has no such cause.
    """

    def __init__(self, cause: str, content: Content | None = None) -> None:
        self.content = content or _content.load()
        if cause not in self.content.causes:
            raise ValueError(f"There is no cause {cause!r}; there are {', '.join(self.content.causes)}.")
        self.cause = cause
        self.answers = Answers(self.content)
        self.model = ProfileModel(self.answers)
        title = self.content.causes[cause].title
        own = tuple(question.id for question in self.content.questions.values() if question.cause == cause)
        self.form = Form(self.answers, [FormSection(cause, f"Questions: {lower_first(title)}", own)])
        self.news = Live(hidden=True)
        self.plot = Plot(self._picture())
        self.plot.height_px = self.plot.drawing["layout"]["height"]
        self.items = Html(html=self._items_html())
        watch = [have_a_watch(self.answers)] if set(own) & set(ANSWERED) else []
        self.before = VBox([Html(html=NOTE), *watch])
        beside = VBox([self.before, self.news, self.form, self.plot])
        beside.add_class("lbt-beside")
        super().__init__([beside, self.items])
        self.model.observe(self._show, "result")

    def _picture(self) -> Any:
        return pictures.cause(self.model.result, self.cause, self.content)

    def _items_html(self) -> str:
        return items_html(self.model.result, self.content, self.cause)

    @guarded
    def _show(self, _change: Any) -> None:
        self.plot.show(self._picture())
        self.items.html = self._items_html()
        self.news.text = self.plot.sentence
