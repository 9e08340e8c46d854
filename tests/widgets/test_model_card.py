"""The model's page is made from the content: every figure, source and assumption stands on it."""

from html import escape
from pathlib import Path

from lbt_widgets.content import load
from lbt_widgets.widgets._sources import cited_html, reference_html, source_link
from lbt_widgets.widgets.model_card import assumptions, figure_words, model_card_html

CONTENT = load()
CARD = model_card_html(CONTENT)
MODEL = Path(__file__).parents[2] / "content" / "model.yaml"


def test_every_figure_and_its_source():
    for effect in CONTENT.effects.values():
        assert cited_html(effect.reference, CONTENT) in CARD
        assert cited_html(effect.left_out or "", CONTENT) in CARD
        assert cited_html(effect.no_figure or "", CONTENT) in CARD
        for figure in effect.figures.values():
            assert escape(figure_words(figure)) in CARD
            assert reference_html(figure.source, CONTENT) in CARD


def test_a_source_in_a_text_is_a_link_and_each_row_leads_to_its_claim():
    assert "[<a" not in CARD
    assert "shiri2010obesity" not in CARD
    assert f"for obesity ({source_link('shiri2010obesity', CONTENT)}): the same thing" in CARD
    for effect in CONTENT.effects.values():
        assert f"#claim={effect.claim}{'&amp;finding=' if effect.figures else chr(34)}" in CARD


def test_every_assumption_has_its_reason():
    found = assumptions(CONTENT)
    assert len(found) == MODEL.read_text(encoding="utf-8").count("why:")
    for name, one in found:
        assert escape(name) in CARD
        assert escape(one.why) in CARD


def test_it_says_that_nobody_validated_it():
    assert "has <strong>not</strong> been tested on real runners" in CARD
