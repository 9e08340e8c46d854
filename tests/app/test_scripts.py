"""Every script that a page is sent can be read by a browser: a slip in one would take its widget from all pages."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

import lbt_widgets.widgets  # noqa: F401  # all kinds of widgets are known once this is in
from lbt_widgets.content import load
from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.words import in_script, speaking

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
