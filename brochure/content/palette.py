"""A whole palette from the two colours of a clinic, for screen and press; what a brand says itself goes before.

Lightness and chroma are those of the house's art directions; hue is the clinic's. Red is kept for the safety note.
"""

from typing import Final

from brochure.base.brand import Brand
from brochure.base.colour import NOTE_CONTRAST, Cmyk, Colour, Rgb, contrast, hex_name
from brochure.base.oklch import DEFICIENCIES, Oklch, as_seen_with, difference, oklch_of, screen_of
from brochure.base.records import NamedTuple

WHITE: Final = Rgb(1.0, 1.0, 1.0)
MOST_INK: Final = 2.36  # of four; coated offset takes 3, laser printers and uncoated paper less
APART: Final = 0.08  # four times what is just seen
LIGHTER, DARKER = 0.02, 0.15  # held against FOGRA39 by a test
_LIGHT = 0.7
_GREY: Final = 0.02  # of chroma: the eye takes less for none
_GREY_IN_BLACK: Final = 0.85
_OF_LETTERS: Final = ("accent", "brick", "alarm")
# Which of the derived colours does which work.
ROLES: Final[dict[str, str]] = {
    "paper": "paper", "text": "ink", "heading": "ink", "accent": "accent", "rule": "rule", "line": "accent",
    "band": "tint", "cover": "ground", "cover_text": "paper", "cover_line": "spark", "cover_echo": "mid",
    "aside": "wash", "note": "blush", "note_text": "ink", "note_heading": "brick", "note_bar": "alarm",
}  # fmt: skip


class Recipe(NamedTuple):
    """One colour for the screen and for the press."""

    screen: Rgb
    press: Cmyk


def derived_palette(main: Rgb, accent: Rgb) -> dict[str, Recipe]:
    """The palette of a clinic with these two colours, by name."""
    _, chroma, hue = oklch_of(main)
    own = oklch_of(accent)
    is_yellow = 60 <= hue <= 110
    red = 12.0 if 5 <= hue <= 55 or 5 <= own.hue <= 55 else 28.0  # apart from a brand that is red itself
    least = 0.05 if chroma >= _GREY else chroma  # a grey has no hue of its own, and would become brown
    ground = screen_of(Oklch(0.325, min(max(chroma, least), 0.085), hue))
    blush = screen_of(Oklch(0.962, 0.018, red + 14))
    tint = screen_of(Oklch(0.935, min(chroma * 0.22, 0.026), hue))
    accented = _darker(own._replace(lightness=min(own.lightness, 0.56)), tint, 4.6)
    colours = {
        "paper": WHITE,
        "ink": screen_of(Oklch(0.29, min(chroma, 0.042), hue)),
        "ground": ground,
        "deep": screen_of(Oklch(0.40, min(max(chroma, least), 0.10), hue)),
        "accent": accented,
        "mid": screen_of(Oklch(0.66, chroma * 0.75, hue)),
        "soft": screen_of(Oklch(0.83, chroma * 0.40, hue)),
        "tint": tint,
        "wash": screen_of(Oklch(0.965, 0.014, 95.0 if 20 <= hue <= 110 else 82.0)),
        "rule": screen_of(Oklch(0.87, min(chroma * 0.25, 0.03), hue)),
        "spark": screen_of(Oklch(0.80, 0.13, 200.0 if is_yellow else 88.0)),
        "alarm": _apart(Oklch(0.47, 0.165, red), accented),
        "brick": _darker(Oklch(0.40, 0.13, red), blush, NOTE_CONTRAST * 1.3),
        "blush": blush,
    }
    recipes = {
        name: Recipe(colour, _inks(_as_printed(colour), few=name in _OF_LETTERS)) for name, colour in colours.items()
    }
    black = Recipe(colours["ink"], Cmyk(0, 0, 0, 1))  # small type in four inks is blurred by the least misregister
    return recipes | {"ink": black}


def _darker(colour: Oklch, ground: Rgb, ratio: float) -> Rgb:
    """The colour, darkened until it has this contrast."""
    while contrast(screen_of(colour), ground) < ratio and colour.lightness > 0.05:
        colour = colour._replace(lightness=colour.lightness - 0.01)
    return screen_of(colour)


def _apart(colour: Oklch, other: Rgb) -> Rgb:
    """The colour as light or dark as it must be so that everybody tells it from the other."""
    tried = [screen_of(colour._replace(lightness=each)) for each in (colour.lightness, 0.60, 0.36, 0.64, 0.28)]
    return next((each for each in tried if least_difference(each, other) >= APART), tried[0])


def least_difference(one: Rgb, other: Rgb) -> float:
    """How far two colours lie apart for the eye to which they are most alike."""
    seen = [(as_seen_with(one, each), as_seen_with(other, each)) for each in DEFICIENCIES]
    return min(difference(*pair) for pair in ((one, other), *seen))


def _as_printed(colour: Rgb) -> Rgb:
    """What to separate so that ink on paper, which is paler than light, keeps the contrasts of the screen."""
    if colour == WHITE:
        return colour
    found = oklch_of(colour)
    shift = LIGHTER if found.lightness > _LIGHT else -DARKER * (found.lightness + 0.2)
    return screen_of(found._replace(lightness=min(0.99, found.lightness + shift)))


def _inks(colour: Rgb, *, few: bool) -> Cmyk:
    """A plain separation: most of the grey in black, and the sum of the inks held down.

    `few`: without black, since letters in four inks are blurred by the least misregister.
    """
    inks = [1 - part for part in colour]
    black = 0.0 if few else min(inks) * _GREY_IN_BLACK
    if black >= 1:
        return Cmyk(0, 0, 0, 1)
    inks = [(ink - black) / (1 - black) for ink in inks]
    over = sum(inks) + black - MOST_INK
    share = 1 - over / sum(inks) if over > 0 else 1.0
    return Cmyk(*(round(part, 2) for part in (*(ink * share for ink in inks), black)))


def screen_name(recipe: Recipe) -> str:
    """As a brand types it."""
    return hex_name(recipe.screen)


def press_name(recipe: Recipe) -> str:
    """As a brand types it."""
    return "cmyk(" + ", ".join(f"{share * 100:.0f}" for share in recipe.press) + ")"


NamedColours = tuple[tuple[str, Colour], ...]


def palette_of(brand: Brand) -> NamedColours:
    """The colours of a brand by what an SVG calls them: `#rrggbb`."""
    colours = [
        Colour(name, swatch.screen.colour, swatch.press.colour if swatch.press else None)
        for name, swatch in brand.palette.items()
    ]
    return tuple((hex_name(colour.screen), colour) for colour in colours)
