"""The list to search, as state: what is asked, what is found, and what a page may not send."""

import pytest

from lbt_widgets.widgets.finder import STEP, Filter, Finder, Item

NAMES = [f"item{number}" for number in range(25)]


def find(text="", colour=""):
    return [name for name in NAMES if text in f"title of {name}" and (not colour or name.endswith("1"))]


@pytest.fixture
def finder(sent):
    items = [Item(name, f"Title of {name}") for name in NAMES]
    made = Finder(
        "things", items, find, lambda name: f"<p>{name}</p>", [Filter("colour", "Colour", {"red": "red"})], "thing"
    )
    sent.clear()
    return made


def ask(finder, text="", colour="", **more):
    finder.set_state({"query": {"text": text, "colour": colour}, **more})


def test_at_first_everything_is_found_and_ten_stand_on_the_page(finder):
    assert finder.found == NAMES
    assert finder.on_page == tuple(NAMES[:STEP])
    assert finder.news == "25 of 25 things"


def test_a_search_is_answered_in_one_message(finder, sent):
    ask(finder, "item2", shown=STEP)
    told = [message["state"] for message in sent if message["method"] == "update"]
    assert finder.found == ["item2", "item20", "item21", "item22", "item23", "item24"]
    assert [state["found"] for state in told if "found" in state] == [finder.found]
    assert finder.news == "6 of 25 things"


def test_no_hit_says_how_to_go_on(finder):
    ask(finder, "nowhere")
    assert finder.found == []
    assert "Use another word, or clear the search" in finder.news
    ask(finder, "nowhere at all")
    assert "Use fewer words, or clear the search" in finder.news


def test_no_hit_of_a_choice_alone_does_not_speak_of_words(sent):
    made = Finder(
        "things", [Item("one", "One")], lambda **_asked: [], str, [Filter("colour", "Colour", {"red": "red"})]
    )
    ask(made, " ", "red")
    assert made.news == "Nothing is graded so; choose another."


@pytest.mark.parametrize(
    "query",
    [
        None,
        [],
        {},
        {"text": "x"},
        {"text": "x", "colour": "green"},
        {"text": 1, "colour": ""},
        {"text": "x", "colour": []},
        {"text": "x" * 201, "colour": ""},
        {"text": "x", "colour": "", "more": 1},
    ],
)
def test_what_is_no_search_is_refused(finder, query):
    finder.set_state({"query": query})
    assert finder.query == {"text": "", "colour": ""}
    assert finder.found == NAMES


@pytest.mark.parametrize("shown", [0, -1, 10**9, "20", 20.0, True, None])
def test_how_many_are_shown_has_bounds(finder, shown):
    finder.set_state({"shown": shown})
    assert finder.shown == STEP


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        {"number": 1},
        {"number": 1, "item": "item1"},
        {"number": 1, "item": "other", "part": ""},
        {"number": 1, "item": [], "part": ""},
        {"number": 1, "item": "item1", "part": "x" * 201},
    ],
)
def test_a_link_to_nothing_is_refused(finder, wanted):
    finder.set_state({"wanted": wanted})
    assert finder.opened["number"] == 0


def test_a_page_cannot_write_what_is_found(finder):
    finder.set_state({"found": [], "items": [], "opened": {"number": 9, "item": "item1", "part": ""}})
    assert finder.found == NAMES
    assert len(finder.items) == 25
    assert finder.opened["number"] == 0


def test_a_link_opens_what_stands_on_the_page_and_keeps_the_search(finder):
    ask(finder, "item1")
    finder.set_state({"wanted": {"number": 1, "item": "item12", "part": "finding=x"}})
    assert finder.opened == {"number": 1, "item": "item12", "part": "finding=x"}
    assert finder.query["text"] == "item1"


def test_a_link_to_what_is_further_down_keeps_the_search_and_shows_as_much(finder):
    ask(finder, "item")
    finder.show("item12", part="there")
    assert finder.query["text"] == "item"
    assert finder.on_page == tuple(NAMES[:20])
    assert finder.opened == {"number": 1, "item": "item12", "part": "there"}


def test_a_link_to_what_the_search_does_not_find_clears_it_and_opens_it_at_its_place(finder, sent):
    ask(finder, "item3", colour="red")
    sent.clear()
    finder.show("item22")
    assert finder.query == {"text": "", "colour": ""}
    assert finder.on_page == tuple(NAMES)
    assert finder.opened["item"] == "item22"
    assert len([message for message in sent if "opened" in message["state"]]) == len(sent) == 1


def test_more_that_is_shown_already_stays(finder):
    finder.set_state({"shown": 3 * STEP})
    finder.show("item2")
    assert finder.shown == 3 * STEP


def test_what_is_inside_comes_when_it_is_asked_for(finder, sent):
    finder._handle_custom_msg({"kind": "body", "item": "item3"}, [])
    (message,) = sent
    assert message["content"] == {"kind": "body", "item": "item3", "html": "<p>item3</p>"}


@pytest.mark.parametrize(
    "content", [None, "body", {}, {"kind": "body"}, {"kind": "body", "item": []}, {"kind": "body", "item": "x"}]
)
def test_a_wrong_question_is_not_answered(finder, sent, content):
    finder._handle_custom_msg(content, [])
    assert sent == []
    assert finder.problem == ""
