"""The pictures say what the numbers say, and plotly.py accepts them."""

import plotly.graph_objects as go
import pytest

from lbt_widgets.content import load
from lbt_widgets.figures import bars
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.words import band, per_100, shortened, signed, whole_dots
from lbt_widgets.risk import Profile, Range, assess

CONTENT = load()
PROFILES = {p.id: Profile.from_answers(p.answers, CONTENT) for p in CONTENT.people.values()}


@pytest.fixture(params=PROFILES, scope="module")
def result(request):
    return assess(PROFILES[request.param], CONTENT)


def test_plotly_accepts_every_figure(result):
    for picture in (pictures.causes(result, CONTENT), pictures.dots(result), pictures.contributions(result, CONTENT)):
        go.Figure(picture.spec)


def test_no_line_runs_through_the_words_of_what_moved_the_result(result):
    layout = pictures.contributions(result, CONTENT).spec["layout"]
    assert not layout["xaxis"]["showgrid"] and not layout["xaxis"]["zeroline"]
    words = [(one["x"], one["y"]) for one in layout["annotations"]]
    assert all(
        x < line["x0"] == line["x1"] and line["y1"] - line["y0"] == 0.5
        for (x, _y), line in zip(words, layout["shapes"], strict=True)
    )


def test_the_bars_are_the_shares_and_the_rest_is_unknown(result):
    calm, standing, unknown, typical, _nothing = pictures.causes(result, CONTENT).spec["data"]
    order = [name for name in result.causes if name != "background"] + ["background"]
    shares = [100 * result.causes[name].share for name in order]
    assert [a + b for a, b in zip(calm["x"], standing["x"], strict=True)] == shares
    assert [value > 0 for value in standing["x"]] == [result.causes[n].stands_out and n != "background" for n in order]
    assert len(typical["x"]) == sum(result.causes[name].typical > 0 for name in order)
    assert unknown["x"] == [100 * result.causes[name].unknown for name in order]
    assert unknown["marker"]["pattern"]["shape"]


@pytest.mark.parametrize(
    ("text", "letters", "short"),
    [
        ("12.5 km, 20 km", 14, "12.5 km, 20 km"),
        ("12.5 km, 20 km", 12, "12.5 km…"),
        ("Sometimes tired", 12, "Sometimes…"),
        ("Unbroken", 5, "Unbr…"),
    ],
)
def test_a_short_form_ends_with_an_answer_or_a_word(text, letters, short):
    assert shortened(text, letters) == short


def test_nothing_is_drawn_before_the_first_answer():
    nothing = assess(Profile(), CONTENT)
    drawn = [pictures.causes(nothing, CONTENT), pictures.contributions(nothing, CONTENT)]
    drawn += [pictures.cause(nothing, name, CONTENT) for name in CONTENT.causes]
    assert [picture.spec["data"] for picture in drawn] == [[]] * len(drawn)
    assert all(picture.sentence for picture in drawn)


def test_an_answer_that_counts_only_with_another_is_not_called_no_answer():
    half = assess(Profile.from_answers({"longest_run_30d_km": 10}, CONTENT), CONTENT)
    assert pictures.cause(half, "training_load", CONTENT).sentence.startswith(
        "Too little about training load is answered"
    )


@pytest.mark.parametrize("name", CONTENT.causes)
def test_a_cause_from_within_is_its_bar_and_its_parts(result, name):
    picture, found = pictures.cause(result, name, CONTENT), result.causes[name]
    known = [item for item in found.items if item.fraction is not None]
    assert (f"{len(known)} of {len(found.items)} parts" in picture.sentence) == bool(known)
    if not known:
        return  # nothing is drawn
    go.Figure(picture.spec)
    calm, standing, unknown, typical, _nothing = picture.spec["data"]
    assert calm["x"][0] + standing["x"][0] == 100 * found.share
    assert calm["x"][1:] == [100 * (item.fraction or 0) for item in found.items]
    assert unknown["x"] == [100 * found.unknown] + [100 * (item.fraction is None) for item in found.items]
    assert typical["x"][1:] == [100 * item.typical for item in known]


def test_little_that_is_known_is_not_told_as_a_finding():
    result = assess(Profile({"longest_run_30d_km": 14.0, "next_long_run_km": 20.0}), CONTENT)
    found = result.causes["training_load"]
    sentence = pictures.cause(result, "training_load", CONTENT).sentence
    assert found.unknown > 0.5
    assert sentence.startswith(f"On 1 of {len(found.items)} parts so far, training load")


def test_that_unknown_parts_count_as_nought_is_said_where_there_are_any(result):
    for name, found in result.causes.items():
        known = sum(item.fraction is not None for item in found.items)
        said = "counts as 0, for both" in pictures.cause(result, name, CONTENT).sentence
        assert said == (0 < known < len(found.items))


def test_certainty_is_a_word_and_a_shape(result):
    for note in pictures.causes(result, CONTENT).spec["layout"]["annotations"]:
        assert "●" in note["text"]
        assert any(word in note["text"] for word in ("high", "moderate", "low"))


def test_one_hundred_dots(result):
    traces = pictures.dots(result).spec["data"]
    assert sum(len(trace["x"]) for trace in traces) == 100
    assert len({(x, y) for trace in traces for x, y in zip(trace["x"], trace["y"], strict=True)}) == 100
    assert len(traces[0]["x"]) == whole_dots(result.per_100.low)
    assert len({trace["marker"]["symbol"] for trace in traces}) == 3


