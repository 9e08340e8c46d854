"""What a reader types finds the claims that say it, in these or in other words for the same thing."""

import pytest

from lbt_widgets.content import load
from lbt_widgets.content.search import FILTERS, NO, YES, ClaimSearch, holds

CONTENT = load()
SEARCH = ClaimSearch(CONTENT)


def test_nothing_asked_gives_every_claim_by_chapter():
    found = SEARCH.find()
    assert set(found) == set(CONTENT.claims)
    numbers = [CONTENT.causes[name.split(".")[0]].number for name in found]
    assert numbers == sorted(numbers, key=lambda number: (number == 0, number))


@pytest.mark.parametrize("claim", CONTENT.claims.values(), ids=lambda claim: claim.id)
def test_a_claim_is_found_by_its_statement(claim):
    assert claim.id in SEARCH.find(claim.statement)
    assert len(SEARCH.find(claim.statement)) <= 3


def test_every_word_must_be_there_in_any_order_and_case():
    assert holds("worn shoes lose their cushioning", "Cushioning  WORN")
    assert not holds("worn shoes lose their cushioning", "worn insoles")


def test_another_word_for_the_same_thing_finds_it():
    found = SEARCH.find("lordosis")
    assert "posture.increased_lordosis" in found
    assert any("lordosis" not in CONTENT.claims[name].statement.lower() for name in found)


def test_a_title_of_a_cause_finds_its_claims():
    assert {name for name in CONTENT.claims if name.startswith("footwear.")} <= set(SEARCH.find("footwear"))


def test_filters_take_what_they_say():
    for name in SEARCH.find(cause="surface", verdict="weak", runners=YES):
        claim = CONTENT.claims[name]
        assert (name.split(".")[0], claim.verdict, claim.runners) == ("surface", "weak", True)
    assert all(not CONTENT.claims[name].article for name in SEARCH.find(article=NO))
    assert SEARCH.find(**dict.fromkeys(FILTERS, "")) == SEARCH.find()


def test_runners_and_others_are_all_the_claims():
    assert len(SEARCH.find(runners=YES)) + len(SEARCH.find(runners=NO)) == len(CONTENT.claims)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hamstrigns", "hamstrings"), ("Foam Roling", "foam rolling"), ("hamstrings", ""), ("zebra", ""), ("", "")],
)
def test_a_slip_of_the_keyboard_is_seen(typed, meant):
    assert SEARCH.near(typed) == meant


def test_an_author_and_a_year_find_the_claims_that_rest_on_them():
    maselli = {claim.id for claim in CONTENT.claims.values() if any("Maselli" in a for a in authors(claim))}
    assert maselli
    assert maselli <= set(SEARCH.find("maselli 2021"))


def authors(claim):
    return [CONTENT.sources[name].authors for name in claim.sources if CONTENT.sources[name].year == 2021]


def test_what_nobody_says_is_not_found():
    assert SEARCH.find("zebra") == ()
