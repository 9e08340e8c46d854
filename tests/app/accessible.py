"""What axe finds on a page, held to WCAG 2.2 A and AA and to axe's own good practice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Named, since axe leaves the rules that are new in 2.2, such as the size of targets, out of what it runs by itself.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[tuple[str, str]]:
    """The rule that is broken and the first place where it is; none is small enough to be left."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:300]) for one in found]
