"""Drawings and pictures as plain data: paths with colours, or pixels."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt

Cap = Literal["butt", "round", "square"]
Join = Literal["miter", "round", "bevel"]


_KAPPA = 0.5522847498  # a quarter of a circle as one Bézier curve


class Segment(NamedTuple):
    """One step of a path: move, line, curve, close, or a whole rectangle (x, y, width, height)."""

    kind: Literal["m", "l", "c", "h", "re"]
    numbers: tuple[float, ...] = ()


class PathPiece(NamedTuple):
    """One path, and how it is filled and stroked."""

    path: tuple[Segment, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: Pt = 0.0
    even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0  # longest miter in widths of the stroke, as SVG has it; a PDF page begins with 10

    def moved(self, across: Pt, up: Pt) -> "PathPiece":
        """The same path elsewhere."""
        return _moved(self, 1.0, across, up)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Vector art in its own box: origin at the bottom left, y upwards, unit free."""

    width: float
    height: float
    pieces: tuple[PathPiece, ...]
    reaches_out: bool = False  # ink may lie outside the box, and is cut off there

    @lru_cache(maxsize=64)  # noqa: B019 - drawings are few and live as long as the program
    def placed_in(self, box: Box) -> tuple[PathPiece, ...]:
        """The pieces moved and scaled evenly so that the drawing fills the box's height from its left edge."""
        scale = box.height / self.height
        return tuple(_moved(piece, scale, box.left, box.bottom) for piece in self.pieces)


class Picture(NamedTuple):
    """Pixels in sRGB or grey, eight bits a channel, ready to embed."""

    width: int
    height: int
    channels: Literal[1, 3]
    data: bytes  # rows of pixels, or a JPEG stream
    is_jpeg: bool


@dataclass(frozen=True, slots=True)
class Drawings:
    """What the figures of a page without fixed width show, besides the clinic's own pictures."""

    line: Drawing  # for a window as wide as a page
    narrow_line: Drawing  # for the width of a telephone
    codes: Mapping[str, Drawing]  # the QR code of each link, with its quiet zone


def disc(x: Pt, y: Pt, radius: Pt) -> tuple[Segment, ...]:
    """A circle as a path of four curves."""
    k = radius * _KAPPA
    return (
        Segment("m", (x + radius, y)),
        Segment("c", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        Segment("c", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        Segment("c", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        Segment("c", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        Segment("h"),
    )


def _moved(piece: PathPiece, scale: float, x: float, y: float) -> PathPiece:
    path = tuple(Segment(kind, _scaled(kind, numbers, scale, x, y)) for kind, numbers in piece.path)
    return piece._replace(path=path, stroke_width=piece.stroke_width * scale)


def _scaled(kind: str, numbers: tuple[float, ...], scale: float, x: float, y: float) -> tuple[float, ...]:
    if kind == "re":
        left, bottom, width, height = numbers
        return (left * scale + x, bottom * scale + y, width * scale, height * scale)
    return tuple(number * scale + (y if at % 2 else x) for at, number in enumerate(numbers))
