"""The same notebooks and widgets in JupyterLab 4."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lbt_widgets._resources import notebooks_dir, teaching_dir
from lbt_widgets.app.cli import ASKS_NOBODY, lab_environment
from lbt_widgets.content import load
from lbt_widgets.widgets.dashboard import HEADINGS
from lbt_widgets.widgets.runs_part import HAVE_A_WATCH
from tests.runs import made

from .conftest import START_S, free_port, wait_for


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab as `lbt lab` starts it, on a copy of the notebooks and with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(notebooks_dir(), home / "notebooks")
    shutil.copytree(teaching_dir(), home / "docs" / "teaching")
    cell = nbformat.v4.new_code_cell("from lbt_widgets.widgets import Quiz\nQuiz('warm_up')")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    nbformat.write(nbformat.v4.new_notebook(metadata=kernel, cells=[cell]), home / "notebooks" / "quiz.ipynb")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        *ASKS_NOBODY,
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
    ]
    command += [f"--port={port}", f"--LabApp.user_settings_dir={home}", f"--LabApp.workspaces_dir={home}"]
    server = subprocess.Popen([*command, str(home)], stderr=subprocess.DEVNULL, env=lab_environment())
    try:
        wait_for(lambda: _answers(f"http://127.0.0.1:{port}/api"), START_S)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(START_S)


def _answers(address: str) -> bool:
    try:
        urlopen(address).close()
    except URLError:
        return False
    return True


def run_all(page: Page, lab: str, notebook: str) -> None:
    # A workspace of its own: the default one opens what the test before left open beside it.
    page.goto(f"{lab}/lab/workspaces/{notebook}/tree/notebooks/{notebook}.ipynb")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)  # before it, a run is lost
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def test_jupyterlab_asks_for_no_news(page: Page, lab: str) -> None:
    page.goto(f"{lab}/lab/workspaces/news/tree/notebooks/00_start_here.ipynb")
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(3000)  # what might come comes late
    expect(page.get_by_text("Jupyter news")).to_have_count(0)


def test_the_dashboard_works_in_jupyterlab_and_loads_plotly_once(page: Page, lab: str) -> None:
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url) if "plotly-basic" in answer.url else None)
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "dashboard")
    page.get_by_label("None of these is true for me").check(timeout=60_000)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".lbt-drawing .main-svg").first).to_be_visible(timeout=30_000)
    assert [one.split("/lab/")[1].split("/plotly-basic")[0] for one in fetched] == ["extensions/lbt_widgets/static"]
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    expect(page.get_by_text("Traceback")).to_have_count(0)


@pytest.mark.long
def test_the_table_of_contents_leads_to_each_section_of_the_dashboard(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "dashboard")
    go_on = page.get_by_role("button", name="Continue")
    safety, profile = (page.get_by_role("heading", name=HEADINGS[name]) for name in ("safety", "profile"))
    go_on.scroll_into_view_if_needed(timeout=60_000)
    expect(safety).not_to_be_in_viewport()
    page.get_by_role("tab", name="Table of Contents").click()
    entries = page.locator(".jp-tocItem-content")
    expect(entries).to_have_text(["Your back and your running", *HEADINGS.values()])
    entries.get_by_text(HEADINGS["profile"]).click()  # not there yet
    expect(safety).to_be_in_viewport()
    page.get_by_label("None of these is true for me").check()
    go_on.click()
    card = page.get_by_role("button", name=HEADINGS["model_card"])  # in its heading
    expect(card).to_be_attached()
    entries.get_by_text(HEADINGS["model_card"]).click()
    expect(card).to_be_in_viewport()
    expect(profile).not_to_be_in_viewport()
    entries.get_by_text(HEADINGS["profile"]).click()
    expect(profile).to_be_in_viewport()


@pytest.mark.long
def test_runs_are_read_in_jupyterlab(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "dashboard")
    page.get_by_label("None of these is true for me").check(timeout=60_000)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=HAVE_A_WATCH).click()
    files = {"run.fit": made.fit(), "long.gpx": made.gpx(10_000, step=1e-6), "broken.fit": made.fit()[:300]}
    kind = "application/octet-stream"
    page.get_by_label("Choose files of your runs").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": data} for name, data in files.items()]
    )
    expect(page.locator(".lbt-upload [role=status]")).to_contain_text("2 runs read from 2 files.")
    expect(page.locator(".lbt-unread")).to_contain_text("broken.fit")
    page.locator(".lbt-offer").get_by_role("checkbox").first.check()  # by itself none is: the runs are no month
    page.get_by_role("button", name="Take the ticked ones over").click()
    expect(page.get_by_text(re.compile("Taken over: [1-4] answer"))).to_be_visible()


def test_the_evidence_works_in_jupyterlab(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "09_evidence")
    page.get_by_label("Search the claims").fill("zebra", timeout=60_000)
    expect(page.get_by_text(re.compile("None of the [0-9]+ claims has"))).to_be_visible()
    page.get_by_label("Search the claims").fill("cushioning worn")
    first = page.locator("details.lbt-item").first
    expect(first.locator("h3")).to_contain_text("Worn shoes")
    first.locator("summary").first.click()
    expect(first.get_by_role("heading", name="Studies say")).to_be_visible()
    first.locator(".lbt-term").first.click()
    expect(page.locator(".lbt-tip:popover-open")).to_be_visible()
    verdict = page.get_by_label("Verdict")
    verdict.focus()
    page.keyboard.press("m")  # a shortcut of JupyterLab's, which would make the cell a text
    expect(verdict.locator("option:checked")).to_contain_text("mixed")
    page.keyboard.press("ArrowUp")
    expect(verdict).to_be_focused()
    expect(verdict.locator("option:checked")).not_to_contain_text("mixed")


def test_a_quiz_marks_in_jupyterlab_and_the_start_page_knows(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    run_all(page, lab, "quiz")
    quiz = page.locator(".lbt-quiz")
    item = next(one for one in load().quizzes.values() if one.chapter == "warm_up" and one.kind == "single")
    heading = quiz.get_by_role("heading", name="Question 1 of")
    expect(heading).to_be_visible(timeout=60_000)
    while quiz.get_by_text(item.question).count() == 0:
        quiz.get_by_role("button", name="Leave it for later").click()
    quiz.get_by_label(item.options[0].text, exact=True).check()
    quiz.get_by_label("Half sure").check()
    quiz.get_by_role("button", name="Answer").click()
    expect(quiz.get_by_role("status").filter(has_text=item.options[0].reply)).to_be_visible()
    run_all(page, lab, "00_start_here")
    chapter = page.get_by_role("navigation", name="Chapters").get_by_role("listitem").nth(3)
    expect(chapter).to_contain_text("1 of ", timeout=60_000)


@pytest.mark.parametrize(("notebook", "link"), [("07_surface", "For teachers"), ("00_start_here", "plans, worksheets")])
def test_a_lesson_leads_to_its_teacher_page(page: Page, lab: str, notebook: str, link: str) -> None:
    page.goto(f"{lab}/lab/workspaces/for-teachers-{notebook}/tree/notebooks/{notebook}.ipynb")
    page.get_by_role("link", name=link).click(timeout=60_000)
    opened = "README.md" if notebook == "00_start_here" else f"{notebook}.md"
    expect(page.get_by_role("tab", name=opened)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)  # "could not be found"
