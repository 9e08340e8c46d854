"""Cards, the explorer, the glossary, the questions and the help page, without a browser."""

import json
import re
from html import escape, unescape
from typing import get_args

import pytest

from lbt_widgets import widgets
from lbt_widgets._resources import notebooks_dir
from lbt_widgets.content import load
from lbt_widgets.content.evidence import Certainty, Verdict
from lbt_widgets.content.places import EVIDENCE_PAGE, finding_place
from lbt_widgets.content.search import NO
from lbt_widgets.figures.words import (
    CERTAINTY,
    CERTAINTY_MEANS,
    STEP,
    VERDICT,
    VERDICT_MEANS,
    VERDICT_SHAPE,
    author_year,
    figure_of,
    number,
    span,
)
from lbt_widgets.widgets._claim_html import claim_card_html
from lbt_widgets.widgets.live import Html
from lbt_widgets.widgets.source_list import source_html

CONTENT = load()
MOST_BYTES_AT_START = 350_000
CELL = re.compile(r"<t[hd]\b.*?>(.*?)</t[hd]>")


def ask(evidence, **asked):
    evidence.finder.set_state({"query": {**evidence.finder.query, **asked}})


@pytest.mark.parametrize("claim", CONTENT.claims.values(), ids=lambda claim: claim.id)
def test_a_card_says_verdict_certainty_and_every_number_with_its_source(claim):
    html = claim_card_html(claim, CONTENT)
    assert VERDICT_MEANS[claim.verdict] in html
    assert CERTAINTY_MEANS[claim.certainty] in html
    rows = html.split("<tr ")[1:]
    assert len(rows) == len(claim.findings)
    for finding, row in zip(claim.findings, rows, strict=True):
        what, result, _, source = (unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(CELL, row))
        assert what.startswith(finding.what.rstrip("."))
        if finding.value is not None:
            assert number(finding.value) in re.findall(r"−?\d+(?:\.\d+)?", result)
        if finding.ci95:
            assert f"(95\u00a0% interval {span(finding.ci95)}" in result
        assert source.startswith(author_year(CONTENT.sources[finding.source]))
    assert re.findall(r'data-part="finding=(\w+)"', html) == [finding.id for finding in claim.findings]


def test_every_verdict_and_every_measure_has_its_words():
    assert set(VERDICT) == set(VERDICT_SHAPE) == set(VERDICT_MEANS) == set(get_args(Verdict))
    assert set(CERTAINTY) == set(CERTAINTY_MEANS) == set(get_args(Certainty))
    for finding in CONTENT.findings.values():
        words = figure_of(finding)
        assert "None" not in words
        assert bool(words) == (finding.value is not None or finding.p is not None)


def test_a_ratio_is_said_in_plain_words():
    finding = CONTENT.findings["core_weakness.weakness.wu2021marathon"]
    assert (
        figure_of(finding) == "odds ratio 2.81 (95\u00a0% interval 1.39 to 5.69): the odds were about 2.8 times as high"
    )


def test_a_number_with_more_digits_than_it_can_bear_is_rounded_in_words_only():
    finding = CONTENT.findings["muscle_imbalance.hamstrings_tight.cejudo2021hamstring"]
    assert figure_of(finding).startswith("odds ratio 13.915 (")
    assert figure_of(finding).endswith("the odds were about 14 times as high")


@pytest.mark.parametrize("card", [widgets.claim_card, widgets.claim_cards])
def test_a_card_of_no_claim_is_an_error(card):
    with pytest.raises(ValueError, match="no claim 'zebra'"):
        card("zebra")


def test_folded_cards_show_each_claim_with_its_marks():
    names = ("posture.habits", "posture.correction")
    folds = widgets.claim_cards(*names).html.split('<details class="lbt-item">')[1:]
    for fold, claim in zip(folds, (CONTENT.claims[name] for name in names), strict=True):
        summary, _, inside = fold.partition("</summary>")
        assert claim.statement in summary
        assert VERDICT[claim.verdict] in summary
        assert claim_card_html(claim, CONTENT) in inside


def test_a_search_changes_the_picture_once(sent):
    evidence = widgets.Evidence(CONTENT)
    sent.clear()
    ask(evidence, text="cushioning", article=NO)
    names = evidence.finder.on_page
    expected = {finding_place(name, finding) for name in names for finding in CONTENT.claims[name].findings}
    assert set(evidence.plot.table["leads"]["Source"]) == expected
    assert sum("table" in message.get("state", {}) for message in sent) == 1


def test_a_search_without_a_hit_leaves_an_empty_picture():
    evidence = widgets.Evidence(CONTENT)
    ask(evidence, text="zebra")
    assert evidence.finder.found == []
    assert evidence.plot.table["rows"] == []
    assert evidence.alert.text == ""


CHOICES = [(one.id, value) for one in widgets.Evidence(CONTENT)._filters() for value in one.options]


