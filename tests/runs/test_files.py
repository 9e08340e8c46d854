"""One file or many, packed or not; what is too large, too many, broken or a trap."""

from __future__ import annotations

import gzip
import io
import json
import random
import threading
import time
import zipfile
import zlib

import pytest
from attrs import asdict

from lbt_widgets.runs import ReadFault, archives, files, read, read_in_steps, read_many

from . import made
from .test_tables import ENGLISH_RUN

STRAVA_LIST = made.strava(made.STRAVA_ENGLISH, ENGLISH_RUN)


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


KINDS = {
    "run.fit": made.fit(),
    "run.gpx": made.gpx(),
    "run.tcx": made.tcx(),
    "activities.csv": STRAVA_LIST,
}


@pytest.mark.parametrize("name", KINDS)
def test_a_path_and_bytes_give_the_same(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(KINDS[name])
    assert read(path) == read(str(path)) == read(KINDS[name], name)


@pytest.mark.parametrize("name", KINDS)
def test_gzip_changes_nothing(name):
    assert read(gzip.compress(KINDS[name]), name) == read(KINDS[name], name)


@pytest.mark.parametrize("name", ["run.fit", "run.gpx", "run.tcx"])
def test_the_name_does_not_matter(name):
    assert read(KINDS[name], "whatever.bin")[0].distance_m == read(KINDS[name], name)[0].distance_m


def test_no_position_leaves_the_reader():
    for name, data in KINDS.items():
        for run in read(data, name):
            told = json.dumps(asdict(run), default=str).lower()
            assert not any(word in told for word in ("latitude", "longitude", "position", '"lat', '"lon', "semicircle"))


def test_stravas_whole_export():
    export = zipped(
        {
            "activities.csv": STRAVA_LIST,
            "profile.csv": b"Athlete ID\n1",
            "media/photo.jpg": b"\xff\xd8" * 100,
            "activities/1001.fit.gz": gzip.compress(made.fit()),
            "activities/1002.tcx.gz": gzip.compress(b"    " + made.tcx()),
            "activities/1003.gpx": made.gpx(),
            "activities/1004.gpx": made.gpx(sport="cycling"),
        }
    )
    reading = read_many([("export.zip", export)])
    assert len(reading.runs) == 4
    assert reading.runs[0].file == "export.zip/activities.csv"
    assert [(fault.file, fault.kind) for fault in reading.faults] == [("export.zip/activities/1004.gpx", "not_a_run")]
    assert len(read(export, "export.zip")) == 4


def test_of_a_large_export_the_newest_are_read():
    export = zipped({f"activities/{number}.gpx": made.gpx(2) for number in range(995, 1200)})
    reading = read_many([("export.zip", export)])
    names = [run.file for run in reading.runs]
    assert (len(names), names[0]) == (200, "export.zip/activities/1199.gpx")
    assert [fault.sentence for fault in reading.faults] == [
        "Only the newest 200 files in it were read; 5 more were not."
    ]


def test_a_zip_without_runs_says_so():
    with pytest.raises(ReadFault, match="no recording"):
        read(zipped({"photo.jpg": b"x"}), "photos.zip")
    with pytest.raises(ReadFault, match=r"bad\.fit: .*empty"):
        read(zipped({"bad.fit": b""}), "bad.zip")


def test_one_broken_file_does_not_stop_the_others():
    broken = made.fit()[:100]
    reading = read_many(
        [("a.fit", made.fit()), ("b.fit", broken), ("c.jpg", b"\xff\xd8\xff" * 9), ("d.gpx", made.gpx())]
    )
    assert [run.file for run in reading.runs] == ["a.fit", "d.gpx"]
    assert [(fault.file, fault.kind) for fault in reading.faults] == [("b.fit", "damaged"), ("c.jpg", "unknown")]
    assert all(fault.sentence.endswith(".") and "\n" not in fault.sentence for fault in reading.faults)


def test_too_many_files(monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 3)
    reading = read_many([(f"{i}.gpx", made.gpx(2)) for i in range(5)])
    assert len(reading.runs) == 3
    assert {fault.file for fault in reading.faults} == {"3.gpx", "4.gpx"}


def test_a_file_too_large(tmp_path):
    path = tmp_path / "large.fit"
    with path.open("wb") as file:
        file.truncate(archives.MAX_BYTES + 1)
    for source in (path, b"\0" * (archives.MAX_BYTES + 1)):
        with pytest.raises(ReadFault, match="larger than 20 MB"):
            read(source, "large.fit")


@pytest.mark.parametrize("name", ["no.fit", "."])
def test_a_file_that_cannot_be_opened(name, tmp_path):
    with pytest.raises(ReadFault, match="cannot be opened"):
        read(tmp_path / name)


def test_a_gzip_bomb():
    with pytest.raises(ReadFault) as fault:
        read(gzip.compress(b"\0" * (archives.MAX_BYTES + 1)), "run.fit.gz")
    assert fault.value.kind == "refused"
    with pytest.raises(ReadFault, match="far larger"):
        read(gzip.compress(b" " * 2_000_000), "run.tcx.gz")


def test_a_file_too_large_when_unpacked():
    hardly_packed = random.Random(1).randbytes(archives.MAX_BYTES // 2 + 1).hex().encode()
    with pytest.raises(ReadFault, match="far larger"):
        read(gzip.compress(hardly_packed, 1), "run.gpx.gz")


def test_a_zip_bomb():
    bomb = zipped({"a.gpx": b" " * (archives.MAX_BYTES + 1), "b.gpx": made.gpx()})
    reading = read_many([("bomb.zip", bomb)])
    assert [fault.kind for fault in reading.faults] == ["refused"]
    assert [run.file for run in reading.runs] == ["bomb.zip/b.gpx"]


def test_a_zip_that_lies_about_sizes():
    honest = bytearray(zipped({"a.gpx": b" " * (archives.MAX_BYTES + 1)}))
    directory = honest.rfind(b"PK\x01\x02")
    honest[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    reading = read_many([("bomb.zip", bytes(honest))])
    assert [fault.kind for fault in reading.faults] in (["refused"], ["damaged"])


def test_a_zip_in_a_zip_is_not_opened():
    with pytest.raises(ReadFault, match="zip within a zip"):
        read(zipped({"a.fit": zipped({"b.fit": made.fit()})}), "a.zip")


def test_a_packing_that_cannot_be_bounded_is_refused():
    with pytest.raises(ReadFault, match="packed in a way"):
        read(zipped({"a.fit": made.fit()}, zipfile.ZIP_LZMA), "a.zip")


def test_a_zip_with_a_directory_that_fills_the_memory():
    claims = bytearray(zipped({"a.fit": made.fit()}))
    end = claims.rfind(b"PK\x05\x06")
    claims[end + 12 : end + 16] = (50_000_000).to_bytes(4, "little")
    with pytest.raises(ReadFault, match="far more files"):
        read(bytes(claims), "a.zip")
    hidden = zipped({"a.fit": made.fit()})
    end = hidden.rfind(b"PK\x05\x06")
    with pytest.raises(ReadFault, match="far more files"):
        read(hidden[:end] + b"PK\x06\x07" + b"\0" * 16 + hidden[end:], "a.zip")


@pytest.mark.parametrize("cut", [10, 60, -30])
@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda data: zipped({"a.fit": data}), zlib.compress], ids=["gzip", "zip", "zlib"]
)
def test_packed_files_cut_off(pack, cut):
    with pytest.raises(ReadFault):
        read(pack(made.fit())[:cut], "a.fit.gz")


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"\n\n", b"hello", b"PK\x03\x04", b"\x1f\x8b", b"<", b"\x0e\x10....9999.FIT"]
)
def test_what_is_no_file_of_runs_gets_a_sentence(data):
    with pytest.raises(ReadFault) as fault:
        read(data, "thing")
    assert str(fault.value).endswith((".", "again."))


