"""The risk profile on the page: what stands out, the range, what moved it, and how much to believe."""

from __future__ import annotations

from html import escape
from math import isclose
from typing import Any

import traitlets as t
from ipywidgets import VBox

from lbt_widgets.content import Content
from lbt_widgets.content.places import place_of, typical_is_assumed, typical_sources
from lbt_widgets.content.records import Effect
from lbt_widgets.figures import profile as pictures
from lbt_widgets.figures.clearness import stands_on
from lbt_widgets.figures.limits import CAVEAT
from lbt_widgets.figures.words import VERDICT, number, per_100, percent
from lbt_widgets.risk import Assessment, CauseShare, Item, assess
from lbt_widgets.risk.model import DEFAULT_BELIEF
from lbt_widgets.words import N_, _

from ._grades import certainty_html
from ._links import claim_address, claim_link, model_card_link
from ._sources import source_link
from ._tables import Markup, table_html
from .answers import Answers
from .guard import guarded
from .live import Html, Live
from .plot import Plot
from .slider import Slider

HOW_TO_READ = N_(
    "<strong>How to read what moved it.</strong> Your answer is compared with a typical runner, not with the best "
    "answer. Some typical runners have the worst one, so any other answer can bring the result down a little: one or "
    "two earlier spells of back pain do, since only more than two went with more pain in the study. What is typical "
    "stands under “What stands behind each bar”. And to know an answer makes the range narrower, which moves its "
    "middle too. So two numbers of the table need not go together. One counts people: how many more or fewer of 100. "
    "The other, “log-odds”, is the size of the step on the scale on which the answers are added up. An answer whose "
    "step is 0 can still move the middle."
)
BELIEF_STOPS = {
    0.0: N_("only what good studies show"),
    0.25: N_("mostly what good studies show"),
    0.5: N_("half way: weak figures count, but shrunken"),
    0.75: N_("mostly what the article says"),
    1.0: N_("the article at its word, with all its claims true at once"),
}


class ProfileModel(t.HasTraits):
    """The state of the view without a screen: answers, belief and base rate in, an `Assessment` out.

    `base_rate_per_100`: runners of 100 with low-back pain in a year, before any answer. `units`: those that the reader
    has chosen, which change nothing but how answers are told.
    """

    belief = t.Float(DEFAULT_BELIEF, min=0, max=1)
    base_rate_per_100 = t.Float()
    units = t.Enum(["metric", "imperial"], "metric")
    result = t.Instance(Assessment, read_only=True)

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        super().__init__()
        self.base_rate_per_100 = 100 * answers.content.model.base_rate
        answers.observe(self._assess, "profile")
        self._assess()

    @t.observe("belief", "base_rate_per_100")
    def _assess(self, _change: Any = None) -> None:
        content = self.answers.content
        found = assess(self.answers.profile, content, self.belief, self.base_rate_per_100 / 100)
        self.set_trait("result", found)


class ProfileView(VBox):
    """Everything that is shown of a profile; follows `answers`.

    Parameters
    ----------
    answers : Answers
    """

    def __init__(self, answers: Answers) -> None:
        self.content = answers.content
        self.model = ProfileModel(answers)
        settings = self.content.model
        result = self.model.result
        self.alert = Live(urgent=True)
        self.news = Live(hidden=True)
        self.causes = Plot(pictures.causes_explained(result, self.content))
        self.items = Html(html=items_html(result, self.content))
        self.dots = Plot(pictures.dots(result))
        self.whence = Html(html=whence_html(result, self.content))
        self.contributions = Plot(
            pictures.contributions(result, self.content),
            leads_to=_("its source"),
            leads_at=claim_address(),
            leads_near=pictures.SHOWN,
        )
        self.belief = Slider(
            _("How far do you believe the article?"),
            DEFAULT_BELIEF,
            0,
            1,
            0.05,
            low_text=_("only what good studies show"),
            high_text=_("the article at its word"),
            stops={value: _(words) for value, words in BELIEF_STOPS.items()},
        )
        self.base_rate = Slider(
            _("Of 100 runners, how many have low-back pain in a year?"),
            100 * settings.base_rate,
            100 * settings.base_rate_low.value,
            100 * settings.base_rate_high.value,
            0.1,
            low_text=_("the lowest published figure"),
            high_text=_("half of all runners (assumption)"),
            unit=_("of 100"),
        )
        self._fit()
        super().__init__(
            [
                self.alert,
                self.news,
                self.belief,
                self.causes,
                self.items,
                Html(html=caveat_html()),
                self.dots,
                self.whence,
                self.contributions,
                Html(html=f"<p>{_(HOW_TO_READ)}</p>"),
                Html(html=look_inside_html(self.content)),
                self.base_rate,
            ]
        )
        self.belief.observe(self._believe, "value")
        self.base_rate.observe(self._rebase, "value")
        self.model.observe(self._show, "result")
        self.model.observe(self._show_contributions, "units")

    @guarded
    def _believe(self, change: Any) -> None:
        self.model.belief = change["new"]

    @guarded
    def _rebase(self, change: Any) -> None:
        self.model.base_rate_per_100 = change["new"]

    @guarded
    def _show(self, _change: Any) -> None:
        result = self.model.result
        self.causes.show(pictures.causes_explained(result, self.content))
        self.items.html = items_html(result, self.content)
        self.dots.show(pictures.dots(result))
        self.whence.html = whence_html(result, self.content)
        self._show_contributions()
        self._fit()
        self.news.text = f"{_('Profile updated.')} {self.causes.sentence} {self.dots.sentence}"

    @guarded
    def _show_contributions(self, _change: Any = None) -> None:
        self.contributions.show(pictures.contributions(self.model.result, self.content, self.model.units))

    def _fit(self) -> None:
        for plot in (self.causes, self.dots, self.contributions):
            plot.height_px = plot.drawing["layout"]["height"]


