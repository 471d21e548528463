"""Every text colour of the tokens against every ground on which it stands, in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static" / "ui" / "tokens.css").read_text(encoding="utf-8")

# WCAG 2.2: 7:1 is the enhanced contrast of text (1.4.6), 3:1 that of the edges of controls (1.4.11).
TEXT, EDGE = 7.0, 3.0
GROUNDS = ("paper", "surface", "sunken")
TONES = ("accent", "info", "success", "warning", "danger", "plum", "gold")
TEXT_PAIRS = [
    *product(("ink", "ink-soft", "accent-strong", *TONES), GROUNDS),
    *((tone, f"{tone}-soft") for tone in TONES),
    *product(("ink",), (f"{tone}-soft" for tone in TONES)),
    ("accent-strong", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
EDGE_PAIRS = [("line-strong", ground) for ground in GROUNDS]


def palettes() -> dict[str, dict[str, str]]:
    """The colours of each theme block, by token name."""
    blocks = re.findall(r"([^{}]+)\{([^{}]*--paper:[^{}]*)\}", TOKENS)
    assert len(blocks) == 3
    light, preferred_dark, chosen_dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body)) for _, body in blocks
    )
    return {"light": light, "dark": preferred_dark, "chosen dark": chosen_dark}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_has_seven_to_one_on_its_ground(theme: str, text: str, ground: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_the_edge_of_a_control_has_three_to_one(theme: str, edge: str, ground: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[edge], colours[ground]) >= EDGE


def test_a_chosen_dark_theme_is_the_dark_theme_of_the_system() -> None:
    assert palettes()["dark"] == palettes()["chosen dark"]


def test_every_colour_of_the_light_theme_has_its_dark_sister() -> None:
    assert palettes()["light"].keys() == palettes()["dark"].keys()
