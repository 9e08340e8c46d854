"""A lab: the reader guesses, runs the model, compares, and then plays with it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any, ClassVar

import traitlets as t
from attrs import asdict
from ipywidgets import VBox

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content import labs as records
from lbt_widgets.figures.lab import before_guess
from lbt_widgets.figures.picture import Picture
from lbt_widgets.figures.words import rounded

from . import _static
from ._page_widget import PageWidget
from ._sources import reference_html, source_link
from ._tables import table_html
from .guard import guarded
from .labs import Outcome, Run, run_of
from .live import Html
from .plot import Plot
from .runner import Runner


class LabModel(t.HasTraits):
    """The state of a lab without a screen: settings and a guess in, an `Outcome` out.

    Attributes
    ----------
    settings : dict[str, float]
        By slider. Settings that do not go together leave the outcome as it was and say why in `fault`.
    guess : float or None
        The last one; it stays in the picture.
    """

    settings = t.Dict()
    guess = t.Float(None, allow_none=True)
    outcome = t.Instance(Outcome, read_only=True)
    fault = t.Unicode(read_only=True)

    def __init__(self, lab: records.Lab, run: Run) -> None:
        self.lab, self._run = lab, run
        super().__init__()
        self.settings = lab.start

    def predict(self, guess: float) -> None:
        """Record a guess, and take the sliders where its question asked."""
        with self.hold_trait_notifications():
            self.guess = guess
            self.settings = {**self.settings, **self.lab.prediction.move}

    def reset(self) -> None:
        """The sliders back to where they were at first; the guess stays."""
        self.settings = self.lab.start

    @property
    def comparison(self) -> str:
        """Guess and model side by side, once there is a guess and while the sliders stand where its question asked."""
        move = self.lab.prediction.move
        if self.guess is None or any(self.settings[name] != value for name, value in move.items()):
            return ""
        unit = self.lab.prediction.unit
        gap = abs(self.guess - self.outcome.value)
        told, model, apart = rounded(self.guess, 4), rounded(self.outcome.value), rounded(gap, 2)
        return f"You guessed {told} {unit}; the model says {model} {unit}: {apart} {unit} apart."

    @t.validate("settings")
    def _in_range(self, proposal: Any) -> dict[str, float]:
        try:
            return self.lab.check(proposal["value"])
        except ValueError as fault:
            raise t.TraitError(str(fault)) from None

    @t.observe("settings", "guess")
    def _run_model(self, _change: Any) -> None:
        try:
            outcome = self._run(self.settings, self.guess)
        except ValueError as fault:
            self.set_trait("fault", f"These settings do not go together: {fault}. The picture shows the last that did.")
            return
        self.set_trait("fault", "")
        self.set_trait("outcome", outcome)


class LabControls(PageWidget):
    """The guess, the sliders that open after it, and what to find out with them.

    Attributes
    ----------
    settings : dict[str, float]
    guess : dict
        `value`, a number or None, and `number`, which counts the guesses.
    """

    _esm = _static.module("progress_store.js", "range.js", "lab.js")
    _css = _static.style("range.css", "lab.css")
    from_browser: ClassVar = {"settings": "_check_settings", "guess": "_check_guess"}

    lab = t.Dict(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5).tag(sync=True)
    settings = t.Dict().tag(sync=True)
    guess = t.Dict({"number": 0, "value": None}).tag(sync=True)
    comparison = t.Unicode().tag(sync=True)
    finding = t.Unicode(help="Read out once the sliders rest").tag(sync=True)
    fault = t.Unicode().tag(sync=True)
    beyond = t.List(help="Labels of the sliders that stand outside what was published").tag(sync=True)

    def __init__(self, lab: records.Lab, **settings: Any) -> None:
        self._record = lab
        shown = ("id", "title", "question", "controls", "prediction", "discover", "presets")
        self.set_trait("lab", {name: value for name, value in asdict(lab).items() if name in shown})
        super().__init__(settings=lab.start, **settings)

    def _check_settings(self, value: Any) -> dict[str, float]:
        return self._record.check(value)

    def _check_guess(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "value"} or type(value["number"]) is not int:
            raise ValueError("not a guess")
        asked, number = self._record.prediction, value["value"]
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not asked.min <= number <= asked.max:
            raise ValueError(f"the guess must be {asked.min:g} to {asked.max:g} {asked.unit}, got {number!r}")
        return value


class Lab(VBox):
    """One lab on the page: guess, sliders, picture, drawn runner, what it means, and what is inside.

    Parameters
    ----------
    name : str
        Its id in `content/labs`.
    content : Content, optional
        The workbook's own when left out.
    heading : int
        The level of its title, 2 to 5.

    Raises
    ------
    ValueError
        Where there is no such lab; the message names those that there are.
    """

    def __init__(self, name: str, content: Content | None = None, heading: int = 3) -> None:
        self.content = content or _content.load()
        if name not in self.content.labs:
            raise ValueError(f"there is no lab {name!r}; there are {', '.join(self.content.labs)}")
        lab = self.content.labs[name]
        self.model = LabModel(lab, run_of(lab))
        self.controls = LabControls(lab, heading=heading)
        outcome = self.model.outcome
        self.plot = Plot(self._picture, heading=heading + 1)
        self.runner = Runner(outcome.pose) if outcome.pose else None
        self.after = Html(html="", tag="section", label=f"What the lab means: {lab.title}")
        self.inside = Html(html=inside_html(lab, self.content, heading + 1))
        self._fit()
        parts = [self.controls, self.plot, self.runner, self.after, self.inside]
        super().__init__([part for part in parts if part])
        self.add_class("lbt-lab")
        self.controls.observe(self._take_settings, "settings")
        self.controls.observe(self._take_guess, "guess")
        self.model.observe(self._show, ["settings", "guess", "outcome", "fault"])

    @guarded
    def _take_settings(self, change: Any) -> None:
        self.model.settings = change["new"]

    @guarded
    def _take_guess(self, change: Any) -> None:
        self.model.predict(change["new"]["value"])

    @guarded
    def _show(self, _change: Any) -> None:
        model, lab = self.model, self.model.lab
        with self.controls.hold_sync():
            self.controls.settings = model.settings
            self.controls.comparison = model.comparison
            self.controls.fault = model.fault
            self.controls.beyond = list(lab.beyond(model.settings))
            self.controls.finding = self._picture.sentence
        self.plot.show(self._picture)
        if self.runner and model.outcome.pose:
            self.runner.show(model.outcome.pose)
        if model.guess is not None:
            self.after.html = after_html(lab, self.controls.heading + 1)
        self._fit()

    @property
    def _picture(self) -> Picture:
        whole = self.model.outcome.picture
        return before_guess(whole) if self.model.guess is None else whole

    def _fit(self) -> None:
        self.plot.height_px = self.plot.drawing["layout"]["height"]


def after_html(lab: records.Lab, level: int) -> str:
    """What is read after the guess: what the model shows, and where it is wrong, under headings of this level."""
    fails = _heading(level, "Where the model is wrong") + _paragraphs(lab.fails) if lab.fails else ""
    return _heading(level, "What this shows") + _paragraphs(lab.explain) + fails


def inside_html(lab: records.Lab, content: Content, level: int) -> str:
    """The model laid open: equation, numbers with their sources, and what it leaves out."""
    equation = "".join(f"<p><code>{escape(line)}</code></p>" for line in lab.equation)
    rows = [(c.label, f"{c.min:g} to {c.max:g} {c.unit}, at first {c.start:g}", c.basis) for c in lab.controls]
    rows += [(one.name, one.value, one.basis) for one in lab.parameters]
    numbers = table_html(
        "Numbers of the model",
        ("Number", "Value", "From"),
        [
            (name, value, source_link(basis, content) if basis in content.sources else basis)
            for name, value, basis in rows
        ],
    )
    sources = "".join(f"<li>{reference_html(name, content)}</li>" for name in lab.sources)
    head = partial(_heading, level)
    return (
        f"<details><summary>Look inside</summary>{head('Equation')}{equation}{numbers}{head('What it leaves out')}"
        f'{_paragraphs(lab.leaves_out)}{head("Sources")}<ul class="lbt-sources">{sources}</ul></details>'
    )


def _heading(level: int, text: str) -> str:
    return f"<h{level}>{text}</h{level}>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())
