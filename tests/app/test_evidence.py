"""The pages of the evidence and of getting help as a reader uses them, in Chromium."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.content.search import ClaimSearch
from lbt_widgets.figures.words import number, span

from .accessible import faults
from .conftest import long_but

CONTENT = load()
SEARCH = ClaimSearch(CONTENT)
READY = "html[data-ready]"
CUSHIONING = CONTENT.claims["footwear.cushioning"]


@pytest.fixture
def evidence(page: Page, address: str) -> Page:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/09_evidence.ipynb")
    page.wait_for_selector(READY, state="attached")
    expect(page.locator(".lbt-drawing .main-svg").first).to_be_visible()
    return page


def news(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="claims")


def words(page: Page) -> Locator:
    return page.get_by_label("Search the claims")


def clear(page: Page) -> Locator:
    return page.get_by_role("search", name="claims").get_by_role("button", name="Clear the search")


def card(page: Page, claim_id: str) -> Locator:
    heading = page.get_by_role("heading", name=CONTENT.claims[claim_id].statement)
    return page.locator("details.lbt-item").filter(has=heading)


def test_a_search_and_a_filter_narrow_the_claims_and_the_picture(evidence: Page) -> None:
    expect(news(evidence)).to_have_text(f"{len(CONTENT.claims)} of {len(CONTENT.claims)} claims")
    picture = evidence.locator(".lbt-plot .lbt-sentence")
    before = picture.inner_text()
    words(evidence).press_sequentially("shoes")
    found = SEARCH.find("shoes")
    expect(news(evidence)).to_have_text(f"{len(found)} of {len(CONTENT.claims)} claims")
    expect(picture).not_to_have_text(before)
    evidence.get_by_label("Verdict").select_option("contradicted")
    found = SEARCH.find("shoes", verdict="contradicted")
    expect(news(evidence)).to_have_text(f"{len(found)} of {len(CONTENT.claims)} claims")
    expect(evidence.locator("details.lbt-item").first).to_contain_text(CONTENT.claims[found[0]].statement)


def test_a_search_without_a_hit_says_how_to_go_on(evidence: Page) -> None:
    words(evidence).fill("zebra")
    expect(news(evidence)).to_contain_text("Use another word, or clear the search")
    clear(evidence).click()
    expect(news(evidence)).to_have_text(f"{len(CONTENT.claims)} of {len(CONTENT.claims)} claims")
    expect(words(evidence)).to_be_focused()


def test_by_keyboard_alone(evidence: Page) -> None:
    """Search, open a card, stand on the link to a study; a word explains itself on the way."""
    words(evidence).focus()
    evidence.keyboard.type(CUSHIONING.statement)
    expect(news(evidence)).to_have_text(f"1 of {len(CONTENT.claims)} claims")
    press_to(evidence, "summary", "Enter")
    expect(card(evidence, CUSHIONING.id)).to_contain_text("Studies say")
    press_to(evidence, ".lbt-term", "Enter")
    tip, word = evidence.locator(".lbt-tip:popover-open"), evidence.locator(".lbt-term:focus")
    expect(tip).to_be_visible()
    expect(word).to_have_attribute("aria-expanded", "true")
    evidence.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(word).to_have_attribute("aria-expanded", "false")
    press_to(evidence, "td a")
    assert "doi.org" in (evidence.evaluate("document.activeElement.href") or "")


def press_to(page: Page, selector: str, key: str = "") -> None:
    """Press Tab until what is focused fits the selector, then the key."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            if key:
                page.keyboard.press(key)
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_show_more_goes_to_the_next_claim(evidence: Page) -> None:
    expect(evidence.locator(".lbt-finder").first.locator("details.lbt-item")).to_have_count(10)
    evidence.get_by_role("button", name="Show 10 more").first.click()
    expect(evidence.locator(".lbt-finder").first.locator("details.lbt-item")).to_have_count(20)
    eleventh = CONTENT.claims[SEARCH.find()[10]]
    expect(card(evidence, eleventh.id).locator("summary").first).to_be_focused()


