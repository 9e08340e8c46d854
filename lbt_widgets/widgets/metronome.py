"""A beat for running: the sound is made in the browser, and only when somebody starts it."""

from __future__ import annotations

import traitlets as t

from lbt_widgets import content as _content
from lbt_widgets.content import Content

from . import _static
from ._links import claim_address
from ._page_widget import PageWidget
from ._sources import reference
from .answers import STORAGE_KEY

LOWEST, HIGHEST = 140, 200
CLAIM = "running_form.cadence_retraining"
QUESTION = "cadence_spm"
FIX = "step_rate"
DRILL = "metronome_cadence_drill"


class Metronome(PageWidget):
    """A metronome from 140 to 200 steps a minute, which can follow the answer to "how many steps a minute".

    Parameters
    ----------
    content : Content, optional
        The workbook's own when left out.
    """

    _esm = _static.module("store.js", "range.js", "sound.js", "metronome.js")
    _css = _static.style("range.css", "metronome.css")

    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)
    question = t.Unicode(QUESTION, read_only=True).tag(sync=True)
    lowest = t.Int(LOWEST, read_only=True).tag(sync=True)
    highest = t.Int(HIGHEST, read_only=True).tag(sync=True)
    start = t.Int(help="The published mean, until the reader's own is known", read_only=True).tag(sync=True)
    start_source = t.Dict(read_only=True).tag(sync=True)
    more_percent = t.Float(help="What the plan's change asks for", read_only=True).tag(sync=True)
    claim = t.Unicode(claim_address(CLAIM), read_only=True).tag(sync=True)
    stop_if = t.Unicode(read_only=True).tag(sync=True)
    not_for = t.Unicode(read_only=True).tag(sync=True)

    def __init__(self, content: Content | None = None) -> None:
        content = content or _content.load()
        usual = next(norm for norm in content.questions[QUESTION].norms if norm.used_for == "all")
        self.set_trait("start", round(usual.mean or LOWEST))
        self.set_trait("start_source", {**reference(usual.source, content), "who": usual.group})
        step = next(target for target in content.fixes[FIX].targets if target.question == QUESTION)
        self.set_trait("more_percent", step.by_percent or 0.0)
        drill = content.exercises[DRILL]
        self.set_trait("stop_if", drill.stop_if)
        self.set_trait("not_for", drill.not_for)
        super().__init__()
