"""The look stands once, and can be read: contrast, pairs of colours, the same colour for the same thing."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from lbt_widgets.app.site import STYLES, TEMPLATE
from lbt_widgets.figures import colours

TOKENS = (STYLES / "tokens.css").read_text("utf-8")
PAIRS = re.findall(r"--lbt-([\w-]+): var\(--lbt-light, (#[0-9a-f]{6})\) var\(--lbt-dark, (#[0-9a-f]{6})\);", TOKENS)
SCHEMES = [{name: light for name, light, _ in PAIRS}, {name: dark for name, _, dark in PAIRS}]
ALIKE = dict(re.findall(r"--lbt-(\w+): (#[0-9a-f]{6});", TOKENS))
DRAWN = {name: getattr(colours, name) for name in ("BLUE", "ORANGE", "GREEN", "PURPLE", "GREY")}
OF_PAGES = [TEMPLATE / name for name in ("page.css", "front.css", "teaching.css")]

TEXT = [
    (front, back) for front in ("text", "accent") for back in ("surface", "raised", "tint", "fault-tint", "help-tint")
]
TEXT += [
    ("soft", "surface"),
    ("soft", "raised"),
    ("on-accent", "accent"),
    ("fault", "surface"),
    ("fault", "fault-tint"),
]
TEXT += [("help", "help-tint")]
SHAPES = [(front, "surface") for front in ("line", "focus", "fault", "help", "accent")] + [
    ("mark", "text"),
    ("line", "tint"),
]


@pytest.mark.parametrize("colour", SCHEMES, ids=["light", "dark"])
def test_text_and_shapes_have_contrast(colour: dict[str, str]) -> None:
    for front, back in TEXT:
        assert contrast(colour[front], colour[back]) >= 4.5, (front, back)
    for front, back in SHAPES:
        assert contrast(colour[front], colour[back]) >= 3, (front, back)


@pytest.mark.parametrize("colour", SCHEMES, ids=["light", "dark"])
def test_what_a_picture_shows_is_seen_on_the_page(colour: dict[str, str]) -> None:
    for name, drawn in DRAWN.items():
        assert contrast(drawn, colour["surface"]) >= 3, name


def test_a_page_shows_a_thing_in_the_colour_that_pictures_draw_it_in() -> None:
    assert {name: DRAWN[name.upper()] for name in ALIKE} == ALIKE
    assert set(ALIKE) == {"orange"}
    assert SCHEMES[0]["text"] == colours.INK


def test_who_sees_no_red_or_green_tells_the_colours_apart() -> None:
    """As eyes without the red or the green cones see them, any two differ clearly in lightness or in blueness."""
    for lost in (PROTANOPIA, DEUTERANOPIA):
        for one, other in combinations(("BLUE", "ORANGE", "GREY"), 2):
            assert distance(seen(DRAWN[one], lost), seen(DRAWN[other], lost)) > 0.15, (one, other)


def test_each_token_is_used() -> None:
    sheets = [path for path in (*STYLES.iterdir(), *TEMPLATE.iterdir()) if path.suffix in {".css", ".js"}]
    texts = "".join(path.read_text("utf-8") for path in sheets)
    unused = [name for name in re.findall(r"(--lbt-[\w-]+):", TOKENS) if f"var({name}" not in texts]
    by_name = {f"--lbt-{name}" for name in re.findall(r'token\("(\w+)"\)', texts)}
    assert set(unused) <= by_name


@pytest.mark.parametrize("sheet", OF_PAGES, ids=lambda path: path.name)
def test_a_page_has_no_colour_of_its_own(sheet) -> None:
    on_screen = sheet.read_text("utf-8").partition("@media print")[0]
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*;)", on_screen)
    used = set(re.findall(r"var\(--lbt-([\w-]+)", sheet.read_text("utf-8")))
    assert used <= set(re.findall(r"--lbt-([\w-]+):", TOKENS))


def test_no_part_of_a_widget_is_called_a_page() -> None:
    """A page of ours takes the system's theme, and JupyterLab's may be another: light boxes would hold light text."""
    shared = [path for path in STYLES.iterdir() if path.suffix in {".js", ".css"} and path.name != "tokens.css"]
    assert [path.name for path in shared if "lbt-page" in path.read_text("utf-8")] == []


def test_the_theme_has_no_colour_of_its_own() -> None:
    assert not re.findall(r"#[0-9a-f]{3,8}\b", (STYLES / "theme.css").read_text("utf-8"))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    """WCAG 2.2: relative luminance of an sRGB colour."""
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


# Viénot, Brettel and Mollon 1999, for sRGB as daltonlens.org/understanding-cvd-simulation works it out: linear RGB as seen
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))


def seen(colour: str, lost: tuple[tuple[float, ...], ...]) -> list[float]:
    return [sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in lost]


def distance(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
