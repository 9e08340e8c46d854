"""The forest plot shows what the findings say, and plotly.py accepts it."""

import math
from html import escape, unescape

import plotly.graph_objects as go
import pytest
from attrs import evolve

from lbt_widgets.content import load
from lbt_widgets.content.evidence import RATIOS
from lbt_widgets.figures import evidence
from lbt_widgets.figures.evidence import MOST_DRAWN
from lbt_widgets.figures.words import number, p_value, span

CONTENT = load()
ALL = list(CONTENT.findings.values())
RATIO = CONTENT.findings["footwear.cushioning.malisoux2020cushion_1"]  # 1.52 (1.07 to 2.16)
DIFFERENCE = next(f for f in CONTENT.claims["muscle_imbalance.side_bending"].findings if f.measure == "SMD")
SETS = {claim.id: list(claim.findings) for claim in CONTENT.claims.values() if claim.findings} | {
    "sixty": [evolve(RATIO, value=1.01 + number / 100) for number in range(60)],
    "all": ALL,
}


def forest(findings, content):
    """The picture of findings as if each stood in a claim of its own, under the name of its source."""
    return evidence.forest({f"claim_{place}.{one.source}": one for place, one in enumerate(findings)}, content)


def points(picture):
    return [trace for trace in picture.spec["data"] if trace["mode"] == "markers"]


def drawn(picture):
    """Number, ends of the bar, source and height of each point."""
    return [
        (x, x - minus, x + plus, name.partition(".")[2], y)
        for trace in points(picture)
        for x, minus, plus, name, y in zip(
            trace["x"],
            trace["error_x"]["arrayminus"],
            trace["error_x"]["array"],
            trace["customdata"],
            trace["y"],
            strict=True,
        )
    ]


@pytest.fixture(params=SETS, scope="module")
def findings(request):
    return SETS[request.param]


def test_plotly_accepts_it(findings):
    go.Figure(forest(findings, CONTENT).spec)


def comparable(findings):
    """Value, interval and source of each result that has an axis, once, in order."""
    kept = [f for f in findings if f.measure in {*RATIOS, "SMD"} and f.high is None]
    return list(dict.fromkeys((f.value, *(f.ci95 or (f.value, f.value)), f.source) for f in kept))


def test_every_point_is_a_finding_and_leads_to_its_source(findings):
    picture = forest(findings, CONTENT)
    found = [(value, pytest.approx(low), pytest.approx(high), source) for value, low, high, source, _ in drawn(picture)]
    first = comparable(findings)[:MOST_DRAWN]
    assert sorted(first) == sorted(found, key=lambda point: (point[0], point[1].expected))


def test_a_point_and_its_row_have_the_name_of_their_finding():
    name = "footwear.cushioning.malisoux2020cushion_1"
    picture = evidence.forest({name: RATIO}, CONTENT)
    assert [list(trace["customdata"]) for trace in points(picture)] == [[name]]
    assert picture.table.leads == {"Source": (name,)}


@pytest.mark.parametrize("name", ["sixty", "all"])
def test_of_very_many_the_first_are_drawn_and_the_sentence_says_so(name):
    picture = forest(SETS[name], CONTENT)
    assert len(drawn(picture)) == MOST_DRAWN
    assert picture.sentence.startswith(f"The first 20 of {len(comparable(SETS[name]))} that share an axis are drawn; ")
    assert len(picture.table.rows) == len(SETS[name])
    assert picture.spec["layout"]["height"] < 2400


def test_the_axes_hold_every_interval(findings):
    picture = forest(findings, CONTENT)
    for trace in points(picture):
        axis = picture.spec["layout"]["xaxis" + trace["xaxis"][1:]]
        low, high = (10**end if axis.get("type") == "log" else end for end in axis["range"])
        bars = zip(trace["x"], trace["error_x"]["arrayminus"], trace["error_x"]["array"], strict=True)
        assert all(low < x - minus and x + plus < high for x, minus, plus in bars)


