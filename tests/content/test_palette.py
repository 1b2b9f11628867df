"""Two colours make a whole palette that everybody can read, on screens and in ink."""

import random
from pathlib import Path

import pytest

from brochure.base.colour import Colour, Rgb, contrast, hex_name, parse_screen
from brochure.base.findings import BadInput
from brochure.base.oklch import oklch_of, screen_of
from brochure.base.order import Order
from brochure.content.conditions import press_profile
from brochure.content.palette import APART, MOST_INK, ROLES, derived_palette, least_difference
from brochure.content.shelf import open_shelf
from brochure.paint import seen_in_inks
from brochure.pipeline import make

RANDOM = random.Random(15)
PAIRS = [tuple(f"#{RANDOM.randrange(1 << 24):06x}" for _ in range(2)) for _ in range(497)]
EDGES = [("#000000", "#ffffff"), ("#ffff00", "#ffff00"), ("#c1121f", "#c1121f")]


def test_five_hundred_palettes_can_be_read_by_everybody() -> None:
    """Every pair that the program sets, the ink of every ground, and the bar of the note beside the accent."""
    for main, accent in [*PAIRS, *EDGES]:
        palette = derived_palette(parse_screen(main), parse_screen(accent))
        light = {role: palette[name].screen for role, name in ROLES.items()}
        for ground in ("paper", "aside", "band"):
            for ink in ("text", "heading", "accent"):
                assert contrast(light[ink], light[ground]) >= 4.5, (main, accent, ink, ground)
        assert contrast(light["cover_text"], light["cover"]) >= 7
        assert contrast(light["cover_line"], light["cover"]) >= 3
        assert min(contrast(light[ink], light["note"]) for ink in ("note_text", "note_heading")) >= 7
        assert contrast(light["note_bar"], light["note"]) >= 3
        assert least_difference(light["note_bar"], light["accent"]) >= APART, (main, accent)
        assert max(sum(recipe.press) for recipe in palette.values()) <= MOST_INK + 0.04


def test_the_contrasts_hold_in_ink() -> None:
    """As FOGRA39 gives the inks back."""
    seen = seen_in_inks(press_profile("").data)
    for main, accent in [*PAIRS[:60], *EDGES]:
        palette = derived_palette(parse_screen(main), parse_screen(accent))
        ink = {role: seen(Colour(name, *palette[name])) for role, name in ROLES.items()}
        for ground, *others in (
            ("paper", "text", "heading", "accent"), ("aside", "text", "heading"), ("cover", "cover_text"),
        ):  # fmt: skip
            assert min(contrast(ink[other], ink[ground]) for other in others) >= 4.5, (main, accent, ground)
        assert contrast(ink["cover_line"], ink["cover"]) >= 3
        assert min(contrast(ink[other], ink["note"]) for other in ("note_text", "note_heading")) >= 7


@pytest.mark.parametrize("name", ["#000000", "#ffffff", "#2c7a6b", "#ff0000", "#0000ff", "#d9a441"])
def test_a_colour_goes_there_and_back(name: str) -> None:
    """To lightness, chroma and hue, and again to the screen."""
    assert hex_name(screen_of(oklch_of(parse_screen(name)))) == name


def test_a_colour_that_no_screen_shows_loses_chroma_and_keeps_its_lightness() -> None:
    """A brand is no darker for it."""
    found = screen_of(oklch_of(Rgb(0, 0, 1))._replace(lightness=0.9))

    assert oklch_of(found).lightness == pytest.approx(0.9, abs=0.01)


SHORT = """name: Well Clinic
colours: {main: "#003087", accent: "#d9731a"}
logo: {file: logo.svg, alt: The mark of Well Clinic}
contact:
  address: [1 High Street]
  telephone: 01632 960 123
  email: hello@well.example
  booking: https://well.example/book
"""


def built(clinic: Path, brand: str) -> None:
    path = clinic / "content/brands/riverside/brand.yaml"
    path.write_text(brand, encoding="utf-8")
    make(Order("acupuncture-pain"), open_shelf(clinic), seen=True)
    make(Order("acupuncture-pain", edition="press"), open_shelf(clinic), seen=True)


def test_a_short_brand_is_whole(clinic: Path) -> None:
    """Two colours, a mark and an address are enough, on the screen and on the press."""
    built(clinic, SHORT)


@pytest.mark.parametrize(
    "more",
    [
        'palette: {ground: "#401060"}',
        "roles: {cover: deep}",
        "styles: {title: {size: 30pt}}",
        "faces: {display: Source Sans 3}",
    ],
)
def test_what_a_brand_says_itself_goes_before(clinic: Path, more: str) -> None:
    """One by one."""
    built(clinic, SHORT + more + "\n")


def test_colours_that_are_none_are_told_alone(clinic: Path) -> None:
    """Not also all that would follow from them."""
    with pytest.raises(BadInput) as caught:
        built(clinic, SHORT.replace("#003087", "navy blue"))

    assert [(fault.code, fault.origin.line if fault.origin else 0) for fault in caught.value.findings] == [
        ("bad-form", 2)
    ]


@pytest.mark.parametrize("grey", ["#0a0a0a", "#7f7f7f", "#dddddd"])
def test_a_brand_without_a_hue_stays_grey(grey: str) -> None:
    """Its covers would be brown: a hue is read out of nothing."""
    colours = derived_palette(parse_screen(grey), parse_screen(grey))
    for name in ("ground", "deep", "ink", "mid"):
        assert max(colours[name].screen) - min(colours[name].screen) < 0.03, name
