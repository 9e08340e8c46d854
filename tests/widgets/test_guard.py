"""A failing callback: logged, told in one sentence, never raised."""

from __future__ import annotations

import logging

import pytest
import traitlets as t

from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets.guard import SENTENCE, guarded
from lbt_widgets.widgets.live import Html, Live


class Lab(t.HasTraits):
    """A composite with an alert, as the labs are."""

    value = t.Int(1)

    def __init__(self):
        super().__init__()
        self.alert = Live(urgent=True)
        self.inverse = None

    @t.observe("value")
    @guarded
    def _compute(self, _change):
        self.inverse = 1 / self.value


def test_a_failure_is_logged_and_told(caplog):
    lab = Lab()
    with caplog.at_level(logging.ERROR, "lbt_widgets"):
        lab.value = 0
    assert lab.alert.text == SENTENCE
    assert "ZeroDivisionError" in caplog.text and "Lab._compute" in caplog.text


def test_the_sentence_says_nothing_of_the_inside():
    lab = Lab()
    lab.value = 0
    assert "ZeroDivision" not in lab.alert.text and "/" not in lab.alert.text


def test_the_alert_goes_when_it_works_again():
    lab = Lab()
    lab.value = 0
    lab.value = 4
    assert lab.alert.text == "" and lab.inverse == 0.25


def test_another_handlers_success_does_not_hide_a_failure():
    class Two(Lab):
        other = t.Int(0)

        @t.observe("other")
        @guarded
        def _fine(self, _change):
            pass

    lab = Two()
    lab.value = 0
    lab.other = 1
    assert lab.alert.text == SENTENCE


def test_a_page_widget_tells_it_itself():
    class Broken(PageWidget):
        _esm = "export default {}"
        value = t.Int(0).tag(sync=True)

        @t.observe("value")
        @guarded
        def _fail(self, _change):
            raise RuntimeError("no")

    widget = Broken()
    widget.value = 1
    assert widget.problem == SENTENCE


def test_a_broken_alert_does_not_raise_either(caplog):
    lab = Lab()
    lab.alert = object()
    lab.value = 0
    assert "the alert of Lab failed" in caplog.text


def test_an_owner_without_an_alert_is_only_logged(caplog):
    class Bare:
        @guarded
        def go(self):
            raise KeyError("x")

    assert Bare().go() is None
    assert "Bare.go" in caplog.text


def test_an_unknown_setting_is_an_error():
    with pytest.raises(TypeError, match="txt"):
        Live(txt="x")


def test_words_come_from_python_alone():
    live, html = Live(text="Profile updated"), Html(html="<p>fixed</p>", tag="section")
    live.set_state({"text": "<script>"})
    html.set_state({"html": "<script>", "tag": "script"})
    assert live.text == "Profile updated" and html.html == "<p>fixed</p>"
    with pytest.raises(t.TraitError):
        Html(tag="script")
