"""The model's page is made from the content: every figure, source and assumption stands on it."""

from html import escape

from lbt_widgets.content import load
from lbt_widgets.figures.words import cite
from lbt_widgets.widgets.model_card import figure_words, model_card_html

CONTENT = load()
CARD = model_card_html(CONTENT)


def test_every_figure_and_its_source():
    for effect in CONTENT.effects.values():
        assert escape(effect.reference) in CARD
        for figure in effect.figures.values():
            assert escape(figure_words(figure)) in CARD
            assert escape(cite(CONTENT.sources[figure.source])) in CARD


def test_every_assumption_has_its_reason():
    model = CONTENT.model
    named = [*model.trust.values(), *model.widths.values(), model.trust_after_pain, model.article_odds_ratio]
    for one in [*named, model.z_limit, model.stands_out]:
        assert escape(one.why) in CARD


def test_it_says_that_nobody_validated_it():
    assert "has <strong>not</strong> been tested on real runners" in CARD
