"""The way from page to page, as the notebooks themselves tell it."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from lbt_widgets import _resources
from lbt_widgets.content import load, pages
from lbt_widgets.content.chapters import chapters

NUMBERED = [page for page in pages.pages().values() if page.number is not None]


def test_every_notebook_is_a_page() -> None:
    assert set(pages.pages()) == {path.stem for path in _resources.notebooks_dir().glob("*.ipynb")}
    assert [page.number for page in NUMBERED] == list(range(len(NUMBERED)))


def test_a_page_says_what_its_first_cell_says() -> None:
    page = pages.pages()["03_posture"]
    cell = "".join(
        json.loads((_resources.notebooks_dir() / "03_posture.ipynb").read_text("utf-8"))["cells"][0]["source"]
    )
    assert cell.startswith(f"# {page.title}\n\n{page.about} About {page.minutes} minutes")
    assert page.where == f"Chapter 3 of {NUMBERED[-1].number}"


def test_the_way_goes_through_all_chapters_and_back() -> None:
    for before, after in pairwise(NUMBERED):
        assert pages.beside(before.name)[1] == after
        assert pages.beside(after.name)[0] == before
    assert pages.beside(NUMBERED[0].name)[0] is pages.beside(NUMBERED[-1].name)[1] is None
    assert pages.beside(pages.DASHBOARD) == (None, None)


@pytest.mark.parametrize(("page", "after"), list(pairwise(NUMBERED)), ids=lambda page: page.name)
def test_a_notebook_ends_with_a_link_to_the_next(page: pages.Page, after: pages.Page) -> None:
    """In JupyterLab there is no bar with the way on."""
    notebook = json.loads((_resources.notebooks_dir() / f"{page.name}.ipynb").read_text("utf-8"))
    end = " ".join("".join(cell["source"]) for cell in notebook["cells"][-4:] if cell["cell_type"] == "markdown")
    assert re.search(rf"\[Next: [^\]]+\]\({after.name}\.ipynb\)", end)


def test_a_page_without_minutes_is_a_sentence(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# A title\n", "\n", "Takes for ever."]}
    (tmp_path / "00_start_here.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    monkeypatch.setattr(_resources, "notebooks_dir", lambda: tmp_path)
    monkeypatch.setattr(pages, "_cells", pages._cells.__wrapped__)
    with pytest.raises(ValueError, match="00_start_here: its title cell must say how long it takes"):
        pages._pages.__wrapped__("en")


def test_chapters_take_title_and_minutes_from_their_pages() -> None:
    for chapter in chapters(load()).values():
        page = pages.pages()[chapter.page.removesuffix(".ipynb")]
        assert (chapter.number, chapter.minutes) == (page.number, page.minutes)