def test_points_and_their_words_do_not_overlap(findings):
    layout = forest(findings, CONTENT).spec["layout"]
    inner_px = layout["height"] - layout.get("margin", {}).get("t", 0) - layout.get("margin", {}).get("b", 0)
    for trace in points(forest(findings, CONTENT)):
        axis = layout["yaxis" + trace["yaxis"][1:]]
        bottom, top = axis["domain"]
        assert (top - bottom) * inner_px == pytest.approx(axis["range"][0])  # a unit of the axis is a pixel
        notes = [note for note in layout["annotations"] if note["yref"] == trace["yaxis"]]
        for y in trace["y"]:
            above = max((note for note in notes if note["y"] < y), key=lambda note: note["y"])
            assert above["y"] + 17 * (1 + above["text"].count("<br>")) < y - 6


def test_the_largest_stands_first():
    heights = [(y, value) for value, *_, y in drawn(forest(SETS["footwear.arch_support_pronation"], CONTENT))]
    assert [value for _, value in sorted(heights)] == sorted((value for _, value in heights), reverse=True)


def test_runners_are_filled_and_the_back_is_a_circle():
    kinds = {
        (runners, back): evolve(RATIO, runners=runners, low_back=back, value=1.1 + runners + 2 * back, ci95=None)
        for runners in (True, False)
        for back in (True, False)
    }
    picture = forest(list(kinds.values()), CONTENT)
    symbols = {trace["x"][0]: trace["marker"]["symbol"] for trace in points(picture)}
    for (runners, back), finding in kinds.items():
        assert symbols[finding.value] == ("circle" if back else "diamond") + ("" if runners else "-open")
    assert len({trace["name"] for trace in points(picture)}) == 4


def test_a_missing_interval_is_dotted_and_said():
    picture = forest([RATIO, evolve(RATIO, value=3.0, ci95=None, p="0.02")], CONTENT)
    dotted = [trace for trace in picture.spec["data"] if trace["name"] == "no interval printed"]
    assert [trace["line"]["dash"] for trace in dotted] == ["dot"]
    assert dotted[0]["y"][0] == next(y for value, *_, y in drawn(picture) if value == 3)
    assert "1 with no interval printed" in picture.sentence
    assert [row[1] for row in picture.table.rows] == ["hazard ratio 1.52 (1.07 to 2.16)", "hazard ratio 3, p = 0.02"]
    assert sum("no interval" in note["text"] for note in picture.spec["layout"]["annotations"]) == 1


def test_ratios_and_differences_are_apart():
    layout = forest([RATIO, DIFFERENCE], CONTENT).spec["layout"]
    assert layout["xaxis"]["type"] == "log"
    assert layout["xaxis"]["range"][0] < 0 < layout["xaxis"]["range"][1]  # the logarithm of 1
    assert "type" not in layout["xaxis2"]
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]


def test_differences_alone_use_the_first_axis():
    picture = forest([DIFFERENCE], CONTENT)
    assert "xaxis2" not in picture.spec["layout"]
    assert points(picture)[0]["xaxis"] == "x"
    assert math.isclose(points(picture)[0]["x"][0], DIFFERENCE.value)


def test_words_alone_draw_nothing():
    words = [f for f in ALL if f.value is None][:3]
    picture = forest(words, CONTENT)
    assert picture.spec["data"] == []
    assert picture.sentence.startswith("Nothing to draw: 3 results in the table")
    assert {row[1] for row in picture.table.rows} == {"in words"}


def test_a_p_value_is_a_result_and_no_interval():
    without = evolve(RATIO, value=None, measure=None, ci95=None, p="0.05")
    assert forest([without], CONTENT).table.rows[0][1] == "p = 0.05"
    no_interval = evolve(RATIO, ci95=None, p=None)
    assert forest([no_interval], CONTENT).table.rows[0][1] == "hazard ratio 1.52 (no interval printed)"


def test_the_sentence_counts_sides():
    less, either = evolve(RATIO, value=0.5, ci95=(0.3, 0.7)), evolve(RATIO, value=0.9, ci95=(0.7, 1.2))
    sentence = forest([RATIO, less, either, DIFFERENCE], CONTENT).sentence
    assert sentence.startswith(
        "3 ratios: 1 clearly towards more pain or injury, 1 clearly towards less pain or injury and 1 that could go either way;"
    )
    assert "1 standardised difference: 1 with an interval that leaves out 0" in sentence
    assert "on runners: 3 of 4; on the lower back: 1 of 4." in sentence


