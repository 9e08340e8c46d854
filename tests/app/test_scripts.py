"""Every script that a page is sent can be read by a browser: a slip in one would take its widget from all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

import lbt_widgets.widgets  # noqa: F401  # all kinds of widgets are known once this is in
from lbt_widgets.content import load
from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets.fold import FoldButton
from lbt_widgets.widgets.live import Html
from lbt_widgets.words import in_script, speaking

from .script_page import show

IMPORTS = """async (script) => {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return import(url).then((module) => typeof (module.default.render ?? module.default.initialize), String);
}"""


def kinds(base: type) -> Iterator[type]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_each_script_is_whole(page: Page) -> None:
    own = [(kind.__name__, vars(kind).get("_esm")) for kind in kinds(PageWidget)]
    scripts = {name: script for name, script in own if isinstance(script, str)}  # the rest are traits of one instance
    assert len(scripts) > 15
    for language in load().languages:
        with speaking(language):
            found = {name: page.evaluate(IMPORTS, in_script(script)) for name, script in scripts.items()}
        assert {name: told for name, told in found.items() if told != "function"} == {}, language


@pytest.mark.parametrize("made", [lambda text: Html(html=f"<h2>{text}</h2>"), lambda text: FoldButton(text, 2)])
def test_a_heading_has_the_name_by_which_jupyterlabs_table_of_contents_finds_it(
    page: Page, made: Callable[[str], PageWidget]
) -> None:
    show(page, made("5. What if?"), "fold.css")
    expect(page.get_by_role("heading", name="5. What if?")).to_have_attribute("data-jupyter-id", "5.-What-if?")
