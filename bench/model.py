"""The model without a screen: import, content, one profile, 100 000 virtual runners, and plans. Medians of a few rounds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median

from report import machine, table, write

from lbt_widgets.content import load
from lbt_widgets.risk import Profile, assess, assess_many, plan, sample
from lbt_widgets.risk.choose import Candidate, Move, Start, choose

ROUNDS = 5
RUNNERS = 100_000
SEARCHES = 50


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def in_a_fresh_python(code: str) -> float:
    """Seconds that `code` takes in a new interpreter, its start not counted."""
    probe = f"import time; start = time.perf_counter(); {code}; print(time.perf_counter() - start)"
    run = [sys.executable, "-c", probe]
    return median(float(subprocess.run(run, capture_output=True, text=True, check=True).stdout) for _ in range(ROUNDS))


def made_up_fixes(seed: int) -> list[Candidate]:
    """24 fixes of random size that move one to three of 24 effects each: harder to tell apart than those of the content."""
    random = Random(seed)

    def moves() -> dict[str, Move]:
        effects = random.sample(range(24), random.randint(1, 3))
        return {str(effect): Move(-random.uniform(0.01, 0.5), random.uniform(-0.2, 0.2)) for effect in effects}

    return [Candidate(random.randint(3, 40), moves(), random.randint(1, 8)) for _ in range(24)]


def longest_search() -> float:
    """Seconds of the slowest of many searches among 24 fixes, in each of which two hours are given."""
    return max(
        seconds(partial(choose, made_up_fixes(seed), Start(-1.0, 1.0), 120, 0.01, True), 1) for seed in range(SEARCHES)
    )


def measure() -> list[tuple[str, str, str]]:
    content = load()
    people = [Profile.from_answers(person.answers, content) for person in content.people.values()]
    cohort = sample(RUNNERS, 1, content)
    assess(people[0], content)
    everything = "c = load(); c.questions; c.effects; c.claims; c.sources; c.causes; c.people; c.safety; c.model"
    one = seconds(lambda: [assess(person, content) for person in people * 20]) / (20 * len(people))
    many = seconds(lambda: assess_many(sample(RUNNERS, 1, content), content))
    reading = in_a_fresh_python(f"from lbt_widgets.content import load; start = time.perf_counter(); {everything}")
    plans = seconds(lambda: [plan(person, content, 60) for person in people]) / len(people)
    return [
        ("`import lbt_widgets`", f"{1000 * in_a_fresh_python('import lbt_widgets'):.0f} ms", "300 ms"),
        ("import of a page's code", f"{1000 * in_a_fresh_python('import lbt_widgets.widgets'):.0f} ms", "300 ms"),
        (
            "`content.load()`",
            f"{1000 * in_a_fresh_python('from lbt_widgets.content import load; start = time.perf_counter(); load()'):.0f} ms",
            "50 ms",
        ),
        ("`content.load()` and every collection", f"{1000 * reading:.0f} ms", ""),
        ("one profile", f"{1000 * one:.2f} ms", "1 ms"),
        (f"{RUNNERS:,} runners sampled and assessed".replace(",", " "), f"{many:.2f} s", "3 s"),
        (
            f"of which assessed ({len(cohort):,})".replace(",", " "),
            f"{seconds(lambda: assess_many(cohort, content)):.2f} s",
            "",
        ),
        ("a plan for an hour a week, mean of the example runners", f"{1000 * plans:.0f} ms", "500 ms"),
        (f"the best of 24 made-up fixes, longest of {SEARCHES} searches", f"{longest_search():.2f} s", "0.5 s"),
    ]


if __name__ == "__main__":
    measured = measure()
    found = table(("what", "median", "goal"), measured)
    print(found)
    section = f"## The model\n\n`python bench/model.py`, {machine()}, medians of {ROUNDS} rounds.\n\n{found}"
    write("model", [{"what": what, "median": taken, "goal": goal} for what, taken, goal in measured], section)
