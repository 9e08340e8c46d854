"""A lab: the reader guesses, runs the model, compares, and then plays with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any, ClassVar

import traitlets as t
from attrs import asdict, evolve
from ipywidgets import VBox

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.content import labs as records
from lbt_widgets.content.places import lab_anchor
from lbt_widgets.content.unbroken import unbroken
from lbt_widgets.content.units import beside
from lbt_widgets.figures.guess import allowed, before_guess, compared
from lbt_widgets.figures.lab import guess_in_sight, legend_in_short, published_range, what_was_published
from lbt_widgets.figures.picture import Picture
from lbt_widgets.figures.pose import Pose
from lbt_widgets.figures.words import number, with_unit

from . import _static
from ._page_widget import PageWidget
from ._sources import cited_html, reference_html, source_link
from ._tables import Markup, table_html
from .answers import STORAGE_KEY
from .guard import guarded
from .labs import Outcome, Run, run_of
from .live import Html
from .plot import Plot
from .runner import Runner

AFTER_YOUR_GUESS = "The equation and the model's own numbers stand here after your guess."


class LabModel(t.HasTraits):
    """The state of a lab without a screen: settings and a guess in, an `Outcome` out.

    Attributes
    ----------
    settings : dict[str, float]
        By slider. Settings that do not go together leave the outcome as it was and say why in `fault`.
    guess : float or None
        The last one; it stays in the picture.
    comparison : str
        Guess and model side by side, for the settings that the guess was asked about.
    beyond : dict[str, str]
        By slider that stands beyond what was published: what was. The picture's sentence says the same.
    """

    settings = t.Dict()
    guess = t.Float(None, allow_none=True)
    outcome = t.Instance(Outcome, read_only=True)
    fault = t.Unicode(read_only=True)
    comparison = t.Unicode(read_only=True)
    beyond = t.Dict(read_only=True)

    def __init__(self, lab: records.Lab, run: Run) -> None:
        self.lab, self._run = lab, run
        super().__init__()
        self.settings = lab.start
        self._first_pose = self.outcome.pose

    def predict(self, guess: float) -> None:
        """Record a guess, take the sliders where its question asked, and compare."""
        with self.hold_trait_notifications():
            self.guess = guess
            self.settings = {**self.settings, **self.lab.prediction.move}
        self.set_trait("comparison", unbroken(compared(guess, self.outcome.value, self.lab)))

    def reset(self) -> None:
        """The sliders back to where they were at first; the guess stays."""
        self.settings = self.lab.start

    @property
    def picture(self) -> Picture:
        """What may be seen: the answer only once there is a guess."""
        if self.guess is not None:
            return legend_in_short(guess_in_sight(self.outcome.picture))
        told = (
            self.settings == self.lab.start != self._asked
        )  # the question tells where its start stands, and a link may not
        return before_guess(self.outcome.picture, here_too=told)

    @property
    def pose(self) -> Pose | None:
        """The runner as the sliders are set; but until there is a guess, while the picture hides the model, as he was first."""
        return self._first_pose if self.guess is None else self.outcome.pose

    @property
    def _asked(self) -> dict[str, float]:
        """Where the sliders stand in the question."""
        return {**self.lab.start, **self.lab.prediction.move}

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
        beyond = beyond_published(self.lab, self.settings | outcome.counts_as)
        self.set_trait("fault", "")
        self.set_trait("beyond", {control.id: published_words(control) for control in beyond})
        self.set_trait("outcome", evolve(outcome, picture=extrapolated(outcome.picture, beyond)))


def beyond_published(lab: records.Lab, settings: dict[str, float]) -> list[records.Control]:
    """The sliders that stand where nothing was published."""
    return [control for control in lab.controls if control.is_beyond(settings[control.id])]


def published_words(control: records.Control) -> str:
    """What was published, for below the slider itself: "12 to 24 km/h was published"."""
    return control.beyond or f"{published_range(control)} was published"


def extrapolated(picture: Picture, beyond: Sequence[records.Control]) -> Picture:
    """The picture with a sentence on each slider that stands beyond what was published."""
    if not beyond:
        return picture
    told = "; ".join(map(what_was_published, beyond))
    return evolve(picture, sentence=f"{picture.sentence} Extrapolated: {told}.")


class LabGuess(PageWidget):
    """The lab's title, its question, where the question's numbers are from, and the guess that opens the sliders.

    Attributes
    ----------
    guess : dict
        `value`, a number or None, and `number`, which counts the guesses.
    comparison : str
        What became of it.
    answered : int
        The `number` of the last guess that was run.
    anchor : str
        The name by which a link finds the lab.
    beside : list
        The imperial unit of the guess and how much of its own unit one of it is; empty where there is none.
    """

    _esm = _static.module("progress_store.js", "linked_start.js", "html.js", "store.js", "units.js", "guess.js")
    _css = _static.style("guess.css")
    from_browser: ClassVar = {"guess": "_check_guess"}

    lab = t.Dict(read_only=True).tag(sync=True)
    given_html = t.Unicode(read_only=True).tag(sync=True)
    allowed = t.Unicode(read_only=True).tag(sync=True)
    anchor = t.Unicode(read_only=True).tag(sync=True)
    heading = t.Int(3, min=2, max=5).tag(sync=True)
    guess = t.Dict({"number": 0, "value": None}).tag(sync=True)
    comparison = t.Unicode().tag(sync=True)
    answered = t.Int(0).tag(sync=True)
    beside = t.List(read_only=True).tag(sync=True)
    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)

    def __init__(self, lab: records.Lab, content: Content, **settings: Any) -> None:
        self._asked = lab.prediction
        self.set_trait("beside", list(beside(lab.prediction.unit) or ()))
        self.set_trait("allowed", allowed(lab.prediction))
        self.set_trait("given_html", cited_html(lab.prediction.given, content))
        self.set_trait("anchor", lab_anchor(lab.id))
        self.set_trait("lab", _shown(lab, "id", "title", "question", "prediction", "controls", "presets"))
        super().__init__(**settings)

    def _check_guess(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != {"number", "value"} or type(value["number"]) is not int:
            raise ValueError("not a guess")
        asked, number = self._asked, value["value"]
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not asked.min <= number <= asked.max:
            raise ValueError(f"the guess must be {self.allowed}, got {number!r}")
        return value


class LabControls(PageWidget):
    """The sliders, which open after the guess.

    Attributes
    ----------
    settings : dict[str, float]
    unlocked : bool
    fault : str
        Why the picture does not show these settings.
    news : str
        What is read out once the sliders rest.
    beyond : dict[str, str]
        By slider that stands beyond what was published: what was.
    answered : int
        Grows with each answer, so that the page can tell where none comes.
    beside : dict[str, list]
        By slider, where there is one: the imperial unit, and how much of the slider's own unit one of it is.
    """

    _esm = _static.module("range.js", "linked_start.js", "store.js", "units.js", "lab.js")
    _css = _static.style("range.css", "lab.css")
    from_browser: ClassVar = {"settings": "_check_settings"}

    lab = t.Dict(read_only=True).tag(sync=True)
    settings = t.Dict().tag(sync=True)
    unlocked = t.Bool(False).tag(sync=True)
    fault = t.Unicode().tag(sync=True)
    news = t.Unicode().tag(sync=True)
    beyond = t.Dict().tag(sync=True)
    answered = t.Int(0).tag(sync=True)
    beside = t.Dict(read_only=True).tag(sync=True)
    storage_key = t.Unicode(STORAGE_KEY, read_only=True).tag(sync=True)

    def __init__(self, lab: records.Lab, **settings: Any) -> None:
        self._check_settings = lab.check
        self.set_trait("beside", {one.id: list(other) for one in lab.controls if (other := beside(one.unit))})
        self.set_trait("lab", _shown(lab, "id", "controls", "presets"))
        super().__init__(settings=lab.start, **settings)


def _shown(lab: records.Lab, *names: str) -> dict[str, Any]:
    """What a page needs of a lab, and no more."""
    return {name: value for name, value in asdict(lab).items() if name in names}


class Lab(VBox):
    """One lab on the page: guess, then picture, drawn runner and sliders, what it means, and what is inside.

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
        self.guess = LabGuess(lab, self.content, heading=heading)
        self.plot = Plot(self.model.picture, heading=heading + 1)
        self.runner = Runner(self.model.pose) if self.model.pose else None
        self.controls = LabControls(lab, beyond=self.model.beyond)
        self.after = Html(html="", tag="section", label=f"What the lab means: {lab.title}")
        self.inside = Html(html=inside_html(lab, self.content, heading + 1, guessed=False))
        self._fit()
        bench = VBox([part for part in (self.plot, self.runner, self.controls) if part])
        bench.add_class("lbt-bench")
        super().__init__([self.guess, bench, self.after, self.inside])
        self.add_class("lbt-lab")
        self.controls.observe(self._take_settings, "settings")
        self.guess.observe(self._take_guess, "guess")
        self.model.observe(self._show, ["settings", "guess", "comparison"])  # told after the model has run

    @guarded
    def _take_settings(self, change: Any) -> None:
        self.model.settings = change["new"]

    @guarded
    def _take_guess(self, change: Any) -> None:
        self.model.predict(change["new"]["value"])
        self.guess.answered = change["new"]["number"]

    @guarded
    def _show(self, change: Any) -> None:
        model = self.model
        news = model.fault or unbroken(model.picture.sentence)
        if change["name"] == "comparison":
            news = f"{model.comparison} {news}"
            self.guess.comparison = model.comparison
            self.after.html = after_html(model.lab, self.guess.heading + 1)
            self.inside.html = inside_html(model.lab, self.content, self.guess.heading + 1)
        with self.controls.hold_sync():
            self.controls.settings = model.settings
            self.controls.unlocked = model.guess is not None
            self.controls.fault = model.fault
            self.controls.beyond = model.beyond
            self.controls.news = news
            self.controls.answered += 1
        self.plot.show(model.picture)
        if self.runner and model.pose:
            self.runner.show(model.pose)
        self._fit()

    def _fit(self) -> None:
        self.plot.height_px = self.plot.drawing["layout"]["height"]


