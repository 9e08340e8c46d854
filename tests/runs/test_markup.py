"""GPX and TCX: values, makers' differences, and what hostile XML gets."""

from __future__ import annotations

import tracemalloc

import gpxpy
import pytest

from lbt_widgets.runs import ReadFault, read

from . import made

POLAR = "<Cadence>84</Cadence>"
ENTITIES = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def one(data: bytes):
    (run,) = read(data, "made")
    return run


def test_gpx_has_time_length_heart_rate_and_cadence():
    run = one(made.gpx(61))
    assert run.start == made.START
    assert run.distance_m.value == pytest.approx(60 * 3e-5 * 111_320, rel=2e-3)  # a degree north is 111.3 km
    assert (run.moving_time_s.value, run.elapsed_time_s.value) == (60, 60)
    assert (run.cadence_spm.value, run.heart_rate_bpm.value) == (170, 150)
    assert run.stance_time_ms is None  # GPX never holds it


@pytest.mark.parametrize("sport", ["9", "running", "Trail_Running"])
def test_words_for_running(sport):
    assert one(made.gpx(sport=sport)).doubts == ()


@pytest.mark.parametrize(("sport", "word"), [("cycling", "ride"), ("1", "sport “1”"), ("hiking", "hike")])
def test_gpx_of_another_sport_is_refused(sport, word):
    with pytest.raises(ReadFault, match=word):
        read(made.gpx(sport=sport), "made.gpx")


def test_gpx_without_a_sport_is_doubted_and_a_ride_seen():
    assert "does not say" in one(made.gpx(sport="")).doubts[0]
    with pytest.raises(ReadFault, match="too fast"):
        read(made.gpx(sport="", step=1e-4), "made.gpx")  # 11 m/s


@pytest.mark.parametrize(
    ("data", "value"),
    [(made.gpx(), b"<x:hr>150</x:hr>"), (made.tcx(), b"<HeartRateBpm><Value>150</Value></HeartRateBpm>")],
)
def test_a_point_that_says_a_thing_twice_has_it_once(data, value):
    assert value in data
    assert one(data.replace(value, 3 * value)).heart_rate_bpm.coverage == 1


def test_gpx_without_times_still_has_a_distance():
    run = one(made.gpx().replace(b"<time>", b"<when>").replace(b"</time>", b"</when>"))
    assert run.start is run.moving_time_s is None
    assert run.distance_m.value > 190


def test_a_long_gpx_is_as_long_and_as_fast_as_gpxpy_says_of_the_whole():
    one_way = made.gpx(2345).decode()
    data = one_way.replace('lat="0.0420000"', 'lat="0.0419700"')  # stands still for a second
    data = data.replace(
        "</trkseg></trk>", f"</trkseg>{one_way[one_way.index('<trkseg>') : one_way.index('</trk>')]}</trk>"
    )
    whole = gpxpy.parse(data)
    run = one(data.encode())
    assert run.distance_m.value == pytest.approx(whole.length_2d())
    assert run.moving_time_s.value == whole.get_moving_data().moving_time == 2 * 2344 - 1


def test_a_long_gpx_is_never_in_memory_as_points():
    data = made.gpx(20_000, step=1e-6)
    read(made.gpx(3), "imports what it needs")
    tracemalloc.start()
    try:
        read(data, "long.gpx")
        assert tracemalloc.get_traced_memory()[1] < 2e6
    finally:
        tracemalloc.stop()


def test_a_gpx_route_is_no_recording():
    with pytest.raises(ReadFault, match="no recorded track"):
        read(b'<gpx><rte><rtept lat="1" lon="1"/></rte></gpx>', "made.gpx")


def test_too_many_points():
    with pytest.raises(ReadFault, match="points") as fault:
        read(b"<gpx><trk><trkseg>" + b'<trkpt lat="1" lon="1"/>' * 200_001 + b"</trkseg></trk></gpx>", "made.gpx")
    assert fault.value.kind == "too_large"


def test_tcx_adds_up_its_laps():
    run = one(made.tcx(60))
    assert (run.distance_m.value, run.moving_time_s.value, run.elapsed_time_s.value) == (3000, 900, 59)
    assert (run.cadence_spm.value, run.heart_rate_bpm.value, run.start) == (170, 150, made.START)


def test_cadence_of_polar_and_of_garmin():
    assert one(made.tcx(cadence=POLAR)).cadence_spm.value == 168
    both = "<Cadence>20</Cadence><Extensions><q:TPX><q:RunCadence>85</q:RunCadence></q:TPX></Extensions>"
    assert one(made.tcx(cadence=both)).cadence_spm.value == 170


@pytest.mark.parametrize("prefix", [b"ns3", b"x", b"TPX1"])
def test_any_prefix_will_do(prefix):
    data = made.tcx().replace(b"q:", prefix + b":").replace(b"xmlns:q", b"xmlns:" + prefix)
    assert one(data).cadence_spm.value == 170


@pytest.mark.parametrize("before", ["          ", "\n\n", "\ufeff"])
def test_blanks_before_the_declaration(before):
    assert one(before.encode() + made.tcx()) == one(made.tcx())


def test_points_without_a_position_count():
    track = made.tcx()
    start, end = track.index(b"<Position>"), track.index(b"</Position>") + len(b"</Position>")
    assert one(track[:start] + track[end:]) == one(track)


def test_zero_is_not_measured():
    run = one(made.tcx().replace(b"RunCadence>85", b"RunCadence>0"))
    assert run.cadence_spm is None


def test_tcx_of_another_sport_is_refused():
    with pytest.raises(ReadFault, match="This is a ride"):
        read(made.tcx(sport="Biking"), "made.tcx")


def test_utf_16_is_read():
    text = made.tcx(head="").decode()
    assert one(text.encode("utf-16")) == one(made.tcx())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", [made.gpx, made.tcx])
def test_a_document_type_is_refused_before_any_entity(kind, encoding):
    data = kind(head=ENTITIES).replace(b' encoding="UTF-8"', b"").decode().encode(encoding)
    with pytest.raises(ReadFault, match="document type") as fault:
        read(data, "made.xml")
    assert fault.value.kind == "refused"


def test_an_external_entity_is_refused():
    head = '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'
    with pytest.raises(ReadFault, match="document type"):
        read(made.gpx(head=head), "made.gpx")


def test_a_document_type_far_down_is_refused():
    comment = f"<!--{' ' * 5000}-->"
    with pytest.raises(ReadFault, match=r"document type|neither"):
        read(made.gpx(head=f"{comment}{ENTITIES}"), "made.gpx")


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 200_000,
        "".join(f"<a{i}/>" for i in range(50_000)),
        "<a " + " ".join(f'b{i}=""' for i in range(100_000)) + "/>",
    ],
    ids=["deep", "many names", "long tag"],
)
def test_shapes_that_fill_a_parsers_memory_are_refused(inside):
    with pytest.raises(ReadFault) as fault:
        read(f"<gpx>{inside}</gpx>".encode(), "made.gpx")
    assert fault.value.kind == "refused"


@pytest.mark.parametrize("kind", [made.gpx, made.tcx])
def test_cut_off(kind):
    with pytest.raises(ReadFault, match="damaged or cut off"):
        read(kind()[:-20], "made")


def test_other_xml_is_named_so():
    with pytest.raises(ReadFault, match="neither GPX nor TCX"):
        read(b"<html><body/></html>", "made.xml")