@pytest.mark.parametrize(("name", "value"), CHOICES)
def test_every_filter_draws_what_it_finds_without_an_alarm(name, value):
    evidence = widgets.Evidence(CONTENT)
    ask(evidence, **{name: value})
    found = [finding for claim in evidence.finder.on_page for finding in CONTENT.claims[claim].findings]
    assert evidence.alert.text == ""
    assert len(evidence.plot.table["rows"]) == len(found)
    assert evidence.plot.height_px == evidence.plot.drawing["layout"]["height"]


def test_only_what_some_claim_has_is_offered():
    offered = {one.id: set(one.options) for one in widgets.Evidence(CONTENT)._filters()}
    assert offered["certainty"] == {claim.certainty for claim in CONTENT.claims.values()}
    assert offered["verdict"] == {claim.verdict for claim in CONTENT.claims.values()}
    assert all(offered.values())


def test_every_point_and_row_leads_to_its_finding_in_a_card_on_the_page():
    evidence = widgets.Evidence(CONTENT)
    for shown in range(10, len(CONTENT.claims) + 10, 10):
        evidence.finder.set_state({"shown": shown})
        assert evidence.alert.text == ""
        claims = [CONTENT.claims[name] for name in evidence.finder.on_page]
        on_page = [finding_place(claim.id, one) for claim in claims for one in claim.findings]
        assert evidence.plot.table["leads"]["Source"] == on_page
        assert {key for trace in evidence.plot.drawing["data"] for key in trace.get("customdata", [])} <= set(on_page)
    claim, _, part = evidence.plot.table["leads"]["Source"][0].partition("&")
    assert f'data-part="{part}"' in evidence.finder._body(claim)


def test_the_page_of_the_evidence_is_light():
    evidence = widgets.Evidence(CONTENT)
    others = (
        widgets.faq(CONTENT),
        widgets.article_map(CONTENT),
        widgets.Glossary(CONTENT),
        widgets.SourceList(CONTENT),
    )
    states = [widget.get_state() for widget in (evidence, *evidence.children, *others)]
    size = len(json.dumps(states, ensure_ascii=False, default=str).encode())
    assert 100_000 < size < MOST_BYTES_AT_START


def test_some_common_questions_can_be_shown_by_themselves():
    html = widgets.faq(CONTENT, only=["which_treatments", "do_i_need_a_picture"]).html
    shown = re.findall(r"<summary><h3>(.*?)</h3>", html)
    assert shown == [CONTENT.faq["which_treatments"].question, CONTENT.faq["do_i_need_a_picture"].question]
    with pytest.raises(ValueError, match="no common question 'which'"):
        widgets.faq(CONTENT, only=["which"])


def test_links_lead_to_a_page_that_is_there_and_to_claims_and_terms_that_exist():
    assert (notebooks_dir() / EVIDENCE_PAGE).exists()
    glossary = widgets.Glossary(CONTENT)
    html = widgets.faq(CONTENT).html + widgets.article_map(CONTENT).html + widgets.visit_list(CONTENT).html
    html += widgets.cause_cards(CONTENT).html + "".join(map(glossary._body, CONTENT.glossary))
    html += "".join(map(widgets.SourceList(CONTENT)._body, CONTENT.sources))
    known = {"claim": CONTENT.claims, "source": CONTENT.sources, "term": CONTENT.glossary}
    links = set(re.findall(rf'href="{EVIDENCE_PAGE}#(\w+)=([\w.]+)"', html))
    assert {key for key, _ in links} == {"claim", "source", "term"}
    assert all(name in known[key] for key, name in links)


def test_every_source_can_be_searched_and_says_which_claims_rest_on_it():
    sources = widgets.SourceList(CONTENT)
    assert set(sources.found) == set(CONTENT.sources)
    sources.set_state({"query": {"text": "marathon wu 2021"}})
    assert sources.found == ["wu2021marathon"]
    html = sources._body("wu2021marathon")
    assert all(f"#claim={one.id}" in html for one in CONTENT.claims.values() if "wu2021marathon" in one.sources)


@pytest.mark.parametrize("source", CONTENT.sources)
def test_an_entry_names_everything_that_uses_the_source(source):
    html = source_html(source, CONTENT)
    flags = [flag for flag in CONTENT.safety.flags if flag.source == source]
    assert all(escape(flag.ask) in html for flag in flags)
    normed = [one for one in CONTENT.questions.values() if source in {norm.source for norm in one.norms}]
    assert all(escape(question.text) in html for question in normed)
    assert all(escape(lab.title) in html for lab in CONTENT.labs.values() if source in lab.sources)
    assert "<li>" in html
    pages = set(re.findall(r'href="(\d\d_\w+\.ipynb|dashboard\.ipynb)', html))
    assert all((notebooks_dir() / page).exists() for page in pages)


def test_a_search_without_a_hit_says_what_may_be_meant_and_where_else_it_stands():
    evidence = widgets.Evidence(CONTENT)
    finder = evidence.finder
    finder.set_state({"query": finder._asking("hamstrigns")})
    assert '<a href="#claims=hamstrings">hamstrings</a>?' in finder.instead_html
    finder.set_state({"query": finder._asking("physiotherapist")})
    assert not finder.found
    assert re.search(r'<a href="#words=physiotherapist">\d words?</a>', finder.instead_html)
    finder.set_state({"query": finder._asking("diary")})
    assert re.search(r'<a href="#Common-questions">\d common questions?</a> \(“.+\?”.*\)', finder.instead_html)
    finder.set_state({"query": finder._asking("<b>zzzz")})
    assert finder.instead_html == ""
    finder.set_state({"query": finder._asking("shoes")})
    assert finder.instead_html == ""