@pytest.mark.parametrize("by", ["point", "table"])
def test_from_a_number_in_the_picture_to_its_source(evidence: Page, by: Literal["point", "table"]) -> None:
    """One step: the click opens the card at the finding, where the study stands with its address."""
    words(evidence).fill(CUSHIONING.statement)
    points = evidence.locator(".lbt-drawing .points path")
    expect(points).to_have_count(sum(finding.measure is not None for finding in CUSHIONING.findings))
    if by == "table":
        evidence.get_by_text("Values as a table").click()
        evidence.get_by_role("link", name="Malisoux L 2020", exact=True).first.click()
    else:
        points.first.scroll_into_view_if_needed()
        place = points.first.bounding_box()
        assert place
        evidence.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    entry = evidence.locator("[data-part]:focus")
    expect(entry).to_be_visible()
    expect(entry.get_by_role("link").first).to_be_visible()
    assert "&finding=malisoux2020cushion" in evidence.url
    evidence.go_back()  # on this page still: what was searched stands
    assert "&finding=" not in evidence.url
    expect(words(evidence)).to_have_value(CUSHIONING.statement)


def test_a_link_to_a_claim_opens_its_card(evidence: Page, address: str) -> None:
    question = CONTENT.faq["does_a_warm_up_help"]
    evidence.get_by_role("heading", name=question.question).click()
    claim = CONTENT.claims[question.claims[0]]
    evidence.get_by_role("link", name=claim.statement).first.click()
    expect(card(evidence, claim.id)).to_contain_text("Studies say")
    expect(card(evidence, claim.id).locator("summary").first).to_be_focused()
    evidence.goto("about:blank")
    evidence.goto(f"{address}/voila/render/09_evidence.ipynb#claim={CUSHIONING.id}")
    expect(card(evidence, CUSHIONING.id)).to_contain_text("Studies say")


def test_a_link_to_a_finding_goes_to_its_row_and_marks_it(page: Page, address: str) -> None:
    finding = CUSHIONING.findings[-1]
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/09_evidence.ipynb#claim={CUSHIONING.id}&finding={finding.id}")
    page.wait_for_selector(READY, state="attached")
    row = page.locator("tr:focus")
    expect(row).to_contain_text(finding.what)
    expect(row).to_be_in_viewport()
    assert row.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"


def test_a_study_without_an_address_leads_to_its_entry_among_the_sources(evidence: Page) -> None:
    """On this page the way stays in this tab, and Back leads to where it began."""
    claim = CONTENT.claims["core_weakness.strengthening_helps"]
    evidence.evaluate("name => (location.hash = `claim=${name}`)", claim.id)
    link = card(evidence, claim.id).get_by_role("cell").get_by_role("link", name="Steffens D 2016", exact=True).first
    link.click()
    entry = evidence.locator("details.lbt-item[open]").filter(
        has=evidence.get_by_role("heading", name="Steffens D 2016")
    )
    expect(entry).to_contain_text("176(2):199-208")
    assert len(evidence.context.pages) == 1
    evidence.go_back()
    expect(link).to_be_focused()


def test_from_a_chapters_number_to_its_study_in_two_clicks(page: Page, address: str) -> None:
    page.set_default_timeout(30_000)
    page.goto(f"{address}/voila/render/02_core_weakness.ipynb")
    page.wait_for_selector(READY, state="attached")
    with page.context.expect_page() as tab:
        page.get_by_role("link", name="176 seconds (opens in a new tab)").click()
    tab.value.set_default_timeout(30_000)
    tab.value.wait_for_selector(READY, state="attached")
    opened = card(tab.value, "core_weakness.extensor_endurance")
    expect(opened).to_contain_text("Studies say")
    study = opened.locator("td a[target=_blank]").first
    expect(study).to_be_visible()  # the second click is not made: it would leave the machine
    expect(study).to_have_attribute("href", re.compile(r"^https://(doi\.org|pubmed\.ncbi)"))


