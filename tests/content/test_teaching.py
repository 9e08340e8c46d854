"""The teacher pages: made from the content, complete, and every link of theirs leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from teaching_pages import FOLDER, WORDS, files

from lbt_widgets import _resources, widgets
from lbt_widgets.content import load
from lbt_widgets.content.check_handbook import CLAIM_LINK
from lbt_widgets.content.labs import RUN
from lbt_widgets.content.numbers import unknown
from lbt_widgets.content.places import CITED
from lbt_widgets.content.studies import origin_in_item
from lbt_widgets.content.teaching import PLAN_MINUTES
from lbt_widgets.figures.words import CERTAINTY, VERDICT, author_year, found_by
from lbt_widgets.widgets.labs import run_of

CONTENT = load()
STATIC = Path(widgets.__file__).parent / "static"
FILES: dict[str, str] = files(CONTENT)
PAGES = {name: text for name, text in FILES.items() if name.endswith(".md")}
NOT_TAUGHT = {"00_start_here", "12_diary"}  # one leads to the lessons, the other is nobody else's business
MARKDOWN_LINK = re.compile(r"\]\(([^)#]*)(#[^)]*)?\)")
SUM = re.compile(r"([\d.]+) ([−/]) ([\d.]+) = (\d+(?:\.\d+)?)(\s%)?")
SURE = tuple(f"{dots} {word} |" for dots, word in CERTAINTY.values())
STUDIES = {quote(found_by(one)[1], safe=":/") for one in CONTENT.sources.values()}
SOURCE_PLACE = "09_evidence.ipynb#source="
PRESET_LINK = re.compile(r"`…/voila/render/(\w+)\.ipynb\?preset=([\w.]+)`")


def test_the_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert written.keys() == FILES.keys(), "run scripts/teaching_pages.py"
    stale = [name for name, text in FILES.items() if written[name] != text]
    assert stale == [], "run scripts/teaching_pages.py"


def test_every_lesson_has_a_teacher_page() -> None:
    notebooks = {path.stem for path in _resources.notebooks_dir().glob("*.ipynb")} - NOT_TAUGHT
    assert notebooks == set(CONTENT.teaching)


def test_every_lesson_is_called_as_the_command_calls_it_and_no_two_links_are_alike() -> None:
    rows = [line for line in FILES["README.md"].splitlines() if "_worksheet.md" in line]
    assert rows[4].startswith("| 5. Does the way you run tire your back? | [lesson 5](05_running_form.md) |")
    assert rows[-1].startswith("| Your back and your running | [dashboard lesson](dashboard.md) |")
    names = re.findall(r"\[([^\]]*)\]\(", "".join(rows))
    assert len(names) == len(set(names)) == 3 * len(CONTENT.teaching)


@pytest.mark.parametrize("name", PAGES)
def test_its_links_lead_somewhere(name: str) -> None:
    links = MARKDOWN_LINK.findall(PAGES[name])
    outside = {target for target, _ in links if target.startswith("https:")}
    assert outside <= STUDIES
    for target in {target for target, _ in links} - outside:
        assert (FOLDER / target).is_file(), target
    assert {anchor for target, anchor in links if "#lab-" in anchor} <= {f"#lab-{lab}" for lab in CONTENT.labs}
    assert set(CLAIM_LINK.findall(PAGES[name])) <= set(CONTENT.claims)


def test_every_preset_stands_once_on_the_page_of_the_notebook_that_shows_its_lab() -> None:
    listed = [(page, preset) for text in PAGES.values() for page, preset in PRESET_LINK.findall(text)]
    assert sorted(preset for _, preset in listed) == sorted(
        f"{lab.id}.{preset.id}" for lab in CONTENT.labs.values() for preset in lab.presets
    )
    for page, preset in listed:
        notebook = nbformat.read(_resources.notebooks_dir() / f"{page}.ipynb", as_version=4)
        assert any(f'Lab("{preset.partition(".")[0]}")' in cell.source for cell in notebook.cells)


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_page_names_its_plans_and_every_part_of_its_cause(page) -> None:
    text = FILES[f"{page.id}.md"]
    assert all(f"### {minutes} minutes" in text for minutes in PLAN_MINUTES)
    cause = CONTENT.causes.get(page.chapter)
    for facet in cause.facets if cause else ():
        assert CONTENT.claims[facet.claim].statement in text


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_the_answers_about_a_drawing_are_read_off_its_table_or_worked_out_from_it(page) -> None:
    table = " ".join(line for line in FILES[f"{page.id}_worksheet.md"].splitlines() if line.startswith("|"))
    for one in page.plot.questions:
        text = RUN.sub("", one.expect)
        sums = SUM.findall(text)
        for left, sign, right, result, per_cent in sums:
            places = len(result.partition(".")[2])
            worked_out = (float(left) - float(right)) if sign == "−" else float(left) / float(right)
            assert round(worked_out * (100 if per_cent else 1), places) == float(result), one.expect
        assert not [*unknown(text, table, one.ask, [result for _, _, _, result, _ in sums])], one.expect


def test_the_sums_of_a_drawing_are_worked_out() -> None:
    assert SUM.findall("By 2.36 − 2.09 = 0.27, or 0.27 / 2.36 = 11 %.") == [
        ("2.36", "−", "2.09", "0.27", ""),
        ("0.27", "/", "2.36", "11", " %"),
    ]


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_what_is_judged_is_what_is_answered(page) -> None:
    judged, answered = (
        [line.split(" | ")[0] for line in FILES[name].splitlines() if line.count("|") >= 3 and line.endswith(end)]
        for name, end in ((f"{page.id}_worksheet.md", f"{WORDS['untested']} |"), (f"{page.id}_answers.md", SURE))
    )
    assert judged == answered
    assert bool(judged) == (page.chapter in CONTENT.causes)


def test_what_a_student_underlines_is_about_studies_and_not_about_truth() -> None:
    assert WORDS.keys() == VERDICT.keys()
    sheet = FILES["05_running_form_worksheet.md"]
    assert "| studies speak for it · some for, some against · studies speak against it · nobody knows |" in sheet
    assert not re.search(r"\b(true|false)\b", sheet.partition("## After")[0])


def test_the_buttons_named_where_the_guide_says_what_is_stored_are_there() -> None:
    scripts = "".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    buttons = set(re.findall(r"“([^”]+)”", CONTENT.class_guide["stored"].text))
    assert {"Forget my answers and quizzes", "Forget everything", "Save to a file"} <= buttons
    assert [name for name in sorted(buttons) if f'"{name}"' not in scripts] == []


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_what_a_lab_asks_is_answered_with_what_its_model_gives(page) -> None:
    text = FILES[f"{page.id}.md"]
    for lab in (one for one in CONTENT.labs.values() if one.chapter == page.chapter):
        assert all(f"- *{question}* " in text for question in lab.discover)
    assert "{" not in text


def test_a_made_up_class_of_thirty_says_what_the_teacher_expects() -> None:
    """The first ten draws: earlier pain looks harmless in the eighth alone; arm swing looks harmful in five."""
    drawn = {factor: [_more_with_it(factor, draw) for draw in range(1, 11)] for factor in (0, 4)}
    assert [draw for draw, more in enumerate(drawn[0], 1) if more < 0] == [8]
    assert [sum(more > 0 for more in drawn[4]), sum(more < 0 for more in drawn[4])] == [5, 5]


def _more_with_it(factor: int, draw: int) -> float:
    lab = CONTENT.labs["cohort"]
    size = next(one for one in lab.controls if one.id == "size").options.index("30")
    settings = lab.check(lab.start | {"size": size, "factor": factor, "draw": draw})
    sentence = run_of(lab)(settings, None).picture.sentence
    [found] = re.findall(r"(\d+) of (\d+) runners with it hurt, and (\d+) of (\d+) without", sentence)
    hurt, have_it, others_hurt, others = map(int, found)
    return hurt / have_it - others_hurt / others


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_worksheet_gives_nothing_away(page) -> None:
    sheet, answers = FILES[f"{page.id}_worksheet.md"], FILES[f"{page.id}_answers.md"]
    for name in page.quiz:
        item = CONTENT.quizzes[name]
        assert item.question in sheet
        assert item.question in answers
        assert all(reply not in sheet for reply in item.replies)
        assert all(option.text in sheet and option.reply in answers for option in item.options)
    for prompt in page.closing:
        assert prompt.ask in sheet
        assert prompt.expect.strip() not in sheet
        assert prompt.expect.strip() in answers
    assert "drawn.svg" not in sheet
    assert "☒" not in sheet


def test_guesses_are_answered_by_the_model() -> None:
    answers = FILES["01_muscle_imbalance_answers.md"]
    assert "3.21 N·m" in answers
    assert "11.1°" in answers


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_what_a_plan_asks_of_the_verdicts_is_answered_on_the_page(page) -> None:
    asked = [
        step.do.partition("below. ")[2] for plan in page.plans for step in plan if step.do.startswith("The verdicts:")
    ]
    assert set(asked) <= {prompt.ask for prompt in page.prompts}
    assert not any("list of verdicts" in step.do for plan in page.plans for step in plan)


@pytest.mark.parametrize(("change_percent", "day"), [(50, 6), (100, 5)])
def test_the_day_on_which_the_fading_mean_is_highest_is_told_for_its_setting(change_percent: float, day: int) -> None:
    lab = CONTENT.labs["load_ratio"]
    values = [
        run_of(lab)(lab.start | {"change_percent": change_percent, "days": days}, None).value for days in range(29)
    ]
    assert values.index(max(values)) == day
    [told] = [line for line in FILES["08_training_load.md"].splitlines() if "have its top?*" in line]
    assert "At 50\u00a0% more, as at the start: the fading mean on the sixth day" in told
    assert "At 100\u00a0% more the fading mean is there a day sooner" in told


def blocks(name: str) -> list[str]:
    return FILES[name].split("\n\n")


def studies_linked(text: str) -> list[str]:
    return [
        target + place
        for target, place in MARKDOWN_LINK.findall(text)
        if target in STUDIES or SOURCE_PLACE in target + place
    ]


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_worksheet_links_whose_numbers_it_shows(page) -> None:
    [whose] = [one for one in blocks(f"{page.id}_worksheet.md") if one.startswith("**Whose numbers?**")]
    assert studies_linked(whose) or "09_evidence.ipynb" in whose or "risk model](" in whose
    for name, source in CONTENT.sources.items():
        assert author_year(source) not in MARKDOWN_LINK.sub("]", whose).replace(f"[{author_year(source)}]", ""), name


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_question_on_a_worksheet_links_the_studies_of_its_figures_and_no_claim(page) -> None:
    sheet = blocks(f"{page.id}_worksheet.md")
    for item in (CONTENT.quizzes[name] for name in page.quiz):
        [block] = [one for one in sheet if item.question in one]
        told = origin_in_item(item, f"{item.case} {item.question}", CONTENT)
        assert not told.unknown
        assert bool(studies_linked(block)) >= bool(told.studies)
    for lab in (CONTENT.labs[name] for name in page.guesses):
        [block] = [one for one in sheet if lab.prediction.question in one]
        assert len(studies_linked(block)) == len(set(CITED.findall(lab.prediction.given)))
    assert "#claim=" not in FILES[f"{page.id}_worksheet.md"]


def test_the_figures_that_a_walk_found_without_a_source_have_theirs() -> None:
    sheets = FILES["01_muscle_imbalance_worksheet.md"], FILES["02_core_weakness_worksheet.md"]
    assert re.search(r"84 runners .*\(From \[Cai C 2017\]\(https://doi.org/", sheets[0])
    assert re.search(r"risk ratio 0\.65.*\(From \[Steffens D 2016\]\([^)]*#source=steffens2016prevention\)", sheets[1])


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_answers_name_every_study_of_a_lab_below_what_it_shows(page) -> None:
    answers = FILES[f"{page.id}_answers.md"]
    for lab in (CONTENT.labs[name] for name in page.guesses):
        _, _, below = answers.partition(lab.explain.strip())
        rests_on = below.strip().split("\n\n")[0]
        assert len(studies_linked(rests_on)) == len(lab.sources)


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_published_figure_in_the_answer_to_a_quiz_has_its_study_in_the_same_line(page) -> None:
    lines = FILES[f"{page.id}_answers.md"].splitlines()
    for item in (CONTENT.quizzes[name] for name in page.quiz):
        for text in (*(one.reply for one in item.options), item.explain.strip(), item.right):
            [line] = {one for one in lines if text and text in one} or {""}
            assert len(studies_linked(line)) == len(origin_in_item(item, text, CONTENT).studies)


@pytest.mark.parametrize("page", CONTENT.teaching.values(), ids=lambda page: page.id)
def test_a_figure_in_an_expected_answer_has_its_claim_or_its_lab_beside_it(page) -> None:
    """Those of a drawing are read off its table."""
    names = f"{page.id}.md", f"{page.id}_answers.md"
    for name, prompts in zip(names, (page.prompts, (*page.questions, *page.closing)), strict=True):
        for one in prompts:
            [told] = [block for block in blocks(name) if one.expect.strip() in block]
            assert not [*unknown(one.expect, one.ask)] or re.search(r"#(claim=|lab-)", told), one.expect
    for idea in page.wrong_ideas:
        assert any(idea.reply in block and f"#claim={idea.claim}" in block for block in blocks(names[0]))
