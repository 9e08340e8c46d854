"""The labs of the page on reading evidence."""

from __future__ import annotations

from math import nan

from lbt_widgets import content as _content
from lbt_widgets.content import Content
from lbt_widgets.figures import reading_evidence as pictures
from lbt_widgets.figures.words import counted
from lbt_widgets.risk.study import classes
from lbt_widgets.risk.study.confounding import strata
from lbt_widgets.risk.study.rates import Sign, risk_with
from lbt_widgets.risk.study.repeats import Plan, difference_at, repeat
from lbt_widgets.risk.study.scores import Tightness, course
from lbt_widgets.risk.study.two_by_two import Estimate, TwoByTwo, together

from . import Outcome

SIZES = (30, 10, 30, 100, 1000, 10_000, 100_000)
"""What the choices of the class stand for; the first is the made-up class."""
MADE_UP = 0
STAYS = "This class stays as it is: “Draw another class” and “Hurt within a year” move only the other classes below it."
ALONE = "So large a class is drawn alone: press “Draw another class” to compare it with others."
OTHER_CLASSES, LARGEST_WITH_OTHERS = 11, 1000
STUDIES = 100
RUNNERS, RISK = 1000, 0.226
SCORE_SD, BUYERS, SCORE_SEED = 2.0, 300, 1


def odds_ratio_to_risk(settings: dict[str, float], guess: float | None) -> Outcome:
    value, reach = settings["odds_ratio"], settings["reach"]
    risk_without = settings["base_per_100"] / 100
    odds_ratio = Estimate(value / reach, value, value * reach)
    with_it = 100 * risk_with(value, risk_without)
    return Outcome(with_it, pictures.odds_ratio_to_risk(odds_ratio, risk_without, guess))


def cohort(settings: dict[str, float], guess: float | None) -> Outcome:
    content = _content.load()
    factor, size = int(settings["factor"]), SIZES[int(settings["size"])]
    drawn = classes.draw_classes(
        size,
        1 + (OTHER_CLASSES if size <= LARGEST_WITH_OTHERS else 0),
        round(settings["draw"]),
        settings["base_per_100"] / 100,
        content,
    )
    shown = _class_shown(settings, drawn[0][factor], content)
    others = [tables[factor] for tables in drawn[1:]]
    well = 100 * (1 - shown.table.risk_exposed) if shown.table.compares else nan
    return Outcome(well, pictures.cohort(classes.FACTORS[factor].label(content), shown, others, guess))


def _class_shown(settings: dict[str, float], drawn: TwoByTwo, content: Content) -> pictures.ClassShown:
    if settings["size"] == MADE_UP:
        made_up = classes.made_up_class(content)[int(settings["factor"])]
        return pictures.ClassShown("The made-up class of 30", made_up, STAYS)
    note = ALONE if drawn.total > LARGEST_WITH_OTHERS else ""
    return pictures.ClassShown(f"Draw {settings['draw']:.0f}, {counted(drawn.total, 'runner')}", drawn, note)


def chance(settings: dict[str, float], guess: float | None) -> Outcome:
    plan = Plan(round(settings["each"]), settings["with_per_100"] / 100, settings["without_per_100"] / 100)
    studies = repeat(plan, STUDIES, round(settings["draw"]))
    return Outcome(sum(study.found for study in studies), pictures.chance(plan, studies, guess))


def same_p(settings: dict[str, float], guess: float | None) -> Outcome:
    p_value, without = settings["p_value"], settings["without_per_100"] / 100
    small, large = (difference_at(p_value, round(settings[each]), without) for each in ("small", "large"))
    return Outcome(100 * large.difference.value, pictures.same_p(p_value, small, large, guess))


def confounding(settings: dict[str, float], guess: float | None) -> Outcome:
    made = strata(
        RUNNERS,
        RISK,
        settings["times_as_often"],
        settings["wear_beginners"] / 100,
        settings["wear_experienced"] / 100,
        settings["odds_ratio"],
    )
    crude = together((made.beginners, made.experienced))
    return Outcome(100 * crude.difference.value, pictures.confounding(made, guess))


def regression_to_the_mean(settings: dict[str, float], guess: float | None) -> Outcome:
    tightness = Tightness(settings["mean"], SCORE_SD, settings["reliability"])
    found = course(tightness, settings["buys_at"], settings["effect"], BUYERS, SCORE_SEED)
    return Outcome(found.after, pictures.regression_to_the_mean(tightness, found, settings["buys_at"], guess))


def screening(settings: dict[str, float], guess: float | None) -> Outcome:
    sign = Sign(settings["per_1000"] / 1000, settings["sensitivity"] / 100, settings["specificity"] / 100)
    return Outcome(100 * sign.trouble_if_ticked, pictures.screening(sign, guess))