def caveat_html() -> str:
    """How far the range can be trusted, before it is shown."""
    before, heart, after = map(_, CAVEAT)
    return f"<p>{before} <strong>{heart}</strong> {after}</p>"


def whence_html(result: Assessment, content: Content) -> str:
    """Where the numbers of the bars and dots are from: a survey, unless the reader moved that, and our own sum."""
    model = content.model
    theirs = not isclose(result.baseline_per_100, 100 * model.base_rate)
    words = _(
        "{overall} of 100 runners overall: {source}. Your range and the shares of the bars are our own sums of your "
        "answers and of published figures: {how}."
    ).format(
        overall=per_100(result.baseline_per_100),
        source=escape(_("your own setting")) if theirs else source_link(model.base_rate_source, content),
        how=model_card_link(_("How this is worked out")),
    )
    return f"<p><strong>{escape(_('Where these numbers are from'))}.</strong> {words}</p>"


def items_html(result: Assessment, content: Content, *causes: str) -> str:
    """What stands behind each bar: every exposure, where the answer lies, and how sure the evidence is.

    Of all causes, or of those that are named.
    """
    names = causes or result.causes
    tables = "".join(_items_table(result.causes[name], content.causes[name].title, content) for name in names)
    return f"<details><summary>{escape(_('What stands behind each bar'))}</summary>{tables}</details>"


def _items_table(found: CauseShare, title: str, content: Content) -> str:
    head = (
        _("About"),
        _("Your answer: 0\u00a0% best, 100\u00a0% worst, where studies are clear"),
        _("Typical runner"),
        _("Part of the bar"),
        _("How sure"),
        _("Verdict"),
        _("Source"),
    )
    rows = (
        (
            claim_link(place_of(content.effects[item.effect], content), item.label),
            _answer(item, content),
            _typical(item, content),
            percent(item.weight),
            certainty_html(item.certainty),
            _(VERDICT[item.verdict]),
            _studies(content.effects[item.effect], content),
        )
        for item in found.items
    )
    return table_html(title, head, rows)


def _answer(item: Item, content: Content) -> str:
    """Where the answer lies, and whether anybody can say that this is better or worse."""
    where = _("not known") if item.fraction is None else percent(item.fraction)
    word = stands_on(item, content.effects[item.effect])
    return f"{where} ({word})" if word else where


def _typical(item: Item, content: Content) -> Markup:
    """What is typical, and beside it the source that it is from, or that it is an assumption, or both."""
    effect = content.effects[item.effect]
    from_ = [_("assumption")] * typical_is_assumed(effect)
    from_ += [source_link(name, content) for name in typical_sources(effect)]
    return Markup(f"{percent(item.typical)} ({'; '.join(from_)})")


def _studies(effect: Effect, content: Content) -> Markup:
    """The studies behind a figure, each as a link to where it stands."""
    sources = dict.fromkeys(figure.source for figure in effect.figures.values())
    names = Markup("; ".join(source_link(source, content) for source in sources))
    return names or Markup(escape(_("no published figure")))


def look_inside_html(content: Content) -> str:
    """The words above the slider for the base rate."""
    model = content.model
    source = content.sources[model.base_rate_source]
    words = _(
        "Two things in this sum are judgements, so they are yours to move: how far to believe weak evidence (the slider "
        "above the profile), and how common back pain is to begin with. {rate} of 100, in whole runners about {whole}, "
        "is from a survey of {n} runners ({source}); other surveys differ widely, down to {least} of 100: see {claim}."
    ).format(
        rate=number(100 * model.base_rate),
        whole=f"{100 * model.base_rate:.0f}",
        n=escape(source.n or ""),
        source=source_link(source.id, content),
        least=number(100 * model.base_rate_low.value),
        claim=claim_link(model.base_rate_claim, _("how common it is")),
    )
    return f"<h3>{escape(_('Look inside'))}</h3><p>{words}</p>"
