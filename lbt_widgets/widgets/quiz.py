"""A chapter's quiz: one question at a time, a reply to every answer, and those missed come back."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar, get_args

import traitlets as t
from attrs import asdict

from lbt_widgets import content as _content
from lbt_widgets.content import Content, results
from lbt_widgets.content.chapters import chapters
from lbt_widgets.content.marking import Reply, mark
from lbt_widgets.content.places import finding_place, lab_anchor, told_finding
from lbt_widgets.content.quizzes import Item
from lbt_widgets.content.results import MAX_PLACES, Result, Sure
from lbt_widgets.content.studies import origin_in_item
from lbt_widgets.figures.words import listing

from . import _static
from ._grades import verdict_html
from ._hand_in import hand_in
from ._links import claim_link
from ._page_widget import PageWidget
from ._sources import source_link
from ._tips import with_tips
from .guard import guarded

MAX_COUNT = 10**9


class Quiz(PageWidget):
    """The quiz of a chapter. Marking is done here: before an answer nothing of the key reaches the page.

    Parameters
    ----------
    chapter : str
        A cause, or another chapter's id.
    content : Content, optional
        The workbook's own when left out.
    heading : int
        The level of its headings, 2 to 5.

    Attributes
    ----------
    record : dict[str, Result]
        By question: first try, last try, how sure. Of other chapters too, as far as the browser kept them.

    Raises
    ------
    ValueError
        Where the chapter has no quiz; the message names those that have.
    """

    _esm = _static.module("progress_store.js", "html.js", "results.js", "quiz_field.js", "quiz.js")
    _css = _static.style("evidence.css", "quiz.css")
    from_browser: ClassVar = {"sent": "_check_sent"}

    heading = t.Int(3, min=2, max=5, read_only=True).tag(sync=True)
    items = t.List(read_only=True).tag(sync=True)
    sent = t.Dict({"number": 0}).tag(sync=True, echo_update=False)
    reply = t.Dict({"number": 0}, read_only=True).tag(sync=True)
    summary = t.List(read_only=True).tag(sync=True)

    record: dict[str, Result]

    def __init__(self, chapter: str, content: Content | None = None, heading: int = 3) -> None:
        self.content = content or _content.load()
        self.chapter, self.record = chapter, {}
        if not any(item.chapter == chapter for item in self.content.quizzes.values()):
            those = ", ".join(dict.fromkeys(item.chapter for item in self.content.quizzes.values()))
            raise ValueError(f"there is no quiz for {chapter!r}; there is one for {those}")
        self._choose_items()
        self.set_trait("heading", heading)
        super().__init__()
        self.on_msg(self._take_message)

    def _choose_items(self) -> None:
        self._items = {item.id: item for item in results.items_for(self.chapter, self.record, self.content)}
        self.set_trait("items", [self._shown(item) for item in self._items.values()])

    def _shown(self, item: Item) -> dict[str, Any]:
        """What the page may know of a question before it is answered."""
        number = item.kind == "numeric"
        return {
            "id": item.id,
            "kind": item.kind,
            "from": "" if item.chapter == self.chapter else self._from(item),
            "case": item.case,
            "question": item.question,
            "options": [option.text for option in item.shown],
            "range": [item.lowest, item.highest, item.unit] if number else [],
        }

    @t.observe("sent")
    @guarded
    def _mark(self, _change: Any) -> None:
        number, item = self.sent["number"], self._items[self.sent["item"]]
        answer, sure = self.sent["answer"], self.sent["sure"]
        try:
            marking = mark(item, answer)
        except ValueError as fault:
            self.set_trait("reply", {"number": number, "item": item.id, "fault": str(fault)})
            return
        self.record = results.answered(
            self.record, item, chapters(self.content)[item.chapter].number, answer, sure, marking.right
        )
        reply = {
            "number": number,
            "item": item.id,
            "right": marking.right,
            "verdict": marking.verdict,
            "replies": [self._with_origin(item, one) for one in marking.replies],
            "answers": [self._with_origin(item, one) for one in marking.answers],
            "more_html": self._more_html(item),
            "result": self.record[item.id].to_dict(),
        }
        with self.hold_sync():
            self.set_trait("reply", reply)
            self._sum_up()

    @guarded
    def _take_message(self, _widget: Any, told: Any, _buffers: Any) -> None:
        """What the browser keeps, all of it ("kept"), decides what comes back: as a page opens, and once all is
        forgotten. What is "newer" is another tab's or a file's, and changes no question."""
        hand_in(self, told, self.content)
        kind, kept = (told.get("kind"), told.get("results")) if isinstance(told, dict) else (None, None)
        if kind not in ("kept", "newer") or not isinstance(kept, dict):
            return
        found = results.read(kept, self.content)
        with self.hold_sync():
            self.record = {**self.record, **found} if kind == "newer" else found
            if kind == "kept":
                self._choose_items()
            self._sum_up()

    def _sum_up(self) -> None:
        self.set_trait("summary", results.summary(self.chapter, self.record, list(self._items.values())))

    def _from(self, item: Item) -> str:
        """A question from elsewhere may say "the lab": which one cannot be seen on this page."""
        chapter = chapters(self.content)[item.chapter]
        labs = "".join(f" (the lab “{self.content.labs[name].title}”)" for name in item.labs)
        return f"From chapter {chapter.number}, {chapter.title}{labs}"

    def _with_origin(self, item: Item, reply: Reply) -> dict[str, Any]:
        """The reply, and behind it the studies that its figures are from: a claim's words could tell the answer."""
        found = origin_in_item(item, reply.text, self.content)
        links = [source_link(name, self.content) for name in found.studies] + [
            f"the lab “{self._lab_link(name)}”" for name in found.labs
        ]
        return {**asdict(reply), "from_html": f"(From {listing(links)}.)" if links else ""}

    def _more_html(self, item: Item) -> str:
        """The explanation, which holds after any answer, and where it is from."""
        grounds = [self._claim_html(name, item.explain) for name in item.claims] + [
            self._lab_html(name, item) for name in item.labs
        ]
        lines = "".join(f"<li>{one}</li>" for one in grounds)
        explain = with_tips(f"<p>{escape(item.explain)}</p>", self.content.terms)
        return f"{explain}<p>Where this is from:</p><ul>{lines}</ul>"

    def _claim_html(self, name: str, explain: str) -> str:
        """A claim may be one that studies speak against, so its verdict stands beside it.

        Where its number is told the link leads to the finding.
        """
        claim = self.content.claims[name]
        finding = told_finding(explain, claim)
        place = finding_place(name, finding) if finding else name
        return f"The claim {claim_link(place, f'“{claim.statement}”')}: {verdict_html(claim.verdict)}"

    def _lab_html(self, name: str, item: Item) -> str:
        """The lab, and the studies of it that the question's figures are from; all of them where no figure tells."""
        said = " ".join((item.case, item.question, *(one.text for one in item.options), *item.replies, item.explain))
        lab = self.content.labs[name]
        told = [one for one in origin_in_item(item, said, self.content).studies if one in lab.sources]
        studies = listing([source_link(one, self.content) for one in told or lab.sources])
        words = "The lab above:" if lab.chapter == self.chapter else "The lab"
        return f"{words} {self._lab_link(name)}, which rests on {studies}"

    def _lab_link(self, name: str) -> str:
        """To the lab on this page, or on its chapter's."""
        lab = self.content.labs[name]
        page = "" if lab.chapter == self.chapter else chapters(self.content)[lab.chapter].page
        return f'<a href="{page}#{lab_anchor(name)}">{escape(lab.title)}</a>'

    def _check_sent(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "item", "answer", "sure"}:
            raise ValueError("not an answer")
        number, answer = value["number"], value["answer"]
        if type(number) is not int or not 0 < number <= MAX_COUNT:
            raise ValueError("not a message number")
        if not isinstance(value["item"], str) or value["item"] not in self._items:
            raise ValueError("not one of the questions")
        if (
            not isinstance(answer, list)
            or len(answer) > MAX_PLACES
            or not all(type(one) in (int, float) for one in answer)
        ):
            raise ValueError("not an answer to a question")
        if value["sure"] not in get_args(Sure):
            raise ValueError("not one of the ways to be sure")
        return value