def test_a_ratio_whose_lower_side_is_worse_counts_and_reads_the_other_way():
    better = evolve(RATIO, worse="lower")
    picture = forest([better], CONTENT)
    assert "1 clearly towards less pain or injury" in picture.sentence
    assert picture.spec["layout"]["xaxis"]["title"]["text"].endswith("<br>left: more pain or trouble")


def better(picture):
    """The last line of each row that is one, by the row's number."""
    rows = [note["text"].split("<br>") for note in picture.spec["layout"]["annotations"]]
    return {next(line for line in lines if "<b>" in line).split("</b>")[0][3:]: lines[-1] for lines in rows}


def test_the_axis_says_the_direction_that_all_agree_on_and_each_row_its_own_where_they_do_not():
    ways = {1.2: "higher", 1.3: "lower", 1.4: None}
    findings = [evolve(RATIO, value=value, worse=worse) for value, worse in ways.items()]
    alike = forest([RATIO, findings[0]], CONTENT)
    assert alike.spec["layout"]["xaxis"]["title"]["text"].endswith("<br>right: more pain or trouble")
    assert not any("better" in line for line in better(alike).values())
    mixed = forest(findings, CONTENT)
    assert "pain" not in mixed.spec["layout"]["xaxis"]["title"]["text"]
    assert (better(mixed)["1.2"], better(mixed)["1.3"]) == ("left is better", "right is better")
    assert "better" not in better(mixed)["1.4"]


def test_each_axis_says_its_own_direction():
    layout = forest([evolve(RATIO, worse="higher"), evolve(DIFFERENCE, worse="lower")], CONTENT).spec["layout"]
    assert layout["xaxis"]["title"]["text"].endswith("right: more pain or trouble")
    assert layout["xaxis2"]["title"]["text"].endswith("left: more pain or trouble")


def test_the_words_above_a_point_are_whole(findings):
    texts = [note["text"].replace("<br>", " ") for note in forest(findings, CONTENT).spec["layout"]["annotations"]]
    assert all(any(text.startswith(escape(f.what, quote=False)) for f in findings) for text in texts)


def test_no_line_above_a_point_is_wider_than_a_phone(findings):
    for note in forest(findings, CONTENT).spec["layout"]["annotations"]:
        lines = [unescape(line.replace("<b>", "").replace("</b>", "")) for line in note["text"].split("<br>")]
        assert max(map(len, lines)) <= 42


def test_the_label_of_a_point_holds_what_stands_above_it_and_no_more(findings):
    """Plotly's own %{x} would add the lengths of the error bar: "1.48 +0.57 / -0.41"."""
    picture = forest(findings, CONTENT)
    rows = [note["text"] for note in picture.spec["layout"]["annotations"]]
    for trace in points(picture):
        assert trace["hovertemplate"] == "%{text}<extra></extra>"
        for text, value in zip(trace["text"], trace["x"], strict=True):
            said = text.replace("<br>", " ")
            assert f"<b>{number(value)}</b> (" in said
            assert any(
                said.split() == row.replace("<br>", " ").replace(" · ", " ").split()[: len(said.split())]
                for row in rows
            )


def test_a_result_of_two_claims_is_drawn_once_and_told_twice():
    picture = forest([RATIO, evolve(RATIO, what="The same, in other words", doubt="A doubt.")], CONTENT)
    assert len(drawn(picture)) == 1
    assert len(picture.table.rows) == 2
    assert picture.table.rows[1][-1] == "A doubt."


def test_the_table_has_every_finding_with_its_source():
    rows = forest(ALL, CONTENT).table.rows
    assert [row[0] for row in rows] == [finding.what for finding in ALL]
    by_what = {row[0]: row for row in rows}
    assert by_what[RATIO.what][1:5] == (
        "hazard ratio 1.52 (1.07 to 2.16)",
        "runners",
        "not the back",
        "Malisoux L 2020",
    )


def test_a_finding_cannot_write_markup_into_the_picture():
    text = forest([evolve(RATIO, what="<b>x</b> & y")], CONTENT).spec["layout"]["annotations"][0]["text"]
    assert text.startswith("&lt;b&gt;x&lt;/b&gt; &amp; y<br>")


def test_numbers_in_words():
    assert number(-0.49) == "−0.49"
    assert number(13.915) == "13.915"
    assert span((0.3, 22.0)) == "0.3 to 22"
    assert (p_value("0.028"), p_value("<0.001")) == ("p = 0.028", "p < 0.001")
