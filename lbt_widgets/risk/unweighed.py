"""What a plan cannot weigh yet, since nobody has answered it: not known is not nothing."""

from __future__ import annotations

from lbt_widgets.content import Content
from lbt_widgets.content.derived import questions_of
from lbt_widgets.content.fixes import Fix

from .profile import Profile
from .reach import reached


def unweighed(profile: Profile, content: Content) -> tuple[str, ...]:
    """The questions without which a plan cannot weigh a change whose size was measured; what a trial is about first."""
    measured = {name for effect in content.effects.values() if effect.figures for name in questions_of(effect)}
    fixes = sorted(content.fixes.values(), key=lambda fix: not fix.trial)
    asked = dict.fromkeys(name for fix in fixes if not fix.never for name in _asked(fix, profile))
    return tuple(name for name in asked if name in measured and name not in profile.answers)


def _asked(fix: Fix, profile: Profile) -> list[str]:
    """What must be known: what its trial is about; then any answer, where none is known that it could move."""
    if fix.trial and fix.trial.question not in profile.answers:
        return [fix.trial.question]
    if any(reached(target, profile.answers) is not None for target in fix.targets):
        return []
    return [name for target in fix.targets for name in (target.question, target.of) if name]
