"""A reader's own language: chosen by the address, kept by the browser, and nobody else's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from lbt_widgets.app.front import front_page
from lbt_widgets.app.languages import COOKIE
from lbt_widgets.app.page import content_security_policy
from lbt_widgets.app.site import Site
from lbt_widgets.content import load
from lbt_widgets.content.pages import TRANSLATED, pages
from lbt_widgets.words import speaking

from .accessible import faults
from .conftest import DASHBOARD, serving
from .dashboard_page import READY, finding
from .visitor import Visitor

LESSON = "/voila/render/03_posture.ipynb"
ENGLISH_WORDS = re.compile(r"\b(the|you|your|with|what)\b")


def test_the_address_chooses_and_the_browser_keeps_it(address: str) -> None:
    one, other = Visitor(address), Visitor(address)
    assert '<html lang="es"' in one.ask("/?lang=es")[1]
    assert one.cookies[COOKIE] == "es"
    assert 'lang="es"' in one.ask("/")[1]
    assert '<html lang="en"' in other.ask("/")[1]
    assert '<html lang="en"' in one.ask("/?lang=en")[1]
    assert '<html lang="en"' in one.ask("/")[1]


@pytest.mark.parametrize("asked", ["fr", "../es", "es%27", "<script>", ""])
def test_what_is_no_language_of_ours_is_english(address: str, asked: str) -> None:
    reader = Visitor(address)
    reader.cookies[COOKIE] = "xx"
    status, text, _headers = reader.ask(f"/?lang={asked}")
    assert (status, '<html lang="en"' in text, reader.cookies[COOKIE]) == (200, True, "xx")


def test_one_reader_in_spanish_and_the_next_in_english(address: str) -> None:
    one, other = Visitor(address), Visitor(address)
    one.ask("/?lang=es")
    for reader, word in ((one, "Tu espalda y tus carreras"), (other, "Your back and your running")):
        assert "<h1" in reader.open_page() and word in reader.open_page()
        reader.leave()


@pytest.mark.long
def test_who_waits_in_the_pool_speaks_english_so_spanish_is_made_anew() -> None:
    with serving("--students", "2") as (_server, address):
        one, other = Visitor(address), Visitor(address)
        one.ask("/?lang=es")
        assert 'lang="es"' in one.open_page()
        assert '<html lang="en"' in other.open_page()


def test_the_front_page_has_no_english_left_in_spanish() -> None:
    with speaking("es"):
        text = front_page(Site())
    text = re.sub(r"<style>.*?</style>|<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL)
    assert not ENGLISH_WORDS.findall(text)


def test_a_lesson_says_that_it_is_in_english(address: str) -> None:
    reader = Visitor(address)
    reader.ask("/?lang=es")
    text = reader.open_page(LESSON.rsplit("/", 1)[1])
    assert '<main id="content" tabindex="-1" lang="en">' in text
    assert "El texto de esta página está en inglés." in text
    assert set(TRANSLATED) < set(pages())


def test_the_page_may_run_its_script_in_every_language() -> None:
    policy = content_security_policy()
    assert policy.count("sha256-") == 4 + len(load().languages)


def open_in_spanish(page: Page, address: str) -> None:
    page.goto(f"{address}{DASHBOARD}?lang=es")
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("Nada de esto es cierto para mí").check()
    page.get_by_role("button", name="Continuar").click()
    longest = page.get_by_label("¿Cuánto midió tu carrera más larga de los últimos 30 días?", exact=True)
    longest.fill("42,5")
    longest.blur()


def test_the_dashboard_in_spanish(page: Page, address: str) -> None:
    open_in_spanish(page, address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tu espalda y tus carreras")
    expect(page.get_by_text("Traducción automática, sin revisar.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^1 de \d+ respondidas"))).to_be_visible()
    expect(finding(page, "De 100 corredores con estas respuestas")).to_contain_text("tuvieron dolor lumbar en un año")


@pytest.mark.parametrize("path", ["/", "/teaching/", LESSON])
def test_another_language_leads_to_the_same_place(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}?preset=some.where#content")
    link = page.locator("a[hreflang=es]").first
    expect(link).to_have_attribute("href", re.compile(r"\?preset=some\.where&lang=es#content$"))
    page.evaluate("location.hash = '#claim=posture.one'")
    expect(link).to_have_attribute("href", re.compile("#claim=posture.one$"))


@pytest.mark.long
def test_back_to_english_with_what_was_answered(page: Page, address: str) -> None:
    open_in_spanish(page, address)
    assert faults(page) == []
    page.get_by_role("link", name="English").first.click()
    page.wait_for_selector(READY, state="attached")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your back and your running")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("How long was your longest run in the last 30 days?", exact=True)).to_have_value("42,5")
