"""How verdicts, certainty and numbers are said, once for the whole workbook. Never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor, log10

from lbt_widgets.content import Content
from lbt_widgets.content.derived import questions_of
from lbt_widgets.content.evidence import Certainty, Finding, FindingMeasure, Read, Source, Step, Verdict
from lbt_widgets.content.records import Question
from lbt_widgets.content.units import FACTORS, imperial
from lbt_widgets.risk import Range
from lbt_widgets.risk.reach import measurable
from lbt_widgets.words import N_, _

CERTAINTY: dict[Certainty, tuple[str, str]] = {
    "high": ("●●●●", N_("high")),
    "moderate": ("●●●○", N_("moderate")),
    "low": ("●●○○", N_("low")),
    "very_low": ("●○○○", N_("very low")),
}
VERDICT: dict[Verdict, str] = {
    "supported": N_("supported"),
    "mixed": N_("mixed findings"),
    "weak": N_("weak evidence"),
    "contradicted": N_("contradicted"),
    "untested": N_("untested"),
}
READ: dict[Read, str] = {
    "full": N_("read in full"),
    "excerpt": N_("parts of the text read"),
    "abstract": N_("abstract read"),
    "second_hand": N_("quoted second-hand"),
}
NO_NUMBER = N_("no DOI or PubMed number seen")
VERDICT_SHAPE: dict[Verdict, str] = {
    "supported": "✓",
    "mixed": "±",
    "weak": "~",
    "contradicted": "✗",
    "untested": "?",
}
VERDICT_MEANS: dict[Verdict, str] = {
    "supported": "What we found speaks for it.",
    "mixed": "Some of what we found speaks for it and some against, or only a part of it holds.",
    "weak": "Studies looked at it, but what speaks for it is thin or indirect, or nothing clear was found.",
    "contradicted": "What we found speaks against it.",
    "untested": "None of the studies that we read tested just this.",
}
CERTAINTY_MEANS: dict[Certainty, str] = {
    "high": "More studies would hardly change this.",
    "moderate": "More studies might change this.",
    "low": "More studies may well change this.",
    "very_low": "This is little more than a guess.",
}
# Said beside the verdict on the whole claim.
STEP: dict[Step, str] = {
    "measured": "This step was measured, and it holds",
    "textbook": "This step is textbook knowledge, and we looked for no study of it",
    "not_studied": "The studies we read did not measure this step",
}
MEASURE: dict[FindingMeasure, str] = {
    "OR": "odds ratio",
    "RR": "risk ratio",
    "HR": "hazard ratio",
    "rate_ratio": "rate ratio",
    "prevalence_ratio": "prevalence ratio",
    "SMD": "standardised difference",
    "correlation": "correlation",
    "share_explained": "share explained",
}
_ONE_OF = {"loads": "load", "points": "point", "body weights": "body weight"}  # units that are counted
PARTED_DIGITS = 5
THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
IN_WORDS = "in words"  # the result of a finding that has no number of its own
# What a number of this measure says, short enough to stand beside it.
_IN_PLAIN: dict[FindingMeasure, str] = {
    "OR": "the odds were {} times as high",
    "RR": "the risk was {} times as high",
    "HR": "at any time it was {} times as likely to happen next",
    "rate_ratio": "it happened {} times as often",
    "prevalence_ratio": "it was {} times as common",
    "SMD": "0 is no difference, 1 the usual spread between people",
    "correlation": "0 is no link, 1 or −1 the closest",
    "share_explained": "0 is none of it, 1 all of it",
}


def certainty(level: Certainty) -> str:
    """In words: "low certainty"."""
    return _("{level} certainty").format(level=_(CERTAINTY[level][1]))


def certainty_short(level: Certainty) -> str:
    """Shape and word, where space is short and a legend says what it means: "●●○○ low"."""
    shape, word = CERTAINTY[level]
    return f"{shape} {_(word)}"


def per_100(value: float) -> str:
    """A risk per 100 as a whole number; the ends are never called 0 or 100."""
    if value < 1:
        return _("fewer than 1")
    if value > 99:
        return _("more than 99")
    return f"{value:.0f}"


def band(found: Range) -> str:
    """A range in words: "about 14 to 41", and at the ends "up to 7" or "fewer than 1"."""
    low, high = per_100(found.low), per_100(found.high)
    if low == high:
        return low if found.high < 1 or found.low > 99 else _("about {n}").format(n=low)
    if found.low < 1:
        return _("up to {n}").format(n=high) if found.high <= 99 else _("anything from none to all")
    if found.high > 99:
        return _("{n} or more").format(n=low)
    return _("about {low} to {high}").format(low=low, high=high)


def fewer_span(fall: Range) -> str:
    """The ends of a fall of the risk per 100, in whole runners: "from 0 to 2 fewer", "from 3 more to 2 fewer"."""
    low, high = round(fall.low), round(fall.high)
    if low == high == 0:
        return _("less than 1 either way")
    if high < 0 or low < high == 0:
        return _("from {low} to {high} more").format(low=-high, high=-low)
    if low < 0:
        return _("from {low} more to {high} fewer").format(low=-low, high=high)
    return _("from {low} to {high} fewer").format(low=low, high=high)


def answered(question: Question, value: float | str, system: str = "metric") -> str:
    """An answer as the form says it, in metric or imperial units: "One or two", "14 km", "8.7 mi"."""
    if isinstance(value, str):
        return next(option.label for option in question.options if option.id == value)
    unit = question.unit or ""
    other = imperial(unit) if system == "imperial" else None
    if other is None:
        return with_unit(number(round(value, 2)), unit)
    there = value / FACTORS[unit][other]
    return with_unit(number(round(there, 0 if abs(there) >= 100 else 1)), other)


def roughly(question: Question, value: float | str, system: str = "metric", at_most: bool = False) -> str:
    """An answer to aim for, no finer than anybody can tell: "166 steps/min", "14 km", "4.9 km".

    What is `at_most` allowed is rounded down in the reader's own unit, so that nobody is told to go beyond it.
    """
    if isinstance(value, str):
        return answered(question, value)
    unit = question.unit or ""
    other = imperial(unit) if system == "imperial" else None
    there = value / FACTORS[unit][other] if other else value
    there = measurable(there, down=True) if at_most else there
    return with_unit(whole(there) if abs(there) >= 10 else rounded(there, 2), other or unit)


def label_of(question: Question, content: Content) -> str:
    """A few words for a question, where its sentence is too long: "Walking", "Longest run this week"."""
    effect = next((one for one in content.effects.values() if question.id in questions_of(one)), None)
    return question.short or (effect.label if effect else question.text)


def whole_dots(value: float) -> int:
    """How many of 100 dots a risk per 100 fills: what `per_100` says in words."""
    return 0 if value < 1 else 100 if value > 99 else round(value)


def signed(value: float, places: int = 1) -> str:
    """A change with its sign, rounded to so many places; what rounds to nothing is "±0"."""
    return _signs(f"{value:+.{places}f}") if round(value, places) else "±0"


def fixed(value: float, places: int) -> str:
    """A number rounded to so many places, with a true minus sign."""
    return _signs(f"{value:z.{places}f}")


def parted(plain: str) -> str:
    """A number's text with its signs, and thousands apart from five digits on: "1000", "35 300"."""
    whole, dot, decimals = plain.partition(".")
    parts = THOUSANDS.sub("\u202f", whole) if len(whole.strip("-")) >= PARTED_DIGITS else whole
    return _signs(parts + dot + decimals)


