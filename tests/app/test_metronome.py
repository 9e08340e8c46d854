"""The metronome in Chromium: what it would sound like, when it sounds, and when it is still."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from lbt_widgets.widgets.metronome import Metronome

from .accessible import faults
from .script_page import show

# Which loops of sound were made, and which of them play.
LISTEN = """
globalThis.loops = [];
globalThis.playing = 0;
const create = AudioContext.prototype.createBufferSource;
AudioContext.prototype.createBufferSource = function () {
  const source = create.call(this);
  const [start, stop] = [source.start, source.stop];
  source.start = () => { loops.push([source.buffer.duration, source.loop]); playing += 1; start.call(source); };
  source.stop = () => { playing -= 1; stop.call(source); };
  return source;
};
"""


@pytest.fixture
def metronome(page: Page) -> Locator:
    page.add_init_script(LISTEN)
    show(page, Metronome(), "metronome.css")
    return page.locator(".lbt-metronome")


def per_minute(page: Page) -> float:
    """Of the loop that was started last."""
    seconds, is_loop = page.evaluate("loops.at(-1)")
    assert is_loop
    return 60 / seconds


def own_cadence(page: Page, value: str) -> None:
    page.evaluate(
        "value => localStorage.setItem('lbt-answers', JSON.stringify({ answers: { cadence_spm: { value, unit: null } } }))",
        value,
    )


def test_it_sounds_only_when_it_is_started_and_follows_the_tempo(page: Page, metronome: Locator) -> None:
    expect(metronome.get_by_text("When to stop:")).to_be_visible()
    expect(metronome.get_by_text("Who should not:")).to_be_visible()
    assert page.evaluate("loops.length") == 0
    metronome.get_by_role("button", name="Start the beat").press("Enter")
    assert per_minute(page) == pytest.approx(171, abs=0.05)
    expect(metronome.locator("p[role=status]")).to_have_text("The beat is on: 171 steps a minute.")
    metronome.get_by_role("slider", name="Steps a minute").press("ArrowRight")
    assert per_minute(page) == pytest.approx(172, abs=0.05)
    metronome.get_by_label("Steps a minute: type a number").fill("180")
    metronome.get_by_label("Steps a minute: type a number").press("Enter")
    assert per_minute(page) == pytest.approx(180, abs=0.05)
    assert page.evaluate("playing") == 1
    metronome.get_by_role("button", name="Stop the beat").click()
    assert page.evaluate("playing") == 0


@pytest.mark.parametrize(("own", "tempo"), [("160", 168), ("161", 169), ("171,4", 180)])
def test_five_per_cent_more_than_mine(page: Page, metronome: Locator, own: str, tempo: int) -> None:
    own_cadence(page, own)
    metronome.get_by_role("button", name="5 % more than mine").click()
    expect(metronome.locator("p[role=status]")).to_contain_text(f"it is {tempo} steps a minute.")
    metronome.get_by_role("button", name="Start the beat").click()
    assert per_minute(page) == pytest.approx(tempo, abs=0.05)


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("", "is not known yet"),
        ("quick", "is not known yet"),
        ("199", "That would be 209; this metronome goes from 140 to 200."),
    ],
)
def test_where_there_is_no_beat_for_mine_that_is_said(page: Page, metronome: Locator, own: str, sentence: str) -> None:
    own_cadence(page, own)
    metronome.get_by_role("button", name="5 % more than mine").click()
    expect(metronome.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(metronome.get_by_label("Steps a minute: type a number")).to_have_value("171")


@pytest.mark.parametrize("leaving", ["dispatchEvent(new Event('pagehide'))", "leave()"])
def test_it_stops_when_the_page_is_left(page: Page, metronome: Locator, leaving: str) -> None:
    metronome.get_by_role("button", name="Start the beat").click()
    assert page.evaluate("playing") == 1
    page.evaluate(leaving)
    assert page.evaluate("playing") == 0


@pytest.mark.parametrize(("motion", "animation"), [("reduce", "none"), ("no-preference", "lbt-swing")])
def test_the_dot_obeys_those_who_want_no_motion(page: Page, metronome: Locator, motion, animation: str) -> None:
    page.emulate_media(reduced_motion=motion)
    metronome.get_by_role("button", name="Start the beat").click()
    assert metronome.locator(".lbt-beat span").evaluate("dot => getComputedStyle(dot).animationName") == animation


def test_it_fits_a_narrow_screen_and_axe_finds_nothing(page: Page, metronome: Locator) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    metronome.get_by_role("button", name="Start the beat").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []
