"""A tiny content to play with: these tests read nothing of `content/`."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from ipywidgets import Widget

from lbt_widgets.content.evidence import Claim, Source
from lbt_widgets.content.records import (
    AccuracyFigure,
    ActionAdvice,
    Cause,
    Facet,
    Norm,
    Option,
    Question,
    RedFlag,
    Safety,
    SelfTest,
)

SOURCE = Source(
    id="strand2014plank",
    authors="Strand S, Hjelm J",
    year=2014,
    title="Norms",
    journal="J Hum Kinet.",
    design="cross-sectional",
    read="abstract",
    doi="10.1000/plank",
)
PLANK = Question(
    id="plank_s",
    facet="endurance",
    text="How long can you hold a front plank?",
    why="The article says that a tired core leaves the back to cope.",
    kind="number",
    unit="s",
    min=0,
    max=600,
    step=1,
    test=SelfTest(name="Forearm plank", how="Hold.", reliability="Not tested.", sources=("strand2014plank",)),
    norms=(Norm(group="college men", mean=124, sd=72, source="strand2014plank", used_for="men"),),
)
WEEKLY = Question(
    id="weekly_km",
    facet="distance",
    text="How far do you run in a week?",
    why="Load.",
    kind="number",
    unit="km",
    min=0,
    max=300,
    step=1,
)
SHOES = Question(
    id="shoe_models",
    facet="rotation",
    text="How many models of shoe do you run in?",
    why="Variety.",
    kind="choice",
    options=(Option("one", "One"), Option("several", "Two or more")),
)
CLAIM = Claim(
    id="core_weakness.hold",
    statement="A weak core tires the back.",
    article=True,
    verdict="untested",
    certainty="very_low",
    runners=False,
    summary="The studies that we read do not tell.",
    sources=(),
)
CAUSE = Cause(
    id="",
    number=0,
    title="All",
    question="What?",
    facets=tuple(Facet(id=name, title=name, claim=CLAIM.id) for name in ("endurance", "distance", "rotation")),
    answer_html="",
)
ADVICE = tuple(
    ActionAdvice(id=name, title=f"{name} title", how_soon=f"{name} soon", advice=f"{name} advice", stops_score=stops)
    for name, stops in (("emergency", True), ("urgent", True), ("routine", False), ("self_care", False))
)
FLAGS = (
    RedFlag(id="saddle", ask="Numb where you sit?", why="Nerves.", action="emergency", source="strand2014plank"),
    RedFlag(id="fever", ask="Fever?", why="Infection.", action="urgent", source="strand2014plank"),
    RedFlag(id="six_weeks", ask="Six weeks?", why="Time.", action="routine", source="strand2014plank"),
)


@pytest.fixture
def content() -> SimpleNamespace:
    return SimpleNamespace(
        causes={CAUSE.id: CAUSE},
        claims={CLAIM.id: CLAIM},
        questions={question.id: question for question in (PLANK, WEEKLY, SHOES)},
        sources={SOURCE.id: SOURCE},
        safety=Safety(
            intro="First a few safety questions.",
            accuracy="One tick tells little.",
            accuracy_sources=("strand2014plank",),
            accuracy_figures=(
                AccuracyFigure(of="90 people", had="a sign", percent=80.4, source="strand2014plank"),
                AccuracyFigure(of="a few", chance_of="a fracture", percent=11, ci95=(8, 16), source="strand2014plank"),
            ),
            actions=ADVICE,
            flags=FLAGS,
        ),
    )


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict]]:
    """Everything that widgets send to a browser, in order. Widgets made after this have an open channel."""
    messages: list[dict] = []

    class Comm:
        comm_id = "test"
        kernel = object()

        def send(self, data=None, metadata=None, buffers=None):
            messages.append({**data, "buffers": buffers or []})

        def on_msg(self, callback):
            pass

        def close(self, **_):
            pass

    monkeypatch.setattr("ipywidgets.widgets.widget.comm.create_comm", lambda **_: Comm())
    yield messages
    Widget.close_all()
