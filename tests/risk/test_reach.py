"""How far an answer goes towards its goal, and never back."""

import pytest
from hypothesis import given

from lbt_widgets.content.fixes import Target
from lbt_widgets.risk import Profile
from lbt_widgets.risk.choose import Move
from lbt_widgets.risk.reach import Reach, Step, counted, reached

from .cases import CONTENT, profiles

UP = Target("plank_s", "why", to=83, better="higher", by=20)
DOWN = Target("downhill_m_week", "why", to=200, better="lower", by_percent=50)
CAP = Target("next_long_run_km", "why", to=1.1, of="longest_run_30d_km", better="lower")
RATE = Target("cadence_spm", "why", only_if_worse_than=166, better="higher", by_percent=5)
STEP = Target("sleep_quality", "why", choices={"poor": "mixed", "mixed": "well"})


@pytest.mark.parametrize(
    ("target", "answers", "goal"),
    [
        (UP, {"plank_s": 40}, 60),
        (UP, {"plank_s": 70}, 83),
        (UP, {"plank_s": 83}, None),
        (UP, {"plank_s": 200}, None),
        (UP, {}, None),
        (DOWN, {"downhill_m_week": 1000}, 500),
        (DOWN, {"downhill_m_week": 300}, 200),
        (DOWN, {"downhill_m_week": 100}, None),
        (CAP, {"next_long_run_km": 20, "longest_run_30d_km": 10}, 11),
        (CAP, {"next_long_run_km": 8, "longest_run_30d_km": 10}, None),
        (CAP, {"next_long_run_km": 20, "longest_run_30d_km": 13}, 14),  # 14.3, and never beyond it
        (CAP, {"next_long_run_km": 9, "longest_run_30d_km": 4.5}, 4.9),
        (CAP, {"next_long_run_km": 14.2, "longest_run_30d_km": 13}, None),
        (CAP, {"next_long_run_km": 9}, None),
        (UP, {"plank_s": 40.4}, 60),
        (RATE, {"cadence_spm": 158}, 166),  # 165.9
        (RATE, {"cadence_spm": 165}, 173),
        (RATE, {"cadence_spm": 166}, None),
        (RATE, {"cadence_spm": 180}, None),
        (STEP, {"sleep_quality": "poor"}, "mixed"),
        (STEP, {"sleep_quality": "well"}, None),
    ],
)
def test_reached(target, answers, goal):
    assert reached(target, answers) == (goal if goal is None or isinstance(goal, str) else pytest.approx(goal))


@given(profiles())
def test_every_goal_can_be_answered(profile):
    goals = {
        target.question: goal
        for fix in CONTENT.fixes.values()
        for target in fix.targets
        if (goal := reached(target, profile.answers)) is not None
    }
    assert Profile.from_answers({**profile.answers, **goals}, CONTENT)


def test_of_two_steps_of_one_effect_the_better_counts():
    small, large = (Step({"walk_min_week": goal}, Move(-goal / 1000, 0.0), 0.01) for goal in (60.0, 150.0))
    both = [Reach({"walking": step}, step.changes, "trial", ()) for step in (small, large)]
    assert counted(both) == counted(both[::-1]) == {"walking": large}