def after_html(lab: records.Lab, level: int) -> str:
    """What is read after the guess: questions to play with, what the model shows and where it is wrong."""
    questions = "".join(f"<li>{escape(question)}</li>" for question in lab.discover)
    fails = _heading(level, "Where the model is wrong") + _paragraphs(lab.fails) if lab.fails else ""
    return (
        f"{_heading(level, 'Find out')}<ul>{questions}</ul>"
        f"{_heading(level, 'What this shows')}{_paragraphs(lab.explain)}{fails}"
    )


def inside_html(lab: records.Lab, content: Content, level: int, guessed: bool = True) -> str:
    """The model laid open: equation, numbers with their sources, and what it leaves out.

    Before a guess without equation and the model's own numbers: the answer may be one of them.
    """
    equation = "".join(f"<p><code>{escape(line)}</code></p>" for line in lab.equation) if guessed else ""
    rows = [
        (one.label, _reach(one, content), "your choice" if one.options else _basis(one, content))
        for one in lab.controls
    ]
    if guessed:
        rows += [(one.name, one.value, _basis(one, content)) for one in lab.parameters]
    numbers = table_html("Numbers of the model", ("Number", "Value", "From"), rows)
    sources = "".join(f"<li>{reference_html(name, content)}</li>" for name in lab.sources)
    head = partial(_heading, level)
    model = f"{head('Equation')}{equation}" if guessed else f"<p>{AFTER_YOUR_GUESS}</p>"
    return (
        f"<details><summary>Look inside</summary>{model}{numbers}{head('What it leaves out')}"
        f'{_paragraphs(lab.leaves_out)}{head("Sources")}<ul class="lbt-sources">{sources}</ul></details>'
    )


