"""What all our widgets have in common."""

from __future__ import annotations

import pytest
from ipywidgets import Layout, Widget

from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets.live import Html, Live


def test_widgets_share_a_layout_unless_they_are_given_one() -> None:
    own = Layout(width="50%")
    assert Live().layout is Html().layout
    assert Live(layout=own).layout is own


def test_a_layout_that_was_closed_with_everything_else_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageWidget, "_layout", None)  # another test's may have been made without a page
    before = Live().layout
    Widget.close_all()
    after = Live().layout
    assert after is not before
    assert after.comm is not None


def test_the_first_of_a_class_brings_the_style_for_all() -> None:
    Widget.close_all()
    first, second = Html(html="<p>One</p>"), Html(html="<p>Two</p>")
    assert first.get_state("_css")["_css"]
    assert second.get_state("_css")["_css"] == ""
    assert Live().get_state("_css")["_css"]
    first.close()
    assert Html().get_state("_css")["_css"]
