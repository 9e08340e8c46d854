"""Words that explain themselves: which occurrence, and where not."""

from html.parser import HTMLParser

from lbt_widgets.content import load
from lbt_widgets.content.handbook import Term
from lbt_widgets.content.terms import Terms
from lbt_widgets.widgets._tips import with_tips

CURVE = Term("lordosis", "Lordosis", "The curve.", "It varies.", ("lordosis", "curve of the lower back"))
BACK = Term("back", "Lower back", "Below the ribs & above.", "It hurts.", ("lower back",), unit="cm")
TERMS = Terms({term.id: term for term in (BACK, CURVE)})
BUTTON = '<button type="button" class="lbt-term">'


def words(html):
    return [part.split("</button>")[0] for part in html.split(BUTTON)[1:]]


def test_the_first_occurrence_of_each_term_explains_itself():
    html = with_tips("<p>The lower back. Lordosis in the lower back; lordosis.</p>", TERMS)
    assert words(html) == ["lower back", "Lordosis"]
    assert "<strong>Lower back.</strong> Below the ribs &amp; above. It hurts. Unit: cm.</span>" in html


def test_the_longest_form_comes_first():
    assert words(with_tips("<p>The curve of the lower back</p>", TERMS)) == ["curve of the lower back"]


def test_parts_of_words_are_no_terms():
    assert words(with_tips("<p>hyperlordosis, lordosis-like</p>", TERMS)) == ["lordosis"]


def test_nothing_inside_links_headings_and_summaries():
    html = "<a href='#'>lordosis <b>lordosis</b></a><h3>Lordosis</h3><summary>lordosis</summary><p>lordosis</p>"
    assert with_tips(html, TERMS).count(BUTTON) == 1
    assert with_tips(html, TERMS).startswith(html[: html.index("<p>")] + "<p>" + BUTTON)


def test_a_full_stop_stays_with_its_word_and_nothing_else_does():
    html = with_tips("<p>The lower back has a lordosis.</p>", TERMS)
    kept = html.index('<span class="lbt-kept">')
    assert html.index("lower back</button>") < kept < html.index("lordosis</button>")
    assert html.endswith("</span>.</span></p>")


def test_a_bracket_stays_with_its_word():
    html = with_tips("<p>The curve (lordosis) is normal.</p>", TERMS)
    assert f'The curve <span class="lbt-kept">({BUTTON}' in html
    assert "</span>)</span> is normal." in html


def test_attributes_are_left_alone():
    html = '<p title="lordosis">x</p>'
    assert with_tips(html, TERMS) == html


def test_an_empty_glossary_changes_nothing():
    assert with_tips("<p>lordosis</p>", Terms({})) == "<p>lordosis</p>"


def test_the_text_itself_stays_as_it_was():
    """Taking out the explanations gives back the text of every common question."""
    content = load()
    for item in content.faq.values():
        assert without_tips(with_tips(f"<p>{item.answer}</p>", content.terms)) == item.answer


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.in_tip = "", False

    def handle_starttag(self, tag, attributes):
        self.in_tip = self.in_tip or ("class", "lbt-tip") in attributes

    def handle_endtag(self, tag):
        self.in_tip = self.in_tip and tag != "span"

    def handle_data(self, data):
        self.text += "" if self.in_tip else data


def without_tips(html):
    parser = _Text()
    parser.feed(html)
    return parser.text