def _reach(control: records.Control, content: Content) -> str:
    """What was published of a slider, if we know it, and apart from it what it may be set to; a choice in its own words.

    Where nothing is known to be published it is the number at the start that a paper stands behind.
    """
    if control.options:
        return f"{'; '.join(control.options)}. At first: {control.options[int(control.start)]}"
    named = dict(control.stops)
    low, high, start = (
        with_unit(number(value), unit) + (f" ({named[value]})" if value in named else "")
        for value, unit in ((control.min, ""), (control.max, control.unit), (control.start, control.unit))
    )
    slider = f"the slider goes from {low} to {high}"
    if control.beyond or control.published not in (None, (control.min, control.max)):
        return f"{published_words(control)}; {slider}, at first {start}"
    if control.published or control.basis not in content.sources:
        return f"{low} to {high}, at first {start}"
    return f"at first {start}; {slider}"


def _basis(one: records.Control | records.Parameter, content: Content) -> Markup:
    """Its source as a link; an assumption in its words, with links to what it rests on."""
    if one.basis in content.sources:
        return source_link(one.basis, content)
    links = ", ".join(source_link(name, content) for name in one.rests_on)
    return Markup(escape(one.basis) + (f" (rests on {links})" if links else ""))


def _heading(level: int, text: str) -> str:
    return f"<h{level}>{text}</h{level}>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())
