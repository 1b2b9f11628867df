"""The style sheet: colours that can be read, nothing fetched, either direction."""

import re

import pytest

from brochure.base.brand import Swatch
from brochure.base.colour import Colour, Rgb, contrast, parse_screen
from brochure.base.language import LANGUAGES
from brochure.base.model import Screen
from brochure.reflow.style import PAIRS, Pair, readable, style_sheet
from tests.reflow.samples import LEAFLETS, sample
from tests.samples import HERE, greys_about, said


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_text_can_be_read_on_its_ground(leaflet: str, pair: Pair) -> None:
    """4.5:1 for text, 7:1 for the safety note (WCAG 2.2, 1.4.3 and 1.4.6)."""
    brand = sample(leaflet).manuscript.brand

    assert contrast(readable(brand, pair), brand.colour(pair.ground).screen) >= pair.ratio


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pale_brand_is_made_readable(pair: Pair) -> None:
    """A brand may choose a pale accent for its marks on paper; a link in it has to be read."""
    brand = sample(LEAFLETS[0]).manuscript.brand
    pale = brand.but(roles=brand.roles.but(**{pair.role: said("mist"), pair.ground: said("paper")}))

    assert contrast(readable(pale, pair), pale.colour(pair.ground).screen) >= pair.ratio


def test_the_sheet_fetches_nothing() -> None:
    """A leaflet is read in a waiting room without a network, and tells nobody that it is read."""
    sheet = style_sheet(sample(LEAFLETS[0]).manuscript.brand, LANGUAGES["en"])

    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "@font-face" not in sheet
    assert "<" not in sheet


def test_the_sheet_knows_no_left_or_right() -> None:
    """What begins a line is on the right in Arabic."""
    sheet = style_sheet(sample(LEAFLETS[0]).manuscript.brand, LANGUAGES["ar"])

    assert re.search(r"\b(left|right)\b", sheet) is None


def test_every_colour_of_the_sheet_is_named() -> None:
    """A custom property that nobody sets turns text black on ink."""
    sheet = style_sheet(sample(LEAFLETS[0]).manuscript.brand, LANGUAGES["en"])
    used = set(re.findall(r"var\(--([\w-]+)\)", sheet))

    assert used <= set(re.findall(r"--([\w-]+):", sheet))


def test_one_family_in_print_is_one_family_on_the_screen() -> None:
    """A brand without a serif does not get one here."""
    serif, sans = (sample(leaflet).manuscript.brand for leaflet in LEAFLETS)

    assert "--display: Charter" in style_sheet(serif, LANGUAGES["en"])
    assert "--display: system-ui" in style_sheet(sans, LANGUAGES["en"])


@pytest.mark.parametrize(("name", "ratio"), [(pair.name, 7.0 if "note" in pair.name else 4.5) for pair in PAIRS])
def test_a_colour_moves_only_where_its_pair_asks(name: str, ratio: float) -> None:
    """At the limit the brand's own colour stays; a shade below, it is darkened over the limit, and hardly more."""
    brand = sample(LEAFLETS[0]).manuscript.brand
    (pair,) = (pair for pair in PAIRS if pair.name == name)
    white = parse_screen("#ffffff")

    def shown(ink: Colour) -> Rgb:
        swatches = {"ink": Swatch(screen=Screen(ink.screen, HERE)), "white": Swatch(screen=Screen(white, HERE))}
        roles = brand.roles.but(**{pair.role: said("ink"), pair.ground: said("white")})
        return readable(brand.but(palette=swatches, roles=roles), pair)

    passing, failing = greys_about(ratio, white)
    assert shown(passing) == passing.screen
    assert shown(failing) != failing.screen
    assert ratio <= contrast(shown(failing), white) < ratio + 0.2


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_every_pair_can_be_read_on_a_dark_screen_too(leaflet: str) -> None:
    """Running text at 10:1: grey on black tires, and the safety note is not less than the rest."""
    sheet = style_sheet(sample(leaflet).manuscript.brand, LANGUAGES["en"])
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+)", part)) for part in sheet.split("prefers-color-scheme: dark"))
    set_of = {name: parse_screen(value) for name, value in {**light, **dark}.items()}

    for pair in PAIRS:
        least = 10.0 if pair.name in ("text", "heading", "note-text", "note-heading") else pair.ratio
        assert contrast(set_of[pair.name], set_of[pair.ground.replace("_", "-")]) >= least, pair.name
    assert dark["note"] != light["note"]