def test_the_sentence_is_a_range_out_of_100(result):
    sentence = pictures.dots(result).sentence
    assert band(result.per_100) in sentence
    assert "of 100 runners overall, 23" in sentence
    assert "%" not in sentence


def test_contributions_table_adds_up(result):
    rows = pictures.contributions(result, CONTENT).table.rows
    assert len(rows) == len(result.contributions) + 1
    assert rows[-1][2] == signed(result.per_100.mean - result.baseline_per_100)


def test_a_contribution_shows_the_answer():
    result = assess(
        Profile({"previous_episodes": "1-2", "longest_run_30d_km": 14.0, "next_long_run_km": 20.0}), CONTENT
    )
    answers = {row[0]: row[1] for row in pictures.contributions(result, CONTENT).table.rows}
    assert answers["Earlier back pain"] == "One or two"
    assert answers["Jump in the long run"] == "14 km, 20 km"


def test_standing_out_is_said_with_names():
    result = assess(PROFILES["worn-out-marathoner"], CONTENT)
    sentence = pictures.causes(result, CONTENT).sentence
    count = sum(share.stands_out for name, share in result.causes.items() if name != "background")
    assert count > 1
    assert sentence.startswith(f"{count} of the 8 causes stand out")


def test_background_is_shown_and_never_counted():
    result = assess(Profile({"previous_episodes": "3+"}), CONTENT)
    assert result.causes["background"].stands_out
    assert "none of the 8" in pictures.causes(result, CONTENT).sentence


def test_one_cause_stands_out_in_good_english():
    result = assess(Profile({"warm_up_enough": "not_enough"}), CONTENT)
    assert pictures.causes(result, CONTENT).sentence.startswith("1 of the 8 causes stands out")


def test_a_cause_that_rests_on_one_part_of_many_says_so():
    sentence = pictures.causes(assess(Profile({"sitting_h_day": 12.0}), CONTENT), CONTENT).sentence
    assert "core weakness (on 1 of 4 parts so far)." in sentence
    assert "so far" not in pictures.causes(assess(PROFILES["worn-out-marathoner"], CONTENT), CONTENT).sentence


def test_a_bar_without_any_figure_says_so():
    notes = pictures.causes(assess(Profile(), CONTENT), CONTENT).spec["layout"]["annotations"]
    assert [note["text"].endswith("no number") for note in notes].count(True) == 1
    assert "Running surface" in next(note["text"] for note in notes if note["text"].endswith("no number"))


def test_a_jump_among_good_answers_is_named_though_its_cause_does_not_stand_out():
    calm = {"weekly_km": 30.0, "hard_sessions_week": 1.0, "tired": "fresh", "walk_min_week": 200.0}
    jump = {"longest_run_30d_km": 8.0, "next_long_run_km": 16.0, "race_distance": "half_or_less"}
    result = assess(Profile(calm | jump), CONTENT)
    assert not result.causes["training_load"].stands_out
    words = "By itself the answer on jump in the long run (training load) adds most."
    assert words in pictures.causes(result, CONTENT).sentence


def test_the_page_says_why_an_answer_that_adds_most_does_not_make_its_cause_stand_out():
    result = assess(PROFILES["big-jump-beginner"], CONTENT)
    said = pictures.causes(result, CONTENT).sentence
    assert "jump in the long run (training load)" in said and not result.causes["training_load"].stands_out
    more = pictures.causes_explained(result, CONTENT).sentence.removeprefix(said)
    assert more.startswith(" Even so, training load does not stand out: a cause does so when all its answers together")


@pytest.mark.parametrize("name", ["new-to-hills", "worn-out-marathoner", "nothing-wrong"])
def test_where_nothing_is_odd_nothing_is_explained(name):
    """What adds most belongs to causes that stand out, or to the background, or there is nothing that adds."""
    result = assess(PROFILES[name], CONTENT)
    assert pictures.causes_explained(result, CONTENT) == pictures.causes(result, CONTENT)


def test_an_earlier_spell_is_never_told_as_a_shield():
    """One or two spells count for less than a typical runner's, some of whom had more; they protect nobody."""
    sentence = pictures.contributions(assess(Profile({"previous_episodes": "1-2"}), CONTENT), CONTENT).sentence
    assert "those on earlier back pain count for less than what is typical" in sentence


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.2, "fewer than 1"), (14.4, "14"), (99.6, "more than 99"), (0.999, "fewer than 1"), (99.0, "99")],
)
def test_rounding_never_says_0_or_100(value, text):
    assert per_100(value) == text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (22.1, 22.4, "about 22"),
        (14.2, 41.3, "about 14 to 41"),
        (0.2, 7.1, "up to 7"),
        (0.1, 0.4, "fewer than 1"),
        (98.2, 99.9, "98 or more"),
        (99.2, 99.9, "more than 99"),
        (0.2, 99.9, "anything from none to all"),
    ],
)
def test_a_range_in_words(low, high, words):
    assert band(Range(low, (low + high) / 2, high)) == words


@pytest.mark.parametrize(("value", "text"), [(2.14, "+2.1"), (-2.14, "−2.1"), (0.01, "±0"), (-0.01, "±0")])
def test_signs(value, text):
    assert signed(value) == text


@pytest.mark.parametrize("rows", [3, 9])
def test_the_legend_stands_below_the_words_of_the_axis(rows: int) -> None:
    layout = bars.layout([bars.Exposure("A", "", 0.2, 0, None)] * rows, "one<br>two<br>three")
    margin = layout["margin"]
    bars_px = layout["height"] - margin["t"] - margin["b"]
    assert 100 <= -layout["legend"]["y"] * bars_px <= margin["b"] - 20
