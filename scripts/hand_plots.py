"""What a class draws by hand from the numbers of a lab or of the content; scripts/teaching_pages.py puts it on paper."""

from __future__ import annotations

from collections import Counter

from lbt_widgets import risk
from lbt_widgets.content import Content
from lbt_widgets.content.places import EVIDENCE_PAGE
from lbt_widgets.content.teaching import TeacherPage
from lbt_widgets.figures.made_links import NOTEBOOKS, study
from lbt_widgets.figures.paper import HandPlot
from lbt_widgets.figures.whose import whose_numbers
from lbt_widgets.figures.words import VERDICT, VERDICT_SHAPE, listing, rounded
from lbt_widgets.widgets.labs import run_of


def hand_plot(page: TeacherPage, content: Content) -> HandPlot:
    """The numbers to draw: a lab's along one slider, or those of one of `TABLES`."""
    plot = page.plot
    if plot.of:
        return TABLES[plot.of](content, plot.y)
    lab = content.labs[plot.lab]
    slider = next(one for one in lab.controls if one.id == plot.slider)
    others = {name: value for name, value in (lab.start | plot.settings).items() if name != slider.id}
    found = [run_of(lab)(lab.check(others | {slider.id: at}), None) for at in plot.at]
    values = tuple((one.value,) for one in found)
    said = {at: one.picture.sentence for at, one in zip(plot.at, found, strict=True)}
    whose = whose_numbers(lab, said, plot.to or plot.at[-1], others, content)
    if slider.options:
        return HandPlot(slider.label, plot.y, tuple(slider.options[int(at)] for at in plot.at), values, whose=whose)
    names = tuple(rounded(at, 4) for at in plot.at)
    said_already = slider.unit.lower() in slider.label.lower()  # "Minutes of waiting"
    label = slider.label if said_already else f"{slider.label} [{slider.unit}]"
    return HandPlot(label, plot.y, names, values, plot.at, plot.to, whose)


def _verdict_counts(content: Content, y: str) -> HandPlot:
    counts = Counter(claim.verdict for claim in content.claims.values())
    names = tuple(f"{VERDICT_SHAPE[one]} {VERDICT[one]}" for one in VERDICT)
    evidence = f"“[The evidence]({NOTEBOOKS}/{EVIDENCE_PAGE})”"
    whose = f"**Whose numbers?** Counted on the page {evidence} of this workbook. The verdicts are our judgement."
    return HandPlot("The verdict", y, names, tuple((float(counts[one]),) for one in VERDICT), whose=whose)


def _example_runners(content: Content, y: str) -> HandPlot:
    """From and to, for each made-up runner whom no warning sign stops."""
    people = [one for one in content.people.values() if not one.red_flags]
    found = [risk.assess(risk.Profile.from_answers(one.answers, content), content).per_100 for one in people]
    names = tuple(f"{one.name}: {one.short}" for one in people)
    whose = (
        f"**Whose numbers?** Worked out by [this workbook's risk model]({NOTEBOOKS}/dashboard.ipynb#how-it-is-worked-out), "
        "for runners who are made up. The model adds up "
        "published figures and assumptions of ours; nobody has checked it on real runners."
    )
    return HandPlot(
        "A made-up runner", y, names, tuple((round(one.low), round(one.high)) for one in found), whose=whose
    )


def _sign_figures(content: Content, y: str) -> HandPlot:
    """People who were counted; a chance that was worked out has a wide interval, and is no single bar."""
    counted = [one for one in content.safety.accuracy_figures if one.had]
    names = tuple(f"{one.of}: had {one.had}" for one in counted)
    studies = dict.fromkeys(study(one.source, content) for one in counted)
    whose = f"**Whose numbers?** Real people, counted in {listing([*studies])}."
    return HandPlot("Who was counted", y, names, tuple((one.percent,) for one in counted), whose=whose)


TABLES = {"example_runners": _example_runners, "sign_figures": _sign_figures, "verdicts": _verdict_counts}
