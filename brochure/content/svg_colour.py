"""The colours of CSS as a screen shows them. Source: CSS Color Module Level 4, 5 to 8."""

import re

from brochure.base.records import NamedTuple

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)")
_PART = re.compile(r"([-+]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:e[-+]?[0-9]++)?)(%|deg|grad|rad|turn)?")
_COMMA = re.compile(r"\s*,\s*")
_TURNS = {"": 360.0, "deg": 360.0, "grad": 400.0, "rad": 6.283185307179586, "turn": 1.0}
_COMMON = {"black": "000000", "white": "ffffff", "red": "ff0000", "none": ""}


class CssColour(NamedTuple):
    """A colour as `#rrggbb`, and how much of it there is, from 0 to 1."""

    name: str
    opacity: float = 1.0


def css_colour(text: str) -> CssColour | None:
    """The colour that a value of CSS names; None for no plain colour."""
    text = text.strip().lower()
    if text == "transparent":
        return CssColour("#000000", 0.0)
    if found := _HEX.fullmatch(text):
        return _of_hex(found[1])
    if found := _FUNCTION.fullmatch(text):
        return _of_function(found[1][:3], found[2].strip())
    if text in _COMMON:
        return CssColour(f"#{_COMMON[text]}") if _COMMON[text] else None
    if not text.isalpha():
        return None
    from brochure.content.svg_names import COLOUR_NAMES  # noqa: PLC0415 - most drawings name no colour in words

    return CssColour(f"#{COLOUR_NAMES[text]}") if text in COLOUR_NAMES else None


def _of_hex(figures: str) -> CssColour:
    if len(figures) <= len("rgba"):
        figures = "".join(figure * 2 for figure in figures)
    opacity = int(figures[6:], 16) / 255 if figures[6:] else 1.0
    return CssColour(f"#{figures[:6]}", opacity)


def _of_function(kind: str, inside: str) -> CssColour | None:
    parts = _parts(inside)
    if parts is None:
        return None
    *three, last = [_PART.fullmatch(part) for part in parts]
    found = [part for part in three if part is not None]
    opacity = _share(last[1], last[2] or "", 1.0) if last is not None else None
    if len(found) != len(three) or opacity is None:
        return None
    numbers = [(float(part[1]), part[2] or "") for part in found]
    rgb = _rgb(numbers) if kind == "rgb" else _hsl(numbers)
    if rgb is None:
        return None
    return CssColour("#" + "".join(f"{int(part * 255 + 0.5):02x}" for part in rgb), opacity)


def _parts(inside: str) -> list[str] | None:
    """Three parts and the opacity, from the form with commas or the one with blanks and a stroke."""
    if "," in inside:
        parts = _COMMA.split(inside)
    else:
        front, stroke, opacity = inside.partition("/")
        parts = front.split() + ([opacity.strip()] if stroke else [])
    if len(parts) not in {3, 4}:
        return None
    return parts if len(parts) > 3 else [*parts, "1"]


def _share(number: str, unit: str, whole: float) -> float | None:
    """A number out of a whole, or a share in per cent, between 0 and 1; None for another unit."""
    if unit not in {"", "%"}:
        return None
    return min(1.0, max(0.0, float(number) / (100 if unit else whole)))


def _rgb(numbers: list[tuple[float, str]]) -> tuple[float, ...] | None:
    if len({unit for _, unit in numbers}) != 1:
        return None
    shares = [_share(str(number), unit, 255) for number, unit in numbers]
    return None if None in shares else tuple(share or 0.0 for share in shares)


def _hsl(numbers: list[tuple[float, str]]) -> tuple[float, ...] | None:
    (hue, unit), *others = numbers
    shares = [_share(str(number), each, 100) for number, each in others]
    if unit not in _TURNS or None in shares:
        return None
    from colorsys import hls_to_rgb  # noqa: PLC0415 - few drawings name a hue

    saturation, light = (share or 0.0 for share in shares)
    return hls_to_rgb(hue / _TURNS[unit] % 1, light, saturation)