def test_back_returns_to_the_link_that_was_followed(evidence: Page) -> None:
    """From a question to one claim and on to another, and back by the same steps."""
    words(evidence).fill("shoes")
    expect(news(evidence)).to_have_text(f"{len(SEARCH.find('shoes'))} of {len(CONTENT.claims)} claims")
    question = CONTENT.faq["does_a_warm_up_help"]
    evidence.get_by_role("heading", name=question.question).click()
    first, second = (CONTENT.claims[name] for name in question.claims[:2])
    links = [evidence.get_by_role("link", name=claim.statement).first for claim in (first, second)]
    for claim, link in zip((first, second), links, strict=True):
        link.click()
        expect(card(evidence, claim.id).locator("summary").first).to_be_focused()
        assert evidence.url.endswith(f"#claim={claim.id}")
    for link in reversed(links):
        evidence.go_back()
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
    assert evidence.url.endswith("#claims=shoes")
    evidence.go_forward()
    assert evidence.url.endswith(f"#claim={first.id}")


def test_a_link_keeps_a_search_that_finds_its_claim_and_clears_another(evidence: Page) -> None:
    words(evidence).fill("shoe")
    expect(news(evidence)).to_have_text(f"{len(SEARCH.find('shoe'))} of {len(CONTENT.claims)} claims")
    last = SEARCH.find("shoe")[-1]
    evidence.evaluate("name => (location.hash = `claim=${name}`)", last)
    expect(card(evidence, last).locator("summary").first).to_be_focused()
    expect(words(evidence)).to_have_value("shoe")
    other = next(name for name in CONTENT.claims if name not in SEARCH.find("shoe"))
    evidence.evaluate("name => (location.hash = `claim=${name}`)", other)
    expect(card(evidence, other).locator("summary").first).to_be_focused()
    expect(words(evidence)).to_have_value("")
    expect(news(evidence)).to_have_text(f"{len(CONTENT.claims)} of {len(CONTENT.claims)} claims")
    clear(evidence).click()
    assert "#" not in evidence.url


def test_a_card_offers_the_link_to_itself_and_a_link_to_no_claim_says_so(evidence: Page, address: str) -> None:
    words(evidence).fill(CUSHIONING.statement)
    one = card(evidence, CUSHIONING.id)
    one.locator("summary").first.click()
    link = one.get_by_role("link", name="Link to this claim")
    assert link.get_attribute("href") == f"#claim={CUSHIONING.id}"
    link.click()
    assert evidence.url.endswith(f"#claim={CUSHIONING.id}")
    evidence.goto("about:blank")
    evidence.goto(f"{address}/voila/render/09_evidence.ipynb#claim=footwear.zebra")
    line = evidence.get_by_text("This claim is not here, or no longer.")
    expect(line).to_be_in_viewport()
    expect(words(evidence)).to_be_focused()
    words(evidence).fill("shoe")
    expect(line).to_have_count(0)


def test_an_address_narrows_the_list_to_a_cause(page: Page, address: str) -> None:
    page.goto(f"{address}/voila/render/09_evidence.ipynb#cause=posture")
    found = SEARCH.find(cause="posture")
    expect(news(page)).to_have_text(f"{len(found)} of {len(CONTENT.claims)} claims")
    expect(page.get_by_label("About")).to_have_value("posture")
    clear(page).click()
    expect(news(page)).to_have_text(f"{len(CONTENT.claims)} of {len(CONTENT.claims)} claims")
    assert "#" not in page.url


def test_a_search_is_in_the_address_for_others_to_open(evidence: Page) -> None:
    words(evidence).fill("shoe wear")
    evidence.get_by_label("Verdict").select_option("mixed")
    found = f"{len(SEARCH.find('shoe wear', verdict='mixed'))} of {len(CONTENT.claims)} claims"
    expect(news(evidence)).to_have_text(found)
    link = evidence.url
    assert link.endswith("#claims=shoe+wear&verdict=mixed")
    evidence.goto("about:blank")
    evidence.goto(link)
    expect(news(evidence)).to_have_text(found)
    expect(words(evidence)).to_have_value("shoe wear")
    evidence.wait_for_selector(READY, state="attached")
    clear(evidence).click()
    assert "#" not in evidence.url


