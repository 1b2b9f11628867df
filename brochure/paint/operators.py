"""Numbers, colours and paths as PDF writes them, in as few bytes as the eye allows.

A path is written in whole steps of a fine grid, counted from its own first point: equal shapes are then equal bytes
wherever they lie, and deflate says the second one in three of them.
"""

from functools import lru_cache
from typing import Final

from brochure.base.art import Segment
from brochure.base.colour import Rgb
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt

STEP: Final[Pt] = 0.1  # of the grid: 0.035 mm, finer than the dots of a printer of 600 dpi
_OFF_GRID: Final = 1e-3  # of a cell: less is an error of floating point


def number(value: float, decimals: int = 2) -> str:
    """At most so many decimals, no exponent, no nought before the point."""
    text = f"{value:.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", "0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


@lru_cache(maxsize=256)
def rgb(colour: Rgb) -> str:
    """Three shares of light."""
    return f"{number(colour.red, 3)} {number(colour.green, 3)} {number(colour.blue, 3)}"


def rectangle(box: Box) -> str:
    """A box as a path, in points."""
    return f"{number(box.left)} {number(box.bottom)} {number(box.width)} {number(box.height)} re"


class Shape(NamedTuple):
    """A path on its grid: its operators count in steps from where it begins."""

    x: Pt
    y: Pt
    step: Pt
    operators: str


# QR code and calming line make up most of a page's operators, and are the same from build to build.
@lru_cache(maxsize=256)
def shape_of(path: tuple[Segment, ...]) -> Shape:
    """The construction operators of a path. Source: ISO 32000-1, table 59."""
    if not path:
        return Shape(0.0, 0.0, STEP, "")
    x, y = path[0].numbers[:2]
    step = _cell(path) or STEP
    return Shape(x, y, step, " ".join(_segment_operators(segment, x, y, step) for segment in path))


def _segment_operators(segment: Segment, x: Pt, y: Pt, step: Pt) -> str:
    kind, numbers = segment
    if kind == "re":
        left, bottom, width, height = numbers
        corners = (round((left - x) / step), round((bottom - y) / step))
        return f"{corners[0]} {corners[1]} {round(width / step)} {round(height / step)} re"
    steps = [str(round((each - (y if at % 2 else x)) / step)) for at, each in enumerate(numbers)]
    return " ".join([*steps, kind])


def _cell(path: tuple[Segment, ...]) -> Pt:
    """The side of the squares that a path of rectangles fills, as in a QR code; 0 for any other path."""
    if any(kind != "re" for kind, _ in path):
        return 0.0
    x, y, _, cell = path[0].numbers
    if cell <= 0:
        return 0.0
    for left, bottom, width, height in (numbers for _, numbers in path):
        for length in (left - x, bottom - y, width, height):
            if abs(length / cell - round(length / cell)) > _OFF_GRID:
                return 0.0
    return cell
