"""A source on the page: which it is, whom it studied, how much of it we read, and what we doubt."""

from lbt_widgets.content import load
from lbt_widgets.figures.words import NO_NUMBER, READ
from lbt_widgets.widgets._sources import reference, reference_html, source_link
from lbt_widgets.widgets.cause_card import cause_card_html, in_short
from lbt_widgets.widgets.source_list import source_html

CONTENT = load()


def test_a_line_of_a_list_tells_all_about_a_source():
    html = reference_html("wu2021marathon", CONTENT, full=True)
    assert html.startswith("<cite>Incidence and risk factors of low back pain in marathon runners</cite>. ")
    assert 'href="https://doi.org/10.1155/2021/6660304"' in html
    for part in (
        "Wu B, Chen CC",
        "2021",
        "parts of the text read",
        "n\u00a0=\u00a0800",
        "half- and full-marathon runners",
    ):
        assert part in html
    assert html.endswith(CONTENT.sources["wu2021marathon"].doubt)


def test_a_title_that_asks_ends_with_its_question_mark():
    (asks, *_) = (source.id for source in CONTENT.sources.values() if source.title.endswith("?"))
    assert "?</cite> " in reference_html(asks, CONTENT)


def test_a_title_that_stands_for_its_authors_is_told_once():
    html = reference_html("activehipabd2021", CONTENT)
    assert "<cite>" not in html
    assert html.count("Trunk muscle activation patterns") == 1


def test_every_source_says_how_much_was_read_and_keeps_its_doubt():
    for source in CONTENT.sources.values():
        short = reference(source.id, CONTENT)
        assert short["text"].endswith(READ[source.read])
        assert short["doubt"] == (f"09_evidence.ipynb#source={source.id}" if source.doubt else "")


def test_a_list_leads_to_the_doubt_and_its_entry_has_it_in_words():
    doubt = CONTENT.sources["wu2021marathon"].doubt
    line = reference_html("wu2021marathon", CONTENT)
    assert doubt not in line
    assert line.endswith('<a href="09_evidence.ipynb#source=wu2021marathon">Our doubt about it</a>.')
    assert doubt in source_html("wu2021marathon", CONTENT)


def test_a_source_can_be_followed_or_says_that_no_number_was_seen():
    for source in CONTENT.sources.values():
        short = reference(source.id, CONTENT)
        number = source.doi or source.pmid or source.pmcid
        assert short["url"].rstrip("/").endswith(number or f"09_evidence.ipynb#source={source.id}")
        assert (NO_NUMBER in short["text"]) is not bool(number)
        assert short["url"] in source_link(source.id, CONTENT)


def test_an_article_of_pubmed_central_leads_there():
    short = reference("nielsen2012training", CONTENT)
    assert short["url"] == "https://pmc.ncbi.nlm.nih.gov/articles/PMC3290924/"
    assert "PMC3290924" in short["text"]


def test_a_doubt_about_a_claim_is_on_its_card():
    claim = CONTENT.claims["footwear.worn_out"]
    assert "No back was measured" in in_short(claim)
    assert in_short(claim) in cause_card_html(CONTENT.causes["footwear"], CONTENT)