@pytest.mark.parametrize("name", KINDS)
def test_progress_goes_up_to_one(name):
    told: list[float] = []
    read_many([(name, KINDS[name]), ("again", KINDS[name])], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


@pytest.mark.parametrize("name", KINDS)
def test_cancelling_stops_within_a_file(name):
    stop = threading.Event()
    stop.set()
    with pytest.raises(ReadFault) as fault:
        read(KINDS[name], name, cancelled=stop.is_set)
    assert fault.value.kind == "cancelled"


def test_cancelling_keeps_what_was_read():
    stop = threading.Event()
    given = [("a.gpx", made.gpx()), ("b.gpx", lambda: stop.set() or made.gpx()), ("c.gpx", made.gpx())]
    reading = read_many(given, cancelled=stop.is_set)
    assert ([run.file for run in reading.runs], reading.stopped) == (["a.gpx"], True)
    with pytest.raises(ReadFault, match="stopped"):
        read(zipped({"a.gpx": made.gpx()}), "a.zip", cancelled=stop.is_set)


@pytest.mark.parametrize("name", KINDS)
def test_reading_ends_in_time(name, monkeypatch):
    clock = iter(range(0, 1_000_000, 11))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with pytest.raises(ReadFault, match="longer than 10 seconds"):
        read(KINDS[name], name)


def test_a_file_can_be_read_a_little_at_a_time():
    data = made.gpx(3000)
    taken = list(read_in_steps(data, "run.gpx"))
    assert taken[:-1] == [None] * (len(taken) - 1)
    assert len(taken) > 5
    assert taken[-1:] == list(read(data, "run.gpx"))


def test_whoever_leaves_a_reading_ends_it():
    progress = []
    steps = read_in_steps(made.gpx(3000), "run.gpx", progress=progress.append)
    next(steps)
    steps.close()
    assert len(progress) == 1


def test_a_file_that_fails_ends_with_its_fault():
    *_, fault = read_in_steps(made.fit()[:300], "cut.fit")
    assert (fault.file, fault.kind) == ("cut.fit", "damaged")


def test_a_zip_gives_runs_and_faults_as_they_come():
    found = read_in_steps(
        zipped({"a.gpx": made.gpx(), "b.gpx": made.gpx(sport="cycling"), "c.fit": made.fit()}), "all.zip"
    )
    assert sorted(one.file for one in found if one) == ["all.zip/a.gpx", "all.zip/b.gpx", "all.zip/c.fit"]
