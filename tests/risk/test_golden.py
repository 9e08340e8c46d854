"""Six believable runners: a change of the model shows here as numbers that a reader can judge.

After a wanted change: `python tests/risk/test_golden.py` writes the file anew; tell the move in CHANGELOG, "Model changes".
"""

import json
from pathlib import Path

import pytest

from lbt_widgets.content import load
from lbt_widgets.risk import Profile, assess

GOLDEN = Path(__file__).parent / "golden.json"
CONTENT = load()


def outcome(person):
    profile = Profile.from_answers(person.answers, CONTENT)
    found = {}
    for belief in (0.0, 0.5, 1.0):
        result = assess(profile, CONTENT, belief)
        found[f"belief {belief:g}"] = {
            "per_100": [round(value, 1) for value in result.per_100],
            "stands_out": [name for name, share in result.causes.items() if share.stands_out],
            "most": [c.effect for c in sorted(result.contributions, key=lambda c: -abs(c.per_100))[:3]],
        }
    return found


@pytest.mark.parametrize("person", CONTENT.people.values(), ids=lambda p: p.id)
def test_golden_runner(person):
    assert outcome(person) == json.loads(GOLDEN.read_text("utf-8"))[person.id]


def test_the_runners_come_in_a_believable_order():
    mean = {
        p.id: assess(Profile.from_answers(p.answers, CONTENT), CONTENT).per_100.mean for p in CONTENT.people.values()
    }
    assert mean["nothing-wrong"] < mean["short-of-time"] < mean["new-to-hills"] < mean["worn-out-marathoner"]
    assert mean["nothing-wrong"] < 22.6 < mean["sore-before-sleeps-badly"]


if __name__ == "__main__":
    made = {person.id: outcome(person) for person in CONTENT.people.values()}
    GOLDEN.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