def _signs(plain: str) -> str:
    """A true minus sign, and the decimal sign of the reader's language."""
    return plain.replace("-", "−").replace(".", _("."))


def number(value: float) -> str:
    """A published number as printed."""
    return parted(f"{value:.10g}")


def percent(share: float) -> str:
    """A share, 0 to 1, in whole per cent: "47 %"."""
    return f"{100 * share:.0f} %".replace("-", "−")


def covered(share: float) -> str:
    """A share of records: "100 %" only where none is missing, "0 %" only where all are."""
    return percent(share) if share in (0, 1) else percent(min(max(share, 0.01), 0.99))


def rounded(value: float, digits: int = 3) -> str:
    """So many digits that count, without an exponent: "0.907", "154", "35 300"."""
    if value == 0:
        return "0"
    places = digits - 1 - floor(log10(abs(value)))
    text = f"{round(value, places):.{max(0, places)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return parted(text)


def with_unit(number_text: str, unit: str) -> str:
    """ "4.7 mm", "11.1°", "1 load"."""
    if unit in {"°", "deg"}:
        return f"{number_text}°"
    return f"{number_text} {_(_ONE_OF.get(unit, unit) if number_text == '1' else unit)}".strip()


def whole(value: float) -> str:
    """A count: "30", "100 000"."""
    return parted(f"{value:.0f}")


