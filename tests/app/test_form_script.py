"""The form's script alone on a page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from lbt_widgets.content import load
from lbt_widgets.content.places import claim_of
from lbt_widgets.figures.words import VERDICT, VERDICT_SHAPE, certainty, certainty_short
from lbt_widgets.widgets.answers import Answers
from lbt_widgets.widgets.form import Form, FormSection

from .script_page import show

QUESTION = "heel_drop_mm"


def test_what_the_answer_is_about_stands_beside_how_true_it_is(page: Page) -> None:
    content = load()
    claim = content.claims[claim_of(content.questions[QUESTION], content)]
    show(page, Form(Answers(content), [FormSection("one", "One", (QUESTION,))]), "form.css")
    page.get_by_text("Why we ask").click()
    line = page.get_by_role("paragraph").filter(has=page.get_by_role("link", name=claim.statement))
    verdict = f"{VERDICT_SHAPE[claim.verdict]} {VERDICT[claim.verdict]}"
    dots = certainty_short(claim.certainty).split()[0]
    expect(line).to_have_text(
        f"What studies say of this: {claim.statement} (opens in a new tab) {verdict}, {dots} {certainty(claim.certainty)}"
    )
    assert claim.verdict == "contradicted"
