"""Colours as a brand declares them: one recipe for the screen, one for the press."""

import re

from brochure.base.records import NamedTuple
from brochure.base.units import Pt


class Rgb(NamedTuple):
    """sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float


class Cmyk(NamedTuple):
    """Ink shares, each from 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


class Spot(NamedTuple):
    """An ink of its own, with the process colours that stand in for it."""

    name: str
    alternate: Cmyk


class Colour(NamedTuple):
    """A named colour of a brand."""

    name: str
    screen: Rgb
    press: Cmyk | Spot | None = None


_HEX = re.compile(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_SHARE = r"\s*(\d{1,3}(?:\.\d{1,2})?)\s*"
_CMYK = re.compile(rf"cmyk\({_SHARE},{_SHARE},{_SHARE},{_SHARE}\)")
_SPOT = re.compile(rf"spot\(\s*([A-Za-z0-9][A-Za-z0-9 .+-]{{0,60}}?)\s*,{_SHARE},{_SHARE},{_SHARE},{_SHARE}\)")


# Names that PDF keeps for no ink and for every ink, and the inks of the process. Source: ISO 32000-1, 8.6.6.4.
_NO_SPOTS = frozenset(("none", "all", "cyan", "magenta", "yellow", "black"))


def parse_screen(text: str) -> Rgb:
    """Read `#rrggbb`.

    Raises:
        ValueError: anything else.
    """
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    return Rgb(red, green, blue)


def parse_press(text: str) -> Cmyk | Spot:
    """Read `cmyk(c, m, y, k)` or `spot(NAME, c, m, y, k)`, shares in per cent.

    Raises:
        ValueError: anything else, a share over 100, or a spot ink by a name that means another thing.
    """
    process = _CMYK.fullmatch(text.strip())
    spot = _SPOT.fullmatch(text.strip())
    found = process or spot
    if found is None:
        raise ValueError(text)
    shares = [float(part) / 100 for part in found.groups()[-4:]]
    if max(shares) > 1:
        raise ValueError(text)
    ink = Cmyk(*shares)
    if spot and spot[1].casefold() in _NO_SPOTS:
        raise ValueError(text)
    return Spot(spot[1], ink) if spot else ink


# WCAG 2.2, 1.4.3, with the sizes from which type is large; 1.4.6 for the one block that must be read by everybody.
TEXT_CONTRAST, LARGE_CONTRAST, NOTE_CONTRAST = 4.5, 3.0, 7.0
LARGE_TYPE: Pt = 18.0
LARGE_BOLD_TYPE: Pt = 14.0


def hex_name(colour: Rgb) -> str:
    """`#rrggbb`, as a writer of YAML types it."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in (colour.red, colour.green, colour.blue))


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 for black to 1 for white. Source: WCAG 2.2, definition of relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: Rgb, ground: Rgb, ratio: float) -> Rgb | None:
    """The colour moved towards black or white only as far as the contrast asks; None if neither does."""
    best: Rgb | None = None
    best_share = 2.0
    for goal in (0.0, 1.0):
        for step in range(1, 101):
            share = step / 100
            moved = Rgb(*(part + (goal - part) * share for part in (colour.red, colour.green, colour.blue)))
            rounded = parse_screen(hex_name(moved))
            if contrast(rounded, ground) >= ratio:
                if share < best_share:
                    best, best_share = rounded, share
                break
    return best