def span(ends: tuple[float, float]) -> str:
    """An interval or a range: "1.07 to 2.16"."""
    return _("{low} to {high}").format(low=number(ends[0]), high=number(ends[1]))


def p_value(printed: str) -> str:
    """A printed p-value: "p = 0.028", "p < 0.001"."""
    return f"p < {printed[1:]}" if printed.startswith("<") else f"p = {printed}"


def figure_of(finding: Finding) -> str:
    """The numbers of a finding and what they say; "" where it has none.

    "odds ratio 2.81 (95 % interval 1.39 to 5.69): the odds were 2.81 times as high".
    """
    if finding.value is None:
        return p_value(finding.p) if finding.p else ""
    value = number(finding.value) if finding.high is None else span((finding.value, finding.high))
    named = f"{MEASURE[finding.measure]} {value}" if finding.measure else f"{value} {finding.unit}"
    sure = [f"95\u00a0% interval {span(finding.ci95)}"] if finding.ci95 else []
    sure += [p_value(finding.p)] if finding.p else []
    plain = _IN_PLAIN[finding.measure].format(about(finding.value)) if finding.measure else ""
    return named + (f" ({'; '.join(sure)})" if sure else "") + (f": {plain}" if plain else "")


def about(value: float) -> str:
    """Two digits that count, so that no sentence sounds surer than its study."""
    short = rounded(value, 2)
    return short if short == number(value) else f"about {short}"


def counted(count: float, name: str) -> str:
    """ "1 result", "3 results"."""
    return f"{whole(count)} {name}" if count == 1 else f"{whole(count)} {name}s"


def listing(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def author_year(source: Source) -> str:
    """First author, year: as short as a reader needs to find it in the list of sources; its title where nobody is named."""
    if source.authors.startswith("Authors not named"):
        title = re.split(r"[:;?]", source.title)[0]  # whole, but for its subtitle
        return f"{title} {source.year}" if source.year else title
    author = source.authors.split(",")[0].split(" et al")[0].split(" and colleagues")[0].strip()
    return f"{author} {source.year}" if source.year else f"{author}, year not known"


def stands_in(source: Source) -> str:
    """The journal, with volume and pages where we saw them; "" where none was named."""
    return "" if source.journal.startswith("Journal not named") else source.journal.rstrip(".")


def found_by(source: Source) -> tuple[str, str]:
    """What the source is found by, and its address there; where we have seen no number, that is said."""
    if source.doi:
        return f"DOI {source.doi}", f"https://doi.org/{source.doi}"
    if source.pmid:
        return f"PubMed {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    if source.pmcid:
        return source.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{source.pmcid}/"
    return _(NO_NUMBER), ""


def shortened(text: str, letters: int) -> str:
    """What fits beside a name on a phone, to the end of an answer or else of a word; the table has the whole."""
    if len(text) <= letters:
        return text
    fits = text[: letters - 1]
    between = ", " if ", " in text[:letters] else " "
    return (fits.rpartition(between)[0] or fits).rstrip(" ,") + "…"
