"""What all our widgets have in common."""

from __future__ import annotations

import pytest
from ipywidgets import Layout, Widget

from lbt_widgets.widgets import _static
from lbt_widgets.widgets._page_widget import PageWidget
from lbt_widgets.widgets.live import Html, Live, Prose


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


def test_one_widget_of_a_class_brings_style_and_script_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageWidget, "_carriers", {})
    first, second = Html(), Html()
    assert ".lbt {" in first._css
    assert second._css == ""
    assert first._esm == _static.lent(_static.spoken(Html._esm))
    assert second._esm == _static.borrowed(_static.spoken(Html._esm))
    assert len(second._esm) < 250


def test_another_class_brings_its_own_sheet_without_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageWidget, "_carriers", {})
    assert ".lbt {" in Html()._css
    assert Prose()._css == _static.style("beside.css", "evidence.css")


def test_what_was_closed_with_everything_else_is_sent_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageWidget, "_carriers", {})
    first = Html()
    style, script = first._css, first._esm
    Widget.close_all()
    again = Html()
    assert again._css == style != ""
    assert again._esm == script == _static.lent(_static.spoken(Html._esm))
