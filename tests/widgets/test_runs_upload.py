"""Run files in pieces, without a browser: what arrives well, and everything that a page of somebody else's may send."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lbt_widgets.widgets import RunsUpload, runs_upload
from lbt_widgets.widgets.runs_upload import BUSY, NOT_A_PIECE, PIECE_BYTES, TOO_MANY
from tests.runs import made
from tests.runs.test_files import zipped

RUN = made.fit()
GPX = made.gpx(30_000, step=1e-6)


def piece(data: bytes, at: int = 0, name: str = "a.fit", file: str = "x-1", **other: Any) -> dict[str, Any]:
    return {"kind": "piece", "file": file, "name": name, "size": len(data), "at": at, **other}


def say(upload: RunsUpload, content: Any, *buffers: bytes) -> None:
    """As a message of the page comes in."""
    upload._handle_custom_msg(content, [memoryview(one) for one in buffers])


async def give(
    upload: RunsUpload, data: bytes, name: str = "a.fit", file: str = "x-1", size: int = PIECE_BYTES
) -> None:
    for at in range(0, max(len(data), 1), size):
        say(upload, piece(data, at, name, file), data[at : at + size])
    while upload._reading is not None:
        await asyncio.sleep(0)


def answers(sent: list[dict]) -> list[dict[str, Any]]:
    return [message["content"] for message in sent if message.get("method") == "custom"]


def last(sent: list[dict]) -> dict[str, Any]:
    return answers(sent)[-1]


@pytest.fixture
def upload(sent):
    return RunsUpload()


def run(work: Callable[[], Awaitable[None]]) -> None:
    """In a thread of its own: in this one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work()).result()  # type: ignore[arg-type]


