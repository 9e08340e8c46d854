"""Write content/class.yaml: a made-up class of 30 runners, drawn by lot from the reference population of the risk model.

A fixed seed gives the same class each time. Run it after a change in `content/questions` or `content/effects`; a test
fails while the file is out of date.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from lbt_widgets.content import Content, load
from lbt_widgets.content.records import Question
from lbt_widgets.risk import sample
from lbt_widgets.risk.study.classes import hurt_by_lot

FILE = Path(__file__).parents[1] / "content" / "class.yaml"
RUNNERS, SEED = 30, 30
HEAD = """# A made-up class, for trying the pictures of a class alone: nobody here exists. Made by scripts/made_up_class.py from
# the reference population of the risk model; `hurt` (low-back pain within a year) is drawn by lot from each one's risk.
"""


def page(content: Content) -> str:
    """The whole file."""
    cohort = sample(RUNNERS, SEED, content)
    hurt = hurt_by_lot(cohort, content.model.base_rate, SEED, content)
    runners = [
        {
            "id": f"made-up-{number:02}",
            "hurt": pain,
            "answers": {name: _as_asked(content.questions[name], answer) for name, answer in runner.answers.items()},
        }
        for number, (runner, pain) in enumerate(zip(cohort, hurt, strict=True), 1)
    ]
    return HEAD + yaml.safe_dump(runners, sort_keys=False, default_flow_style=None, width=118)


def _as_asked(question: Question, answer: float | str) -> float | str:
    """A number as somebody would type it: in the question's steps."""
    if isinstance(answer, str):
        return answer
    step = question.step or 1.0
    rounded = round(round(answer / step) * step, 6)
    return int(rounded) if rounded == int(rounded) else rounded


if __name__ == "__main__":
    FILE.write_text(page(load()), "utf-8")
