"""Takes the pictures of the docs from the running app, in light colours: docs/images/*.webp.

`make screenshots` runs it after a change of how a page looks. Look at each picture before you commit it.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

from attrs import frozen
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import DASHBOARD, PATIENCE_S, chromium, serving
from .dashboard_page import figure, show_person
from .lab_page import READY, run, the_lab

FOLDER = Path(__file__).parents[2] / "docs" / "images"
MOST_BYTES = 150_000
QUALITY = 72
SHARPNESS = 1.5  # pixels for a point: sharp enough on most screens, and small
ABOVE_PX = 16
RUNNER = "new-to-hills"


@frozen
class Picture:
    """One picture.

    Attributes
    ----------
    path : str
        Of the page, below the app's address.
    steps : Callable
        What a reader does there first; gives what is to stand at the top of the picture, or None for the page's top.
    """

    path: str
    steps: Callable[[Page], Locator | None] = lambda page: None
    width_px: int = 1000
    height_px: int = 720


def the_form(page: Page) -> Locator:
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".main-svg").first).to_be_visible()
    return page.get_by_role("heading", name="questions to begin with")


def the_profile(page: Page) -> Locator:
    the_form(page)
    show_person(page, RUNNER)
    causes = figure(page, "Your profile, cause by cause")
    expect(causes.locator(".lbt-sentence")).to_contain_text("stand out")
    return causes


def the_plan(page: Page) -> Locator:
    the_profile(page)
    page.get_by_role("button", name="Make my plan").click()
    added_up = page.get_by_role("heading", name="What it adds up to")
    expect(added_up).to_be_visible()
    return added_up


def a_lab(page: Page) -> Locator:
    lab = the_lab(page, "spring_mass")
    run(lab, "2.4")
    return lab


def a_claim(page: Page) -> Locator:
    claim = page.locator("details.lbt-item[open]").first
    expect(claim.get_by_role("heading", name="Studies say")).to_be_visible()
    return claim


PICTURES = {
    "front": Picture("/"),
    "questions": Picture(DASHBOARD, the_form, width_px=420, height_px=760),
    "profile": Picture(DASHBOARD, the_profile),
    "plan": Picture(DASHBOARD, the_plan),
    "lab": Picture("/voila/render/05_running_form.ipynb", a_lab, height_px=900),
    "claim": Picture("/voila/render/09_evidence.ipynb#claim=footwear.cushioning", a_claim),
    "worksheet": Picture("/teaching/05_running_form_worksheet.html"),
}


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """One picture as WebP, which Chromium makes by itself."""
    context = browser.new_context(
        viewport={"width": picture.width_px, "height": picture.height_px},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE_S)
    page.goto(address + picture.path)
    if "render" in picture.path:
        page.wait_for_selector(READY, state="attached")
    top = picture.steps(page)
    if top:
        top.evaluate("(one, above) => scrollTo(0, one.getBoundingClientRect().top + scrollY - above)", ABOVE_PX)
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)  # a button under the mouse looks otherwise
    part = {"x": 0, "y": page.evaluate("scrollY"), "width": picture.width_px, "height": picture.height_px}
    settings = {"format": "webp", "quality": QUALITY, "clip": {**part, "scale": SHARPNESS}}
    taken = context.new_cdp_session(page).send("Page.captureScreenshot", settings)
    page.close()
    context.close()
    return b64decode(taken["data"])


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with serving() as (_, address), chromium() as browser:
        for name, picture in PICTURES.items():
            made = take(browser, address, picture)
            (FOLDER / f"{name}.webp").write_bytes(made)
            print(f"{len(made) / 1000:4.0f} kB  {name}")


if __name__ == "__main__":
    main()
