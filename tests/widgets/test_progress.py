"""What the page is told of the chapters; what is done of them the browser alone knows."""

from __future__ import annotations

import re

import pytest

from lbt_widgets._resources import notebooks_dir
from lbt_widgets.widgets import _static
from lbt_widgets.widgets.progress import DASHBOARD, START_PAGE, ChapterEnd, Keep, Progress

ID = re.compile(re.search(r"const ID = /(.*)/;", _static.module("progress_store.js", "progress.js"))[1])


def test_every_chapter_with_what_there_is_to_do(quiz_content) -> None:
    chapters = Progress(quiz_content).chapters
    assert [one["number"] for one in chapters] == [*range(1, len(quiz_content.causes)), 11]
    warm_up = next(one for one in chapters if one["id"] == "warm_up")
    assert warm_up["page"] == "04_warm_up.ipynb"
    assert warm_up["minutes"] > 0
    assert warm_up["labs"] == [lab.id for lab in quiz_content.labs.values() if lab.chapter == "warm_up"]
    assert warm_up["quiz"] == ["cold_start", "two_of_four", "how_many", "in_order"]


def test_the_pages_that_are_linked_exist() -> None:
    assert all((notebooks_dir() / page).exists() for page in (START_PAGE, DASHBOARD))


def test_the_end_of_a_chapter_names_it(quiz_content) -> None:
    end = ChapterEnd("warm_up", quiz_content)
    assert (end.chapter, end.number) == ("warm_up", 4)


@pytest.mark.parametrize("cause", ["background", "weather"])
def test_what_is_no_chapter_has_no_end(quiz_content, cause) -> None:
    with pytest.raises(ValueError, match=cause):
        ChapterEnd(cause, quiz_content)


def test_what_is_handed_in_can_be_read_and_gives_no_key(quiz_content) -> None:
    options = Keep(quiz_content).options
    assert options["cold_start"][2] == "Her watch."
    assert options["in_order"] != ["Ice.", "Rain.", "Tea.", "Fire."]
    assert "how_many" not in options


def test_no_option_reads_as_a_formula_in_a_spreadsheet() -> None:
    texts = [text for options in Keep().options.values() for text in options]
    assert len(texts) > 100
    assert [text for text in texts if text[0] in "=+-@"] == []


def test_every_id_that_a_browser_keeps_is_one_that_it_takes_back(quiz_content) -> None:
    known = Keep(quiz_content).known
    assert {"plank_s", "cold_start", "hip_moment", "warm_up"} <= set(known)
    assert [name for name in known if not ID.fullmatch(name)] == []


def test_what_happens_to_answers_is_said_in_one_sentence_everywhere() -> None:
    said = re.search(r'const KEPT_HERE = t\("(.*)"\);', _static.module("progress_store.js", "quiz.js"))
    assert said
    assert "KEPT_HERE" in _static.module("progress_store.js", "form.js").partition("function render")[2]
    assert said[1] in (notebooks_dir() / DASHBOARD).read_text("utf-8")