def test_the_article_is_on_the_page_statement_by_statement():
    assert widgets.article_map(CONTENT).html.count('scope="row"') == len(CONTENT.article)


@pytest.mark.parametrize("statement", [s for s in CONTENT.article.values() if s.step], ids=lambda s: s.id)
def test_a_step_that_its_claims_verdict_does_not_fit_says_so_in_map_and_card(statement):
    note = STEP[statement.step]
    card = claim_card_html(CONTENT.claims[statement.claim], CONTENT)
    for html, start in ((widgets.article_map(CONTENT).html, "<th "), (card, "<li>")):
        row = html[html.index(escape(statement.says)) :].partition(start)[0]
        assert note in row
        assert all(author_year(CONTENT.sources[CONTENT.findings[name].source]) in row for name in statement.findings)


def test_a_word_is_found_by_any_of_its_forms():
    glossary = widgets.Glossary(CONTENT)
    for term in CONTENT.glossary.values():
        for form in term.forms:
            assert term.id in glossary._find(text=form)


def test_every_warning_sign_stands_under_what_it_asks_for():
    html = widgets.warning_signs(CONTENT).html
    parts = dict(zip((a.id for a in CONTENT.safety.actions), re.split(r"<h3", html)[1:], strict=True))
    for flag in CONTENT.safety.flags:
        assert flag.ask in parts[flag.action].replace("&#x27;", "'")


def test_how_much_a_sign_tells_is_said_with_ranges():
    html = widgets.sign_accuracy(CONTENT).html
    assert "Of the same 1172 people, 0.9 % had a serious cause (11 people)." in html
    assert "had taken steroids for long, the chance of a broken vertebra was 33 % (from 10 to 67 %)." in html
    assert html.count("<li>") == len(CONTENT.safety.accuracy_figures)


def pages_html():
    """Everything on the pages of the evidence, of help and of the causes that is HTML from Python."""
    evidence, glossary = widgets.Evidence(CONTENT), widgets.Glossary(CONTENT)
    parts = [made(CONTENT).html for made in (widgets.faq, widgets.article_map, widgets.visit_list, widgets.cause_cards)]
    parts += [made(CONTENT).html for made in (widgets.warning_signs, widgets.sign_accuracy)]
    parts += [note for _, _, note in evidence.finder.items]
    parts += [*map(evidence.finder._body, CONTENT.claims), *map(glossary._body, CONTENT.glossary)]
    return "\n".join(parts)


def test_a_shape_is_for_the_eye_alone():
    html = pages_html()
    hidden = re.findall(r'<span aria-hidden="true">([^<]+)</span>\u00a0\w+', html)
    claims = CONTENT.claims.values()
    assert set(hidden) == {VERDICT_SHAPE[c.verdict] for c in claims} | {CERTAINTY[c.certainty][0] for c in claims}
    assert not re.search("[●○✓✗]", re.sub(r'<span aria-hidden="true">[^<]*</span>', "", html))


def test_a_link_that_leaves_says_so_and_no_two_links_of_the_visit_list_sound_alike():
    leaving = re.findall(r'<a href="https[^>]*>(.*?)</a>', pages_html())
    assert leaving
    assert all(link.endswith('<span class="lbt-hidden"> (opens in a new tab)</span>') for link in leaving)
    visit = widgets.visit_list(CONTENT).html
    names = re.findall(r"<a [^>]*>(.*?)</a>", visit)
    assert len(names) == len(CONTENT.safety.visit)
    assert len(set(names)) == len({line.claim for line in CONTENT.safety.visit})


@pytest.mark.parametrize(
    "key, name, has",
    [
        ("claim", "footwear.cushioning", "Studies say"),
        ("source", "malisoux2020cushion", "https://"),
        ("claim", "no.such", "not in the evidence"),
        ("<script>", "footwear.cushioning", "not in the evidence"),
    ],
)
def test_a_text_hands_out_what_its_links_lead_to(monkeypatch, key, name, has) -> None:
    text, sent = Html(html=""), []
    monkeypatch.setattr(text, "send", sent.append)
    text._handle_custom_msg({"kind": "evidence", "key": key, "name": name}, [])
    assert [told["kind"] for told in sent] == ["evidence"]
    assert has in sent[0]["html"] and "<script>" not in sent[0]["html"]


@pytest.mark.parametrize("hostile", [None, [], "evidence", {}, {"kind": "other"}])
def test_what_asks_for_no_evidence_gets_none(monkeypatch, hostile) -> None:
    text, sent = Html(html=""), []
    monkeypatch.setattr(text, "send", sent.append)
    text._handle_custom_msg(hostile, [])
    assert (sent, text.problem) == ([], "")
