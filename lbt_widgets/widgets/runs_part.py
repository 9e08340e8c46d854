"""The reader's own runs on the page: files in, then what they would answer, the weeks, the jumps and the steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from ipywidgets import VBox, Widget

from lbt_widgets import runs as recorded
from lbt_widgets.content import Content
from lbt_widgets.content.days import long_day
from lbt_widgets.figures import runs as pictures
from lbt_widgets.figures.picture import Picture, Table
from lbt_widgets.figures.training_load import rate_place
from lbt_widgets.figures.words import counted, covered, rounded
from lbt_widgets.mechanics.example import EXAMPLE, LEG_PER_HEIGHT
from lbt_widgets.runs import History, Metric, RunSummary
from lbt_widgets.runs.own_form import FormOfRun, form_over_time, own_past
from lbt_widgets.runs.training import BEFORE, CHRONIC_DAYS, clock, unique
from lbt_widgets.runs.uses import Uses
from lbt_widgets.words import ENGLISH, N_, _

from ._grades import grade_html
from ._links import claim_address, claim_link
from ._sources import source_link
from ._tables import table_html
from .answers import Answers
from .fold import Fold
from .guard import guarded
from .live import Html, Live
from .plot import Plot
from .runs_offer import RunsOffer
from .runs_upload import RunsUpload

HAVE_A_WATCH = N_("Have a watch? Let it answer some of this")
RUNS_SHOWN = 10
NOTHING = Picture("", "", {"data": [], "layout": {}}, Table((), ()))
FORM_LAB, FORM_PAGE = "spring_mass", "05_running_form.ipynb"
DISAGREE_SOURCE = "smith_vo_wearables"

# Metric → how a reader calls it.
CALLED = {
    "distance_m": "distance",
    "moving_time_s": "time without pauses",
    "elapsed_time_s": "time from first to last point",
    "cadence_spm": "steps a minute (cadence)",
    "heart_rate_bpm": "heart rate",
    "vertical_oscillation_mm": "bounce (vertical oscillation)",
    "stance_time_ms": "foot on the ground (contact time)",
    "stance_time_balance_percent": "left foot’s share of it (balance)",
    "vertical_ratio_percent": "bounce by step length (vertical ratio)",
    "step_length_mm": "step length",
    "power_w": "power",
    "ascent_m": "climb",
}


def have_a_watch(answers: Answers, heading: int = 3) -> Fold:
    """All of it behind one button, for pages whose readers mostly have no files at hand."""
    return Fold(_(HAVE_A_WATCH), lambda: [RunsPart(answers, heading + 1)], heading)


class RunsPart(VBox):
    """Everything about the reader's own runs; what is taken over lands in `answers`.

    Parameters
    ----------
    answers : Answers
    heading : int
        The level of its headings, 2 to 4.
    """

    def __init__(self, answers: Answers, heading: int = 3) -> None:
        self.answers, self.content, self._heading = answers, answers.content, heading
        self.alert = Live(urgent=True)
        self.upload = RunsUpload()
        self.values = Fold(_("Each value that was read"), self._values, heading)
        self._made: dict[str, Any] = {}
        self._body = body_of(answers)
        super().__init__([self.alert, self.upload])
        self.upload.observe(self._show, "runs")
        answers.observe(self._follow_body, ["values", "person"])

    @guarded
    def _show(self, _change: Any) -> None:
        runs = self.upload.runs
        shown: list[Widget] = []
        if runs:
            past = recorded.history(runs)
            shown = [self._html("read", read_html(past)), self.values, self._offer(runs)]
            shown += [*self._training(past), *self._own_form(runs)]
            if "values" in self._made:
                self._values()
        self.children = (self.alert, self.upload, *shown)
        if not runs:
            self._empty()

    def _empty(self) -> None:
        """Nothing of forgotten runs stays in a widget, though none of them is shown; they serve the next runs again."""
        for made in self._made.values():
            if isinstance(made, Html):
                made.html = ""
            else:
                made.show(NOTHING if isinstance(made, Plot) else ())

    @guarded
    def _follow_body(self, _change: Any) -> None:
        """Mass and height are numbers of the model of the steps."""
        if (body := body_of(self.answers)) != self._body:
            self._body = body
            self._show(None)

    def _values(self) -> list[Widget]:
        runs, (mass_kg, leg_length_m, _own) = self.upload.runs, self._body
        past = recorded.history(runs)
        uses = Uses(
            recorded.answers(runs, self.content, asked=date.today()),
            [form.run for form in form_over_time(runs, mass_kg, leg_length_m)],
            past.today,
            pictures.shown_since(past) if past.weeks else None,
        )
        return [self._html("values", values_html(runs, uses))]

    def _offer(self, runs: Sequence[RunSummary]) -> RunsOffer:
        if "offer" not in self._made:
            self._made["offer"] = RunsOffer(self.answers, self._heading)
        offer: RunsOffer = self._made["offer"]
        today = date.today()
        offer.show(recorded.answers(runs, self.content, asked=today), recorded.unanswered(runs, asked=today))
        return offer

    def _training(self, past: History) -> list[Widget]:
        title = f"<h{self._heading}>Your training</h{self._heading}>"
        if not past.weeks:
            return [self._html("training", f"{title}<p>None of these runs has a date, so no weeks can be shown.</p>")]
        shown = [self._html("training", title), self._plot("weeks", pictures.weeks(past))]
        if pictures.compared(past):
            ways = {"leads_to": "what the study found", "leads_at": claim_address()}
            shown.append(self._plot("jumps", pictures.jumps(past), **ways))
            shown.append(self._html("rates", rates_html(past, self.content)))
        if past.averages:
            shown.append(self._plot("averages", pictures.averages(past)))
        return [*shown, self._html("known", known_html(past, self.content))]

    def _own_form(self, runs: Sequence[RunSummary]) -> list[Widget]:
        mass_kg, leg_length_m, own = self._body
        forms = form_over_time(runs, mass_kg, leg_length_m)
        title = f"<h{self._heading}>Your steps</h{self._heading}>"
        if not forms:
            return [self._html("steps", f"{title}{NO_STEPS}")]
        intro = f"{title}{body_html(mass_kg, leg_length_m, own, self.content)}"
        picture = pictures.own_form(forms, own_past(forms), mass_kg)
        after = after_steps_html(forms[-1], self.content)
        return [self._html("steps", intro), self._plot("steps_plot", picture), self._html("after_steps", after)]

    def _html(self, name: str, html: str) -> Html:
        """The text of this name, made when it is first shown."""
        if name not in self._made:
            self._made[name] = Html(lang=ENGLISH)
        self._made[name].html = html
        return self._made[name]

    def _plot(self, name: str, picture: Picture, **ways: str) -> Plot:
        if name not in self._made:
            self._made[name] = Plot(picture, heading=self._heading + 1, lang=ENGLISH, **ways)
        self._made[name].show(picture)
        self._made[name].height_px = picture.spec["layout"]["height"]
        return self._made[name]


def body_of(answers: Answers) -> tuple[float, float, bool]:
    """Mass [kg], leg length [m], and whether both are the reader's own; else the example runner's stand in."""
    mass_kg, height_cm = answers.values.get("mass_kg"), answers.values.get("height_cm")
    if mass_kg is None or height_cm is None:
        return EXAMPLE.mass_kg, EXAMPLE.leg_length_m, False
    return mass_kg, LEG_PER_HEIGHT * height_cm / 100, not answers.person


NO_STEPS = (
    "<p>No run here has all of these: distance, time, steps a minute and how long a foot stays on the ground. Not every "
    "watch measures the last. So there is nothing to say about your steps.</p>"
)


def body_html(mass_kg: float, leg_length_m: float, own: bool, content: Content) -> str:
    """What the model of the steps takes for granted."""
    whose = (
        "These are from your answers."
        if own
        else "These are an example runner’s, until your own answers on mass and height stand here."
    )
    return (
        "<p>The model of chapter 5 takes a leg as a spring. From steps a minute, time on the ground and speed it works out "
        f"how stiff. It also needs your mass and the length of your leg: here {mass_kg:g} kg and {leg_length_m:.2f} m. "
        f"{whose} The leg is taken as {LEG_PER_HEIGHT:g} of the height ({source_link('morin2005spring', content)}).</p>"
    )


def after_steps_html(form: FormOfRun, content: Content) -> str:
    """That devices disagree, and the way to the lab at the numbers of this run."""
    hint = '<span class="lbt-hidden"> (opens in a new tab)</span>'
    address = lab_address(form, content)
    lab = (
        f'<a href="{escape(address)}" target="_blank" rel="noopener">Open the lab of chapter 5 at the numbers of the newest of these '
        f"runs{hint}</a>. There you can see what other steps would do."
        if address
        else "The newest of these runs is beyond the sliders of the lab in chapter 5, so what the model says is in the table above."
    )
    return f"<p>{recorded.DEVICES_DISAGREE} ({source_link(DISAGREE_SOURCE, content)})</p><p>{lab}</p>"


def lab_address(form: FormOfRun, content: Content) -> str | None:
    """A link that sets the sliders to this run; None where they do not reach it."""
    lab = content.labs[FORM_LAB]
    numbers = {
        "cadence_spm": form.cadence_spm,
        "contact_time_ms": 1000 * form.contact_time_s,
        "speed_km_h": 3.6 * form.speed_m_s,
    }
    settings = {one.id: round(numbers[one.id] / one.step) * one.step for one in lab.controls}
    try:
        lab.check(settings)
    except ValueError:
        return None
    return f"{FORM_PAGE}?{lab.id}={','.join(f'{value:g}' for value in settings.values())}"


def known_html(past: History, content: Content) -> str:
    """What the files do not reach back far enough for, and what studies say of jumps and of the ratio."""
    lacks = []
    if not pictures.compared(past):
        lacks.append("No run here has another one in the 30 days before it, so there is no jump to look at.")
    if not past.averages:
        lacks.append(f"The fading means of the training chapter need runs that reach over {CHRONIC_DAYS} days.")
    claims = [content.claims[name] for name in (recorded.SPIKE_CLAIM, recorded.ACWR_CLAIM)]
    lines = (f"<li>{claim_link(claim.id, claim.statement)} {grade_html(claim)}</li>" for claim in claims)
    told = "".join(f"<p>{lack}</p>" for lack in lacks)
    return f"{told}<p>What studies say of this:</p><ul>{''.join(lines)}</ul>"


def rates_html(past: History, content: Content) -> str:
    """The study with the rates beside the jumps; nothing where no run is in a class that has one."""
    most = pictures.furthest(pictures.compared(past))
    if most is None or most.spike is None:
        return ""
    study = source_link(content.findings[most.spike.finding].source, content)
    found = claim_link(rate_place(most.spike), "what it found of such jumps")
    return f"<p>The rates of injuries are from one study, {study}: {found}.</p>"


def read_html(past: History) -> str:
    """From when the runs are, and what of them is left out."""
    said = []
    if past.sessions:
        first, last = (clock(past.sessions[at].run).date() for at in (0, -1))
        if first < last:
            said.append(f"Your runs go from {long_day(first)} to {long_day(last)}.")
        else:
            said.append(f"{counted(len(past.sessions), 'run')}, of {long_day(last)}.")
        if date.today() - last >= BEFORE:
            said.append("The questions ask about the last 30 days, and none of these runs is so new.")
    if past.duplicates:
        said.append(f"{counted(len(past.duplicates), 'run')} in more than one file: counted once.")
    if past.without_date:
        said.append(f"{counted(len(past.without_date), 'run')} without a date: in none of the weeks.")
    return f"<p>{' '.join(said)}</p>" if said else ""


def values_html(runs: Sequence[RunSummary], uses: Uses) -> str:
    """Each value of the newest runs, with its field, what it covers and what it sets."""
    kept = sorted(unique(runs)[0], key=lambda run: clock(run) if run.start else datetime.min, reverse=True)
    newest = "" if len(kept) <= RUNS_SHOWN else f"These are the newest {RUNS_SHOWN} of {len(kept)} runs. "
    tables = "".join(_run_table(run, uses) for run in kept[:RUNS_SHOWN])
    zeros = "A zero counts as not measured, so a mean can differ a little from your device’s own."
    return f"<p>{newest}What was not measured is left out. {zeros} Where you ran was dropped.</p>{tables}"


def _run_table(run: RunSummary, uses: Uses) -> str:
    when = f"{long_day(clock(run).date())}, " if run.start else ""
    rows = [
        (
            CALLED[name],
            _value(name, metric),
            metric.source_field,
            "not said" if metric.coverage is None else covered(metric.coverage),
            uses.of(name, run),
        )
        for name, metric in run.metrics().items()
    ]
    doubts = "".join(f"<p>{escape(doubt)}</p>" for doubt in run.doubts)
    device = f", {run.device}" if run.device else ""
    table = table_html(f"{run.file}{device}", ("What", "Value", "Field in the file", "Covers", "Sets"), rows)
    return f"<details><summary>{escape(when + run.file)}</summary>{doubts}{table}</details>"


def _value(name: str, metric: Metric) -> str:
    if name.endswith("_time_s"):
        minutes, seconds = divmod(round(metric.value), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if name == "distance_m":
        return f"{metric.value / 1000:.2f} km"
    return f"{rounded(metric.value, 4)} {metric.unit}"
