"""The plot as state, the plotly.js that it ships, and what goes over the wire."""

from __future__ import annotations

import builtins
import gzip
import hashlib
import json
import math
import re
from array import array
from pathlib import Path

import pytest

from lbt_widgets import widgets
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.widgets import _static
from lbt_widgets.widgets.plot import Plot

STATIC = Path(widgets.__file__).parent / "static"
VENDOR = STATIC / "vendor"


def picture(last=3.0, title="Force"):
    trace = {"type": "scatter", "x": (1, 2), "y": [2.0, last]}
    spec = {"data": [trace], "layout": {"xaxis": {"title": {"text": "Time [s]"}}}}
    table = Table(("Time [s]", "Force [N]"), (("1", "2"), ("2", f"{last:g}")))
    return Picture(title, f"It ends at {last:g} N.", spec, table)


def updates(sent):
    return [message["state"] for message in sent if message["method"] == "update"]


def test_a_picture_has_words_drawing_and_table():
    plot = Plot(picture())
    assert (plot.title, plot.sentence) == ("Force", "It ends at 3\u00a0N.")  # on one line with its unit
    assert plot.spec["data"][0]["x"] == [1, 2]
    assert plot.table == {"columns": ["Time [s]", "Force [N]"], "rows": [["1", "2"], ["2", "3"]], "leads": {}}


def test_showing_another_picture_is_one_message(sent):
    plot = Plot(picture())
    sent.clear()
    plot.show(picture(4.0))
    (state,) = updates(sent)
    assert set(state) == {"sentence", "changes", "table"}
    assert state["changes"] == [[["data", 0, "y"], [2.0, 4.0]]]


def test_what_changed_is_told_from_the_whole_that_was_sent(sent):
    plot = Plot(picture())
    plot.show(picture(4.0))
    plot.show(picture(5.0))
    assert plot.changes == [[["data", 0, "y"], [2.0, 5.0]]]
    plot.show(picture())
    assert plot.changes == []
    assert plot.figure().data[0].y == (2.0, 3.0)


def test_another_drawing_is_sent_as_a_whole():
    plot = Plot(picture())
    plot.show(picture(4.0))
    other = Picture("Force", "None.", {"data": [], "layout": {}}, Table((), ()))
    plot.show(other)
    assert (plot.spec, plot.changes) == (other.spec, [])


def test_a_long_row_of_numbers_is_sent_as_bytes(sent):
    def wave(phase):
        y = [math.sin(step / 10 + phase) for step in range(200)]
        layout = {"xaxis": {"title": "Time [s]", "range": [0, 200]}, "yaxis": {"title": "Force [N]"}}
        return Picture("Wave", "", {"data": [{"type": "scatter", "y": y}], "layout": layout}, Table((), ()))

    plot = Plot(wave(0))
    sent.clear()
    plot.show(wave(1))
    (message,) = [one for one in sent if one["method"] == "update"]
    (buffer,) = message["buffers"]
    assert array("f", bytes(buffer)).tolist() == pytest.approx([math.sin(step / 10 + 1) for step in range(200)])
    assert len(json.dumps(message["state"])) < 200


def test_an_unchanged_drawing_is_never_sent_again(sent):
    plot = Plot(picture())
    sent.clear()
    plot.show(picture())
    assert updates(sent) == []
    plot.show(picture(title="Other"))
    assert [set(state) for state in updates(sent)] == [{"title"}]


def test_later_changes_of_the_spec_do_not_leak():
    made = picture()
    plot = Plot(made)
    made.spec["data"][0]["y"].append(9)
    assert plot.spec["data"][0]["y"] == [2.0, 3.0]


def test_gaps_are_null_not_nan():
    plot = Plot(picture(math.nan))
    assert plot.spec["data"][0]["y"] == [2.0, None]
    json.dumps(plot.spec, allow_nan=False)


def test_the_browser_changes_nothing():
    plot = Plot(picture())
    plot.set_state({"spec": {}, "title": "x", "plotly_file": "evil.js", "heading": 9})
    assert plot.spec["data"] and plot.title == "Force" and plot.plotly_file.startswith("plotly-basic.")


def test_a_real_figure_comes_back():
    go = pytest.importorskip("plotly.graph_objects")
    figure = Plot(picture()).figure()
    assert isinstance(figure, go.Figure)
    assert figure.layout.xaxis.title.text == "Time [s]"


def test_without_plotly_the_message_says_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("plotly"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match="pip install plotly"):
        Plot(picture()).figure()


def test_the_kernel_sends_plotly_when_asked_and_not_without_end(sent, monkeypatch):
    monkeypatch.setattr(Plot, "_last_copy", -math.inf)
    plot = Plot(picture())
    sent.clear()
    for message in ({"kind": "other"}, "plotly", None, {"kind": "plotly"}, {"kind": "plotly"}):
        plot._handle_custom_msg(message, [])
    (reply,) = [message for message in sent if message["method"] == "custom"]
    assert reply["content"] == {"kind": "plotly", "file": plot.plotly_file}
    module = gzip.decompress(reply["buffers"][0])
    assert hashlib.sha256(module).hexdigest()[:12] in plot.plotly_file


def test_what_is_shipped_is_what_the_manifest_says():
    manifest = json.loads((VENDOR / "plotly-basic.json").read_text("utf-8"))
    module = (VENDOR / manifest["file"]).read_bytes()
    assert hashlib.sha256(module).hexdigest() == manifest["sha256"]
    assert manifest["file"] == f"plotly-basic.{manifest['sha256'][:12]}.js"
    assert gzip.decompress((VENDOR / manifest["gzip"]).read_bytes()) == module
    assert "MIT" in (VENDOR / manifest["licence"]).read_text("utf-8")
    assert sorted(path.name for path in VENDOR.glob("plotly-basic.*")) == sorted(
        [manifest["file"], manifest["gzip"], manifest["licence"], "plotly-basic.json"]
    )
    assert module.rstrip().endswith(b"export default module.exports;")


def test_a_table_has_a_value_for_every_column():
    with pytest.raises(ValueError, match="2 columns"):
        Table(("a", "b"), (("1",),))


def test_a_plot_is_small():
    assert len(Plot._esm) + len(Plot._css) < 17_000


def test_scripts_name_no_other_machine():
    links, svg_name = "https:\\/\\/(doi\\.org|(pubmed|pmc", "http://www.w3.org/2000/svg"
    for path in STATIC.glob("*.*"):
        hosts = set(re.findall(r"https?:\\?/\\?/[^\s\"'`)]*", path.read_text("utf-8")))
        assert not hosts - {links, svg_name}, path.name


def test_scripts_are_short_and_need_no_bundler():
    for path in STATIC.glob("*.js"):
        text = path.read_text("utf-8")
        assert text.count("\n") < 400, path.name
        assert not re.search(r"^import ", text, flags=re.MULTILINE), path.name


def test_joined_scripts_keep_no_comments():
    text = _static.module("store.js", "field.js", "form.js")
    assert "/**" not in text and "export default" in text
    assert "\n//" not in text


def test_a_script_brings_what_it_uses_of_the_shared_ones_and_nothing_else():
    text = _static.module("store.js", "field.js", "form.js")
    assert "function readNumber(" in text  # of dom.js, by way of field.js
    assert "function readNumber(" not in _static.module("picker.js")


def test_leads_need_a_column_and_a_key_for_each_row():
    with pytest.raises(ValueError, match="key for each row"):
        Table(("What", "By"), (("a", "Smith"),), {"By": ()})