def test_a_search_that_gets_no_answer_says_so(evidence: Page) -> None:
    evidence.context.set_offline(True)
    words(evidence).fill("shoes")
    silent = evidence.get_by_text("No answer has come for 3 seconds")
    expect(silent).to_be_visible()
    evidence.context.set_offline(False)
    expect(news(evidence)).to_have_text(f"{len(SEARCH.find('shoes'))} of {len(CONTENT.claims)} claims")
    expect(silent).to_have_count(0)


def test_what_may_be_meant_is_one_click_away(evidence: Page) -> None:
    words(evidence).fill("hamstrigns")
    evidence.get_by_role("link", name="hamstrings", exact=True).click()
    expect(news(evidence)).to_have_text(f"{len(SEARCH.find('hamstrings'))} of {len(CONTENT.claims)} claims")
    evidence.go_back()
    expect(words(evidence)).to_have_value("hamstrigns")


def test_a_search_without_a_hit_has_no_picture(evidence: Page) -> None:
    words(evidence).fill("zebra")
    expect(evidence.locator(".lbt-plot .lbt-drawing").first).to_be_hidden()
    expect(evidence.get_by_role("button", name="Save the picture")).to_have_count(0)
    clear(evidence).click()
    expect(evidence.locator(".lbt-drawing .main-svg").first).to_be_visible()


def test_the_label_of_a_point_says_its_interval(evidence: Page) -> None:
    words(evidence).fill(CUSHIONING.statement)
    points = evidence.locator(".lbt-drawing .points path")
    expect(points).to_have_count(sum(finding.measure is not None for finding in CUSHIONING.findings))
    points.first.scroll_into_view_if_needed()
    points.first.hover(force=True)
    label = evidence.locator(".hoverlayer .hovertext")
    expect(label).to_be_visible()
    text = label.text_content() or ""
    spans = [f"{number(f.value)} ({span(f.ci95)})" for f in CUSHIONING.findings if f.value and f.ci95]
    assert any(one in text for one in spans)
    assert "+" not in text


def test_a_word_leads_to_its_neighbours(evidence: Page) -> None:
    evidence.get_by_label("Search the words").fill("pelvic tilt")
    term = CONTENT.glossary["pelvic_tilt"]
    evidence.locator("details.lbt-item").filter(has=evidence.get_by_role("heading", name=term.term)).locator(
        "summary"
    ).click()
    other = CONTENT.glossary[term.see[0]]
    evidence.get_by_role("link", name=other.term).click()
    expect(
        evidence.locator("details.lbt-item[open]").filter(has=evidence.get_by_role("heading", name=other.term))
    ).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), long_but([(1440, "light"), (320, "dark")], (320, "dark")))
def test_everything_open_fits_and_axe_finds_nothing(
    evidence: Page, width: int, scheme: Literal["light", "dark"]
) -> None:
    evidence.emulate_media(color_scheme=scheme)
    evidence.set_viewport_size({"width": width, "height": 900})
    evidence.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    expect(evidence.get_by_text("Coming…")).to_have_count(0)
    evidence.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    evidence.locator(".lbt-term").first.click()
    expect(evidence.locator(".lbt-tip:popover-open")).to_be_visible()
    assert evidence.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(evidence) == []


@pytest.mark.parametrize(("width", "scheme"), long_but([(1440, "dark"), (320, "light")], (320, "light")))
def test_getting_help_open_fits_and_axe_finds_nothing(
    page: Page, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/voila/render/10_when_to_get_help.ipynb")
    page.wait_for_selector(READY, state="attached")
    for flag in CONTENT.safety.flags:
        expect(page.get_by_text(flag.ask)).to_have_count(1)
    parts = page.get_by_text("On this page:").get_by_role("link")
    assert parts.count() == 5
    for part in parts.all():
        part.click()
        expect(page.get_by_role("heading", name=part.inner_text())).to_be_in_viewport()
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
