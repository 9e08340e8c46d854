"""What studies found, as the cards show it, agrees with itself and with what the risk model uses."""

import pytest

from lbt_widgets.content import evidence, load, records

CONTENT = load()
FIGURES = {
    f"{effect.id}.{name}": (effect, figure)
    for effect in CONTENT.effects.values()
    for name, figure in effect.figures.items()
}


def test_findings_are_reached_by_claim_and_id():
    shown = CONTENT.findings["surface.hardness.ferro2023sacrum_1"]
    assert shown in CONTENT.claims["surface.hardness"].findings
    assert len(CONTENT.findings) == sum(len(claim.findings) for claim in CONTENT.claims.values())


@pytest.mark.parametrize("place", FIGURES)
def test_a_figure_of_the_risk_model_is_a_finding_of_its_claim(place):
    """A figure that was worked out names the printed number that it comes from."""
    effect, figure = FIGURES[place]
    published = [f for f in CONTENT.claims[effect.claim].findings if f.source == figure.source and f.value is not None]
    agree = [finding for finding in published if same_number(figure, finding)]
    if figure.derived:
        words = figure.derived.replace("−", "").split()
        agree += [finding for finding in published if f"{abs(finding.value):g}" in words]
    assert agree, f"{figure.value:g} {figure.ci95} is not among {[(f.value, f.ci95) for f in published]}"
    assert (figure.runners, figure.low_back) == (agree[0].runners, agree[0].low_back)


def same_number(figure: records.Figure, finding: evidence.Finding) -> bool:
    return (figure.measure, figure.value, figure.ci95) == (finding.measure, finding.value, finding.ci95)