def test_a_file_in_pieces_is_a_run(upload, sent):
    async def work():
        await give(upload, RUN, size=100)
        say(upload, {"kind": "end"})

    run(work)
    kinds = [answer["kind"] for answer in answers(sent)]
    assert kinds == ["more"] * (len(kinds) - 1) + ["done"]
    assert len(kinds) == -(-len(RUN) // 100)
    assert last(sent) == {"kind": "done", "file": "x-1", "runs": 1, "faults": []}
    assert [one.file for one in upload.runs] == ["a.fit"]


def test_runs_are_never_sent_to_the_page(upload, sent):
    async def work():
        await give(upload, RUN)
        say(upload, {"kind": "end"})

    run(work)
    assert "runs" not in upload.get_state()
    assert not any("runs" in message.get("state", {}) for message in sent)


def test_each_failure_is_one_sentence_and_the_next_goes_on(upload, sent):
    async def work():
        await give(upload, RUN[:300], "cut.fit", "x-1")
        await give(upload, b"", "empty.fit", "x-2")
        await give(upload, b"hello, world", "letter.doc", "x-3")
        await give(upload, zipped({"good.fit": RUN, "ride.gpx": made.gpx(sport="cycling")}), "all.zip", "x-4")
        say(upload, {"kind": "end"})

    run(work)
    done = [answer for answer in answers(sent) if answer["kind"] == "done"]
    assert [answer["runs"] for answer in done] == [0, 0, 0, 1]
    names = [[name for name, _ in answer["faults"]] for answer in done]
    assert names == [["cut.fit"], ["empty.fit"], ["letter.doc"], ["all.zip/ride.gpx"]]
    assert [one.file for one in upload.runs] == ["all.zip/good.fit"]


def test_the_same_bytes_count_once_whatever_their_name(upload, sent):
    async def work():
        await give(upload, RUN, "one.fit", "x-1")
        await give(upload, RUN, "other.fit", "x-2")
        say(upload, {"kind": "end"})

    run(work)
    assert last(sent)["faults"] == [["other.fit", "It is the same file as one.fit, so it counts once."]]
    assert len(upload.runs) == 1


@pytest.mark.parametrize(
    ("messages", "sentence"),
    [
        ([(piece(RUN, 100), RUN[100:200])], NOT_A_PIECE),  # no beginning
        ([(piece(RUN), RUN[:100]), (piece(RUN, 200), RUN[200:300])], NOT_A_PIECE),  # a hole
        ([(piece(RUN), RUN[:100]), (piece(RUN, 50), RUN[50:150])], NOT_A_PIECE),  # twice
        ([(piece(RUN), RUN[:100]), (piece(RUN, 100, file="y"), RUN[100:200])], NOT_A_PIECE),  # another's
        ([(piece(RUN), RUN[:100]), (piece(RUN, 100, size=5000), RUN[100:200])], NOT_A_PIECE),  # another size
        ([(piece(RUN), RUN + b"more")], NOT_A_PIECE),  # more than was said
        ([(piece(RUN), b"")], NOT_A_PIECE),  # nothing, again and again
    ],
)
def test_pieces_that_do_not_fit_are_refused_and_nothing_is_kept(upload, sent, messages, sentence):
    async def work():
        for content, data in messages:
            say(upload, content, data)
        assert upload._arrival is None
        await give(upload, RUN, "after.fit", "z")

    run(work)
    refused, after = [answer for answer in answers(sent) if answer["kind"] == "done"]
    assert [text for _, text in refused["faults"]] == [sentence]
    assert after["runs"] == 1


@pytest.mark.parametrize(
    "content",
    [
        None,
        "piece",
        [],
        {},
        {"kind": "piece"},
        piece(RUN, file=""),
        piece(RUN, file="x" * 41),
        piece(RUN, file=7),
        piece(RUN, name=None),
        piece(RUN, size=20_000_001),
        piece(RUN, size=-1),
        piece(RUN, size=True),
        piece(RUN, size=1e3),
        piece(RUN, size="9"),
        piece(RUN, at=-1),
        piece(RUN, at=10**30),
        piece(RUN, at=None),
        {"kind": "end", "at": {}},
        {"kind": "stop", "file": []},
        {"kind": "forget"},
        {"kind": "nonsense"},
    ],
)
def test_garbage_changes_nothing_and_gets_no_answer(upload, sent, content):
    say(upload, content, b"123")
    assert answers(sent) == []
    assert upload.problem == ""
    assert (upload._arrival, upload._reading, upload.runs) == (None, None, ())


def test_more_buffers_than_one_are_none(upload, sent):
    say(upload, piece(RUN), RUN[:10], RUN[10:])
    assert (answers(sent), upload._arrival) == ([], None)


def test_random_messages_are_survived(upload, sent):
    chance = random.Random(8)
    values = [None, 0, 1, -1, 100, 10**9, "x-1", "piece", "stop", [], {}, True, 1.5]

    async def work():
        for _ in range(2000):
            content = {key: chance.choice(values) for key in ("kind", "file", "name", "size", "at")}
            content["kind"] = chance.choice(["piece", "piece", "stop", "end", "forget", *values])
            say(upload, content, *[bytes(chance.randrange(200))] * chance.randrange(3))
            await asyncio.sleep(0)
        say(upload, {"kind": "forget"})
        await give(upload, RUN, file="after")

    run(work)
    assert last(sent)["runs"] == 1
    assert upload.problem == ""


def test_no_more_files_than_are_allowed_at_a_time(upload, sent, monkeypatch):
    monkeypatch.setattr(runs_upload, "MAX_FILES", 2)

    async def work():
        for at in range(3):
            await give(upload, made.gpx(60 + at), f"{at}.gpx", f"x-{at}")
        assert last(sent)["faults"] == [["2.gpx", TOO_MANY]]
        say(upload, {"kind": "end"})
        await give(upload, made.gpx(70), "next.gpx", "x-9")

    run(work)
    assert last(sent)["runs"] == 1


def test_runs_are_bounded(upload, sent, monkeypatch):
    monkeypatch.setattr(runs_upload, "MAX_RUNS", 3)
    many = {f"{at}.gpx": made.gpx(60 + at) for at in range(6)}

    async def work():
        await give(upload, zipped(many), "all.zip")
        say(upload, {"kind": "end"})

    run(work)
    assert len(upload.runs) == 3
    assert "so no more of them were taken" in last(sent)["faults"][0][1]


def test_one_file_at_a_time(upload, sent):
    async def work():
        say(upload, piece(GPX, file="long"), GPX)
        assert upload._reading is not None
        say(upload, piece(RUN, file="other"), RUN)
        assert last(sent) == {"kind": "done", "file": "other", "runs": 0, "faults": [["a.fit", BUSY]]}
        while upload._reading is not None:
            await asyncio.sleep(0)

    run(work)
    assert last(sent) == {"kind": "done", "file": "long", "runs": 1, "faults": []}


def test_while_a_long_file_is_read_everything_else_goes_on(upload, sent):
    async def work():
        say(upload, piece(GPX), GPX)
        longest_s, then = 0.0, time.monotonic()
        while upload._reading is not None:
            await asyncio.sleep(0)
            longest_s, then = max(longest_s, time.monotonic() - then), time.monotonic()
        assert longest_s < 1  # the length between the points is worked out in one piece

    run(work)
    assert last(sent)["runs"] == 1
    shares = [answer["share"] for answer in answers(sent) if answer["kind"] == "read"]
    assert shares == sorted(shares)


def test_a_reading_can_be_stopped_in_the_middle_and_the_file_given_again(upload, sent):
    async def work():
        say(upload, piece(GPX), GPX)
        await asyncio.sleep(0)  # the first slice
        say(upload, {"kind": "stop"})
        await asyncio.sleep(0)
        assert last(sent) == {"kind": "done", "file": "x-1", "runs": 0, "faults": []}
        await give(upload, GPX, "again.gpx", "x-2")
        say(upload, {"kind": "end"})

    run(work)
    assert last(sent)["runs"] == 1
    assert [one.file for one in upload.runs] == ["again.gpx"]


def test_a_stop_on_the_way_frees_the_bytes(upload, sent):
    say(upload, piece(GPX), GPX[:1000])
    say(upload, {"kind": "stop"})
    assert upload._arrival is None


def test_bytes_are_gone_once_a_file_is_read(upload, sent):
    async def work():
        say(upload, piece(GPX), GPX)
        task = upload._reading
        arrival = task.get_coro().cr_frame.f_locals["arrival"]
        await task
        assert arrival.take() == b""
        assert upload._arrival is None

    run(work)


def test_closing_the_page_ends_the_reading(upload, sent):
    async def work():
        say(upload, piece(GPX), GPX)
        task = upload._reading
        await asyncio.sleep(0)
        upload.close()
        await asyncio.wait([task])

    run(work)
    assert upload.runs == ()


def test_a_failure_inside_is_told_and_the_next_file_is_read(upload, sent, monkeypatch):
    def fails(*_given: Any, **_settings: Any) -> Any:
        raise RuntimeError("a fault of ours")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(runs_upload, "read_in_steps", fails)
        run(lambda: give(upload, RUN))
    assert "went wrong" in last(sent)["faults"][0][1]
    run(lambda: give(upload, RUN))
    assert last(sent)["runs"] == 1


def test_forgetting(upload, sent):
    async def work():
        await give(upload, RUN)
        say(upload, {"kind": "end"})
        say(upload, {"kind": "forget"})
        assert upload.runs == ()
        await give(upload, RUN)  # not "the same file" as what is forgotten

    run(work)
    assert last(sent)["runs"] == 1


def test_a_name_is_shown_and_no_more(upload, sent):
    run(lambda: give(upload, b"x", "a\x00b\u202e" + "n" * 500))
    ((name, _),) = last(sent)["faults"]
    assert name == ("ab" + "n" * 500)[: runs_upload.MAX_NAME - 2]  # two letters were not for printing
