"""The plot's script alone, with a plotly.js that only counts: what it draws, how often, and what it leaves behind."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.widgets import _static
from lbt_widgets.widgets.plot import Plot

from .script_page import MODEL, WHERE, state_of

PLOTLY = """
const calls = (globalThis.calls = { react: [], purge: 0, loaded: (globalThis.calls?.loaded ?? 0) + 1, atOnce: 0, most: 0 });
export default {
  async react(place, data, layout) {
    place.on = (name, what) => (calls[name] = what);
    calls.most = Math.max(calls.most, ++calls.atOnce);
    calls.react.push(Array.from(data[0].y));
    calls.layout = layout;
    await new Promise((done) => setTimeout(done, 30));
    calls.atOnce -= 1;
  },
  purge() { calls.purge += 1; },
  Plots: { resize() {} },
};
"""


def state() -> dict[str, Any]:
    trace = {"type": "scatter", "y": [0, 0]}
    plot = Plot(Picture("Force", "A finding.", {"data": [trace], "layout": {}}, Table(("y",), (("0",),))))
    return state_of(plot)


@pytest.fixture
def script(page: Page) -> Page:
    """A page with two plots, `one` and `two`, and their `leave`."""
    config = json.dumps({"fullLabextensionsUrl": f"{WHERE}ext"})
    script = f"""{MODEL}
      const {{ default: plot }} = await import("{WHERE}plot.js");
      for (const name of ["one", "two"]) {{
        const el = document.body.appendChild(document.createElement("div"));
        globalThis[name] = makeModel({json.dumps(state())});
        globalThis[`leave_${{name}}`] = plot.render({{ model: globalThis[name], el }});
      }}"""
    page_html = f'<style>{_static.style("plot.css")}</style><script type="application/json" id="jupyter-config-data">{config}</script><script type="module">{script}</script>'
    answers = {"": ("text/html", page_html), "plot.js": ("text/javascript", _static.module("plot.js"))}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(WHERE)
        kind, body = answers.get(path, ("text/javascript", PLOTLY))
        assert path in answers or re.fullmatch(r"ext/lbt_widgets/static/plotly-basic\.\w+\.js", path)
        route.fulfill(body=body, content_type=kind)

    page.route(f"{WHERE}**", answer)
    page.goto(WHERE)
    page.wait_for_function("globalThis.calls?.react.length === 2 && calls.atOnce === 0")
    return page


def test_two_plots_import_one_script(script: Page) -> None:
    assert script.evaluate("calls.loaded") == 1
    assert script.evaluate("calls.react") == [[0, 0], [0, 0]]


def test_one_redraw_at_a_time_and_the_newest_last(script: Page) -> None:
    script.evaluate("for (let n = 1; n <= 50; n += 1) one.set('changes', [[['data', 0, 'y'], [n, n]]])")
    script.wait_for_function("calls.react.at(-1)[0] === 50 && calls.atOnce === 0")
    assert script.evaluate("calls.react.length") == 2 + 2  # the first of the fifty, and the last
    assert script.evaluate("one.get('spec').data[0].y") == [0, 0]


def put_out_of_view(script: Page) -> None:
    """The second plot, far below; nothing counts as rest."""
    script.evaluate("document.body.lastElementChild.style.marginTop = '3000px'")
    script.evaluate(
        "globalThis.soon = setTimeout; globalThis.setTimeout = (what, ms) => (ms > 100 ? 1 : soon(what, ms))"
    )
    script.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_picture_out_of_view_waits_and_is_drawn_when_it_comes_into_view(script: Page) -> None:
    put_out_of_view(script)
    script.evaluate("two.set('sentence', 'New.'); two.set('changes', [[['data', 0, 'y'], [7, 7]]])")
    script.evaluate("one.set('changes', [[['data', 0, 'y'], [8, 8]]])")
    script.wait_for_function("calls.react.length === 3 && calls.atOnce === 0")
    assert script.evaluate("calls.react.at(-1)") == [8, 8]
    expect(script.get_by_role("img").last).to_have_attribute("aria-label", "Force. New.")
    script.mouse.wheel(0, 5000)
    script.wait_for_function("calls.react.length === 4")
    assert script.evaluate("calls.react.at(-1)") == [7, 7]


def test_at_rest_a_picture_is_drawn_wherever_it_is(script: Page) -> None:
    put_out_of_view(script)
    script.evaluate("globalThis.setTimeout = soon")
    script.evaluate("for (let n = 1; n <= 5; n += 1) two.set('changes', [[['data', 0, 'y'], [n, n]]])")
    script.wait_for_function("calls.react.length === 3 && calls.atOnce === 0")
    assert script.evaluate("calls.react.at(-1)") == [5, 5]
    assert script.evaluate("scrollY") == 0


def test_a_picture_of_which_nothing_may_be_seen_yet_is_not_to_be_saved(script: Page) -> None:
    save = script.get_by_text("Save the picture").first
    expect(save).to_be_visible()
    script.evaluate("one.set('changes', [[['data', 0, 'opacity'], 0]])")
    expect(save).to_be_hidden()


@pytest.mark.parametrize(
    ("letters_px", "width_px", "beside_sliders", "scale"),
    [(16, 1000, False, 1), (12, 1000, False, 1), (32, 1000, False, 2), (32, 432, False, 1.5), (32, 200, False, 1), (32, 1000, True, 1.25)],
)  # fmt: skip
def test_larger_letters_make_the_drawing_larger_as_far_as_there_is_room(
    script: Page, letters_px: int, width_px: int, beside_sliders: bool, scale: float
) -> None:
    script.set_viewport_size({"width": 1200, "height": 750})
    script.evaluate(
        """([letters, width, beside]) => {
          document.documentElement.style.fontSize = `${letters}px`;
          const figure = document.querySelector("figure");
          figure.style.margin = 0;
          figure.parentElement.classList.toggle("lbt-bench", beside);
          figure.style.width = `${width}px`;
          one.set("spec", { data: [{ y: [1, 2] }], layout: { height: 420 } });
        }""",
        [letters_px, width_px, beside_sliders],
    )
    script.wait_for_function("calls.react.at(-1)[0] === 1 && calls.atOnce === 0")
    shown = script.evaluate(
        """() => [".lbt-sheet", ".lbt-drawing"].flatMap((name) => {
          const { width, height } = document.querySelector(name).getBoundingClientRect();
          return [width, height];
        }).concat(document.querySelector(".lbt-drawing").offsetWidth)"""
    )
    assert shown == pytest.approx([width_px, 420 * scale, width_px, 420 * scale, width_px / scale], abs=1)


def test_bytes_become_numbers(script: Page) -> None:
    script.evaluate(
        """() => {
          const bytes = new Uint8Array([9, ...new Uint8Array(new Float32Array([1.5, -2]).buffer)]);
          one.set("changes", [[["data", 0, "y"], { float32: new DataView(bytes.buffer, 1) }]]);
        }"""
    )
    script.wait_for_function("calls.react.length === 3")
    assert script.evaluate("calls.react.at(-1)") == [1.5, -2]


def test_what_is_gone_is_not_there_as_null(script: Page) -> None:
    script.evaluate("one.set('changes', [[['layout', 'xaxis2'], { range: [0, 1] }]])")
    script.wait_for_function("calls.react.length === 3 && calls.layout.xaxis2")
    script.evaluate("one.set('changes', [[['layout', 'xaxis2'], null]])")
    script.wait_for_function("calls.react.length === 4")
    assert script.evaluate("'xaxis2' in calls.layout") is False


def test_of_a_picture_of_nothing_the_words_are_left_and_one_of_something_comes_back(script: Page) -> None:
    one = script.get_by_role("figure").first
    script.evaluate(
        "one.set('leads_to', 'its source'); one.set('table', {columns: ['y'], rows: [['0']], leads: {y: ['smith']}})"
    )
    shown = [
        one.get_by_role("img"),
        one.get_by_text("Click a mark"),
        one.get_by_role("button", name="Save the picture"),
    ]
    for part in shown:
        expect(part).to_be_visible()
    script.evaluate("globalThis.spec = one.get('spec'); one.set('spec', { data: [], layout: {} })")
    for part in shown:
        expect(part).to_be_hidden()
    expect(one.get_by_text("A finding.")).to_be_visible()
    script.evaluate("one.set('sentence', ''); one.set('spec', { data: [], layout: {} })")
    expect(script.locator("figure").first).to_be_hidden()
    assert script.evaluate("calls.react.length") == 2
    script.evaluate("one.set('spec', spec)")
    expect(script.locator("figure").first).to_be_visible()
    assert script.evaluate("calls.react.length") == 3


def test_on_a_narrow_page_every_value_names_its_column(script: Page) -> None:
    table = script.locator("table").first
    assert table.get_attribute("class") == "lbt-stack"
    script.evaluate("one.set('table', {columns: ['y', 'by'], rows: [['0', 'Smith 2020']], leads: {}})")
    assert script.locator("td").first.get_attribute("data-label") == "by"
    script.get_by_text("Values as a table").first.click()
    expect(script.get_by_role("rowheader", name="0")).to_be_visible()
    expect(script.get_by_role("cell", name="Smith 2020")).to_be_visible()


def test_a_point_follows_the_link_of_its_row(script: Page) -> None:
    script.evaluate(
        "one.set('leads_to', 'its claim'); one.set('leads_at', '#claim='); one.set('table', {columns: ['y', 'by'], rows: [['0', 'Smith 2020'], ['1', '']], leads: {by: ['smith', '']}})"
    )
    script.get_by_text("Values as a table").first.click()
    link = script.get_by_role("link", name="Smith 2020")
    expect(link).to_have_attribute("href", "#claim=smith")
    expect(script.locator("td a")).to_have_count(1)
    script.evaluate("one.set('changes', [])")
    script.wait_for_function("!!calls.plotly_click")
    script.evaluate("calls.plotly_click({ points: [{ customdata: '' }] })")
    assert "#" not in script.url
    script.evaluate("calls.plotly_click({ points: [{ customdata: 'smith' }] })")
    assert script.url.endswith("#claim=smith")


def test_the_first_rows_lead_from_under_the_drawing_too(script: Page) -> None:
    """By keyboard and touch as near as a mark is by mouse: no table has to be opened first."""
    table = {"columns": ["About", "by"], "rows": [["Steps", "Smith 2020"], ["All", ""], ["Shoes", "Doe 2021"]]}
    table["leads"] = {"by": ["smith", "", "doe"]}
    script.evaluate(
        "table => { one.set('leads_to', 'its claim'); one.set('leads_at', '#claim='); one.set('table', table); }", table
    )
    near = script.locator(".lbt-leads").first
    expect(near).to_be_hidden()
    expect(script.get_by_text("its row in the table leads there too")).to_be_visible()
    script.evaluate("table => { one.set('leads_near', 2); one.set('table', table); }", table)
    expect(near.get_by_role("link")).to_have_text(["Steps"])
    expect(near.get_by_role("link")).to_have_attribute("href", "#claim=smith")
    expect(script.get_by_text("or go there from here:")).to_be_visible()


def test_what_can_be_followed_has_a_hand(script: Page) -> None:
    drawing = script.locator(".lbt-drawing").first
    script.evaluate("one.set('leads_to', 'its source'); one.set('changes', [])")
    script.wait_for_function("!!calls.plotly_hover")
    script.evaluate("calls.plotly_hover({ points: [{ customdata: 'smith' }] })")
    expect(drawing).to_have_class(re.compile("lbt-over"))
    script.evaluate("calls.plotly_hover({ points: [{ customdata: '' }] })")
    expect(drawing).not_to_have_class(re.compile("lbt-over"))


def test_a_plot_that_is_removed_leaves_nothing(script: Page) -> None:
    script.evaluate("leave_one()")
    assert script.evaluate("[one.heard(), calls.purge]") == [0, 1]
    script.evaluate("one.set('changes', []); two.set('changes', [[['data', 0, 'y'], [7]]])")
    script.wait_for_function("calls.react.length === 3")
    assert script.evaluate("calls.react.at(-1)") == [7]


def test_a_plot_removed_while_it_draws_is_purged(script: Page) -> None:
    script.evaluate("two.set('changes', [[['data', 0, 'y'], [8]]]); leave_two()")
    script.wait_for_function("calls.atOnce === 0 && calls.purge >= 2")


def test_a_picture_follows_the_theme(script: Page) -> None:
    """The colours are read once for each theme."""
    paint = "colour => { document.head.append(Object.assign(document.createElement('style'), { textContent: `:root { --lbt-text: ${colour} }` })); }"
    colour = "calls.layout.template.layout.font.color"
    for value, scheme in (("#111111", "dark"), ("#eeeeee", "light")):
        script.evaluate(paint, value)
        script.emulate_media(color_scheme=scheme)
        script.wait_for_function(f"{colour} === '{value}' && calls.atOnce === 0")
    script.evaluate(paint, "#777777")
    script.evaluate("one.set('changes', [[['data', 0, 'y'], [7, 7]]])")
    script.wait_for_function("calls.react.at(-1)[0] === 7 && calls.atOnce === 0")
    assert script.evaluate(colour) == "#eeeeee"
