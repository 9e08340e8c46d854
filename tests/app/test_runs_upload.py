"""Recorded runs given to the page, in Chromium: files that the test makes, and real ones where LBT_RUNS names their folder."""

from __future__ import annotations

import base64
import os
import re
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.content import load
from lbt_widgets.runs import Suggestion
from lbt_widgets.widgets import Answers
from lbt_widgets.widgets.runs_offer import RunsOffer
from lbt_widgets.widgets.runs_part import HAVE_A_WATCH
from lbt_widgets.widgets.runs_upload import RunsUpload
from tests.runs import made
from tests.runs.test_files import zipped

from .accessible import faults
from .conftest import DASHBOARD, long_but, serving
from .script_page import show
from .test_life import kernels_of

CONTENT = load()
READY = "html[data-ready]"
CHOOSE, OFFER, TAKE = "Choose files of your runs", "What your runs would answer", "Take the ticked ones over"
LONGEST = CONTENT.questions["longest_run_30d_km"].text
SAMPLES = Path(os.environ.get("LBT_RUNS", ""))
MOST_MB = 30
DROP = """([zone, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    for (const kind of ["dragenter", "dragover", "drop"])
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@cache
def month() -> list[dict[str, Any]]:
    """Five weeks up to yesterday, the last run half as long again as any before."""
    start = datetime.now(UTC) - timedelta(days=36)
    lengths = {0: 8, 3: 12, 7: 10, 11: 14, 21: 9, 24: 20, 28: 10, 32: 16, 35: 30}
    records = [{**made.STEADY, **made.DYNAMICS}] * 60
    return [
        file(
            f"{day}.fit",
            made.fit(
                records,
                [{"total_distance": 1000.0 * km, "total_timer_time": 330.0 * km}],
                start=start + timedelta(days=day),
            ),
        )
        for day, km in lengths.items()
    ]


@cache
def long_recording() -> dict[str, Any]:
    """So long that somebody may lose patience: a zip with some seconds of reading."""
    return file("long.zip", zipped({f"{at}.gpx": made.gpx(50_000, step=1e-6) for at in range(6)}))


BROKEN = file("broken.fit", month()[0]["buffer"][:300])


def open_part(page: Page, address: str) -> None:
    page.set_default_timeout(30_000)
    page.goto(address + DASHBOARD)
    page.wait_for_selector(READY, state="attached")
    page.get_by_label("None of these is true for me").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=HAVE_A_WATCH).click()
    expect(page.get_by_label(CHOOSE)).to_be_attached()


@pytest.fixture
def part(page: Page, address: str) -> Page:
    open_part(page, address)
    return page


def give(page: Page, *files: Any) -> None:
    page.get_by_label(CHOOSE).set_input_files(list(files))


def drop(page: Page, *files: dict[str, Any]) -> None:
    texts = [[one["name"], base64.b64encode(one["buffer"]).decode()] for one in files]
    page.locator(".lbt-drop").evaluate("(zone, files) => (" + DROP + ")([zone, files])", texts)


def told(page: Page) -> Locator:
    return page.locator(".lbt-upload [role=status]")


def offered(page: Page, question: str) -> Locator:
    return page.locator(".lbt-offer").filter(has_text=question)


def test_a_broken_file_has_its_sentence_and_the_others_go_on(part: Page) -> None:
    again = file("again.fit", month()[0]["buffer"])
    give(part, BROKEN, *month(), again)
    expect(told(part)).to_contain_text("9 runs read from 9 files.")
    faults = part.locator(".lbt-unread li")
    expect(faults).to_have_count(2)
    expect(faults.nth(0)).to_contain_text(re.compile(r"broken\.fit .*cut off"))
    expect(faults.nth(1)).to_contain_text("again.fit It is the same file as 0.fit, so it counts once.")


def test_what_is_accepted_is_answered_and_stays(part: Page) -> None:
    field = part.locator(".lbt-question:not(.lbt-offer *)").filter(has_text=LONGEST).get_by_role("textbox")
    field.fill("25")
    field.blur()
    give(part, *month())
    row = offered(part, LONGEST)
    expect(row).to_contain_text("Your answer now: 25 km; if you tick this, the new one takes its place.")
    tick = row.get_by_role("checkbox")
    expect(tick).not_to_be_checked()  # an own answer is not replaced unasked
    typed = row.get_by_role("textbox")
    expect(typed).to_have_value("30")
    typed.fill("3000")
    typed.blur()
    part.get_by_role("button", name=TAKE).click()
    expect(row).to_contain_text("Give a number from 0.5 to 200 km. You gave 3000")
    expect(field).to_have_value("25")
    typed.fill("29.5")
    typed.blur()
    expect(tick).to_be_checked()
    part.get_by_role("button", name=TAKE).click()
    expect(part.get_by_text("Taken over: 4 answers.")).to_be_visible()
    expect(part.get_by_text("Nothing is answered")).to_have_count(0)
    expect(field).to_have_value("29.5")
    part.reload()
    part.wait_for_selector(READY, state="attached")
    part.get_by_label("None of these is true for me").check()
    part.get_by_role("button", name="Continue").click()
    expect(part.get_by_label(LONGEST, exact=True)).to_have_value("29.5")


def test_the_confirmation_stays_in_sight_and_leads_on(page: Page) -> None:
    """On a phone: what is taken over makes each row a line longer, above the button that was pressed."""
    answers = Answers(CONTENT)
    offer = RunsOffer(answers)
    names = ["longest_run_30d_km", "weekly_km", "cadence_spm", "vertical_ratio_pct"]
    offer.show([Suggestion(name, 9, CONTENT.questions[name].unit or "", "a.fit", "field", 1, "Why.") for name in names])
    page.set_viewport_size({"width": 360, "height": 500})
    show(page, offer, "form.css", {"take": {"kind": "taken", "ids": names, "faults": {}}})
    page.evaluate(
        """now => {
      document.documentElement.style.overflowAnchor = "none";
      document.body.insertAdjacentHTML("beforeend", "<div style='height: 900px'></div><div data-question='x'><input aria-label='x'></div>");
      const send = model.send;
      model.send = (message) => { model.set("now", now); send(message); };
    }""",
        dict.fromkeys(names, "8 km"),
    )
    page.get_by_role("button", name=TAKE).click()
    expect(page.get_by_text("Taken over: 4 answers.")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="On to the questions").click()
    expect(page.get_by_label("x", exact=True)).to_be_focused()


def test_one_file_is_offered_without_a_tick(part: Page) -> None:
    give(part, month()[-1])
    row = offered(part, LONGEST)
    expect(row).to_contain_text("as far as these files reach")
    expect(row.get_by_role("checkbox")).not_to_be_checked()


def test_an_offer_has_no_button_that_cannot_open(part: Page) -> None:
    question = CONTENT.questions["cadence_spm"]
    assert question.test and question.test.tool
    give(part, *month())
    expect(offered(part, question.text).get_by_role("textbox")).to_be_visible()
    expect(part.locator(".lbt-offer").get_by_role("button")).to_have_count(0)


def test_an_example_runners_answers_are_never_mixed_with_ones_own(part: Page) -> None:
    part.get_by_label("Fill in your own answers, or look at an example runner (made up)").select_option("new-to-hills")
    part.get_by_role("button", name="Show this runner").click()
    give(part, *month())
    expect(part.get_by_text("Go back to your own first.")).to_be_visible()
    expect(part.get_by_role("button", name=TAKE)).to_be_hidden()
    part.locator(".lbt-person").filter(has_text="Go back").get_by_role("button", name="Back to my own answers").click()
    expect(part.get_by_role("button", name=TAKE)).to_be_visible()


def test_weeks_jumps_and_steps_are_seen(part: Page) -> None:
    give(part, *month())
    for title in ("Your weeks", "Your runs beside the longest of the month before", "Your steps, run by run"):
        figure = part.get_by_role("figure").filter(has=part.get_by_role("heading", name=title))
        expect(figure.locator(".main-svg").first).to_be_visible()
    expect(part.get_by_text("1.50 times as long. In a study such runs went with 1.52 times the rate")).to_be_visible()
    link = part.get_by_role("link", name="Open the lab of chapter 5 at the numbers of the newest of these runs")
    with part.expect_popup() as opened:
        link.click()
    opened.value.wait_for_selector(READY, state="attached")
    expect(opened.value.get_by_text("Your link has set the sliders of this lab.").first).to_be_visible()


def test_forget_everything_on_another_page_forgets_the_runs_too(part: Page, address: str) -> None:
    give(part, *month())
    expect(part.get_by_role("heading", name="Your training")).to_be_visible()
    start = part.context.new_page()
    start.goto(address + "/voila/render/00_start_here.ipynb")
    start.get_by_role("button", name="Forget everything").click()
    start.get_by_role("button", name="Yes, forget it all").click()
    expect(told(part)).to_contain_text("The runs are forgotten.")
    expect(part.get_by_role("heading", name="Your training")).to_have_count(0)


def test_dropped_files_are_read(part: Page) -> None:
    drop(part, month()[0], BROKEN)
    expect(told(part)).to_contain_text("1 run read from 1 file.")
    expect(part.locator(".lbt-unread")).to_contain_text("broken.fit")


def test_a_long_file_can_be_stopped_and_keeps_nothing_waiting(part: Page) -> None:
    give(part, long_recording())
    bar = part.get_by_role("progressbar", name=re.compile(r"Reading 1 of 1: long\.zip"))
    expect(bar).to_have_attribute("value", re.compile(r"0\.[4-9]"))  # all of it is there, and is being read
    field = part.get_by_label(LONGEST, exact=True)
    field.fill("999")
    field.blur()
    expect(part.get_by_text("Give a number from 0.5 to 200 km. You gave 999 km.").first).to_be_visible()
    expect(bar).to_be_visible()  # the form was answered meanwhile
    part.get_by_role("button", name="Stop").click()
    expect(told(part)).to_contain_text(re.compile("Stopped. ([1-5] runs? read|No run was read)"))
    expect(part.get_by_label(CHOOSE)).to_be_focused()
    give(part, month()[0])
    expect(told(part)).to_contain_text("1 run read from 1 file.")


def test_forgetting_takes_the_runs_away(part: Page) -> None:
    give(part, month()[0])
    expect(part.get_by_role("heading", name=OFFER)).to_be_visible()
    part.get_by_role("button", name="Forget these runs").click()
    expect(part.get_by_role("heading", name=OFFER)).to_have_count(0)
    give(part, month()[0])  # not "the same file" as one that is forgotten
    expect(told(part)).to_contain_text("1 run read from 1 file.")


def test_too_large_a_file_is_not_even_sent(part: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.fit"
    large.write_bytes(bytes(20_000_001))
    give(part, large)
    expect(part.locator(".lbt-unread")).to_contain_text("large.fit It is larger than 20 MB")


def test_files_beyond_the_most_and_a_large_export_have_one_sentence_each(page: Page) -> None:
    upload = RunsUpload()
    upload.set_trait("max_bytes", 1)
    show(page, upload, "runs_upload.css")
    faults = page.locator(".lbt-unread li")
    give(page, file("export.zip", b"PK"), file("a.fit", b"xx"))
    expect(faults.nth(0)).to_contain_text(
        "export.zip It is larger than 20 MB: unpack it, and give activities.csv and the newest runs."
    )
    expect(faults.nth(1)).to_contain_text("a.fit It is larger than 20 MB, which no recording of a run is.")
    page.evaluate("model.set('max_files', 1)")
    give(page, *(file(f"{name}.fit", b"xx") for name in "abc"))
    expect(faults).to_have_count(2)
    expect(faults.nth(1)).to_contain_text(
        "2 more files, from b.fit on: Only 200 files are read at a time; give the rest after these."
    )


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    open_part(page, address)
    fold = page.get_by_role("button", name=HAVE_A_WATCH)
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("or drop them here")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.get_by_text("or drop them here")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_label(CHOOSE)).to_be_focused()
    ring = page.locator(".lbt-upload label.lbt-open").evaluate("label => getComputedStyle(label).outlineStyle")
    assert ring == "solid"
    give(page, month()[-1])  # what Enter opens on a native input is the browser's
    expect(page.get_by_role("heading", name=OFFER)).to_be_visible()
    page.get_by_role("button", name=TAKE).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Taken over: [23] answers"))).to_be_visible()


@pytest.mark.parametrize("scheme", long_but(["light", "dark"], "dark"))
def test_it_is_accessible_and_fits_a_phone(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 700})
    open_part(page, address)
    give(page, BROKEN, *month())
    expect(page.locator(".lbt-folding .main-svg").last).to_be_visible()
    page.get_by_role("button", name="Each value that was read").click()
    page.get_by_text("35.fit").last.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    fill = page.locator(".lbt-folding .xtick text").first.evaluate("text => getComputedStyle(text).fill")
    assert fill == {"light": "rgb(27, 31, 36)", "dark": "rgb(236, 239, 242)"}[scheme]
    assert faults(page) == []


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no parent of kernels")
def test_a_month_of_runs_leaves_little_in_the_kernels_memory(page: Page) -> None:
    with serving() as (server, address):
        open_part(page, address)
        kernel = psutil.Process(kernels_of(server)[-1].pid)
        before = kernel.memory_full_info().uss
        give(page, *month(), *(file(f"{at}.gpx", made.gpx(4000 + at)) for at in range(10)))
        expect(told(page)).to_contain_text("read from 19 files.", timeout=90_000)
        expect(page.locator(".lbt-folding .main-svg").last).to_be_visible()
        grown_mb = (kernel.memory_full_info().uss - before) / 1e6
        assert grown_mb < MOST_MB


@pytest.mark.skipif(not os.environ.get("LBT_RUNS"), reason="LBT_RUNS names no folder of sample runs")
def test_every_sample_behaves(part: Page) -> None:
    paths = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".fit", ".gpx", ".tcx")]
    began = time.monotonic()
    drop(part, *(file(path.name, path.read_bytes()) for path in paths))
    expect(told(part)).to_contain_text("8 runs read from 8 files.", timeout=90_000)
    assert time.monotonic() - began < 60
    faults = part.locator(".lbt-unread li")
    expect(faults).to_have_count(4)
    for name, words in (
        ("bike", "This is a ride"),
        ("walk", "This is a walk"),
        ("truncated", "cut off"),
        ("crc", "checksum"),
    ):
        expect(faults.filter(has_text=f"{name}.fit")).to_contain_text(words)
    expect(part.get_by_text("none of these runs is so new")).to_be_visible()
    expect(part.get_by_role("heading", name="Your steps", exact=True)).to_be_visible()
