"""Colours by lightness, chroma and hue, as eyes order them. Source: B. Ottosson, A perceptual color space, 2020."""

from math import atan2, cos, degrees, hypot, radians, sin
from typing import Literal, get_args

from brochure.base.colour import Rgb, hex_name, parse_screen
from brochure.base.records import NamedTuple

Deficiency = Literal["protan", "deutan", "tritan"]
DEFICIENCIES: tuple[Deficiency, ...] = get_args(Deficiency)
# On linear light. Source: Machado, Oliveira and Fernandes 2009, table 1, severity 1.0.
_CONES: dict[Deficiency, tuple[tuple[float, float, float], ...]] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_STEP = 0.002  # by which chroma is taken back


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.32, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def oklch_of(colour: Rgb) -> Oklch:
    """A colour of the screen by its lightness, chroma and hue."""
    red, green, blue = (_linear(part) for part in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    across = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    up = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, hypot(across, up), degrees(atan2(up, across)) % 360)


def screen_of(colour: Oklch) -> Rgb:
    """The colour on a screen, as `#rrggbb` can say it; chroma is taken back until a screen can show it."""
    chroma = colour.chroma
    parts = _parts(colour)
    while chroma > 0 and not all(-1e-4 <= part <= 1.0001 for part in parts):
        chroma = max(0.0, chroma - _STEP)
        parts = _parts(colour._replace(chroma=chroma))
    return parse_screen(hex_name(Rgb(*(_gamma(min(1.0, max(0.0, part))) for part in parts))))


def difference(one: Rgb, other: Rgb) -> float:
    """How far two colours lie apart for the eye; 0.02 is just seen."""
    pairs = [
        (o.lightness, o.chroma * cos(radians(o.hue)), o.chroma * sin(radians(o.hue)))
        for o in map(oklch_of, (one, other))
    ]
    return hypot(*(a - b for a, b in zip(*pairs, strict=True)))


def as_seen_with(colour: Rgb, deficiency: Deficiency) -> Rgb:
    """What is left of a colour for an eye that lacks one kind of cones."""
    light = [_linear(part) for part in colour]
    seen = (sum(share * part for share, part in zip(row, light, strict=True)) for row in _CONES[deficiency])
    return Rgb(*(_gamma(min(1.0, max(0.0, part))) for part in seen))


def _parts(colour: Oklch) -> tuple[float, float, float]:
    """Linear light of the three lamps; outside 0 to 1 where no screen shows the colour."""
    across, up = (colour.chroma * each(radians(colour.hue)) for each in (cos, sin))
    long = (colour.lightness + 0.3963377774 * across + 0.2158037573 * up) ** 3
    middle = (colour.lightness - 0.1055613458 * across - 0.0638541728 * up) ** 3
    short = (colour.lightness - 0.0894841775 * across - 1.2914855480 * up) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
